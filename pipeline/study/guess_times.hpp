#pragma once
// Were the same people measured several times? Told from columns, rows or files.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/study/frames.hpp"
#include "pipeline/study/guess.hpp"
#include "pipeline/study/sample.hpp"

namespace samsyn::guess {

/// Columns that ask one thing at several times: "Steg (start)", "Steg (slut)".
struct TimedColumn {
  std::string base;                  ///< the title without the time
  std::string time;                  ///< as the title has it, in lower case
  std::vector<std::size_t> columns;  ///< all of that base, in the table's order
};
/// By column. A base has each time once, and two or more. Words alone ("Steg start") are believed
/// when two bases have the same times.
std::map<std::size_t, TimedColumn> timed_columns(const Sample& sample);

/// Rows of people who recur, each row at another time.
struct TimedRows {
  std::size_t respondent = 0, time = 0;  ///< columns
  std::vector<std::string> order;        ///< the times, earliest first
  std::vector<std::string> begins;       ///< their first days, where the column holds dates
};
/// The column that may tell the time of each row: by its title ("Mätning", "Tillfälle", "Omgång"),
/// or since all its values are times; it has 2 to 12 of them.
std::optional<std::size_t> time_column(const Sample& sample);
/// The times of a column, earliest first: as their names, numbers or dates tell, else as they come.
std::vector<std::string> times_in(const SampleColumn& column);
/// Do a quarter or more of the respondents stand at two times?
bool recur(const SampleColumn& respondents, const SampleColumn& times);
/// A wide table whose respondents recur, with one row for each time; or for each day of
/// measurement, where a column "Datum" parts into rounds that hold each of them once.
std::optional<TimedRows> timed_rows(const Sample& sample);

/// The study's attribute of the time; adds it when there is none.
std::uint32_t time_attribute(Study& study);
/// Adds times to the study's and puts all in order. An item or a source calls a time as they do:
/// known_time().
void add_times(Study& study, const std::vector<std::string>& times);
const std::string& known_time(const Study& study, const std::string& time);

/// Surveys that ask the same of the same people, each at the time that its file or sheet names
/// ("start.xlsx", "enkät_t1.csv"): the time becomes a constant of the source, and what the files
/// before told of an item holds for the later ones. Where there are several such series ("norr_t1",
/// "söder_t1"), their names become groups.
void times_from_files(const std::vector<Respondents>& respondents, Study& study,
                      std::vector<GuessLine>& lines);

/// Says which times were found and what to check; finds the stair's step. Call last.
void settle_times(Study& study, std::vector<GuessLine>& lines);

}  // namespace samsyn::guess
