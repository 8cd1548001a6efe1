#include "stages/ingest/study_spellings.hpp"

#include <algorithm>

#include "stages/ingest/municipalities.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::size_t kNamed = 5;  // values; more make a message nobody reads

const std::string& value_of(const Respondent& respondent, std::uint32_t attribute) {
  static const std::string kNothing;
  return attribute < respondent.attributes.size() ? respondent.attributes[attribute] : kNothing;
}

/// Where the attribute comes from; null = not from these.
const AttributeSource* source_of(const std::vector<AttributeSource>& sources,
                                 std::uint32_t attribute) {
  const auto at = std::find_if(sources.begin(), sources.end(), [&](const AttributeSource& source) {
    return source.attribute == attribute;
  });
  return at == sources.end() ? nullptr : &*at;
}

}  // namespace

StudySpellings::StudySpellings(const Study& study)
    : study_(study),
      attributes_(std::max<std::size_t>(study.attributes.size(), kFirstOwnAttribute)) {
  Attribute& substudies = attributes_[kSubstudy];
  for (const Substudy& substudy : study.substudies) {
    substudies.declared.insert(substudy.id);
    substudies.by_key.try_emplace(spelling_key(substudy.id), substudy.id);
  }
}

void StudySpellings::settle(Document& document, const SourceSpec& source, Issues& issues) {
  for (std::uint32_t a = 0; a < attributes_.size(); ++a) {
    std::vector<JoinedSpelling> joined = join(document, a);
    for (JoinedSpelling& one : joined) {
      std::erase_if(one.others, [&](const std::string& other) {
        return !attributes_[a].reported.insert(other).second;
      });
    }
    std::erase_if(joined, [](const JoinedSpelling& one) { return one.others.empty(); });
    if (!joined.empty()) {
      issues.add({Severity::note,
                  "ingest.joined-spellings",
                  place_of(document, source, a, {}),
                  std::string("values that differ only in case, spaces or a final stop") +
                      (a == kMunicipality ? ", or in the word «kommun»," : "") +
                      " were counted as one: " + describe(joined),
                  {},
                  "nothing, unless they are different: then write them differently"});
    }
    if (a == kMunicipality) find_municipalities(document, source, issues);
  }
}

/// What the attribute's values became, in byte order of what is shown.
std::vector<JoinedSpelling> StudySpellings::join(Document& document, std::uint32_t attribute) {
  Attribute& known = attributes_[attribute];
  // Most values recur as they are: each way of writing is looked up once.
  std::map<std::string, std::vector<std::string*>, std::less<>> ways;
  for (Respondent& respondent : document.respondents) {
    if (value_of(respondent, attribute).empty()) continue;
    std::string& value = respondent.attributes[attribute];
    const auto at = ways.find(value);
    (at == ways.end() ? ways[value] : at->second).push_back(&value);
  }
  std::map<std::string, std::vector<std::string>> others;  // of what is shown, each once
  std::vector<std::string*> fresh;
  std::vector<std::pair<std::string, std::string*>> keys;
  for (auto& [value, places] : ways) {
    if (known.declared.contains(value)) continue;
    std::string shown;
    if (attribute == kMunicipality) {
      const Place place = find_place(value);
      if (place.kind == Place::Kind::exact) shown = place.name;
    }
    if (shown.empty()) {
      std::string key = spelling_key(value);
      if (key.empty()) continue;
      const auto at = known.by_key.find(key);
      if (at == known.by_key.end()) {
        fresh.insert(fresh.end(), places.begin(), places.end());
        keys.emplace_back(std::move(key), places.front());
        continue;
      }
      shown = at->second;
    }
    if (shown == value) continue;
    others[shown].push_back(value);
    for (std::string* place : places) *place = shown;
  }
  std::vector<JoinedSpelling> out;
  for (auto& [shown, all] : others) out.push_back({shown, std::move(all)});
  for (JoinedSpelling& joined : join_spellings(fresh)) out.push_back(std::move(joined));
  for (auto& [key, value] : keys) known.by_key.try_emplace(std::move(key), *value);
  std::sort(out.begin(), out.end(),
            [](const JoinedSpelling& a, const JoinedSpelling& b) { return a.shown < b.shown; });
  return out;
}

