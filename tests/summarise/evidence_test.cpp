// The evidence for each barrier, and codes that go together.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stages/disclose/disclose.hpp"
#include "stages/summarise/slice.hpp"
#include "stages/summarise/tally.hpp"
#include "stages/summarise/worked_out.hpp"
#include "tests/disclose/attacker.hpp"
#include "tests/summarise/coded.hpp"

namespace samsyn::summarise {
namespace {

using namespace samsyn::sample;
using ::testing::ElementsAre;

// --- what stands beside --------------------------------------------------------------------------

/// One answer of several sentences; each is told which codes it has, and in which stance.
struct Answer {
  struct Code {
    std::uint32_t sentence, code;
    Stance stance = Stance::affirmed;
  };
  std::uint32_t sentences = 0;
  std::vector<Code> codes;
};

/// Pairs (spoken of, said) that the counter finds.
std::vector<std::pair<std::uint32_t, std::uint32_t>> near(const Answer& answer) {
  const Coded coded;
  Document document = coded.document;
  NormDocument text;
  Block block;
  block.respondent = 0;
  block.question = 0;
  std::vector<Segment> segments;
  for (std::uint32_t s = 0; s < answer.sentences; ++s) {
    const auto begin = static_cast<std::uint32_t>(block.raw.size());
    block.raw += "Mening. ";
    segments.push_back({0, {begin, begin + 7}});
  }
  NormBlock norm;
  norm.text = block.raw;
  document.blocks = {block};
  text.blocks = {norm};
  std::vector<Coding> codings;
  for (const Answer::Code& one : answer.codes) {
    Coding coding;
    coding.segment = one.sentence;
    coding.code = one.code;
    coding.stance = one.stance;
    coding.confidence = 1;
    codings.push_back(coding);
  }
  const Partial partial = Counter(coded.codebook, 5).count(document, text, segments, codings);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
  for (const Near& one : partial.near) {
    EXPECT_EQ(one.respondent, 0U);
    out.emplace_back(one.code, one.said);
  }
  return out;
}

constexpr std::uint32_t kTid = 1, kRum = 2, kGott = 4, kLika = 5;

TEST(Evidence, FindsWhatIsSaidInOrBesideASentenceThatSpeaksOfTheBarrier) {
  using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
  const struct {
    const char* what;
    Answer answer;
    Pairs expected;
  } kCases[] = {
      {"the same sentence", {1, {{0, kTid}, {0, kGott}}}, {{kTid, kGott}}},
      {"the sentence after", {2, {{0, kTid}, {1, kGott}}}, {{kTid, kGott}}},
      {"the sentence before", {2, {{0, kGott}, {1, kTid}}}, {{kTid, kGott}}},
      {"two sentences away", {3, {{0, kTid}, {2, kGott}}}, {}},
      {"a barrier that is denied", {2, {{0, kTid, Stance::negated}, {1, kGott}}}, {{kTid, kGott}}},
      {"once for each answer", {3, {{0, kGott}, {1, kTid}, {2, kGott}}}, {{kTid, kGott}}},
      {"several",
       {2, {{0, kTid}, {0, kLika}, {1, kRum}, {1, kGott}}},
       {{kTid, kGott}, {kTid, kLika}, {kRum, kGott}, {kRum, kLika}}},
      {"no barrier", {2, {{0, kGott}, {1, kLika}}}, {}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.what);
    EXPECT_EQ(near(c.answer), c.expected);
  }
}

/// Ten people affirm b.tid; of six of them an answer says beside it what helps, of two it touches
/// the principle.
Summary with_near(const Coded& coded) {
  Tally tally(coded.study, coded.codebook, {});
  const std::uint32_t number = tally.add_document(coded.document);
  Partial partial;
  for (std::uint32_t p = 0; p < 10; ++p) {
    ++partial.answers;
    for (const std::uint32_t row : {1U, 0U, tally.counter().any_row(0)}) {
      partial.hits.push_back({p, 0, row, Stance::affirmed, 1});
    }
    const auto beside = [&](std::uint32_t code) {
      partial.near.push_back({1, code, p});
      partial.hits.push_back({p, 0, code, Stance::affirmed, 1});
      partial.hits.push_back({p, 0, tally.counter().any_row(1), Stance::affirmed, 1});
    };
    if (p < 6) beside(kGott);
    if (p < 2) beside(kLika);
  }
  tally.add(number, coded.document, partial);
  Summary summary = tally.finish(Labels());
  const auto quote = [&](const char* text, const char* stance, const char* group) {
    Quotation one;
    one.source_kind = "survey";
    one.code = "b.tid";
    one.text = text;
    one.stance = stance;
    one.group = group;
    summary.quotations.push_back(one);
  };
  quote("Ont om tid.", "affirmed", "A");
  quote("Tiden räcker.", "negated", "A");
  quote("Schemat är fullt.", "affirmed", "");
  quote("Inget schema.", "affirmed", "A");
  return summary;
}

std::string text(const Summary& summary, const char* row, const char* column) {
  const auto* found = std::get_if<std::string>(&cell_of(summary, "evidence.barriers", row, column));
  return found == nullptr ? "" : *found;
}

const Labels kLabels({{"evidence.quoted", "«{0}»"},
                      {"evidence.quoted-who", "«{0}» ({1})"},
                      {"evidence.unmeasured", "inte mätt"},
                      {"evidence.alpha", "{0} ({1})"},
                      {"weak.below", "svag"}});

TEST(Evidence, PutsANumberAWordAndAQuotationBesideEachBarrier) {
  const Coded coded;
  Summary summary = with_near(coded);
  summary.agreement.codes = {{"b.tid", 20, 9, 0.5, 0.4, 0.6, "below"}};
  add_worked_out(coded.study, kLabels, summary);
  EXPECT_EQ(number_in(summary, "evidence.barriers", "b.tid", "people.survey"), 10);
  EXPECT_NEAR(number_in(summary, "evidence.barriers", "b.tid", "share.survey"), 10.0 / 55, 1e-12);
  EXPECT_EQ(text(summary, "b.tid", "agreement"), "0,5 (svag)");
  EXPECT_EQ(text(summary, "b.rum", "agreement"), "inte mätt");
  EXPECT_EQ(text(summary, "b.tid", "helps"), "t.gott 6");
  EXPECT_EQ(text(summary, "b.tid", "principle"), "t.lika 2");
  EXPECT_EQ(text(summary, "b.tid", "quotations"), "«Ont om tid.» (A)\n«Schemat är fullt.»");
  EXPECT_EQ(text(summary, "b.rum", "quotations"), "");
  std::vector<std::string> rows;
  for (const TableRow& row : table_of(summary, "evidence.barriers").rows) rows.push_back(row.id);
  EXPECT_THAT(rows, ElementsAre("b.tid", "b.rum", "b.mod")) << "no groups of codes";
}

TEST(Evidence, SaysNothingOfWhatIsWithheld) {
  const Coded coded;
  Summary summary = disclose::protect(with_near(coded), {5, 0}, Labels());
  add_worked_out(coded.study, kLabels, summary);
  EXPECT_EQ(text(summary, "b.tid", "helps"), "t.gott 6");
  EXPECT_EQ(text(summary, "b.tid", "principle"), "") << "two people";
  EXPECT_TRUE(is_withheld(cell_of(summary, "evidence.barriers.principle", "b.tid", "t.lika")));
  EXPECT_EQ(number_in(summary, "evidence.barriers.principle", "b.rum", "t.lika"), 0);
  // Where disclosure control left one quotation, it is the only one.
  summary = disclose::protect(with_near(coded), {11, 0}, Labels());
  add_worked_out(coded.study, kLabels, summary);
  EXPECT_TRUE(is_withheld(cell_of(summary, "evidence.barriers", "b.tid", "people.survey")));
  EXPECT_EQ(text(summary, "b.tid", "quotations").find('\n'), std::string::npos);
  EXPECT_NE(text(summary, "b.tid", "quotations"), "");
}

// --- codes that go together ----------------------------------------------------------------------

/// b.tid: 20 people, b.rum: 12 of them and 8 others; b.mod: 3 of the 20. t.gott: 10 with b.tid.
Coded together() {
  Coded coded;
  coded.say("b.tid", 0, 20);
  coded.say("b.rum", 8, 20);
  coded.say("b.mod", 0, 3);
  coded.say("t.gott", 10, 20);
  return coded;
}

TEST(Associations, CountPeopleWithBothCodesWhateverTheAnswer) {
  const Coded coded = together();
  Summary summary = coded.summary();
  add_worked_out(coded.study, Labels(), summary);
  EXPECT_EQ(number_in(summary, "cooccurrence.people.barriers.barriers", "b.rum", "b.tid"), 12);
  EXPECT_EQ(number_in(summary, "cooccurrence.people.barriers.barriers", "b.rum", "all"), 20);
  EXPECT_EQ(number_in(summary, "cooccurrence.people.barriers.barriers", "all", "b.tid"), 20);
  EXPECT_EQ(number_in(summary, "cooccurrence.people.barriers.themes", "b.tid", "t.gott"), 10);
  // 12 of 28 with either; 12 x 55 / (20 x 20).
  const char* list = "cooccurrence.pairs.people";
  EXPECT_NEAR(number_in(summary, list, "b.rum+b.tid", "jaccard"), 12.0 / 28, 1e-12);
  EXPECT_NEAR(number_in(summary, list, "b.rum+b.tid", "lift"), 1.65, 1e-12);
  EXPECT_NEAR(number_in(summary, list, "b.tid+t.gott", "jaccard"), 10.0 / 30, 1e-12);
  // Each pair once, the commonest first; in no answer two codes stand together.
  std::vector<std::string> rows;
  for (const TableRow& row : table_of(summary, list).rows) rows.push_back(row.id);
  EXPECT_THAT(rows, ElementsAre("b.rum+t.gott", "b.rum+b.tid", "b.tid+t.gott", "b.mod+b.tid"));
  for (const Table& table : summary.tables) EXPECT_NE(table.id, "cooccurrence.pairs");
}

TEST(Associations, AreOfShownNumbersAlone) {
  const Coded coded = together();
  Summary summary = disclose::protect(coded.summary(), {5, 0}, Labels());
  add_worked_out(coded.study, Labels(), summary);
  // Three have b.mod: nothing about it is shown, nor that none of them has b.rum or t.gott.
  for (const char* column : {"all", "b.tid", "b.rum"}) {
    EXPECT_TRUE(
        is_withheld(cell_of(summary, "cooccurrence.people.barriers.barriers", "b.mod", column)))
        << column;
  }
  EXPECT_TRUE(
      is_withheld(cell_of(summary, "cooccurrence.people.barriers.themes", "b.mod", "t.gott")));
  std::size_t listed = 0;
  for (const TableRow& row : table_of(summary, "cooccurrence.pairs.people").rows) {
    EXPECT_EQ(row.id.find("b.mod"), std::string::npos) << row.id;
    ++listed;
    for (const TableCell& cell : row.cells) EXPECT_FALSE(is_withheld(cell)) << row.id;
  }
  EXPECT_EQ(listed, 3U);
  // The ledger knows the list.
  const auto told =
      std::find_if(summary.disclosure.tables.begin(), summary.disclosure.tables.end(),
                   [](const auto& one) { return one.id == "cooccurrence.pairs.people"; });
  ASSERT_NE(told, summary.disclosure.tables.end());
  EXPECT_EQ(told->numbers, 3U * 5);
  EXPECT_EQ(told->withheld, 0U);
  EXPECT_EQ(summary.disclosure.broken, 0U);
}

/// Attacks the numbers of people with both codes, knowing that they are at most those with each and
/// that all are among those asked: nothing withheld may be shown to be few, nor be worked out.
TEST(Associations, GiveNothingWithheldAway) {
  for (std::uint32_t few = 1; few <= 6; ++few) {
    SCOPED_TRACE(few);
    Coded coded = together();
    coded.say("b.mod", 40, few);
    coded.say("t.lika", 0, few);
    coded.say("t.lika", 30, 7);
    const Summary summary = disclose::protect(coded.summary(), {5, 0}, Labels());
    testing::Attacker attacker;
    std::map<std::string, std::size_t> known;
    std::vector<std::pair<std::string, std::size_t>> hidden;
    const auto number = [&](const std::string& name, const TableCell& cell) {
      const auto [at, is_new] = known.emplace(name, 0);
      if (!is_new) return at->second;
      const auto* shown = std::get_if<double>(&cell);
      at->second = shown ? attacker.unknown(*shown, *shown) : attacker.unknown(0, 55);
      if (shown == nullptr) hidden.emplace_back(name, at->second);
      return at->second;
    };
    for (const char* id : {"codes.barriers", "codes.themes"}) {
      for (const TableRow& row : table_of(summary, id).rows) number(row.id, row.cells[1]);
    }
    for (const char* across : {"barriers", "themes"}) {
      const Table& table = table_of(summary, std::string("cooccurrence.people.barriers.") + across);
      for (const TableRow& row : table.rows) {
        const bool is_margin = row.id == "all";
        if (!is_margin) {
          const std::size_t all = number(row.id + "'", row.cells[1]);
          attacker.knows({{all, 1}, {number(row.id, row.cells[1]), -1}}, 0, 0);
        }
        for (std::size_t c = 2; c < row.cells.size(); ++c) {
          const std::string& column = table.columns[c].id;
          if (std::holds_alternative<std::monostate>(row.cells[c])) continue;
          if (is_margin) {
            const std::size_t all = number(column + "''", row.cells[c]);
            attacker.knows({{all, 1}, {number(column, row.cells[c]), -1}}, 0, 0);
            continue;
          }
          const std::size_t both = number(row.id + "+" + column, row.cells[c]);
          const std::size_t a = known.at(row.id), b = known.at(column);
          attacker.knows({{a, 1}, {both, -1}}, 0, HUGE_VAL);
          attacker.knows({{b, 1}, {both, -1}}, 0, HUGE_VAL);
          attacker.knows({{a, 1}, {b, 1}, {both, -1}}, 0, 55);  // with either
        }
      }
    }
    EXPECT_GT(hidden.size(), 0U);
    for (const auto& [name, id] : hidden) {
      const testing::Attacker::Interval found = attacker.interval(id);
      EXPECT_TRUE(found.possible) << name;
      EXPECT_LT(found.low, found.high) << name;
      EXPECT_GE(found.high, 5) << name;
    }
  }
}

}  // namespace
}  // namespace samsyn::summarise
