#include "tests/summarise/coded.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "stages/summarise/tally.hpp"

namespace samsyn::sample {

Coded::Coded() {
  study.name = "Prov";
  study.substudies = {{"D1", "Delstudie ett"}, {"D2", "Delstudie två"}};
  study.attributes = {{"group", "Grupp"}, {"municipality", "Kommun"}, {"substudy", "Delstudie"}};
  SourceSpec source;
  source.id = "enkat";
  study.sources = {source};
  codebook.taxonomies = {{"barriers", "Hinder", "Barriers", true},
                         {"themes", "Teman", "Themes", false}};
  const auto add = [&](const char* id, std::uint32_t taxonomy, std::uint32_t parent, bool leaf,
                       CodeRole role = CodeRole::none) {
    Code code;
    code.id = code.name_sv = id;
    code.taxonomy = taxonomy;
    code.parent = parent;
    code.leaf = leaf;
    code.role = role;
    codebook.codes.push_back(std::move(code));
  };
  add("b", 0, kNone, false);
  add("b.tid", 0, 0, true);
  add("b.rum", 0, 0, true);
  add("b.mod", 0, 0, true);
  add("t.gott", 1, kNone, true, CodeRole::helps);
  add("t.lika", 1, kNone, true, CodeRole::principle);
  document.source = "svar.csv";
  document.spec = 0;
  Question question;
  question.item = question.text = "hinder";
  question.type = ItemType::open;
  document.questions = {question};
  for (std::uint32_t p = 0; p < 55; ++p) {
    const std::string group = p < 30 ? "A" : p < 50 ? "B" : "";
    const std::string substudy = p < 30 ? "D1" : p < 50 ? "D2" : "";
    document.respondents.push_back({"P" + std::to_string(p + 1), {group, "", substudy}});
    document.responses.push_back({p, 0, std::uint32_t{Response::kAnswered}});
  }
}

void Coded::say(std::string_view code, std::uint32_t first, std::uint32_t people) {
  const auto at = std::find_if(codebook.codes.begin(), codebook.codes.end(),
                               [&](const Code& one) { return one.id == code; });
  for (std::uint32_t p = first; p < first + people; ++p) {
    said_.push_back({static_cast<std::uint32_t>(at - codebook.codes.begin()), p});
  }
}

Summary Coded::summary() const {
  summarise::Tally tally(study, codebook, {});
  const std::uint32_t number = tally.add_document(document);
  summarise::Partial partial;
  for (const Said& said : said_) {
    ++partial.answers;
    ++partial.segments;
    ++partial.coded;
    const auto hit = [&](std::uint32_t row) {
      partial.hits.push_back({said.person, 0, row, Stance::affirmed, 1});
    };
    const Code& code = codebook.codes[said.code];
    hit(said.code);
    if (code.parent != kNone) hit(code.parent);
    hit(tally.counter().any_row(code.taxonomy));
    partial.pairs.push_back({said.code, said.code, said.person});
  }
  tally.add(number, document, partial);
  return tally.finish(Labels());
}

const Table& table_of(const Summary& summary, std::string_view id) {
  for (const Table& one : summary.tables) {
    if (one.id == id) return one;
  }
  ADD_FAILURE() << "no table " << id;
  static const Table kNoTable;
  return kNoTable;
}

const TableRow& row_of(const Table& table, std::string_view id) {
  for (const TableRow& one : table.rows) {
    if (one.id == id) return one;
  }
  ADD_FAILURE() << "no row " << id << " in " << table.id;
  static const TableRow kNoRow;
  return kNoRow;
}

const TableCell& cell_of(const Summary& summary, std::string_view table, std::string_view row,
                         std::string_view column) {
  const Table& found = table_of(summary, table);
  const TableRow& line = row_of(found, row);
  for (std::size_t c = 0; c < line.cells.size(); ++c) {
    if (found.columns[c].id == column) return line.cells[c];
  }
  ADD_FAILURE() << "no cell " << row << " " << column << " in " << table;
  static const TableCell kNoCell;
  return kNoCell;
}

double number_in(const Summary& summary, std::string_view table, std::string_view row,
                 std::string_view column) {
  const auto* number = std::get_if<double>(&cell_of(summary, table, row, column));
  EXPECT_NE(number, nullptr) << table << " " << row << " " << column;
  return number == nullptr ? -1 : *number;
}

bool is_withheld(const TableCell& cell) { return std::holds_alternative<Withheld>(cell); }

}  // namespace samsyn::sample
