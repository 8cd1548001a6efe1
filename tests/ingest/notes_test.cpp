#include "stages/ingest/notes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "stages/ingest/headings.hpp"
#include "stages/ingest/marks.hpp"
#include "stages/ingest/municipalities.hpp"
#include "stages/ingest/reader.hpp"
#include "stages/ingest/voices.hpp"
#include "tests/seconds.hpp"

namespace samsyn::ingest {

extern const Reader txt_reader;

namespace {

using ::testing::ElementsAre;

Document read(std::string_view text, Issues& issues, SourceSpec source = {}) {
  source.kind = SourceKind::notes;
  Study study;
  study.attributes = {{"group", "Grupp"}, {"municipality", "Kommun"}, {"substudy", "Delstudie"}};
  Result<Document> document = txt_reader.blocks({"träff.txt", text}, source, study, issues);
  EXPECT_TRUE(document);
  return document ? std::move(*document) : Document{};
}

/// "N speaker|raw|question" of notes, "H raw" and "P raw" of the rest.
std::vector<std::string> shown(const Document& document) {
  std::vector<std::string> out;
  for (const Block& block : document.blocks) {
    if (block.role == BlockRole::heading) {
      out.push_back("H " + block.raw);
    } else if (block.role == BlockRole::preamble) {
      out.push_back("P " + block.raw);
    } else {
      out.push_back("N " + (block.speaker == kNone ? "" : document.speakers[block.speaker]) + "|" +
                    block.raw + "|" +
                    (block.question == kNone ? "" : document.questions[block.question].text));
    }
  }
  return out;
}

TEST(Notes, ReadsBulletsOfScansAsBulletsWhereTheyStandBelowEachOther) {
  Issues issues;
  const Document document = read(
      "Vad behövs\n\no utbildning av handledare\ne bättre samverkan\ne Ökad tid\no färre krav\n\n"
      "hur det går\ne det svårt att säga för\noss här.\n",
      issues);
  EXPECT_THAT(shown(document),
              ElementsAre("H Vad behövs", "N |utbildning av handledare|Vad behövs",
                          "N |bättre samverkan|Vad behövs", "N |Ökad tid|Vad behövs",
                          "N |färre krav|Vad behövs",
                          "N |hur det går\ne det svårt att säga för\noss här.|Vad behövs"));
}

TEST(Notes, ReadsTitleHeadingsStatementsAndBullets) {
  Issues issues;
  const Document document = read(
      "NÄTVERKSTRÄFF VÅREN\nDatum: 3 maj\nDeltagare: tio kommuner,\nsamt regionen\n\n"
      "1. LAGET RUNT\n\nLerum: Fler platser i vår.\nTvå nya handledare.\n\nPartile: Väntar på "
      "beslut.\n\n"
      "Ale: Inget nytt.\n\n"
      "2. HINDER\n\nGröna lappar (bord 1)\n- för lite tid,\n  särskilt på sommaren\n- chefer byts "
      "ut\n\n"
      "Blå lappar (bord 2)\n• bussarna\n\nDet blev en lång diskussion om vem som betalar för "
      "handledningen.\n",
      issues);
  EXPECT_THAT(
      shown(document),
      ElementsAre("P NÄTVERKSTRÄFF VÅREN", "P Datum: 3 maj", "P Deltagare: tio kommuner,",
                  "P samt regionen", "H 1. LAGET RUNT",
                  "N Lerum|Fler platser i vår.\nTvå nya handledare.|1. LAGET RUNT",
                  "N Partile|Väntar på beslut.|1. LAGET RUNT", "N Ale|Inget nytt.|1. LAGET RUNT",
                  "H 2. HINDER", "H Gröna lappar (bord 1)",
                  "N |för lite tid,\n  särskilt på sommaren|2. HINDER / Gröna lappar (bord 1)",
                  "N |chefer byts ut|2. HINDER / Gröna lappar (bord 1)", "H Blå lappar (bord 2)",
                  "N |bussarna|2. HINDER / Blå lappar (bord 2)",
                  "N |Det blev en lång diskussion om vem som betalar för handledningen.|"
                  "2. HINDER / Blå lappar (bord 2)"));
  ASSERT_EQ(document.respondents.size(), 3U);
  EXPECT_EQ(document.respondents[1].id, "Partille");
  EXPECT_EQ(document.respondents[1].attributes[kMunicipality], "Partille");
  ASSERT_EQ(issues.all().size(), 1U);
  EXPECT_EQ(issues.all()[0].id, "notes.respelt-municipality");
  EXPECT_EQ(issues.all()[0].where.file, "träff.txt");
}

TEST(Notes, FindsHeadingsByTheirLooks) {
  const struct {
    std::string_view text;
    std::vector<std::string> headings;
  } kCases[] = {
      {"# Läget\nVi började.\n## Sedan\nVi slutade.", {"Läget", "Sedan"}},
      {"Läget\n=====\nVi började.\n\nSedan\n-----\nVi slutade.", {"Läget", "Sedan"}},
      {"§ 37 Val av justerare\nAnna valdes.\n§38 Ekonomi\nGod.",
       {"§ 37 Val av justerare", "§38 Ekonomi"}},
      {"3.2 Bemanning\nVi saknar fyra personer.\n3.3 Lokaler\nFör små.",
       {"3.2 Bemanning", "3.3 Lokaler"}},
      {"1. Öppnande\nMötet öppnades.\n2. Hinder\nMånga.", {"1. Öppnande", "2. Hinder"}},
      {"Förslag:\n1. Inför mentorer\n2. Byt schema\n3. Anställ fler", {"Förslag"}},
      {"Nuläge\n\nVi har fyra vakanser och ingen söker tjänsterna i sommar.\n\nFramåt\n\n- fler "
       "platser",
       {"Nuläge", "Framåt"}},
      {"Vi ses igen.\n\n- en\n- två", {}},
      {"Fråga 1: Vad hindrar?\nTiden.\nFråga 2: Vad hjälper?\nChefen.",
       {"Fråga 1: Vad hindrar?", "Fråga 2: Vad hjälper?"}},
      {"1. Informationen noteras.\n\nVi ses.", {}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    const auto lines = split_lines(c.text, "x");
    ASSERT_TRUE(lines);
    std::vector<std::string> headings;
    for (const Heading& heading : find_headings(*lines)) headings.push_back(heading.text);
    EXPECT_EQ(headings, c.headings);
  }
}

TEST(Notes, KnowsBulletSigns) {
  const struct {
    std::string_view line;
    bool after;
    std::size_t size;
  } kCases[] = {
      {"- tid", false, 2},     {"– tid", false, 4},
      {"* tid", false, 2},     {"•tid", false, 3},
      {"○ tid", false, 4},     {"1) tid", false, 3},
      {"a) tid", false, 3},    {"12. tid", false, 4},
      {"o Schemat", false, 2}, {"o schemat", false, 0},
      {"e schemat", true, 2},  {"-5 grader", false, 0},
      {"och så", true, 0},     {"●●● tid", false, 0},
      {"-", false, 0},         {"2019 var ett år", false, 0},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.line);
    EXPECT_EQ(bullet_sign(c.line, c.after), c.size);
  }
}

TEST(Notes, CountsVotes) {
  const struct {
    std::string_view raw;
    std::uint32_t count;
    std::string_view mark;
  } kCases[] = {
      {"Språket ●●●", 3, "●●●"},
      {"Språket ● ●", 2, "● ●"},
      {"Språket x3", 3, "x3"},
      {"Språket 3x", 3, "3x"},
      {"Språket ×12", 12, "×12"},
      {"Språket 3 p", 3, "3 p"},
      {"Språket (4)", 4, "(4)"},
      {"Språket (4 röster)", 4, "(4 röster)"},
      {"Språket +++", 3, "+++"},
      {"medel från ESF+", 0, ""},
      {"Målet (2019)", 0, ""},
      {"grupp (2 av 4)", 0, ""},
      {"max3", 0, ""},
      {"Tolv veckor", 0, ""},
      {"12 st", 0, ""},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.raw);
    const Votes votes = votes_at_end(c.raw);
    EXPECT_EQ(votes.count, c.count);
    EXPECT_EQ(votes.mark.of(c.raw), c.mark);
  }
  Issues issues;
  const Document document = read("HINDER\n- tid ●●\n- pengar (3)\n- språk", issues);
  ASSERT_EQ(document.blocks.size(), 4U);
  EXPECT_EQ(document.blocks[1].votes, 2U);
  EXPECT_EQ(document.blocks[1].raw, "tid ●●");
  EXPECT_EQ(document.blocks[2].votes, 3U);
  EXPECT_EQ(document.blocks[3].votes, 0U);
}

TEST(Notes, FindsMunicipalities) {
  const struct {
    std::string_view label, name;
    bool exact;
  } kCases[] = {
      {"Lerum", "Lerum", true},
      {"LERUM", "Lerum", true},
      {"Lerums kommun", "Lerum", true},
      {"Göteborgs stad", "Göteborg", true},
      {"Linköpnig", "Linköping", false},
      {"Upplands Väsby", "Upplands Väsby", true},
      {"Ekonomi", "", false},
      {"Marks", "", false},
      {"Marks kommun", "Mark", true},
      {"Alla", "", false},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.label);
    const Municipality found = guess_municipality(c.label);
    EXPECT_EQ(found.name, c.name);
    EXPECT_EQ(found.exact, c.exact);
    EXPECT_EQ(find_municipality(c.label).name, c.exact ? c.name : "");
  }
}

