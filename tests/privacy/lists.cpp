#include "tests/privacy/lists.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

std::string read_source_file(const std::string& path) {
  std::ifstream file(std::string(SAMSYN_SOURCE_DIR) + "/" + path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

const samsyn::privacy::Lists& lists() {
  static const samsyn::privacy::Lists kLists{read_source_file("corpus/lexicon/given_names.txt"),
                                             read_source_file("corpus/lexicon/surnames.txt"),
                                             read_source_file("corpus/lexicon/places.txt"),
                                             read_source_file("corpus/lexicon/kommuner.txt"),
                                             read_source_file("corpus/lexicon/name_context.txt"),
                                             read_source_file("corpus/lexicon/frequency.tsv")};
  return kLists;
}

const samsyn::privacy::Finder& finder() {
  static const samsyn::privacy::Finder kFinder(lists(), {});
  return kFinder;
}
