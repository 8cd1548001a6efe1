// Whole files as survey tools write them, and what `init` makes of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <xlsxwriter.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "pipeline/study/guess.hpp"
#include "pipeline/study/study.hpp"
#include "stages/ingest/reader.hpp"
#include "tests/study/files.hpp"

namespace samsyn {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// "hinder open", "stod multiple": the items of a source.
std::vector<std::string> items_of(const SourceSpec& source) {
  constexpr const char* kTypes[] = {"open", "single", "multiple", "scale", "number", "date"};
  std::vector<std::string> out;
  for (const ItemSpec& item : source.items)
    out.push_back(item.id + " " + kTypes[static_cast<std::size_t>(item.type)]);
  return out;
}

std::string workbook(
    const std::vector<std::pair<std::string, std::vector<std::vector<std::string>>>>& sheets,
    const std::string& hidden = "") {
  const std::string path =
      ::testing::TempDir() + "samsyn_shapes_" + std::to_string(::getpid()) + ".xlsx";
  lxw_workbook* book = workbook_new(path.c_str());
  for (const auto& [name, rows] : sheets) {
    lxw_worksheet* sheet = workbook_add_worksheet(book, name.c_str());
    if (name == hidden) worksheet_hide(sheet);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (std::size_t c = 0; c < rows[r].size(); ++c) {
        const std::string& text = rows[r][c];
        const bool number =
            !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
        if (number) {
          worksheet_write_number(sheet, static_cast<lxw_row_t>(r), static_cast<lxw_col_t>(c),
                                 std::stod(text), nullptr);
        } else if (!text.empty()) {
          worksheet_write_string(sheet, static_cast<lxw_row_t>(r), static_cast<lxw_col_t>(c),
                                 text.c_str(), nullptr);
        }
      }
    }
  }
  EXPECT_EQ(workbook_close(book), LXW_NO_ERROR);
  std::ifstream file(path, std::ios::binary);
  std::stringstream out;
  out << file.rdbuf();
  std::remove(path.c_str());
  return out.str();
}

TEST(Shape, AStudyIsCalledAsItsFolderHoweverThatIsNamed) {
  const auto name = [](const std::string& manifest) {
    return guess_study({}, manifest,
                       [](const std::string&) -> Result<std::string> { return std::string(); })
        .study.name;
  };
  EXPECT_EQ(name("/studie/study.json"), "studie");
  EXPECT_EQ(name("/studie/./study.json"), "studie");
  EXPECT_EQ(name("/studie/del/../study.json"), "studie");
  EXPECT_EQ(name("./study.json"), std::filesystem::current_path().filename().string());
  EXPECT_EQ(name("study.json"), std::filesystem::current_path().filename().string());
}

TEST(Shape, MicrosoftForms) {
  const Guess guess = guess_of(
      {{"svar.xlsx",
        workbook({{"Sheet1",
                   {{"ID", "Starttid", "Slutförandetid", "E-post", "Namn", "Kommun",
                     "Vilka stöd har ni?", "Vad hindrar er från att ta emot fler?", "Kommentar"},
                    {"1", "2025-01-12 09:01:00", "2025-01-12 09:08:00", "anonymous", "", "Kinda",
                     "Lönebidrag;Språkombud;", "Ingen har tid att visa den som kommer ny.", ""},
                    {"2", "2025-01-12 10:11:00", "2025-01-12 10:20:00", "anonymous", "", "Ydre",
                     "Språkombud;", "Bussen! Den går två gånger om dagen.", "Tack"},
                    {"4", "2025-01-13 08:41:00", "2025-01-13 08:49:00", "anonymous", "", "Kinda",
                     "Lönebidrag;", "svenskan ibland men mest att vi är så få", ""},
                    {"5", "2025-01-14 15:01:00", "2025-01-14 15:06:00", "anonymous", "", "Motala",
                     "Lönebidrag;Handledare;", "Facket vill annat än vi", ""}}}})}});
  ASSERT_EQ(guess.study.sources.size(), 1U);
  const SourceSpec& source = guess.study.sources[0];
  EXPECT_EQ(source.respondent_column, "ID");
  EXPECT_THAT(source.ignored, ElementsAre("Starttid", "Slutförandetid", "E-post", "Namn"));
  EXPECT_THAT(items_of(source), ElementsAre("stod multiple", "hinder open", "kommentar open"));
  EXPECT_EQ(source.items[0].separator, ";");
  EXPECT_EQ(source.attributes.at(0).attribute, kMunicipality);
}

