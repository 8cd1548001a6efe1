// What is heard alike, by how names from Arabic, Persian, Kurdish, Somali, Tigrinya, Slavic
// languages and older Swedish are written with Latin letters. Marks are dropped first; then the
// groups below, the longest first; then letters doubled, h, and the difference between o and u, e
// and a.

#include "stages/privacy/sounds.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "stages/privacy/senses.hpp"

namespace samsyn::privacy {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 36> kGroups{
    {{"sch", "s"},     {"sh", "s"},       {"ch", "s"},       {"ph", "f"},       {"th", "t"},
     {"kh", "k"},      {"gh", "g"},       {"dh", "d"},       {"ck", "k"},       {"dz", "s"},
     {"ou", "u"},      {"oo", "u"},       {"ee", "i"},       {"ei", "i"},       {"ie", "i"},
     {"ai", "a"},      {"ay", "a"},       {"ey", "a"},       {"ej", "a"},       {"aj", "a"},
     {"q", "k"},       {"x", "ks"},       {"z", "s"},        {"w", "v"},        {"y", "i"},
     {"j", "i"},       {"c", "k"},        {"o", "u"},        {"e", "a"},        {"h", ""},
     {"'", ""},        {"\xC4\xB1", "i"}, {"\xC3\x9F", "s"}, {"\xC3\xBE", "t"}, {"\xC3\xB0", "d"},
     {"\xC3\xA6", "a"}}};

std::string sound_of(std::string_view folded) {
  const std::string word = without_marks(folded);
  std::string out;
  for (std::size_t i = 0; i < word.size();) {
    const auto* const group = std::find_if(kGroups.begin(), kGroups.end(), [&](const auto& g) {
      return g.first.front() == word[i] && word.compare(i, g.first.size(), g.first) == 0;
    });
    const std::string_view sound =
        group == kGroups.end() ? std::string_view(word).substr(i, 1) : group->second;
    i += group == kGroups.end() ? 1 : group->first.size();
    for (const char c : sound) {
      if (out.empty() || out.back() != c) out += c;
    }
  }
  return out;
}

}  // namespace

void Sounds::add(std::string_view folded) { names_.push_back(hash_of(sound_of(folded))); }

void Sounds::finish() {
  std::sort(names_.begin(), names_.end());
  names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
}

bool Sounds::has(std::string_view folded) const {
  return std::binary_search(names_.begin(), names_.end(), hash_of(sound_of(folded)));
}

}  // namespace samsyn::privacy
