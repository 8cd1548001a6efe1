// From taxonomy files to compiled rules.

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "stages/coding/rules.hpp"

namespace samsyn::coding {
namespace {

using Json = nlohmann::ordered_json;

constexpr float kWeight = 0.8F;  // of a rule that names none

/// Ends the loading from any depth; caught in Rules::load.
struct Refusal {
  Issue issue;
};

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

class Loader {
 public:
  explicit Loader(const Load& load) : load_(load) {}

  std::unique_ptr<Rules::Body> run(const std::vector<std::string>& taxonomies,
                                   const std::string& shared) {
    read_classes(shared + "/classes.json");
    read_contexts(shared + "/items.json");
    for (const std::string& path : taxonomies) read_taxonomy(path);
    read_stance(shared + "/stance.json");
    index();
    return std::move(body_);
  }

 private:
  [[noreturn]] void refuse(std::string id, std::string place, std::string message,
                           std::string excerpt, std::string remedy) const {
    Where where{file_};
    where.part = std::move(place);
    throw Refusal{{Severity::error, "coding." + std::move(id), std::move(where), std::move(message),
                   std::move(excerpt), std::move(remedy)}};
  }

  Json read(const std::string& path) {
    Result<std::string> text = load_(path);
    if (!text) throw Refusal{text.issue()};
    file_ = path;
    try {
      return Json::parse(*text);
    } catch (const Json::parse_error& error) {
      refuse("bad-json", "byte " + std::to_string(error.byte), "this is not JSON", error.what(),
             "mend the file; a JSON editor shows the place");
    }
  }

  void known_keys(const Json& object, const std::string& place,
                  const std::vector<std::string>& keys) const {
    if (!object.is_object()) {
      refuse("bad-type", place, "an object {…} was expected", object.dump().substr(0, 60),
             "see corpus/taxonomies/README.md");
    }
    for (const auto& [key, value] : object.items()) {
      if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
      const std::string near = nearest(key, keys);
      refuse("unknown-key", place, "there is no key «" + key + "» here", key,
             near.empty() ? "take it away" : "did you mean «" + near + "»?");
    }
  }

  std::string text(const Json& object, const char* key, const std::string& place,
                   bool needed = false) const {
    const auto found = object.find(key);
    if (found == object.end()) {
      if (needed)
        refuse("missing-key", place, std::string("«") + key + "» is missing", {}, "add it");
      return {};
    }
    if (!found->is_string()) {
      refuse("bad-type", place, std::string("«") + key + "» must be a text", found->dump(),
             "put it in quotation marks");
    }
    return found->get<std::string>();
  }

  /// A text, or a list of texts.
  std::vector<std::string> texts(const Json& value, const std::string& place) const {
    std::vector<std::string> out;
    if (value.is_string()) return {value.get<std::string>()};
    if (value.is_array()) {
      for (const Json& entry : value) {
        if (!entry.is_string()) break;
        out.push_back(entry.get<std::string>());
      }
      if (out.size() == value.size() && !out.empty()) return out;
    }
    refuse("bad-type", place, "a text or a list of texts was expected", value.dump().substr(0, 60),
           "write \"…\" or [\"…\", \"…\"]");
  }

  void add_classes(const Json& object, const std::string& place, Classes& to) const {
    if (!object.is_object())
      refuse("bad-type", place, "an object was expected", {}, "see README.md");
    for (const auto& [name, patterns] : object.items()) {
      to.set(name, texts(patterns, place + "/" + name));
    }
  }

  void read_classes(const std::string& path) {
    const Json json = read(path);
    known_keys(json, "", {"classes", "note"});
    if (json.contains("classes")) add_classes(json["classes"], "/classes", shared_classes_);
  }

  Pattern parsed(const std::string& pattern, const std::string& place,
                 const Classes& classes) const {
    std::variant<Pattern, PatternFault> result = parse(pattern, classes);
    if (auto* fault = std::get_if<PatternFault>(&result)) {
      const bool unknown_class = fault->message.starts_with("there is no class");
      refuse(unknown_class ? "unknown-class" : "bad-pattern",
             place + ", byte " + std::to_string(fault->at + 1), fault->message, pattern,
             fault->remedy);
    }
    return std::move(std::get<Pattern>(result));
  }

