#include "pipeline/method.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/model/number_text.hpp"
#include "pipeline/version.hpp"
#include "stages/emit/hash.hpp"

namespace samsyn {
namespace {

constexpr std::size_t kShownDigits = 8;  // of a checksum: enough to tell editions apart

bool has_column(const Table& table, std::string_view id) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [&](const TableColumn& column) { return column.id == id; });
}

/// The different texts in all columns with the id, in order.
std::vector<std::string> texts_in(const std::vector<Table>& tables, std::string_view id) {
  std::vector<std::string> out;
  for (const Table& table : tables) {
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      if (table.columns[c].id != id) continue;
      for (const TableRow& row : table.rows) {
        const auto* text = c < row.cells.size() ? std::get_if<std::string>(&row.cells[c]) : nullptr;
        if (text == nullptr || text->empty()) continue;
        if (std::find(out.begin(), out.end(), *text) == out.end()) out.push_back(*text);
      }
    }
  }
  return out;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
  return out;
}

/// The rows, topic by topic: a topic stands at its first row only.
class Teller {
 public:
  Teller(const Labels& labels, Table& table) : labels_(labels), table_(table) {}

  void topic(std::string id) { topic_ = std::move(id); }
  void say(std::string text) {
    const bool first = topic_ != last_;
    if (first) count_ = 0;
    last_ = topic_;
    table_.rows.push_back(
        {topic_ + "." + std::to_string(++count_),
         {first ? labels_("method.topic." + topic_) : std::string(), std::move(text)}});
  }
  void say(const std::string& key, const std::vector<std::string>& arguments) {
    say(labels_("method.said." + key, arguments));
  }

 private:
  const Labels& labels_;
  Table& table_;
  std::string topic_, last_;
  std::uint32_t count_ = 0;
};

class Method {
 public:
  Method(const Study& study, const Knowledge& knowledge, const Doings& doings, const Labels& labels,
         const Summary& summary)
      : study_(study),
        knowledge_(knowledge),
        doings_(doings),
        summary_(summary),
        labels_(labels),
        teller_(labels, table_) {}

  Table table() {
    table_.id = table_.sheet = "method";
    table_.title = labels_("title.method");
    table_.base = labels_("base.method", {program_and_version()});
    table_.columns = {{"topic", labels_("column.method-topic")},
                      {"said", labels_("column.method-said")}};
    tell_material();
    tell_cleaning();
    tell_coding();
    tell_counting();
    tell_statistics();
    tell_disclosure();
    teller_.topic("cite");
    teller_.say("cite", {study_.name, program_and_version()});
    teller_.say("cite-table", {study_.name, program_and_version()});
    teller_.topic("again");
    teller_.say("again", {});
    return std::move(table_);
  }

 private:
  std::string count(std::uint64_t n) const {
    return number_text(static_cast<double>(n), 0, summary_.language);
  }

  void tell_material() {
    teller_.topic("material");
    teller_.say("files", {count(doings_.files)});
    if (doings_.refused > 0) teller_.say("refused", {count(doings_.refused)});
    if (doings_.skipped > 0) {
      teller_.say("skipped", {count(doings_.skipped)});
    } else {
      teller_.say("skipped-none", {});
    }
    teller_.say("speakers", {});
  }

  void tell_cleaning() {
    teller_.topic("cleaning");
    const bool off = std::all_of(study_.sources.begin(), study_.sources.end(),
                                 [](const SourceSpec& s) { return s.repair == RepairMode::off; });
    if (off) {
      teller_.say("repair-off", {});
    } else if (doings_.repaired_documents == 0) {
      teller_.say("repair-none", {});
    } else {
      teller_.say("repaired", {count(doings_.repairs), count(doings_.repaired_documents)});
    }
    if (!study_.privacy.mask) {
      teller_.say("mask-off", {});
    } else if (doings_.masked == 0) {
      teller_.say("mask-none", {});
    } else {
      teller_.say("masked", {count(doings_.masked)});
    }
  }

