#include "pipeline/study/check.hpp"
#include "pipeline/study/occasions.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "pipeline/study/guess_column.hpp"
#include "pipeline/study/rows.hpp"
#include "pipeline/study/sample.hpp"
#include "pipeline/study/study.hpp"
#include "pipeline/study/wording.hpp"
#include "stages/ingest/attributes.hpp"
#include "stages/ingest/columns.hpp"
#include "stages/ingest/reader.hpp"

namespace samsyn {
namespace {

constexpr std::uint32_t kEnough = 10;    // answers from which shares say something
constexpr double kMostlyDistinct = 0.9;  // of a choice's answers: it is no choice
constexpr double kMostlyOptions = 0.1;   // openness below which an open item looks closed

/// The answers to one question, as far as the document holds them.
struct Answers {
  std::set<std::uint32_t> asked, answered;     ///< respondents
  std::map<std::string, std::uint32_t> texts;  ///< of closed items
  std::vector<std::string> open;               ///< of open ones
};

std::vector<Answers> answers_of(const Document& document) {
  std::vector<Answers> out(document.questions.size());
  for (const Response& response : document.responses) {
    if (response.question >= out.size()) continue;
    Answers& answers = out[response.question];
    answers.asked.insert(response.respondent);
    if (response.option == kNone) continue;
    answers.answered.insert(response.respondent);
    if (response.option < document.options.size())
      ++answers.texts[document.options[response.option].label];
  }
  for (const Block& block : document.blocks)
    if (block.question < out.size() && block.role == BlockRole::answer)
      out[block.question].open.push_back(block.raw);
  return out;
}

class Doubts {
 public:
  Doubts(const Document& document, Issues& issues) : document_(document), issues_(issues) {}
  void about(std::string_view title, std::string_view id, std::string message,
             std::string_view text, std::string remedy, Severity severity = Severity::warning) {
    Where where;
    where.file = document_.source;
    where.sheet = document_.sheet;
    where.column_title = std::string(title);
    issues_.add({severity, std::string(id), where, std::move(message), excerpt_of(text),
                 std::move(remedy)});
  }

