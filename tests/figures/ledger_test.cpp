// Figures of a study's tables: goals, sums in both directions, texts against tables.

#include "stages/figures/ledger.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "stages/figures/text_table.hpp"
#include "tests/figures/reading.hpp"

namespace samsyn::figures {
namespace {

using samsyn::testing::statements_in;

using ::testing::ElementsAre;

DataFigure figure(std::string unit, std::uint32_t year, double value, bool total = false,
                  std::uint32_t row = 2) {
  DataFigure out;
  out.unit = std::move(unit);
  out.measure = "platser";
  out.year = year;
  out.value = value;
  out.total = total;
  out.row = row;
  out.column = std::to_string(year);
  return out;
}

Document data(std::vector<DataFigure> figures) {
  Document out;
  out.source = "platser.csv";
  out.figures = std::move(figures);
  return out;
}

const Table* table_of(const Summary& summary, std::string_view id) {
  for (const Table& table : summary.tables) {
    if (table.id == id) return &table;
  }
  return nullptr;
}

double number(const Table& table, std::size_t row, const std::string& column) {
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (table.columns[c].id != column) continue;
    const auto* value = std::get_if<double>(&table.rows[row].cells[c]);
    return value == nullptr ? -1 : *value;
  }
  return -2;
}

TEST(Ledger, ComparesUnitsWithTargetAndBaseline) {
  std::vector<DataFigure> figures{figure("Norrby", 2022, 40), figure("Norrby", 2023, 50),
                                  figure("Söderby", 2022, 20), figure("Söderby", 2023, 60)};
  figures[1].target = 100;
  figures[3].target = 50;
  figures[0].baseline = 25;
  figures[2].baseline = 30;
  Ledger ledger;
  ledger.add_data(data(figures));
  Summary summary;
  Issues issues;
  add_tables(ledger, Labels(), summary, issues);
  EXPECT_TRUE(issues.empty());
  const Table* table = table_of(summary, "figures.goals.1");
  ASSERT_NE(table, nullptr);
  ASSERT_EQ(table->rows.size(), 3U);
  EXPECT_EQ(table->rows[0].id, "Söderby") << "largest last year first";
  EXPECT_EQ(number(*table, 0, "change"), 30);
  EXPECT_EQ(number(*table, 0, "change_share"), 1);
  EXPECT_EQ(number(*table, 0, "fulfilment"), 1.2);
  EXPECT_EQ(number(*table, 1, "fulfilment"), 0.5);
  EXPECT_EQ(number(*table, 2, "year2022"), 60);
  EXPECT_EQ(number(*table, 2, "year2023"), 110);
  EXPECT_EQ(number(*table, 2, "target"), 150);
  EXPECT_EQ(number(*table, 2, "change"), 55);
  EXPECT_TRUE(table->rows[2].emphasis);
  ASSERT_EQ(table->charts.size(), 1U);
  EXPECT_EQ(table->charts[0].rows, 2U) << "the sum is no bar";
  EXPECT_THAT(table->charts[0].series, ElementsAre(3U, 6U));
  for (const TableColumn& column : table->columns) EXPECT_EQ(column.measure, Measure::none);
}

TEST(Ledger, LeavesASumOutWhereAUnitHasNoFigure) {
  Ledger ledger;
  ledger.add_data(
      data({figure("Norrby", 2022, 40), figure("Norrby", 2023, 50), figure("Söderby", 2023, 60)}));
  Summary summary;
  Issues issues;
  add_tables(ledger, Labels(), summary, issues);
  const Table* table = table_of(summary, "figures.goals.1");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(number(*table, 2, "year2022"), -1);
  EXPECT_EQ(number(*table, 2, "year2023"), 110);
  EXPECT_EQ(number(*table, 2, "change"), -1);
}

TEST(Ledger, ChecksTheTotalsOfATable) {
  Ledger ledger;
  ledger.add_data(data({figure("Norrby", 2023, 40, false, 2), figure("Söderby", 2023, 20, false, 3),
                        figure("Delsumma", 2023, 60, true, 4), figure("Öster", 2023, 5, false, 5),
                        figure("Väster", 2023, 6, false, 6), figure("Delsumma", 2023, 12, true, 7),
                        figure("Summa", 2023, 71, true, 8)}));
  const auto all = ledger.contradictions();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].kind, Kind::table);
  EXPECT_EQ(all[0].stated, 12);
  EXPECT_EQ(all[0].sum, 11);
  EXPECT_EQ(all[0].stated_at.row, 7U);
}

