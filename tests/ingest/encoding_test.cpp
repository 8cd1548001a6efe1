#include "stages/ingest/encoding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <array>
#include <random>
#include <vector>

namespace samsyn::ingest {
namespace {

std::string encoded(const std::string& utf8, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  std::vector<char> out(utf8.size() * 4 + 8);
  const std::int32_t n =
      ucnv_convert(encoding, "UTF-8", out.data(), static_cast<std::int32_t>(out.size()),
                   utf8.data(), static_cast<std::int32_t>(utf8.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status)) << encoding;
  return {out.data(), static_cast<std::size_t>(n)};
}

TEST(Encoding, TellsTheEncodingFromTheBytes) {
  const std::string text = "Åsa på Önnerud: ”vi hör ändå för lite”, sa hon – och gick. Idé!\r\n";
  const std::string plain = "Vi får inte tid, och språket är svårt. ÖPPET för alla på ön.\n";
  const struct {
    const char* encoding;
    std::string mark, text, told;
    bool guessed;
  } kCases[] = {
      {"UTF-8", "", text, "UTF-8", false},
      {"UTF-8", "\xEF\xBB\xBF", text, "UTF-8", false},
      {"UTF-16LE", "\xFF\xFE", text, "UTF-16LE", false},
      {"UTF-16BE", "\xFE\xFF", text, "UTF-16BE", false},
      {"UTF-16LE", "", text, "UTF-16LE", false},
      {"UTF-16BE", "", text, "UTF-16BE", false},
      {"UTF-32LE", std::string("\xFF\xFE\0\0", 4), text, "UTF-32LE", false},
      {"windows-1252", "", text, "windows-1252", true},
      {"macintosh", "", text, "macintosh", true},
      {"windows-1252", "", plain, "windows-1252", true},
      {"macintosh", "", plain, "macintosh", true},
      {"ibm-850", "", plain, "ibm-850", true},
      {"windows-1252", "", "å", "windows-1252", true},
      {"ibm-850", "", "ID;kön\n1;kvinna\n2;man\n", "ibm-850", true},
      {"windows-1252", "", "Han sa ”nej” och gick", "windows-1252", true},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.told + c.text);
    const std::string bytes = c.mark + encoded(c.text, c.encoding);
    const auto decoded = decode({"svar.txt", bytes}, "");
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->text(), c.text);
    EXPECT_EQ(decoded->encoding(), c.told);
    EXPECT_EQ(decoded->guessed(), c.guessed);
    EXPECT_EQ(decode_head(bytes, 4096).text(), c.text);
  }
}

/// Short texts of a few Swedish words in the three old encodings.
TEST(Encoding, GuessesShortSwedishTexts) {
  const std::array<const char*, 16> words{"för",    "på",     "är",     "Åsa",    "möte", "språk",
                                          "chefen", "svårt",  "hinder", "även",   "tid",  "ön",
                                          "råd",    "hjälpa", "Örebro", "påbörja"};
  std::mt19937 random(7);
  int wrong = 0;
  constexpr int kTexts = 900;
  const std::array<const char*, 3> encodings{"windows-1252", "macintosh", "ibm-850"};
  for (int i = 0; i < kTexts; ++i) {
    std::string text = "på";
    for (int w = 0; w < 5; ++w) text += std::string(" ") + words[random() % words.size()];
    const char* encoding = encodings[static_cast<std::size_t>(i) % encodings.size()];
    const auto decoded = decode({"svar.txt", encoded(text, encoding)}, "");
    wrong += !decoded || decoded->text() != text;
  }
  EXPECT_LE(wrong, kTexts / 200);
}

TEST(Encoding, DoesNotCopyUtf8) {
  const std::string bytes = "\xEF\xBB\xBFsvår fråga";
  const auto decoded = decode({"svar.txt", bytes}, "");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text().data(), bytes.data() + 3);
}

TEST(Encoding, AMarkWinsOverAGivenEncoding) {
  const auto decoded = decode({"svar.txt", "\xEF\xBB\xBFså"}, "windows-1252");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text(), "så");
}

TEST(Encoding, RefusesWithThePlace) {
  const struct {
    std::string_view what;
    std::string bytes;
    std::string_view encoding, id;
    std::uint32_t line, column;
  } kCases[] = {
      {"bad byte", "rad ett\nså \xFF", "UTF-8", "ingest.undecodable", 2, 4},
      {"damaged UTF-8", "får rår tår\r\ngår når åå \xC3", "", "ingest.undecodable", 2, 12},
      {"half a unit",
       std::string("\xFF\xFE"
                   "a\0b",
                   5),
       "", "ingest.undecodable", 1, 2},
      {"lone surrogate", std::string("\xFE\xFF\0a\xD8\x00\0b", 8), "", "ingest.undecodable", 1, 2},
      {"no such byte", "a\rb\r\x81", "windows-1252", "ingest.undecodable", 3, 1},
      {"no such encoding", "a", "windws-1252", "ingest.unknown-encoding", 0, 0},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.what);
    const auto decoded = decode({"svar.txt", c.bytes}, c.encoding);
    ASSERT_FALSE(decoded);
    EXPECT_EQ(decoded.issue().id, c.id);
    EXPECT_EQ(decoded.issue().where.line, c.line);
    EXPECT_EQ(decoded.issue().where.column, c.column);
  }
  EXPECT_EQ(render(decode({"svar.txt", "så \xFF"}, "UTF-8").issue()),
            "svar.txt:1:4: the bytes FF are no text in the encoding UTF-8 [ingest.undecodable]\n"
            "    så \n"
            "  fix: save the file as UTF-8, or name its encoding in the source: \"encoding\": "
            "\"windows-1252\" (or macintosh, ibm-850, UTF-16LE)");
  EXPECT_THAT(decode({"svar.txt", "a"}, "windws-1252").issue().message,
              testing::HasSubstr("did you mean windows-1252?"));
}

TEST(Encoding, FindsTheFirstByteThatIsNoUtf8) {
  const struct {
    std::string bytes;
    std::size_t good;
  } kCases[] = {{"", 0},
                {"abc", 3},
                {"å", 2},
                {"\xC3", 0},
                {"\xC0\x80", 0},          // overlong
                {"\xE0\x80\x80", 0},      // overlong
                {"\xED\xA0\x80", 0},      // surrogate
                {"\xF4\x90\x80\x80", 0},  // above U+10FFFF
                {"😀x", 5},
                {"\x80", 0},
                {"0123456789012345678901234567890123456789\xFFz", 40},
                {"åäö0123456789\xFF", 16}};
  for (const auto& c : kCases) EXPECT_EQ(valid_utf8_prefix(c.bytes), c.good) << c.bytes;
}

TEST(Encoding, AHeadOfBinaryContentIsNoText) {
  EXPECT_EQ(decode_head(std::string("\x7F"
                                    "ELF\0\1\2\0\0",
                                    9),
                        4096)
                .text(),
            "");
  EXPECT_EQ(decode_head("ååå", 5).text(), "åå");
}

}  // namespace
}  // namespace samsyn::ingest
