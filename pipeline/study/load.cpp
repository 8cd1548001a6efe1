#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "pipeline/model/text.hpp"
#include "pipeline/study/keys.hpp"
#include "pipeline/study/study.hpp"
#include "stages/ingest/values.hpp"

namespace samsyn {
namespace manifest {
namespace {

constexpr std::size_t kLongest = std::size_t{16} << 20;  // bytes; a large manifest has 100 kB

std::string slot(const std::string& at, std::size_t index) {
  return at + "/" + std::to_string(index);
}

/// Reports ids that stand twice in a list.
class Once {
 public:
  Once(Context& context, std::string_view id, std::string what, std::string remedy)
      : context_(context), id_(id), what_(std::move(what)), remedy_(std::move(remedy)) {}
  void see(const std::string& name, const std::string& at) {
    if (name.empty() || seen_.insert(name).second) return;
    context_.fault(id_, at, "the " + what_ + " \"" + name + "\" stands here twice", name, remedy_);
  }

 private:
  Context& context_;
  std::string_view id_;
  std::string what_, remedy_;
  std::set<std::string, std::less<>> seen_;
};

void missing(Context& context, const std::string& at, const std::string& key,
             const std::string& whose) {
  context.fault("study.missing-key", at, whose + " needs the key \"" + key + "\"", "",
                "add \"" + key + "\"");
}

/// What sets columns of one item at several times apart.
std::string at_occasion(const ItemSpec& item) {
  return item.occasion.empty() ? std::string() : ", occasion " + item.occasion;
}

void check_survey(Context& context, const SourceSpec& source, const std::string& at) {
  if (source.items.empty()) missing(context, at, "items", "a survey");
  const bool is_long = source.layout == Layout::long_;
  if (is_long && source.respondent_column.empty())
    missing(context, at, "respondent_column", "a survey of layout long");
  if (is_long && source.question_column.empty())
    missing(context, at, "question_column", "a survey of layout long");
  if (is_long && source.answer_column.empty())
    missing(context, at, "answer_column", "a survey of layout long");

  Once ids(context, "study.duplicate-id", "item", "give each item of a source an id of its own");
  Once columns(context, "study.duplicate-column", "column", "name each column in one place");
  for (std::size_t i = 0; i < source.items.size(); ++i) {
    const ItemSpec& item = source.items[i];
    const std::string here = slot(at + "/items", i);
    // In one long table the same item may stand under the wordings of several groups.
    if (!is_long) ids.see(item.id + at_occasion(item), here + "/id");
    if (item.column.empty() && item.columns.empty()) missing(context, here, "column", "an item");
    if (item.type == ItemType::multiple && item.columns.empty() && item.separator.empty())
      missing(context, here, "separator", "a multiple choice in one column");
    columns.see(item.column, here + "/column");
    for (std::size_t c = 0; c < item.columns.size(); ++c)
      columns.see(item.columns[c], slot(here + "/columns", c) + "/column");
    Once options(context, "study.duplicate-id", "option", "name each option once");
    for (std::size_t o = 0; o < item.options.size(); ++o)
      options.see(item.options[o], item.columns.empty() ? slot(here + "/options", o)
                                                        : slot(here + "/columns", o) + "/option");
  }
  for (std::size_t i = 0; i < source.ignored.size(); ++i)
    columns.see(source.ignored[i], slot(at + "/ignored", i));
}

void check_figures(Context& context, const SourceSpec& source, const std::string& at) {
  const FigureColumns& columns = source.figures;
  if (columns.unit.empty()) missing(context, at, "unit_column", "a source of figures");
  if (columns.years.empty()) {
    if (columns.value.empty()) {
      missing(context, at, columns.year.empty() ? "years" : "value_column", "a source of figures");
    } else if (columns.year.empty()) {
      missing(context, at, "year_column", "a source of figures with a \"value_column\"");
    }
  } else if (!columns.value.empty() || !columns.year.empty()) {
    context.fault("study.misplaced-key", at + "/years",
                  "figures have either a column for each year or a row for each year, not both",
                  columns.value.empty() ? columns.year : columns.value,
                  "take away \"years\", or \"year_column\" and \"value_column\"");
  }
  if (!columns.measure.empty() && !columns.measured.empty()) {
    context.fault("study.misplaced-key", at + "/measure",
                  "what is counted is told by a column or once for the table, not both",
                  columns.measured, "take away \"measure\" or \"measure_column\"");
  }
}

/// Margins name each attribute once, and each has one: otherwise the second would be lost.
void check_margins(Context& context, const std::vector<Margin>& margins, const std::string& at) {
  Once once(context, "study.duplicate-id", "attribute", "name each attribute once");
  for (std::size_t i = 0; i < margins.size(); ++i) {
    if (margins[i].attribute == kNone) continue;
    once.see(context.study().attributes.at(margins[i].attribute).id, slot(at, i) + "/attribute");
  }
}

/// Weights and indices rest on items of a type.
void check_statistics(Context& context, const std::map<std::string, ItemType>& types) {
  const Study& study = context.study();
  const auto item = [&](const std::string& id, ItemType type, const std::string& at) {
    const auto found = types.find(id);
    if (id.empty() || (found != types.end() && found->second == type)) return;
    std::vector<std::string> known;
    for (const auto& [name, its_type] : types) {
      if (its_type == type) known.push_back(name);
    }
    context.unknown("study.unknown-value", at, id, known);
  };
  check_margins(context, study.invited, "/invited");
  check_margins(context, study.weights.margins, "/weights/margins");
  item(study.weights.item, ItemType::number, "/weights/item");
  if (!study.weights.item.empty() && !study.weights.margins.empty()) {
    context.fault("study.misplaced-key", "/weights/margins",
                  "weights are either an item's or raked to margins, not both", study.weights.item,
                  "take away \"item\" or \"margins\"");
  }
  Once ids(context, "study.duplicate-id", "index", "give each index an id of its own");
  for (std::size_t i = 0; i < study.indices.size(); ++i) {
    const ScaleIndex& index = study.indices[i];
    const std::string at = slot("/indices", i);
    ids.see(index.id, at + "/id");
    if (index.items.size() < 2) missing(context, at, "items", "an index of two items or more");
    Once items(context, "study.duplicate-id", "item", "name each item once");
    for (std::size_t k = 0; k < index.items.size(); ++k) {
      items.see(index.items[k], slot(at + "/items", k));
      item(index.items[k], ItemType::scale, slot(at + "/items", k));
    }
  }
}

/// Times, the stair's item, and where each survey that tells the time names its people.
/// As many days as times, each after the one before.
void check_begins(Context& context, const Occasions& occasions) {
  if (occasions.begins.empty()) return;
  if (occasions.begins.size() != occasions.order.size()) {
    context.fault("study.wrong-type", "/occasions/begins",
                  "there are " + std::to_string(occasions.begins.size()) + " first days of " +
                      std::to_string(occasions.order.size()) + " times",
                  occasions.begins.front(), "write the first day of each time in \"order\"");
  }
  double before = 0;
  for (std::size_t o = 0; o < occasions.begins.size(); ++o) {
    ingest::DateOrder seen = ingest::DateOrder::unknown;
    const std::string& text = occasions.begins[o];
    const std::optional<ingest::DateGuess> date = ingest::parse_date(text, seen);
    if (!date || date->open || (o > 0 && date->days <= before)) {
      context.fault("study.wrong-type", slot("/occasions/begins", o),
                    "this is no day after that of the time before", text,
                    "write the days as 2026-01-12, the earliest first");
    }
    if (date) before = date->days;
  }
}

void check_occasions(Context& context, const std::map<std::string, ItemType>& types) {
  const Study& study = context.study();
  const Occasions& occasions = study.occasions;
  const bool declared = occasions.attribute != kNone || !occasions.empty();
  if (declared && occasions.order.size() < 2)
    missing(context, "/occasions", "order", "repeated measurements with two times or more");
  Once times(context, "study.duplicate-id", "time", "name each time once");
  for (std::size_t o = 0; o < occasions.order.size(); ++o)
    times.see(occasions.order[o], slot("/occasions/order", o));
  check_begins(context, occasions);
  if (!occasions.steps.empty()) {
    std::vector<std::string> known;
    for (const auto& [name, type] : types)
      if (type == ItemType::single || type == ItemType::scale) known.push_back(name);
    if (std::find(known.begin(), known.end(), occasions.steps) == known.end())
      context.unknown("study.unknown-value", "/occasions/steps", occasions.steps, known);
  }
  for (std::size_t i = 0; i < study.sources.size(); ++i) {
    const SourceSpec& source = study.sources[i];
    const std::string at = slot("/sources", i);
    bool tells = false;
    for (const auto* from : {&source.attributes, &source.attribute_table.attributes})
      for (const AttributeSource& one : *from)
        tells = tells || (declared && one.attribute == occasions.attribute);
    for (std::size_t k = 0; k < source.items.size(); ++k) {
      const std::string& time = source.items[k].occasion;
      if (time.empty()) continue;
      const std::string here = slot(at + "/items", k) + "/occasion";
      if (tells) {
        context.fault("study.misplaced-key", here,
                      "only items of a table whose rows have no time of their own tell it", time,
                      "take away \"occasion\", or the source's attribute that tells the time");
      } else if (occasions.number(time) == kNone) {
        context.unknown("study.unknown-value", here, time, occasions.order);
      }
    }
    if (source.kind == SourceKind::survey && tells && source.respondent_column.empty())
      missing(context, at, "respondent_column", "a survey of repeated measurements");
  }
}

/// What only several values together can get wrong.
void check_whole(Context& context) {
  const Study& study = context.study();
  Once substudies(context, "study.duplicate-id", "sub-study", "name each sub-study once");
  for (std::size_t i = 0; i < study.substudies.size(); ++i)
    substudies.see(study.substudies[i].id, slot("/substudies", i) + "/id");

  Once sources(context, "study.duplicate-id", "source", "give each source an id of its own");
  Once files(context, "study.duplicate-id", "file", "name each file in one source only");
  std::map<std::string, ItemType> types;
  for (std::size_t i = 0; i < study.sources.size(); ++i) {
    const SourceSpec& source = study.sources[i];
    const std::string at = slot("/sources", i);
    sources.see(source.id, at + "/id");
    for (std::size_t f = 0; f < source.files.size(); ++f)
      // Two sheets of one workbook are two sources.
      files.see(source.sheet.empty() ? source.files[f].path
                                     : source.files[f].path + ", sheet " + source.sheet,
                slot(at + "/files", f));
    if (source.kind == SourceKind::survey) check_survey(context, source, at);
    if (source.kind == SourceKind::figures) check_figures(context, source, at);
    for (std::size_t k = 0; k < source.items.size(); ++k) {
      const ItemSpec& item = source.items[k];
      const auto [known, fresh] = types.emplace(item.id, item.type);
      if (fresh || known->second == item.type || item.id.empty()) continue;
      context.fault("study.type-differs", slot(at + "/items", k) + "/type",
                    "the item \"" + item.id + "\" has another type in an earlier place", item.id,
                    "give it the same type, or another id when it is another question");
    }
  }
  check_statistics(context, types);
  check_occasions(context, types);
}

Issue bad_json(const std::string& path, std::string_view text, std::size_t offset,
               std::string message, std::string remedy) {
  const Place place = place_of(text, offset);
  Where where;
  where.file = path;
  where.line = place.line;
  where.column = place.column;
  const std::size_t line_end = text.find('\n', std::min(offset, text.size()));
  std::size_t begin = text.rfind('\n', offset == 0 ? 0 : offset - 1);
  begin = begin == std::string_view::npos || begin >= offset ? 0 : begin + 1;
  return {Severity::error,
          "study.bad-json",
          where,
          std::move(message),
          excerpt_of(
              text.substr(begin, line_end == std::string_view::npos ? line_end : line_end - begin)),
          std::move(remedy)};
}

/// The library's message without its number and place: "[json.exception…] parse error at line 1,
/// column 2: syntax error while …".
std::string plain(std::string_view what) {
  const std::size_t colon = what.find(": ");
  return std::string(colon == std::string_view::npos ? what : what.substr(colon + 2));
}

Result<Json> parse(std::string_view text, const std::string& path) {
  if (text.size() > kLongest)
    return bad_json(path, text, 0, "the file is larger than 16 MB, too large for a manifest",
                    "name the study.json, not a data file");
  if (const std::size_t deep = too_deep(text); deep != std::string_view::npos)
    return bad_json(path, text, deep, "brackets are nested too deep for a manifest",
                    "compare with the example study's study.json");
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    return bad_json(path, text, error.byte > 0 ? error.byte - 1 : 0,
                    "this is not JSON: " + plain(error.what()),
                    "look for a missing comma, quotation mark or bracket here or just before");
  }
}

}  // namespace
}  // namespace manifest

