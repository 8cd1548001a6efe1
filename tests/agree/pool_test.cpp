#include "stages/agree/pool.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "stages/agree/units.hpp"
#include "tests/agree/lines.hpp"

namespace samsyn::agree {
namespace {

using testing::cell;
using testing::code;
using testing::spoken;

struct Pooled {
  Issues issues;
  Result<Pool> pool = Pool{};
};

/// Files called a.jsonl, b.jsonl, …
Pooled pooled(const std::vector<std::string>& files, const PoolChoice& choice = {},
              const std::vector<std::string>& names = {}) {
  Pooled out;
  std::vector<Input> inputs;
  for (std::size_t f = 0; f < files.size(); ++f) {
    const std::string name = std::string(1, static_cast<char>('a' + f)) + ".jsonl";
    Result<CodingsFile> file = read_codings(name, files[f], out.issues);
    EXPECT_TRUE(file);
    if (file) inputs.push_back({*file, f < names.size() ? names[f] : ""});
  }
  out.pool = pool(inputs, choice, out.issues);
  return out;
}

TEST(Pool, LaysTheSamePlacesUponEachOther) {
  const std::string rules =
      cell(2, 0, 9, {code("rules", "hinder.org.tid")}) + cell(2, 10, 19, {}) + cell(3, 0, 9, {});
  const std::string anna =
      cell(3, 0, 9, {}) + cell(2, 0, 9, {code("human:anna", "hinder.org.tid")});
  const Pooled p = pooled({rules, anna});
  ASSERT_TRUE(p.pool);
  EXPECT_TRUE(p.issues.empty());
  EXPECT_EQ(p.pool->coders, (std::vector<std::string>{"samsyn", "human:anna"}));
  ASSERT_EQ(p.pool->segments.size(), 3U);
  EXPECT_EQ(p.pool->segments[0].judged, 0b11U);
  EXPECT_EQ(p.pool->segments[0].given.size(), 2U);
  EXPECT_EQ(p.pool->segments[1].judged, 0b01U) << "anna's file does not have it";
  EXPECT_EQ(p.pool->segments[2].judged, 0b11U) << "both without a code";
  EXPECT_EQ(p.pool->answers, 2U);
  EXPECT_EQ(p.pool->persons, 2U);
  EXPECT_TRUE(p.pool->same_cuts);
}

TEST(Pool, KnowsWhoJudgedWhat) {
  // Anna is listed; Bosse gave a code without being listed; the rules judge everything.
  const std::string file =
      cell(2, 0, 9, {code("rules", "x")}, R"("coders":["human:anna"],)") +
      cell(3, 0, 9, {code("human:bosse", "x")}, R"("coders":["human:anna"],)") +
      cell(4, 0, 9, {}, R"("coders":[],)") + cell(5, 0, 9, {});
  const Pooled p = pooled({file});
  ASSERT_TRUE(p.pool);
  EXPECT_EQ(p.pool->coders, (std::vector<std::string>{"samsyn", "human:anna", "human:bosse"}));
  EXPECT_EQ(p.pool->segments[0].judged, 0b011U);
  EXPECT_EQ(p.pool->segments[1].judged, 0b111U);
  EXPECT_EQ(p.pool->segments[2].judged, 0b001U);
  EXPECT_EQ(p.pool->segments[3].judged, 0b111U) << "without the key all coders of the file";

  const Pooled as_one = pooled({file}, {}, {"alla"});
  EXPECT_EQ(as_one.pool->coders, std::vector<std::string>{"alla"});
  EXPECT_EQ(as_one.pool->segments[2].judged, 1U) << "no human, but the program judged all of it";
  EXPECT_EQ(as_one.pool->segments[3].judged, 1U);
}

// A run gives a code under one of two names: "rules" where the rule was confirmed, "learned" where
// only the model found it. Neither says no to what the other gave.
TEST(Pool, TakesWhatTheProgramItselfSaidAsOneCoder) {
  const std::string run =
      cell(2, 0, 9, {code("rules", "x")}) + cell(3, 0, 9, {code("learned", "x")}) +
      cell(4, 0, 9, {code("learned", "y"), code("rules", "x")}, R"("coders":[],)");
  const std::string anna = cell(2, 0, 9, {code("human:anna", "x")}) +
                           cell(3, 0, 9, {code("human:anna", "x")}) +
                           cell(4, 0, 9, {code("human:anna", "x"), code("human:anna", "y")});
  const Pooled p = pooled({run, anna});
  ASSERT_TRUE(p.pool);
  EXPECT_EQ(p.pool->coders, (std::vector<std::string>{"samsyn", "human:anna"}));
  for (const PooledSegment& segment : p.pool->segments) {
    std::vector<std::vector<std::uint32_t>> said(2);
    for (const Given& given : segment.given) said[given.coder].push_back(given.code);
    for (std::vector<std::uint32_t>& codes : said) std::sort(codes.begin(), codes.end());
    EXPECT_EQ(said[0], said[1]) << segment.place.row;
    EXPECT_EQ(segment.judged, 0b11U);
  }
  EXPECT_EQ(pooled({run, run}).pool->coders,
            (std::vector<std::string>{"samsyn (a.jsonl)", "samsyn (b.jsonl)"}));
}

TEST(Pool, TakesSheetsOfOneCoderTogetherAndTwoRunsApart) {
  const std::string first = cell(2, 0, 9, {code("human:anna", "x")});
  const std::string second = cell(2, 10, 19, {code("human:anna", "x")});
  EXPECT_EQ(pooled({first, second}).pool->coders, std::vector<std::string>{"human:anna"});
  // The human codings of a study, and a run that rests on them.
  const Pooled same = pooled({first, first});
  EXPECT_EQ(same.pool->coders, std::vector<std::string>{"human:anna"});
  EXPECT_EQ(same.pool->segments[0].given.size(), 1U);
  // The same sentence coded otherwise: two rounds of one coder.
  const std::string later = cell(2, 0, 9, {code("human:anna", "y")});
  EXPECT_EQ(pooled({first, later}).pool->coders,
            (std::vector<std::string>{"human:anna (a.jsonl)", "human:anna (b.jsonl)"}));
  const std::string other_cut = cell(2, 5, 19, {code("human:anna", "x")});
  EXPECT_EQ(pooled({first, other_cut}).pool->coders.size(), 2U) << "the same text twice";
  EXPECT_EQ(pooled({first, first}, {}, {"före", "efter"}).pool->coders,
            (std::vector<std::string>{"före", "efter"}));
}

TEST(Pool, SeesThatTextsAreCutApart) {
  EXPECT_TRUE(pooled({cell(2, 0, 9, {}), cell(2, 9, 19, {})}).pool->same_cuts);
  EXPECT_FALSE(pooled({cell(2, 0, 9, {}), cell(2, 0, 19, {})}).pool->same_cuts);
  EXPECT_TRUE(pooled({cell(2, 0, 9, {}), cell(3, 0, 19, {})}).pool->same_cuts) << "other cells";
}

TEST(Pool, PutsWhatOneSpeakerSaysInARowInOneAnswer) {
  const Pooled p = pooled({spoken("Anna", 1, 0, 9, {}) + spoken("Anna", 2, 10, 19, {}) +
                           spoken("Bo", 3, 20, 29, {}) + spoken("Anna", 4, 30, 39, {})});
  ASSERT_TRUE(p.pool);
  EXPECT_EQ(p.pool->answers, 3U);
  EXPECT_EQ(p.pool->persons, 2U);
}

TEST(Pool, ChoosesCodersAndCodes) {
  const std::string file = cell(
      2, 0, 9,
      {code("rules", "hinder.org.tid"), code("anna", "hinder.ind.x"), code("bo", "hinder.organ")});
  const Pooled p = pooled({file}, {{"hinder.org"}, {"samsyn", "bo"}, {}});
  ASSERT_TRUE(p.pool);
  EXPECT_EQ(p.pool->coders, (std::vector<std::string>{"samsyn", "bo"}));
  EXPECT_EQ(p.pool->codes, std::vector<std::string>{"hinder.org.tid"}) << "hinder.organ is another";
  EXPECT_EQ(p.pool->segments[0].given.size(), 1U);
  EXPECT_EQ(p.pool->segments[0].judged, 0b11U);
}

// Who is not chosen counts neither as a coder nor by the cuts of their file.
TEST(Pool, LeavesOutFilesWhoseCodersAreNotChosen) {
  std::string a, b, c;
  for (std::uint32_t row = 2; row < 6; ++row) {
    a += cell(row, 0, 9, {code("human:a", "x")});
    b += cell(row, 0, 9, {code("human:b", "x")});
    c += cell(row, 0, 19, {code("human:c", "y")}) + cell(row, 20, 29, {});
  }
  const Pooled p = pooled({a, c, b}, {{}, {"human:a", "human:b"}, {}});
  ASSERT_TRUE(p.pool);
  EXPECT_TRUE(p.issues.empty());
  EXPECT_EQ(p.pool->files, (std::vector<std::string>{"a.jsonl", "c.jsonl"}));
  EXPECT_EQ(p.pool->codes, std::vector<std::string>{"x"});
  EXPECT_TRUE(p.pool->same_cuts);
  EXPECT_EQ(p.pool->segments.size(), 4U);
  EXPECT_EQ(p.pool->segments[0].files, 0b11U);
  const Units answers = units_of(*p.pool, Unit::answer, false);
  ASSERT_EQ(answers.all.size(), 4U);
  for (const ComparedUnit& one : answers.all) EXPECT_EQ(one.judged, 0b11U);
  EXPECT_EQ(answers.partly_judged, 0);
  // One of two of a name keeps the name by which it was chosen.
  const std::string again = cell(2, 0, 9, {code("human:a", "y")});
  EXPECT_EQ(pooled({a, again}, {{}, {"human:a (b.jsonl)"}, {}}).pool->coders,
            std::vector<std::string>{"human:a (b.jsonl)"});
}

TEST(Pool, ChoosesAFewOfVeryManyCoders) {
  std::string many;
  for (std::uint32_t c = 0; c < 70; ++c) {
    many += cell(2 + c, 0, 9, {code("k" + std::to_string(c), "x")});
  }
  const Pooled p = pooled({many}, {{}, {"k3", "k69"}, {}});
  ASSERT_TRUE(p.pool);
  EXPECT_EQ(p.pool->coders, (std::vector<std::string>{"k3", "k69"}));
}

TEST(Pool, SaysWhatDoesNotFit) {
  const std::string one = cell(2, 0, 9, {code("rules", "hinder.org.tid")});
  std::string other_text = one;
  other_text.replace(other_text.find("Mening 0."), 9, "Annat nu.");
  std::string other_file = one;
  other_file.replace(other_file.find("svar.csv"), 8, "svar.txt");
  const struct {
    std::vector<std::string> files;
    std::string id, file;
    std::uint32_t line;
  } kCases[] = {{{one + one, one}, "agree.duplicate-segment", "a.jsonl", 2},
                {{one, "\n" + other_text}, "agree.text-differs", "b.jsonl", 2},
                {{one, other_file}, "agree.nothing-shared", "a.jsonl", 0}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.id);
    const Pooled p = pooled(c.files);
    ASSERT_TRUE(p.pool);
    ASSERT_FALSE(p.issues.empty());
    EXPECT_EQ(p.issues.all()[0].id, c.id);
    EXPECT_EQ(p.issues.all()[0].where.file, c.file);
    EXPECT_EQ(p.issues.all()[0].where.line, c.line);
  }
  std::string many;
  for (int c = 0; c < 65; ++c)
    many += cell(2 + static_cast<std::uint32_t>(c), 0, 9, {code("k" + std::to_string(c), "x")});
  const struct {
    std::string file, id, message;
    PoolChoice choice;
  } kWrong[] = {{one,
                 "agree.unknown-coder",
                 "no coder is called «samsin»; there are: samsyn",
                 {{}, {"samsin"}, {}}},
                {one,
                 "agree.unknown-code",
                 "nobody gave a code «hinder.org.tidd»",
                 {{"hinder.org.tidd"}, {}, {}}},
                {many, "agree.too-many", "65 coders are more than 64", {}}};
  for (const auto& c : kWrong) {
    SCOPED_TRACE(c.id);
    const Pooled p = pooled({c.file}, c.choice);
    ASSERT_FALSE(p.pool);
    EXPECT_EQ(p.pool.issue().id, c.id);
    EXPECT_NE(p.pool.issue().message.find(c.message), std::string::npos) << p.pool.issue().message;
  }
}

TEST(Pool, TakesOtherNumbersOfPseudonymsAsTheSameText) {
  std::string one = cell(2, 0, 9, {});
  one.replace(one.find("Mening 0."), 9, "[Namn 3].");
  std::string other = cell(2, 0, 9, {});
  other.replace(other.find("Mening 0."), 9, "[Namn 12].");
  EXPECT_TRUE(pooled({one, other}).issues.empty());
}

// Each run numbers its pseudonyms in its own way.
TEST(Pool, KnowsAPersonUnderAnotherNumber) {
  const std::string one = spoken("[Namn 1]", 1, 0, 20, {code("anna", "x")}) +
                          spoken("[Namn 2]", 2, 30, 60, {}) + spoken("[Namn 1]", 3, 70, 80, {});
  const std::string other = spoken("[Namn 7]", 1, 0, 9, {}) +
                            spoken("[Namn 7]", 1, 10, 20, {code("bo", "x")}) +
                            spoken("[Namn 1]", 2, 30, 50, {}) + spoken("[Namn 7]", 3, 70, 80, {});
  const Pooled p = pooled({one, other});
  ASSERT_TRUE(p.pool);
  EXPECT_EQ(p.pool->persons, 2U);
  EXPECT_EQ(p.pool->answers, 3U);
  const Units persons = units_of(*p.pool, Unit::respondent, false);
  ASSERT_EQ(persons.all.size(), 2U);
  for (const ComparedUnit& person : persons.all) EXPECT_EQ(person.judged, 0b11U);
  EXPECT_EQ(persons.all[0].uses.size(), 2U) << "what both said of [Namn 1]";

  // Somebody whom only the other run has is not the first run's of that number.
  const Pooled more = pooled({one, other + spoken("[Namn 2]", 9, 90, 99, {})});
  EXPECT_EQ(more.pool->persons, 3U);
  // Labels that are no pseudonyms mean what they say.
  EXPECT_EQ(pooled({spoken("R1", 1, 0, 20, {}), spoken("R2", 1, 0, 9, {})}).pool->persons, 2U);
}

TEST(Units, LeaveOutWhoHasJudgedAPart) {
  const std::string rules = cell(2, 0, 9, {code("rules", "x")}) + cell(2, 10, 19, {}) +
                            cell(3, 0, 9, {}) + cell(3, 10, 19, {code("rules", "y")});
  const std::string anna =
      cell(2, 0, 9, {code("anna", "x")}) + cell(3, 0, 9, {}) + cell(3, 10, 19, {});
  const Pooled p = pooled({rules, anna});
  ASSERT_TRUE(p.pool);
  const Units answers = units_of(*p.pool, Unit::answer, false);
  ASSERT_EQ(answers.all.size(), 2U);
  EXPECT_EQ(answers.all[0].judged, 0b01U) << "anna has seen one of two segments";
  EXPECT_EQ(answers.all[1].judged, 0b11U);
  EXPECT_EQ(answers.partly_judged, 1);
  // Cut apart, what overlaps is enough.
  const Pooled cut = pooled({rules, cell(2, 0, 19, {code("anna", "x")}) + cell(3, 0, 19, {})});
  EXPECT_FALSE(cut.pool->same_cuts);
  const Units both = units_of(*cut.pool, Unit::answer, false);
  EXPECT_EQ(both.all[0].judged, 0b11U);
  EXPECT_EQ(both.partly_judged, 0);
}

TEST(Units, DrawPersonsOrAnswers) {
  const Pooled p = pooled({spoken("Anna", 1, 0, 9, {}) + spoken("Bo", 3, 20, 29, {}) +
                           spoken("Anna", 4, 30, 39, {code("rules", "x")})});
  EXPECT_EQ(units_of(*p.pool, Unit::segment, false).clusters, 2U);
  EXPECT_EQ(units_of(*p.pool, Unit::segment, true).clusters, 3U);
  EXPECT_EQ(units_of(*p.pool, Unit::respondent, true).all.size(), 2U);
}

}  // namespace
}  // namespace samsyn::agree
