// Invented passages that contradict themselves, and others that only look so.

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "tests/figures/reading.hpp"

namespace samsyn::testing {
namespace {

TEST(Contradictions, AreFoundInPassagesThatHaveThemAndInNoOthers) {
  std::string path = SAMSYN_SOURCE_DIR;
  path.append("/tests/figures/passages.txt");
  std::ifstream file(path);
  ASSERT_TRUE(file);
  int wrong = 0;
  int sound = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.size() < 3 || line[0] == '#') continue;
    const std::string text = line.substr(2);
    const auto statements = statements_in(text);
    std::string seen;
    for (const figures::Statement& one : statements) seen.append(told(one.sentence)).append(" / ");
    SCOPED_TRACE(text);
    SCOPED_TRACE(seen);
    const auto clashes = clashes_in(statements);
    std::string found;
    for (const figures::Clash& clash : clashes) {
      const double stated = statements[clash.stated_at].sentence.figures[clash.figure].value;
      found.append(std::to_string(stated)).append(" against ");
      found.append(std::to_string(clash.sum)).append("; ");
    }
    if (line[0] == '!') {
      ++wrong;
      EXPECT_FALSE(clashes.empty());
    } else {
      ++sound;
      EXPECT_TRUE(clashes.empty()) << found;
    }
  }
  EXPECT_GE(wrong, 30);
  EXPECT_GE(sound, 30);
}

}  // namespace
}  // namespace samsyn::testing
