#include "stages/ingest/figure_table.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "stages/ingest/columns.hpp"
#include "stages/ingest/spellings.hpp"
#include "stages/ingest/values.hpp"

namespace samsyn::ingest {
namespace {

constexpr double kFirstYear = 1800;
constexpr double kLastYear = 2200;

class FigureReading {
 public:
  FigureReading(Document& document, const SourceSpec& source, Issues& issues)
      : document_(document),
        source_(source),
        spec_(source.figures),
        place_{document.source, source.sheet},
        faults_(issues),
        heading_(source.header_row, 1) {}

  bool take(const Row& row) {
    if (heading_.take(row)) return true;
    if (!ready_) prepare();
    if (refusal_) return false;
    if (std::all_of(row.cells.begin(), row.cells.end(), is_blank)) return true;
    ++document_.rows;
    std::string unit = text(row, unit_);
    if (unit.empty()) unit = above_;
    if (unit.empty()) {
      ++document_.skipped;
      faults_.add(doubt(in_cell(place_, row.number, unit_, spec_.unit), "figures.no-unit",
                        "the row names no unit; it was skipped",
                        "write the unit's name, or take the row out"));
      return true;
    }
    above_ = unit;
    DataFigure figure;
    figure.unit = unit;
    figure.total = names_sum(unit);
    figure.measure = measure_ ? text(row, *measure_) : spec_.measured;
    figure.row = row.number;
    if (target_) figure.target = number(row, *target_, spec_.target);
    if (baseline_) figure.baseline = number(row, *baseline_, spec_.baseline);
    if (years_.empty()) {
      long_row(row, std::move(figure));
    } else {
      wide_row(row, figure);
    }
    return true;
  }

  std::optional<Issue> finish() {
    if (!ready_) prepare();
    faults_.finish();
    if (refusal_) return refusal_;
    if (!document_.figures.empty()) return {};
    return Issue{Severity::error,
                 "ingest.no-rows",
                 place_,
                 "there are no figures under the header",
                 {},
                 "check that it is the right file, sheet and header row"};
  }

 private:
  struct Year {
    std::uint32_t year;
    std::size_t column;
    std::string title;
  };

  void long_row(const Row& row, DataFigure figure) {
    const std::optional<double> year = number(row, *year_, spec_.year, false);
    if (!year || *year < kFirstYear || *year > kLastYear || *year != std::floor(*year)) {
      ++document_.skipped;
      faults_.add(doubt(in_cell(place_, row.number, *year_, spec_.year), "figures.not-a-year",
                        "a year was expected here; the row was skipped",
                        "write the year in four figures", text(row, *year_)));
      return;
    }
    figure.year = static_cast<std::uint32_t>(*year);
    figure.value = number(row, *value_, spec_.value);
    figure.column = spec_.value;
    add(std::move(figure));
  }

  void wide_row(const Row& row, const DataFigure& of) {
    for (const Year& year : years_) {
      DataFigure figure = of;
      figure.year = year.year;
      figure.value = number(row, year.column, year.title);
      figure.column = year.title;
      if (year.year != years_.back().year) figure.target = {};
      if (year.year != years_.front().year) figure.baseline = {};
      add(std::move(figure));
    }
  }

  void add(DataFigure figure) {
    if (!figure.value && !figure.target && !figure.baseline) return;
    const auto [at, fresh] =
        seen_.emplace(spelling_key(figure.unit), figure.year, spelling_key(figure.measure));
    if (!fresh) {
      ++document_.skipped;
      faults_.add(doubt(in_cell(place_, figure.row, unit_, spec_.unit), "figures.duplicate-unit",
                        figure.unit + " has a figure of this year in an earlier row; that was kept",
                        "take one of the rows out, or name what is counted in a column of its own",
                        figure.unit));
      return;
    }
    document_.figures.push_back(std::move(figure));
  }

  static std::string text(const Row& row, std::size_t column) {
    return std::string(trimmed(to_text(field_of(row, column))));
  }

  std::optional<double> number(const Row& row, std::size_t column, const std::string& title,
                               bool tell = true) {
    const Cell& cell = field_of(row, column);
    if (cell.kind == CellKind::number) return cell.number;
    const std::string said = text(row, column);
    if (!names_somebody(said)) return {};  // empty, or a dash
    const std::optional<double> value = parse_number(without_about(said), source_.decimal_comma);
    if (!value && tell) {
      faults_.add(doubt(in_cell(place_, row.number, column, title), "figures.not-a-number",
                        "a number was expected here; the cell was left out",
                        "write the figure alone in the cell", said));
    }
    return value;
  }

  std::optional<std::size_t> find(const Columns& columns, const std::string& title) {
    if (title.empty() || refusal_) return {};
    const auto found = columns.find(title);
    if (!found) refusal_ = columns.missing(in_row(place_, source_.header_row), title);
    return found;
  }

  void prepare() {
    ready_ = true;
    if (!heading_.found()) {
      refusal_ = Issue{Severity::error,
                       "ingest.no-header",
                       in_row(place_, source_.header_row),
                       "the table ends before the row with the titles",
                       {},
                       "correct \"header_row\""};
      return;
    }
    const Columns columns = heading_.columns();
    const auto unit = find(columns, spec_.unit);
    year_ = find(columns, spec_.year);
    value_ = find(columns, spec_.value);
    measure_ = find(columns, spec_.measure);
    target_ = find(columns, spec_.target);
    baseline_ = find(columns, spec_.baseline);
    for (const auto& [year, title] : spec_.years) {
      const auto column = find(columns, title);
      if (column) years_.push_back({year, *column, title});
    }
    std::sort(years_.begin(), years_.end(),
              [](const Year& a, const Year& b) { return a.year < b.year; });
    if (refusal_) return;
    unit_ = unit.value_or(0);
    // The manifest's check has seen to it that one of the two layouts is there.
    if (years_.empty() && (!year_ || !value_)) refusal_ = columns.missing(place_, spec_.value);
  }

  Document& document_;
  const SourceSpec& source_;
  const FigureColumns& spec_;
  Where place_;
  Faults faults_;
  TableHead heading_;
  bool ready_ = false;
  std::optional<Issue> refusal_;
  std::size_t unit_ = 0;
  std::optional<std::size_t> year_, value_, measure_, target_, baseline_;
  std::vector<Year> years_;
  std::string above_;
  std::set<std::tuple<std::string, std::uint32_t, std::string>> seen_;
};

}  // namespace

bool names_sum(std::string_view unit) {
  constexpr std::string_view kSums[] = {"summa",      "summa totalt", "totalt",      "total",
                                        "totalsumma", "sammanlagt",   "tillsammans", "samtliga",
                                        "alla",       "sum",          "grand total", "delsumma",
                                        "subtotal"};
  std::string key = spelling_key(unit);
  while (!key.empty() && (key.back() == ':' || key.back() == ' ')) key.pop_back();
  return std::find(std::begin(kSums), std::end(kSums), key) != std::end(kSums);
}

Result<Document> read_figures(const Reader& reader, const Input& input, const SourceSpec& source,
                              Issues& issues) {
  Document document;
  document.source = input.name;
  document.sheet = source.sheet;
  FigureReading reading(document, source, issues);
  const Result<Done> done = reader.rows(
      input, {source.sheet, source.encoding, source.separator},
      [&](const Row& row) { return reading.take(row); }, issues);
  if (!done) return done.issue();
  if (const auto refusal = reading.finish()) return *refusal;
  return document;
}

}  // namespace samsyn::ingest
