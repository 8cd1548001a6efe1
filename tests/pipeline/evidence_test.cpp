// Evidence, pairs of codes and sub-studies of the example, counted again from codings.jsonl.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <tuple>

#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

using Json = nlohmann::json;

/// What a person affirmed, by file and respondent; those of the survey alone.
struct Person {
  std::set<std::string> codes;
  std::string substudy, group;
};

/// The example with another least number of people in a cell.
class Example {
 public:
  explicit Example(int least) {
    std::filesystem::copy(std::string(SAMSYN_SOURCE_DIR) + "/corpus/connect", folder_.path(),
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::overwrite_existing);
    Json study = Json::parse(bytes_of(folder_ / "study.json"));
    study["privacy"]["least_cell"] = least;
    folder_.write("study.json", study.dump());
    const Ended ended =
        command({"run", folder_.path(), "--out", folder_ / "o", "--progress", "off"});
    EXPECT_LE(ended.status, 1) << ended.err;
    summary_ = Json::parse(bytes_of(folder_ / "o/summary.json"));
    std::istringstream lines(bytes_of(folder_ / "o/codings.jsonl"));
    for (std::string line; std::getline(lines, line);) {
      const Json one = Json::parse(line);
      if (!one["interviewer"].get<bool>() && one["role"] != "heading" &&
          one["role"] != "preamble") {
        std::set<std::string>& answer =
            answers_[{one["source"], one["where"]["sheet"].dump(), one["answer"]}];
        for (const Json& code : one["codes"]) {
          if (code["stance"].is_null() || code["stance"] == "affirmed")
            answer.insert(code["code"].get<std::string>());
        }
      }
      count(one);
      if (one["kind"] != "survey" || one["respondent"].is_null()) continue;
      Person& person = people_[{one["source"], one["respondent"]}];
      if (one["substudy"].is_string()) person.substudy = one["substudy"];
      if (one["group"].is_string()) person.group = one["group"];
      for (const Json& code : one["codes"]) {
        if (code["stance"].is_null() || code["stance"] == "affirmed") {
          person.codes.insert(code["code"].get<std::string>());
        }
      }
    }
  }

  const Json& table(const std::string& id) const {
    for (const Json& one : summary_["tables"]) {
      if (one["id"] == id) return one;
    }
    ADD_FAILURE() << "no table " << id;
    static const Json kNone{{"rows", Json::array()}, {"columns", Json::array()}};
    return kNone;
  }
  /// Who has all these codes, of the sub-study ("" = any).
  double people(const std::vector<std::string>& codes, const std::string& substudy = {}) const {
    double n = 0;
    for (const auto& [id, person] : people_) {
      bool all = substudy.empty() || person.substudy == substudy;
      for (const std::string& code : codes) all = all && person.codes.contains(code);
      n += all;
    }
    return n;
  }

  /// Segments, and people of a questionnaire, who speak of the code in the stance; in answers to
  /// the item ("" = any), from the kind of source ("" = any).
  double segments(const std::string& code, const std::string& stance,
                  const std::string& kind = {}) const {
    double n = 0;
    for (const auto& [of, all] : segments_) {
      if (std::get<0>(of) == code && std::get<1>(of) == stance &&
          (kind.empty() || std::get<2>(of) == kind)) {
        n += all;
      }
    }
    return n;
  }
  double speakers(const std::string& code, const std::string& stance,
                  const std::string& item = {}) const {
    const auto at = speakers_.find({code, stance, item});
    return at == speakers_.end() ? 0 : static_cast<double>(at->second.size());
  }

  /// Answers, turns and notes that affirm all these codes; all of them, if there are none.
  double answers(const std::vector<std::string>& codes) const {
    double n = 0;
    for (const auto& [id, said] : answers_) {
      n += std::all_of(codes.begin(), codes.end(),
                       [&](const auto& code) { return said.contains(code); });
    }
    return n;
  }

 private:
  void count(const Json& one) {
    std::set<std::pair<std::string, std::string>> said;  // code, stance
    for (const Json& code : one["codes"]) {
      said.emplace(code["code"], code["stance"].is_null() ? "affirmed" : code["stance"]);
    }
    const std::string kind = one["kind"];
    for (const auto& [code, stance] : said) {
      if (!one["interviewer"].get<bool>()) ++segments_[{code, stance, kind}];
      if (kind != "survey" || one["respondent"].is_null()) continue;
      const std::pair<std::string, std::string> who(one["source"], one["respondent"]);
      speakers_[{code, stance, ""}].insert(who);
      if (one["item"].is_string()) speakers_[{code, stance, one["item"]}].insert(who);
    }
  }

  TempFolder folder_;
  Json summary_;
  std::map<std::tuple<std::string, std::string, std::string>, double> segments_;
  std::map<std::tuple<std::string, std::string, std::string>,
           std::set<std::pair<std::string, std::string>>>
      speakers_;
  std::map<std::pair<std::string, std::string>, Person> people_;
  std::map<std::tuple<std::string, std::string, int>, std::set<std::string>> answers_;
};

TEST(EvidenceOfTheExample, CountsWhoHasBothCodesAsTheCodingsDo) {
  const Example example(1);
  std::size_t compared = 0;
  for (const char* id :
       {"cooccurrence.people.barriers.barriers", "cooccurrence.people.barriers.themes"}) {
    const Json& table = example.table(id);
    for (const Json& row : table["rows"]) {
      if (row["id"] == "all") continue;
      for (std::size_t c = 2; c < row["cells"].size(); ++c) {
        if (row["cells"][c].is_null()) continue;
        ++compared;
        EXPECT_EQ(row["cells"][c].get<double>(),
                  example.people({row["id"], table["columns"][c]["id"]}))
            << row["id"] << table["columns"][c]["id"];
      }
    }
  }
  EXPECT_GT(compared, 400U);
}

