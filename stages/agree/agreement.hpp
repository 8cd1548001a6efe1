#pragma once
// Agreement between coders, or with a gold coding, as a value that tables, charts and JSON render.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stages/agree/coefficients.hpp"
#include "stages/agree/pool.hpp"
#include "stages/agree/resample.hpp"

namespace samsyn::agree {

/// What is compared. An answer's codes are those of its segments together, a person's those of all
/// their answers; whoever has judged only a part of it is left out there.
enum class Unit : std::uint8_t { segment, answer, respondent };
inline constexpr std::array<std::string_view, 3> kUnitNames{"segment", "answer", "respondent"};

/// Which stances make a code count as given.
enum class StanceUse : std::uint8_t {
  affirmed,  ///< as in the tables of a study: only affirmed ones
  any,       ///< whatever the stance
  apart,     ///< absent, affirmed, negated and hypothetical are four answers
};
inline constexpr std::array<std::string_view, 3> kStanceUseNames{"affirmed", "any", "apart"};

struct Options {
  std::optional<Unit> unit;  ///< nothing: segments, or answers where coders cut the texts apart
  StanceUse stance = StanceUse::affirmed;
  /// Nominal: is the code there? Else: in how many segments of the unit is it, on that scale? The
  /// categories are then 0 and the numbers that occur.
  Scale scale = Scale::nominal;
  std::string gold;        ///< the coder that the others are held against; empty = none
  bool by_answer = false;  ///< draw answers, not persons, for intervals
  Resampling resampling;
};

/// A number with its uncertainty, or the reason why there is none.
struct Estimate {
  std::optional<double> value;
  Undefined why = Undefined::none;
  std::optional<Interval> interval;  ///< 95 %, by resampling clusters
  Undefined why_no_interval = Undefined::none;
  std::optional<double> standard_error;  ///< Gwet's, as if units were independent
  std::optional<Interval> analytic;      ///< 95 % by it, cut at 1
};

enum class RowKind : std::uint8_t {
  sets,   ///< all codes of a unit as one set, by MASI: only alpha and percent (the same set)
  all,    ///< every decision on every code together
  pair,   ///< the same for two of more than two coders
  group,  ///< is any code of a group given?
  code,
};
inline constexpr std::array<std::string_view, 5> kRowKindNames{"sets", "all", "pair", "group",
                                                               "code"};

/// Why a code should not be relied on (Krippendorff 2004: alpha 0.667 is the least for tentative
/// conclusions).
enum class Weak : std::uint8_t {
  no,
  below,     ///< alpha < 0.667
  reaches,   ///< the interval of alpha reaches below 0.667
  untested,  ///< there is no interval, or no alpha: too few units have it, or two judged none
};
inline constexpr std::array<std::string_view, 4> kWeakNames{"no", "below", "reaches", "untested"};
inline constexpr double kLeastAlpha = 0.667;

/// How one coder finds what the reference has.
struct Found {
  std::uint32_t coder = 0;
  double right = 0, extra = 0, missed = 0;  ///< units that both have judged
  Estimate precision, recall, f1;
};

struct Row {
  RowKind kind = RowKind::code;
  std::string id;                       ///< the code or group; empty for sets, all and pairs
  std::uint32_t first = 0, second = 0;  ///< pair: coders
  double units = 0;                     ///< judged by two or more (all, pair: decisions)
  std::vector<double> judged, given;    ///< by coder: units judged, and those with the code
  /// Share of all judgements that have the code; 0 where there are none.
  double prevalence = 0;
  std::array<Estimate, kMeasures> measures;
  std::optional<Estimate> masi;  ///< sets and groups: alpha over sets of codes
  std::vector<Found> found;      ///< by coder other than the reference
  Weak weak = Weak::no;

  const Estimate& operator[](Measure m) const { return measures[static_cast<std::size_t>(m)]; }
};

/// Do the files cut the texts alike?
struct Cuts {
  bool same = true;
  double segments = 0,
         shared = 0;  ///< in answers that two files or more have; in all of these files
  Estimate alpha;     ///< for unitising, over those answers; when not the same
};

struct Said {
  std::uint32_t coder = 0;
  std::optional<Stance> stance;  ///< nothing: the code was not given
  bool counts = false;           ///< with Options::stance
  std::uint32_t segments = 0;    ///< of the unit that have it, with Options::stance
};

/// A unit and the codes that not all of its judges give.
struct Disagreement {
  Place place;
  std::string respondent, speaker, item;
  std::string text;  ///< of the segment or answer as the files show it; empty for respondents
  struct Code {
    std::uint32_t code = 0;
    std::vector<Said> said;  ///< by those who judged it
  };
  std::vector<Code> codes;
};

struct Agreement {
  Unit unit = Unit::segment;
  StanceUse stance = StanceUse::affirmed;
  Scale scale = Scale::nominal;
  std::vector<std::string> files, coders, codes;
  std::uint32_t reference = kNone;     ///< the gold, or the first of two coders; kNone: neither
  bool gold = false;                   ///< the reference is the gold
  double units = 0, shared_units = 0;  ///< judged by anyone; by two or more
  double partly_judged = 0;            ///< answers or persons that someone judged in part
  double without_person = 0;  ///< segments left out since nobody is known to have said them
  std::uint32_t clusters = 0;
  bool clusters_are_answers = false;
  Resampling resampling;
  std::vector<Row> rows;  ///< sets, all, pairs, then groups before their codes, in the pool's order
  Cuts cuts;
  std::vector<Disagreement> disagreements;  ///< in the pool's order, all of them
};

/// Compares what the pool's coders said.
/// Cost: units x coders and what was given, then for each row and resample the units where a code
/// is given; for sets of codes see SetAlpha. Memory: resamples x clusters bytes beside the pool.
Agreement compare(const Pool& pool, const Options& options);

/// Codes (not groups) whose Row::weak is not `no`: what tables and charts mark.
std::vector<std::string> weak_codes(const Agreement& agreement);

}  // namespace samsyn::agree
