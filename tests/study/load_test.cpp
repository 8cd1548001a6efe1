#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "pipeline/study/study.hpp"

namespace samsyn {
namespace {
namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream out;
  out << file.rdbuf();
  return out.str();
}

/// A folder with two files that manifests may name.
class Manifest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        fs::path(::testing::TempDir()) /
        ("samsyn_" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::create_directories(folder_ / "svar");
    std::ofstream(folder_ / "svar" / "chefer.csv") << "a;b\n1;2\n";
    std::ofstream(folder_ / "samtal.txt") << "I: Hej\n";
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string path() const { return (folder_ / "study.json").string(); }

  /// All issues of a manifest, the result's own as the last.
  std::vector<Issue> issues_of(const std::string& json) {
    Issues issues;
    const Result<Study> study = load_study(json, path(), issues);
    if (!study) issues.add(study.issue());
    return issues.all();
  }

  fs::path folder_;
};

/// A manifest around one source and further members.
std::string with(const std::string& source, const std::string& more = "") {
  return "{\n\"schema\": \"samsyn-study-1\",\n\"name\": \"Prov\",\n\"sources\": [\n" + source +
         "\n]" + more + "\n}";
}
std::string survey(const std::string& more) {
  return R"({"id": "chefer", "kind": "survey", "files": ["svar/chefer.csv"], )" + more + "}";
}
std::string figures(const std::string& more) {
  return R"({"id": "platser", "kind": "figures", "files": ["svar/chefer.csv"], )" + more + "}";
}
const std::string kItem = R"("items": [{"id": "hinder", "column": "a", "type": "open"}])";

TEST_F(Manifest, ReadsWhatAProjectLeaderWrites) {
  Issues issues;
  const auto study = load_study(
      with(
          R"({"id": "chefer", "kind": "survey", "files": ["svar/chefer.csv"], "respondent_column": "Nr",
 "attributes": {"group": {"constant": "HR-chef"}, "municipality": {"column": "Kommun"}, "kon": {"column": "Kön"}},
 "items": [
  {"id": "hinder", "column": "Vad hindrar er?", "type": "open", "about": ["hinder"]},
  {"id": "stod", "type": "multiple", "columns": [{"column": "S1", "option": "Tid"}, {"column": "S2", "option": "Pengar"}]},
  {"id": "tid", "column": "Vi har tid", "type": "scale", "options": ["Nej", "Ja"], "dont_know": ["Vet ej"], "reversed": true},
  {"id": "lugn", "column": "Vi har lugn", "type": "scale"}],
 "ignored": ["E-post"]},
{"id": "samtal", "kind": "transcript", "files": ["samtal.txt"], "repair": "on", "interviewers": ["I"], "attributes": {"group": {"file_name": true}}})",
          R"(, "substudies": [{"id": "Connect 1", "name": "Kompetens"}, {"id": "Connect 2"}],
"attributes": [{"id": "kon", "name": "Kön"}, {"id": "municipality", "name": "Hemkommun"}],
"merge_municipalities": true, "learned": false,
"privacy": {"least_cell": 7, "round": 3, "mask": false, "kinds": ["namn", "telefon"], "names": ["Zarifa"], "keep": ["Anna Lindqvist"], "key_file": "../nyckel.json"}, "outputs": {"language": "en", "quotations": 3, "compare": ["kon"]},
"invited": [{"attribute": "group", "people": {"HR-chef": 14, "Rektor": 3}}],
"weights": {"margins": [{"attribute": "municipality", "people": {"Ängby": 1200}}]},
"indices": [{"id": "ro", "items": ["tid", "lugn"]}],
"occasions": {"attribute": "kon", "order": ["start", "slut"], "steps": "tid"})"),
      path(), issues);
  ASSERT_TRUE(study) << render(study.issue());
  EXPECT_TRUE(issues.empty());
  EXPECT_EQ(study->substudies,
            (std::vector<Substudy>{{"Connect 1", "Kompetens"}, {"Connect 2", "Connect 2"}}));
  ASSERT_EQ(study->attributes.size(), 4U);
  EXPECT_EQ(study->attributes[kMunicipality].name, "Hemkommun");
  EXPECT_EQ(study->attributes[3], (AttributeSpec{"kon", "Kön"}));
  EXPECT_TRUE(study->merge_municipalities);
  EXPECT_FALSE(study->learned);
  const SourceSpec& chefer = study->sources.at(0);
  EXPECT_EQ(chefer.files.at(0).path, (folder_ / "svar" / "chefer.csv").string());
  EXPECT_EQ(chefer.attributes.at(0).constant, "HR-chef");
  EXPECT_EQ(chefer.attributes.at(2).attribute, 3U);
  EXPECT_EQ(chefer.items.at(1).options, (std::vector<std::string>{"Tid", "Pengar"}));
  EXPECT_EQ(chefer.items.at(1).columns, (std::vector<std::string>{"S1", "S2"}));
  EXPECT_TRUE(chefer.items.at(2).reversed);
  EXPECT_EQ(chefer.items.at(2).dont_know, std::vector<std::string>{"Vet ej"});
  EXPECT_TRUE(study->sources.at(1).attributes.at(0).from_file_name);
  EXPECT_EQ(study->sources.at(0).repair, RepairMode::automatic);
  EXPECT_EQ(study->sources.at(1).repair, RepairMode::on);
  EXPECT_EQ(study->privacy.least_cell, 7U);
  EXPECT_EQ(study->privacy.round, 3U);
  EXPECT_FALSE(study->privacy.mask);
  EXPECT_EQ(study->privacy.kinds, (std::vector<std::string>{"namn", "telefon"}));
  EXPECT_EQ(study->privacy.names, std::vector<std::string>{"Zarifa"});
  EXPECT_EQ(study->privacy.keep, std::vector<std::string>{"Anna Lindqvist"});
  EXPECT_EQ(study->privacy.key_path, (folder_.parent_path() / "nyckel.json").string());
  EXPECT_EQ(study->taxonomies, (std::vector<std::string>{"barriers", "themes"}));
  EXPECT_EQ(study->outputs.compare, std::vector<std::uint32_t>{3});
  EXPECT_EQ(study->invited, (std::vector<Margin>{{kGroup, {{"HR-chef", 14}, {"Rektor", 3}}}}));
  EXPECT_EQ(study->weights.margins, (std::vector<Margin>{{kMunicipality, {{"Ängby", 1200}}}}));
  EXPECT_EQ(study->occasions, (Occasions{3, {"start", "slut"}, "tid"}));
  EXPECT_EQ(study->indices, (std::vector<ScaleIndex>{{"ro", "ro", {"tid", "lugn"}}}));
}

