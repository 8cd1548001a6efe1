#include "stages/emit/codings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sstream>

#include "stages/emit/hash.hpp"
#include "stages/emit/json_text.hpp"
#include "tests/summarise/sample.hpp"

namespace samsyn::emit {
namespace {

using Json = nlohmann::ordered_json;

std::vector<Json> lines_of(const Study& study, const Document& document,
                           std::uint32_t blocks = 1000) {
  const Codebook codebook = sample::codebook();
  const auto all = static_cast<std::uint32_t>(document.blocks.size());
  std::string out;
  for (std::uint32_t first = 0; first < all; first += blocks) {
    const sample::Slice slice = sample::code(document, first, std::min(blocks, all - first));
    append_codings(out, study, codebook, document, slice.text, slice.segments, slice.codings);
  }
  std::vector<Json> lines;
  std::istringstream in(out);
  for (std::string line; std::getline(in, line);) lines.push_back(Json::parse(line));
  return lines;
}

TEST(Codings, HaveTheKeysOfTheContractInOrder) {
  const auto lines = lines_of(sample::study(), sample::survey(1));
  ASSERT_FALSE(lines.empty());
  std::vector<std::string> keys;
  for (const auto& [key, value] : lines[1].items()) keys.push_back(key);
  EXPECT_THAT(keys, ::testing::ElementsAre("id", "source", "where", "respondent", "group",
                                           "municipality", "substudy", "speaker", "item",
                                           "question", "kind", "role", "interviewer", "answer",
                                           "start", "end", "raw", "text", "codes"));
  Json line = lines[1];
  EXPECT_THAT(line["id"].get<std::string>(), ::testing::MatchesRegex("[0-9a-f]+"));
  EXPECT_EQ(line["id"].get<std::string>().size(), 16U);
  line.erase("id");
  EXPECT_EQ(line, Json::parse(R"({
    "source":"enkat/chefer.csv",
    "where":{"sheet":null,"row":2,"column":"Vad hindrar er från att anställa?","line":null,"paragraph":null,"time":null},
    "respondent":"P1","group":"HR-chef","municipality":"Örsta","substudy":"D2","speaker":null,
    "item":"hinder","question":"Vad hindrar er från att anställa?","kind":"survey","role":"answer",
    "interviewer":false,"answer":1,"start":20,"end":67,
    "raw":"Det är ont om tid för den som ska handleda nya.",
    "text":"Det är ont om tid för den som ska handleda nya.",
    "codes":[
      {"code":"hinder.org.tid","stance":"affirmed","coder":"rules","rule":"tid-001","confidence":0.9,
       "evidence":[{"start":34,"end":37}]},
      {"code":"hinder.org.handledning","stance":"affirmed","coder":"rules","rule":"handled-001",
       "confidence":0.9,"evidence":[{"start":54,"end":61}]}]})"));
}

TEST(Codings, OfLongTablesNameTheAnswerColumn) {
  Study study = sample::study();
  study.sources[0].layout = Layout::long_;
  study.sources[0].answer_column = "svar";
  EXPECT_EQ(lines_of(study, sample::survey(1))[0]["where"]["column"], "svar");
}

TEST(Codings, CountCodePointsAndLinesInTextFilesAndTimesInTurns) {
  const auto notes = lines_of(sample::study(), sample::notes());
  ASSERT_EQ(notes.size(), 4U);
  EXPECT_EQ(notes[0]["role"], "heading");
  EXPECT_EQ(notes[2]["raw"], "Samverkan haltar.");
  EXPECT_EQ(notes[2]["start"], 46);
  EXPECT_EQ(notes[2]["where"]["line"], 4);
  EXPECT_EQ(notes[3]["respondent"], nullptr);
  const auto turns = lines_of(sample::study(), sample::interview());
  EXPECT_EQ(turns[0]["interviewer"], true);
  EXPECT_EQ(turns[0]["where"]["time"], 3.5);
  EXPECT_EQ(turns.back()["start"], 26);  // an emoji is one code point
}

TEST(Codings, ArePlacesOfTheRawTextWhereItWasEdited) {
  const Codebook codebook = sample::codebook();
  Document document = sample::notes();
  document.blocks.resize(1);
  document.blocks[0].raw = "f\xC3\xB6r\xC2\xADtid. \xE2\x80\x9Cspråk\xE2\x80\x9D";
  NormDocument text;
  text.blocks.emplace_back();
  text.blocks[0].text = "f\xC3\xB6rtid. \xE2\x80\x9Dspråk\xE2\x80\x9D";
  text.blocks[0].edits = {{{4, 4}, {4, 6}}, {{9, 12}, {11, 14}}};
  const auto end = static_cast<std::uint32_t>(text.blocks[0].text.size());
  Coding coding;
  coding.segment = 1;
  coding.code = 4;
  coding.evidence = {{12, end - 3}};
  std::string out;
  append_codings(out, sample::study(), codebook, document, text, {{0, {0, 8}}, {0, {9, end}}},
                 {coding});
  const Json second = Json::parse(out.substr(out.find('\n') + 1));
  EXPECT_EQ(second["start"], 9);
  EXPECT_EQ(second["end"], 16);
  EXPECT_EQ(second["raw"], "\xE2\x80\x9Cspråk\xE2\x80\x9D");
  EXPECT_EQ(second["codes"][0]["evidence"][0]["start"], 10);
  EXPECT_EQ(second["codes"][0]["evidence"][0]["end"], 15);
  EXPECT_EQ(second["codes"][0]["rule"], nullptr);
}

TEST(Codings, DoNotDependOnSlicesAndHaveDistinctIds) {
  const Document document = sample::survey(50);
  const auto whole = lines_of(sample::study(), document);
  EXPECT_EQ(whole, lines_of(sample::study(), document, 7));
  std::set<std::string> ids;
  for (const Json& line : whole) ids.insert(line["id"].get<std::string>());
  EXPECT_EQ(ids.size(), whole.size());
}

TEST(JsonText, ReadsBackAsItWas) {
  std::mt19937 random(7);
  const std::string_view kSigns[] = {"a",  "\"", "\\",           "\n",   "\t", "\r",
                                     "\b", "\f", "\x01",         "\x7F", "å",  "Ö",
                                     "…",  "😀",  "\xE2\x80\xA8", "/",    "<",  "&"};
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (auto n = random() % 30; n > 0; --n) text += kSigns[random() % std::size(kSigns)];
    if (round % 7 == 0) text += '\0';
    std::string out;
    append_string(out, text);
    EXPECT_EQ(Json::parse(out).get<std::string>(), text);
  }
}

TEST(JsonText, ReplacesWhatIsNotUtf8) {
  for (const char* bytes : {"\xFF", "\xC3", "\xE2\x82", "\xED\xA0\x80", "\xC0\xAF", "a\x80z"}) {
    std::string out;
    append_string(out, bytes);
    const Json read = Json::parse(out, nullptr, false);
    ASSERT_FALSE(read.is_discarded());
    EXPECT_THAT(read.get<std::string>(), ::testing::HasSubstr("\xEF\xBF\xBD"));
  }
}

TEST(JsonText, WritesNumbersShortAndNoNan) {
  std::string out;
  append_number(out, 0.93);
  out += ' ';
  append_number(out, 3.0);
  out += ' ';
  append_number(out, std::nan(""));
  EXPECT_EQ(out, "0.93 3 null");
}

TEST(Hash, IsThePublishedSha256) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace samsyn::emit
