// Coding sheets out and back, and what a run makes of them.

#include "tests/pipeline/sheets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "pipeline/model/human.hpp"
#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kStudy =
    R"({"schema": "samsyn-study-1", "name": "Prov & försök", "privacy": {"least_cell": 1},
 "learned": false, "sources": [
 {"id": "svar", "kind": "survey", "files": ["svar.csv"], "respondent_column": "id",
  "attributes": {"group": {"column": "grupp"}},
  "items": [{"id": "hinder", "column": "hinder", "question": "Vad hindrar er?", "type": "open"}]},
 {"id": "moten", "kind": "notes", "files": ["workshop.txt"]}]})";

/// Ten answers, one of two sentences, and notes of a meeting.
constexpr const char* kAnswers =
    "id;grupp;hinder\n"
    "R1;HR-chef;Praktiken är alltför kort för att bli trygg.\n"
    "R2;HR-chef;Svenskan räcker inte för dokumentationen.\n"
    "R3;Rektor;Vi har ingen som kan handleda. Zarifa Lindqvist slutade i våras.\n"
    "R4;Rektor;=SUMMA(A1) skrev någon i rutan.\n"
    "R5;HR-chef;Det finns inga enkla tjänster.\n"
    "R6;HR-chef;Bussen går för sällan.\n"
    "R7;Rektor;Språket är inget hinder längre.\n"
    "R8;HR-chef;Alla är positiva.\n"
    "R9;HR-chef;Facket säger nej till extratjänster.\n"
    "R10;HR-chef;Pengarna tar slut i juni.\n";
constexpr const char* kNotes =
    "Workshop\n\nVad hindrar?\n- Handledarna hinner inte med.\n- Det är långt till jobbet.\n";

struct Sheets : ::testing::Test {
  Sheets() {
    folder.write("study.json", kStudy);
    folder.write("svar.csv", kAnswers);
    folder.write("workshop.txt", kNotes);
  }
  Ended exported(std::vector<std::string> more) {
    std::vector<std::string> all{
        "export", folder / "study.json", "--sheets", folder / "blad", "--coders", "anna,bo"};
    all.insert(all.end(), more.begin(), more.end());
    return command(all);
  }
  std::string sheet(const std::string& coder) {
    return folder / ("blad/kodning-" + coder + ".xlsx");
  }

  /// Fills a sheet in: for each text that holds the key, the cells of its row from Code 1 on; for
  /// other rows «ingen kod».
  std::string filled(const std::string& coder,
                     const std::vector<std::pair<std::string, std::vector<std::string>>>& answers,
                     const std::string& as = {}) {
    std::vector<Cell> cells;
    for (const SheetRowAt& row : rows_of_sheet(sheet(coder))) {
      std::vector<std::string> choices{"ingen kod"};
      for (const auto& [part, own] : answers) {
        if (row.text.find(part) != std::string::npos) choices = own;
      }
      for (std::size_t c = 0; c < choices.size(); ++c) {
        cells.push_back(
            {"Kodning", row.row, static_cast<std::uint16_t>(kSheetFirstCode + c), choices[c]});
      }
    }
    const std::string path = folder / ((as.empty() ? coder : as) + "-klar.xlsx");
    save_with(sheet(coder), path, cells);
    return path;
  }
  Ended run(const std::string& out = "ut") {
    return command(
        {"run", folder / "study.json", "--out", folder / out, "--jobs", "2", "--progress", "off"});
  }
  std::vector<Json> lines(const std::string& name) {
    std::vector<Json> out;
    std::istringstream in(bytes_of(folder / name));
    for (std::string line; std::getline(in, line);) out.push_back(Json::parse(line));
    return out;
  }
  Json line_with(const std::string& name, const std::string& text) {
    for (const Json& line : lines(name)) {
      if (line.at("text").get<std::string>().find(text) != std::string::npos) return line;
    }
    return nullptr;
  }
  TempFolder folder;
};

