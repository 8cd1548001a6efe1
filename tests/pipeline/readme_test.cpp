// The README lists every id of a message, and no other.

#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>

#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

const std::string kSource = SAMSYN_SOURCE_DIR;
constexpr const char* kFirstWords =
    "csv|xlsx|docx|vtt|txt|text|notes|transcript|ingest|study|init|check|run|output|emit|coding|"
    "words|file|data|repair|privacy|learn|training|agree|kwic|use|export|import|human|occasion|"
    "figures";

/// Sources that give the second half of an id only, and the first halves that are put before it.
const struct {
  const char* path;
  std::vector<std::string> first_words;
} kHalves[] = {{"/stages/ingest/zip_part", {"docx", "xlsx"}},
               {"/stages/ingest/docx", {"docx"}},
               {"/stages/ingest/xlsx", {"xlsx"}},
               {"/pipeline/overwriting", {"agree", "learn"}},
               {"/stages/coding/", {"coding"}}};

std::vector<std::string> halves_before(const std::string& path) {
  for (const auto& half : kHalves) {
    if (path.starts_with(kSource + half.path)) return half.first_words;
  }
  return {};
}

/// Ids by the file that they stand in.
std::set<std::string> ids_in_sources() {
  const std::regex whole("\"((" + std::string(kFirstWords) + ")\\.[a-z]+(-[a-z]+)*)\"");
  const std::regex file_name("\\.(json|jsonl|cpp|hpp|tsv|txt|xlsx|xml|cut|model)$");
  // A call whose first words are an id's second half (or one of two), or one put behind a format.
  const std::regex half(
      R"re(\b(?:[a-z_]*fault|refuse|fail)\(\s*(?:[a-z_]+ \? "([a-z-]+)" : )?"([a-z]+(?:-[a-z]+)*)")re"
      R"re(|\+ "\.([a-z]+(?:-[a-z]+)+)")re");
  std::set<std::string> ids;
  for (const char* folder : {"/stages", "/pipeline"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(kSource + folder)) {
      const std::string path = entry.path().string();
      const auto extension = entry.path().extension();
      if ((extension != ".cpp" && extension != ".hpp") || path.ends_with("_fuzz.cpp")) continue;
      const std::string text = bytes_of(path);
      for (std::sregex_iterator it(text.begin(), text.end(), whole), end; it != end; ++it) {
        const std::string found = (*it)[1];
        if (!std::regex_search(found, file_name) || found == "emit.text-cut") ids.insert(found);
      }
      for (std::sregex_iterator it(text.begin(), text.end(), half), end; it != end; ++it) {
        const std::vector<std::string> first = halves_before(path);
        for (std::size_t group = 1; group < it->size(); ++group) {
          if (!(*it)[group].matched) continue;
          const std::string second = (*it)[group];
          EXPECT_FALSE(first.empty())
              << path << ": what comes before «" << second << "»? Add the file to kHalves";
          for (const std::string& word : first) ids.insert(word + "." + second);
        }
      }
    }
  }
  // Written by a call for another id, and changed.
  ids.erase("docx.encrypted");
  ids.erase("xlsx.encrypted");
  ids.erase("figures.contradictions");  // a table
  return ids;
}

/// Those in the table under «Messages».
std::set<std::string> ids_in_readme() {
  const std::string readme = bytes_of(kSource + "/README.md");
  const std::size_t begin = readme.find("\n## Messages\n");
  EXPECT_NE(begin, std::string::npos);
  const std::string section = readme.substr(begin, readme.find("\n## ", begin + 1) - begin);
  const std::regex id("`([a-z]+\\.[a-z]+(-[a-z]+)*)`");
  std::set<std::string> ids;
  for (std::sregex_iterator it(section.begin(), section.end(), id), end; it != end; ++it) {
    EXPECT_TRUE(ids.insert((*it)[1]).second) << (*it)[1] << " is listed twice";
  }
  return ids;
}

TEST(Readme, ListsTheIdsOfAllMessagesAndNoOthers) {
  const std::set<std::string> sources = ids_in_sources();
  const std::set<std::string> readme = ids_in_readme();
  EXPECT_GT(sources.size(), 100U);
  for (const std::string& id : sources) {
    EXPECT_TRUE(readme.count(id) > 0) << id << " is not in the README";
  }
  for (const std::string& id : readme) {
    EXPECT_TRUE(sources.count(id) > 0) << id << " is in the README, but nothing says it";
  }
}

}  // namespace
}  // namespace samsyn::testing
