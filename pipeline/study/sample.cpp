#include "pipeline/study/sample.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "pipeline/study/guess_column.hpp"
#include "pipeline/study/wording.hpp"
#include "stages/ingest/columns.hpp"
#include "stages/ingest/totals.hpp"

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

/// Does the file hold one column, whose text was cut at its commas or semicolons? Then the records
/// have no common width, or the first one, the title, was not cut at all.
bool is_cut_text(const std::vector<Kept>& rows) {
  if (rows.size() < 2) return false;
  std::map<std::size_t, std::size_t> widths;
  std::size_t cut = 0, gaps = 0, blanks = 0;
  for (const Kept& row : rows) {
    ++widths[row.cells.size()];
    cut += row.cells.size() > 1 ? 1U : 0U;
    for (std::size_t i = 1; i < row.cells.size(); ++i, ++gaps)
      blanks += row.cells[i].starts_with(' ') ? 1U : 0U;
  }
  if (cut == 0) return false;
  std::size_t common = 0;  // records of the commonest width of several columns
  for (const auto& [width, n] : widths)
    if (width > 1) common = std::max(common, n);
  const bool common_width = common * 10 >= rows.size() * 6;
  // Below a report's name stands a table of one width, and no blanks follow its separators.
  if (rows.front().cells.size() == 1) return blanks * 10 >= gaps * (common_width ? 8U : 5U);
  return common * 10 < rows.size() * 9 && gaps > 0 && blanks * 10 >= gaps * 7;
}

/// A title asks or names; an answer tells. Of a single column only.
bool looks_like_title(const std::string& text, const std::vector<Kept>& rows, std::size_t first) {
  const std::string key = key_of(text);
  const std::vector<std::string> words = words_of(text);
  if (key.ends_with("?") || key.ends_with(":") || wording_cue(text) >= 1) return true;
  if (key.ends_with(".") || key.ends_with("!") || words.size() > 12) return false;
  for (std::size_t r = first; r < rows.size(); ++r)
    if (!rows[r].cells.empty() && key_of(rows[r].cells.front()) == key) return false;
  // A few words over sentences are a title; over a few words they may be either.
  double below = 0;
  for (std::size_t r = first; r < rows.size(); ++r)
    below +=
        static_cast<double>(rows[r].cells.empty() ? 0 : words_of(rows[r].cells.front()).size());
  below /= static_cast<double>(std::max<std::size_t>(1, rows.size() - first));
  constexpr std::array<std::string_view, 8> kNames{"svar", "fritext",  "fritextsvar", "answer",
                                                   "text", "response", "öppna svar",  "hinder"};
  if (std::find(kNames.begin(), kNames.end(), key) != kNames.end()) return true;
  return words.size() <= 4 && below >= 6;
}

bool is_totals(const Kept& row) {
  std::vector<ingest::Cell> cells(row.cells.size());
  for (std::size_t c = 0; c < cells.size(); ++c) {
    if (row.cells[c].empty()) continue;
    cells[c].kind = ingest::CellKind::text;
    cells[c].text = row.cells[c];
  }
  return ingest::is_totals_row(cells);
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
  Sample out;
  out.sheet = sheet;
  std::vector<Kept> rows;
  const auto read = [&](Issues& told) {
    rows.clear();
    out.cut = false;
    std::size_t bytes = 0;
    return reader.rows(
        input, options,
        [&](const ingest::Row& row) {
          Kept kept = keep(row);
          if (kept.filled == 0) return true;
          for (const std::string& cell : kept.cells) bytes += cell.size() + sizeof(std::string);
          rows.push_back(std::move(kept));
          out.cut = rows.size() > most_rows || bytes > most_bytes;
          return !out.cut;
        },
        told);
  };
  Result<Done> done = read(issues);
  if (!done) return done.issue();
  const bool workbook = reader.container;
  if (!workbook && is_cut_text(rows)) {
    // A sign that stands nowhere between quotes parts nothing: each record is then one cell.
    for (const std::string_view sign : {"tab", "|", ";", "^", "\x1F"}) {
      options.separator = sign;
      Issues again;
      done = read(again);
      if (!done) return done.issue();
      if (std::all_of(rows.begin(), rows.end(),
                      [](const Kept& r) { return r.cells.size() == 1; })) {
        out.separator = sign;
        break;
      }
    }
    if (out.separator.empty()) {
      options.separator.clear();
      Issues again;
      done = read(again);
      if (!done) return done.issue();
    }
  }
  const bool single = !rows.empty() && std::all_of(rows.begin(), rows.end(), [](const Kept& row) {
    return row.filled == 1 && !row.cells.front().empty();
  });
  // A sheet's single column may as well be a note to the reader.
  constexpr std::size_t kFewestInSheet = 4;

  const std::size_t header = single ? 0 : header_of(rows);
  const bool enough = single && rows.size() >= (workbook ? kFewestInSheet : 2U);
  if (rows.empty() || (rows[header].filled < 2 && !enough)) {
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
  out.untitled = single && !looks_like_title(rows.front().cells.front(), rows, 1);
  while (!single && rows.size() > header + 2 && is_totals(rows.back())) {
    rows.pop_back();
    ++out.totals;
  }
  out.header_row = rows[header].number;
  out.header_rows = !single && has_second_header(rows, header) ? 2 : 1;
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