TEST_F(Sheets, GiveEachCoderASheetInContextWithoutPersonalDataAndTheSameEachTime) {
  const Ended first = exported({"--blind", "--size", "100", "--overlap", "0.5"});
  ASSERT_EQ(first.status, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("13 av 13 segment drogs; 7 får alla kodare."));
  const std::string anna = bytes_of(sheet("anna")), bo = bytes_of(sheet("bo"));
  std::set<std::string> texts;
  std::map<std::string, int> times;
  for (const char* coder : {"anna", "bo"}) {
    const std::vector<SheetRowAt> rows = rows_of_sheet(sheet(coder));
    EXPECT_EQ(rows.size(), 10U);
    for (const SheetRowAt& row : rows) {
      ++times[row.id];
      texts.insert(row.text);
      EXPECT_THAT(row.text + row.before + row.after, Not(HasSubstr("Zarifa")));
      if (row.text == "[Namn 1] slutade i våras.") {
        EXPECT_EQ(row.before, "Vi har ingen som kan handleda.");
        EXPECT_EQ(row.question, "Vad hindrar er?");
      }
      if (row.text == "Bussen går för sällan.") {
        EXPECT_EQ(row.before + row.after, "");
      }
      if (row.text == "Handledarna hinner inte med.") {
        EXPECT_EQ(row.after, "Det är långt till jobbet.");
      }
    }
  }
  EXPECT_EQ(times.size(), 13U);
  EXPECT_EQ(texts.count("[Namn 1] slutade i våras."), 1U);
  EXPECT_EQ(texts.count("=SUMMA(A1) skrev någon i rutan."), 1U);
  ASSERT_EQ(
      exported({"--blind", "--size", "100", "--overlap", "0.5", "--force", "--jobs", "1"}).status,
      0);
  EXPECT_EQ(bytes_of(sheet("anna")), anna);
  EXPECT_EQ(bytes_of(sheet("bo")), bo);
}

TEST_F(Sheets, AreNotWrittenOverUnlessAskedFor) {
  ASSERT_EQ(exported({}).status, 0);
  const Ended again = exported({});
  EXPECT_EQ(again.status, 3);
  EXPECT_THAT(again.err, HasSubstr("kodning-anna.xlsx"));
  EXPECT_THAT(again.err, HasSubstr("[export.exists]"));
}

TEST_F(Sheets, TellWhatCannotBeDrawn) {
  const struct {
    std::vector<std::string> more;
    int status;
    const char* says;
  } kCases[] = {
      {{"--draw", "uncertain"}, 3, "export.no-learned"},
      {{"--draw", "stratified", "--by", "grupp"}, 3, "export.unknown-attribute"},
      {{"--taxonomy", "barrier"}, 3, "export.unknown-taxonomy"},
      {{"--draw", "stratified", "--size", "1"}, 0, "1 av 13"},
      {{"--size", "0"}, 2, "--size"},
      {{"--share", "2"}, 2, "--share"},
      {{"--share", "0.1", "--size", "3"}, 2, "--share"},
      {{"--overlap", "7"}, 2, "--overlap"},
      {{"--draw", "every"}, 2, "--draw"},
      {{"--by", "group"}, 2, "--by"},
      {{"--jobs", "0"}, 2, "--jobs"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.says);
    std::filesystem::remove_all(folder / "blad");
    const Ended ended = exported(c.more);
    EXPECT_EQ(ended.status, c.status);
    EXPECT_THAT(ended.out + ended.err, HasSubstr(c.says));
  }
  const std::string study = folder / "study.json";
  EXPECT_EQ(command({"export", study}).status, 2);
  EXPECT_EQ(command({"export", study, "--sheets", folder / "x"}).status, 2);
  EXPECT_EQ(command({"export", study, "--sheets", folder / "x", "--coders", "a,a"}).status, 2);
  EXPECT_EQ(command({"export", study, "--sheets", folder / "x", "--coders", "../a"}).status, 2);
  EXPECT_EQ(command({"export", study, "--sheets", folder / "x.xlsx", "--coders", "a,b"}).status, 2);
  EXPECT_EQ(command({"import", study}).status, 2);
  folder.write("svar.csv", "id;grupp;hinder\n1;a;\n");
  std::string survey_alone = kStudy;
  survey_alone.replace(survey_alone.find(",\n {\"id\": \"moten\""), std::string::npos, "]}");
  folder.write("study.json", survey_alone);
  std::filesystem::remove_all(folder / "blad");
  EXPECT_THAT(exported({}).err, HasSubstr("[export.nothing-to-draw]"));
  EXPECT_FALSE(std::filesystem::exists(sheet("anna")));
}

