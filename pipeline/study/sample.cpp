#include "pipeline/study/sample.hpp"

#include <algorithm>
#include <map>

#include "pipeline/study/wording.hpp"
#include "stages/ingest/columns.hpp"

namespace samsyn::guess {
namespace {

constexpr std::size_t kHeadRows = 40;       // rows among which the titles are looked for
constexpr std::size_t kMostColumns = 4096;  // a wider table is no questionnaire

struct Kept {
  std::uint32_t number = 0;
  std::vector<std::string> cells;
  std::size_t filled = 0;
};

Kept keep(const ingest::Row& row) {
  Kept out;
  out.number = row.number;
  for (const ingest::Cell& cell : row.cells) {
    if (out.cells.size() == kMostColumns) break;
    std::string text = cell.kind == ingest::CellKind::text ? std::string(cell.text) : to_text(cell);
    if (ingest::is_blank(cell)) text.clear();
    out.filled += text.empty() ? 0U : 1U;
    out.cells.push_back(std::move(text));
  }
  return out;
}

std::string cell_of(const Kept& row, std::size_t column) {
  return column < row.cells.size() ? row.cells[column] : std::string();
}

bool is_figure(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.,- ") == std::string_view::npos;
}

/// The row with the titles: the first that is about as wide as the widest of the beginning.
std::size_t header_of(const std::vector<Kept>& rows) {
  std::size_t widest = 0;
  for (std::size_t i = 0; i < rows.size() && i < kHeadRows; ++i)
    widest = std::max(widest, rows[i].filled);
  for (std::size_t i = 0; i < rows.size() && i < kHeadRows; ++i) {
    // Two header rows have many blanks in the first: half the width is enough when the next row
    // stands under the blanks.
    if (rows[i].filled * 10 >= widest * 6) return i;
    if (rows[i].filled >= 2 && i + 1 < rows.size() && rows[i].filled * 10 >= widest * 3 &&
        !is_figure(cell_of(rows[i], 0)) && cell_of(rows[i + 1], 0).empty())
      return i;
  }
  return 0;
}

/// The titles as ingest reads them.
std::vector<std::string> titles_of(const std::vector<Kept>& rows, std::size_t header,
                                   std::uint32_t count) {
  ingest::TableHead heading(rows[header].number, count);
  for (std::size_t r = header; r < header + count; ++r) {
    std::vector<ingest::Cell> cells(rows[r].cells.size());
    for (std::size_t c = 0; c < cells.size(); ++c) {
      if (rows[r].cells[c].empty()) continue;
      cells[c].kind = ingest::CellKind::text;
      cells[c].text = rows[r].cells[c];
    }
    heading.take({rows[r].number, 0, cells});
  }
  return heading.columns().titles();
}

/// Is the row under the titles a second row of titles? It fills blanks of the first, and the
/// respondent's id, which every row of answers has, is blank in it or no figure as those below.
bool has_second_header(const std::vector<Kept>& rows, std::size_t header) {
  if (header + 2 >= rows.size() || rows[header + 1].number != rows[header].number + 1) return false;
  const Kept& upper = rows[header];
  const Kept& lower = rows[header + 1];
  std::size_t continues = 0;
  for (std::size_t c = 1; c < lower.cells.size(); ++c)
    continues += cell_of(upper, c).empty() && !lower.cells[c].empty() ? 1U : 0U;
  const std::string first = cell_of(lower, 0);
  const bool id_below = !cell_of(rows[header + 2], 0).empty();
  const bool no_id =
      first.empty() || (!is_figure(first) && is_figure(cell_of(rows[header + 2], 0)));
  if (!no_id || !id_below) return false;
  if (continues > 0) return true;
  // One column for each question: the second row then says the same thing ("Response") or nothing.
  std::map<std::string, std::size_t> said;
  for (std::size_t c = 1; c < lower.cells.size(); ++c)
    if (!lower.cells[c].empty()) ++said[key_of(lower.cells[c])];
  std::size_t most = 0;
  for (const auto& [text, n] : said) most = std::max(most, n);
  return most >= 2 && said.size() <= 2 && lower.filled >= 2;
}

}  // namespace

std::size_t Sample::answers() const {
  std::size_t n = 0;
  for (const SampleColumn& column : columns) {
    n += static_cast<std::size_t>(std::count_if(column.cells.begin(), column.cells.end(),
                                                [](const std::string& c) { return !c.empty(); }));
  }
  return n;
}

Result<Sample> take_sample(const ingest::Reader& reader, const ingest::Input& input,
                           const std::string& sheet, std::size_t most_rows, std::size_t most_bytes,
                           Issues& issues) {
  ingest::TableOptions options;
  options.sheet = sheet;
  std::vector<Kept> rows;
  std::size_t bytes = 0;
  Sample out;
  out.sheet = sheet;
  const Result<Done> done = reader.rows(
      input, options,
      [&](const ingest::Row& row) {
        Kept kept = keep(row);
        if (kept.filled == 0) return true;
        for (const std::string& cell : kept.cells) bytes += cell.size() + sizeof(std::string);
        rows.push_back(std::move(kept));
        out.cut = rows.size() > most_rows || bytes > most_bytes;
        return !out.cut;
      },
      issues);
  if (!done) return done.issue();

  const std::size_t header = header_of(rows);
  if (rows.empty() || rows[header].filled < 2) {
    Where where;
    where.file = input.name;
    where.sheet = sheet;
    return Issue{Severity::error,
                 "ingest.no-rows",
                 where,
                 "no row with column titles was found",
                 "",
                 "check that the first row holds the questions"};
  }
  out.header_row = rows[header].number;
  out.header_rows = has_second_header(rows, header) ? 2 : 1;
  const std::size_t first = header + out.header_rows;

  const std::vector<std::string> titles = titles_of(rows, header, out.header_rows);
  for (std::size_t c = 0; c < titles.size(); ++c) {
    SampleColumn column{titles[c], {}};
    for (std::size_t r = first; r < rows.size(); ++r)
      column.cells.push_back(c < rows[r].cells.size() ? std::move(rows[r].cells[c])
                                                      : std::string());
    out.columns.push_back(std::move(column));
  }
  out.rows = rows.size() - first;
  return out;
}

}  // namespace samsyn::guess
