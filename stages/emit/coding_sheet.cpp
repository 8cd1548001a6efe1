#include "stages/emit/coding_sheet.hpp"

#include <algorithm>
#include <array>

#include "stages/emit/sheet.hpp"
#include "stages/emit/widths.hpp"

namespace samsyn::emit {
namespace {

constexpr double kMargin = 8;              // pixels kept free in a cell of wrapped text
constexpr std::uint32_t kFirstRow = 2;     // of the rows to judge, from 0: title, headings
constexpr std::uint32_t kCoderRow = 4;     // of the coder's name on the first sheet, from 0
constexpr std::uint16_t kCoderColumn = 1;  // likewise

/// Widths of the columns that are filled in, in characters.
constexpr std::array<double, kSheetColumns> kWidths{4.5, 15, 22, 24, 46, 24, 24, 26,
                                                    11,  26, 11, 26, 11, 20, 17};

class Writer {
 public:
  Writer(const CodingSheetInput& input, Book& book)
      : in_(input),
        sheet_(input.sheet),
        labels_(input.labels),
        layout_(input.layout),
        readme_(book.add_sheet(labels_("sheet.readme"))),
        codebook_(book.add_sheet(labels_("sheet.codebook"))),
        rows_(book.add_sheet(labels_("form.sheet"))),
        record_(book.add_sheet(kRecordSheet)) {}

  void write() {
    write_readme();
    write_codebook();
    write_record();
    write_rows();
  }

 private:
  double width_of(std::uint16_t column) const { return pixels(kWidths.at(column)) - kMargin; }

  PageSetup page() const {
    PageSetup out;
    out.header = sheet_.study + " – " + sheet_.coder;
    out.footer = labels_("form.footer", {sheet_.fingerprint}) + "   " + labels_("page.footer");
    return out;
  }

  Style heading() const {
    Style style{layout_.heading_size, true};
    style.wrap = true;
    style.colour = "heading_text";
    style.fill = "heading_fill";
    return style;
  }

  void write_readme() {
    readme_.column_width(0, layout_.readme_columns[0]);
    readme_.column_width(1, layout_.readme_columns[1]);
    Style title{layout_.title_size + 4, true};
    title.colour = "title";
    readme_.text(0, 0, labels_("form.title", {sheet_.study}), title);
    readme_.row_height(0, row_height(1, {title.size, true}));
    Style made{layout_.note_size};
    made.colour = "note";
    readme_.text(1, 0, labels_("readme.made", {in_.program}), made);
    Style label;
    label.line_below = true;
    Style value = label;
    value.bold = true;
    Style open = value;
    open.unlocked = true;
    open.fill = "input";
    readme_.text(3, 0, labels_("form.study"), label);
    readme_.text(3, 1, sheet_.study, value);
    readme_.text(kCoderRow, 0, labels_("form.coder"), label);
    readme_.text(kCoderRow, kCoderColumn, sheet_.coder, open);
    readme_.text(5, 0, labels_("form.count"), label);
    readme_.text(5, 1, labels_("form.count-of", {std::to_string(sheet_.rows.size())}), value);
    readme_.text(6, 0, labels_("form.fingerprint"), label);
    readme_.text(6, 1, sheet_.fingerprint, value);
    std::uint32_t row = 8;
    Style head{layout_.heading_size + 2, true};
    head.colour = "title";
    readme_.text(row++, 0, labels_("form.how"), head);
    const double wide = pixels(layout_.readme_columns[0]) + pixels(layout_.readme_columns[1]);
    Style body;
    body.wrap = true;
    for (const char* key : {"form.how-1", "form.how-2", "form.how-3", "form.how-4", "form.how-5",
                            "form.how-6", "form.how-7"}) {
      const bool machine = key == std::string_view("form.how-6");
      if (machine && sheet_.blind) continue;
      const std::string text = labels_(key, {labels_("form.none"), labels_("form.suggested")});
      readme_.merged(row, 0, 1, text, body);
      readme_.row_height(row, row_height(wrapped_lines(text, wide, layout_, {layout_.size, false}),
                                         {layout_.size, false}));
      ++row;
    }
    if (sheet_.blind) readme_.text(row, 0, labels_("form.blind"), made);
    readme_.protect();
    readme_.page(page());
  }

  /// In one language; in the other where it is not said in it.
  const std::string& wording(const std::string& swedish, const std::string& english) const {
    if (sheet_.language == "en") return english.empty() ? swedish : english;
    return swedish.empty() ? english : swedish;
  }

