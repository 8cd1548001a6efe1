#pragma once
// The study manifest as a value: what is read from where, and what each column is.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/model/text.hpp"

namespace samsyn {

enum class SourceKind : std::uint8_t { survey, transcript, notes, figures };
enum class Layout : std::uint8_t { wide, long_ };
/// Is a scanned text to be repaired? By what its letters and words say, or as told.
enum class RepairMode : std::uint8_t { automatic, on, off };
enum class ItemType : std::uint8_t { open, single, multiple, scale, number, date };

/// Attributes that every study has, in this order at the head of Study::attributes.
enum : std::uint32_t { kGroup = 0, kMunicipality = 1, kSubstudy = 2, kFirstOwnAttribute = 3 };

struct Substudy {
  std::string id;    ///< the value in the data, "Connect 1"
  std::string name;  ///< the name shown
  bool operator==(const Substudy&) const = default;
};

struct AttributeSpec {
  std::string id;    ///< "group", "municipality", "substudy", or the study's own ("kon")
  std::string name;  ///< shown as the heading: "Grupp", "Kommun"
  bool operator==(const AttributeSpec&) const = default;
};

/// Where the value of one attribute comes from. Exactly one of column and constant is set, or
/// from_file_name is true.
struct AttributeSource {
  std::uint32_t attribute = 0;  ///< index into Study::attributes
  std::string column;           ///< title of a column
  std::string constant;         ///< the same for the whole source
  bool from_file_name = false;  ///< the file's name without folder and suffix
  bool operator==(const AttributeSource&) const = default;
};

struct ItemSpec {
  std::string id;        ///< the same item in other forms has the same id
  std::string column;    ///< wide: the column's title; long: the text in the question column
  std::string question;  ///< the wording to show; empty = column
  ItemType type = ItemType::open;
  std::vector<std::string> about;  ///< contexts: "hinder", a code or group of codes
  std::vector<std::string>
      options;  ///< single, multiple: declared options; scale: labels, low to high
  /// Multiple in one cell: ";" or ", ". "json" = the cell holds a JSON array of texts.
  std::string separator;
  std::vector<std::string>
      columns;  ///< multiple, one column per option: titles, parallel to options
  std::vector<std::string> dont_know;  ///< labels that mean "don't know", apart from the valid ones
  bool reversed = false;               ///< scale: high means less of it
  /// The measurement that this column belongs to, where a row holds several: one of
  /// Occasions::order. Then the same id may stand once for each. Empty = the row's.
  std::string occasion = {};
  bool operator==(const ItemSpec&) const = default;
};

/// A table that gives attributes of respondents: one row each.
struct AttributeTable {
  std::string file;                         ///< as written in the manifest
  std::string path;                         ///< resolved against the manifest's folder
  std::string sheet;                        ///< of a workbook; empty = first
  std::string key;                          ///< title of the column with the respondent's id
  std::vector<AttributeSource> attributes;  ///< columns of that table
  bool empty() const { return file.empty(); }
  bool operator==(const AttributeTable&) const = default;
};

struct SourceFile {
  std::string name;  ///< as written in the manifest: what outputs call it
  std::string path;  ///< resolved against the manifest's folder
  bool operator==(const SourceFile&) const = default;
};

/// What the columns of a table of figures are: titles, empty = there is none.
struct FigureColumns {
  std::string unit;     ///< who or where it is counted
  std::string year;     ///< long: a row for each year
  std::string value;    ///< long
  std::string measure;  ///< long: what is counted, where one table has several measures
  std::vector<std::pair<std::uint32_t, std::string>> years;  ///< wide: a column for each year
  std::string target;
  std::string baseline;
  std::string measured;  ///< what is counted, for the whole table: «platser»
  bool operator==(const FigureColumns&) const = default;
};

struct SourceSpec {
  std::string id;
  SourceKind kind = SourceKind::survey;
  std::vector<SourceFile> files;
  std::vector<AttributeSource> attributes;
  AttributeTable attribute_table;

  RepairMode repair = RepairMode::automatic;

  // surveys
  std::string sheet;  ///< of a workbook; empty = the first visible one
  Layout layout = Layout::wide;
  std::string encoding;          ///< empty = told from the bytes; else an ICU converter name
  std::string separator;         ///< of a CSV; empty = found by trial
  std::uint32_t header_row = 1;  ///< record with the titles
  /// 2 for forms with option labels under the titles; a column is then called "question [option]"
  /// (how exactly: stages/ingest/columns.hpp).
  std::uint32_t header_rows = 1;
  bool decimal_comma = true;      ///< "0,5" is a half
  std::string respondent_column;  ///< empty = one respondent per row, named by its row
  std::string question_column;    ///< long layout
  std::string answer_column;      ///< long layout
  std::vector<ItemSpec> items;
  std::vector<std::string> ignored;  ///< titles of columns that are left out on purpose