TEST(Shape, GoogleFormsWithGridAndBoxes) {
  const Guess guess = guess_of(
      {{"svar.csv",
        "Tidstämpel,E-postadress,Hur viktigt är detta? [Tid],Hur viktigt är detta? [Pengar],Kryssa "
        "i vad ni har,Berätta mer\n"
        "2025/01/12 9:01:22,a@exempel.se,4,5,\"Handledare, Språkombud\",Det tar tid men det går.\n"
        "2025/01/12 9:11:02,b@exempel.se,5,5,Handledare,\"Vi väntar på besked, som vanligt\"\n"
        "2025/01/13 9:21:55,c@exempel.se,2,1,\"Handledare, Språkombud\",vet inte riktigt\n"
        "2025/01/13 9:31:41,d@exempel.se,3,4,Språkombud,Fråga kommunen\n"
        "2025/01/14 9:41:30,e@exempel.se,1,4,\"Handledare, Språkombud\",\n"}});
  const SourceSpec& source = guess.study.sources.at(0);
  EXPECT_THAT(source.ignored, ElementsAre("Tidstämpel", "E-postadress"));
  EXPECT_EQ(source.items.at(0).type, ItemType::scale);
  EXPECT_EQ(source.items.at(1).type, ItemType::scale);
  EXPECT_EQ(source.items.at(0).options, (std::vector<std::string>{"1", "2", "3", "4", "5"}));
  EXPECT_EQ(source.items.at(2).type, ItemType::multiple);
  EXPECT_EQ(source.items.at(2).separator, ", ");
  EXPECT_EQ(source.items.at(3).type, ItemType::open);
  EXPECT_TRUE(source.respondent_column.empty());
}

TEST(Shape, LimeSurveyWithCodes) {
  const Guess guess = guess_of(
      {{"lime.csv",
        "\"id\";\"submitdate\";\"lastpage\";\"startlanguage\";\"seed\";\"Q1\";\"Q2[SQ001]\";\"Q2["
        "SQ002]\";\"Q2[other]\";\"Q3\"\r\n"
        "\"7\";\"2025-01-12 09:01:22\";\"4\";\"sv\";\"1123\";\"A1\";\"Y\";\"\";\"Saknar "
        "lokal\";\"Vi hinner inte med någonting.\"\r\n"
        "\"8\";\"2025-01-12 10:01:22\";\"4\";\"sv\";\"8871\";\"A2\";\"\";\"Y\";\"\";\"Det som "
        "fungerar är morgonmötet\"\r\n"
        "\"9\";\"2025-01-13 11:01:22\";\"4\";\"sv\";\"7162\";\"A1\";\"Y\";\"Y\";\"\";\"\"\r\n"
        "\"11\";\"2025-01-14 12:01:22\";\"4\";\"sv\";\"4410\";\"A1\";\"\";\"\";\"\";\"Inget att "
        "säga om det\"\r\n"
        "\"12\";\"2025-01-14 12:31:22\";\"4\";\"sv\";\"5541\";\"A2\";\"Y\";\"\";\"\";\"Att chefen "
        "är med\"\r\n\r\n"}});
  const SourceSpec& source = guess.study.sources.at(0);
  EXPECT_EQ(source.respondent_column, "id");
  EXPECT_THAT(source.ignored, ElementsAre("submitdate", "lastpage", "startlanguage", "seed"));
  EXPECT_THAT(items_of(source),
              ElementsAre("q1 single", "q2 multiple", "q2_annat open", "q3 open"));
  EXPECT_THAT(source.items[1].columns, ElementsAre("Q2[SQ001]", "Q2[SQ002]"));
  EXPECT_THAT(source.items[1].options, ElementsAre("SQ001", "SQ002"));
  EXPECT_EQ(source.items[2].column, "Q2[other]");
}

