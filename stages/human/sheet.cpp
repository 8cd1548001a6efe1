#include "stages/human/sheet.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "pipeline/model/lines.hpp"
#include "stages/human/names.hpp"

namespace samsyn::human {
namespace {

using Cells = std::vector<std::string>;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

constexpr std::uint32_t kCellLimit = 32767;  // characters in a cell, Excel's limit

std::string_view cell(const Cells& cells, std::size_t column) {
  return column < cells.size() ? trimmed(cells[column]) : std::string_view();
}

std::uint32_t number_of(std::string_view text) {
  std::uint32_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

bool is_too_long(const std::string& text) { return code_points(text) > kCellLimit; }

/// Line ends and blanks that a spreadsheet made its own are no change.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : trimmed(text)) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (blank && (out.empty() || out.back() == ' ')) continue;
    out += blank ? ' ' : c;
  }
  return out;
}

struct Given {
  FilledRow row;
  std::vector<HumanCode> suggested;
  std::string unknown;  ///< a suggested code that the study doesn't have today; empty = none
  bool seen = false;
};

class Reading {
 public:
  Reading(const std::string& file, const Codebook& codebook, Issues& issues)
      : codebook_(codebook), issues_(issues) {
    out_.file = file;
    for (std::uint32_t c = 0; c < codebook.codes.size(); ++c) {
      const Code& code = codebook.codes[c];
      if (!code.leaf) continue;
      leaves_.emplace(code.id, c);
      for (const std::string* name : {&code.id, &code.name_sv, &code.name_en}) {
        if (!name->empty()) codes_.emplace(name_key(*name), c);
      }
    }
    for (std::size_t s = 0; s < kStanceNames.size(); ++s) {
      stances_.emplace(name_key(kStanceNames.at(s)), static_cast<Stance>(s));
    }
  }

  Result<FilledSheet> run(const SheetRows& rows) {
    const Result<std::vector<Cells>> record = rows(std::string(kRecordSheet));
    if (!record)
      return refuse(record.issue().id == "ingest.no-such-sheet" ? "the workbook has no record sheet"
                                                                : record.issue().message);
    if (record->empty() || cell(record->front(), 0) != kCodingSheetFormat) {
      return refuse("its record sheet has another format");
    }
    for (const Cells& cells : *record) read_frame(cells);
    for (const Cells& cells : *record) read_given(cells);
    if (sheet_.empty() || first_row_ == 0) return refuse("its record sheet is not whole");
    const Result<std::vector<Cells>> filled = rows(sheet_);
    if (!filled) return refuse("the sheet «" + sheet_ + "» is gone");
    read_coder(rows);
    tell_other_codes();
    std::uint32_t number = 0;
    for (const Cells& cells : *filled) {
      if (++number >= first_row_) read_row(cells, number);
    }
    tell_missing();
    out_.all = static_cast<std::uint32_t>(given_.size());
    out_.open = out_.all - static_cast<std::uint32_t>(out_.rows.size());
    if (out_.open > 0) {
      issues_.add({Severity::note,
                   "import.incomplete",
                   {out_.file, sheet_},
                   std::to_string(out_.open) + " of " + std::to_string(out_.all) +
                       " rows are not judged yet",
                   {},
                   "go on with the sheet and import it again; what is there counts already"});
    }
    return std::move(out_);
  }

 private:
  Issue refuse(const std::string& why) const {
    return {Severity::error,
            "import.not-a-sheet",
            {out_.file},
            "this is no coding sheet of samsyn export: " + why,
            {},
            "give the workbook that samsyn export wrote, saved as .xlsx with all its sheets"};
  }

  Where where(std::uint32_t row, std::uint32_t column = 0) const {
    Where out{out_.file, sheet_};
    out.row = row;
    out.column = column;
    return out;
  }

  /// What the record says of the whole sheet.
  void read_frame(const Cells& cells) {
    const std::string key(cell(cells, 0));
    const std::string value(cell(cells, 1));
    if (key == "study") out_.study = value;
    if (key == "fingerprint") out_.fingerprint = value;
    if (key == "none") none_ = name_key(value);
    if (key == "suggested") as_suggested_ = name_key(value);
    if (key == "coder") {
      out_.coder = value;
      readme_ = cell(cells, 2);
      coder_row_ = number_of(cell(cells, 3));
      coder_column_ = number_of(cell(cells, 4));
    }
    if (key == "sheet") {
      sheet_ = value;
      first_row_ = number_of(cell(cells, 2));
    }
    if (key == "taxonomies") {
      for (std::string_view rest = value; !rest.empty();) {
        const std::string_view id = next_field(rest, ',');
        for (std::size_t t = 0; t < std::min(codebook_.taxonomies.size(), kMostTaxonomies); ++t) {
          if (codebook_.taxonomies[t].id == id) out_.taxonomies |= TaxonomyBits{1} << t;
        }
      }
    }
    if (key == "code") offer(value, cell(cells, 2));
    if (key == "stance") {
      const auto known = stances_.find(name_key(value));
      if (known != stances_.end()) stances_[name_key(cell(cells, 2))] = known->second;
    }
  }

