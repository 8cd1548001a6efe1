#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "stages/coding/word_classes.hpp"
#include "tests/coding/coder.hpp"
#include "tests/seconds.hpp"

namespace samsyn::testing {
namespace {

std::string taxonomy(const std::string& indicators, bool stance = false) {
  return R"({"id":"t","name_sv":"T","stance":)" + std::string(stance ? "true" : "false") +
         R"(,"codes":[{"id":"k","name_sv":"K","indicators":)" + indicators + "}]}";
}

TestCoder coder_of(const std::string& indicators, const std::string& items = "{}") {
  auto rules = rules_of({{"taxonomy.json", taxonomy(indicators)}, {"shared/items.json", items}});
  EXPECT_TRUE(rules) << render(rules.issue());
  return TestCoder(*rules);
}

TEST(Matcher, FindsWhatPatternsSay) {
  const struct {
    const char* pattern;
    const char* text;
    const char* evidence;  // nullptr: nothing
  } kCases[] = {
      {"brist", "Bristen är stor.", "Bristen"},
      {"brist", "Tidsbristen är stor.", "Tidsbristen"},
      {"brist", "Vi har handledarbrist här.", "handledarbrist"},
      {"brist", "Ett bristfälligt underlag.", nullptr},
      {"<brist>", "Tidsbristen är stor.", nullptr},
      {"-brist", "Bristen är stor.", nullptr},
      {"språk-", "Språkstödet saknas.", "Språkstödet"},
      {"språk-", "Språket är svårt.", nullptr},
      {"språk-kunskap", "Deras språkkunskaper räcker.", "språkkunskaper"},
      {"=gick", "Hon gick hem.", "gick"},
      {"=gick", "Hon går hem.", nullptr},
      {"oerfar*", "De är OERFARNA.", "OERFARNA"},
      {"svenska .. räcka", "Svenskan brukar inte riktigt räcka till.",
       "Svenskan brukar inte riktigt räcka"},
      {"svenska ..1 räcka", "Svenskan brukar inte riktigt räcka till.", nullptr},
      {"svenska räcka", "Svenskan, räcker den?", nullptr},
      {"svenska .. räcka", "Svenskan, räcker den?", "Svenskan, räcker"},
      {"svenska räcka", "”Svenskan” räcker.", "Svenskan” räcker"},
      {"^ buss $", "Bussen.", "Bussen"},
      {"^ buss $", "Bussen går sällan.", nullptr},
      {"räcka inte? till", "Det räcker till.", "räcker till"},
      {"räcka inte? till", "Det räcker inte till.", "räcker inte till"},
      // Gaps round a word that may be left out add up.
      {"hon ..1 borta? ..1 år", "Hon gick många år.", "Hon gick många år"},
      {"hon ..1 borta? ..1 år", "Hon var borta i år.", "Hon var borta i år"},
      {"hon ..1 borta? ..1 år", "Hon gick ganska många år.", nullptr},
      {"^ ..1 tid ..2 $", "Mer tid i skolan.", "tid"},
      {"^ ..1 tid ..2 $", "Vi behöver tid i skolan.", nullptr},
      {"^ ..1 tid ..2 $", "Mer tid i skolan nu.", nullptr},
      {"/num vecka", "Bara 12 veckor.", "12 veckor"},
      {"_ vecka", "Tolv veckor.", "Tolv veckor"},
      {"nåt", "Vi får nåt.", "nåt"},
      {"någon", "Vi får nåt.", "nåt"},
      {"av*", "Avgifter.", "Avgifter"},
      {"chef & tid", "Tiden saknas för cheferna.", "Tiden"},
      {"chef & tid", "Tiden går.", nullptr},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(std::string(c.pattern) + " / " + c.text);
    TestCoder coder = coder_of("{\"k-001\": \"" + std::string(c.pattern) + "\"}");
    const std::vector<Told> told = coder(c.text);
    if (c.evidence == nullptr) {
      EXPECT_TRUE(told.empty());
      continue;
    }
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].rule, "k-001");
    EXPECT_EQ(told[0].evidence[0], c.evidence);
  }
}

TEST(Matcher, KeepsToTheConditionsOfARule) {
  TestCoder coder = coder_of(
      R"({"k-001": {"match": "tid", "not": ["arbetstid", "i tid"], "needs": ["sakna"]},
          "k-002": {"match": "^ buss $", "items": ["hinder"]},
          "k-003": {"match": "*", "items": ["uppgifter"], "not": ["vet ej"], "not_items": ["hinder"]}})",
      R"({"contexts": {"hinder": ["hindra"], "uppgifter": ["uppgift"]}})");
  EXPECT_EQ(coder("Tid saknas.").size(), 1U);
  EXPECT_EQ(coder("Tid finns.").size(), 0U);
  EXPECT_EQ(coder("Vi saknar någon som kommer i tid.").size(), 0U);
  EXPECT_EQ(coder("Bussen.").size(), 0U);
  EXPECT_EQ(coder("Bussen.", {"hinder"}).size(), 1U);
  EXPECT_EQ(coder("Bussen.", {"hinder.org.matchning"}).size(), 1U);
  EXPECT_EQ(coder("Disk och bäddning.", {"uppgifter"}).size(), 1U);
  EXPECT_EQ(coder("Disk och bäddning.", {"uppgifter", "hinder"}).size(), 0U);
  EXPECT_EQ(coder("Vet ej.", {"uppgifter"}).size(), 0U);
  EXPECT_TRUE(coder.asks("Vilka uppgifter finns?", "uppgifter"));
  EXPECT_FALSE(coder.asks("Vilka uppgifter finns?", "hinder"));
}