TEST_F(Manifest, NamesEveryFaultAndItsPlace) {
  const struct {
    std::string json, id, part;
    std::uint32_t line;
  } cases[] = {
      {"{\"schema\": ", "study.bad-json", "", 1},
      {"{\n\"name\": \"Å\"\n\"sources\": []}", "study.bad-json", "", 3},
      {std::string(200, '['), "study.bad-json", "", 1},
      {"[]", "study.wrong-type", "", 1},
      {with(survey(kItem), ",\n\"nmae\": \"x\""), "study.unknown-key", "/nmae", 7},
      {with(survey(kItem), ",\n\"name\": \"x\""), "study.duplicate-key", "/name", 7},
      {with(survey(kItem), ",\n\"attributes\": [{\"id\": \"course\"}]"), "study.reserved-id",
       "/attributes/0/id", 7},
      {with(survey(kItem), ",\n\"attributes\": [{\"id\": \"a:b\"}]"), "study.reserved-id",
       "/attributes/0/id", 7},
      {with(survey(kItem + R"(, "lay_out": "long")")), "study.unknown-key", "/sources/0/lay_out",
       5},
      {with(survey(kItem + R"(, "layout": "vide")")), "study.unknown-value", "/sources/0/layout",
       5},
      {with(survey(kItem + R"(, "header_row": 0)")), "study.wrong-type", "/sources/0/header_row",
       5},
      {with(survey(kItem + R"(, "header_rows": -1)")), "study.wrong-type", "/sources/0/header_rows",
       5},
      {with(survey(kItem + R"(, "decimal_comma": "ja")")), "study.wrong-type",
       "/sources/0/decimal_comma", 5},
      {with(survey(kItem + R"(, "ignored": "E-post")")), "study.wrong-type", "/sources/0/ignored",
       5},
      {with(figures(R"("years": {"2023": "b"})")), "study.missing-key", "/sources/0", 5},
      {with(figures(R"("unit_column": "a")")), "study.missing-key", "/sources/0", 5},
      {with(figures(R"("unit_column": "a", "value_column": "b")")), "study.missing-key",
       "/sources/0", 5},
      {with(figures(R"("unit_column": "a", "year_column": "b")")), "study.missing-key",
       "/sources/0", 5},
      {with(figures(R"("unit_column": "a", "years": {"2023": "b"}, "year_column": "c")")),
       "study.misplaced-key", "/sources/0/years", 5},
      {with(figures(R"("unit_column": "a", "years": {"2023": "b", "i år": "c"})")),
       "study.unknown-value", "/sources/0/years/i år", 5},
      {with(figures(R"("unit_column": "a", "years": {"2023": "b"}, "repair": "on")")),
       "study.misplaced-key", "/sources/0/repair", 5},
      {with(survey(kItem + R"(, "unit_column": "a")")), "study.misplaced-key",
       "/sources/0/unit_column", 5},
      {with(survey(kItem + R"(, "interviewers": ["I"])")), "study.misplaced-key",
       "/sources/0/interviewers", 5},
      {with(survey(kItem + R"(, "answer_column": "svar")")), "study.misplaced-key",
       "/sources/0/answer_column", 5},
      {with(survey(kItem +
                   R"(, "layout": "long", "respondent_column": "r", "answer_column": "svar")")),
       "study.missing-key", "/sources/0", 5},
      {with(R"({"id": "x", "kind": "survey", "files": ["samtal.txt"]})"), "study.missing-key",
       "/sources/0", 5},
      {with(R"({"kind": "notes", "files": ["samtal.txt"]})"), "study.missing-key", "/sources/0", 5},
      {with(R"({"id": "x", "kind": "notes", "files": []})"), "study.wrong-type", "/sources/0/files",
       5},
      {with(R"({"id": "x", "kind": "notes", "files": ["samtla.txt"]})"), "study.no-such-file",
       "/sources/0/files/0", 5},
      {with(R"({"id": "x", "kind": "notes", "files": ["svar"]})"), "study.no-such-file",
       "/sources/0/files/0", 5},
      {with(R"({"id": "x", "kind": "notes", "files": ["../finns_ej.txt"]})"),
       "study.outside-folder", "/sources/0/files/0", 5},
      {with(survey(kItem + R"(, "attributes": {"grupp": {"column": "a"}})")), "study.unknown-key",
       "/sources/0/attributes/grupp", 5},
      {with(survey(kItem + R"(, "attributes": {"group": {}})")), "study.missing-key",
       "/sources/0/attributes/group", 5},
      {with(survey(kItem + R"(, "attributes": {"group": {"column": "a", "constant": "b"}})")),
       "study.misplaced-key", "/sources/0/attributes/group", 5},
      {with(survey(
           kItem +
           R"(, "attribute_table": {"file": "samtal.txt", "key": "a", "attributes": {"group": {"constant": "b"}}})")),
       "study.misplaced-key", "/sources/0/attribute_table/attributes/group", 5},
      {with(survey(R"("items": [{"id": "x", "column": "a", "type": "oppen"}])")),
       "study.unknown-value", "/sources/0/items/0/type", 5},
      {with(survey(R"("items": [{"id": "x", "type": "open"}])")), "study.missing-key",
       "/sources/0/items/0", 5},
      {with(survey(R"("items": [{"id": "x", "column": "a", "type": "multiple"}])")),
       "study.missing-key", "/sources/0/items/0", 5},
      {with(survey(R"("items": [{"id": "x", "column": "a", "type": "open", "options": ["b"]}])")),
       "study.misplaced-key", "/sources/0/items/0/options", 5},
      {with(survey(R"("items": [{"id": "x", "column": "a", "type": "single", "reversed": true}])")),
       "study.misplaced-key", "/sources/0/items/0/reversed", 5},
      {with(survey(
           R"("items": [{"id": "x", "column": "a", "type": "single", "options": ["b", "b"]}])")),
       "study.duplicate-id", "/sources/0/items/0/options/1", 5},
      {with(survey(
           R"("items": [{"id": "x", "column": "a", "type": "open"}, {"id": "x", "column": "b", "type": "open"}])")),
       "study.duplicate-id", "/sources/0/items/1/id", 5},
      {with(survey(kItem + R"(, "ignored": ["a"])")), "study.duplicate-column",
       "/sources/0/ignored/0", 5},
      {with(survey(kItem) + ",\n" +
            R"({"id": "chefer", "kind": "notes", "files": ["samtal.txt"]})"),
       "study.duplicate-id", "/sources/1/id", 6},
      {with(survey(kItem) + ",\n" +
            R"({"id": "x", "kind": "notes", "files": ["svar/chefer.csv"]})"),
       "study.duplicate-id", "/sources/1/files/0", 6},
      {with(
           survey(kItem) + ",\n" +
           R"({"id": "x", "kind": "survey", "files": ["samtal.txt"], "items": [{"id": "hinder", "column": "a", "type": "number"}]})"),
       "study.type-differs", "/sources/1/items/0/type", 6},
      {with(survey(kItem), ",\n\"substudies\": [{\"id\": \"A\"}, {\"id\": \"A\"}]"),
       "study.duplicate-id", "/substudies/1/id", 7},
      {with(survey(kItem), ",\n\"attributes\": [{\"id\": \"a\"}, {\"id\": \"a\"}]"),
       "study.duplicate-id", "/attributes/1/id", 7},
      {with(survey(kItem), ",\n\"taxonomies\": [\"bariers\"]"), "study.unknown-value",
       "/taxonomies/0", 7},
      {with(survey(kItem), ",\n\"taxonomies\": []"), "study.wrong-type", "/taxonomies", 7},
      {with(survey(kItem), ",\n\"taxonomies\": [\"egen.json\"]"), "study.no-such-file",
       "/taxonomies/0", 7},
      {with(survey(kItem), ",\n\"language\": \"fi\""), "study.unknown-value", "/language", 7},
      {with(survey(kItem), ",\n\"privacy\": {\"kinds\": [\"namm\"]}"), "study.unknown-value",
       "/privacy/kinds/0", 7},
      {with(survey(kItem), ",\n\"privacy\": {\"least_cell\": 1.5}"), "study.wrong-type",
       "/privacy/least_cell", 7},
      {with(survey(kItem), R"(,
"occasions": {"attribute": "tillfalle", "order": ["start", "slut"]})"),
       "study.unknown-key", "/occasions/attribute", 7},
      {with(survey(kItem), R"(,
"occasions": {"attribute": "group", "order": ["start"]})"),
       "study.missing-key", "/occasions", 7},
      {with(survey(kItem), R"(,
"occasions": {"attribute": "group", "order": ["start", "slut"], "begins": ["2026-01-12"]})"),
       "study.wrong-type", "/occasions/begins", 7},
      {with(survey(kItem), R"(,
"occasions": {"attribute": "group", "order": ["start", "slut"], "begins": ["2026-06-01", "2026-01-12"]})"),
       "study.wrong-type", "/occasions/begins/1", 7},
      {with(survey(kItem), R"(,
"occasions": {"attribute": "group", "order": ["start", "slut", "start"]})"),
       "study.duplicate-id", "/occasions/order/2", 7},
      {with(survey(kItem), R"(,
"occasions": {"attribute": "group", "order": ["start", "slut"], "steps": "steg"})"),
       "study.unknown-value", "/occasions/steps", 7},
      {with(survey(R"("items": [{"id": "a", "column": "A", "type": "open", "occasion": "slot"}])"),
            R"(,
"occasions": {"attribute": "group", "order": ["start", "slut"]})"),
       "study.unknown-value", "/sources/0/items/0/occasion", 5},
      {with(survey(kItem), R"(,
"invited": [{"attribute": "grupp", "people": {"a": 3}}])"),
       "study.unknown-key", "/invited/0/attribute", 7},
      {with(survey(kItem), R"(,
"invited": [{"attribute": "group", "people": {"a": 0}}])"),
       "study.wrong-type", "/invited/0/people/a", 7},
      {with(survey(kItem), R"(,
"invited": [{"attribute": "group", "people": {}}])"),
       "study.wrong-type", "/invited/0/people", 7},
      {with(survey(kItem), R"(,
"weights": {"margins": [{"attribute": "group", "people": {"a": 3}},
                        {"attribute": "group", "people": {"b": 3}}]})"),
       "study.duplicate-id", "/weights/margins/1/attribute", 8},
      {with(survey(kItem), R"(,
"weights": {"item": "hinder"})"),
       "study.unknown-value", "/weights/item", 7},
      {with(survey(R"("items": [{"id": "x", "column": "a", "type": "number"}])"), R"(,
"weights": {"item": "x", "margins": [{"attribute": "group", "people": {"a": 3}}]})"),
       "study.misplaced-key", "/weights/margins", 7},
      {with(survey(kItem), R"(,
"indices": [{"id": "i", "items": ["hinder"]}])"),
       "study.missing-key", "/indices/0", 7},
      {with(survey(kItem), R"(,
"indices": [{"id": "i", "items": ["hinder", "b"]}])"),
       "study.unknown-value", "/indices/0/items/0", 7},
      {with(survey(kItem), R"(,
"outputs": {"compare": ["kon"]})"),
       "study.unknown-key", "/outputs/compare/0", 7},
      {"{\"schema\": \"samsyn-study-9\", \"name\": \"x\", \"sources\": []}", "study.unknown-schema",
       "/schema", 1},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.json);
    const std::vector<Issue> issues = issues_of(c.json);
    const auto found =
        std::find_if(issues.begin(), issues.end(), [&](const Issue& i) { return i.id == c.id; });
    ASSERT_NE(found, issues.end()) << (issues.empty() ? "no issue" : render(issues.back()));
    EXPECT_EQ(found->where.part, c.part);
    EXPECT_EQ(found->where.line, c.line);
    EXPECT_EQ(found->where.file, path());
    EXPECT_FALSE(found->remedy.empty());
  }
}

