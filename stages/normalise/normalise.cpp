#include "stages/normalise/normalise.hpp"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <cassert>
#include <string_view>
#include <utility>

namespace samsyn::normalise {
namespace {

/// What becomes of one code point. `kKeep`: stays. `kDrop`: is removed. Else the replacement.
constexpr std::string_view kKeep{"\x01", 1};
constexpr std::string_view kDrop{};

std::string_view replacement(char32_t c) {
  switch (c) {
    case '\t':
    case 0x0B:
    case 0x0C:
    case 0xA0:
    case 0x202F:
    case 0x205F:
    case 0x3000:
      return " ";
    case '"':
    case 0x201C:
    case 0x201E:
    case 0x201F:
    case 0xAB:
    case 0xBB:
      return "\u201D";
    case '\'':
    case 0x2018:
    case 0x201A:
    case 0x201B:
      return "\u2019";
    case 0x2010:
    case 0x2011:  // hyphen and no-break hyphen
      return "-";
    case 0x2028:
    case 0x2029:
    case 0x85:  // line and paragraph separators
      return "\n";
    case 0xAD:
    case 0x2060:
    case 0xFEFF:
      return kDrop;
    default:
      break;
  }
  if (c >= 0x2000 && c <= 0x200A) return " ";
  // U+200D joins emoji and is left; the other zero-width and direction marks go.
  if ((c >= 0x200B && c <= 0x200F && c != 0x200D) || (c >= 0x202A && c <= 0x202E)) return kDrop;
  return kKeep;
}

/// Bytes at which something may have to change: all others are copied in runs. Blanks count only
/// when another blank follows.
bool is_plain(unsigned char c) {
  return (c >= 0x20 && c < 0x7F && c != '"' && c != '\'') || c == '\n' || c == 0xC3 ||
         (c >= 0x80 && c < 0xC0);
}

class Builder {
 public:
  explicit Builder(std::string_view raw) : raw_(raw) { out_.text.reserve(raw.size()); }

  NormBlock build() {
    const auto size = static_cast<std::uint32_t>(raw_.size());
    std::uint32_t at = 0;
    while (at < size) {
      std::uint32_t run = at;
      while (run < size && is_plain(static_cast<unsigned char>(raw_[run])) &&
             !(raw_[run] == ' ' &&
               (run + 1 == size || !is_plain(next(run)) || raw_[run + 1] == ' '))) {
        ++run;
      }
      out_.text.append(raw_, at, run - at);
      at = run;
      if (at < size) at = special(at);
    }
    return std::move(out_);
  }

 private:
  unsigned char next(std::uint32_t at) const { return static_cast<unsigned char>(raw_[at + 1]); }

  /// Handles what starts at `at` and gives the place behind it.
  std::uint32_t special(std::uint32_t at) {
    if (raw_[at] == '\r') {
      const bool pair = at + 1 < raw_.size() && raw_[at + 1] == '\n';
      return put(at, at + (pair ? 2 : 1), "\n");
    }
    if (blank(at)) return blanks(at);
    const CodePoint point = point_at(raw_, at);
    const std::string_view instead = replacement(point.value);
    if (instead == kKeep) {
      out_.text.append(raw_, at, point.size);
      return at + point.size;
    }
    return put(at, at + point.size, instead);
  }

  bool blank(std::uint32_t at) const {
    return raw_[at] == ' ' || replacement(point_at(raw_, at).value) == " ";
  }

  /// A run of blanks, with the removed signs among them, becomes one space.
  std::uint32_t blanks(std::uint32_t at) {
    std::uint32_t end = at;
    while (end < raw_.size()) {
      const CodePoint point = point_at(raw_, end);
      if (point.value != ' ' && replacement(point.value) != " " &&
          replacement(point.value) != kDrop) {
        break;
      }
      end += point.size;
    }
    return put(at, end, " ");
  }

  std::uint32_t put(std::uint32_t begin, std::uint32_t end, std::string_view instead) {
    const auto place = static_cast<std::uint32_t>(out_.text.size());
    out_.text += instead;
    if (raw_.substr(begin, end - begin) != instead) {
      out_.edits.push_back(
          {{place, static_cast<std::uint32_t>(place + instead.size())}, {begin, end}});
    }
    return end;
  }

  std::string_view raw_;
  NormBlock out_;
};

/// True when no code point can take part in a composition: everything below U+0300.
bool surely_nfc(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) >= 0xCC; });
}

/// NFC of a text with its edits; `changed` is false when the text was NFC already.
NormBlock nfc_of(std::string_view raw, bool& changed) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  assert(U_SUCCESS(status));  // part of ICU's own data
  const icu::StringPiece piece(raw.data(), static_cast<std::int32_t>(raw.size()));
  NormBlock out;
  changed = nfc->isNormalizedUTF8(piece, status) == 0;
  if (!changed) return out;
  icu::Edits edits;
  icu::StringByteSink<std::string> sink(&out.text);
  nfc->normalizeUTF8(0, piece, sink, &edits, status);
  assert(U_SUCCESS(status));
  for (auto edit = edits.getFineChangesIterator(); edit.next(status) != 0;) {
    const auto norm = static_cast<std::uint32_t>(edit.destinationIndex());
    const auto from = static_cast<std::uint32_t>(edit.sourceIndex());
    out.edits.push_back({{norm, norm + static_cast<std::uint32_t>(edit.newLength())},
                         {from, from + static_cast<std::uint32_t>(edit.oldLength())}});
  }
  return out;
}

NormBlock normalised(const Block& block) {
  NormBlock out = Builder(block.raw).build();
  if (!surely_nfc(out.text)) {
    bool changed = false;
    NormBlock composed = nfc_of(out.text, changed);
    if (changed) {
      composed.edits = compose(out, composed.edits);
      out = std::move(composed);
    }
  }
  for (const RawSpan& mark : block.marks) {
    const NormSpan span{norm_place(out.edits, mark.begin), norm_place(out.edits, mark.end)};
    if (span.begin < span.end) out.marks.push_back(span);
  }
  return out;
}

}  // namespace

NormDocument apply(const Document& document, std::uint32_t first, std::uint32_t count) {
  assert(first + count <= document.blocks.size());
  NormDocument out;
  out.first = first;
  out.blocks.reserve(count);
  for (std::uint32_t b = first; b < first + count; ++b) {
    out.blocks.push_back(normalised(document.blocks[b]));
  }
  return out;
}

}  // namespace samsyn::normalise
