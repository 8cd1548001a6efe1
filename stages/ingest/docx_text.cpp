#include "stages/ingest/docx_text.hpp"

#include <algorithm>
#include <cstdlib>
#include <pugixml.hpp>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "pipeline/model/text.hpp"
#include "stages/ingest/encoding.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::uint64_t kSmallPartLimit = 16U << 20U;  // bytes: relationships and styles
constexpr std::uint32_t kBoldHeading = 90;             // code points of a heading by bold alone
constexpr unsigned kStyleChain = 16;                   // steps along basedOn
constexpr unsigned kMostColumns = 64;                  // of a table; Word allows 63

/// White space only text is kept (a run may hold one blank); nothing is fetched or expanded but the
/// five entities of XML and character references. A document type is skipped unread.
constexpr unsigned kParse = pugi::parse_escapes | pugi::parse_cdata | pugi::parse_ws_pcdata |
                            pugi::parse_eol | pugi::parse_wconv_attribute;

enum class Space : std::uint8_t { other, word, compatibility };

Space space_of(std::string_view uri) {
  if (uri == "http://schemas.openxmlformats.org/wordprocessingml/2006/main" ||
      uri == "http://purl.oclc.org/ooxml/wordprocessingml/main") {
    return Space::word;
  }
  return uri == "http://schemas.openxmlformats.org/markup-compatibility/2006" ? Space::compatibility
                                                                              : Space::other;
}

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Prefixes in scope. Word declares all at the root, others where they are used.
class Scope {
 public:
  /// Adds the element's declarations; the mark is for leave().
  std::size_t enter(const pugi::xml_node& element) {
    const std::size_t mark = bound_.size();
    for (const pugi::xml_attribute& attribute : element.attributes()) {
      const std::string_view name = attribute.name();
      if (name == "xmlns") bound_.emplace_back(std::string(), space_of(attribute.value()));
      if (name.starts_with("xmlns:")) {
        bound_.emplace_back(std::string(name.substr(6)), space_of(attribute.value()));
      }
    }
    return mark;
  }
  void leave(std::size_t mark) { bound_.resize(mark); }

  Space of(std::string_view name) const {
    const std::size_t colon = name.find(':');
    const std::string_view prefix = colon == std::string_view::npos ? "" : name.substr(0, colon);
    for (auto at = bound_.rbegin(); at != bound_.rend(); ++at) {
      if (at->first == prefix) return at->second;
    }
    return Space::other;
  }

 private:
  std::vector<std::pair<std::string, Space>> bound_;
};

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& element : node.children()) {
    if (local_name(element.name()) == name) return element;
  }
  return {};
}

std::string_view value_of(const pugi::xml_node& node, std::string_view name = "val") {
  for (const pugi::xml_attribute& attribute : node.attributes()) {
    if (local_name(attribute.name()) == name) return attribute.value();
  }
  return {};
}

/// <w:b/> is on, <w:b w:val="0"/> is off.
bool switched_on(const pugi::xml_node& node) {
  if (!node) return false;
  const std::string_view value = value_of(node);
  return value != "0" && value != "false" && value != "off";
}

/// 0-9, or -1.
int one_digit(std::string_view text) {
  return text.size() == 1 && text[0] >= '0' && text[0] <= '9' ? text[0] - '0' : -1;
}

struct Style {
  LineStyle style = LineStyle::plain;
  std::uint8_t level = 0;
  std::uint8_t depth = 0;  ///< of a list, 0-8
  bool bold = false;
};

/// What the properties of a paragraph or of a paragraph style say by themselves.
void read_properties(const pugi::xml_node& properties, Style& style) {
  const int outline = one_digit(value_of(child(properties, "outlineLvl")));
  if (outline >= 0 && outline <= 8) {
    style.style = LineStyle::heading;
    style.level = static_cast<std::uint8_t>(outline + 1);
  }
  const pugi::xml_node numbering = child(properties, "numPr");
  if (numbering && style.style == LineStyle::plain) {
    const std::string_view id = value_of(child(numbering, "numId"));
    if (!id.empty() && id != "0") {
      style.style = LineStyle::list;
      const int depth = one_digit(value_of(child(numbering, "ilvl")));
      if (depth > 0) style.depth = static_cast<std::uint8_t>(depth);
    }
  }
}

using Styles = std::unordered_map<std::string, Style>;

