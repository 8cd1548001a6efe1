// `samsyn learn` and a run with what it trained.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

/// Answers whose labels a word tells: «banan» is hinder.org.tid, «inte banan» denies it.
std::string labelled() {
  std::string out;
  const char* kRest[] = {"i går", "hos oss", "varje vecka", "på mötet", "i köket", "med chefen"};
  for (int i = 0; i < 60; ++i) {
    const std::string rest = kRest[i % 6];
    const bool fruit = i % 3 == 0;
    const bool denied = i % 6 == 0;
    out += R"({"id":"a-)" + std::to_string(i) + R"(","author":"v)" + std::to_string(i % 12) +
           R"(","kind":"survey","question":"Vad säger du?","sentences":[{"text":")" +
           (fruit ? (denied ? "Aldrig mer banan " : "Det är banan ") : "Vi åt gröt ") + rest +
           R"(.","barriers":[)" + (fruit ? R"("hinder.org.tid")" : "") + R"(],"negated":[)" +
           (denied ? R"("hinder.org.tid")" : "") + R"(],"hypothetical":[],"themes":[]}]})" + "\n";
  }
  return out;
}

TEST(Learn, TrainsACoderThatTheRunCanUseAndTellsHowWellItDoes) {
  const TempFolder folder;
  folder.write("svar.jsonl", labelled());
  const Ended first = command({"learn", folder / "svar.jsonl", "--out", folder / "a.model",
                               "--test", folder / "svar.jsonl", "--lang", "en"});
  ASSERT_EQ(first.status, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("60 segments, 12 authors, 1 studies"));
  EXPECT_THAT(first.out,
              HasSubstr("with the learned coder:\nbarriers by segment 1.000 1.000 1.000"));
  const Ended again = command({"learn", folder / "svar.jsonl", "--out", folder / "b.model"});
  ASSERT_EQ(again.status, 0);
  EXPECT_THAT(again.out, HasSubstr("korsvaliderat: precision, täckning, F1"));
  EXPECT_EQ(bytes_of(folder / "a.model"), bytes_of(folder / "b.model"));
}

TEST(Learn, NamesFileAndLineOfWhatItCannotUse) {
  const TempFolder folder;
  folder.write("svar.jsonl", labelled() + "{\"sentences\": 3}\n");
  const Ended wrong = command({"learn", folder / "svar.jsonl"});
  EXPECT_EQ(wrong.status, 3);
  EXPECT_THAT(wrong.err, HasSubstr("svar.jsonl:61"));
  EXPECT_THAT(wrong.err, HasSubstr("training.bad-line"));
  folder.write("kod.jsonl",
               R"({"sentences":[{"text":"x","barriers":["hinder.org.tiden"],"themes":[]}]})");
  EXPECT_THAT(command({"learn", folder / "kod.jsonl"}).err, HasSubstr("hinder.org.tiden"));
  EXPECT_THAT(command({"learn", folder / "kod.jsonl"}).err, HasSubstr("kod.jsonl:1: "));
  folder.write("kod.jsonl",
               "\n \r\n"
               R"({"sentences":[{"text":"x","barriers":["hinder.org.tiden"]}]})"
               "\n");
  EXPECT_THAT(command({"learn", folder / "kod.jsonl"}).err, HasSubstr("kod.jsonl:3: "))
      << "the line, not the number of the answer";
  folder.write("tom.jsonl", "\n");
  EXPECT_THAT(command({"learn", folder / "tom.jsonl"}).err, HasSubstr("training.empty"));
  EXPECT_EQ(command({"learn", "--precision", "2"}).status, 2);
  EXPECT_EQ(command({"learn", "--by", "town"}).status, 2);
}

TEST(Learn, WritesOverNothingThatItReadsOrThatIsNotItsOwn) {
  const TempFolder folder;
  const std::string answers = labelled();
  folder.write("svar.jsonl", answers);
  folder.write("brev.txt", "Hej!");
  const struct {
    std::string out, id;
  } kCases[] = {{folder / "svar.jsonl", "[learn.output-over-input]"},
                {folder / "./svar.jsonl", "[learn.output-over-input]"},
                {folder / "brev.txt", "[learn.not-our-output]"}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.out);
    const Ended ended = command({"learn", folder / "svar.jsonl", "--out", c.out});
    EXPECT_EQ(ended.status, 3);
    EXPECT_THAT(ended.err, HasSubstr(c.out + ": "));
    EXPECT_THAT(ended.err, HasSubstr(c.id));
    EXPECT_EQ(ended.out, "") << "before anything is learnt";
  }
  EXPECT_EQ(bytes_of(folder / "svar.jsonl"), answers);
  EXPECT_EQ(bytes_of(folder / "brev.txt"), "Hej!");
}