 private:
  const Document& document_;
  Issues& issues_;
};

const ItemSpec* spec_of(const SourceSpec& source, const Question& question) {
  for (const ItemSpec& item : source.items) {
    const bool column = ingest::collapsed(item.column) == ingest::collapsed(question.title);
    if (item.id == question.item && (column || !item.columns.empty())) return &item;
  }
  return nullptr;
}

void check_item(const Question& question, const ItemSpec& item, const Answers& answers,
                Doubts& doubts) {
  const auto n = static_cast<std::uint32_t>(answers.answered.size());
  if (n == 0) {
    doubts.about(question.title, "check.no-answers", "nobody answered this item", "",
                 "check that it is the right file and column; or take the item out");
    return;
  }
  const auto share = [](std::size_t part, std::size_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
  };
  if (item.type == ItemType::single && n >= kEnough &&
      share(answers.texts.size(), n) >= kMostlyDistinct) {
    doubts.about(question.title, "check.closed-looks-open",
                 std::to_string(answers.texts.size()) + " different answers of " +
                     std::to_string(n) + ": this does not look like a choice",
                 answers.texts.begin()->first,
                 "give the item the type \"open\", if people wrote it themselves");
  }
  // What people write beside options is short and alike, and open all the same.
  const guess::Title title = guess::take_apart(item.column);
  const bool beside = guess::asks_for_text(title) || guess::is_other(title.base) ||
                      guess::is_comment(title.base) ||
                      guess::wording_cue(question.text) >= guess::kWordsWanted;
  if (item.type == ItemType::open && n >= kEnough && !beside) {
    const guess::Features features = guess::look_at(answers.open);
    if (guess::openness(features, question.text) < kMostlyOptions && features.recurring > 0.8) {
      doubts.about(
          question.title, "check.open-looks-closed",
          features.distinct == 1
              ? "all " + std::to_string(n) + " answers are the same: this looks like a choice"
              : "only " + std::to_string(features.distinct) + " different answers of " +
                    std::to_string(n) + ": this looks like a choice",
          features.values.front().first,
          "give the item the type \"single\" or \"scale\", if the form has options",
          Severity::note);  // who wrote "open" by hand knows
    }
  }
  if (item.type == ItemType::scale && !item.options.empty()) {
    std::set<std::string> known;
    for (const std::string& label : item.options) known.insert(guess::key_of(label));
    for (const std::string& label : item.dont_know) known.insert(guess::key_of(label));
    for (const auto& [label, count] : answers.texts) {
      if (known.count(guess::key_of(label)) != 0) continue;
      const std::string near = nearest(label, item.options);
      doubts.about(question.title, "check.unlisted-option",
                   std::to_string(count) + (count == 1 ? " answer is none of the scale's labels"
                                                       : " answers are none of the scale's labels"),
                   label,
                   near.empty() ? "add the label to \"options\" or to \"dont_know\""
                                : "write it as the form does: did you mean \"" + near + "\"?");
    }
  }
  if (item.type == ItemType::multiple && !item.separator.empty() && n >= kEnough &&
      answers.texts.size() > 1) {
    std::size_t chosen = 0;
    for (const auto& [label, count] : answers.texts) chosen += count;
    if (chosen == n)
      doubts.about(
          question.title, "check.unused-separator",
          "no answer holds more than one choice with the separator \"" + item.separator + "\"",
          answers.texts.begin()->first, "look at a cell: what stands between the choices?");
  }
}

void check_attributes(const Document& document, const SourceSpec& source, const Study& study,
                      Doubts& doubts) {
  std::vector<const AttributeSource*> all;
  for (const AttributeSource& from : source.attributes) all.push_back(&from);
  for (const AttributeSource& from : source.attribute_table.attributes) all.push_back(&from);
  for (const AttributeSource* from : all) {
    std::size_t blank = 0;
    std::set<std::string> unknown;
    for (const Respondent& respondent : document.respondents) {
      const std::string& value = from->attribute < respondent.attributes.size()
                                     ? respondent.attributes[from->attribute]
                                     : std::string();
      if (value.empty()) {
        ++blank;
      } else if (from->attribute == kSubstudy && !study.substudies.empty() &&
                 std::none_of(study.substudies.begin(), study.substudies.end(),
                              [&](const Substudy& s) { return s.id == value; })) {
        unknown.insert(value);
      }
    }
    if (blank * 2 > document.respondents.size()) {
      doubts.about(from->column, "check.empty-attribute",
                   "\"" + study.attributes.at(from->attribute).id + "\" is blank for " +
                       std::to_string(blank) + " of " +
                       std::to_string(document.respondents.size()) + " respondents",
                   "", "check the column, or the ids of the attribute table");
    }
    for (const std::string& value : unknown) {
      std::vector<std::string> known;
      for (const Substudy& substudy : study.substudies) known.push_back(substudy.id);
      const std::string near = nearest(value, known);
      doubts.about(from->column, "check.unknown-substudy", "the manifest names no such sub-study",
                   value,
                   near.empty() ? "add it to \"substudies\"" : "did you mean \"" + near + "\"?");
    }
  }
}

/// Columns that hold something and of which the manifest says nothing.
void check_columns(const ingest::Reader& reader, const ingest::Input& input,
                   const SourceSpec& source, Issues& issues) {
  std::set<std::string> mentioned;
  const auto mention = [&](const std::string& title) {
    mentioned.insert(ingest::collapsed(title));
  };
  mention(source.respondent_column);
  mention(source.question_column);
  mention(source.answer_column);
  for (const AttributeSource& from : source.attributes) mention(from.column);
  for (const std::string& title : source.ignored) mention(title);
  for (const ItemSpec& item : source.items) {
    mention(item.column);
    for (const std::string& title : item.columns) mention(title);
  }
  ingest::TableOptions options{source.sheet, source.encoding, source.separator};
  ingest::TableHead heading(source.header_row, source.header_rows);
  std::vector<std::string> titles;
  std::vector<bool> filled;
  Issues again;  // were told when the document was read
  const Result<Done> done = reader.rows(
      input, options,
      [&](const ingest::Row& row) {
        if (heading.take(row)) return true;
        if (titles.empty()) {
          titles = heading.columns().titles();
          filled.assign(titles.size(), false);
        }
        for (std::size_t c = 0; c < row.cells.size() && c < filled.size(); ++c)
          filled[c] = filled[c] || !ingest::is_blank(row.cells[c]);
        return true;
      },
      again);
  if (!done) return;
  for (std::size_t c = 0; c < titles.size(); ++c) {
    if (!filled[c] || titles[c].empty() || mentioned.count(ingest::collapsed(titles[c])) != 0)
      continue;
    Where where;
    where.file = input.name;
    where.sheet = source.sheet;
    where.row = source.header_row;
    where.column = static_cast<std::uint32_t>(c + 1);
    where.column_title = titles[c];
    issues.add({Severity::warning, "check.unmentioned-column", where,
                "the manifest does not say what this column is", excerpt_of(titles[c]),
                "make an item or an attribute of it, or name it in \"ignored\""});
  }
}

}  // namespace

FileOverview overview_of(const Document& document, const SourceSpec& source) {
  FileOverview out;
  out.source = source.id;
  out.file = document.source;
  out.sheet = document.sheet;
  out.kind = source.kind;
  out.rows = document.rows;
  out.skipped = document.skipped;
  out.respondents = static_cast<std::uint32_t>(document.respondents.size());
  out.figures = static_cast<std::uint32_t>(document.figures.size());
  for (const Block& block : document.blocks)
    out.blocks += block.role == BlockRole::heading || block.role == BlockRole::preamble ? 0U : 1U;
  if (source.kind != SourceKind::survey) return out;
  const std::vector<Answers> answers = answers_of(document);
  for (std::size_t q = 0; q < answers.size(); ++q) {
    const std::set<std::string> open(answers[q].open.begin(), answers[q].open.end());
    out.items.push_back({document.questions[q].item, document.questions[q].text,
                         document.questions[q].type,
                         static_cast<std::uint32_t>(answers[q].asked.size()),
                         static_cast<std::uint32_t>(answers[q].answered.size()),
                         static_cast<std::uint32_t>(answers[q].texts.size() + open.size())});
  }
  return out;
}

Issues check_document(const Document& document, const SourceSpec& source, const Study& study) {
  Issues issues;
  Doubts doubts(document, issues);
  if (source.kind == SourceKind::survey) {
    const std::vector<Answers> answers = answers_of(document);
    for (std::size_t q = 0; q < answers.size(); ++q)
      if (const ItemSpec* item = spec_of(source, document.questions[q]))
        check_item(document.questions[q], *item, answers[q], doubts);
  }
  check_attributes(document, source, study, doubts);
  return issues;
}

Check check_study(const Study& study, const ReadFile& read, const Issues& told) {
  Check out;
  OccasionLedger occasions(study);
  for (std::size_t s = 0; s < study.sources.size(); ++s) {
    const SourceSpec& source = study.sources[s];
    ingest::AttributeValues values;
    const bool has_table = !source.attribute_table.empty();
    if (has_table) {
      const Result<std::string> bytes = read(source.attribute_table.path);
      Result<ingest::AttributeValues> table =
          bytes ? ingest::read_attributes({source.attribute_table.file, *bytes},
                                          source.attribute_table, study, out.issues)
                : Result<ingest::AttributeValues>(bytes.issue());
      if (table) {
        values = std::move(*table);
      } else if (!known_missing(told, s, kAttributeTable)) {
        out.issues.add(table.issue());
      }
    }
    for (std::size_t f = 0; f < source.files.size(); ++f) {
      const SourceFile& file = source.files[f];
      const Result<std::string> bytes = read(file.path);
      if (!bytes) {
        if (!known_missing(told, s, f)) out.issues.add(bytes.issue());
        continue;
      }
      const ingest::Input input{file.name, *bytes};
      Result<Document> document =
          ingest::read_document(input, source, study, out.issues, has_table ? &values : nullptr);
      if (!document) {
        out.issues.add(document.issue());
        continue;
      }
      document->spec = static_cast<std::uint32_t>(s);
      occasions.place(*document, out.issues);
      out.files.push_back(overview_of(*document, source));
      out.issues.add(check_document(*document, source, study));
      if (source.kind != SourceKind::survey) continue;
      if (const auto reader = ingest::reader_for(input); reader && (*reader)->rows != nullptr)
        check_columns(**reader, input, source, out.issues);
    }
  }
  if (out.files.empty()) {
    Where where;
    where.file = study.path;
    out.issues.add({Severity::error, "check.nothing", where,
                    "none of the study's files could be read", "",
                    "see the issues above; `samsyn init` proposes a manifest for your files"});
  }
  return out;
}

std::string render(const Check& check, std::string_view language) {
  const bool sv = language != "en";
  constexpr std::string_view kTypes[][2] = {{"öppen", "open"},        {"ett val", "one choice"},
                                            {"flera val", "several"}, {"skala", "scale"},
                                            {"tal", "number"},        {"datum", "date"}};
  std::string out;
  for (const FileOverview& file : check.files) {
    out += file.file + (file.sheet.empty() ? "" : ", " + file.sheet) + ": ";
    if (file.kind == SourceKind::survey || file.kind == SourceKind::figures) {
      out += (sv ? counted(file.rows, "rad", "rader") : counted(file.rows, "row", "rows")) + ", ";
      if (file.skipped > 0)
        out += sv ? counted(file.skipped, "överhoppad, ", "överhoppade, ")
                  : counted(file.skipped, "skipped, ", "skipped, ");
    }
    if (file.kind != SourceKind::figures)
      out += sv ? counted(file.respondents, "respondent, ", "respondenter, ")
                : counted(file.respondents, "respondent, ", "respondents, ");
    switch (file.kind) {
      case SourceKind::survey:
        out += sv ? counted(file.blocks, "öppet svar", "öppna svar")
                  : counted(file.blocks, "open answer", "open answers");
        break;
      case SourceKind::transcript:
        out +=
            sv ? counted(file.blocks, "replik", "repliker") : counted(file.blocks, "turn", "turns");
        break;
      case SourceKind::notes:
        out += sv ? counted(file.blocks, "stycke", "stycken")
                  : counted(file.blocks, "paragraph", "paragraphs");
        break;
      case SourceKind::figures:
        out += sv ? counted(file.figures, "tal", "tal") : counted(file.figures, "figure", "figures");
        break;
    }
    out += "\n";
    for (const ItemOverview& item : file.items) {
      const std::string_view type = kTypes[static_cast<std::size_t>(item.type)][sv ? 0 : 1];
      out += "  " + item.id + " (" + std::string(type) + "): " + std::to_string(item.answered) +
             (sv                   ? " svar av "
              : item.answered == 1 ? " answer of "
                                   : " answers of ") +
             std::to_string(item.asked) + ", " + std::to_string(item.distinct) +
             (sv ? " olika" : " different") + "\n";
    }
  }
  const std::size_t errors = check.issues.count(Severity::error);
  const std::size_t warnings = check.issues.count(Severity::warning);
  const std::size_t files = check.files.size();
  out += sv ? counted(files, "fil", "filer") + ", " + counted(errors, "fel", "fel") + ", " +
                  counted(warnings, "varning", "varningar") + "\n"
            : counted(files, "file", "files") + ", " + counted(errors, "error", "errors") + ", " +
                  counted(warnings, "warning", "warnings") + "\n";
  return out;
}

}  // namespace samsyn
