// How messages are told: once, in one language, on a terminal's lines.

#include "pipeline/messages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>

#include "pipeline/model/text.hpp"
#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string kSource = SAMSYN_SOURCE_DIR;

Translation swedish() {
  auto read =
      Translation::read("messages.json", bytes_of(kSource + "/templates/labels/messages.json"));
  EXPECT_TRUE(read);
  return read ? std::move(*read) : Translation();
}

Issue misspelt(const std::string& file) {
  return {Severity::warning, "a.b", {file}, "«Norköping» is no municipality", "Norköping",
          "write Norrköping"};
}

TEST(Messages, TellOneFaultOnceWithItsPlaces) {
  Issues issues;
  for (const char* file : {"a.csv", "b.csv", "b.csv", "c.csv"}) issues.add(misspelt(file));
  EXPECT_EQ(tell(issues, {false, 0, {}, {}}),
            "a.csv: «Norköping» is no municipality [a.b]\n    Norköping\n  also: b.csv, c.csv\n"
            "  fix: write Norrköping\n");
  for (const char* file : {"d.csv", "e.csv", "f.csv", "g.csv"}) issues.add(misspelt(file));
  EXPECT_THAT(tell(issues, {true, 0, {}, {}}),
              HasSubstr("också: b.csv, c.csv, d.csv, e.csv och 2 ställen till\n"));
}

TEST(Messages, TellFiveOfAnIdAndCountTheOthers) {
  Issues issues;
  for (int i = 0; i < 8; ++i)
    issues.add({Severity::warning, "a.b", {"f"}, "fault " + std::to_string(i), {}, {}});
  issues.add({Severity::note, "a.c", {"f"}, "a note", {}, {}});
  const std::string all = tell(issues, {false, 0, "issues.jsonl", {}});
  EXPECT_THAT(all, HasSubstr("fault 4"));
  EXPECT_THAT(all, Not(HasSubstr("fault 5")));
  EXPECT_THAT(all, Not(HasSubstr("a note")));
  EXPECT_THAT(all, HasSubstr("… and 3 more of [a.b]: see issues.jsonl\n"));
  EXPECT_THAT(tell(issues, {true, 0, {}, {}}), HasSubstr("… och 3 till av [a.b]\n"));
}

TEST(Messages, BreakLinesAtBlanks) {
  const struct {
    std::string text;
    std::size_t width, indent;
    std::string broken;
  } kCases[] = {
      {"ett två tre", 7, 2, "ett två\n  tre"},
      {"ett två tre", 0, 2, "ett två tre"},
      {"  åtgärd: läs om", 10, 4, "  åtgärd:\n    läs om"},
      {"ettlångtordutanblanktecken två", 8, 2, "ettlångtordutanblanktecken\n  två"},
      {"", 8, 2, ""},
      {"åäö åäö", 7, 0, "åäö åäö"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(wrapped(c.text, c.width, c.indent), c.broken);
  }
  // A few lines of many, and never a part of a word.
  EXPECT_EQ(wrapped("ett två tre fyra fem", 10, 0, 2), "ett två\ntre fyra …");
  EXPECT_EQ(wrapped("ett två tre fyrar fem", 9, 0, 2), "ett två\ntre …") << "room for the sign";
  EXPECT_EQ(wrapped("ett två tre fyra", 10, 0, 2), "ett två\ntre fyra");
  const Issue issue = {Severity::error,
                       "a.b",
                       {"en-fil-med-ett-långt-namn.xlsx"},
                       "the table has no column of this name, and the answers can't be read",
                       {},
                       "write the title as it stands in the file"};
  std::istringstream lines(tell(issue, {false, 80, {}, {}}));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(code_points(line), 80U) << line;
}

TEST(Translation, PutsWhatWasFoundInItsPlace) {
  const auto read = Translation::read("m.json", R"({"a.b": [
["«{0}» of {1}", "«{1}» har {0}"], ["nothing", "intet"], ["{0} rows", "{0} rader"]]})");
  ASSERT_TRUE(read);
  const auto in = [&](std::string message, std::string remedy) {
    const Issue issue = (*read)({Severity::error, "a.b", {"f"}, message, {}, remedy});
    return issue.message + "|" + issue.remedy;
  };
  EXPECT_EQ(in("«x» of y", "nothing"), "«y» har x|intet");
  EXPECT_EQ(in("3 rows", "«{1}» of z"), "3 rader|«z» har {1}");
  EXPECT_EQ(in("something else", "nothing at all"), "something else|nothing at all");
  EXPECT_EQ((*read)({Severity::error, "c.d", {"f"}, "nothing", {}, {}}).message, "nothing");
  EXPECT_EQ((*read)("a.b", "nothing"), "intet");
  EXPECT_EQ((*read)("c.d", "nothing"), "nothing");
}