void StudySpellings::find_municipalities(Document& document, const SourceSpec& source,
                                         Issues& issues) {
  std::map<std::string, Place> places;  // of the values, in byte order
  std::vector<std::string> unknown;     // as they come
  for (Respondent& respondent : document.respondents) {
    if (value_of(respondent, kMunicipality).empty()) continue;
    std::string& value = respondent.attributes[kMunicipality];
    const auto [at, added] = places.try_emplace(value);
    Place& place = at->second;
    if (added) {
      place = find_place(value);
      if (place.kind == Place::Kind::unknown &&
          attributes_[kMunicipality].reported.insert(value).second) {
        unknown.push_back(value);
      }
      Where where;
      if (place.kind == Place::Kind::near) where = place_of(document, source, kMunicipality, value);
      if (place.kind == Place::Kind::near && misspelt_.emplace(where.file, value).second) {
        const std::string name(place.name);
        const bool merged = study_.merge_municipalities;
        issues.add({merged ? Severity::note : Severity::warning, "ingest.municipality-spelling",
                    std::move(where),
                    merged ? "«" + excerpt_of(value) + "» was counted as " + name
                           : "«" + excerpt_of(value) +
                                 "» is no municipality or region; it is "
                                 "counted apart from " +
                                 name + ", which it seems to be",
                    value,
                    merged ? "nothing, unless another place is meant: then correct it in the file"
                           : "write " + name +
                                 " in the file, or say \"merge_municipalities\": true "
                                 "in the manifest to count misspelt ones with the right ones"});
      }
    }
    if (place.kind == Place::Kind::near && study_.merge_municipalities) value = place.name;
  }
  if (unknown.empty()) return;
  std::string names;
  for (std::size_t i = 0; i < unknown.size() && i < kNamed; ++i) {
    names += (i == 0 ? "«" : ", «") + excerpt_of(unknown[i]) + "»";
  }
  if (unknown.size() > kNamed) {
    names += " and " + std::to_string(unknown.size() - kNamed) + " more";
  }
  issues.add({Severity::note, "ingest.unknown-municipality",
              place_of(document, source, kMunicipality, unknown.front()),
              "neither a Swedish municipality nor a region, and left as it is: " + names,
              unknown.front(),
              "nothing, if these are meant; else correct them, or say in the manifest which column "
              "holds the municipality"});
}

/// Where the first respondent with the value has it from; with no value, where all have it from.
Where StudySpellings::place_of(const Document& document, const SourceSpec& source,
                               std::uint32_t attribute, const std::string& value) const {
  Where where{document.source, document.sheet, {}};
  const AttributeSource* from = source_of(source.attributes, attribute);
  const AttributeTable& table = source.attribute_table;
  if (from != nullptr && !value.empty() && from->constant == value) {
    where.file = study_.path;
    where.sheet.clear();
    for (std::size_t s = 0; s < study_.sources.size(); ++s) {
      if (&study_.sources[s] == &source) {
        where.part = "/sources/" + std::to_string(s) + "/attributes/" +
                     study_.attributes[attribute].id + "/constant";
      }
    }
    return where;
  }
  if (from != nullptr) where.column_title = from->column;
  if (from == nullptr && (from = source_of(table.attributes, attribute)) != nullptr) {
    where.file = table.file;
    where.sheet = table.sheet;
    where.column_title = from->column;
    return where;
  }
  if (value.empty()) return where;
  const auto first = std::find_if(
      document.respondents.begin(), document.respondents.end(),
      [&](const Respondent& respondent) { return value_of(respondent, attribute) == value; });
  if (first == document.respondents.end()) return where;
  where.row = first->row;
  if (first->row != 0) return where;
  const auto who = static_cast<std::uint32_t>(first - document.respondents.begin());
  const auto block = std::find_if(document.blocks.begin(), document.blocks.end(),
                                  [&](const Block& b) { return b.respondent == who; });
  if (block == document.blocks.end()) return where;
  where.line = block->line;
  if (block->paragraph != 0) where.part = "stycke " + std::to_string(block->paragraph);
  return where;
}

}  // namespace samsyn::ingest
