#include "stages/emit/xlsx.hpp"

#include <algorithm>
#include <map>

#include "stages/emit/legible.hpp"
#include "stages/emit/xlsx_sheets.hpp"

namespace samsyn::emit {
namespace {

struct Planned {
  std::string name;
  std::vector<const Table*> tables;  ///< none: the sheet of all numbers, written last
  std::size_t place = 0;             ///< in Layout::sheets
};

/// The place of a sheet: of the layout's word that its key begins with ("codes" for
/// "codes.barriers.group"); last when there is none.
std::size_t place_of(const Layout& layout, const std::string& key) {
  const std::string head = key.substr(0, key.find('.'));
  const auto at = std::find(layout.sheets.begin(), layout.sheets.end(), head);
  return static_cast<std::size_t>(at - layout.sheets.begin());
}

}  // namespace

PageSetup page_setup(const WorkbookInput& input) {
  return {input.summary.study, input.labels("page.footer"), 0, 0, false};
}

Result<Done> write_workbook(const WorkbookInput& whole, const std::string& path, Issues& issues) {
  const Summary summary = legible(whole.summary, whole.labels);
  const WorkbookInput input{summary,      whole.codebook, whole.labels,
                            whole.layout, whole.program,  whole.created};
  const Table quotations = quotation_table(input);
  const Table codebook = codebook_table(input);
  const Table candidates = candidate_table(input);
  const Table disclosure = disclosure_table(input);
  std::vector<Planned> planned;
  const auto plan = [&](const std::string& key, std::string name,
                        std::vector<const Table*> tables) {
    if (!tables.empty())
      planned.push_back({std::move(name), std::move(tables), place_of(input.layout, key)});
  };
  for (const SheetName& sheet : input.summary.sheets) {
    std::vector<const Table*> tables;
    for (const Table& table : input.summary.tables) {
      if (table.sheet == sheet.key) tables.push_back(&table);
    }
    plan(sheet.key, sheet.name, std::move(tables));
  }
  if (!candidates.rows.empty()) {
    plan(candidates.sheet, input.labels("sheet.uncoded-quotations"), {&candidates});
  }
  if (!quotations.rows.empty()) {
    plan("quotations", input.labels("sheet.quotations"), {&quotations});
  }
  plan("codebook", input.labels("sheet.codebook"), {&codebook});
  planned.push_back({input.labels("sheet.data"), {}, place_of(input.layout, "data")});
  if (input.summary.disclosure.least_cell > 1) {
    plan("disclosure", input.labels("sheet.disclosure"), {&disclosure});
  }
  std::stable_sort(planned.begin(), planned.end(),
                   [](const Planned& a, const Planned& b) { return a.place < b.place; });

  Book book(path, input.layout, input.labels,
            {input.summary.study, input.labels("readme.made", {input.program}), input.created},
            issues);
  Sheet& readme = book.add_sheet(input.labels("sheet.readme"));
  Sheet& list = book.add_sheet(input.labels("sheet.tables"));
  std::vector<Content> contents{{list.name(), input.labels("tables.title")}};
  std::vector<Sheet*> sheets;
  std::map<std::string, Sheet*> by_name{{list.name(), &list}};
  for (const Planned& one : planned) {
    sheets.push_back(&book.add_sheet(one.name));
    contents.push_back({sheets.back()->name(), one.tables.empty() ? input.labels("numbers.title")
                                                                  : one.tables.front()->title});
    by_name.emplace(sheets.back()->name(), sheets.back());
  }
  write_readme(input, readme, contents);
  Register placed;
  for (std::size_t i = 0; i < planned.size(); ++i) {
    if (planned[i].tables.empty()) continue;
    if (planned[i].tables.front()->id == "method") {
      write_method(input, *sheets[i], *planned[i].tables.front(), placed);
    } else {
      write_tables(input, *sheets[i], planned[i].tables, placed);
    }
  }
  for (std::size_t i = 0; i < planned.size(); ++i) {
    if (planned[i].tables.empty()) write_data(input, *sheets[i], placed);
  }
  const Table tables = table_of_tables(input, placed);
  write_tables(input, list, {&tables}, placed);
  link_sheets(input, placed, by_name);
  return book.close();
}

}  // namespace samsyn::emit
