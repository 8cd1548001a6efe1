// Whole summaries: what is read from tables, and what is left of them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "stages/disclose/disclose.hpp"
#include "stages/disclose/reading.hpp"

namespace samsyn::disclose {
namespace {

using Row = std::vector<double>;

/// Who said each code, by group, with the groups' bases and all together; of 40 people.
Summary by_group(const std::vector<Row>& codes, const Row& groups) {
  Summary summary;
  summary.language = "sv";
  Table& table = summary.tables.emplace_back();
  table.id = "codes.x.group.people";
  table.base = "Bas: 40 svarande av 140";
  table.base_count = 40;
  table.who = {{"kind", "survey"}};
  table.columns = {{"code", "Kod"}};
  Partition partition{"group", {}, {{"kind", "survey"}}, {}, false};
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const std::string name = "Grupp " + std::to_string(g + 1);
    table.columns.push_back(
        {name, name, CellFormat::count, groups[g], Measure::people, {{"group", name}}});
    partition.values.push_back(name);
  }
  table.columns.push_back({"all", "Alla", CellFormat::count, -1, Measure::people});
  for (std::size_t c = 0; c < codes.size(); ++c) {
    const std::string id = "k" + std::to_string(c + 1);
    TableRow row{id, {id}};
    double sum = 0;
    for (const double n : codes[c]) {
      row.cells.emplace_back(n);
      sum += n;
    }
    row.cells.emplace_back(sum);
    row.who = {{"code", id}};
    table.rows.push_back(std::move(row));
  }
  summary.partitions = {partition};
  return summary;
}

Labels labels() {
  return Labels({{"disclosure.note", "{0} dolda"},
                 {"disclosure.rounded", "avrundat till {0}"},
                 {"disclosure.base", "Bas: visas inte"},
                 {"disclosure.one-quotation", "ett citat"}});
}

/// ".." for what is withheld.
std::string shown(const Table& table, std::size_t row) {
  std::string out;
  for (std::size_t c = 1; c < table.columns.size(); ++c) {
    const TableCell& cell = table.rows[row].cells[c];
    const auto* n = std::get_if<double>(&cell);
    out += (c > 1 ? " " : "") +
           (n == nullptr ? std::string("..") : std::to_string(static_cast<int>(*n)));
  }
  return out;
}

TEST(Protect, WithholdsTheFewAndTheSmallestThatProtectsThem) {
  const Summary out = protect(by_group({{3, 8, 9}, {7, 6, 0}}, {12, 14, 14}), {5, 0}, labels());
  EXPECT_EQ(shown(out.tables[0], 0), ".. .. 9 20");
  EXPECT_EQ(shown(out.tables[0], 1), "7 6 0 13");
  EXPECT_EQ(std::get<Withheld>(out.tables[0].rows[0].cells[1]), Withheld::few);
  EXPECT_EQ(std::get<Withheld>(out.tables[0].rows[0].cells[2]), Withheld::derived);
  EXPECT_EQ(out.disclosure.cells.size(), 2U);
  EXPECT_EQ(out.disclosure.open, 0U);
  EXPECT_EQ(out.disclosure.broken, 0U);
  EXPECT_THAT(out.tables[0].notes, ::testing::ElementsAre("2 dolda"));
}

TEST(Protect, LeavesWhatIsNotOfFewAsItWas) {
  const Summary out = protect(by_group({{5, 8, 9}, {7, 6, 0}}, {12, 14, 14}), {5, 0}, labels());
  EXPECT_EQ(shown(out.tables[0], 0), "5 8 9 22");
  EXPECT_TRUE(out.tables[0].notes.empty());
}

TEST(Protect, RoundsTheSameNumberAlikeAndFactsNot) {
  Summary summary = by_group({{5, 8, 13}, {7, 6, 0}}, {12, 14, 14});
  const Summary out = protect(std::move(summary), {5, 5}, labels());
  EXPECT_EQ(shown(out.tables[0], 0), "5 10 15 25");
  EXPECT_EQ(shown(out.tables[0], 1), "5 5 0 15");
  EXPECT_EQ(out.tables[0].columns[2].base, 15);  // of 14: a group's
  EXPECT_EQ(out.tables[0].base_count, 40);       // how many took part is a fact
  EXPECT_EQ(out.tables[0].base, "Bas: 40 svarande av 140");
}

TEST(Protect, ReplacesTheBaseInWordsWhereItStandsAlone) {
  Summary summary = by_group({{5, 8, 13}}, {12, 14, 14});
  summary.tables[0].who = {{"group", "Grupp 9"}};
  summary.tables[0].base = "Bas: 140 tillfrågade, varav 40 svarade";
  const Summary out = protect(std::move(summary), {5, 3}, labels());
  EXPECT_EQ(out.tables[0].base, "Bas: 140 tillfrågade, varav 39 svarade");
}

TEST(Protect, SharesFollowTheirNumberAndTheirBase) {
  Summary summary = by_group({{6, 2, 6}, {5, 0, 9}}, {12, 2, 14});
  Table shares = summary.tables[0];
  shares.id = "codes.x.group.share";
  for (TableRow& row : shares.rows) {
    row.people = {-1};
    for (std::size_t c = 1; c < row.cells.size(); ++c) {
      const double people = std::get<double>(row.cells[c]);
      row.people.push_back(people);
      row.cells[c] = people / (shares.columns[c].base < 0 ? 40 : shares.columns[c].base);
    }
  }
  for (std::size_t c = 1; c < shares.columns.size(); ++c)
    shares.columns[c].measure = Measure::share;
  summary.tables.push_back(shares);
  const Summary out = protect(std::move(summary), {5, 0}, labels());
  for (std::size_t c = 1; c < shares.columns.size(); ++c) {
    for (std::size_t r = 0; r < 2; ++r) {
      const bool gone = std::holds_alternative<Withheld>(out.tables[0].rows[r].cells[c]);
      const bool share = std::holds_alternative<Withheld>(out.tables[1].rows[r].cells[c]);
      EXPECT_TRUE(share || !gone) << r << ' ' << c;
    }
  }
  // Two people are a group: all that is said of them alone is withheld.
  EXPECT_TRUE(std::holds_alternative<Withheld>(out.tables[1].rows[0].cells[2]));
  EXPECT_EQ(out.tables[1].columns[2].base, kWithheldBase);
}

TEST(Protect, SharesOfAnotherNumberOfTheirRowAreOfWhatIsShownThere) {
  Summary summary;
  summary.language = "sv";
  Table& table = summary.tables.emplace_back();
  table.id = "overview.response.group";
  table.base_count = 60;
  table.base = "Bas: 60";
  table.base_who = Selection{{"invited", "group"}};
  table.columns = {
      {"value", "Grupp"},
      {"invited", "Inbjudna", CellFormat::count, -1, Measure::people, {{"invited", "group"}}},
      {"answered", "Svarade", CellFormat::count, -1, Measure::people, {{"answered", "yes"}}},
      {"rate", "Andel", CellFormat::percent, -1, Measure::share, {{"answered", "yes"}}}};
  table.columns[3].base_column = 1;
  const auto add = [&](const std::string& id, double invited, double answered, Selection who) {
    TableRow row{id, {id, invited, answered, answered / invited}};
    row.people = {-1, -1, answered, answered};
    row.who = std::move(who);
    table.rows.push_back(std::move(row));
  };
  add("A", 20, 11, {{"group", "A"}});
  add("B", 40, 32, {{"group", "B"}});
  add("all", 60, 43, {});
  summary.partitions = {{"group", {"A", "B"}, {{"invited", "group"}}, {}, false},
                        {"group", {"A", "B"}, {{"answered", "yes"}}, {}, false}};
  const Summary out = protect(std::move(summary), {5, 5}, labels());
  const Table& shown_table = out.tables[0];
  EXPECT_EQ(shown(shown_table, 0), "20 10 0");
  EXPECT_DOUBLE_EQ(std::get<double>(shown_table.rows[0].cells[3]), 0.5);
  EXPECT_DOUBLE_EQ(std::get<double>(shown_table.rows[1].cells[3]), 0.75);
  // In all: facts, which are exact.
  EXPECT_DOUBLE_EQ(std::get<double>(shown_table.rows[2].cells[3]), 43.0 / 60);
}

TEST(Protect, StatisticsGoWithWhatTheyRestOn) {
  Summary summary = by_group({{3, 8, 9}, {7, 6, 5}}, {12, 14, 14});
  Table& list = summary.tables.emplace_back();
  list.id = "differences";
  list.who = {{"kind", "survey"}};
  list.base_count = 40;
  list.columns = {{"code", "Kod"}, {"p", "p", CellFormat::precise, -1, Measure::statistic}};
  for (const char* id : {"k1", "k2"}) {
    TableRow row{id, {id, 0.25}};
    row.people = {-1, 40};
    row.rests_on = {"codes.x.group.people", id};
    list.rows.push_back(std::move(row));
  }
  const Summary out = protect(std::move(summary), {5, 0}, labels());
  EXPECT_TRUE(std::holds_alternative<Withheld>(out.tables[1].rows[0].cells[1]));
  EXPECT_EQ(std::get<double>(out.tables[1].rows[1].cells[1]), 0.25);
}

/// k1: nine people, of whom three have k2 too and five k3. Nobody has both k2 and k3: whoever knows
/// the five sees that at most four have k1 and k2.
TEST(Protect, WithholdsPairsBesideThoseThatAreApartFromThem) {
  Summary summary;
  summary.language = "sv";
  Table& table = summary.tables.emplace_back();
  table.id = "cooccurrence.people.x.y";
  table.base = "Bas: 40 svarande";
  table.base_count = 40;
  table.who = {{"kind", "survey"}};
  table.base_who = table.who;
  table.columns = {{"code", "Kod"},
                   {"all", "Alla", CellFormat::count, -1, Measure::people},
                   {"k2", "k2", CellFormat::count, -1, Measure::people, {{"with", "k2"}}},
                   {"k3", "k3", CellFormat::count, -1, Measure::people, {{"with", "k3"}}}};
  table.rows = {{"k1", {"k1", 9.0, 3.0, 5.0}}, {"k2", {"k2", 6.0, std::monostate{}, 0.0}}};
  for (TableRow& row : table.rows) row.who = {{"also", row.id}};
  for (const std::string code : {"k1", "k2", "k3"}) {
    const Selection has{{"code", code}};
    summary.partitions.push_back({"also", std::vector<std::string>{code}, has, has, true});
    summary.partitions.push_back({"with", std::vector<std::string>{code}, has, has, true});
  }
  Table codes = summary.tables[0];
  codes.id = "codes.x";
  codes.columns.resize(2);
  codes.rows = {{"k1", {"k1", 9.0}}, {"k2", {"k2", 6.0}}, {"k3", {"k3", 22.0}}};
  for (TableRow& row : codes.rows) row.who = {{"code", row.id}};
  summary.tables.push_back(std::move(codes));
  const Summary out = protect(std::move(summary), {5, 0}, labels());
  EXPECT_EQ(shown(out.tables[0], 0), "9 .. ..");
  EXPECT_EQ(shown(out.tables[0], 1), "6 .. 0");
  EXPECT_EQ(out.disclosure.open, 0U);
}

/// Answers to a multiple choice, as numbers and as shares of all answers.
Table choices(const std::vector<double>& people) {
  Table table;
  table.id = "closed.stod";
  table.base = "Bas: 40 svarande";
  table.base_count = 40;
  table.who = {{"item", "stod"}};
  table.columns = {{"option", "Svar"},
                   {"respondents", "Antal", CellFormat::count, -1, Measure::people},
                   {"answers_share", "Andel av svaren", CellFormat::percent, -1, Measure::part}};
  table.columns[2].base_column = 1;
  double all = 0;
  for (const double n : people) all += n;
  for (std::size_t o = 0; o < people.size(); ++o) {
    const std::string id = "s" + std::to_string(o + 1);
    table.rows.push_back({id, {id, people[o], people[o] / all}});
    table.rows.back().who = {{"answer:stod", id}};
  }
  return table;
}

TEST(Protect, SharesOfAllAnswersWouldTellTheOneThatIsWithheld) {
  Summary summary;
  summary.language = "sv";
  summary.tables.push_back(choices({30, 20, 3}));
  const Summary out = protect(std::move(summary), {5, 0}, labels());
  // 30 of 56.6 % are 53 answers: three are left for the third.
  EXPECT_EQ(shown(out.tables[0], 0), "30 ..");
  EXPECT_EQ(shown(out.tables[0], 1), "20 ..");
  EXPECT_EQ(shown(out.tables[0], 2), ".. ..");
  Summary open;
  open.language = "sv";
  open.tables.push_back(choices({30, 20, 6}));
  const Summary kept = protect(std::move(open), {5, 0}, labels());
  EXPECT_NEAR(std::get<double>(kept.tables[0].rows[2].cells[2]), 6.0 / 56, 1e-12);
}

/// Who said a code by two groups whose people weigh 1.5 and 0.5, and the weighted share of all.
Summary weighed(double in_first, double in_second) {
  Summary summary = by_group({{in_first, in_second}}, {20, 20});
  Table all = summary.tables[0];
  all.id = "codes.x";
  all.columns = {{"code", "Kod"},
                 {"share", "Andel", CellFormat::percent, -1, Measure::weighted},
                 {"low", "Gräns", CellFormat::percent, -1, Measure::statistic}};
  all.columns[1].weight = 40;
  all.rows[0].cells = {all.rows[0].id, (1.5 * in_first + 0.5 * in_second) / 40, 0.125};
  all.rows[0].people = {-1, in_first + in_second, in_first + in_second};
  summary.partitions[0].weights = {1.5, 0.5};
  summary.tables.push_back(std::move(all));
  return summary;
}

TEST(Protect, AWeightedShareAndTheWeightsTellTheNumbersOfGroups) {
  // 14 in all are shown; 1.5 a + 0.5 b = 10, which is 25 % of 40: a = 3, b = 11.
  const Summary out = protect(weighed(3, 11), {5, 0}, labels());
  EXPECT_EQ(shown(out.tables[0], 0), ".. .. 14");
  // To a percent it would tell; to five percent it can be two, three or four in the first group.
  EXPECT_EQ(std::get<double>(out.tables[1].rows[0].cells[1]), 0.25);
  EXPECT_TRUE(std::holds_alternative<Withheld>(out.tables[1].rows[0].cells[2])) << "its bound";
  const Summary open = protect(weighed(7, 11), {5, 0}, labels());
  EXPECT_NEAR(std::get<double>(open.tables[1].rows[0].cells[1]), 0.4, 1e-12);
  EXPECT_EQ(std::get<double>(open.tables[1].rows[0].cells[2]), 0.125);
}

TEST(Protect, BoundsGoWithTheNumberAndTheBaseOfTheirShare) {
  Summary summary = by_group({{3, 8, 9}, {0, 6, 8}}, {4, 18, 18});
  Table bounds = summary.tables[0];
  bounds.id = "codes.x.group.bounds";
  bounds.columns.pop_back();
  for (std::size_t c = 1; c < bounds.columns.size(); ++c) {
    bounds.columns[c].format = CellFormat::percent;
    bounds.columns[c].measure = Measure::bounds;
  }
  for (TableRow& row : bounds.rows) {
    row.cells.resize(bounds.columns.size());
    for (std::size_t c = 1; c < row.cells.size(); ++c) row.cells[c] = Interval{0.1, 0.4};
  }
  summary.tables.push_back(bounds);
  const Summary out = protect(std::move(summary), {5, 0}, labels());
  const auto is_gone = [&](std::size_t row, std::size_t column) {
    return std::holds_alternative<Withheld>(out.tables[1].rows[row].cells[column]);
  };
  EXPECT_TRUE(is_gone(0, 1));
  EXPECT_TRUE(is_gone(1, 1)) << "nobody of how many, the bounds would tell";
  for (std::size_t c = 2; c < 4; ++c) {
    EXPECT_EQ(is_gone(0, c), std::holds_alternative<Withheld>(out.tables[0].rows[0].cells[c]) ||
                                 out.tables[0].columns[c].base == kWithheldBase);
  }
}

/// Tests of codes by group, the sure ones first.
Table verdicts(const Table& people, const std::vector<std::string>& words) {
  Table table;
  table.id = "differences";
  table.columns = {{"item", "Kod"},
                   {"attribute", "Efter"},
                   {"verdict", "Utfall", CellFormat::text, -1, Measure::verdict}};
  table.ranked_by = 2;
  for (std::size_t r = 0; r < words.size(); ++r) {
    const std::string& id = people.rows[r].id;
    table.rows.push_back({id, {id, "Grupp", words[r]}});
    table.rows.back().rests_on = {people.id, id};
  }
  return table;
}

TEST(Protect, AVerdictUponTwoWithheldNumbersWouldTellThem) {
  // Of nine, of whom one is in the first group: with "surely different" only 1 and 8 are left.
  Summary two = by_group({{1, 8}, {10, 12}}, {20, 20});
  two.tables.push_back(verdicts(two.tables[0], {"säkert", "osäkert"}));
  const Summary out = protect(std::move(two), {5, 0}, labels());
  const Table& list = out.tables[1];
  EXPECT_EQ(list.rows[0].id, "k2") << "the place of the first among the sure ones would tell";
  EXPECT_EQ(std::get<std::string>(list.rows[0].cells[2]), "osäkert");
  EXPECT_TRUE(std::holds_alternative<Withheld>(list.rows[1].cells[2]));
  Summary three = by_group({{1, 2, 18}, {10, 12, 12}}, {20, 20, 20});
  three.tables.push_back(verdicts(three.tables[0], {"säkert", "osäkert"}));
  const Summary shown = protect(std::move(three), {5, 0}, labels());
  for (std::size_t r = 0; r < 2; ++r) {
    EXPECT_TRUE(std::holds_alternative<std::string>(shown.tables[1].rows[r].cells[2]));
  }
}

TEST(Protect, TellsSumsThatDoNotHold) {
  Summary summary = by_group({{6, 8, 9}}, {12, 14, 14});
  summary.tables[0].rows[0].cells[4] = 22.0;  // 23
  EXPECT_EQ(protect(std::move(summary), {5, 0}, labels()).disclosure.broken, 1U);
}

TEST(Protect, TellsNumbersThatTwoTablesTellDifferently) {
  Summary summary = by_group({{6, 8, 9}}, {12, 14, 14});
  summary.tables.push_back(summary.tables[0]);
  summary.tables[1].rows[0].cells[1] = 7.0;
  EXPECT_EQ(protect(std::move(summary), {5, 0}, labels()).disclosure.broken, 1U);
}

TEST(Read, TakesValuesOfFewPeopleTogether) {
  const Summary summary = by_group({{1, 1, 9, 6}}, {2, 4, 14, 20});
  const Reading reading = read(summary, 5);
  const TableReading& table = reading.tables[0];
  EXPECT_EQ(table.cells[0][1], kMerged);
  EXPECT_EQ(table.cells[0][2], kMerged);
  EXPECT_EQ(table.bases[1], kMerged);
  EXPECT_NE(table.cells[0][3], kMerged);
  // Their sum is known: two, in six people.
  double least = 40;
  for (const Variable& one : reading.system.variables) {
    if (one.value > 0) least = std::min(least, one.value);
  }
  EXPECT_EQ(least, 2);
}

/// Five people from four groups: each group has at most two, whatever is withheld. Who said what is
/// not told all the same.
TEST(Protect, TellsWhenTheGroupsThemselvesShowThatTheyAreSmall) {
  Summary summary = by_group({{2, 0, 1, 1}}, {2, 1, 1, 1});
  summary.tables[0].base_count = 5;
  const Summary out = protect(std::move(summary), {5, 0}, labels());
  EXPECT_EQ(out.disclosure.open, 4U);
  EXPECT_EQ(shown(out.tables[0], 0), ".. .. .. .. ..");
  EXPECT_EQ(out.disclosure.broken, 0U);
}

/// That those who affirm a code are those who speak of it and affirm it is a sum of one part: where
/// no table shows that total, the base still bounds the code.
TEST(Read, NobodyWhoSaidSomethingIsOutsideTheBase) {
  Summary summary = by_group({{11, 8, 9}}, {12, 14, 14});
  const Selection affirms{{"about", "k1"}, {"stance", "affirmed"}};
  summary.partitions.push_back({"code", {"k1"}, affirms, affirms, false});
  const Reading reading = read(summary, 5);
  const Selection group{{"kind", "survey"}, {"group", "Grupp 1"}};
  Selection said = group;
  said.push_back({"code", "k1"});
  const Id base = reading.find(group, Measure::people);
  const Id code = reading.find(said, Measure::people);
  ASSERT_NE(base, kNoVariable);
  ASSERT_NE(code, kNoVariable);
  const auto bounds = [&](const Relation& one) {
    return one.law == Law::at_most && one.total == base && one.count == 1 &&
           reading.system.terms[one.first] == code;
  };
  EXPECT_TRUE(
      std::any_of(reading.system.relations.begin(), reading.system.relations.end(), bounds));
}

}  // namespace
}  // namespace samsyn::disclose
