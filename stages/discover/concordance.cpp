#include "stages/discover/concordance.hpp"

#include <unicode/brkiter.h>
#include <unicode/coll.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "pipeline/model/text.hpp"

namespace samsyn::discover {
namespace {

struct Grapheme {
  std::size_t begin = 0, end = 0;  ///< bytes
  std::uint32_t columns = 0;
};

std::uint32_t columns_of(std::string_view grapheme) {
  std::uint32_t most = 0;
  for (std::size_t at = 0; at < grapheme.size();) {
    const CodePoint point = point_at(grapheme, at);
    at += std::max(point.size, 1U);
    const auto c = static_cast<UChar32>(point.value);
    const auto type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) {
      // The sign that asks for the emoji's own picture makes it wide.
      if (point.value == 0xFE0F && most > 0) most = 2;
      continue;
    }
    const auto width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    most = std::max(most, width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2U : 1U);
  }
  return most;
}

std::vector<Grapheme> graphemes_of(std::string_view text) {
  std::vector<Grapheme> out;
  UErrorCode code = U_ZERO_ERROR;
  UText* bytes =
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &code);
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), code));
  if (U_SUCCESS(code)) breaks->setText(bytes, code);
  if (U_SUCCESS(code)) {
    auto begin = static_cast<std::size_t>(breaks->first());
    for (std::int32_t at = breaks->next(); at != icu::BreakIterator::DONE; at = breaks->next()) {
      const auto end = static_cast<std::size_t>(at);
      out.push_back({begin, end, columns_of(text.substr(begin, end - begin))});
      begin = end;
    }
  }
  utext_close(bytes);
  return out;
}

/// The words of a text with what is no letter or digit around them taken off.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    std::u32string word = points_of(text.substr(at, end - at));
    const auto is_sign = [](char32_t c) { return u_isalnum(static_cast<UChar32>(c)) == 0; };
    while (!word.empty() && is_sign(word.back())) word.pop_back();
    word.erase(word.begin(), std::find_if_not(word.begin(), word.end(), is_sign));
    if (!word.empty()) out.push_back(utf8_of(word));
    at = end + 1;
  }
  return out;
}

/// What a line is ordered by, as the collator's key.
std::vector<std::uint8_t> key_of(const ConcordanceLine& line, ConcordanceOrder order,
                                 const icu::Collator& collator) {
  std::vector<std::string> words =
      words_of(order == ConcordanceOrder::left ? line.left : line.right);
  if (order == ConcordanceOrder::left) std::reverse(words.begin(), words.end());
  std::string text;
  for (const std::string& word : words) text += word + " ";
  const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(text);
  std::vector<std::uint8_t> key(static_cast<std::size_t>(collator.getSortKey(wide, nullptr, 0)));
  collator.getSortKey(wide, key.data(), static_cast<std::int32_t>(key.size()));
  return key;
}

}  // namespace

void sort(std::vector<ConcordanceLine>& lines, ConcordanceOrder order, std::string_view language) {
  if (order == ConcordanceOrder::place) return;
  UErrorCode code = U_ZERO_ERROR;
  const std::unique_ptr<icu::Collator> collator(
      icu::Collator::createInstance(icu::Locale(std::string(language).c_str()), code));
  if (U_FAILURE(code)) return;
  std::vector<std::pair<std::vector<std::uint8_t>, std::size_t>> keys;
  for (std::size_t l = 0; l < lines.size(); ++l) {
    keys.emplace_back(key_of(lines[l], order, *collator), l);
  }
  std::sort(keys.begin(), keys.end());
  std::vector<ConcordanceLine> sorted;
  sorted.reserve(lines.size());
  for (const auto& [key, l] : keys) sorted.push_back(std::move(lines[l]));
  lines = std::move(sorted);
}

std::uint32_t columns(std::string_view text) {
  std::uint32_t sum = 0;
  for (const Grapheme& one : graphemes_of(text)) sum += one.columns;
  return sum;
}

std::string_view last_columns(std::string_view text, std::uint32_t width) {
  const std::vector<Grapheme> all = graphemes_of(text);
  std::size_t begin = text.size();
  std::uint32_t used = 0;
  for (auto one = all.rbegin(); one != all.rend() && used + one->columns <= width; ++one) {
    used += one->columns;
    begin = one->begin;
  }
  return text.substr(begin);
}

std::string_view first_columns(std::string_view text, std::uint32_t width) {
  std::size_t end = 0;
  std::uint32_t used = 0;
  for (const Grapheme& one : graphemes_of(text)) {
    if (used + one.columns > width) break;
    used += one.columns;
    end = one.end;
  }
  return text.substr(0, end);
}

}  // namespace samsyn::discover
