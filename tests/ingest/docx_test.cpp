#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "stages/ingest/docx_text.hpp"
#include "stages/ingest/reader.hpp"
#include "tests/seconds.hpp"

namespace samsyn::ingest {

extern const Reader docx_reader;

namespace {

using ::testing::ElementsAre;
using Parts = std::map<std::string, std::string>;

/// A zip of the parts, in memory.
std::string zipped(const Parts& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
  for (const auto& [name, content] : parts) {
    zip_file_add(archive, name.c_str(),
                 zip_source_buffer(archive, content.data(), content.size(), 0), ZIP_FL_ENC_UTF_8);
  }
  zip_close(archive);
  zip_source_open(target);
  zip_source_seek(target, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

std::string document_xml(std::string_view body) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas."
         "openxmlformats.org/wordprocessingml/2006/main\" xmlns:mc=\"http://schemas.openxmlformats."
         "org/markup-compatibility/2006\"><w:body>" +
         std::string(body) + "</w:body></w:document>";
}

std::string styles_xml() {
  return "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
         "<w:style w:type=\"paragraph\" w:styleId=\"Rubrik1\"><w:name w:val=\"heading "
         "1\"/></w:style>"
         "<w:style w:type=\"paragraph\" w:styleId=\"Egen\"><w:basedOn w:val=\"Rubrik1\"/></w:style>"
         "<w:style w:type=\"paragraph\" w:styleId=\"Punktlista\"><w:name w:val=\"List "
         "Bullet\"/><w:pPr>"
         "<w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:style>"
         "<w:style w:type=\"paragraph\" w:styleId=\"Rubrik\"><w:name "
         "w:val=\"Title\"/></w:style></w:styles>";
}

std::string p(std::string_view text, std::string_view style = "") {
  return "<w:p>" +
         (style.empty() ? std::string()
                        : "<w:pPr><w:pStyle w:val=\"" + std::string(style) + "\"/></w:pPr>") +
         "<w:r><w:t xml:space=\"preserve\">" + std::string(text) + "</w:t></w:r></w:p>";
}

Result<Document> read(const std::string& bytes, SourceKind kind, Issues& issues) {
  SourceSpec source;
  source.kind = kind;
  return docx_reader.blocks({"anteckning.docx", bytes}, source, Study{}, issues);
}

Result<Document> read_body(std::string_view body, SourceKind kind, Issues& issues) {
  const std::string bytes =
      zipped({{"word/document.xml", document_xml(body)}, {"word/styles.xml", styles_xml()}});
  EXPECT_TRUE(docx_reader.recognises(bytes));
  return read(bytes, kind, issues);
}

std::vector<std::string> shown(const Document& document) {
  std::vector<std::string> out;
  for (const Block& block : document.blocks) {
    const std::string role = block.role == BlockRole::heading       ? "H "
                             : block.role == BlockRole::preamble    ? "P "
                             : block.role == BlockRole::interviewer ? "I "
                                                                    : "";
    out.push_back(role + (block.speaker == kNone ? "" : document.speakers[block.speaker] + "|") +
                  block.raw);
  }
  return out;
}

TEST(Docx, ReadsHeadingsListsAndTables) {
  Issues issues;
  const auto document =
      read_body(p("Träff i maj", "Rubrik") + p("Hinder", "Egen") + p("för lite tid", "Punktlista") +
                    p("för få chefer", "Punktlista") + "<w:tbl><w:tr><w:tc>" +
                    p("Schemat är lagt ett halvår i förväg.") + "</w:tc><w:tc>" +
                    p("Ingen vågar ändra det.") + "</w:tc></w:tr></w:tbl>",
                SourceKind::notes, issues);
  ASSERT_TRUE(document);
  EXPECT_THAT(shown(*document),
              ElementsAre("P Träff i maj", "H Hinder", "för lite tid", "för få chefer",
                          "Schemat är lagt ett halvår i förväg.", "Ingen vågar ändra det."));
  EXPECT_EQ(document->blocks[2].paragraph, 3U);
  EXPECT_EQ(document->blocks[2].line, 0U);
  EXPECT_EQ(document->blocks[4].offset, 0U);
  EXPECT_EQ(document->questions[document->blocks[5].question].text, "Hinder");
}

TEST(Docx, LeavesOutWhatIsNotShown) {
  const struct {
    std::string_view inside, text;
  } kCases[] = {
      {"<w:r><w:t>För</w:t></w:r><w:r><w:t xml:space=\"preserve\"> lite</w:t></w:r><w:r><w:t "
       "xml:space=\"preserve\"> "
       "</w:t></w:r><w:r><w:t>tid.</w:t></w:r>",
       "För lite tid."},
      {"<w:del><w:r><w:delText>bort</w:delText></w:r></w:del><w:ins><w:r><w:t>Till.</w:t></w:r></"
       "w:ins>",
       "Till."},
      {"<w:moveFrom><w:r><w:t>flyttad</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>Hit.</w:t></"
       "w:r></w:moveTo>",
       "Hit."},
      {"<w:r><w:fldChar "
       "w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>Sju "
       "mil.</w:t></w:r>",
       "Sju mil."},
      {"<w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:softHyphen/><w:t>C</w:t><w:noBreakHyphen/><w:t>D.</"
       "w:t></w:r>",
       "A\tB\u00ADC-D."},
      {"<w:r><mc:AlternateContent><mc:Choice Requires=\"x\"><w:t>En "
       "gång.</w:t></mc:Choice><mc:Fallback><w:t>En "
       "gång.</w:t></mc:Fallback></mc:AlternateContent></w:r>",
       "En gång."},
      {"<w:hyperlink><w:r><w:t>Länk &amp; text.</w:t></w:r></w:hyperlink>", "Länk & text."},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.inside);
    Issues issues;
    const auto document =
        read_body("<w:p>" + std::string(c.inside) + "</w:p>", SourceKind::notes, issues);
    ASSERT_TRUE(document);
    EXPECT_THAT(shown(*document), ElementsAre(std::string(c.text)));
  }
}

TEST(Docx, ManyElementsOfOtherNamesCostTheirNumber) {
  std::string body = "<w:p><w:r>";
  for (int i = 0; i < 80'000; ++i) body += "<mc:a" + std::to_string(i) + "/>";
  body += "<w:t>Klart.</w:t></w:r></w:p>";
  Issues issues;
  const auto start = testing::CpuClock::now();
  const auto document = read_body(body, SourceKind::notes, issues);
  EXPECT_LT(testing::seconds_since(start), 1);
  ASSERT_TRUE(document) << render(document.issue());
  ASSERT_EQ(document->blocks.size(), 1U);
  EXPECT_EQ(document->blocks[0].raw, "Klart.");
}

TEST(Docx, ManyChoicesWithPrefixesOfTheirOwnCostTheirNumber) {
  std::string body = "<w:p><w:r><mc:AlternateContent>";
  for (int i = 0; i < 40'000; ++i) {
    const std::string prefix = "p" + std::to_string(i);
    body += "<" + prefix + ":Choice xmlns:" + prefix +
            "=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:t>Val " +
            std::to_string(i) + ".</w:t></" + prefix + ":Choice>";
  }
  body += "</mc:AlternateContent></w:r></w:p>";
  Issues issues;
  const auto start = testing::CpuClock::now();
  const auto document = read_body(body, SourceKind::notes, issues);
  EXPECT_LT(testing::seconds_since(start), 1);
  ASSERT_TRUE(document) << render(document.issue());
  EXPECT_THAT(shown(*document), ElementsAre("Val 0."));
}

TEST(Docx, ReadsTextBoxesOnceAfterTheirParagraph) {
  const std::string box = "<w:txbxContent>" + p("I rutan står detta.") + "</w:txbxContent>";
  Issues issues;
  const auto document = read_body(
      "<w:p><w:r><w:t>Före rutan.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice "
      "Requires=\"wps\"><w:drawing>" +
          box + "</w:drawing></mc:Choice><mc:Fallback><w:pict>" + box +
          "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>" + p("Efter rutan."),
      SourceKind::notes, issues);
  ASSERT_TRUE(document);
  EXPECT_THAT(shown(*document), ElementsAre("Före rutan.", "I rutan står detta.", "Efter rutan."));
}

TEST(Docx, LooksPrefixesUp) {
  const std::string bytes =
      zipped({{"_rels/.rels",
               "<Relationships><Relationship Type=\"http://x/officeDocument\" "
               "Target=\"/word/document2.xml\"/></Relationships>"},
              {"word/document2.xml",
               "<document xmlns=\"http://purl.oclc.org/ooxml/wordprocessingml/main\" "
               "xmlns:q=\"http://purl.oclc.org/ooxml/wordprocessingml/"
               "main\"><body><q:p><r><t>Strikt text.</t></r>"
               "<q:del><r><t>bort</t></r></q:del></q:p></body></document>"}});
  Issues issues;
  const auto document = read(bytes, SourceKind::notes, issues);
  ASSERT_TRUE(document);
  EXPECT_THAT(shown(*document), ElementsAre("Strikt text."));
}

TEST(Docx, ReadsTheThreeLayoutsOfTeams) {
  const auto line = [](std::string_view head, std::string_view text) {
    return "<w:p><w:r><w:t>" + std::string(head) + "</w:t><w:br/><w:t>" + std::string(text) +
           "</w:t></w:r></w:p>";
  };
  const std::string one = line("Anna Ek   0:03", "Hur går det?") + line("Bo Alm   0:07", "Trögt.") +
                          line("Anna Ek   0:09", "Varför?") + line("Bo Alm   0:12", "Tiden.");
  const std::string two = p("Anna Ek   0:03") + p("Hur går det?") + p("Bo Alm   0:07") +
                          p("Trögt.") + p("Anna Ek   0:09") + p("Varför?") + p("Bo Alm   0:12") +
                          p("Tiden.");
  std::string three;
  for (const auto& [time, name, text] :
       {std::tuple{"0:0:3.0 --> 0:0:6.0", "Anna Ek", "Hur går det?"},
        {"0:0:7.0 --> 0:0:8.0", "Bo Alm", "Trögt."},
        {"0:0:9.0 --> 0:0:11.0", "Anna Ek", "Varför?"},
        {"0:0:12.0 --> 0:0:13.0", "Bo Alm", "Tiden."}}) {
    three += p("") + p(time) + p(name) + p(text) + p("");
  }
  for (const std::string& body : {one, two, three}) {
    Issues issues;
    const auto document = read_body(body, SourceKind::transcript, issues);
    ASSERT_TRUE(document);
    EXPECT_THAT(shown(*document), ElementsAre("I Anna Ek|Hur går det?", "Bo Alm|Trögt.",
                                              "I Anna Ek|Varför?", "Bo Alm|Tiden."));
    EXPECT_DOUBLE_EQ(document->blocks[1].time, 7);
  }
}

TEST(Docx, ReadsInterviewsWithoutTimes) {
  Issues issues;
  const auto document =
      read_body(p("Intervju 4") + p("Intervjuare: Hur går det?") + p("Karin: Bra.") +
                    p("Vi hinner.") + p("Intervjuare: Mm?") + p("Karin: Ja."),
                SourceKind::transcript, issues);
  ASSERT_TRUE(document);
  EXPECT_THAT(shown(*document),
              ElementsAre("P Intervju 4", "I Intervjuare|Hur går det?", "Karin|Bra.\nVi hinner.",
                          "I Intervjuare|Mm?", "Karin|Ja."));
}

TEST(Docx, RefusesHostileAndBrokenFiles) {
  std::string deep;
  for (unsigned i = 0; i < kWordDepthLimit + 50; ++i) deep += "<w:sdt>";
  for (unsigned i = 0; i < kWordDepthLimit + 50; ++i) deep += "</w:sdt>";
  std::string many;
  for (std::size_t i = 0; i <= kWordElementLimit; ++i) many += "<a/>";
  const std::string whole = zipped({{"word/document.xml", document_xml(p("Text."))}});
  const struct {
    std::string bytes;
    std::string_view id, part;
  } kCases[] = {
      {whole.substr(0, whole.size() / 2), "docx.broken-zip", ""},
      {zipped({{"word/annat.xml", "<a/>"}}), "docx.missing-part", "word/document.xml"},
      {zipped({{"word/document.xml", "<w:document><w:body>"}}), "docx.broken-xml",
       "word/document.xml"},
      {zipped({{"word/document.xml", document_xml(deep)}}), "docx.too-deep", "word/document.xml"},
      {zipped({{"word/document.xml", many}}), "docx.too-large", "word/document.xml"},
      {zipped({{"word/document.xml", std::string(kWordPartLimit + 1, ' ')}}), "docx.too-large",
       "word/document.xml"},
      {zipped({{"word/document.xml", document_xml(p("\xC3("))}}), "docx.bad-text",
       "word/document.xml"},
      {zipped({{"word/document.xml", document_xml(p("Text."))}, {"word/styles.xml", "<w:styles"}}),
       "docx.broken-xml", "word/styles.xml"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(std::string(c.id) + " " + std::string(c.part));
    Issues issues;
    const auto document = read(c.bytes, SourceKind::notes, issues);
    ASSERT_FALSE(document);
    EXPECT_EQ(document.issue().id, c.id);
    EXPECT_EQ(document.issue().where.file, "anteckning.docx");
    EXPECT_EQ(document.issue().where.part, c.part);
  }
}

TEST(Docx, ExpandsNoEntities) {
  const std::string bytes = zipped(
      {{"word/document.xml", "<!DOCTYPE w:document [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>" +
                                 document_xml(p("Före &a; efter.")).substr(38)}});
  Issues issues;
  const auto document = read(bytes, SourceKind::notes, issues);
  ASSERT_TRUE(document);
  EXPECT_THAT(shown(*document), ElementsAre("Före &a; efter."));
}

/// A table of plain cells; a blank line in a cell parts its paragraphs.
std::string table(const std::vector<std::vector<std::string_view>>& rows) {
  std::string out = "<w:tbl>";
  for (const auto& row : rows) {
    out += "<w:tr>";
    for (const std::string_view cell : row) out += "<w:tc>" + p(cell) + "</w:tc>";
    out += "</w:tr>";
  }
  return out + "</w:tbl>";
}

/// "who|question|text" of what was said.
std::vector<std::string> said(const Document& document) {
  std::vector<std::string> out;
  for (const Block& block : document.blocks) {
    if (block.role != BlockRole::note && block.role != BlockRole::turn) continue;
    out.push_back((block.respondent == kNone ? "" : document.respondents[block.respondent].id) +
                  "|" + (block.question == kNone ? "" : document.questions[block.question].text) +
                  "|" + block.raw);
  }
  return out;
}

TEST(Docx, TablesOfNotesTellWhoAndWhat) {
  const struct {
    std::vector<std::vector<std::string_view>> rows;
    std::vector<std::string> said;
  } kCases[] = {
      {{{"Kommun", "Hinder", "Förslag"},
        {"Tibro", "För lite tid.", "Mentorer"},
        {"", "Och lokaler.", ""},
        {"Skara", "Bussen går inte.", "Tåg"}},
       {"Tibro|Hinder|För lite tid.", "Tibro|Förslag|Mentorer", "Tibro|Hinder|Och lokaler.",
        "Skara|Hinder|Bussen går inte.", "Skara|Förslag|Tåg"}},
      {{{"Fråga", "Tibro", "Skara"},
        {"Vad hindrar?", "Tiden", "Bussen"},
        {"Vad hjälper?", "Chefen", ""}},
       {"Tibro|Vad hindrar?|Tiden", "Skara|Vad hindrar?|Bussen", "Tibro|Vad hjälper?|Chefen"}},
      {{{"Fråga", "Svar"}, {"Vad hindrar?", "Tiden"}, {"Vad hjälper?", "Chefen"}},
       {"|Vad hindrar?|Tiden", "|Vad hjälper?|Chefen"}},
      {{{"Nr", "Förslag", "Röster"}, {"1", "Mentorer", "7"}, {"2", "Språkombud", "3"}},
       {"|Förslag|Mentorer", "|Förslag|Språkombud"}},
      {{{"Tibro", "Vi har för få handledare i år."}, {"Skara", "Bussen går inte på kvällen."}},
       {"Tibro||Vi har för få handledare i år.", "Skara||Bussen går inte på kvällen."}},
      {{{"Datum", "3 maj"}, {"Plats", "Skara"}}, {}},
      {{{"Schemat är lagt i förväg.", "Ingen vågar ändra det."}, {"Vi är få.", "Det är svårt."}},
       {"||Schemat är lagt i förväg.", "||Ingen vågar ändra det.", "||Vi är få.",
        "||Det är svårt."}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.rows[0][0]);
    Issues issues;
    const auto document = read_body(table(c.rows), SourceKind::notes, issues);
    ASSERT_TRUE(document);
    EXPECT_EQ(said(*document), c.said);
  }
  Issues issues;
  const auto votes = read_body(table(kCases[3].rows), SourceKind::notes, issues);
  ASSERT_TRUE(votes);
  EXPECT_EQ(votes->blocks.back().votes, 3U);
}

TEST(Docx, KeepsTablesOfNumbersAsTheyStand) {
  const std::string body =
      p("Platserna fördelar sig så.") +
      table({{"Enhet", "2022", "2023"}, {"Norrby", "10", "1 250"}, {"Summa", "", "1 250"}}) +
      table({{"Kommun", "Hinder"}, {"Tibro", "För lite tid."}, {"Skara", "2 bussar om dagen"}}) +
      table({{"Norrby", "10"}, {"Söderby", "20"}});
  Issues issues;
  const auto notes = read_body(body, SourceKind::notes, issues);
  ASSERT_TRUE(notes);
  ASSERT_EQ(notes->grids.size(), 1U) << "texts, and two rows alone, are nothing to sum";
  const WordGrid& grid = notes->grids[0];
  ASSERT_EQ(grid.rows.size(), 3U);
  EXPECT_THAT(grid.rows[1].cells, ElementsAre("Norrby", "10", "1 250"));
  EXPECT_EQ(grid.rows[1].paragraph, 5U);
  EXPECT_THAT(grid.rows[2].cells, ElementsAre("Summa", "", "1 250"));
  const auto interview = read_body(body, SourceKind::transcript, issues);
  ASSERT_TRUE(interview);
  EXPECT_TRUE(interview->grids.empty());
}

TEST(Docx, TablesOfTranscriptsAreTurns) {
  const struct {
    std::vector<std::vector<std::string_view>> rows;
    std::vector<std::string> said;
    double time;  // of the first answer
  } kCases[] = {
      {{{"Tid", "Vem", "Text"},
        {"00:12", "Intervjuare", "Hur går det?"},
        {"00:20", "Anna", "Sådär."},
        {"01:02", "Intervjuare", "Varför?"},
        {"01:10", "Anna", "Tiden."}},
       {"Anna|Hur går det?|Sådär.", "Anna|Varför?|Tiden."},
       20},
      {{{"KE", "Vad hindrar er?"},
        {"Bo", "Tiden."},
        {"", "Och pengarna."},
        {"KE", "Mer?"},
        {"Bo", "Nej."}},
       {"Bo|Vad hindrar er?|Tiden.", "Bo|Vad hindrar er?|Och pengarna.", "Bo|Mer?|Nej."},
       -1},
      {{{"Fråga", "Svar"}, {"Vad hindrar?", "Tiden."}, {"Vad hjälper?", "Chefen."}},
       {"Svar|Vad hindrar?|Tiden.", "Svar|Vad hjälper?|Chefen."},
       -1},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.rows[0][0]);
    Issues issues;
    const auto document =
        read_body(p("Intervju 3") + table(c.rows), SourceKind::transcript, issues);
    ASSERT_TRUE(document);
    EXPECT_EQ(said(*document), c.said);
    EXPECT_EQ(document->blocks.front().role, BlockRole::preamble);
    const auto answer = std::find_if(document->blocks.begin(), document->blocks.end(),
                                     [](const Block& b) { return b.role == BlockRole::turn; });
    ASSERT_NE(answer, document->blocks.end());
    EXPECT_EQ(answer->time, c.time);
    EXPECT_GT(answer->paragraph, 1U);
  }
}

TEST(Docx, IssuesNameTheParagraph) {
  Issues issues;
  const auto document =
      read_body(p("Lerum: Bra.") + p("Partile: Dåligt."), SourceKind::notes, issues);
  ASSERT_TRUE(document);
  ASSERT_EQ(issues.all().size(), 1U);
  EXPECT_EQ(issues.all()[0].id, "notes.respelt-municipality");
  EXPECT_EQ(issues.all()[0].where.part, "stycke 2");
}

}  // namespace
}  // namespace samsyn::ingest
