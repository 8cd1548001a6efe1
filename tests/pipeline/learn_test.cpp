// `samsyn learn` and a run with what it trained.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

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
                               "--test", folder / "svar.jsonl"});
  ASSERT_EQ(first.status, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("60 segments, 12 authors, 1 studies"));
  EXPECT_THAT(first.out, HasSubstr("with the learned coder:\nbarriers by segment 1.000 1.000 1.000"));
  ASSERT_EQ(command({"learn", folder / "svar.jsonl", "--out", folder / "b.model"}).status, 0);
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
  folder.write("tom.jsonl", "\n");
  EXPECT_THAT(command({"learn", folder / "tom.jsonl"}).err, HasSubstr("training.empty"));
  EXPECT_EQ(command({"learn", "--precision", "2"}).status, 2);
  EXPECT_EQ(command({"learn", "--by", "town"}).status, 2);
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
  EXPECT_THAT(study(R"("learned": false,)"), ::testing::Not(HasSubstr("coder.model")));
  EXPECT_THAT(study(""), HasSubstr("coder.model"));
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

}  // namespace
}  // namespace samsyn::testing
