#include "stages/ingest/transcript.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "stages/ingest/labels.hpp"
#include "stages/ingest/marks.hpp"
#include "stages/ingest/reader.hpp"
#include "stages/ingest/speakers.hpp"
#include "tests/seconds.hpp"

namespace samsyn::ingest {

extern const Reader txt_reader;

namespace {

using ::testing::ElementsAre;

Document read(std::string_view text, Issues& issues, SourceSpec source = {},
              const Study& study = {}) {
  source.kind = SourceKind::transcript;
  Result<Document> document =
      txt_reader.blocks({"mapp/intervju 3.txt", text}, source, study, issues);
  EXPECT_TRUE(document);
  return document ? std::move(*document) : Document{};
}

/// "role speaker|raw" of each block, easy to compare.
std::vector<std::string> shown(const Document& document) {
  std::vector<std::string> out;
  for (const Block& block : document.blocks) {
    std::string line;
    switch (block.role) {
      case BlockRole::turn:
        line = "T ";
        break;
      case BlockRole::interviewer:
        line = "I ";
        break;
      case BlockRole::preamble:
        line = "P ";
        break;
      case BlockRole::heading:
        line = "H ";
        break;
      default:
        line = "? ";
    }
    if (block.speaker != kNone) line += document.speakers[block.speaker];
    out.push_back(line + "|" + block.raw);
  }
  return out;
}

TEST(Transcript, ReadsLabelsAndStampsInTheirUsualShapes) {
  const struct {
    std::string_view text;
    double time;  // of the second turn
  } kCases[] = {
      {"I: Hur går det?\nIP1: Sådär.\nI: Varför?\nIP1: Tiden.", -1},
      {"[00:00:04] I: Hur går det?\n[00:00:12] IP1: Sådär.\n[00:01:00] I: Varför?\n[1:02] IP1: "
       "Tiden.",
       12},
      {"I (00:04): Hur går det?\nIP1 (00:12): Sådär.\nI (01:00): Varför?\nIP1 (01:05): Tiden.", 12},
      {"I: [00:04] Hur går det?\nIP1: [00:12] Sådär.\nI: [01:00] Varför?\nIP1: [01:05] Tiden.", 12},
      {"0:04 I: Hur går det?\n0:12 IP1: Sådär.\n1:00 I: Varför?\n1:05 IP1: Tiden.", 12},
      {"{0:04} I: Hur går det?\n{0:12} IP1: Sådär.\n{1:00} I: Varför?\n{1:05} IP1: Tiden.", 12},
      {"I:\nHur går det?\n\nIP1:\n#00:00:12-0#\nSådär.\n\nI:\nVarför?\n\nIP1:\nTiden.", 12},
      {"I 0:04\nHur går det?\nIP1 0:12\nSådär.\nI 1:00\nVarför?\nIP1 1:05\nTiden.", 12},
      {"0:04\nI\nHur går det?\n\n0:12\nIP1\nSådär.\n\n1:00\nI\nVarför?\n\n1:05\nIP1\nTiden.", 12},
      {"0:04 --> 0:09\nI\nHur går det?\n\n0:12 --> 0:15\nIP1\nSådär.\n\n1:00 --> "
       "1:02\nI\nVarför?\n\n"
       "1:05 --> 1:07\nIP1\nTiden.",
       12},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    Issues issues;
    const Document document = read(c.text, issues);
    ASSERT_THAT(shown(document),
                ElementsAre("I I|Hur går det?", "T IP1|Sådär.", "I I|Varför?", "T IP1|Tiden."));
    EXPECT_EQ(document.blocks[1].time, c.time);
    EXPECT_TRUE(issues.empty());
    ASSERT_EQ(document.respondents.size(), 1U);
    EXPECT_EQ(document.respondents[0].id, "IP1");
    ASSERT_EQ(document.questions.size(), 2U);
    EXPECT_EQ(document.questions[document.blocks[3].question].text, "Varför?");
  }
}

TEST(Transcript, TakesNamesAndNoSentencesForLabels) {
  Issues issues;
  const Document document = read(
      "Intervju med två chefer\nDatum: 3 maj\nDatum: 4 maj\n\n"
      "Intervjuare: Berätta.\n"
      "Anna-Lena Berg: Det är så här: vi saknar folk.\n"
      "Det är så här: ingen söker.\n"
      "Det är så här: alla är trötta.\n"
      "Se https://exempel.se: där står det.\n"
      "Åke Öst: Jag håller med.\n"
      "10:30 Mötet: blev inställt.\n"
      "Anna-Lena Berg: Precis.\n\nOch en sak till.\n",
      issues);
  EXPECT_THAT(
      shown(document),
      ElementsAre("P |Intervju med två chefer", "P |Datum: 3 maj", "P |Datum: 4 maj",
                  "I Intervjuare|Berätta.",
                  "T Anna-Lena Berg|Det är så här: vi saknar folk.\nDet är så här: ingen söker.\n"
                  "Det är så här: alla är trötta.\nSe https://exempel.se: där står det.",
                  "T Åke Öst|Jag håller med.\n10:30 Mötet: blev inställt.",
                  "T Anna-Lena Berg|Precis.\n\nOch en sak till."));
}

TEST(Transcript, KeepsMarksInTheTextAndListsThem) {
  const struct {
    std::string_view raw;
    std::vector<std::string> marks;
  } kCases[] = {
      {"Ja [paus] det går (skratt) bra.", {"[paus]", "(skratt)"}},
      {"Vi (som är två) är trötta (…) alltså.", {"(…)"}},
      {"Nja [ohörbart 00:12] kanske <<skrattar>> då", {"[ohörbart 00:12]", "<<skrattar>>"}},
      {"Hon sa (2.0) nej (4) gånger (04:12).", {"(2.0)", "(04:12)"}},
      {"Det [blev aldrig stängt", {}},
      {"Vi är <5 personer", {}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.raw);
    std::vector<std::string> marks;
    for (const RawSpan& mark : speech_marks(c.raw)) marks.emplace_back(mark.of(c.raw));
    EXPECT_EQ(marks, c.marks);
  }
}

TEST(Transcript, ShortAnswersOfTheInterviewerAskNothingNew) {
  Issues issues;
  const Document document = read(
      "I: Vad hindrar er?\nA: Tiden.\nI: Mm.\nA: Och pengarna.\nI: Okej [paus] då går vi vidare "
      "till nästa sak.\n"
      "A: Ja.",
      issues);
  ASSERT_EQ(document.blocks.size(), 6U);
  EXPECT_EQ(document.questions[document.blocks[3].question].text, "Vad hindrar er?");
  EXPECT_EQ(document.questions[document.blocks[5].question].text,
            "Okej då går vi vidare till nästa sak.");
}

TEST(Transcript, GuessesTheInterviewerAndSaysSo) {
  Issues issues;
  const Document document = read(
      "Karin: Hur går det?\nMats: Bra.\nKarin: Varför det?\nMats: Ja, vad säger man?\nKarin: Hur "
      "då?\n"
      "Mats: Vi hinner.\nMats: Nästan jämt.",
      issues);
  ASSERT_EQ(issues.all().size(), 1U);
  EXPECT_EQ(
      render(issues.all()[0]),
      "mapp/intervju 3.txt: no label says who asks; «Karin» is taken for the interviewer: 3 of 3 "
      "turns end in a question mark [transcript.guessed-interviewer]\n"
      "    speakers: Karin, Mats\n"
      "  fix: confirm with \"interviewers\": [\"Karin\"] of the source");
  EXPECT_EQ(document.blocks[0].role, BlockRole::interviewer);
  ASSERT_EQ(document.respondents.size(), 1U);
}

TEST(Transcript, ReportsWhatItCannotTell) {
  SourceSpec named;
  named.interviewers = {"Karim"};
  const struct {
    std::string_view text;
    SourceSpec source;
    std::string_view id;
  } kCases[] = {
      {"Karin: Det går.\nMats: Bra.\nKarin: Jo.\nMats: Ja.", {}, "transcript.no-interviewer"},
      {"Karin: Hur då?\nMats: Bra.\nKarin: Jo.\nMats: Ja.", named,
       "transcript.unknown-interviewer"},
      {"Vi pratade länge om schemat.\n\nSedan gick alla hem.", {}, "transcript.no-speakers"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.id);
    Issues issues;
    (void)read(c.text, issues, c.source);
    ASSERT_EQ(issues.all().size(), 1U);
    EXPECT_EQ(issues.all()[0].id, c.id);
    EXPECT_EQ(issues.all()[0].where.file, "mapp/intervju 3.txt");
    EXPECT_FALSE(issues.all()[0].remedy.empty());
  }
}

TEST(Transcript, TheHeadNamesWhoInterviews) {
  const struct {
    std::string_view head, who;
    std::vector<std::string> speakers;
  } kCases[] = {
      {"Intervjuare: Kristina Palm", "Kristina", {"Kristina", "Roger Hedlund"}},
      {"Intervjuare: K. Palm", "Kristina", {"Kristina", "Roger Hedlund"}},
      {"Samtalsledare: Kristina Palm (FoU)", "Palm", {"Palm", "Roger Hedlund"}},
      {"Intervjuare: Kristina Palm", "KP", {"KP", "Roger Hedlund"}},
      {"Moderator: Åsa Ek, Kristina Palm", "Kristina Palm", {"Kristina Palm", "Roger Hedlund"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(std::string(c.head) + " / " + std::string(c.who));
    const std::string who(c.who);
    const std::string text = std::string(c.head) + "\nDatum: 3 maj\n\n" + who +
                             ": Berätta om ditt arbete.\nRoger Hedlund: Varför då?\n" + who +
                             ": Jo, vad gör du.\nRoger Hedlund: Vad tror du?\n";
    Issues issues;
    const Document document = read(text, issues);
    EXPECT_EQ(document.speakers, c.speakers);
    ASSERT_EQ(document.blocks.size(), 5U);
    EXPECT_EQ(document.blocks[0].role, BlockRole::preamble);
    EXPECT_EQ(document.blocks[1].role, BlockRole::interviewer);
    EXPECT_EQ(document.blocks[2].role, BlockRole::turn);
    ASSERT_EQ(document.respondents.size(), 1U);
    EXPECT_EQ(document.respondents[0].id, "Roger Hedlund");
    EXPECT_TRUE(issues.empty());
    const auto guess = guess_text({"a.txt", text});
    ASSERT_TRUE(guess);
    ASSERT_EQ(guess->speakers.size(), 2U);
    EXPECT_TRUE(guess->speakers[0].interviewer);
    EXPECT_FALSE(guess->speakers[1].interviewer);
    // As `init` and as people write it in the manifest.
    SourceSpec source;
    for (const std::string& label : {who, std::string("Kristina Palm")}) {
      source.interviewers = {label};
      EXPECT_EQ(read(text, issues, source).blocks[1].role, BlockRole::interviewer);
    }
    EXPECT_TRUE(issues.empty());
  }
}

TEST(Transcript, AHeadOfManyInterviewersCostsItsLength) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "Moderator " + std::to_string(i) + ": Anna Ek, Bo Ek\n";
  text += "Anna: Hur?\nBo: Så.\nAnna: Hur?\nBo: Så.\n";
  Issues issues;
  const auto start = testing::CpuClock::now();
  const Document document = read(text, issues);
  EXPECT_LT(testing::seconds_since(start), 1);
  EXPECT_EQ(document.blocks.size(), 20'004U);
}

TEST(Transcript, ALabelThatSpeaksLaterIsNoLineOfTheHead) {
  Issues issues;
  const Document document = read(
      "Intervjuare: Roger\nRoger: Ja.\nIntervjuare: Hur går det?\nRoger: Bra.\nIntervjuare: Mer?\n",
      issues);
  ASSERT_EQ(document.respondents.size(), 1U);
  EXPECT_EQ(document.respondents[0].id, "Roger");
  EXPECT_EQ(document.blocks[0].role, BlockRole::interviewer);
  // Two with the same first letter: an initial names neither.
  const Document doubt = read(
      "Intervjuare: K. Palm\nKarin: Hur går det?\nKerstin: Så här.\nKarin: Varför?\nKerstin: Tid.\n"
      "Karin: Mer?\nKerstin: Nej.",
      issues);
  EXPECT_EQ(doubt.speakers, (std::vector<std::string>{"Karin", "Kerstin"}));
  EXPECT_EQ(doubt.respondents.size(), 1U);
  ASSERT_EQ(issues.all().size(), 1U);
  EXPECT_EQ(issues.all()[0].id, "transcript.guessed-interviewer");
}

TEST(Transcript, TheManifestNamesSpeakersAndAttributes) {
  Study study;
  study.attributes = {
      {"group", "Grupp"}, {"municipality", "Kommun"}, {"substudy", "Delstudie"}, {"fil", "Fil"}};
  SourceSpec source;
  source.interviewers = {"mats"};
  source.speakers = {"chefen"};
  source.attributes = {{.attribute = kGroup, .column = {}, .constant = "Chef"},
                       {.attribute = 3, .column = {}, .constant = {}, .from_file_name = true}};
  Issues issues;
  const Document document = read("Mats: Hur?\nChefen: Så.", issues, source, study);
  EXPECT_THAT(shown(document), ElementsAre("I Mats|Hur?", "T Chefen|Så."));
  ASSERT_EQ(document.respondents.size(), 1U);
  EXPECT_THAT(document.respondents[0].attributes, ElementsAre("Chef", "", "", "intervju 3"));
}

TEST(Transcript, DashesAloneAreADialogueWhenQuestionsAlternate) {
  Issues issues;
  const Document document = read(
      "Intervju, hemtjänsten\n\n– Hur länge?\n– I fyra år.\n\n– Vad är svårast?\n– Tiden.\nAlla "
      "springer.\n\n– Berätta.\n– En kille stannade.",
      issues);
  EXPECT_THAT(shown(document),
              ElementsAre("P |Intervju, hemtjänsten", "I |Hur länge?", "T –|I fyra år.",
                          "I |Vad är svårast?", "T –|Tiden.\nAlla springer.", "I |Berätta.",
                          "T –|En kille stannade."));
  EXPECT_EQ(document.questions[document.blocks[4].question].text, "Vad är svårast?");
  ASSERT_EQ(document.respondents.size(), 1U);
  ASSERT_EQ(issues.all().size(), 1U);
  EXPECT_EQ(issues.all()[0].id, "transcript.dashes-only");
  EXPECT_EQ(issues.all()[0].where.line, 3U);

  Issues others;
  const Document list =
      read("– Hur når vi cheferna?\n– Bussarna\n– Språket\n– Vem betalar?\n", others);
  ASSERT_EQ(list.blocks.size(), 1U);
  EXPECT_EQ(others.all()[0].id, "transcript.no-speakers");
}

TEST(Transcript, KnowsWhoAsksByManyNames) {
  for (const std::string_view label :
       {"Samtalsledare", "Samtalsledaren", "Intervjuledare", "Facilitator", "Forskaren", "I",
        "Moderator 2", "Moderator Anna Ek", "Anna Ek (moderator)", "Karin - intervjuare",
        "Processledare"}) {
    EXPECT_TRUE(interviewer_word(label)) << label;
  }
  for (const std::string_view label :
       {"F", "Anna", "IP 1", "I2", "Enhetschef", "Deltagare 1", "Ingrid"}) {
    EXPECT_FALSE(interviewer_word(label)) << label;
  }
  const struct {
    std::string_view text;
    std::string_view first;
  } kCases[] = {
      {"F: Hur går det?\nR: Sådär.\nF: Varför?\nR: Vet du?", "I F|Hur går det?"},
      {"F: Jag tycker det.\nR: Inte jag.\nF: Jo.\nR: Nej.", "T F|Jag tycker det."},
      {"F: Hur går det?\nAnna: Vet du?\nF: Nej.\nAnna: Vem vet?", "T F|Hur går det?"},
  };
  for (const auto& c : kCases) {
    Issues issues;
    EXPECT_EQ(shown(read(c.text, issues))[0], c.first);
  }
}

TEST(Transcript, NamesOverTimesAndTimesInWordsAreLabels) {
  for (const std::string_view text :
       {"Karin Ek\n0:03\nHur går det?\nBo Lund\n0:12\nSådär.\nKarin Ek\n0:31\nVarför?\nBo "
        "Lund\n0:40\nTiden.",
        "Karin Ek 0 minuter 3 sekunder\nHur går det?\nBo Lund 0 minuter 12 sekunder\nSådär.\n"
        "Karin Ek 0 minuter 31 sekunder\nVarför?\nBo Lund 0 minuter 40 sekunder\nTiden.\n"
        "Karin Ek avslutade transkribering",
        "Karin Ek\n0:03\nKarin Ek 0 minuter 3 sekunder\nHur går det?\nBo Lund\n0:12\n"
        "Bo Lund 0 minuter 12 sekunder\nSådär.\nKarin Ek\n0:31\nVarför?\nBo Lund\n0:40\nTiden."}) {
    SCOPED_TRACE(text);
    Issues issues;
    const Document document = read(text, issues);
    ASSERT_GE(document.blocks.size(), 4U);
    EXPECT_EQ(shown(document)[1], "T Bo Lund|Sådär.");
    EXPECT_EQ(document.blocks[1].time, 12);
    EXPECT_EQ(shown(document)[3], "T Bo Lund|Tiden.");
    for (std::size_t i = 4; i < document.blocks.size(); ++i) {
      EXPECT_EQ(document.blocks[i].role, BlockRole::preamble);
    }
  }
  EXPECT_EQ(worded_stamp("1 timme 2 minuter 3 sekunder").seconds, 3723);
  EXPECT_EQ(worded_stamp("3 minuter senare").size, 0U);
  EXPECT_EQ(worded_stamp("").size, 0U);
}

TEST(Transcript, SpeakersThatNameAMunicipalityHaveIt) {
  Study study;
  study.attributes = {{"group", "Grupp"}, {"municipality", "Kommun"}, {"substudy", "Delstudie"}};
  Issues issues;
  const Document document = read(
      "I: Hur?\nBo (HR): Så.\nTibro: Nej.\nI: Jo?\nTibro: Ja.\nBo (HR): Ja.\n"
      "Bo (HR): Jo.",
      issues, {}, study);
  ASSERT_EQ(document.respondents.size(), 2U);
  EXPECT_EQ(document.respondents[0].attributes[kMunicipality], "");
  EXPECT_EQ(document.respondents[1].attributes[kMunicipality], "Tibro");
}

TEST(Transcript, PageNumbersInsideATurnAreMarks) {
  Issues issues;
  const Document document =
      read("I: Hur?\nA: Vi har\n\n3 (12)\n\nför lite tid.\nI: Ja?\nA: Ja.", issues);
  ASSERT_EQ(document.blocks.size(), 4U);
  ASSERT_EQ(document.blocks[1].marks.size(), 1U);
  EXPECT_EQ(document.blocks[1].marks[0].of(document.blocks[1].raw), "3 (12)");
}

TEST(Transcript, AFirstLookTellsTranscriptsFromNotes) {
  const auto talk = guess_text(
      {"a.txt", "I: Hur går det?\nAnna: Bra.\nI: Varför?\nAnna: Tid.\nI: Mer?\nAnna: Nej."});
  ASSERT_TRUE(talk);
  EXPECT_EQ(talk->kind, SourceKind::transcript);
  EXPECT_GT(talk->certainty, 0.8);
  ASSERT_EQ(talk->speakers.size(), 2U);
  EXPECT_TRUE(talk->speakers[0].interviewer);
  EXPECT_EQ(talk->speakers[1].turns, 3U);
  EXPECT_THAT(talk->speakers[1].examples, ElementsAre("Bra.", "Tid.", "Nej."));

  const auto notes =
      guess_text({"b.txt",
                  "NÄTVERKSTRÄFF\nPlats: Alingsås\n\n1. Laget runt\nLerum: Har fått fler "
                  "platser.\nPartille: Väntar.\n\n"
                  "2. Hinder\nLerum: Bussarna.\nPartille: Tiden.\n- ingen hinner\n"});
  ASSERT_TRUE(notes);
  EXPECT_EQ(notes->kind, SourceKind::notes);
  EXPECT_THAT(notes->headings, ElementsAre("1. Laget runt", "2. Hinder"));
}

TEST(Transcript, AMarkBehindTheQuestionMarkIsNoneOfTheQuestion) {
  for (const char* blank : {" ", "\u00A0", "\u2003", " \u00A0\u200B "}) {
    Issues issues;
    const std::string pause = std::string(blank) + "[paus]";
    const Document document =
        read("Ada: Vad gör ni där?" + pause + "\nBo: Vi lär oss.\nAda: Och sedan?" + pause +
                 "\nBo: Vi övar.\nAda: Hur länge?" + pause + "\nBo: Ett år.\n",
             issues);
    ASSERT_EQ(document.questions.size(), 3U) << blank;
    ASSERT_EQ(issues.all().size(), 1U);
    EXPECT_EQ(issues.all()[0].id, "transcript.guessed-interviewer");
    EXPECT_THAT(issues.all()[0].message, ::testing::HasSubstr("3 of 3 turns"));
  }
}

TEST(Transcript, BlanksBeforeAMarkCostTheirLength) {
  const std::string blanks(300'000, ' ');
  Issues issues;
  const auto start = testing::CpuClock::now();
  const Document document = read(
      "Ada: Vad gör ni?" + blanks + "[paus]\nBo: Vi lär oss.\nAda: Och sen?\nBo: Ja.\n", issues);
  EXPECT_EQ(document.blocks.size(), 4U);
  EXPECT_LT(testing::seconds_since(start), 1);
}

TEST(Transcript, StampsInOneLongTurnAreMarkedInOrder) {
  std::string text = "Ada: Vad hände?\nBo: Så här (skrattar) var det.\n";
  for (int i = 0; i < 80'000; ++i) text += "0:12 sedan (suckar) kom vi fram\n";
  text += "Ada: Och sen?\nBo: Hem.\n";
  Issues issues;
  const auto start = testing::CpuClock::now();
  const Document document = read(text, issues);
  EXPECT_LT(testing::seconds_since(start), 1);
  ASSERT_EQ(document.blocks.size(), 4U);
  const Block& turn = document.blocks[1];
  ASSERT_EQ(turn.marks.size(), 160'001U);
  EXPECT_EQ(turn.marks[0].of(turn.raw), "(skrattar)");
  EXPECT_EQ(turn.marks[1].of(turn.raw), "0:12");
  EXPECT_EQ(turn.marks[2].of(turn.raw), "(suckar)");
  for (std::size_t m = 1; m < turn.marks.size(); ++m) {
    ASSERT_LE(turn.marks[m - 1].end, turn.marks[m].begin);
  }
}

}  // namespace
}  // namespace samsyn::ingest