TEST_F(Manifest, AnswersAMisspellingWithTheNearestName) {
  const struct {
    std::string json, nearest;
  } cases[] = {
      {with(survey(kItem + R"(, "lay_out": "long")")), "\"layout\""},
      {with(survey(kItem + R"(, "layout": "widt")")), "\"wide\""},
      {with(R"({"id": "x", "kind": "notes", "files": ["svar/chefr.csv"]})"), "\"svar/chefer.csv\""},
      {with(survey(kItem + R"(, "attributes": {"grup": {"column": "a"}})")), "\"group\""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.json);
    const std::vector<Issue> issues = issues_of(c.json);
    ASSERT_FALSE(issues.empty());
    EXPECT_THAT(issues.front().remedy, ::testing::HasSubstr(c.nearest));
  }
}

TEST_F(Manifest, CollectsAllFaults) {
  const auto issues = issues_of(
      with(survey(R"("items": [{"id": 3, "column": "a", "type": "opne"}], "sheett": "x")"),
           ", \"outputs\": {\"language\": \"de\"}"));
  std::vector<std::string> ids;
  for (const Issue& issue : issues) ids.push_back(issue.id);
  EXPECT_THAT(ids, ::testing::UnorderedElementsAre("study.wrong-type", "study.unknown-value",
                                                   "study.unknown-key", "study.unknown-value"));
}

