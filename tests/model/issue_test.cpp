#include "pipeline/model/issue.hpp"

#include <gtest/gtest.h>

namespace samsyn {
namespace {

TEST(Issue, IsRenderedWithItsFiveParts) {
  Issue issue{Severity::error, "csv.unclosed-quote", {"svar.csv"},
              "a quoted field starts here and is never closed", "Anna;42;\"för lite\ttid",
              "close the quote"};
  issue.where.row = 12;
  issue.where.line = 17;
  issue.where.column = 4;
  issue.where.column_title = "Berätta";
  EXPECT_EQ(render(issue),
            "svar.csv:12:17:4 «Berätta»: a quoted field starts here and is never closed "
            "[csv.unclosed-quote]\n    Anna;42;\"för lite␉tid\n  fix: close the quote");
  EXPECT_EQ(render(Issue{Severity::note, "a.b", {}, "hej", {}, {}}), "hej [a.b]");
}

TEST(Issue, CutsLongExcerptsBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "å";
  const std::string cut = excerpt_of(text);
  EXPECT_EQ(cut.size(), 60 * 2 + std::string("…").size());
  EXPECT_EQ(excerpt_of("a\nb\x7F"), "a␊b␡");
}

TEST(Nearest, OffersWhatIsOneSlipAway) {
  const std::vector<std::string> names{"init", "check", "run", "try", "respondent"};
  const struct {
    const char* word;
    const char* nearest;
  } kCases[] = {
      {"rnu", "run"},   {"RUN", "run"},          {"chekc", "check"}, {"respodnent", "respondent"},
      {"ini", "init"},  {"xyzzy", ""},           {"", ""},           {"resp", ""},
  };
  for (const auto& c : kCases) EXPECT_EQ(nearest(c.word, names), c.nearest) << c.word;
}

TEST(Issues, KeepTheirOrderAndCountBySeverity) {
  Issues first;
  first.add({Severity::warning, "a", {}, {}, {}, {}});
  Issues second;
  second.add({Severity::error, "b", {}, {}, {}, {}});
  second.add({Severity::warning, "c", {}, {}, {}, {}});
  first.add(second);
  ASSERT_EQ(first.all().size(), 3U);
  EXPECT_EQ(first.all()[2].id, "c");
  EXPECT_EQ(first.count(Severity::warning), 2U);
  EXPECT_EQ(first.count(Severity::note), 0U);
}

}  // namespace
}  // namespace samsyn
