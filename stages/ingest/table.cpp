#include "stages/ingest/table.hpp"

#include <algorithm>
#include <memory>
#include <unordered_map>
#include <utility>

#include "stages/ingest/answers.hpp"
#include "stages/ingest/columns.hpp"
#include "stages/ingest/long_answers.hpp"
#include "stages/ingest/municipalities.hpp"
#include "stages/ingest/speakers.hpp"
#include "stages/ingest/spellings.hpp"
#include "stages/ingest/times.hpp"
#include "stages/ingest/totals.hpp"

namespace samsyn::ingest {
namespace {

/// Is it the same but for how it is typed?
bool same_value(std::uint32_t attribute, std::string_view a, std::string_view b) {
  if (spelling_key(a) == spelling_key(b)) return true;
  if (attribute != kMunicipality) return false;
  const Place one = find_place(a);
  const Place other = find_place(b);
  return one.kind == Place::Kind::exact && other.kind == one.kind && !one.name.empty() &&
         one.name == other.name;
}

/// An attribute and the column that tells it.
struct AttributeColumn {
  std::uint32_t attribute;
  std::size_t column;
};

/// An item's columns: one, or one for each option.
struct ItemColumns {
  const ItemSpec* item;
  std::vector<std::size_t> columns;
};

/// A row that is kept until it is known what follows it. Its cells point into its texts, which stay
/// where they are when it is moved.
class HeldRow {
 public:
  explicit HeldRow(const Row& row)
      : number_(row.number), line_(row.line), cells_(row.cells.begin(), row.cells.end()) {
    texts_.reserve(cells_.size());
    for (Cell& cell : cells_) cell.text = texts_.emplace_back(cell.text);
  }
  HeldRow(HeldRow&&) = default;
  HeldRow& operator=(HeldRow&&) = default;
  HeldRow(const HeldRow&) = delete;
  HeldRow& operator=(const HeldRow&) = delete;
  Row row() const { return {number_, line_, cells_}; }

 private:
  std::uint32_t number_, line_;
  std::vector<Cell> cells_;
  std::vector<std::string> texts_;
};

class TableReading {
 public:
  TableReading(const Input& input, const SourceSpec& source, const Study& study, std::string sheet,
               Issues& issues)
      : source_(source),
        place_{input.name, sheet, {}},
        faults_(issues),
        heading_(source.header_row, source.header_rows),
        answers_(document_, source, place_, faults_),
        long_(document_, source, place_, faults_, answers_) {
    document_.source = input.name;
    document_.sheet = std::move(sheet);
    attributes_.resize(std::max<std::size_t>(study.attributes.size(), kFirstOwnAttribute));
    if (!study.occasions.empty()) occasions_ = &study.occasions;
    for (const ItemSpec& item : source.items) {
      item_times_.push_back(study.occasions.number(item.occasion));
    }
    set_source_attributes(attributes_, input.name, source);
  }

  bool take(const Row& row) {
    if (heading_.take(row)) return true;
    if (!ready_ && !prepare()) return false;
    if (std::all_of(row.cells.begin(), row.cells.end(), is_blank)) return true;
    if (is_totals_row(row.cells) && columns_.titles().size() > 1) {
      held_.emplace_back(row);
      return true;
    }
    return settle_held(false) && take_answers(row);
  }

  bool take_answers(const Row& row) {
    ++document_.rows;
    if (!fits(row)) return skip();
    return source_.layout == Layout::wide ? take_wide(row) : take_long(row);
  }

  Result<Document> finish() {
    if (!ready_) prepare();
    if (!refusal_) settle_held(true);
    if (refusal_) return *refusal_;
    answers_.finish();
    long_.finish();
    tell_short_rows();
    faults_.finish();
    if (document_.rows == 0) {
      return fault("ingest.no-rows", "the table has its heading, but no answers below it",
                   "export the survey with its answers, or take the file out of the study");
    }
    return std::move(document_);
  }