TEST_F(Manifest, LoadsAlthoughAFileIsMissing) {
  Issues issues;
  const auto study =
      load_study(with(R"({"id": "x", "kind": "notes", "files": ["borta.txt"]})"), path(), issues);
  ASSERT_TRUE(study);
  ASSERT_EQ(issues.count(Severity::error), 1U);
  EXPECT_EQ(issues.all()[0].id, "study.no-such-file");
}

TEST_F(Manifest, TellsMissingFilesByTheirPlaceHoweverAlikeTheirNames) {
  const std::string folder(70, 'a');  // longer than an excerpt
  const std::string here = folder + "-2.txt";
  std::ofstream(fs::path(path()).parent_path() / here) << "Anteckningar";
  Issues issues;
  const auto study = load_study(with(R"({"id": "x", "kind": "notes", "files": [")" + folder +
                                     R"(-1.txt", ")" + here + R"("]})"),
                                path(), issues);
  ASSERT_TRUE(study);
  EXPECT_TRUE(known_missing(issues, 0, 0));
  EXPECT_FALSE(known_missing(issues, 0, 1));
  EXPECT_FALSE(known_missing(issues, 1, 0));
  EXPECT_FALSE(known_missing(issues, 0, kAttributeTable));
}

TEST_F(Manifest, RendersTheWholeMessage) {
  const auto issues = issues_of(with(survey(kItem + R"(, "layout": "widt")")));
  ASSERT_EQ(issues.size(), 1U);
  EXPECT_EQ(
      render(issues[0]).substr(path().size()),
      ":5:126 (/sources/0/layout): the value \"widt\" is not known here [study.unknown-value]\n"
      "    widt\n"
      "  fix: did you mean \"wide\"?");
}