TEST(Shape, LimeSurveyWithCodesAndText) {
  const Guess guess = guess_of(
      {{"lime.csv",
        "id. Svars-ID;submitdate. Inskickat;Q1. Vilken kommun arbetar du i?;Q2[SQ001]. Hur väl "
        "stämmer detta? [Vi har tid];Q2[SQ002]. Hur väl stämmer detta? [Vi har plats];Q3[SQ001]. "
        "Vad finns? [Kök];Q3[SQ002]. Vad finns? [Bil];Q4. Vem handleder, och hur?\n"
        "3;2025-01-02 08:00:00;Kinda;Stämmer helt;Stämmer inte alls;Ja;;Den som råkar vara på "
        "plats\n"
        "4;2025-01-02 09:00:00;Ydre;Stämmer delvis;Stämmer helt;Ja;Ja;jag själv\n"
        "5;2025-01-03 08:00:00;Kinda;Stämmer inte alls;Stämmer delvis;;Ja;Vi turas om, en vecka "
        "var.\n"
        "6;2025-01-04 08:00:00;Boxholm;Stämmer delvis;Vet ej;;;Ingen än så länge\n"}});
  const SourceSpec& source = guess.study.sources.at(0);
  EXPECT_EQ(source.respondent_column, "id. Svars-ID");
  EXPECT_THAT(items_of(source),
              ElementsAre("tid scale", "plats scale", "vad_finns multiple", "handledning open"))
      << render(guess, "sv");
}

TEST(Shape, SurveyMonkeyWithTwoHeaderRows) {
  const Guess guess = guess_of({{"monkey.csv",
                                 "Respondent ID,Collector ID,Vad hindrar er?,,,Berätta mer\n"
                                 ",,Tid,Ekonomi,Annat (ange),Open-Ended Response\n"
                                 "1001,5,Tid,,för få platser,Vi hinner inte med allt.\n"
                                 "1002,5,Tid,Ekonomi,,det är inte så svårt som man tror\n"
                                 "1003,5,,Ekonomi,,Fråga någon annan\n"
                                 "1004,5,Tid,,,\n"}});
  const SourceSpec& source = guess.study.sources.at(0);
  EXPECT_EQ(source.header_rows, 2U);
  EXPECT_EQ(source.respondent_column, "Respondent ID");
  EXPECT_THAT(items_of(source),
              ElementsAre("hindrar multiple", "hindrar_annat open", "beratta_mer open"))
      << render(guess, "sv");
  EXPECT_THAT(source.items[0].columns,
              ElementsAre("Vad hindrar er? [Tid]", "Vad hindrar er? [Ekonomi]"));
  EXPECT_THAT(source.items[0].options, ElementsAre("Tid", "Ekonomi"));
  EXPECT_EQ(source.items[1].question, "Vad hindrar er? – Annat (ange)");
  EXPECT_EQ(source.items[2].column, "Berätta mer");
}

