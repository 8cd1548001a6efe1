#include <algorithm>
#include <thread>

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
      {"eu:s", "EU", ""},
      {"nåt", "någon", ""},
      {"stressade", "stressad", ""},
      {"stressade", "stressa", ""},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.form);
    const Word& word = lexicon()[lexicon().intern(c.form)];
    EXPECT_EQ(word.form, c.form);
    const bool found = std::any_of(word.readings.begin(), word.readings.end(), [&](const Reading& r) {
      return r.lemma == c.lemma && parts_of(r) == c.parts;
    });
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
      {"arbetsmarknad", "arbete+marknad"}, {"tidsbrist", "tid+brist"},   {"möjlighet", ""},
      {"verksamhet", ""},                  {"landskap", ""},             {"bristfälligt", ""},
      {"nystartsjobb", "nystart+jobb"},    {"lönebidrag", "lön+bidrag"}, {"busstider", "buss+tid"},
      {"arbetsplatserna", "arbete+plats"}, {"arbetstider", "arbete+tid"},
      {"läkarintyg", "läkare+intyg"},      {"lunchrasten", "lunch+rast"},
      {"arbetsmarknadsinsatser", "arbete+marknad+insats"},
      {"erfarenhet", ""},                  {"ledarskapet", ""},
      {"bostaden", ""},                    {"utbildningen", ""},
      {"handledaren", ""},                 {"samarbetet", ""},
      {"återkopplingen", ""},              {"arbetslösheten", ""},
      {"kontakter", ""},                   {"tidsbristen", "tid+brist"},
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
  EXPECT_TRUE(std::any_of(word.readings.begin(), word.readings.end(), [](const Reading& r) {
    return parts_of(r) == "arbetsmarknad+åtgärd";
  }));
}

TEST(Lexicon, DoesWithoutLayersThatAreOff) {
  words::Lexicon::Data data{corpus_file("spoken.tsv"), corpus_file("combining.tsv"),
                            corpus_file("readings.tsv"), corpus_file("neighbours.tsv")};
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
      {"forskola", "förskola"},   {"komunen", "kommun"},    {"handlednig", "handledning"},
      {"komptens", "kompetens"},  {"tyvär", "tyvärr"},      {"asså", "alltså"},
      {"såg’na", "se"},           {"gett’en", "ge"},        {"på’n", "på"},
      {"nån", "någon"},           {"arbetsmarknden", "arbetsmarknad"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.form);
    EXPECT_TRUE(has_lemma(lexicon()[lexicon().intern(c.form)], c.lemma));
  }
  // Words that are known, and words that could be several, stay what they are.
  EXPECT_FALSE(has_lemma(lexicon()[lexicon().intern("behov")], "behöva"));
  EXPECT_FALSE(has_lemma(lexicon()[lexicon().intern("xyzzor")], "xyza"));
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

TEST(Lexicon, GivesOneIdToAFormFromAnyThread) {
  std::vector<std::vector<WordId>> ids(4);
  std::vector<std::thread> threads;
  for (auto& mine : ids) {
    threads.emplace_back([&mine] {
      for (int i = 0; i < 300; ++i) mine.push_back(lexicon().intern("ord" + std::to_string(i % 60)));
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

}  // namespace
}  // namespace samsyn::testing
