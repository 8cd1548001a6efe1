// Every number of the tables of closed items, of response rates and of codes by group, worked out
// again by another path: from the records that were written to the file, with plain formulas.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sstream>

#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

using Json = nlohmann::json;
constexpr double kNear = 1e-9;

/// One row of the file.
struct Person {
  std::string group, place, scale, single, number;
  std::set<std::string> several;
};

const std::vector<std::string> kScale{"Inte alls", "Lite", "Ganska", "Mycket", "Helt"};
const std::vector<std::string> kSingle{"Kök", "Lokalvård", "Förskola", "Park"};
const std::vector<std::string> kSeveral{"Tid", "Pengar", "Handledare"};
const std::vector<std::string> kGroups{"Chef", "Handledare", "Lärare"};
const std::vector<std::string> kPlaces{"Kinda", "Ydre", "Boxholm"};
const std::map<std::string, int> kInvited{{"Chef", 90}, {"Handledare", 70}, {"Lärare", 60}};

constexpr const char* kSaid[] = {"Vi hinner inte handleda någon, schemat är redan fullt.",
                                 "Det saknas pengar till handledare.",
                                 "De som kommer kan för lite svenska för att läsa.",
                                 "Facket vill veta vad arbetsuppgifterna ska vara.",
                                 "Bussen går inte på kvällen.",
                                 ""};

class Recount : public ::testing::Test {
 protected:
  void SetUp() override {
    std::mt19937 random(7);
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    std::string csv = "id;grupp;kommun;stod;plats;vagar;antal;hinder\n";
    for (int p = 0; p < 120; ++p) {
      Person one;
      one.group = below(20) == 0 ? "" : kGroups[std::min(below(3), below(3))];
      one.place = kPlaces[below(3)];
      const std::size_t step = below(7);
      one.scale = step < 5 ? kScale[step] : step == 5 ? "Vet ej" : "";
      one.single = below(8) == 0 ? "" : kSingle[below(4)];
      if (below(6) != 0) {
        for (const std::string& way : kSeveral) {
          if (below(2) == 0) one.several.insert(way);
        }
      }
      if (below(7) != 0) one.number = std::to_string(below(12));
      std::string ways;
      for (const std::string& way : one.several) ways += (ways.empty() ? "" : ",") + way;
      csv += "R" + std::to_string(p) + ";" + one.group + ";" + one.place + ";" + one.scale + ";" +
             one.single + ";" + ways + ";" + one.number + ";" + kSaid[below(6)] + " " +
             kSaid[below(6)] + "\n";
      people_.push_back(std::move(one));
    }
    folder_.write("svar.csv", csv);
    std::vector<std::string> steps = kScale;
    steps.emplace_back("Vet ej");
    const auto item = [](const char* id, const char* type,
                         const std::vector<std::string>& options) {
      Json out{{"id", id}, {"column", id}, {"type", type}};
      if (!options.empty()) out["options"] = options;
      return out;
    };
    Json items = Json::array({item("stod", "scale", steps), item("plats", "single", kSingle),
                              item("vagar", "multiple", kSeveral), item("antal", "number", {}),
                              item("hinder", "open", {})});
    items[0]["dont_know"] = {"Vet ej"};
    items[2]["separator"] = ",";
    Json source{{"id", "enkat"}, {"kind", "survey"}, {"files", {"svar.csv"}}, {"items", items}};
    source["respondent_column"] = "id";
    source["attributes"]["group"]["column"] = "grupp";
    source["attributes"]["municipality"]["column"] = "kommun";
    Json study{{"schema", "samsyn-study-1"}, {"name", "Räkna om"}, {"sources", {source}}};
    study["privacy"]["least_cell"] = 1;
    study["invited"] = Json::array({Json{{"attribute", "group"}, {"people", kInvited}}});
    folder_.write("study.json", study.dump());
    const Ended ended =
        command({"run", folder_.path(), "--out", folder_ / "o", "--progress", "off"});
    ASSERT_LE(ended.status, 1) << ended.err;
    summary_ = Json::parse(bytes_of(folder_ / "o/summary.json"));
  }

  const Json& table(const std::string& id) const {
    for (const Json& one : summary_["tables"]) {
      if (one["id"] == id) return one;
    }
    ADD_FAILURE() << "no table " << id;
    return summary_["tables"][0];
  }

  /// A cell, by the ids of its row and column.
  Json cell(const std::string& id, const std::string& row, const std::string& column) {
    const Json& from = table(id);
    for (std::size_t c = 0; c < from["columns"].size(); ++c) {
      if (from["columns"][c]["id"] != column) continue;
      for (const Json& one : from["rows"]) {
        if (one["id"] == row) return one["cells"][c];
      }
    }
    ADD_FAILURE() << id << " has no " << row << ", " << column;
    return {};
  }

