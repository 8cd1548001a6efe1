#include "stages/human/codings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/human/made.hpp"

namespace samsyn::human {
namespace {

using testing::codebook;
using ::testing::HasSubstr;
using testing::kBarriers;
using testing::kSprak;
using testing::kThemes;
using testing::kTid;
using ::testing::Not;

const std::string kHead =
    R"({"id":"00aa","source":"svar.csv","where":{"sheet":null,"row":3,"column":"Vad hindrar?",)"
    R"("line":null,"paragraph":null,"time":null},"respondent":"R3","item":"hinder","start":0,)"
    R"("end":15,"raw":"Tiden är knapp.","text":"Tiden är knapp.")";

TEST(HumanCodings, ReadsWhoJudgedWhatAndWhoGaveNothing) {
  Issues issues;
  const Codings read = read_codings(
      "k.jsonl",
      kHead + R"(,"context":{"before":"Ja.","after":""},"coders":["human:anna","human:bo"],)"
              R"("judged":[{"coder":"human:bo","taxonomies":["barriers"],"comment":"osäker"}],)"
              R"("codes":[{"code":"hinder.tid","stance":"negated","coder":"human:anna"},)"
              R"({"code":"hinder.sprak","coder":"rules"}]})"
              "\n",
      codebook(), issues);
  EXPECT_TRUE(issues.empty());
  ASSERT_EQ(read.segments.size(), 1U);
  const JudgedSegment& one = read.segments[0];
  EXPECT_EQ(read.coders, (std::vector<std::string>{"human:anna", "human:bo"}));
  EXPECT_EQ(one.place.row, 3U);
  EXPECT_EQ(one.place.end, 15U);
  EXPECT_EQ(one.before, "Ja.");
  ASSERT_EQ(one.judgements.size(), 2U);
  EXPECT_EQ(one.judgements[0], (Judgement{0, kBarriers | kThemes, {{kTid, Stance::negated}}, {}}));
  EXPECT_EQ(one.judgements[1], (Judgement{1, kBarriers, {}, "osäker"}));
}

TEST(HumanCodings, WritesWhatItReads) {
  Issues issues;
  JudgedSegment segment;
  ASSERT_TRUE(read_place(
      kHead + R"(,"codes":[{"code":"x","coder":"rules"}],"kind":"survey","Lisa":"Lisa"})",
      segment));
  EXPECT_EQ(segment.about[4], "survey");
  segment.text = "Tiden är [Namn 3].";
  segment.before = "Före.";
  segment.after = "Efter.";
  segment.judgements = {
      {1, kBarriers, {{kTid, Stance::hypothetical}, {kSprak, Stance::affirmed}}, "å"},
      {0, kBarriers | kThemes, {}, {}}};
  const std::string line = write_line(segment, {"human:bo", "human:anna"}, codebook());
  EXPECT_THAT(line, HasSubstr(R"("kind":"survey")"));
  EXPECT_THAT(line, Not(HasSubstr("Lisa")));
  const Codings read = read_codings("k.jsonl", line, codebook(), issues);
  EXPECT_TRUE(issues.empty());
  ASSERT_EQ(read.segments.size(), 1U);
  EXPECT_EQ(read.coders, (std::vector<std::string>{"human:anna", "human:bo"}));
  EXPECT_EQ(read.segments[0].text, segment.text);
  EXPECT_EQ(read.segments[0].raw, "Tiden är knapp.");
  EXPECT_EQ(read.segments[0].after, "Efter.");
  EXPECT_EQ(read.segments[0].judgements[0].codes, segment.judgements[0].codes);
  EXPECT_EQ(read.segments[0].judgements[0].comment, "å");
  EXPECT_EQ(write_line(read.segments[0], read.coders, codebook()), line);
}

TEST(HumanCodings, KeepsCodesAndTaxonomiesThatTheStudyDoesNotHaveToday) {
  const std::string line =
      kHead + R"(,"coders":["human:anna"],"judged":[{"coder":"human:anna",)"
              R"("taxonomies":["barriers","stad"]}],"codes":[)"
              R"({"code":"stad.ide","stance":"negated","coder":"human:anna","mark":[1]},)"
              R"({"code":"hinder.tid","coder":"human:anna"}]})";
  Issues issues;
  const Codings read = read_codings("k.jsonl", line, codebook(), issues);
  ASSERT_EQ(read.segments.size(), 1U);
  EXPECT_EQ(read.segments[0].judgements[0].codes.size(), 1U);
  const std::string written = write_line(read.segments[0], {"human:Anna"}, codebook());
  EXPECT_THAT(written, HasSubstr(R"("taxonomies":["barriers","stad"])"));
  EXPECT_THAT(written, HasSubstr(R"({"code":"stad.ide","stance":"negated","coder":"human:Anna",)"
                                 R"("mark":[1]})"));
}

TEST(HumanCodings, AreOfOneCoderHoweverTheNameIsWritten) {
  Issues issues;
  const Codings read = read_codings(
      "k.jsonl",
      kHead + ",\"coders\":[\"human:Åsa\",\"human:åsa\",\"human:A\u030Asa\"],\"codes\":[]}",
      codebook(), issues);
  EXPECT_EQ(read.coders, (std::vector<std::string>{"human:Åsa"}));
  EXPECT_EQ(read.segments[0].judgements.size(), 1U);
}

TEST(HumanCodings, RefuseBracketsThatLieTooDeep) {
  const std::string deep(200'000, '['), shut(200'000, ']');
  const std::string line = kHead + R"(,"coders":["human:anna"],"x":)" + deep + shut + "}";
  JudgedSegment out;
  EXPECT_FALSE(read_place(line, out));
  EXPECT_TRUE(read_place(kHead + R"(,"x":"[[[[[[[[[[[[[[[[[[\"[[[["})", out));
  EXPECT_EQ(out.place.row, 3U);
  Issues issues;
  EXPECT_TRUE(read_codings("k.jsonl", line, codebook(), issues).segments.empty());
  ASSERT_EQ(issues.all().size(), 1U);
  EXPECT_EQ(issues.all()[0].id, "human.bad-line");
}

TEST(HumanCodings, TellsLinesThatItCannotUse) {
  const std::string good = kHead + R"(,"coders":["human:anna"],"codes":[]})";
  const struct {
    std::string line, id, says;
  } kCases[] = {
      {"{", "human.bad-line", "no JSON object"},
      {R"({"source":"a"})", "human.bad-line", "\"where\" is no object"},
      {R"({"where":{},"start":1,"end":2,"text":"a"})", "human.bad-line", "\"source\""},
      {R"({"source":"a","where":{},"start":2,"end":2,"text":"a"})", "human.bad-line", "\"end\""},
      {R"({"source":"a","where":{"row":-1},"start":1,"end":2})", "human.bad-line", "\"row\""},
      {R"({"source":"a","where":{},"start":1,"end":2})", "human.bad-line", "\"text\""},
      {kHead + "}", "human.bad-line", "no human coder"},
      {kHead + R"(,"coders":["rules"],"codes":[]})", "human.bad-line", "no human coder"},
      {kHead + R"(,"coders":[1]})", "human.bad-line", "\"coders\""},
      {kHead +
           R"(,"coders":["human:a"],"codes":[{"code":"hinder.tid","coder":"human:a","stance":"ja"}]})",
       "human.bad-line", "\"stance\""},
      {kHead + R"(,"coders":["human:a"],"codes":[{"code":"hinder.tidd","coder":"human:a"}]})",
       "human.unknown-code", "«hinder.tidd»"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.line);
    Issues issues;
    const Codings read =
        read_codings("k.jsonl", good + "\n\n" + c.line + "\n" + good, codebook(), issues);
    ASSERT_EQ(issues.all().size(), 1U);
    EXPECT_EQ(issues.all()[0].id, c.id);
    EXPECT_EQ(issues.all()[0].where.file, "k.jsonl");
    EXPECT_EQ(issues.all()[0].where.line, 3U);
    EXPECT_THAT(issues.all()[0].message, HasSubstr(c.says));
    EXPECT_EQ(read.segments.size(), c.id == "human.bad-line" ? 2U : 3U);
  }
}

}  // namespace
}  // namespace samsyn::human