  FigureColumns figures;  ///< of sources of that kind

  // transcripts and notes
  std::vector<std::string> interviewers;  ///< speaker labels whose turns are questions
  /// Labels to be read as speakers although a guess would not (or, in notes, municipalities).
  std::vector<std::string> speakers;
  bool operator==(const SourceSpec&) const = default;
};

struct Privacy {
  std::uint32_t least_cell = 5;  ///< smallest number of people shown in a cell (disclosure control)
  std::uint32_t round = 0;  ///< numbers of people are shown as multiples of this; 0 = as they are
  bool mask = true;         ///< are names, numbers and addresses replaced by pseudonyms?
  /// Kinds of personal data to replace: privacy::kKinds' ids. Empty = all.
  std::vector<std::string> kinds;
  std::vector<std::string> names;  ///< also names, although no list has them
  std::vector<std::string> keep;   ///< never replaced: officials, authors
  /// Where what the pseudonyms stand for is written; name as in the manifest, empty = nowhere.
  std::string key_file;
  std::string key_path;  ///< the same, resolved against the manifest's folder
  bool operator==(const Privacy&) const = default;
};

/// How many people there are of each value of an attribute: invited to a questionnaire, or in the
/// population that weights restore.
struct Margin {
  std::uint32_t attribute = 0;                                ///< index into Study::attributes
  std::vector<std::pair<std::string, std::uint32_t>> people;  ///< value, number; as the manifest
  bool operator==(const Margin&) const = default;
};

/// A mean of several scale items that ask about one thing.
struct ScaleIndex {
  std::string id;
  std::string name;
  std::vector<std::string> items;  ///< ids of scale items; turned where their forms say reversed
  bool operator==(const ScaleIndex&) const = default;
};

/// How answers to closed items are weighed: as a number item of the survey says, or so that the
/// respondents' margins become those of the population. Neither: everybody counts the same.
struct Weights {
  std::string item;             ///< id of a number item
  std::vector<Margin> margins;  ///< raked to
  bool empty() const { return item.empty() && margins.empty(); }
  bool operator==(const Weights&) const = default;
};

/// Repeated measurements: the same people, by the same respondent's id, at several times. An id is
/// then one person over all sources that tell the time.
struct Occasions {
  std::uint32_t attribute = kNone;  ///< tells a row's time: index into Study::attributes
  std::vector<std::string> order;   ///< its values, earliest first; at least two
  std::string steps;                ///< id of the item that is the stair's step; empty = none
  /// Where rows tell a date: the first day of each time, "2026-01-12", ascending, parallel to
  /// `order`. A time lasts until the next begins. Empty = rows name the times.
  std::vector<std::string> begins = {};
  bool empty() const { return order.empty(); }
  /// The number of a time; kNone for what is none.
  std::uint32_t number(std::string_view value) const {
    for (std::uint32_t o = 0; o < order.size(); ++o)
      if (order[o] == value) return o;
    return kNone;
  }
  bool operator==(const Occasions&) const = default;
};

struct OutputOptions {
  std::string language = "sv";   ///< of what people read
  std::uint32_t quotations = 5;  ///< for each code
  /// Attributes by which items and codes are compared: indices into Study::attributes. Empty = all.
  std::vector<std::uint32_t> compare;
  bool operator==(const OutputOptions&) const = default;
};

struct Study {
  std::string name;
  std::string path;             ///< of the manifest, for messages
  std::string language = "sv";  ///< of the material
  std::vector<Substudy> substudies;
  std::vector<AttributeSpec> attributes;
  /// Are misspelt municipalities counted as the one that was meant, or only reported?
  bool merge_municipalities = false;
  bool learned = true;                  ///< does the learned coder decide beside the rules?
  std::vector<std::string> taxonomies;  ///< built-in names or paths resolved against the manifest
  std::vector<SourceSpec> sources;
  std::vector<Margin> invited;  ///< to the questionnaires: for the response rate
  Weights weights;
  std::vector<ScaleIndex> indices;
  Occasions occasions;
  Privacy privacy;
  OutputOptions outputs;
  bool operator==(const Study&) const = default;
};

}  // namespace samsyn
