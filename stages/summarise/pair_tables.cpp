// Codes that stand together in answers, and how codes are spoken of.

#include <algorithm>

#include "stages/summarise/counts.hpp"
#include "stages/summarise/whom.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

/// "Has this code too": of the rows and of the columns of a table of two codes. Not of_code(),
/// since numbers of people with two codes are not those who say both in one answer.
Condition also(const std::string& code) { return {"also", code}; }
Condition with(const std::string& code) { return {"with", code}; }

void add_cooccurrence(const Desk& desk, Summary& summary) {
  const Codebook& codebook = desk.counts.codebook;
  const std::size_t codes = codebook.codes.size();
  const std::vector<std::uint64_t>& n = desk.counts.pairs;
  std::vector<std::uint32_t> present;  // leaves that stand anywhere
  std::uint64_t answers = 0;
  for (const SourceCounts& source : desk.counts.sources) answers += source.answers;
  for (std::uint32_t c = 0; c < codes; ++c) {
    if (codebook.codes[c].leaf && n[c * codes + c] > 0) present.push_back(c);
  }
  if (present.size() < 2) return;
  summary.sheets.push_back({"cooccurrence", desk.labels("sheet.cooccurrence")});
  const std::string base =
      desk.labels("base.answers", {number_text(static_cast<double>(answers), 0, desk.language())});
  Table matrix;
  matrix.id = "cooccurrence";
  matrix.sheet = "cooccurrence";
  matrix.title = desk.labels("title.cooccurrence");
  matrix.base = base;
  matrix.base_count = static_cast<double>(answers);
  matrix.layout = TableLayout::matrix;
  matrix.columns.push_back({"code", desk.labels("column.code")});
  matrix.who = {of_unit("answers")};
  const auto people = [&](std::size_t at) {
    return static_cast<double>(desk.counts.pair_people[at].size());
  };
  for (const std::uint32_t c : present) {
    const Code& code = codebook.codes[c];
    matrix.columns.push_back(counting({code.id, name_of(code, desk.language()), CellFormat::count},
                                      Measure::mentions, {of_code(code.id)}));
    TableRow row{code.id, {name_of(code, desk.language())}};
    row.who = {of_code(code.id)};
    row.people = {-1};
    for (const std::uint32_t other : present) {
      const std::size_t at = std::min(c, other) * codes + std::max(c, other);
      row.cells.emplace_back(static_cast<double>(n[at]));
      row.people.push_back(people(at));
    }
    matrix.rows.push_back(std::move(row));
  }
  matrix.notes = {desk.labels("note.cooccurrence"), desk.labels("note.diagonal")};
  summary.tables.push_back(std::move(matrix));
}

/// How many people of the main kind have each two leaves, in whatever answers.
class Both {
 public:
  explicit Both(const Desk& desk) : codes_(desk.counts.codebook.codes.size()), n_(codes_ * codes_) {
    const People& people = desk.counts.people;
    std::vector<std::uint32_t> had;
    for (std::uint32_t p = 0; p < people.size(); ++p) {
      if (!people.asked(p) || people.kind(p) != desk.main) continue;
      had.clear();
      for (std::uint32_t c = 0; c < codes_; ++c) {
        if (desk.counts.codebook.codes[c].leaf && people.has(p, c, Stance::affirmed)) {
          had.push_back(c);
        }
      }
      for (const std::uint32_t a : had) {
        for (const std::uint32_t b : had) ++n_[a * codes_ + b];
      }
    }
  }
  double of(std::uint32_t a, std::uint32_t b) const { return n_[a * codes_ + b]; }
  double of(std::uint32_t code) const { return of(code, code); }
  /// Those of the taxonomy that somebody has.
  std::vector<std::uint32_t> leaves(const Codebook& codebook, std::uint32_t taxonomy) const {
    std::vector<std::uint32_t> out;
    for (std::uint32_t c = 0; c < codes_; ++c) {
      if (codebook.codes[c].taxonomy == taxonomy && of(c) > 0) out.push_back(c);
    }
    return out;
  }

 private:
  std::size_t codes_;
  std::vector<double> n_;
};

