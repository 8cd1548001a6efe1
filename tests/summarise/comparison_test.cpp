#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stages/summarise/closed_tables.hpp"
#include "stages/summarise/tally.hpp"

namespace samsyn::summarise {
namespace {

/// A questionnaire to three groups of 25 people each: one single choice, one multiple, one scale, a
/// number that is a weight.
struct Form {
  Study study;
  Document document;

  Form() {
    study.name = "Prov";
    study.attributes = {{"group", "Grupp"}, {"municipality", "Kommun"}, {"substudy", "Delstudie"}};
    SourceSpec source;
    source.id = "enkat";
    ItemSpec job;
    job.id = "arbete";
    job.type = ItemType::single;
    job.options = {"Ja", "Nej"};
    ItemSpec calm;
    calm.id = "ro";
    calm.type = ItemType::scale;
    calm.options = {"1", "2", "3", "4", "5"};
    source.items = {job, calm};
    study.sources = {source};
    document.source = "svar.csv";
    document.spec = 0;
    document.questions = {question("arbete", ItemType::single), question("ro", ItemType::scale),
                          question("vikt", ItemType::number), question("stod", ItemType::multiple)};
    constexpr std::array<std::array<int, 2>, 3> kJobs{{{20, 5}, {8, 17}, {12, 13}}};
    constexpr std::array<std::array<int, 5>, 3> kCalm{
        {{2, 3, 5, 8, 7}, {9, 7, 4, 3, 2}, {4, 5, 6, 5, 5}}};
    for (std::size_t g = 0; g < 3; ++g) {
      std::vector<std::string> jobs, calms;
      for (int i = 0; i < kJobs[g][0]; ++i) jobs.push_back("Ja");
      for (int i = 0; i < kJobs[g][1]; ++i) jobs.push_back("Nej");
      for (int step = 1; step <= 5; ++step) {
        for (int i = 0; i < kCalm[g][static_cast<std::size_t>(step - 1)]; ++i) {
          calms.push_back(std::to_string(step));
        }
      }
      for (std::size_t i = 0; i < 25; ++i) {
        const auto person = static_cast<std::uint32_t>(document.respondents.size());
        document.respondents.push_back(
            {"P" + std::to_string(person), {std::string(1, "ABC"[g]), "", ""}});
        give(0, jobs[i]);
        give(1, calms[i]);
        give(2, g == 0 ? "2" : "0.5", g == 0 ? 2 : 0.5);
        give(3, g == 0 ? "Chef" : "Kollega");
        if (i < 5) give(3, "Ingen");
      }
    }
  }

  static Question question(std::string item, ItemType type) {
    Question out;
    out.item = item;
    out.text = std::move(item);
    out.type = type;
    return out;
  }

  void give(std::uint32_t question, const std::string& label, double number = 0) {
    Option option{label};
    option.number = question == 2 ? number : std::atof(label.c_str());
    if (question != 1 && question != 2) option.number = std::nan("");
    document.options.push_back(option);
    document.responses.push_back({static_cast<std::uint32_t>(document.respondents.size() - 1),
                                  question,
                                  static_cast<std::uint32_t>(document.options.size() - 1)});
  }

