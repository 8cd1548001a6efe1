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