TEST_F(Sheets, AreNotDrawnFromFilesThatChangeOnTheWay) {
  const char* kChanging = "/proc/sys/kernel/random/uuid";  // another text each time
  if (!std::filesystem::exists(kChanging)) GTEST_SKIP();
  std::filesystem::remove(folder / "workshop.txt");
  std::filesystem::create_symlink(kChanging, folder / "workshop.txt");
  const Ended ended = exported({});
  EXPECT_EQ(ended.status, 3) << ended.out;
  EXPECT_THAT(ended.err, HasSubstr("study.json"));
  EXPECT_THAT(ended.err, HasSubstr("[export.files-changed]"));
}

TEST_F(Sheets, HaveNoMoreRowsThanAWorkbookWhateverTheShare) {
  std::string answers = "id;grupp;hinder\n";
  for (int n = 0; n < 100'001; ++n) answers += std::to_string(n) + ";a;Nej.\n";
  folder.write("svar.csv", answers);
  const Ended ended = exported({"--share", "1"});
  EXPECT_EQ(ended.status, 3);
  EXPECT_THAT(ended.err, HasSubstr("[export.too-many]"));
  EXPECT_THAT(ended.err, HasSubstr("100000"));
}

TEST_F(Sheets, SuggestTheMachinesCodesUnlessBlind) {
  ASSERT_EQ(exported({"--overlap", "1"}).status, 0);
  const std::string done = filled("anna", {{"Svenskan räcker", {"som förslaget"}}});
  ASSERT_EQ(command({"import", folder / "study.json", done}).status, 0);
  const Json line = line_with("study.kodningar.jsonl", "Svenskan räcker");
  ASSERT_EQ(line["codes"].size(), 1U) << line;
  EXPECT_EQ(line["codes"][0]["code"], "hinder.ind.sprak");
  EXPECT_EQ(line["codes"][0]["coder"], "human:anna");
}

TEST_F(Sheets, ComeBackAsHumanCodingsThatOutrankTheMachine) {
  ASSERT_EQ(exported({"--blind", "--overlap", "1", "--taxonomy", "barriers"}).status, 0);
  const std::string anna = filled("anna", {{"Bussen", {"hinder.org.matchning"}},
                                           {"Språket är", {"hinder.ind.sprak", "Avvisar"}},
                                           {"Alla är", {""}}});
  const Ended read = command({"import", folder / "study.json", anna});
  ASSERT_EQ(read.status, 0) << read.err;
  EXPECT_THAT(read.out, HasSubstr("anna: 12 av 13 rader bedömda, 10 utan kod"));
  const std::vector<Json> own = lines("study.kodningar.jsonl");
  EXPECT_EQ(own.size(), 12U);
  EXPECT_EQ(line_with("study.kodningar.jsonl", "Alla är"), nullptr);
  const Json svenskan = line_with("study.kodningar.jsonl", "Svenskan räcker");
  EXPECT_EQ(svenskan["codes"], Json::array());
  EXPECT_EQ(svenskan["coders"], Json({"human:anna"}));
  EXPECT_EQ(svenskan["judged"][0]["taxonomies"], Json({"barriers"}));
  EXPECT_THAT(bytes_of(folder / "study.kodningar.jsonl"), Not(HasSubstr("Zarifa")));

  ASSERT_LE(run().status, 1);
  const Json said_no = line_with("ut/codings.jsonl", "Svenskan räcker");
  ASSERT_FALSE(said_no["codes"].empty());
  for (const Json& code : said_no["codes"]) {
    const bool barrier = code["code"].get<std::string>().starts_with("hinder.");
    EXPECT_EQ(code["decides"], !barrier) << code;  // themes were not asked for
  }
  const Json bus = line_with("ut/codings.jsonl", "Bussen");
  EXPECT_EQ(bus["coders"], Json({"human:anna"}));
  const auto human = std::find_if(bus["codes"].begin(), bus["codes"].end(),
                                  [](const Json& code) { return code["coder"] == "human:anna"; });
  ASSERT_NE(human, bus["codes"].end());
  EXPECT_EQ((*human)["decides"], true);
  EXPECT_EQ((*human)["evidence"][0]["end"], bus["end"]);
  EXPECT_EQ(line_with("ut/codings.jsonl", "Alla är")["coders"], Json::array());

  const Json summary = Json::parse(bytes_of(folder / "ut/summary.json"));
  std::map<std::string, double> people;
  for (const Json& table : summary["tables"]) {
    if (table["id"] != "codes.barriers") continue;
    for (const Json& row : table["rows"]) people[row["id"]] = row["cells"][1];
  }
  EXPECT_EQ(people["hinder.ind.sprak"], 0);
  EXPECT_EQ(people["hinder.org.matchning"], 1);
  EXPECT_EQ(people["hinder.org"], 1);
  std::string facts = summary["facts"].dump() + summary["method"].dump();
  EXPECT_THAT(facts, HasSubstr("12 segment (anna 12); 0 av flera"));
  EXPECT_THAT(facts, HasSubstr("är inte mätt"));
  EXPECT_TRUE(summary["agreement"].is_null());
  EXPECT_EQ(bytes_of(folder / "ut/summary.json").find("\"weak\""), std::string::npos);
}

TEST_F(Sheets, SayNothingOfHumansWhereNobodyCoded) {
  ASSERT_LE(run().status, 1);
  EXPECT_EQ(line_with("ut/codings.jsonl", "Bussen").count("coders"), 0U);
  const Json summary = Json::parse(bytes_of(folder / "ut/summary.json"));
  EXPECT_THAT(summary["method"].dump(), HasSubstr("är inte mätt"));
}

TEST_F(Sheets, OfTwoCodersGiveAgreementAndWeakMarks) {
  ASSERT_EQ(exported({"--blind", "--overlap", "1"}).status, 0);
  const std::string anna = filled("anna", {{"Bussen", {"hinder.org.matchning"}},
                                           {"Pengarna", {"hinder.org.resurser"}},
                                           {"Svenskan räcker", {"hinder.ind.sprak"}}});
  const std::string bo = filled("bo", {{"Bussen", {"hinder.org.matchning"}},
                                       {"Svenskan räcker", {"hinder.ind.sprak"}},
                                       {"Facket", {"hinder.org.arbetsratt"}}});
  ASSERT_EQ(command({"import", folder / "study.json", anna, bo}).status, 0);
  ASSERT_LE(run().status, 1);
  const Json summary = Json::parse(bytes_of(folder / "ut/summary.json"));
  EXPECT_EQ(summary["agreement"]["coders"], Json({"anna", "bo"}));
  std::map<std::string, Json> codes;
  for (const Json& code : summary["agreement"]["codes"]) codes[code["code"]] = code;
  EXPECT_EQ(codes["hinder.org.matchning"]["units"], 13);
  EXPECT_EQ(codes["hinder.org.matchning"]["given"], 2);
  EXPECT_EQ(codes["hinder.org.matchning"]["alpha"], 1);
  EXPECT_EQ(codes["hinder.org.resurser"]["weak"], "below");
  EXPECT_EQ(codes["hinder.org.tid"]["weak"], "untested");
  EXPECT_TRUE(codes["hinder.org.tid"]["alpha"].is_null());
  bool marked = false, table_of_agreement = false;
  for (const Json& table : summary["tables"]) {
    table_of_agreement = table_of_agreement || table["id"] == "agreement";
    if (table["id"] != "codes.barriers.ranked" && table["id"] != "codes.barriers") continue;
    for (const Json& row : table["rows"]) {
      if (row["id"] != "hinder.org.resurser") continue;
      marked = true;
      EXPECT_EQ(row["weak"], "below");
      EXPECT_THAT(row["cells"][0].get<std::string>(), ::testing::EndsWith(" *"));
      EXPECT_THAT(table["notes"].dump(), HasSubstr("* Svag kod"));
    }
  }
  EXPECT_TRUE(marked && table_of_agreement);
  EXPECT_THAT(bytes_of(folder / "ut/issues.jsonl"), HasSubstr("human.differing"));

  // Where they are even the machine decides: the rules find the union, but no money.
  const Json facket = line_with("ut/codings.jsonl", "Facket");
  std::set<std::string> by_machine;
  for (const Json& code : facket["codes"]) {
    if (code["coder"] == "rules") by_machine.insert(code["code"]);
  }
  for (const Json& code : facket["codes"]) {
    if (code["coder"] == "human:bo") {
      EXPECT_EQ(code["decides"], by_machine.count(code["code"]) > 0);
    }
  }

  const Ended agree = command(
      {"agree", folder / "study.kodningar.jsonl", folder / "ut/codings.jsonl", "--lang", "sv"});
  EXPECT_EQ(agree.status, 0) << agree.err;
  EXPECT_THAT(agree.out, HasSubstr("human:anna"));
  EXPECT_THAT(agree.out, HasSubstr("human:bo, samsyn\n"));
  EXPECT_THAT(agree.out, Not(HasSubstr("human:anna (")));  // one coder in both files
  EXPECT_EQ(command({"agree", folder / "study.kodningar.jsonl",
                     "maskin=" + (folder / "ut/codings.jsonl")})
                .status,
            0);
}

TEST_F(Sheets, GiveTheSameBytesWhateverTheNumberOfThreads) {
  ASSERT_EQ(exported({"--blind", "--overlap", "1"}).status, 0);
  const std::string anna = filled("anna", {{"Bussen", {"hinder.org.matchning"}}});
  ASSERT_EQ(command({"import", folder / "study.json", anna}).status, 0);
  for (const char* output : {"codings.jsonl", "summary.json"}) {
    same_with_jobs(folder, output, {"1", "4"});
  }
}

TEST_F(Sheets, AreFoundAgainWhenTextsWereCorrectedAndToldWhenNot) {
  ASSERT_EQ(exported({"--blind", "--overlap", "1"}).status, 0);
  const std::string anna = filled("anna", {{"Bussen", {"hinder.org.matchning"}},
                                           {"Facket", {"hinder.org.arbetsratt"}},
                                           {"handleda", {"hinder.org.handledning"}}});
  ASSERT_EQ(command({"import", folder / "study.json", anna}).status, 0);
  std::string answers = kAnswers;
  const auto change = [&](const std::string& from, const std::string& to) {
    answers.replace(answers.find(from), from.size(), to);
  };
  change("Bussen går för sällan.", "Det är glest. Bussen går för sällan.");  // moved in its cell
  change("Facket säger nej till extratjänster.", "Facket sager nej till extratjänster.");  // letter
  change("Det finns inga enkla tjänster.", "Helt andra ord står nu här i rutan.");         // gone
  change("R1;", "R0;HR-chef;Nytt svar.\nR1;");  // every row moves
  folder.write("svar.csv", answers);
  ASSERT_EQ(run().status, 1);
  EXPECT_EQ(line_with("ut/codings.jsonl", "Bussen")["coders"], Json({"human:anna"}));
  EXPECT_EQ(line_with("ut/codings.jsonl", "Facket")["coders"], Json({"human:anna"}));
  EXPECT_EQ(line_with("ut/codings.jsonl", "slutade i våras")["coders"], Json({"human:anna"}));
  EXPECT_EQ(line_with("ut/codings.jsonl", "Nytt svar")["coders"], Json::array());
  std::size_t lost = 0;
  for (const Json& issue : lines("ut/issues.jsonl")) {
    if (issue["id"] != "human.not-found") continue;
    ++lost;
    EXPECT_EQ(issue["where"]["file"], "svar.csv");
  }
  EXPECT_EQ(lost, 1U);
  EXPECT_THAT(bytes_of(folder / "ut/issues.jsonl"), HasSubstr("human.moved"));
  EXPECT_THAT(run("ut2").err, HasSubstr("Det finns inga enkla tjänster."));
  const Ended check = command({"check", folder / "study.json"});
  EXPECT_THAT(check.out,
              HasSubstr("Kodat av människor: 13 segment (anna), 1 av dem inte återfunna"));
  EXPECT_THAT(check.err, HasSubstr("[human.not-found]"));

  // The same sheet again: rows take the places of today, and what is gone is told and kept.
  const Ended again = command({"import", folder / "study.json", anna});
  EXPECT_EQ(again.status, 1);
  EXPECT_THAT(again.err, HasSubstr("[import.not-found]"));
  EXPECT_EQ(lines("study.kodningar.jsonl").size(), 13U);
  EXPECT_EQ(line_with("study.kodningar.jsonl", "Bussen")["start"], 14);
  EXPECT_EQ(line_with("study.kodningar.jsonl", "inga enkla").is_null(), false);
}

TEST_F(Sheets, MayComeBackInPartsAndTheLaterJudgementCounts) {
  ASSERT_EQ(exported({"--blind", "--overlap", "1"}).status, 0);
  const std::string first = filled("anna", {{"Bussen", {"hinder.org.matchning"}}}, "anna1");
  const std::string second = filled("anna", {{"Bussen", {"hinder.org.resurser"}}}, "anna2");
  const std::string study = folder / "study.json";
  ASSERT_EQ(command({"import", study, first}).status, 0);
  const Ended changed = command({"import", study, second});
  EXPECT_EQ(changed.status, 1);
  EXPECT_THAT(changed.err, HasSubstr("[import.changed-judgement]"));
  const Json line = line_with("study.kodningar.jsonl", "Bussen");
  ASSERT_EQ(line["codes"].size(), 1U);
  EXPECT_EQ(line["codes"][0]["code"], "hinder.org.resurser");
  const Ended other = command({"import", study, "Cecilia=" + first, "--lang", "en"});
  EXPECT_EQ(other.status, 0) << other.err;
  EXPECT_THAT(other.out, HasSubstr("Cecilia: 13 of 13 rows judged"));
  EXPECT_EQ(line_with("study.kodningar.jsonl", "Bussen")["coders"],
            Json({"human:anna", "human:Cecilia"}));
}

TEST_F(Sheets, TellWhatCannotBeImportedAndLeaveTheFileAsItWas) {
  ASSERT_EQ(exported({"--blind"}).status, 0);
  const std::string study = folder / "study.json";
  save_with(sheet("anna"), folder / "annan.xlsx", {{"samsyn", 1, 1, "En annan studie"}});
  save_with(sheet("anna"), folder / "ingen.xlsx",
            {{"Läs mig först", 4, 1, ""}, {"samsyn", 5, 1, ""}});
  folder.write("text.xlsx", "inte en arbetsbok");
  const struct {
    std::string file;
    const char* id;
  } kCases[] = {
      {folder / "annan.xlsx", "import.other-study"}, {folder / "ingen.xlsx", "import.no-coder"},
      {folder / "svar.csv", "import.not-a-sheet"},   {sheet("anna"), "import.nothing-judged"},
      {folder / "borta.xlsx", "file.not-found"},     {folder / "text.xlsx", "import.not-a-sheet"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.id);
    const Ended ended = command({"import", study, c.file});
    EXPECT_EQ(ended.status, 3);
    EXPECT_THAT(ended.err, HasSubstr(c.id));
    EXPECT_THAT(ended.err, HasSubstr("[import.nothing-judged]"));
    EXPECT_FALSE(std::filesystem::exists(folder / "study.kodningar.jsonl"));
  }
}

TEST_F(Sheets, LeaveWhatTheManifestLacksTodayAsItWas) {
  ASSERT_EQ(exported({"--blind", "--overlap", "1"}).status, 0);
  const std::string study = folder / "study.json", kept = folder / "study.kodningar.jsonl";
  const std::string anna = filled("anna", {{"Bussen", {"hinder.org.matchning", "Avvisar"}}});
  ASSERT_EQ(command({"import", study, anna}).status, 0);
  std::string file = bytes_of(kept);
  const auto rename = [&](const std::string& from, const std::string& to) {
    for (std::size_t at = file.find(from); at != std::string::npos; at = file.find(from, at)) {
      file.replace(at, from.size(), to);
      at += to.size();
    }
  };
  rename("hinder.org.matchning", "hinder.org.passform");
  rename("\"barriers\"", "\"barriers\",\"mal\"");
  folder.write("study.kodningar.jsonl", file);
  ASSERT_EQ(command({"import", study, filled("bo", {})}).status, 1);  // the unknown code is told
  const Json bus = line_with("study.kodningar.jsonl", "Bussen");
  ASSERT_EQ(bus["codes"].size(), 1U) << bus;
  EXPECT_EQ(bus["codes"][0]["code"], "hinder.org.passform");
  EXPECT_EQ(bus["codes"][0]["stance"], "negated");
  EXPECT_EQ(bus["coders"], Json({"human:anna", "human:bo"}));
  EXPECT_THAT(bus["judged"][0]["taxonomies"].dump(), HasSubstr("\"mal\""));
  EXPECT_THAT(bus["judged"][1]["taxonomies"].dump(), Not(HasSubstr("\"mal\"")));
}

TEST_F(Sheets, TakeNothingFromARecordThatIsNotWhatItShouldBe) {
  ASSERT_EQ(exported({"--blind", "--overlap", "1"}).status, 0);
  const std::string anna = filled("anna", {});
  const auto record = record_of_sheet(anna);
  const auto first = static_cast<std::uint32_t>(
      std::find_if(record.begin(), record.end(),
                   [](const auto& cells) { return !cells.empty() && cells[0] == "row"; }) -
      record.begin());
  std::string deep = record[first][2];
  deep.insert(1, "\"x\":" + std::string(12'000, '[') + std::string(12'000, ']') + ",");
  Json leak = Json::parse(record[first + 1][2]);
  leak["respondent"] = "Zarifa Lindqvist";
  leak["where"]["row"] = 99;
  leak["anteckning"] = "Kalle Lindqvist, 070-123 45 67";
  save_with(anna, folder / "fel.xlsx",
            {{"samsyn", first, 2, deep},
             {"samsyn", first + 1, 2, leak.dump()},
             {"samsyn", first + 1, 3, "Zarifa Lindqvist sa helt andra ord."},
             {"samsyn", first + 1, 4, "Ring Zarifa Lindqvist på 070-123 45 67."}});
  const Ended ended = command({"import", folder / "study.json", folder / "fel.xlsx"});
  EXPECT_EQ(ended.status, 1) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("[import.unknown-row]"));
  EXPECT_THAT(ended.err, HasSubstr("[import.not-found]"));
  const std::string file = bytes_of(folder / "study.kodningar.jsonl");
  EXPECT_THAT(file, HasSubstr("\"[Namn] sa helt andra ord.\""));
  EXPECT_THAT(file, HasSubstr("\"respondent\":\"[Namn]\""));
  for (const char* part : {"Zarifa", "Lindqvist", "Kalle", "070-", "anteckning", "[["}) {
    EXPECT_THAT(file, Not(HasSubstr(part)));
  }
}

TEST_F(Sheets, OfOnePersonAreOfOneCoder) {
  ASSERT_EQ(exported({"--blind", "--overlap", "1"}).status, 0);
  const std::string done = filled("anna", {}), study = folder / "study.json";
  const Ended ended = command({"import", study, "Åsa=" + done, "åsa=" + done, "A\u030Asa=" + done});
  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("kodade av Åsa\n"));
  EXPECT_EQ(command({"export", study, "--sheets", folder / "x", "--coders", "anna,Anna"}).status,
            2);
  const Ended odd = command({"import", study, "a,b=" + done});
  EXPECT_THAT(odd.err, HasSubstr("[import.bad-coder]"));
}