  /// Patterns without `*`: their rarest parts, which come first then, in one trie, the others in a
  /// second one if given.
  std::vector<Parts> compiled(const std::vector<std::string>& patterns, const std::string& place,
                              const Classes& classes, PartTrie& trie, PartTrie* others = nullptr) {
    std::vector<Parts> out;
    for (const std::string& text : patterns) {
      Pattern pattern = parsed(text, place, classes);
      if (pattern.everything) {
        refuse("bad-pattern", place, "* stands alone in \"match\" only", text, "take it away here");
      }
      if (others != nullptr && pattern.joined.size() > 1) {
        auto rarest = pattern.joined.begin();
        double least = often(*rarest, body_->classes);
        for (auto part = rarest + 1; part != pattern.joined.end(); ++part) {
          const double met = often(*part, body_->classes);
          if (met >= least) continue;
          least = met;
          rarest = part;
        }
        std::rotate(pattern.joined.begin(), rarest, rarest + 1);
      }
      Parts& parts = out.emplace_back();
      for (const Alternatives& rows : pattern.joined) {
        PartTrie& to = parts.empty() || others == nullptr ? trie : *others;
        parts.push_back(to.add(rows, body_->classes));
      }
    }
    return out;
  }

  /// Patterns of which it matters only where they are found: those of one part as one, so that a
  /// segment is walked once for all of them.
  std::vector<Parts> compiled_as_one(const std::vector<std::string>& patterns,
                                     const std::string& place, const Classes& classes,
                                     PartTrie& trie) {
    std::vector<std::string> joined;
    Alternatives rows;
    for (const std::string& text : patterns) {
      Pattern pattern = parsed(text, place, classes);
      if (pattern.everything || pattern.joined.size() > 1) {
        joined.push_back(text);
      } else {
        rows.insert(rows.end(), pattern.joined[0].begin(), pattern.joined[0].end());
      }
    }
    std::vector<Parts> out = compiled(joined, place, classes, trie);
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (!rows.empty()) out.push_back({trie.add(rows, body_->classes)});
    return out;
  }

  std::uint32_t context(const std::string& name) {
    std::vector<Context>& all = body_->contexts;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Context& c) { return c.name == name; });
    if (found != all.end()) return static_cast<std::uint32_t>(found - all.begin());
    if (all.size() == kMostContexts) {
      refuse("too-many-contexts", name, "there are more than 64 contexts", name,
             "use a group («hinder.org») instead of its codes");
    }
    all.push_back({name, {}});
    return static_cast<std::uint32_t>(all.size() - 1);
  }

  void read_contexts(const std::string& path) {
    const Json json = read(path);
    known_keys(json, "", {"contexts", "classes", "openers", "note"});
    Classes classes = shared_classes_;
    if (json.contains("classes")) add_classes(json["classes"], "/classes", classes);
    if (json.contains("openers")) {
      for (std::string& word : texts(json["openers"], "/openers")) {
        body_->openers.insert(std::move(word));
      }
    }
    if (!json.contains("contexts")) return;
    for (const auto& [name, patterns] : json["contexts"].items()) {
      const std::string place = "/contexts/" + name;
      std::vector<Parts> match = compiled(texts(patterns, place), place, classes, body_->questions);
      const std::uint32_t c = context(name);
      body_->contexts[c].match = std::move(match);
      if (name == kTroubleless) body_->troubleless = Contexts{1} << c;
      if (name == kHinders) body_->hinders = Contexts{1} << c;
    }
  }

  void read_taxonomy(const std::string& path) {
    const Json json = read(path);
    known_keys(json, "",
               {"id", "name_sv", "name_en", "stance", "precision", "codes", "classes", "note",
                "$schema"});
    Taxonomy taxonomy{text(json, "id", "", true), text(json, "name_sv", "", true),
                      text(json, "name_en", ""), json.value("stance", false)};
    if (taxonomy.name_en.empty()) taxonomy.name_en = taxonomy.name_sv;
    if (json.contains("precision")) taxonomy.precision = precision(json["precision"]);
    Classes classes = shared_classes_;
    if (json.contains("classes")) add_classes(json["classes"], "/classes", classes);
    body_->codebook.taxonomies.push_back(std::move(taxonomy));
    if (!json.contains("codes")) refuse("missing-key", "", "«codes» is missing", {}, "add it");
    read_codes(json["codes"], kNone, path, "/codes", classes);
  }