TEST(Shape, LongTable) {
  std::string csv = "respondent;grupp;kommun;skift;fråga;svar\n";
  const char* people[][3] = {{"P1", "Chef", "Kinda;Dag"},
                             {"P2", "Chef", "Ydre;Natt"},
                             {"P3", "Handledare", "Kinda;Dag"},
                             {"P4", "Chef", "Motala;Natt"}};
  const char* answers[] = {"Det tar lång tid att lära upp någon.", "bussen",
                           "Vi saknar handledare på kvällarna", "Inget, faktiskt."};
  for (int p = 0; p < 4; ++p) {
    const std::string head =
        std::string(people[p][0]) + ";" + people[p][1] + ";" + people[p][2] + ";";
    csv += head + "Vad hindrar er?;" + answers[p] + "\n";
    csv += head + "Hur många är ni?;" + std::to_string(12 + p * 7) + "\n";
    if (p != 2)
      csv += head + "Hur samverkar ni med andra?;" + answers[3 - p] + " Och så pratar vi.\n";
  }
  const Guess guess = guess_of({{"lang.csv", csv}});
  const SourceSpec& source = guess.study.sources.at(0);
  EXPECT_EQ(source.layout, Layout::long_);
  EXPECT_EQ(source.respondent_column, "respondent");
  EXPECT_EQ(source.question_column, "fråga");
  EXPECT_EQ(source.answer_column, "svar");
  EXPECT_THAT(items_of(source), ElementsAre("hinder open", "hur_manga_ar number", "samverkan open"))
      << render(guess, "sv");
  ASSERT_EQ(source.attributes.size(), 3U);
  EXPECT_EQ(guess.study.attributes.at(source.attributes[2].attribute),
            (AttributeSpec{"skift", "skift"}));
}

TEST(Shape, FiveRespondentsWhoAllDiffer) {
  const Guess guess = guess_of({{"liten.csv",
                                 "Nr;Befattning;Vad hindrar er?;Hur många är ni?\n"
                                 "1;Rektor;Att ingen har tid.;12\n"
                                 "2;Kostchef;språket;7\n"
                                 "3;Enhetschef;Det är mest transporterna, vi ligger långt ut;33\n"
                                 "4;Biträdande rektor;Vi har inga hinder som jag ser det;41\n"
                                 "5;Områdeschef;Pengar!;28\n"}});
  const SourceSpec& source = guess.study.sources.at(0);
  EXPECT_EQ(source.respondent_column, "Nr");
  EXPECT_THAT(items_of(source), ElementsAre("hinder open", "hur_manga_ar number"));
}

TEST(Shape, LinesAboveTheTitlesAndAnUntitledColumn) {
  const Guess guess = guess_of(
      {{"rapport.xlsx",
        workbook({{"Svar",
                   {{"Enkät till chefer våren 2025"},
                    {},
                    {"Svarsnummer", "Kommun", "Vad hindrar er?", "Hur ofta träffas ni?", ""},
                    {"1", "Kinda", "Det finns ingen som kan visa.", "Varje vecka", "x"},
                    {"2", "Ydre", "Tid, tid och tid", "Aldrig", ""},
                    {"3", "Kinda", "Vi får inte anställa just nu.", "Varje månad", "y"}}}})}});
  const SourceSpec& source = guess.study.sources.at(0);
  EXPECT_EQ(source.header_row, 3U);
  EXPECT_THAT(items_of(source), ElementsAre("hinder open", "ofta_traffas scale"));
}

TEST(Shape, HiddenAndSmallerSheetsAreLeftAlone) {
  const std::vector<std::vector<std::string>> answers{{"ID", "Vad hindrar er?", "Har ni plats?"},
                                                      {"1", "Inget som vi inte kan lösa.", "Ja"},
                                                      {"2", "tiden räcker inte", "Nej"},
                                                      {"3", "Det vet bara ledningen.", "Ja"}};
  std::vector<std::vector<std::string>> more = answers;
  for (int i = 4; i < 20; ++i)
    more.push_back({std::to_string(i), "svar nummer " + std::to_string(i), "Ja"});
  const Guess guess =
      guess_of({{"bok.xlsx", workbook({{"Läs mig", {{"Skapad av", "verktyget"}, {"Version", "3"}}},
                                       {"Svar", answers},
                                       {"Kopia", more}},
                                      "Kopia")}});
  const SourceSpec& source = guess.study.sources.at(0);
  EXPECT_EQ(source.sheet, "Svar");
  EXPECT_THAT(render(guess, "sv"), HasSubstr("bladet är dolt"));
}

