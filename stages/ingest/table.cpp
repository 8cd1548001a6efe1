#include "stages/ingest/table.hpp"

#include <algorithm>
#include <memory>
#include <unordered_map>
#include <utility>

#include "stages/ingest/answers.hpp"
#include "stages/ingest/columns.hpp"
#include "stages/ingest/municipalities.hpp"
#include "stages/ingest/spellings.hpp"
#include "stages/ingest/totals.hpp"

namespace samsyn::ingest {
namespace {

constexpr Cell kNoCell{};

/// Is it the same but for how it is typed?
bool same_value(std::uint32_t attribute, std::string_view a, std::string_view b) {
  if (spelling_key(a) == spelling_key(b)) return true;
  if (attribute != kMunicipality) return false;
  const Place one = find_place(a);
  const Place other = find_place(b);
  return one.kind == Place::Kind::exact && other.kind == one.kind && !one.name.empty() &&
         one.name == other.name;
}

const Cell& cell_at(const Row& row, std::size_t column) {
  return column < row.cells.size() ? row.cells[column] : kNoCell;
}

std::string stem_of(std::string_view name) {
  name = name.substr(name.find_last_of("/\\") + 1);
  const std::size_t dot = name.rfind('.');
  return std::string(dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot));
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

/// A row that is kept until it is known what follows it.
class HeldRow {
 public:
  explicit HeldRow(const Row& row) : number_(row.number), line_(row.line) {
    for (const Cell& cell : row.cells) {
      cells_.push_back(cell);
      texts_.emplace_back(cell.text);
    }
  }
  Row row() const {
    for (std::size_t i = 0; i < cells_.size(); ++i) cells_[i].text = texts_[i];
    return {number_, line_, cells_};
  }

