// Workbooks of Excel 2007 and later: ECMA-376 (Office Open XML), parts 1 and 2, transitional and
// strict, as Excel, LibreOffice, survey tools, openpyxl and libxlsxwriter write them. A container
// (zip_part) of XML members (xlsx_xml): what the workbook holds stands in xlsx_book, what numbers
// show in xlsx_styles, the cells in xlsx_sheet.

#include <array>

#include "stages/ingest/xlsx_sheet.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::array<std::string_view, 2> kSuffixes{".xlsx", ".xlsm"};

bool recognises(std::string_view bytes) { return zip_holds(bytes, "xl/"); }

Result<std::vector<SheetInfo>> sheets(const Input& input) {
  const Result<Container> container = Container::open(input, "xlsx");
  if (!container) return container.issue();
  const Result<Book> book = read_book(*container, inflation_cap(input.bytes.size()));
  if (!book) return book.issue();
  std::vector<SheetInfo> found;
  for (const Sheet& sheet : book->sheets) found.push_back({sheet.name, sheet.hidden});
  return found;
}

Result<const Sheet*> find_sheet(const Book& book, const std::string& wanted, const Input& input) {
  if (wanted.empty()) {
    for (const Sheet& sheet : book.sheets) {
      if (!sheet.hidden) return &sheet;
    }
    return &book.sheets.front();
  }
  std::vector<std::string> names;
  std::string list;
  for (const Sheet& sheet : book.sheets) {
    if (sheet.name == wanted) return &sheet;
    names.push_back(sheet.name);
    list += (list.empty() ? "" : ", ") + sheet.name;
  }
  const std::string near = nearest(wanted, names);
  return Issue{Severity::error,
               "ingest.no-such-sheet",
               {input.name, wanted, {}},
               "the workbook has no sheet called " + wanted +
                   (near.empty() ? std::string() : "; did you mean " + near + "?"),
               {},
               "name one of its sheets in the source (" + list + "), or leave \"sheet\" out"};
}

Result<Done> rows(const Input& input, const TableOptions& options, const RowSink& sink,
                  Issues& issues) {
  const std::uint64_t cap = inflation_cap(input.bytes.size());
  const Result<Container> container = Container::open(input, "xlsx");
  if (!container) return container.issue();
  const Result<Book> book = read_book(*container, cap);
  if (!book) return book.issue();
  const Result<const Sheet*> sheet = find_sheet(*book, options.sheet, input);
  if (!sheet) return sheet.issue();
  const Result<SharedStrings> strings = read_strings(*container, *book, cap);
  if (!strings) return strings.issue();
  const Result<std::vector<Shown>> styles = read_styles(*container, *book, cap);
  if (!styles) return styles.issue();
  return read_sheet(*container, **sheet, *book, *strings, *styles, cap, input, sink, issues);
}

}  // namespace

extern const Reader xlsx_reader;
const Reader xlsx_reader{"xlsx", kSuffixes, recognises, sheets, rows, nullptr, true};

}  // namespace samsyn::ingest
