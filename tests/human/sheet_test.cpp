#include "stages/human/sheet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "tests/human/made.hpp"

namespace samsyn::human {
namespace {

using testing::codebook;
using ::testing::HasSubstr;
using testing::kBarriers;
using testing::kSamverkan;
using testing::kSprak;
using testing::kThemes;
using testing::kTid;

using Cells = std::vector<std::string>;

/// A filled-in row: id, text, codes with their stances, comment.
Cells row(const std::string& id, const std::string& text, const Cells& choices,
          const std::string& comment = {}) {
  Cells out(kSheetColumns);
  out[kSheetId] = id;
  out[kSheetText] = text;
  for (std::size_t c = 0; c < choices.size(); ++c) out[kSheetFirstCode + c] = choices[c];
  out[kSheetComment] = comment;
  return out;
}

/// The sheets of a workbook by name; rows a, b, c with texts.
struct Workbook {
  std::map<std::string, std::vector<Cells>> sheets;

  Workbook() {
    sheets["samsyn"] = {{std::string(kCodingSheetFormat)},
                        {"study", "Prov"},
                        {"fingerprint", "0123456789ab"},
                        {"language", "sv"},
                        {"taxonomies", "barriers,themes"},
                        {"coder", "anna", "Läs mig först", "2", "2"},
                        {"sheet", "Kodning", "3"},
                        {"suggested", "som förslaget", "som förslaget"},
                        {"none", "ingen kod", "ingen kod"},
                        {"code", "hinder.tid", "För kort tid · hinder.tid"},
                        {"code", "hinder.sprak", "Svenskan räcker inte · hinder.sprak"},
                        {"code", "tema.samverkan", "Samverkan · tema.samverkan"},
                        {"stance", "affirmed", "Bekräftar"},
                        {"stance", "negated", "Avvisar"},
                        {"stance", "hypothetical", "Lämnar öppet"},
                        {"row", "a", "{}", "Tiden är knapp.", "Före.", "", "hinder.tid=affirmed"},
                        {"row", "b", "{}", "Svenskan är bra nu.", "", "",
                         "hinder.sprak=negated;tema.samverkan=affirmed"},
                        {"row", "c", "{}", "Vi fikar.", "", "", ""}};
    sheets["Läs mig först"] = {{"Kodblad"}, {"Kodare", "anna"}};
    fill({row("a", "Tiden är knapp.", {}), row("b", "Svenskan är bra nu.", {}),
          row("c", "Vi fikar.", {})});
  }
  void fill(std::vector<Cells> rows) {
    rows.insert(rows.begin(), {{"topp"}, {"Nr"}});
    sheets["Kodning"] = std::move(rows);
  }
  SheetRows reader() const {
    return [this](const std::string& name) -> Result<std::vector<Cells>> {
      const auto found = sheets.find(name);
      if (found != sheets.end()) return found->second;
      return Issue{Severity::error, "ingest.no-such-sheet", {"k.xlsx"}, "no sheet", {}, {}};
    };
  }
};

TEST(CodingSheet, TellsJudgedRowsWithoutACodeFromRowsNotJudged) {
  Workbook book;
  book.fill({row("a", "Tiden är knapp.", {"För kort tid · hinder.tid", "Avvisar"}, " osäker "),
             row("b", "Svenskan är bra nu.", {"ingen kod"}), row("c", "Vi fikar.", {})});
  Issues issues;
  const auto sheet = read_sheet("k.xlsx", book.reader(), codebook(), issues);
  ASSERT_TRUE(sheet);
  EXPECT_EQ(sheet->coder, "anna");
  EXPECT_EQ(sheet->study, "Prov");
  EXPECT_EQ(sheet->fingerprint, "0123456789ab");
  EXPECT_EQ(sheet->all, 3U);
  EXPECT_EQ(sheet->open, 1U);
  ASSERT_EQ(sheet->rows.size(), 2U);
  EXPECT_EQ(sheet->rows[0].row, 3U);
  EXPECT_EQ(sheet->rows[0].before, "Före.");
  EXPECT_EQ(sheet->rows[0].judgement,
            (Judgement{0, kBarriers | kThemes, {{kTid, Stance::negated}}, "osäker"}));
  EXPECT_TRUE(sheet->rows[1].judgement.codes.empty());
  ASSERT_EQ(issues.all().size(), 1U);
  EXPECT_EQ(issues.all()[0].id, "import.incomplete");
  EXPECT_EQ(issues.all()[0].severity, Severity::note);
}

TEST(CodingSheet, TakesCodesByNameByIdAndAsSuggested) {
  const struct {
    Cells choices;
    std::vector<HumanCode> codes;
  } kCases[] = {
      {{"hinder.tid"}, {{kTid, Stance::affirmed}}},
      {{" för kort tid"}, {{kTid, Stance::affirmed}}},
      {{"FO\u0308R KORT TID"}, {{kTid, Stance::affirmed}}},
      {{"Samverkan", "", "Svenskan räcker inte", "lämnar öppet"},
       {{kSprak, Stance::hypothetical}, {kSamverkan, Stance::affirmed}}},
      {{"hinder.tid", "negated"}, {{kTid, Stance::negated}}},
      {{"", "", "hinder.tid"}, {{kTid, Stance::affirmed}}},
      {{"Som Förslaget"}, {{kSprak, Stance::negated}, {kSamverkan, Stance::affirmed}}},
      {{"som förslaget", "", "hinder.tid"},
       {{kTid, Stance::affirmed}, {kSprak, Stance::negated}, {kSamverkan, Stance::affirmed}}},
      {{"hinder.tid", "", "hinder.tid"}, {{kTid, Stance::affirmed}}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.choices.back());
    Workbook book;
    book.fill({row("a", "Tiden är knapp.", {}), row("b", "Svenskan är bra nu.", c.choices),
               row("c", "Vi fikar.", {})});
    Issues issues;
    const auto sheet = read_sheet("k.xlsx", book.reader(), codebook(), issues);
    ASSERT_TRUE(sheet);
    ASSERT_EQ(sheet->rows.size(), 1U);
    EXPECT_EQ(sheet->rows[0].judgement.codes, c.codes);
  }
}

TEST(CodingSheet, TellsWhatIsWrongWithARowAndWhere) {
  const Cells a = row("a", "Tiden är knapp.", {"hinder.tid"});
  const Cells b = row("b", "Svenskan är bra nu.", {"ingen kod"});
  const Cells c = row("c", "Vi fikar.", {"ingen kod"});
  const struct {
    const char* id;
    std::vector<Cells> rows;
    std::uint32_t row, column;
    std::size_t judged;
    const char* says;
  } kCases[] = {
      {"import.unknown-code",
       {a, row("b", "Svenskan är bra nu.", {"hinder.tidd"}), c},
       4,
       8,
       2,
       "hinder.tidd"},
      {"import.unknown-stance",
       {a, row("b", "Svenskan är bra nu.", {"hinder.tid", "ja"}), c},
       4,
       9,
       2,
       "«ja»"},
      {"import.stance-without-code",
       {a, row("b", "Svenskan är bra nu.", {"", "Avvisar"}), c},
       4,
       9,
       2,
       "stance"},
      {"import.none-with-code",
       {a, row("b", "Svenskan är bra nu.", {"ingen kod", "", "hinder.tid"}), c},
       4,
       8,
       2,
       "no code"},
      {"import.same-code-twice",
       {a, row("b", "Svenskan är bra nu.", {"hinder.tid", "", "hinder.tid", "Avvisar"}), c},
       4,
       10,
       2,
       "twice"},
      {"import.text-changed",
       {a, row("b", "Svenskan är dålig.", {"ingen kod"}), c},
       4,
       5,
       3,
       "text"},
      {"import.comment-without-code",
       {a, row("b", "Svenskan är bra nu.", {}, "Vad menas?"), c},
       4,
       14,
       2,
       "comment"},
      {"import.long-comment",
       {a, row("b", "Svenskan är bra nu.", {"ingen kod"}, std::string(40'000, 'x')), c},
       4,
       14,
       3,
       "longer"},
      {"import.row-doubled", {a, b, a, c}, 5, 15, 3, "second time"},
      {"import.row-missing", {a, c}, 0, 0, 2, "1 rows"},
      {"import.unknown-row", {a, b, c, row("x", "Nytt.", {"hinder.tid"})}, 6, 15, 3, "x"},
      {"import.unknown-row", {a, b, c, row("", "Nytt.", {"hinder.tid"})}, 6, 15, 3, "no id"},
  };
  for (const auto& one : kCases) {
    SCOPED_TRACE(one.id);
    Workbook book;
    book.fill(one.rows);
    Issues issues;
    const auto sheet = read_sheet("k.xlsx", book.reader(), codebook(), issues);
    ASSERT_TRUE(sheet);
    EXPECT_EQ(sheet->rows.size(), one.judged);
    ASSERT_FALSE(issues.empty());
    const Issue& issue = issues.all()[0];
    EXPECT_EQ(issue.id, one.id);
    EXPECT_EQ(issue.where.file, "k.xlsx");
    EXPECT_EQ(issue.where.sheet, "Kodning");
    EXPECT_EQ(issue.where.row, one.row);
    EXPECT_EQ(issue.where.column, one.column);
    EXPECT_THAT(issue.message, HasSubstr(one.says));
  }
}

TEST(CodingSheet, TellsWhenOtherCodesWereOfferedThanTheStudyHas) {
  Workbook book;
  book.fill({row("a", "Tiden är knapp.", {"För kort tid · hinder.tid"}),
             row("b", "Svenskan är bra nu.", {"som förslaget"}), row("c", "Vi fikar.", {})});
  Codebook now = codebook();
  now.codes[kSprak].id = "hinder.svenska";
  Issues issues;
  const auto sheet = read_sheet("k.xlsx", book.reader(), now, issues);
  ASSERT_TRUE(sheet);
  EXPECT_EQ(sheet->rows.size(), 1U);  // what was suggested is not «no code»
  ASSERT_EQ(issues.all().size(), 3U);
  EXPECT_EQ(issues.all()[0].id, "import.other-codes");
  EXPECT_EQ(issues.all()[0].where.sheet, "Kodning");
  EXPECT_THAT(issues.all()[0].message, HasSubstr("1 that the study has now"));
  EXPECT_THAT(issues.all()[0].message, HasSubstr("1 that could be chosen are gone"));
  EXPECT_EQ(issues.all()[1].id, "import.unknown-code");
  EXPECT_EQ(issues.all()[1].where.row, 4U);
  EXPECT_THAT(issues.all()[1].message, HasSubstr("«hinder.sprak», which was suggested"));
}

TEST(CodingSheet, TakesNoRecordFromACellThatNoProgramWrites) {
  Workbook book;
  book.sheets["samsyn"][15][2] = "{" + std::string(40'000, ' ') + "}";
  book.fill({row("a", "Tiden är knapp.", {"hinder.tid"}),
             row("b", "Svenskan är bra nu.", {"ingen kod"}), row("c", "Vi fikar.", {})});
  Issues issues;
  const auto sheet = read_sheet("k.xlsx", book.reader(), codebook(), issues);
  ASSERT_TRUE(sheet);
  ASSERT_EQ(sheet->rows.size(), 2U);
  EXPECT_EQ(sheet->rows[0].record, "");
  EXPECT_EQ(sheet->rows[1].record, "{}");
}

TEST(CodingSheet, RefusesWhatIsNone) {
  const std::function<void(Workbook&)> kChanges[] = {
      [](Workbook& book) { book.sheets.erase("samsyn"); },
      [](Workbook& book) { book.sheets["samsyn"][0] = {"samsyn-kodblad-9"}; },
      [](Workbook& book) { book.sheets["samsyn"].clear(); },
      [](Workbook& book) { book.sheets.erase("Kodning"); },
      [](Workbook& book) { book.sheets["samsyn"].resize(6); },
  };
  for (const auto& change : kChanges) {
    Workbook book;
    change(book);
    Issues issues;
    const auto sheet = read_sheet("k.xlsx", book.reader(), codebook(), issues);
    ASSERT_FALSE(sheet);
    EXPECT_EQ(sheet.issue().id, "import.not-a-sheet");
    EXPECT_EQ(sheet.issue().where.file, "k.xlsx");
  }
}

TEST(CodingSheet, TakesTheNameThatStandsOnTheFirstSheet) {
  Workbook book;
  book.sheets["Läs mig först"][1][1] = "  Cecilia ";
  Issues issues;
  EXPECT_EQ(read_sheet("k.xlsx", book.reader(), codebook(), issues)->coder, "Cecilia");
  book.sheets["Läs mig först"][1][1] = "";
  EXPECT_EQ(read_sheet("k.xlsx", book.reader(), codebook(), issues)->coder, "anna");
}

}  // namespace
}  // namespace samsyn::human
