#include "stages/ingest/attributes.hpp"

#include <algorithm>
#include <optional>

#include "stages/ingest/columns.hpp"
#include "stages/ingest/totals.hpp"

namespace samsyn::ingest {
namespace {

class AttributeReading {
 public:
  AttributeReading(Where place, const AttributeTable& table, const Study& study, Issues& issues)
      : place_(std::move(place)),
        table_(table),
        width_(std::max<std::size_t>(study.attributes.size(), kFirstOwnAttribute)),
        faults_(issues) {}

  bool take(const Row& row) {
    if (heading_.take(row)) return true;
    if (!ready_) prepare();
    if (refusal_) return false;
    if (std::all_of(row.cells.begin(), row.cells.end(), is_blank)) return true;
    if (is_totals_row(row.cells)) return true;  // is nobody's id
    std::string id = text(row, key_);
    if (id.empty()) {
      faults_.add(doubt(in_cell(place_, row.number, key_, table_.key), "ingest.no-key",
                        "the row has no respondent id; it was skipped",
                        "fill in the id, or take the row out"));
      return true;
    }
    std::vector<std::string> values(width_);
    for (const auto& [attribute, column] : columns_) values[attribute] = text(row, column);
    const auto [known, added] = values_.of.emplace(id, std::move(values));
    if (!added) {
      faults_.add(doubt(in_cell(place_, row.number, key_, table_.key), "ingest.duplicate-key",
                        "the respondent " + id + " stands in an earlier row too, which was kept",
                        "take one of the rows out", id));
    }
    return true;
  }

  Result<AttributeValues> finish() {
    if (!ready_) prepare();
    if (refusal_) return *refusal_;
    faults_.finish();
    return std::move(values_);
  }

 private:
  static std::string text(const Row& row, std::size_t column) {
    return column < row.cells.size() ? std::string(trimmed(to_text(row.cells[column])))
                                     : std::string();
  }

  std::optional<std::size_t> find(const Columns& columns, const std::string& title) {
    const auto found = columns.find(title);
    if (!found) {
      Where where = place_;
      where.row = 1;
      refusal_ = columns.missing(where, title);
    }
    return found;
  }

  void prepare() {
    ready_ = true;
    const Columns columns = heading_.columns();
    const auto key = find(columns, table_.key);
    if (!key) return;
    key_ = *key;
    for (const AttributeSource& attribute : table_.attributes) {
      if (attribute.column.empty() || attribute.attribute >= width_) continue;
      const auto column = find(columns, attribute.column);
      if (!column) return;
      columns_.emplace_back(attribute.attribute, *column);
    }
  }

  Where place_;
  const AttributeTable& table_;
  std::size_t width_;
  Faults faults_;
  TableHead heading_{1, 1};
  bool ready_ = false;
  std::optional<Issue> refusal_;
  std::size_t key_ = 0;
  std::vector<std::pair<std::uint32_t, std::size_t>> columns_;
  AttributeValues values_;
};

}  // namespace

Result<AttributeValues> read_attributes(const Input& input, const AttributeTable& table,
                                        const Study& study, Issues& issues) {
  const Result<const Reader*> reader = reader_for(input);
  if (!reader) return reader.issue();
  if ((*reader)->rows == nullptr) {
    return Issue{Severity::error,
                 "ingest.not-a-table",
                 {input.name, {}, {}},
                 "attributes of respondents are read from a table, but this is running text",
                 {},
                 "export the table as .xlsx or .csv"};
  }
  AttributeReading reading({input.name, table.sheet, {}}, table, study, issues);
  const Result<Done> done = (*reader)->rows(
      input, {table.sheet, {}, {}}, [&](const Row& row) { return reading.take(row); }, issues);
  if (!done) return done.issue();
  return reading.finish();
}

void fill_attributes(Document& document, const AttributeValues& values, const SourceSpec& source,
                     Issues& issues) {
  std::uint32_t missing = 0;
  std::string first;
  for (Respondent& respondent : document.respondents) {
    const auto known = values.of.find(respondent.id);
    if (known == values.of.end()) {
      if (missing++ == 0) first = respondent.id;
      continue;
    }
    if (respondent.attributes.size() < known->second.size()) {
      respondent.attributes.resize(known->second.size());
    }
    for (std::size_t i = 0; i < known->second.size(); ++i) {
      if (respondent.attributes[i].empty()) respondent.attributes[i] = known->second[i];
    }
  }
  if (missing == 0) return;
  issues.add({Severity::warning,
              "ingest.no-attributes",
              {document.source, document.sheet, {}},
              std::to_string(missing) + " of " + std::to_string(document.respondents.size()) +
                  " respondents are not in the attribute table " + source.attribute_table.file,
              first,
              "compare the ids of the two tables; the key column is «" +
                  source.attribute_table.key + "»"});
}

}  // namespace samsyn::ingest
