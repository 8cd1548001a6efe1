// Every answer and line stands in codings.jsonl with its row, offsets and raw text, whatever the
// encoding, line ends and quoting of the file.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

using Json = nlohmann::json;

std::u32string points_of(const std::string& utf8) {
  std::u32string out;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t n = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = n == 1 ? lead : lead & (0xFFU >> (n + 1));
    for (std::size_t k = 1; k < n; ++k)
      c = (c << 6U) | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
    out += c;
    i += n;
  }
  return out;
}

std::vector<Json> codings(const TempFolder& folder, std::initializer_list<std::string> files) {
  std::vector<std::string> arguments{"init", "--out", folder / "study.json"};
  for (const std::string& file : files) arguments.push_back(folder / file);
  EXPECT_EQ(command(arguments).status, 0);
  const Ended ended = command({"run", folder.path(), "--progress", "off"});
  EXPECT_EQ(ended.status, 0) << ended.err;
  std::vector<Json> out;
  std::istringstream text(bytes_of(folder / "out/codings.jsonl"));
  for (std::string line; std::getline(text, line);) out.push_back(Json::parse(line));
  return out;
}

TEST(Offsets, OfAnswersCountInTheCell) {
  // A long table: quoted line breaks, doubled quotes, emoji, separators inside, CR LF.
  struct Row {
    std::string respondent, question, answer;
  };
  std::vector<Row> rows;
  const char* kQuestions[] = {"Vad hindrar er från att ta emot fler?",
                              "Vad har fungerat bra hos er?"};
  const char* kAnswers[] = {
      "Tiden räcker inte till. Vi är för få på golvet, särskilt på kvällarna.",
      "Inget alls; det går fint \U0001F642 tycker jag. Men \"papper\" är det gott om!",
      "Flera saker spelar in:\n- lokalerna\n- schemat\nSedan är det chefen.",
      "Handledarna orkar inte längre, de har haft elever hela våren. Åsa slutade.",
      "   Vet ej  ",
      "SVENSKAN RÄCKER INTE. DET BLIR FEL I JOURNALEN.",
  };
  std::string csv = "respondent;grupp;kommun;fråga;svar\r\n";
  for (int r = 0; r < 24; ++r) {
    Row row{
        "R" + std::to_string(r / 2 + 1), kQuestions[r % 2],
        std::string(kAnswers[r % 6]) + (r % 6 == 4 ? "" : " Nummer " + std::to_string(r) + ".")};
    std::string quoted = row.answer;
    for (std::size_t at = quoted.find('"'); at != std::string::npos;
         at = quoted.find('"', at + 2)) {
      quoted.insert(at, "\"");
    }
    csv += row.respondent + ";Enhetschef;Motala;" + row.question + ";\"" + quoted + "\"\r\n";
    rows.push_back(std::move(row));
  }
  TempFolder folder;
  folder.write("svar.csv", csv);
  std::set<std::uint32_t> seen;
  for (const Json& line : codings(folder, {"svar.csv"})) {
    const auto number = line["where"]["row"].get<std::uint32_t>();
    ASSERT_GE(number, 2U);
    ASSERT_LE(number, rows.size() + 1);
    const Row& row = rows[number - 2];
    seen.insert(number);
    EXPECT_EQ(line["respondent"], row.respondent);
    EXPECT_EQ(line["question"], row.question);
    EXPECT_EQ(line["group"], "Enhetschef");
    const std::u32string cell = points_of(row.answer);
    const auto start = line["start"].get<std::size_t>();
    const auto end = line["end"].get<std::size_t>();
    ASSERT_LE(end, cell.size());
    // The raw text, but for the name.
    std::u32string raw = cell.substr(start, end - start);
    if (raw.starts_with(U"Åsa ")) raw.replace(0, 3, U"[Namn 1]");
    EXPECT_EQ(raw, points_of(line["raw"].get<std::string>()));
  }
  EXPECT_EQ(seen.size(), rows.size()) << "an answer is missing";
}

TEST(Offsets, OfTextFilesCountInTheWholeFile) {
  const std::string transcript =
      "Intervju med en chef \U0001F3E0\r\nDatum: 3 maj\r\n\r\n"
      "[00:00:04] Intervjuare: Vad är svårast just nu?\r\n"
      "[00:00:09] Greta: Jo alltså, tiden. (skratt) Vi hinner inte.\r\nOch så språket.\r\n"
      "[00:00:20] Intervjuare: Har ni handledare?\r\n"
      "[00:00:25] Greta: Nej. Ingen vill.\r\n"
      "[00:00:31] Intervjuare: Varför?\r\n"
      "[00:00:33] Greta: Det vet jag inte. [paus] Pengar kanske.\r\n";
  const std::string notes =
      "WORKSHOP VÅREN\r\nPlats: Folkets hus\r\n\r\n1. VAD HINDRAR?\r\n\r\n- tiden ●●●\r\n- bussen "
      "går\r\n"
      "  aldrig i tid\r\n\r\n2. LÄGET\r\n\r\nMotala: Har anställt två. Åtta står i kö.\r\n\r\n"
      "Ydre: Saknar handledare.\r\n\r\nKinda: Letar lokal.\r\n";
  TempFolder folder;
  folder.write("intervju.txt", transcript);
  folder.write("workshop.txt", notes);
  std::map<std::string, std::u32string> texts{{"intervju.txt", points_of(transcript)},
                                              {"workshop.txt", points_of(notes)}};
  std::map<std::string, std::string> raw;
  for (const Json& line : codings(folder, {"intervju.txt", "workshop.txt"})) {
    const std::string source = line["source"].get<std::string>();
    const std::u32string& text = texts.at(source);
    const auto start = line["start"].get<std::size_t>();
    const auto end = line["end"].get<std::size_t>();
    ASSERT_LE(end, text.size());
    EXPECT_EQ(text.substr(start, end - start), points_of(line["raw"].get<std::string>()));
    // The physical line where the segment starts.
    const std::size_t breaks = static_cast<std::size_t>(
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(start), U'\n'));
    EXPECT_EQ(line["where"]["line"].get<std::size_t>(), breaks + 1) << line["raw"];
    raw[source] += line["raw"].get<std::string>() + "|";
  }
  EXPECT_NE(raw["intervju.txt"].find("|Vi hinner inte.|"), std::string::npos)
      << raw["intervju.txt"];
  EXPECT_NE(raw["intervju.txt"].find("Pengar kanske."), std::string::npos);
  EXPECT_NE(raw["workshop.txt"].find("|Saknar handledare.|"), std::string::npos)
      << raw["workshop.txt"];
}

}  // namespace
}  // namespace samsyn::testing