TEST(Matcher, PassesOverWordsThatOnlyTakeUpTheTalkWhereItIsAskedWhatHinders) {
  TestCoder coder = coder_of(
      R"({"k-001": {"match": "^ tid $"}, "k-002": "nej"})",
      R"({"contexts": {"hinder": ["hindra"], "uppgifter": ["uppgift"]}, "openers": ["nej", "tja"]})");
  EXPECT_EQ(coder("Nej, tiden.", {"hinder"}).size(), 1U);
  EXPECT_EQ(coder("Tja, nej, tiden.", {"hinder"})[0].evidence[0], "tiden");
  EXPECT_EQ(coder("Nej tiden.", {"hinder"}).size(), 1U);  // k-002: no sign, no opener
  EXPECT_EQ(coder("Nej.", {"hinder"}).size(), 1U);        // k-002: nothing follows
  EXPECT_EQ(coder("Bussen, tiden.", {"hinder"}).size(), 0U);
  EXPECT_EQ(coder("Tja, tiden.", {"uppgifter"}).size(), 0U);
  // What is looked up is what is coded.
  EXPECT_EQ(coder.matches("Nej, tiden.", {"hinder"}), (std::vector<std::string>{"tiden"}));
  EXPECT_EQ(coder.matches("Nej, tiden.", {"uppgifter"}), (std::vector<std::string>{"Nej"}));
}

TEST(Matcher, AddsUpWeakRulesOnDifferentWordsOnly) {
  TestCoder coder = coder_of(R"({"k-001": {"match": "tid", "weight": 0.3},
                                 "k-002": {"match": "ork", "weight": 0.3},
                                 "k-003": {"match": "tid sakna", "weight": 0.4}})");
  EXPECT_EQ(coder("Tiden.").size(), 0U);
  EXPECT_EQ(coder("Tid saknas.").size(), 0U);  // two rules, the same word
  const std::vector<Told> both = coder("Tiden och orken.");
  ASSERT_EQ(both.size(), 1U);
  EXPECT_NEAR(both[0].confidence, 1 - 0.7 * 0.7, 1e-6);
}

TEST(Matcher, FindsTheSameAnywhereInALongSegment) {
  TestCoder coder =
      coder_of(R"({"k-001": "tid ..3 sakna", "k-002": "chef & buss", "k-003": "ork $"})");
  for (std::size_t before = 0; before < 150; ++before) {
    std::string text;
    for (std::size_t i = 0; i < before; ++i) text += "så ";
    const auto padded = [&](const std::string& middle) {
      return text + middle + " å å å å å å å å";
    };
    SCOPED_TRACE(before);
    ASSERT_EQ(coder(padded("tiden kan nog ofta saknas")).size(), 1U);
    EXPECT_EQ(coder(padded("tiden kan nog ofta saknas"))[0].evidence[0],
              "tiden kan nog ofta saknas");
    EXPECT_EQ(coder(padded("tiden kan nog rätt ofta saknas")).size(), 0U);
    EXPECT_EQ(coder(padded("chefen på en buss")).size(), 1U);
    EXPECT_EQ(coder(text + "orken").size(), 1U);
    EXPECT_EQ(coder(padded("orken")).size(), 0U);
  }
}

TEST(Matcher, CodesNeitherHeadingsNorPreambles) {
  TestCoder coder = coder_of(R"({"k-001": "tid"})");
  EXPECT_EQ(coder("Tiden.", {}, BlockRole::heading).size(), 0U);
  EXPECT_EQ(coder("Tiden.", {}, BlockRole::preamble).size(), 0U);
  EXPECT_EQ(coder("Tiden.", {}, BlockRole::interviewer).size(), 1U);
}

TEST(Matcher, SignsAloneAnswerNothing) {
  TestCoder coder = coder_of(R"({"k-001": {"match": "*", "items": ["hinder"]}})");
  for (const char* nothing : {"-", "?", "…", "– –", "."}) {
    EXPECT_TRUE(coder(nothing, {"hinder"}).empty()) << nothing;
  }
  EXPECT_EQ(coder("Bussen.", {"hinder"}).size(), 1U);
}

