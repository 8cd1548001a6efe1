#include "stages/emit/legible.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace samsyn::emit {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Labels kLabels{{{"note.columns-left-out", "columns: {0}"},
                      {"note.rows-left-out", "rows: {0}"},
                      {"note.tables-left-out", "tables: {0}"}}};
constexpr Withheld kDots = Withheld::few;

TableColumn by_town(const std::string& town) {
  return {"id-" + town, town, CellFormat::count, 5, Measure::people, {{"town", town}}};
}

/// A code by town: columns hold the numbers given.
Table by_towns(const std::string& id, const std::vector<std::vector<TableCell>>& towns) {
  static const char* const kNames[] = {"Ydre", "Kinda", "Boxholm", "Motala"};
  Table table;
  table.id = id;
  table.sheet = "s";
  table.title = "Title of " + id;
  table.columns = {{"code", "Kod"}};
  table.rows.resize(towns.front().size());
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    table.rows[r] = {"r" + std::to_string(r), {"row " + std::to_string(r)}};
    table.rows[r].marks = {0};
    table.rows[r].people = {0};
  }
  for (std::size_t c = 0; c < towns.size(); ++c) {
    table.columns.push_back(by_town(kNames[c]));
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      table.rows[r].cells.push_back(towns[c][r]);
      table.rows[r].marks.push_back(static_cast<std::int8_t>(c));
      table.rows[r].people.push_back(static_cast<double>(c));
    }
  }
  return table;
}

Summary of(std::vector<Table> tables) {
  Summary out;
  out.tables = std::move(tables);
  return out;
}

std::vector<std::string> titles(const Table& table) {
  std::vector<std::string> out;
  for (const TableColumn& column : table.columns) out.push_back(column.title);
  return out;
}

TEST(Legible, LeavesOutColumnsOfWhichOnlyZerosAreShown) {
  Table table =
      by_towns("codes.x.town.people", {{9.0, 0.0}, {kDots, 0.0}, {kDots, kDots}, {7.0, kDots}});
  table.columns[4].base_column = 1;
  table.ranked_by = 4;
  table.charts = {{"all", 0, {1, 2, 3, 4}}, {"gone", 0, {2, 3}}};
  const Table out = legible(of({table}), kLabels).tables.at(0);
  EXPECT_THAT(titles(out), ElementsAre("Kod", "Ydre", "Motala"));
  EXPECT_EQ(out.columns[2].base_column, 1U);
  EXPECT_EQ(out.ranked_by, 2U);
  ASSERT_EQ(out.charts.size(), 1U);
  EXPECT_THAT(out.charts[0].series, ElementsAre(1, 2));
  EXPECT_THAT(out.rows[0].marks, ElementsAre(0, 0, 3));
  EXPECT_THAT(out.rows[0].people, ElementsAre(0, 0, 3));
  EXPECT_EQ(std::get<double>(out.rows[0].cells[2]), 7);
  EXPECT_THAT(out.notes, ElementsAre("columns: Kinda, Boxholm"));
}

TEST(Legible, KeepsColumnsOfZerosOfWhichNothingIsWithheld) {
  const Table out =
      legible(of({by_towns("codes.x.town.people", {{9.0, 3.0}, {0.0, 0.0}})}), kLabels).tables[0];
  EXPECT_THAT(titles(out), ElementsAre("Kod", "Ydre", "Kinda"));
  EXPECT_THAT(out.notes, IsEmpty());
}

TEST(Legible, LeavesOutTablesThatCompareFewerThanTwoGroups) {
  Table kept = by_towns("codes.x.town.people", {{9.0}, {8.0}});
  Table one = by_towns("closed.q.town.people", {{9.0}, {kDots}});
  Table none = by_towns("closed.p.town.people", {{kDots}, {kDots}});
  Table share = none;
  kept.title = "Vilket stöd, om något?";
  one.title = "Vilket stöd, om något, per stad: antal";
  none.title = "Vilket stöd, om något, per kön: antal";
  share.title = "Vilket stöd, om något, per kön: andel";
  const Summary out = legible(of({none, share, kept, one}), kLabels);
  ASSERT_EQ(out.tables.size(), 1U);
  EXPECT_EQ(out.tables[0].id, kept.id);
  EXPECT_THAT(out.tables[0].notes, ElementsAre("tables: per kön, per stad"));
}

TEST(Legible, NamesTablesByWhereTheirTitlesPart) {
  Table kept = by_towns("codes.x.town.segments", {{9.0}, {8.0}});
  Table none = by_towns("codes.x.town.people", {{kDots}, {kDots}});
  kept.title = "Hinder per stad: antal segment";
  none.title = "Hinder per stad: antal personer";
  const Summary out = legible(of({none, kept}), kLabels);
  EXPECT_THAT(out.tables[0].notes, ElementsAre("tables: personer"));
}

TEST(Legible, KeepsTablesThatDoNotOnlyCompareGroups) {
  // An id that does not name the attribute: the towns are not what the table is by.
  const Table other = by_towns("codes.x", {{9.0}, {kDots}});
  EXPECT_THAT(titles(legible(of({other}), kLabels).tables.at(0)), ElementsAre("Kod", "Ydre"));
  // All is withheld of the answers of an item, but it was asked.
  Table alone;
  alone.id = "closed.q";
  alone.columns = {{"a", "Svar"}, {"n", "Antal", CellFormat::count, -1, Measure::people}};
  alone.rows = {{"yes", {"Ja", kDots}}, {"no", {"Nej", kDots}}};
  EXPECT_EQ(legible(of({alone}), kLabels).tables.size(), 1U);
}

Table measures(std::vector<std::pair<std::string, TableCell>> towns) {
  Table table;
  table.id = "closed.q.town.measures";
  table.sheet = "s";
  table.title = "Measures";
  table.columns = {{"town", "Kommun"}, {"mean", "Medel", CellFormat::decimal, -1, Measure::mean}};
  for (auto& [town, mean] : towns) {
    table.rows.push_back({town, {town, mean}});
    table.rows.back().who = {{"town", town}};
  }
  return table;
}

TEST(Legible, LeavesOutGroupsOfWhichNoMeasureIsShown) {
  const Table out =
      legible(of({measures({{"Ydre", 2.5}, {"Kinda", kDots}, {"Motala", 3.0}})}), kLabels)
          .tables[0];
  ASSERT_EQ(out.rows.size(), 2U);
  EXPECT_EQ(out.rows[1].id, "Motala");
  EXPECT_THAT(out.notes, ElementsAre("rows: Kinda"));
  EXPECT_THAT(legible(of({measures({{"Ydre", 2.5}, {"Kinda", kDots}})}), kLabels).tables,
              IsEmpty());
  EXPECT_THAT(legible(of({measures({{"Ydre", kDots}, {"Kinda", kDots}})}), kLabels).tables,
              IsEmpty());
}

TEST(Legible, LeavesListsAndMatricesWhole) {
  for (const TableLayout layout : {TableLayout::list, TableLayout::matrix}) {
    Table table = by_towns("pairs", {{9.0}, {kDots}});
    table.layout = layout;
    EXPECT_THAT(titles(legible(of({table}), kLabels).tables.at(0)),
                ElementsAre("Kod", "Ydre", "Kinda"));
  }
}

}  // namespace
}  // namespace samsyn::emit