TEST(Translation, TranslatesThePhrasesThatWereFound) {
  const auto line = [](const std::string& what) {
    return swedish()({Severity::warning,
                      "agree.bad-line",
                      {"f"},
                      "this line is no segment with its codes: " + what,
                      {},
                      {}})
        .message;
  };
  EXPECT_EQ(line("it is not JSON"), "raden är inget segment med koder: den är inte JSON");
  EXPECT_EQ(line("\"row\" is missing; 1 more line is left out too"),
            "raden är inget segment med koder: \"row\" saknas; 1 rad till är utelämnad");
  const std::string gate =
      swedish()({Severity::note,
                 "repair.done",
                 {"f"},
                 "a scan with misread letters: 3 of about 80 words were repaired (å, ä, ö are "
                 "0.0 %, 0.1 %, 0.2 % of the letters, 9.0 % of the words are no words, 4.0 % are "
                 "near a frequent one, 2.0 % have signs or digits among their letters)",
                 {},
                 {}})
          .message;
  EXPECT_THAT(gate, HasSubstr("3 av omkring 80 ord lagades (å, ä, ö är 0.0 %, 0.1 %, 0.2 % av "
                              "bokstäverna, 9.0 % av orden är inga ord"));
}

TEST(Translation, RefusesWhatIsNoList) {
  for (const char* text :
       {"[", "[]", R"({"a.b": {}})", R"({"a.b": [["x"]]})", R"({"a.b": [["x", 1]]})"}) {
    const auto read = Translation::read("m.json", text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.issue().id, "emit.bad-labels");
    EXPECT_EQ(read.issue().where.file, "m.json");
  }
}

/// The source with the borders of string literals that stand one after the other taken out.
std::string joined_literals() {
  std::string all;
  const std::regex border("\"\\s*\n\\s*\"");
  for (const char* folder : {"/stages", "/pipeline"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(kSource + folder)) {
      if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
      all += std::regex_replace(bytes_of(entry.path().string()), border, "") + "\n";
    }
  }
  return all;
}

/// Does the text stand in the source, as it is or in literals that are put together?
bool stands_in(const std::string& source, const std::string& text, const std::string& before = {}) {
  if (source.find(before + text) != std::string::npos) return true;
  for (std::size_t at = text.size() - 1; at > 0; --at) {
    if (source.find(before + text.substr(0, at) + "\"") != std::string::npos &&
        stands_in(source, text.substr(at), "\""))
      return true;
  }
  return false;
}

TEST(Translation, NamesWhatWasExpectedAndFoundInTheSameLanguage) {
  const TempFolder folder;
  folder.write("study.json", R"({"schema": "samsyn-study-1", "name": "", "taxonomies": 3,
"privacy": {"least_cell": "fem", "mask": [1]}, "sources": [{"id": "a", "kind": "survey",
"files": {"a": 1}}]})");
  const Ended ended = command({"check", folder / "study.json"});
  EXPECT_EQ(ended.status, 3);
  for (const char* said : {"väntade en text som inte är tom, fann en text",
                           "väntade ett heltal från 1 till 1000, fann en text",
                           "väntade true eller false, fann en lista […]",
                           "väntade en lista med minst en fil, fann ett objekt {…}"}) {
    EXPECT_THAT(ended.err, HasSubstr(said));
  }
}

TEST(Translation, HasTheWordingsOfTheSource) {
  const std::string source = joined_literals();
  const Translation translation = swedish();
  for (const auto& [id, wordings] : translation.all()) {
    for (const Translation::Wording& wording : wordings) {
      for (std::string part : wording.english) {
        // As it is written in C++.
        for (std::size_t at = part.find('"'); at != std::string::npos; at = part.find('"', at + 2))
          part.insert(at, "\\");
        EXPECT_TRUE(part.empty() || stands_in(source, part)) << id << ": «" << part << "»";
      }
      for (const int mark : wording.found)
        EXPECT_THAT(wording.swedish, HasSubstr("{" + std::to_string(mark) + "}")) << id;
    }
  }
}

}  // namespace
}  // namespace samsyn::testing
