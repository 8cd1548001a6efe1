#include "pipeline/table_export.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace samsyn {
namespace {
namespace fs = std::filesystem;

constexpr std::string_view kSummary =
    R"json({"schema": "samsyn-summary-1", "language": "sv", "tables": [
 {"id": "codes.barriers", "title": "Hinder", "columns": [{"title": "Kod"}, {"title": "Andel"}],
  "rows": [{"id": "a", "cells": ["=SUMMA(A1)", 0.125]},
           {"id": "b", "cells": ["Tid; pengar", null], "withheld": [1]},
           {"id": "c", "cells": ["Ork", null]}]},
 {"id": "closed/ro", "title": "Ro", "columns": [], "rows": []}]})json";

TEST(TableExport, WritesNumbersAsTheLanguageDoesAndKeepsFormulasHarmless) {
  const auto tables = tables_of(kSummary, "summary.json", {"codes.barriers"});
  ASSERT_TRUE(tables) << tables.issue().message;
  ASSERT_EQ(tables->size(), 1U);
  EXPECT_EQ(
      tables->front().csv,
      "\xEF\xBB\xBFid;Kod;Andel\r\na;'=SUMMA(A1);0,125\r\nb;\"Tid; pengar\";..\r\nc;Ork;\r\n");
}

TEST(TableExport, NamesTheNearestTable) {
  const auto tables = tables_of(kSummary, "summary.json", {"codes.bariers"});
  ASSERT_FALSE(tables);
  EXPECT_EQ(tables.issue().id, "export.unknown-table");
  EXPECT_EQ(tables.issue().where.file, "summary.json");
  EXPECT_THAT(tables.issue().remedy, ::testing::HasSubstr("\"codes.barriers\""));
}

TEST(TableExport, RefusesWhatIsNoSummary) {
  for (const std::string_view text :
       {"", "[]", "{\"schema\": \"samsyn-summary-9\"}",
        R"({"schema": "samsyn-summary-1", "language": "sv", "tables": [{"id": 3}]})"}) {
    SCOPED_TRACE(text);
    const auto tables = tables_of(text, "summary.json", {});
    ASSERT_FALSE(tables);
    EXPECT_EQ(tables.issue().id, "export.bad-summary");
  }
}

TEST(TableExport, WritesAFileForEachTableAndNothingOverSomebodysOwn) {
  const fs::path folder = fs::path(::testing::TempDir()) / "samsyn_table_export";
  fs::remove_all(folder);
  const auto tables = tables_of(kSummary, "summary.json", {});
  ASSERT_TRUE(tables);
  ASSERT_TRUE(write_tables(*tables, folder.string()));
  EXPECT_TRUE(fs::exists(folder / "codes.barriers.csv"));
  EXPECT_TRUE(fs::exists(folder / "closed_ro.csv"));
  EXPECT_TRUE(write_tables(*tables, folder.string())) << "written over its own";
  std::ofstream(folder / "closed_ro.csv") << "mina anteckningar";
  const auto again = write_tables(*tables, folder.string());
  ASSERT_FALSE(again);
  EXPECT_EQ(again.issue().id, "export.not-our-output");
  EXPECT_EQ(again.issue().where.file, (folder / "closed_ro.csv").string());
  fs::remove_all(folder);
}

}  // namespace
}  // namespace samsyn
