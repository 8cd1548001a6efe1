#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "pipeline/study/guess.hpp"

namespace samsyn {
namespace {

struct Words {
  std::string_view sheet, check, unread, more;
};
constexpr Words kSwedish{"blad", "Att kontrollera", "Kan inte läsas", "Inget att kontrollera."};
constexpr Words kEnglish{"sheet", "To check", "Cannot be read", "Nothing to check."};

/// The first columns of a text on one line, filled with blanks. Wide signs (emoji) count two.
std::string fitted(const std::string& text, std::size_t columns) {
  const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(text);
  icu::UnicodeString out;
  std::size_t used = 0;
  bool cut = false;
  for (std::int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) {
    UChar32 c = wide.char32At(i);
    if (u_iscntrl(c) != 0 || u_isUWhiteSpace(c) != 0) c = ' ';
    const bool mark = u_getCombiningClass(c) != 0;
    const int east = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    const std::size_t n = mark ? 0 : east == U_EA_WIDE || east == U_EA_FULLWIDTH ? 2 : 1;
    if (used + n > columns) {
      cut = true;
      break;
    }
    out.append(c);
    used += n;
  }
  if (cut && columns > 0) {
    while (used > columns - 1 && !out.isEmpty()) {
      out.truncate(out.moveIndex32(out.length(), -1));
      --used;
    }
    out.append(static_cast<UChar32>(0x2026));
    ++used;
  }
  std::string utf8;
  out.toUTF8String(utf8);
  utf8.append(columns > used ? columns - used : 0, ' ');
  return utf8;
}

std::string without_end(std::string text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

}  // namespace

std::string_view certainty_word(double certainty, std::string_view language) {
  const bool sv = language != "en";
  if (certainty >= 0.85) return sv ? "säker" : "sure";
  if (certainty >= 0.6) return sv ? "trolig" : "likely";
  return sv ? "osäker" : "unsure";
}

std::string render(const Guess& guess, std::string_view language, std::size_t width) {
  const Words& words = language == "en" ? kEnglish : kSwedish;
  const auto in = [&](const Bilingual& text) -> const std::string& {
    return language == "en" ? text.en : text.sv;
  };
  // Title and guess share what certainty and reason leave.
  const std::size_t room = std::max<std::size_t>(width, 60) - 12;
  const std::size_t title = room * 2 / 5, what = room * 3 / 10, reason = room - title - what;

  std::string out;
  std::string file;
  std::string checks;
  // Lines on a file that were added at the end stand with the file's others.
  std::vector<const GuessLine*> order;
  std::vector<std::string> files;
  for (const GuessLine& line : guess.lines)
    if (std::find(files.begin(), files.end(), line.file) == files.end()) files.push_back(line.file);
  for (const std::string& name : files)
    for (const GuessLine& line : guess.lines)
      if (line.file == name) order.push_back(&line);

  for (const GuessLine* line : order) {
    if (line->file != file) {
      file = line->file;
      out += (out.empty() ? "" : "\n") + file + "\n";
    }
    std::string name = line->title;
    if (name.empty() && !line->sheet.empty()) name = std::string(words.sheet) + " " + line->sheet;
    out += without_end("  " + fitted(name, title - 2) + " " + fitted(in(line->guess), what - 1) +
                       " " + fitted(std::string(certainty_word(line->certainty, language)), 7) +
                       " " + fitted(in(line->reason), reason + 1)) +
           "\n";
    if (!in(line->check).empty()) {
      checks += "  " + file + (name.empty() ? "" : ", «" + without_end(fitted(name, title)) + "»") +
                ": " + in(line->check) + "\n";
    }
  }
  if (!guess.unread.empty()) {
    out += (out.empty() ? "" : "\n") + std::string(words.unread) + "\n";
    for (const Issue& issue : guess.unread.all())
      out += "  " + issue.where.file + ": " + issue.message + "\n    → " + issue.remedy + "\n";
  }
  out += (out.empty() ? "" : "\n") + (checks.empty() ? std::string(words.more) + "\n"
                                                     : std::string(words.check) + "\n" + checks);
  return out;
}

}  // namespace samsyn
