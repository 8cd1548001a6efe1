#include "stages/agree/codings_file.hpp"

#include <gtest/gtest.h>

#include "tests/agree/lines.hpp"

namespace samsyn::agree {
namespace {

using testing::cell;
using testing::code;

TEST(CodingsFile, ReadsSegmentsCodersAndJudges) {
  Issues issues;
  const auto file =
      read_codings("c.jsonl",
                   "\xEF\xBB\xBF" + cell(2, 0, 9, {code("rules", "hinder.org.tid=negated")}) +
                       "\r\n\n" + cell(3, 0, 9, {}, R"("coders":["human:anna","rules"],)"),
                   issues);
  ASSERT_TRUE(file);
  EXPECT_TRUE(issues.empty());
  EXPECT_EQ(file->coders, (std::vector<std::string>{"rules", "human:anna"}));
  EXPECT_EQ(file->codes, std::vector<std::string>{"hinder.org.tid"});
  ASSERT_EQ(file->segments.size(), 2U);
  const CodedSegment& first = file->segments[0];
  EXPECT_EQ(first.place.source, "svar.csv");
  EXPECT_EQ(first.place.row, 2U);
  EXPECT_EQ(first.place.end, 9U);
  EXPECT_EQ(first.respondent, "R2");
  EXPECT_FALSE(first.judges_listed);
  ASSERT_EQ(first.given.size(), 1U);
  EXPECT_EQ(first.given[0].stance, Stance::negated);
  EXPECT_TRUE(file->segments[1].judges_listed);
  EXPECT_EQ(file->segments[1].judges, (std::vector<std::uint32_t>{1, 0}));
  EXPECT_EQ(file->segments[1].line, 4U);
}

TEST(CodingsFile, LeavesOutWhatCountsNowhere) {
  Issues issues;
  const auto line = [](const std::string& role, const std::string& codes) {
    return R"({"source":"a.txt","where":{},"role":")" + role + R"(","start":0,"end":3,"codes":[)" +
           codes + "]}\n";
  };
  const auto file = read_codings("c.jsonl",
                                 line("heading", "") + line("preamble", "") +
                                     line("interviewer", code("rules", "tema.x")) +
                                     line("note", "") + line("heading", code("rules", "tema.x")),
                                 issues);
  ASSERT_TRUE(file);
  ASSERT_EQ(file->segments.size(), 2U);
  EXPECT_EQ(file->segments[0].role, "note");
  EXPECT_EQ(file->segments[1].role, "heading");
}

TEST(CodingsFile, SaysWhatIsWrongWithALine) {
  const std::string good = cell(2, 0, 9, {});
  const struct {
    std::string bytes, id, message;
    std::uint32_t line;
  } kCases[] = {
      {"", "agree.no-segments", "the file holds no segment", 0},
      {"\n \n", "agree.no-segments", "the file holds no segment", 0},
      {"{]\n", "agree.no-segments", "it is not JSON", 1},
      {good + "[1]\n", "agree.bad-line", "the line is no JSON object", 2},
      {good + "\n{\"a\":\"\xFF\"}\n", "agree.bad-line", "it is not JSON", 3},
      {good + "{}\n", "agree.bad-line", "\"source\" is missing", 2},
      {good + R"({"source":7})", "agree.bad-line", "\"source\" is no text", 2},
      {good + R"({"source":""})", "agree.bad-line", "\"source\" is empty", 2},
      {good + R"({"source":"a"})", "agree.bad-line", "\"where\" is missing", 2},
      {good + R"({"source":"a","where":[]})", "agree.bad-line", "\"where\" is no object", 2},
      {good + R"({"source":"a","where":{}})", "agree.bad-line", "\"start\" is missing", 2},
      {good + R"({"source":"a","where":{},"start":-1,"end":2,"codes":[]})", "agree.bad-line",
       "\"start\" is no whole number", 2},
      {good + R"({"source":"a","where":{},"start":1.5,"end":2,"codes":[]})", "agree.bad-line",
       "\"start\" is no whole number", 2},
      {good + R"({"source":"a","where":{},"start":0,"end":4294967296,"codes":[]})",
       "agree.bad-line", "\"end\" is no whole number", 2},
      {good + R"({"source":"a","where":{},"start":2,"end":2,"codes":[]})", "agree.bad-line",
       "\"end\" is not behind", 2},
      {good + R"({"source":"a","where":{},"start":0,"end":2})", "agree.bad-line",
       "\"codes\" is missing", 2},
      {good + R"({"source":"a","where":{},"start":0,"end":2,"codes":{}})", "agree.bad-line",
       "\"codes\" is no list", 2},
      {good + R"({"source":"a","where":{"time":-3},"start":0,"end":2,"codes":[]})",
       "agree.bad-line", "\"time\" is no number of seconds", 2},
      {good + R"({"source":"a","where":{"row":"två"},"start":0,"end":2,"codes":[]})",
       "agree.bad-line", "\"row\" is no whole number", 2},
      {good + cell(3, 0, 2, {"3"}), "agree.bad-line", "an entry of \"codes\" is no object", 2},
      {good + cell(3, 0, 2, {R"({"code":"x"})"}), "agree.bad-line", "\"coder\" is missing", 2},
      {good + cell(3, 0, 2, {R"({"code":"","coder":"rules"})"}), "agree.bad-line",
       "\"code\" is empty", 2},
      {good + cell(3, 0, 2, {code("rules", "x=maybe")}), "agree.bad-line", "\"stance\" is not", 2},
      {good + cell(3, 0, 2, {}, R"("coders":"anna",)"), "agree.bad-line", "\"coders\" is no list",
       2},
      {good + cell(3, 0, 2, {}, R"("coders":[1],)"), "agree.bad-line",
       "an entry of \"coders\" is no text", 2},
      {good + cell(3, 0, 2, {}, R"("coders":[""],)"), "agree.bad-line",
       "an entry of \"coders\" is empty", 2},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.bytes);
    Issues issues;
    const auto file = read_codings("c.jsonl", c.bytes, issues);
    if (c.id == "agree.no-segments") {
      ASSERT_FALSE(file);
      EXPECT_TRUE(issues.empty());
      issues.add(file.issue());
    } else {
      ASSERT_TRUE(file);
      EXPECT_EQ(file->segments.size(), 1U);
    }
    ASSERT_EQ(issues.all().size(), 1U);
    const Issue& issue = issues.all()[0];
    EXPECT_EQ(issue.id, c.id);
    EXPECT_EQ(issue.where.file, "c.jsonl");
    EXPECT_EQ(issue.where.line, c.line);
    EXPECT_NE(issue.message.find(c.message), std::string::npos) << issue.message;
    EXPECT_FALSE(issue.remedy.empty());
  }
}

TEST(CodingsFile, TellsOfBadLinesOnce) {
  Issues issues;
  const auto file = read_codings("c.jsonl", "{}\n" + cell(2, 0, 9, {}) + "[]\nx\n", issues);
  ASSERT_TRUE(file);
  ASSERT_EQ(issues.all().size(), 1U);
  EXPECT_EQ(
      render(issues.all()[0]),
      "c.jsonl:1: this line is no segment with its codes: \"source\" is missing; 2 more lines "
      "are left out too [agree.bad-line]\n    {}\n"
      "  fix: give codings.jsonl as samsyn wrote it; a line that was edited must stay one JSON "
      "object");
}

}  // namespace
}  // namespace samsyn::agree
