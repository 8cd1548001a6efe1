#include <map>
#include <set>
#include <tuple>

#include "pipeline/study/guess_table.hpp"
#include "pipeline/study/titles.hpp"
#include "pipeline/study/wording.hpp"

namespace samsyn::guess {
namespace {

constexpr std::size_t kFewestRows = 4;
constexpr double kUniquePairs = 0.95;  // the rest may be answers sent in twice

bool is_one_of(const std::string& key, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (key == name) return true;
  return false;
}

struct Brief {
  std::string key;
  std::size_t answers = 0;
  std::map<std::string, std::size_t> values;
  double words = 0;      ///< mean of all answers
  double questions = 0;  ///< share of distinct values that end in "?"
};

Brief brief_of(const SampleColumn& column) {
  Brief out;
  out.key = key_of(column.title);
  for (const std::string& cell : column.cells) {
    if (cell.empty()) continue;
    ++out.answers;
    out.words += static_cast<double>(words_of(cell).size());
    ++out.values[key_of(cell)];
  }
  for (const auto& [value, n] : out.values) out.questions += value.ends_with("?") ? 1 : 0;
  if (out.answers > 0) {
    out.words /= static_cast<double>(out.answers);
    out.questions /= static_cast<double>(out.values.size());
  }
  return out;
}

/// The share of rows whose person and question, at their time if there are times, is another one.
double unique_pairs(const SampleColumn& a, const SampleColumn& b, const SampleColumn* times) {
  std::set<std::tuple<std::string, std::string, std::string>> pairs;
  std::size_t rows = 0;
  for (std::size_t r = 0; r < a.cells.size(); ++r) {
    if (a.cells[r].empty() || b.cells[r].empty()) continue;
    ++rows;
    pairs.emplace(a.cells[r], b.cells[r], times == nullptr ? std::string() : times->cells[r]);
  }
  return rows == 0 ? 0 : static_cast<double>(pairs.size()) / static_cast<double>(rows);
}

}  // namespace

std::optional<LongShape> find_long(const Sample& sample, std::optional<std::size_t> time) {
  if (sample.columns.size() < 3 || sample.rows < kFewestRows) return std::nullopt;
  std::vector<Brief> briefs;
  for (const SampleColumn& column : sample.columns) briefs.push_back(brief_of(column));

  LongShape best;
  double best_score = 0;
  for (std::size_t q = 0; q < briefs.size(); ++q) {
    if (q == time) continue;
    const Brief& question = briefs[q];
    const bool titled =
        is_one_of(question.key, {"fråga", "frågan", "frågor", "frågetext", "question", "questions",
                                 "item", "frågeformulering"});
    const bool filled = question.answers * 10 >= sample.rows * 9;
    if (!filled || question.values.size() < 2 || question.values.size() * 2 > question.answers)
      continue;
    double score = (titled ? 3 : 0) + (question.questions >= 0.5 ? 2 : 0);
    if (score < 2) continue;

    std::size_t answer = briefs.size();
    double answer_score = -1;
    for (std::size_t a = 0; a < briefs.size(); ++a) {
      if (a == q || a == time || briefs[a].answers == 0) continue;
      const bool named =
          is_one_of(briefs[a].key, {"svar", "svaret", "svarstext", "svarsalternativ", "answer",
                                    "response", "fritext", "text", "värde", "value"});
      const double s = (named ? 100 : 0) + briefs[a].words;
      if (s > answer_score) {
        answer_score = s;
        answer = a;
      }
    }
    std::size_t respondent = briefs.size();
    double respondent_score = -1;
    for (std::size_t r = 0; r < briefs.size(); ++r) {
      if (r == q || r == answer || r == time || briefs[r].answers * 10 < sample.rows * 9) continue;
      const KnownTitle* known = find_tool_column(sample.columns[r].title);
      const bool named = known != nullptr && known->role == Role::respondent;
      const auto distinct = static_cast<double>(briefs[r].values.size());
      const double each = static_cast<double>(briefs[r].answers) / distinct;
      if (distinct < 2 || each < 1.25 || briefs[r].words > 4) continue;
      const double pairs = unique_pairs(sample.columns[r], sample.columns[q],
                                        time ? &sample.columns[*time] : nullptr);
      if (pairs < (named ? 0.8 : kUniquePairs)) continue;
      const double s = (named ? 10 : 0) + pairs;
      if (s > respondent_score) {
        respondent_score = s;
        respondent = r;
      }
    }
    if (answer == briefs.size() || respondent == briefs.size()) continue;
    score += respondent_score > 10 ? 2 : 0;
    if (score <= best_score) continue;
    best_score = score;
    best = {respondent, q, answer};
  }
  if (best_score == 0) return std::nullopt;
  return best;
}

}  // namespace samsyn::guess
