#include "pipeline/study/time_marks.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "pipeline/study/wording.hpp"

namespace samsyn::guess {
namespace {

// File names often lack the dots and rings.
constexpr std::string_view kNumbered[] = {
    "mätning",     "matning",     "mättillfälle", "mattillfalle", "mätpunkt", "matpunkt",
    "mätomgång",   "matomgang",   "tillfälle",    "tillfalle",    "omgång",   "omgang",
    "uppföljning", "uppfoljning", "våg",          "wave"};

constexpr double kHalfway = 500, kEnd = 1000, kAfterwards = 2000;  // months come before

struct Word {
  std::string_view word;
  double order;
};
constexpr Word kWords[] = {{"start", 0},
                           {"startmätning", 0},
                           {"baslinje", 0},
                           {"baseline", 0},
                           {"inskrivning", 0},
                           {"före", 0},
                           {"fore", 0},
                           {"innan", 0},
                           {"halvtid", kHalfway},
                           {"halvtidsmätning", kHalfway},
                           {"halvvägs", kHalfway},
                           {"slut", kEnd},
                           {"slutmätning", kEnd},
                           {"avslut", kEnd},
                           {"utskrivning", kEnd},
                           {"efter", kEnd},
                           {"uppföljning", kAfterwards},
                           {"uppfoljning", kAfterwards}};

constexpr Word kUnits[] = {{"mån", 1},     {"månad", 1}, {"månader", 1},  {"man", 1},
                           {"manader", 1}, {"år", 12},   {"vecka", 0.25}, {"veckor", 0.25}};

const Word* among_words(const Word* begin, const Word* end, std::string_view word) {
  const Word* found = std::find_if(begin, end, [&](const Word& w) { return w.word == word; });
  return found == end ? nullptr : found;
}

/// A run of letters or of digits.
struct Token {
  std::size_t begin = 0, end = 0;
  bool digits = false;
  std::string lower;
};

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> out;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < length;) {
    const std::int32_t begin = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, length, c);
    if (c < 0 || u_isalnum(c) == 0) continue;
    const bool digit = c >= '0' && c <= '9';
    const auto at = static_cast<std::size_t>(begin);
    if (out.empty() || out.back().end != at || out.back().digits != digit)
      out.push_back({at, at, digit, {}});
    out.back().end = static_cast<std::size_t>(i);
  }
  for (Token& token : out) token.lower = key_of(text.substr(token.begin, token.end - token.begin));
  return out;
}

/// The tokens [first, first + count) that tell a time.
struct Found {
  std::size_t count = 0;
  std::string name;
  double order = 0;
  bool sure = false;  ///< a number tells it
};

Found numbered(const std::vector<Token>& tokens, std::size_t at) {
  if (at + 1 >= tokens.size() || !tokens[at + 1].digits || tokens[at + 1].lower.size() > 2)
    return {};
  const std::string& word = tokens[at].lower;
  const std::string& number = tokens[at + 1].lower;
  const double n = std::atof(number.c_str());
  if (among(kNumbered, word)) return {2, word + " " + number, n, true};
  if (word == "t" && tokens[at].end == tokens[at + 1].begin) return {2, word + number, n, true};
  return {};
}

Found counted(const std::vector<Token>& tokens, std::size_t at) {
  const std::size_t number = at + (tokens[at].lower == "efter" ? 1U : 0U);
  if (number + 1 >= tokens.size() || !tokens[number].digits || tokens[number].lower.size() > 2)
    return {};
  const Word* unit = among_words(std::begin(kUnits), std::end(kUnits), tokens[number + 1].lower);
  if (unit == nullptr) return {};
  return {number + 2 - at, tokens[number].lower + " " + tokens[number + 1].lower,
          std::atof(tokens[number].lower.c_str()) * unit->order, false};
}

Found time_at(const std::vector<Token>& tokens, std::size_t at) {
  if (Found found = numbered(tokens, at); found.count > 0) return found;
  if (Found found = counted(tokens, at); found.count > 0) return found;
  const Word* word = among_words(std::begin(kWords), std::end(kWords), tokens[at].lower);
  if (word == nullptr) return {};
  return {1, tokens[at].lower, word->order, false};
}

constexpr std::string_view kBlanks = " \t\n\r";
constexpr std::string_view kSigns = "_-:,./|";

std::string_view trimmed(std::string_view text, std::string_view signs = kBlanks) {
  const std::size_t begin = text.find_first_not_of(signs);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(signs) - begin + 1);
}

/// Without the blanks and signs between the rest and the time; were there signs?
bool part_from(std::string_view& rest) {
  bool signs = false;
  const auto dash = [&](std::string_view sign) {
    if (rest.starts_with(sign)) {
      rest.remove_prefix(sign.size());
    } else if (rest.ends_with(sign)) {
      rest.remove_suffix(sign.size());
    } else {
      return false;
    }
    return true;
  };
  for (bool more = true; more;) {
    rest = trimmed(rest);
    more = dash("–") || dash("—");
    if (!more && !rest.empty()) {
      const std::string_view kept = trimmed(rest, kSigns);
      more = kept.size() != rest.size();
      rest = kept;
    }
    signs = signs || more;
  }
  return signs;
}

}  // namespace

std::optional<TimeMark> find_time(std::string_view text) {
  const std::vector<Token> tokens = tokens_of(text);
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    const Found found = time_at(tokens, t);
    if (found.count == 0) continue;
    const bool vid = t > 0 && tokens[t - 1].lower == "vid";
    std::string_view before = trimmed(text.substr(0, tokens[vid ? t - 1 : t].begin));
    std::string_view after = trimmed(text.substr(tokens[t + found.count - 1].end));
    TimeMark mark{{}, found.name, found.order, found.sure};
    const bool brackets =
        (before.ends_with("(") && after == ")") || (before.ends_with("[") && after == "]");
    if (brackets) {
      before.remove_suffix(1);
      after = {};
      mark.sure = true;
    }
    if (!before.empty() && !after.empty()) continue;
    std::string_view rest = before.empty() ? after : before;
    mark.sure = part_from(rest) || mark.sure || rest.empty();
    mark.base = std::string(rest);
    return mark;
  }
  return std::nullopt;
}

}  // namespace samsyn::guess
