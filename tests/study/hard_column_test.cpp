// Columns between open and closed, where one feature alone would mislead.
#include <gtest/gtest.h>

#include "pipeline/study/guess_column.hpp"
#include "tests/study/cells.hpp"

namespace samsyn::guess {
namespace {

const struct {
  const char* name;
  const char* title;
  Cells cells;
  bool open;
} kCases[] = {
    {"yes and no with an explanation now and then", "Har ni fått stöd utifrån? Beskriv.",
     joined(times(3, {"Nej", "Ja"}),
            {"Ja, från förbundet men det tog slut", "nej inte ännu", "Ja, två timmar i veckan",
             "Nej, vi har inte vetat om att det fanns", "Lite grann, de ringer ibland"}),
     true},
    {"options with commas", "Fick ni det stöd ni behövde?",
     times(4, {"Ja, helt och fullt", "Ja, delvis", "Nej, inte alls"}), false},
    {"options with full stops", "Vilket stämmer på er?",
     times(5, {"Vi har redan börjat.", "Vi ska börja i år.", "Vi har inga planer."}), false},
    {"long options that few chose alike",
     "Hur långt har ni kommit? Välj det som passar bäst.",
     {"Vi har en plan som nämnden har beslutat om", "Vi har påbörjat arbetet men inte beslutat",
      "Vi har en plan som nämnden har beslutat om", "Vi har inte påbörjat något arbete ännu",
      "Vi har påbörjat arbetet men inte beslutat", "Vi har påbörjat arbetet men inte beslutat",
      "Vi har en plan som nämnden har beslutat om"},
     false},
    {"units, thirty names over sixty rows", "Enhetens namn",
     times(2, {"Solrosen",   "Tallgården", "Ekbacken", "Björken",     "Linden", "Videslätt",
               "Norrgården", "Sjövik",     "Kvarnen",  "Åkern",       "Ängen",  "Höjden",
               "Strand",     "Bruket",     "Smedjan",  "Prästgården", "Torget", "Parken",
               "Bäcken",     "Lyckan",     "Fyren",    "Hamnen",      "Granen", "Vreten",
               "Heden",      "Lunden",     "Udden",    "Näset",       "Berget", "Viken"}),
     false},
    {"one word each, many respondents",
     "Vilket ord beskriver er arbetsplats?",
     {"Stress",    "glädje",   "Stress",  "kaos",      "Familj", "rörigt",    "Trygg",
      "stressigt", "Kul",      "kul!",    "lugnt",     "Slitet", "gemenskap", "Hjärta",
      "Gemenskap", "tempo",    "omtanke", "Stressigt", "hopp",   "Trångt",    "liv",
      "Värme",     "prestige", "skratt",  "tungt",     "Framåt"},
     true},
    {"codes of options", "Q1", times(6, {"A1", "A2", "A3"}), false},
    {"most say nothing", "Övriga kommentarer",
     joined(times(10, {"Nej"}), {"Bra att ni frågar.", "för många frågor", "Nej tack",
                                 "Hoppas det blir något av det här"}),
     true},
    {"short sentences, four people",
     "Vad behövs?",
     {"Fler händer", "tid att visa", "En som kan språket", "att chefen är med"},
     true},
    {"places of work, all different",
     "Vad är viktigast för att det ska fungera?",
     {"Handledaren", "Tid", "Att man trivs", "tydlighet", "Uppföljning", "lön", "en kontaktperson",
      "språket", "humor", "rutiner"},
     true},
    {"intervals", "Hur många anställda har ni?",
     times(4, {"1–9", "10–49", "50–199", "200 eller fler"}), false},
    {"education", "Högsta utbildning",
     times(5, {"Grundskola", "Gymnasium", "Yrkeshögskola", "Universitet eller högskola"}), false},
    {"partly", "Har målen nåtts?", times(4, {"Ja", "Delvis", "Nej"}), false},
    {"a question with a long option for each of seven",
     "Vad är er största utmaning? Markera ett svar.",
     {"Att hitta utbildad personal", "Att behålla den personal vi har",
      "Att hitta utbildad personal", "Sjukfrånvaron", "Att behålla den personal vi har", "Ekonomin",
      "Att hitta utbildad personal"},
     false},
    {"spoken stumps",
     "Kommentar till frågan ovan",
     {"se ovan", "mm", "Svårt att säga generellt", "se ovan", "beror på", "olika i olika hus",
      "vet ej", "jo men visst"},
     true},
    {"all capitals",
     "Vad hindrar?",
     {"TID", "PENGAR OCH TID", "INGET", "ATT INGEN LYSSNAR", "SCHEMAT", "VET EJ"},
     true},
    {"English comments",
     "Any other comments?",
     {"We need more time.", "It works fine for us", "no", "The bus is a problem in winter",
      "Ask the managers"},
     true},
    {"four sizes", "Verksamhetens storlek", times(3, {"Mikro", "Liten", "Mellan", "Stor"}), false},
    {"a list of a hundred occupations, each twice at most",
     "Yrke",
     {"Undersköterska", "Lärare",        "Kock",          "Undersköterska", "Lärare",
      "Vaktmästare",    "Städare",       "Kock",          "Barnskötare",    "Sjuksköterska",
      "Barnskötare",    "Sjuksköterska", "Bibliotekarie", "Parkarbetare",   "Städare",
      "Vaktmästare",    "Bibliotekarie", "Parkarbetare",  "Handläggare",    "Handläggare"},
     false},
};

TEST(HardColumn, IsOpenOrClosedByAllFeaturesTogether) {
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const ColumnGuess guess = guess_column(c.title, c.title, false, c.cells);
    const bool open = guess.role == Role::item && guess.type == ItemType::open;
    EXPECT_EQ(open, c.open) << guess.reason.sv << ", openness "
                            << openness(look_at(c.cells), c.title);
  }
}

}  // namespace
}  // namespace samsyn::guess
