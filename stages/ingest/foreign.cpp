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

constexpr std::size_t kHead = 4096;  // bytes that tell what a file is

// [MS-CFB]: the container of Office before 2007, and of encrypted files since. Entry names in its
// directory are UTF-16.
constexpr std::string_view kCompoundFile{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8};

constexpr std::string_view kAsText =
    "open it in the program it comes from and save it as a Word file (.docx) or plain text (.txt)";
constexpr std::string_view kTranscribe =
    "transcribe the recording, and save the transcript as .docx, .vtt or .txt";
constexpr std::string_view kPicture =
    "read the text with a program for character recognition, and save it as .docx or .txt";

/// Bytes that a kind of file begins with, at a place.
struct Magic {
  std::size_t at;
  std::string_view bytes;
  std::string_view what;
  std::string_view remedy;
};

constexpr Magic kMagics[]{
    {0, "{\\rtf", "a Rich Text file", "save it as a Word file (.docx) or as plain text (.txt)"},
    {0, {"\x89PNG\r\n", 6}, "a picture (PNG)", kPicture},
    {0, {"\xFF\xD8\xFF", 3}, "a picture (JPEG)", kPicture},
    {0, "GIF8", "a picture (GIF)", kPicture},
    {0, {"II*\0", 4}, "a picture (TIFF)", kPicture},
    {0, {"MM\0*", 4}, "a picture (TIFF)", kPicture},
    {4, "ftyp", "a recording or picture (MP4, M4A, HEIC)", kTranscribe},
    {0, "ID3", "a recording (MP3)", kTranscribe},
    {0, {"\xFF\xFB", 2}, "a recording (MP3)", kTranscribe},
    {8, "WAVE", "a recording (WAV)", kTranscribe},
    {0, "OggS", "a recording (Ogg)", kTranscribe},
    {0, {"\x1A\x45\xDF\xA3", 4}, "a recording (WebM)", kTranscribe},
    {0, {"\x30\x26\xB2\x75", 4}, "a recording (Windows Media)", kTranscribe},
    {0, "$FL2", "a data file of SPSS (.sav)", "export it from SPSS as .xlsx or .csv, with value labels"},
    {0, "$FL3", "a data file of SPSS (.zsav)", "export it from SPSS as .xlsx or .csv, with value labels"},
    {0, {"7z\xBC\xAF", 4}, "an archive (7z)", "unpack it and name the files that are in it"},
    {0, "Rar!", "an archive (RAR)", "unpack it and name the files that are in it"},
    {0, {"\x1F\x8B", 2}, "an archive (gzip)", "unpack it and name the file that is in it"},
    {0, "SQLite format 3", "a database (SQLite)", "export its table as .csv"},
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

Issue refusal(const Input& input, std::string id, std::string message, std::string_view remedy) {
  return Issue{Severity::error,  std::move(id), {input.name, {}, {}}, std::move(message), {},
               std::string(remedy)};
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
  for (const std::string_view tag : {"<!doctype html", "<html", "<head", "<body", "<table", "<div",
                                     "<p>", "<h1", "<meta"}) {
    if (start.starts_with(tag)) return unreadable(input, "a web page (HTML)", remedy);
  }
  if (trim(head.text()).starts_with("<?xml")) {
    return unreadable(input, "an XML file (" + start.substr(0, start.find_first_of(" \t\r\n>/", 1)) + "…)",
                      kAsText);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Issue> foreign_file(const Input& input) {
  const std::string_view bytes = input.bytes;
  if (bytes.starts_with(kCompoundFile)) return compound_file(input);
  if (bytes.substr(0, kHead).find("%PDF-") != std::string_view::npos) {
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
    if (bytes.size() > magic.at && bytes.substr(magic.at).starts_with(magic.bytes)) {
      return unreadable(input, magic.what, magic.remedy);
    }
  }
  return markup(input);
}

}  // namespace samsyn::ingest
