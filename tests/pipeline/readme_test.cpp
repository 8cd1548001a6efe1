// The README lists every id of a message.

#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>

#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

TEST(Readme, ListsTheIdsOfAllMessages) {
  const std::string source = SAMSYN_SOURCE_DIR;
  const std::string readme = bytes_of(source + "/README.md");
  const std::regex id(
      "\"((csv|xlsx|docx|vtt|txt|text|notes|transcript|ingest|study|init|check|run|output|emit|"
      "coding|words|file|data|repair|privacy)\\.[a-z]+(-[a-z]+)*)\"");
  const std::regex file_name("\\.(json|jsonl|cpp|hpp|tsv|txt|xlsx|xml|cut)$");
  std::set<std::string> ids;
  for (const char* folder : {"/stages", "/pipeline"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source + folder)) {
      if (entry.path().extension() != ".cpp") continue;
      const std::string text = bytes_of(entry.path().string());
      for (std::sregex_iterator it(text.begin(), text.end(), id), end; it != end; ++it) {
        const std::string found = (*it)[1];
        if (!std::regex_search(found, file_name)) ids.insert(found);
      }
    }
  }
  EXPECT_GT(ids.size(), 60U);
  for (const std::string& found : ids) {
    EXPECT_NE(readme.find("`" + found + "`"), std::string::npos) << found << " is not in the README";
  }
}

}  // namespace
}  // namespace samsyn::testing
