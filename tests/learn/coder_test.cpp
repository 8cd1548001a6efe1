#include "stages/learn/coder.hpp"

#include <gtest/gtest.h>

#include "small_scene.hpp"

namespace samsyn::learn {
namespace {

constexpr float kNever = 1;

/// «kort», «brist» as a compound's part, «inte kort» and a rule speak for hinder.tid.
Model small_model() {
  Model model;
  model.decisions = {{"hinder.tid", -1, -1, 0, 0.5F}, {"=negated", -1, -1, 0, 0.5F}};
  model.singles = {"w=kort", "p=brist", "w=inte", "r=hinder.tid", "n=kort", "q=hinder"};
  model.pairs = {{2, 0}};
  model.weights = {8, 0, 8, 0, 0, 9, 3, 0, 0, 0, 2, 0, -9, 0};
  return model;
}

std::shared_ptr<const Learned> learned() { return std::make_shared<const Learned>(small_model()); }

std::vector<Coding> code(SmallScene& small, std::shared_ptr<const Learned> model = learned()) {
  Coder coder(std::move(model), small.codebook,
              [&](WordId id) -> const Word& { return small.word(id); });
  return coder.apply(small.scene());
}

std::string text(const SmallScene& small, const Coding& coding) {
  std::string out;
  const std::string& whole = small.text.blocks[small.segments[coding.segment].block].text;
  for (const NormSpan& span : coding.evidence)
    out += (out.empty() ? "" : "|") + std::string(span.of(whole));
  return out;
}

TEST(LearnedCoder, GivesCodesWithTheWordsThatWeighedMost) {
  SmallScene small({"praktiken är kort här.", "vi har brist+tid och tid+brist.", "allt går bra."});
  const std::vector<Coding> codings = code(small);
  ASSERT_EQ(codings.size(), 2U);
  EXPECT_EQ(codings[0].segment, 0U);
  EXPECT_EQ(text(small, codings[0]), "kort");
  EXPECT_EQ(codings[0].coder, CoderKind::learned);
  EXPECT_EQ(codings[0].rule, kNone);
  ASSERT_EQ(codings[0].reasons.size(), 1U);
  EXPECT_EQ(codings[0].reasons[0].feature, "kort");
  EXPECT_FLOAT_EQ(codings[0].reasons[0].weight, 4);  // 8 over the square root of four words
  EXPECT_NEAR(codings[0].confidence, 1 / (1 + std::exp(-3.0)), 1e-6);
  EXPECT_EQ(text(small, codings[1]), "bristtid|tidbrist");
}

TEST(LearnedCoder, TakesOneWordForABarrierOnlyWhereThatWasAsked) {
  SmallScene small({"kort.", "kort.", "mycket kort."});
  Asked asked;
  asked.hinders = true;
  small.asked[1] = &asked;
  const std::vector<Coding> codings = code(small);
  ASSERT_EQ(codings.size(), 2U);
  EXPECT_EQ(codings[0].segment, 1U);
  EXPECT_EQ(codings[1].segment, 2U);
}

TEST(LearnedCoder, WeighsPairsOfNeighbours) {
  SmallScene small({"inte kort.", "kort inte."});
  const std::vector<Coding> codings = code(small);
  ASSERT_EQ(codings.size(), 1U);
  EXPECT_EQ(codings[0].segment, 1U);
  EXPECT_EQ(codings[0].stance, Stance::negated);
}

/// As learned(), where the stance follows the rules' and «inte».
Model stance_model() {
  Model model;
  model.decisions = {{"hinder.tid", -1, -1, 0, 0.5F},
                     {"hinder.resurser", -1, -1, 0, 0.5F},
                     {"=negated", -1, -1, 0, 0.5F},
                     {"=hypothetical", -1, -1, 0, 1}};
  model.singles = {"w=kort", "w=pengar", "w=inte", "s=negated", "s=unsaid"};
  model.weights = {8, 0, 0, 9, 0, 8, 0, 9, 0, 0, 6, 9, 0, 0, 3, 9, 0, 0, -1, 9};
  return model;
}

std::shared_ptr<const Learned> with_stance() {
  return std::make_shared<const Learned>(stance_model());
}

/// From the second time on a segment's sums are remembered.
TEST(LearnedCoder, SaysOfWhatItMetBeforeWhatANewOneSays) {
  const std::vector<std::vector<std::string>> kTexts{{"kort tid.", "inte kort."},
                                                     {"inte kort.", "kort tid."},
                                                     {"kort tid.", "kort tid. kort tid."},
                                                     {"kort. kort tid."},
                                                     {"inte kort. kort."},
                                                     {"kort tid.", "inte kort."},
                                                     {"kort tid. inte kort. kort"}};
  SmallScene all({"kort tid.", "inte kort.", "kort"});
  Coder old(with_stance(), all.codebook, [&](WordId id) -> const Word& { return all.word(id); });
  for (int round = 0; round < 3; ++round) {
    for (const std::vector<std::string>& text : kTexts) {
      SCOPED_TRACE(text.front());
      SmallScene small(text);
      for (Token& token : small.tokens.all) token.word = all.id(small.word(token.word).form);
      small.words = all.words;
      const std::vector<Coding> before = old.apply(small.scene());
      const std::vector<Coding> anew = code(small, with_stance());
      ASSERT_EQ(before.size(), anew.size());
      for (std::size_t c = 0; c < anew.size(); ++c) {
        EXPECT_EQ(before[c].segment, anew[c].segment);
        EXPECT_EQ(before[c].code, anew[c].code);
        EXPECT_EQ(before[c].stance, anew[c].stance);
        EXPECT_EQ(before[c].confidence, anew[c].confidence);
        EXPECT_EQ(before[c].evidence, anew[c].evidence);
      }
    }
  }
}

/// A pair that the model has not is told from those that it has by a bit; none may be lost.
TEST(Vocabulary, FindsAllItsPairsAndNoOther) {
  std::vector<std::string> singles;
  for (int n = 0; n < 200; ++n) singles.push_back("w=ord" + std::to_string(n));
  std::vector<Vocabulary::Pair> pairs;
  for (FeatureId f = 0; f < 200; ++f) pairs.emplace_back(f, f * 7 % 200);
  Vocabulary vocabulary(singles, pairs);
  std::size_t found = 0;
  for (FeatureId first = 0; first < 200; ++first) {
    EXPECT_EQ(vocabulary.pair(first, first * 7 % 200), 200 + first);
    for (FeatureId second = 0; second < 200; ++second) {
      found += vocabulary.pair(first, second) != kNone;
    }
  }
  EXPECT_EQ(found, pairs.size());
  EXPECT_EQ(Vocabulary({"w=tid"}, {}).pair(0, 0), kNone);
}

TEST(LearnedCoder, DecidesTheStanceOfEachCodeByItself) {
  SmallScene small({"kort pengar."});
  Coding rule;
  rule.code = 0;
  rule.rule = 17;
  rule.stance = Stance::negated;
  rule.confidence = 0.9F;
  rule.evidence = {{0, 4}};
  small.codings = {rule};
  const std::vector<Coding> codings = code(small, with_stance());
  ASSERT_EQ(codings.size(), 2U);
  EXPECT_EQ(codings[0].stance, Stance::negated);
  EXPECT_EQ(codings[1].stance, Stance::affirmed);
}

TEST(LearnedCoder, LeavesAStanceThatItHasNotLearnedAlone) {
  // «=hypothetical» has weights, but a threshold that can't be reached.
  SmallScene small({"mycket kort.", "inte så kort."});
  const std::vector<Coding> codings = code(small, with_stance());
  ASSERT_EQ(codings.size(), 2U);
  EXPECT_EQ(codings[0].stance, Stance::affirmed);
  EXPECT_EQ(codings[1].stance, Stance::negated);
  Model model = stance_model();
  model.decisions[2].threshold = 1;  // nor the other
  SmallScene ruled({"mycket kort."});
  Coding rule;
  rule.stance = Stance::hypothetical;
  rule.evidence = {{0, 6}};
  ruled.codings = {rule};
  EXPECT_EQ(code(ruled, std::make_shared<const Learned>(std::move(model)))[0].stance,
            Stance::hypothetical);
}

TEST(LearnedCoder, GivesWhatIsDeniedFromALowerThreshold) {
  Model model = small_model();
  model.weights[0] = 0.9F;  // «kort»: a probability of 0.41 beside another word
  model.weights[12] = 0;    // «inte kort»
  const auto weak = std::make_shared<const Learned>(std::move(model));
  SmallScene small({"mycket kort.", "inte kort.", "kort om det mesta."});
  const std::vector<Coding> codings = code(small, weak);
  ASSERT_EQ(codings.size(), 1U);
  EXPECT_EQ(codings[0].segment, 1U);
  EXPECT_EQ(codings[0].stance, Stance::negated);
  EXPECT_NEAR(codings[0].confidence, 0.41, 0.01);
}

TEST(LearnedCoder, TellsPairsAsWords) {
  Model model = small_model();
  model.weights[12] = 8;  // «inte kort»
  SmallScene small({"är inte kort."});
  const std::vector<Coding> codings =
      code(small, std::make_shared<const Learned>(std::move(model)));
  ASSERT_EQ(codings.size(), 1U);
  std::vector<std::string> told;
  for (const Reason& reason : codings[0].reasons) told.push_back(reason.feature);
  EXPECT_EQ(told, (std::vector<std::string>{"kort", "inte kort"}));
}

TEST(LearnedCoder, NeitherWeighsNorTellsWhatIsPersonal) {
  SmallScene small({"mycket kort."});
  small.tokens.all[1].personal = true;
  EXPECT_TRUE(code(small).empty());
  SmallScene beside({"kort. brist bra."});
  beside.tokens.all[0].personal = true;
  Vocabulary vocabulary;
  Reader reader(vocabulary, [&](WordId id) -> const Word& { return beside.word(id); });
  reader.read(
      beside.scene(), 1, [](WordId, float) {},
      [&](FeatureId id, float) { EXPECT_EQ(vocabulary.name(id).find("kort"), std::string::npos); });
}

TEST(LearnedCoder, KeepsTheRulesWordsWhereBothFindACode) {
  SmallScene small({"praktiken är kort."});
  Coding rule;
  rule.code = 0;
  rule.rule = 17;
  rule.confidence = 0.8F;
  rule.evidence = {{0, 9}};
  small.codings = {rule};
  const std::vector<Coding> codings = code(small);
  ASSERT_EQ(codings.size(), 1U);
  EXPECT_EQ(codings[0].coder, CoderKind::rules);
  EXPECT_EQ(codings[0].rule, 17U);
  EXPECT_EQ(text(small, codings[0]), "praktiken");
}

TEST(LearnedCoder, OverrulesARuleThatAloneIsTooWeak) {
  SmallScene small({"praktiken är."});
  Coding rule;
  rule.code = 0;
  rule.rule = 17;
  rule.confidence = 0.3F;  // 3 * 0.3 - 1 < 0
  rule.evidence = {{0, 9}};
  small.codings = {rule};
  EXPECT_TRUE(code(small).empty());
  small.codings[0].confidence = 0.8F;
  EXPECT_EQ(code(small).size(), 1U);
}

TEST(LearnedCoder, LeavesCodesThatItHasNotLearnedToTheRules) {
  SmallScene small({"vi har inga pengar."});
  Coding rule;
  rule.code = 1;
  rule.rule = 3;
  rule.stance = Stance::hypothetical;
  rule.evidence = {{0, 2}};
  small.codings = {rule};
  const std::vector<Coding> codings = code(small);
  ASSERT_EQ(codings.size(), 1U);
  EXPECT_EQ(codings[0].code, 1U);
  EXPECT_EQ(codings[0].stance, Stance::hypothetical);
}

TEST(LearnedCoder, LeavesHeadingsAndInterviewersAlone) {
  SmallScene small({"mycket kort.", "mycket kort.", "mycket kort."});
  small.document.blocks[0].role = BlockRole::heading;
  small.document.blocks[1].role = BlockRole::interviewer;
  const std::vector<Coding> codings = code(small);
  ASSERT_EQ(codings.size(), 1U);
  EXPECT_EQ(codings[0].segment, 2U);
}

TEST(LearnedCoder, NeverGivesACodeWhoseThresholdCannotBeReached) {
  Model model = small_model();
  model.decisions[0].threshold = kNever;
  SmallScene small({"mycket kort."});
  EXPECT_TRUE(code(small, std::make_shared<const Learned>(std::move(model))).empty());
}

TEST(Reader, SeesTheSentencesBesideOnlyInTheSameAnswer) {
  SmallScene small({"kort. lång.", "bred."});
  Vocabulary vocabulary;
  Reader reader(vocabulary, [&](WordId id) -> const Word& { return small.word(id); });
  const auto names = [&](std::uint32_t segment) {
    std::string out;
    reader.read(
        small.scene(), segment, [](WordId, float) {},
        [&](FeatureId id, float) { out += vocabulary.name(id) + ";"; });
    return out;
  };
  EXPECT_EQ(names(0), "first;n=lång;one word;");
  EXPECT_EQ(names(1), "n=kort;last;one word;");
  EXPECT_EQ(names(2), "first;last;one word;");
}

TEST(Reader, TellsWhatTheItemAsks) {
  SmallScene small({"tid."});
  Asked asked{{"hinder"}, {0}, true};
  small.asked[0] = &asked;
  Vocabulary vocabulary;
  Reader reader(vocabulary, [&](WordId id) -> const Word& { return small.word(id); });
  std::string out;
  reader.read(
      small.scene(), 0, [](WordId, float) {},
      [&](FeatureId id, float value) {
        out += vocabulary.name(id) + " " + std::to_string(value).substr(0, 3) + ";";
      });
  EXPECT_EQ(out, "h=tid 1.0;first 0.5;last 0.5;q=hinder 0.5;ql=tid 0.5;one word 0.5;");
}

}  // namespace
}  // namespace samsyn::learn
