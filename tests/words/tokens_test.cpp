#include <random>

#include "stages/normalise/normalise.hpp"
#include "stages/segment/segment.hpp"
#include "tests/words/loaded.hpp"

namespace samsyn::testing {
namespace {

const Abbreviations& abbreviations() {
  static const Abbreviations all(corpus_file("abbreviations.txt"));
  return all;
}

struct Cut {
  std::string text;
  std::string segments;  ///< their texts, one after the other
  Tokens tokens;
};

Cut cut(std::string_view raw) {
  static words::Tokeniser tokeniser(lexicon(), abbreviations());
  Document document;
  document.blocks.emplace_back().raw = raw;
  const NormDocument text = normalise::apply(document, 0, 1);
  const std::vector<Segment> segments = segment::split(document, text, abbreviations());
  Cut cut{text.blocks[0].text, {}, tokeniser.apply(text, segments)};
  for (const Segment& segment : segments) cut.segments += segment.span.of(cut.text);
  return cut;
}

std::string told(std::string_view raw) {
  const Cut c = cut(raw);
  std::string out;
  for (const Token& token : c.tokens.all) {
    out += (out.empty() ? "" : "|") + std::string(token.span.of(c.text));
  }
  return out;
}

TEST(Tokens, AreCutAsUniversalDependenciesDoes) {
  const struct {
    const char* text;
    const char* tokens;
  } kCases[] = {
      {"Vi hinner inte, tyvärr.", "Vi|hinner|inte|,|tyvärr|."},
      {"EU:s regler", "EU:s|regler"},
      {"HR-avdelningen och AF:s chef", "HR-avdelningen|och|AF:s|chef"},
      {"t.ex. bl.a. dvs. kl. 9.30", "t.ex.|bl.a.|dvs.|kl.|9.30"},
      {"vård- och omsorg", "vård-|och|omsorg"},
      {"en 21-åring på 80-talet", "en|21-åring|på|80-talet"},
      {"anna@exempel.se, www.exempel.se.", "anna@exempel.se|,|www.exempel.se|."},
      {"https://exempel.se/a?b=c (se där)", "https://exempel.se/a?b=c|(|se|där|)"},
      {"1,5 eller 2021-10-31", "1,5|eller|2021-10-31"},
      {"”Nej”, sa hon…", "”|Nej|”|,|sa|hon|…"},
      {"50 % av 12 veckor", "50|%|av|12|veckor"},
      {"Bra!!! 👍🏽", "Bra|!!!|👍🏽"},
      {"Det är slut.Nej", "Det|är|slut|.|Nej"},
      {"§ 37", "§|37"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(told(c.text), c.tokens);
  }
}

TEST(Tokens, TellWordsFromFiguresAndSigns) {
  const Cut c = cut("Vi 12 , 👍");
  ASSERT_EQ(c.tokens.all.size(), 4U);
  EXPECT_EQ(c.tokens.all[0].kind, TokenKind::word);
  EXPECT_EQ(c.tokens.all[1].kind, TokenKind::number);
  EXPECT_EQ(c.tokens.all[2].kind, TokenKind::punctuation);
  EXPECT_EQ(c.tokens.all[3].kind, TokenKind::symbol);
}

TEST(Tokens, CoverEveryCharacterOfASegmentOnce) {
  const char* kPieces[] = {"ord", "EU:s", "t.ex", ".", ",", "-", " ", "12", ":", "@", "/", "’",
                           "å", "👍", "\u200D", "www.", "se", "(", ")", "%", "http://", "…"};
  std::mt19937 random(20261122);  // fixed seed: the same texts in every run
  for (int round = 0; round < 5000; ++round) {
    std::string raw;
    for (auto n = random() % 14; n > 0; --n) raw += kPieces[random() % std::size(kPieces)];
    SCOPED_TRACE(raw);
    const Cut c = cut(raw);
    std::string joined;
    std::uint32_t last = 0;
    for (const Token& token : c.tokens.all) {
      ASSERT_GE(token.span.begin, last);
      ASSERT_LT(token.span.begin, token.span.end);
      last = token.span.end;
      joined += token.span.of(c.text);
    }
    std::string wanted;
    for (const char ch : c.segments) {
      if (ch != ' ') wanted += ch;
    }
    std::string had;
    for (const char ch : joined) {
      if (ch != ' ') had += ch;
    }
    EXPECT_EQ(had, wanted);
  }
}

}  // namespace
}  // namespace samsyn::testing
