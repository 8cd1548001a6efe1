#include "stages/emit/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "stages/emit/records.hpp"

namespace samsyn::emit {
namespace {

using Json = nlohmann::ordered_json;

TEST(SummaryJson, HoldsEveryTableWithItsBase) {
  Summary summary;
  summary.study = "Vägen in";
  Table table;
  table.id = "codes.barriers";
  table.sheet = "codes.barriers";
  table.title = "Hinder";
  table.base = "Bas: 3 svarande";
  table.base_count = 3;
  table.columns = {{"code", "Hinder"}, {"share", "Andel", CellFormat::percent, 3}};
  table.rows = {{"hinder.org", {std::string("Organisation"), 1.0 / 3}, true},
                {"hinder.ind", {std::string("Individ"), std::monostate()}},
                {"x", {std::string("NaN"), std::nan("")}}};
  summary.tables = {table};
  const Json read = Json::parse(write_json(summary, "samsyn 0.1.0"));
  EXPECT_EQ(read["schema"], "samsyn-summary-1");
  const Json& one = read["tables"][0];
  EXPECT_EQ(one["base"]["text"], "Bas: 3 svarande");
  EXPECT_EQ(one["base"]["count"], 3);
  EXPECT_EQ(one["columns"][0]["base"], nullptr);
  EXPECT_EQ(one["columns"][1]["base"], 3);
  EXPECT_EQ(one["rows"][0]["cells"][1], 1.0 / 3);
  EXPECT_EQ(one["rows"][1]["cells"][1], nullptr);
  EXPECT_EQ(one["rows"][2]["cells"][1], nullptr);
}

TEST(SummaryJson, ShowsQuotationsWithNullWhereNothingIsKnown) {
  Summary summary;
  Quotation quotation;
  quotation.code = "hinder.org.tid";
  quotation.text = "Det är ont om tid. \xFF";
  quotation.row = 7;
  quotation.confidence = 0.9F;
  quotation.evidence = {{14, 17}};
  summary.quotations = {quotation};
  const Json one = Json::parse(write_json(summary, "samsyn"))["quotations"][0];
  EXPECT_EQ(one["row"], 7);
  EXPECT_EQ(one["line"], nullptr);
  EXPECT_EQ(one["time"], nullptr);
  EXPECT_EQ(one["respondent"], nullptr);
  EXPECT_EQ(one["confidence"], 0.9);
  EXPECT_EQ(one["evidence"][0]["end"], 17);
}

TEST(IssueLines, NeverShowTheExcerpt) {
  Issues issues;
  issues.add({Severity::warning,
              "ingest.ragged-row",
              {"svar.csv", {}, {}, 17, 19, 4, "Berätta"},
              "raden har 5 fält",
              "Anna är hemlig",
              "rätta raden"});
  std::string out;
  append_issues(out, issues);
  EXPECT_EQ(out.find("hemlig"), std::string::npos);
  EXPECT_EQ(Json::parse(out), Json::parse(R"({"severity":"warning","id":"ingest.ragged-row",
    "where":{"file":"svar.csv","sheet":null,"part":null,"row":17,"line":19,"column":4,
             "column_title":"Berätta"},
    "message":"raden har 5 fält","remedy":"rätta raden"})"));
  EXPECT_EQ(out.back(), '\n');
}

TEST(Manifest, SaysWhatMadeTheOutputs) {
  RunRecord record;
  record.version = "0.1.0";
  record.study = "Vägen in";
  record.inputs = {{"svar.csv", 12, "ab"}};
  record.options = {{"lang", "sv"}};
  const Json read = Json::parse(write_manifest(record));
  EXPECT_EQ(read["inputs"][0]["sha256"], "ab");
  EXPECT_EQ(read["options"]["lang"], "sv");
  EXPECT_TRUE(read["taxonomies"].is_array());
}

}  // namespace
}  // namespace samsyn::emit
