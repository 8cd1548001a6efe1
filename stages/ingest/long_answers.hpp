#pragma once
// Rows of a table in the long layout: one answer each.

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/model/document.hpp"
#include "stages/ingest/answers.hpp"
#include "stages/ingest/columns.hpp"

namespace samsyn::ingest {

/// Finds the question that a row answers, and settles what a respondent answers again: an empty
/// answer gives way, a further choice or text is added, and what is there already counts once.
///
/// Issues: ingest.unknown-question (each wording once, with the number of its rows),
/// ingest.duplicate-answer (a second answer to a closed question), ingest.second-answer (a further
/// text; once in a file), those of Answers.
class LongAnswers {
 public:
  /// The document's questions are those of the source's items, in their order.
  LongAnswers(Document& document, const SourceSpec& source, const Where& place, Faults& faults,
              Answers& answers)
      : document_(document), source_(source), place_(place), faults_(faults), answers_(answers) {}

  /// Call once, when the table's heading is known; `titles` must outlive this.
  void prepare(const Columns& titles, std::size_t question, std::size_t answer);
  /// The respondent's answer in the row; false when the row was left out.
  bool take(std::uint32_t respondent, const Row& row);
  /// Reports what is told of the table as a whole. Call once, at the end.
  void finish();

 private:
  struct Rows {
    std::uint32_t count = 0;
    std::uint32_t first = 0;
  };
  bool answer(std::uint32_t respondent, std::uint32_t question, const Row& row);
  bool again(std::vector<std::size_t>& earlier, const std::vector<Response>& now,
             std::uint32_t question, std::size_t blocks, const Row& row);
  void report_unknown_questions();
  void report_second_answers();
  Where in_column(std::uint32_t row, std::size_t column) const {
    return in_cell(place_, row, column, titles_->titles()[column]);
  }

  Document& document_;
  const SourceSpec& source_;
  const Where& place_;
  Faults& faults_;
  Answers& answers_;
  const Columns* titles_ = nullptr;
  std::size_t question_ = 0, answer_ = 0;                   ///< columns
  std::unordered_map<std::string, std::uint32_t> by_text_;  ///< questions
  /// Respondent and question -> indices of the responses.
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> answered_;
  std::unordered_map<std::string, Rows> unknown_;
  Rows further_;  ///< rows with a further open answer
  std::uint32_t further_question_ = 0;
};

}  // namespace samsyn::ingest
