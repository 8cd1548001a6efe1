#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "stages/ingest/reader.hpp"

namespace samsyn::ingest {
extern const Reader csv_reader;

namespace {

/// "1/1 a|b|" for each row: record, line, fields.
std::string dump(std::string_view bytes, Issues& issues, const std::string& separator = {}) {
  std::string out;
  const Result<Done> done = csv_reader.rows(
      {"svar.csv", bytes}, {{}, {}, separator},
      [&](const Row& row) {
        out += std::to_string(row.number) + "/" + std::to_string(row.line) + " ";
        for (const Cell& cell : row.cells) out += std::string(cell.text) + "|";
        out += "\n";
        return true;
      },
      issues);
  return done ? out : "refused: " + done.issue().id;
}

TEST(Csv, ReadsFieldsOfEverySeparatorAndQuoting) {
  const struct {
    std::string_view what, bytes, rows;
  } kCases[] = {
      {"semicolons", "a;b\n1,5;2\n", "1/1 a|b|\n2/2 1,5|2|\n"},
      {"commas", "a,b\n\"x, y\",2\n", "1/1 a|b|\n2/2 x, y|2|\n"},
      {"tabs", "a\tb\n1;2\t3\n", "1/1 a|b|\n2/2 1;2|3|\n"},
      {"bars", "a|b\n1|2\n", "1/1 a|b|\n2/2 1|2|\n"},
      {"one column", "svar\ntid\n", "1/1 svar|\n2/2 tid|\n"},
      {"line break in quotes", "a;b\n\"x\r\ny\";1\nz;2", "1/1 a|b|\n2/2 x\r\ny|1|\n3/4 z|2|\n"},
      {"doubled quotes", "a;b\n\"hon sa \"\"ja\"\"\";2\n", "1/1 a|b|\n2/2 hon sa \"ja\"|2|\n"},
      {"two doubled in one row", "a;b\n\"\"\"x\";\"y\"\"\"\n", "1/1 a|b|\n2/2 \"x|y\"|\n"},
      {"CRLF", "a;b\r\n1;2\r\n", "1/1 a|b|\n2/2 1|2|\n"},
      {"CR", "a;b\r1;2\r", "1/1 a|b|\n2/2 1|2|\n"},
      {"blank lines count", "a;b\n\n1;2\n\n", "1/1 a|b|\n3/3 1|2|\n"},
      {"Excel's mark", "sep=;\r\na,x;b\r\n", "1/2 a,x|b|\n"},
      {"empty fields", "a;b;c\n;;\n;0;\n", "1/1 a|b|c|\n2/2 |||\n3/3 |0||\n"},
      {"quote inside", "a;b\n5\" rör;2\n", "1/1 a|b|\n2/2 5\" rör|2|\n"},
      {"mark of UTF-8", "\xEF\xBB\xBF\"a\";b\n1;2\n", "1/1 a|b|\n2/2 1|2|\n"},
      {"apostrophe kept", "a;b\n'=1+1;2\n", "1/1 a|b|\n2/2 '=1+1|2|\n"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.what);
    Issues issues;
    EXPECT_EQ(dump(c.bytes, issues), c.rows);
    EXPECT_TRUE(issues.empty());
  }
}

TEST(Csv, KeepsZeroApartFromEmpty) {
  Issues issues;
  std::vector<CellKind> kinds;
  ASSERT_TRUE(csv_reader.rows(
      {"svar.csv", "a;b;c\n0;; \n"}, {},
      [&](const Row& row) {
        if (row.number == 2) {
          for (const Cell& cell : row.cells) kinds.push_back(cell.kind);
        }
        return true;
      },
      issues));
  EXPECT_THAT(kinds, testing::ElementsAre(CellKind::text, CellKind::empty, CellKind::text));
}

TEST(Csv, RefusesWithThePlace) {
  const std::string long_line = "a;b\n1;2\n" + std::string(std::size_t{100} << 20U, 'x');
  const struct {
    std::string_view what, bytes;
    std::string separator, id;
    std::uint32_t line, column;
  } kCases[] = {
      {"at the start", "\"Anna", "", "csv.unclosed-quote", 1, 1},
      {"later", "namn;svar\nÅsa;\"för\nlite", "", "csv.unclosed-quote", 2, 5},
      {"after a mark", "sep=;\n\"x", "", "csv.unclosed-quote", 2, 1},
      {"100 MB", long_line, "", "csv.line-too-long", 3, 0},
      {"separator", "a;b\n", ";;", "csv.bad-separator", 0, 0},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.what);
    Issues issues;
    const auto done = csv_reader.rows(
        {"svar.csv", c.bytes}, {{}, {}, c.separator}, [](const Row&) { return true; }, issues);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.issue().id, c.id);
    EXPECT_EQ(done.issue().where.line, c.line);
    EXPECT_EQ(done.issue().where.column, c.column);
  }
  Issues issues;
  EXPECT_EQ(render(csv_reader
                       .rows(
                           {"svar.csv", "id;svar\n7;\"för lite tid\n"}, {},
                           [](const Row&) { return true; }, issues)
                       .issue()),
            "svar.csv:2:3: a quoted field starts here and is never closed [csv.unclosed-quote]\n"
            "    7;\"för lite tid\n"
            "  fix: close the quote, or double it where it is part of the text: \"\"");
}

