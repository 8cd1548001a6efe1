#include "stages/privacy/phrases.hpp"

#include "pipeline/model/lines.hpp"

namespace samsyn::privacy {

void Phrases::add(std::string_view phrase) {
  std::vector<std::uint64_t> words;
  while (!phrase.empty()) {
    const std::string_view word = next_field(phrase, ' ');
    if (!word.empty()) words.push_back(hash_of(word));
  }
  if (words.size() < 2) return;
  const auto number = static_cast<std::uint32_t>(phrases_.size());
  for (std::uint32_t w = 0; w < words.size(); ++w) by_word_[words[w]].push_back({number, w});
  phrases_.push_back(std::move(words));
}

bool Phrases::hold(const Page& page, TokenIndex first, TokenIndex last) const {
  const auto found = by_word_.find(hash_of(page.of(first)));
  if (found == by_word_.end()) return false;
  for (const At& at : found->second) {
    const std::vector<std::uint64_t>& words = phrases_[at.phrase];
    if (first < at.word) continue;
    const TokenIndex begin = first - at.word;
    if (begin + words.size() <= last) continue;
    bool same = true;
    for (std::uint32_t w = 0; same && w < words.size(); ++w) {
      const TokenIndex k = begin + w;
      same = page.has(k) && hash_of(page.of(k)) == words[w] && (w == 0 || page.blank(k - 1));
    }
    if (same) return true;
  }
  return false;
}

}  // namespace samsyn::privacy