  Summary summary() const {
    const Codebook codebook;
    Tally tally(study, codebook, {});
    tally.add_document(document);
    return tally.finish(Labels());
  }
};

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
  return 0;
}

TEST(Comparison, TestsASingleChoiceAsRDoes) {
  // R: t <- matrix(c(20,5,8,17,12,13),2); chisq.test(t, correct = FALSE); X^2 / 75 for V.
  const Summary summary = Form().summary();
  const Table& all = table(summary, "differences");
  EXPECT_NEAR(number(all, "arbete.group", "p"), 0.002478752177, 1e-9);
  EXPECT_NEAR(number(all, "arbete.group", "size"), 0.4, 1e-9);
  EXPECT_EQ(number(all, "arbete.group", "n"), 75);
  const Table& shares = table(summary, "closed.arbete.group.share");
  EXPECT_DOUBLE_EQ(number(shares, "Ja", "A"), 0.8);
  EXPECT_EQ(shares.columns[1].base, 25);
  // chisq.test(t)$stdres and p.adjust(…, "holm"): A and B stand out, C does not.
  EXPECT_THAT(shares.rows[0].marks, ::testing::ElementsAre(0, 1, -1, 0));
  EXPECT_THAT(shares.rows[1].marks, ::testing::ElementsAre(0, -1, 1, 0));
}

TEST(Comparison, TestsAScaleByRanksAndAdjustsOverAllItems) {
  // R: kruskal.test(x, g); H / 74; p.adjust(c(chisq, kruskal, fisher/chisq of the three options)).
  const Summary summary = Form().summary();
  const Table& all = table(summary, "differences");
  EXPECT_NEAR(number(all, "ro.group", "p"), 0.003836113451, 1e-9);
  EXPECT_NEAR(number(all, "ro.group", "size"), 0.1503593391, 1e-9);
  EXPECT_GE(number(all, "ro.group", "p_holm"), number(all, "ro.group", "p"));
  const Table& measures = table(summary, "closed.ro.group.measures");
  // R: mean, sd, t.test(x)$conf.int, median of group A.
  EXPECT_NEAR(number(measures, "A", "mean"), 3.6, 1e-12);
  EXPECT_NEAR(number(measures, "A", "sd"), 1.258305739, 1e-9);
  EXPECT_NEAR(number(measures, "A", "low"), 3.080596919, 1e-8);
  EXPECT_NEAR(number(measures, "A", "high"), 4.119403081, 1e-8);
  EXPECT_EQ(number(measures, "A", "median"), 4);
  // Top boxes of five steps: 4 and 5.
  EXPECT_NEAR(number(table(summary, "closed.measures"), "ro", "top"), 30.0 / 75, 1e-12);
}

TEST(Comparison, GivesEachShareItsInterval) {
  // R: prop.test(40, 75, correct = FALSE)$conf.int
  const Summary summary = Form().summary();
  const Table& jobs = table(summary, "closed.arbete");
  EXPECT_NEAR(number(jobs, "Ja", "low"), 0.4215753739, 1e-9);
  EXPECT_NEAR(number(jobs, "Ja", "high"), 0.6418430366, 1e-9);
}

TEST(Comparison, WeighsByANumberItem) {
  // R, survey: svydesign(~1, weights = c(2 x 25, 0.5 x 50)); svychisq(~y + g, d) F;
  // svyciprop(~y, d, method = "xlogit").
  Form form;
  form.study.weights.item = "vikt";
  const Summary summary = form.summary();
  const Table& all = table(summary, "differences");
  EXPECT_NEAR(number(all, "arbete.group", "p"), 0.00123025, 1e-8);
  const Table& jobs = table(summary, "closed.arbete");
  EXPECT_NEAR(number(jobs, "Ja", "valid_share"), 2.0 / 3, 1e-12);
  EXPECT_NEAR(number(jobs, "Ja", "low"), 0.5331793288, 1e-6);
  EXPECT_NEAR(number(jobs, "Ja", "high"), 0.7778847048, 1e-6);
  EXPECT_EQ(number(jobs, "Ja", "respondents"), 40);
  // The weight itself is no finding.
  for (const Table& one : summary.tables) EXPECT_NE(one.id, "closed.vikt");
}

TEST(Comparison, RakesToMarginsOfThePopulation) {
  Form form;
  form.study.weights.margins = {{kGroup, {{"A", 800}, {"B", 100}, {"C", 100}}}};
  const Summary summary = form.summary();
  // 0.8 x 20/25 + 0.1 x 8/25 + 0.1 x 12/25
  EXPECT_NEAR(number(table(summary, "closed.arbete"), "Ja", "valid_share"), 0.72, 1e-9);
  EXPECT_THAT(summary.method, ::testing::Contains("method.weights-raked"));
}

TEST(Comparison, SaysWhyWeightsCouldNotBeRaked) {
  Form form;
  form.study.weights.margins = {{kGroup, {{"A", 800}, {"Rektor", 100}}}};
  const Summary summary = form.summary();
  EXPECT_THAT(summary.method,
              ::testing::IsSupersetOf(
                  {"method.weights-fault", "method.weights-unknown", "method.weights-failed"}));
  EXPECT_NEAR(number(table(summary, "closed.arbete"), "Ja", "valid_share"), 40.0 / 75, 1e-12);
}

TEST(Comparison, TestsEachOptionOfAMultipleChoice) {
  const Summary summary = Form().summary();
  const Table& shares = table(summary, "closed.stod.group.share");
  EXPECT_DOUBLE_EQ(number(shares, "Chef", "A"), 1);
  EXPECT_DOUBLE_EQ(number(shares, "Ingen", "B"), 0.2);
  std::size_t rows = 0;
  for (const TableRow& row : table(summary, "differences").rows) rows += row.id.starts_with("stod.group.");
  EXPECT_EQ(rows, 3U) << "options that all groups chose alike are tested too";
}

TEST(Comparison, ComparesOnlyWhatTheStudyAsksFor) {
  Form form;
  for (Respondent& respondent : form.document.respondents) respondent.attributes[1] = "Åmål";
  form.document.respondents[0].attributes[1] = "Ängby";
  form.study.outputs.compare = {kMunicipality};
  const Summary summary = form.summary();
  for (const Table& one : summary.tables) {
    EXPECT_EQ(one.id.find("closed.arbete.group"), std::string::npos) << one.id;
  }
  EXPECT_EQ(table(summary, "closed.arbete.municipality.share").columns.size(), 3U);
}

TEST(Comparison, CountsThoseInvited) {
  Form form;
  form.study.invited = {{kGroup, {{"A", 50}, {"B", 20}, {"D", 4}}}};
  const Summary summary = form.summary();
  const Table& rates = table(summary, "overview.response.group");
  EXPECT_DOUBLE_EQ(number(rates, "A", "rate"), 0.5);
  EXPECT_EQ(number(rates, "D", "answered"), 0);
  EXPECT_EQ(number(rates, "all", "invited"), 74);
  EXPECT_EQ(number(rates, "all", "answered"), 50);
  EXPECT_EQ(number(rates, "C", "answered"), 25);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(rates.rows[1].cells[3]))
      << "25 of 20 is no rate";
  EXPECT_THAT(rates.notes, ::testing::IsSupersetOf({"note.response-over", "note.response-others"}));
}

