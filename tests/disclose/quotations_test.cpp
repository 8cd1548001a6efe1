#include "stages/disclose/quotations.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace samsyn::disclose {
namespace {

Crowd crowd(const std::string& kind, const std::string& group, const std::string& place,
            std::uint32_t people) {
  Crowd out;
  out.kind = kind;
  out.source = kind + ".csv";
  out.group = group;
  out.municipality = place;
  if (kind == "survey") out.items = {"hinder"};
  out.people = people;
  return out;
}

/// 20 in Norr of whom 6 are Chef, 3 in Syd; 2 were interviewed.
std::vector<Crowd> crowds() {
  return {crowd("survey", "Chef", "Norr", 6), crowd("survey", "Handledare", "Norr", 14),
          crowd("survey", "Handledare", "Syd", 3), crowd("transcript", "", "", 2)};
}

Quotation quotation(const std::string& group, const std::string& place,
                    const std::string& respondent = "R1") {
  Quotation out;
  out.code = "hinder.org.tid";
  out.text = "Vi hinner inte.";
  out.group = group;
  out.municipality = place;
  out.source_kind = "survey";
  out.item = "hinder";
  out.respondent = respondent;
  out.segment = "s1";
  out.source = "survey.csv";
  out.row = 7;
  return out;
}

IsWithheld nothing() {
  return [](const Quotation&, const Condition&) { return false; };
}

TEST(Quotations, StayWholeWhereEnoughShareThem) {
  Quotation one = quotation("Chef", "Norr");
  EXPECT_FALSE(strip(one, crowds(), 5, nothing()));
  EXPECT_EQ(one.group, "Chef");
  EXPECT_EQ(one.respondent, "R1");
  EXPECT_EQ(one.row, 7U);
}

TEST(Quotations, LoseTheFinestParticularFirst) {
  Quotation one = quotation("Handledare", "Syd");  // 3 share both; 3 are in Syd, 17 are Handledare
  EXPECT_TRUE(strip(one, crowds(), 5, nothing()));
  EXPECT_EQ(one.municipality, "");
  EXPECT_EQ(one.group, "Handledare");
  EXPECT_EQ(one.item, "hinder");
  EXPECT_EQ(one.source_kind, "survey");
  // What leads to the row of the data would give the municipality back.
  EXPECT_EQ(one.respondent, "");
  EXPECT_EQ(one.segment, "");
  EXPECT_EQ(one.row, 0U);
  EXPECT_EQ(one.text, "Vi hinner inte.");
}

TEST(Quotations, OfAKindOfSourceWithFewPeopleShowNothing) {
  Quotation one = quotation("", "");
  one.source_kind = "transcript";
  one.source = "transcript.csv";
  EXPECT_TRUE(strip(one, crowds(), 5, nothing()));
  EXPECT_EQ(one.source_kind, "");
  EXPECT_EQ(one.source, "");
  EXPECT_EQ(one.item, "");
}

TEST(Quotations, DoNotTellOfSomebodyInAWithheldCell) {
  Quotation one = quotation("Chef", "Norr");
  EXPECT_TRUE(strip(one, crowds(), 5, [](const Quotation&, const Condition& particular) {
    return particular == Condition{"group", "Chef"};
  }));
  EXPECT_EQ(one.group, "");
  EXPECT_EQ(one.municipality, "Norr");
}

TEST(Quotations, TheWholeQuotationIsAskedAboutAfterItsKindIsGone) {
  Quotation one = quotation("Chef", "Norr");
  std::set<std::string> kinds;
  strip(one, crowds(), 5, [&](const Quotation& asked, const Condition& particular) {
    kinds.insert(asked.source_kind);
    return particular.dimension == "kind";
  });
  EXPECT_EQ(kinds, (std::set<std::string>{"survey"}));
  EXPECT_EQ(one.source_kind, "");
}

TEST(Quotations, APersonIsShownInAllOrInNone) {
  Summary summary;
  summary.crowds = crowds();
  summary.quotations = {quotation("Chef", "Norr", "R1"), quotation("Handledare", "Syd", "R2"),
                        quotation("Handledare", "Norr", "R2")};
  EXPECT_EQ(protect_quotations(summary, 5, nothing()), 2U);
  EXPECT_EQ(summary.quotations[0].respondent, "R1");
  EXPECT_EQ(summary.quotations[1].respondent, "");
  EXPECT_EQ(summary.quotations[2].respondent, "");  // though 14 share its particulars
  EXPECT_EQ(summary.quotations[2].municipality, "Norr");
}

}  // namespace
}  // namespace samsyn::disclose