  void write_codebook() {
    constexpr std::array<double, 5> kColumns{30, 26, 52, 40, 40};
    constexpr std::array<const char*, 5> kTitles{"codebook.name", "codebook.code",
                                                 "codebook.definition", "codebook.exclude",
                                                 "codebook.example"};
    for (std::uint16_t c = 0; c < kColumns.size(); ++c) {
      codebook_.column_width(c, kColumns.at(c));
      codebook_.text(0, c, labels_(kTitles.at(c)), heading());
    }
    std::uint32_t row = 1;
    for (const Code& code : in_.codebook.codes) {
      const std::string& taxonomy = in_.codebook.taxonomies[code.taxonomy].id;
      if (std::find(sheet_.taxonomies.begin(), sheet_.taxonomies.end(), taxonomy) ==
          sheet_.taxonomies.end()) {
        continue;
      }
      const std::array<std::string, 5> cells{wording(code.name_sv, code.name_en), code.id,
                                             wording(code.definition_sv, code.definition),
                                             wording(code.exclude_sv, code.exclude),
                                             code.example_sv};
      std::uint32_t lines = 1;
      for (std::uint16_t c = 0; c < cells.size(); ++c) {
        Style style;
        style.wrap = true;
        style.line_below = true;
        style.bold = !code.leaf || c == 0;
        if (!code.leaf) style.fill = "group_fill";
        codebook_.text(row, c, cells.at(c), style);
        lines = std::max(lines, wrapped_lines(cells.at(c), pixels(kColumns.at(c)) - kMargin,
                                              layout_, {layout_.size, style.bold}));
      }
      codebook_.row_height(row, row_height(lines, {layout_.size, false}));
      ++row;
    }
    codebook_.freeze(1, 1);
    codebook_.protect();
    PageSetup setup = page();
    setup.has_heading = true;
    codebook_.page(setup);
  }

  /// The rows that the sheet is read back by; places of the lists are kept.
  void write_record() {
    const Style plain;
    std::uint32_t row = 0;
    const auto add = [&](const std::vector<std::string>& cells) {
      for (std::uint16_t c = 0; c < cells.size(); ++c) {
        if (!cells[c].empty()) record_.text(row, c, cells[c], plain);
      }
      return row++;
    };
    add({std::string(kCodingSheetFormat)});
    add({"study", sheet_.study});
    add({"fingerprint", sheet_.fingerprint});
    add({"language", sheet_.language});
    std::string taxonomies;
    for (const std::string& id : sheet_.taxonomies) {
      taxonomies += (taxonomies.empty() ? "" : ",") + id;
    }
    add({"taxonomies", taxonomies});
    add({"coder", sheet_.coder, readme_.name(), std::to_string(kCoderRow + 1),
         std::to_string(kCoderColumn + 1)});
    add({"sheet", rows_.name(), std::to_string(kFirstRow + 1)});
    // Codes two and three choose from the codes alone, the first from these two besides.
    if (!sheet_.blind) add({"suggested", labels_("form.suggested"), labels_("form.suggested")});
    const std::uint32_t none = add({"none", labels_("form.none"), labels_("form.none")});
    first_list_ = {sheet_.blind ? none : none - 1, 2, none, 2};
    list_ = {row, 2, row, 2};
    for (const SheetChoice& choice : sheet_.codes) add({"code", choice.id, choice.shown});
    list_.last_row = first_list_.last_row = std::max(list_.first_row, row - 1);
    stances_ = {row, 2, row, 2};
    for (const SheetChoice& choice : sheet_.stances) add({"stance", choice.id, choice.shown});
    stances_.last_row = std::max(stances_.first_row, row - 1);
    for (const SheetRow& one : sheet_.rows) {
      std::string suggested;
      for (const auto& [code, stance] : one.suggested) {
        suggested += (suggested.empty() ? "" : ";") + code + "=" + stance;
      }
      add({"row", one.id, one.record, one.text, one.before, one.after, suggested});
    }
    record_.protect();
    record_.hide();
  }

  std::string suggestions(const SheetRow& row) const {
    std::string out;
    for (const auto& [code, stance] : row.suggested) {
      const auto choice = std::find_if(sheet_.codes.begin(), sheet_.codes.end(),
                                       [&](const SheetChoice& one) { return one.id == code; });
      if (choice == sheet_.codes.end()) continue;
      if (!out.empty()) out += "\n";
      out += choice->shown;
      if (stance != name_of(Stance::affirmed)) out += " (" + labels_("stance." + stance) + ")";
    }
    return out.empty() ? labels_("form.none") : out;
  }

