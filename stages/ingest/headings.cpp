#include "stages/ingest/headings.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "pipeline/model/text.hpp"
#include "stages/ingest/labels.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::uint32_t kHeadingPoints = 70;   // code points of a heading without a number
constexpr std::uint32_t kNumberedPoints = 90;  // of one with a number: agendas are wordier
constexpr std::uint32_t kCapitalPoints = 120;
constexpr std::size_t kHeadingWords = 9;
constexpr std::size_t kUnwrapped = 55;  // bytes; a line shorter than this was not wrapped
constexpr std::size_t kPlainWords = 5;  // of a heading with nothing but its shortness
constexpr std::size_t kPlainBytes = 45;
constexpr std::size_t kShortOverText = 40;  // bytes
constexpr std::size_t kFullLine = 60;       // bytes; a line that was wrapped is longer
constexpr std::uint8_t kBold = 4, kCapitalsUnderNumbers = 5, kWeakUnderWeak = kWeak + 1;

bool digit(char c) { return c >= '0' && c <= '9'; }

/// Small letter at the byte: ASCII or U+00DF-U+00FF.
bool small_letter(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c >= 'a' && c <= 'z') return true;
  return c == 0xC3 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0x9F;
}

/// Four capital letters or more and no small one.
bool capitals_only(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (small_letter(text, i)) return false;
    if (capital_at(text, i)) ++letters;
  }
  return letters >= 4;
}

/// "3.2 Rubrik": how many numbers, whether a full stop or bracket ends them, where the text starts.
struct Number {
  std::uint8_t depth = 0;  ///< 0 = none
  char end = ' ';
  std::size_t body = 0;
};

Number number_at(std::string_view line) {
  Number number;
  std::size_t at = 0;
  while (at < line.size() && digit(line[at])) {
    const std::size_t begin = at;
    while (at < line.size() && digit(line[at])) ++at;
    if (at - begin > 3 || number.depth == 5) return {};
    ++number.depth;
    number.end = ' ';
    if (at < line.size() && (line[at] == '.' || line[at] == ')' || line[at] == ':')) {
      number.end = line[at++];
    }
    if (number.end != '.') break;
  }
  if (number.depth == 0 || at >= line.size()) return {};
  number.body = skip_blanks(line, at);
  if (number.body == at || number.body >= line.size()) return {};
  return number;
}

/// "C. ", "III) ": a letter or Roman number that an outline counts by.
bool outline_letter(std::string_view line) {
  std::size_t at = line.find_first_not_of("IVX");
  if (at == 0 && line[0] >= 'A' && line[0] <= 'Z') at = 1;
  return at != std::string_view::npos && at != 0 && at <= 5 && at + 1 < line.size() &&
         (line[at] == '.' || line[at] == ')') && line[at + 1] == ' ';
}

/// Without a remark in brackets at the end: "C. POST-IT (röster inom parentes)".
std::string_view without_remark(std::string_view line) {
  if (!line.ends_with(')')) return line;
  const std::size_t open = line.rfind('(');
  return open == std::string_view::npos ? line : trim(line.substr(0, open));
}

std::size_t word_count(std::string_view text) {
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
}

/// "Fråga 2: …", "Tema 1 – …", "Punkt 3": an agenda line by its first word and number.
bool agenda_word(std::string_view line) {
  // The shortest of the words and its blank end at byte 4, the longest before byte 17; most lines
  // have no digit between.
  const std::size_t last = std::min<std::size_t>(line.size(), 18);
  std::size_t at = std::min<std::size_t>(4, last);
  while (at < last && !digit(line[at])) ++at;
  if (at == last) return false;
  constexpr std::string_view kWords[] = {"Fråga ",  "Tema ",   "Punkt ", "Ärende ",
                                         "Del ",    "Pass ",   "Block ", "Fokusområde ",
                                         "FRÅGA ",  "TEMA ",   "PUNKT ", "Frågeställning ",
                                         "Övning ", "Uppgift "};
  for (const std::string_view word : kWords) {
    if (line.starts_with(word) && line.size() > word.size() && digit(line[word.size()])) {
      return true;
    }
  }
  return false;
}

