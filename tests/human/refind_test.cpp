#include "stages/human/refind.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "tests/human/made.hpp"

namespace samsyn::human {
namespace {

using testing::cell;
using testing::judged;
using testing::line;

Refound find(const JudgedSegment& one, const std::vector<Spot>& spots) {
  return refind({&one}, spots).front();
}

TEST(Refind, FindsAQuoteByPlaceThenInItsAnswerThenByItsContext) {
  const std::string quote = "Svenskan räcker inte för arbetet på avdelningen.";
  const std::vector<Spot> kSpots = {
      {cell(2, 0, 8), 0, "Ja tack."},
      {cell(3, 0, 48), 1, quote},
      {cell(4, 0, 20), 2, "Det är bussen också."},
      {cell(4, 21, 60), 2, "Svenskan räcker inte för jobbet här."},
      {cell(5, 0, 10), 3, "Tidsbrist."},
  };
  const struct {
    const char* what;
    JudgedSegment segment;
    FoundBy by;
    std::uint32_t spot;
  } kCases[] = {
      {"in its place", judged(cell(3, 0, 48), quote), FoundBy::place, 1},
      {"moved in its answer", judged(cell(3, 7, 55), quote), FoundBy::quote, 1},
      {"a letter corrected",
       judged(cell(3, 0, 47), "Svenskan räker inte för arbetet på avdelningen."), FoundBy::near, 1},
      {"its row moved, the person did not",
       [&] {
         JudgedSegment out = judged(cell(9, 0, 48), quote);
         out.place.respondent = "R3";
         return out;
       }(),
       FoundBy::quote, 1},
      {"elsewhere, alone in its answer as before", judged(cell(77, 0, 48), quote), FoundBy::context,
       1},
      {"elsewhere, with its neighbour",
       judged(cell(78, 0, 9), "Svenskan räcker inte för jobbet här.", "Det är bussen också."),
       FoundBy::context, 3},
      {"elsewhere, with another neighbour",
       judged(cell(78, 0, 9), "Svenskan räcker inte för jobbet här.", "Det är priset."),
       FoundBy::nowhere, kNone},
      {"too much changed", judged(cell(5, 0, 30), "Tiden är för kort."), FoundBy::nowhere, kNone},
      {"another item",
       [&] {
         JudgedSegment out = judged(cell(5, 0, 10), "Tidsbrist.");
         out.place.item = "onskan";
         out.place.column = "Vad önskar ni?";
         return out;
       }(),
       FoundBy::nowhere, kNone},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.what);
    const Refound found = find(c.segment, kSpots);
    EXPECT_EQ(found.by, c.by);
    EXPECT_EQ(found.spot, c.spot);
  }
}

TEST(Refind, DoesNotChooseAmongTwoThatAreAlike) {
  const std::vector<Spot> spots = {{cell(2, 0, 10), 0, "Tidsbrist."},
                                   {cell(3, 0, 10), 1, "Tidsbrist."}};
  EXPECT_EQ(find(judged(cell(9, 0, 10), "Tidsbrist."), spots).by, FoundBy::nowhere);
}

TEST(Refind, LetsAPseudonymStandForANameAndForAnotherNumber) {
  const JudgedSegment one =
      judged(line(4, 100, 130), "[Namn 3] på HR säger nej.", "Vi frågade [Namn 2].");
  EXPECT_EQ(find(one, {{line(4, 100, 130), 0, "Zarifa Lindqvist på HR säger nej."}}).by,
            FoundBy::place);
  EXPECT_EQ(find(one, {{line(4, 100, 130), 0, "[Namn 17] på HR säger nej."}}).by, FoundBy::place);
  EXPECT_EQ(find(one, {{line(8, 0, 19), 0, "Vi frågade Anna."},
                       {line(8, 20, 60), 0, "Zarifa på HR säger nej."}})
                .by,
            FoundBy::context);
  EXPECT_EQ(find(one, {{line(4, 100, 130), 0, "Zarifa på HR säger ja."}}).by, FoundBy::near);
}

TEST(Refind, GivesASpotToTheSurestOnly) {
  const JudgedSegment sure = judged(line(1, 0, 20), "Tiden räcker aldrig.");
  const JudgedSegment near = judged(line(1, 21, 41), "Tiden räckte aldrig.");
  const std::vector<Refound> found =
      refind({&near, &sure}, {{line(1, 0, 20), 0, "Tiden räcker aldrig."}});
  EXPECT_EQ(found[0].by, FoundBy::nowhere);
  EXPECT_EQ(found[1].by, FoundBy::place);
}

TEST(Refind, FindsATurnByItsTime) {
  Place turn;
  turn.source = "intervju.vtt";
  turn.time = 61.5;
  turn.end = 20;
  Place later = turn;
  later.time = 90;
  EXPECT_EQ(find(judged(turn, "Det går inte ihop."), {{later, 1, "Det går inte ihop."}}).by,
            FoundBy::context);
  turn.start = 4;
  turn.end = 30;
  EXPECT_EQ(find(judged(turn, "Det går inte ihop."), {{later, 1, "Nej."},
                                                      [&] {
                                                        Spot spot{turn, 0, "Det går inte ihop."};
                                                        spot.place.start = 0;
                                                        return spot;
                                                      }()})
                .by,
            FoundBy::quote);
}

TEST(QuoteDistance, CountsChangesAndLeavesPseudonymsFree) {
  const struct {
    const char *quote, *text;
    std::size_t changes;
  } kCases[] = {{"", "", 0},
                {"tid", "tid", 0},
                {"tid", "tiden", 2},
                {"räker", "räcker", 1},
                {"", "tre", 3},
                {"[Namn 1] kom", "Åsa-Lena Ek kom", 0},
                {"[Namn 1] kom", "kom", 2},
                {"kom [Telefon 12]", "kom 070-123 45 67", 0},
                {"[paus] kom", "[paus] kom", 0},
                {"[paus] kom", "Anna kom", 6}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.quote);
    const std::u32string quote = pattern_of(c.quote), text = pattern_of(c.text);
    EXPECT_EQ(quote_distance(quote, text, 99), c.changes);
    EXPECT_EQ(quote_distance(quote, text, 1), std::min<std::size_t>(1, c.changes));
  }
}