 private:
  std::uint32_t number_, line_;
  mutable std::vector<Cell> cells_;  // point into texts_, wherever the row was moved
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
        answers_(document_, source, place_, faults_) {
    document_.source = input.name;
    document_.sheet = std::move(sheet);
    attributes_.resize(std::max<std::size_t>(study.attributes.size(), kFirstOwnAttribute));
    for (const AttributeSource& attribute : source.attributes) {
      if (attribute.attribute >= attributes_.size()) continue;
      if (attribute.from_file_name) attributes_[attribute.attribute] = stem_of(input.name);
      if (!attribute.constant.empty()) attributes_[attribute.attribute] = attribute.constant;
    }
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
    report_unknown_questions();
    report_second_answers();
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

  Issue doubt(const Row& row, std::string id, std::string message, std::string remedy) const {
    Issue issue = fault(std::move(id), std::move(message), std::move(remedy));
    issue.severity = Severity::warning;
    issue.where.row = row.number;
    return issue;
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
          respondent_column_ && !is_blank(cell_at(row, *respondent_column_)) &&
          std::all_of(row.cells.begin(),
                      row.cells.begin() + static_cast<std::ptrdiff_t>(*respondent_column_),
                      is_blank);
      if (!at_end && !in_id) {
        if (!take_answers(row)) return false;
        continue;
      }
      ++document_.rows;
      Issue issue =
          doubt(row, "ingest.totals-row", "the row counts or sums up the others; it was skipped",
                "nothing, unless somebody answered so: then give the row an id");
      issue.where.line = row.line;
      issue.excerpt = to_text(*std::find_if_not(row.cells.begin(), row.cells.end(), is_blank));
      faults_.add(std::move(issue));
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
    question_column_ = *question;
    answer_column_ = *answer;
    for (const ItemSpec& item : source_.items) {
      by_question_.emplace(collapsed(item.column), document_.questions.size());
      ask(item, item.column);
    }
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
    Issue issue = doubt(row, "csv.ragged-row",
                        "the row has " + std::to_string(row.cells.size()) +
                            " fields and the heading " + std::to_string(titles) +
                            (more ? "; it was skipped" : "; the last ones are taken as empty"),
                        more ? "put quotes round the answer that holds the separator"
                             : "look whether the row was cut off");
    issue.where.line = row.line;
    issue.excerpt = to_text(row.cells.back());
    if (!more) issue.severity = Severity::note;
    faults_.add(std::move(issue));
    return !more;
  }

  std::string id_of(const Row& row) {
    std::string id;
    if (respondent_column_) {
      id = trimmed(to_text(cell_at(row, *respondent_column_)));
      if (id.empty()) {
        Issue issue = doubt(row, "ingest.no-respondent",
                            "the row has no respondent id; it was named by its row",
                            "fill in the id, if the row belongs to someone who stands elsewhere");
        issue.where.column = static_cast<std::uint32_t>(*respondent_column_ + 1);
        issue.where.column_title = columns_.titles()[*respondent_column_];
        faults_.add(std::move(issue));
      }
    }
    return id.empty() ? "rad " + std::to_string(row.number) : id;
  }

  std::uint32_t add_respondent(std::string id, const Row& row) {
    Respondent respondent{std::move(id), attributes_, row.number};
    for (const auto& [attribute, column] : attribute_columns_) {
      respondent.attributes[attribute] = trimmed(to_text(cell_at(row, column)));
    }
    document_.respondents.push_back(std::move(respondent));
    return static_cast<std::uint32_t>(document_.respondents.size() - 1);
  }

  bool take_wide(const Row& row) {
    std::string id = id_of(row);
    const auto next = static_cast<std::uint32_t>(document_.respondents.size());
    if (respondent_column_) {
      const auto [known, added] = by_id_.emplace(id, next);
      if (!added) {
        Issue issue =
            doubt(row, "ingest.duplicate-respondent",
                  "the respondent " + id + " already stands in row " +
                      std::to_string(document_.respondents[known->second].row) +
                      "; this row was skipped",
                  "take one of the rows out, or give them different ids");
        issue.excerpt = id;
        issue.where.column = static_cast<std::uint32_t>(*respondent_column_ + 1);
        issue.where.column_title = columns_.titles()[*respondent_column_];
        faults_.add(std::move(issue));
        return skip();
      }
    }
    const std::uint32_t respondent = add_respondent(std::move(id), row);
    for (std::uint32_t question = 0; question < items_.size(); ++question) {
      const ItemColumns& item = items_[question];
      cells_.clear();
      for (const std::size_t column : item.columns) cells_.push_back(cell_at(row, column));
      answers_.add(respondent, question, *item.item, cells_, item.columns, columns_, row.number);
    }
    return true;
  }

  bool take_long(const Row& row) {
    std::string id = id_of(row);
    const auto next = static_cast<std::uint32_t>(document_.respondents.size());
    const auto [known, added] = by_id_.emplace(id, next);
    const std::uint32_t respondent = known->second;
    if (added) {
      add_respondent(std::move(id), row);
    } else {
      compare_attributes(respondent, row);
    }
    const std::string text = to_text(cell_at(row, question_column_));
    const auto question = by_question_.find(collapsed(text));
    if (question == by_question_.end()) {
      Unknown& unknown = unknown_[std::string(trimmed(text))];
      if (unknown.count++ == 0) unknown.row = row.number;
      return skip();
    }
    return answer_long(respondent, static_cast<std::uint32_t>(question->second), row);
  }

  bool answer_long(std::uint32_t respondent, std::uint32_t question, const Row& row) {
    const ItemSpec& item = source_.items[question];
    const Cell& cell = cell_at(row, answer_column_);
    auto& responses = document_.responses;
    const std::size_t before = responses.size();
    const std::size_t blocks = document_.blocks.size();
    answers_.add(respondent, question, item, std::span(&cell, 1), std::span(&answer_column_, 1),
                 columns_, row.number);
    const std::uint64_t key = (std::uint64_t{respondent} << 32U) | question;
    const auto [known, added] = answered_.emplace(key, std::vector<std::size_t>{});
    std::vector<std::size_t>& earlier = known->second;
    if (added) {
      for (std::size_t i = before; i < responses.size(); ++i) earlier.push_back(i);
      return true;
    }
    // Asked again: an empty answer gives way, a further choice or text is added, and what is there
    // already is not counted twice. Only one answer to a closed question can be right.
    const std::vector<Response> now(responses.begin() + static_cast<std::ptrdiff_t>(before),
                                    responses.end());
    responses.resize(before);
    for (const Response& response : now) {
      if (response.option == kNone) continue;
      if (responses[earlier.front()].option == kNone) {
        responses[earlier.front()] = response;
        continue;
      }
      const bool there = std::any_of(earlier.begin(), earlier.end(), [&](std::size_t i) {
        return responses[i].option == response.option;
      });
      if (there) {
        if (item.type == ItemType::open) more_words(question, blocks, row);
        continue;
      }
      if (item.type == ItemType::multiple) {
        earlier.push_back(responses.size());
        responses.push_back(response);
        continue;
      }
      document_.blocks.resize(blocks);
      Issue issue = doubt(row, "ingest.duplicate-answer",
                          "the respondent has answered this question otherwise in an earlier row; "
                          "this row was skipped",
                          "take one of the rows out, or give the item \"type\": \"multiple\"");
      issue.where.column = static_cast<std::uint32_t>(answer_column_ + 1);
      issue.where.column_title = columns_.titles()[answer_column_];
      issue.excerpt = to_text(cell);
      faults_.add(std::move(issue));
      return skip();
    }
    return true;
  }

  /// A further open answer: it is kept, but the person counts once and the file is reported once.
  void more_words(std::uint32_t question, std::size_t block, const Row& row) {
    if (document_.blocks.size() == block) return;
    if (again_.count++ == 0) {
      again_.row = row.number;
      again_question_ = question;
    }
  }

  void report_second_answers() {
    if (again_.count == 0) return;
    Issue issue =
        fault("ingest.second-answer",
              std::to_string(again_.count) + (again_.count == 1 ? " row gives" : " rows give") +
                  " a further text of a respondent to a question answered in an earlier "
                  "row; all texts are kept, and the respondent counts once",
              "nothing, if people could answer more than once; else look for ids that "
              "were given twice");
    issue.severity = Severity::warning;
    issue.where.row = again_.row;
    issue.where.column = static_cast<std::uint32_t>(answer_column_ + 1);
    issue.where.column_title = columns_.titles()[answer_column_];
    issue.excerpt = document_.questions[again_question_].title;
    faults_.add(std::move(issue));
  }

  void compare_attributes(std::uint32_t respondent, const Row& row) {
    for (const auto& [attribute, column] : attribute_columns_) {
      const std::string text = to_text(cell_at(row, column));
      const std::string_view value = trimmed(text);
      std::string& first = document_.respondents[respondent].attributes[attribute];
      if (value.empty() || value == first || same_value(attribute, value, first)) continue;
      if (first.empty()) {
        first = value;
        continue;
      }
      Issue issue = doubt(row, "ingest.contradicting-attribute",
                          "the respondent " + document_.respondents[respondent].id + " has «" +
                              excerpt_of(first) + "» in row " +
                              std::to_string(document_.respondents[respondent].row) +
                              ", which was kept",
                          "correct one of the rows");
      issue.where.column = static_cast<std::uint32_t>(column + 1);
      issue.where.column_title = columns_.titles()[column];
      issue.excerpt = value;
      faults_.add(std::move(issue));
    }
  }

  void report_unknown_questions() {
    std::vector<std::pair<std::string, Unknown>> in_order(unknown_.begin(), unknown_.end());
    std::sort(in_order.begin(), in_order.end(),
              [](const auto& a, const auto& b) { return a.second.row < b.second.row; });
    std::vector<std::string> known;
    for (const ItemSpec& item : source_.items) known.push_back(item.column);
    for (const auto& [text, unknown] : in_order) {
      if (std::any_of(
              source_.ignored.begin(), source_.ignored.end(),
              [key = collapsed(text)](const std::string& title) {
                return collapsed(title) == key;
              })) {
        document_.skipped -= unknown.count;  // left out on purpose
        continue;
      }
      const std::string near = nearest(text, known);
      Issue issue =
          fault("ingest.unknown-question",
                "the manifest has no item for this question, which stands in " +
                    std::to_string(unknown.count) + " rows" +
                    (near.empty() ? std::string() : "; did you mean «" + excerpt_of(near) + "»?"),
                "add an item whose \"column\" is the question's text, or list the text "
                "under \"ignored\"");
      issue.severity = Severity::warning;
      issue.where.row = unknown.row;
      issue.where.column = static_cast<std::uint32_t>(question_column_ + 1);
      issue.where.column_title = columns_.titles()[question_column_];
      issue.excerpt = text;
      faults_.add(std::move(issue));
    }
  }

  struct Unknown {
    std::uint32_t count = 0;
    std::uint32_t row = 0;
  };

  const SourceSpec& source_;
  Where place_;
  Faults faults_;
  TableHead heading_;
  Document document_;
  Answers answers_;

  bool ready_ = false;
  std::unique_ptr<Issue> refusal_;
  Columns columns_;
  std::vector<std::string> attributes_;  // of every respondent of this file
  std::vector<AttributeColumn> attribute_columns_;
  std::optional<std::size_t> respondent_column_;
  std::vector<ItemColumns> items_;                       // wide
  std::size_t question_column_ = 0, answer_column_ = 0;  // long
  std::unordered_map<std::string, std::size_t> by_question_;

  std::unordered_map<std::string, std::uint32_t> by_id_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> answered_;
  std::unordered_map<std::string, Unknown> unknown_;
  Unknown again_;  ///< rows with a further open answer
  std::uint32_t again_question_ = 0;
  std::vector<Cell> cells_;
  std::vector<HeldRow> held_;  // may be totals
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
