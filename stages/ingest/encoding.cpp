#include "stages/ingest/encoding.hpp"

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <vector>

namespace samsyn::ingest {
namespace {

using Byte = unsigned char;

Byte at(std::string_view bytes, std::size_t i) { return static_cast<Byte>(bytes[i]); }
bool is_tail(std::string_view b, std::size_t i) {
  return i < b.size() && (at(b, i) & 0xC0U) == 0x80;
}

/// The length of the well-formed sequence that starts here, 0 when there is none (Unicode 15,
/// table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF).
std::size_t sequence_length(std::string_view b, std::size_t i) {
  const Byte lead = at(b, i);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4 || !is_tail(b, i + 1)) return 0;
  if (lead < 0xE0) return 2;
  const Byte second = at(b, i + 1);
  if (!is_tail(b, i + 2)) return 0;
  if (lead < 0xF0) {
    return (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ? 0 : 3;
  }
  if (!is_tail(b, i + 3)) return 0;
  return (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F) ? 0 : 4;
}

/// The first byte from i on that is not ASCII.
std::size_t skip_ascii(std::string_view b, std::size_t i) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  std::array<std::uint64_t, 4> words{};
  for (; i + sizeof words <= b.size(); i += sizeof words) {
    std::memcpy(words.data(), b.data() + i, sizeof words);
    if (((words[0] | words[1] | words[2] | words[3]) & kHighBits) != 0) break;
  }
  while (i < b.size() && at(b, i) < 0x80) ++i;
  return i;
}

// ---- what single bytes mean in the three old encodings of Swedish text -------------------------

enum class Sign : std::uint8_t { rare, undefined, lower, upper, quote, apostrophe, dash, mark };

struct Charset {
  const char* name;  // ICU's name, shown to the user
  std::string_view lower, upper, quotes, apostrophes, dashes, marks, undefined;
};

// Letters: å ä ö é ü è / Å Ä Ö É. Marks are signs that stand in ordinary Swedish office text:
// ellipsis, bullet, no-break space, § ½ ° € ´ ·. Order: the first wins a tie.
constexpr std::array<Charset, 3> kCharsets{{
    {"windows-1252", "\xE5\xE4\xF6\xE9\xFC\xE8", "\xC5\xC4\xD6\xC9", "\x93\x94\xAB\xBB\x84",
     "\x91\x92", "\x96\x97", "\x80\x85\x95\xA0\xA7\xB0\xB4\xB7\xBD\xB2\xAD",
     "\x81\x8D\x8F\x90\x9D"},
    {"macintosh", "\x8C\x8A\x9A\x8E\x9F\x8F", "\x81\x80\x85\x83", "\xD2\xD3\xC7\xC8\xE3",
     "\xD4\xD5", "\xD0\xD1", "\xDB\xC9\xA5\xCA\xA4\xA1\xAB\xE1", ""},
    {"ibm-850", "\x86\x84\x94\x82\x81\x8A", "\x8F\x8E\x99\x90", "\xAE\xAF", "\xEF", "\xC4",
     "\xF5\xF8\xFF\xFA\xAB\xFD\xF9", ""},
}};

using Signs = std::array<Sign, 256>;

Signs signs_of(const Charset& charset) {
  Signs signs{};
  const auto set = [&](std::string_view bytes, Sign sign) {
    for (const char c : bytes) signs[static_cast<Byte>(c)] = sign;
  };
  set(charset.lower, Sign::lower);
  set(charset.upper, Sign::upper);
  set(charset.quotes, Sign::quote);
  set(charset.apostrophes, Sign::apostrophe);
  set(charset.dashes, Sign::dash);
  set(charset.marks, Sign::mark);
  set(charset.undefined, Sign::undefined);
  return signs;
}

enum class Neighbour : std::uint8_t { none, lower, upper };

Neighbour neighbour(std::string_view b, std::size_t i, const Signs& signs) {
  if (i >= b.size()) return Neighbour::none;  // also i - 1 before the start, by wrap-around
  const Byte c = at(b, i);
  if ((c >= 'a' && c <= 'z') || (c >= 0x80 && signs[c] == Sign::lower)) return Neighbour::lower;
  if ((c >= 'A' && c <= 'Z') || (c >= 0x80 && signs[c] == Sign::upper)) return Neighbour::upper;
  return Neighbour::none;
}

/// How well does this byte, in this place, fit Swedish in that encoding?
int fit(Sign sign, Neighbour before, Neighbour after) {
  const bool inside = before != Neighbour::none && after != Neighbour::none;
  switch (sign) {
    case Sign::lower:  // "från": likely; "å" alone: possible; "TiD": not with an upper one before
      if (before == Neighbour::upper && after == Neighbour::upper) return -2;
      if (after == Neighbour::upper) return -2;
      if (inside) return 4;
      return before == Neighbour::none && after == Neighbour::none ? 1 : 2;
    case Sign::upper:  // "Åsa", "FÖR"; never "frÅn"
      if (before == Neighbour::lower) return -3;
      return inside || after != Neighbour::none ? 3 : 1;
    case Sign::quote:
    case Sign::dash:  // at a word's edge, not inside it
      return inside ? -2 : 2;
    case Sign::apostrophe:
      return inside ? 1 : 0;
    case Sign::mark:
      return inside ? -1 : 1;
    case Sign::undefined:
      return -8;
    case Sign::rare:
      return inside ? -2 : -1;
  }
  return 0;
}

constexpr std::size_t kScored = std::size_t{4} * 1024 * 1024;  // bytes; more tells nothing new

const char* best_charset(std::string_view bytes) {
  bytes = bytes.substr(0, kScored);
  std::array<Signs, kCharsets.size()> signs;
  std::array<std::int64_t, kCharsets.size()> scores{};
  for (std::size_t k = 0; k < kCharsets.size(); ++k) signs[k] = signs_of(kCharsets[k]);
  for (std::size_t i = skip_ascii(bytes, 0); i < bytes.size(); i = skip_ascii(bytes, i + 1)) {
    for (std::size_t k = 0; k < kCharsets.size(); ++k) {
      scores[k] += fit(signs[k][at(bytes, i)], neighbour(bytes, i - 1, signs[k]),
                       neighbour(bytes, i + 1, signs[k]));
    }
  }
  const auto best = std::max_element(scores.begin(), scores.end());
  return kCharsets[static_cast<std::size_t>(best - scores.begin())].name;
}

// ---- telling the encoding ----------------------------------------------------------------------

struct Mark {
  std::string_view bytes;
  const char* encoding;
};
// UTF-32's mark begins like UTF-16's, so it stands first.
constexpr std::array<Mark, 5> kMarks{{{"\xEF\xBB\xBF", "UTF-8"},
                                      {{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
                                      {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
                                      {"\xFF\xFE", "UTF-16LE"},
                                      {"\xFE\xFF", "UTF-16BE"}}};

constexpr std::size_t kZerosSearched = 4096;  // bytes

/// UTF-16 without a mark: in Western text every other byte is zero.
const char* zero_pattern(std::string_view bytes) {
  if (bytes.size() < 2 || bytes.size() % 2 != 0) return nullptr;
  const std::size_t n = std::min(bytes.size(), kZerosSearched) & ~std::size_t{1};
  std::size_t even = 0;
  std::size_t odd = 0;
  for (std::size_t i = 0; i < n; i += 2) {
    even += bytes[i] == 0;
    odd += bytes[i + 1] == 0;
  }
  // Of n / 2 characters, 80 % are below U+0100; at least one must be.
  const std::size_t many = std::max<std::size_t>(1, n * 2 / 5);
  const std::size_t few = n / 40;
  if (odd >= many && even <= few) return "UTF-16LE";
  if (even >= many && odd <= few) return "UTF-16BE";
  return nullptr;
}

/// UTF-8 that was damaged in a few places, rather than another encoding: a wrong guess would show
/// every å as two signs without anyone being told.
bool mostly_utf8(std::string_view bytes) {
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t i = skip_ascii(bytes, 0); i < bytes.size(); i = skip_ascii(bytes, i)) {
    const std::size_t n = sequence_length(bytes, i);
    (n == 0 ? bad : good) += 1;
    i += std::max<std::size_t>(n, 1);
  }
  return good >= 4 && bad * 4 <= good;
}

struct Told {
  std::string encoding;
  std::size_t mark = 0;  // bytes of byte order mark
  bool guessed = false;
  bool checked = false;  // well-formed throughout: need not be looked at again
};

Told tell(std::string_view bytes, std::string_view wanted) {
  for (const Mark& mark : kMarks) {
    if (bytes.starts_with(mark.bytes)) return {mark.encoding, mark.bytes.size(), false};
  }
  if (!wanted.empty()) return {std::string(wanted), 0, false};
  if (const char* utf16 = zero_pattern(bytes)) return {utf16, 0, false};
  if (valid_utf8_prefix(bytes) == bytes.size()) return {"UTF-8", 0, false, true};
  if (mostly_utf8(bytes)) return {"UTF-8", 0, false};
  return {best_charset(bytes), 0, true};
}

// ---- converting --------------------------------------------------------------------------------

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter open_converter(const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(encoding.c_str(), &status));
  if (U_FAILURE(status)) return nullptr;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  return U_SUCCESS(status) ? std::move(converter) : nullptr;
}

void append_utf8(std::string& out, const UChar* text, std::size_t units) {
  const std::size_t before = out.size();
  out.resize(before + units * 3);  // a UTF-16 unit gives at most three bytes
  std::int32_t written = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strToUTF8WithSub(out.data() + before, static_cast<std::int32_t>(units * 3), &written, text,
                     static_cast<std::int32_t>(units), 0xFFFD, nullptr, &status);
  out.resize(before + static_cast<std::size_t>(std::max(written, 0)));
}

/// Appends the text up to the first bytes that the encoding does not have; those bytes, if any.
std::optional<std::string> convert(UConverter* converter, std::string_view bytes,
                                   std::string& out) {
  constexpr std::size_t kUnits = std::size_t{16} * 1024;
  std::vector<UChar> units(kUnits);
  const char* source = bytes.data();
  const char* const end = bytes.data() + bytes.size();
  std::size_t held = 0;  // a lead surrogate whose other half has not come yet
  for (;;) {
    UChar* target = units.data() + held;
    UErrorCode status = U_ZERO_ERROR;
    ucnv_toUnicode(converter, &target, units.data() + kUnits, &source, end, nullptr, 1, &status);
    std::size_t n = static_cast<std::size_t>(target - units.data());
    const bool more = status == U_BUFFER_OVERFLOW_ERROR;
    held = more && n > 0 && U16_IS_LEAD(units[n - 1]) ? 1 : 0;
    append_utf8(out, units.data(), n - held);
    if (held != 0) units[0] = units[n - 1];
    if (more) continue;
    if (U_SUCCESS(status)) return std::nullopt;
    std::array<char, 32> bad{};
    auto length = static_cast<std::int8_t>(bad.size());
    status = U_ZERO_ERROR;
    ucnv_getInvalidChars(converter, bad.data(), &length, &status);
    return std::string(bad.data(), static_cast<std::size_t>(std::max<int>(length, 0)));
  }
}

/// ICU maps the five bytes that windows-1252 leaves undefined to control characters; in a text
/// they mean that it is some other encoding.
std::size_t find_c1_control(std::string_view utf8) {
  for (std::size_t i = skip_ascii(utf8, 0); i < utf8.size(); i = skip_ascii(utf8, i + 1)) {
    if (at(utf8, i) == 0xC2 && i + 1 < utf8.size() && at(utf8, i + 1) < 0xA0) return i;
  }
  return std::string_view::npos;
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : bytes) {
    if (!out.empty()) out += ' ';
    out += kDigits[static_cast<Byte>(c) >> 4U];
    out += kDigits[static_cast<Byte>(c) & 15U];
  }
  return out;
}

Issue undecodable(const Input& input, std::string_view before, const std::string& encoding,
                  std::string_view bad) {
  Where where{input.name, {}, {}};
  where.line = 1;
  std::size_t start = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i] == '\n' ||
        (before[i] == '\r' && (i + 1 == before.size() || before[i + 1] != '\n'))) {
      ++where.line;
      start = i + 1;
    }
  }
  const std::string_view line = before.substr(start);
  std::uint32_t column = 1;
  for (const char c : line) column += (static_cast<Byte>(c) & 0xC0U) != 0x80U;
  where.column = column;
  return Issue{Severity::error,
               "ingest.undecodable",
               where,
               "the bytes " + hex(bad) + " are no text in the encoding " + encoding,
               std::string(line),
               "save the file as UTF-8, or name its encoding in the source: \"encoding\": "
               "\"windows-1252\" (or macintosh, ibm-850, UTF-16LE)"};
}