TEST_F(Manifest, SkipsAByteOrderMark) {
  Issues issues;
  EXPECT_TRUE(load_study("\xEF\xBB\xBF" + with(survey(kItem)), path(), issues));
}

// ---- write then load gives the same study

class Invention {
 public:
  explicit Invention(unsigned seed) : random_(seed) {}
  bool coin() { return random_() % 2 == 0; }
  std::size_t below(std::size_t n) { return random_() % n; }
  std::string text() {
    static const std::vector<std::string> kParts{"å", "Ö",  "\"", "\\",  "~", "/", "a",
                                                 "b", "\n", " ",  "Vad", "😀", ",", ";"};
    std::string out = "t" + std::to_string(next_++);
    for (std::size_t n = below(5); n > 0; --n) out += kParts[below(kParts.size())];
    return out;
  }
  std::vector<std::string> texts() {
    std::vector<std::string> out;
    for (std::size_t n = below(4); n > 0; --n) out.push_back(text());
    return out;
  }
  std::string maybe() { return coin() ? text() : std::string(); }

  std::vector<AttributeSource> attributes(std::size_t known, bool columns_only) {
    std::vector<AttributeSource> out;
    for (std::uint32_t a = 0; a < known; ++a) {
      if (coin()) continue;
      AttributeSource source;
      source.attribute = a;
      const std::size_t which = columns_only ? 0 : below(3);
      if (which == 0) source.column = text();
      if (which == 1) source.constant = text();
      source.from_file_name = which == 2;
      out.push_back(source);
    }
    return out;
  }

