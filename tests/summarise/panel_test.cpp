// Repeated measurements: the same people at three times, counted by hand and by R.

#include "stages/summarise/panel.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "stages/summarise/tally.hpp"
#include "tests/seconds.hpp"

namespace samsyn::summarise {
namespace {

// 40 invented participants of two units, as tests/golden/stair/input has them: a sign for each, by
// time; "-" = not measured, or no answer.
constexpr std::string_view kUnit = "AAAAAAAAAAAAAAAFFFFFFFFFFFFFFFFFFFFFFFFF";
constexpr std::string_view kSex = "KMKMKMKMKMKMKMKMKMKMKMKMKMKMKMKMKMKMKMKM";
using Times = std::array<std::string_view, 3>;
constexpr Times kSteps{"2223312212211323132121131121123321113313",
                       "-32432232332122434-2332332-2324-31234414",
                       "-33443241342222544532-35-2-3424-52444415"};
constexpr Times kHealth{"2332334433253334242344132544323152433541",
                        "-44323554225444425-4441425-4432-41432551",
                        "-44324553225355515455414-5-4533-31442551"};
constexpr Times kSeeks{"0110000111001000000111100100001100011100",
                       "-11111011111100000-1111010-1001-01110110",
                       "-11111011111101001101111-1-0001-01101110"};

Study stair_study() {
  Study study;
  study.name = "Trappan";
  study.attributes = {{"group", "Grupp"},
                      {"municipality", "Kommun"},
                      {"substudy", "Delstudie"},
                      {"kon", "Kön"},
                      {"tillfalle", "Tillfälle"}};
  study.occasions = {4, {"start", "halvtid", "slut"}, "steg"};
  SourceSpec source;
  source.id = "matning";
  for (const char* id : {"steg", "halsa", "soker"}) {
    ItemSpec item;
    item.id = id;
    item.type = item.id == "halsa" ? ItemType::scale : ItemType::single;
    item.options = {"1", "2", "3", "4", "5"};
    if (item.id == "soker") item.options = {"1", "0"};
    source.items.push_back(std::move(item));
  }
  study.sources = {source};
  return study;
}

/// A file with everybody who was measured at one time; people are numbered over all of them.
Document at_time(const Study& study, std::uint32_t time) {
  Document document;
  document.source = study.occasions.order[time] + ".csv";
  document.spec = 0;
  for (const ItemSpec& item : study.sources[0].items) {
    Question question;
    question.item = item.id;
    question.text = item.id;
    question.type = item.type;
    document.questions.push_back(std::move(question));
  }
  for (const char digit : std::string_view("012345")) {
    document.options.push_back({std::string(1, digit), static_cast<double>(digit - '0')});
  }
  for (std::uint32_t p = 0; p < kUnit.size(); ++p) {
    if (kHealth[time][p] == '-') continue;
    const auto respondent = static_cast<std::uint32_t>(document.respondents.size());
    document.respondents.push_back(
        {"D" + std::to_string(p),
         {std::string(1, kUnit[p]), "", "", std::string(1, kSex[p]), study.occasions.order[time]},
         p + 2,
         p,
         time});
    std::uint32_t question = 0;
    for (const Times* answers : {&kSteps, &kHealth, &kSeeks}) {
      const char digit = (*answers)[time][p];
      document.responses.push_back(
          {respondent, question++, digit == '-' ? kNone : static_cast<std::uint32_t>(digit - '0')});
    }
  }
  return document;
}

Summary summary_of(const Study& study, const std::vector<Document>& documents) {
  const Codebook codebook;
  Tally tally(study, codebook, {});
  for (const Document& document : documents) tally.add_document(document);
  return tally.finish(Labels());
}

Summary stair_summary() {
  const Study study = stair_study();
  return summary_of(study, {at_time(study, 0), at_time(study, 1), at_time(study, 2)});
}

const Table& table(const Summary& summary, std::string_view id) {
  for (const Table& one : summary.tables) {
    if (one.id == id) return one;
  }
  ADD_FAILURE() << "no table " << id;
  return summary.tables.front();
}

double number(const Table& table, std::string_view row, std::string_view column) {
  for (const TableRow& one : table.rows) {
    if (one.id != row) continue;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      if (table.columns[c].id != column) continue;
      if (const auto* n = std::get_if<double>(&one.cells.at(c))) return *n;
    }
  }
  ADD_FAILURE() << "no number " << row << " " << column << " in " << table.id;
  return -1;
}

/// Numbers of people by whom they select, as disclosure control reads them.
std::map<std::set<Condition>, double> people_of(const Summary& summary) {
  std::map<std::set<Condition>, double> out;
  const auto tell = [&](const Table& table, std::set<Condition> who, double n) {
    const auto [at, fresh] = out.emplace(std::move(who), n);
    if (fresh) return;
    EXPECT_EQ(at->second, n) << table.id << " tells another number of the same people";
  };
  for (const Table& table : summary.tables) {
    for (const TableRow& row : table.rows) {
      for (std::size_t c = 0; c < row.cells.size(); ++c) {
        const Measure measure = row.measure.value_or(table.columns[c].measure);
        const auto* n = std::get_if<double>(&row.cells[c]);
        const bool share = measure == Measure::share;
        if (n == nullptr || (measure != Measure::people && !share)) continue;
        if (share && row.people.empty()) continue;
        std::set<Condition> who(table.who.begin(), table.who.end());
        who.insert(table.columns[c].who.begin(), table.columns[c].who.end());
        who.insert(row.who.begin(), row.who.end());
        tell(table, std::move(who), share ? row.people[c] : *n);
      }
    }
  }
  return out;
}

TEST(Panel, CountsEverybodyOnceInTheOrdinaryTables) {
  // Those of the last time: 36 people were there, one of them without a step.
  const Summary summary = stair_summary();
  EXPECT_EQ(number(table(summary, "closed.halsa"), "asked", "respondents"), 36);
  EXPECT_EQ(number(table(summary, "closed.steg"), "no_answer", "respondents"), 1);
  for (const Table& one : summary.tables) {
    EXPECT_EQ(one.id.find("tillfalle"), std::string::npos) << one.id;
  }
}

TEST(Panel, ShowsWhoTookPartWhen) {
  // R: there <- function(t) !is.na(health[[t]]); sum(there(1) & !there(3)) …
  const Summary summary = stair_summary();
  const Table& all = table(summary, "panel.attendance");
  EXPECT_EQ(number(all, "all", "at.start"), 40);
  EXPECT_EQ(number(all, "all", "at.halvtid"), 36);
  EXPECT_EQ(number(all, "all", "at.slut"), 36);
  EXPECT_EQ(number(all, "all", "all"), 35);
  EXPECT_EQ(number(all, "all", "stayed"), 36);
  EXPECT_EQ(number(all, "all", "lost"), 4);
  EXPECT_EQ(number(all, "all", "new"), 0);
  const Table& sex = table(summary, "panel.attendance.kon");
  EXPECT_EQ(number(sex, "K", "at.halvtid"), 17);
  EXPECT_EQ(number(sex, "M", "at.halvtid"), 19);
}

TEST(Panel, ComparesThoseLostWithThoseWhoStayed) {
  // R: fisher.test(table(lost, sex))$p.value;
  // wilcox.test(health[[1]][!lost], health[[1]][lost], exact = FALSE)
  const Summary summary = stair_summary();
  const Table& lost = table(summary, "panel.lost");
  EXPECT_NEAR(number(lost, "kon", "p"), 0.60498960499, 1e-9);
  EXPECT_NEAR(number(lost, "halsa", "p"), 0.121444114109, 1e-9);
  EXPECT_EQ(number(lost, "halsa", "stayed"), 36);
  EXPECT_EQ(number(lost, "halsa", "lost"), 4);
}

TEST(Panel, TestsAScaleAsRDoes) {
  // R: wilcox.test(later, earlier, paired = TRUE, exact = FALSE); binom.test(18, 24)
  const Summary summary = stair_summary();
  const Table& change = table(summary, "panel.change.scores");
  const char* row = "halsa|start|slut";
  EXPECT_EQ(number(change, row, "n"), 36);
  EXPECT_NEAR(number(change, row, "before"), 3.19444444444, 1e-9);
  EXPECT_NEAR(number(change, row, "after"), 3.63888888889, 1e-9);
  const Table& tests = table(summary, "panel.change.scores.tests");
  EXPECT_NEAR(number(tests, row, "p"), 0.0151941464304, 1e-9);
  EXPECT_NEAR(number(tests, row, "p_sign"), 0.0226558446884, 1e-9);
  EXPECT_EQ(number(change, row, "up"), 18);
  EXPECT_EQ(number(change, row, "down"), 6);
}

TEST(Panel, TestsTheStairAsAScaleOfItsSteps) {
  // R: wilcox.test(later, earlier, paired = TRUE, exact = FALSE) of the steps' numbers;
  // friedman.test() of the 34 whose step is known at all three times.
  const Summary summary = stair_summary();
  const Table& change = table(summary, "panel.change.scores");
  const Table& tests = table(summary, "panel.change.scores.tests");
  EXPECT_NEAR(number(tests, "steg|start|slut", "p"), 3.96825382603e-06, 1e-15);
  EXPECT_NEAR(number(change, "steg|start|slut", "before"), 66.0 / 35, 1e-12);
  EXPECT_NEAR(number(change, "steg|start|slut", "after"), 114.0 / 35, 1e-12);
  const Table& times = table(summary, "panel.times.scores");
  EXPECT_EQ(number(times, "steg", "n"), 34);
  EXPECT_NEAR(number(times, "steg", "p"), 1.30598188131e-09, 1e-18);
}

/// The mean of all three items at each time, as an index.
Study indexed_study() {
  Study study = stair_study();
  for (ItemSpec& item : study.sources[0].items) item.type = ItemType::scale;
  study.sources[0].items[2].options = {"0", "1"};
  study.occasions.steps.clear();
  study.indices = {{"laget", "Läget", {"steg", "halsa", "soker"}}};
  return study;
}

TEST(Panel, FollowsAnIndexAsRDoes) {
  // R: idx <- rowMeans(cbind(steps, health, seeks), na.rm = TRUE) where two or more are known;
  // d <- round(idx[[3]] - idx[[1]], 9); t.test(d); wilcox.test(d, exact = FALSE); mean(d) / sd(d);
  // friedman.test(). Without rounding, Wilcoxon's p would be 5.44e-07: 7/3 - 4/3 is not 8/3 - 5/3.
  const Study study = indexed_study();
  const Summary summary =
      summary_of(study, {at_time(study, 0), at_time(study, 1), at_time(study, 2)});
  const Table& change = table(summary, "panel.change.scores");
  const char* row = "laget|start|slut";
  EXPECT_EQ(number(change, row, "n"), 36);
  EXPECT_NEAR(number(change, row, "before"), 1.82407407407, 1e-9);
  EXPECT_NEAR(number(change, row, "after"), 2.52314814815, 1e-9);
  EXPECT_NEAR(number(change, row, "change"), 0.699074074074, 1e-9);
  EXPECT_NEAR(number(change, row, "low"), 0.541973208744, 1e-8);
  EXPECT_NEAR(number(change, row, "high"), 0.856174939312, 1e-8);
  EXPECT_EQ(number(change, row, "up"), 33);
  EXPECT_EQ(number(change, row, "down"), 0);
  const Table& tests = table(summary, "panel.change.scores.tests");
  EXPECT_NEAR(number(tests, row, "p"), 4.59272537397e-07, 1e-15);
  EXPECT_NEAR(number(tests, row, "p_sign"), 2.32830643654e-10, 1e-18);
  EXPECT_NEAR(number(tests, row, "standard"), 1.5056100185, 1e-8);
  EXPECT_NEAR(number(table(summary, "panel.times.scores"), "laget", "p"), 6.89065685534e-12, 1e-19);
  EXPECT_NEAR(number(change, "halsa|start|slut", "change"), 0.444444444444, 1e-9);
  EXPECT_NEAR(number(change, "halsa|start|slut", "low"), 0.106630615579, 1e-9);
  EXPECT_NEAR(number(tests, "halsa|start|slut", "standard"), 0.445151595957, 1e-9);
}

TEST(Panel, SaysThatWeightsAreNotUsed) {
  Study study = stair_study();
  const auto says = [](const Summary& summary, const char* id) {
    const std::vector<std::string>& notes = table(summary, id).notes;
    return std::find(notes.begin(), notes.end(), "note.change-unweighted") != notes.end();
  };
  const auto read = [&] {
    return summary_of(study, {at_time(study, 0), at_time(study, 1), at_time(study, 2)});
  };
  const Summary without = read();
  study.weights.margins = {{3, {{"K", 500}, {"M", 300}}}};
  const Summary with = read();
  for (const char* id :
       {"panel.change.scores", "panel.times.shares", "stair.moved", "stair.levels"}) {
    EXPECT_FALSE(says(without, id)) << id;
    EXPECT_TRUE(says(with, id)) << id;
  }
  EXPECT_EQ(table(with, "panel.change.scores").rows.at(0).cells,
            table(without, "panel.change.scores").rows.at(0).cells);
}

TEST(Panel, LeavesAnswersThatAreNoStepOut) {
  Study study = stair_study();
  study.sources[0].items[0].options = {"1", "2", "3", "4"};
  const Summary summary =
      summary_of(study, {at_time(study, 0), at_time(study, 1), at_time(study, 2)});
  const Table& levels = table(summary, "stair.levels");
  EXPECT_EQ(number(levels, "slut", "n"), 30) << "five stood on step 5";
  EXPECT_EQ(number(table(summary, "stair.matrix.start|slut"), "all", "n"), 30);
  EXPECT_EQ(number(table(summary, "panel.change.scores"), "steg|start|slut", "n"), 30);
  people_of(summary);
}

TEST(Panel, ComparesTwoTimesWithoutATestOverAll) {
  Study study = stair_study();
  study.occasions.order = {"start", "slut"};
  Document last = at_time(stair_study(), 2);
  for (Respondent& one : last.respondents) one.occasion = 1;
  const Summary summary = summary_of(study, {at_time(study, 0), last});
  const Table& times = table(summary, "panel.times.scores");
  EXPECT_EQ(number(times, "halsa", "n"), 36);
  EXPECT_EQ(times.columns.size(), 4U);
  EXPECT_EQ(number(table(summary, "panel.attendance"), "all", "lost"), 4);
}

TEST(Panel, FollowsEachOfSeveralOptions) {
  // R: n <- table(start, slut); d <- (rowSums(n) - colSums(n))[-5]
  // V <- (diag(rowSums(n) + colSums(n)) - n - t(n))[-5, -5]; pchisq(d %*% solve(V) %*% d, 4, lower
  // = F)
  Study study = stair_study();
  study.sources[0].items[1].type = ItemType::single;
  std::vector<Document> documents{at_time(study, 0), at_time(study, 1), at_time(study, 2)};
  const Summary summary = summary_of(study, documents);
  const Table& change = table(summary, "panel.change.shares");
  double before = 0, after = 0;
  for (const char* option : {"1", "2", "3", "4", "5"}) {
    const std::string row = "halsa=" + std::string(option) + "|start|slut";
    before += number(change, row, "before");
    after += number(change, row, "after");
  }
  EXPECT_NEAR(before, 1, 1e-12);
  EXPECT_NEAR(after, 1, 1e-12);
  EXPECT_EQ(number(change, "halsa|start|slut", "before"), 1);
  const Table& tests = table(summary, "panel.change.shares.tests");
  EXPECT_NEAR(number(tests, "halsa|start|slut", "p"), 0.0160702978243, 1e-9);
}

TEST(Panel, TestsAnOptionAsRDoes) {
  // R: binom.test(12, 14)$p.value: McNemar's exact test; fewer than 25 changed.
  const Summary summary = stair_summary();
  const Table& change = table(summary, "panel.change.shares");
  const char* row = "soker=1|start|slut";
  EXPECT_EQ(number(change, row, "n"), 36);
  EXPECT_EQ(number(change, row, "gained"), 12);
  EXPECT_EQ(number(change, row, "dropped"), 2);
  EXPECT_NEAR(number(table(summary, "panel.change.shares.tests"), row, "p"), 0.012939453125, 1e-12);
}

TEST(Panel, TestsAllTimesAsRDoes) {
  // R: friedman.test(cbind(t1, t2, t3)) of those measured at all three.
  const Summary summary = stair_summary();
  EXPECT_NEAR(number(table(summary, "panel.times.scores"), "halsa", "p"), 0.0174538893273, 1e-9);
  EXPECT_NEAR(number(table(summary, "panel.times.shares"), "soker=1", "p"), 0.0151841979568, 1e-9);
  EXPECT_EQ(number(table(summary, "panel.times.scores"), "halsa", "n"), 35);
}

TEST(Panel, ShowsMovesFromStepToStep) {
  // R: table(factor(start, 1:5), factor(slut, 1:5))
  constexpr std::array<std::array<int, 5>, 3> kMoves{
      {{2, 4, 4, 4, 0}, {0, 4, 3, 2, 2}, {0, 1, 0, 6, 3}}};
  const Summary summary = stair_summary();
  const Table& matrix = table(summary, "stair.matrix.start|slut");
  EXPECT_EQ(matrix.base_count, 35);
  for (std::size_t a = 0; a < kMoves.size(); ++a) {
    for (std::size_t b = 0; b < 5; ++b) {
      EXPECT_EQ(number(matrix, std::to_string(a + 1), std::to_string(b + 1)), kMoves[a][b]);
    }
  }
  EXPECT_EQ(number(matrix, "all", "5"), 5);
}

TEST(Panel, CountsMovesByGroupAndSex) {
  const Summary summary = stair_summary();
  const struct {
    const char *table, *row;
    int n, up, down;
  } kCases[] = {{"stair.moved", "start|slut", 35, 28, 1},
                {"stair.moved.kon", "K", 17, 12, 0},
                {"stair.moved.kon", "M", 18, 16, 1},
                {"stair.moved.group", "A", 14, 10, 1},
                {"stair.moved.group", "F", 21, 18, 0}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.row);
    EXPECT_EQ(number(table(summary, c.table), c.row, "n"), c.n);
    EXPECT_EQ(number(table(summary, c.table), c.row, "up"), c.up);
    EXPECT_EQ(number(table(summary, c.table), c.row, "down"), c.down);
    EXPECT_EQ(number(table(summary, c.table), c.row, "same"), c.n - c.up - c.down);
  }
  // R: binom.test(28, 29)$p.value
  EXPECT_NEAR(number(table(summary, "stair.moved"), "start|slut", "p_sign"), 1.11758708954e-07,
              1e-15);
}