  void write_headings() {
    Style note{layout_.note_size};
    note.colour = "note";
    rows_.text(0, 0, labels_("form.top", {labels_("form.none")}), note);
    std::uint32_t lines = 1;
    for (std::uint16_t c = 0; c < kSheetColumns; ++c) {
      rows_.column_width(c, kWidths.at(c));
      std::string key = "form.column-";
      std::string number;
      if (c >= kSheetFirstCode && c < kSheetComment) {
        key += (c - kSheetFirstCode) % 2 == 0 ? "code" : "stance";
        number = std::to_string((c - kSheetFirstCode) / 2 + 1);
      } else {
        constexpr std::array<const char*, 7> kLeft{"number", "place", "question", "before",
                                                   "text",   "after", "suggested"};
        key += c < kLeft.size() ? kLeft.at(c) : c == kSheetComment ? "comment" : "id";
      }
      const std::string text = labels_(key, {number});
      rows_.text(kFirstRow - 1, c, text, heading());
      lines =
          std::max(lines, wrapped_lines(text, width_of(c), layout_, {layout_.heading_size, true}));
    }
    rows_.row_height(kFirstRow - 1, row_height(lines, {layout_.heading_size, true}));
    if (sheet_.blind) rows_.hide_column(kSheetSuggested);
  }

  void write_rows() {
    write_headings();
    Style body;
    body.wrap = true;
    body.line_below = true;
    Style grey = body;
    grey.colour = "note";
    grey.size = layout_.note_size;
    Style bold = body;
    bold.bold = true;
    Style open = body;
    open.unlocked = true;
    open.fill = "input";
    std::uint32_t row = kFirstRow;
    for (const SheetRow& one : sheet_.rows) {
      const std::array<std::string, kSheetFirstCode> cells{
          std::to_string(row - kFirstRow + 1),
          one.place,
          one.question,
          one.before,
          one.text,
          one.after,
          sheet_.blind ? std::string() : suggestions(one)};
      std::uint32_t lines = 1;
      for (std::uint16_t c = 0; c < cells.size(); ++c) {
        const Style& style = c == kSheetText ? bold : c == kSheetNumber ? body : grey;
        rows_.text(row, c, cells.at(c), style);
        if (c == kSheetSuggested && sheet_.blind) continue;
        lines = std::max(lines,
                         wrapped_lines(cells.at(c), width_of(c), layout_,
                                       {style.size > 0 ? style.size : layout_.size, style.bold}));
      }
      for (std::uint16_t c = kSheetFirstCode; c <= kSheetComment; ++c) rows_.text(row, c, {}, open);
      rows_.text(row, kSheetId, one.id, grey);
      rows_.row_height(row, std::min(409.0, row_height(lines, {layout_.size, false}) + 3));
      ++row;
    }
    if (row > kFirstRow) {
      for (std::uint16_t c = 0; c < kCodesOfRow; ++c) {
        const auto column = static_cast<std::uint16_t>(kSheetFirstCode + 2 * c);
        const auto stance = static_cast<std::uint16_t>(column + 1);
        rows_.choices({kFirstRow, column, row - 1, column}, record_.name(),
                      c == 0 ? first_list_ : list_, labels_("form.not-listed"),
                      labels_("form.choose-code"));
        rows_.choices({kFirstRow, stance, row - 1, stance}, record_.name(), stances_,
                      labels_("form.not-listed"), labels_("form.choose-stance"));
      }
    }
    rows_.freeze(kFirstRow, kSheetPlace);
    rows_.protect();
    PageSetup setup = page();
    setup.has_heading = true;
    setup.first_heading = setup.last_heading = kFirstRow - 1;
    rows_.page(setup);
  }

  const CodingSheetInput& in_;
  const CodingSheet& sheet_;
  const Labels& labels_;
  const Layout& layout_;
  Sheet& readme_;
  Sheet& codebook_;
  Sheet& rows_;
  Sheet& record_;
  Range first_list_, list_, stances_;
};

}  // namespace

Result<Done> write_coding_sheet(const CodingSheetInput& input, const std::string& path,
                                Issues& issues) {
  Book book(path, input.layout, input.labels,
            {input.sheet.study + " – " + input.sheet.coder,
             input.labels("readme.made", {input.program}), input.created},
            issues);
  Writer(input, book).write();
  return book.close();
}

}  // namespace samsyn::emit