 private:
  Issue fault(std::string id, std::string message, std::string remedy) const {
    return Issue{Severity::error, std::move(id), place_, std::move(message), {}, std::move(remedy)};
  }

  Where in_column(const Row& row, std::size_t column) const {
    return in_cell(place_, row.number, column, columns_.titles()[column]);
  }

  bool skip() {
    ++document_.skipped;
    return true;
  }

  /// What looks like a totals row is one at the table's end, or where the word stands for the
  /// respondent's id; anywhere else somebody answered so.
  bool settle_held(bool at_end) {
    std::vector<HeldRow> held;
    held.swap(held_);
    for (const HeldRow& one : held) {
      const Row row = one.row();
      const bool in_id =
          respondent_column_ && !is_blank(field_of(row, *respondent_column_)) &&
          std::all_of(row.cells.begin(),
                      row.cells.begin() + static_cast<std::ptrdiff_t>(*respondent_column_),
                      is_blank);
      if (!at_end && !in_id) {
        if (!take_answers(row)) return false;
        continue;
      }
      ++document_.rows;
      Where where = in_row(place_, row.number);
      where.line = row.line;
      faults_.add(doubt(std::move(where), "ingest.totals-row",
                        "the row counts or sums up the others; it was skipped",
                        "nothing, unless somebody answered so: then give the row an id",
                        to_text(*std::find_if_not(row.cells.begin(), row.cells.end(), is_blank))));
      skip();
    }
    return true;
  }

  // ---- the heading -----------------------------------------------------------------------------

  bool refuse(Issue issue) {
    refusal_ = std::make_unique<Issue>(std::move(issue));
    return false;
  }

  /// The column of that title; none (and a refusal) when it is missing.
  std::optional<std::size_t> column(const std::string& title) {
    const auto found = columns_.find(title);
    if (!found) {
      Where where = place_;
      where.row = source_.header_row;
      refuse(columns_.missing(where, title));
    }
    return found;
  }

  bool prepare() {
    ready_ = true;
    if (!heading_.found()) {
      return refuse(fault("ingest.no-header",
                          "the table has no row " + std::to_string(source_.header_row) +
                              ", where its titles were expected",
                          "say in the source which row holds the titles: \"header_row\""));
    }
    columns_ = heading_.columns();
    if (!source_.respondent_column.empty()) {
      respondent_column_ = column(source_.respondent_column);
      if (!respondent_column_) return false;
    }
    for (const AttributeSource& attribute : source_.attributes) {
      if (attribute.column.empty() || attribute.attribute >= attributes_.size()) continue;
      const auto found = column(attribute.column);
      if (!found) return false;
      attribute_columns_.push_back({attribute.attribute, *found});
    }
    return source_.layout == Layout::wide ? prepare_wide() : prepare_long();
  }

  void ask(const ItemSpec& item, std::string title) {
    Question question;
    question.item = item.id;
    question.text = item.question.empty() ? title : item.question;
    question.title = std::move(title);
    question.type = item.type;
    question.about = item.about;
    question.occasion = item_times_[document_.questions.size()];
    document_.questions.push_back(std::move(question));
  }

  bool prepare_wide() {
    for (const ItemSpec& item : source_.items) {
      ItemColumns found{&item, {}};
      const std::vector<std::string> one{item.column};
      for (const std::string& title : item.columns.empty() ? one : item.columns) {
        const auto place = column(title);
        if (!place) return false;
        found.columns.push_back(*place);
      }
      std::string title =
          item.column.empty() ? columns_.titles()[found.columns.front()] : item.column;
      ask(item, std::move(title));
      items_.push_back(std::move(found));
    }
    return true;
  }

  bool prepare_long() {
    const auto question = column(source_.question_column);
    if (!question) return false;
    const auto answer = column(source_.answer_column);
    if (!answer) return false;
    for (const ItemSpec& item : source_.items) ask(item, item.column);
    long_.prepare(columns_, *question, *answer);
    return true;
  }

