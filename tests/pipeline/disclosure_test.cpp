// What finished outputs give away: an attack on them from outside, with a solver.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sstream>

#include "tests/pipeline/command.hpp"
#include "tests/pipeline/published.hpp"

namespace samsyn::testing {
namespace {

using Json = nlohmann::json;
const std::string kConnect = std::string(SAMSYN_SOURCE_DIR) + "/corpus/connect";
constexpr double kLeast = 5;

/// Of the six who were interviewed four groups have few, whatever is withheld.
constexpr int kOpenInConnect = 4;

Json summary_of(const TempFolder& folder, const std::string& study) {
  const Ended ended = command({"run", study, "--out", folder / "o", "--progress", "off"});
  EXPECT_LE(ended.status, 1) << ended.err;
  Json summary = Json::parse(bytes_of(folder / "o/summary.json"));
  EXPECT_EQ(summary["disclosure"]["open"], study == kConnect ? kOpenInConnect : 0);
  EXPECT_EQ(summary["disclosure"]["broken"], 0);
  return summary;
}

/// Expects that nothing withheld can be worked out, or shown to be few, from what is published; but
/// for numbers that begin as `open`, which are known to be.
std::size_t expect_safe(Published& published, std::size_t every, const std::string& begin = {},
                        const std::string& open = {}) {
  EXPECT_THAT(published.contradictions(), ::testing::IsEmpty());
  std::size_t attacked = 0;
  for (const Published::Found& one : published.attack(every, begin)) {
    SCOPED_TRACE(one.number);
    if (!open.empty() && one.number.starts_with(open)) continue;
    ++attacked;
    EXPECT_TRUE(one.possible);
    // A zero that is withheld with its whole row tells of nobody.
    if (one.possible && one.high == 0) continue;
    EXPECT_LT(one.low, one.high);
    // Where four people were interviewed in all, everybody knows that no number is greater.
    if (!one.by_mean) {
      EXPECT_GE(one.high, std::min(kLeast, one.most));
    }
  }
  return attacked;
}

TEST(Disclosure, TheExampleGivesNothingWithheldAway) {
  TempFolder folder;
  const Json summary = summary_of(folder, kConnect);
  Published published(summary);
  EXPECT_GT(published.withheld(), 500U);
  const std::string interviewed = "P|transcript||";  // by group, whatever they said
  EXPECT_GT(expect_safe(published, 41, {}, interviewed), 50U);
  int open = 0;
  for (const Published::Found& one : published.attack(1, interviewed)) open += one.high < kLeast;
  EXPECT_EQ(open, kOpenInConnect);
  // Those with an answer are no more than the answers, in all kinds of sources together.
  for (const char* few : {"P|transcript|hinder", "P|transcript|tema", "P|notes|hinder"}) {
    EXPECT_GT(expect_safe(published, 1, few), 5U) << few;
  }
}

/// Invented answers; what codes they get does not matter, as long as there are some.
constexpr const char* kAnswers[] = {
    "Vi hinner inte handleda någon, schemat är redan fullt.",
    "De som kommer kan för lite svenska för att läsa instruktionerna.",
    "Det saknas pengar till handledare.",
    "Facket vill veta vad arbetsuppgifterna ska vara.",
    "Kollegorna är skeptiska till att ta emot fler.",
    "Det finns inga enkla arbetsuppgifter hos oss.",
    "Praktiken är för kort för att hinna lära sig något.",
    "Samverkan med Arbetsförmedlingen fungerar dåligt.",
    "Många har ingen utbildning alls.",
    "Hälsan gör att flera inte orkar heltid.",
    "Sekretessen gör att vi inte får veta vad vi behöver.",
    "Bussen går inte på kvällen, så ingen kan ta sig hit.",
    "Det har gått bra, två har fått anställning.",
    "Digitala verktyg skulle kunna hjälpa nya medarbetare.",
};

/// A study with few people in most cells: groups, municipalities, units of one group alone, people
/// of no group, and an interview with four people. It is known how many were invited of each group
/// (of seeds that three divides: but of the last), and every other one is weighted: returns what
/// each person of a municipality weighs.
std::map<std::string, double> write_study(const TempFolder& folder, std::uint32_t seed,
                                          std::uint32_t least) {
  std::mt19937 random(seed);
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  const std::uint32_t people = 25 + below(50);
  const std::uint32_t groups = 2 + below(3);
  const std::uint32_t places = 2 + below(4);
  std::string csv = "id;grupp;kommun;enhet;hinder;annat;nojd;plats;stod\n";
  std::map<std::string, std::uint32_t> answered, lives;
  constexpr const char* kSteps[] = {"Inte alls", "Lite", "Ganska", "Mycket", "Helt"};
  constexpr const char* kWhere[] = {"Kök", "Lokalvård", "Förskola", "Park"};
  constexpr const char* kHelp[] = {"Tid", "Pengar", "Tid,Pengar", "Handledare", "Utbildning,Tid"};
  constexpr const char* kPlaces[] = {"Kinda", "Ydre", "Boxholm", "Ödeshög", "Vadstena"};
  for (std::uint32_t p = 0; p < people; ++p) {
    const std::uint32_t group = std::min(below(groups), below(groups));
    const std::string unit = group == 0 ? (below(3) == 0 ? "Enhet A" : "Enhet B") : "";
    const std::string name = p % 29 == 7 ? "" : "Grupp " + std::to_string(group + 1);
    const std::string place = kPlaces[std::min(below(places), below(places))];
    ++answered[name];
    ++lives[place];
    csv += "R" + std::to_string(p + 1) + ";" + name + ";" + place + ";" +
           (name.empty() ? "" : unit) + ";";
    csv += std::string(kAnswers[below(std::size(kAnswers))]) + " " +
           kAnswers[std::min(below(std::size(kAnswers)), below(std::size(kAnswers)))] + ";";
    csv += std::string(below(4) == 0 ? "" : kAnswers[below(std::size(kAnswers))]) + ";";
    csv += std::string(below(9) == 0 ? "" : kSteps[std::max(below(5), below(5))]) + ";";
    csv += std::string(below(9) == 0 ? "" : kWhere[std::min(below(4), below(4))]) + ";\"";
    csv += std::string(below(9) == 0 ? "" : kHelp[std::min(below(5), below(5))]) + "\"\n";
  }
  answered.erase("");
  if (seed % 3 == 0) answered.erase("Grupp " + std::to_string(groups));
  Json invited, population;
  for (const auto& [name, n] : answered) invited[name] = n + below(4);
  for (const auto& [name, n] : lives) population[name] = 100 * (n + below(3));
  folder.write("svar.csv", csv);
  folder.write("samtal.txt",
               "Intervjuare: Vad hindrar er?\nAnna: Vi hinner inte handleda någon alls.\nBo: "
               "Språket räcker inte för att läsa instruktionerna.\nCilla: Det saknas pengar till "
               "handledare hos oss.\nDag: Facket säger nej till praktik.\n");
  Json study{{"schema", "samsyn-study-1"},
             {"name", "Påhittad"},
             {"attributes", Json::array({Json{{"id", "enhet"}, {"name", "Enhet"}}})},
             {"taxonomies", {"barriers", "themes"}},
             {"privacy", {{"least_cell", least}}},
             {"sources",
              {{{"id", "enkat"},
                {"kind", "survey"},
                {"files", {"svar.csv"}},
                {"respondent_column", "id"},
                {"attributes",
                 {{"group", {{"column", "grupp"}}},
                  {"municipality", {{"column", "kommun"}}},
                  {"enhet", {{"column", "enhet"}}}}},
                {"items",
                 {{{"id", "hinder"}, {"column", "hinder"}, {"type", "open"}},
                  {{"id", "annat"}, {"column", "annat"}, {"type", "open"}},
                  {{"id", "nojd"},
                   {"column", "nojd"},
                   {"type", "scale"},
                   {"options", {"Inte alls", "Lite", "Ganska", "Mycket", "Helt"}}},
                  {{"id", "plats"},
                   {"column", "plats"},
                   {"type", "single"},
                   {"options", {"Kök", "Lokalvård", "Förskola", "Park"}}},
                  {{"id", "stod"},
                   {"column", "stod"},
                   {"type", "multiple"},
                   {"separator", ","},
                   {"options", {"Tid", "Pengar", "Handledare", "Utbildning"}}}}}},
               {{"id", "samtal"},
                {"kind", "transcript"},
                {"files", {"samtal.txt"}},
                {"interviewers", {"Intervjuare"}}}}}};
  study["invited"] = {{{"attribute", "group"}, {"people", invited}}};
  if (seed % 2 == 0) {
    study["weights"]["margins"] = {{{"attribute", "municipality"}, {"people", population}}};
  }
  folder.write("study.json", study.dump(2));
  std::map<std::string, double> weights;
  if (seed % 2 != 0) return weights;
  double all = 0;
  for (const auto& [name, n] : population.items()) all += n.get<double>();
  for (const auto& [name, n] : lives) {
    weights["municipality=" + name] = population[name].get<double>() / n / all * people;
  }
  return weights;
}

TEST(Disclosure, StudiesOfFewPeopleGiveNothingWithheldAway) {
  std::size_t attacked = 0;
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    TempFolder folder;
    const std::map<std::string, double> weights = write_study(folder, seed, 5);
    Published published(summary_of(folder, folder.path()),
                        {{"enhet=Enhet A", "group=Grupp 1"}, {"enhet=Enhet B", "group=Grupp 1"}},
                        weights);
    EXPECT_GT(published.invited(), 0U);
    attacked += expect_safe(published, 3);
  }
  EXPECT_GT(attacked, 300U);
}

/// With the few alone hidden, and nothing to protect them, the same attack must get many back:
/// else it would prove nothing.
TEST(Disclosure, TheAttackRecoversNumbersThatNothingProtects) {
  TempFolder folder;
  write_study(folder, 1, 1);
  Json summary = summary_of(folder, folder.path());
  for (Json& table : summary["tables"]) {
    if (table["id"].get<std::string>().starts_with("stance")) table["rows"].clear();
    for (Json& row : table["rows"]) {
      Json withheld = Json::array();
      for (std::size_t c = 1; c < row["cells"].size(); ++c) {
        const Json& column = table["columns"][c];
        double times = 1;
        if (column["format"] == "percent") {
          times = column["base"].is_null() ? table["base"]["count"].get<double>()
                                           : column["base"].get<double>();
        }
        Json& cell = row["cells"][c];
        if (!cell.is_number()) continue;
        const double n = std::round(cell.get<double>() * times);
        if (n < 1 || n >= kLeast) continue;
        cell = nullptr;
        withheld.push_back(c);
      }
      if (!withheld.empty()) row["withheld"] = withheld;
    }
  }
  Published published(summary, {});
  std::size_t solved = 0;
  for (const Published::Found& one : published.attack(1)) {
    solved += one.low == one.high || one.high < std::min(kLeast, one.most);
  }
  EXPECT_GT(solved, 20U) << "of " << published.withheld();
}

TEST(Disclosure, QuotationsPointAtNobody) {
  for (std::uint32_t seed = 1; seed <= 3; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    TempFolder folder;
    write_study(folder, seed, 5);
    const Json summary = summary_of(folder, folder.path());
    const Published published(summary);
    // Who shares what, by another path: everybody answered the first item.
    std::vector<Json> people;
    std::set<std::string> seen;
    std::istringstream lines(bytes_of(folder / "o/codings.jsonl"));
    for (std::string line; std::getline(lines, line);) {
      const Json one = Json::parse(line);
      if (one["kind"] != "survey" || !seen.insert(one["respondent"].get<std::string>()).second)
        continue;
      people.push_back(one);
    }
    std::size_t shown = 0;
    std::size_t all = 0;
    const auto look = [&](const Json& quotation) {
      ++all;
      const std::string code = quotation["code"].get<std::string>();
      if (quotation["kind"] != "survey") {
        // Four were interviewed: nothing at all is shown of them.
        for (const char* key : {"kind", "group", "municipality", "item", "respondent", "segment",
                                "source", "row", "line", "time"}) {
          EXPECT_TRUE(quotation[key].is_null()) << key << quotation.dump();
        }
        return;
      }
      std::size_t alike = 0;
      for (const Json& person : people) {
        bool same = true;
        for (const char* key : {"group", "municipality"}) {
          same = same && (quotation[key].is_null() || quotation[key] == person[key]);
        }
        alike += same;
      }
      EXPECT_GE(alike, 5U) << quotation.dump();
      for (const char* key : {"group", "municipality", "item"}) {
        if (quotation[key].is_null()) continue;
        ++shown;
        EXPECT_FALSE(published.is_withheld("P|survey|" + code + "|" + key + "=" +
                                           quotation[key].get<std::string>()))
            << quotation.dump();
      }
      if (!quotation["respondent"].is_null()) {
        EXPECT_FALSE(quotation["source"].is_null());
      }
      EXPECT_EQ(quotation["respondent"].is_null(), quotation["segment"].is_null());
      EXPECT_EQ(quotation["respondent"].is_null(), quotation["row"].is_null());
      EXPECT_FALSE(quotation["evidence"].empty());
      EXPECT_FALSE(quotation["rule"].is_null() && quotation["confidence"].is_null());
    };
    for (const Json& quotation : summary["quotations"]) look(quotation);
    EXPECT_GT(all, 10U);
    EXPECT_GT(shown, 0U);
  }
}

TEST(Disclosure, TellsHowMuchIsWithheldButNotWhy) {
  TempFolder folder;
  write_study(folder, 2, 5);
  const Json summary = summary_of(folder, folder.path());
  std::size_t cells = 0;
  for (const Json& table : summary["tables"]) {
    for (const Json& row : table["rows"]) {
      if (!row.contains("withheld")) continue;
      for (const Json& column : row["withheld"]) {
        EXPECT_TRUE(row["cells"][column.get<std::size_t>()].is_null());
        ++cells;
      }
    }
    for (const Json& column : table["columns"]) cells += column.value("base_withheld", false);
    cells += table["base"].value("withheld", false);
  }
  const Json& disclosure = summary["disclosure"];
  EXPECT_EQ(disclosure["least_cell"], 5);
  EXPECT_EQ(disclosure["cells"].size(), cells);
  EXPECT_THAT(summary.dump(), ::testing::Not(::testing::HasSubstr("\"few\"")));
  EXPECT_THAT(bytes_of(folder / "o/issues.jsonl"), ::testing::HasSubstr("privacy.withheld"));
}

/// Five quotations of each code are chosen: of what few said these would be all.
TEST(Disclosure, QuotationsOfWhatIsWithheldCannotBeCounted) {
  std::size_t hidden = 0;
  std::size_t open = 0;
  for (std::uint32_t seed = 1; seed <= 3; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    TempFolder folder;
    write_study(folder, seed, 5);
    const Json summary = summary_of(folder, folder.path());
    // By code: quotations of each kind of source, and ("") of those whose kind is not told.
    std::map<std::string, std::map<std::string, std::size_t>> quoted;
    for (const Json& one : summary["quotations"]) {
      ++quoted[one["code"].get<std::string>()]
              [one["kind"].is_null() ? "" : one["kind"].get<std::string>()];
    }
    for (const Json& table : summary["tables"]) {
      const std::string id = table["id"];
      if (id != "codes.barriers.kind" && id != "codes.themes.kind") continue;
      for (const Json& row : table["rows"]) {
        auto& kinds = quoted[row["id"].get<std::string>()];
        EXPECT_LE(kinds[""], 1U) << row.dump();
        for (std::size_t c = 1; c < table["columns"].size(); ++c) {
          const std::string column = table["columns"][c]["id"];
          if (!column.starts_with("people.")) continue;
          const std::size_t of_kind = kinds[column.substr(7)];
          const Json gaps = row.value("withheld", Json::array());
          const bool is_gap = std::find(gaps.begin(), gaps.end(), c) != gaps.end();
          EXPECT_TRUE(!is_gap || of_kind == 0) << row.dump();
          hidden += is_gap ? 1 : 0;
          open += of_kind > 1 ? 1 : 0;
        }
      }
    }
  }
  EXPECT_GT(hidden, 2U);
  EXPECT_GT(open, 2U);
}

TEST(Disclosure, OneShowsEverything) {
  TempFolder folder;
  write_study(folder, 2, 1);
  const Json summary = summary_of(folder, folder.path());
  EXPECT_TRUE(summary["disclosure"]["cells"].empty());
  EXPECT_EQ(bytes_of(folder / "o/issues.jsonl").find("privacy.withheld"), std::string::npos);
}

/// Every number of a table says whom it counts, or is known to be about something else.
TEST(Disclosure, NoNumberOfTheExampleIsUntagged) {
  TempFolder folder;
  const Json summary = summary_of(folder, kConnect);
  std::map<std::string, std::size_t> tagged;
  for (const Json& table : summary["disclosure"]["tables"]) {
    tagged[table["id"].get<std::string>()] = table["numbers"].get<std::size_t>();
  }
  for (const Json& table : summary["tables"]) {
    const std::string id = table["id"].get<std::string>();
    // Codes by unit of material; agreement of coders; what the lead tags.
    if (id.starts_with("saturation.") || id == "agreement") continue;
    std::size_t numbers = 0;
    for (const Json& row : table["rows"]) {
      for (std::size_t c = 0; c < row["cells"].size(); ++c) {
        const std::string column = table["columns"][c]["id"].get<std::string>();
        // Facts about the method: files, shares of segments, what was skipped.
        if (id == "overview" && (column == "sources" || column == "coded")) continue;
        if (id == "sources" && (column == "skipped" || row["cells"][2] != "Enkät")) continue;
        const bool withheld =
            row.contains("withheld") &&
            std::find(row["withheld"].begin(), row["withheld"].end(), c) != row["withheld"].end();
        numbers += row["cells"][c].is_number() || row["cells"][c].is_object() || withheld;
      }
    }
    EXPECT_EQ(numbers, tagged[id]) << id;
  }
}

}  // namespace
}  // namespace samsyn::testing
