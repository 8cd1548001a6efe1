// Exports that misled `init` once: titles, other answers, single columns, totals, lists of people.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "pipeline/study/check.hpp"
#include "pipeline/study/guess.hpp"
#include "pipeline/study/guess_column.hpp"
#include "pipeline/study/study.hpp"

namespace samsyn {
namespace {

using Files = std::map<std::string, std::string>;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

ReadFile reader_of(const Files& files) {
  return [&files](const std::string& path) -> Result<std::string> {
    return files.at(path.substr(std::string("/studie/").size()));
  };
}

Guess guess_of(const Files& files) {
  std::vector<std::string> names;
  for (const auto& [name, bytes] : files) names.push_back("/studie/" + name);
  return guess_study(names, "/studie/study.json", reader_of(files));
}

std::vector<std::string> items_of(const SourceSpec& source) {
  constexpr const char* kTypes[] = {"open", "single", "multiple", "scale", "number", "date"};
  std::vector<std::string> out;
  for (const ItemSpec& item : source.items)
    out.push_back(item.id + " " + kTypes[static_cast<std::size_t>(item.type)]);
  return out;
}

std::vector<std::string> attributes_of(const Study& study,
                                       const std::vector<AttributeSource>& sources) {
  std::vector<std::string> out;
  for (const AttributeSource& from : sources)
    out.push_back(study.attributes[from.attribute].id + " " + from.column);
  return out;
}

/// What the manifest reads, checked against the files.
Check check_of(const Guess& guess, const Files& files) {
  return check_study(guess.study, reader_of(files));
}

const std::vector<std::string> kTitles{"undersköterska",
                                       "enhetschef hemtjänst",
                                       "rektor",
                                       "biståndshandläggare",
                                       "HR-strateg",
                                       "lärare åk 4-6",
                                       "kock",
                                       "fritidsledare",
                                       "socialsekreterare",
                                       "arbetsterapeut",
                                       "barnskötare",
                                       "måltidschef",
                                       "fysioterapeut",
                                       "boendestödjare",
                                       "projektledare",
                                       "vaktmästare",
                                       "jobbcoach",
                                       "kurator",
                                       "badmästare",
                                       "specialpedagog"};

const std::vector<std::string> kAnswers{"Vi har ont om tid att visa nya.",
                                        "Svenskan är svår för flera av dem",
                                        "schemat",
                                        "Det går inte att lämna avdelningen, någon är alltid sjuk.",
                                        "Bussen.",
                                        "Att hitta handledare som orkar",
                                        "kraven på utbildning är för höga",
                                        "Tid",
                                        "Många slutar efter ett år; ingen vet varför",
                                        "Lokalerna är för små"};

TEST(Trap, FreeTextTitlesAreNoAnswers) {
  for (const char* title :
       {"Titel", "Befattning", "Yrkesroll", "Roll", "Tjänst", "Ange din nuvarande befattning",
        "Vad arbetar du som?", "Vad har du för titel?"}) {
    SCOPED_TRACE(title);
    const guess::ColumnGuess guess = guess::guess_column(title, title, false, kTitles);
    EXPECT_EQ(guess.role, guess::Role::attribute);
    EXPECT_EQ(guess.attribute, "befattning");
    EXPECT_EQ(certainty_word(guess.certainty, "sv"), "osäker");
    EXPECT_FALSE(guess.check.sv.empty());
  }
}

TEST(Trap, ShortAnswersToQuestionsAreNoTitles) {
  for (const char* question :
       {"Vad hindrar er mest?", "Vilket yrke vill du ha?", "Vilka yrken saknar ni?",
        "Vilken roll spelar chefen för dig?", "Hur ser du på din roll?"}) {
    SCOPED_TRACE(question);
    const guess::ColumnGuess guess = guess::guess_column(question, question, false, kTitles);
    EXPECT_EQ(guess.role, guess::Role::item);
    EXPECT_EQ(guess.type, ItemType::open);
  }
}

TEST(Trap, OtherAnswersStandBesideTheirQuestion) {
  std::string csv =
      "id;Q1;Q1[other];Vilka stöd finns? [Kurs];Vilka stöd finns? [Mentor];"
      "Vilka stöd finns? [Annat (ange)];Vad behöver ni?;Annat, nämligen;Hur går det?\n";
  for (std::size_t i = 0; i < kAnswers.size() * 2; ++i) {
    const bool even = i % 2 == 0;
    csv += "s" + std::to_string(i) + ";" + (i % 3 == 0 ? "A1" : "A2") + ";" +
           (i % 5 == 0 ? "vikarie" : "") + ";" + (even ? "Ja" : "") + ";" + (even ? "" : "Ja") +
           ";" + (i % 4 == 0 ? "en buddy" : "") + ";" + (even ? "Tid" : "Pengar") + ";" +
           (i % 6 == 0 ? "lugn och ro" : "") + ";\"" + kAnswers[i % 10] + " " + std::to_string(i) +
           "\"\n";
  }
  const Files files{{"svar.csv", csv}};
  const Guess guess = guess_of(files);
  const SourceSpec& source = guess.study.sources.at(0);
  EXPECT_THAT(items_of(source),
              ElementsAre("q1 single", "q1_annat open", "stod multiple", "stod_annat open",
                          "behover single", "behover_annat open", "gar open"))
      << render(guess, "sv");
  EXPECT_THAT(source.items[2].options, ElementsAre("Kurs", "Mentor"));
  EXPECT_EQ(source.items[3].question, "Vilka stöd finns? – Annat (ange)");
  EXPECT_EQ(source.items[5].question, "Vad behöver ni? – Annat, nämligen");
  EXPECT_THAT(check_of(guess, files).issues.all(), IsEmpty());
}

TEST(Trap, TickedOtherStaysAnOption) {
  const Guess guess = guess_of(
      {{"svar.csv",
        "id;Vad? [Tid];Vad? [Annat];Varför är det så?\na;x;;Vi hinner inte med det.\nb;;x;schemat\n"
        "c;x;x;Ingen vet vem som gör vad\nd;;;inget\n"}});
  EXPECT_THAT(guess.study.sources.at(0).items.at(0).options, ElementsAre("Tid", "Annat"));
}

TEST(Trap, SurveyMonkeysSecondRowNamesNothing) {
  std::string csv =
      "Respondent ID,Hur trivs du?,,Vilket språk talar du?,,Vad skulle du ändra?\n"
      ",Response,Annat (ange),Svar,\"Annat språk, ange vilket\",Open-Ended Response\n";
  for (std::size_t i = 0; i < 20; ++i) {
    csv += std::to_string(11400 + i * 37) + "," + (i % 2 == 0 ? "Bra" : "Dåligt") + "," +
           (i % 5 == 0 ? "lite av varje" : "") + "," + (i % 3 == 0 ? "svenska" : "arabiska") + "," +
           (i % 7 == 0 ? "romani" : "") + ",\"" + kAnswers[i % 10] + " " + std::to_string(i) +
           "\"\n";
  }
  const Files files{{"monkey.csv", csv}};
  const Guess guess = guess_of(files);
  const SourceSpec& source = guess.study.sources.at(0);
  ASSERT_EQ(source.items.size(), 5U) << render(guess, "sv");
  EXPECT_EQ(source.items[0].id, "trivs");
  EXPECT_EQ(source.items[0].question, "Hur trivs du?");
  EXPECT_EQ(source.items[1].id, "trivs_annat");
  EXPECT_EQ(source.items[2].id, "sprak_talar");
  EXPECT_EQ(source.items[3].id, "sprak_talar_annat");
  for (const ItemSpec& item : source.items) EXPECT_THAT(item.id, Not(HasSubstr("response")));
}

TEST(Trap, OneColumnIsAnOpenItem) {
  std::string plain = "Vad är svårast, tycker du?\n", quoted = "\"Vad är svårast?\"\n";
  for (const std::string& answer : kAnswers) {
    plain += answer + "\n";
    quoted += "\"" + answer + ", \nmen \"\"ibland\"\" går det\"\n";
  }
  for (const std::string& csv : {plain, quoted}) {
    SCOPED_TRACE(csv.substr(0, 30));
    const Files files{{"en.csv", csv}};
    const Guess guess = guess_of(files);
    ASSERT_TRUE(guess.unread.empty());
    const SourceSpec& source = guess.study.sources.at(0);
    EXPECT_THAT(items_of(source), ElementsAre("hinder open"));
    const Check check = check_of(guess, files);
    EXPECT_THAT(check.issues.all(), IsEmpty());
    EXPECT_EQ(check.files.at(0).blocks, kAnswers.size());
    EXPECT_EQ(check.files.at(0).respondents, kAnswers.size());
  }
}

TEST(Trap, OneColumnIsToldFromATableBelowAName) {
  // Each answer holds one comma: a table of two columns, were it not for the blank after it.
  std::string column = "Vad behövs?\n", table = "Enkät 2025\nid,Vad behövs?\n";
  for (std::size_t i = 0; i < kAnswers.size(); ++i) {
    column += kAnswers[i] + ", tror jag " + std::to_string(i) + "\n";
    table += "a" + std::to_string(i) + ",\"" + kAnswers[i] + "\"\n";
  }
  const Guess one = guess_of({{"svar.csv", column}});
  EXPECT_EQ(one.study.sources.at(0).items.at(0).column, "Vad behövs?");
  EXPECT_FALSE(one.study.sources.at(0).separator.empty());
  const Guess two = guess_of({{"svar.csv", table}});
  EXPECT_EQ(two.study.sources.at(0).header_row, 2U);
  EXPECT_EQ(two.study.sources.at(0).respondent_column, "id");
}

TEST(Trap, SubstudiesOfTwoSpellingsAreOne) {
  std::string csv = "id;Delstudie;Vad behövs?\n";
  for (std::size_t i = 0; i < kAnswers.size(); ++i)
    csv += "a" + std::to_string(i) + ";" +
           (i == 3  ? "connect 1 "
            : i % 2 ? "Connect 1"
                    : "Connect 2") +
           ";\"" + kAnswers[i] + "\"\n";
  const Files files{{"svar.csv", csv}};
  const Guess guess = guess_of(files);
  ASSERT_EQ(guess.study.substudies.size(), 2U);
  EXPECT_EQ(guess.study.substudies[0].id, "Connect 1");
  const Check check = check_of(guess, files);
  ASSERT_EQ(check.issues.all().size(), 1U);
  EXPECT_EQ(check.issues.all()[0].id, "ingest.joined-spellings");
}

TEST(Trap, OneColumnWithoutATitleIsSaidSo) {
  std::string csv;
  for (const std::string& answer : kAnswers) csv += answer + "\n";
  const Guess guess = guess_of({{"en.csv", csv}});
  EXPECT_EQ(guess.study.sources.at(0).items.size(), 1U);
  EXPECT_THAT(render(guess, "sv"), HasSubstr("skriv frågan på en egen rad överst"));
}

TEST(Trap, TotalsAtTheEndAreNoRespondents) {
  std::string csv = "Svarsnr;Vad hindrar er?;Antal platser\n";
  for (std::size_t i = 0; i < kAnswers.size(); ++i)
    csv += std::to_string(i + 1) + ";\"" + kAnswers[i] + "\";3\n";
  const Files files{{"svar.csv", csv + "Summa;;30\nAntal svar: 10;;\n"}};
  const Guess guess = guess_of(files);
  const SourceSpec& source = guess.study.sources.at(0);
  EXPECT_EQ(source.respondent_column, "Svarsnr");
  EXPECT_THAT(render(guess, "sv", 160), HasSubstr("summarad sist"));
  const Check check = check_of(guess, files);
  EXPECT_EQ(check.files.at(0).respondents, 10U);
  EXPECT_EQ(check.files.at(0).skipped, 2U);
  ASSERT_EQ(check.issues.all().size(), 2U);
  EXPECT_EQ(check.issues.all()[0].id, "ingest.totals-row");
  EXPECT_EQ(check.issues.all()[0].where.row, 12U);
}

/// "K0;Chef;Tid" and so on: a survey with n respondents.
std::string survey(const std::string& prefix, std::size_t n) {
  std::string csv = "id;Vad hindrar er mest?\n";
  for (std::size_t i = 0; i < n; ++i)
    csv += prefix + std::to_string(i * 7) + ";\"" + kAnswers[i % 10] + " " + std::to_string(i) +
           "\"\n";
  return csv;
}

std::string list(const std::string& prefix, std::size_t n) {
  std::string csv = "Löpnr;Namn;E-post;Kommun;Anställd sedan;Anteckning\n";
  for (std::size_t i = 0; i < n; ++i)
    csv += prefix + std::to_string(i * 7) + ";Anna Ek;a" + std::to_string(i) + "@x.se;" +
           (i % 2 == 0 ? "Kinda" : "Ydre") + ";" + std::to_string(2000 + i % 20) + ";" +
           (i == 3 ? "ringd" : "") + "\n";
  return csv;
}

TEST(Trap, ListsOfPeopleBecomeAttributeTables) {
  const Files files{{"enkat.csv", survey("K", 20)}, {"urval.csv", list("K", 30)}};
  const Guess guess = guess_of(files);
  ASSERT_EQ(guess.study.sources.size(), 1U) << render(guess, "sv");
  const AttributeTable& table = guess.study.sources[0].attribute_table;
  EXPECT_EQ(table.file, "urval.csv");
  EXPECT_EQ(table.key, "Löpnr");
  EXPECT_THAT(attributes_of(guess.study, table.attributes),
              ElementsAre("municipality Kommun", "anstalld_sedan Anställd sedan"));
  EXPECT_TRUE(guess.unread.empty());
  EXPECT_THAT(check_of(guess, files).issues.all(), IsEmpty());
}

TEST(Trap, ListsThatAgreeWithNoSurveyAreReported) {
  const Guess guess = guess_of({{"adresser.csv",
                                 "id;Namn;Kommun\nZ1;Anna Ek;Kinda\n"
                                 "Z2;Bo Alm;Ydre\nZ3;Eva Frid;Kinda\n"},
                                {"enkat.csv", survey("K", 12)}});
  EXPECT_EQ(guess.study.sources.size(), 1U);
  ASSERT_EQ(guess.unread.all().size(), 1U);
  EXPECT_EQ(guess.unread.all()[0].id, "init.unmatched-list");
  EXPECT_EQ(guess.unread.all()[0].where.file, "adresser.csv");
}

TEST(Trap, CountedIdsAgreeByChance) {
  std::string first = "id;Vad hindrar er mest?\n", second = "id;Kommun;Ålder;Nöjdhet\n";
  for (std::size_t i = 1; i <= 12; ++i) {
    first += std::to_string(i) + ";\"" + kAnswers[i % 10] + " " + std::to_string(i) + "\"\n";
    second +=
        std::to_string(i) + ";Kinda;" + std::to_string(30 + i) + ";" + (i % 2 ? "A" : "B") + "\n";
  }
  EXPECT_EQ(guess_of({{"a.csv", first}, {"b.csv", second}}).study.sources.size(), 2U);
  // Its name says what it is.
  EXPECT_EQ(guess_of({{"a.csv", first}, {"urval.csv", second}}).study.sources.size(), 1U);
}

TEST(Trap, PersonalQuestionsOfLongTablesAreLeftOut) {
  std::string csv = "respondent;fråga;svar\n";
  for (std::size_t i = 0; i < 10; ++i) {
    const std::string id = "P" + std::to_string(i) + ";";
    csv += id + "Vad hindrar er?;\"" + kAnswers[i] + "\"\n" + id +
           "Ange din e-post om vi får höra av oss;p" + std::to_string(i) + "@x.se\n";
  }
  const Files files{{"lang.csv", csv}};
  const Guess guess = guess_of(files);
  const SourceSpec& source = guess.study.sources.at(0);
  EXPECT_THAT(items_of(source), ElementsAre("hinder open"));
  EXPECT_THAT(source.ignored, ElementsAre("Ange din e-post om vi får höra av oss"));
  EXPECT_EQ(check_of(guess, files).files.at(0).skipped, 0U);
}

TEST(Trap, WordingAgainstTheAnswersIsADoubt) {
  std::vector<std::string> cells;
  for (int i = 0; i < 40; ++i)
    cells.push_back(i % 2 == 0 ? "Inget särskilt alls" : "Bättre scheman");
  const auto title = "Vad krävs för att ni ska lyckas?";
  const guess::ColumnGuess guess = guess::guess_column(title, title, false, cells);
  EXPECT_LT(guess.certainty, 0.85);
  EXPECT_FALSE(guess.check.sv.empty());
}

TEST(Trap, QuestionsThatAskForWordsStayOpenWhateverIsAnswered) {
  for (const char* title : {"Övriga kommentarer", "Har du något mer att tillägga?", "Berätta mer",
                            "Motivera ditt svar", "Vad skulle hjälpa dig? Beskriv fritt."}) {
    SCOPED_TRACE(title);
    std::vector<std::string> cells;
    for (int i = 0; i < 30; ++i)
      cells.push_back(i % 3 == 0 ? "Nej" : i % 3 == 1 ? "Inget" : "Tack för en bra enkät");
    const guess::ColumnGuess guess = guess::guess_column(title, title, false, cells);
    EXPECT_EQ(guess.type, ItemType::open);
    EXPECT_EQ(guess::guess_column(title, title, false, std::vector<std::string>(9, "Nej")).type,
              ItemType::open);
  }
  const auto title = "Vill du berätta mer i en intervju?";
  EXPECT_EQ(guess::guess_column(title, title, false, {"Ja", "Nej", "Nej", "Ja", "Ja"}).type,
            ItemType::single);
}

TEST(Trap, SentencesThatAFewShareAreStillWritten) {
  std::vector<std::string> cells;
  for (std::size_t i = 0; i < 24; ++i)
    cells.push_back(kAnswers[i % 10] + (i % 10 == 4 ? "" : " Så är det."));
  const auto title = "Vad är det största hindret?";
  EXPECT_EQ(guess::guess_column(title, title, false, cells).type, ItemType::open);
}

TEST(Trap, UnreadFilesAreToldOnceAndInOneLanguage) {
  const Guess guess = guess_of({{"tom.csv", ""}, {"svar.csv", survey("K", 12)}});
  const std::string swedish = render(guess, "sv"), english = render(guess, "en");
  EXPECT_THAT(swedish, HasSubstr("tom.csv: filen är tom [ingest.empty]\n    → exportera den igen"));
  EXPECT_THAT(english, HasSubstr("tom.csv: the file is empty [ingest.empty]"));
}

}  // namespace
}  // namespace samsyn