TEST(Comparison, MakesAnIndexOfScaleItems) {
  Form form;
  form.study.indices = {{"trygg", "Trygghet", {"ro", "ro2"}}};
  ItemSpec twin = form.study.sources[0].items[1];
  twin.id = "ro2";
  twin.reversed = true;
  form.study.sources[0].items.push_back(twin);
  form.document.questions.push_back(Form::question("ro2", ItemType::scale));
  // The twin is asked the other way round: 6 - x; one person left it out.
  const std::vector<Response> given = form.document.responses;
  for (const Response& response : given) {
    if (response.question != 1 || response.respondent == 3) continue;
    const double turned = 6 - form.document.options[response.option].number;
    form.document.options.push_back({std::to_string(static_cast<int>(turned)), turned});
    form.document.responses.push_back(
        {response.respondent, 4, static_cast<std::uint32_t>(form.document.options.size() - 1)});
  }
  const Summary summary = form.summary();
  const Table& indices = table(summary, "indices");
  EXPECT_NEAR(number(indices, "trygg", "alpha"), 1, 1e-12) << "turned, the two are the same";
  EXPECT_EQ(number(indices, "trygg", "n"), 74);
  EXPECT_EQ(number(table(summary, "closed.trygg"), "n", "value"), 75) << "half is enough";
  EXPECT_NEAR(number(table(summary, "closed.trygg.group.measures"), "A", "mean"), 3.6, 1e-12);
}

}  // namespace
}  // namespace samsyn::summarise
