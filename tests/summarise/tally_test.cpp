#include "stages/summarise/tally.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "stages/summarise/worked_out.hpp"
#include "tests/summarise/sample.hpp"

namespace samsyn::summarise {
namespace {

using ::testing::ElementsAre;

/// The whole sample in slices of so many blocks.
Summary summary_of(const Study& study, const Codebook& codebook,
                   const std::vector<Document>& documents, std::uint32_t blocks) {
  Tally tally(study, codebook, [](const Document& d, std::uint32_t b, std::uint32_t at) {
    return d.source + ":" + std::to_string(b) + ":" + std::to_string(at);
  });
  for (const Document& document : documents) {
    const std::uint32_t number = tally.add_document(document);
    const auto all = static_cast<std::uint32_t>(document.blocks.size());
    for (std::uint32_t first = 0; first < all; first += blocks) {
      const sample::Slice slice = sample::code(document, first, std::min(blocks, all - first));
      tally.add(number, document,
                tally.counter().count(document, slice.text, slice.segments, slice.codings));
    }
  }
  return tally.finish(Labels());
}

const Table& table(const Summary& summary, std::string_view id) {
  for (const Table& one : summary.tables) {
    if (one.id == id) return one;
  }
  ADD_FAILURE() << "no table " << id;
  static const Table kNoTable;
  return kNoTable;
}

const TableRow& row(const Table& table, std::string_view id) {
  for (const TableRow& one : table.rows) {
    if (one.id == id) return one;
  }
  ADD_FAILURE() << "no row " << id << " in " << table.id;
  static const TableRow kNoRow{{}, std::vector<TableCell>(20)};
  return kNoRow;
}

double number(const TableRow& row, std::size_t cell) {
  const auto* n = std::get_if<double>(&row.cells.at(cell));
  return n == nullptr ? -1 : *n;
}

struct TallyOfSample : ::testing::Test {
  Study study = sample::study();
  Codebook codebook = sample::codebook();
  std::vector<Document> documents{sample::survey(8), sample::interview(), sample::notes()};
  Summary summary = summary_of(study, codebook, documents, 100);
};

TEST_F(TallyOfSample, CountsAPersonOnceAndStatesTheBase) {
  const Table& barriers = table(summary, "codes.barriers");
  EXPECT_EQ(barriers.base_count, 7);  // the eighth was asked no open item
  // "tid" in P1's and P5's answers to the one item, P2's and P6's to the other.
  const TableRow& time = row(barriers, "hinder.org.tid");
  EXPECT_EQ(number(time, 1), 4);
  EXPECT_DOUBLE_EQ(number(time, 2), 4.0 / 7);
  const TableRow& group = row(barriers, "hinder.org");
  EXPECT_TRUE(group.emphasis);
  EXPECT_LE(number(group, 1), 7);
  EXPECT_LT(number(group, 1), number(time, 1) + number(row(barriers, "hinder.org.handledning"), 1));
}

TEST_F(TallyOfSample, LeavesInterviewersAndHeadingsOut) {
  const Table& overview = table(summary, "overview");
  EXPECT_EQ(number(row(overview, "transcript"), 3), 2);  // turns
  EXPECT_EQ(number(row(overview, "transcript"), 4), 4);  // segments
  EXPECT_EQ(number(row(overview, "notes"), 3), 2);
  const TableRow& language = row(table(summary, "codes.barriers.kind"), "hinder.ind.sprak");
  EXPECT_EQ(number(language, 4), 0);  // interviewees who affirm: the only one denies it
}

TEST_F(TallyOfSample, CountsStatesApart) {
  const TableRow& language = row(table(summary, "stance.barriers"), "hinder.ind.sprak");
  EXPECT_EQ(number(language, 5), 1);  // segments that deny: the head teacher's
}

TEST_F(TallyOfSample, SortsMunicipalitiesInSwedishAndTheUnknownLast) {
  std::vector<std::string> ids;
  for (const TableColumn& column : table(summary, "codes.barriers.municipality.share").columns) {
    ids.push_back(column.id);
  }
  EXPECT_THAT(ids, ElementsAre("code", "Berga", "Åmål", "Ängby", "Örsta", "(unknown)"));
}

TEST_F(TallyOfSample, KeepsSubstudiesInDeclaredOrderUnderTheirNames) {
  const Table& people = table(summary, "codes.themes.substudy.people");
  ASSERT_EQ(people.columns.size(), 3U);
  EXPECT_EQ(people.columns[1].title, "Delstudie ett");
  EXPECT_EQ(people.columns[1].base + people.columns[2].base, 7);
}

TEST_F(TallyOfSample, CountsItemsOfTheirOwnBase) {
  const Table& items = table(summary, "codes.barriers.item.share");
  ASSERT_EQ(items.columns.size(), 3U);
  EXPECT_EQ(items.columns[1].base, 7);
}

TEST_F(TallyOfSample, CountsCodesThatStandTogetherInOneAnswer) {
  const Table& matrix = table(summary, "cooccurrence");
  for (std::size_t r = 0; r < matrix.rows.size(); ++r) {
    for (std::size_t c = 0; c < matrix.rows.size(); ++c) {
      EXPECT_EQ(number(matrix.rows[r], c + 1), number(matrix.rows[c], r + 1));
      EXPECT_LE(number(matrix.rows[r], c + 1), number(matrix.rows[r], r + 1));
    }
  }
  add_worked_out(study, Labels(), summary);
  const Table& pairs = table(summary, "cooccurrence.pairs");
  EXPECT_EQ(number(row(pairs, "hinder.org.tid+hinder.org.handledning"), 4), 2);
}

TEST_F(TallyOfSample, DoesNotDependOnHowTheInputWasSliced) {
  documents[0] = sample::survey(60);
  const Summary whole = summary_of(study, codebook, documents, 1000);
  std::mt19937 random(20261122);
  for (int round = 0; round < 6; ++round) {
    const auto blocks = static_cast<std::uint32_t>(1 + random() % 17);
    SCOPED_TRACE(blocks);
    const Summary sliced = summary_of(study, codebook, documents, blocks);
    ASSERT_EQ(sliced.tables.size(), whole.tables.size());
    for (std::size_t t = 0; t < whole.tables.size(); ++t) {
      for (std::size_t r = 0; r < whole.tables[t].rows.size(); ++r) {
        EXPECT_EQ(sliced.tables[t].rows[r].cells, whole.tables[t].rows[r].cells);
      }
    }
    ASSERT_EQ(sliced.quotations.size(), whole.quotations.size());
    for (std::size_t q = 0; q < whole.quotations.size(); ++q) {
      EXPECT_EQ(sliced.quotations[q].segment, whole.quotations[q].segment);
    }
  }
}

TEST_F(TallyOfSample, QuotesTheRawTextWithItsPlaceAndEvidence) {
  study.outputs.quotations = 20;
  summary = summary_of(study, codebook, documents, 100);
  bool found = false;
  for (const Quotation& quotation : summary.quotations) {
    EXPECT_FALSE(quotation.text.empty());
    if (quotation.source != "workshop.txt" || quotation.code != "hinder.org.tid") continue;
    found = true;
    EXPECT_EQ(quotation.text, "Handledarna har för lite\ntid.");
    EXPECT_EQ(quotation.line, 3U);
    EXPECT_EQ(quotation.rule, "tid-001");
    EXPECT_THAT(quotation.evidence, ElementsAre(std::pair{25U, 28U}));
  }
  EXPECT_TRUE(found);
}

TEST(Tally, OfNothingHasNoSharesAndNoFaults) {
  const Study study = sample::study();
  const Codebook codebook = sample::codebook();
  const Summary summary = summary_of(study, codebook, {}, 1);
  for (const Table& one : summary.tables) {
    for (const TableRow& r : one.rows) {
      for (std::size_t c = 0; c < r.cells.size(); ++c) {
        if (one.columns[c].format == CellFormat::percent) {
          EXPECT_EQ(r.cells[c].index(), 0U);
        }
      }
    }
  }
}

TEST(Tally, WithNotesOnlyRestsOnTheVoices) {
  const Study study = sample::study();
  const Codebook codebook = sample::codebook();
  const Summary summary = summary_of(study, codebook, {sample::notes()}, 10);
  EXPECT_EQ(table(summary, "codes.barriers").base_count, 1);
  EXPECT_EQ(
      number(row(table(summary, "codes.barriers.municipality.segments"), "hinder.ind.sprak"), 2),
      1);
}

}  // namespace
}  // namespace samsyn::summarise