Styles read_styles(const pugi::xml_node& root) {
  std::unordered_map<std::string, pugi::xml_node> nodes;
  for (const pugi::xml_node& node : root.children()) {
    if (local_name(node.name()) == "style") {
      nodes.emplace(std::string(value_of(node, "styleId")), node);
    }
  }
  Styles styles;
  for (const auto& [id, first] : nodes) {
    Style style;
    pugi::xml_node node = first;
    for (unsigned step = 0; node && step < kStyleChain; ++step) {
      std::string name(value_of(child(node, "name")));
      std::transform(name.begin(), name.end(), name.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
      });
      if (name.starts_with("heading ") && one_digit(name.substr(8)) > 0) {
        style.style = LineStyle::heading;
        style.level = static_cast<std::uint8_t>(one_digit(name.substr(8)));
      } else if (name == "title" || name == "subtitle" || name.starts_with("toc ")) {
        style.style = LineStyle::contents;
      } else {
        read_properties(child(node, "pPr"), style);
      }
      style.bold = style.bold || switched_on(child(child(node, "rPr"), "b"));
      if (style.style != LineStyle::plain) break;
      const auto base = nodes.find(std::string(value_of(child(node, "basedOn"))));
      node = base == nodes.end() ? pugi::xml_node() : base->second;
    }
    styles.emplace(id, style);
  }
  return styles;
}

class Walker {
 public:
  explicit Walker(const Styles& styles) : styles_(styles) {}

  void read(const pugi::xml_node& root) {
    const std::size_t mark = scope_.enter(root);
    blocks(root, 1);
    scope_.leave(mark);
  }
  bool too_deep() const { return too_deep_; }