class Finder {
 public:
  explicit Finder(const std::vector<Line>& lines) : lines_(lines) {
    styled_ = std::any_of(lines.begin(), lines.end(),
                          [](const Line& line) { return line.style == LineStyle::heading; });
  }

  std::vector<Heading> run() {
    std::vector<Heading> out;
    std::size_t last = 0;  ///< line after the last heading
    bool weak_above = false;
    bool numbered = false;
    bool bullet = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      Heading heading = strong(i, numbered);
      if (heading.level == 0 && weak(i, bullet)) {
        heading.weak = true;
        // Directly under another short heading: a heading below it.
        heading.level = weak_above && last == i ? kWeakUnderWeak : kWeak;
      }
      bullet = heading.level == 0 && (is_bullet(i, bullet) || (bullet && !lines_[i].paragraph));
      if (heading.level == 0) continue;
      numbered = numbered || number_at(lines_[i].text).depth != 0;
      weak_above = heading.weak;
      last = i + 1;
      heading.line = i;
      heading.text = text_of(lines_[i].text);
      out.push_back(std::move(heading));
    }
    return out;
  }

 private:
  static std::string text_of(std::string_view line) {
    while (line.starts_with('#')) line.remove_prefix(1);
    while (line.ends_with('#') || line.ends_with(':')) line.remove_suffix(1);
    return collapse(line);
  }

  bool is_bullet(std::size_t i, bool after_bullet) const {
    return lines_[i].style == LineStyle::list || bullet_sign(lines_[i].text, after_bullet) != 0;
  }
  bool starts_paragraph(std::size_t i) const { return i >= lines_.size() || lines_[i].paragraph; }

  /// Another numbered line stands beside it without a blank line: a list.
  bool in_numbered_list(std::size_t i) const {
    const auto plain = [&](std::size_t k) {
      const Number number = number_at(lines_[k].text);
      return number.depth == 1 && !capitals_only(lines_[k].text);
    };
    return (i > 0 && !lines_[i].gap && plain(i - 1)) ||
           (i + 1 < lines_.size() && !lines_[i + 1].gap && plain(i + 1));
  }

  Heading strong(std::size_t i, bool numbered) const {
    const Line& line = lines_[i];
    Heading heading;
    if (line.style == LineStyle::heading) {
      heading.level = line.level == 0 ? kBold : std::min<std::uint8_t>(line.level, 7);
      return heading;
    }
    if (line.style != LineStyle::plain || ruler(line.text)) return heading;
    const std::string_view text = line.text;
    if (text.front() == '#') {
      const std::size_t signs = std::min(text.find_first_not_of('#'), text.size());
      if (signs <= 6 && signs < text.size() && text[signs] == ' ') {
        heading.level = static_cast<std::uint8_t>(signs);
        return heading;
      }
    }
    if (i + 1 < lines_.size() && !lines_[i + 1].gap && text.size() <= 200 &&
        ruler(lines_[i + 1].text) && (i == 0 || line.paragraph || ruler(lines_[i - 1].text))) {
      const char sign = lines_[i + 1].text.front();
      if (sign == '=' || sign == '-') {
        heading.level = sign == '=' ? 1 : 2;
        return heading;
      }
    }
    if (text.starts_with("§")) {
      const std::size_t at = skip_blanks(text, std::string_view("§").size());
      if (at < text.size() && digit(text[at]) && code_points(text) <= kCapitalPoints) {
        heading.level = 1;
        return heading;
      }
    }
    if (agenda_word(text) && !text.ends_with('.') && code_points(text) <= kCapitalPoints &&
        (line.paragraph || text.find(':') != std::string_view::npos)) {
      heading.level = 2;
      return heading;
    }
    if (const Number number = number_at(text); number.depth != 0) {
      const std::string_view body = text.substr(number.body);
      const bool shape = capital_at(body, 0) && !ends_as_sentence(body) && !body.ends_with(':') &&
                         text.size() <= 4 * kNumberedPoints && code_points(text) <= kNumberedPoints;
      const bool alone = line.paragraph && starts_paragraph(i + 1);
      const bool caps = capitals_only(body);
      if (shape && number.end != ')' &&
          (number.depth > 1 || caps || (number.end == ' ' ? line.gap && alone : true)) &&
          (number.depth > 1 || caps || !in_numbered_list(i))) {
        heading.level = number.depth;
      }
      return heading;
    }
    if (capital_at(text, 0) && !ends_as_sentence(text) &&
        (capitals_only(text) || counted_capitals(i)) && code_points(text) <= kCapitalPoints &&
        capitals_tell()) {
      heading.level = numbered ? kCapitalsUnderNumbers : 1;
    }
    return heading;
  }

  /// Are lines in capitals the exception? Counted when the first one is met.
  bool capitals_tell() const {
    if (!capitals_tell_) {
      const auto capitals = static_cast<std::size_t>(std::count_if(
          lines_.begin(), lines_.end(), [](const Line& line) { return capitals_only(line.text); }));
      capitals_tell_ = capitals * 3 <= lines_.size() || lines_.size() < 6;
    }
    return *capitals_tell_;
  }

  /// Capitals behind an outline's letter, alone between blank lines: there a remark may follow.
  bool counted_capitals(std::size_t i) const {
    const std::string_view text = lines_[i].text;
    return lines_[i].gap && starts_paragraph(i + 1) && outline_letter(text) &&
           capitals_only(without_remark(text));
  }

  /// Short, with a capital, and not a sentence: what a heading without other signs looks like.
  bool short_line(std::size_t i) const {
    const Line& line = lines_[i];
    const std::string_view text = line.text;
    if (line.style != LineStyle::plain || text.size() > 2 * std::size_t{kHeadingPoints}) {
      return false;
    }
    if (!capital_at(text, 0) || ends_as_sentence(text) || is_bullet(i, false)) return false;
    if (code_points(text) > kHeadingPoints || word_count(text) > kHeadingWords) return false;
    const std::size_t colon = text.find(':');
    return colon == std::string_view::npos || colon + 1 == text.size();
  }

  bool weak(std::size_t i, bool after_bullet) const {
    if (i + 1 >= lines_.size() || (!lines_[i].paragraph && !after_bullet)) return false;
    if (!short_line(i) || page_number(lines_[i])) return false;
    const bool bullets_follow = is_bullet(i + 1, false);
    if (!lines_[i].paragraph) {
      // Between bullets without blank lines: a heading only where the line above was not wrapped.
      return after_bullet && bullets_follow && lines_[i - 1].text.size() < kUnwrapped &&
             lines_[i].indent <= lines_[i - 1].indent && lines_[i].text.size() < kUnwrapped;
    }
    if (bullets_follow) return true;
    if (styled_ || wordy(i) || page_number(lines_[i + 1])) return false;
    if (lines_[i].text.ends_with(':')) return false;
    if (!lines_[i + 1].gap) {
      // Over its paragraph without a blank line: far shorter than the full line that follows.
      return !lines_[i + 1].paragraph && lines_[i].text.size() < kShortOverText &&
             lines_[i + 1].text.size() >= kFullLine && capital_at(lines_[i + 1].text, 0) &&
             colon_label(lines_[i + 1].text, false).layout == Layout::none;
    }
    return content_follows(i + 1) || (short_line(i + 1) && starts_paragraph(i + 2) &&
                                      i + 2 < lines_.size() && content_follows(i + 2));
  }

  /// Short, but as long as a short sentence: needs a list below to be a heading.
  bool wordy(std::size_t i) const {
    return word_count(lines_[i].text) > kPlainWords && lines_[i].text.size() >= kPlainBytes;
  }

  /// A bullet, another heading, or a paragraph longer than a short line.
  bool content_follows(std::size_t i) const {
    if (is_bullet(i, false) || strong(i, false).level != 0) return true;
    return !short_line(i) || wordy(i) || (i + 1 < lines_.size() && !lines_[i + 1].paragraph);
  }

  const std::vector<Line>& lines_;
  bool styled_ = false;  ///< a Word document that has heading styles
  mutable std::optional<bool> capitals_tell_;
};

}  // namespace

