#include "stages/emit/coding_sheet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/emit/cells.hpp"
#include "tests/summarise/sample.hpp"

namespace samsyn::emit {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

std::string file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct CodingSheetFile : ::testing::Test {
  CodingSheetFile() {
    std::string pattern = ::testing::TempDir() + "samsyn-sheet-XXXXXX";
    folder = ::mkdtemp(pattern.data());
    sheet.study = "Prov & försök";
    sheet.fingerprint = "0123456789ab";
    sheet.coder = "Åsa";
    sheet.language = "sv";
    for (const Taxonomy& taxonomy : codebook.taxonomies) sheet.taxonomies.push_back(taxonomy.id);
    for (const Code& code : codebook.codes) {
      if (code.leaf) sheet.codes.push_back({code.id, code.name_sv + " · " + code.id});
    }
    sheet.stances = {{"affirmed", "Bekräftar"}, {"negated", "Avvisar"}};
    sheet.rows = {{"00aa", "{}", "svar.csv, rad 3", "Vad hindrar?", "", "=1+1", "Efter.", {}},
                  {"00ab",
                   "{}",
                   "svar.csv, rad 4",
                   "Vad hindrar?",
                   "@Före",
                   "-Tiden.",
                   "+Nej.",
                   {{sheet.codes[0].id, "negated"}}}};
  }
  ~CodingSheetFile() override { std::filesystem::remove_all(folder); }
  std::string write(const std::string& name = "k.xlsx") {
    const std::string source = SAMSYN_SOURCE_DIR;
    const Labels labels = *read_labels("sv.json", file(source + "/templates/labels/sv.json"));
    const Layout layout = *read_layout("w.json", file(source + "/templates/workbook.json"));
    const std::string path = folder + "/" + name;
    EXPECT_TRUE(
        write_coding_sheet({sheet, codebook, labels, layout, "samsyn", 946684800}, path, issues));
    return path;
  }
  std::string folder;
  Codebook codebook = sample::codebook();
  CodingSheet sheet;
  Issues issues;
};

TEST_F(CodingSheetFile, HoldsTextsAsTextsAndListsOfCodesAndIsLocked) {
  const std::string path = write();
  const std::vector<DumpedSheet> sheets = dump(path);
  ASSERT_EQ(sheets.size(), 4U);
  for (const DumpedSheet& one : sheets) EXPECT_FALSE(one.has_formula) << one.name;
  EXPECT_EQ(sheets[2].name, "Kodning");
  for (const char* cell : {"E3: =1+1", "D4: @Före", "E4: -Tiden.", "F4: +Nej.", "O3: 00aa"}) {
    EXPECT_THAT(sheets[2].cells, Contains(cell));
  }
  EXPECT_THAT(sheets[3].cells, Contains("A1: samsyn-kodblad-1"));
  const auto parts = parts_of(path);
  for (const auto& [name, part] : parts) {
    if (name.ends_with(".xml")) {
      EXPECT_TRUE(is_xml(part)) << name;
    }
  }
  EXPECT_THAT(parts.at("xl/workbook.xml"), HasSubstr("state=\"hidden\""));
  for (const char* name : {"1", "2", "3", "4"}) {
    EXPECT_THAT(parts.at(std::string("xl/worksheets/sheet") + name + ".xml"),
                HasSubstr("<sheetProtection sheet=\"1\""));
  }
  const std::string& rows = parts.at("xl/worksheets/sheet3.xml");
  EXPECT_THAT(rows, HasSubstr("<dataValidations count=\"6\">"));
  EXPECT_THAT(rows, HasSubstr("samsyn'!$C$"));
  EXPECT_THAT(rows, HasSubstr("0123456789ab"));  // the footer
  EXPECT_THAT(rows, HasSubstr("hidden=\"1\""));  // no suggestions on a blind sheet
}

TEST_F(CodingSheetFile, ShowsSuggestionsOnlyWhereItIsNotBlind) {
  EXPECT_THAT(dump(write("blind.xlsx"))[2].cells, Not(Contains(HasSubstr("(Avvisar)"))));
  sheet.blind = false;
  const std::string path = write();
  EXPECT_THAT(dump(path)[2].cells, Contains("G4: " + sheet.codes[0].shown + " (Avvisar)"));
  EXPECT_THAT(dump(path)[2].cells, Contains("G3: ingen kod"));
  EXPECT_EQ(file(path), file(write("igen.xlsx")));
}

}  // namespace
}  // namespace samsyn::emit
