// Sub-studies side by side, and what is told of them together.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stages/disclose/disclose.hpp"
#include "stages/summarise/worked_out.hpp"
#include "tests/summarise/coded.hpp"

namespace samsyn::summarise {
namespace {

using namespace samsyn::sample;

/// b.tid: 18 of 30 and 4 of 20; b.rum: 2 and 1; b.mod: 6 of the first alone.
Coded said() {
  Coded coded;
  coded.say("b.tid", 0, 18);
  coded.say("b.tid", 30, 4);
  coded.say("b.rum", 0, 2);
  coded.say("b.rum", 49, 1);
  coded.say("b.mod", 10, 6);
  return coded;
}

TEST(Substudies, StandSideBySideWithNewcombesIntervals) {
  const Summary summary = said().summary();
  const auto number = [&](const char* code, const char* column) {
    return number_in(summary, "substudies.barriers", code, column);
  };
  EXPECT_EQ(number("b.tid", "people.D1"), 18);
  EXPECT_EQ(number("b.tid", "people.D2"), 4);
  EXPECT_DOUBLE_EQ(number("b.tid", "share.D1"), 0.6);
  EXPECT_DOUBLE_EQ(number("b.tid", "share.D2"), 0.2);
  // R: d, d - sqrt((p1 - l1)^2 + (u2 - p2)^2), d + sqrt((u1 - p1)^2 + (p2 - l2)^2) x 100 with
  // l, u = prop.test(x, n, correct = FALSE)$conf.int; D2 minus D1.
  EXPECT_NEAR(number("b.tid", "difference.D2"), -40, 1e-9);
  EXPECT_NEAR(number("b.tid", "low.D2"), -59.4903739534, 1e-7);
  EXPECT_NEAR(number("b.tid", "high.D2"), -12.0857568267, 1e-7);
  EXPECT_NEAR(number("b.rum", "difference.D2"), -1.66666666667, 1e-9);
  EXPECT_NEAR(number("b.rum", "low.D2"), -16.88931083073, 1e-7);
  EXPECT_NEAR(number("b.rum", "high.D2"), 17.56015388546, 1e-7);
  EXPECT_EQ(table_of(summary, "substudies.barriers").base_count, 50);
}

TEST(Substudies, TellTheSameTestsAsTheSheetOfDifferences) {
  const Summary summary = said().summary();
  for (const char* code : {"b.tid", "b.rum", "b.mod", "b", "barriers.any"}) {
    for (const char* column : {"p", "p_holm"}) {
      EXPECT_EQ(
          number_in(summary, "substudies.barriers", code, column),
          number_in(summary, "differences", std::string("codes.barriers.substudy.") + code, column))
          << code << column;
    }
  }
}

TEST(Substudies, StandOnlyWhereTheManifestHasTwo) {
  Coded coded = said();
  coded.study.substudies.pop_back();
  for (const Table& table : coded.summary().tables) {
    EXPECT_FALSE(table.id.starts_with("substudies")) << table.id;
  }
}

/// Labels that say what is told.
Labels labels() {
  return Labels({{"evidence.joint-all", "alla"},
                 {"evidence.joint-only", "bara {0}"},
                 {"evidence.joint-none", "ingen"},
                 {"evidence.joint-open", "okänt"},
                 {"evidence.joint-more", "mest {0}"},
                 {"evidence.joint-count", "{0} av {1}"}});
}

std::string told(const Summary& summary, const char* row) {
  const TableRow& found = row_of(table_of(summary, "substudies.barriers.joint"), row);
  return std::get<std::string>(found.cells[0]) + ": " + std::get<std::string>(found.cells[1]) +
         ": " + std::get<std::string>(found.cells[2]);
}

TEST(Substudies, AreToldTogether) {
  const Coded coded = said();
  Summary summary = coded.summary();
  add_worked_out(coded.study, labels(), summary);
  EXPECT_EQ(told(summary, "all"), "alla: 2 av 3: b.tid, b.rum");
  EXPECT_EQ(told(summary, "only.1"), "bara Delstudie ett: 1 av 3: b.mod");
  EXPECT_EQ(told(summary, "only.2"), "bara Delstudie två: 0 av 3: ");
  EXPECT_EQ(told(summary, "none"), "ingen: 0 av 3: ");
  EXPECT_EQ(told(summary, "more.1"), "mest Delstudie ett: 1 av 3: b.tid");
}

TEST(Substudies, TellNothingTogetherOfWhatIsWithheld) {
  const Coded coded = said();
  Summary summary = disclose::protect(coded.summary(), {5, 0}, Labels());
  add_worked_out(coded.study, labels(), summary);
  for (const char* column : {"difference.D2", "low.D2", "high.D2", "p", "p_holm"}) {
    EXPECT_TRUE(is_withheld(cell_of(summary, "substudies.barriers", "b.tid", column))) << column;
  }
  EXPECT_THAT(told(summary, "open"), ::testing::HasSubstr("b.tid, b.rum"));
  EXPECT_EQ(told(summary, "all"), "alla: 0 av 3: ");
  EXPECT_EQ(told(summary, "more.1"), "mest Delstudie ett: 0 av 3: ");
}

}  // namespace
}  // namespace samsyn::summarise
