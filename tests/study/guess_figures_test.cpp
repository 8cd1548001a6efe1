// Tables of units and years that `init` finds, and what it must not take for them.
#include "pipeline/study/guess_figures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/study/study.hpp"
#include "tests/study/files.hpp"

namespace samsyn {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

SourceSpec source_of(const std::string& csv) {
  const Guess guess = guess_of({{"platser.csv", csv}});
  EXPECT_EQ(guess.study.sources.size(), 1U);
  return guess.study.sources.empty() ? SourceSpec() : guess.study.sources.front();
}

TEST(GuessFigures, TakeARowForEachYear) {
  const SourceSpec source = source_of(
      "Förvaltning;År;Platser;Mål\nVård;2023;180;200\nVård;2024;1 210;230\n"
      "Skola;2023;95;120\nSkola;2024;131;120\nTotalt;2024;341;350\n");
  ASSERT_EQ(source.kind, SourceKind::figures);
  EXPECT_EQ(source.figures.unit, "Förvaltning");
  EXPECT_EQ(source.figures.year, "År");
  EXPECT_EQ(source.figures.value, "Platser");
  EXPECT_EQ(source.figures.measured, "platser");
  EXPECT_EQ(source.figures.target, "Mål");
  EXPECT_THAT(source.items, IsEmpty());
}

TEST(GuessFigures, TakeAColumnForEachYear) {
  const SourceSpec source = source_of(
      "Enhet;Utfall 2023;Utfall 2024;Måltal;Basår;Kommentar\nVård;180;210;230;150;\n"
      "Skola;95;131;120;90;ny enhet\n");
  ASSERT_EQ(source.kind, SourceKind::figures);
  EXPECT_THAT(source.figures.years,
              ElementsAre(Pair(2023, "Utfall 2023"), Pair(2024, "Utfall 2024")));
  EXPECT_EQ(source.figures.target, "Måltal");
  EXPECT_EQ(source.figures.baseline, "Basår");
  EXPECT_EQ(source.figures.measured, "");
  EXPECT_THAT(source.ignored, ElementsAre("Kommentar"));
}

TEST(GuessFigures, TakeTheFirstOfSeveralMeasuresAndSaySo) {
  const Guess guess =
      guess_of({{"tal.csv", "Enhet;År;Platser;Sökande\nA;2023;1;5\nA;2024;2;6\nB;2023;3;7\n"}});
  ASSERT_EQ(guess.study.sources.front().kind, SourceKind::figures);
  EXPECT_EQ(guess.study.sources.front().figures.value, "Platser");
  EXPECT_THAT(guess.study.sources.front().ignored, ElementsAre("Sökande"));
  EXPECT_THAT(guess.lines.back().check.sv, HasSubstr("«Sökande»"));
}

TEST(GuessFigures, LeaveSurveysAlone) {
  const char* const kSurveys[] = {
      // Respondents by their code, two counts of years.
      "Svarsid;Anställda 2023;Anställda 2024\nR1;4;5\nR2;6;7\nR3;1;0\n",
      "Kod;Anställda 2023;Anställda 2024\nK01;4;5\nK02;6;7\nK03;1;0\n",
      // A question.
      "Kommun;Hur många tog ni emot 2023?;Hur många tog ni emot 2024?\nKinda;4;5\nYdre;6;7\n",
      // Answers in words.
      "Kommun;Platser 2023;Platser 2024;Vad hindrar er;Vad hjälper er\n"
      "Kinda;4;5;Det saknas tid.;Pengar\nYdre;6;7;Vi hinner inte.;Tid\n",
      "Kommun;Anställda 2023;Anställda 2024;Vad hindrar er mest\n"
      "Kinda;4;5;Tiden\nYdre;6;7;Bussen\nBoxholm;1;2;Pengar\n",
      // A year once for each unit: when something began.
      "Kommun;År;Platser\nKinda;2023;5\nYdre;2024;7\nBoxholm;2023;2\n",
      // The same unit twice: rows of people.
      "Enhet;Platser 2023;Platser 2024\nVård;4;5\nVård;6;7\nSkola;1;2\n",
  };
  for (const char* csv : kSurveys) {
    SCOPED_TRACE(csv);
    const Guess guess = guess_of({{"svar.csv", csv}});
    for (const SourceSpec& source : guess.study.sources) {
      EXPECT_NE(source.kind, SourceKind::figures);
    }
  }
}

TEST(GuessFigures, GiveAManifestThatReadsBack) {
  const Guess guess =
      guess_of({{"platser.csv", "Enhet;2023;2024;Mål\nVård;180;210;230\nSkola;95;131;120\n"},
                {"enkat.csv",
                 "Nr;Vad hindrar er?\n1;Vi hinner inte handleda.\n2;Nej\n"
                 "3;Det saknas pengar till det.\n"}});
  const std::string written = write_study(guess.study);
  EXPECT_THAT(written, HasSubstr("\"figures\""));
  EXPECT_THAT(written, ::testing::Not(HasSubstr("file_name"))) << "one survey needs no group";
  Issues issues;
  EXPECT_TRUE(load_study(written, "/studie/study.json", issues));
}

}  // namespace
}  // namespace samsyn
