#include "stages/normalise/normalise.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

#include "tests/seconds.hpp"

namespace samsyn {
namespace {

NormBlock normalised(std::string_view raw, std::vector<RawSpan> marks = {}) {
  Document document;
  Block& block = document.blocks.emplace_back();
  block.raw = raw;
  block.marks = std::move(marks);
  return normalise::apply(document, 0, 1).blocks.front();
}

TEST(Normalise, MakesTextsComparable) {
  const struct {
    std::string_view raw, text;
  } kCases[] = {
      {"Vi hinner inte.", "Vi hinner inte."},
      {"", ""},
      {"två  blanka\t\there", "två blanka here"},
      {"fast\u00A0blank \u202Foch smal", "fast blank och smal"},
      {"kompe\u00ADtens", "kompetens"},
      {"“Nej”, sa «hon» och \"han\"", "”Nej”, sa ”hon” och ”han”"},
      {"det 'går' inte", "det ’går’ inte"},
      {"rad\r\nrad\rrad\nrad", "rad\nrad\nrad\nrad"},
      {"A\u030Are o\u0308ver a\u0308n", "Åre över än"},
      {"HR\u2011chef", "HR-chef"},
      {"\uFEFFa\u200Bb", "ab"},
      {"a\u200B\u030A", "å"},
      {"👩\u200D🔧 jobb", "👩\u200D🔧 jobb"},
      {"  ledande och slut  ", " ledande och slut "},
      {"é stannar, ü med", "é stannar, ü med"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.raw);
    EXPECT_EQ(normalised(c.raw).text, c.text);
  }
}

TEST(Normalise, FindsTheWayBackToTheRawText) {
  const std::string raw = "kompe\u00ADtens  och “mod” a\u030Ar";
  const NormBlock block = normalised(raw);
  ASSERT_EQ(block.text, "kompetens och ”mod” år");
  const struct {
    std::string_view words, raw;
  } kCases[] = {
      {"kompetens", "kompe\u00ADtens"},
      {"och", "och"},
      {"mod", "mod"},
      {"”mod”", "“mod”"},
      {"år", "a\u030Ar"},
      {"s o", "s  o"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.words);
    const auto at = static_cast<std::uint32_t>(block.text.find(c.words));
    const RawSpan span = block.raw({at, at + static_cast<std::uint32_t>(c.words.size())});
    EXPECT_EQ(span.of(raw), c.raw);
  }
}

TEST(Normalise, CarriesMarksOver) {
  const std::string raw = "Ja  [paus] visst";
  const NormBlock block = normalised(raw, {{4, 10}});
  ASSERT_EQ(block.marks.size(), 1U);
  EXPECT_EQ(block.marks[0].of(block.text), "[paus]");
}

TEST(Normalise, CostsNoMoreWithManyMarks) {
  std::string raw;
  std::vector<RawSpan> marks;
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    const auto begin = static_cast<std::uint32_t>(raw.size());
    raw += "“[paus]”  Vi “saknar”  tid och pengar till det. ";
    marks.push_back({begin + 3, begin + 9});
  }
  const auto start = testing::CpuClock::now();
  const NormBlock block = normalised(raw, marks);
  EXPECT_LT(testing::seconds_since(start), 0.2);
  ASSERT_EQ(block.marks.size(), 20'000U);
  EXPECT_EQ(block.marks.back().of(block.text), "[paus]");
}

TEST(Normalise, TwiceEqualsOnceAndEveryPlaceLeadsBack) {
  const std::string_view pieces[] = {"a",    "\u030A", " ",      "\u00AD", "“",  "\r",     "\n",
                                     "å",    "\t",     "\u200B", "ord",    "\"", "\u0308", "o",
                                     "🙂", "\u200D", "\u2000", "\u212B", "."};
  std::mt19937 random(20261122);  // fixed seed: the same texts in every run
  for (int round = 0; round < 5000; ++round) {
    std::string raw;
    for (auto n = random() % 14; n > 0; --n) raw += pieces[random() % std::size(pieces)];
    SCOPED_TRACE(raw);
    const NormBlock block = normalised(raw);
    EXPECT_EQ(normalised(block.text).text, block.text);
    const RawSpan all = block.raw({0, static_cast<std::uint32_t>(block.text.size())});
    EXPECT_LE(all.end, raw.size());
    std::uint32_t last = 0;
    for (std::uint32_t at = 0; at <= block.text.size(); ++at) {
      const RawSpan span = block.raw({at, at});
      EXPECT_GE(span.begin, last);
      last = span.begin;
    }
  }
}

}  // namespace
}  // namespace samsyn
