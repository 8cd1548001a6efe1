// Tables of figures: units, years, targets; nobody's answers.

#include "stages/ingest/figure_table.hpp"

#include <gtest/gtest.h>

namespace samsyn::ingest {
namespace {

SourceSpec wide() {
  SourceSpec source;
  source.kind = SourceKind::figures;
  source.figures.unit = "Enhet";
  source.figures.years = {{2023, "Utfall 2023"}, {2022, "Utfall 2022"}};
  source.figures.target = "Mål";
  source.figures.measured = "platser";
  return source;
}

SourceSpec long_() {
  SourceSpec source;
  source.kind = SourceKind::figures;
  source.figures.unit = "Enhet";
  source.figures.year = "År";
  source.figures.value = "Antal";
  source.figures.measure = "Mått";
  return source;
}

Result<Document> read(const SourceSpec& source, std::string_view bytes, Issues& issues) {
  return read_document({"tal.csv", bytes}, source, Study{}, issues);
}

TEST(FigureTable, ReadsAColumnForEachYear) {
  Issues issues;
  const auto document = read(wide(),
                             "Enhet;Utfall 2022;Utfall 2023;Mål\nNorrby;1 250;1 300;1 400\n"
                             "Söderby;0;–;ca 20\nSumma;1 250;1 300;\n",
                             issues);
  ASSERT_TRUE(document);
  EXPECT_TRUE(issues.empty());
  EXPECT_TRUE(document->respondents.empty());
  ASSERT_EQ(document->figures.size(), 6U);
  const auto& all = document->figures;
  EXPECT_EQ(all[0].unit, "Norrby");
  EXPECT_EQ(all[0].year, 2022U);
  EXPECT_EQ(all[0].value, 1250);
  EXPECT_FALSE(all[0].target) << "the target is the last year's";
  EXPECT_EQ(all[1].target, 1400);
  EXPECT_EQ(all[1].row, 2U);
  EXPECT_EQ(all[2].value, 0) << "a zero is a figure";
  EXPECT_FALSE(all[3].value);
  EXPECT_EQ(all[3].target, 20);
  EXPECT_EQ(all[1].measure, "platser");
  EXPECT_FALSE(all[1].total);
  EXPECT_TRUE(all.back().total);
}

TEST(FigureTable, ReadsARowForEachYear) {
  Issues issues;
  const auto document = read(long_(),
                             "Enhet;År;Mått;Antal\nNorrby;2022;platser;10\nNorrby;2022;sökande;30\n"
                             "Norrby;2023;platser;12\n",
                             issues);
  ASSERT_TRUE(document);
  EXPECT_TRUE(issues.empty());
  ASSERT_EQ(document->figures.size(), 3U);
  EXPECT_EQ(document->figures[1].measure, "sökande");
  EXPECT_EQ(document->figures[2].year, 2023U);
}

TEST(FigureTable, TellsWhatItLeavesOut) {
  const struct {
    std::string_view bytes, id;
    std::uint32_t row, column;
  } kCases[] = {
      {"Enhet;År;Mått;Antal\n;2022;p;10\nA;2022;p;1\n", "figures.no-unit", 2, 1},
      {"Enhet;År;Mått;Antal\nA;i fjol;p;10\nA;2022;p;1\n", "figures.not-a-year", 2, 2},
      {"Enhet;År;Mått;Antal\nA;2021;p;många\nA;2022;p;1\n", "figures.not-a-number", 2, 4},
      {"Enhet;År;Mått;Antal\nA;2021;p;1\na ;2021;p;2\n", "figures.duplicate-unit", 3, 1},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.bytes);
    Issues issues;
    const auto document = read(long_(), c.bytes, issues);
    ASSERT_TRUE(document);
    EXPECT_EQ(document->figures.size(), 1U);
    ASSERT_EQ(issues.all().size(), 1U);
    EXPECT_EQ(issues.all()[0].id, c.id);
    EXPECT_EQ(issues.all()[0].where.row, c.row);
    EXPECT_EQ(issues.all()[0].where.column, c.column);
  }
}

TEST(FigureTable, RefusesWhatIsNone) {
  const struct {
    std::string_view bytes, id;
  } kCases[] = {
      {"Enhet;År;Antal\nA;2021;1\n", "ingest.no-such-column"},
      {"Enhet;År;Mått;Antal\n", "ingest.no-rows"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.bytes);
    Issues issues;
    const auto document = read(long_(), c.bytes, issues);
    ASSERT_FALSE(document);
    EXPECT_EQ(document.issue().id, c.id);
  }
}

TEST(FigureTable, KnowsASumByItsName) {
  for (const std::string_view name : {"Summa", "TOTALT", "Summa totalt", "summa:", "Delsumma"}) {
    EXPECT_TRUE(names_sum(name)) << name;
  }
  for (const std::string_view name : {"Norrby", "Totalförsvaret", "Summerby", ""}) {
    EXPECT_FALSE(names_sum(name)) << name;
  }
}

}  // namespace
}  // namespace samsyn::ingest