TEST(EvidenceOfTheExample, CountsAnswersWithBothCodesAsTheCodingsDo) {
  const Example example(1);
  std::size_t compared = 0;
  for (const char* id : {"cooccurrence", "cooccurrence.barriers.themes"}) {
    const Json& table = example.table(id);
    EXPECT_EQ(table["base"]["count"].get<double>(), example.answers({}));
    for (const Json& row : table["rows"]) {
      for (std::size_t c = 1; c < row["cells"].size(); ++c) {
        if (row["cells"][c].is_null()) continue;
        ++compared;
        EXPECT_EQ(row["cells"][c].get<double>(),
                  example.answers({row["id"], table["columns"][c]["id"]}))
            << row["id"] << table["columns"][c]["id"];
      }
    }
  }
  EXPECT_GT(compared, 1000U);
  const Json& pairs = example.table("cooccurrence.pairs");
  EXPECT_GT(pairs["rows"].size(), 100U);
  for (const Json& row : pairs["rows"]) {
    const std::string id = row["id"];
    const std::string first = id.substr(0, id.find('+'));
    const std::string second = id.substr(id.find('+') + 1);
    EXPECT_EQ(row["cells"][2].get<double>(), example.answers({first})) << id;
    EXPECT_EQ(row["cells"][3].get<double>(), example.answers({second})) << id;
    EXPECT_EQ(row["cells"][4].get<double>(), example.answers({first, second})) << id;
  }
}

TEST(EvidenceOfTheExample, HasJaccardAndLiftOfTheCodings) {
  const Example example(1);
  const Json& table = example.table("cooccurrence.pairs.people");
  const double base = table["base"]["count"];
  EXPECT_GT(table["rows"].size(), 300U);
  for (const Json& row : table["rows"]) {
    const std::string id = row["id"];
    const std::string first = id.substr(0, id.find('+'));
    const std::string second = id.substr(id.find('+') + 1);
    const double a = example.people({first});
    const double b = example.people({second});
    const double both = example.people({first, second});
    EXPECT_EQ(row["cells"][4].get<double>(), both) << id;
    EXPECT_NEAR(row["cells"][5].get<double>(), both / (a + b - both), 1e-12) << id;
    EXPECT_NEAR(row["cells"][6].get<double>(), both * base / (a * b), 1e-12) << id;
  }
}

TEST(EvidenceOfTheExample, StandsSideBySideAsTheCodingsDo) {
  const Example example(1);
  const Json& table = example.table("substudies.barriers");
  std::size_t compared = 0;
  for (const Json& row : table["rows"]) {
    const std::string code = row["id"];
    if (row.value("total", false)) continue;
    for (std::size_t c = 1; c < row["cells"].size(); ++c) {
      const std::string column = table["columns"][c]["id"];
      if (!column.starts_with("people.")) continue;
      ++compared;
      EXPECT_EQ(row["cells"][c].get<double>(), example.people({code}, column.substr(7))) << code;
    }
  }
  EXPECT_GE(compared, 38U);
  for (const Json& row : example.table("evidence.barriers")["rows"]) {
    EXPECT_EQ(row["cells"][1].get<double>(), example.people({row["id"]})) << row["id"];
  }
}

TEST(EvidenceOfTheExample, CountsStancesItemsAndKindsAsTheCodingsDo) {
  const Example example(1);
  std::size_t compared = 0;
  const auto each = [&](const char* id, auto&& expected) {
    const Json& table = example.table(id);
    for (const Json& row : table["rows"]) {
      if (row.value("total", false)) continue;
      for (std::size_t c = 1; c < row["cells"].size(); ++c) {
        const double n =
            expected(row["id"].get<std::string>(), table["columns"][c]["id"].get<std::string>());
        if (n < 0) continue;
        ++compared;
        EXPECT_EQ(row["cells"][c].get<double>(), n) << id << row["id"] << table["columns"][c]["id"];
      }
    }
  };
  each("stance.barriers", [&](const std::string& code, const std::string& column) {
    const std::string stance = column.substr(column.find('-') + 1);
    return column.starts_with("people-") ? example.speakers(code, stance)
                                         : example.segments(code, stance);
  });
  for (const char* id : {"codes.barriers.item.people", "codes.themes.item.people"}) {
    each(id, [&](const std::string& code, const std::string& item) {
      return example.speakers(code, "affirmed", item);
    });
  }
  for (const char* id : {"codes.barriers.kind", "codes.themes.kind"}) {
    each(id, [&](const std::string& code, const std::string& column) {
      if (column == "people.survey") return example.speakers(code, "affirmed");
      return column.starts_with("segments.") ? example.segments(code, "affirmed", column.substr(9))
                                             : -1.0;
    });
  }
  EXPECT_GT(compared, 500U);
}

/// The evidence quotes what the sheet of quotations shows, and lists what its tables show.
TEST(EvidenceOfTheExample, QuotesOnlyWhatIsLeft) {
  const Example example(5);
  const Json& helps = example.table("evidence.barriers.helps");
  for (const Json& row : example.table("evidence.barriers")["rows"]) {
    if (row["cells"][8].is_null()) continue;
    std::istringstream listed(row["cells"][8].get<std::string>());
    for (const Json& near : helps["rows"]) {
      if (near["id"] != row["id"]) continue;
      for (std::size_t c = 1; c < near["cells"].size(); ++c) {
        const std::string title = helps["columns"][c]["title"];
        const bool shown = near["cells"][c].is_number() && near["cells"][c] > 0;
        EXPECT_EQ(listed.str().find(title) != std::string::npos, shown) << row["id"] << title;
      }
    }
  }
}

}  // namespace
}  // namespace samsyn::testing
