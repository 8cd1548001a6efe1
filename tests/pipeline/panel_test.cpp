// Repeated measurements from files to tables: the study of the golden run tests/golden/stair.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "pipeline/table_export.hpp"
#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

const std::string kStair = std::string(SAMSYN_SOURCE_DIR) + "/tests/golden/stair/";

/// The tables of the sheets Bortfall, Förändring and Trappan as CSV.
std::string panel_tables(const std::string& out) {
  const auto tables = tables_of(bytes_of(out + "/summary.json"), "summary.json", {});
  if (!tables) return tables.issue().message;
  std::string text;
  for (const auto& table : *tables) {
    if (!table.id.starts_with("panel.") && !table.id.starts_with("stair.")) continue;
    text += "== " + table.id + "\n" + table.csv.substr(3) + "\n";  // without the mark
  }
  text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
  return text;
}

/// Copies the study, in a language, with more rows of the second unit, and runs it.
Ended run_stair(const TempFolder& folder, const std::string& language, const std::string& rows) {
  std::string study = bytes_of(kStair + "input/study.json");
  const std::string name = "\"name\": \"Trappan\",";
  study.replace(study.find(name), name.size(),
                name + R"("outputs": {"language": ")" + language + "\"},");
  folder.write("study.json", study);
  folder.write("enhet_a.csv", bytes_of(kStair + "input/enhet_a.csv"));
  folder.write("enhet_f.csv", bytes_of(kStair + "input/enhet_f.csv") + rows);
  return command({"run", folder.path(), "--out", folder / "ut", "--progress", "off"});
}

TEST(PanelRun, MatchesItsGoldenRun) {
  for (const std::string& language : {std::string("sv"), std::string("en")}) {
    const TempFolder folder;
    const Ended run = run_stair(folder, language, {});
    EXPECT_LE(run.status, 1) << run.err;
    EXPECT_THAT(run.err, Not(HasSubstr("occasion.")));
    const std::string text = panel_tables(folder / "ut");
    const std::string path = kStair + "expected." + language + ".txt";
    if (std::getenv("SAMSYN_UPDATE_GOLDEN") != nullptr) {
      std::ofstream(path, std::ios::binary) << text;
    }
    EXPECT_EQ(text, bytes_of(path));
  }
}

TEST(PanelRun, KeepsItsSumsWhereFewAreHidden) {
  // The base of a column with people of its own, and people with several rows in one file, gave
  // sums that did not hold; what was withheld in them was then not protected.
  const TempFolder folder;
  std::string study = bytes_of(kStair + "input/study.json");
  const std::string least = "\"least_cell\": 1";
  study.replace(study.find(least), least.size(), "\"least_cell\": 5");
  folder.write("study.json", study);
  for (const char* file : {"enhet_a.csv", "enhet_f.csv"})
    folder.write(file, bytes_of(kStair + "input/" + file));
  const Ended run = command({"run", folder.path(), "--out", folder / "ut", "--progress", "off"});
  EXPECT_THAT(run.err, Not(HasSubstr("privacy.contradiction")));
  const Json summary = Json::parse(bytes_of(folder / "ut/summary.json"), nullptr, false);
  ASSERT_FALSE(summary.is_discarded());
  EXPECT_EQ(summary["disclosure"]["broken"], 0);
  for (const Json& table : summary["tables"]) {
    if (table["id"] == "sources") {
      EXPECT_EQ(table["rows"][0]["cells"][3], 15) << "people, not rows";
    }
  }
}

TEST(PanelRun, DoubtsAnIdThatTwoFilesHaveAtOneTime) {
  const TempFolder folder;
  const Ended run =
      run_stair(folder, "sv", "D01;start;Kvinna;Kontakt;2;Nej\nD17;sluut;Kvinna;Kontakt;2;Nej\n");
  EXPECT_THAT(run.err, HasSubstr("occasion.repeated-respondent"));
  EXPECT_THAT(run.err, HasSubstr("occasion.unknown-value"));
  EXPECT_THAT(run.err, HasSubstr("menade du «slut»"));
  const Json summary = Json::parse(bytes_of(folder / "ut/summary.json"), nullptr, false);
  ASSERT_FALSE(summary.is_discarded());
  for (const Json& table : summary["tables"]) {
    if (table["id"] != "panel.attendance") continue;
    EXPECT_EQ(table["base"]["count"], 40) << "the doubted row is nobody of the panel";
  }
}

}  // namespace
}  // namespace samsyn::testing
