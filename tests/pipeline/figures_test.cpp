// Figures that contradict each other, in a whole run: who is compared with whom, what is shown.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

Json table_of(const Json& summary, const std::string& id) {
  for (const Json& table : summary["tables"]) {
    if (table["id"] == id) return table;
  }
  return {};
}

/// Two reports and a table of places; `second` says of whom the second report is.
void write_study(const TempFolder& folder, const std::string& second) {
  folder.write("halvtid.txt",
               "# Halvtid\n\nKulturnämnden ordnade 31 kurser under 2022.\n\n"
               "Räddningsnämnden anställde 2 personer 2022.\n");
  folder.write("slut.txt",
               "# Slut\n\nUnder 2022 har kulturnämnden ordnat 35 kurser.\n\n"
               "Enligt Gunvor Malmkvist svarade 40 personer (25 kvinnor och 18 män).\n");
  folder.write("platser.csv",
               "Nämnd;2022;2023;Mål\nKulturnämnden;1;2;4\nVårdnämnden;3;5;4\nSumma;4;8;8\n");
  folder.write("study.json",
               R"({"schema": "samsyn-study-1", "name": "Tal", "learned": false, "sources": [
{"id": "ett", "kind": "notes", "files": ["halvtid.txt"],
 "attributes": {"municipality": {"constant": "Kinda"}}},
{"id": "tu", "kind": "notes", "files": ["slut.txt"],
 "attributes": {"municipality": {"constant": ")" +
                   second + R"("}}},
{"id": "platser", "kind": "figures", "files": ["platser.csv"], "unit_column": "Nämnd",
 "years": {"2022": "2022", "2023": "2023"}, "target_column": "Mål", "measure": "platser"}]})");
}

TEST(FiguresRun, ComparesDocumentsOfOneMunicipalityOnly) {
  for (const auto& [second, found] : {std::pair("Kinda", 3U), std::pair("Ydre", 2U)}) {
    SCOPED_TRACE(second);
    TempFolder folder;
    write_study(folder, second);
    const std::string bytes = same_with_jobs(folder, "summary.json", {"1", "3"});
    const Json table = table_of(Json::parse(bytes), "figures.contradictions");
    EXPECT_EQ(table["rows"].size(), found) << table.dump(1);
  }
}

TEST(FiguresRun, ShowsNoNamesAndWithholdsNoPlaces) {
  TempFolder folder;
  write_study(folder, "Kinda");
  const std::string bytes = same_with_jobs(folder, "summary.json", {"1"});
  EXPECT_THAT(bytes, Not(HasSubstr("Malmkvist")));
  EXPECT_THAT(bytes, HasSubstr("25 kvinnor och 18 män"));
  const Json goals = table_of(Json::parse(bytes), "figures.goals.1");
  ASSERT_EQ(goals["rows"].size(), 3U);
  EXPECT_EQ(goals["rows"][0]["cells"][0], "Vårdnämnden");
  EXPECT_EQ(goals["rows"][0]["cells"][1], 3) << "few places are no few people";
  EXPECT_EQ(goals["rows"][2]["cells"][2], 7) << "the sum is worked out, not that of the file";
}

}  // namespace
}  // namespace samsyn::testing