TEST_F(Sheets, CountALaterLineOfTheSameCoderToo) {
  ASSERT_EQ(exported({"--blind", "--overlap", "1"}).status, 0);
  const std::string anna = filled("anna", {{"Bussen", {"hinder.org.matchning"}}});
  ASSERT_EQ(command({"import", folder / "study.json", anna}).status, 0);
  // The line in two, as two hands might have put a file together.
  Json barriers = line_with("study.kodningar.jsonl", "Bussen");
  barriers["judged"][0]["taxonomies"] = {"barriers"};
  Json themes = barriers;
  themes["judged"][0]["taxonomies"] = {"themes"};
  themes["codes"] = Json::array();
  folder.write("study.kodningar.jsonl", themes.dump() + "\n" + barriers.dump() + "\n");
  ASSERT_LE(run().status, 1);
  const Json bus = line_with("ut/codings.jsonl", "Bussen");
  EXPECT_EQ(bus["coders"], Json({"human:anna"}));
  EXPECT_THAT(bus["codes"].dump(), HasSubstr("human:anna"));
}

TEST_F(Sheets, SayThatAgreementOfTooManyIsNotMeasured) {
  ASSERT_EQ(exported({"--blind", "--overlap", "1"}).status, 0);
  ASSERT_EQ(command({"import", folder / "study.json", filled("anna", {})}).status, 0);
  std::string file;
  for (Json line : lines("study.kodningar.jsonl")) {
    for (int c = 0; c < 65; ++c) line["coders"].push_back("human:k" + std::to_string(c));
    file += line.dump() + "\n";
  }
  folder.write("study.kodningar.jsonl", file);
  ASSERT_EQ(run().status, 1);
  EXPECT_THAT(bytes_of(folder / "ut/issues.jsonl"), HasSubstr("agree.too-many"));
  const Json summary = Json::parse(bytes_of(folder / "ut/summary.json"));
  EXPECT_TRUE(summary["agreement"].is_null());
  EXPECT_THAT(summary["method"].dump(), HasSubstr("är inte mätt"));
}

TEST_F(Sheets, KeepNamesOutOfCommentsAndLinesThatWereMendedByHand) {
  ASSERT_EQ(exported({"--blind", "--overlap", "1"}).status, 0);
  folder.write("study.kodningar.jsonl", "# en anteckning\n");
  const auto rows = rows_of_sheet(sheet("anna"));
  save_with(sheet("anna"), folder / "klar.xlsx",
            {{"Kodning", rows[0].row, kSheetFirstCode, "ingen kod"},
             {"Kodning", rows[0].row, kSheetComment, "Frågade Zarifa Lindqvist på 070-123 45 67"}});
  EXPECT_EQ(command({"import", folder / "study.json", folder / "klar.xlsx"}).status, 1);
  const std::string file = bytes_of(folder / "study.kodningar.jsonl");
  EXPECT_THAT(file, HasSubstr("Frågade [Namn] på [Telefon]"));
  EXPECT_THAT(file, HasSubstr("# en anteckning\n"));
}

}  // namespace
}  // namespace samsyn::testing
