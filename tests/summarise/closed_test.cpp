#include "stages/summarise/closed_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stages/summarise/tally.hpp"
#include "tests/summarise/sample.hpp"

namespace samsyn::summarise {
namespace {

std::vector<Table> tables_of(const Study& study, const std::vector<Document>& documents) {
  const Codebook codebook = sample::codebook();
  Tally tally(study, codebook, {});
  for (const Document& document : documents) tally.add_document(document);
  return tally.finish(Labels()).tables;
}

const Table& table(const std::vector<Table>& tables, std::string_view id) {
  for (const Table& one : tables) {
    if (one.id == id) return one;
  }
  ADD_FAILURE() << "no table " << id;
  return tables.front();
}

std::vector<std::string> ids_of(const Table& table) {
  std::vector<std::string> ids;
  for (const TableRow& row : table.rows) ids.push_back(row.id);
  return ids;
}

TEST(Closed, KeepsTheDeclaredOrderAndSetsDontKnowAndEmptyApart) {
  const Study study = sample::study();
  const auto tables = tables_of(study, {sample::survey(20)});
  const Table& scale = table(tables, "closed.stod");
  EXPECT_THAT(ids_of(scale), ::testing::ElementsAre("Dåligt", "Varken eller", "Bra",
                                                    "dont_know:Vet ej", "no_answer", "asked"));
  const TableCell expected[][4] = {{"Dåligt", 4.0, 0.2, 1.0 / 3},
                                   {"Varken eller", 4.0, 0.2, 1.0 / 3},
                                   {"Bra", 4.0, 0.2, 1.0 / 3}};
  for (std::size_t r = 0; r < 3; ++r) {
    for (std::size_t c = 1; c < 4; ++c) EXPECT_EQ(scale.rows[r].cells[c], expected[r][c]);
  }
  EXPECT_EQ(scale.rows[4].cells[1], TableCell(4.0));
  EXPECT_EQ(scale.rows[5].cells[1], TableCell(20.0));
}

TEST(Closed, CountsPeopleNotCrossesInMultipleChoice) {
  const Study study = sample::study();
  const auto tables = tables_of(study, {sample::survey(12)});
  const Table& ways = table(tables, "closed.vagar");
  EXPECT_EQ(ways.base_count, 12);
  EXPECT_THAT(ids_of(ways),
              ::testing::ElementsAre("Praktik", "Jobbspår", "Mentor", "no_answer", "asked"));
  EXPECT_EQ(ways.rows[0].cells[1], TableCell(4.0));
  EXPECT_EQ(ways.rows[1].cells[1], TableCell(0.0));
  EXPECT_EQ(ways.rows[3].cells[1], TableCell(4.0));
}

/// Ways in: six chose Praktik; three wrote "gå", two "cykla", of whom one wrote both.
std::vector<std::pair<std::string, double>> ways_of(const std::vector<std::string>& options,
                                                    std::uint32_t least) {
  Study study = sample::study();
  study.privacy.least_cell = least;
  study.sources[0].items[1].options = options;
  Document document;
  document.spec = 0;
  document.questions.emplace_back();
  document.questions[0].item = document.questions[0].text = "vagar";
  document.questions[0].type = ItemType::multiple;
  document.options = {{"Praktik"}, {"gå"}, {"cykla"}};
  for (std::uint32_t p = 0; p < 10; ++p) {
    document.respondents.push_back({"P" + std::to_string(p), {"", "", ""}});
    if (p < 6) document.responses.push_back({p, 0, 0});
    if (p >= 5 && p < 8) document.responses.push_back({p, 0, 1});
    if (p >= 7 && p < 9) document.responses.push_back({p, 0, 2});
    if (p == 9) document.responses.push_back({p, 0, kNone});
  }
  std::vector<std::pair<std::string, double>> out;
  const std::vector<Table> tables = tables_of(study, {document});
  for (const TableRow& row : table(tables, "closed.vagar").rows) {
    if (row.id != "asked" && row.id != "no_answer") {
      out.emplace_back(row.id, std::get<double>(row.cells[1]));
    }
  }
  return out;
}

TEST(Closed, TakesTogetherWhatFewWroteInWordsOfTheirOwn) {
  using ::testing::ElementsAre;
  using ::testing::Pair;
  EXPECT_THAT(ways_of({"Praktik", "Mentor"}, 5),
              ElementsAre(Pair("Praktik", 6), Pair("Mentor", 0), Pair("closed.others", 4)))
      << "who wrote two things is one of four";
  EXPECT_THAT(ways_of({"Praktik", "Annat, nämligen:"}, 5),
              ElementsAre(Pair("Praktik", 6), Pair("Annat, nämligen:", 4)));
  EXPECT_THAT(ways_of({}, 5), ElementsAre(Pair("cykla", 2), Pair("gå", 3), Pair("Praktik", 6)))
      << "all may be options";
  EXPECT_THAT(ways_of({"Praktik"}, 3),
              ElementsAre(Pair("Praktik", 6), Pair("gå", 3), Pair("closed.others", 2)));
  EXPECT_THAT(ways_of({"Praktik"}, 1),
              ElementsAre(Pair("Praktik", 6), Pair("cykla", 2), Pair("gå", 3)));
}

TEST(Closed, MeasuresNumbersAndDates) {
  const Study study = sample::study();
  const auto tables = tables_of(study, {sample::survey(9)});
  const Table& places = table(tables, "closed.platser");
  const struct {
    std::string_view id;
    double value;
  } kCases[] = {{"n", 6}, {"mean", 4.5}, {"median", 4.5}, {"min", 2}, {"max", 7}, {"unread", 3}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.id);
    bool found = false;
    for (const TableRow& row : places.rows) {
      if (row.id != c.id) continue;
      found = true;
      EXPECT_DOUBLE_EQ(std::get<double>(row.cells[1]), c.value);
    }
    EXPECT_TRUE(found);
  }
  const Table& start = table(tables, "closed.start");
  EXPECT_EQ(start.rows[1].cells[1], TableCell("2026-01-12"));
  EXPECT_EQ(start.rows[2].cells[1], TableCell("2026-02-01"));
}

TEST(Closed, TurnsReversedScalesAround) {
  Study study = sample::study();
  study.sources[0].items[0].reversed = true;
  const auto scale_mean = [](const Study& s, std::uint32_t people) {
    return std::get<double>(
        table(tables_of(s, {sample::survey(people)}), "closed.measures").rows[0].cells[2]);
  };
  const Study plain = sample::study();
  EXPECT_DOUBLE_EQ(scale_mean(plain, 2), 1.5);  // Dåligt, Varken eller
  EXPECT_DOUBLE_EQ(scale_mean(study, 2), 2.5);
}

TEST(Closed, MergesAnItemAskedInTwoForms) {
  const Study study = sample::study();
  Document other = sample::survey(5);
  other.source = "annan.csv";
  other.questions[2].text = "Vad tycker du om stödet?";
  const auto tables = tables_of(study, {sample::survey(10), other});
  const Table& scale = table(tables, "closed.stod");
  EXPECT_EQ(scale.base_count, 15);
  EXPECT_THAT(scale.notes, ::testing::Contains("closed.wording"));
}

}  // namespace
}  // namespace samsyn::summarise
