#include "stages/ingest/xlsx_book.hpp"

#include <charconv>
#include <map>
#include <optional>

#include "pipeline/model/text.hpp"

namespace samsyn::ingest {
namespace {

std::optional<std::uint32_t> parse_index(std::string_view text) {
  std::uint32_t value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

// ---- relationships -----------------------------------------------------------------------------

struct Relationship {
  std::string id, type, target;  // type: the last part of its URI, "worksheet"
};

std::string folder_of(std::string_view member) {
  const std::size_t slash = member.rfind('/');
  return std::string(slash == std::string_view::npos ? "" : member.substr(0, slash + 1));
}

/// "../styles.xml" in "xl/worksheets/" is "xl/styles.xml"; "/xl/a.xml" is "xl/a.xml".
std::string resolve(std::string_view folder, std::string_view target) {
  std::string path = target.starts_with('/') ? std::string(target.substr(1))
                                             : std::string(folder) + std::string(target);
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string part = path.substr(begin, end - begin);
    if (part == "..") {
      if (!parts.empty()) parts.pop_back();
    } else if (!part.empty() && part != ".") {
      parts.push_back(part);
    }
    begin = end + 1;
  }
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "/") + part;
  return out;
}

class RelationshipSink : public XmlSink {
 public:
  explicit RelationshipSink(std::string folder) : folder_(std::move(folder)) {}
  bool open(std::string_view name, const Attributes& attributes) override {
    if (name != "Relationship" || attributes.text("TargetMode") == "External") return true;
    const std::string_view type = attributes.text("Type");
    found.push_back({std::string(attributes.text("Id")),
                     std::string(type.substr(type.rfind('/') + 1)),
                     resolve(folder_, attributes.text("Target"))});
    return true;
  }
  bool text(std::string_view) override { return true; }
  bool close(std::string_view) override { return true; }
  std::vector<Relationship> found;

 private:
  std::string folder_;
};

/// The relationships of a member ("" = the container itself); none when it has no list.
Result<std::vector<Relationship>> relationships(const Container& container,
                                                const std::string& member, std::uint64_t cap) {
  const std::string folder = folder_of(member);
  const std::string list = folder + "_rels/" + member.substr(folder.size()) + ".rels";
  if (!container.has(list)) return std::vector<Relationship>{};
  RelationshipSink sink(folder);
  const Result<Done> done = read_xml(container, list, cap, sink);
  if (!done) return done.issue();
  return std::move(sink.found);
}

// ---- the workbook's own part -------------------------------------------------------------------

class BookSink : public XmlSink {
 public:
  BookSink(Book& book, const std::vector<Relationship>& parts) : book_(book), parts_(parts) {}
  bool open(std::string_view name, const Attributes& attributes) override {
    if (name == "workbookPr") book_.epoch_1904 = attributes.flag("date1904");
    if (name != "sheet") return true;
    for (const Relationship& part : parts_) {
      if (part.id != attributes.text("id") || part.type != "worksheet") continue;
      const std::string_view visibility = attributes.text("state");
      book_.sheets.push_back({std::string(attributes.text("name")), part.target,
                              visibility == "hidden" || visibility == "veryHidden"});
      break;
    }
    return true;
  }
  bool text(std::string_view) override { return true; }
  bool close(std::string_view) override { return true; }

 private:
  Book& book_;
  const std::vector<Relationship>& parts_;
};

// ---- styles ------------------------------------------------------------------------------------

class StyleSink : public XmlSink {
 public:
  bool open(std::string_view name, const Attributes& attributes) override {
    if (name == "numFmt") {
      if (const auto id = parse_index(attributes.text("numFmtId"))) {
        own_[*id] = shown_by(attributes.text("formatCode"));
      }
    } else if (name == "cellXfs") {
      in_cells_ = true;
    } else if (name == "xf" && in_cells_) {
      ids_.push_back(parse_index(attributes.text("numFmtId")).value_or(0));
    }
    return true;
  }
  bool text(std::string_view) override { return true; }
  bool close(std::string_view name) override {
    if (name == "cellXfs") in_cells_ = false;
    return true;
  }
  std::vector<Shown> shown() const {
    std::vector<Shown> out;
    out.reserve(ids_.size());
    for (const std::uint32_t id : ids_) {
      const auto own = own_.find(id);
      out.push_back(own != own_.end() ? own->second : shown_by_builtin(id));
    }
    return out;
  }

