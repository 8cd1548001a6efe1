// The sheet Metod: what a run says of itself.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

/// What the run's method says, a line for each row: "id: text".
std::string method_of(const TempFolder& folder, const std::string& manifest) {
  folder.write("study.json", manifest);
  std::string rows = "id;grupp;trygg;hinder\n";
  for (int i = 0; i < 24; ++i) {
    rows += "P" + std::to_string(i) + ";" + (i % 2 == 0 ? "Chef" : "Handledare") + ";" +
            (i % 3 == 0 ? "Nej" : "Ja") + ";Språket är svårt. Ring Anna Lindqvist.\n";
  }
  folder.write("svar.csv", rows);
  const Ended run = command({"run", folder.path(), "--out", folder / "ut", "--progress", "off"});
  EXPECT_LE(run.status, 1) << run.err;
  const Json summary = Json::parse(bytes_of(folder / "ut/summary.json"), nullptr, false);
  std::string out;
  if (summary.is_discarded()) return out;
  for (const Json& table : summary["tables"]) {
    if (table["id"] != "method") continue;
    for (const Json& row : table["rows"]) {
      out += row["id"].get<std::string>() + ": " + row["cells"][1].get<std::string>() + "\n";
    }
  }
  return out;
}

std::string manifest(const std::string& more, const std::string& item) {
  return R"({"schema": "samsyn-study-1", "name": "Prov", "learned": false, )" + more +
         R"("sources": [{"id": "svar", "kind": "survey", "files": ["svar.csv"],
"respondent_column": "id", "attributes": {"group": {"column": "grupp"}}, "ignored": [)" +
         (item.empty() ? R"("trygg")" : "") + R"(], "items": [)" + item +
         R"({"id": "hinder", "column": "hinder", "type": "open", "about": ["hinder"]}]}]})";
}

TEST(Method, TellsWhatWasDoneAndNothingElse) {
  const TempFolder folder;
  const std::string plain = method_of(folder, manifest("", ""));
  EXPECT_THAT(plain, HasSubstr("material.1: 1 fil lästes."));
  EXPECT_THAT(plain, HasSubstr("Inga rader, repliker eller celler lämnades utanför."));
  EXPECT_THAT(plain, HasSubstr("cleaning.2: 1 namn, nummer eller adress"));
  EXPECT_THAT(plain, HasSubstr("Ingen inlärd kodare var med."));
  EXPECT_THAT(plain, HasSubstr("Samstämmigheten mellan kodare är inte mätt"));
  EXPECT_THAT(plain, HasSubstr("weights.1: Inga vikter"));
  EXPECT_THAT(plain, HasSubstr("Tal som gäller färre än 5 personer visas inte"));
  EXPECT_THAT(plain, HasSubstr("«Prov», bearbetad med samsyn "));
  EXPECT_THAT(plain, Not(HasSubstr("Wilson"))) << "no closed item was asked";
  EXPECT_THAT(plain, Not(HasSubstr("Skillnader är prövade")));
  EXPECT_THAT(plain, Not(HasSubstr("Cronbach")));

  const TempFolder other;
  const std::string more = method_of(
      other,
      manifest(
          R"("privacy": {"least_cell": 1, "mask": false}, )",
          R"({"id": "trygg", "column": "trygg", "type": "single", "options": ["Ja", "Nej"]},)"));
  EXPECT_THAT(more, HasSubstr("Gränser för andelar är Wilsons 95-procentiga intervall."));
  EXPECT_THAT(more, HasSubstr("Skillnader är prövade med: "));
  EXPECT_THAT(more, HasSubstr("Personuppgifter i texterna är inte ersatta"));
  EXPECT_THAT(more, HasSubstr("Röjandekontrollen är avstängd"));
}

TEST(Method, IsToldInEnglishOnRequest) {
  const TempFolder folder;
  EXPECT_THAT(method_of(folder, manifest(R"("outputs": {"language": "en"}, )", "")),
              HasSubstr("1 file was read."));
}

}  // namespace
}  // namespace samsyn::testing