TEST(Csv, ReportsWhatItDoubts) {
  const struct {
    std::string_view bytes, id, rows;
    std::uint32_t row, line, column;
  } kCases[] = {
      {"a;b\n1;\"x\"y\n", "csv.text-after-quote", "1/1 a|b|\n2/2 1|xy|\n", 2, 2, 2},
      {std::string_view("a;b\n1;\0002\n", 9), "csv.zero-byte", "", 0, 2, 0},
      {"kön;råd\nå;ä\n\xF6;\xE5\n", "", "", 0, 0, 0},
      {"k\xF6n;r\xE5"
       "d\nm\xE4n;f\xF6r\n",
       "ingest.guessed-encoding", "1/1 kön|råd|\n2/2 män|för|\n", 0, 0, 0},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.bytes);
    Issues issues;
    const std::string rows = dump(c.bytes, issues);
    if (!c.rows.empty()) {
      EXPECT_EQ(rows, c.rows);
    }
    if (c.id.empty()) continue;
    ASSERT_EQ(issues.all().size(), 1U);
    EXPECT_EQ(issues.all()[0].id, c.id);
    EXPECT_EQ(issues.all()[0].where.row, c.row);
    EXPECT_EQ(issues.all()[0].where.line, c.line);
    EXPECT_EQ(issues.all()[0].where.column, c.column);
  }
}

TEST(Csv, RecognisesTablesAndLeavesProseAlone) {
  const struct {
    std::string_view bytes;
    bool table;
  } kCases[] = {
      {"id;svar\n1;ja\n2;nej\n", true},
      {"\"id\",\"svar\"\n\"1\",\"tid, råd\"\n", true},
      {"sep=,\na\n", true},
      {"id\tsvar\n1\tja\n", true},
      {"bara en rubrik\n", false},
      {"Hej, Anna\nJa, det är svårt\nNej, det är det inte\n", false},
      {"Intervjuare: Hur är det, egentligen?\nAnna: Bra, tack.\nIntervjuare: Jaså, säger du?\n",
       false},
      {"Närvarande: Lerdala, Sörviken, Ås\n1. Läget\nLerdala: bra, men trångt\n", false},
      {"", false},
  };
  for (const auto& c : kCases) EXPECT_EQ(csv_reader.recognises(c.bytes), c.table) << c.bytes;
}

/// Any table, quoted by the rules, reads back as it was.
TEST(Csv, ReadsBackWhatWasQuoted) {
  std::mt19937 random(4180);
  const std::array<std::string_view, 9> pieces{"å", ";", "\"", "\n", "\r\n", ",", "ord", " ", "\t"};
  for (int round = 0; round < 200; ++round) {
    std::string bytes = "kolumn A;kolumn B;kolumn C\n";
    std::string expected = "kolumn A|kolumn B|kolumn C|\n";
    for (int row = 0; row < 6; ++row) {
      for (int column = 0; column < 3; ++column) {
        std::string field = "x";
        for (auto n = random() % 5; n > 0; --n) field += pieces[random() % pieces.size()];
        expected += field + "|";
        std::string quoted = "\"";
        for (const char c : field) quoted += c == '"' ? "\"\"" : std::string(1, c);
        bytes += quoted + (column < 2 ? "\";" : "\"\n");
      }
      expected += "\n";
    }
    Issues issues;
    std::string out;
    ASSERT_TRUE(csv_reader.rows(
        {"svar.csv", bytes}, {},
        [&](const Row& row) {
          for (const Cell& cell : row.cells) out += std::string(cell.text) + "|";
          out += "\n";
          return true;
        },
        issues));
    ASSERT_EQ(out, expected) << bytes;
  }
}

}  // namespace
}  // namespace samsyn::ingest