/// People who have both of two codes, in whatever answers: the codes of a taxonomy with stances by
/// its own (each pair once) or by another's. The margins have everybody with the code.
void add_people_of_pairs(const Desk& desk, const Both& both, std::uint32_t down,
                         std::uint32_t across, Summary& summary) {
  const Codebook& codebook = desk.counts.codebook;
  const std::vector<std::uint32_t> rows = both.leaves(codebook, down);
  const std::vector<std::uint32_t> columns = both.leaves(codebook, across);
  const bool same = down == across;
  if (rows.empty() || columns.empty() || (same && rows.size() < 2)) return;
  const std::string& language = desk.language();
  const double base = asked(desk.counts, desk.main);
  Table table;
  table.id =
      "cooccurrence.people." + codebook.taxonomies[down].id + "." + codebook.taxonomies[across].id;
  table.sheet = "cooccurrence";
  table.title =
      desk.labels("evidence.title-both", {name_of(codebook.taxonomies[down], language),
                                          name_of(codebook.taxonomies[across], language)});
  table.base = kind_text(desk, "base", desk.main, {number_text(base, 0, language)});
  table.base_count = base;
  table.layout = TableLayout::matrix;
  table.who = {of_kind(desk.main)};
  table.base_who = table.who;  // of every column: all who were asked, not those with its code
  table.columns = {
      {"code", desk.labels("column.code")},
      counting({"all", desk.labels("evidence.column-all"), CellFormat::count}, Measure::people)};
  TableRow all{"all", {desk.labels("evidence.row-all"), std::monostate{}}, true};
  for (std::size_t k = 0; k < columns.size(); ++k) {
    if (same && k + 1 == columns.size()) continue;
    const Code& code = codebook.codes[columns[k]];
    table.columns.push_back(counting({code.id, name_of(code, language), CellFormat::count},
                                     Measure::people, {with(code.id)}));
    all.cells.emplace_back(both.of(columns[k]));
  }
  const auto least = static_cast<double>(desk.counts.study.privacy.least_cell);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const Code& code = codebook.codes[rows[r]];
    TableRow row{code.id, {name_of(code, language), both.of(rows[r])}};
    row.who = {also(code.id)};
    row.people = {-1, -1};
    for (std::size_t k = 0; k + 2 < table.columns.size(); ++k) {
      if (same && k >= r) {
        row.cells.emplace_back();
        row.people.push_back(-1);
        continue;
      }
      const double n = both.of(rows[r], columns[k]);
      row.cells.emplace_back(n);
      // That none of the few has the other code would tell that all its people are others.
      const double fewer = std::min(both.of(rows[r]), both.of(columns[k]));
      row.people.push_back(n == 0 && fewer < least ? fewer : n);
    }
    table.rows.push_back(std::move(row));
  }
  table.rows.push_back(std::move(all));
  table.notes = {desk.labels(same ? "evidence.note-both-once" : "evidence.note-both")};
  summary.tables.push_back(std::move(table));
}

/// Answers in which codes of one taxonomy stand with those of another.
void add_answers_of_pairs(const Desk& desk, std::uint32_t down, std::uint32_t across,
                          Summary& summary) {
  const Codebook& codebook = desk.counts.codebook;
  const auto all = std::find_if(summary.tables.begin(), summary.tables.end(),
                                [](const Table& one) { return one.id == "cooccurrence"; });
  if (all == summary.tables.end()) return;
  const auto is_of = [&](const std::string& id, std::uint32_t taxonomy) {
    return std::any_of(codebook.codes.begin(), codebook.codes.end(), [&](const Code& code) {
      return code.taxonomy == taxonomy && code.id == id;
    });
  };
  Table table = *all;  // the same numbers
  table.id = "cooccurrence." + codebook.taxonomies[down].id + "." + codebook.taxonomies[across].id;
  table.title = desk.labels("evidence.title-answers",
                            {name_of(codebook.taxonomies[down], desk.language()),
                             name_of(codebook.taxonomies[across], desk.language())});
  std::vector<std::size_t> kept{0};
  for (std::size_t c = 1; c < table.columns.size(); ++c) {
    if (is_of(table.columns[c].id, across)) kept.push_back(c);
  }
  std::erase_if(table.rows, [&](const TableRow& row) { return !is_of(row.id, down); });
  if (kept.size() < 2 || table.rows.empty()) return;
  const auto take = [&](auto& from) {
    std::remove_reference_t<decltype(from)> to;
    for (const std::size_t c : kept) to.push_back(from[c]);
    from = std::move(to);
  };
  take(table.columns);
  for (TableRow& row : table.rows) {
    take(row.cells);
    take(row.people);
  }
  table.notes = {desk.labels("note.cooccurrence")};
  summary.tables.push_back(std::move(table));
}