Issue unknown_encoding(const Input& input, const std::string& encoding) {
  std::vector<std::string> names{"UTF-8",   "UTF-16",     "windows-1252", "macintosh",
                                 "ibm-850", "ISO-8859-1", "ISO-8859-15"};
  for (std::int32_t i = 0; i < ucnv_countAvailable(); ++i) {
    names.emplace_back(ucnv_getAvailableName(i));
  }
  const std::string near = nearest(encoding, names);
  return Issue{Severity::error,
               "ingest.unknown-encoding",
               {input.name, {}, {}},
               "there is no encoding called " + encoding +
                   (near.empty() ? std::string() : "; did you mean " + near + "?"),
               {},
               "write UTF-8, windows-1252, macintosh, ibm-850, UTF-16LE or another name that ICU "
               "knows, or leave \"encoding\" out"};
}

}  // namespace

std::size_t valid_utf8_prefix(std::string_view bytes) {
  std::size_t i = skip_ascii(bytes, 0);
  while (i < bytes.size()) {
    const std::size_t n = sequence_length(bytes, i);
    if (n == 0) return i;
    i += n;
    // In Swedish the next å is some twenty bytes away: not worth four words at once.
    for (; i < bytes.size() && at(bytes, i) < 0x80; ++i) {
      if (i + 8 > bytes.size()) continue;
      std::uint64_t word = 0;
      std::memcpy(&word, bytes.data() + i, sizeof word);
      const std::uint64_t high = word & 0x8080808080808080U;
      i += high == 0 ? 7 : static_cast<std::size_t>(__builtin_ctzll(high)) / 8 - 1;
    }
  }
  return i;
}