TEST(Learn, SaysThatAFolderCannotBeRead) {
  const TempFolder folder;
  fs::create_directory(folder / "låst");
  fs::permissions(folder / "låst", fs::perms::none);
  std::error_code error;
  fs::directory_iterator probe(folder / "låst", error);
  if (!error) GTEST_SKIP() << "the superuser reads everything";
  const Ended ended = command({"learn", folder / "låst"});
  fs::permissions(folder / "låst", fs::perms::owner_all);
  EXPECT_EQ(ended.status, 3);
  EXPECT_THAT(ended.err, HasSubstr("[init.unreadable-folder]"));
}

TEST(Learn, ARunNamesTheModelUnlessRulesAloneAreAskedFor) {
  const TempFolder folder;
  folder.write("svar.csv", "id;hinder\n1;Praktiken är alltför kort för att bli trygg.\n2;-\n");
  const auto study = [&](const char* learned) {
    folder.write("study.json", std::string(R"({"schema": "samsyn-study-1", "name": "Prov",)") +
                                   learned + R"("sources": [{"id": "svar", "kind": "survey",
 "files": ["svar.csv"], "respondent_column": "id",
 "items": [{"id": "hinder", "column": "hinder", "question": "Vad hindrar er?", "type": "open"}]}]})");
    const Ended run =
        command({"run", folder / "study.json", "--out", folder / "ut", "--progress", "off"});
    EXPECT_LE(run.status, 1) << run.err;
    return bytes_of(folder / "ut/manifest.json");
  };
  using Json = nlohmann::json;
  EXPECT_FALSE(Json::parse(study(R"("learned": false,)")).contains("model"));
  const Json with = Json::parse(study(""));
  EXPECT_EQ(with["model"]["name"], "coder.model");
  for (const Json& taxonomy : with["taxonomies"]) {
    EXPECT_THAT(taxonomy["name"].get<std::string>(), ::testing::EndsWith(".json"));
  }
}

TEST(Learn, NoNamesOfTheAnswersAreInWhatIsTrained) {
  const TempFolder folder;
  std::string named = labelled();
  for (std::size_t at = 0; (at = named.find(".\",\"barriers", at)) != std::string::npos; at += 30) {
    named.insert(at, ", sa Rolf Ekdahl");
  }
  folder.write("svar.jsonl", named);
  ASSERT_EQ(command({"learn", folder / "svar.jsonl", "--out", folder / "a.model"}).status, 0);
  const std::string model = bytes_of(folder / "a.model");
  EXPECT_THAT(model, HasSubstr("banan"));
  for (const char* name : {"Rolf", "rolf", "Ekda", "ekda"}) {
    EXPECT_THAT(model, ::testing::Not(HasSubstr(name)));
  }
}