TEST(Matcher, EvidenceLiesInItsSegmentWhateverTheText) {
  TestCoder coder(shipped_rules());
  const char* kWords[] = {"tid",    "saknas", "inte",       "språket", ",",      ".",     "vi",
                          "har",    "ingen",  "chefen",     "?",       "är",     "svårt", "”",
                          "bussen", "och",    "handledare", "finns",   "LAS",    "–",     "12",
                          "veckor", "att",    "för",        "lite",    "pengar", "men",   "!"};
  std::mt19937 random(20261122);  // fixed seed: the same texts in every run
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (auto n = random() % 40; n > 0; --n) {
      text += (text.empty() ? "" : " ") + std::string(kWords[random() % std::size(kWords)]);
    }
    SCOPED_TRACE(text);
    for (const Told& told : coder(text, {"hinder"})) {
      EXPECT_GE(told.confidence, 0.5F - 1e-5F);
      EXPECT_LE(told.confidence, 1.0F);
      ASSERT_FALSE(told.evidence.empty());
      for (const std::string& evidence : told.evidence) {
        EXPECT_FALSE(evidence.empty());
        EXPECT_NE(text.find(evidence.substr(0, evidence.find("”"))), std::string::npos);
      }
    }
  }
}

/// What a matcher remembers of segments met before must never show: neither in what they are given
/// nor in what sentences say of those before them.
TEST(Matcher, SaysOfSegmentsMetBeforeWhatANewOneSays) {
  const char* kSentences[] = {"Det var brist på datorer.",
                              "Bristen på tid?",
                              "Bussen.",
                              "Nej.",
                              "Nej, tiden.",
                              "Vi har inte tid att handleda.",
                              "Tidigare hade vi ingen handledare.",
                              "Svenskan räcker inte.",
                              "Svenskan, svenskan.",
                              "Om vi bara hade pengar!",
                              "Det löste sig.",
                              "Nu har alla en dator.",
                              "Nu går det bra.",
                              "Så är det än.",
                              "–",
                              "Är facket emot det?",
                              "Facket.",
                              "Facket är inget problem."};
  const struct {
    std::vector<std::string> about;
    BlockRole role;
  } kAsked[] = {{{"hinder"}, BlockRole::answer},
                {{}, BlockRole::answer},
                {{}, BlockRole::note},
                {{"utan_hinder"}, BlockRole::answer},
                {{}, BlockRole::interviewer}};
  TestCoder old(shipped_rules());
  std::mt19937 random(20261123);  // fixed seed: the same texts in every run
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (auto n = 1 + random() % 5; n > 0; --n) {
      text += (text.empty() ? "" : " ") + std::string(kSentences[random() % std::size(kSentences)]);
    }
    const auto& asked = kAsked[random() % std::size(kAsked)];
    SCOPED_TRACE(text);
    const std::vector<Told> before = old(text, asked.about, asked.role);
    const std::vector<Told> anew = TestCoder(shipped_rules())(text, asked.about, asked.role);
    ASSERT_EQ(before.size(), anew.size());
    for (std::size_t t = 0; t < anew.size(); ++t) {
      EXPECT_EQ(before[t].code, anew[t].code);
      EXPECT_EQ(before[t].rule, anew[t].rule);
      EXPECT_EQ(before[t].stance, anew[t].stance);
      EXPECT_EQ(before[t].confidence, anew[t].confidence);
      EXPECT_EQ(before[t].evidence, anew[t].evidence);
    }
  }
}

TEST(Matcher, ALongLineWithoutStopsCostsItsLength) {
  const auto rules = rules_of(
      {{"taxonomy.json",
        R"({"id":"t","name_sv":"T","stance":true,"codes":[{"id":"k","name_sv":"K","indicators":{
            "k-001": "tid", "k-002": "ingen .. tid", "k-003": "tid & språk",
            "k-004": {"match": "språk inte räcka", "stance": "negated"}}}]})"},
       {"shared/stance.json", shipped("taxonomies/stance.json")},
       {"shared/classes.json", shipped("taxonomies/classes.json")}});
  ASSERT_TRUE(rules) << render(rules.issue());
  TestCoder coder(*rules);
  std::string text;
  for (int i = 0; i < 8'000; ++i) {
    text += "ingen tid språk inte räcker ";
    if (i % 25 == 0) text += "det var inget problem ";
  }
  coder("Uppslagsord läses in.");
  const auto start = CpuClock::now();
  const std::vector<Told> told = coder(text);
  EXPECT_LT(seconds_since(start), 2);
  EXPECT_EQ(told.size(), 1U);
}

TEST(Matcher, CapitalsInLemmasAreOnesOfRulesToo) {
  Word word;
  word.form = "säpo";
  word.readings = {{"SÄPO", Pos::name, {}}};
  coding::WordClasses classes;
  const auto parsed = coding::parse("<säpo>", coding::Classes{});
  const auto& pattern = std::get<coding::Pattern>(parsed);
  const coding::ClassId id = classes.add(pattern.joined[0][0][0].tests);
  EXPECT_EQ(classes.of(word), std::vector<coding::ClassId>{id});
}

}  // namespace
}  // namespace samsyn::testing
