#include "stages/segment/segment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>
#include <regex>
#include <string>
#include <vector>

#include "stages/normalise/normalise.hpp"
#include "tests/seconds.hpp"

namespace samsyn {
namespace {

const Abbreviations& abbreviations() {
  static const Abbreviations all = [] {
    std::ifstream file(std::string(SAMSYN_SOURCE_DIR) + "/corpus/lexicon/abbreviations.txt");
    EXPECT_TRUE(file);
    return Abbreviations(std::string{std::istreambuf_iterator<char>(file), {}});
  }();
  return all;
}

std::vector<std::string> cut(std::string_view raw, BlockRole role = BlockRole::answer,
                             std::vector<RawSpan> marks = {}) {
  Document document;
  Block& block = document.blocks.emplace_back();
  block.raw = raw;
  block.role = role;
  block.marks = std::move(marks);
  const NormDocument text = normalise::apply(document, 0, 1);
  std::vector<std::string> out;
  for (const Segment& segment : segment::split(document, text, abbreviations())) {
    out.emplace_back(segment.span.of(text.blocks[0].text));
  }
  return out;
}

using Lines = std::vector<std::string>;

TEST(Segment, ABulletThatIsMarkedOpensASegment) {
  const std::string raw = "utbildning av handledare\ne bättre samverkan\no ökad tid";
  const auto at = [&](const char* sign) {
    const auto begin = static_cast<std::uint32_t>(raw.find(sign) + 1);
    return RawSpan{begin, begin + 1};
  };
  EXPECT_EQ(cut(raw, BlockRole::note, {at("\ne "), at("\no ")}),
            (std::vector<std::string>{"utbildning av handledare", "bättre samverkan", "ökad tid"}));
  EXPECT_EQ(cut(raw, BlockRole::note).size(), 1U);
}

TEST(Segment, CutsSentences) {
  const struct {
    const char* text;
    Lines segments;
  } kCases[] = {
      {"", {}},
      {"  \n ", {}},
      {"Tiden.", {"Tiden."}},
      {"Tid", {"Tid"}},
      {"Vi hinner inte. Ingen har tid.", {"Vi hinner inte.", "Ingen har tid."}},
      {"Varför då? Vi vet inte! Eller?", {"Varför då?", "Vi vet inte!", "Eller?"}},
      {"Vi har t.ex. Anna och bl.a. Ola.", {"Vi har t.ex. Anna och bl.a. Ola."}},
      {"Mr. Ek och ing. Lund kom. Vi gick.", {"Mr. Ek och ing. Lund kom.", "Vi gick."}},
      {"Mötet är kl. 9 i sal B. Kom då.", {"Mötet är kl. 9 i sal B. Kom då."}},
      {"Det gäller dvs. AME och resp. Enhet.", {"Det gäller dvs. AME och resp. Enhet."}},
      {"Disk, städ m.m. Sedan finns köket.", {"Disk, städ m.m.", "Sedan finns köket."}},
      {"Disk, städ m.m. i köket.", {"Disk, städ m.m. i köket."}},
      {"A. Svensson och J.P. Olsson kom.", {"A. Svensson och J.P. Olsson kom."}},
      {"Den 3. maj var vi 40. Sedan 50.", {"Den 3. maj var vi 40.", "Sedan 50."}},
      {"Enligt 3 kap. 4 § gäller det.", {"Enligt 3 kap. 4 § gäller det."}},
      {"Vi tänkte… Men nej.", {"Vi tänkte…", "Men nej."}},
      {"Vi tänkte... men nej.", {"Vi tänkte... men nej."}},
      {"nej tack. vi har inte tid. det går inte",
       {"nej tack.", "vi har inte tid.", "det går inte"}},
      {"Vi hinner inte.Ingen har tid.", {"Vi hinner inte.", "Ingen har tid."}},
      {"Se www.exempel.se/Start eller anna.Ek@ex.se för mer.",
       {"Se www.exempel.se/Start eller anna.Ek@ex.se för mer."}},
      {"”Va?” sa hon. ”Nej.” Och gick.", {"”Va?” sa hon.", "”Nej.”", "Och gick."}},
      {"Det går (tror jag!) bra.", {"Det går (tror jag!) bra."}},
      {"Nej! – Jo, sa han. – Nej.", {"Nej!", "– Jo, sa han.", "– Nej."}},
      {"Bra!!! :-)", {"Bra!!! :-)"}},
      {"VI HAR INTE TID. INGEN HINNER.", {"VI HAR INTE TID.", "INGEN HINNER."}},
      {"-", {"-"}},
      {"👍", {"👍"}},
      {"Kostar 3.50 kr. Det är dyrt.", {"Kostar 3.50 kr.", "Det är dyrt."}},
      {"Vad gör ni? undrade hon. Inget, sa jag.", {"Vad gör ni? undrade hon.", "Inget, sa jag."}},
      {"Går det? nej det går inte", {"Går det?", "nej det går inte"}},
      {"Mina damer och herrar! Nu börjar vi. Hoppa! Spring!",
       {"Mina damer och herrar! Nu börjar vi.", "Hoppa!", "Spring!"}},
      {"”Det blir aldrig av” Sedan gick hon.", {"”Det blir aldrig av”", "Sedan gick hon."}},
      {"”Av jord” Anna läser den.", {"”Av jord” Anna läser den."}},
      {"(Det gäller inte alla) Andra trivs.", {"(Det gäller inte alla)", "Andra trivs."}},
      {"Det är bra 😀 Men dyrt 😀 och segt", {"Det är bra 😀", "Men dyrt 😀 och segt"}},
      {"Hon kom. Sedan gick vi hem.", {"Hon kom.", "Sedan gick vi hem."}},
      {"这是一句。这是另一句。", {"这是一句。", "这是另一句。"}},
      {"كيف حالك؟ أنا بخير.", {"كيف حالك؟", "أنا بخير."}},
      {"מה שלומך? הכול טוב.", {"מה שלומך?", "הכול טוב."}},
      {"Ինչպե՞ս եք։ Լավ եմ։", {"Ինչպե՞ս եք։", "Լավ եմ։"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(cut(c.text), c.segments);
  }
}

TEST(Segment, TakesLineBreaksInAnswersAsMeantAndInParagraphsAsWrapped) {
  EXPECT_EQ(cut("tid\nekonomi\nspråk"), (Lines{"tid", "ekonomi", "språk"}));
  EXPECT_EQ(cut("- tid\n- ekonomi"), (Lines{"tid", "ekonomi"}));
  EXPECT_EQ(cut("1. tid\n2) ekonomi\na) språk"), (Lines{"tid", "ekonomi", "språk"}));
  const char* kWrapped =
      "Vi har under flera år försökt att ordna platser för\ndem som står långt från arbete";
  EXPECT_EQ(cut(kWrapped).size(), 1U);
  EXPECT_EQ(cut("Kort rad\nsom går vidare", BlockRole::note).size(), 1U);
  EXPECT_EQ(cut("Första stycket\n\nandra stycket", BlockRole::note).size(), 2U);
  EXPECT_EQ(cut("Stycke:\n• en sak\n• en till", BlockRole::note),
            (Lines{"Stycke:", "en sak", "en till"}));
}

TEST(Segment, TellsMarginsFromLineBreaksThatWereMeant) {
  // Each line is broken where the next word had no room, capital or not: one sentence goes on.
  const char* kWrapped =
      "Det är svårt att hitta någon som vill ta emot. På\n"
      "Norrgården har de sagt ja, men bara om kommunen är\n"
      "Beredd att betala för handledningen.";
  EXPECT_EQ(cut(kWrapped).size(), 2U);
  EXPECT_EQ(cut("Tid\nEkonomi\nSpråk").size(), 3U);
  // Small letters of all alphabets go on with the line before.
  const std::string long_line = "Vi har under flera år försökt att ordna platser för";
  EXPECT_EQ(cut(long_line + "\nżyczliwych").size(), 1U);
  EXPECT_EQ(cut(long_line + "\nдобрых").size(), 1U);
  EXPECT_EQ(cut(long_line + "\nДобрых").size(), 2U);
  // A short line before a capital is a heading of its own in notes.
  EXPECT_EQ(cut("Vad hindrar er?\nVi har inte tid att ta emot någon i den här verksamheten.\nDet "
                "är trist",
                BlockRole::note)
                .size(),
            3U);
  EXPECT_EQ(
      cut("Hinder\nVi har inte tid att ta emot någon i den här verksamheten nu", BlockRole::note),
      (Lines{"Hinder", "Vi har inte tid att ta emot någon i den här verksamheten nu"}));
}

TEST(Segment, LeavesHeadingsWholeAndMarksOut) {
  EXPECT_EQ(cut("1. LÄGET. I KOMMUNERNA", BlockRole::heading), (Lines{"1. LÄGET. I KOMMUNERNA"}));
  EXPECT_EQ(cut("[paus] Ja. (skratt)", BlockRole::turn, {{0, 6}, {11, 19}}), (Lines{"Ja."}));
  EXPECT_EQ(cut("(skratt)", BlockRole::turn, {{0, 8}}), Lines{});
}

TEST(Segment, CutsSpeechWithoutSignsWhereClausesBegin) {
  const std::string first =
      "ja vi hade ju ett upplägg förra året där de som kom fick en handledare";
  const std::string second =
      "men det höll inte så länge när hon blev sjuk och ingen annan hade tid med dem";
  const std::string third = "och då fick vi börja om från början med en ny grupp i köket på skolan";
  const std::string all = first + " " + second + " " + third;
  for (const BlockRole role : {BlockRole::turn, BlockRole::interviewer}) {
    EXPECT_EQ(cut(all, role), (Lines{first, second, third}));
    EXPECT_EQ(cut(all + ".", role), (Lines{first, second, third + "."}));
  }
  // What people wrote, and speech with signs, stays whole; so do short turns and short pieces.
  EXPECT_EQ(cut(all), Lines{all});
  EXPECT_EQ(cut(all, BlockRole::note), Lines{all});
  const std::string with_sign = first + ", " + second + " " + third;
  EXPECT_EQ(cut(with_sign, BlockRole::turn), Lines{with_sign});
  EXPECT_EQ(cut(first + " " + second, BlockRole::turn), (Lines{first + " " + second}));
  EXPECT_EQ(cut("nej men " + all, BlockRole::turn).front(), "nej men " + first);
}

TEST(Segment, CoversTheTextInOrderWithoutOverlap) {
  const char* kPieces[] = {"Ord", "t.ex.", "kl.", ".",    "!",   "?", "…",     " ",
                           "\n",  "\n\n",  "- ",  "1. ",  "”",   "(", ")",     "Å",
                           "å",   "12",    ",",   "m.m.", "a) ", "👍", "[paus]"};
  // Between segments: blanks, one bullet or list number, and marks, which are cut out below.
  const std::regex gap("[ \n]*(([-–]|[0-9]{1,2}[.)]|[a-h]\\))[ \n]+)?");
  std::mt19937 random(20261122);  // fixed seed: the same texts in every run
  for (int round = 0; round < 5000; ++round) {
    Document document;
    Block& block = document.blocks.emplace_back();
    for (auto n = random() % 16; n > 0; --n) {
      const std::string_view piece = kPieces[random() % std::size(kPieces)];
      const auto begin = static_cast<std::uint32_t>(block.raw.size());
      block.raw += piece;
      if (piece == "[paus]") block.marks.push_back({begin, begin + 6});
    }
    SCOPED_TRACE(block.raw);
    const NormDocument text = normalise::apply(document, 0, 1);
    const NormBlock& norm = text.blocks[0];
    const auto between = [&](std::uint32_t begin, std::uint32_t end) {
      std::string out;
      for (; begin < end; ++begin) {
        const bool marked = std::any_of(norm.marks.begin(), norm.marks.end(), [&](NormSpan m) {
          return m.begin <= begin && begin < m.end;
        });
        if (!marked) out += norm.text[begin];
      }
      return out;
    };
    std::uint32_t last = 0;
    for (const Segment& segment : segment::split(document, text, abbreviations())) {
      EXPECT_GE(segment.span.begin, last);
      EXPECT_LT(segment.span.begin, segment.span.end);
      EXPECT_LE(segment.span.end, norm.text.size());
      const std::string_view words = segment.span.of(norm.text);
      EXPECT_NE(words.front(), ' ');
      EXPECT_NE(words.back(), ' ');
      EXPECT_NE(words.back(), '\n');
      EXPECT_TRUE(std::regex_match(between(last, segment.span.begin), gap)) << segment.span.begin;
      last = segment.span.end;
    }
    const auto size = static_cast<std::uint32_t>(norm.text.size());
    EXPECT_TRUE(std::regex_match(between(last, size), gap));
  }
}

TEST(Segment, CostsNoMoreInLongRowsOfSigns) {
  for (const char* piece : {"A.", "a.", "1.", "a.B", "Ord.B", "a! ", "A…", "?x", "(a. ", "” ", "\n",
                            "a\n", "1. ", "👍 A", ". -", "aaa.Aa"}) {
    std::string raw;
    for (int i = 0; i < 50'000; ++i) raw += piece;
    const auto start = testing::CpuClock::now();
    cut(raw);
    // A long word before, a long line before.
    cut(std::string(100'000, 'a') + raw);
    cut(std::string(100'000, '1') + "\n" + raw);
    EXPECT_LT(testing::seconds_since(start), 1) << piece;
  }
}

TEST(Segment, CostsNoMoreWithManyMarks) {
  std::string raw;
  std::vector<RawSpan> marks;
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    const auto begin = static_cast<std::uint32_t>(raw.size());
    raw += "[paus] Vi “saknar” tid och pengar till det. ";
    marks.push_back({begin, begin + 6});
  }
  const auto start = testing::CpuClock::now();
  const Lines segments = cut(raw, BlockRole::turn, marks);
  EXPECT_LT(testing::seconds_since(start), 0.5);
  EXPECT_EQ(segments.size(), 20'000U);
  EXPECT_EQ(segments.front(), "Vi ”saknar” tid och pengar till det.");
}

}  // namespace
}  // namespace samsyn
