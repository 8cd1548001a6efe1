#include "stages/words/transducers.hpp"

#include <gtest/gtest.h>
#include <lttoolbox/fst_processor.h>
#include <lttoolbox/input_file.h>
#include <unicode/ustdio.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>

namespace samsyn::words {
namespace {

constexpr const char* kAnalyser = "/usr/share/apertium/apertium-swe-nor/swe-nob.automorf.bin";

/// The words of letters in the sentences that test the rules, and halves of them.
std::set<std::string> words() {
  std::set<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(SAMSYN_SOURCE_DIR "/tests/coding")) {
    if (entry.path().extension() != ".good") continue;
    std::ifstream file(entry.path());
    for (std::string word; file >> word;) {
      std::erase_if(word, [](char c) {
        return static_cast<unsigned char>(c) < 0x80 && !(c >= 'a' && c <= 'z') &&
               !(c >= 'A' && c <= 'Z');
      });
      if (word.empty() || word.find("\xE2") != std::string::npos) continue;  // dashes, quotes
      out.insert(word);
      std::size_t half = word.size() / 2;
      while (half < word.size() && (static_cast<unsigned char>(word[half]) & 0xC0U) == 0x80U)
        ++half;
      if (half > 1 && half < word.size()) {
        out.insert(word.substr(0, half));
        out.insert(word.substr(half));
      }
    }
  }
  return out;
}

/// What lttoolbox itself makes of them, a line each.
std::string analysed(const std::set<std::string>& all) {
  FSTProcessor analyser;
  std::FILE* file = std::fopen(kAnalyser, "rb");
  if (file == nullptr) return {};
  analyser.load(file);
  std::fclose(file);
  analyser.setDictionaryCaseMode(true);
  analyser.initDecomposition();
  std::string lines;
  for (const std::string& word : all) lines += word + "\n";
  InputFile input;
  input.wrap(fmemopen(lines.data(), lines.size(), "rb"));
  char* buffer = nullptr;
  std::size_t size = 0;
  std::FILE* memory = open_memstream(&buffer, &size);
  UFILE* unicode = u_finit(memory, nullptr, "UTF-8");
  analyser.analysis(input, unicode);
  u_fclose(unicode);
  std::fclose(memory);
  std::string out(buffer, size);
  std::free(buffer);
  return out;
}

TEST(Transducers, GiveTheAnalysesOfLttoolbox) {
  const std::unique_ptr<Transducers> transducers = Transducers::load(kAnalyser);
  ASSERT_NE(transducers, nullptr);
  const std::set<std::string> all = words();
  ASSERT_GT(all.size(), 3000U);
  std::istringstream answers(analysed(all));
  std::size_t known = 0;
  std::size_t compounds = 0;
  for (const std::string& word : all) {
    std::string answer;
    ASSERT_TRUE(std::getline(answers, answer)) << word;
    ASSERT_TRUE(answer.starts_with("^" + word + "/") && answer.ends_with("$")) << answer;
    std::set<std::string> expected;
    std::istringstream rest(answer.substr(word.size() + 2, answer.size() - word.size() - 3));
    for (std::string one; std::getline(rest, one, '/');) {
      if (!one.starts_with("*")) expected.insert(one);
    }
    const std::vector<std::string> found = transducers->analyses(word);
    EXPECT_EQ(std::set<std::string>(found.begin(), found.end()), expected) << word;
    EXPECT_EQ(found.size(), expected.size()) << word;
    const bool compound = !expected.empty() && expected.begin()->find('+') != std::string::npos;
    known += expected.empty() ? 0U : 1U;
    compounds += compound ? 1U : 0U;
    EXPECT_EQ(transducers->has(word), !expected.empty() && !compound) << word;
  }
  EXPECT_GT(known, 1500U);
  EXPECT_GT(compounds, 100U);
}

TEST(Transducers, TellsWordsFromCompounds) {
  const std::unique_ptr<Transducers> transducers = Transducers::load(kAnalyser);
  ASSERT_NE(transducers, nullptr);
  const struct {
    const char* word;
    bool has;
    bool analysed;
  } kCases[] = {
      {"skola", true, true},
      {"skolorna", true, true},
      {"Sverige", true, true},
      {"sverige", false, false},
      {"språkkunskaperna", false, true},
      {"xqzw", false, false},
      {"skolornax", false, false},
      {"", false, false},
      // Falls apart in thousands of ways, none with an end of its own: tried once each.
      {"hörselskadadeveckansamverkannittonhargruppbostadenx", false, false},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(transducers->has(c.word), c.has) << c.word;
    EXPECT_EQ(!transducers->analyses(c.word).empty(), c.analysed) << c.word;
  }
  EXPECT_EQ(Transducers::load("/nowhere"), nullptr);
  EXPECT_EQ(Transducers::load(SAMSYN_SOURCE_DIR "/README.md"), nullptr);
}

}  // namespace
}  // namespace samsyn::words