TEST(Panel, ShowsStepsAtEachTime) {
  constexpr std::array<std::array<int, 5>, 3> kLevels{
      {{16, 13, 11, 0, 0}, {3, 13, 13, 7, 0}, {2, 9, 7, 12, 5}}};
  const Summary summary = stair_summary();
  const Table& levels = table(summary, "stair.levels");
  const std::vector<std::string> times = stair_study().occasions.order;
  for (std::size_t t = 0; t < times.size(); ++t) {
    for (std::size_t s = 0; s < 5; ++s) {
      EXPECT_EQ(number(levels, times[t], std::to_string(s + 1)), kLevels[t][s]);
    }
  }
}

TEST(Panel, GivesTheSameWhateverTheOrderOfFiles) {
  const Study study = stair_study();
  const Summary there =
      summary_of(study, {at_time(study, 0), at_time(study, 1), at_time(study, 2)});
  const Summary back = summary_of(study, {at_time(study, 2), at_time(study, 1), at_time(study, 0)});
  for (const Table& one : there.tables) {
    if (!one.id.starts_with("panel.") && !one.id.starts_with("stair.")) continue;
    const Table& other = table(back, one.id);
    ASSERT_EQ(one.rows.size(), other.rows.size()) << one.id;
    for (std::size_t r = 0; r < one.rows.size(); ++r) {
      EXPECT_EQ(one.rows[r].cells, other.rows[r].cells) << one.id << " " << one.rows[r].id;
    }
  }
}

