#pragma once

#include <string>
#include <string_view>

#include "pipeline/model/issue.hpp"
#include "pipeline/translation.hpp"

namespace samsyn {

/// How messages are told.
struct Telling {
  bool swedish = true;
  std::size_t width = 0;  ///< characters of a line; 0 = lines are not broken
  /// Where all of them stand, for what is not told: "issues.jsonl"; empty = nowhere.
  std::string_view whole;
  Translation translation{};  ///< the default leaves them as they are
};

/// The warnings and errors for people: place, what was found, id, text, remedy. What was said of
/// another place in the same words is told once, with the other places; five of an id are told, and
/// the number of the others. Ends with a line break; empty when there is nothing to tell.
std::string tell(const Issues& issues, const Telling& how);
std::string tell(const Issue& issue, const Telling& how);

/// 80 when stderr is a terminal, else 0.
std::size_t width_of_terminal();

/// The text with lines of at most `width` characters, broken at blanks; lines that go on are
/// indented by so many. What has no blank is not broken. Of a text with more than `most_lines` (0:
/// as many as it has) only these are given, and «…» for the rest. Without a line break at the end.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent,
                    std::size_t most_lines = 0);

}  // namespace samsyn
