// How often `init` tells free text from choices: over columns.txt, the part that the weights were
// chosen on and the third that was not looked at.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "pipeline/study/guess_column.hpp"
#include "tests/study/cells.hpp"

namespace samsyn::guess {
namespace {

struct Column {
  std::string title;
  bool open = false;
  Cells cells;
};

std::vector<Column> read_columns() {
  std::vector<Column> out;
  std::vector<std::pair<std::size_t, std::string>> values;
  // A value's answers do not stand together in a file: one of each in turn.
  const auto deal = [&] {
    for (bool any = true; any;) {
      any = false;
      for (auto& [count, text] : values) {
        if (count == 0) continue;
        out.back().cells.push_back(text);
        any = --count > 0 || any;
      }
    }
    values.clear();
  };
  std::ifstream file(SAMSYN_SOURCE_DIR "/tests/study/columns.txt");
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    if (line.starts_with("= ")) {
      deal();
      const std::size_t bar = line.find(" | ");
      out.push_back({line.substr(bar + 3), line.substr(2, bar - 2) == "open", {}});
    } else {
      const std::size_t star = line.find("* ");
      const bool counted =
          star != std::string::npos && line.find_first_not_of("0123456789") == star;
      values.emplace_back(counted ? static_cast<std::size_t>(std::atoi(line.c_str())) : 1U,
                          counted ? line.substr(star + 2) : line);
    }
  }
  deal();
  return out;
}

struct Score {
  int right = 0, found = 0, there = 0;
  double precision() const { return found == 0 ? 0 : static_cast<double>(right) / found; }
  double recall() const { return there == 0 ? 0 : static_cast<double>(right) / there; }
};

TEST(Openness, TellsFreeTextFromChoices) {
  const std::vector<Column> columns = read_columns();
  ASSERT_GE(columns.size(), 60U);
  Score tuned, held_out;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Column& column = columns[i];
    const ColumnGuess guess = guess_column(column.title, column.title, false, column.cells);
    const bool open = guess.role == Role::item && guess.type == ItemType::open;
    Score& score = i % 3 == 2 ? held_out : tuned;
    score.there += column.open;
    score.found += open;
    score.right += column.open && open;
    if (open != column.open && i % 3 != 2) {
      std::cout << (column.open ? "missed: " : "wrong: ") << column.title << ": " << guess.reason.sv
                << ", openness " << openness(look_at(column.cells), column.title) << "\n";
    }
  }
  for (const auto& [name, score] : {std::pair{"tuned on", tuned}, {"held out", held_out}}) {
    std::cout << name << ": open columns " << score.there << ", precision " << score.precision()
              << ", recall " << score.recall() << "\n";
    EXPECT_GE(score.precision(), 0.9) << name;
    EXPECT_GE(score.recall(), 0.9) << name;
  }
}

}  // namespace
}  // namespace samsyn::guess