TEST(Notes, HeadingsAndLinesThatNameSomeoneAreVoices) {
  const struct {
    std::string_view text;
    std::vector<std::string> shown;
  } kCases[] = {
      // capitals, and a closing heading that ends them
      {"FALKÖPING\n- tid\n\nTIBRO\n- bussar\n\nSammanfattning\nVi ses igen i höst.",
       {"N Falköping|tid|", "N Tibro|bussar|", "H Sammanfattning",
        "N |Vi ses igen i höst.|Sammanfattning"}},
      // alone on a line, under questions
      {"Hinder\nTibro\nVi har för få platser.\n\nSkara\nBussen går inte.\n\nMöjligheter\nTibro\n"
       "Mentorer har hjälpt.",
       {"H Hinder", "N Tibro|Vi har för få platser.|Hinder", "N Skara|Bussen går inte.|Hinder",
        "H Möjligheter", "N Tibro|Mentorer har hjälpt.|Möjligheter"}},
      // over questions
      {"TIBRO\nHINDER\n- tid\nFÖRSLAG\n- mentorer\n\nSKARA\nHINDER\n- bussar",
       {"H HINDER", "N Tibro|tid|HINDER", "H FÖRSLAG", "N Tibro|mentorer|FÖRSLAG", "H HINDER",
        "N Skara|bussar|HINDER"}},
      {"## Tibro\n### Hinder\n* tid\n## Skara\n### Hinder\n* bussar",
       {"H ### Hinder", "N Tibro|tid|Hinder", "H ### Hinder", "N Skara|bussar|Hinder"}},
      // several municipalities, groups, tables
      {"Falköping/Skara:\n- olika system\n\nGrupp 1:\n- ingen hinner\n\nBord 3\n- chefer slutar",
       {"N Falköping/Skara|olika system|", "N Grupp 1|ingen hinner|", "N Bord 3|chefer slutar|"}},
      {"Grupp 2 (Skövde och Tibro)\nVad hindrar oss?\n- körkort",
       {"H Vad hindrar oss?", "N Grupp 2 (Skövde och Tibro)|körkort|Vad hindrar oss?"}},
      // between headings that an outline counts: a remark in brackets is no capital
      {"A. RUNDAN\n\nVi har lokaler.\n\nB. TAVLAN\n\nGrupp 1 (kock)\n+ disk\n\nC. POST-IT – VAD "
       "STÅR "
       "I VÄGEN? (röster inom parentes)\n\n○ ingen bestämmer\n\nIII. BESLUT (kort)\n\n- möte i maj",
       {"H A. RUNDAN", "N |Vi har lokaler.|A. RUNDAN", "H B. TAVLAN",
        "N Grupp 1 (kock)|disk|B. TAVLAN",
        "H C. POST-IT – VAD STÅR I VÄGEN? (röster inom parentes)",
        "N |ingen bestämmer|C. POST-IT – VAD STÅR I VÄGEN? (röster inom parentes)",
        "H III. BESLUT (kort)", "N |möte i maj|III. BESLUT (kort)"}},
      // of the whole file
      {"Kommun: Tibro\nDatum: 3 maj 2024\n\nHINDER\n- tid\n\nFÖRSLAG\n- mentorer",
       {"P Kommun: Tibro", "P Datum: 3 maj 2024", "H HINDER", "N Tibro|tid|HINDER", "H FÖRSLAG",
        "N Tibro|mentorer|FÖRSLAG"}},
      // over lines that are indented deeper, in a list and in a mind map
      {"Väggen\n\n- Tibro\n  - tid\n- Skara\n  - bussar\n- Språk\n  - dialekter",
       {"P Väggen", "N Tibro|tid|", "N Skara|bussar|", "N |Språk|", "N |dialekter|"}},
      {"Karta\n\tHinder\n\t\tTid\n\t\t\tscheman\n\tTibro\n\t\tlokaler\n\t\tbussen",
       {"P Karta", "H Hinder", "H Tid", "N |scheman|Hinder / Tid", "N Tibro|lokaler|",
        "N Tibro|bussen|"}},
      // none of these is one
      {"Möte i Skövde 3 maj\n\nHINDER\n- tid",
       {"P Möte i Skövde 3 maj", "H HINDER", "N |tid|HINDER"}},
      {"SKÖVDE\n3 maj 2024\n\nHINDER\n- tid",
       {"P SKÖVDE", "P 3 maj 2024", "H HINDER", "N |tid|HINDER"}},
      {"HINDER\nVi frågade alla som var där.\nTibro\nSkara\nGötene\n",
       {"H HINDER", "N |Vi frågade alla som var där.\nTibro\nSkara\nGötene|HINDER"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    Issues issues;
    EXPECT_EQ(shown(read(c.text, issues)), c.shown);
  }
}

TEST(Notes, VoicesAreWholeTextsOnly) {
  const struct {
    std::string_view text, id, municipality;
  } kCases[] = {
      {"FALKÖPING", "Falköping", "Falköping"},
      {"Lerums kommun:", "Lerum", "Lerum"},
      {"2.1 Tibro", "Tibro", "Tibro"},
      {"Skara, Tibro och Götene", "Skara/Tibro/Götene", "Skara/Tibro/Götene"},
      {"Malung-Sälen", "Malung-Sälen", "Malung-Sälen"},
      {"Falköping–Skara", "Falköping/Skara", "Falköping/Skara"},
      {"Tibro (HR)", "Tibro (HR)", "Tibro"},
      {"Bord 3 (chefer)", "Bord 3 (chefer)", ""},
      {"Grupp B – Tibro", "Grupp B – Tibro", "Tibro"},
      {"Gröna gruppen", "Gröna gruppen", ""},
      {"Respondent 4", "Respondent 4", ""},
      {"Möte i Skövde 3 maj", "", ""},
      {"Skövde (3 maj)", "", ""},
      {"Skövde och omvärlden", "", ""},
      {"Grupp", "", ""},
      {"Grupp 1 gick hem.", "", ""},
      {"Bord 2024", "", ""},
      {"", "", ""},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    const Voice voice = voice_of(c.text);
    EXPECT_EQ(voice.id, c.id);
    EXPECT_EQ(voice.municipality, c.municipality);
  }
}

TEST(Notes, SpellingsOfAMunicipalityAreOneRespondent) {
  Issues issues;
  const Document document =
      read("TIBRO\n- tid\n\nSKARA\n- bussar\n\nÖVRIGT\nTibro kommun: Nej.\n", issues);
  ASSERT_EQ(document.respondents.size(), 2U);
  EXPECT_EQ(document.respondents[0].id, "Tibro");
  EXPECT_EQ(document.respondents[0].attributes[kMunicipality], "Tibro");
  EXPECT_EQ(document.blocks.back().respondent, 0U);
}

TEST(Notes, WhoLeadsTheTalkIsNoVoice) {
  Issues issues;
  const Document document = read(
      "LÄGET\n\nModerator: Vad hindrar er?\nTibro: Tiden.\nSamtalsledaren: Mm.\nSkara: Bussarna.\n",
      issues);
  ASSERT_EQ(document.blocks.size(), 5U);
  EXPECT_EQ(document.blocks[1].role, BlockRole::interviewer);
  EXPECT_EQ(document.blocks[1].respondent, kNone);
  EXPECT_EQ(document.blocks[3].role, BlockRole::interviewer);
  EXPECT_EQ(document.questions[document.blocks[4].question].text, "Vad hindrar er?");
  EXPECT_EQ(document.respondents.size(), 2U);
}

TEST(Notes, MinutesHaveAHeadAndSignatures) {
  Issues issues;
  const Document document = read(
      "PROTOKOLL\nSammanträdesdatum: 2024-09-12\nNärvarande:\nAnna Ek, ordförande\n\n"
      "§ 34 Läget\nDet saknas handledare.\n\nVid protokollet\nKarin Berg\n",
      issues);
  EXPECT_THAT(shown(document), ElementsAre("P PROTOKOLL", "P Sammanträdesdatum: 2024-09-12",
                                           "P Närvarande:", "P Anna Ek, ordförande", "H § 34 Läget",
                                           "N |Det saknas handledare.|§ 34 Läget",
                                           "P Vid protokollet", "P Karin Berg"));
}

TEST(Notes, LabelsOfOthersNeedCompany) {
  Issues issues;
  const Document document = read(
      "1. LAGET RUNT\n\nSamordningsförbundet: Nya regler.\n\nVuxenutbildningen: Fler kurser.\n\n"
      "Näringslivsenheten: Fler platser.\n\n2. BESLUT\n\nAnsvarig: Karin\n\nSlutsats: Vi "
      "fortsätter.\n",
      issues);
  EXPECT_THAT(shown(document),
              ElementsAre("H 1. LAGET RUNT", "N Samordningsförbundet|Nya regler.|1. LAGET RUNT",
                          "N Vuxenutbildningen|Fler kurser.|1. LAGET RUNT",
                          "N Näringslivsenheten|Fler platser.|1. LAGET RUNT", "H 2. BESLUT",
                          "N |Ansvarig: Karin|2. BESLUT", "N |Slutsats: Vi fortsätter.|2. BESLUT"));
}

TEST(Notes, ALabelAloneSpeaksUntilTheNextOne) {
  Issues issues;
  const Document document = read(
      "1. LAGET RUNT\n\nLerum:\n- fler platser\n- ny chef\n\nAle:\n- inget nytt\n\n2. ÖVRIGT\n\n- "
      "fika\n",
      issues);
  EXPECT_THAT(shown(document),
              ElementsAre("H 1. LAGET RUNT", "N Lerum|fler platser|1. LAGET RUNT",
                          "N Lerum|ny chef|1. LAGET RUNT", "N Ale|inget nytt|1. LAGET RUNT",
                          "H 2. ÖVRIGT", "N |fika|2. ÖVRIGT"));
}

TEST(Notes, PageNumbersAndFormFeedsStandApart) {
  Issues issues;
  const Document document = read(
      "1. LÄGET\n\nVi har fyra vakanser och ingen söker.\n\n3 (12)\n\fSida 4\n\nDet är svårt att "
      "få tag på folk.\n",
      issues);
  EXPECT_THAT(shown(document),
              ElementsAre("H 1. LÄGET", "N |Vi har fyra vakanser och ingen söker.|1. LÄGET",
                          "N |Det är svårt att få tag på folk.|1. LÄGET"));
}

TEST(Notes, ShortLinesWithoutHeaderAreContent) {
  Issues issues;
  const Document document = read("Språket\nTiden\nEkonomin\nBussarna\n", issues);
  EXPECT_THAT(shown(document), ElementsAre("N |Språket\nTiden\nEkonomin\nBussarna|"));
}

TEST(Notes, ALongHeadCostsItsLength) {
  std::string text;
  for (int i = 0; i < 80'000; ++i) text += "Moderator: Anna Ek\n";
  text += "\nVi talade om tid.\n";
  Issues issues;
  const auto start = testing::CpuClock::now();
  const Document document = read(text, issues);
  EXPECT_LT(testing::seconds_since(start), 1);
  ASSERT_EQ(document.blocks.size(), 80'001U);
  EXPECT_EQ(document.blocks.front().role, BlockRole::preamble);
  EXPECT_EQ(document.blocks.back().role, BlockRole::note);
}

}  // namespace
}  // namespace samsyn::ingest