  void expect(double expected, const std::string& id, const std::string& row,
              const std::string& column) {
    const Json found = cell(id, row, column);
    ++compared_;
    ASSERT_TRUE(found.is_number()) << id << " " << row << " " << column << found.dump();
    EXPECT_NEAR(found.get<double>(), expected, kNear) << id << " " << row << " " << column;
  }

  /// Wilson's bounds of n of base, in cells of their own or in one.
  void expect_bounds(double n, double base, const std::string& id, const std::string& row,
                     const std::string& column) {
    const double z = 1.959963984540054, p = n / base, q = z * z / base;
    const double middle = (p + q / 2) / (1 + q);
    const double reach = z / (1 + q) * std::sqrt(p * (1 - p) / base + q / (4 * base));
    if (column.empty()) {
      expect(std::max(0.0, middle - reach), id, row, "low");
      expect(std::min(1.0, middle + reach), id, row, "high");
      return;
    }
    const Json found = cell(id, row, column);
    ASSERT_TRUE(found.is_object()) << id << row << column;
    EXPECT_NEAR(found["low"].get<double>(), std::max(0.0, middle - reach), kNear) << id << row;
    EXPECT_NEAR(found["high"].get<double>(), std::min(1.0, middle + reach), kNear) << id << row;
    compared_ += 2;
  }

  using Of = std::function<bool(const Person&)>;
  double count(const Of& is) const {
    return static_cast<double>(std::count_if(people_.begin(), people_.end(), is));
  }

  /// The item's tables of choices: those who gave a valid answer, and who gave each.
  void expect_choice(const std::string& item, const std::vector<std::string>& options,
                     const Of& valid,
                     const std::function<bool(const Person&, const std::string&)>& gave,
                     bool several) {
    const std::string id = "closed." + item;
    const double asked = count([](const Person&) { return true; });
    const double base = count(valid);
    double answers = 0;
    for (const std::string& option : options) {
      answers += count([&](const Person& p) { return gave(p, option); });
    }
    for (const std::string& option : options) {
      const double n = count([&](const Person& p) { return gave(p, option); });
      expect(n, id, option, "respondents");
      expect(n / asked, id, option, "share");
      expect(n / base, id, option, "valid_share");
      expect_bounds(n, base, id, option, "");
      if (several) expect(n / answers, id, option, "answers_share");
    }
    expect(asked, id, "asked", "respondents");
    for (const auto& [attribute, values] :
         {std::pair("group", kGroups), {"municipality", kPlaces}}) {
      for (const std::string& value : values) {
        const auto is_in = [&](const Person& p) {
          return (std::string(attribute) == "group" ? p.group : p.place) == value;
        };
        const double of = count([&](const Person& p) { return is_in(p) && valid(p); });
        for (const std::string& option : options) {
          const double n = count([&](const Person& p) { return is_in(p) && gave(p, option); });
          expect(n, id + "." + attribute + ".people", option, value);
          expect(n / of, id + "." + attribute + ".share", option, value);
          expect_bounds(n, of, id + "." + attribute + ".bounds", option, value);
        }
      }
    }
  }

  /// n, mean, spread and the rest of some numbers, in a row of measures.
  void expect_measures(std::vector<double> of, const std::string& id, const std::string& row) {
    std::sort(of.begin(), of.end());
    const auto n = static_cast<double>(of.size());
    double sum = 0, squares = 0;
    for (const double one : of) sum += one;
    for (const double one : of) squares += (one - sum / n) * (one - sum / n);
    expect(n, id, row, "n");
    expect(sum / n, id, row, "mean");
    expect(std::sqrt(squares / (n - 1)), id, row, "sd");
    expect((of[(of.size() - 1) / 2] + of[of.size() / 2]) / 2, id, row, "median");
    expect(of.front(), id, row, "min");
    expect(of.back(), id, row, "max");
    // The bounds of the mean lie evenly around it, as t of n - 1 says: wider than the normal's.
    const double reach = cell(id, row, "high").get<double>() - sum / n;
    EXPECT_NEAR(sum / n - cell(id, row, "low").get<double>(), reach, kNear);
    const double t = reach / std::sqrt(squares / (n - 1) / n);
    EXPECT_GT(t, 1.96);
    EXPECT_LT(t, 2.58);
  }

  std::vector<Person> people_;
  Json summary_;
  TempFolder folder_;
  std::size_t compared_ = 0;
};

double step_of(const std::string& label) {
  return static_cast<double>(std::find(kScale.begin(), kScale.end(), label) - kScale.begin()) + 1;
}