  WordText take() {
    WordText out;
    out.text = std::make_unique<const std::string>(std::move(text_));
    const std::string_view all = *out.text;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      lines_[i].text = all.substr(lines_[i].begin, sizes_[i]);
    }
    out.lines = std::move(lines_);
    out.tables = std::move(tables_);
    return out;
  }

 private:
  enum class Kind : std::uint8_t { skip, enter, paragraph, box, text, sign, table, row, cell };

  /// `chosen`: has one of the choices beside the node been entered? Kept by who walks through them.
  Kind kind_of(const pugi::xml_node& node, std::string_view name, bool& chosen) const {
    const Space space = scope_.of(node.name());
    if (space == Space::compatibility) {
      if (name == "Fallback") return Kind::skip;
      // Of several choices the first holds the text.
      return name == "Choice" && std::exchange(chosen, true) ? Kind::skip : Kind::enter;
    }
    if (space != Space::word) return Kind::enter;
    for (const std::string_view skipped :
         {"del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sectPr",
          "tblPr", "trPr", "tcPr", "sdtPr", "rt"}) {
      if (name == skipped) return Kind::skip;
    }
    if (name == "p") return Kind::paragraph;
    if (name == "txbxContent") return Kind::box;
    if (name == "t") return Kind::text;
    if (name == "tbl") return Kind::table;
    if (name == "tr") return Kind::row;
    if (name == "tc") return Kind::cell;
    for (const std::string_view sign :
         {"tab", "ptab", "br", "cr", "softHyphen", "noBreakHyphen", "lastRenderedPageBreak"}) {
      if (name == sign) return Kind::sign;
    }
    return Kind::enter;
  }

  void blocks(const pugi::xml_node& node, unsigned depth) {
    if (depth > kWordDepthLimit) {
      too_deep_ = true;
      return;
    }
    bool chosen = false;
    for (const pugi::xml_node& element : node.children()) {
      if (element.type() != pugi::node_element) continue;
      const std::size_t mark = scope_.enter(element);
      switch (kind_of(element, local_name(element.name()), chosen)) {
        case Kind::paragraph:
          paragraph(element, depth + 1);
          break;
        case Kind::enter:
        case Kind::box:
          blocks(element, depth + 1);
          break;
        case Kind::table:
        case Kind::row:
        case Kind::cell:
          table_part(element, depth);
          break;
        default:
          break;
      }
      scope_.leave(mark);
    }
  }

  /// A table, row or cell; those of tables inside others are walked through only.
  void table_part(const pugi::xml_node& element, unsigned depth) {
    const std::string_view name = local_name(element.name());
    const bool table = name == "tbl";
    if (table ? in_table_ : !in_table_ || in_cell_) {
      blocks(element, depth + 1);
      return;
    }
    if (table) {
      in_table_ = true;
      tables_.emplace_back();
      blocks(element, depth + 1);
      if (tables_.back().cells.empty()) tables_.pop_back();
      in_table_ = false;
      gap_ = true;
      return;
    }
    WordTable& grid = tables_.back();
    if (name == "tr") {
      column_ = 0;
      const bool repeated = switched_on(child(child(element, "trPr"), "tblHeader"));
      if (repeated && grid.heading_rows == grid.rows) ++grid.heading_rows;
      blocks(element, depth + 1);
      ++grid.rows;
      return;
    }
    const std::string_view span = value_of(child(child(element, "tcPr"), "gridSpan"));
    const unsigned width = std::clamp<unsigned>(
        static_cast<unsigned>(std::max(0, std::atoi(std::string(span).c_str()))), 1, kMostColumns);
    WordCell cell{grid.rows, column_, lines_.size(), lines_.size(), width > 1};
    column_ += width;
    grid.columns = std::max(grid.columns, column_);
    gap_ = true;
    in_cell_ = true;
    blocks(element, depth + 1);
    in_cell_ = false;
    gap_ = true;
    cell.next = lines_.size();
    tables_.back().cells.push_back(cell);
  }

  void paragraph(const pugi::xml_node& node, unsigned depth) {
    ++number_;
    std::string outer = std::exchange(piece_, {});
    std::vector<pugi::xml_node> boxes;
    const std::size_t plain = std::exchange(plain_, 0);
    const std::size_t bold = std::exchange(bold_, 0);
    const pugi::xml_node properties = child(node, "pPr");
    Style style;
    if (const auto named = styles_.find(std::string(value_of(child(properties, "pStyle"))));
        named != styles_.end()) {
      style = named->second;
    }
    Style own;
    read_properties(properties, own);
    if (own.style == LineStyle::heading || style.style == LineStyle::plain) {
      own.bold = style.bold;
      style = own;
    }
    // Numbering that a paragraph takes off again.
    if (style.style == LineStyle::list &&
        value_of(child(child(properties, "numPr"), "numId")) == "0") {
      style.style = LineStyle::plain;
    }
    paragraph_bold_ = style.bold;
    inline_content(node, depth, false, boxes);
    if (style.style == LineStyle::plain && bold_ != 0 && plain_ == 0 &&
        code_points(piece_) <= kBoldHeading && piece_.find('\n') == std::string::npos) {
      const std::string_view text = trim(piece_);
      if (!text.empty() && !text.ends_with('.') && !text.ends_with(':') &&
          text.find(':') == std::string_view::npos) {
        style.style = LineStyle::heading;
      }
    }
    add_lines(style);
    plain_ = plain;
    bold_ = bold;
    piece_ = std::move(outer);
    for (const pugi::xml_node& box : boxes) blocks(box, depth + 1);
  }

  void inline_content(const pugi::xml_node& node, unsigned depth, bool bold,
                      std::vector<pugi::xml_node>& boxes) {
    if (depth > kWordDepthLimit) {
      too_deep_ = true;
      return;
    }
    bool chosen = false;
    for (const pugi::xml_node& element : node.children()) {
      if (element.type() != pugi::node_element) continue;
      const std::size_t mark = scope_.enter(element);
      const std::string_view name = local_name(element.name());
      switch (kind_of(element, name, chosen)) {
        case Kind::skip:
          break;
        case Kind::text: {
          const std::size_t before = piece_.size();
          for (const pugi::xml_node& text : element.children()) piece_ += text.value();
          const std::size_t letters = trim(std::string_view(piece_).substr(before)).size();
          (bold ? bold_ : plain_) += letters;
          break;
        }
        case Kind::sign:
          sign(element, name);
          break;
        case Kind::box:
        case Kind::paragraph:
          boxes.push_back(element);
          break;
        case Kind::table:
        case Kind::row:
        case Kind::cell:
        case Kind::enter: {
          bool run_bold = bold;
          if (name == "r") {
            const pugi::xml_node b = child(child(element, "rPr"), "b");
            run_bold = b ? switched_on(b) : paragraph_bold_;
          }
          inline_content(element, depth + 1, run_bold, boxes);
        }
      }
      scope_.leave(mark);
    }
  }

  void sign(const pugi::xml_node& element, std::string_view name) {
    if (name == "tab" || name == "ptab") {
      piece_ += '\t';
    } else if (name == "br" || name == "cr") {
      piece_ += value_of(element, "type") == "page" ? "\f\n" : "\n";
    } else if (name == "softHyphen") {
      piece_ += "\u00AD";
    } else if (name == "noBreakHyphen") {
      piece_ += '-';
    }
  }

  /// The paragraph's text as lines at the end of the text; an empty paragraph leaves a gap.
  void add_lines(const Style& style) {
    bool first = true;
    const std::string_view all = piece_;
    for (std::size_t at = 0; at <= all.size();) {
      const std::size_t end = std::min(all.find('\n', at), all.size());
      const std::string_view whole = all.substr(at, end - at);
      const std::string_view text = trim(whole);
      if (whole.find('\f') != std::string_view::npos && text.empty()) gap_ = true;
      at = end + 1;
      if (text.empty()) continue;
      if (!text_.empty()) text_ += '\n';
      Line line;
      line.begin = text_.size();
      line.number = number_;
      line.style = style.style;
      line.level = style.level;
      line.indent =
          static_cast<std::uint16_t>(style.style == LineStyle::list ? 2 * style.depth : 0);
      line.gap = gap_;
      line.paragraph = first || gap_;
      text_ += text;
      lines_.push_back(line);
      sizes_.push_back(text.size());
      first = gap_ = false;
    }
    if (first) gap_ = true;
  }

  const Styles& styles_;
  Scope scope_;
  std::string text_;
  std::vector<Line> lines_;
  std::vector<std::size_t> sizes_;  ///< parallel to lines_: their texts are set when all is there
  std::string piece_;               ///< of the paragraph at hand
  std::size_t plain_ = 0;           ///< bytes of it that are not bold
  std::size_t bold_ = 0;
  bool paragraph_bold_ = false;
  std::vector<WordTable> tables_;
  bool in_table_ = false;
  bool in_cell_ = false;
  std::uint32_t column_ = 0;  ///< of the next cell
  std::uint32_t number_ = 0;
  bool gap_ = true;
  bool too_deep_ = false;
};