  // ---- rows ------------------------------------------------------------------------------------

  /// A text table's row with more fields than titles has an unquoted separator somewhere: what
  /// stands in which column cannot be known. (Stray cells beside a sheet's table harm nothing.)
  bool fits(const Row& row) {
    if (row.line == 0 || row.cells.size() == columns_.titles().size()) return true;
    const std::size_t titles = columns_.titles().size();
    const bool more = row.cells.size() > titles;
    if (more && std::all_of(row.cells.begin() + static_cast<std::ptrdiff_t>(titles),
                            row.cells.end(), is_blank)) {
      return true;
    }
    Where where = in_row(place_, row.number);
    where.line = row.line;
    if (!more) {
      if (short_rows_++ == 0) {
        short_row_ = std::move(where);
        short_fields_ = row.cells.size();
      }
      return true;
    }
    faults_.add(doubt(std::move(where), "csv.ragged-row",
                      "the row has " + std::to_string(row.cells.size()) +
                          " fields and the heading " + std::to_string(titles) + "; it was skipped",
                      "put quotes round the answer that holds the separator",
                      to_text(row.cells.back())));
    return false;
  }

  /// One message for all of them: an export that leaves out empty fields does so everywhere.
  void tell_short_rows() {
    if (short_rows_ == 0) return;
    const std::string titles = std::to_string(columns_.titles().size());
    faults_.add(doubt(short_row_, "csv.short-row",
                      std::to_string(short_rows_) +
                          (short_rows_ == 1 ? " row has fewer fields than the heading (here "
                                            : " rows have fewer fields than the heading (here ") +
                          std::to_string(short_fields_) + " of " + titles +
                          "); the last ones were taken as empty",
                      "look whether the rows were cut off"));
  }

  std::string id_of(const Row& row) {
    std::string id;
    if (respondent_column_) {
      id = trimmed(to_text(field_of(row, *respondent_column_)));
      if (!names_somebody(id)) {
        id.clear();
        faults_.add(doubt(in_column(row, *respondent_column_), "ingest.no-respondent",
                          "the row has no respondent id; it was named by its row",
                          "fill in the id, if the row belongs to someone who stands elsewhere"));
      }
    }
    return id.empty() ? "rad " + std::to_string(row.number) : id;
  }

  /// What tells a row's respondent from the others: of repeated measurements also the time.
  std::string key_of(const std::string& id, const Row& row) const {
    for (const auto& [attribute, column] : attribute_columns_) {
      if (!tells_time(attribute)) continue;
      const std::string text = to_text(field_of(row, column));
      const std::uint32_t time = time_of(*occasions_, text);
      return id + '\0' + (time == kNone ? spelling_key(text) : std::to_string(time) + '\0');
    }
    return id;
  }

  bool tells_time(std::uint32_t attribute) const {
    return occasions_ != nullptr && attribute == occasions_->attribute;
  }

  std::uint32_t add_respondent(std::string id, const Row& row) {
    Respondent respondent{std::move(id), attributes_, row.number};
    for (const auto& [attribute, column] : attribute_columns_) {
      respondent.attributes[attribute] = trimmed(to_text(field_of(row, column)));
    }
    document_.respondents.push_back(std::move(respondent));
    return static_cast<std::uint32_t>(document_.respondents.size() - 1);
  }