TEST_F(Recount, ClosedItemsAreWhatTheRecordsSay) {
  const auto chose = [](std::string Person::*field) {
    return [field](const Person& p, const std::string& option) { return p.*field == option; };
  };
  expect_choice(
      "stod", kScale, [](const Person& p) { return !p.scale.empty() && p.scale != "Vet ej"; },
      chose(&Person::scale), false);
  expect(count([](const Person& p) { return p.scale == "Vet ej"; }), "closed.stod",
         "dont_know:Vet ej", "respondents");
  expect(count([](const Person& p) { return p.scale.empty(); }), "closed.stod", "no_answer",
         "respondents");
  expect_choice(
      "plats", kSingle, [](const Person& p) { return !p.single.empty(); }, chose(&Person::single),
      false);
  expect_choice(
      "vagar", kSeveral, [](const Person& p) { return !p.several.empty(); },
      [](const Person& p, const std::string& o) { return p.several.contains(o); }, true);
  EXPECT_GT(compared_, 200U);
}

TEST_F(Recount, MeasuresAreWhatTheRecordsSay) {
  const auto numbers = [&](bool scale, const std::string& group) {
    std::vector<double> out;
    for (const Person& p : people_) {
      if (!group.empty() && p.group != group) continue;
      if (scale && !p.scale.empty() && p.scale != "Vet ej") out.push_back(step_of(p.scale));
      if (!scale && !p.number.empty()) out.push_back(std::stod(p.number));
    }
    return out;
  };
  expect_measures(numbers(true, ""), "closed.measures", "stod");
  expect_measures(numbers(false, ""), "closed.measures", "antal");
  const std::vector<double> all = numbers(true, "");
  expect(
      static_cast<double>(std::count_if(all.begin(), all.end(), [](double s) { return s >= 4; })) /
          static_cast<double>(all.size()),
      "closed.measures", "stod", "top");
  for (const std::string& group : kGroups) {
    expect_measures(numbers(true, group), "closed.stod.group.measures", group);
    expect_measures(numbers(false, group), "closed.antal.group.measures", group);
  }
  for (const auto& [group, invited] : kInvited) {
    const double n = count([&](const Person& p) { return p.group == group; });
    expect(invited, "overview.response.group", group, "invited");
    expect(n, "overview.response.group", group, "answered");
    expect(n / invited, "overview.response.group", group, "rate");
  }
}

/// Who affirmed which code, from codings.jsonl.
TEST_F(Recount, CodesByGroupAreWhatTheCodingsSay) {
  std::map<std::string, std::set<std::string>> said;               // by code: respondents
  std::map<std::pair<std::string, std::string>, double> segments;  // by code and group
  std::istringstream lines(bytes_of(folder_ / "o/codings.jsonl"));
  for (std::string line; std::getline(lines, line);) {
    const Json one = Json::parse(line);
    std::set<std::string> with_parents;
    for (const Json& code : one["codes"]) {
      if (!code["stance"].is_null() && code["stance"] != "affirmed") continue;
      std::string id = code["code"];
      with_parents.insert(id.substr(0, id.find('.')) == "hinder" ? "barriers.any" : "themes.any");
      while (id.find('.') != std::string::npos) {
        with_parents.insert(id);
        id.resize(id.rfind('.'));
      }
    }
    const std::string group =
        one["group"].is_null() ? "(unknown)" : one["group"].get<std::string>();
    for (const std::string& code : with_parents) {
      said[code].insert(one["respondent"]);
      ++segments[{code, group}];
    }
  }
  for (const char* taxonomy : {"barriers", "themes"}) {
    const std::string id = std::string("codes.") + taxonomy;
    for (const Json& row : table(id)["rows"]) {
      const std::string code = row["id"];
      const auto n = static_cast<double>(said[code].size());
      expect(n, id, code, "respondents");
      expect(n / 120, id, code, "share");
      expect_bounds(n, 120, id, code, "");
      for (const std::string& group : kGroups) {
        double of = 0, have = 0;
        for (std::size_t p = 0; p < people_.size(); ++p) {
          if (people_[p].group != group) continue;
          ++of;
          have += said[code].contains("R" + std::to_string(p)) ? 1 : 0;
        }
        expect(have, id + ".group.people", code, group);
        expect(have / of, id + ".group.share", code, group);
        expect_bounds(have, of, id + ".group.bounds", code, group);
        expect(segments[{code, group}], id + ".group.segments", code, group);
      }
    }
  }
  EXPECT_GT(compared_, 500U);
}

}  // namespace
}  // namespace samsyn::testing
