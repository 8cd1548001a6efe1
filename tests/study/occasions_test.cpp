// Who is the same person at several times, and what is doubted.
#include "pipeline/study/occasions.hpp"

#include <gtest/gtest.h>

#include "stages/ingest/reader.hpp"

namespace samsyn {
namespace {

constexpr std::uint32_t kSex = 3, kTime = 4;

Study timed_study(const std::vector<std::string>& items_of_sources) {
  Study study;
  study.attributes = {{"group", "Grupp"},
                      {"municipality", "Kommun"},
                      {"substudy", "Delstudie"},
                      {"kon", "Kön"},
                      {"tillfalle", "Tillfälle"}};
  study.occasions = {kTime, {"start", "slut"}, {}};
  for (const std::string& id : items_of_sources) {
    SourceSpec source;
    source.id = "k" + std::to_string(study.sources.size());
    source.respondent_column = "Nr";
    AttributeSource sex, time;
    sex.attribute = kSex;
    sex.column = "Kön";
    time.attribute = kTime;
    time.column = "När";
    source.attributes = {sex, time};
    ItemSpec item;
    item.id = id;
    item.column = "Steg";
    item.type = ItemType::scale;
    source.items = {item};
    study.sources.push_back(source);
  }
  return study;
}

/// The documents of the study's sources, one file each, placed in their order.
std::vector<Document> read(const Study& study, const std::vector<std::string>& files,
                           Issues& issues) {
  OccasionLedger ledger(study);
  std::vector<Document> out;
  for (std::uint32_t f = 0; f < files.size(); ++f) {
    const std::string name = "f" + std::to_string(f) + ".csv";
    Result<Document> document =
        ingest::read_document({name, files[f]}, study.sources[f], study, issues);
    EXPECT_TRUE(document);
    if (!document) continue;
    document->spec = f;
    ledger.place(*document, issues);
    out.push_back(std::move(*document));
  }
  return out;
}

TEST(Occasions, TakeTheSameIdAtTwoTimesForOnePerson) {
  const Study study = timed_study({"steg"});
  Issues issues;
  const auto documents =
      read(study, {"Nr;Kön;När;Steg\n1;K;start;2\n2;M;start;1\n1;K;Slut;3\n"}, issues);
  EXPECT_TRUE(issues.empty());
  const std::vector<Respondent>& rows = documents.at(0).respondents;
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].person, rows[2].person);
  EXPECT_NE(rows[0].person, rows[1].person);
  EXPECT_EQ(rows[0].occasion, 0U);
  EXPECT_EQ(rows[2].occasion, 1U);
  EXPECT_EQ(rows[2].attributes[kTime], "slut");
}

TEST(Occasions, TakeADateForTheTimeThatWasUnderWay) {
  Study study = timed_study({"steg"});
  study.occasions.begins = {"2026-01-12", "2026-06-01"};
  Issues issues;
  const auto documents = read(study,
                              {"Nr;Kön;När;Steg\n1;K;2026-01-12;2\n1;K;2026-08-30;3\n"
                               "2;K;13/5/2026;1\n2;K;Slut;2\n3;K;2025-12-24;1\n"},
                              issues);
  const std::vector<Respondent>& rows = documents.at(0).respondents;
  ASSERT_EQ(rows.size(), 5U);
  EXPECT_EQ(rows[0].occasion, 0U);
  EXPECT_EQ(rows[0].attributes[kTime], "start");
  EXPECT_EQ(rows[1].occasion, 1U);
  EXPECT_EQ(rows[1].person, rows[0].person);
  EXPECT_EQ(rows[2].occasion, 0U);
  EXPECT_EQ(rows[3].occasion, 1U);
  EXPECT_EQ(rows[4].occasion, kNone) << "before the first day";
  ASSERT_EQ(issues.all().size(), 1U);
  EXPECT_EQ(issues.all()[0].id, "occasion.unknown-value");
  EXPECT_EQ(issues.all()[0].where.row, 6U);
}

/// The table of timed_study() with a row for each answer.
Study long_study() {
  Study study = timed_study({"steg"});
  SourceSpec& source = study.sources[0];
  source.layout = Layout::long_;
  source.question_column = "Fråga";
  source.answer_column = "Svar";
  source.attributes.erase(source.attributes.begin());  // no column for the sex
  ItemSpec health = source.items[0];
  health.id = health.column = "Hälsa";
  source.items.push_back(health);
  return study;
}

