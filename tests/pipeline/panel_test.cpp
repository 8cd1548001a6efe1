// Repeated measurements from files to tables: the study of the golden run tests/golden/stair.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "pipeline/table_export.hpp"
#include "tests/pipeline/command.hpp"
#include "tests/pipeline/published.hpp"

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

/// The summary of the study when cells of fewer than five are hidden, of files that were edited.
Json protected_stair(const std::function<std::string(const std::string&)>& edited) {
  const TempFolder folder;
  std::string study = bytes_of(kStair + "input/study.json");
  const std::string least = "\"least_cell\": 1";
  study.replace(study.find(least), least.size(), "\"least_cell\": 5");
  folder.write("study.json", study);
  for (const char* file : {"enhet_a.csv", "enhet_f.csv"})
    folder.write(file, edited(bytes_of(kStair + "input/" + file)));
  const Ended run = command({"run", folder.path(), "--out", folder / "ut", "--progress", "off"});
  EXPECT_THAT(run.err, Not(HasSubstr("privacy.contradiction")));
  Json summary = Json::parse(bytes_of(folder / "ut/summary.json"), nullptr, false);
  if (!summary.is_discarded()) {
    EXPECT_EQ(summary["disclosure"]["broken"], 0);
  }
  return summary;
}

TEST(PanelRun, KeepsItsSumsWhereFewAreHidden) {
  // The base of a column with people of its own, and people with several rows in one file, gave
  // sums that did not hold; what was withheld in them was then not protected.
  const Json summary = protected_stair([](const std::string& csv) { return csv; });
  ASSERT_FALSE(summary.is_discarded());
  for (const Json& table : summary["tables"]) {
    if (table["id"] == "sources") {
      EXPECT_EQ(table["rows"][0]["cells"][3], 15) << "people, not rows";
    }
  }
}

/// The rows of those who were measured at the first and the last time.
std::string kept(const std::string& csv) {
  std::istringstream lines(csv);
  std::map<std::string, int> times;
  std::vector<std::string> rows;
  for (std::string line; std::getline(lines, line); rows.push_back(line)) {
    const bool end =
        line.find(";start;") != std::string::npos || line.find(";slut;") != std::string::npos;
    times[line.substr(0, line.find(';'))] += end;
  }
  std::string out = rows.front() + "\n";
  for (const std::string& row : rows) {
    if (times[row.substr(0, row.find(';'))] == 2) out += row + "\n";
  }
  return out;
}

TEST(PanelRun, HidesTheSameOfTheSamePeople) {
  // Nobody is lost, so the tables of steps and moves are of the same people at the last time: what
  // one of them withheld another one gave. The mean of the steps gave two withheld numbers, too.
  const Json summary = protected_stair(kept);
  ASSERT_FALSE(summary.is_discarded());
  const auto row = [&](const std::string& table, const std::string& id) {
    for (const Json& one : summary["tables"]) {
      if (one["id"] != table) continue;
      for (const Json& line : one["rows"])
        if (line["id"] == id) return line["cells"];
    }
    ADD_FAILURE() << table << " " << id;
    return Json::array();
  };
  const Json levels = row("stair.levels", "slut"), moves = row("stair.matrix.start|slut", "all");
  ASSERT_EQ(levels[1], moves[1]) << "these are to be the same people";
  int hidden = 0;
  for (std::size_t step = 2; step < 7; ++step) {
    EXPECT_EQ(levels[step], moves[step]);
    hidden += levels[step].is_null();
  }
  EXPECT_GT(hidden, 0);
  const Json change = row("panel.change.scores", "steg|start|slut");
  ASSERT_TRUE(change[6].is_null() || change[6].is_number());
  if (change[6].is_number() && hidden > 0) {
    const double tenths = change[6].get<double>() * 10;
    EXPECT_NEAR(tenths, std::round(tenths), 1e-9) << "a mean with more than one decimal";
  }
}

/// Forty people from two units, two or three times on the stair; some are lost.
void write_participants(const TempFolder& folder, std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  constexpr const char* kSteps[] = {"Kontakt", "Förberedelse", "Praktik", "Arbete"};
  constexpr const char* kTimes[] = {"start", "halvtid", "slut"};
  const std::uint32_t times = 2 + seed % 2;
  std::string csv = "id;tid;kon;enhet;steg\n";
  Json order = Json::array();
  for (std::uint32_t t = 0; t < times; ++t) order.push_back(kTimes[times == 2 ? 2 * t : t]);
  for (std::uint32_t p = 0; p < 40; ++p) {
    std::uint32_t step = below(3);
    const std::string who = std::string(p % 2 == 0 ? "Kvinna" : "Man") + (p < 15 ? ";A" : ";F");
    for (std::uint32_t t = 0; t < times; ++t) {
      if (t > 0 && below(8) == 0) break;
      if (t > 0) step = std::min(3U, step + below(3) - (step > 0 && below(4) == 0 ? 1U : 0U));
      csv += "D" + std::to_string(p) + ";" + order[t].get<std::string>() + ";" + who + ";" +
             kSteps[step] + "\n";
    }
  }
  folder.write("trappa.csv", csv);
  const Json column_of_steps{{"id", "steg"},
                             {"column", "steg"},
                             {"type", "single"},
                             {"options", {kSteps[0], kSteps[1], kSteps[2], kSteps[3]}}};
  const Json study{{"schema", "samsyn-study-1"},
                   {"name", "Trappan"},
                   {"attributes",
                    {{{"id", "tid"}, {"name", "Tid"}},
                     {{"id", "kon"}, {"name", "Kön"}},
                     {{"id", "enhet"}, {"name", "Enhet"}}}},
                   {"occasions", {{"attribute", "tid"}, {"order", order}, {"steps", "steg"}}},
                   {"sources",
                    {{{"id", "trappa"},
                      {"kind", "survey"},
                      {"files", {"trappa.csv"}},
                      {"respondent_column", "id"},
                      {"attributes",
                       {{"tid", {{"column", "tid"}}},
                        {"kon", {{"column", "kon"}}},
                        {"enhet", {{"column", "enhet"}}}}},
                      {"items", Json::array({column_of_steps})}}}}};
  folder.write("study.json", study.dump(2));
}

TEST(PanelRun, GivesNothingWithheldAway) {
  std::size_t attacked = 0;
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const TempFolder folder;
    write_participants(folder, seed);
    const Ended run = command({"run", folder.path(), "--out", folder / "ut", "--progress", "off"});
    ASSERT_LE(run.status, 1) << run.err;
    const Json summary = Json::parse(bytes_of(folder / "ut/summary.json"));
    // Where four were lost in all, as 40 less 36 tell, the steps of these are seen to be of few.
    EXPECT_EQ(summary["disclosure"]["open"], seed % 4 == 2 ? 4 : 0);
    EXPECT_EQ(summary["disclosure"]["broken"], 0);
    Published published(summary);
    EXPECT_THAT(published.contradictions(), ::testing::IsEmpty());
    for (const char* kind : {"L|", "W|", "O|", "M|"}) {
      for (const Published::Found& one : published.attack(1, kind)) {
        SCOPED_TRACE(one.number);
        EXPECT_TRUE(one.possible);
        if (one.possible && one.high == 0) continue;  // nobody
        ++attacked;
        EXPECT_LT(one.low, one.high);
      }
    }
  }
  EXPECT_GT(attacked, 50U);
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
