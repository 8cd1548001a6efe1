#include "stages/words/misspelt.hpp"

#include <algorithm>
#include <array>

#include "pipeline/model/text.hpp"

namespace samsyn::words {
namespace {

constexpr std::size_t kShortest = 5;  // letters: shorter words have too many neighbours
constexpr std::size_t kLongest = 24;
constexpr std::size_t kLongestLost = 15;  // of words that may have lost a letter
constexpr std::size_t kMostVowels = 6;    // that may have lost their dots: more make too many words

/// The letters of a word, each with its bytes.
using Letters = std::vector<std::string_view>;

Letters letters_of(std::string_view word) {
  Letters out;
  for (std::size_t i = 0; i < word.size();) {
    const std::size_t size = point_at(word, i).size;
    out.push_back(word.substr(i, size));
    i += size;
  }
  return out;
}

std::string joined(const Letters& letters) {
  std::string out;
  for (const std::string_view letter : letters) out += letter;
  return out;
}

/// With one or two letters given back their ring or dots.
std::vector<std::string> with_dots(const Letters& letters) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (letters[i] == "a" || letters[i] == "o") places.push_back(i);
  }
  std::vector<std::string> out;
  if (places.size() > kMostVowels) return out;
  const auto each = [](std::string_view letter, const auto& use) {
    if (letter == "o") {
      use("ö");
    } else {
      use("å");
      use("ä");
    }
  };
  for (std::size_t p = 0; p < places.size(); ++p) {
    Letters one = letters;
    each(letters[places[p]], [&](const char* first) {
      one[places[p]] = first;
      out.push_back(joined(one));
      for (std::size_t q = p + 1; q < places.size(); ++q) {
        Letters two = one;
        each(letters[places[q]], [&](const char* second) {
          two[places[q]] = second;
          out.push_back(joined(two));
        });
      }
    });
  }
  return out;
}

std::vector<std::string> with_places_changed(const Letters& letters) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i + 1 < letters.size(); ++i) {
    if (letters[i] == letters[i + 1]) continue;
    Letters other = letters;
    std::swap(other[i], other[i + 1]);
    out.push_back(joined(other));
  }
  return out;
}

std::vector<std::string> with_doubles(const Letters& letters) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    Letters other = letters;
    const auto at = other.begin() + static_cast<std::ptrdiff_t>(i);
    if (i > 0 && letters[i] == letters[i - 1]) {
      other.erase(at);
    } else {
      other.insert(at, letters[i]);
    }
    out.push_back(joined(other));
  }
  return out;
}

std::vector<std::string> with_one_more(const Letters& letters) {
  // The letters that a Swedish word is likeliest to have lost: the most frequent ones.
  constexpr std::array<std::string_view, 11> kFrequent{"e", "a", "n", "r", "t", "s",
                                                       "i", "l", "d", "o", "g"};
  std::vector<std::string> out;
  for (std::size_t i = 1; i < letters.size(); ++i) {
    for (const std::string_view letter : kFrequent) {
      Letters other = letters;
      other.insert(other.begin() + static_cast<std::ptrdiff_t>(i), letter);
      out.push_back(joined(other));
    }
  }
  return out;
}

}  // namespace

Misspelt::Found Misspelt::among(const std::vector<std::string>& candidates) const {
  Found out;
  std::string meant;
  for (const std::string& candidate : candidates) {
    std::string lemma = lemma_of_(candidate);
    if (lemma.empty()) continue;
    if (!out.word.empty() && lemma != meant) return {{}, true};
    if (out.word.empty()) out.word = candidate;
    meant = std::move(lemma);
  }
  return out;
}

std::optional<std::string> Misspelt::operator()(const std::string& form) const {
  const Letters letters = letters_of(form);
  const std::size_t size = letters.size();
  constexpr struct {
    std::vector<std::string> (*made)(const Letters& letters);
    std::size_t least, most;  // letters
  } kWays[] = {{with_dots, kShortest - 1, kLongest},
               {with_places_changed, kShortest, kLongest},
               {with_doubles, kShortest, kLongest},
               {with_one_more, kShortest + 1, kLongestLost}};
  for (const auto& way : kWays) {
    if (size < way.least || size > way.most) continue;
    Found found = among(way.made(letters));
    if (found.several) return std::nullopt;
    if (!found.word.empty()) return std::move(found.word);
  }
  return std::nullopt;
}

std::string_view without_clitic(std::string_view form) {
  constexpr std::array<std::string_view, 9> kClitics{"na", "an", "en",  "n", "et",
                                                     "t",  "re", "rna", "ne"};
  constexpr std::string_view kApostrophe = "\xE2\x80\x99";  // U+2019, as normalise leaves it
  const std::size_t at = form.rfind(kApostrophe);
  if (at == std::string_view::npos || at == 0) return {};
  const std::string_view clitic = form.substr(at + kApostrophe.size());
  const bool is_one = std::find(kClitics.begin(), kClitics.end(), clitic) != kClitics.end();
  return is_one ? form.substr(0, at) : std::string_view{};
}

}  // namespace samsyn::words