TEST(Ledger, ChecksATotalThatStandsFirst) {
  std::vector<DataFigure> figures{
      figure("Totalt", 2023, 61, true, 2),   figure("Norrby", 2023, 40, false, 3),
      figure("Söderby", 2023, 20, false, 4), figure("Totalt", 2024, 90, true, 2),
      figure("Norrby", 2024, 50, false, 3),  figure("Söderby", 2024, 40, false, 4)};
  figures[0].target = 100;
  figures[1].target = 60;
  figures[2].target = 30;
  Ledger ledger;
  ledger.add_data(data(figures));
  const auto all = ledger.contradictions();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].stated, 61);
  EXPECT_EQ(all[0].sum, 60);
  EXPECT_EQ(all[0].stated_at.row, 2U);
  EXPECT_EQ(all[1].stated, 100);
  EXPECT_EQ(all[1].sum, 90);
}

/// A document of notes as the program reads it.
Ledger told_by(std::string_view text, const std::vector<DataFigure>& figures = {}) {
  Ledger ledger;
  Document document;
  document.source = "rapport.txt";
  for (std::uint32_t b = 0; b < 16; ++b) {
    Block& block = document.blocks.emplace_back();
    block.line = 10 * b + 1;
    block.role = BlockRole::note;
  }
  ledger.add(document, {}, {statements_in(text), {}});
  if (!figures.empty()) ledger.add_data(data(figures));
  return ledger;
}

TEST(Ledger, TellsBothPlaces) {
  const Ledger ledger = told_by(
      "Socialförvaltningen har bidragit med 14 platser under 2021. | Uppföljningen visar att "
      "socialförvaltningen har bidragit med 17 platser under 2021.");
  Summary summary;
  Issues issues;
  add_tables(ledger, Labels(), summary, issues);
  ASSERT_EQ(issues.all().size(), 2U);
  for (const Issue& issue : issues.all()) {
    EXPECT_EQ(issue.id, "figures.contradiction");
    EXPECT_EQ(issue.severity, Severity::note);
    EXPECT_EQ(issue.where.file, "rapport.txt");
  }
  EXPECT_EQ(issues.all()[0].where.line, 1U);
  EXPECT_EQ(issues.all()[1].where.line, 11U);
  EXPECT_EQ(render(issues.all()[0]),
            "rapport.txt:1: here it is 14, but 17 in rapport.txt:11 [figures.contradiction]\n"
            "    Socialförvaltningen har bidragit med 14 platser under 2021.\n"
            "  fix: find out which figure is right; the table of contradicting figures shows both "
            "places");
  const Table* table = table_of(summary, "figures.contradictions");
  ASSERT_NE(table, nullptr);
  ASSERT_EQ(table->rows.size(), 1U);
  EXPECT_EQ(number(*table, 0, "stated"), 14);
  EXPECT_EQ(number(*table, 0, "against"), 17);
  EXPECT_EQ(number(*table, 0, "difference"), -3);
}

TEST(Ledger, ComparesTextsWithTables) {
  const std::vector<DataFigure> figures{figure("Socialförvaltningen", 2021, 15),
                                        figure("Socialförvaltningen", 2022, 14)};
  EXPECT_EQ(told_by("Socialförvaltningen har bidragit med 14 platser under 2021.", figures)
                .contradictions()
                .size(),
            1U);
  EXPECT_TRUE(told_by("Socialförvaltningen har bidragit med ca 15 platser under 2021.", figures)
                  .contradictions()
                  .empty());
  EXPECT_TRUE(told_by("Socialförvaltningen har bidragit med 14 platser under 2022.", figures)
                  .contradictions()
                  .empty());
  EXPECT_TRUE(told_by("Socialförvaltningen ska bidra med 30 platser under 2022.", figures)
                  .contradictions()
                  .empty());
}