  void read_codes(const Json& list, std::uint32_t parent, const std::string& path,
                  const std::string& place, const Classes& classes) {
    if (!list.is_array())
      refuse("bad-type", place, "a list of codes was expected", {}, "write […]");
    for (std::size_t i = 0; i < list.size(); ++i) {
      file_ = path;
      const std::string here = place + "/" + std::to_string(i);
      const Json& json = list[i];
      known_keys(json, here,
                 {"id", "name_sv", "name_en", "definition", "definition_sv", "include", "exclude",
                  "exclude_sv", "example_sv", "role", "children", "indicators", "indicators_file",
                  "note"});
      Code code;
      code.id = text(json, "id", here, true);
      code.taxonomy = static_cast<std::uint32_t>(body_->codebook.taxonomies.size() - 1);
      code.parent = parent;
      code.leaf = !json.contains("children");
      code.name_sv = text(json, "name_sv", here, true);
      code.name_en = text(json, "name_en", here);
      if (code.name_en.empty()) code.name_en = code.name_sv;
      code.definition = text(json, "definition", here);
      code.definition_sv = text(json, "definition_sv", here);
      code.include = text(json, "include", here);
      code.exclude = text(json, "exclude", here);
      code.exclude_sv = text(json, "exclude_sv", here);
      code.example_sv = text(json, "example_sv", here);
      if (json.contains("role")) {
        code.role = named<CodeRole>(kRoleNames, text(json, "role", here), here + "/role");
      } else if (parent != kNone) {
        code.role = body_->codebook.codes[parent].role;
      }
      if (!code_ids_.insert(code.id).second) {
        refuse("duplicate-id", here, "the code «" + code.id + "» stands twice", code.id,
               "give one of them another id");
      }
      const auto index = static_cast<std::uint32_t>(body_->codebook.codes.size());
      const std::string id = code.id;
      body_->codebook.codes.push_back(std::move(code));
      if (json.contains("indicators")) read_indicators(json["indicators"], index, here, classes);
      if (json.contains("indicators_file")) {
        read_indicator_file(folder_of(path) + text(json, "indicators_file", here), id, index,
                            classes);
      }
      file_ = path;
      if (json.contains("children")) {
        read_codes(json["children"], index, path, here + "/children", classes);
      }
    }
  }

  void read_indicator_file(const std::string& path, const std::string& id, std::uint32_t code,
                           Classes classes) {
    const Json json = read(path);
    known_keys(json, "", {"code", "classes", "indicators", "note"});
    if (text(json, "code", "", true) != id) {
      refuse("unknown-code", "/code", "the file is for another code than «" + id + "»",
             text(json, "code", ""), "write \"code\": \"" + id + "\"");
    }
    if (json.contains("classes")) add_classes(json["classes"], "/classes", classes);
    if (json.contains("indicators")) read_indicators(json["indicators"], code, "", classes);
  }

  void read_indicators(const Json& json, std::uint32_t code, const std::string& place,
                       const Classes& classes) {
    if (!json.is_object()) {
      refuse("bad-type", place + "/indicators", "an object of rules by id was expected", {},
             "write {\"namn-001\": \"mönster\"}");
    }
    for (const auto& [id, value] : json.items()) {
      if (!rule_ids_.insert(id).second) {
        refuse("duplicate-id", place + "/indicators/" + id, "the rule «" + id + "» stands twice",
               id, "number it anew");
      }
      read_rule(id, value, code, place + "/indicators/" + id, classes);
    }
  }

