#pragma once
// Several choices in one cell.

#include <string>
#include <vector>

namespace samsyn::guess {

struct Choices {
  std::string separator;             ///< ";", ", ", "," or "json"; empty = one choice in a cell
  std::vector<std::string> options;  ///< chosen at least twice (all, where few answered), in the
                                     ///< form's order as far as the answers show it
  double certainty = 0;
};

/// Tells whether cells hold lists of options. Microsoft Forms writes ";" with one at the end, Power
/// Automate a JSON array, Google Forms ", " in the order of the form; an option may itself hold a
/// comma ("Lokaler, maskiner"): two parts that always stand together, the second with a small
/// letter, are one.
///
/// `several`: the question says that several answers may be given ("flera val"). Then the order in
/// which people list their choices is no objection, nor commas without a space after them.
Choices find_choices(const std::vector<std::string>& cells, bool several = false);

}  // namespace samsyn::guess
