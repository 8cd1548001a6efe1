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

/// What is wrong with a file that is left out, and what to do.
struct Told {
  std::string_view message, remedy;
};

struct Refusal {
  std::string_view id;
  Told sv;
};
/// In Swedish; in English the issue itself tells it, with the details.
constexpr Refusal kRefusals[] = {
    {"init.no-such-file", {"det finns ingen sådan fil eller mapp", "rätta sökvägen"}},
    {"init.no-items",
     {"ingen kolumn ser ut som en fråga",
      "se efter att första raden har frågorna och raderna under svaren"}},
    {"init.unmatched-list",
     {"filen är en lista över personer utan svar, och dess id finns inte i någon enkät",
      "ange den i enkätens \"attribute_table\", om id kan fås att stämma"}},
    {"file.not-found", {"filen finns inte", "rätta sökvägen"}},
    {"file.not-readable", {"filen går inte att läsa", "se efter rättigheterna och disken"}},
    {"file.too-large", {"filen är för stor", "dela den i flera"}},
    {"ingest.empty", {"filen är tom", "exportera den igen, eller ta bort den ur studien"}},
    {"ingest.unknown-format",
     {"innehållet är av ett format som inte läses", "spara den som .xlsx, .csv, .docx eller .txt"}},
    {"ingest.encrypted",
     {"filen är skyddad med lösenord", "öppna den med lösenordet och spara en kopia utan"}},
    {"ingest.old-excel",
     {"filen är en arbetsbok från Excel 97–2003 (.xls)", "spara den som .xlsx"}},
    {"ingest.old-word", {"filen är ett dokument från Word 97–2003 (.doc)", "spara den som .docx"}},
    {"ingest.pdf",
     {"filen är en PDF, som inte kan läsas direkt",
      "ta ut texten först, till exempel med: pdftotext -layout FIL.pdf"}},
    {"ingest.undecodable",
     {"filens tecken går inte att tyda", "spara den som UTF-8 och försök igen"}},
    {"ingest.no-rows",
     {"ingen rad med rubriker och svar finns",
      "se efter att första raden har frågorna och raderna under svaren"}},
    {"csv.unclosed-quote",
     {"ett citattecken öppnas och stängs aldrig", "stäng det, eller dubblera det i texten"}},
    {"csv.line-too-long",
     {"en rad är längre än 16 MB", "se efter radslut och citattecken, och exportera igen"}},
    {"xlsx.broken-zip",
     {"arbetsboken är trasig eller avklippt", "exportera eller kopiera den igen"}},
    {"docx.broken-zip", {"dokumentet är trasigt eller avklippt", "spara eller kopiera det igen"}},
    {"xlsx.missing-part", {"arbetsboken saknar en del", "öppna den i Excel och spara den igen"}},
    {"docx.missing-part", {"dokumentet saknar en del", "öppna det i Word och spara det igen"}},
    {"text.nothing", {"filen har ingen text", "ta bort den ur studien"}},
    {"vtt.no-cues", {"filen har inga repliker", "exportera utskriften igen"}}};

/// One language in each line: an id that is not in the table is told in general words.
Told told_in(std::string_view language, const Issue& issue) {
  if (language == "en") return {issue.message, issue.remedy};
  for (const Refusal& refusal : kRefusals)
    if (refusal.id == issue.id) return refusal.sv;
  return {"filen kunde inte läsas", "öppna den i sitt program, spara den igen och försök om"};
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
    for (const Issue& issue : guess.unread.all()) {
      const Told told = told_in(language, issue);
      out +=
          "  " + issue.where.file +
          (issue.where.sheet.empty() ? ""
                                     : ", " + std::string(words.sheet) + " " + issue.where.sheet) +
          ": " + std::string(told.message) + " [" + issue.id + "]\n    → " +
          std::string(told.remedy) + "\n";
    }
  }
  out += (out.empty() ? "" : "\n") + (checks.empty() ? std::string(words.more) + "\n"
                                                     : std::string(words.check) + "\n" + checks);
  return out;
}

}  // namespace samsyn
