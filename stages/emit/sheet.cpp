#include "stages/emit/sheet.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <filesystem>

#include "pipeline/model/text.hpp"
#include "stages/emit/cell_text.hpp"

namespace samsyn::emit {
namespace {

lxw_worksheet* sheet_of(void* sheet) { return static_cast<lxw_worksheet*>(sheet); }
lxw_format* format_of(void* format) { return static_cast<lxw_format*>(format); }
lxw_workbook* book_of(void* book) { return static_cast<lxw_workbook*>(book); }

/// The library takes 0 for "none", and has a number of its own for black.
lxw_color_t library_colour(std::uint32_t rgb) {
  return rgb == 0 ? lxw_color_t{LXW_COLOR_BLACK} : rgb;
}

/// A header or footer without codes: & is doubled; at most 255 characters, Excel's limit.
std::string page_text(std::string_view text) {
  std::string out;
  std::uint32_t length = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool starts = begins_point(text, i);
    if (starts && length + 2 > 200) break;  // room for the codes around it
    if (starts) ++length;
    if (text[i] == '&') {
      out += "&&";
      ++length;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

PageRoom page_room(const Layout& layout) {
  constexpr double kLong = 11.69;  // inches of A4
  constexpr double kShort = 8.27;  // likewise
  constexpr double kPerInch = 96;  // pixels
  return {(kLong - layout.left - layout.right) * kPerInch,
          (kShort - layout.top - layout.bottom) * kPerInch};
}

Book::Book(std::string path, const Layout& layout, const Labels& labels,
           const Properties& properties, Issues& issues)
    : path_(std::move(path)),
      folder_(std::filesystem::path(path_).parent_path().string()),
      layout_(layout),
      labels_(labels),
      issues_(issues) {
  assert(properties.created != 0);
  // Not constant_memory: charts must hold their figures, for viewers that do not recalculate.
  lxw_workbook_options options{};
  options.tmpdir = folder_.empty() ? nullptr : folder_.data();
  book_ = workbook_new_opt(path_.c_str(), &options);
  if (book_ == nullptr) {
    check(LXW_ERROR_MEMORY_MALLOC_FAILED, "workbook");
    return;
  }
  std::string title = cell_text(properties.title, {}).text;
  std::string comments = cell_text(properties.comments, {}).text;
  constexpr std::size_t kPropertyLimit = 255;  // characters, the library's limit
  for (std::string* text : {&title, &comments}) {
    while (lxw_utf8_strlen(text->c_str()) > kPropertyLimit) {
      std::size_t end = text->size() - 1;
      while (end > 0 && (static_cast<unsigned char>((*text)[end]) & 0xC0U) == 0x80U) --end;
      text->resize(end);
    }
  }
  lxw_doc_properties document{};
  document.title = title.data();
  document.comments = comments.data();
  document.created = properties.created;
  check(workbook_set_properties(book_of(book_), &document), "properties");
}

Book::~Book() {
  if (book_ != nullptr) lxw_workbook_free(book_of(book_));
}

void Book::check(int code, std::string_view what) {
  if (code == LXW_NO_ERROR || failed_ != 0) return;
  failed_ = code;
  failed_at_ = what;
}

std::uint32_t Book::colour(std::string_view key) const {
  const auto found = layout_.colours.find(key);
  assert(found != layout_.colours.end());
  return library_colour(found->second);
}

void* Book::format(const Style& style) {
  const auto found = formats_.find(style);
  if (found != formats_.end()) return found->second;
  lxw_format* format = workbook_add_format(book_of(book_));
  if (format == nullptr) {
    check(LXW_ERROR_MEMORY_MALLOC_FAILED, "format");
    return nullptr;
  }
  format_set_font_name(format, layout_.font.c_str());
  format_set_font_size(format, style.size > 0 ? style.size : layout_.size);
  if (style.bold) format_set_bold(format);
  if (style.italic) format_set_italic(format);
  if (style.underline) format_set_underline(format, LXW_UNDERLINE_SINGLE);
  if (style.wrap) format_set_text_wrap(format);
  if (style.rotated) format_set_rotation(format, 90);
  if (style.unlocked) format_set_unlocked(format);
  if (style.indent > 0) format_set_indent(format, style.indent);
  if (!style.colour.empty()) format_set_font_color(format, colour(style.colour));
  if (!style.fill.empty()) format_set_bg_color(format, colour(style.fill));
  if (!style.number.empty()) format_set_num_format(format, style.number.c_str());
  if (style.line_below) {
    format_set_bottom(format, LXW_BORDER_THIN);
    format_set_bottom_color(format, colour("line"));
  }
  switch (style.align) {
    case Align::general:
      break;
    case Align::left:
      format_set_align(format, LXW_ALIGN_LEFT);
      break;
    case Align::right:
      format_set_align(format, LXW_ALIGN_RIGHT);
      break;
    case Align::centre:
      format_set_align(format, LXW_ALIGN_CENTER);
      break;
  }
  format_set_align(format,
                   style.rotated || style.low ? LXW_ALIGN_VERTICAL_BOTTOM : LXW_ALIGN_VERTICAL_TOP);
  formats_.emplace(style, format);
  return format;
}

std::string Book::safe(std::string_view text, const Sheet& sheet, std::uint32_t row,
                       std::uint16_t column) {
  CellText cell = cell_text(text, labels_("text.cut"));
  if (cell.is_cut) {
    Where where{path_.substr(path_.rfind('/') + 1), sheet.name(), {}};
    where.row = row + 1;
    where.column = column + 1U;
    issues_.add({Severity::warning, "emit.text-cut", std::move(where),
                 "a text is longer than the 32,767 characters that a cell can hold, and was cut",
                 excerpt_of(text), "the whole text stands in codings.jsonl"});
  }
  return std::move(cell.text);
}

Sheet& Book::add_sheet(std::string_view wished) {
  const std::string name = sheet_name(wished, names_, labels_("sheet.unnamed"));
  names_.push_back(name);
  void* sheet = nullptr;
  if (failed_ == 0) {
    sheet = workbook_add_worksheet(book_of(book_), name.c_str());
    if (sheet == nullptr) check(LXW_ERROR_PARAMETER_VALIDATION, "sheet " + name);
  }
  sheets_.push_back(std::unique_ptr<Sheet>(new Sheet(*this, sheet, name)));
  return *sheets_.back();
}

Result<Done> Book::close() {
  if (book_ != nullptr && failed_ == 0) {
    const lxw_error code = workbook_close(book_of(book_));
    book_ = nullptr;  // closed and freed, whatever the code
    check(code, "close");
  }
  if (failed_ == 0) return Done{};
  const char* said = lxw_strerror(static_cast<lxw_error>(failed_));
  const bool is_disk =
      failed_ == LXW_ERROR_CREATING_XLSX_FILE || failed_ == LXW_ERROR_CREATING_TMPFILE ||
      failed_ == LXW_ERROR_READING_TMPFILE || failed_ == LXW_ERROR_ZIP_FILE_OPERATION ||
      failed_ == LXW_ERROR_ZIP_FILE_ADD || failed_ == LXW_ERROR_ZIP_CLOSE;
  return Issue{Severity::error,
               is_disk ? "output.not-writable" : "emit.workbook",
               {path_, {}, {}},
               "the workbook could not be written (" + failed_at_ + "): " + said,
               {},
               is_disk ? "make room on the disk, or choose another folder with --out"
                       : "report this as a fault in the program; the other outputs hold the same "
                         "figures"};
}

void Sheet::text(std::uint32_t row, std::uint16_t column, std::string_view text,
                 const Style& style) {
  if (book_.failed_ != 0) return;
  lxw_format* format = format_of(book_.format(style));
  if (text.empty()) {
    book_.check(worksheet_write_blank(sheet_of(sheet_), row, column, format), "blank cell");
    return;
  }
  const std::string safe = book_.safe(text, *this, row, column);
  book_.check(worksheet_write_string(sheet_of(sheet_), row, column, safe.c_str(), format), "text");
}

void Sheet::number(std::uint32_t row, std::uint16_t column, double number, const Style& style) {
  if (book_.failed_ != 0) return;
  if (!std::isfinite(number)) {
    text(row, column, {}, style);
    return;
  }
  lxw_format* format = format_of(book_.format(style));
  book_.check(worksheet_write_number(sheet_of(sheet_), row, column, number, format), "number");
}

void Sheet::merged(std::uint32_t row, std::uint16_t first, std::uint16_t last,
                   std::string_view text, const Style& style) {
  if (book_.failed_ != 0) return;
  if (first == last) {
    this->text(row, first, text, style);
    return;
  }
  const std::string safe = book_.safe(text, *this, row, first);
  lxw_format* format = format_of(book_.format(style));
  book_.check(worksheet_merge_range(sheet_of(sheet_), row, first, row, last, safe.c_str(), format),
              "merged cells");
}

void Sheet::link(std::uint32_t row, std::uint16_t column, const std::string& sheet,
                 std::uint32_t target_row, std::string_view text, const Style& style) {
  if (book_.failed_ != 0) return;
  constexpr std::uint32_t kMostLinks = 65530;  // on a sheet, Excel's limit
  if (links_ < kMostLinks) {
    ++links_;
    std::string quoted;
    for (const char c : sheet) quoted += c == '\'' ? std::string("''") : std::string(1, c);
    const std::string target = "internal:'" + quoted + "'!A" + std::to_string(target_row + 1);
    lxw_format* format = format_of(book_.format(style));
    book_.check(worksheet_write_url(sheet_of(sheet_), row, column, target.c_str(), format), "link");
  }
  this->text(row, column, text, style);  // in place of the address
}

void Sheet::column_width(std::uint16_t column, double characters) {
  if (book_.failed_ != 0) return;
  book_.check(worksheet_set_column(sheet_of(sheet_), column, column, characters, nullptr),
              "column");
}

void Sheet::row_height(std::uint32_t row, double points) {
  if (book_.failed_ != 0) return;
  book_.check(worksheet_set_row(sheet_of(sheet_), row, points, nullptr), "row");
}

void Sheet::freeze(std::uint32_t rows, std::uint16_t columns) {
  if (book_.failed_ != 0) return;
  worksheet_freeze_panes(sheet_of(sheet_), rows, columns);
}

void Sheet::filter(const Range& range) {
  if (book_.failed_ != 0) return;
  book_.check(worksheet_autofilter(sheet_of(sheet_), range.first_row, range.first_column,
                                   range.last_row, range.last_column),
              "filter");
}

void Sheet::heat(const Range& range) {
  if (book_.failed_ != 0) return;
  lxw_conditional_format shades{};
  shades.type = LXW_CONDITIONAL_2_COLOR_SCALE;
  shades.min_color = book_.colour("heat_low");
  shades.max_color = book_.colour("heat_high");
  book_.check(
      worksheet_conditional_format_range(sheet_of(sheet_), range.first_row, range.first_column,
                                         range.last_row, range.last_column, &shades),
      "heat map");
}

void Sheet::choices(const Range& range, const std::string& sheet, const Range& list,
                    const std::string& title, const std::string& text) {
  if (book_.failed_ != 0) return;
  const auto cell = [](std::uint32_t row, std::uint16_t column) {
    assert(column < 26);
    return std::string("$") + static_cast<char>('A' + column) + "$" + std::to_string(row + 1);
  };
  std::string formula = "='" + sheet + "'!" + cell(list.first_row, list.first_column) + ":" +
                        cell(list.last_row, list.last_column);
  std::string shown_title = title;
  std::string shown_text = text;
  lxw_data_validation list_of{};
  list_of.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
  list_of.value_formula = formula.data();
  list_of.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
  list_of.error_title = shown_title.data();
  list_of.error_message = shown_text.data();
  book_.check(worksheet_data_validation_range(sheet_of(sheet_), range.first_row, range.first_column,
                                              range.last_row, range.last_column, &list_of),
              "list of choices");
}

void Sheet::protect() {
  if (book_.failed_ != 0) return;
  lxw_protection allowed{};
  allowed.format_columns = LXW_TRUE;
  allowed.format_rows = LXW_TRUE;
  worksheet_protect(sheet_of(sheet_), nullptr, &allowed);
}

void Sheet::hide() {
  if (book_.failed_ == 0) worksheet_hide(sheet_of(sheet_));
}

void Sheet::hide_column(std::uint16_t column) {
  if (book_.failed_ != 0) return;
  lxw_row_col_options options{};
  options.hidden = LXW_TRUE;
  book_.check(worksheet_set_column_opt(sheet_of(sheet_), column, column, LXW_DEF_COL_WIDTH, nullptr,
                                       &options),
              "hidden column");
}

void Sheet::activate() {
  if (book_.failed_ == 0) worksheet_activate(sheet_of(sheet_));
}

void Sheet::page(const PageSetup& setup) {
  if (book_.failed_ != 0) return;
  lxw_worksheet* sheet = sheet_of(sheet_);
  const Layout& layout = book_.layout_;
  constexpr std::uint8_t kA4 = 9;  // ECMA-376 part 1, 18.3.1.63
  worksheet_set_paper(sheet, kA4);
  worksheet_set_landscape(sheet);
  if (setup.percent > 0) {
    worksheet_set_print_scale(sheet, setup.percent);
  } else {
    worksheet_fit_to_pages(sheet, 1, 0);
  }
  worksheet_set_margins(sheet, layout.left, layout.right, layout.top, layout.bottom);
  worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
  const std::string font = "&\"" + layout.font + "\"&8";
  const std::string header =
      "&L" + font + page_text(cell_text(setup.header, {}).text) + "&R" + font + "&A";
  const std::string footer = "&C" + font + setup.footer;
  book_.check(worksheet_set_header(sheet, header.c_str()), "header");
  book_.check(worksheet_set_footer(sheet, footer.c_str()), "footer");
  if (setup.last_printed > 0) {
    book_.check(worksheet_print_area(sheet, 0, 0, setup.last_printed, setup.last_column),
                "print area");
  }
  if (setup.has_heading) {
    book_.check(worksheet_repeat_rows(sheet, setup.first_heading, setup.last_heading), "headings");
  }
  if (!setup.breaks.empty()) {
    std::vector<lxw_row_t> breaks(setup.breaks.begin(), setup.breaks.end());
    constexpr std::size_t kMostBreaks = 1023;  // Excel's limit
    breaks.resize(std::min(breaks.size(), kMostBreaks));
    breaks.push_back(0);  // ends the library's list
    book_.check(worksheet_set_h_pagebreaks(sheet, breaks.data()), "page breaks");
  }
}

}  // namespace samsyn::emit
