#include "stages/discover/heard.hpp"

#include <gtest/gtest.h>

#include "stages/discover/gathering.hpp"
#include "tests/discover/spoken.hpp"

namespace samsyn::discover {
namespace {

using testing::key_of;
using testing::SmallLexicon;

/// Blocks of words divided by blanks, a segment each; "i", "på" and "." tell nothing.
struct Told {
  void block(const std::string& raw, BlockRole role, std::uint32_t respondent) {
    Block& block = document.blocks.emplace_back();
    block.raw = raw;
    block.role = role;
    block.respondent = respondent;
    NormBlock& norm = text.blocks.emplace_back();
    norm.text = raw;
    Segment segment;
    segment.block = static_cast<std::uint32_t>(text.blocks.size() - 1);
    segment.span = {0, static_cast<std::uint32_t>(raw.size())};
    segments.push_back(segment);
    tokens.first.push_back(static_cast<std::uint32_t>(tokens.all.size()));
    for (std::size_t at = 0; at < raw.size();) {
      const std::size_t end = std::min(raw.find(' ', at), raw.size());
      const std::string form = raw.substr(at, end - at);
      Token token;
      token.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
      const bool function = form == "i" || form == "på";
      token.word = lexicon.intern(form, function ? Pos::adp : Pos::noun);
      if (form == ".") token.kind = TokenKind::punctuation;
      tokens.all.push_back(token);
      at = end + 1;
    }
  }
  Heard heard() {
    tokens.first.push_back(static_cast<std::uint32_t>(tokens.all.size()));
    return listen(document, text, segments, tokens, codings, codebook, lexicon.word_of());
  }
  void code(std::uint32_t segment, std::uint32_t code, Stance stance) {
    Coding coding;
    coding.segment = segment;
    coding.code = code;
    coding.stance = stance;
    codings.push_back(coding);
  }
  WordKey key(const std::string& form) { return key_of(lexicon.intern(form)); }