TEST(Ledger, ComparesDocumentsOfTheSame) {
  const struct {
    std::string_view one, two, whose;
    bool clashes;
  } kCases[] = {
      {"Socialförvaltningen har bidragit med 14 platser under 2021.",
       "Under 2021 har socialförvaltningen bidragit med 17 platser.", "", true},
      {"Under 2022 ordnade Kulturnämnden sammanlagt 31 kurser.",
       "Sammanlagt ordnade kulturnämnden 35 kurser under 2022.", "", true},
      {"Norrbyskolan hade 210 elever 2023.", "Norrbyskolan hade 214 elever 2023.", "", true},
      // Another municipality's, another year's, another noun's.
      {"Socialförvaltningen har bidragit med 14 platser under 2021.",
       "Under 2021 har socialförvaltningen bidragit med 17 platser.", "Tibro", false},
      {"Socialförvaltningen har bidragit med 14 platser under 2021.",
       "Under 2022 har socialförvaltningen bidragit med 17 platser.", "", false},
      {"Norrbyskolan hade 210 elever 2023.", "Norrbyskolan hade 24 lärare 2023.", "", false},
      // About, agreeing elsewhere, planned, another doing, a part of the year.
      {"Norrbyskolan hade ca 210 elever 2023.", "Norrbyskolan hade 214 elever 2023.", "", false},
      {"Norrbyskolan hade 210 elever 2023.",
       "Norrbyskolan hade 214 elever 2023. | Norrbyskolan hade 210 elever 2023.", "", false},
      {"Norrbyskolan hade 210 elever 2023.", "Norrbyskolan ska ha 250 elever 2023.", "", false},
      {"Socialförvaltningen sökte 40 platser under 2023.",
       "Socialförvaltningen fick 28 platser under 2023.", "", false},
      {"Kulturnämnden ordnade 31 kurser 2022.", "Våren 2022 ordnade kulturnämnden 12 kurser.", "",
       false},
      // Each document has a school of its own.
      {"Skolan hade 210 elever 2023.", "Skolan hade 180 elever 2023.", "", false},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.one);
    SCOPED_TRACE(c.two);
    Ledger ledger;
    for (const std::string_view text : {c.one, c.two}) {
      Document document;
      document.source = text == c.one ? "halvtid.txt" : "slut.txt";
      document.blocks.resize(4);
      for (Block& block : document.blocks) block.line = 1;
      ledger.add(document, text == c.one ? std::string() : std::string(c.whose),
                 {statements_in(text), {}});
    }
    std::vector<Contradiction> all = ledger.contradictions();
    std::erase_if(
        all, [](const Contradiction& one) { return one.stated_at.source == one.against.source; });
    ASSERT_EQ(all.size(), c.clashes ? 1U : 0U);
    if (!c.clashes) continue;
    EXPECT_EQ(all[0].kind, Kind::repeated);
    EXPECT_EQ(all[0].stated_at.source, "halvtid.txt");
    EXPECT_EQ(all[0].against.source, "slut.txt");
  }
}

TEST(Ledger, KeepsOfAnEndedDocumentWhatOthersCanContradict) {
  const auto add = [](Ledger& ledger, const char* source, std::string_view text) {
    Document document;
    document.source = source;
    document.blocks.resize(8);
    for (Block& block : document.blocks) block.line = 1;
    ledger.add(document, "", {statements_in(text), {}});
  };
  const std::string_view first =
      "Norrby hade 12 platser och Söderby 9 platser, totalt 25 platser.\n\n"
      "Vi fick kaffe till 14 personer.\n\n"
      "Under 2022 ordnade Stadsbolaget 40 platser inom parkskötsel.";
  const std::string_view second = "Under 2022 ordnade Stadsbolaget 46 platser inom parkskötsel.";
  Ledger ledger;
  add(ledger, "ett.txt", first);
  const std::size_t alone = ledger.contradictions().size();
  EXPECT_EQ(alone, 1U) << "12 + 9 is not 25";
  add(ledger, "två.txt", second);
  const auto all = ledger.contradictions();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].stated, 25);
  EXPECT_EQ(all[1].stated, 40);
  EXPECT_EQ(all[1].sum, 46);
  EXPECT_EQ(all[1].stated_at.source, "ett.txt");
  EXPECT_EQ(all[1].stated_at.quote, "Under 2022 ordnade Stadsbolaget 40 platser inom parkskötsel.");
  EXPECT_EQ(ledger.sentences(), 4U);
}