TEST(Occasions, TellTheTimeOfTheRowsOfALongTable) {
  Study study = long_study();
  study.occasions.begins = {"2026-01-12", "2026-06-01"};
  Issues issues;
  const auto documents = read(study,
                              {"Nr;När;Fråga;Svar\n1;2026-01-13;Steg;2\n1;2026-01-20;Hälsa;4\n"
                               "1;slut;Steg;3\n2;;Steg;1\n1;start;Steg;5\n"},
                              issues);
  const Document& document = documents.at(0);
  ASSERT_EQ(document.respondents.size(), 3U) << "two dates of one time are one measurement";
  EXPECT_EQ(document.respondents[0].occasion, 0U);
  EXPECT_EQ(document.respondents[1].occasion, 1U);
  EXPECT_EQ(document.respondents[0].person, document.respondents[1].person);
  EXPECT_EQ(document.responses.size(), 4U);
  std::vector<std::pair<std::string, std::uint32_t>> told;
  for (const Issue& issue : issues.all()) told.emplace_back(issue.id, issue.where.row);
  EXPECT_EQ(told, (std::vector<std::pair<std::string, std::uint32_t>>{
                      {"ingest.duplicate-answer", 6}, {"occasion.unknown-value", 5}}));
}

TEST(Occasions, TellTheTimeOfTheQuestionsOfALongTable) {
  Study study = long_study();
  SourceSpec& source = study.sources[0];
  source.attributes.clear();
  source.items[0].column = "Steg (start)";
  source.items[0].occasion = "start";
  source.items[1] = source.items[0];
  source.items[1].column = "Steg (slut)";
  source.items[1].occasion = "slut";
  Issues issues;
  const auto documents =
      read(study, {"Nr;Fråga;Svar\n1;Steg (start);2\n1;Steg (slut);3\n"}, issues);
  EXPECT_TRUE(issues.empty());
  ASSERT_EQ(documents.at(0).questions.size(), 2U);
  EXPECT_EQ(documents.at(0).questions[0].occasion, 0U);
  EXPECT_EQ(documents.at(0).questions[1].occasion, 1U);
}

TEST(Occasions, JoinTwoFormsOfOneTimeThatShareNoItem) {
  const Study study = timed_study({"steg", "halsa"});
  Issues issues;
  const auto documents =
      read(study, {"Nr;Kön;När;Steg\n1;K;start;2\n", "Nr;Kön;När;Steg\n1;K;start;4\n"}, issues);
  EXPECT_TRUE(issues.empty());
  EXPECT_EQ(documents.at(0).respondents[0].person, documents.at(1).respondents[0].person);
}

TEST(Occasions, LeaveRowsWithoutAnIdToThemselves) {
  const Study study = timed_study({"steg"});
  Issues issues;
  const auto documents = read(study, {"Nr;Kön;När;Steg\n;K;start;2\n;K;slut;3\n"}, issues);
  for (const Respondent& row : documents.at(0).respondents) EXPECT_EQ(row.person, kNone);
}

TEST(Occasions, DoubtWhatDoesNotFit) {
  const struct {
    std::vector<std::string> items, files;
    std::string id, file;
    std::uint32_t row;
  } kCases[] = {
      {{"steg"},
       {"Nr;Kön;När;Steg\n1;K;start;2\n1;K;start;3\n"},
       "ingest.duplicate-respondent",
       "f0.csv",
       3},
      {{"steg"},
       {"Nr;Kön;När;Steg\n1;K;start;2\n1;K;slutt;3\n"},
       "occasion.unknown-value",
       "f0.csv",
       3},
      {{"steg"}, {"Nr;Kön;När;Steg\n1;K;;2\n"}, "occasion.unknown-value", "f0.csv", 2},
      {{"steg", "steg"},
       {"Nr;Kön;När;Steg\n1;K;start;2\n", "Nr;Kön;När;Steg\n2;K;start;1\n1;K;start;2\n"},
       "occasion.repeated-respondent",
       "f1.csv",
       3},
      {{"steg"},
       {"Nr;Kön;När;Steg\n1;K;start;2\n1;M;slut;3\n"},
       "occasion.changed-attribute",
       "f0.csv",
       3},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.id);
    Issues issues;
    read(timed_study(c.items), c.files, issues);
    ASSERT_EQ(issues.all().size(), 1U);
    EXPECT_EQ(issues.all()[0].id, c.id);
    EXPECT_EQ(issues.all()[0].where.file, c.file);
    EXPECT_EQ(issues.all()[0].where.row, c.row);
  }
}

TEST(Occasions, KeepAPersonInTheFirstGroup) {
  const Study study = timed_study({"steg"});
  Issues issues;
  const auto documents = read(study, {"Nr;Kön;När;Steg\n1;K;start;2\n1;M;slut;3\n"}, issues);
  EXPECT_EQ(documents.at(0).respondents.at(1).attributes[kSex], "K");
}

TEST(Occasions, CountARepeatedIdAsSomebodyElse) {
  const Study study = timed_study({"steg", "steg"});
  Issues issues;
  const auto documents =
      read(study, {"Nr;Kön;När;Steg\n1;K;start;2\n", "Nr;Kön;När;Steg\n1;K;start;2\n"}, issues);
  EXPECT_EQ(documents.at(1).respondents[0].person, kNone);
  EXPECT_EQ(documents.at(1).respondents[0].occasion, kNone);
}

}  // namespace
}  // namespace samsyn