void add_stances(const Desk& desk, std::uint32_t taxonomy, Summary& summary) {
  const Counts& counts = desk.counts;
  const std::string& name = name_of(counts.codebook.taxonomies[taxonomy], desk.language());
  const double base = asked(counts, desk.main);
  Table table;
  table.id = "stance." + counts.codebook.taxonomies[taxonomy].id;
  table.sheet = "stance";
  table.title = desk.labels("title.stance", {name});
  table.base = kind_text(desk, "base", desk.main, {number_text(base, 0, desk.language())});
  table.base_count = base;
  table.columns.push_back({"code", name});
  for (const std::string_view unit : {"people", "segments"}) {
    for (const std::string_view stance : kStanceNames) {
      const std::string key = std::string(unit) + "-" + std::string(stance);
      const bool people = unit == "people";
      table.columns.push_back(
          counting({key, desk.labels("column." + key), CellFormat::count},
                   people ? Measure::people : Measure::mentions,
                   {of_stance(stance), people ? of_kind(desk.main) : of_unit("segments")}));
    }
  }
  const auto add_row = [&](const std::string& id, const std::string& title, std::uint32_t row,
                           bool emphasis) {
    TableRow out{id, {title}, emphasis};
    out.who = {about_code(id)};
    for (std::size_t s = 0; s < kStances; ++s) {
      double n = 0;
      for (std::uint32_t p = 0; p < counts.people.size(); ++p) {
        n += counts.people.asked(p) && counts.people.kind(p) == desk.main &&
             counts.people.has(p, row, Stance{static_cast<std::uint8_t>(s)});
      }
      out.cells.emplace_back(n);
    }
    for (std::size_t s = 0; s < kStances; ++s) {
      double n = 0;
      for (const SourceKind kind : kKinds) {
        n += static_cast<double>(
            counts.of(kind, Stance{static_cast<std::uint8_t>(s)}, row).segments);
      }
      out.cells.emplace_back(n);
      out.people.resize(out.cells.size(), -1);
      out.people.back() = speakers(counts, row, Stance{static_cast<std::uint8_t>(s)});
    }
    table.rows.push_back(std::move(out));
  };
  for (std::uint32_t c = 0; c < counts.codebook.codes.size(); ++c) {
    const Code& code = counts.codebook.codes[c];
    if (code.taxonomy == taxonomy && code.leaf) {
      add_row(code.id, name_of(code, desk.language()), c, false);
    }
  }
  if (table.rows.empty()) return;
  const std::size_t leaves = table.rows.size();
  add_row(counts.codebook.taxonomies[taxonomy].id + ".any", desk.labels("row.any"),
          counts.counter.any_row(taxonomy), true);
  table.notes = {desk.labels("note.stance"), desk.labels("note.stance-people")};
  Chart chart{desk.labels("chart.stance", {name}), 0, {4, 5, 6}, true};
  if (leaves > 0) table.charts.push_back(std::move(chart));
  summary.tables.push_back(std::move(table));
}

}  // namespace

void add_pair_tables(const Desk& desk, Summary& summary) {
  add_cooccurrence(desk, summary);
  const Both both(desk);
  const std::vector<Taxonomy>& taxonomies = desk.counts.codebook.taxonomies;
  for (std::uint32_t down = 0; down < taxonomies.size(); ++down) {
    if (!taxonomies[down].stance) continue;
    for (std::uint32_t across = 0; across < taxonomies.size(); ++across) {
      if (across != down) add_answers_of_pairs(desk, down, across, summary);
    }
    for (std::uint32_t across = 0; across < taxonomies.size(); ++across) {
      // Of two with stances each pair of codes once.
      if (across >= down || !taxonomies[across].stance) {
        add_people_of_pairs(desk, both, down, across, summary);
      }
    }
  }
  // Who "also" has a code, or is "with" it, has it.
  for (const Code& code : desk.counts.codebook.codes) {
    if (!code.leaf) continue;
    const Selection has{of_code(code.id)};
    summary.partitions.push_back({also(code.id).dimension, {code.id}, has, has, true});
    summary.partitions.push_back({with(code.id).dimension, {code.id}, has, has, true});
  }
  const std::size_t before = summary.tables.size();
  for (std::uint32_t t = 0; t < desk.counts.codebook.taxonomies.size(); ++t) {
    if (desk.counts.codebook.taxonomies[t].stance) add_stances(desk, t, summary);
  }
  if (summary.tables.size() > before) {
    summary.sheets.push_back({"stance", desk.labels("sheet.stance")});
  }
}

}  // namespace samsyn::summarise
