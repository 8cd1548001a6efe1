#pragma once

#include <string_view>

namespace samsyn::ingest {

struct Municipality {
  std::string_view name;  ///< official short form, "Lerum"; empty = none found
  bool exact = false;     ///< as it is spelt; otherwise it was one or two letters off
};

/// The Swedish municipality that a label names: "Lerum", "LERUM", "Lerums kommun", "Göteborgs
/// stad".
///
/// Source: the list of the 290 municipalities in corpus/lexicon/kommuner.txt (Statistics Sweden,
/// Kommuner i bokstavsordning), compiled in: this stage opens no files.
/// Cost: a case folding and a hash look-up.
Municipality find_municipality(std::string_view label);

/// The same, or the municipality whose name is one letter off ("Lerun"; two from ten letters on). A
/// misspelling that fits two municipalities equally well names none, nor do names shorter than five
/// letters, which are too like ordinary words.
/// Cost: about 10 µs when it is not spelt right.
Municipality guess_municipality(std::string_view label);

}  // namespace samsyn::ingest
