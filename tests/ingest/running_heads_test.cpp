#include "stages/ingest/running_heads.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "stages/ingest/reader.hpp"

namespace samsyn::ingest {

extern const Reader txt_reader;

namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// A page's text: as many lines as told and one that ends a sentence or goes on; no two lines of a
/// test are the same.
std::string page(int lines, bool goes_on) {
  static int number = 0;
  std::string out;
  for (int i = 0; i < lines; ++i) {
    std::string word;
    for (int n = ++number; n > 0; n /= 7) word += "abdeogru"[n % 7], word += "lmnst"[n % 5];
    out += "Vi talade om hur " + word + " får tid, och att " + word + word + " då blev\n";
  }
  return out + (goes_on ? "tydligt att det saknas pengar till\n" : "klart att det går.\n");
}

/// Physical lines of what was found, by head.
std::vector<std::vector<std::uint32_t>> heads(const std::string& text) {
  const auto lines = split_lines(text, "träff.txt");
  EXPECT_TRUE(lines);
  std::vector<std::vector<std::uint32_t>> out;
  for (const RunningHead& head : find_running_heads(*lines)) {
    out.emplace_back();
    for (const std::size_t line : head.lines) out.back().push_back((*lines)[line].number);
  }
  return out;
}

TEST(RunningHeads, GoUpFromPageToPage) {
  // Twelve lines a page; the third head was misread.
  const std::string text = page(10, true) + "2 Rapport från språkdagen\nen ny tjänst.\n" +
                           page(10, true) + "3 Rapport fran sprakdagen\nfler platser.\n" +
                           page(10, true) + "4 Rapporl från språkdagen\nvarje enhet.\n" +
                           page(5, false);
  EXPECT_THAT(heads(text), ElementsAre(ElementsAre(12U, 25U, 38U)));
}

TEST(RunningHeads, StandBesideAPageNumber) {
  const std::string text = page(9, false) + "\nMöte om jobbspår\n\n1\n\n" + page(9, false) +
                           "\nMöte om jobbspår\n\n2\n\n" + page(9, false) +
                           "\nMöte om jobbspår\n\n3\n";
  EXPECT_THAT(heads(text), ElementsAre(ElementsAre(12U, 27U, 42U)));
}

TEST(RunningHeads, StandAtTheHeadOfPages) {
  const std::string head = "Anteckningar språkdagen i Norrhult\n\n";
  const std::string text =
      head + page(9, false) + "\f" + head + page(9, false) + "\f" + head + page(9, false);
  // The first one is the title.
  EXPECT_THAT(heads(text), ElementsAre(ElementsAre(13U, 25U)));
}

TEST(RunningHeads, CutSentencesPagesApart) {
  std::string text;
  for (int i = 0; i < 4; ++i) text += page(16, true) + "\nUtkast för synpunkter\n\nen ny tjänst.\n";
  EXPECT_THAT(heads(text), ElementsAre(ElementsAre(19U, 40U, 61U, 82U)));
}

TEST(RunningHeads, LeaveATextThatRepeatsItself) {
  // Ten sentences without a stop that come back again and again, unevenly or all too many.
  const std::string unevenly = page(16, true) + "\nvi prövade och\n\nen till.\n" + page(90, true) +
                               "\nvi prövade och\n\nen till.\n" + page(20, true) +
                               "\nvi prövade och\n\nen till.\n" + page(16, true);
  EXPECT_THAT(heads(unevenly), IsEmpty());
  std::string many;
  for (int round = 0; round < 4; ++round) {
    for (const char* said :
         {"köket sade ja och", "städet sade ja och", "parken sade ja och", "skolan sade ja och",
          "badet sade ja och", "museet sade ja och", "förrådet sade ja och"}) {
      many += page(16, true) + "\n" + said + "\n\nen till.\n";
    }
  }
  EXPECT_THAT(heads(many), IsEmpty());
}

TEST(RunningHeads, LeaveWhatRecursByItself) {
  std::string refrain, votes, topics, tables, pause, statement, numbered, chapters, towns;
  for (int i = 1; i <= 4; ++i) {
    const std::string n = std::to_string(i);
    refrain += page(12, false) + "\nVi måste få mer tid\n\nDet sa alla vid bordet.\n";
    votes += page(9, false) + "\n- Fler platser\n- " + n + " Fler platser på bordet\n";
    topics += page(12, false) + "\f\nHinder\n\n";
    tables += page(12, false) + "\nAnteckningar från bord " + n + "\n\n";
    pause += page(12, false) + "\nPaus med kaffe 10.3" + n + "\n\n";
    statement += page(12, true) + "Vi behöver fler handledare.\n";
    chapters += page(10, false) + "\n" + n + " Hinder\n\n";
    towns += page(10, false) + "\n" + n + " Norrköping\n\n";
    numbered += page(12, false) + "\n" + n + ". Vad hindrar oss här\n\n";
  }
  for (const auto* text :
       {&refrain, &votes, &topics, &tables, &pause, &statement, &numbered, &chapters, &towns}) {
    SCOPED_TRACE(text->substr(text->size() - 60));
    EXPECT_THAT(heads(*text), IsEmpty());
  }
}

TEST(RunningHeads, AreNobodysWordsAndNoHeading) {
  std::string text = "LAGET RUNT\n\n" + page(9, false);
  for (int i = 2; i <= 4; ++i) {
    text += "\n" + std::to_string(i) + " Rapport från språkdagen\n\n" + page(12, false);
  }
  SourceSpec source;
  source.kind = SourceKind::notes;
  Study study;
  study.attributes = {{"group", "Grupp"}, {"municipality", "Kommun"}, {"substudy", "Delstudie"}};
  Issues issues;
  const auto document = txt_reader.blocks({"träff.txt", text}, source, study, issues);
  ASSERT_TRUE(document);
  for (const Block& block : document->blocks)
    EXPECT_THAT(block.raw, Not(HasSubstr("Rapport från")));
  for (const Question& question : document->questions)
    EXPECT_THAT(question.text, Not(HasSubstr("Rapport")));
  ASSERT_EQ(issues.all().size(), 1U);
  const Issue& issue = issues.all()[0];
  EXPECT_EQ(issue.id, "notes.running-head");
  EXPECT_EQ(issue.severity, Severity::note);
  EXPECT_EQ(issue.where.line, 14U);
  EXPECT_EQ(issue.excerpt, "2 Rapport från språkdagen");
  EXPECT_THAT(issue.message, HasSubstr("3 pages"));
}

}  // namespace
}  // namespace samsyn::ingest
