#include "stages/words/cutter.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace samsyn::words {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

}  // namespace

TokenKind Cutter::kind(NormSpan span) {
  end_ = span.end;
  const Sign sign = at(span.begin).sign;
  if (sign == Sign::punctuation && span.size() < 3) return TokenKind::punctuation;
  if (sign == Sign::symbol) return TokenKind::symbol;
  if (sign == Sign::digit && all_figures(span.begin, span.end)) return TokenKind::number;
  for (std::uint32_t i = span.begin; i < span.end; i += at(i).size) {
    if (wordlike(at(i).sign)) return TokenKind::word;
  }
  return TokenKind::punctuation;
}

std::uint32_t Cutter::punctuation(std::uint32_t begin, Point p) const {
  std::uint32_t i = begin + p.size;
  if (p.value == '.' || p.value == '-' || p.value == '!' || p.value == '?' || p.value == '*') {
    while (i < end_ && text_[i] == text_[begin]) ++i;  // ... -- !!!
  }
  return i;
}

std::uint32_t Cutter::symbol(std::uint32_t begin, Point p) const {
  std::uint32_t i = begin + p.size;
  for (Point next = at(i); i < end_; next = at(i)) {
    const bool joins = next.value == 0x200D || next.value == 0xFE0F ||
                       (next.value >= 0x1F3FB && next.value <= 0x1F3FF);
    if (!joins) break;
    i += next.size;
    if (next.value == 0x200D) i += at(i).size;
  }
  return i;
}

std::uint32_t Cutter::longer(std::uint32_t begin, std::uint32_t i, bool figures) {
  const Point sign = at(i);
  const Point after = at(i + sign.size);
  const bool goes_on = wordlike(after.sign);
  const std::uint32_t next = i + sign.size;
  switch (sign.value) {
    case '-':
      if (goes_on) return run(next);
      // «språk- och …»: the hyphen stands for the head.
      return figures || after.sign != Sign::blank || next >= end_ ? i : next;
    case 0x2019:
    case '\'':
    case '_':
      return goes_on && !figures ? run(next) : i;
    case ':':
      if (figures && after.value == '-') return next + 1;  // 80:-
      return goes_on ? run(next) : address(begin, i);
    case ',':
    case 0x2212:
      return figures && after.sign == Sign::digit ? run(next) : i;
    case '.':
      if (figures && after.sign == Sign::digit) return run(next);
      return stop(begin, i, after);
    case '/':
      if (figures && after.sign == Sign::digit) return run(next);
      return address(begin, i);
    case '@':
      return goes_on ? address(begin, i) : i;
    default:
      return i;
  }
}

std::uint32_t Cutter::spaced(std::uint32_t begin, std::uint32_t i) const {
  constexpr std::uint32_t kLongestPiece = 3;  // bytes: t ex, m fl, d v s
  std::uint32_t last = i;
  if (i - begin > kLongestPiece || !is_small(begin, i, true)) return last;
  std::string dotted(text_.substr(begin, i - begin));
  for (std::uint32_t from = i + 1, stop = 0; from < end_ && text_[from - 1] == ' ';
       from = stop + 1) {
    stop = run(from);
    if (stop == from || stop - from > kLongestPiece || !is_small(from, stop, false)) break;
    dotted += '.';
    dotted += text_.substr(from, stop - from);
    if (dotted.size() + 1 > Abbreviations::kLongest) break;
    // «hur e d», «o d»: spoken words of one letter
    const bool spoken =
        from == i + 1 && std::string_view("eio").find(dotted.front()) != std::string_view::npos;
    if (spoken || abbreviations_(dotted + '.') == Abbreviation::none) continue;
    const bool goes_on = stop < end_ && text_[stop] != ' ' && at(stop).sign != Sign::punctuation;
    if (!goes_on) last = stop;
  }
  return last;
}

bool Cutter::is_small(std::uint32_t begin, std::uint32_t stop, bool may_open) const {
  return std::all_of(text_.begin() + begin + (may_open ? 1 : 0), text_.begin() + stop,
                     [](char c) { return c >= 'a' && c <= 'z'; });
}

std::uint32_t Cutter::stop(std::uint32_t begin, std::uint32_t i, Point after) {
  if (wordlike(after.sign)) {
    // t.ex., fr.o.m.: as long a row of short pieces as the list knows.
    std::uint32_t last = i;
    for (std::uint32_t j = i; j < end_ && text_[j] == '.' && j - begin < 16;) {
      const std::uint32_t piece = run(j + 1);
      if (piece == j + 1) break;
      const bool stopped = piece < end_ && text_[piece] == '.';
      // The last stop may be missing: «t.ex att».
      const std::string with = std::string(text_.substr(begin, piece - begin)) + '.';
      if (const Abbreviation kind = abbreviations_(with); kind != Abbreviation::none)
        last = piece + (stopped ? 1 : 0);
      j = piece;
    }
    if (last > i) return last;
    return address(begin, i);
  }
  const std::string_view with = text_.substr(begin, i + 1 - begin);
  if (opens(begin, i)) return i + 1;
  return abbreviations_(with) != Abbreviation::none ? i + 1 : i;
}

bool Cutter::opens(std::uint32_t begin, std::uint32_t i) const {
  if (i + 2 >= end_ || text_[i + 1] != ' ') return false;
  const Point next = at(i + 2);
  if (next.sign != Sign::letter || u_isUUppercase(static_cast<UChar32>(next.value)) == 0)
    return false;
  const Point first = at(begin);
  if (first.sign == Sign::digit) return begin == segment_ && i - begin < 3;
  return begin + first.size == i && u_isUUppercase(static_cast<UChar32>(first.value)) != 0;
}

Cutter::Chunk Cutter::chunk_from(std::uint32_t begin, std::uint32_t i) const {
  constexpr std::string_view kCloses = ",;)>\"", kAfter = ".?!:";
  const auto in = [](std::string_view signs, char c) {
    return signs.find(c) != std::string_view::npos;
  };
  Chunk out;
  out.begin = begin;
  out.end = i;
  while (out.end<end_&& static_cast<unsigned char>(text_[out.end])> ' ' &&
         !in(kCloses, text_[out.end])) {
    ++out.end;
  }
  out.last = out.end;
  while (out.last > i && in(kAfter, text_[out.last - 1])) --out.last;
  const std::string_view all = text_.substr(begin, out.last - begin);
  const auto place = [&](std::size_t in_all) {
    return in_all == kNowhere ? kNowhere : begin + in_all;
  };
  const std::size_t stop = all.rfind('.');
  out.at = stop == kNowhere ? kNowhere : place(all.rfind('@', stop));
  out.scheme = place(all.rfind("://"));
  return out;
}

std::uint32_t Cutter::address(std::uint32_t begin, std::uint32_t i) {
  if (begin < chunk_.begin || i >= chunk_.end) chunk_ = chunk_from(begin, i);
  const std::uint32_t last = chunk_.last;
  if (last <= i) return i;
  const auto holds = [&](std::size_t place) { return place != kNowhere && place >= begin; };
  const std::string_view all = text_.substr(begin, last - begin);
  const bool web = holds(chunk_.scheme) || all.starts_with("www.");
  const bool domain =
      text_[i] == '.' && (all.ends_with(".se") || all.ends_with(".com") || all.ends_with(".org") ||
                          all.ends_with(".nu") || all.ends_with(".eu"));
  return holds(chunk_.at) || web || domain ? last : i;
}

}  // namespace samsyn::words
