#pragma once
// Findings as data: the one value that the workbook, summary.json and later reports show.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace samsyn {

/// Texts that people read, by key, in one language (templates/labels/LANG.json). A missing key is
/// our own mistake: the key itself is shown, and a test compares the files' keys with the code's.
class Labels {
 public:
  Labels() = default;
  explicit Labels(std::map<std::string, std::string, std::less<>> texts)
      : texts_(std::move(texts)) {}
  /// The text with {0}, {1}, … replaced by the arguments, and {0:fil|filer} by the first word where
  /// that argument is "1", else by the second.
  std::string operator()(std::string_view key,
                         const std::vector<std::string>& arguments = {}) const;
  const std::map<std::string, std::string, std::less<>>& all() const { return texts_; }

 private:
  std::map<std::string, std::string, std::less<>> texts_;
};

enum class CellFormat : std::uint8_t {
  text,
  count,
  percent,
  decimal,  ///< one decimal
  precise,  ///< three decimals: p values, coefficients
};

/// What a number tells of people: what disclosure control must know.
enum class Measure : std::uint8_t {
  none,       ///< nothing: files, rows, a coefficient of agreement
  people,     ///< distinct people; adds up over a Partition
  share,      ///< the same cell's people by a base: tells both
  weighted,   ///< a share of people who do not all weigh the same (Partition::weights)
  part,       ///< the row's people as a share of the sum over the rows: tells the sum
  bounds,     ///< of a share: tells the same cell's people and the base
  mentions,   ///< segments or answers of people; adds up likewise
  mean,       ///< of scores (Partition::scores) over its people: tells their sum
  statistic,  ///< a median, a p value: rests on people, adds up to nothing
  verdict,  ///< what a test came to, in words: tells little, but of a few numbers it can be enough
};

/// "Whose group is HR-chef", "who affirmed hinder.ind.sprak", "who chose Ja in item q7".
struct Condition {
  std::string dimension;  ///< an attribute's id, "kind", "code", "item", "answer:q7"
  std::string value;      ///< "" = not known
  auto operator<=>(const Condition&) const = default;
};

/// Conditions that all hold. A cell counts those whom its table, its row and its column select
/// together; the same selection and measure in two tables is the same number.
using Selection = std::vector<Condition>;

/// Of the people that `within` selects, each has exactly one of the values.
struct Partition {
  std::string dimension;
  std::vector<std::string> values;
  Selection within = {};
  /// Conditions of `within` that each of the values tells by itself, so that they need not be said
  /// beside it: who has code hinder.org.tid has hinder.org; who has a unit is in that group.
  Selection implied = {};
  bool overlapping = false;         ///< each has at least one of the values, and may have several
  std::vector<double> scores = {};  ///< parallel to values: what each counts in means; none = empty
  /// Parallel to values: what each person of it weighs, where that follows from what is published
  /// (weights by one attribute's margins); none = empty.
  std::vector<double> weights = {};
  /// Where means of these people have another name than `within` has: how they are selected. Such a
  /// partition tells of means only, not of sums.
  Selection mean_of = {};
};

/// Why a cell shows no number. What people read does not tell which: that a number is between 1 and
/// the least is what is withheld.
enum class Withheld : std::uint8_t {
  few,      ///< fewer people than Privacy::least_cell, but somebody
  derived,  ///< else one of the few could be worked out from it
};
/// A base, and a number outside tables, that is withheld.
inline constexpr double kWithheldBase = -2;
inline constexpr std::uint32_t kWithheldCount = 0xFFFF'FFFFU;

struct TableColumn {
  std::string id;     ///< stable: "respondents"
  std::string title;  ///< shown
  CellFormat format = CellFormat::text;
  /// People the column's shares rest on; -1 = those of the table; kWithheldBase.
  double base = -1;
  Measure measure = Measure::none;
  Selection who = {};  ///< beside those of table and row
  /// Whose number `base` is, where not that of all whom table and column select.
  std::optional<Selection> base_who = {};
  /// Of shares: the column whose number in the same row they rest on; 0 = on the column's base. Of
  /// parts: the column of whose sum they are parts.
  std::uint32_t base_column = 0;
  double weight = -1;  ///< of weighted shares: the sum of what those of the base weigh
};

