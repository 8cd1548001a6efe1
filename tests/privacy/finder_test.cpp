#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "stages/normalise/normalise.hpp"
#include "stages/privacy/privacy.hpp"
#include "tests/privacy/lists.hpp"
#include "tests/seconds.hpp"

namespace {

using namespace samsyn;
using namespace samsyn::privacy;

std::string kinds(std::string_view text) {
  std::string out;
  for (const Found& found : finder().find(text)) {
    if (!out.empty()) out += ' ';
    out += names_of(found.kind).id;
  }
  return out;
}

std::string only_key(std::string_view text) {
  const std::vector<Found> found = finder().find(text);
  return found.size() == 1 ? found.front().key : std::to_string(found.size()) + " findings";
}

std::vector<std::string> texts(const std::vector<Found>& found) {
  std::vector<std::string> out;
  for (const Found& f : found) out.push_back(f.text);
  return out;
}

TEST(Finder, TellsTheKinds) {
  const struct {
    std::string_view text, kinds;
  } kCases[] = {
      {"Anna, 700101-0003, 070-123 45 67, anna@example.se, Storgatan 4, bilen ABC 123",
       "namn personnummer telefon e-post adress fordon"},
      {"", ""},
      {"Inget särskilt.", ""},
  };
  for (const auto& c : kCases) EXPECT_EQ(kinds(c.text), c.kinds) << c.text;
}

TEST(Finder, GivesOneKeyForAllWaysOfWriting) {
  const struct {
    std::string_view key;
    std::vector<std::string_view> texts;
  } kCases[] = {
      {"anna|", {"Det är Annas.", "anna sa det", "ANNA SA DET HÄR"}},
      {"anna|lindqvist",
       {"Fråga Anna Lindqvist.", "anna lindqvist sa", "Anna Lindqvists bord", "ANNA LINDQVIST"}},
      {"|andersson", {"Andersson sa nej.", "Anderssons bord", "rektor Andersson"}},
      {"ann-sofie|", {"Ann-Sofie kom.", "Ann-Sofies plats"}},
      {"zarifa|", {"Hon heter Zarifa.", "jag heter zarifa"}},
      {"0701234567",
       {"070-123 45 67", "0701234567", "+46 (0)70 123 45 67", "0046 70-1234567", "+46701234567"}},
      {"7001010003",
       {"700101-0003", "19700101-0003", "7001010003", "197001010003", "19700101 0003"}},
      {"anna@example.se", {"anna@example.se", "Anna@Example.se", "anna (at) example (punkt) se"}},
      {"kungsvägen 4", {"Kungsv. 4", "Kungsvägen 4", "kungsvägen 4"}},
      {"abc123", {"bilen ABC 123", "bilen ABC123", "bilen abc 123"}},
  };
  for (const auto& c : kCases) {
    for (const std::string_view text : c.texts) EXPECT_EQ(only_key(text), c.key) << text;
  }
}

TEST(Finder, MarksTheGenitive) {
  const std::vector<Found> found = finder().find("Annas bord och Hans bord och Jonas.");
  ASSERT_EQ(found.size(), 3U);
  EXPECT_TRUE(found[0].genitive);
  EXPECT_FALSE(found[1].genitive);  // the name's own s
  EXPECT_FALSE(found[2].genitive);
}

TEST(Finder, KnowsNamesThatTheStudyAdds) {
  Options options;
  options.names = {"Sol", "Qorxa Vindelstam"};
  const Finder own(lists(), options);
  EXPECT_EQ(texts(own.find("Då kom Sol och Qorxa, sen ringde Vindelstams chef.")),
            (std::vector<std::string>{"Sol", "Qorxa", "Vindelstams"}));
  EXPECT_TRUE(own.find("sol och regn").empty());
}

TEST(Finder, KnowsNamesThatTheStudyAddsWithEitherApostropheAndInAnyCase) {
  for (const std::vector<std::string>& names :
       {std::vector<std::string>{"O'Connor"}, {"Connor", "o’Connor"}, {"o'connor"}}) {
    Options options;
    options.names = names;
    const Finder own(lists(), options);
    for (const std::string_view text :
         {"o'Connor ringde.", "Sen kom o’Connor hit.", "det var o’connor", "O’Connors bord"}) {
      const std::vector<Found> found = own.find(text);
      ASSERT_EQ(found.size(), 1U) << names.front() << ": " << text;
      EXPECT_EQ(found.front().key, own.find("O'Connor ringde.").front().key) << text;
    }
  }
}

TEST(Finder, KeepsWhatTheStudyKeeps) {
  Options options;
  options.keep = {"Anna Lindqvist", "013-20 60 00", "info@example.se"};
  const Finder own(lists(), options);
  EXPECT_TRUE(own.find("Anna Lindqvists beslut").empty());
  EXPECT_TRUE(own.find("ANNA LINDQVIST").empty());
  EXPECT_TRUE(own.find("Ring 013-20 60 00 eller INFO@example.se").empty());
  EXPECT_EQ(texts(own.find("Anna och Karin")), (std::vector<std::string>{"Anna", "Karin"}));
}

TEST(Finder, KeepsNumbersHoweverTheyAreWritten) {
  const struct {
    std::string keep;
    std::vector<std::string_view> kept;
    std::vector<std::string_view> masked = {};
  } kCases[] = {
      {"013-20 60 00", {"Ring 013-206000.", "Ring 013 20 60 00.", "Ring +46 (0)13-20 60 00."}},
      {"+46 13 20 60 00", {"Ring 013-20 60 00."}},
      {"Info@Example.se", {"info@example.se", "INFO@EXAMPLE.SE", "info (at) example (punkt) se"}},
      {"Kungsg. 4", {"på Kungsgatan 4.", "på Kungsg. 4.", "på kungsgatan  4."}},
      {"bilen ABC 123", {}, {"Min bil ABC 123 står här.", "bilen ABC 123"}},
      {"ABC 123", {"bilen abc123", "Bilen ABC 123"}},
  };
  for (const auto& c : kCases) {
    Options options;
    options.keep = {c.keep};
    const Finder own(lists(), options);
    for (const std::string_view text : c.kept) {
      EXPECT_TRUE(own.find(text).empty()) << c.keep << ": " << text;
    }
    for (const std::string_view text : c.masked) {
      EXPECT_EQ(texts(own.find(text)), std::vector<std::string>{"ABC 123"})
          << c.keep << ": " << text;
    }
    EXPECT_EQ(own.find("Ring 013-20 60 01.").size(), 1U);
  }
}

TEST(Finder, KnowsMunicipalities) {
  for (const std::string_view value :
       {"Kinda", "kinda", "Kinda kommun", "Linköpings kommun", "Nora", "Upplands Väsby"}) {
    EXPECT_TRUE(finder().is_municipality(value)) << value;
  }
  for (const std::string_view value : {"", "Anna Lindqvist", "Anna", "kommun", "s"}) {
    EXPECT_FALSE(finder().is_municipality(value)) << value;
  }
}

TEST(Finder, LeavesKindsThatAreSwitchedOff) {
  Options options;
  options.kinds = {};
  options.kinds.at(static_cast<std::size_t>(Kind::phone)) = true;
  const Finder own(lists(), options);
  EXPECT_EQ(texts(own.find("Anna, 700101-0003, 070-123 45 67")),
            (std::vector<std::string>{"070-123 45 67"}));
}

TEST(Finder, ReadsLabelsAsNamesUnlessTheyAreRoles) {
  const struct {
    std::string_view label;
    std::vector<std::string> found;
  } kCases[] = {
      {"Zarifa", {"Zarifa"}},
      {"Katarina Holm", {"Katarina Holm"}},
      {"Xylba Qvorm (deltagare)", {"Xylba Qvorm"}},
      {"Rektor", {}},
      {"Intervjuare", {}},
      {"Talare 2", {}},
      {"Vetlanda", {}},
      {"HR-chef", {}},
      {"R1", {}},
      {"Bord 3", {}},
      {"Alla", {}},
      {"Handledare Lisa", {"Lisa"}},
      {"Björn", {"Björn"}},
      {"anna@example.se", {"anna@example.se"}},
  };
  for (const auto& c : kCases) EXPECT_EQ(texts(finder().find_label(c.label)), c.found) << c.label;
}

TEST(Finder, LearnsNamesFromTheRestOfTheSlice) {
  Document document;
  document.speakers = {"Ylvanda"};
  document.blocks.emplace_back().raw = "Strampfel kom sent, tyckte jag.";
  document.blocks.emplace_back().raw = "Min handledare hette Strampfel.";
  document.blocks.emplace_back().raw = "Då såg Ylvanda trött ut, men Strampfels bord var städat.";
  const NormDocument text = normalise::apply(document, 0, 3);
  const Masks masks = finder().find(document, text);
  EXPECT_EQ(texts(masks.all),
            (std::vector<std::string>{"Strampfel", "Strampfel", "Ylvanda", "Strampfels"}));
  EXPECT_EQ(masks.first, (std::vector<std::uint32_t>{0, 1, 2, 4}));
  EXPECT_TRUE(finder().find("Strampfel kom sent, tyckte jag.").empty());
}

TEST(Finder, KeepsWhatIsFreeOfAFindingThatMeetsAnother) {
  EXPECT_EQ(texts(finder().find("Hon bor på Storgatan 5 lgh 08-123 45 67 nu.")),
            (std::vector<std::string>{"Storgatan 5 lgh", "08-123 45 67"}));
  EXPECT_EQ(kinds("Hon bor på Storgatan 5 lgh 08-123 45 67 nu."), "adress telefon");
}

TEST(Finder, GivesBirthDatesAndAccountsAKind) {
  EXPECT_EQ(kinds("Född 1964-08-23, linkedin.com/in/anna-berg, insta: @anna_b"),
            "personnummer e-post e-post");
  EXPECT_EQ(only_key("https://www.LinkedIn.com/in/anna-berg/"), "linkedin.com/in/anna-berg");
  EXPECT_EQ(only_key("linkedin.com/in/anna-berg"), "linkedin.com/in/anna-berg");
  EXPECT_EQ(only_key("f. 23/8 -64"), "f 23/8-64");
}

/// «… [whole-names]» in a comment is no section.
TEST(Finder, ReadsNamesThatStayFromTheirSectionAlone) {
  Lists own = lists();
  own.context = "# Before [whole-names] no word may stand.\n[state]\nsjuk\n" + own.context;
  EXPECT_TRUE(Finder(own, {}).find("Vi läste Astrid Lindgren.").empty());
  own.context = "[whole-names] \r\n  Astrid Lindgren\r\n# Lena Holm\r\n[state]\r\nKarin Boye\r\n";
  EXPECT_TRUE(Finder(own, {}).find("Vi läste Astrid Lindgren.").empty());
  EXPECT_EQ(texts(Finder(own, {}).find("Lena Holm och Karin Boye")),
            (std::vector<std::string>{"Lena Holm", "Karin Boye"}));
}

TEST(Finder, CostsNoMoreWhereAnUnbrokenTextHasManyHosts) {
  for (const std::string_view part : {"linkedin.com/jobs/", "facebook.com/xkommun/", "x.com/p/"}) {
    std::string text;
    for (int k = 0; k < 20000; ++k) text += part;
    const auto start = samsyn::testing::CpuClock::now();
    EXPECT_TRUE(finder().find(text).empty()) << part;
    EXPECT_LT(samsyn::testing::seconds_since(start), 1.0) << part;
  }
}

TEST(Finder, KeepsItsPromisesOnAnyText) {
  constexpr unsigned kSeed = 20240117;
  SCOPED_TRACE(kSeed);
  std::mt19937 random(kSeed);
  const std::vector<std::string> parts{"Anna",
                                       "anna",
                                       "ANNA",
                                       "Björn",
                                       "Stig",
                                       "Lindqvist",
                                       "s",
                                       " ",
                                       " ",
                                       " ",
                                       "-",
                                       ".",
                                       ",",
                                       "\n",
                                       "/",
                                       "070",
                                       "123 45 67",
                                       "700101-0003",
                                       "@",
                                       "example.se",
                                       "(at)",
                                       "Storgatan",
                                       "12",
                                       "B",
                                       "582 22 Linköping",
                                       "ABC",
                                       "123",
                                       "rektor",
                                       "heter",
                                       "Mvh",
                                       "å",
                                       "é",
                                       "\xE2\x80\x93",
                                       "\xF0\x9F\x98\x80",
                                       "c/o",
                                       " 5 C/O ",
                                       "Anna Berg, ",
                                       "ankn.",
                                       "tel",
                                       "+46",
                                       "(0)",
                                       "född",
                                       "23/8 -64",
                                       "1964-08-23",
                                       "linkedin.com/in/",
                                       "insta",
                                       "_",
                                       "Villa",
                                       "590 40 Kisa",
                                       "min kollega K."};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t k = 0, n = random() % 25; k < n; ++k) text += parts[random() % parts.size()];
    std::uint32_t at = 0;
    for (const Found& found : finder().find(text)) {
      ASSERT_GE(found.span.begin, at) << text;
      ASSERT_GT(found.span.end, found.span.begin) << text;
      ASSERT_LE(found.span.end, text.size()) << text;
      ASSERT_EQ(found.text, found.span.of(text));
      ASSERT_FALSE(found.key.empty()) << text;
      at = found.span.end;
    }
  }
}

}  // namespace
