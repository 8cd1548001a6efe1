#include <algorithm>
#include <sstream>
#include <thread>

#include "stages/words/analysis.hpp"
#include "stages/words/listed.hpp"
#include "stages/words/tags.hpp"
#include "tests/seconds.hpp"
#include "tests/words/loaded.hpp"

namespace samsyn::testing {
namespace {

std::string parts_of(const Reading& reading) {
  std::string out;
  for (const std::string& part : reading.parts) out += (out.empty() ? "" : "+") + part;
  return out;
}

TEST(Lexicon, GivesLemmasAndPartsOfCompounds) {
  const struct {
    const char* form;
    const char* lemma;
    const char* parts;
  } kCases[] = {
      {"bristen", "brist", ""},
      {"räcker", "räcka", ""},
      {"svårare", "svår", ""},
      {"tidsbristen", "tidsbrist", "tid+brist"},
      {"språkkunskaperna", "språkkunskap", "språk+kunskap"},
      {"kompetensutvecklingsinsatser", "kompetensutvecklingsinsats", "kompetens+utveckling+insats"},
      {"handledarbrist", "handledarbrist", "handledare+brist"},
      {"äldreomsorgens", "äldreomsorg", "gammal+omsorg"},
      {"undersköterskebrist", "undersköterskebrist", "undersköterska+brist"},
      {"timanställda", "timanställd", "timme+anställd"},
      {"hr-avdelningen", "hr-avdelning", "hr+avdelning"},
      {"ångest", "ångest", ""},
      {"barnskötarvikariatet", "barnskötarvikariat", "barnskötare+vikariat"},
      {"eu:s", "EU", ""},
      {"nåt", "någon", ""},
      {"stressade", "stressad", ""},
      {"stressade", "stressa", ""},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.form);
    const Word& word = lexicon()[lexicon().intern(c.form)];
    EXPECT_EQ(word.form, c.form);
    const bool found =
        std::any_of(word.readings.begin(), word.readings.end(),
                    [&](const Reading& r) { return r.lemma == c.lemma && parts_of(r) == c.parts; });
    EXPECT_TRUE(found) << word.readings.front().lemma << " " << parts_of(word.readings.front());
  }
}

bool has_lemma(const Word& word, const std::string& lemma) {
  return std::any_of(word.readings.begin(), word.readings.end(),
                     [&](const Reading& r) { return r.lemma == lemma; });
}

TEST(Lexicon, SplitsNounsThatDictionariesHaveAndLeavesWhatIsDerived) {
  const struct {
    const char* form;
    const char* parts;
  } kCases[] = {
      {"arbetsmarknad", "arbete+marknad"},
      {"tidsbrist", "tid+brist"},
      {"möjlighet", ""},
      {"verksamhet", ""},
      {"landskap", ""},
      {"bristfälligt", ""},
      {"nystartsjobb", "nystart+jobb"},
      {"lönebidrag", "lön+bidrag"},
      {"busstider", "buss+tid"},
      {"arbetsplatserna", "arbete+plats"},
      {"arbetstider", "arbete+tid"},
      {"läkarintyg", "läkare+intyg"},
      {"lunchrasten", "lunch+rast"},
      {"arbetsmarknadsinsatser", "arbete+marknad+insats"},
      {"erfarenhet", ""},
      {"ledarskapet", ""},
      {"bostaden", ""},
      {"utbildningen", ""},
      {"handledaren", ""},
      {"samarbetet", ""},
      {"återkopplingen", ""},
      {"arbetslösheten", ""},
      {"kontakter", ""},
      {"tidsbristen", "tid+brist"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.form);
    EXPECT_EQ(parts_of(lexicon()[lexicon().intern(c.form)].readings.front()), c.parts);
  }
}

TEST(Lexicon, KeepsThePartsThatRulesName) {
  // A rule may name arbetsmarknad as a part: it stays one in a reading behind the fine one.
  const Word& word = lexicon()[lexicon().intern("arbetsmarknadsåtgärd")];
  EXPECT_EQ(parts_of(word.readings.front()), "arbete+marknad+åtgärd");
  EXPECT_TRUE(std::any_of(word.readings.begin(), word.readings.end(),
                          [](const Reading& r) { return parts_of(r) == "arbetsmarknad+åtgärd"; }));
}

TEST(Lexicon, DoesWithoutLayersThatAreOff) {
  words::Lexicon::Data data = lexicon_data();
  data.layers = {false, false, false, false, false, false};
  const auto loaded = words::Lexicon::load(data);
  ASSERT_TRUE(loaded);
  words::Lexicon& bare = **loaded;
  EXPECT_TRUE(bare[bare.intern("arbetsplats")].readings.front().parts.empty());
  for (const auto& [form, lemma] : {std::pair{"asså", "alltså"}, {"komunen", "kommun"}}) {
    EXPECT_FALSE(has_lemma(bare[bare.intern(form)], lemma)) << form;
  }
}

TEST(Lexicon, FindsWhatWasMeantBySpokenAndMisspeltForms) {
  const struct {
    const char* form;
    const char* lemma;
  } kCases[] = {
      {"forskola", "förskola"},
      {"komunen", "kommun"},
      {"handlednig", "handledning"},
      {"komptens", "kompetens"},
      {"tyvär", "tyvärr"},
      {"asså", "alltså"},
      {"såg’na", "se"},
      {"gett’en", "ge"},
      {"på’n", "på"},
      {"nån", "någon"},
      {"arbetsmarknden", "arbetsmarknad"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.form);
    EXPECT_TRUE(has_lemma(lexicon()[lexicon().intern(c.form)], c.lemma));
  }
  // Words that are known, and words that could be several, stay what they are.
  EXPECT_FALSE(has_lemma(lexicon()[lexicon().intern("behov")], "behöva"));
  EXPECT_FALSE(has_lemma(lexicon()[lexicon().intern("xyzzor")], "xyza"));
}

TEST(Lexicon, GuessesNothingForWordsThatCouldBeSeveral) {
  const struct {
    const char* form;
    const char* lemma;  ///< what a less likely slip would make of it
  } kCases[] = {
      {"vagar", "vagga"},   // vågar, vägar
      {"forsta", "forsa"},  // första, förstå
  };
  for (const auto& c : kCases) {
    EXPECT_FALSE(has_lemma(lexicon()[lexicon().intern(c.form)], c.lemma)) << c.form;
  }
}

TEST(Tables, AreReadWithEveryLineEnd) {
  using words::Tag;
  const words::Neighbours neighbours(
      "# a comment\r\nnn_u\tnn_u\t5\r\ngoverns\r\nvb_f\tvb_i\t7\r\n");
  EXPECT_EQ(neighbours.beside(Tag::nn_u, Tag::nn_u), 5);
  EXPECT_EQ(neighbours.governed(Tag::vb_f, Tag::vb_i), 7);
  const words::Listed listed("kör\tköra vb_f\tkör nn_n\r\nvi\tvi pn_s\r\n");
  ASSERT_EQ(listed("kör").size(), 2U);
  EXPECT_EQ(listed("kör")[1].lemma, "kör");
  EXPECT_EQ(listed("kör")[1].tags, words::bit(Tag::nn_n));
  EXPECT_EQ(listed("vi").size(), 1U);
}

TEST(Abbreviations, ThatAreNeverLastAreNoEverydayVerbs) {
  constexpr std::uint32_t kEveryday = 300;  // in ten million words
  const Frequencies& frequencies = *lexicon_data().frequencies;
  std::istringstream lines(corpus_file("abbreviations.txt"));
  std::size_t looked_at = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#' || line.back() != '.')
      continue;  // + behind: may be last
    const std::string form = line.substr(0, line.size() - 1);
    if (form.size() < 3 || form.find('.') != std::string::npos) continue;
    ++looked_at;
    const Word& word = lexicon()[lexicon().intern(form)];
    const bool verb = word.readings.front().pos == Pos::verb;
    EXPECT_FALSE(verb && frequencies.word(form) >= kEveryday) << line;
  }
  EXPECT_GT(looked_at, 80U);
}

