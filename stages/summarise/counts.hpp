#pragma once
// Everything a Tally has counted: what the makers of tables read.

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/study.hpp"
#include "pipeline/model/summary.hpp"
#include "stages/summarise/closed.hpp"
#include "stages/summarise/order.hpp"
#include "stages/summarise/people.hpp"
#include "stages/summarise/quotations.hpp"
#include "stages/summarise/slice.hpp"

namespace samsyn::summarise {

/// What one document gave.
struct SourceCounts {
  std::string source, sheet;
  SourceKind kind = SourceKind::survey;
  /// By respondent: number in People. Who was measured several times is one of them.
  std::vector<std::uint32_t> persons;
  std::uint32_t people = 0;  ///< respondents
  std::uint32_t rows = 0;
  std::uint32_t skipped = 0;
  std::uint64_t answers = 0;
  std::uint64_t segments = 0;
  std::uint64_t coded = 0;
  std::vector<std::uint32_t> items;  ///< by question: number in Items; kNone = no item
};

/// Segments and answers in which a row of codes stands.
struct Mentions {
  std::uint64_t segments = 0;
  std::uint64_t answers = 0;
};

/// "This person affirmed this in an answer to this item."
struct ItemHit {
  std::uint32_t item = 0, row = 0, person = 0;
  auto operator<=>(const ItemHit&) const = default;
};

struct Counts {
  Counts(const Study& s, const Codebook& c)
      : study(s),
        codebook(c),
        counter(c, s.outputs.quotations),
        people(s.attributes.size(), counter.rows()),
        items(s),
        shelf(c.codes.size(), s.outputs.quotations),
        mentions(kKinds.size() * kStances * counter.rows()),
        by_value(s.attributes.size()),
        pairs(c.codes.size() * c.codes.size()),
        pair_people(pairs.size()),
        near(c.codes.size() * c.codes.size()),
        near_people(near.size()) {}

  const Mentions& of(SourceKind kind, Stance stance, std::uint32_t row) const {
    return mentions[(number_of(kind) * kStances + static_cast<std::size_t>(stance)) *
                        counter.rows() +
                    row];
  }

  const Study& study;
  const Codebook& codebook;
  Counter counter;
  People people;
  Items items;
  Shelf shelf;
  std::vector<SourceCounts> sources;
  /// By Respondent::person: number in People; kNone = not met yet.
  std::vector<std::uint32_t> measured;
  std::vector<Mentions> mentions;  ///< by kind, stance and row
  /// By attribute, then value x rows: segments that affirm the row. Segments of nobody known count
  /// as the empty value.
  std::vector<std::vector<std::uint64_t>> by_value;
  std::vector<ItemHit> item_hits;
  std::vector<std::vector<std::uint64_t>> item_segments;  ///< by item, then row
  std::vector<std::uint64_t>
      pairs;  ///< codes x codes: answers in which both stand, first <= second
  /// Parallel to pairs: the people of these answers, at most as many as Privacy::least_cell.
  std::vector<std::vector<std::uint32_t>> pair_people;
  /// Codes x codes: answers in which the second stands near the first (struct Near); and their
  /// people, at most as many as Privacy::least_cell.
  std::vector<std::uint64_t> near;
  std::vector<std::vector<std::uint32_t>> near_people;
};

struct ClosedDesk;
struct Tested;

/// What the makers of tables are given.
struct Desk {
  const Counts& counts;
  const Labels& labels;
  const Before& before;
  SourceKind main;  ///< whose people the shares rest on: surveys if there are any, else interviews,
                    ///< else notes

  const std::string& language() const { return counts.study.outputs.language; }
};

/// The codes of each taxonomy: over all, by attribute, kind and item; ranked for the chart. What
/// was tested by attributes is added to `tested`: see differences.hpp.
void add_code_tables(const ClosedDesk& desk, Summary& summary, std::vector<Tested>& tested);
/// Codes that stand together in answers, codes that the same people have, and stances.
void add_pair_tables(const Desk& desk, Summary& summary);
/// Of each taxonomy with stances: who speaks of its codes in which kind of source, and in how many
/// answers something that helps, or a principle, stands beside it. What is worked out from these
/// numbers is filled in by add_worked_out().
void add_evidence(const ClosedDesk& desk, Summary& summary);
/// Each code in two or more sub-studies side by side, with the differences.
void add_substudies(const ClosedDesk& desk, Summary& summary);
/// Overview, people, and files.
void add_overview(const Desk& desk, Summary& summary);
void add_source_table(const Desk& desk, Summary& summary);

/// The file, and its sheet: "svar.xlsx#Blad1".
std::string source_id(const SourceCounts& source);
/// People, asked or not, of these kinds of sources who spoke of the row in this stance.
double speakers(const Counts& counts, std::uint32_t row, Stance stance,
                const std::vector<SourceKind>& kinds = {kKinds.begin(), kKinds.end()});
/// Is it the attribute that tells the time of repeated measurements? The same people at several
/// times are no groups to compare.
bool is_time(const Study& study, std::size_t attribute);
/// The attributes by which people are compared.
std::vector<std::uint32_t> compared(const Study& study);

/// People of a kind who were asked.
std::uint32_t asked(const Counts& counts, SourceKind kind);
/// Was everybody of the kind asked, so that those who took part are those who were asked?
bool all_asked(const Counts& counts, SourceKind kind);
/// The values of an attribute that asked people of the kind have, in order, the empty one last.
std::vector<std::uint32_t> values_of(const Desk& desk, std::size_t attribute, SourceKind kind);
/// Those of an attribute's values that are present (by number), in the same order.
std::vector<std::uint32_t> in_order(const Desk& desk, std::size_t attribute,
                                    const std::vector<bool>& is_present);
/// The value as shown: a sub-study's name; the label of "unknown" for none.
std::string value_title(const Desk& desk, std::size_t attribute, std::uint32_t value);
/// The attribute as shown: "Kommun".
std::string attribute_title(const Desk& desk, std::size_t attribute);
/// Texts of the main kind: "{key}.survey".
std::string kind_text(const Desk& desk, std::string_view key, SourceKind kind,
                      const std::vector<std::string>& arguments = {});

}  // namespace samsyn::summarise