/// Of each dimension, how many sums the partitions make; they must hold.
std::map<std::string, std::size_t> sums_of(const Summary& summary) {
  const std::map<std::set<Condition>, double> people = people_of(summary);
  std::map<std::set<Condition>, double> wholes = people;  // and those that stand nowhere
  std::map<std::string, std::size_t> sums;
  for (const Partition& one : summary.partitions) {
    for (const auto& [who, n] : people) {
      const auto part = std::find_if(who.begin(), who.end(), [&](const Condition& condition) {
        return condition == Condition{one.dimension, one.values.front()};
      });
      if (part == who.end() || one.overlapping) continue;
      std::set<Condition> rest = who, whole = who;
      rest.erase(*part);
      whole.erase(*part);
      whole.insert(one.implied.begin(), one.implied.end());
      if (std::any_of(one.within.begin(), one.within.end(),
                      [&](const Condition& condition) { return !whole.contains(condition); })) {
        continue;
      }
      double sum = 0;
      bool all = true;
      for (const std::string& value : one.values) {
        std::set<Condition> other = rest;
        other.insert({one.dimension, value});
        const auto found = people.find(other);
        all = all && found != people.end();
        if (all) sum += found->second;
      }
      if (!all) continue;
      const auto [at, fresh] = wholes.emplace(whole, sum);
      EXPECT_EQ(at->second, sum) << one.dimension << " " << one.values.front();
      if (!fresh) ++sums[one.dimension];
    }
  }
  return sums;
}

