#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <string>
#include <string_view>

#include "stages/ingest/labels.hpp"
#include "stages/ingest/lines.hpp"
#include "stages/ingest/reader.hpp"

namespace samsyn::ingest {

extern const Reader txt_reader;

namespace {

Result<Document> read(std::string_view bytes, SourceKind kind, Issues& issues) {
  SourceSpec source;
  source.kind = kind;
  source.encoding = "UTF-8";
  return txt_reader.blocks({"anteckning.txt", bytes}, source, Study{}, issues);
}

/// The bytes of the code point at `index`.
std::size_t byte_of(std::string_view text, std::uint32_t index) {
  std::size_t at = 0;
  while (index-- != 0) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  }
  return at;
}

TEST(Txt, RefusesWhatCannotBeRead) {
  const struct {
    std::string_view bytes;
    SourceKind kind;
    std::string_view id;
  } kCases[] = {
      {"Anna: hej", SourceKind::survey, "text.not-a-survey"},
      {" \n\f\n\t\n", SourceKind::notes, "text.nothing"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.id);
    Issues issues;
    const auto document = read(c.bytes, c.kind, issues);
    ASSERT_FALSE(document);
    EXPECT_EQ(document.issue().id, c.id);
    EXPECT_EQ(document.issue().where.file, "anteckning.txt");
    EXPECT_FALSE(document.issue().remedy.empty());
  }
}

TEST(Txt, NamesTheLineThatIsTooLong) {
  const std::string bytes = "Rubrik\n\n" + std::string(kLineLimit + 1, 'a') + "\nslut\n";
  Issues issues;
  const auto document = read(bytes, SourceKind::notes, issues);
  ASSERT_FALSE(document);
  EXPECT_EQ(document.issue().id, "txt.line-too-long");
  EXPECT_EQ(document.issue().where.line, 3U);
  EXPECT_EQ(render(document.issue()),
            "anteckning.txt:3: this line is longer than 16777216 bytes, which no text written by "
            "people is [txt.line-too-long]\n    " +
                std::string(60, 'a') +
                "…\n  fix: check that the file is a text; break the line at sentences or turns");
}

TEST(Txt, RefusesATextWhoseOffsetsWouldNotFit) {
  const auto lines = split_lines("för långt", "lång.txt", {.line = 100, .text = 5});
  ASSERT_FALSE(lines);
  EXPECT_EQ(lines.issue().id, "txt.too-large");
  EXPECT_EQ(lines.issue().where.file, "lång.txt");
}

TEST(Txt, CutsLinesAtEveryKindOfLineEnd) {
  for (const std::string_view text :
       {"ett\n\ntvå\n  tre", "ett\r\n\r\ntvå\r\n  tre", "ett\r\rtvå\r  tre"}) {
    SCOPED_TRACE(text);
    const auto lines = split_lines(text, "x");
    ASSERT_TRUE(lines);
    ASSERT_EQ(lines->size(), 3U);
    EXPECT_EQ((*lines)[1].text, "två");
    EXPECT_EQ((*lines)[1].number, 3U);
    EXPECT_TRUE((*lines)[1].gap);
    EXPECT_FALSE((*lines)[2].gap);
    EXPECT_EQ((*lines)[2].indent, 2U);
  }
}

TEST(Txt, ReadsTimeStampsInTheirUsualShapes) {
  const struct {
    std::string_view text;
    std::size_t size;
    double seconds;
  } kCases[] = {
      {"4:12", 4, 252},
      {"00:04:12 ja", 8, 252},
      {"00:04:12.300", 12, 252.3},
      {"00:04:12,5", 10, 252.5},
      {"[00:04:12]", 10, 252},
      {"(04:12) ja", 7, 252},
      {"{1:02:03}", 9, 3723},
      {"#00:04:12-3#", 12, 252.3},
      {"[ 4:12 ]", 8, 252},
      {"4:72", 0, -1},
      {"412", 0, -1},
      {"[04:12", 0, -1},
      {"4:12an", 0, -1},
      {"2024:05", 0, -1},
      {"", 0, -1},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    const Stamp stamp = stamp_at(c.text);
    EXPECT_EQ(stamp.size, c.size);
    EXPECT_NEAR(stamp.seconds, c.seconds, 1e-9);
  }
}

TEST(Txt, RecognisesTextAndNotBinaries) {
  EXPECT_TRUE(txt_reader.recognises("Gunilla: Vi hinner inte.\n"));
  EXPECT_TRUE(txt_reader.recognises("\xEF\xBB\xBFÄrende"));
  EXPECT_FALSE(txt_reader.recognises(std::string_view("\x01\x02\x00\x03PNG\x00", 8)));
}

TEST(Txt, OffsetsCountCodePointsInTheDecodedFile) {
  Issues issues;
  // The mark at the head is not part of the text; CR LF counts as two.
  const auto document =
      read("\xEF\xBB\xBFÅsa: Hö\r\nÖrjan: Nä 🙂 då\r\nÅsa: Jo\r\nÖrjan: Ja",
           SourceKind::transcript, issues);
  ASSERT_TRUE(document);
  ASSERT_EQ(document->blocks.size(), 4U);
  EXPECT_EQ(document->blocks[0].offset, 5U);
  EXPECT_EQ(document->blocks[1].offset, 16U);
  EXPECT_EQ(document->blocks[2].offset, 30U);
  EXPECT_EQ(document->blocks[2].line, 3U);
}

TEST(Txt, EveryBlockStandsWhereItSays) {
  constexpr unsigned kSeed = 20260112;
  SCOPED_TRACE(kSeed);
  std::mt19937 random(kSeed);
  const std::string_view kPieces[] = {"Åsa: ",
                                      "Örjan: ",
                                      "Intervjuare: ",
                                      "[00:04:12] ",
                                      "- ",
                                      "• ",
                                      "1. ",
                                      "2.3 Bemanning",
                                      "\n",
                                      "\r\n",
                                      "\n\n",
                                      "\f",
                                      "  ",
                                      "\t",
                                      "VAD HINDRAR?",
                                      "Lerum: ",
                                      "vi hinner inte",
                                      "för få händer.",
                                      "Går det? ",
                                      "(skratt)",
                                      "[paus]",
                                      "●●●",
                                      " x3",
                                      "3 (12)",
                                      "=====",
                                      "Gula lappar",
                                      "🙂",
                                      "é",
                                      "o Schemat",
                                      "Plats: Tranås",
                                      "# Läget",
                                      "\u00A0"};
  for (int round = 0; round < 400; ++round) {
    std::string text;
    const auto pieces = static_cast<unsigned>(random() % 40);
    for (unsigned i = 0; i < pieces; ++i) text += kPieces[random() % std::size(kPieces)];
    for (const SourceKind kind : {SourceKind::transcript, SourceKind::notes}) {
      Issues issues;
      const auto document = read(text, kind, issues);
      if (!document) continue;
      std::size_t end = 0;
      for (const Block& block : document->blocks) {
        const std::size_t at = byte_of(text, block.offset);
        ASSERT_EQ(std::string_view(text).substr(at, block.raw.size()), block.raw) << text;
        ASSERT_GE(at, end) << text;
        ASSERT_FALSE(block.raw.empty());
        end = at + block.raw.size();
        std::uint32_t last = 0;
        for (const RawSpan& mark : block.marks) {
          ASSERT_LE(last, mark.begin);
          ASSERT_LT(mark.begin, mark.end);
          ASSERT_LE(mark.end, block.raw.size());
          last = mark.end;
        }
        const auto breaks = static_cast<std::uint32_t>(
            std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
        ASSERT_EQ(block.line, breaks + 1) << text;
      }
    }
  }
}

TEST(Txt, HostileLinesCostNoMoreThanOthers) {
  std::string labels;
  for (int i = 0; i < 50'000; ++i) labels += "A:\n";
  std::string brackets;
  for (int i = 0; i < 20'000; ++i) brackets += "Å: [(<{#\n";
  for (const std::string& text : {labels, brackets}) {
    for (const SourceKind kind : {SourceKind::transcript, SourceKind::notes}) {
      Issues issues;
      (void)read(text, kind, issues);
    }
  }
}

}  // namespace
}  // namespace samsyn::ingest