  /// A code that could be chosen, and what it was called. One that the study doesn't have is none.
  void offer(const std::string& id, std::string_view shown) {
    const auto leaf = leaves_.find(id);
    if (leaf == leaves_.end()) return void(++gone_);
    offered_.insert(leaf->second);
    codes_[name_key(shown)] = leaf->second;
    shown_.emplace_back(shown);
  }

  /// What the record says of a row.
  void read_given(const Cells& cells) {
    const std::string value(cell(cells, 1));
    if (cell(cells, 0) != "row" || value.empty()) return;
    Given given;
    given.row.id = value;
    given.row.record = cell(cells, 2);
    given.row.text = cell(cells, 3);
    given.row.before = cell(cells, 4);
    given.row.after = cell(cells, 5);
    // No spreadsheet program has written such a cell: the row is no record.
    if (std::any_of(cells.begin(), cells.end(), is_too_long)) given.row.record.clear();
    for (std::string_view rest = cell(cells, 6); !rest.empty();) {
      std::string_view one = next_field(rest, ';');
      const std::string code(next_field(one, '='));
      if (const auto found = leaves_.find(code); found != leaves_.end()) {
        given.suggested.push_back({found->second, stance_of(one).value_or(Stance::affirmed)});
      } else {
        given.unknown = code;
      }
    }
    if (given_.emplace(value, std::move(given)).second) order_.push_back(value);
  }

  /// Were other codes offered than the study has now? A code that nobody could choose is not one
  /// that nobody found.
  void tell_other_codes() {
    std::size_t missing = 0;
    std::string first;
    for (const auto& [id, code] : leaves_) {
      if (!has_taxonomy(out_.taxonomies, codebook_.codes[code].taxonomy)) continue;
      if (offered_.count(code) != 0) continue;
      if (missing++ == 0) first = id;
    }
    if (missing + gone_ == 0) return;
    issues_.add({Severity::warning,
                 "import.other-codes",
                 {out_.file, sheet_},
                 "the codes have changed since the sheet was exported: " + std::to_string(missing) +
                     " that the study has now could not be chosen, " + std::to_string(gone_) +
                     " that could be chosen are gone; those that could not be chosen count as not "
                     "given",
                 first,
                 "export a new sheet and have the segments judged again, if the new codes matter"});
  }

  /// Who coded: the cell of the first sheet, which may have been changed; else as it was exported.
  void read_coder(const SheetRows& rows) {
    if (readme_.empty() || coder_row_ == 0 || coder_column_ == 0) return;
    const Result<std::vector<Cells>> readme = rows(readme_);
    if (!readme || readme->size() < coder_row_) return;
    const std::string_view name = cell((*readme)[coder_row_ - 1], coder_column_ - 1);
    if (!name.empty()) out_.coder = name;
  }

  /// By what it was shown as, else by the id or name that it has now.
  std::optional<std::uint32_t> code_of(std::string_view text) const {
    const auto found = codes_.find(name_key(text));
    return found == codes_.end() ? std::nullopt : std::optional(found->second);
  }

  std::optional<Stance> stance_of(std::string_view text) const {
    const auto found = stances_.find(name_key(text));
    return found == stances_.end() ? std::nullopt : std::optional(found->second);
  }

  void fault(std::uint32_t row, std::uint32_t column, const char* id, std::string message,
             std::string_view text, std::string remedy) {
    issues_.add({Severity::warning, id, where(row, column + 1), std::move(message),
                 excerpt_of(text), std::move(remedy)});
  }

  void read_row(const Cells& cells, std::uint32_t number) {
    const std::string id(cell(cells, kSheetId));
    const auto is_empty = [](const std::string& text) { return trimmed(text).empty(); };
    if (std::all_of(cells.begin(), cells.end(), is_empty)) return;
    const auto found = given_.find(id);
    if (found == given_.end()) {
      fault(number, kSheetId, "import.unknown-row",
            id.empty() ? std::string("this row has no id, and is left out")
                       : "no row of this id was in the sheet when it was made: " + id,
            cell(cells, kSheetText), "put the row back as it was, or take it away");
      return;
    }
    Given& given = found->second;
    if (given.seen) {
      fault(number, kSheetId, "import.row-doubled",
            "this row stands in the sheet a second time; the first counts", cell(cells, kSheetText),
            "take one of the two away");
      return;
    }
    given.seen = true;
    std::optional<std::vector<HumanCode>> codes = codes_of(cells, number, given);
    if (!codes) return;
    std::string comment(cell(cells, kSheetComment));
    if (is_too_long(comment)) {
      fault(number, kSheetComment, "import.long-comment",
            "the comment is longer than any spreadsheet program writes, and is left out", comment,
            "shorten it to at most 32767 characters");
      comment.clear();
    }
    if (plain(cell(cells, kSheetText)) != plain(given.row.text)) {
      fault(number, kSheetText, "import.text-changed",
            "the text of this row is not the one that was given out; the codes count for that one",
            given.row.text, "look whether the codes fit the text as it was, and correct them");
    }
    given.row.row = number;
    given.row.judgement.taxonomies = out_.taxonomies;
    given.row.judgement.codes = std::move(*codes);
    given.row.judgement.comment = std::move(comment);
    out_.rows.push_back(given.row);
  }