TEST(Shape, WindowsFileWithSemicolonsAndDecimalComma) {
  const Guess guess =
      guess_of({{"ame.csv",
                 "Svarsnummer;Kommun;Andel (%);Vad hindrar er?\r\n"
                 "1;\xC5tvidaberg;12,5;N\xE4r ingen har tid s\xE5 blir det inget.\r\n"
                 "2;Kinda;30;Spr\xE5ket\r\n"
                 "3;\xD6"
                 "desh\xF6g;7,25;det \xE4r f\xF6r f\xE5 som vill vara handledare\r\n"}});
  const SourceSpec& source = guess.study.sources.at(0);
  EXPECT_THAT(items_of(source), ElementsAre("andel number", "hinder open"));
  EXPECT_EQ(source.attributes.at(0).attribute, kMunicipality);
}

TEST(Shape, TheSameQuestionInTwoFilesHasOneId) {
  const Guess guess = guess_of({{"a.csv",
                                 "ID;Hur många medarbetare har ni?;Vad hindrar er från att "
                                 "anställa?;Vad är ni stolta över i er kommun?\n"
                                 "1;10;Det tar för lång tid.;Vår simhall!\n2;11;inga pengar har vi "
                                 "heller;Folket\n3;14;Vi vet inte hur man gör.;att vi orkar\n"},
                                {"b.csv",
                                 "ID;Hur många medarbetare har ni i dag?;Vilka svårigheter ser "
                                 "ni?;Vad är ni stolta över i er kommun?\n"
                                 "1;20;Att ingen vill.;Köket\n2;31;schemat är lagt ett år "
                                 "framåt;Skolan, utan tvekan\n3;44;Språket.;Inget just nu\n"}});
  ASSERT_EQ(guess.study.sources.size(), 2U);
  EXPECT_EQ(items_of(guess.study.sources[0]), items_of(guess.study.sources[1]));
  EXPECT_TRUE(guess.study.sources[0].attributes.at(0).from_file_name);
}

TEST(Shape, TranscriptAndNotes) {
  const Guess guess = guess_of(
      {{"samtal.txt",
        "Intervju 4\nPlats: rådhuset\n\nIntervjuare: Hur började det?\nAnna: Det började med en "
        "buss.\n"
        "Intervjuare: Vad hände sen?\nAnna: Sen blev det tyst.\nIntervjuare: Och nu?\nAnna: Nu är "
        "vi fler.\n"},
       {"moter.txt",
        "MINNESANTECKNINGAR\nDatum: 3 mars\n\n1. LAGET RUNT\n\nKinda: Har startat en "
        "grupp.\n\nYdre: Väntar på besked.\n\n"
        "Motala: Inget nytt.\n\n2. BESLUT\n\n- Nytt möte i april\n- Kinda skickar listan\n"}});
  ASSERT_EQ(guess.study.sources.size(), 2U);
  EXPECT_EQ(guess.study.sources[0].kind, SourceKind::notes);
  EXPECT_EQ(guess.study.sources[1].kind, SourceKind::transcript);
  EXPECT_THAT(guess.study.sources[1].interviewers, ElementsAre("Intervjuare"));
}

TEST(Shape, FilesThatNothingCanReadAreListed) {
  const Guess guess =
      guess_of({{"bild.png", std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16)}, {"tom.csv", ""}});
  EXPECT_TRUE(guess.study.sources.empty());
  ASSERT_EQ(guess.unread.all().size(), 2U);
  EXPECT_EQ(guess.unread.all()[0].where.file, "bild.png");
  EXPECT_THAT(render(guess, "sv"), HasSubstr("Kan inte läsas"));
}

TEST(Shape, TableWithoutQuestionsIsRefused) {
  const Guess guess =
      guess_of({{"adresser.csv", "Namn;E-post\nA B;a@exempel.se\nC D;c@exempel.se\n"}});
  ASSERT_EQ(guess.unread.all().size(), 1U);
  EXPECT_EQ(guess.unread.all()[0].id, "init.no-items");
  EXPECT_EQ(guess.unread.all()[0].where.file, "adresser.csv");
}

