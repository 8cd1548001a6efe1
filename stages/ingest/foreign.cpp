#include "stages/ingest/foreign.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "stages/ingest/encoding.hpp"
#include "stages/ingest/lines.hpp"
#include "stages/ingest/zip_part.hpp"

namespace samsyn::ingest {
namespace {

// [MS-CFB]: the container of Office before 2007, and of encrypted files since. Entry names in its
// directory are UTF-16.
constexpr std::string_view kCompoundFile{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8};

constexpr std::string_view kAsText =
    "open it in the program it comes from and save it as a Word file (.docx) or plain text (.txt)";
constexpr std::string_view kTranscribe =
    "transcribe the recording, and save the transcript as .docx, .vtt or .txt";
constexpr std::string_view kPicture =
    "read the text with a program for character recognition, and save it as .docx or .txt";

/// Bytes at their places that a kind of file begins with: all that its format fixes, since a text
/// may begin with «ID3» or hold «WAVE».
struct Magic {
  std::string_view first;  ///< at byte 0
  std::size_t at;          ///< of `then`
  std::string_view then;   ///< empty = `first` says it all
  std::string_view what;
  std::string_view remedy;
};

constexpr std::string_view kSpss = "export it from SPSS as .xlsx or .csv, with value labels";
constexpr std::string_view kUnpack = "unpack it and name the files that are in it";

constexpr Magic kMagics[]{
    {"{\\rtf", 0, {}, "a Rich Text file", "save it as a Word file (.docx) or as plain text (.txt)"},
    {{"\x89PNG\r\n\x1A\n", 8}, 0, {}, "a picture (PNG)", kPicture},
    {{"\xFF\xD8\xFF", 3}, 0, {}, "a picture (JPEG)", kPicture},
    {"GIF87a", 0, {}, "a picture (GIF)", kPicture},
    {"GIF89a", 0, {}, "a picture (GIF)", kPicture},
    {{"II*\0", 4}, 0, {}, "a picture (TIFF)", kPicture},
    {{"MM\0*", 4}, 0, {}, "a picture (TIFF)", kPicture},
    // ISO/IEC 14496-12: the size of the first box, below 64 kB, and its type.
    {{"\0\0", 2}, 4, "ftyp", "a recording or picture (MP4, M4A, HEIC)", kTranscribe},
    // ID3 tag version 2.2 to 2.4; else the header of a frame of layer III (ISO/IEC 11172-3).
    {{"ID3\x02", 4}, 0, {}, "a recording (MP3)", kTranscribe},
    {{"ID3\x03", 4}, 0, {}, "a recording (MP3)", kTranscribe},
    {{"ID3\x04", 4}, 0, {}, "a recording (MP3)", kTranscribe},
    {{"\xFF\xFB", 2}, 0, {}, "a recording (MP3)", kTranscribe},
    {"RIFF", 8, "WAVE", "a recording (WAV)", kTranscribe},
    {{"OggS\0", 5}, 0, {}, "a recording (Ogg)", kTranscribe},
    {{"\x1A\x45\xDF\xA3", 4}, 0, {}, "a recording (WebM)", kTranscribe},
    {{"\x30\x26\xB2\x75\x8E\x66\xCF\x11", 8}, 0, {}, "a recording (Windows Media)", kTranscribe},
    {"$FL2@(#)", 0, {}, "a data file of SPSS (.sav)", kSpss},
    {"$FL3@(#)", 0, {}, "a data file of SPSS (.zsav)", kSpss},
    {{"7z\xBC\xAF\x27\x1C", 6}, 0, {}, "an archive (7z)", kUnpack},
    {{"Rar!\x1A\x07", 6}, 0, {}, "an archive (RAR)", kUnpack},
    {{"\x1F\x8B\x08", 3}, 0, {}, "an archive (gzip)", "unpack it and name the file that is in it"},
    {{"SQLite format 3\0", 16}, 0, {}, "a database (SQLite)", "export its table as .csv"},
};

/// Zip containers, by a member or by what their "mimetype" member says near the start.
struct Packed {
  std::string_view type;    ///< of the first bytes; empty = by member
  std::string_view member;  ///< how a member's name begins
  std::string_view what;
  std::string_view remedy;
};

constexpr Packed kPacked[]{
    {"application/vnd.oasis.opendocument.text", "", "an OpenDocument text (.odt)",
     "open it in LibreOffice or Word and save it as .docx"},
    {"application/vnd.oasis.opendocument.spreadsheet", "", "an OpenDocument spreadsheet (.ods)",
     "open it in LibreOffice or Excel and save it as .xlsx"},
    {"application/vnd.oasis.opendocument.presentation", "", "an OpenDocument presentation (.odp)",
     "copy its text into a Word file (.docx) or a text file (.txt)"},
    {"application/epub+zip", "", "an e-book (EPUB)", kAsText},
    {"", "ppt/", "a PowerPoint presentation (.pptx)",
     "save its outline as text, or copy it into a Word file (.docx)"},
    {"", "Index/", "a document of Apple Pages, Numbers or Keynote",
     "export it as .docx, .xlsx or .txt"},
};

bool holds_utf16(std::string_view bytes, std::string_view ascii) {
  std::string wide;
  for (const char c : ascii) wide += {c, '\0'};
  return bytes.find(wide) != std::string_view::npos;
}

Issue unreadable(const Input& input, std::string_view what, std::string_view remedy) {
  return refusal(input, "ingest.unknown-format",
                 "this seems to be " + std::string(what) + ", which is not read", remedy);
}

Issue compound_file(const Input& input) {
  if (holds_utf16(input.bytes, "EncryptedPackage")) {
    return refusal(input, "ingest.encrypted", "the file is protected by a password",
                   "open it with the password and save a copy without one");
  }
  if (holds_utf16(input.bytes, "WordDocument")) {
    return refusal(input, "ingest.old-word", "this is a document of Word 97-2003 (.doc)",
                   "open it in Word or LibreOffice and save it as .docx");
  }
  if (holds_utf16(input.bytes, "PowerPoint Document")) {
    return unreadable(input, "a presentation of PowerPoint 97-2003 (.ppt)",
                      "copy its text into a Word file (.docx) or a text file (.txt)");
  }
  if (holds_utf16(input.bytes, "__substg1.0_")) {
    return unreadable(input, "an e-mail of Outlook (.msg)",
                      "copy its text into a Word file (.docx) or a text file (.txt)");
  }
  return refusal(input, "ingest.old-excel", "this is a workbook of Excel 97-2003 (.xls)",
                 "open it in Excel or LibreOffice and save it as .xlsx");
}

/// The first letters of the text, small, after white space, comments and an XML declaration.
std::string opening(std::string_view text) {
  for (;;) {
    text = trim(text);
    std::size_t skip = std::string_view::npos;
    if (text.starts_with("<!--")) skip = text.find("-->");
    if (text.starts_with("<?xml")) skip = text.find("?>");
    if (skip == std::string_view::npos) break;
    text.remove_prefix(text.find('>', skip) + 1);
  }
  std::string out(text.substr(0, 160));
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return out;
}

std::optional<Issue> markup(const Input& input) {
  const std::size_t first = input.bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return std::nullopt;
  // A byte order mark or UTF-16 may stand before the first angle bracket.
  if (first < kHead && input.bytes.substr(0, 8 + first).find('<') == std::string_view::npos &&
      !input.bytes.substr(0, 200).starts_with("MIME-Version:")) {
    return std::nullopt;
  }
  const Decoded head = decode_head(input.bytes, kHead);
  const std::string start = opening(head.text());
  const std::string_view remedy =
      "open it in a browser or in Word, and save its text as .docx or .txt";
  if (start.starts_with("mime-version:")) {
    return unreadable(input, "a saved web page or e-mail (MIME)", remedy);
  }
  for (const std::string_view tag :
       {"<!doctype html", "<html", "<head", "<body", "<table", "<div", "<p>", "<h1", "<meta"}) {
    if (start.starts_with(tag)) return unreadable(input, "a web page (HTML)", remedy);
  }
  if (trim(head.text()).starts_with("<?xml")) {
    return unreadable(input,
                      "an XML file (" + start.substr(0, start.find_first_of(" \t\r\n>/", 1)) + "…)",
                      kAsText);
  }
  return std::nullopt;
}

/// ISO 32000-1, 7.5.2: the header stands first in the file; readers take one that has printers'
/// commands before it too (annex H.3.4.1), which hold an escape sign as no text does.
bool pdf(std::string_view bytes) {
  constexpr std::size_t kSought = 1024;  // bytes
  const std::size_t at = bytes.substr(0, kSought).find("%PDF-");
  if (at == std::string_view::npos || at + 5 >= bytes.size()) return false;
  const bool version = bytes[at + 5] >= '1' && bytes[at + 5] <= '9';
  const std::string_view before = bytes.substr(0, at);
  return version && (trim(before).empty() || before.find('\x1B') != std::string_view::npos);
}

}  // namespace

Issue refusal(const Input& input, std::string id, std::string message, std::string_view remedy) {
  return Issue{Severity::error,    std::move(id), {input.name, {}, {}}, std::move(message), {},
               std::string(remedy)};
}

std::optional<Issue> foreign_file(const Input& input) {
  const std::string_view bytes = input.bytes;
  if (bytes.starts_with(kCompoundFile)) return compound_file(input);
  if (pdf(bytes)) {
    return refusal(input, "ingest.pdf", "this is a PDF, whose text cannot be read directly",
                   "save its text first, for example with: pdftotext -layout FILE.pdf");
  }
  if (bytes.starts_with("PK\x03\x04")) {
    if (zip_holds(bytes, "word/") || zip_holds(bytes, "xl/")) return std::nullopt;
    for (const Packed& packed : kPacked) {
      const bool is = packed.type.empty()
                          ? zip_holds(bytes, packed.member)
                          : bytes.substr(0, 200).find(packed.type) != std::string_view::npos;
      if (is) return unreadable(input, packed.what, packed.remedy);
    }
    return std::nullopt;
  }
  for (const Magic& magic : kMagics) {
    if (bytes.starts_with(magic.first) && bytes.size() > magic.at &&
        bytes.substr(magic.at).starts_with(magic.then)) {
      return unreadable(input, magic.what, magic.remedy);
    }
  }
  return markup(input);
}

}  // namespace samsyn::ingest
