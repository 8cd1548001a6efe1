// The first sheet, the quotations and the codebook.

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

#include "stages/emit/widths.hpp"
#include "stages/emit/xlsx_sheets.hpp"

namespace samsyn::emit {
namespace {

/// The text in the language of the workbook; in the other one where it is not said in it.
const std::string& wording(const std::string& swedish, const std::string& english,
                           const std::string& language) {
  if (language == "en") return english.empty() ? swedish : english;
  return swedish.empty() ? english : swedish;
}

/// The name, with the mark of a code that coders do not agree on well enough.
std::string marked(const std::string& name, const std::string& code, const Summary& summary,
                   const Labels& labels) {
  const std::vector<CodeAgreement>& codes = summary.agreement.codes;
  const bool weak = std::any_of(codes.begin(), codes.end(), [&](const CodeAgreement& one) {
    return one.code == code && !one.weak.empty();
  });
  return weak ? labels("weak.mark", {name}) : name;
}

bool any_weak(const Summary& summary) {
  const std::vector<CodeAgreement>& codes = summary.agreement.codes;
  return std::any_of(codes.begin(), codes.end(),
                     [](const CodeAgreement& one) { return !one.weak.empty(); });
}

/// "rad 17", "00:12:03".
std::string place_of(const Quotation& quotation, const Labels& labels) {
  if (quotation.row > 0) return labels("quotations.place-row", {std::to_string(quotation.row)});
  if (quotation.line > 0) return labels("quotations.place-line", {std::to_string(quotation.line)});
  constexpr double kLongest = 360'000;  // seconds: 100 hours
  if (!(quotation.time >= 0 && quotation.time < kLongest)) return {};
  const auto seconds = static_cast<std::uint32_t>(quotation.time);
  const auto two = [](std::uint32_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
}

}  // namespace

Table quotation_table(const WorkbookInput& input) {
  const Labels& labels = input.labels;
  Table table;
  table.id = "quotations";
  table.sheet = "quotations";
  table.title = labels("quotations.title");
  table.base = labels("quotations.base", {std::to_string(input.summary.quotations.size())});
  table.notes = {input.summary.quotation_rule};
  if (any_weak(input.summary)) table.notes.push_back(labels("note.weak"));
  table.layout = TableLayout::list;
  for (const char* column :
       {"code", "text", "stance", "group", "municipality", "respondent", "source", "place"}) {
    table.columns.push_back({column, labels(std::string("quotations.") + column)});
  }
  for (const Quotation& quotation : input.summary.quotations) {
    const auto code = std::find_if(input.codebook.codes.begin(), input.codebook.codes.end(),
                                   [&](const Code& c) { return c.id == quotation.code; });
    table.rows.push_back(
        {quotation.segment,
         {marked(code == input.codebook.codes.end()
                     ? quotation.code
                     : wording(code->name_sv, code->name_en, input.summary.language),
                 quotation.code, input.summary, labels),
          quotation.text,
          quotation.stance.empty() ? std::string() : labels("stance." + quotation.stance),
          quotation.group, quotation.municipality, quotation.respondent, quotation.source,
          place_of(quotation, labels)}});
  }
  return table;
}

Table candidate_table(const WorkbookInput& input) {
  const Labels& labels = input.labels;
  Table table;
  table.id = "uncoded.quotations";
  table.sheet = "uncoded.quotations";
  table.title = labels("title.uncoded-quotations");
  table.layout = TableLayout::list;
  table.columns = {{"candidate", labels("uncoded.terms")}};
  for (const char* column : {"text", "group", "municipality", "respondent", "source", "place"}) {
    table.columns.push_back({column, labels(std::string("quotations.") + column)});
  }
  for (const CodeCandidate& candidate : input.summary.candidates) {
    for (const Quotation& quotation : candidate.quotations) {
      table.rows.push_back({quotation.segment,
                            {candidate.terms.empty() ? candidate.id : candidate.terms.front().text,
                             quotation.text, quotation.group, quotation.municipality,
                             quotation.respondent, quotation.source, place_of(quotation, labels)}});
    }
  }
  table.base = labels("quotations.base", {std::to_string(table.rows.size())});
  return table;
}

Table disclosure_table(const WorkbookInput& input) {
  const Labels& labels = input.labels;
  const Disclosure& disclosure = input.summary.disclosure;
  Table table;
  table.id = "disclosure";
  table.sheet = "disclosure";
  table.title = labels("disclosure.title");
  table.layout = TableLayout::list;
  table.columns = {{"table", labels("disclosure.column.table")},
                   {"numbers", labels("disclosure.column.numbers"), CellFormat::count},
                   {"withheld", labels("disclosure.column.withheld"), CellFormat::count},
                   {"in_workbook", labels("disclosure.column.in-workbook")}};
  std::set<std::string_view> shown;
  for (const Table& one : input.summary.tables) shown.insert(one.id);
  std::size_t numbers = 0;
  std::size_t withheld = 0;
  for (const Disclosure::OfTable& one : disclosure.tables) {
    numbers += one.numbers;
    withheld += one.withheld;
    table.rows.push_back(
        {one.id,
         {one.title, static_cast<double>(one.numbers), static_cast<double>(one.withheld),
          labels(shown.contains(one.id) ? "disclosure.in-workbook"
                                        : "disclosure.not-in-workbook")}});
  }
  table.base = labels("disclosure.base-text",
                      {std::to_string(numbers), std::to_string(disclosure.tables.size()),
                       std::to_string(withheld)});
  const std::string least = std::to_string(disclosure.least_cell);
  table.notes = {labels("disclosure.rule-1", {std::to_string(disclosure.least_cell - 1)}),
                 labels("disclosure.rule-2", {least}), labels("disclosure.rule-3"),
                 labels("disclosure.rule-4", {least, std::to_string(disclosure.quotations)}),
                 labels("disclosure.rule-5")};
  if (disclosure.round > 0) {
    table.notes.push_back(labels("disclosure.rounded", {std::to_string(disclosure.round)}));
  }
  return table;
}

Table codebook_table(const WorkbookInput& input) {
  const Labels& labels = input.labels;
  const Codebook& codebook = input.codebook;
  Table table;
  table.id = "codebook";
  table.sheet = "codebook";
  table.title = labels("codebook.title");
  table.base = labels("codebook.base", {std::to_string(codebook.codes.size())});
  if (any_weak(input.summary)) table.notes.push_back(labels("note.weak"));
  table.layout = TableLayout::list;
  for (const char* column :
       {"name", "code", "taxonomy", "definition", "include", "exclude", "example"}) {
    table.columns.push_back({column, labels(std::string("codebook.") + column)});
  }
  table.columns.push_back({"rules", labels("codebook.rules"), CellFormat::count});
  std::vector<double> rules(codebook.codes.size());
  for (const RuleInfo& rule : codebook.rules) {
    if (rule.code < rules.size()) ++rules[rule.code];
  }
  const std::string& language = input.summary.language;
  for (std::size_t c = 0; c < codebook.codes.size(); ++c) {
    const Code& code = codebook.codes[c];
    const Taxonomy& taxonomy = codebook.taxonomies[code.taxonomy];
    TableRow row{
        code.id,
        {marked(wording(code.name_sv, code.name_en, language), code.id, input.summary, labels),
         code.id, wording(taxonomy.name_sv, taxonomy.name_en, language),
         wording(code.definition_sv, code.definition, language), code.include,
         wording(code.exclude_sv, code.exclude, language), code.example_sv,
         code.leaf ? TableCell{rules[c]} : TableCell{}},
        !code.leaf};
    for (std::uint32_t up = code.parent; up != kNone && row.level < 9;
         up = codebook.codes[up].parent) {
      ++row.level;
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

void write_readme(const WorkbookInput& input, Sheet& sheet, const std::vector<Content>& contents) {
  const Labels& labels = input.labels;
  const Layout& layout = input.layout;
  const Face body{layout.size, false};
  sheet.column_width(0, layout.readme_columns[0]);
  sheet.column_width(1, layout.readme_columns[1]);
  const double wide = pixels(layout.readme_columns[0]) + pixels(layout.readme_columns[1]);
  std::uint32_t row = 0;
  const auto heading = [&](std::string_view text) {
    Style style{layout.heading_size + 2, true};
    style.colour = "title";
    ++row;
    sheet.text(row, 0, text, style);
    sheet.row_height(row, row_height(1, {style.size, true}));
    ++row;
  };
  const auto paragraph = [&](std::string_view text) {
    Style style;
    style.wrap = true;
    sheet.merged(row, 0, 1, text, style);
    sheet.row_height(row, row_height(wrapped_lines(text, wide, layout, body), body));
    ++row;
  };
  Style title{layout.title_size + 4, true};
  title.colour = "title";
  title.wrap = true;
  const Face title_face{title.size, true};
  sheet.merged(row, 0, 1, input.summary.study, title);
  sheet.row_height(
      row, row_height(wrapped_lines(input.summary.study, wide, layout, title_face), title_face));
  ++row;
  Style made{layout.note_size};
  made.colour = "note";
  sheet.text(row++, 0, labels("readme.made", {input.program}), made);

  heading(labels("readme.study"));
  Style label;
  label.line_below = true;
  Style value = label;
  label.bold = true;
  for (const auto& [name, fact] : input.summary.facts) {
    sheet.text(row, 0, name, label);
    sheet.text(row++, 1, fact, value);
  }
  heading(labels("readme.how"));
  for (const char* key : {"readme.how-1", "readme.how-2", "readme.how-3", "readme.how-4"})
    paragraph(labels(key));
  heading(labels("readme.passing-on"));
  const std::uint32_t least = input.summary.disclosure.least_cell;
  paragraph(least > 1 ? labels("readme.counted-5", {std::to_string(least)})
                      : labels("readme.counted-6"));
  heading(labels("readme.contents"));
  Style head{layout.heading_size, true};
  head.colour = "heading_text";
  head.fill = "heading_fill";
  sheet.text(row, 0, labels("readme.sheet"), head);
  sheet.text(row++, 1, labels("readme.shows"), head);
  Style link;
  link.colour = "link";
  link.underline = true;
  link.line_below = true;
  value.wrap = true;
  for (const Content& content : contents) {
    sheet.link(row, 0, content.sheet, 0, content.sheet, link);
    sheet.text(row, 1, content.shows, value);
    sheet.row_height(row, row_height(wrapped_lines(content.shows, pixels(layout.readme_columns[1]),
                                                   layout, body),
                                     body));
    ++row;
  }
  sheet.page(page_setup(input));
}

}  // namespace samsyn::emit