TEST(Ledger, ComparesTheFirstSentencesOfADocumentThatHasVeryMany) {
  Document document;
  document.source = "logg.txt";
  document.blocks.resize(1);
  Ledger ledger;
  const std::vector<Statement> one = statements_in("Det kom 14 personer.");
  ASSERT_EQ(one.size(), 1U);
  for (std::size_t n = 0; n < Ledger::kMostSentences; ++n) ledger.add(document, "", {one, {}});
  EXPECT_TRUE(ledger.too_long().empty());
  EXPECT_FALSE(ledger.has_enough_of(document));
  ledger.add(document, "", {one, {}});
  ASSERT_EQ(ledger.too_long().size(), 1U);
  EXPECT_TRUE(ledger.has_enough_of(document));
  Document other;
  other.source = "utan tal.txt";
  ledger.add(other, "", {});
  EXPECT_FALSE(ledger.has_enough_of(other)) << "its later sentences are wanted";
  EXPECT_EQ(ledger.sentences(), Ledger::kMostSentences);
  Summary summary;
  Issues issues;
  add_tables(ledger, Labels(), summary, issues);
  ASSERT_EQ(issues.all().size(), 1U);
  EXPECT_EQ(issues.all()[0].id, "figures.too-long");
  EXPECT_EQ(issues.all()[0].where.file, "logg.txt");
  EXPECT_EQ(issues.all()[0].message,
            "the document has more sentences with figures than are compared with each other; the "
            "first 20000 were");
}

TEST(Ledger, JoinsSentencesThatLinesBreakBeforeFigures) {
  const auto all = told_by(
                       "Rapporten visar att kommunen under 2021 och 2022 har ordnat\n"
                       "310 st platser inom skola och omsorg samt\n"
                       "95 st platser inom bolagen dvs totalt 415 platser.")
                       .contradictions();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].stated, 415);
  EXPECT_EQ(all[0].sum, 405);
  EXPECT_TRUE(all[0].sure);
  EXPECT_EQ(told_by("Norrby ordnade 12 platser i samma omfattning som budget\n"
                    "2018 vilket är bra och Söderby 9 platser, dvs totalt 25 platser.")
                .contradictions()
                .size(),
            1U);
  EXPECT_TRUE(told_by("Våra platser\n12 platser i skolan\n15 platser i vården\nTotalt 80 platser.")
                  .contradictions()
                  .empty());
}