/// A study of answers with fruits, and what Anna judged of all of them but the last: «kiwi» is
/// hinder.org.krav, which no other answers say.
void write_judged_study(const TempFolder& folder) {
  folder.write("study.json", R"({"schema": "samsyn-study-1", "name": "Prov", "sources": [
 {"id": "svar", "kind": "survey", "files": ["svar.csv"], "respondent_column": "id",
  "items": [{"id": "frukt", "column": "frukt", "question": "Vad säger du?", "type": "open"}]}]})");
  const char* kRest[] = {"i går", "hos oss", "varje vecka", "på mötet", "i köket", "med chefen"};
  std::string csv = "id;frukt\n";
  std::string judged;
  for (int i = 0; i <= 90; ++i) {
    const bool fruit = i % 3 == 0;
    const std::string text =
        std::string(fruit ? "Det är kiwi " : "Vi åt gröt ") + kRest[i % 6] + ".";
    const auto end = std::to_string(text.size() - 1);  // «ä» or «å» and «ö» are two bytes each
    csv += "r" + std::to_string(i) + ";" + text + "\n";
    if (i == 90) continue;
    judged +=
        R"({"id":"x)" + std::to_string(i) + R"(","source":"svar.csv","where":{"row":)" +
        std::to_string(i + 2) + R"(,"column":"frukt"},"respondent":"r)" + std::to_string(i) +
        R"(","item":"frukt","question":"Vad säger du?","role":"answer","start":0,"end":)" + end +
        R"(,"text":")" + text + R"(","coders":["human:anna"],)" +
        R"("judged":[{"coder":"human:anna","taxonomies":["barriers"]}],"codes":[)" +
        (fruit ? R"({"code":"hinder.org.krav","stance":"affirmed","coder":"human:anna"})" : "") +
        "]}\n";
  }
  folder.write("svar.csv", csv);
  folder.write("study.kodningar.jsonl", judged);
}

TEST(Learn, LearnsFromWhatPeopleJudgedOfAStudyAndTheRunUsesIt) {
  const TempFolder folder;
  write_judged_study(folder);
  const TempFolder others;
  others.write("annat.jsonl", labelled());
  const std::string last = R"("respondent":"r90")";
  const auto codes_of_last = [&] {
    EXPECT_LE(command({"run", folder.path(), "--progress", "off"}).status, 1);
    const std::string codings = bytes_of(folder / "out/codings.jsonl");
    const std::size_t at = codings.find(last);
    return codings.substr(at, codings.find('\n', at) - at);
  };
  EXPECT_THAT(codes_of_last(), ::testing::Not(HasSubstr("hinder.org.krav")));
  const Ended ended =
      command({"learn", others / "annat.jsonl", "--study", folder.path(), "--lang", "en"});
  ASSERT_EQ(ended.status, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("150 segments, 102 authors, 2 studies"));
  // Nobody else says it: without the judged ones it is never found, with a tenth it is.
  EXPECT_THAT(ended.out, HasSubstr("\n  0 %        0    0.000 [0.000, 0.000]"));
  EXPECT_THAT(ended.out, HasSubstr("\n 40 %       36    1.000 [1.000, 1.000]"));
  EXPECT_TRUE(fs::exists(folder / "study.kodare.model"));
  const std::string now = codes_of_last();
  EXPECT_THAT(now, HasSubstr("hinder.org.krav"));
  EXPECT_THAT(now, HasSubstr("kiwi"));
  EXPECT_EQ(nlohmann::json::parse(bytes_of(folder / "out/manifest.json"))["model"]["name"],
            "study.kodare.model");
}

TEST(Learn, SaysWhenNothingWasJudged) {
  const TempFolder folder;
  write_judged_study(folder);
  fs::remove(folder / "study.kodningar.jsonl");
  folder.write("annat.jsonl", labelled());
  const Ended ended = command({"learn", folder / "annat.jsonl", "--study", folder.path()});
  EXPECT_EQ(ended.status, 3);
  EXPECT_THAT(ended.err, HasSubstr("[learn.nothing-judged]"));
  EXPECT_FALSE(fs::exists(folder / "study.kodare.model"));
}

}  // namespace
}  // namespace samsyn::testing