  bool take_wide(const Row& row) {
    std::string id = id_of(row);
    const auto next = static_cast<std::uint32_t>(document_.respondents.size());
    if (respondent_column_) {
      const auto [known, added] = by_id_.emplace(key_of(id, row), next);
      if (!added) {
        faults_.add(doubt(in_column(row, *respondent_column_), "ingest.duplicate-respondent",
                          "the respondent " + id + " already stands in row " +
                              std::to_string(document_.respondents[known->second].row) +
                              "; this row was skipped",
                          "take one of the rows out, or give them different ids", id));
        return skip();
      }
    }
    const std::uint32_t respondent = add_respondent(std::move(id), row);
    for (std::uint32_t question = 0; question < items_.size(); ++question) {
      const ItemColumns& item = items_[question];
      cells_.clear();
      for (const std::size_t column : item.columns) cells_.push_back(field_of(row, column));
      answers_.add(respondent, question, *item.item, cells_, item.columns, columns_, row.number);
    }
    return true;
  }

  bool take_long(const Row& row) {
    std::string id = id_of(row);
    const auto next = static_cast<std::uint32_t>(document_.respondents.size());
    const auto [known, added] = by_id_.emplace(key_of(id, row), next);
    const std::uint32_t respondent = known->second;
    if (added) {
      add_respondent(std::move(id), row);
    } else {
      compare_attributes(respondent, row);
    }
    return long_.take(respondent, row) || skip();
  }

  void compare_attributes(std::uint32_t respondent, const Row& row) {
    for (const auto& [attribute, column] : attribute_columns_) {
      const std::string text = to_text(field_of(row, column));
      const std::string_view value = trimmed(text);
      std::string& first = document_.respondents[respondent].attributes[attribute];
      if (tells_time(attribute)) continue;  // another date of the same time
      if (value.empty() || value == first || same_value(attribute, value, first)) continue;
      if (first.empty()) {
        first = value;
        continue;
      }
      faults_.add(doubt(in_column(row, column), "ingest.contradicting-attribute",
                        "the respondent " + document_.respondents[respondent].id + " has «" +
                            excerpt_of(first) + "» in row " +
                            std::to_string(document_.respondents[respondent].row) +
                            ", which was kept",
                        "correct one of the rows", std::string(value)));
    }
  }

  const SourceSpec& source_;
  Where place_;
  Faults faults_;
  TableHead heading_;
  Document document_;
  Answers answers_;
  LongAnswers long_;

  bool ready_ = false;
  std::unique_ptr<Issue> refusal_;
  Columns columns_;
  std::vector<std::string> attributes_;  // of every respondent of this file
  std::vector<AttributeColumn> attribute_columns_;
  std::optional<std::size_t> respondent_column_;
  std::vector<ItemColumns> items_;  // wide

  const Occasions* occasions_ = nullptr;                  // null = nobody is measured twice
  std::vector<std::uint32_t> item_times_;                 // by item
  std::unordered_map<std::string, std::uint32_t> by_id_;  // by key_of()
  std::vector<Cell> cells_;
  std::vector<HeldRow> held_;  // may be totals
  std::size_t short_rows_ = 0;
  Where short_row_;  // the first
  std::size_t short_fields_ = 0;
};

/// The sheet that will be read: the one named, or the first visible one.
Result<std::string> sheet_name(const Reader& reader, const Input& input, const SourceSpec& source) {
  if (!source.sheet.empty()) return source.sheet;
  const Result<std::vector<SheetInfo>> sheets = reader.sheets(input);
  if (!sheets) return sheets.issue();
  for (const SheetInfo& sheet : *sheets) {
    if (!sheet.hidden) return sheet.name;
  }
  return sheets->empty() ? std::string() : sheets->front().name;
}

}  // namespace

Result<Document> read_table(const Reader& reader, const Input& input, const SourceSpec& source,
                            const Study& study, Issues& issues) {
  Result<std::string> sheet = sheet_name(reader, input, source);
  if (!sheet) return sheet.issue();
  TableReading reading(input, source, study, *sheet, issues);
  const Result<Done> done = reader.rows(
      input, {*sheet, source.encoding, source.separator},
      [&](const Row& row) { return reading.take(row); }, issues);
  if (!done) return done.issue();
  return reading.finish();
}

}  // namespace samsyn::ingest