  void tell_coding() {
    const Codebook& codebook = knowledge_.rules->codebook();
    teller_.topic("coding");
    teller_.say("segments", {});
    for (std::uint32_t t = 0; t < codebook.taxonomies.size(); ++t) {
      const Taxonomy& taxonomy = codebook.taxonomies[t];
      std::uint64_t codes = 0;
      std::uint64_t rules = 0;
      for (const Code& code : codebook.codes) codes += code.taxonomy == t && code.leaf ? 1U : 0U;
      for (const RuleInfo& rule : codebook.rules) {
        rules += codebook.codes[rule.code].taxonomy == t ? 1U : 0U;
      }
      const bool english = summary_.language == "en";
      const std::string& own = english ? taxonomy.name_en : taxonomy.name_sv;
      const std::string& other = english ? taxonomy.name_sv : taxonomy.name_en;
      teller_.say("taxonomy", {own.empty() ? other : own, count(codes), count(rules)});
    }
    std::string sums;
    for (const KnowledgeFile& file : knowledge_.taxonomies) sums += file.sha256;
    teller_.say("edition", {emit::sha256_hex(sums).substr(0, kShownDigits)});
    if (knowledge_.learned == nullptr) {
      teller_.say("by-rules", {});
    } else {
      const auto all = static_cast<double>(doings_.by_rules + doings_.by_learned);
      const double share = all > 0 ? 100 * static_cast<double>(doings_.by_learned) / all : 0;
      teller_.say("by-both", {number_text(std::round(share), 0, summary_.language)});
    }
    teller_.say("about", {});
    teller_.topic("humans");
    for (std::size_t m = doings_.weight_lines; m < summary_.method.size(); ++m) {
      teller_.say(summary_.method[m]);
    }
  }

  void tell_counting() {
    teller_.topic("counting");
    for (const char* key : {"people", "bases", "kinds", "stances"}) teller_.say(key, {});
    teller_.topic("weights");
    const std::size_t lines = std::min(doings_.weight_lines, summary_.method.size());
    for (std::size_t m = 0; m < lines; ++m) teller_.say(summary_.method[m]);
    if (lines == 0) teller_.say("weights-none", {});
  }

  /// Of what stands in this workbook only.
  void tell_statistics() {
    teller_.topic("statistics");
    const std::vector<Table>& tables = summary_.tables;
    const auto any = [&](auto&& holds) { return std::any_of(tables.begin(), tables.end(), holds); };
    const auto has = [&](std::string_view column, CellFormat format) {
      return any([&](const Table& table) {
        return table.id.starts_with("closed.") &&
               std::any_of(table.columns.begin(), table.columns.end(), [&](const TableColumn& c) {
                 return c.id == column && c.format == format;
               });
      });
    };
    const bool weighted = !study_.weights.empty();
    bool said = false;
    const auto say = [&](const char* key, const std::vector<std::string>& arguments = {}) {
      teller_.say(key, arguments);
      said = true;
    };
    if (has("low", CellFormat::percent)) say(weighted ? "interval-weighted" : "interval");
    if (has("mean", CellFormat::decimal)) say("mean-interval");
    const std::vector<std::string> tests = texts_in(tables, "test");
    if (!tests.empty()) say("tests", {joined(tests)});
    if (any([](const Table& table) { return has_column(table, "p_holm"); })) say("holm");
    const std::vector<std::string> effects = texts_in(tables, "effect");
    if (!effects.empty()) say("effects", {joined(effects)});
    if (any([](const Table& table) {
          return std::any_of(table.rows.begin(), table.rows.end(), [](const TableRow& row) {
            return std::any_of(row.marks.begin(), row.marks.end(), [](int m) { return m != 0; });
          });
        })) {
      say("marks");
    }
    if (any([](const Table& table) { return table.id == "indices"; })) say("indices");
    if (any([](const Table& table) { return table.id.starts_with("panel"); })) say("panel");
    if (any([](const Table& table) { return table.id.starts_with("saturation"); })) {
      say("saturation");
    }
    if (!said) say("no-statistics");
  }

  void tell_disclosure() {
    teller_.topic("disclosure");
    const std::uint32_t least = summary_.disclosure.least_cell;
    if (least > 1) {
      teller_.say("withheld", {std::to_string(least)});
    } else {
      teller_.say("nothing-withheld", {});
    }
    if (summary_.disclosure.round > 0) {
      teller_.say("rounded", {std::to_string(summary_.disclosure.round)});
    }
    if (!summary_.quotations.empty()) {
      teller_.topic("quotations");
      teller_.say("quotations", {});
    }
  }

  const Study& study_;
  const Knowledge& knowledge_;
  const Doings& doings_;
  const Summary& summary_;
  const Labels& labels_;
  Table table_;
  Teller teller_;
};

}  // namespace

void add_method(const Study& study, const Knowledge& knowledge, const Doings& doings,
                const Labels& labels, Summary& summary) {
  Table table = Method(study, knowledge, doings, labels, summary).table();
  summary.sheets.push_back({"method", labels("sheet.method")});
  summary.tables.push_back(std::move(table));
}

}  // namespace samsyn
