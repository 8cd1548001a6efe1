#include "stages/summarise/worked_out.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/number_text.hpp"
#include "stages/summarise/differences.hpp"

namespace samsyn::summarise {
namespace {

Table* find_table(Summary& summary, std::string_view id) {
  const auto at = std::find_if(summary.tables.begin(), summary.tables.end(),
                               [&](const Table& table) { return table.id == id; });
  return at == summary.tables.end() ? nullptr : &*at;
}

/// kNone: there is none.
std::size_t column_of(const Table& table, std::string_view id) {
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (table.columns[c].id == id) return c;
  }
  return kNone;
}

void put(const Table& table, TableRow& row, std::string_view column, std::string text) {
  const std::size_t c = column_of(table, column);
  if (c != kNone && c < row.cells.size() && !text.empty()) row.cells[c] = std::move(text);
}

std::string name_of(const TableRow& row) {
  const auto* name = row.cells.empty() ? nullptr : std::get_if<std::string>(&row.cells.front());
  return name == nullptr ? row.id : *name;
}

void append(std::string& list, const std::string& one) { list += (list.empty() ? "" : ", ") + one; }

// --- evidence ------------------------------------------------------------------------------------

/// "Framgång 12, Digitalisering 7": the row's numbers above 0 that are shown, largest first.
std::string beside(const Table& near, std::string_view code, const std::string& language) {
  const auto row = std::find_if(near.rows.begin(), near.rows.end(),
                                [&](const TableRow& one) { return one.id == code; });
  if (row == near.rows.end()) return {};
  std::vector<std::pair<double, std::size_t>> found;
  for (std::size_t c = 1; c < row->cells.size(); ++c) {
    const auto* n = std::get_if<double>(&row->cells[c]);
    if (n != nullptr && *n > 0) found.emplace_back(*n, c);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string out;
  for (const auto& [n, c] : found) {
    append(out, near.columns[c].title + " " + number_text(n, 0, language));
  }
  return out;
}

std::string agreement_on(const Summary& summary, const std::string& code, const Labels& labels) {
  const auto one = std::find_if(summary.agreement.codes.begin(), summary.agreement.codes.end(),
                                [&](const CodeAgreement& c) { return c.code == code; });
  if (one == summary.agreement.codes.end()) return labels("evidence.unmeasured");
  const std::string verdict = labels(one->weak.empty() ? "weak.no" : "weak." + one->weak);
  if (!one->alpha) return verdict;
  return labels("evidence.alpha", {number_text(*one->alpha, 2, summary.language), verdict});
}

/// «Språket räcker inte.» (Enhetschef, Kinda)
std::string quoted(const Quotation& quotation, const Labels& labels) {
  std::string who;
  for (const std::string* particular : {&quotation.group, &quotation.municipality}) {
    if (!particular->empty()) append(who, *particular);
  }
  return labels(who.empty() ? "evidence.quoted" : "evidence.quoted-who", {quotation.text, who});
}

void fill_evidence(Summary& summary, const Labels& labels) {
  for (Table& table : summary.tables) {
    if (!table.id.starts_with("evidence.") || column_of(table, "agreement") == kNone) continue;
    const Table* helps = find_table(summary, table.id + ".helps");
    const Table* principles = find_table(summary, table.id + ".principle");
    for (TableRow& row : table.rows) {
      put(table, row, "agreement", agreement_on(summary, row.id, labels));
      if (helps != nullptr) put(table, row, "helps", beside(*helps, row.id, summary.language));
      if (principles != nullptr) {
        put(table, row, "principle", beside(*principles, row.id, summary.language));
      }
      std::size_t shown = 0;
      std::string quotations;
      for (const Quotation& one : summary.quotations) {
        const bool affirms = one.stance.empty() || one.stance == name_of(Stance::affirmed);
        if (one.code != row.id || !affirms || ++shown > 2) continue;
        quotations += (quotations.empty() ? "" : "\n") + quoted(one, labels);
      }
      put(table, row, "quotations", std::move(quotations));
    }
  }
}

// --- sub-studies together ------------------------------------------------------------------------

/// Which codes are spoken of where, as far as the numbers are shown.
class Joint {
 public:
  Joint(const Study& study, const Table& from, const Labels& labels)
      : from_(from), labels_(labels) {
    for (std::size_t c = 1; c < from.columns.size(); ++c) {
      const std::string& id = from.columns[c].id;
      if (!id.starts_with("people.")) continue;
      const std::string value = id.substr(std::string_view("people.").size());
      const auto spec = std::find_if(study.substudies.begin(), study.substudies.end(),
                                     [&](const Substudy& one) { return one.id == value; });
      columns_.push_back(c);
      names_.push_back(spec == study.substudies.end() || spec->name.empty() ? value : spec->name);
    }
    only_.resize(columns_.size());
    more_.resize(columns_.size());
    for (const TableRow& row : from.rows) {
      if (!row.emphasis) sort(row);
    }
  }

  Table table() const {
    Table out;
    out.id = from_.id + ".joint";
    out.sheet = from_.sheet;
    out.title = labels_("evidence.title-joint", {from_.title});
    out.base = labels_("evidence.base-joint", {std::to_string(codes_)});
    out.base_count = static_cast<double>(codes_);
    out.columns = {{"what", labels_("evidence.column-where")},
                   {"number", labels_("evidence.column-number")},
                   {"which", labels_("evidence.column-which")}};
    add(out, "all", labels_("evidence.joint-all"), all_);
    for (std::size_t s = 0; s < names_.size(); ++s) {
      add(out, "only." + std::to_string(s + 1), labels_("evidence.joint-only", {names_[s]}),
          only_[s]);
    }
    if (names_.size() > 2) add(out, "some", labels_("evidence.joint-some"), some_);
    add(out, "none", labels_("evidence.joint-none"), none_);
    add(out, "open", labels_("evidence.joint-open"), open_);
    for (std::size_t s = 0; s < names_.size(); ++s) {
      add(out, "more." + std::to_string(s + 1), labels_("evidence.joint-more", {names_[s]}),
          more_[s]);
    }
    out.notes = {labels_("evidence.note-joint")};
    const std::string weak = labels_("note.weak");
    if (std::find(from_.notes.begin(), from_.notes.end(), weak) != from_.notes.end()) {
      out.notes.push_back(weak);
    }
    return out;
  }

 private:
  using Names = std::vector<std::string>;

  void sort(const TableRow& row) {
    ++codes_;
    std::size_t has = 0, last = 0;
    for (std::size_t s = 0; s < columns_.size(); ++s) {
      const auto* n = std::get_if<double>(&row.cells[columns_[s]]);
      if (n == nullptr) {
        open_.push_back(name_of(row));
        return;
      }
      if (*n > 0) {
        ++has;
        last = s;
      }
    }
    Names& where = has == 0                 ? none_
                   : has == columns_.size() ? all_
                   : has == 1               ? only_[last]
                                            : some_;
    where.push_back(name_of(row));
    const auto* p = std::get_if<double>(&row.cells[column_of(from_, "p_holm")]);
    if (p == nullptr || *p >= kSure) return;
    std::size_t most = 0;
    for (std::size_t s = 1; s < columns_.size(); ++s) {
      if (share(row, s) > share(row, most)) most = s;
    }
    more_[most].push_back(name_of(row));
  }

  /// It stands beside the number of people.
  double share(const TableRow& row, std::size_t s) const {
    const auto* n = std::get_if<double>(&row.cells[columns_[s] + 1]);
    return n == nullptr ? 0 : *n;
  }

  void add(Table& out, std::string id, std::string what, const Names& names) const {
    std::string which;
    for (const std::string& name : names) append(which, name);
    out.rows.push_back(
        {std::move(id),
         {std::move(what),
          labels_("evidence.joint-count", {std::to_string(names.size()), std::to_string(codes_)}),
          std::move(which)}});
  }

  const Table& from_;
  const Labels& labels_;
  std::vector<std::size_t> columns_;  ///< of the sub-studies' people
  Names names_;
  std::size_t codes_ = 0;
  Names all_, some_, none_, open_;
  std::vector<Names> only_, more_;  ///< by sub-study
};

}  // namespace

void add_worked_out(const Study& study, const Labels& labels, Summary& summary) {
  add_associations(labels, summary);
  fill_evidence(summary, labels);
  std::vector<Table> joint;
  for (const Table& table : summary.tables) {
    if (table.id.starts_with("substudies.")) joint.push_back(Joint(study, table, labels).table());
  }
  for (Table& table : joint) add_behind(std::move(table), labels, summary);
}

}  // namespace samsyn::summarise