Result<Decoded> decode(const Input& input, std::string_view encoding) {
  const Told told = tell(input.bytes, encoding);
  const std::string_view body = input.bytes.substr(told.mark);
  if (told.checked) return Decoded(body, "UTF-8", told.guessed);
  const Converter converter = open_converter(told.encoding);
  if (!converter) return unknown_encoding(input, told.encoding);
  if (ucnv_getType(converter.get()) == UCNV_UTF8) {
    const std::size_t good = valid_utf8_prefix(body);
    if (good == body.size()) return Decoded(body, "UTF-8", told.guessed);
    return undecodable(input, body.substr(0, good), "UTF-8", body.substr(good, 1));
  }
  std::string text;
  text.reserve(body.size() + body.size() / 16);
  if (const auto bad = convert(converter.get(), body, text)) {
    return undecodable(input, text, told.encoding, *bad);
  }
  if (told.encoding == "windows-1252") {
    const std::size_t control = find_c1_control(text);
    if (control != std::string_view::npos) {
      return undecodable(input, std::string_view(text).substr(0, control), told.encoding,
                         std::string_view(text).substr(control + 1, 1));
    }
  }
  return Decoded(std::move(text), told.encoding, told.guessed);
}

Decoded decode_head(std::string_view bytes, std::size_t limit) {
  const bool whole = bytes.size() <= limit;
  const std::string_view head = whole ? bytes : bytes.substr(0, limit & ~std::size_t{3});
  constexpr std::size_t kLongest = 3;  // bytes of a cut character that may hang over the end
  const std::size_t good = valid_utf8_prefix(head);
  Told told = good < head.size() && !whole && head.size() - good <= kLongest
                  ? tell(head.substr(0, good), {})
                  : tell(head, {});
  const std::string_view body = head.substr(told.mark);
  if (told.encoding == "UTF-8") {
    std::string_view text = body.substr(0, valid_utf8_prefix(body));
    if (text.find('\0') != std::string_view::npos) text = {};
    return Decoded(text, told.encoding, told.guessed);
  }
  std::string text;
  if (const Converter converter = open_converter(told.encoding))
    convert(converter.get(), body, text);
  if (text.find('\0') != std::string::npos) text.clear();
  return Decoded(std::move(text), told.encoding, told.guessed);
}

}  // namespace samsyn::ingest
