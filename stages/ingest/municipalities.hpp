#pragma once

#include <cstdint>
#include <string_view>

namespace samsyn::ingest {

struct Municipality {
  std::string_view name;  ///< official short form, "Lerum"; empty = none found
  bool exact = false;     ///< as it is spelt; otherwise it was one or two letters off
};

/// The Swedish municipality that a label names: "Lerum", "LERUM", "Lerums kommun", "Lerum kn",
/// "Göteborgs stad".
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

/// What a value of the attribute municipality names.
struct Place {
  enum class Kind : std::uint8_t { unknown, exact, near };
  Kind kind = Kind::unknown;
  std::string_view name;  ///< as the list spells it; empty where several are named, and of unknown
};

/// The municipality or region (corpus/lexicon/regioner.txt: the 21 regions, the counties, and the
/// short names of both) of a value.
///
/// Exact: the name but for case, white space, Unicode form, hyphens, and "kommun", "stad" or "kn"
/// behind it with or without genitive; also a list of such names ("Falköping/Skara") and a group
/// with one ("Tibro (HR)"), which have no one name.
/// Near: no such name, but one fits best: it is the same without the marks of å, ä, ö
/// ("Atvidaberg"), or so few letters off as guess_municipality says. What fits two equally well is
/// unknown, so that no municipality is ever near another. Cost: as guess_municipality.
Place find_place(std::string_view value);

}  // namespace samsyn::ingest
