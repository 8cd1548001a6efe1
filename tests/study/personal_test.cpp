// Columns that point out people, and those that only sound as if they did.
#include "pipeline/study/personal.hpp"

#include <gtest/gtest.h>

#include "tests/seconds.hpp"

namespace samsyn::guess {
namespace {

using Cells = std::vector<std::string>;

const Cells kPeople{"Åsa Lindkvist", "Mehmet Yildiz", "Karin von Bahr", "Per-Olof Stråhle",
                    "E. Brodin Ek"};
const Cells kAddresses{"asa@exempel.se", "", "m.yildiz@kommun.exempel", "nej tack", "k@x.se"};
const Cells kPhones{"Ja, 070-123 45 67", "073 987 65 43", "nej", "+46 (0)8 123 456", "08/12 34 56"};
const Cells kProjects{"Projekt Framåt", "Språkcafé Öst", "Jobbspåret", "Väg In", "Rätt Matchat"};
const Cells kTexts{"Den som råkar vara på plats den dagen, oftast jag själv",
                   "Vi turas om en vecka var och försöker hinna med",
                   "Ingen har tid att visa hur det fungerar hos oss",
                   "Chefen hälsar och sedan får de gå bredvid någon",
                   "Det är olika, men oftast en undersköterska"};

TEST(Personal, IsToldFromQuestionAndContent) {
  const struct {
    std::string_view question, row;
    const Cells& cells;
    bool personal;
  } kCases[] = {
      {"Ange namnet på din närmaste chef", "", kPeople, true},
      {"Ange namnet på den som handleder dig", "", kPeople, true},
      {"Vem är din handledare?", "", kPeople, true},
      {"Vilka personer borde vi intervjua? Skriv namn", "", kPeople, true},
      {"Vad heter du?", "", kPeople, true},
      {"Ange i så fall e-post", "", kAddresses, true},
      {"Övrigt", "", {"a@b.se", "c@d.se", "hej"}, true},
      {"Får vi kontakta dig? Lämna telefonnummer", "", kPhones, true},
      {"Får vi kontakta dig?", "", {"Ja", "Nej", "Ja, a@b.se", "Nej", "Nej", "Nej"}, true},
      {"Kontaktuppgifter", "Namn", kPeople, true},
      {"Lämna din e-postadress här", "", {}, true},
      {"Får vi kontakta dig?", "", {"Ja", "Nej", "Ja", "Nej"}, false},
      {"Vad heter insatsen?", "", kProjects, false},
      {"Ange namnet på arbetsplatsen", "", {"Gården Öst", "Norra Skolan", "Ica Nära"}, false},
      {"Vad heter chefsprogrammet?", "", kProjects, false},
      {"Vem tar hand om den som kommer ny?", "", kTexts, false},
      {"Hur är det att vara chef?", "", kTexts, false},
      {"Hur ofta läser du din e-post?", "", {"Varje dag", "Varje vecka", "Varje dag"}, false},
      {"Hur fungerar kontakten via mejl?", "", kTexts, false},
      {"Antal medarbetare", "", {"0", "12", "120", "7"}, false},
      {"Datum", "", {"2025-01-12", "2025-02-13", "2025-03-01"}, false},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(std::string(c.question) + " " + std::string(c.row));
    const std::string question =
        std::string(c.question) + (c.row.empty() ? "" : " – " + std::string(c.row));
    const PersonalGuess guess = find_personal(question, c.row, look_at(c.cells), c.cells);
    EXPECT_EQ(guess.personal, c.personal);
    EXPECT_EQ(guess.reason.sv.empty(), !c.personal);
  }
}

TEST(Personal, SignsAreFoundWithinTexts) {
  const PersonalSigns signs =
      personal_signs({"ring 070-123 45 67", "nås på a.b@c.se.", "Anna Ek", "HR SFI", "",
                      "2025-01-12", "0,5", "0123", "Org.nr 212000-1234", "anna ek"});
  EXPECT_EQ(signs.answers, 9U);
  EXPECT_NEAR(signs.phone * 9, 1, 1e-9);
  EXPECT_NEAR(signs.e_mail * 9, 1, 1e-9);
  EXPECT_NEAR(signs.name * 9, 1, 1e-9);
}

TEST(Personal, ManyAtSignsCostTheirNumber) {
  std::string cell;
  for (int i = 0; i < 400'000; ++i) cell += "a@";
  const auto start = samsyn::testing::CpuClock::now();
  EXPECT_EQ(personal_signs({cell}).e_mail, 0);
  EXPECT_EQ(personal_signs({cell + "b.se"}).e_mail, 1);
  EXPECT_LT(samsyn::testing::seconds_since(start), 0.5);
  EXPECT_EQ(personal_signs({"a@b c.se", "@b.se", "a@.se", "a@b.", "a @b.se, c@d"}).e_mail, 0);
  EXPECT_EQ(personal_signs({"x@ a@b.se", "@@a@b.se;"}).e_mail, 1);
}

}  // namespace
}  // namespace samsyn::guess
