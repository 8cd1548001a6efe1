#include "stages/words/recogniser.hpp"

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
  for (const auto& entry :
       std::filesystem::directory_iterator(SAMSYN_SOURCE_DIR "/tests/coding")) {
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
      while (half < word.size() && (static_cast<unsigned char>(word[half]) & 0xC0U) == 0x80U) ++half;
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

TEST(Recogniser, NeverSaysNoToAWordThatTheAnalyserKnows) {
  const std::unique_ptr<Recogniser> recogniser = Recogniser::load(kAnalyser);
  ASSERT_NE(recogniser, nullptr);
  const std::set<std::string> all = words();
  ASSERT_GT(all.size(), 3000U);
  std::istringstream answers(analysed(all));
  std::size_t known = 0;
  std::size_t saved = 0;
  for (const std::string& word : all) {
    std::string answer;
    ASSERT_TRUE(std::getline(answers, answer)) << word;
    const Recogniser::Known said = (*recogniser)(word);
    const bool is_known = answer.starts_with("^" + word + "/") && answer[word.size() + 2] != '*';
    if (is_known) {
      ++known;
      EXPECT_NE(said, Recogniser::Known::no) << word;
      const bool compound = answer.find('+') != std::string::npos;
      EXPECT_TRUE(compound || said == Recogniser::Known::word) << word;
    } else if (said == Recogniser::Known::no) {
      ++saved;
    }
  }
  EXPECT_GT(known, 1500U);
  EXPECT_GT(saved, (all.size() - known) / 2) << "most unknown forms are told without the analyser";
}

TEST(Recogniser, TellsWordsFromCompounds) {
  const std::unique_ptr<Recogniser> recogniser = Recogniser::load(kAnalyser);
  ASSERT_NE(recogniser, nullptr);
  const struct {
    const char* word;
    Recogniser::Known known;
  } kCases[] = {{"skola", Recogniser::Known::word},
                {"skolorna", Recogniser::Known::word},
                {"Sverige", Recogniser::Known::word},
                {"sverige", Recogniser::Known::no},
                {"språkkunskaperna", Recogniser::Known::compound},
                {"xqzw", Recogniser::Known::no},
                {"skolornax", Recogniser::Known::no},
                {"", Recogniser::Known::no}};
  for (const auto& c : kCases) EXPECT_EQ((*recogniser)(c.word), c.known) << c.word;
  EXPECT_EQ(Recogniser::load("/nowhere"), nullptr);
  EXPECT_EQ(Recogniser::load(SAMSYN_SOURCE_DIR "/README.md"), nullptr);
}

}  // namespace
}  // namespace samsyn::words
