#include "pipeline/study/keys.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include "pipeline/model/ascii.hpp"
#include "pipeline/model/text.hpp"
#include "pipeline/study/study.hpp"

namespace samsyn {

std::vector<std::string> reserved_ids() {
  return {"about",    "all",      "also", "answered", "at",     "candidate", "code",    "compared",
          "course",   "had",      "item", "kind",     "mean",   "measured",  "near",    "present",
          "response", "segments", "step", "stance",   "survey", "unit",      "weighed", "with"};
}

std::vector<AttributeSpec> built_in_attributes() {
  return {{"group", "Grupp"}, {"municipality", "Kommun"}, {"substudy", "Delstudie"}};
}

std::vector<std::string> built_in_taxonomies() { return {"barriers", "themes"}; }

namespace manifest {
namespace {

// ---- the shapes of values: each gives a `read` and a `write` for one member of a struct

template <class T, class V>
T owner_of(V T::*);
template <auto Member>
using Owner = decltype(owner_of(Member));

/// A value that is the struct's default is left out.
template <auto Member>
Json unless_default(const Study&, const Owner<Member>& from) {
  static const Owner<Member> kDefault{};
  if (from.*Member == kDefault.*Member) return {};
  return from.*Member;
}

template <auto Member>
Json always(const Study&, const Owner<Member>& from) {
  return from.*Member;
}

template <auto Member>
void text(Context& c, const Json& v, const std::string& at, Owner<Member>& into) {
  into.*Member = c.text(v, at);
}

template <auto Member>
void texts(Context& c, const Json& v, const std::string& at, Owner<Member>& into) {
  into.*Member = c.texts(v, at);
}

template <auto Member>
void flag(Context& c, const Json& v, const std::string& at, Owner<Member>& into) {
  into.*Member = c.flag(v, at);
}

template <auto Member, std::uint32_t kLeast, std::uint32_t kMost>
void count(Context& c, const Json& v, const std::string& at, Owner<Member>& into) {
  into.*Member = c.count(v, at, kLeast, kMost, into.*Member);
}

template <const auto& kNames>
std::vector<std::string> names() {
  return {kNames.begin(), kNames.end()};
}

/// An enum whose enumerators are the indices of the names.
template <auto Member, const auto& kNames>
void choice(Context& c, const Json& v, const std::string& at, Owner<Member>& into) {
  using Enum = std::remove_reference_t<decltype(into.*Member)>;
  into.*Member = static_cast<Enum>(c.choice(v, at, names<kNames>()));
}

template <auto Member, const auto& kNames>
Json name_of_choice(const Study&, const Owner<Member>& from) {
  return std::string(kNames.at(static_cast<std::size_t>(from.*Member)));
}

template <auto Member, const auto& kNames>
Json choice_unless_default(const Study& study, const Owner<Member>& from) {
  if (from.*Member == Owner<Member>{}.*Member) return {};
  return name_of_choice<Member, kNames>(study, from);
}

/// A text that must be one of the names.
template <auto Member, const auto& kNames>
void named(Context& c, const Json& v, const std::string& at, Owner<Member>& into) {
  into.*Member = names<kNames>().at(c.choice(v, at, names<kNames>()));
}

template <auto Member>
void list(Context& c, const Json& v, const std::string& at, Owner<Member>& into) {
  read_list(c, v, at, into.*Member);
}

template <auto Member>
Json list_unless_empty(const Study& study, const Owner<Member>& from) {
  if ((from.*Member).empty()) return {};
  return write_list(study, from.*Member);
}

template <auto Member>
void object(Context& c, const Json& v, const std::string& at, Owner<Member>& into) {
  read_object(c, v, at, into.*Member);
}

template <auto Member>
Json object_unless_default(const Study& study, const Owner<Member>& from) {
  Json out = write_object(study, from.*Member);
  return out.empty() ? Json() : out;
}

// ---- values with rules of their own

constexpr std::array<std::string_view, 4> kKinds{"survey", "transcript", "notes", "figures"};
constexpr std::array<std::string_view, 2> kLayouts{"wide", "long"};
constexpr std::array<std::string_view, 6> kTypes{"open",  "single", "multiple",
                                                 "scale", "number", "date"};
constexpr std::array<std::string_view, 3> kRepairs{"auto", "on", "off"};
constexpr std::array<std::string_view, 6> kPersonal{"personnummer", "telefon", "e-post",
                                                    "adress",       "fordon",  "namn"};
constexpr std::uint32_t kMostPeople = 1'000'000'000;
constexpr std::array<std::string_view, 1> kSchemas{kStudySchema};
constexpr std::array<std::string_view, 1> kLanguages{"sv"};
constexpr std::array<std::string_view, 2> kOutputLanguages{"sv", "en"};

void read_schema(Context& c, const Json& v, const std::string& at, Study&) {
  if (v.is_string() && v.get<std::string>() != kStudySchema) {
    c.fault("study.unknown-schema", at, "this program reads \"" + std::string(kStudySchema) + "\"",
            v.get<std::string>(),
            "write \"" + std::string(kStudySchema) +
                "\", or use the program "
                "that wrote the manifest");
  } else {
    c.text(v, at);
  }
}
Json write_schema(const Study&, const Study&) { return std::string(kStudySchema); }

/// An editor's own link to the JSON Schema; of no meaning here.
void read_link(Context& c, const Json& v, const std::string& at, Study&) { c.text(v, at); }
Json write_link(const Study&, const Study&) { return {}; }

void read_kinds(Context& c, const Json& v, const std::string& at, Privacy& into) {
  if (!v.is_array()) {
    c.wrong_type(v, at, "a list of kinds");
    return;
  }
  for (std::size_t i = 0; i < v.size(); ++i) {
    const std::string here = at + "/" + std::to_string(i);
    into.kinds.push_back(names<kPersonal>().at(c.choice(v[i], here, names<kPersonal>())));
  }
}

void read_key_file(Context& c, const Json& v, const std::string& at, Privacy& into) {
  into.key_file = c.text(v, at);
  if (into.key_file.empty()) return;
  // The system would read a name up to its first zero byte, and write over another file.
  if (into.key_file.find('\0') != std::string::npos || c.resolve(into.key_file).ends_with('/')) {
    c.wrong_type(v, at, "the path of a file");
    into.key_file.clear();
    return;
  }
  into.key_path = c.resolve(into.key_file);
}

bool is_built_in(std::string_view taxonomy) {
  return taxonomy.find_first_of("/\\") == std::string_view::npos && !taxonomy.ends_with(".json");
}

void read_taxonomies(Context& c, const Json& v, const std::string& at, Study& into) {
  std::vector<std::string> read;
  if (!v.is_array() || v.empty()) {
    c.wrong_type(v, at, "a list of at least one taxonomy");
    return;
  }
  const std::vector<std::string> known = built_in_taxonomies();
  for (std::size_t i = 0; i < v.size(); ++i) {
    const std::string here = at + "/" + std::to_string(i);
    if (v[i].is_string() && is_built_in(v[i].get_ref<const std::string&>()) && !v[i].empty()) {
      read.push_back(known.at(c.choice(v[i], here, known)));
    } else {
      read.push_back(c.file(v[i], here).path);
    }
  }
  into.taxonomies = std::move(read);
}

Json write_taxonomies(const Study& study, const Study&) {
  if (study.taxonomies == built_in_taxonomies()) return {};
  Json out = Json::array();
  for (const std::string& taxonomy : study.taxonomies) {
    namespace fs = std::filesystem;
    const fs::path beside =
        fs::path(taxonomy).lexically_relative(fs::path(study.path).parent_path());
    out.push_back(is_built_in(taxonomy) || beside.empty() ? taxonomy : beside.string());
  }
  return out;
}

void refuse_reserved(Context& c, const std::string& id, const std::string& at) {
  const std::vector<std::string> reserved = reserved_ids();
  const bool sign = id.find_first_of(":|") != std::string::npos;
  if (!sign && std::find(reserved.begin(), reserved.end(), id) == reserved.end()) return;
  c.fault("study.reserved-id", at + "/id", "the program uses this id itself", id,
          "choose another id, without : and |; \"name\" may be any");
}

void read_own_attributes(Context& c, const Json& v, const std::string& at, Study& into) {
  std::vector<AttributeSpec> read;
  read_list(c, v, at, read);
  for (std::size_t i = 0; i < read.size(); ++i) {
    AttributeSpec& spec = read[i];
    refuse_reserved(c, spec.id, at + "/" + std::to_string(i));
    if (spec.name.empty()) spec.name = spec.id;
    const auto same = std::find_if(into.attributes.begin(), into.attributes.end(),
                                   [&](const AttributeSpec& a) { return a.id == spec.id; });
    if (same == into.attributes.end()) {
      into.attributes.push_back(std::move(spec));
    } else if (same - into.attributes.begin() < kFirstOwnAttribute) {
      same->name = spec.name;  // another heading for one that every study has
    } else if (!spec.id.empty()) {
      c.fault("study.duplicate-id", at + "/" + std::to_string(i) + "/id",
              "the attribute \"" + spec.id + "\" stands here twice", spec.id,
              "give each attribute an id of its own");
    }
  }
}

Json write_own_attributes(const Study& study, const Study&) {
  const std::vector<AttributeSpec> built_in = built_in_attributes();
  Json out = Json::array();
  for (std::size_t i = 0; i < study.attributes.size(); ++i) {
    if (i < built_in.size() && study.attributes[i] == built_in[i]) continue;
    out.push_back(write_object(study, study.attributes[i]));
  }
  return out.empty() ? Json() : out;
}

template <class T>
Json name_unless_id(const Study&, const T& from) {
  return from.name == from.id ? Json() : Json(from.name);
}

template <auto Member>
void attributes(Context& c, const Json& v, const std::string& at, Owner<Member>& into) {
  if (!v.is_object()) {
    c.wrong_type(v, at, "an object {\"group\": {\"column\": …}, …}");
    return;
  }
  for (const auto& [id, value] : v.items()) {
    const std::string here = at + "/" + pointer_part(id);
    AttributeSource source;
    source.attribute = c.attribute(id, here);
    read_object(c, value, here, source);
    if (source.attribute == kNone || !value.is_object()) continue;
    const int given = (source.column.empty() ? 0 : 1) + (source.constant.empty() ? 0 : 1) +
                      (source.from_file_name ? 1 : 0);
    if (given != 1) {
      c.fault(given == 0 ? "study.missing-key" : "study.misplaced-key", here,
              "an attribute has exactly one of \"column\", \"constant\" and \"file_name\"",
              value.dump(-1, ' ', false, Json::error_handler_t::replace),
              "say where the value comes from: {\"column\": \"Kommun\"}");
      continue;
    }
    if (std::is_same_v<Owner<Member>, AttributeTable> && source.column.empty()) {
      c.fault("study.misplaced-key", here, "only a \"column\" can stand in an attribute table",
              value.dump(-1, ' ', false, Json::error_handler_t::replace),
              "move it to the source's own \"attributes\"");
      continue;
    }
    (into.*Member).push_back(std::move(source));
  }
}

template <auto Member>
Json write_attributes(const Study& study, const Owner<Member>& from) {
  Json out = Json::object();
  for (const AttributeSource& source : from.*Member)
    out[study.attributes.at(source.attribute).id] = write_object(study, source);
  return out.empty() ? Json() : out;
}

void read_files(Context& c, const Json& v, const std::string& at, SourceSpec& into) {
  if (!v.is_array() || v.empty()) {
    c.wrong_type(v, at, "a list of at least one file");
    return;
  }
  for (std::size_t i = 0; i < v.size(); ++i)
    into.files.push_back(c.file(v[i], at + "/" + std::to_string(i)));
}
Json write_files(const Study&, const SourceSpec& from) {
  Json out = Json::array();
  for (const SourceFile& file : from.files) out.push_back(file.name);
  return out;
}

void read_table_file(Context& c, const Json& v, const std::string& at, AttributeTable& into) {
  const SourceFile file = c.file(v, at);
  into.file = file.name;
  into.path = file.path;
}
Json write_attribute_table(const Study& study, const SourceSpec& from) {
  return from.attribute_table.empty() ? Json() : write_object(study, from.attribute_table);
}

void read_margin_attribute(Context& c, const Json& v, const std::string& at, Margin& into) {
  const std::string id = c.text(v, at);
  if (!id.empty()) into.attribute = c.attribute(id, at);
}
Json write_margin_attribute(const Study& study, const Margin& from) {
  return study.attributes.at(from.attribute).id;
}

void read_occasion_attribute(Context& c, const Json& v, const std::string& at, Occasions& into) {
  const std::string id = c.text(v, at);
  if (!id.empty()) into.attribute = c.attribute(id, at);
}
Json write_occasion_attribute(const Study& study, const Occasions& from) {
  return study.attributes.at(from.attribute).id;
}
Json write_occasions(const Study& study, const Study& from) {
  return from.occasions.empty() ? Json() : write_object(study, from.occasions);
}

void read_people(Context& c, const Json& v, const std::string& at, Margin& into) {
  if (!v.is_object() || v.empty()) {
    c.wrong_type(v, at, "an object {\"HR-chef\": 14, …}");
    return;
  }
  for (const auto& [value, people] : v.items()) {
    const std::string here = at + "/" + pointer_part(value);
    into.people.emplace_back(value, c.count(people, here, 1, kMostPeople, 1));
  }
}
Json write_people(const Study&, const Margin& from) {
  Json out = Json::object();
  for (const auto& [value, people] : from.people) out[value] = people;
  return out;
}

void read_compare(Context& c, const Json& v, const std::string& at, OutputOptions& into) {
  const std::vector<std::string> ids = c.texts(v, at);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::uint32_t attribute = c.attribute(ids[i], at + "/" + std::to_string(i));
    if (attribute != kNone) into.compare.push_back(attribute);
  }
}
Json write_compare(const Study& study, const OutputOptions& from) {
  Json out = Json::array();
  for (const std::uint32_t attribute : from.compare)
    out.push_back(study.attributes.at(attribute).id);
  return out.empty() ? Json() : out;
}

template <std::string FigureColumns::*kMember>
void figure_column(Context& c, const Json& v, const std::string& at, SourceSpec& into) {
  into.figures.*kMember = c.text(v, at);
}
template <std::string FigureColumns::*kMember>
Json write_figure_column(const Study&, const SourceSpec& from) {
  return (from.figures.*kMember).empty() ? Json() : Json(from.figures.*kMember);
}

constexpr std::uint32_t kFirstYear = 1800;
constexpr std::uint32_t kLastYear = 2200;

void read_years(Context& c, const Json& v, const std::string& at, SourceSpec& into) {
  if (!v.is_object() || v.empty()) {
    c.wrong_type(v, at, "an object {\"2023\": \"column\", …}");
    return;
  }
  for (const auto& [name, column] : v.items()) {
    const std::string here = at + "/" + pointer_part(name);
    std::uint32_t year = 0;
    if (name.size() == 4 && all_digits(name)) year = static_cast<std::uint32_t>(std::stoul(name));
    if (year < kFirstYear || year > kLastYear) {
      c.fault("study.unknown-value", here, "\"" + name + "\" is no year", name,
              "write the year in four figures: {\"2023\": \"column\"}");
      continue;
    }
    into.figures.years.emplace_back(year, c.text(column, here));
  }
}
Json write_years(const Study&, const SourceSpec& from) {
  Json out = Json::object();
  for (const auto& [year, column] : from.figures.years) out[std::to_string(year)] = column;
  return out.empty() ? Json() : out;
}

void read_option_columns(Context& c, const Json& v, const std::string& at, ItemSpec& into) {
  std::vector<OptionColumn> read;
  read_list(c, v, at, read);
  into.options.clear();
  for (OptionColumn& one : read) {
    into.columns.push_back(std::move(one.column));
    into.options.push_back(std::move(one.option));
  }
}
Json write_option_columns(const Study& study, const ItemSpec& from) {
  if (from.columns.empty()) return {};
  std::vector<OptionColumn> out;
  for (std::size_t i = 0; i < from.columns.size(); ++i)
    out.push_back({from.columns[i], i < from.options.size() ? from.options[i] : from.columns[i]});
  return write_list(study, out);
}

// ---- which source or item has which key

bool is_survey(const SourceSpec& s) { return s.kind == SourceKind::survey; }
bool is_figures(const SourceSpec& s) { return s.kind == SourceKind::figures; }
bool is_table(const SourceSpec& s) { return is_survey(s) || is_figures(s); }
bool is_text(const SourceSpec& s) { return !is_table(s); }
bool is_answered(const SourceSpec& s) { return !is_figures(s); }
bool is_transcript(const SourceSpec& s) { return s.kind == SourceKind::transcript; }
bool is_long(const SourceSpec& s) { return is_survey(s) && s.layout == Layout::long_; }
bool is_closed(const ItemSpec& i) { return i.type != ItemType::open && i.type != ItemType::date; }
bool has_options(const ItemSpec& i) {
  return is_closed(i) && i.type != ItemType::number && i.columns.empty();
}
bool is_multiple(const ItemSpec& i) { return i.type == ItemType::multiple; }
bool is_multiple_in_one_cell(const ItemSpec& i) { return is_multiple(i) && i.columns.empty(); }
bool is_scale(const ItemSpec& i) { return i.type == ItemType::scale; }
bool is_one_column(const ItemSpec& i) { return i.columns.empty(); }

}  // namespace

// ---- the tables. A `help` completes "add "KEY": …" and is the schema's description.

template <>
std::span<const Key<Study>> keys() {
  static const Key<Study> kTable[] = {
      {"$schema", "a link to the JSON Schema, for editors", false, read_link, write_link},
      {"schema", "the manifest's format", true, read_schema, write_schema, names<kSchemas>},
      {"name", "the study's name as outputs show it", true, text<&Study::name>,
       always<&Study::name>},
      {"language", "the language of the answers", false, named<&Study::language, kLanguages>,
       unless_default<&Study::language>, names<kLanguages>},
      {"substudies", "the parts of a study with several, such as Connect 1 and Connect 2", false,
       list<&Study::substudies>, list_unless_empty<&Study::substudies>},
      {"attributes",
       "the study's own attributes of respondents besides group, municipality and substudy, or "
       "other headings for these",
       false, read_own_attributes, write_own_attributes},
      {"merge_municipalities",
       "true: a misspelt municipality counts as the one that was meant; otherwise it is only "
       "reported",
       false, flag<&Study::merge_municipalities>, unless_default<&Study::merge_municipalities>},
      {"learned",
       "false: rules alone give codes; otherwise the learned coder weighs what they find and gives "
       "codes of its own",
       false, flag<&Study::learned>, unless_default<&Study::learned>},
      {"taxonomies", "built-in taxonomies by name, own ones by the path of their file", false,
       read_taxonomies, write_taxonomies},
      {"occasions", "the times of repeated measurements of the same people", false,
       object<&Study::occasions>, write_occasions},
      {"sources", "the questionnaires, transcripts and notes", true, list<&Study::sources>,
       [](const Study& study, const Study&) { return write_list(study, study.sources); }},
      {"invited", "how many people got the questionnaires, by the values of an attribute", false,
       list<&Study::invited>, list_unless_empty<&Study::invited>},
      {"weights", "how much each respondent's answers to closed items weigh", false,
       object<&Study::weights>, object_unless_default<&Study::weights>},
      {"indices", "means of several scale items that ask about one thing", false,
       list<&Study::indices>, list_unless_empty<&Study::indices>},
      {"privacy", "what protects the respondents", false, object<&Study::privacy>,
       object_unless_default<&Study::privacy>},
      {"outputs", "how findings are shown", false, object<&Study::outputs>,
       object_unless_default<&Study::outputs>},
  };
  return kTable;
}

template <>
std::span<const Key<Substudy>> keys() {
  static const Key<Substudy> kTable[] = {
      {"id", "the value in the data", true, text<&Substudy::id>, always<&Substudy::id>},
      {"name", "the name shown; the id when left out", false, text<&Substudy::name>,
       name_unless_id<Substudy>},
  };
  return kTable;
}

template <>
std::span<const Key<AttributeSpec>> keys() {
  static const Key<AttributeSpec> kTable[] = {
      {"id", "a short name, used in the sources", true, text<&AttributeSpec::id>,
       always<&AttributeSpec::id>},
      {"name", "the heading shown; the id when left out", false, text<&AttributeSpec::name>,
       name_unless_id<AttributeSpec>},
  };
  return kTable;
}

template <>
std::span<const Key<SourceSpec>> keys() {
  static const Key<SourceSpec> kTable[] = {
      {"id", "a short name of the source", true, text<&SourceSpec::id>, always<&SourceSpec::id>},
      {"kind", "survey, transcript, notes or figures", true, choice<&SourceSpec::kind, kKinds>,
       name_of_choice<&SourceSpec::kind, kKinds>, names<kKinds>},
      {"files", "paths of the files, relative to the manifest's folder", true, read_files,
       write_files},
      {"repair", "auto: scanned text is repaired where its letters say so; on, off: as told", false,
       choice<&SourceSpec::repair, kRepairs>, choice_unless_default<&SourceSpec::repair, kRepairs>,
       names<kRepairs>, is_answered, "surveys, transcripts and notes"},
      {"sheet", "the workbook's sheet; the first visible one when left out", false,
       text<&SourceSpec::sheet>, unless_default<&SourceSpec::sheet>, nullptr, is_table,
       "surveys and figures"},
      {"layout", "wide: a column for each item; long: a row for each answer", false,
       choice<&SourceSpec::layout, kLayouts>, choice_unless_default<&SourceSpec::layout, kLayouts>,
       names<kLayouts>, is_survey, "surveys"},
      {"encoding", "the text's encoding, such as windows-1252; told from the bytes when left out",
       false, text<&SourceSpec::encoding>, unless_default<&SourceSpec::encoding>},
      {"separator", "the sign between the fields of a CSV file; found by trial when left out",
       false, text<&SourceSpec::separator>, unless_default<&SourceSpec::separator>, nullptr,
       is_table, "surveys and figures"},
      {"header_row", "the row with the titles, counted from 1", false,
       count<&SourceSpec::header_row, 1, 10000>, unless_default<&SourceSpec::header_row>, nullptr,
       is_table, "surveys and figures"},
      {"header_rows", "2 for forms with option labels under the titles", false,
       count<&SourceSpec::header_rows, 1, 2>, unless_default<&SourceSpec::header_rows>, nullptr,
       is_survey, "surveys"},
      {"decimal_comma", "true: 0,5 is a half", false, flag<&SourceSpec::decimal_comma>,
       unless_default<&SourceSpec::decimal_comma>, nullptr, is_table, "surveys and figures"},
      {"respondent_column", "the title of the column with the respondent's id", false,
       text<&SourceSpec::respondent_column>, unless_default<&SourceSpec::respondent_column>,
       nullptr, is_survey, "surveys"},
      {"question_column", "the title of the column with the question", false,
       text<&SourceSpec::question_column>, unless_default<&SourceSpec::question_column>, nullptr,
       is_long, "surveys of layout long"},
      {"answer_column", "the title of the column with the answer", false,
       text<&SourceSpec::answer_column>, unless_default<&SourceSpec::answer_column>, nullptr,
       is_long, "surveys of layout long"},
      {"attributes", "where group, municipality, substudy and own attributes come from", false,
       attributes<&SourceSpec::attributes>, write_attributes<&SourceSpec::attributes>, nullptr,
       is_answered, "surveys, transcripts and notes"},
      {"attribute_table", "a second table that tells who the respondents are", false,
       object<&SourceSpec::attribute_table>, write_attribute_table, nullptr, is_survey, "surveys"},
      {"items", "the questions", false, list<&SourceSpec::items>,
       list_unless_empty<&SourceSpec::items>, nullptr, is_survey, "surveys"},
      {"ignored", "titles of columns that are left out on purpose", false,
       texts<&SourceSpec::ignored>, unless_default<&SourceSpec::ignored>, nullptr, is_survey,
       "surveys"},
      {"interviewers", "labels of the speakers who ask", false, texts<&SourceSpec::interviewers>,
       unless_default<&SourceSpec::interviewers>, nullptr, is_transcript, "transcripts"},
      {"speakers", "labels that are speakers although they do not look like it", false,
       texts<&SourceSpec::speakers>, unless_default<&SourceSpec::speakers>, nullptr, is_text,
       "transcripts and notes"},
      {"unit_column", "the title of the column with the unit that is counted in", false,
       figure_column<&FigureColumns::unit>, write_figure_column<&FigureColumns::unit>, nullptr,
       is_figures, "figures"},
      {"year_column", "the title of the column with the year, where each has a row", false,
       figure_column<&FigureColumns::year>, write_figure_column<&FigureColumns::year>, nullptr,
       is_figures, "figures"},
      {"value_column", "the title of the column with the figure, where each year has a row", false,
       figure_column<&FigureColumns::value>, write_figure_column<&FigureColumns::value>, nullptr,
       is_figures, "figures"},
      {"measure_column", "the title of the column that says what is counted", false,
       figure_column<&FigureColumns::measure>, write_figure_column<&FigureColumns::measure>,
       nullptr, is_figures, "figures"},
      {"years", "the title of the column of each year, where years stand beside each other", false,
       read_years, write_years, nullptr, is_figures, "figures"},
      {"target_column", "the title of the column with the target", false,
       figure_column<&FigureColumns::target>, write_figure_column<&FigureColumns::target>, nullptr,
       is_figures, "figures"},
      {"baseline_column", "the title of the column with the figure to compare with", false,
       figure_column<&FigureColumns::baseline>, write_figure_column<&FigureColumns::baseline>,
       nullptr, is_figures, "figures"},
      {"measure", "what is counted, where no column says it", false,
       figure_column<&FigureColumns::measured>, write_figure_column<&FigureColumns::measured>,
       nullptr, is_figures, "figures"},
  };
  return kTable;
}

template <>
std::span<const Key<AttributeSource>> keys() {
  static const Key<AttributeSource> kTable[] = {
      {"column", "the title of a column", false, text<&AttributeSource::column>,
       unless_default<&AttributeSource::column>},
      {"constant", "one value for all of the source", false, text<&AttributeSource::constant>,
       unless_default<&AttributeSource::constant>},
      {"file_name", "true: the file's name without folder and suffix", false,
       flag<&AttributeSource::from_file_name>, unless_default<&AttributeSource::from_file_name>},
  };
  return kTable;
}

template <>
std::span<const Key<AttributeTable>> keys() {
  static const Key<AttributeTable> kTable[] = {
      {"file", "the path of the table's file", true, read_table_file,
       always<&AttributeTable::file>},
      {"sheet", "the workbook's sheet; the first visible one when left out", false,
       text<&AttributeTable::sheet>, unless_default<&AttributeTable::sheet>},
      {"key", "the title of its column with the respondent's id", true, text<&AttributeTable::key>,
       always<&AttributeTable::key>},
      {"attributes", "which of its columns are which attributes", true,
       attributes<&AttributeTable::attributes>, write_attributes<&AttributeTable::attributes>},
  };
  return kTable;
}

template <>
std::span<const Key<ItemSpec>> keys() {
  static const Key<ItemSpec> kTable[] = {
      {"id", "a short name; the same item in several forms has the same id", true,
       text<&ItemSpec::id>, always<&ItemSpec::id>},
      {"column", "the column's title; in layout long the question's text", false,
       text<&ItemSpec::column>, unless_default<&ItemSpec::column>, nullptr, is_one_column,
       "items without \"columns\""},
      {"question", "the wording to show; the column's title when left out", false,
       text<&ItemSpec::question>, unless_default<&ItemSpec::question>},
      {"type", "open, single, multiple, scale, number or date", true,
       choice<&ItemSpec::type, kTypes>, name_of_choice<&ItemSpec::type, kTypes>, names<kTypes>},
      {"about", "the themes or codes that the question asks about", false, texts<&ItemSpec::about>,
       unless_default<&ItemSpec::about>},
      {"options", "the options; of a scale its labels from low to high", false,
       texts<&ItemSpec::options>, unless_default<&ItemSpec::options>, nullptr, has_options,
       "items of type single, multiple (without \"columns\") and scale"},
      {"separator", "what stands between several choices in one cell; json for a JSON list", false,
       text<&ItemSpec::separator>, unless_default<&ItemSpec::separator>, nullptr,
       is_multiple_in_one_cell, "items of type multiple without \"columns\""},
      {"columns", "the columns of a multiple choice with one for each option", false,
       read_option_columns, write_option_columns, nullptr, is_multiple, "items of type multiple"},
      {"dont_know", "options that mean \"don't know\": counted apart from the base", false,
       texts<&ItemSpec::dont_know>, unless_default<&ItemSpec::dont_know>, nullptr, is_closed,
       "closed items"},
      {"reversed", "true when a high step means less of it", false, flag<&ItemSpec::reversed>,
       unless_default<&ItemSpec::reversed>, nullptr, is_scale, "items of type scale"},
      {"occasion", "the time that the column belongs to, when a row holds several", false,
       text<&ItemSpec::occasion>, unless_default<&ItemSpec::occasion>},
  };
  return kTable;
}

template <>
std::span<const Key<OptionColumn>> keys() {
  static const Key<OptionColumn> kTable[] = {
      {"column", "the column's title", true, text<&OptionColumn::column>,
       always<&OptionColumn::column>},
      {"option", "the option that it stands for", true, text<&OptionColumn::option>,
       always<&OptionColumn::option>},
  };
  return kTable;
}

template <>
std::span<const Key<Privacy>> keys() {
  static const Key<Privacy> kTable[] = {
      {"least_cell", "the smallest number of people that a table shows; 1 shows all", false,
       count<&Privacy::least_cell, 1, 1000>, unless_default<&Privacy::least_cell>},
      {"round", "numbers of people are shown as multiples of this; 0: as they are", false,
       count<&Privacy::round, 0, 20>, unless_default<&Privacy::round>},
      {"mask", "false: names, numbers and addresses are shown as they stand", false,
       flag<&Privacy::mask>, unless_default<&Privacy::mask>},
      {"kinds", "the kinds of personal data to replace; all when left out", false, read_kinds,
       unless_default<&Privacy::kinds>},
      {"names", "more names to replace", false, texts<&Privacy::names>,
       unless_default<&Privacy::names>},
      {"keep", "names that stay, such as officials", false, texts<&Privacy::keep>,
       unless_default<&Privacy::keep>},
      {"key_file", "a file to write what each pseudonym stands for, apart from the outputs", false,
       read_key_file, unless_default<&Privacy::key_file>},
  };
  return kTable;
}

template <>
std::span<const Key<OutputOptions>> keys() {
  static const Key<OutputOptions> kTable[] = {
      {"language", "the language of what people read", false,
       named<&OutputOptions::language, kOutputLanguages>, unless_default<&OutputOptions::language>,
       names<kOutputLanguages>},
      {"quotations", "quotations for each code", false, count<&OutputOptions::quotations, 0, 1000>,
       unless_default<&OutputOptions::quotations>},
      {"compare", "the attributes by which items are compared; all when left out", false,
       read_compare, write_compare},
  };
  return kTable;
}

template <>
std::span<const Key<Margin>> keys() {
  static const Key<Margin> kTable[] = {
      {"attribute", "the attribute's id", true, read_margin_attribute, write_margin_attribute},
      {"people", "how many people there are of each of its values", true, read_people,
       write_people},
  };
  return kTable;
}

template <>
std::span<const Key<Weights>> keys() {
  static const Key<Weights> kTable[] = {
      {"item", "the number item that holds each respondent's weight", false, text<&Weights::item>,
       unless_default<&Weights::item>},
      {"margins", "the population that the respondents are weighed to", false,
       list<&Weights::margins>, list_unless_empty<&Weights::margins>},
  };
  return kTable;
}

template <>
std::span<const Key<ScaleIndex>> keys() {
  static const Key<ScaleIndex> kTable[] = {
      {"id", "a short name", true, text<&ScaleIndex::id>, always<&ScaleIndex::id>},
      {"name", "the name shown; the id when left out", false, text<&ScaleIndex::name>,
       name_unless_id<ScaleIndex>},
      {"items", "ids of the scale items that it is the mean of", true, texts<&ScaleIndex::items>,
       always<&ScaleIndex::items>},
  };
  return kTable;
}

template <>
std::span<const Key<Occasions>> keys() {
  static const Key<Occasions> kTable[] = {
      {"attribute", "the attribute that tells which time a row belongs to", true,
       read_occasion_attribute, write_occasion_attribute},
      {"order", "its values, the earliest first", true, texts<&Occasions::order>,
       always<&Occasions::order>},
      {"steps", "the single choice or scale that is the stair's step", false,
       text<&Occasions::steps>, unless_default<&Occasions::steps>},
      {"begins", "the first day of each time, where rows tell a date", false,
       texts<&Occasions::begins>, unless_default<&Occasions::begins>},
  };
  return kTable;
}

}  // namespace manifest
}  // namespace samsyn
