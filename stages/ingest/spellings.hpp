#pragma once
// Values of an attribute that are the same but for how they were typed.

#include <string>
#include <string_view>
#include <vector>

namespace samsyn::ingest {

/// A throw-away key: NFC, lower case, runs of white space as one space, none at the ends, and no
/// stop, comma, colon or semicolon at the end. "Chef", "chef" and "Chef. " have the same.
std::string spelling_key(std::string_view text);

/// Values that were written in several ways, and the one that is shown.
struct JoinedSpelling {
  std::string shown;
  std::vector<std::string> others;  ///< in byte order
};

/// Gives values of the same key one spelling: a declared one, else the commonest, else the first in
/// byte order (which puts a capital first). Blank values stay. Returns what was changed, in byte
/// order of what is shown; the order of the values does not matter.
/// Cost: n log n in the values.
std::vector<JoinedSpelling> join_spellings(const std::vector<std::string*>& values,
                                           const std::vector<std::string>& declared = {});

/// "«chef», «CHEF» → «Chef»; …", for a message.
std::string describe(const std::vector<JoinedSpelling>& joined);

}  // namespace samsyn::ingest