TEST(Lexicon, JoinsCompoundsThatWereWrittenApart) {
  words::Lexicon& all = lexicon();
  const WordId apart = all.join(all.intern("kompetens"), all.intern("utveckling"));
  EXPECT_NE(apart, all.intern("utveckling"));
  EXPECT_EQ(all[apart].form, "utveckling");
  EXPECT_EQ(all[apart].readings.front().lemma, "utveckling");
  EXPECT_TRUE(has_lemma(all[apart], "kompetensutveckling"));
  EXPECT_EQ(apart, all.join(all.intern("kompetens"), all.intern("utveckling")));
  EXPECT_EQ(all.intern("och"), all.join(all.intern("tid"), all.intern("och")));
}

TEST(Analysis, RemembersNoPairsThatMakeNoWord) {
  const auto loaded = words::Analysis::load(lexicon_data());
  ASSERT_TRUE(loaded);
  const std::size_t before = (*loaded)->remembered();
  for (const char* second : {"och", "tid", "behov", "kommun", "xyz"}) {
    (*loaded)->as_one({"stol", {}}, {second, {}});
  }
  EXPECT_EQ((*loaded)->remembered(), before);
}

TEST(Analysis, ForgetsAndAnswersAsBefore) {
  const auto loaded = words::Analysis::load(lexicon_data());
  ASSERT_TRUE(loaded);
  words::Analysis& analysis = **loaded;
  const auto told = [&](const char* form) {
    std::string out;
    for (const Reading& r : analysis(form)) {
      out += r.lemma + " " + parts_of(r) + " " + std::to_string(r.weight) + "|";
    }
    return out;
  };
  const std::string before = told("handledarbrist") + told("komunen");
  analysis.forget(analysis.remembered());
  EXPECT_GT(analysis.remembered(), 0U);
  analysis.forget(0);
  EXPECT_EQ(analysis.remembered(), 0U);
  EXPECT_EQ(told("handledarbrist") + told("komunen"), before);
}