  /// The codes of a row; nothing when it is not judged, or not so that it can be understood.
  std::optional<std::vector<HumanCode>> codes_of(const Cells& cells, std::uint32_t number,
                                                 const Given& given) {
    std::vector<HumanCode> out;
    bool judged = false, none = false, well = true;
    for (std::uint32_t c = 0; c < kCodesOfRow; ++c) {
      const auto column = static_cast<std::uint32_t>(kSheetFirstCode + 2 * c);
      const std::string_view code = cell(cells, column);
      const std::string_view stance = cell(cells, column + 1);
      if (code.empty()) {
        if (stance.empty()) continue;
        fault(number, column + 1, "import.stance-without-code", "there is a stance without a code",
              stance, "choose the code that it is about, or empty the cell");
        well = false;
        continue;
      }
      judged = true;
      const std::string key = name_key(code);
      if (key == none_) {
        none = true;
        continue;
      }
      if (key == as_suggested_) {
        if (!given.unknown.empty()) {
          fault(
              number, column, "import.unknown-code",
              "«" + given.unknown + "», which was suggested here, is no code of the study any more",
              code, "choose the codes from the list");
          well = false;
        }
        for (const HumanCode& one : given.suggested) add(out, one, number, column, code, well);
        continue;
      }
      const auto known = code_of(code);
      if (!known) {
        const std::string near = nearest(code, shown_);
        fault(number, column, "import.unknown-code",
              "«" + std::string(code) + "» is no code of the study", code,
              near.empty() ? "choose one from the list" : "did you mean " + near + "?");
        well = false;
        continue;
      }
      const auto how = stance.empty() ? Stance::affirmed : stance_of(stance);
      if (!how) {
        fault(number, column + 1, "import.unknown-stance",
              "«" + std::string(stance) + "» is no stance", stance, "choose one from the list");
        well = false;
        continue;
      }
      add(out, {*known, *how}, number, column, code, well);
    }
    if (none && !out.empty()) {
      fault(number, kSheetFirstCode, "import.none-with-code",
            "the row says that there is no code, and has one", cell(cells, kSheetFirstCode),
            "keep one of the two");
      well = false;
    }
    const std::string_view comment = cell(cells, kSheetComment);
    if (!judged && well && !comment.empty()) {
      fault(number, kSheetComment, "import.comment-without-code",
            "there is a comment, but the row is not judged, so the comment is not read", comment,
            "choose a code in Code 1, or «no code»");
    }
    if (!judged || !well) return std::nullopt;
    std::sort(out.begin(), out.end(),
              [](const HumanCode& a, const HumanCode& b) { return a.code < b.code; });
    return out;
  }

  void add(std::vector<HumanCode>& out, HumanCode code, std::uint32_t number, std::uint32_t column,
           std::string_view text, bool& well) {
    const auto before = std::find_if(out.begin(), out.end(),
                                     [&](const HumanCode& one) { return one.code == code.code; });
    if (before == out.end()) return out.push_back(code);
    if (before->stance == code.stance) return;
    fault(number, column, "import.same-code-twice", "the row has this code twice, with two stances",
          text, "keep one of the two");
    well = false;
  }

  void tell_missing() {
    std::uint32_t missing = 0;
    const Given* first = nullptr;
    for (const std::string& id : order_) {
      const Given& given = given_.at(id);
      if (given.seen) continue;
      if (missing++ == 0) first = &given;
    }
    if (missing == 0) return;
    issues_.add({Severity::warning,
                 "import.row-missing",
                 {out_.file, sheet_},
                 std::to_string(missing) +
                     " rows of the sheet as it was made can't be found in it; the first is shown",
                 excerpt_of(first->row.text),
                 "take rows back from the sheet as it was exported, if they were to be judged"});
  }

  const Codebook& codebook_;
  Issues& issues_;
  FilledSheet out_;
  std::string none_, as_suggested_, sheet_, readme_;
  std::uint32_t first_row_ = 0, coder_row_ = 0, coder_column_ = 0;
  std::map<std::string, std::uint32_t> leaves_;  ///< by id: codes of the codebook
  std::map<std::string, std::uint32_t> codes_;   ///< by key of what may be written
  std::map<std::string, Stance> stances_;        ///< likewise
  std::vector<std::string> shown_;               ///< of codes that could be chosen
  std::set<std::uint32_t> offered_;
  std::size_t gone_ = 0;  ///< codes that could be chosen and are none of the study
  std::map<std::string, Given> given_;
  std::vector<std::string> order_;
};

}  // namespace

Result<FilledSheet> read_sheet(const std::string& file, const SheetRows& rows,
                               const Codebook& codebook, Issues& issues) {
  return Reading(file, codebook, issues).run(rows);
}

}  // namespace samsyn::human