/// The main part by the package's relationships; Word for the web calls it document2.xml.
std::string main_part(const Container& container) {
  const std::string usual = "word/document.xml";
  if (!container.has("_rels/.rels")) return usual;
  const Result<std::string> bytes = container.read("_rels/.rels", kSmallPartLimit);
  pugi::xml_document document;
  if (!bytes || !document.load_buffer(bytes->data(), bytes->size(), kParse)) return usual;
  for (const pugi::xml_node& node : document.document_element().children()) {
    if (!std::string_view(node.attribute("Type").value()).ends_with("/officeDocument")) continue;
    std::string target = node.attribute("Target").value();
    if (target.starts_with('/')) target.erase(0, 1);
    if (!target.empty() && container.has(target)) return target;
  }
  return usual;
}

}  // namespace

Result<WordText> read_word_text(const Container& container) {
  const std::string part = main_part(container);
  Result<std::string> bytes = container.read(part, kWordPartLimit);
  if (!bytes) return bytes.issue();
  if (static_cast<std::size_t>(std::count(bytes->begin(), bytes->end(), '<')) > kWordElementLimit) {
    return container.fault(
        "too-large", part,
        "the document has more than " + std::to_string(kWordElementLimit) + " elements",
        "divide the document, or save it as plain text");
  }
  pugi::xml_document document;
  const pugi::xml_parse_result parsed =
      document.load_buffer_inplace(bytes->data(), bytes->size(), kParse);
  if (!parsed) {
    return container.fault("broken-xml", part,
                           "the document's XML is broken at byte " + std::to_string(parsed.offset) +
                               ": " + parsed.description(),
                           "open it in Word or LibreOffice and save it again");
  }
  Styles styles;
  const std::string style_part = part.substr(0, part.rfind('/') + 1) + "styles.xml";
  if (container.has(style_part)) {
    Result<std::string> style_bytes = container.read(style_part, kSmallPartLimit);
    if (!style_bytes) return style_bytes.issue();
    pugi::xml_document sheet;
    if (!sheet.load_buffer_inplace(style_bytes->data(), style_bytes->size(), kParse)) {
      return container.fault("broken-xml", style_part, "the styles' XML is broken",
                             "open it in Word or LibreOffice and save it again");
    }
    styles = read_styles(sheet.document_element());
  }
  Walker walker(styles);
  walker.read(document.document_element());
  if (walker.too_deep()) {
    return container.fault("too-deep", part,
                           "elements are nested more than " + std::to_string(kWordDepthLimit) +
                               " deep, which no word processor writes",
                           "open it in Word or LibreOffice and save it again");
  }
  WordText out = walker.take();
  if (valid_utf8_prefix(*out.text) != out.text->size()) {
    return container.fault("bad-text", part, "the text holds bytes that are not UTF-8",
                           "open it in Word or LibreOffice and save it again");
  }
  return out;
}

}  // namespace samsyn::ingest