Result<Study> load_study(std::string_view json, const std::string& path, Issues& issues) {
  const Result<manifest::Json> value = manifest::parse(json, path);
  if (!value) return value.issue();

  Study study;
  study.path = path;
  study.attributes = built_in_attributes();
  study.taxonomies = built_in_taxonomies();
  Issues found;
  manifest::Context context(json, path, study, found);
  for (const auto& [pointer, place] : context.places().repeated()) {
    Issue issue{Severity::error, "study.duplicate-key", {}, "this key stands twice in one object",
                pointer,         "keep one of the two"};
    issue.where.file = path;
    issue.where.part = pointer;
    issue.where.line = place.line;
    issue.where.column = place.column;
    found.add(std::move(issue));
  }
  manifest::read_object(context, *value, "", study);
  for (Substudy& substudy : study.substudies)
    if (substudy.name.empty()) substudy.name = substudy.id;
  for (ScaleIndex& index : study.indices)
    if (index.name.empty()) index.name = index.id;
  manifest::check_whole(context);

  // The last fault is the result; a file that is not there does not keep the rest from loading.
  std::size_t last = found.all().size();
  for (std::size_t i = 0; i < found.all().size(); ++i) {
    const Issue& issue = found.all()[i];
    if (issue.severity == Severity::error && issue.id != "study.no-such-file") last = i;
  }
  for (std::size_t i = 0; i < found.all().size(); ++i)
    if (i != last) issues.add(found.all()[i]);
  if (last < found.all().size()) return found.all()[last];
  return study;
}

void set_language(Study& study, std::string_view language) {
  study.outputs.language = language;
  if (language != "en") return;
  constexpr std::string_view kEnglish[]{"Group", "Municipality", "Sub-study"};
  const std::vector<AttributeSpec> swedish = built_in_attributes();
  for (std::size_t a = 0; a < std::size(kEnglish) && a < study.attributes.size(); ++a) {
    if (study.attributes[a].name == swedish[a].name) study.attributes[a].name = kEnglish[a];
  }
}

bool known_missing(const Issues& loading, std::size_t source, std::size_t file) {
  const std::string place = "/sources/" + std::to_string(source) +
                            (file == kAttributeTable ? std::string("/attribute_table/file")
                                                     : "/files/" + std::to_string(file));
  const auto& all = loading.all();
  return std::any_of(all.begin(), all.end(), [&](const Issue& issue) {
    return issue.id == "study.no-such-file" && issue.where.part == place;
  });
}

}  // namespace samsyn