/// Between which bounds a share lies: 0..1.
struct Interval {
  double low = 0, high = 0;
  bool operator==(const Interval&) const = default;
};

/// Nothing (shown empty), a text, a number (percents are shares 0..1), bounds, or what is held
/// back.
using TableCell = std::variant<std::monostate, std::string, double, Withheld, Interval>;

/// "What this row tells is worked out from those numbers."
struct RestsOn {
  std::string table;     ///< id; empty = nothing to be looked at
  std::string row = {};  ///< id; empty = all rows
};

struct TableRow {
  std::string id;                         ///< stable: a code's id, an option
  std::vector<TableCell> cells = {};      ///< parallel to Table::columns
  bool emphasis = false;                  ///< a group heading or total
  std::uint8_t level = 0;                 ///< how deep it stands under the group headings above it
  std::optional<CellFormat> format = {};  ///< of its numbers, where not that of the columns
  std::string weak = {};  ///< why the row's code should not be relied on; empty = no reason
  Selection who = {};     ///< beside those of table and column
  std::optional<Measure> measure = {};  ///< of its numbers, where not that of the columns
  /// Parallel to cells: 1 = more than if there were no difference, -1 = less, and surely so. Empty
  /// = none.
  std::vector<std::int8_t> marks = {};
  /// Parallel to cells: how many people each number rests on. Empty = the numbers of people
  /// themselves are enough (cells of people and shares).
  std::vector<double> people = {};
  RestsOn rests_on = {};  ///< its statistics, texts among them too
};

/// "The table's note with this number tells a number of these people."
struct NumberNote {
  std::uint32_t note = 0;  ///< index into Table::notes
  Measure measure = Measure::people;
  Selection who = {};  ///< beside those of the table
  double people = 0;   ///< that it rests on
  RestsOn rests_on = {};
};

/// A native chart of one table, with bars: categories from one column, a series from each of some
/// others. Bars lie, unless they stand.
struct Chart {
  std::string title;
  std::uint32_t category = 0;         ///< column
  std::vector<std::uint32_t> series;  ///< columns
  bool stacked = false;               ///< to 100 %
  std::string beside = {};            ///< id of the table it stands beside; empty = its own
  std::uint32_t rows = 0;             ///< the first so many rows; 0 = all up to the first total
  bool curve = false;                 ///< lines over a numeric category instead of bars
  bool base = false;                  ///< the title tells the table's base too
  bool upright = false;               ///< bars stand: the rows are times, from left to right
  /// A line (stacked: a part of bars) for each row, named by `category`, over columns `series`.
  bool lines = false;
};

enum class TableLayout : std::uint8_t {
  plain,
  list,    ///< long: to be filtered
  heat,    ///< shares to be compared at a glance
  matrix,  ///< many narrow columns to be compared at a glance
};

struct Table {
  std::string id;     ///< stable: "codes.barriers"
  std::string sheet;  ///< key of the sheet it stands on; tables with one key share a sheet
  std::string title;
  std::string base;       ///< in words, with the number: "Bas: 162 svarande som fick frågan"
  double base_count = 0;  ///< kWithheldBase where it is withheld
  std::vector<std::string> notes;
  std::vector<TableColumn> columns;
  std::vector<TableRow> rows;
  std::vector<Chart> charts;
  TableLayout layout = TableLayout::plain;
  Selection who = {};  ///< whom the whole table is about
  /// Whose number `base_count` is, where not that of all of `who`.
  std::optional<Selection> base_who = {};
  std::vector<NumberNote> number_notes = {};
  /// The column by whose numbers the rows are ordered, largest first; 0 = by something else.
  std::uint32_t ranked_by = 0;
};

/// What a sheet of tables is called.
struct SheetName {
  std::string key;   ///< Table::sheet
  std::string name;  ///< wished for; the workbook cuts and tells apart as Excel demands
};

struct Quotation {
  std::string code;  ///< id
  std::string text;  ///< cut from the raw text (repaired or pseudonymised where that was done)
  std::string stance;
  /// Each of these, the segment and the source too, is empty where it would point at somebody.
  std::string group, municipality, substudy, source_kind, item, respondent;
  std::string segment;  ///< id in codings.jsonl
  std::string source;
  std::uint32_t row = 0, line = 0;
  double time = -1;
  std::string rule;
  float confidence = 0;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> evidence;  ///< code points in text
};