bool capital_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const auto c = static_cast<unsigned char>(text[at]);
  if (c >= 'A' && c <= 'Z') return true;
  return c == 0xC3 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0x9F;
}

std::size_t bullet_sign(std::string_view line, bool after_bullet) {
  constexpr std::array<std::string_view, 11> kFree{"•", "●", "○", "◦", "▪", "■",
                                                   "·", "‣", "➢", "✓", "►"};
  constexpr std::array<std::string_view, 5> kSpaced{"-", "–", "—", "*", "+"};
  // Most lines begin with a letter that is no bullet sign.
  const char head = line.empty() ? ' ' : line[0];
  const bool letter =
      (head >= 'a' && head <= 'z') || (head >= 'A' && head <= 'Z') || head == '\xC3';
  if (letter && (line.size() < 3 || (line[1] != ')' && line[1] != ' '))) return 0;
  if (head == '\xE2' || head == '\xC2') {
    for (const std::string_view sign : kFree) {
      if (!line.starts_with(sign)) continue;
      const std::size_t body = skip_blanks(line, sign.size());
      return body < line.size() && !line.substr(body).starts_with(sign) ? body : 0;
    }
  }
  if (head == '-' || head == '*' || head == '+' || head == '\xE2') {
    for (const std::string_view sign : kSpaced) {
      if (!line.starts_with(sign)) continue;
      const std::size_t body = skip_blanks(line, sign.size());
      return body > sign.size() && body < line.size() ? body : 0;
    }
  }
  if (line.size() < 3) return 0;
  if ((line[0] == 'o' || line[0] == 'e') && line[1] == ' ') {
    const std::size_t body = skip_blanks(line, 1);
    if (body >= line.size()) return 0;
    const std::string_view rest = line.substr(body);
    const bool opens = capital_at(rest, 0) || digit(rest[0]) || rest[0] == '"' ||
                       rest.starts_with("”") || rest.starts_with("“");
    return opens || after_bullet ? body : 0;
  }
  if (digit(line[0])) {
    const Number number = number_at(line);
    return number.depth == 1 && (number.end == '.' || number.end == ')') ? number.body : 0;
  }
  if (line[1] == ')' &&
      ((line[0] >= 'a' && line[0] <= 'z') || (line[0] >= 'A' && line[0] <= 'Z'))) {
    const std::size_t body = skip_blanks(line, 2);
    return body > 2 && body < line.size() ? body : 0;
  }
  return 0;
}

bool ruler(std::string_view line) {
  constexpr auto kSign = [](char c) {
    return c == '-' || c == '=' || c == '_' || c == '*' || c == '~' || c == ' ';
  };
  return line.size() >= 3 && kSign(line.front()) && std::all_of(line.begin(), line.end(), kSign);
}

bool ends_as_sentence(std::string_view line) {
  if (line.empty()) return false;
  const char last = line.back();
  if (last == '"') return line.ends_with(".\"");
  if (last == '\x9D') return line.ends_with(".”") || line.ends_with("?”");
  if (last == '\xA6') return line.ends_with("…");
  return last == '.' || last == ',' || last == ';' || last == '!' || last == '-';
}

std::vector<Heading> find_headings(const std::vector<Line>& lines) { return Finder(lines).run(); }

}  // namespace samsyn::ingest