  void read_rule(const std::string& id, const Json& value, std::uint32_t code,
                 const std::string& place, const Classes& classes) {
    Rule rule;
    rule.code = code;
    rule.weight = kWeight;
    std::vector<std::string> match;
    std::string note;
    if (value.is_object()) {
      known_keys(value, place,
                 {"match", "not", "needs", "items", "not_items", "weight", "stance", "note"});
      if (!value.contains("match"))
        refuse("missing-key", place, "«match» is missing", id, "add it");
      match = texts(value["match"], place + "/match");
      if (value.contains("not")) {
        rule.hinders = compiled(texts(value["not"], place + "/not"), place + "/not", classes,
                                body_->conditions);
      }
      if (value.contains("needs")) {
        rule.needs = compiled(texts(value["needs"], place + "/needs"), place + "/needs", classes,
                              body_->conditions);
      }
      if (value.contains("items")) rule.items = bits(texts(value["items"], place + "/items"));
      if (value.contains("not_items"))
        rule.not_items = bits(texts(value["not_items"], place + "/not_items"));
      if (value.contains("weight")) rule.weight = weight(value["weight"], place);
      if (value.contains("stance")) {
        rule.stance_fixed = true;
        rule.stance = stance(text(value, "stance", place), place);
      }
      note = text(value, "note", place);
    } else {
      match = texts(value, place);
    }
    std::string shown;
    for (const std::string& pattern : match) {
      shown += (shown.empty() ? "" : "  |  ") + pattern;
      if (pattern != "*") continue;
      if (rule.items == 0) {
        refuse("bad-pattern", place, "* without \"items\" would code every segment of all texts",
               id, "say which items it is for");
      }
      rule.everything = true;
    }
    match.erase(std::remove(match.begin(), match.end(), "*"), match.end());
    rule.match = compiled(match, place, classes, body_->wanted, &body_->conditions);
    body_->codebook.rules.push_back({id, code, shown, note});
    body_->rules.push_back(std::move(rule));
  }

  Contexts bits(const std::vector<std::string>& names) {
    Contexts out = 0;
    for (const std::string& name : names) out |= Contexts{1} << context(name);
    return out;
  }

  float weight(const Json& value, const std::string& place) const {
    const double w = value.is_number() ? value.get<double>() : -1;
    if (w <= 0 || w > 1) {
      refuse("bad-weight", place + "/weight", "a weight lies above 0 and is at most 1",
             value.dump(), "0.8–0.95 for a clear sign, 0.3–0.45 for one that needs company");
    }
    return static_cast<float>(w);
  }

  double precision(const Json& value) const {
    const double share = value.is_number() ? value.get<double>() : 0;
    if (share <= 0 || share >= 1) {
      refuse("bad-precision", "/precision", "a precision lies between 0 and 1", value.dump(),
             "0.8 is four right of five");
    }
    return share;
  }

  Stance stance(const std::string& name, const std::string& place) const {
    for (std::size_t i = 0; i < kStanceNames.size(); ++i) {
      if (kStanceNames.at(i) == name) return static_cast<Stance>(i);
    }
    refuse("unknown-value", place + "/stance", "there is no stance «" + name + "»", name,
           "affirmed, negated or hypothetical");
  }

  template <class Enum, std::size_t N>
  Enum named(const std::array<std::string_view, N>& names, const std::string& name,
             const std::string& place) const {
    for (std::size_t i = 0; i < N; ++i) {
      if (names[i] == name) return static_cast<Enum>(i);
    }
    std::vector<std::string> all(names.begin(), names.end());
    refuse("unknown-value", place, "«" + name + "» is not known here", name,
           "did you mean «" + nearest(name, all) + "»?");
  }

  void read_stance(const std::string& path) {
    constexpr std::array<std::string_view, 13> kEffects{
        "negate",  "overcome", "suppose", "cancel", "past", "was",  "present",
        "trouble", "still",    "gone",    "change", "ask",  "irony"};
    constexpr std::array<std::string_view, 5> kReaches{"right", "left", "clause", "next", "upon"};
    constexpr std::array<std::string_view, 3> kOf{"any", "trouble", "topic"};
    const Json json = read(path);
    known_keys(json, "", {"clause_breaks", "cues", "classes", "note"});
    Classes classes = shared_classes_;
    if (json.contains("classes")) add_classes(json["classes"], "/classes", classes);
    if (json.contains("clause_breaks")) {
      body_->clause_breaks = compiled_as_one(texts(json["clause_breaks"], "/clause_breaks"),
                                             "/clause_breaks", classes, body_->stance);
    }
    if (!json.contains("cues")) return;
    for (const auto& [id, value] : json["cues"].items()) {
      const std::string place = "/cues/" + id;
      known_keys(value, place,
                 {"match", "effect", "reach", "of", "within", "clause_start", "note"});
      Cue cue;
      cue.id = id;
      cue.effect =
          named<Cue::Effect>(kEffects, text(value, "effect", place, true), place + "/effect");
      const bool reaches = cue.effect <= Cue::Effect::suppose;  // the others only stand somewhere
      const std::string reach = text(value, "reach", place, reaches);
      if (!reach.empty()) cue.reach = named<Cue::Reach>(kReaches, reach, place + "/reach");
      const std::string of = text(value, "of", place);
      if (!of.empty()) cue.of = named<Cue::Of>(kOf, of, place + "/of");
      cue.within = value.value("within", 0U);
      cue.clause_start = value.value("clause_start", false);
      if (!value.contains("match"))
        refuse("missing-key", place, "«match» is missing", id, "add it");
      cue.match = compiled_as_one(texts(value["match"], place), place, classes, body_->stance);
      body_->cues.push_back(std::move(cue));
    }
  }

