#pragma once
// A table's columns to a survey source of the manifest.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/study/guess.hpp"
#include "pipeline/study/naming.hpp"
#include "pipeline/study/sample.hpp"

namespace samsyn::guess {

/// The columns that make a table long: one row for each answer.
struct LongShape {
  std::size_t respondent = 0, question = 0, answer = 0;
};

/// A table is long when a column holds few distinct questions, another one respondents who recur,
/// hardly any pair of the two occurs twice (at one time, where `time` is the column that tells it),
/// and a third holds the answers.
std::optional<LongShape> find_long(const Sample& sample, std::optional<std::size_t> time);

/// Fills the source's layout, columns, attributes and items, the study's own attributes and
/// sub-studies, and one line for each column (each question of a long table). `number` is the
/// source's place in the study.
void guess_table(const Sample& sample, const std::string& file, std::size_t number, Naming& naming,
                 Study& study, SourceSpec& source, std::vector<GuessLine>& lines);

}  // namespace samsyn::guess
