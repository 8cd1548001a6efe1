#pragma once
// Figures that can't all be right.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stages/figures/statement.hpp"

namespace samsyn::figures {

enum class Kind : std::uint8_t {
  sum,       ///< a stated total, and what its parts add up to
  years,     ///< a figure for several years, and what those of the single years add up to
  repeated,  ///< the same told twice with different figures
  table,     ///< a total in a table, and what its rows or columns add up to
  data,      ///< a figure in a text, and the same in the study's tables of figures
};

/// One place: what stands there can be read and found.
struct Place {
  std::string source;           ///< as the study gives it
  std::string sheet;            ///< of a workbook
  std::uint32_t line = 0;       ///< of a text file, from 1
  std::uint32_t paragraph = 0;  ///< of a Word document, from 1
  std::uint32_t row = 0;        ///< of a table, from 1 with the header row
  std::string column;           ///< its title
  std::uint32_t field = 0;      ///< the column's number, from 1, where no title is shown
  std::string quote;            ///< the sentence or row, with pseudonyms
};

struct Contradiction {
  Kind kind = Kind::sum;
  Place stated_at;            ///< where the total, or the first of the two figures, stands
  Place against;              ///< where the parts, or the other figure, stand
  double stated = 0;          ///< the total, or the first figure
  std::vector<double> parts;  ///< that are added up; of repeated: the other figure alone
  double sum = 0;             ///< of the parts
  std::string noun;           ///< lemma of what is counted; empty = not said
  std::string unit;           ///< as it stands; empty = not said
  bool sure = false;  ///< words say that the parts are all of it, or one sentence stands twice
};

/// Two statements of one document, or of two, and figures of theirs that contradict each other, as
/// found.
struct Clash {
  Kind kind = Kind::sum;
  std::size_t stated_at = 0, against = 0;  ///< indices of statements
  std::uint32_t figure = 0;                ///< in the first one
  std::vector<double> parts;
  double sum = 0;
  bool sure = false;
  std::size_t stated_in = 0, against_in = 0;  ///< documents, where several are compared
};

/// Stated totals against their parts, in one sentence or in those right before it.
///
/// Compared: «A …, B … samt C …, totalt S»; «S, varav (av dem, fördelat på, :, in brackets) A … och
/// B …»; «av de S …»; «Av dessa …» of the sentence before; «A har … . B har … . Tillsammans har de
/// S». So that no sound text is pointed at, not compared are
///
/// - parts that may overlap or be some among others, unless words say that they are all: «fördelat
///   på», each of the whole's years, women and men or yes and no of whom nothing more is said; or
///   each has a place of its own and they are more than the whole;
/// - people of several years that are more than the total, since some came again;
/// - totals of something larger («totalt har länet 90»), unless the parts are more;
/// - sentences with parts without figure («några», «resten»), with averages, with what is counted
///   apart («utöver»), with a product of two figures; change, goals and earlier figures.
///
/// «Totalt» alone is compared in one sentence when it misses by three tenths at most, with the
/// sentences before it when they are more. «ca», «drygt», «minst», ranges: what the numbers can be
/// is added; a clash is where no choice fits.
///
/// Shape: the statements of one document, in order.  Cost: linear.
std::vector<Clash> clashing_sums(const std::vector<Statement>& statements);

/// The same quantity told twice with different figures, and a figure for several years against
/// those of the years.
///
/// Two figures are the same quantity when they have the same unit («Stadsbolaget» would be one),
/// noun, years and role, and the sentences share half of their other content words; or, without
/// units, when the sentences share six tenths of their words and at least one figure, so that one
/// is the other's copy. Sentences of different months, seasons or doings («sökte», «fick»), or of
/// which one is denied or planned, are not compared; sentences that stand oftener than eight times
/// are a form. `scope`: who speaks, by statement; different speakers are not compared.
///
/// Cost: linear in the number of statements, by hashes of their words.
std::vector<Clash> clashing_repeats(const std::vector<Statement>& statements,
                                    const std::vector<std::string>& scope);

/// A document's statements.
struct Spoken {
  const std::vector<Statement>* statements = nullptr;
  const std::vector<std::string>* scope = nullptr;  ///< as in clashing_repeats
  std::string
      whose;  ///< which municipality, group … the document is of; those of others may differ
};

/// The same quantity in two documents: unit, noun, years, role and doing are the same, the figures
/// differ, and the sentences share three tenths of their content words. Units that any document
/// may have («förvaltningen», «skolan») are passed over, and documents that also agree. Between
/// two documents each unit and year gives one clash.
///
/// Cost: n log n in the number of figures with unit, noun and year.
std::vector<Clash> clashing_between(const std::vector<Spoken>& documents);

/// Can the capital letters stand for the name? «KOF»: «Kultur- och omsorgsförvaltningen».
bool stands_for(std::string_view letters, std::string_view name);

}  // namespace samsyn::figures
