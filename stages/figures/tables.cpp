// Contradictions as a table and as notes.

#include <algorithm>
#include <array>
#include <cmath>

#include "pipeline/model/number_text.hpp"
#include "stages/figures/ledger.hpp"

namespace samsyn::figures {
namespace {

constexpr std::array<std::string_view, 5> kKinds{"sum", "years", "repeated", "table", "data"};
constexpr int kDecimals = 2;

std::string added(const std::vector<double>& parts, std::string_view language) {
  std::string out;
  for (const double part : parts) {
    if (!out.empty()) out += " + ";
    out += number_text(part, kDecimals, language);
  }
  return out;
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

/// "rapport.txt, rad 14"
std::string place_text(const Place& place, const Labels& labels) {
  std::string out = place.source;
  if (!place.sheet.empty()) out += ", " + place.sheet;
  const auto part = [&](const char* key, std::uint32_t number) {
    if (number > 0) out += ", " + labels(key, {std::to_string(number)});
  };
  part("contradictions.line", place.line);
  part("contradictions.paragraph", place.paragraph);
  part("contradictions.row", place.row);
  part("contradictions.column", place.field);
  if (!place.column.empty()) out += ", " + place.column;
  return out;
}

Where where_of(const Place& place) {
  Where out;
  out.file = place.source;
  out.sheet = place.sheet;
  out.line = place.line;
  out.row = place.row;
  out.column = place.field;
  if (place.paragraph > 0) out.part = "stycke " + std::to_string(place.paragraph);
  out.column_title = place.column;
  return out;
}

Issue note_at(const Place& place, std::string message) {
  return {Severity::note,
          "figures.contradiction",
          where_of(place),
          std::move(message),
          excerpt_of(place.quote),
          "find out which figure is right; the table of contradicting figures shows both places"};
}

void tell(const Contradiction& one, Issues& issues) {
  const auto number = [](double n) { return number_text(n, kDecimals, "en"); };
  const std::string stated = number(one.stated);
  const std::string sum = number(one.sum);
  const std::string here = render(where_of(one.stated_at));
  const std::string there = render(where_of(one.against));
  if (one.kind == Kind::repeated || one.kind == Kind::data) {
    issues.add(note_at(one.stated_at, "here it is " + stated + ", but " + sum + " in " + there));
    issues.add(note_at(one.against, "here it is " + sum + ", but " + stated + " in " + here));
    return;
  }
  const std::string parts = added(one.parts, "en");
  issues.add(note_at(one.stated_at, "the total " + stated +
                                        " is not what its parts make: " + parts + " = " + sum));
  if (where_of(one.against) == where_of(one.stated_at)) return;
  issues.add(note_at(one.against,
                     "the parts " + parts + " make " + sum + ", not " + stated + " as in " + here));
}

Table contradictions_of(const std::vector<Contradiction>& all, const Ledger& ledger,
                        const Labels& labels, const std::string& language) {
  Table table;
  table.id = "figures.contradictions";
  table.sheet = "contradictions";
  table.title = labels("title.contradictions");
  table.base = labels("contradictions.base",
                      {std::to_string(ledger.sentences()), std::to_string(ledger.documents()),
                       std::to_string(ledger.data().size())});
  table.layout = TableLayout::list;
  bool whole = true;
  for (const Contradiction& one : all) {
    whole = whole && one.stated == std::floor(one.stated) && one.sum == std::floor(one.sum);
  }
  const CellFormat format = whole ? CellFormat::count : CellFormat::decimal;
  const auto column = [&](const char* id, CellFormat as) {
    table.columns.push_back({id, labels(std::string("contradictions.") + id), as});
  };
  column("kind", CellFormat::text);
  column("certainty", CellFormat::text);
  column("what", CellFormat::text);
  column("place", CellFormat::text);
  column("quote", CellFormat::text);
  column("other_place", CellFormat::text);
  column("other_quote", CellFormat::text);
  column("parts", CellFormat::text);
  column("stated", format);
  column("against", format);
  column("difference", format);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Contradiction& one = all[i];
    const std::string kind(kKinds.at(static_cast<std::size_t>(one.kind)));
    std::string what = one.unit;
    if (!one.noun.empty()) what += (what.empty() ? "" : ": ") + one.noun;
    TableRow row{"contradiction." + std::to_string(i + 1)};
    const bool same_words = one.stated_at.quote == one.against.quote;
    const bool adds = one.kind != Kind::repeated && one.kind != Kind::data;
    row.cells = {labels("contradictions.kind." + kind),
                 labels(one.sure ? "contradictions.sure" : "contradictions.likely"),
                 one_line(what),
                 place_text(one.stated_at, labels),
                 one_line(one.stated_at.quote),
                 place_text(one.against, labels),
                 same_words ? std::string() : one_line(one.against.quote),
                 adds ? added(one.parts, language) : std::string(),
                 one.stated,
                 one.sum,
                 one.stated - one.sum};
    table.rows.push_back(std::move(row));
  }
  for (const char* note :
       {"contradictions.note-1", "contradictions.note-2", "contradictions.note-3"})
    table.notes.push_back(labels(note));
  return table;
}

}  // namespace

void add_tables(const Ledger& ledger, const Labels& labels, Summary& summary, Issues& issues) {
  const std::vector<Contradiction> all = ledger.contradictions();
  const bool goals = std::any_of(ledger.data().begin(), ledger.data().end(),
                                 [](const Ledger::Data& data) { return !data.figures.empty(); });
  if (goals) {
    summary.sheets.push_back({"figures", labels("sheet.figures")});
    add_goal_tables(ledger, labels, summary);
  }
  for (const Contradiction& one : all) tell(one, issues);
  for (const std::string& source : ledger.too_long()) {
    issues.add({Severity::note,
                "figures.too-long",
                {source},
                "the document has more sentences with figures than are compared with each other; "
                "the first " +
                    std::to_string(Ledger::kMostSentences) + " were",
                {},
                "give its parts as files of their own, if it is several documents in one"});
  }
  if (!all.empty()) {
    summary.sheets.push_back({"contradictions", labels("sheet.contradictions")});
    summary.tables.push_back(contradictions_of(all, ledger, labels, summary.language));
  }
}

}  // namespace samsyn::figures