  void number_places() {
    Rules::Body& body = *body_;
    PartTrie* const tries[] = {&body.wanted, &body.conditions, &body.stance, &body.questions};
    std::vector<bool> asked(body.classes.size());
    for (const PartTrie* parts : tries) parts->trie.ask_for(asked);
    std::vector<ClassId> by_frequency;
    for (ClassId c = 0; c < asked.size(); ++c) {
      if (asked[c]) by_frequency.push_back(c);
    }
    std::stable_sort(by_frequency.begin(), by_frequency.end(), [&](ClassId a, ClassId b) {
      return body.classes.often_met(a) > body.classes.often_met(b);
    });
    body.place_of.assign(asked.size(), kNone);
    for (const ClassId c : by_frequency) body.place_of[c] = body.places++;
    for (PartTrie* parts : tries) parts->trie.close(body.place_of);
  }

  void index() {
    number_places();
    body_->rules_of_part.resize(body_->wanted.parts.size());
    for (std::uint32_t r = 0; r < body_->rules.size(); ++r) {
      if (body_->rules[r].everything) body_->everywhere.push_back(r);
      for (const Parts& parts : body_->rules[r].match) {
        std::vector<std::uint32_t>& opened = body_->rules_of_part[parts.front()];
        if (opened.empty() || opened.back() != r) opened.push_back(r);
      }
    }
  }

  const Load& load_;
  std::unique_ptr<Rules::Body> body_ = std::make_unique<Rules::Body>();
  Classes shared_classes_;
  std::set<std::string> code_ids_, rule_ids_;
  std::string file_;
};

}  // namespace

std::uint32_t PartTrie::add(const Alternatives& rows, WordClasses& classes) {
  // Equal rows give equal numbers: rows are sorted, and a set of tests has one number.
  std::vector<std::uint32_t>& numbers = numbers_;
  numbers.clear();
  for (const Sequence& row : rows) {
    numbers.push_back(static_cast<std::uint32_t>(row.size()));
    for (const Element& element : row) {
      const std::uint32_t what =
          element.kind == Element::Kind::word ? classes.set_of(element.tests) : element.most;
      numbers.push_back(what * 4 + static_cast<std::uint32_t>(element.kind));
    }
  }
  const auto known = parts.find(numbers);
  if (known != parts.end()) return known->second;
  const auto part = static_cast<std::uint32_t>(parts.size());
  parts.emplace(numbers, part);
  trie.add(rows, part, classes);
  return part;
}

Rules::Rules(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Rules::~Rules() = default;

const Codebook& Rules::codebook() const { return body_->codebook; }

Result<std::shared_ptr<const Rules>> Rules::load(const std::vector<std::string>& taxonomies,
                                                 const std::string& shared, const Load& load) {
  try {
    return std::shared_ptr<const Rules>(
        std::make_shared<const Rules>(Loader(load).run(taxonomies, shared)));
  } catch (Refusal& refusal) {
    return std::move(refusal.issue);
  } catch (const Json::exception& error) {
    // A value of the wrong type where a default was asked for.
    return Issue{Severity::error,
                 "coding.bad-type",
                 {},
                 "a value of the wrong type in a taxonomy",
                 error.what(),
                 "see corpus/taxonomies/README.md"};
  }
}

}  // namespace samsyn::coding
