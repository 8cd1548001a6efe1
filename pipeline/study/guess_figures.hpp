#pragma once
// Tables of figures that nobody answered: units and years.

#include <string>
#include <vector>

#include "pipeline/study/guess.hpp"
#include "pipeline/study/sample.hpp"

namespace samsyn::guess {

/// Makes the source one of kind figures and tells what its columns are, when the table looks like
/// figures of units by year; else leaves all as it was and gives false.
///
/// It does when a column of names (the unit) comes before columns of numbers, and either each year
/// has a column ("Utfall 2023", "2024"; one year is enough beside a target), each unit one row; or
/// a column titled "År" holds years, and no unit has one of them twice. No title asks a question,
/// no column is a respondent's id. Of several measures beside each other the first is taken, and
/// said so; a column of words more is left out. Cost: linear in the sample.
bool guess_figures(const Sample& sample, const std::string& file, SourceSpec& source,
                   std::vector<GuessLine>& lines);

}  // namespace samsyn::guess