  ItemSpec item() {
    ItemSpec out;
    out.id = text();
    out.type = static_cast<ItemType>(below(6));
    out.question = maybe();
    out.about = texts();
    const bool columns = out.type == ItemType::multiple && coin();
    if (columns) {
      out.columns = {text(), text()};
      out.options = {text(), text()};
    } else {
      out.column = text();
    }
    const bool closed = out.type == ItemType::single || out.type == ItemType::multiple ||
                        out.type == ItemType::scale;
    if (closed && !columns) out.options = texts();
    if (closed || out.type == ItemType::number) out.dont_know = texts();
    if (out.type == ItemType::multiple && !columns) out.separator = coin() ? ";" : ", ";
    if (out.type == ItemType::scale) out.reversed = coin();
    return out;
  }

  SourceSpec source(const std::string& folder, std::size_t known) {
    SourceSpec out;
    out.id = text();
    out.kind = static_cast<SourceKind>(below(3));
    for (std::size_t n = 1 + below(2); n > 0; --n) {
      const std::string name = "fil" + std::to_string(next_++) + ".csv";
      out.files.push_back({name, (fs::path(folder) / name).string()});
    }
    out.attributes = attributes(known, false);
    out.encoding = maybe();
    out.repair = static_cast<RepairMode>(below(3));
    if (out.kind == SourceKind::transcript) out.interviewers = texts();
    if (out.kind != SourceKind::survey) {
      out.speakers = texts();
      return out;
    }
    out.sheet = maybe();
    out.separator = maybe();
    out.header_row = static_cast<std::uint32_t>(1 + below(3));
    out.header_rows = static_cast<std::uint32_t>(1 + below(2));
    out.decimal_comma = coin();
    out.respondent_column = text();
    if (coin()) {
      out.layout = Layout::long_;
      out.question_column = text();
      out.answer_column = text();
    }
    if (coin()) {
      out.attribute_table.file = "tabell.csv";
      out.attribute_table.path = (fs::path(folder) / "tabell.csv").string();
      out.attribute_table.sheet = maybe();
      out.attribute_table.key = text();
      out.attribute_table.attributes = attributes(known, true);
      if (out.attribute_table.attributes.empty())
        out.attribute_table.attributes.push_back({0, text(), {}, false});
    }
    for (std::size_t n = 1 + below(4); n > 0; --n) out.items.push_back(item());
    out.ignored = texts();
    return out;
  }

