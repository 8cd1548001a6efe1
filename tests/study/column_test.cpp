#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/study/guess_column.hpp"
#include "pipeline/study/scales.hpp"
#include "pipeline/study/wording.hpp"
#include "tests/study/cells.hpp"

namespace samsyn::guess {
namespace {

/// Fifty municipalities, each once: closed, although no value recurs.
const Cells kMunicipalities{
    "Ale",      "Alingsås",   "Arvika",       "Avesta",     "Bjuv",     "Boden",    "Bollnäs",
    "Borgholm", "Borlänge",   "Borås",        "Bräcke",     "Dorotea",  "Eda",      "Eksjö",
    "Enköping", "Eskilstuna", "Eslöv",        "Falkenberg", "Falun",    "Flen",     "Gnosjö",
    "Grästorp", "Gällivare",  "Gävle",        "Habo",       "Hagfors",  "Hedemora", "Hjo",
    "Hofors",   "Härnösand",  "Höganäs",      "Kalix",      "Kalmar",   "Karlstad", "Katrineholm",
    "Kiruna",   "Klippan",    "Kungälv",      "Köping",     "Laholm",   "Leksand",  "Lidköping",
    "Ljungby",  "Ludvika",    "Malung-Sälen", "Mora",       "Munkedal", "Nora",     "Nyköping",
    "Osby"};

/// Short open answers of one unit's staff: single words and stumps, some alike.
const Cells kOneWordAnswers{
    "Tid",     "tid!", "Språket",           "pengar",   "Tiden",           "språk",
    "Lokaler", "ork",  "Tid och folk",      "vet inte", "Schemat",         "inget",
    "Chefen",  "tid",  "handledare saknas", "Språket.", "Rädsla tror jag", "mat"};

const Cells kSmallOpen{"Vi har för få händer på golvet.",
                       "Bussen går två gånger om dagen",
                       "inget särskilt",
                       "Svenskan, och att ingen hinner förklara.",
                       "Det vet jag inte än",
                       "Krav på körkort"};

const Cells kLongOptions{"Vi har redan rutiner som fungerar väl för det här",
                         "Vi har rutiner men de används inte av alla",
                         "Vi saknar rutiner men har planer på att ta fram dem",
                         "Vi saknar rutiner och har inga planer på det"};

const Cells kLongAnswers{
    "Det som gjort störst skillnad var att vi fick en egen handledare på heltid.",
    "Inget hittills, men vi försöker igen till hösten när nya chefen är på plats.",
    "Jobbspåret. Tolv började och nio är kvar, två av dem på natten!",
    "vi hade en bra dialog med vux ett tag men sen slutade hon som höll i det",
    "Kanske språkcaféet, fast det var ju frivilliga som drev det",
    "Att köket fick ta in folk på prov utan en massa papper.",
    "Trädgårdslaget, där blev alla sex anställda.",
    "Samarbetet med förbundet i söder, de kom hit varje fredag",
    "Ingen aning faktiskt.",
    "Utbildningen för undersköterskor på halvfart; man kunde jobba samtidigt."};

struct Case {
  std::string name, title;
  Cells cells;
  Role role;
  ItemType type;
  std::string attribute;
};

std::vector<Case> cases() {
  const auto item = [](std::string name, std::string title, Cells cells, ItemType type) {
    return Case{std::move(name), std::move(title), std::move(cells), Role::item, type, ""};
  };
  const auto attribute = [](std::string name, std::string title, Cells cells, std::string id) {
    return Case{std::move(name), std::move(title), std::move(cells),
                Role::attribute, ItemType::single, std::move(id)};
  };
  const auto other = [](std::string name, std::string title, Cells cells, Role role) {
    return Case{std::move(name), std::move(title), std::move(cells), role, ItemType::open, ""};
  };
  return {
      // the tools' own columns and personal data
      other("numbered rows", "ID", {"1", "2", "3", "5", "6"}, Role::respondent),
      other("LimeSurvey's id", "id. Svars-ID", {"12", "13", "19", "20"}, Role::respondent),
      other("codes", "Respondent", {"R01", "R02", "R03", "R04"}, Role::respondent),
      other("SurveyMonkey's id", "Respondent ID", {"114210", "114211", "114377"}, Role::respondent),
      other("start", "Starttid",
            {"2025-03-01 09:01:12", "2025-03-01 10:22:00", "2025-03-02 08:00:41"}, Role::ignored),
      other("Google's time stamp", "Tidstämpel", {"2025/03/01 9:01:12", "2025/03/01 10:22:00"},
            Role::ignored),
      other("when it was answered", "Klar",
            {"2025-03-01 09:01", "2025-03-01 10:22", "2025-03-02 08:00"}, Role::ignored),
      other("seed", "seed", {"1988123", "9911234", "771234"}, Role::ignored),
      other("start language", "startlanguage. Startspråk", times(9, {"sv"}), Role::ignored),
      other("e-mail by title", "E-post", times(5, {"anonymous"}), Role::personal),
      other("e-mail by content", "Hur når vi dig?",
            {"a.b@exempel.se", "c@exempel.se", "d.e@exempel.se"}, Role::personal),
      other("names", "Namn", {"", "", ""}, Role::personal),
      other("personal numbers", "Uppgift", {"850101-1234", "19900228-5678", "010203-4321"},
            Role::personal),
      other("address of the computer", "ipaddr", {"10.0.0.1", "10.0.0.2"}, Role::personal),
      // attributes
      attribute("municipalities, few", "Kommun", times(4, {"Kinda", "Ydre", "Motala"}),
                "municipality"),
      attribute("municipalities, all different", "Var arbetar du?", kMunicipalities,
                "municipality"),
      attribute("municipalities as a question", "I vilken kommun arbetar du?",
                {"Mora", "Falun", "Mora", "Hela länet"}, "municipality"),
      attribute("group", "Roll", times(5, {"Enhetschef", "HR-specialist", "Rektor"}), "group"),
      attribute("group as a question", "Vilken är din roll i kommunen?",
                times(6, {"Chef", "Medarbetare"}), "group"),
      attribute("post", "Befattning", times(3, {"Rektor", "Områdeschef", "Kostchef", "Samordnare"}),
                "group"),
      attribute("sub-study", "Delstudie", times(7, {"Connect 1", "Connect 2"}), "substudy"),
      attribute("sub-study as a question", "Q0. Vilken delstudie hör ditt svar till?",
                times(7, {"Spår A", "Spår B"}), "substudy"),
      attribute("sex", "Kön", times(6, {"Kvinna", "Man", "Vill ej svara"}), "kon"),
      attribute("age groups", "Ålder", times(4, {"18–29 år", "30–49 år", "50 år eller äldre"}),
                "alder"),
      attribute("department", "Inom vilken förvaltning arbetar du?",
                times(5, {"Socialförvaltningen", "Teknik och fritid"}), "forvaltning"),
      // closed items
      item("yes and no", "Har ni tagit emot någon i år?", times(8, {"Ja", "Nej", "Vet ej"}),
           ItemType::single),
      item("one choice", "Var ligger enheten?",
           times(6, {"Under kommunstyrelsen", "Egen nämnd", "Bolag"}), ItemType::single),
      item("a whole sentence as an option", "Vilket påstående passar bäst på er?",
           times(4, kLongOptions), ItemType::single),
      item("whole sentences, six people", "Vad stämmer bäst?",
           {kLongOptions[0], kLongOptions[2], kLongOptions[2], kLongOptions[1], kLongOptions[0],
            kLongOptions[2]},
           ItemType::single),
      item("one choice with a free other", "Var ligger enheten? Välj ett alternativ.",
           joined(times(12, {"Under kommunstyrelsen", "Egen nämnd"}),
                  {"Vi delar med grannkommunen", "Flyttas vid årsskiftet"}),
           ItemType::single),
      item("twenty options", "Vilket yrke utbildar ni flest till?",
           times(3, {"Undersköterska", "Barnskötare",  "Kock",         "Lokalvårdare",
                     "Lärarassistent", "Väktare",      "Bussförare",   "Snickare",
                     "Svetsare",       "Elektriker",   "Målare",       "Stödassistent",
                     "Vaktmästare",    "Truckförare",  "Florist",      "Bagare",
                     "Butikssäljare",  "Receptionist", "Larmoperatör", "Tandsköterska"}),
           ItemType::single),
      item("periods", "Hur länge har du arbetat här?",
           times(5, {"0–2 år", "3–10 år", "Mer än 10 år"}), ItemType::single),
      // scales
      item("agreement", "Vi har tid att handleda",
           times(4, {"Stämmer inte alls", "Stämmer delvis", "Stämmer helt", "Vet ej",
                     "Stämmer ganska bra"}),
           ItemType::scale),
      item("agreement, whole", "Ledningen stöttar oss",
           times(3, {"Stämmer helt och hållet", "Stämmer till viss del", "Stämmer inte alls"}),
           ItemType::scale),
      item("frequency", "Hur ofta träffas ni?",
           times(3, {"Varje vecka", "Varje månad", "Mer sällan", "Aldrig"}), ItemType::scale),
      item("satisfaction", "Hur nöjd är du med stödet?",
           times(3, {"Mycket nöjd", "Ganska nöjd", "Missnöjd"}), ItemType::scale),
      item("extent", "I vilken utsträckning används planen?",
           times(3, {"I liten utsträckning", "I viss utsträckning", "I stor utsträckning",
                     "Inte alls"}),
           ItemType::scale),
      item("English agreement", "We have time",
           times(3, {"Agree", "Strongly agree", "Disagree", "Neutral"}), ItemType::scale),
      item("labels with figures", "Samarbetet fungerar",
           times(3, {"1 - Inte alls", "3 - Så där", "5 - Utmärkt", "2 - Knappt"}), ItemType::scale),
      item("figures and a question",
           "Hur väl fungerar matchningen? (1 = mycket dåligt, 5 = mycket bra)",
           {"3", "4", "2", "5", "3", "3"}, ItemType::scale),
      item("figures under a statement", "Jag får det stöd jag behöver", {"3", "4", "2", "5", "3"},
           ItemType::scale),
      item("nought to ten", "Betygsätt stödet på en skala 0–10", {"7", "9", "10", "3", "8"},
           ItemType::scale),
      // several choices
      item("Microsoft Forms", "Vilka stöd har ni?",
           {"Lönebidrag;Handledare;", "Handledare;", "Språkombud;Lönebidrag;Handledare;",
            "Språkombud;", "Lönebidrag;Eget påhitt;"},
           ItemType::multiple),
      item("Power Automate", "Vilka stöd har ni?",
           {"[\"Lönebidrag\",\"Handledare\"]", "[\"Handledare\"]",
            "[\"Språkombud\",\"Lönebidrag\"]"},
           ItemType::multiple),
      item("Google Forms", "Kryssa för det ni har",
           times(3, {"Lönebidrag, Handledare", "Handledare, Språkombud",
                     "Lönebidrag, Handledare, Språkombud", "Lönebidrag"}),
           ItemType::multiple),
      // numbers and dates
      item("a count", "Hur många medarbetare har du?", {"12", "40", "7", "133", "28"},
           ItemType::number),
      item("small counts", "Antal praktikanter i år", {"1", "0", "3", "2", "1", "1", "0", "2", "1"},
           ItemType::number),
      item("decimal comma", "Andel till arbete (%)", {"52,5", "27", "34,7", "8"}, ItemType::number),
      item("thousands", "Årsarbetare", {"1 250", "870", "12 400", "96"}, ItemType::number),
      item("dates", "När startade ni?", {"2019-08-01", "2022-01-15", "2020-03-02", "2021-09-01"},
           ItemType::date),
      // open items
      item("long answers", "Vad har gjort skillnad?", kLongAnswers, ItemType::open),
      item("six people", "Vad hindrar er?", kSmallOpen, ItemType::open),
      item("single words", "Vad hindrar er mest?", kOneWordAnswers, ItemType::open),
      item("single words, five people", "Största hindret, med egna ord?",
           {"Tid", "Språket", "pengar", "chefen", "ork"}, ItemType::open),
      item("a comment that most leave", "Kommentar",
           joined(Cells(40), {"Nej", "Tack för en bra enkät!", "Kortare nästa gång"}),
           ItemType::open),
      item("stock phrases among many", "Något att tillägga?",
           joined(times(6, {"Nej", "Inget att tillägga"}), kLongAnswers), ItemType::open),
      item("lists that people write", "Vilka yrken har ni brist på?",
           {"usk, ssk, kockar", "Lärare i matte och no",
            "sjuksköterskor framförallt, sen socialsekreterare", "Kockar, men även städ", "alla",
            "undersköterskor", "Fritidspedagoger, lärare", "Ingenjörer (vatten)", "usk",
            "Biståndshandläggare och arbetsterapeuter"},
           ItemType::open),
      item("semicolons in sentences", "Hur gör ni?",
           {"Vi pratar; det räcker långt.", "Lappar på tavlan; mejl ibland",
            "vi gör inget; ingen tid", "Morgonmöte varje dag; kort men bra",
            "Genom att gå dubbelt; två pass räcker"},
           ItemType::open),
      item("a title that says nothing", "Fråga 7", kLongAnswers, ItemType::open),
      item("no answers", "Berätta om något som gick bra", Cells(12), ItemType::open),
  };
}

TEST(Column, IsToldFromTitleAndContent) {
  for (const Case& c : cases()) {
    SCOPED_TRACE(c.name);
    const Title parts = take_apart(c.title);
    const ColumnGuess guess = guess_column(c.title, parts.base, false, c.cells);
    EXPECT_EQ(static_cast<int>(guess.role), static_cast<int>(c.role)) << guess.reason.sv;
    if (c.role == Role::item) {
      EXPECT_EQ(static_cast<int>(guess.type), static_cast<int>(c.type))
          << guess.reason.sv << ", " << guess.certainty;
    }
    EXPECT_EQ(guess.attribute, c.attribute);
    EXPECT_GT(guess.certainty, 0.0);
    EXPECT_LE(guess.certainty, 1.0);
    EXPECT_FALSE(guess.reason.sv.empty());
    EXPECT_FALSE(guess.reason.en.empty());
  }
  EXPECT_GE(cases().size(), 55U);
}

TEST(Column, KeepsTypeWhenRowsAreShuffledOrRepeated) {
  for (const Case& c : cases()) {
    if (c.role != Role::item || c.type == ItemType::number) continue;
    SCOPED_TRACE(c.name);
    Cells reversed(c.cells.rbegin(), c.cells.rend());
    EXPECT_EQ(static_cast<int>(guess_column(c.title, c.title, false, reversed).type),
              static_cast<int>(c.type));
  }
}

TEST(Column, OrdersAScaleFromLowToHighAndSetsDontKnowApart) {
  const ColumnGuess guess = guess_column("Q5[SQ1]. Hur väl stämmer det? [Vi har tid]",
                                         "Hur väl stämmer det? – Vi har tid", true,
                                         times(3, {"Stämmer helt", "Vet ej", "Stämmer inte alls",
                                                   "Stämmer ganska bra", "Stämmer delvis"}));
  EXPECT_EQ(guess.options,
            (Cells{"Stämmer inte alls", "Stämmer delvis", "Stämmer ganska bra", "Stämmer helt"}));
  EXPECT_EQ(guess.dont_know, Cells{"Vet ej"});
}

TEST(Column, SetsDontKnowApartFromFigures) {
  const Cells cells = joined(times(6, {"1", "3", "4", "5", "2"}), times(4, {"Vet ej", "vet ej"}));
  for (const char* question : {"Hur väl fungerar stödet? 1 = inte alls, 5 = mycket väl",
                               "Vi får det stöd som vi behöver"}) {
    SCOPED_TRACE(question);
    const ColumnGuess guess = guess_column(question, question, false, cells);
    EXPECT_EQ(guess.type, ItemType::scale) << guess.reason.sv;
    EXPECT_EQ(guess.options, (Cells{"1", "2", "3", "4", "5"}));
    EXPECT_EQ(guess.dont_know, Cells{"Vet ej"});
  }
  const ColumnGuess count = guess_column("Antal anställda", "Antal anställda", false,
                                         {"12", "40", "Vet ej", "7", "130", "Vet ej", "22"});
  EXPECT_EQ(count.type, ItemType::number);
}

TEST(Column, TakesADotForNoIdAndNoName) {
  EXPECT_EQ(guess_column("Svarsnummer", "Svarsnummer", false,
                         {"101", ".", "103", ".", "105", "106", ".", "108", "109", "110"})
                .role,
            Role::respondent);
  EXPECT_EQ(guess_column("Namn på den som svarar", "Namn på den som svarar", false,
                         {"Anna Ek", ".", ".", "Omar Said", ".", "-", ".", "Eva Lind", ".", "."})
                .role,
            Role::personal);
}

TEST(Column, CompletesAScaleOfFiguresFromItsQuestion) {
  const ColumnGuess guess =
      guess_column("Betyg (1 = dåligt, 5 = bra)", "Betyg (1 = dåligt, 5 = bra)", false,
                   {"2", "3", "4", "3", "2"});
  EXPECT_EQ(guess.options, (Cells{"1", "2", "3", "4", "5"}));
}

TEST(Column, KeepsAnOptionWithACommaWhole) {
  const ColumnGuess guess = guess_column(
      "Vad erbjuder ni? (flera val)", "Vad erbjuder ni? (flera val)", false,
      times(3, {"Praktik, i eller utanför kommunen, Språkstöd", "Arbetsträning, Språkstöd",
                "Arbetsträning, Praktik, i eller utanför kommunen", "Arbetsträning"}));
  EXPECT_EQ(guess.separator, ", ");
  EXPECT_EQ(guess.options,
            (Cells{"Arbetsträning", "Praktik, i eller utanför kommunen", "Språkstöd"}));
}

TEST(Column, DeclaresPeriodsInTheirOrder) {
  const ColumnGuess guess = guess_column("Hur länge?", "Hur länge?", false,
                                         times(4, {"Mer än 10 år", "0–2 år", "3–10 år"}));
  EXPECT_EQ(guess.options, (Cells{"0–2 år", "3–10 år", "Mer än 10 år"}));
}

TEST(Column, TakesListsInAnyOrderWhereTheQuestionAsksForSeveral) {
  const Cells cells =
      times(4, {"Praktik,Lönebidrag", "Lönebidrag,Praktik", "Feriejobb", "Extratjänst,Feriejobb",
                "Praktik,Feriejobb,Extratjänst", "Annat: studiebesök"});
  const ColumnGuess several =
      guess_column("Vad har ni? (flera val)", "Vad har ni? (flera val)", false, cells);
  EXPECT_EQ(several.type, ItemType::multiple);
  EXPECT_EQ(several.separator, ",");
  EXPECT_THAT(several.options, ::testing::UnorderedElementsAre("Praktik", "Lönebidrag", "Feriejobb",
                                                               "Extratjänst", "Annat"));
  EXPECT_EQ(guess_column("Vad har ni?", "Vad har ni?", false, cells).type, ItemType::single);
}

TEST(Column, DeclaresNobodysOwnWordsAsOptions) {
  const Cells cells = joined(times(12, {"Ja", "Nej", "Kanske"}),
                             {"Annat: bara på sommaren", "Annat (om vi får hjälp)", "Annat"});
  const ColumnGuess guess =
      guess_column("Skulle ni ta emot igen?", "Skulle ni ta emot igen?", false, cells);
  EXPECT_EQ(guess.type, ItemType::single);
  EXPECT_THAT(guess.options, ::testing::UnorderedElementsAre("Ja", "Nej", "Kanske", "Annat"));
}

TEST(Title, IsTakenApart) {
  const struct {
    std::string title, code, sub, base, row;
  } titles[] = {
      {"Kommun", "", "", "Kommun", ""},
      {"Q5[SQ001]. Hur väl stämmer det? [Vi har tid]", "Q5", "SQ001", "Hur väl stämmer det?",
       "Vi har tid"},
      {"Q2[SQ001]", "Q2", "SQ001", "", ""},
      {"Q2[other]", "Q2", "other", "", ""},
      {"id. Svars-ID", "id", "", "Svars-ID", ""},
      {"Q11. Berätta om något", "Q11", "", "Berätta om något", ""},
      {"Hur viktigt är det? [Tid [egen]]", "", "", "Hur viktigt är det?", "Tid [egen]"},
      {"[Stöd]", "", "", "", "Stöd"},
      {"T.ex. så här", "", "", "T.ex. så här", ""},
      {"Vad krävs. Och av vem?", "", "", "Vad krävs. Och av vem?", ""},
      {"slut]", "", "", "slut]", ""},
      {"", "", "", "", ""},
  };
  for (const auto& t : titles) {
    SCOPED_TRACE(t.title);
    const Title parts = take_apart(t.title);
    EXPECT_EQ(parts.code, t.code);
    EXPECT_EQ(parts.sub, t.sub);
    EXPECT_EQ(parts.base, t.base);
    EXPECT_EQ(parts.row, t.row);
  }
}

TEST(Wording, MakesIdsOfTheFirstContentWords) {
  EXPECT_EQ(slug("Hur många årsarbetare har ni på förvaltningen?"), "arsarbetare_forvaltningen");
  EXPECT_EQ(slug("???"), "item");
  EXPECT_EQ(slug("Är det så?"), "ar_det_sa");
}

TEST(Wording, KnowsTopicsByTheWordThatComesFirst) {
  const struct {
    std::string question, topic;
  } questions[] = {
      {"Vad hindrar er från att ta emot fler?", "hinder"},
      {"Vad försvårar kompetensutveckling hos er?", "hinder_kompetens"},
      {"Vilka yrken är svårast att rekrytera till?", "bristyrken"},
      {"Hur fungerar samarbetet med skolan, och vad hindrar det?", "samverkan"},
      {"Vem handleder, och hur?", "handledning"},
      {"Vilka sysslor kan läggas ut?", "uppgifter"},
      {"Hur förs kunskapen vidare?", ""},
      {"Hur ska det erfarna kan föras vidare?", "overforing"},
      {"Vilken färg har huset?", ""},
  };
  for (const auto& q : questions) EXPECT_EQ(topic_of(q.question), q.topic) << q.question;
}

TEST(Scale, IsNoScaleWhenLabelsAreStrangers) {
  EXPECT_TRUE(find_scale({"Äpple", "Päron", "Plommon"}).labels.empty());
  EXPECT_LT(find_scale({"Bra", "Dåligt", "Plommon"}).covered, 0.7);
  EXPECT_TRUE(means_dont_know("Vet ej."));
  EXPECT_FALSE(means_dont_know("Vet ej riktigt vad jag ska svara"));
}

}  // namespace
}  // namespace samsyn::guess