 private:
  std::map<std::uint32_t, Shown> own_;
  std::vector<std::uint32_t> ids_;
  bool in_cells_ = false;
};

// ---- shared strings ----------------------------------------------------------------------------

class StringSink : public XmlSink {
 public:
  bool open(std::string_view name, const Attributes&) override {
    if (name == "t") in_text_ = !in_phonetic_;
    if (name == "rPh") in_phonetic_ = true;
    return true;
  }
  bool text(std::string_view piece) override {
    if (in_text_) strings.append(piece);
    return true;
  }
  bool close(std::string_view name) override {
    if (name == "t") in_text_ = false;
    if (name == "rPh") in_phonetic_ = false;
    if (name == "si") strings.finish();
    return true;
  }
  SharedStrings strings;

 private:
  bool in_text_ = false;
  bool in_phonetic_ = false;
};

// ---- escapes -----------------------------------------------------------------------------------

constexpr std::size_t kEscape = 7;  // characters of "_x000D_"

std::optional<char32_t> escaped_unit(std::string_view text, std::size_t at) {
  if (at + kEscape > text.size() || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_') {
    return std::nullopt;
  }
  std::uint32_t unit = 0;
  const char* const end = text.data() + at + 6;
  const auto parsed = std::from_chars(text.data() + at + 2, end, unit, 16);
  if (parsed.ec != std::errc{} || parsed.ptr != end) return std::nullopt;
  return static_cast<char32_t>(unit);
}

bool is_lead(char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_trail(char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

}  // namespace

void undo_escapes(std::string& text, std::size_t begin) {
  std::size_t at = text.find("_x", begin);
  if (at == std::string::npos) return;
  std::string out = text.substr(begin, at - begin);
  while (at < text.size()) {
    const auto unit = escaped_unit(text, at);
    const auto next = unit && is_lead(*unit) ? escaped_unit(text, at + kEscape) : std::nullopt;
    if (next && is_trail(*next)) {
      append_point(out, 0x10000 + ((*unit - 0xD800) << 10U) + (*next - 0xDC00));
      at += 2 * kEscape;
    } else if (unit && *unit != 0 && !is_lead(*unit) && !is_trail(*unit)) {
      append_point(out, *unit);
      at += kEscape;
    } else {
      out += text[at++];
    }
  }
  text.resize(begin);
  text += out;
}

void SharedStrings::finish() {
  undo_escapes(text_, ends_.empty() ? 0 : ends_.back());
  ends_.push_back(text_.size());
}

Result<Book> read_book(const Container& container, std::uint64_t cap) {
  const auto roots = relationships(container, "", cap);
  if (!roots) return roots.issue();
  std::string member = "xl/workbook.xml";  // where every writer puts it, should the list be missing
  for (const Relationship& root : *roots) {
    if (root.type == "officeDocument") member = root.target;
  }
  if (member.ends_with(".bin") || (!container.has(member) && container.has("xl/workbook.bin"))) {
    return container.fault("binary", member, "this is a binary workbook (.xlsb)",
                           "open it in Excel or LibreOffice and save it as .xlsx");
  }
  const auto parts = relationships(container, member, cap);
  if (!parts) return parts.issue();
  Book book;
  for (const Relationship& part : *parts) {
    if (part.type == "sharedStrings") book.strings_member = part.target;
    if (part.type == "styles") book.styles_member = part.target;
  }
  BookSink sink(book, *parts);
  const Result<Done> done = read_xml(container, member, cap, sink);
  if (!done) return done.issue();
  if (book.sheets.empty()) {
    return container.fault("no-sheet", member, "the workbook has no worksheet",
                           "save the file again with its data on a worksheet");
  }
  return book;
}

Result<SharedStrings> read_strings(const Container& container, const Book& book,
                                   std::uint64_t cap) {
  StringSink sink;
  if (!book.strings_member.empty() && container.has(book.strings_member)) {
    const Result<Done> done = read_xml(container, book.strings_member, cap, sink);
    if (!done) return done.issue();
  }
  return std::move(sink.strings);
}

Result<std::vector<Shown>> read_styles(const Container& container, const Book& book,
                                       std::uint64_t cap) {
  StyleSink sink;
  if (!book.styles_member.empty() && container.has(book.styles_member)) {
    const Result<Done> done = read_xml(container, book.styles_member, cap, sink);
    if (!done) return done.issue();
  }
  return sink.shown();
}

}  // namespace samsyn::ingest