  Study study(const std::string& path) {
    const std::string folder = fs::path(path).parent_path().string();
    Study out;
    out.path = path;
    out.name = text();
    for (std::size_t n = below(3); n > 0; --n) out.substudies.push_back({text(), text()});
    out.attributes = built_in_attributes();
    if (coin()) out.attributes[below(3)].name = text();
    for (std::size_t n = below(3); n > 0; --n) out.attributes.push_back({text(), text()});
    out.merge_municipalities = coin();
    out.learned = coin();
    out.taxonomies = built_in_taxonomies();
    if (coin()) out.taxonomies = {"themes", (fs::path(folder) / "egen.json").string()};
    for (std::size_t n = below(4); n > 0; --n)
      out.sources.push_back(source(folder, out.attributes.size()));
    out.privacy.least_cell = static_cast<std::uint32_t>(1 + below(9));
    out.privacy.round = static_cast<std::uint32_t>(below(6));
    out.privacy.mask = coin();
    if (coin()) out.privacy.kinds = {"telefon", "namn"};
    out.privacy.names = texts();
    out.privacy.keep = texts();
    if (coin()) {
      out.privacy.key_file = "nyckel.json";
      out.privacy.key_path = (fs::path(folder) / "nyckel.json").string();
    }
    out.outputs.language = coin() ? "sv" : "en";
    out.outputs.quotations = static_cast<std::uint32_t>(below(9));
    return out;
  }

 private:
  std::mt19937 random_;
  std::size_t next_ = 0;
};

TEST_F(Manifest, LoadsWhatWasWritten) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    const Study study = Invention(seed).study(path());
    const std::string json = write_study(study);
    Issues issues;
    const auto again = load_study(json, path(), issues);
    ASSERT_TRUE(again) << render(again.issue()) << "\n" << json;
    EXPECT_TRUE(*again == study) << json << "\n" << write_study(*again);
    EXPECT_EQ(write_study(*again), json);
  }
}

TEST_F(Manifest, SurvivesAnyDamage) {
  std::mt19937 random(20250321);
  const std::string good = write_study(Invention(7).study(path()));
  for (int round = 0; round < 2000; ++round) {
    std::string bad = good;
    for (int n = 0; n < 3; ++n) bad[random() % bad.size()] = static_cast<char>(random() % 256);
    if (round % 5 == 0) bad.resize(random() % bad.size());
    Issues issues;
    const auto study = load_study(bad, path(), issues);
    if (!study) {
      EXPECT_FALSE(study.issue().message.empty());
    }
  }
}

