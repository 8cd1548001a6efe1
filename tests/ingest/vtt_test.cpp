#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "stages/ingest/captions.hpp"
#include "stages/ingest/reader.hpp"

namespace samsyn::ingest {

extern const Reader vtt_reader;

namespace {

using testing::ElementsAre;

Result<Document> read(std::string_view bytes, Issues& issues) {
  SourceSpec source;
  source.kind = SourceKind::transcript;
  return vtt_reader.blocks({"möte.vtt", bytes}, source, Study{}, issues);
}

std::vector<std::string> shown(const Document& document) {
  std::vector<std::string> out;
  for (const Block& block : document.blocks) {
    out.push_back((block.speaker == kNone ? "" : document.speakers[block.speaker]) + "|" +
                  block.raw);
  }
  return out;
}

TEST(Vtt, ReadsTeams) {
  Issues issues;
  const auto document = read(
      "\xEF\xBB\xBFWEBVTT\r\n\r\nNOTE skapad i går\r\nmed 0 fel\r\n\r\nSTYLE\r\n::cue { color: red "
      "}\r\n\r\n"
      "9c1f2b7e-0a44-4d1b-9a53-7f3c2ab1d001/7-0\r\n0:0:3.580 --> 0:0:6.010 align:start\r\n"
      "<v Anna Ek>Hur ser\r\ndet ut hos er?</v>\r\n\r\n"
      "9c1f2b7e-0a44-4d1b-9a53-7f3c2ab1d001/8-0\r\n00:00:07.000 --> 00:00:09.000\r\n"
      "<v Bo &amp; Co>Vi söker <i>två</i>,\r\n\r\n"
      "9c1f2b7e-0a44-4d1b-9a53-7f3c2ab1d001/8-1\r\n00:00:15.000 --> 00:00:16.000\r\n"
      "<v Bo &amp; Co>kanske tre (skratt).</v>\r\n",
      issues);
  ASSERT_TRUE(document);
  EXPECT_THAT(shown(*document), ElementsAre("Anna Ek|Hur ser det ut hos er?",
                                            "Bo & Co|Vi söker två, kanske tre (skratt)."));
  EXPECT_DOUBLE_EQ(document->blocks[0].time, 3.58);
  EXPECT_DOUBLE_EQ(document->blocks[1].time, 7);
  EXPECT_EQ(document->blocks[1].offset, 0U);
  ASSERT_EQ(document->blocks[1].marks.size(), 1U);
  EXPECT_EQ(document->skipped, 0U);
}

TEST(Vtt, ReadsZoomAndLeavesClockTimesInTheText) {
  Issues issues;
  const auto document = read(
      "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nAnna Ek: Ska vi börja?\n\n"
      "2\n00:03.000 --> 00:04.000\n10:30 Meeting: det står så i kalendern.\n\n"
      "3\n00:05.000 --> 00:06.000\nBo Alm: Ja.\n\n4\n00:07.000 --> 00:08.000\nAnna Ek: Bra.\n\n"
      "5\n00:09.000 --> 00:10.000\nBo Alm: Då kör vi.\n",
      issues);
  ASSERT_TRUE(document);
  EXPECT_THAT(shown(*document),
              ElementsAre("Anna Ek|Ska vi börja? 10:30 Meeting: det står så i kalendern.",
                          "Bo Alm|Ja.", "Anna Ek|Bra.", "Bo Alm|Då kör vi."));
}

TEST(Vtt, ReadsSubRipAndSpeakerlessCaptions) {
  const std::string_view bytes =
      "1\n00:00:01,000 --> 00:00:02,500\nDet är svårt\n\n2\n00:00:02,600 --> 00:00:04,000\natt få "
      "tid.\n\n"
      "3\n00:00:09,000 --> 00:00:11,000\nMen vi försöker.\n";
  EXPECT_TRUE(vtt_reader.recognises(bytes));
  Issues issues;
  const auto document = read(bytes, issues);
  ASSERT_TRUE(document);
  EXPECT_THAT(shown(*document), ElementsAre("|Det är svårt att få tid.", "|Men vi försöker."));
  EXPECT_TRUE(document->respondents.empty());
}

TEST(Vtt, SkipsAndCountsBadCues) {
  Issues issues;
  const auto document = read(
      "WEBVTT\n\n1\n00:00:xx --> 00:00:02.000\nborta\n\n00:00:03.000 --> "
      "00:00:04.000\nkvar\n\nlösryckt rad\n",
      issues);
  ASSERT_TRUE(document);
  EXPECT_THAT(shown(*document), ElementsAre("|kvar"));
  EXPECT_EQ(document->skipped, 2U);
  ASSERT_EQ(issues.all().size(), 2U);
  EXPECT_EQ(issues.all()[0].id, "vtt.bad-cue");
  EXPECT_EQ(issues.all()[0].where.line, 4U);
  EXPECT_EQ(issues.all()[1].where.line, 10U);
  EXPECT_EQ(
      render(issues.all()[0]),
      "möte.vtt:4: the times of this cue cannot be read; expected «00:00:01.000 --> 00:00:04.000» "
      "[vtt.bad-cue]\n    00:00:xx --> 00:00:02.000\n"
      "  fix: correct the cue in the file, or export the captions again; it was skipped");
}

TEST(Vtt, RefusesWhatIsNoTranscript) {
  Issues issues;
  SourceSpec notes;
  notes.kind = SourceKind::notes;
  const auto wrong = vtt_reader.blocks({"möte.vtt", "WEBVTT\n"}, notes, Study{}, issues);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.issue().id, "vtt.not-a-transcript");
  const auto empty = read("WEBVTT\n\n", issues);
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.issue().id, "vtt.no-cues");
  EXPECT_EQ(empty.issue().where.file, "möte.vtt");
}

TEST(Vtt, TakesPayloadsApart) {
  const struct {
    std::string_view payload, name, text;
  } kCases[] = {
      {"<v.loud Åsa>Hej &lt;du&gt;", "Åsa", "Hej <du>"},
      {"<c.gul>R&aring;d</c> <00:00:02.000>&amp; d&#229;d &#xE4;r", "", "Råd & dåd är"},
      {"<skrattar> ja & nej &okänd; <", "", "<skrattar> ja & nej &okänd; <"},
      {"&#0; &#xD800; &#x110000;", "", "&#0; &#xD800; &#x110000;"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.payload);
    const std::vector<CueVoice> voices = voices_of(c.payload);
    ASSERT_EQ(voices.size(), 1U);
    EXPECT_EQ(voices[0].name, c.name);
    EXPECT_EQ(voices[0].text, c.text);
  }
  EXPECT_EQ(voices_of("<v Åsa>Hej</v><v Bo>Hå</v>").size(), 2U);
  EXPECT_TRUE(voices_of("<v Åsa></v>").empty());
}

}  // namespace
}  // namespace samsyn::ingest