TEST(Panel, SaysWhatAddsUpToWhat) {
  // Rows and columns of the matrices, their totals by move, moves by unit and sex, drop-out.
  std::map<std::string, std::size_t> sums = sums_of(stair_summary());
  for (const char* dimension :
       {"answer:step", "answer:earlier step", "answer:change", "kon", "group", "course"}) {
    EXPECT_GT(sums[dimension], 0U) << dimension;
  }
  // Of a question with several options: the same people, and shares that make up the whole.
  Study study = stair_study();
  study.sources[0].items[1].type = ItemType::single;
  sums = sums_of(summary_of(study, {at_time(study, 0), at_time(study, 1), at_time(study, 2)}));
  for (const char* dimension : {"option both:halsa|start|slut", "option always:halsa"}) {
    EXPECT_GT(sums[dimension], 0U) << dimension;
  }
}

TEST(Panel, LeavesNoCellOfAMatrixToBeWorkedOutFromUndeclaredSums) {
  // Every number of a matrix stands in a sum by its row and in one by its column; what moved up
  // from a step is declared as the cells above it.
  const Summary summary = stair_summary();
  const auto declared = [&](const Selection& within, const std::string& dimension) {
    return std::count_if(
        summary.partitions.begin(), summary.partitions.end(), [&](const Partition& one) {
          return one.within == within && one.dimension == dimension && one.mean_of.empty();
        });
  };
  const Selection both{{"both:steg|start|slut", "yes"}};
  EXPECT_EQ(declared(both, "answer:step"), 1);
  EXPECT_EQ(declared(both, "answer:earlier step"), 1);
  EXPECT_EQ(declared(both, "answer:change"), 1);
  Selection up = both;
  up.push_back({"answer:earlier step", "2"});
  up.push_back({"answer:change", "up"});
  EXPECT_EQ(declared(up, "answer:step"), 1);
}

