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
