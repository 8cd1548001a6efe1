#include "stages/ingest/long_answers.hpp"

#include <algorithm>
#include <span>
#include <unordered_set>
#include <utility>

namespace samsyn::ingest {
namespace {

constexpr const char* kUnknownQuestion = "ingest.unknown-question";

}  // namespace

void LongAnswers::prepare(const Columns& titles, std::size_t question, std::size_t answer) {
  titles_ = &titles;
  question_ = question;
  answer_ = answer;
  for (const ItemSpec& item : source_.items) {
    by_text_.emplace(collapsed(item.column), static_cast<std::uint32_t>(&item - &source_.items[0]));
  }
}

bool LongAnswers::take(std::uint32_t respondent, const Row& row) {
  const std::string text = to_text(field_of(row, question_));
  const auto question = by_text_.find(collapsed(text));
  if (question != by_text_.end()) return answer(respondent, question->second, row);
  Rows& unknown = unknown_[std::string(trimmed(text))];
  if (unknown.count++ == 0) unknown.first = row.number;
  return false;
}

bool LongAnswers::answer(std::uint32_t respondent, std::uint32_t question, const Row& row) {
  auto& responses = document_.responses;
  const std::size_t before = responses.size();
  const std::size_t blocks = document_.blocks.size();
  answers_.add(respondent, question, source_.items[question], std::span(&field_of(row, answer_), 1),
               std::span(&answer_, 1), *titles_, row.number);
  const std::uint64_t key = (std::uint64_t{respondent} << 32U) | question;
  const auto [known, added] = answered_.try_emplace(key);
  if (added) {
    for (std::size_t i = before; i < responses.size(); ++i) known->second.push_back(i);
    return true;
  }
  const std::vector<Response> now(responses.begin() + static_cast<std::ptrdiff_t>(before),
                                  responses.end());
  responses.resize(before);
  return again(known->second, now, question, blocks, row);
}

/// Asked again: an empty answer gives way, a further choice or text is added, and what is there
/// already is not counted twice. Only one answer to a closed question can be right.
bool LongAnswers::again(std::vector<std::size_t>& earlier, const std::vector<Response>& now,
                        std::uint32_t question, std::size_t blocks, const Row& row) {
  const ItemSpec& item = source_.items[question];
  auto& responses = document_.responses;
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
      // A further open answer is kept, but the person counts once and the file is reported once.
      if (item.type == ItemType::open && document_.blocks.size() != blocks &&
          further_.count++ == 0) {
        further_.first = row.number;
        further_question_ = question;
      }
      continue;
    }
    if (item.type == ItemType::multiple) {
      earlier.push_back(responses.size());
      responses.push_back(response);
      continue;
    }
    document_.blocks.resize(blocks);
    faults_.add(doubt(in_column(row.number, answer_), "ingest.duplicate-answer",
                      "the respondent has answered this question otherwise in an earlier row; "
                      "this row was skipped",
                      "take one of the rows out, or give the item \"type\": \"multiple\"",
                      to_text(field_of(row, answer_))));
    return false;
  }
  return true;
}

void LongAnswers::finish() {
  report_unknown_questions();
  report_second_answers();
}

void LongAnswers::report_unknown_questions() {
  std::vector<std::pair<std::string, Rows>> in_order(unknown_.begin(), unknown_.end());
  std::sort(in_order.begin(), in_order.end(),
            [](const auto& a, const auto& b) { return a.second.first < b.second.first; });
  std::vector<std::string> known;
  for (const ItemSpec& item : source_.items) known.push_back(item.column);
  std::unordered_set<std::string> ignored;
  for (const std::string& title : source_.ignored) ignored.insert(collapsed(title));
  for (const auto& [text, rows] : in_order) {
    if (ignored.contains(collapsed(text))) {
      document_.skipped -= rows.count;  // left out on purpose
      continue;
    }
    const Where where = in_column(rows.first, question_);
    const std::string near =
        faults_.tells(kUnknownQuestion, where) ? nearest(text, known) : std::string();
    faults_.add(
        doubt(where, kUnknownQuestion,
              "the manifest has no item for this question, which stands in " +
                  std::to_string(rows.count) + " rows" +
                  (near.empty() ? std::string() : "; did you mean «" + excerpt_of(near) + "»?"),
              "add an item whose \"column\" is the question's text, or list the text "
              "under \"ignored\"",
              text));
  }
}

void LongAnswers::report_second_answers() {
  if (further_.count == 0) return;
  faults_.add(doubt(in_column(further_.first, answer_), "ingest.second-answer",
                    std::to_string(further_.count) +
                        (further_.count == 1 ? " row gives" : " rows give") +
                        " a further text of a respondent to a question answered in an earlier "
                        "row; all texts are kept, and the respondent counts once",
                    "nothing, if people could answer more than once; else look for ids that "
                    "were given twice",
                    document_.questions[further_question_].title));
}

}  // namespace samsyn::ingest
