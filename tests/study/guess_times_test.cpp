// Repeated measurements that `init` finds in titles, rows, dates, files and sheets, and what it
// must not take for them.
#include "pipeline/study/guess_times.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "pipeline/study/study.hpp"
#include "pipeline/study/time_marks.hpp"
#include "tests/study/files.hpp"

namespace samsyn {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kSteps[] = {"Kontakt", "Förberedelse", "Praktik"};

/// "steg@start", "steg@slut": the items of a source with their times.
std::vector<std::string> timed_items(const SourceSpec& source) {
  std::vector<std::string> out;
  for (const ItemSpec& item : source.items)
    out.push_back(item.id + (item.occasion.empty() ? "" : "@" + item.occasion));
  return out;
}

/// Twelve people, a row each, with an answer in each column after the id.
std::string wide(const std::vector<std::string>& titles) {
  std::string out = "Deltagare-id";
  for (const std::string& title : titles) out += ";" + title;
  for (int p = 0; p < 12; ++p) {
    out += "\nD" + std::to_string(p);
    for (std::size_t c = 0; c < titles.size(); ++c)
      out += std::string(";") + kSteps[(static_cast<std::size_t>(p) + c) % 3];
  }
  return out + "\n";
}

/// Twelve people at the times, a row for each.
std::string rows(const std::string& title, const std::vector<std::string>& times) {
  std::string out = "Deltagare;" + title + ";Kön;Steg;Hur mår du?\n";
  for (std::size_t t = 0; t < times.size(); ++t) {
    for (std::size_t p = t; p < 12; ++p)
      out += "D" + std::to_string(p) + ";" + times[t] + ";" + (p % 2 == 0 ? "Kvinna" : "Man") +
             ";" + kSteps[(p + t) % 3] + ";" + std::to_string(1 + (p + t) % 5) + "\n";
  }
  return out;
}

/// One file of one time, without a column for it.
std::string sitting(std::size_t time) {
  std::string out = "Deltagare-id;Steg;Hur mår du?;Söker arbete\n";
  for (std::size_t p = time; p < 12; ++p)
    out += "D" + std::to_string(p) + ";" + kSteps[(p + time) % (2 + time)] + ";" +
           std::to_string(1 + (p + time) % 5) + ";" + (p % 2 == 0 ? "Ja" : "Nej") + "\n";
  return out;
}

/// What is guessed can be read again.
void expect_sound(const Guess& guess) {
  Issues issues;
  const auto study = load_study(write_study(guess.study), "/studie/study.json", issues);
  ASSERT_TRUE(study) << write_study(guess.study);
  for (const Issue& issue : issues.all()) EXPECT_EQ(issue.id, "study.no-such-file");
}

TEST(TimeMark, IsFoundAtTheEndsOfATitle) {
  const struct {
    std::string text, base, name;
    bool sure;
  } kCases[] = {{"Steg (start)", "Steg", "start", true},
                {"Steg [Halvtid]", "Steg", "halvtid", true},
                {"Mätning 1: Hur mår du?", "Hur mår du?", "mätning 1", true},
                {"Hur mår du? – Mätning 2", "Hur mår du?", "mätning 2", true},
                {"steg_t0", "steg", "t0", true},
                {"Steg vid start", "Steg", "start", false},
                {"Steg slut", "Steg", "slut", false},
                {"Hälsa (efter 6 månader)", "Hälsa", "6 månader", true},
                {"matning2", "", "matning 2", true},
                {"slut", "", "slut", true}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    const auto mark = guess::find_time(c.text);
    ASSERT_TRUE(mark);
    EXPECT_EQ(mark->base, c.base);
    EXPECT_EQ(mark->name, c.name);
    EXPECT_EQ(mark->sure, c.sure);
  }
}

TEST(TimeMark, IsNotInOrdinaryTitles) {
  for (const char* text :
       {"När vill du starta?", "Vad hände efter att du hade fått stöd?", "Fråga 1", "Starttid",
        "Slutförandetid", "Hur många omgångar?", "Vad tycker du om start av insatser i tid?",
        "T-shirt", "Ålder 16", "Hur var tillfälle 1 jämfört med de andra?"}) {
    EXPECT_FALSE(guess::find_time(text)) << text;
  }
}

TEST(GuessTimes, FromColumnsOfOneRow) {
  const struct {
    std::vector<std::string> titles, order;
  } kCases[] = {
      {{"Steg mätning 1", "Steg mätning 2"}, {"mätning 1", "mätning 2"}},
      {{"steg_t1", "steg_t0"}, {"t0", "t1"}},
      {{"Steg (slut)", "Steg (start)", "Steg (halvtid)"}, {"start", "halvtid", "slut"}},
      {{"Mätning 1: Vilket steg står du på?", "Mätning 2: Vilket steg står du på?"},
       {"mätning 1", "mätning 2"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.titles.front());
    const Guess guess = guess_of({{"svar.csv", wide(c.titles)}});
    EXPECT_EQ(guess.study.occasions.order, c.order);
    ASSERT_EQ(guess.study.sources.size(), 1U);
    const SourceSpec& source = guess.study.sources[0];
    ASSERT_EQ(source.items.size(), c.titles.size());
    for (const ItemSpec& item : source.items) {
      EXPECT_EQ(item.id, source.items.front().id);
      EXPECT_FALSE(item.occasion.empty());
    }
    EXPECT_EQ(guess.study.occasions.steps, source.items.front().id);
    expect_sound(guess);
  }
}

TEST(GuessTimes, BelieveWordsWhenTwoQuestionsHaveThem) {
  const Guess one = guess_of({{"svar.csv", wide({"Stöd före", "Stöd efter"})}});
  EXPECT_TRUE(one.study.occasions.empty());
  const Guess two =
      guess_of({{"svar.csv", wide({"Stöd före", "Stöd efter", "Steg före", "Steg efter"})}});
  EXPECT_THAT(timed_items(two.study.sources.at(0)),
              ElementsAre("stod@före", "stod@efter", "steg@före", "steg@efter"));
}

TEST(GuessTimes, FromRowsOfPeopleWhoRecur) {
  for (const char* title : {"Mätning", "Tillfälle", "Omgång", "Mättillfälle", "När"}) {
    SCOPED_TRACE(title);
    const Guess guess = guess_of({{"svar.csv", rows(title, {"start", "halvtid", "slut"})}});
    EXPECT_THAT(guess.study.occasions.order, ElementsAre("start", "halvtid", "slut"));
    const SourceSpec& source = guess.study.sources.at(0);
    EXPECT_EQ(source.respondent_column, "Deltagare");
    EXPECT_EQ(source.attributes.at(0).column, title);
    EXPECT_EQ(guess.study.occasions.attribute, source.attributes.at(0).attribute);
    EXPECT_EQ(guess.study.occasions.steps, "steg");
    expect_sound(guess);
    EXPECT_THAT(render(guess, "sv"), HasSubstr("stämmer tillfällenas ordning"));
  }
}

TEST(GuessTimes, FromNumbersOfRounds) {
  const Guess guess = guess_of({{"svar.csv", rows("Omgång", {"2", "1", "3"})}});
  EXPECT_THAT(guess.study.occasions.order, ElementsAre("1", "2", "3"));
}

TEST(GuessTimes, FromDatesThatPartIntoRounds) {
  std::string out = "Deltagare;Datum;Steg\n";
  for (int t = 0; t < 2; ++t) {
    for (int p = 0; p < 8; ++p)
      out += "D" + std::to_string(p) + ";2026-0" + std::to_string(1 + 5 * t) + "-1" +
             std::to_string(p) + ";" + kSteps[(p + t) % 3] + "\n";
  }
  const Guess guess = guess_of({{"svar.csv", out}});
  EXPECT_THAT(guess.study.occasions.order, ElementsAre("mätning 1", "mätning 2"));
  EXPECT_THAT(guess.study.occasions.begins, ElementsAre("2026-01-10", "2026-06-10"));
  expect_sound(guess);
}

TEST(GuessTimes, FromALongTable) {
  std::string out = "Deltagare;Mätning;Fråga;Svar\n";
  for (int t = 1; t <= 2; ++t) {
    for (int p = 0; p < 8; ++p) {
      const std::string who = "D" + std::to_string(p) + ";" + std::to_string(t);
      out += who + ";Vilket steg står du på?;" + kSteps[(p + t) % 3] + "\n";
      out += who + ";Hur mår du?;" + std::to_string(1 + (p + t) % 5) + "\n";
    }
  }
  const Guess guess = guess_of({{"svar.csv", out}});
  EXPECT_THAT(guess.study.occasions.order, ElementsAre("1", "2"));
  const SourceSpec& source = guess.study.sources.at(0);
  EXPECT_EQ(source.layout, Layout::long_);
  EXPECT_EQ(source.respondent_column, "Deltagare");
  EXPECT_EQ(source.items.size(), 2U);
  expect_sound(guess);
}

TEST(GuessTimes, FromFilesOfEachTime) {
  const Guess guess = guess_of({{"start.csv", sitting(0)}, {"slut.csv", sitting(1)}});
  EXPECT_THAT(guess.study.occasions.order, ElementsAre("start", "slut"));
  ASSERT_EQ(guess.study.sources.size(), 2U);
  const SourceSpec &later = guess.study.sources[0], &earlier = guess.study.sources[1];
  EXPECT_EQ(later.attributes.at(0).constant, "slut");
  EXPECT_EQ(earlier.attributes.at(0).constant, "start");
  EXPECT_EQ(timed_items(earlier), timed_items(later));
  EXPECT_EQ(earlier.items[0].options, later.items[0].options) << "the last step came later";
  EXPECT_EQ(earlier.items[0].options.size(), 3U);
  expect_sound(guess);
}

TEST(GuessTimes, FromFilesOfSeveralUnits) {
  std::string other = sitting(0), last = sitting(1);
  for (std::string* text : {&other, &last}) {
    for (std::size_t at = text->find("\nD"); at != std::string::npos; at = text->find("\nD", at))
      (*text)[at + 1] = 'E';
  }
  const Guess guess = guess_of({{"norr_mätning1.csv", sitting(0)},
                                {"norr_mätning2.csv", sitting(1)},
                                {"söder_mätning1.csv", other},
                                {"söder_mätning2.csv", last}});
  EXPECT_THAT(guess.study.occasions.order, ElementsAre("mätning 1", "mätning 2"));
  ASSERT_EQ(guess.study.sources.size(), 4U);
  for (const SourceSpec& source : guess.study.sources) {
    ASSERT_EQ(source.attributes.size(), 2U);
    EXPECT_EQ(source.attributes[0].attribute, kGroup);
    EXPECT_TRUE(source.files[0].name.starts_with(source.attributes[0].constant));
  }
  expect_sound(guess);
}

TEST(GuessTimes, NotFromOrdinaryQuestionnaires) {
  const Files kCases[] = {
      // Each at one workshop: nobody recurs.
      {{"svar.csv",
        "Deltagare;Tillfälle;Hur var det?\nD1;1;Bra\nD2;1;Bra\nD3;2;Dåligt\nD4;2;Bra\nD5;2;Bra\n"}},
      // Ticks under one question are options.
      {{"svar.csv",
        "Nr;När behövs stöd? [Före];När behövs stöd? [Efter];Kommentar\n1;x;;Vi vill ha mer tid "
        "före.\n2;;x;Efteråt blir det för sent.\n3;x;x;Det beror på.\n4;x;;Så är det.\n"}},
      // The same form to other people.
      {{"start.csv", "Nr;Steg\nA1;Kontakt\nA2;Praktik\nA3;Kontakt\nA4;Praktik\n"},
       {"slut.csv", "Nr;Steg\nB1;Kontakt\nB2;Praktik\nB3;Kontakt\nB4;Praktik\n"}},
      // Other questions to the same people.
      {{"start.csv", "Nr;Vad väntar du dig?\nA1;Jobb\nA2;Stöd\nA3;Jobb\nA4;Vet inte än\n"},
       {"slut.csv", "Nr;Vad blev det av?\nA1;Jobb\nA2;Inget\nA3;Kurs\nA4;Det är oklart\n"}},
      // Dates of the answers: everybody once.
      {{"svar.csv",
        "Deltagare;Datum;Steg\nD1;2026-01-10;1\nD2;2026-01-11;2\nD3;2026-06-10;3\nD4;2026-06-11;"
        "1\n"}}};
  for (const Files& files : kCases) {
    const Guess guess = guess_of(files);
    SCOPED_TRACE(files.begin()->second);
    EXPECT_TRUE(guess.study.occasions.empty()) << write_study(guess.study);
    for (const SourceSpec& source : guess.study.sources)
      for (const ItemSpec& item : source.items) EXPECT_THAT(item.occasion, IsEmpty());
  }
}

TEST(GuessTimes, NotInTheExampleStudy) {
  Issues issues;
  const std::string folder = std::string(SAMSYN_SOURCE_DIR) + "/corpus/connect";
  const Guess guess = guess_study(input_files({folder}, issues), folder + "/study.json",
                                  [](const std::string& path) -> Result<std::string> {
                                    std::ifstream file(path, std::ios::binary);
                                    std::stringstream bytes;
                                    bytes << file.rdbuf();
                                    return bytes.str();
                                  });
  ASSERT_FALSE(guess.study.sources.empty());
  EXPECT_TRUE(guess.study.occasions.empty());
}

}  // namespace
}  // namespace samsyn