  SmallLexicon lexicon;
  Document document;
  NormDocument text;
  std::vector<Segment> segments;
  Tokens tokens;
  std::vector<Coding> codings;
  Codebook codebook{
      {{"barriers", "Hinder", "Barriers", true}, {"themes", "Teman", "Themes", false}},
      {{"hinder.a", 0, kNone, true, "A", "A", {}, {}, {}, {}, {}, {}},
       {"tema.b", 1, kNone, true, "B", "B", {}, {}, {}, {}, {}, {}}},
      {}};
};

TEST(Listening, KeepsWordsWithMeaningAndWhereTheyPart) {
  Told told;
  told.block("kö på parkering . snö", BlockRole::answer, 0);
  told.block("i . på", BlockRole::answer, 1);
  const Heard heard = told.heard();
  EXPECT_EQ(heard.words, (std::vector<WordKey>{told.key("kö"), kBreak, told.key("parkering"),
                                               kBreak, told.key("snö")}));
  ASSERT_EQ(heard.segments.size(), 2U);
  EXPECT_EQ(heard.segments[0].words, 5U);
  EXPECT_EQ(heard.segments[0].length, 21U) << "code points";
  EXPECT_EQ(heard.segments[1].words, 5U);
  EXPECT_EQ(heard.other_words, 6U) << "function words are words of the text too";
  EXPECT_EQ(heard.spoke, (std::vector<std::uint32_t>{0, 1}));
}

TEST(Listening, RemembersWhoSpokeAsTheyFirstDid) {
  Told told;
  told.block("snö", BlockRole::note, kNone);
  told.block("kö", BlockRole::answer, 2);
  told.block("parkering", BlockRole::answer, 1);
  told.block("snö", BlockRole::answer, 2);
  EXPECT_EQ(told.heard().spoke, (std::vector<std::uint32_t>{kNone, 2, 1}));
}

TEST(Listening, PassesOverInterviewersHeadingsAndPreambles) {
  Told told;
  told.block("vad hindrar", BlockRole::interviewer, 0);
  told.block("rubrik", BlockRole::heading, kNone);
  told.block("datum", BlockRole::preamble, kNone);
  told.block("parkering", BlockRole::turn, 1);
  told.block("snö", BlockRole::note, 2);
  told.code(0, 0, Stance::affirmed);
  const Heard heard = told.heard();
  EXPECT_EQ(heard.words, (std::vector<WordKey>{told.key("parkering"), told.key("snö")}));
  EXPECT_TRUE(heard.given.empty());
  EXPECT_EQ(heard.spoke, (std::vector<std::uint32_t>{1, 2}));
}

TEST(Listening, TakesEveryStanceForACodeButOnlyAffirmedOnesAsFound) {
  Told told;
  told.block("parkering", BlockRole::answer, 0);
  told.block("snö", BlockRole::answer, 1);
  told.block("buss", BlockRole::answer, 2);
  told.code(0, 0, Stance::negated);
  told.code(1, 0, Stance::affirmed);
  told.code(1, 1, Stance::hypothetical);  // themes have no stance
  const Heard heard = told.heard();
  EXPECT_TRUE(heard.segments[0].coded && heard.segments[1].coded && !heard.segments[2].coded);
  EXPECT_EQ(heard.given, (std::vector<Given>{{1, 0}, {1, 1}}));
  EXPECT_EQ(heard.coded_words, 2U);
  EXPECT_EQ(heard.other_words, 1U);
  EXPECT_EQ(heard.segments[0].length, 0U) << "what has a code is not quoted here";
}

TEST(Listening, LeavesOutPersonalData) {
  Told told;
  told.block("kö lisbet snö", BlockRole::answer, 0);
  told.tokens.all[1].personal = true;
  EXPECT_EQ(told.heard().words, (std::vector<WordKey>{told.key("kö"), kBreak, told.key("snö")}));
}

TEST(Listening, ReadsNamesAsWritten) {
  SmallLexicon lexicon;
  const WordId id = lexicon.intern("örnby", Pos::noun);
  EXPECT_EQ(meaning_of((id << 5U) | 31U, lexicon.word_of()).lemma, "Örnby");
  const Meaning simple = meaning_of(key_of(id), lexicon.word_of());
  EXPECT_EQ(simple.lemma, "örnby");
  EXPECT_EQ(simple.head, "");
}

TEST(Gathering, CountsNobodyKnownAsOneVoiceOfTheDocument) {
  Told told;
  told.document.respondents = {{"R1", {}, 2}};
  told.document.source = "svar.csv";
  told.block("parkering", BlockRole::answer, 0);
  told.block("snö", BlockRole::answer, kNone);
  told.block("buss", BlockRole::answer, kNone);
  const Heard heard = told.heard();
  Study study;
  study.sources.emplace_back();
  told.document.spec = 0;
  Gathering gathering(study, told.codebook, {});
  for (int twice = 0; twice < 2; ++twice) {
    const std::uint32_t number = gathering.add_document(told.document);
    gathering.add(number, told.document, heard);
  }
  std::vector<std::uint32_t> voices;
  for (const Line& line : gathering.corpus().lines) voices.push_back(line.voice);
  EXPECT_EQ(voices, (std::vector<std::uint32_t>{0, 1, 1, 2, 3, 3}));
  EXPECT_TRUE(gathering.people()[0].known);
  EXPECT_FALSE(gathering.people()[1].known);
  EXPECT_EQ(gathering.respondents().codes.size(), 4U);
  EXPECT_EQ(gathering.quotable()[1].text, "snö");
}

TEST(Gathering, CountsWhoWasMeasuredTwiceAsOneVoice) {
  Told told;
  told.document.respondents = {{"R1", {}, 2, 0, 0}, {"R2", {}, 3, 1, 0}};
  told.document.source = "svar.csv";
  told.block("parkering", BlockRole::answer, 0);
  told.block("buss", BlockRole::answer, 1);
  const Heard heard = told.heard();
  Study study;
  study.sources.emplace_back();
  told.document.spec = 0;
  Gathering gathering(study, told.codebook, {});
  gathering.add(gathering.add_document(told.document), told.document, heard);
  std::swap(told.document.respondents[0].person, told.document.respondents[1].person);
  gathering.add(gathering.add_document(told.document), told.document, heard);
  std::vector<std::uint32_t> voices;
  for (const Line& line : gathering.corpus().lines) voices.push_back(line.voice);
  EXPECT_EQ(voices, (std::vector<std::uint32_t>{0, 1, 1, 0}));
  EXPECT_EQ(gathering.respondents().codes.size(), 2U);
}

}  // namespace
}  // namespace samsyn::discover
