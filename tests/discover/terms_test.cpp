#include "stages/discover/terms.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/discover/spoken.hpp"

namespace samsyn::discover {
namespace {

using testing::SmallCorpus;

std::vector<std::string> texts(const std::vector<KeyTerm>& terms) {
  std::vector<std::string> out;
  for (const KeyTerm& term : terms) out.push_back(term.text);
  return out;
}

/// Four voices on parking without a code, others on languages with one.
SmallCorpus parking() {
  SmallCorpus small;
  for (std::uint32_t voice = 0; voice < 4; ++voice) {
    small.say(voice, false, "parkering morgon fråga");
    small.say(voice, true, "språk fråga grupp");
    small.say(voice + 10, true, "språk fråga stöd");
  }
  return small;
}

TEST(KeyTerms, AreTypicalOfWhatHasNoCode) {
  const SmallCorpus small = parking();
  const std::vector<KeyTerm> terms =
      key_terms(small.corpus, small.lexicon.word_of(), Frequencies("morgon\t300000\n", ""));
  // «fråga» is as common in lines with a code, «språk» commoner.
  EXPECT_EQ(texts(terms),
            (std::vector<std::string>{"parkering", "morgon fråga", "parkering morgon", "morgon"}));
  const KeyTerm& first = terms.front();
  EXPECT_EQ(first.people, 4U);
  EXPECT_EQ(first.times, 4U);
  EXPECT_EQ(first.times_coded, 0U);
  EXPECT_EQ(first.lines, (std::vector<std::uint32_t>{0, 3, 6, 9}));
  // 4 of 12 against 0 of 24: E1 = 4/3; 8 ln 3.
  EXPECT_NEAR(first.rest.g2, 8.789, 0.001);
  EXPECT_NEAR(first.rest.log_ratio, 4, 0.001);
  EXPECT_GT(first.general.g2, terms.back().general.g2) << "general Swedish has «morgon» oftener";
}

TEST(KeyTerms, MustBeCommonerThanInGeneralSwedish) {
  const SmallCorpus small = parking();
  // Every third word of all Swedish: nothing to wonder at.
  const std::vector<KeyTerm> terms =
      key_terms(small.corpus, small.lexicon.word_of(), Frequencies("parkering\t3400000\n", ""));
  EXPECT_EQ(texts(terms), (std::vector<std::string>{"morgon", "morgon fråga", "parkering morgon"}));
}

TEST(KeyTerms, NeedSeveralPeople) {
  SmallCorpus small = parking();
  for (int i = 0; i < 20; ++i) small.say(1, false, "fågel skrov");
  for (int i = 0; i < 20; ++i) small.say(2, false, "fågel");
  const std::vector<KeyTerm> terms =
      key_terms(small.corpus, small.lexicon.word_of(), Frequencies());
  const std::vector<std::string> found = texts(terms);
  EXPECT_EQ(std::count(found.begin(), found.end(), "fågel"), 0) << "two voices";
  EXPECT_EQ(std::count(found.begin(), found.end(), "skrov"), 0) << "one voice, twenty times";
}

TEST(KeyTerms, PutCompoundsTogetherByTheirHead) {
  SmallCorpus small;
  small.say(0, false, "cykel+plats");
  small.say(1, false, "parkerings+plats");
  small.say(2, false, "plats snö");
  small.say(3, false, "snö sten");
  for (std::uint32_t voice = 0; voice < 12; ++voice) small.say(voice, true, "språk grupp stöd");
  const std::vector<KeyTerm> terms =
      key_terms(small.corpus, small.lexicon.word_of(), Frequencies());
  ASSERT_EQ(texts(terms), (std::vector<std::string>{"-plats"}));
  EXPECT_EQ(terms[0].kind, TermKind::head);
  EXPECT_EQ(terms[0].times, 3U);
  EXPECT_EQ(terms[0].lines, (std::vector<std::uint32_t>{0, 1, 2}));
}

TEST(KeyTerms, TakeNoPairOverABreak) {
  SmallCorpus small;
  for (std::uint32_t voice = 0; voice < 4; ++voice) {
    small.say(voice, false, "kall | matsal");
    small.say(voice, false, "varm matsal");
    for (int i = 0; i < 3; ++i) small.say(voice, true, "språk grupp stöd");
  }
  const std::vector<std::string> found =
      texts(key_terms(small.corpus, small.lexicon.word_of(), Frequencies()));
  EXPECT_EQ(std::count(found.begin(), found.end(), "varm matsal"), 1);
  EXPECT_EQ(std::count(found.begin(), found.end(), "kall matsal"), 0);
}

TEST(KeyTerms, TakeNoPairWithAVerb) {
  SmallCorpus small;
  small.lexicon.intern("skrika", Pos::verb);
  for (std::uint32_t voice = 0; voice < 4; ++voice) small.say(voice, false, "varm matsal skrika");
  const std::vector<std::string> found =
      texts(key_terms(small.corpus, small.lexicon.word_of(), Frequencies()));
  EXPECT_EQ(found, (std::vector<std::string>{"matsal", "skrika", "varm", "varm matsal"}));
}

TEST(KeyTerms, AreHeldAgainstSwedishAloneWhereNothingHasACode) {
  SmallCorpus small;
  for (std::uint32_t voice = 0; voice < 3; ++voice) small.say(voice, false, "parkering vara");
  const std::vector<KeyTerm> terms =
      key_terms(small.corpus, small.lexicon.word_of(), Frequencies("vara\t5000000\n", ""));
  EXPECT_EQ(texts(terms), (std::vector<std::string>{"parkering", "parkering vara"}));
  EXPECT_EQ(terms[0].rest.g2, 0);
}

TEST(KeyTerms, AreTheSameWhateverNumbersTheWordsHave) {
  const SmallCorpus small = parking();
  SmallCorpus other;
  other.lexicon.intern("grupp");
  other.lexicon.intern("morgon");
  for (std::uint32_t voice = 0; voice < 4; ++voice) {
    other.say(voice, false, "parkering morgon fråga");
    other.say(voice, true, "språk fråga grupp");
    other.say(voice + 10, true, "språk fråga stöd");
  }
  const Frequencies none;
  const auto a = key_terms(small.corpus, small.lexicon.word_of(), none);
  const auto b = key_terms(other.corpus, other.lexicon.word_of(), none);
  EXPECT_EQ(texts(a), texts(b));
  for (std::size_t t = 0; t < a.size(); ++t) EXPECT_EQ(a[t].lines, b[t].lines);
}

TEST(KeyTerms, OfNothingAreNone) {
  EXPECT_TRUE(key_terms({}, SmallCorpus().lexicon.word_of(), Frequencies()).empty());
}

}  // namespace
}  // namespace samsyn::discover
