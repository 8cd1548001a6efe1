#include "stages/words/stems.hpp"

#include <algorithm>
#include <cstdint>
#include <fstream>

#include "pipeline/model/text.hpp"
#include "stages/words/words.hpp"

namespace samsyn::words {
namespace {

constexpr std::uint32_t kShortest = 3;  // letters
constexpr std::uint32_t kBeginning = 6;

bool small_latin(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

Stems::Stems(const std::string& dic_path) {
  std::ifstream file(dic_path);
  beginnings_.reserve(std::size_t{1} << 16U);
  for (std::string line; std::getline(file, line);) {
    std::string word = line.substr(0, line.find_first_of("/\t\r"));
    if (!small_latin(word)) word = fold(word);
    const std::uint32_t letters = code_points(word);
    if (letters < kShortest) continue;
    if (letters < kBeginning) {
      short_.insert(HashText{}(word));
    } else {
      beginnings_.insert(HashText{}(first_points(word, kBeginning)));
    }
  }
}

bool Stems::begin(std::string_view word) const {
  if (beginnings_.contains(HashText{}(first_points(word, kBeginning)))) return true;
  for (std::uint32_t n = kShortest; n < kBeginning; ++n) {
    if (short_.contains(HashText{}(first_points(word, n)))) return true;
  }
  return false;
}

}  // namespace samsyn::words
