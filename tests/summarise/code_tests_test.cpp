// Whether groups differ in which codes they speak of, against R's numbers.

#include "stages/summarise/code_tests.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "stages/disclose/disclose.hpp"
#include "tests/summarise/coded.hpp"

namespace samsyn::summarise {
namespace {

using namespace samsyn::sample;
using ::testing::ElementsAre;

/// b.tid: 18 of 30 in A, 4 of 20 in B, 3 of the 5 unknown. b.rum: 2 in A, who have b.tid, and one
/// in B, who has not. b.mod: nobody. t.gott: everybody in A.
Coded said() {
  Coded coded;
  coded.say("b.tid", 0, 18);
  coded.say("b.tid", 30, 4);
  coded.say("b.tid", 50, 3);
  coded.say("b.rum", 0, 2);
  coded.say("b.rum", 49, 1);
  coded.say("t.gott", 0, 30);
  return coded;
}

TEST(CodeTests, TestWhoHasACodeAmongThoseAskedAsRDoes) {
  const Summary summary = said().summary();
  const auto number = [&](const char* code, const char* column) {
    return number_in(summary, "differences", std::string("codes.barriers.group.") + code, column);
  };
  // R: chisq.test(matrix(c(18,12,4,16),2), correct = FALSE); sqrt(X-squared / 50).
  EXPECT_NEAR(number("b.tid", "p"), 0.00524720373912, 1e-9);
  EXPECT_NEAR(number("b.tid", "size"), 0.394771016976, 1e-9);
  EXPECT_EQ(number("b.tid", "n"), 50) << "those whose group is not known are left out";
  // R: fisher.test(matrix(c(2,28,1,19),2))$p.value; chisq.test(matrix(c(18,12,5,15),2), …).
  EXPECT_NEAR(number("b.rum", "p"), 1, 1e-9);
  EXPECT_NEAR(number("b", "p"), 0.0149880298688, 1e-9);
  EXPECT_NEAR(number("barriers.any", "p"), 0.0149880298688, 1e-9);
  // R: p.adjust(c(b, b.tid, b.rum, any), "holm"): the codes of one taxonomy are a family.
  EXPECT_NEAR(number("b.tid", "p_holm"), 0.0209888149565, 1e-9);
  EXPECT_NEAR(number("b", "p_holm"), 0.0449640896063, 1e-9);
  EXPECT_NEAR(number("b.rum", "p_holm"), 1, 1e-9);
}

TEST(CodeTests, HaveARowForEveryCodeThatSomebodyHasAndSomebodyHasNot) {
  std::set<std::string> rows;
  const Summary summary = said().summary();
  for (const TableRow& row : table_of(summary, "differences").rows) rows.insert(row.id);
  for (const char* code : {"b", "b.tid", "b.rum", "barriers.any"}) {
    EXPECT_TRUE(rows.contains(std::string("codes.barriers.group.") + code)) << code;
    EXPECT_TRUE(rows.contains(std::string("codes.barriers.substudy.") + code)) << code;
  }
  EXPECT_FALSE(rows.contains("codes.barriers.group.b.mod")) << "nobody has it";
  EXPECT_TRUE(rows.contains("codes.themes.group.t.gott"));
  EXPECT_FALSE(rows.contains("codes.barriers.municipality.b.tid")) << "no two values are known";
}

TEST(CodeTests, MarkWhatStandsOutWhereTheDifferenceIsSure) {
  const Summary summary = said().summary();
  const Table& shares = table_of(summary, "codes.barriers.group.share");
  // R: chisq.test(matrix(c(18,12,4,16),2), correct = FALSE)$stdres is 2.79 in all cells.
  EXPECT_THAT(row_of(shares, "b.tid").marks, ElementsAre(0, 1, -1, 0));
  EXPECT_THAT(row_of(shares, "b.rum").marks, ::testing::IsEmpty());
  EXPECT_THAT(shares.notes, ::testing::IsSupersetOf({"note.tested-option", "evidence.marks-rows"}));
  EXPECT_THAT(row_of(table_of(summary, "codes.barriers.group.people"), "b.tid").marks,
              ::testing::IsEmpty());
}

/// The first thirty weigh 2, the next twenty 0.5, the five of no group nothing.
Coded weighted() {
  Coded coded = said();
  coded.study.weights.item = "vikt";
  Question weight;
  weight.item = weight.text = "vikt";
  weight.type = ItemType::number;
  coded.document.questions.push_back(weight);
  coded.document.options = {{"2", 2}, {"0,5", 0.5}};
  for (std::uint32_t p = 0; p < 50; ++p) {
    coded.document.responses.push_back({p, 1, p < 30 ? 0U : 1U});
  }
  return coded;
}

TEST(CodeTests, UseTheWeightsOfTheSurvey) {
  // R, survey: svychisq(~y + g, svydesign(~1, weights = c(rep(2, 30), rep(0.5, 20)))): F, p.
  const Summary summary = weighted().summary();
  EXPECT_NEAR(number_in(summary, "differences", "codes.barriers.group.b.tid", "p"),
              0.00577952194603, 1e-8);
  EXPECT_EQ(number_in(summary, "differences", "codes.barriers.group.b.tid", "n"), 50);
  EXPECT_EQ(number_in(summary, "codes.barriers.group.people", "b.tid", "A"), 18);
}

TEST(CodeTests, ShowSharesByWeightAndTheirBoundsAsRDoes) {
  const Summary summary = weighted().summary();
  // R, survey: svyciprop(~y, svydesign(~1, weights = ~w), method = "xlogit"), coef and confint.
  EXPECT_NEAR(number_in(summary, "codes.barriers", "b.tid", "share"), 0.542857142857, 1e-9);
  EXPECT_NEAR(number_in(summary, "codes.barriers", "b.tid", "low"), 0.383585622299, 1e-8);
  EXPECT_NEAR(number_in(summary, "codes.barriers", "b.tid", "high"), 0.693823756752, 1e-8);
  EXPECT_EQ(number_in(summary, "codes.barriers", "b.tid", "respondents"), 25) << "people, all 55";
  EXPECT_THAT(table_of(summary, "codes.barriers").notes,
              ::testing::IsSupersetOf({"closed.weighted-by", "evidence.codes-interval-weighted"}));
  // The same of the thirty of A and the twenty of B.
  EXPECT_NEAR(number_in(summary, "codes.barriers.group.share", "b.tid", "A"), 0.6, 1e-9);
  const auto bounds = [&](const char* group) {
    return std::get<Interval>(cell_of(summary, "codes.barriers.group.bounds", "b.tid", group));
  };
  EXPECT_NEAR(bounds("A").low, 0.408594862122, 1e-8);
  EXPECT_NEAR(bounds("A").high, 0.765074972919, 1e-8);
  EXPECT_NEAR(bounds("B").low, 0.0699976147313, 1e-8);
  EXPECT_NEAR(bounds("B").high, 0.4536676180761, 1e-8);
  // Joined as Newcombe and Zou and Donner do: -0.4 - hypot(0.2 - low B, high A - 0.6), …
  EXPECT_NEAR(number_in(summary, "substudies.barriers", "b.tid", "difference.D2"), -40, 1e-7);
  EXPECT_NEAR(number_in(summary, "substudies.barriers", "b.tid", "low.D2"), -61.0119886873, 1e-6);
  EXPECT_NEAR(number_in(summary, "substudies.barriers", "b.tid", "high.D2"), -8.22214807976, 1e-6);
}

TEST(CodeTests, ShowBoundsOfSharesByGroupAsRDoes) {
  const Summary summary = said().summary();
  // R: prop.test(18, 30, correct = FALSE)$conf.int; prop.test(0, 20, correct = FALSE)$conf.int.
  const auto in_a =
      std::get<Interval>(cell_of(summary, "codes.barriers.group.bounds", "b.tid", "A"));
  EXPECT_NEAR(in_a.low, 0.423203602533, 1e-9);
  EXPECT_NEAR(in_a.high, 0.754093718832, 1e-9);
  const auto nobody =
      std::get<Interval>(cell_of(summary, "codes.barriers.group.bounds", "b.mod", "B"));
  EXPECT_NEAR(nobody.low, 0, 1e-12);
  EXPECT_NEAR(nobody.high, 0.161125158053, 1e-9);
  EXPECT_THAT(table_of(summary, "codes.barriers.group.bounds").notes,
              ::testing::Contains("evidence.codes-interval"));
}

TEST(CodeTests, CompareOnlyByWhatTheStudyAsksFor) {
  Coded coded = said();
  coded.study.outputs.compare = {kSubstudy};
  const Summary summary = coded.summary();
  for (const TableRow& row : table_of(summary, "differences").rows) {
    EXPECT_NE(row.id.find(".substudy."), std::string::npos) << row.id;
  }
}

TEST(CodeTests, AreWithheldWithTheNumbersThatTheyRestOnAndNoRowIsMissing) {
  const Summary open = said().summary();
  const Summary summary = disclose::protect(open, {5, 0}, Labels());
  ASSERT_EQ(table_of(summary, "differences").rows.size(),
            table_of(open, "differences").rows.size());
  // Four of B said b.tid, three people b.rum: neither test is shown, nor which test it was.
  for (const char* code : {"b.tid", "b.rum"}) {
    for (const char* column : {"test", "statistic", "p", "p_holm", "size"}) {
      EXPECT_TRUE(is_withheld(
          cell_of(summary, "differences", std::string("codes.barriers.group.") + code, column)))
          << code << column;
    }
  }
  EXPECT_NEAR(number_in(summary, "differences", "codes.themes.group.t.gott", "p"),
              number_in(open, "differences", "codes.themes.group.t.gott", "p"), 0);
  for (const TableRow& row : table_of(summary, "codes.barriers.group.share").rows) {
    for (std::size_t c = 0; c < row.marks.size(); ++c) {
      EXPECT_TRUE(row.marks[c] == 0 || !is_withheld(row.cells[c])) << row.id;
    }
  }
}

TEST(CodeTests, GiveTheSharesOfThoseAskedTheirIntervals) {
  // R: prop.test(25, 55, correct = FALSE)$conf.int
  const Summary summary = said().summary();
  EXPECT_NEAR(number_in(summary, "codes.barriers", "b.tid", "low"), 0.330252802520, 1e-9);
  EXPECT_NEAR(number_in(summary, "codes.barriers", "b.tid", "high"), 0.584773097581, 1e-9);
}

}  // namespace
}  // namespace samsyn::summarise