TEST(Shape, PowerAutomateListsAreReadAsTheyWereGuessed) {
  const std::string csv =
      "ID;Vilka stöd har ni?;Vad hindrar er?\n1;\"[\"\"Lönebidrag\"\",\"\"Bil; delad\"\"]\";Inget "
      "som vi vet.\n"
      "2;\"[\"\"Bil; delad\"\"]\";tiden\n3;\"[\"\"Lönebidrag\"\"]\";Det får ni fråga chefen om\n";
  const Guess guess = guess_of({{"flode.csv", csv}});
  ASSERT_EQ(guess.study.sources.size(), 1U);
  ASSERT_EQ(guess.study.sources[0].items.at(0).separator, "json");
  Issues issues;
  const auto document =
      ingest::read_document({"flode.csv", csv}, guess.study.sources[0], guess.study, issues);
  ASSERT_TRUE(document) << render(document.issue());
  std::vector<std::string> chosen;
  for (const Response& response : document->responses)
    if (response.question == 0) chosen.push_back(document->options.at(response.option).label);
  EXPECT_THAT(chosen, ElementsAre("Lönebidrag", "Bil; delad", "Bil; delad", "Lönebidrag"));
}

TEST(Files, AreFoundInFoldersAndMissingOnesNamed) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(::testing::TempDir()) / "samsyn_init";
  fs::create_directories(folder / "ut");
  fs::create_directories(folder / "b");
  for (const char* name : {"study.json", ".dold", "~$svar.xlsx", "b/två.csv", "a.csv",
                           "ut/manifest.json", "ut/codings.jsonl"})
    std::ofstream(folder / name) << "x";
  Issues issues;
  const auto files = input_files(
      {folder.string(), (folder / "a.csv").string(), (folder / "saknas.csv").string()}, issues);
  EXPECT_THAT(files, ElementsAre((folder / "a.csv").string(), (folder / "b" / "två.csv").string()));
  ASSERT_EQ(issues.all().size(), 1U);
  EXPECT_EQ(issues.all()[0].id, "init.no-such-file");
  EXPECT_EQ(issues.all()[0].where.file, (folder / "saknas.csv").string());
  fs::remove_all(folder);
}

TEST(InputFiles, AFolderThatCannotBeListedIsTold) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(::testing::TempDir()) / "samsyn_olistbar";
  fs::create_directories(folder);
  std::ofstream(folder / "a.csv") << "x";
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  // Without a file descriptor to spare no folder can be opened, whoever asks.
  rlimit none = before;
  none.rlim_cur = 0;
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
  Issues issues;
  const auto files = input_files({folder.string()}, issues);
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_TRUE(files.empty());
  ASSERT_EQ(issues.all().size(), 1U);
  EXPECT_EQ(issues.all()[0].id, "init.unreadable-folder");
  EXPECT_EQ(issues.all()[0].where.file, folder.string());
  fs::remove_all(folder);
}

TEST(Rendering, SaysHowSureAGuessIs) {
  EXPECT_EQ(certainty_word(0.9, "sv"), "säker");
  EXPECT_EQ(certainty_word(0.7, "sv"), "trolig");
  EXPECT_EQ(certainty_word(0.3, "sv"), "osäker");
  EXPECT_EQ(certainty_word(0.3, "en"), "unsure");
  Guess guess;
  guess.lines.push_back({"a.csv",
                         "",
                         "Vad hindrar er?",
                         {"öppen fråga → hinder", "open"},
                         0.95,
                         {"långa svar", "long"},
                         {"se efter", "look"}});
  const std::string pad(18, ' ');
  EXPECT_EQ(render(guess, "sv", 100),
            "a.csv\n  Vad hindrar er?" + pad + " öppen fråga → hinder      säker   långa svar\n" +
                "\nAtt kontrollera\n  a.csv, «Vad hindrar er?»: se efter\n");
}

}  // namespace
}  // namespace samsyn