/// A word, a compound's head or two words that segments without a code share.
struct SharedTerm {
  std::string kind;  ///< "word", "head", "phrase"
  std::string text;
  /// Who said it in segments without a code; kWithheldCount: this and all numbers are withheld.
  std::uint32_t people = 0;
  std::uint32_t times = 0, times_coded = 0;      ///< in segments without and with a code
  double g2 = 0, log_ratio = 0;                  ///< against the segments with a code
  double general_g2 = 0, general_log_ratio = 0;  ///< against general Swedish
};

/// A candidate for a new code: segments without one that share words.
struct CodeCandidate {
  std::string id;                 ///< "candidate.1"
  std::vector<SharedTerm> terms;  ///< the strongest first
  /// People of each kind of source, and segments; each can be kWithheldCount.
  std::uint32_t respondents = 0, interviewees = 0, voices = 0;
  std::uint32_t segments = 0;
  std::vector<std::pair<std::string, std::uint32_t>> items;  ///< item, segments; most first
  std::vector<std::uint32_t> item_people = {};  ///< parallel to items: behind the segments
  std::vector<Quotation> quotations;            ///< of the segments; Quotation::code is the id
};

/// How well human coders agree on a code.
struct CodeAgreement {
  std::string code;                 ///< id
  double units = 0;                 ///< segments that two or more judged
  double given = 0;                 ///< how often it was given there, by all coders together
  std::optional<double> alpha;      ///< Krippendorff's, affirmed; nothing = it can't be calculated
  std::optional<double> low, high;  ///< 95 %
  std::string weak;                 ///< "below", "reaches", "untested"; empty = not weak
};

struct HumanAgreement {
  std::vector<std::string> coders;
  std::vector<CodeAgreement> codes;  ///< leaves of the taxonomies that two judged, as the codebook
};

/// People who were asked, or who spoke, and whom the same particulars describe. Never written out.
struct Crowd {
  std::string kind;    ///< "survey", "transcript", "notes"
  std::string source;  ///< file
  std::string group, municipality, substudy;
  std::vector<std::string> items;  ///< open ones that they were asked, ordered; none: no survey
  std::uint32_t people = 0;
};

/// What was withheld, without the numbers.
struct Disclosure {
  struct OfTable {
    std::string id, title;
    std::size_t numbers = 0;  ///< of people, shown or not
    std::size_t withheld = 0;
  };
  struct Cell {
    std::string table, row, column;  ///< ids; an empty row: the column's base, or the table's
  };
  std::uint32_t least_cell = 1;  ///< 1 = nothing is withheld
  std::uint32_t round = 0;       ///< numbers are shown as multiples of it; 0 = as they are
  std::vector<OfTable> tables;   ///< those that tell numbers of people
  std::vector<Cell> cells;
  /// Withheld, but it can be worked out, or seen to be few, from facts that are always shown.
  std::size_t open = 0;
  /// Sums that the numbers contradict, and cells that tell another number than an equal one: what
  /// they touch is not protected. Our mistake, or numbers in the manifest that can't be.
  std::size_t broken = 0;
  std::size_t quotations = 0;  ///< shown with fewer particulars than there are
};

struct Summary {
  std::string study;
  std::string language;
  std::vector<std::pair<std::string, std::string>>
      facts;                      ///< label, value: shown on the first sheet
  std::vector<SheetName> sheets;  ///< of the tables, in the order of the workbook
  std::vector<Table> tables;
  std::vector<Partition> partitions;      ///< what adds up to what
  std::vector<Quotation> quotations;      ///< in the order of the codes
  std::string quotation_rule;             ///< how they were chosen, in words
  std::vector<std::string> method;        ///< weights, who coded, how well they agree: in words
  HumanAgreement agreement;               ///< no coders: it has not been measured
  std::vector<CodeCandidate> candidates;  ///< most people first
  std::vector<Crowd> crowds;  ///< of all who were asked: how many share what a quotation shows
  Disclosure disclosure;
};

}  // namespace samsyn