TEST(QuoteDistance, HidesAtMostSixtyLetters) {
  const std::u32string quote = pattern_of("[Namn 1]");
  EXPECT_EQ(quote_distance(quote, std::u32string(60, U'a'), 9), 0U);
  EXPECT_EQ(quote_distance(quote, std::u32string(63, U'a'), 9), 3U);
}

TEST(Refind, FindsEverySegmentInItsOwnPlaceWhateverTheOrder) {
  std::mt19937 engine(20261122);
  for (int round = 0; round < 50; ++round) {
    std::vector<Spot> spots;
    std::vector<JudgedSegment> all;
    for (std::uint32_t s = 0; s < 30; ++s) {
      const std::uint32_t row = 2 + s / 3;
      const std::string text = "Ord " + std::to_string(engine() % 5) + " och mer.";
      spots.push_back({cell(row, 20 * (s % 3), 20 * (s % 3) + 14), s / 3, text});
      all.push_back(judged(spots.back().place, text));
    }
    std::vector<const JudgedSegment*> order;
    for (const JudgedSegment& one : all) order.push_back(&one);
    std::shuffle(order.begin(), order.end(), engine);
    const std::vector<Refound> found = refind(order, spots);
    for (std::size_t j = 0; j < order.size(); ++j) {
      EXPECT_EQ(found[j].by, FoundBy::place);
      EXPECT_EQ(spots[found[j].spot].place, order[j]->place);
    }
  }
}

TEST(Refind, TellsTurnsOfOneTimeFromThoseOfAnother) {
  std::vector<Spot> spots;
  std::vector<JudgedSegment> all;
  for (std::uint32_t t = 0; t < 40; ++t) {
    Place turn;
    turn.source = "intervju.vtt";
    turn.time = 2.5 * t;
    turn.end = 9;
    spots.push_back({turn, t, "Ja, visst."});
    all.push_back(judged(turn, "Ja, visst."));
  }
  std::vector<const JudgedSegment*> order;
  for (const JudgedSegment& one : all) order.push_back(&one);
  const std::vector<Refound> found = refind(order, spots);
  for (std::uint32_t t = 0; t < 40; ++t) {
    EXPECT_EQ(found[t].by, FoundBy::place);
    EXPECT_EQ(found[t].spot, t);
  }
}

TEST(Refind, TakesTimeThatGrowsWithTheSegmentsWhenAllRowsHaveMoved) {
  // A row put in front: nobody stands where they stood, neither by row nor by person. The square
  // of their number would take minutes.
  constexpr std::uint32_t kRows = 20'000;
  std::vector<Spot> spots;
  std::vector<JudgedSegment> all;
  for (std::uint32_t r = 0; r < kRows; ++r) {
    const std::string own = "Svar " + std::to_string(r) + " om tiden, som [Namn 1] tog upp.";
    const auto end = static_cast<std::uint32_t>(own.size());
    all.push_back(judged(cell(r + 2, 0, end), r % 2 == 0 ? own : "Tidsbrist."));
    all.back().place.respondent.clear();
    Place now = cell(r + 3 + kRows, 0, end);
    now.respondent.clear();
    spots.push_back({now, r, all.back().text});
  }
  std::vector<const JudgedSegment*> order;
  for (const JudgedSegment& one : all) order.push_back(&one);
  const auto begin = std::chrono::steady_clock::now();
  const std::vector<Refound> found = refind(order, spots);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  EXPECT_LT(took.count(), 10);
  for (std::uint32_t r = 0; r < kRows; ++r) {
    EXPECT_EQ(found[r].by, r % 2 == 0 ? FoundBy::context : FoundBy::nowhere);
    EXPECT_EQ(found[r].spot, r % 2 == 0 ? r : kNone);
  }
}

}  // namespace
}  // namespace samsyn::human