TEST(Panel, ReadsRowsOfSeveralTimesAsRowsOfOne) {
  const Study study = stair_study();
  const std::vector<Document> apart{at_time(study, 0), at_time(study, 1), at_time(study, 2)};
  Document wide = apart[0];
  wide.questions.clear();
  wide.responses.clear();
  for (const Document& document : apart) {
    for (Question question : document.questions) {
      question.occasion = static_cast<std::uint32_t>(wide.questions.size() / 3);
      wide.questions.push_back(question);
    }
  }
  Question born = apart[0].questions[1];  // asked once, at no time
  born.item = born.text = "uppvuxen";
  wide.questions.push_back(born);
  for (std::uint32_t p = 0; p < kUnit.size(); ++p) {
    wide.respondents[p].occasion = kNone;
    std::uint32_t question = 0;
    for (std::uint32_t time = 0; time < 3; ++time) {
      for (const Times* answers : {&kSteps, &kHealth, &kSeeks}) {
        const char digit = kHealth[time][p] == '-' ? '-' : (*answers)[time][p];
        wide.responses.push_back(
            {p, question++, digit == '-' ? kNone : static_cast<std::uint32_t>(digit - '0')});
      }
    }
    wide.responses.push_back({p, question, 1 + p % 2});
  }
  const Summary there = summary_of(study, apart), here = summary_of(study, {wide});
  for (const Table& one : there.tables) {
    const bool answers = one.id == "closed.halsa" || one.id == "closed.steg";
    if (!answers && !one.id.starts_with("panel.") && !one.id.starts_with("stair.")) continue;
    const Table& other = table(here, one.id);
    ASSERT_EQ(one.rows.size(), other.rows.size()) << one.id;
    for (std::size_t r = 0; r < one.rows.size(); ++r) {
      EXPECT_EQ(one.rows[r].cells, other.rows[r].cells) << one.id << " " << one.rows[r].id;
    }
  }
  EXPECT_EQ(number(table(here, "closed.uppvuxen"), "asked", "respondents"), 40);
}