// ---- the published schema says the same as the code

TEST(Schema, HasTheKeysOfTheCode) {
  const auto schema = nlohmann::json::parse(
      content_of(fs::path(SAMSYN_SOURCE_DIR) / "templates" / "schema" / "study.schema.json"));
  for (const ManifestObject& object : manifest_objects()) {
    SCOPED_TRACE(object.name);
    ASSERT_TRUE(schema["$defs"].contains(object.name));
    const auto& definition = schema["$defs"][object.name];
    std::vector<std::string> known, required, in_schema, required_in_schema;
    for (const auto& key : object.keys) {
      known.push_back(key.name);
      if (key.required) required.push_back(key.name);
      ASSERT_TRUE(definition["properties"].contains(key.name)) << key.name;
      const auto& property = definition["properties"][key.name];
      if (property.contains("description")) {
        const std::string described = property["description"].get<std::string>();
        // A sentence may begin with the help text, and may say more.
        EXPECT_NE(described.find(key.help.substr(1)), std::string::npos) << described;
      }
      if (key.values.empty()) continue;
      EXPECT_EQ(property["enum"].get<std::vector<std::string>>(), key.values) << key.name;
    }
    for (const auto& [name, property] : definition["properties"].items()) in_schema.push_back(name);
    if (definition.contains("required"))
      required_in_schema = definition["required"].get<std::vector<std::string>>();
    EXPECT_THAT(in_schema, ::testing::UnorderedElementsAreArray(known));
    EXPECT_THAT(required_in_schema, ::testing::UnorderedElementsAreArray(required));
    EXPECT_EQ(definition["additionalProperties"], false);
  }
}

// What the schema calls the default is what the code takes when the key is left out: it is not
// written.
TEST(Schema, HasTheDefaultsOfTheCode) {
  using Json = nlohmann::json;
  const auto schema = Json::parse(
      content_of(fs::path(SAMSYN_SOURCE_DIR) / "templates" / "schema" / "study.schema.json"));
  const Json item = {{"id", "f"}, {"column", "Fråga"}, {"type", "scale"}, {"options", {"1", "2"}}};
  const Json source = {
      {"id", "k"}, {"kind", "survey"}, {"files", {"svar.csv"}}, {"items", Json::array({item})}};
  const Json study = {{"schema", "samsyn-study-1"}, {"name", "Prov"}, {"sources", {source}}};
  const struct {
    const char* object;
    Json::json_pointer at;
  } kPlaces[] = {{"study", Json::json_pointer("")},
                 {"privacy", Json::json_pointer("/privacy")},
                 {"outputs", Json::json_pointer("/outputs")},
                 {"source", Json::json_pointer("/sources/0")},
                 {"item", Json::json_pointer("/sources/0/items/0")}};
  const auto written = [](const Json& json) {
    Issues issues;
    const Result<Study> read = load_study(json.dump(), "study.json", issues);
    EXPECT_TRUE(read) << json.dump();
    return read ? write_study(*read) : std::string();
  };
  const std::string without = written(study);
  int compared = 0;
  for (const auto& place : kPlaces) {
    for (const auto& [key, property] : schema["$defs"][place.object]["properties"].items()) {
      if (!property.contains("default")) continue;
      Json with = study;
      with[place.at][key] = property["default"];
      EXPECT_EQ(written(with), without) << place.object << "/" << key;
      ++compared;
    }
  }
  EXPECT_GE(compared, 14);
}

TEST(Schema, TheExampleStudyLoadsClean) {
  const fs::path path = fs::path(SAMSYN_SOURCE_DIR) / "corpus" / "connect" / "study.json";
  Issues issues;
  const auto study = load_study(content_of(path), path.string(), issues);
  ASSERT_TRUE(study) << render(study.issue());
  for (const Issue& issue : issues.all()) ADD_FAILURE() << render(issue);
  EXPECT_EQ(study->substudies.size(), 2U);
  EXPECT_GE(study->sources.size(), 6U);
}

}  // namespace
}  // namespace samsyn