TEST(Lexicon, AnswersForEveryWord) {
  for (const char* form : {"", "x", "qwzxk", "---", "^/$", "\\", "[]", "@", "ååååååååååååååååååååå",
                           "12", "a:b:c", "-", ":", "språk-", "𝒳"}) {
    SCOPED_TRACE(form);
    const Word& word = lexicon()[lexicon().intern(form)];
    EXPECT_FALSE(word.readings.empty());
  }
  const std::string long_word(5000, 'a');
  EXPECT_EQ(lexicon()[lexicon().intern(long_word)].readings.front().lemma, long_word);
}

TEST(Lexicon, SplitsLongWordsInNoTime) {
  const auto start = CpuClock::now();
  for (const char* end : {"a", "e", "i", "o", "u", "x", "y", "å", "ä", "ö"}) {
    const std::string form = "handledarutbildningsplatsansvarsområdesgruppledarmötesxq";
    EXPECT_FALSE(lexicon()[lexicon().intern(form + end)].readings.empty());
  }
  EXPECT_LT(seconds_since(start), 1);
}

TEST(Lexicon, GivesOneIdToAFormFromAnyThread) {
  std::vector<std::vector<WordId>> ids(4);
  std::vector<std::thread> threads;
  for (auto& mine : ids) {
    threads.emplace_back([&mine] {
      for (int i = 0; i < 300; ++i)
        mine.push_back(lexicon().intern("ord" + std::to_string(i % 60)));
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& mine : ids) EXPECT_EQ(mine, ids.front());
}

TEST(Fold, LowersByUnicode) {
  EXPECT_EQ(words::fold("ÅÄÖ ÉÜ × ABC"), "åäö éü × abc");
  EXPECT_EQ(words::fold("ŁÓDŹ"), "łódź");
  EXPECT_EQ(words::fold(""), "");
}

TEST(Capitalised, RaisesTheFirstLetterOnly) {
  const struct {
    const char* word;
    const char* capitalised;
  } kCases[] = {{"skola", "Skola"}, {"ängelholm", "Ängelholm"}, {"÷", "÷"}, {"ÿ", "ÿ"},
                {"Å", "Å"},         {"żaba", "żaba"},           {"", ""}};
  for (const auto& c : kCases) EXPECT_EQ(words::capitalised(c.word), c.capitalised);
}

}  // namespace
}  // namespace samsyn::testing
