#include "pipeline/model/frequency.hpp"

#include <charconv>

#include "pipeline/model/lines.hpp"

namespace samsyn {
namespace {

/// Calls add(words, number) for each line that holds both.
template <class Add>
void each_number(std::string_view text, const Add& add) {
  each_line(text, [&](std::string_view line) {
    const std::string_view words = next_field(line, '\t');
    std::uint32_t number = 0;
    const char* const stop = line.data() + line.size();
    const auto [end, error] = std::from_chars(line.data(), stop, number);
    if (error == std::errc{} && end == stop && number != 0 && !words.empty()) add(words, number);
  });
}

std::uint32_t found(const ByTextView<std::uint32_t>& in, std::string_view key) {
  const auto at = in.find(key);
  return at == in.end() ? 0 : at->second;
}

}  // namespace

Frequencies::Frequencies(std::string_view words, std::string_view pairs) {
  text_.reserve(words.size() + pairs.size());
  text_.insert(text_.end(), words.begin(), words.end());
  text_.insert(text_.end(), pairs.begin(), pairs.end());
  const std::string_view all(text_.data(), text_.size());
  each_number(all.substr(0, words.size()), [&](std::string_view word, std::uint32_t number) {
    if (words_.emplace(word, number).second) order_.push_back({word, number});
  });
  each_number(all.substr(words.size()), [&](std::string_view pair, std::uint32_t number) {
    const std::size_t blank = pair.find(' ');
    if (blank == std::string_view::npos || !pairs_.emplace(pair, number).second) return;
    pairs_of_[pair.substr(0, blank)] += number;
  });
}

std::uint32_t Frequencies::word(std::string_view word) const { return found(words_, word); }

std::uint32_t Frequencies::pair(std::string_view first, std::string_view second) const {
  if (found(pairs_of_, first) == 0) return 0;
  std::string key;
  key.reserve(first.size() + second.size() + 1);
  key.append(first).append(1, ' ').append(second);
  return found(pairs_, key);
}

std::uint32_t Frequencies::pairs_of(std::string_view first) const {
  return found(pairs_of_, first);
}

}  // namespace samsyn