TEST(Panel, CountsPeopleInTheOverviewOnce) {
  const Summary summary = stair_summary();
  EXPECT_EQ(number(table(summary, "overview"), "all", "people"), 40);
}

TEST(Panel, TagsEveryNumberOfPeople) {
  const Summary summary = stair_summary();
  for (const Table& one : summary.tables) {
    if (!one.id.starts_with("panel.") && !one.id.starts_with("stair.")) continue;
    for (const TableRow& row : one.rows) {
      ASSERT_EQ(row.cells.size(), one.columns.size()) << one.id;
      EXPECT_EQ(row.people.size(), row.cells.size()) << one.id;
      for (std::size_t c = 0; c < row.cells.size(); ++c) {
        if (!std::holds_alternative<double>(row.cells[c])) continue;
        EXPECT_NE(one.columns[c].measure, Measure::none) << one.id << " " << one.columns[c].id;
      }
    }
  }
}

TEST(Panel, CountsAHundredThousandPeopleAtThreeTimesInTwoSeconds) {
  const Study study = stair_study();
  constexpr std::uint32_t kPeople = 100'000;
  std::vector<Document> documents;
  for (std::uint32_t time = 0; time < 3; ++time) {
    Document document = at_time(study, time);
    document.respondents.clear();
    document.responses.clear();
    for (std::uint32_t p = 0; p < kPeople; ++p) {
      document.respondents.push_back(
          {"D" + std::to_string(p),
           {p % 3 == 0 ? "A" : "F", "", "", p % 2 == 0 ? "K" : "M", study.occasions.order[time]},
           p + 2,
           p,
           time});
      for (std::uint32_t question = 0; question < 3; ++question) {
        document.responses.push_back(
            {p, question, question == 2 ? (p + time) % 2 : 1 + (p + time * (p % 3)) % 5});
      }
    }
    documents.push_back(std::move(document));
  }
  const auto start = testing::CpuClock::now();
  const Summary summary = summary_of(study, documents);
  EXPECT_EQ(number(table(summary, "panel.attendance"), "all", "all"), kPeople);
  EXPECT_LT(testing::seconds_since(start), 2.0);
}

}  // namespace
}  // namespace samsyn::summarise
