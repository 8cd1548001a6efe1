#include "stages/ingest/lines.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <string>

#include "pipeline/model/ascii.hpp"
#include "pipeline/model/text.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::uint16_t kTabColumns = 4;

/// Could the byte be of white space? ASCII's letters and signs are not.
bool may_be_blank(char c) {
  const auto u = static_cast<unsigned char>(c);
  return u <= ' ' || u >= 0x80;
}

/// The length of the blank character that ends before `end`; 0 = none.
std::size_t white_space_before(std::string_view text, std::size_t end) {
  for (std::size_t n = 1; n <= 3 && n <= end; ++n) {
    if (white_space_at(text, end - n) == n) return n;
  }
  return 0;
}

/// Code points in the bytes. Eight at once: a byte is a continuation when its two high bits are 10.
std::uint32_t points_in(std::string_view bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  std::size_t continuations = 0;
  std::size_t i = 0;
  while (i + sizeof(std::uint64_t) <= bytes.size()) {
    // A counter of eight bits for each of the eight places: at most 31 rounds, so that their sum,
    // which the product has in its highest byte, does not overflow either.
    const std::size_t words = std::min<std::size_t>((bytes.size() - i) / sizeof(std::uint64_t), 31);
    const std::size_t stop = i + words * sizeof(std::uint64_t);
    std::uint64_t sums = 0;
    for (; i < stop; i += sizeof(std::uint64_t)) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes.data() + i, sizeof word);
      sums += (word >> 7U) & ~(word >> 6U) & kOnes;
    }
    continuations += (sums * kOnes) >> 56U;
  }
  for (; i < bytes.size(); ++i) {
    continuations += (static_cast<unsigned char>(bytes[i]) & 0xC0U) == 0x80U ? 1U : 0U;
  }
  return static_cast<std::uint32_t>(bytes.size() - continuations);
}

Issue too_long(std::string_view file, std::uint32_t line, std::string_view text,
               std::size_t limit) {
  return Issue{Severity::error,
               "txt.line-too-long",
               Where{.file = std::string(file), .sheet = {}, .part = {}, .line = line},
               "this line is longer than " + std::to_string(limit) +
                   " bytes, which no text written by people is",
               std::string(text.substr(0, 240)),
               "check that the file is a text; break the line at sentences or turns"};
}

/// Of a page: at most 9999.
bool short_number(std::string_view text) { return text.size() <= 4 && all_digits(text); }

}  // namespace

std::size_t white_space_at(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (c < 0xC2) return 0;
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("\u00A0")) return 2;
  if (rest.starts_with("\u2003") || rest.starts_with("\u200B") || rest.starts_with("\uFEFF")) {
    return 3;
  }
  return 0;
}

std::string_view trim(std::string_view text) {
  std::size_t begin = 0;
  std::size_t end = text.size();
  // Most texts have nothing to trim: their last byte is a letter's or a stop.
  while (begin < end && may_be_blank(text[begin])) {
    const std::size_t n = white_space_at(text, begin);
    if (n == 0) break;
    begin += n;
  }
  while (end > begin && may_be_blank(text[end - 1])) {
    const std::size_t n = white_space_before(text, end);
    if (n == 0) break;
    end -= n;
  }
  return text.substr(begin, end - begin);
}

std::string collapse(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool blank = false;
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t n = white_space_at(text, i); n != 0) {
      blank = true;
      i += n;
      continue;
    }
    if (blank && !out.empty()) out += ' ';
    blank = false;
    const std::size_t begin = i++;
    // White space begins with a blank or control sign, or with one of three lead bytes.
    while (i < text.size()) {
      const auto c = static_cast<unsigned char>(text[i]);
      if (c <= ' ' || c == 0xC2 || c == 0xE2 || c == 0xEF) break;
      ++i;
    }
    out.append(text, begin, i - begin);
  }
  return out;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const std::size_t n = white_space_at(text, at);
    if (n == 0) break;
    at += n;
  }
  return at;
}

bool page_number(const Line& line) {
  std::string_view text = line.text;
  if (text.size() > 24) return false;
  if (short_number(text)) return line.gap;
  for (const std::string_view word :
       {"Sidan ", "Sida ", "sida ", "SIDA ", "Sid ", "Sid. ", "sid "}) {
    if (text.starts_with(word)) {
      text.remove_prefix(word.size());
      if (short_number(text)) return true;
      break;
    }
  }
  if (text.starts_with("- ") && text.ends_with(" -") && text.size() > 4) {
    return short_number(text.substr(2, text.size() - 4));
  }
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (!short_number(text.substr(0, digits))) return false;
  std::string_view rest = trim(text.substr(digits));
  if (rest.starts_with("av ")) return short_number(trim(rest.substr(3)));
  return rest.size() > 2 && rest.front() == '(' && rest.back() == ')' &&
         short_number(trim(rest.substr(1, rest.size() - 2)));
}

const CellLines* cell_at(std::span<const CellLines> cells, std::size_t line) {
  const auto at = std::upper_bound(cells.begin(), cells.end(), line,
                                   [](std::size_t l, const CellLines& c) { return l < c.next; });
  return at != cells.end() && at->first <= line ? &*at : nullptr;
}

Result<std::vector<Line>> split_lines(std::string_view text, std::string_view file,
                                      const LineLimits& limits) {
  if (text.size() > limits.text) {
    return Issue{Severity::error,
                 "txt.too-large",
                 Where{.file = std::string(file), .sheet = {}, .part = {}},
                 "the text is " + std::to_string(text.size()) + " bytes; at most " +
                     std::to_string(limits.text) + " can be read from one file",
                 "",
                 "divide the file"};
  }
  const char terminator = text.find('\n') == std::string_view::npos ? '\r' : '\n';
  std::vector<Line> lines;
  lines.reserve(text.size() / 96);
  bool gap = true;
  bool page = false;
  std::uint32_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    ++number;
    const auto* const found =
        static_cast<const char*>(std::memchr(text.data() + at, terminator, text.size() - at));
    const std::size_t end =
        found == nullptr ? text.size() : static_cast<std::size_t>(found - text.data());
    if (end - at > limits.line) return too_long(file, number, text.substr(at), limits.line);

    Line line;
    std::size_t begin = at;
    std::size_t indent = 0;
    while (begin < end && may_be_blank(text[begin])) {
      const std::size_t n = white_space_at(text, begin);
      if (n == 0) break;
      // A form feed starts a page: what was before it is not the same paragraph's beginning, and
      // what stands after it is not indented by it.
      if (text[begin] == '\f') {
        gap = page = true;
        indent = 0;
      } else {
        indent = text[begin] == '\t' ? (indent / kTabColumns + 1) * kTabColumns : indent + 1;
      }
      begin += n;
    }
    if (begin == end) {
      gap = true;
    } else {
      line.text = trim(text.substr(begin, end - begin));
      line.begin = begin;
      line.number = number;
      line.indent = static_cast<std::uint16_t>(std::min<std::size_t>(indent, 1000));
      line.page = page;
      line.gap = gap;
      line.paragraph = gap;
      lines.push_back(line);
      // Some programs put the form feed behind the page's last line.
      page = gap = text.substr(line.end(), end - line.end()).find('\f') != std::string_view::npos;
    }
    at = end + 1;
  }
  return lines;
}

std::uint32_t PointCounter::at(std::size_t byte) {
  assert(byte >= byte_ && byte <= text_.size());
  points_ += points_in(text_.substr(byte_, byte - byte_));
  byte_ = byte;
  return points_;
}

}  // namespace samsyn::ingest
