#include "pipeline/discoveries.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <memory>
#include <vector>

#include "pipeline/human.hpp"
#include "pipeline/inputs.hpp"
#include "pipeline/listening.hpp"
#include "pipeline/masker.hpp"
#include "pipeline/messages.hpp"
#include "pipeline/model/number_text.hpp"
#include "pipeline/model/plain_text.hpp"
#include "pipeline/run.hpp"
#include "pipeline/shown.hpp"
#include "pipeline/walk.hpp"
#include "stages/disclose/disclose.hpp"
#include "stages/discover/candidates.hpp"
#include "stages/emit/hash.hpp"

namespace samsyn {
namespace {

constexpr std::size_t kColumns = 100;  // of the terminal

struct Made {
  discover::Heard heard;
  privacy::Masks masks;
};

const Table* table_of(const Summary& summary, std::string_view id) {
  const auto at = std::find_if(summary.tables.begin(), summary.tables.end(),
                               [&](const Table& table) { return table.id == id; });
  return at == summary.tables.end() ? nullptr : &*at;
}

/// The cell as text: counts and decimals in the language, shares in percent.
std::string text_of(const TableCell& cell, CellFormat format, const std::string& language) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (std::holds_alternative<Withheld>(cell)) return "..";
  const auto* number = std::get_if<double>(&cell);
  if (number == nullptr) return {};
  if (format == CellFormat::percent) {
    return number_text(std::round(*number * 100), 0, language) + (language == "sv" ? " %" : "%");
  }
  return number_text(*number, format == CellFormat::precise ? 3 : format == CellFormat::decimal ? 1 : 0, language);
}

/// "svar.csv:12 · R7 · HR-chef · Kinda"
std::string origin_of(const Quotation& quotation) {
  std::string out = quotation.source;
  if (quotation.row > 0) out += ":" + std::to_string(quotation.row);
  if (quotation.row == 0 && quotation.line > 0) out += ":" + std::to_string(quotation.line);
  for (const std::string* part :
       {&quotation.respondent, &quotation.group, &quotation.municipality}) {
    if (!part->empty()) out += " · " + *part;
  }
  return out;
}

/// The cells of one row with their headings: "Svarande (enkät): 7 · Segment: 9".
std::string facts_of(const Table& table, const TableRow& row, const std::string& language) {
  std::string out;
  for (std::size_t c = 1; c < table.columns.size(); ++c) {
    const TableColumn& column = table.columns[c];
    const std::string text = text_of(row.cells[c], column.format, language);
    if (text.empty()) continue;
    out += (out.empty() ? "" : " · ") + column.title + ": " + text;
  }
  return out;
}

}  // namespace

void add_discoveries(const discover::Gathering& gathering, const Knowledge& knowledge,
                     const Labels& labels, Summary& summary) {
  discover::add_candidates(
      gathering, [&](WordId id) -> const Word& { return (*knowledge.lexicon)[id]; },
      knowledge.frequencies, labels, summary);
  discover::add_saturation(gathering, labels, summary);
  summary.crowds = gathering.crowds();
}

Result<Summary> discoveries_of(const Study& study, unsigned jobs, const Knowledge& knowledge,
                               const Labels& labels, Issues& issues) {
  Inputs inputs(study, issues);
  Masker masker(knowledge, study, study.outputs.language);
  const Study shown_study = masker.masked(study);
  discover::Gathering gathering(shown_study, knowledge.rules->codebook(), emit::segment_id);
  std::shared_ptr<const Document> at_hand;
  std::uint32_t number = 0;
  Humans humans(
      study, knowledge, [](const std::string&, const std::string&) {}, issues);
  WalkNews news;
  news.human = humans.finder();
  std::atomic<bool> quotable = true;
  const Walked walked = walk<Made>(
      inputs, jobs, knowledge, masker, issues,
      [&](const Hand&, const Slice& slice, CodedSlice coded) {
        humans.count(slice, coded);
        Shown shown(slice, coded);
        Made made{heard_in(slice, coded, knowledge, quotable ? &shown : nullptr), {}};
        made.masks = std::move(coded.masks);
        return made;
      },
      [&](const Slice& slice, Made made) {
        if (!slice.document->figures.empty()) return;  // nobody said them
        if (at_hand != slice.document) {
          at_hand = slice.document;
          number = gathering.add_document(*at_hand);
        }
        std::string lines;
        std::vector<summarise::Candidate> none;
        resolve(made.heard, masker.number(made.masks, slice, lines, none));
        gathering.add(number, *at_hand, made.heard);
        quotable = !gathering.has_quotable();
      },
      news);
  if (walked.files == 0) return nothing_read(study);
  humans.tell(issues);
  Summary summary;
  summary.study = study.name;
  summary.language = study.outputs.language;
  summary.quotation_rule = labels("uncoded.note-4");
  add_discoveries(gathering, knowledge, labels, summary);
  return disclose::protect(std::move(summary), {study.privacy.least_cell, study.privacy.round},
                           labels);
}

std::string render_discoveries(const Summary& summary, const Labels& labels, std::size_t listed) {
  std::string out;
  const auto line = [&](const std::string& text, std::size_t indent) {
    out += wrapped(std::string(indent, ' ') + text, kColumns, indent) + "\n";
  };
  if (const Table* table = table_of(summary, "uncoded"); table != nullptr) {
    line(table->title, 0);
    line(table->base, 0);
    const std::size_t shown = std::min(listed, summary.candidates.size());
    for (std::size_t c = 0; c < shown; ++c) {
      const CodeCandidate& candidate = summary.candidates[c];
      const auto* terms = std::get_if<std::string>(&table->rows[c].cells[0]);
      out += "\n";
      line(std::to_string(c + 1) + ". " + plain_text(terms == nullptr ? candidate.id : *terms), 0);
      line(facts_of(*table, table->rows[c], summary.language), 3);
      for (const Quotation& quotation : candidate.quotations) {
        line("«" + plain_text(one_line(quotation.text)) + "»", 3);
        line(plain_text(origin_of(quotation)), 5);
      }
    }
    if (shown < summary.candidates.size()) {
      out += "\n" + labels("discover.more", {std::to_string(summary.candidates.size() - shown)}) +
             "\n";
    }
  } else {
    line(labels("discover.none"), 0);
  }
  if (const Table* table = table_of(summary, "saturation.points"); table != nullptr) {
    out += "\n" + table->title + "\n";
    for (const TableRow& row : table->rows) {
      line(plain_text(*std::get_if<std::string>(&row.cells[0])), 0);
      line(facts_of(*table, row, summary.language), 3);
    }
    for (const std::string& note : table->notes) line(note, 0);
  }
  return out;
}

}  // namespace samsyn
