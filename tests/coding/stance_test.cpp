#include <gtest/gtest.h>

#include "tests/coding/coder.hpp"

namespace samsyn::testing {
namespace {

TEST(Stance, IsWorkedOutFromTheClause) {
  const auto rules = rules_of(
      {{"taxonomy.json",
        R"({"id":"t","name_sv":"T","stance":true,"codes":[{"id":"k","name_sv":"K","indicators":{
            "k-001": ["ingen svenska", "språkproblem", "språksvårighet", "svenska", "tidsbrist", "facket"]}}]})"},
       {"shared/stance.json", shipped("taxonomies/stance.json")},
       {"shared/classes.json", shipped("taxonomies/classes.json")}});
  ASSERT_TRUE(rules) << render(rules.issue());
  TestCoder coder(*rules);
  const struct {
    const char* text;
    Stance stance;
  } kCases[] = {
      {"Språkproblem finns det gott om.", Stance::affirmed},
      {"Vi har inga språkproblem.", Stance::negated},
      {"Vi har aldrig haft språkproblem här.", Stance::negated},
      {"Svenskan är inget problem.", Stance::negated},
      {"Svenskan är inte längre något hinder.", Stance::negated},
      {"Svenskan, det är inget problem.", Stance::negated},
      {"Det är inte bara svenskan.", Stance::affirmed},
      {"Svenskan löste sig efter ett halvår.", Stance::negated},
      {"I början var svenskan tung, men sedan löste det sig.", Stance::negated},
      {"Om svenskan inte räcker får man hjälpas åt.", Stance::hypothetical},
      {"Tidsbrist är ett problem, men inte språket.", Stance::affirmed},
      {"Vi har inte tid och ingen svenska.", Stance::affirmed},
      {"Facket var emot i början, men i dag är de positiva.", Stance::negated},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    const std::vector<Told> told = coder(c.text);
    ASSERT_FALSE(told.empty());
    EXPECT_EQ(name_of(told[0].stance), name_of(c.stance));
  }
  // A question leaves it open in an interview; in an answer to «What hinders?» it is a complaint.
  EXPECT_EQ(coder("Är svenskan ett hinder?", {}, BlockRole::interviewer)[0].stance,
            Stance::hypothetical);
  EXPECT_EQ(coder("Vem har tid med språkproblem?", {}, BlockRole::answer)[0].stance,
            Stance::affirmed);
}

TEST(Stance, TheLongerReadingHoldsAndAFixedOneStays) {
  const auto rules = rules_of(
      {{"taxonomy.json",
        R"({"id":"t","name_sv":"T","stance":true,"codes":[{"id":"k","name_sv":"K","indicators":{
            "k-001": {"match": "svenska .. räcka", "stance": "negated"},
            "k-002": "svenska .. räcka .. inte"}}]})"},
       {"shared/stance.json", shipped("taxonomies/stance.json")},
       {"shared/classes.json", shipped("taxonomies/classes.json")}});
  ASSERT_TRUE(rules);
  TestCoder coder(*rules);
  EXPECT_EQ(coder("Svenskan räcker bra.")[0].stance, Stance::negated);
  EXPECT_EQ(coder("Svenskan räcker inte.")[0].stance, Stance::affirmed);
  EXPECT_EQ(coder("Svenskan räcker inte.")[0].rule, "k-002");
}

}  // namespace
}  // namespace samsyn::testing