TEST(TextTables, AreSummedInBothDirections) {
  const struct {
    std::string_view text;
    std::vector<double> stated;
  } kCases[] = {
      {"Enhet\t2022\t2023\nNorrby\t10\t12\nSöderby\t20\t25\nSumma\t30\t39", {39}},
      {"Enhet\t2022\t2023\nNorrby\t10\t12\nSöderby\t20\t25\nSumma\t30\t37", {}},
      {"Enhet | Kvinnor | Män | Totalt\nNorrby | 10 | 12 | 22\nSöderby | 20 | 25 | 46\n"
       "Summa | 30 | 37 | 67",
       {67, 46}},
      {"Norrby   1 250\nSöderby   2 000\nTotalt   3 350", {3350}},
      {"Norrby   40 %\nSöderby   70 %\nTotalt   55 %", {}},
      {"Norrby   10\nSumma   12", {}},
      {"Enhet | Mål | 2022 | 2023 | Totalt\nNorrby | 40 | 10 | 12 | 22\nSöderby | 50 | 20 | 25 | "
       "45\n"
       "Summa | 90 | 30 | 37 | 67",
       {}},
      {"Norrby\t10\nvarav kvinnor\t6\nSöderby\t20\nSumma\t30", {}},
      {"Norrby\t10\nSöderby\t20\nDelsumma\t30\nÖster\t5\nVäster\t6\nTotalt\t41", {}},
      {"Norrby\t10\nSöderby\t20\nDelsumma\t30\nÖster\t5\nVäster\t6\nTotalt\t42", {42}},
      {"Post\tTkr\nLokaler\t10\nLöner\t20\nResor\t7\nSumma\t38", {}},
      {"Norrby\t10,4\nSöderby\t20,4\nSumma\t31", {}},
      // A cell that says no exact number, and rows under a heading of their own.
      {"Norrby\t10\nSöderby\tca 20\nÖster\t5\nVäster\t6\nSumma\t41", {}},
      {"Norrby\t10\t1\nSöderby\t20\t<5\nÖster\t5\t2\nSumma\t36\t9", {36}},
      {"Enhet\t2022\t2023\nBolag\t\t\nNorrby\t10\t12\nSöderby\t20\t25\nNämnder\t\t\n"
       "Öster\t5\t6\nVäster\t6\t7\nTotalt\t41\t50",
       {}},
      // Means, and people who are in several rows.
      {"Enhet\tAntal\tMedelålder\nNorrby\t10\t41\nSöderby\t20\t47\nTotalt\t30\t45", {}},
      {"Enhet\tAntal\tPoäng\nNorrby\t10\t41\nSöderby\t20\t47\nTotalt\t30\t45", {}},
      // A column of totals of something else; a number like a year; all totals missed.
      {"Enhet | Utskick | Svar | Totalt\nNorrby | 10 | 7 | 300\nSöderby | 20 | 12 | 450\n"
       "Öster | 9 | 4 | 100",
       {}},
      {"Norrby   2 010\nSöderby   500\nÖster   20\nSumma   2 530", {}},
      {"Norrby   2010\nSöderby   500\nÖster   20\nSumma   2530", {}},
      {"Norrby\t1\u00A0250\nSöderby\t-50\nTotalt\t1\u00A0200", {}},
      {"Norrby\t1\u00A0250\nSöderby\t−50\nTotalt\t1\u00A0300", {1300}},
      {"Nämnd;Norrby;12\nNämnd;Söderby;13\nSumma;;26", {}},
      // The total first: alone, parted in two ways, of more than is shown, and a mean.
      {"Enhet\tPlatser\nTotalt\t390\nVård\t210\nSkola\t131\nTeknik\t38", {390}},
      {"Enhet\tPlatser\nTotalt\t379\nVård\t210\nSkola\t131\nTeknik\t38", {}},
      {"Enhet\tSvar\nTotalt\t60\nKvinnor\t40\nMän\t20\nUnga\t25\nÄldre\t35", {}},
      {"Enhet\tSvar\nTotalt\t60\nKvinnor\t40\nMän\t20\nVet ej\t3", {}},
      {"Enhet\tPlatser\nTotalt\t500\nVård\t210\nSkola\t131", {}},
      {"Enhet\tPoäng\nTotalt\t45\nVård\t41\nSkola\t49", {}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    Document document;
    document.source = "rapport.txt";
    Block& block = document.blocks.emplace_back();
    block.raw = c.text;
    block.role = BlockRole::note;
    block.line = 5;
    std::vector<double> stated;
    for (const Contradiction& one : table_clashes(document, 0, 1)) stated.push_back(one.stated);
    EXPECT_EQ(stated, c.stated);
  }
}

TEST(WordGrids, AreSummedWithTextsAndTwoRowsOfTitles) {
  Document document;
  document.source = "rapport.docx";
  const auto grid = [&](const std::vector<std::vector<std::string>>& rows) {
    WordGrid& out = document.grids.emplace_back();
    for (const std::vector<std::string>& cells : rows) {
      out.rows.push_back({static_cast<std::uint32_t>(30 + out.rows.size()), cells});
    }
  };
  grid({{"Nr", "Förvaltning", "Mål", "", "Utfall", "", "", "Kommentar"},
        {"", "", "2022", "2023", "2022", "2023", "Totalt", ""},
        {"1", "Socialförvaltningen", "50", "60", "40", "55", "95", "Kom igång sent"},
        {"2", "Kulturförvaltningen", "10", "15", "9", "14", "24", ""},
        {"3", "Tekniska kontoret", "20", "20", "12", "21", "33", "Sommarjobb"},
        {"", "Summa", "80", "95", "61", "90", "151", ""}});
  grid({{"Ort", "Anna Ek", "Totalt"},
        {"Norrby", "3", "3"},
        {"Söderby", "4", "4"},
        {"Totalt", "8", "7"}});
  const std::vector<Contradiction> all = grid_clashes(document);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].stated, 151);
  EXPECT_EQ(all[0].sum, 152);
  EXPECT_EQ(all[0].parts, (std::vector<double>{95, 24, 33}));
  EXPECT_TRUE(all[0].sure);
  EXPECT_EQ(all[0].stated_at.paragraph, 35U);
  EXPECT_EQ(all[0].stated_at.column, "Totalt");
  EXPECT_EQ(all[0].against.paragraph, 32U);
  EXPECT_EQ(all[1].stated, 8);
}

TEST(WordGrids, TellNoTitleThatMayBeAName) {
  Document document;
  WordGrid& grid = document.grids.emplace_back();
  grid.rows = {
      {1, {"Ort", "Anna Ek"}}, {4, {"Norrby", "3"}}, {6, {"Söderby", "4"}}, {8, {"Totalt", "8"}}};
  const std::vector<Contradiction> all = grid_clashes(document);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].stated_at.column, "");
  EXPECT_EQ(all[0].stated_at.field, 2U);
  EXPECT_EQ(all[0].stated_at.quote, "Totalt | 8");
}

}  // namespace
}  // namespace samsyn::figures
