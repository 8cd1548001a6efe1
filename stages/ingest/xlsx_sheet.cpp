#include "stages/ingest/xlsx_sheet.hpp"

#include <charconv>
#include <optional>

namespace samsyn::ingest {
namespace {

constexpr std::uint32_t kColumns = 16384;  // XFD, Excel's limit
constexpr std::uint32_t kRows = 1048576;   // Excel's limit

/// "XFD17" -> 16384; the row is the row element's matter. Empty when it is no reference.
std::optional<std::uint32_t> column_of(std::string_view reference) {
  std::uint32_t column = 0;
  std::size_t i = 0;
  for (; i < reference.size() && i < 4; ++i) {
    const char c = reference[i];
    const bool upper = c >= 'A' && c <= 'Z';
    if (!upper && !(c >= 'a' && c <= 'z')) break;
    column = column * 26 + static_cast<std::uint32_t>(c - (upper ? 'A' : 'a') + 1);
  }
  if (i == 0 || column > kColumns) return std::nullopt;
  return column;
}

template <class T>
std::optional<T> parse(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.remove_suffix(1);
  T value{};
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

/// A fault that is told once: the first place and how often.
struct Tally {
  std::uint32_t count = 0;
  Where first;
};

enum class Type : std::uint8_t { number, shared, text, boolean, error, iso };

Type type_of(std::string_view t) {
  if (t.empty() || t == "n") return Type::number;
  if (t == "s") return Type::shared;
  if (t == "b") return Type::boolean;
  if (t == "e") return Type::error;
  if (t == "d") return Type::iso;
  return Type::text;  // str, inlineStr
}

class SheetSink : public XmlSink {
 public:
  SheetSink(const Book& book, const SharedStrings& strings, const std::vector<Shown>& styles,
            const RowSink& sink)
      : book_(book), strings_(strings), styles_(styles), sink_(sink) {}

  bool open(std::string_view name, const Attributes& attributes) override {
    if (name == "c") {
      if (in_row_) begin_cell(attributes);
    } else if (name == "v") {
      collecting_ = in_cell_;
    } else if (name == "t") {
      collecting_ = in_cell_ && !in_phonetic_;
    } else if (name == "row") {
      begin_row(attributes);
    } else if (name == "is") {
      type_ = Type::text;
    } else if (name == "rPh") {
      in_phonetic_ = true;
    } else if (name == "f") {
      formula_ = in_cell_;
    }
    return true;
  }

  bool text(std::string_view piece) override {
    if (collecting_) value_ += piece;
    return true;
  }

  bool close(std::string_view name) override {
    if (name == "c") {
      if (in_cell_) end_cell();
      in_cell_ = false;
    } else if (name == "v" || name == "t") {
      collecting_ = false;
    } else if (name == "row") {
      return end_row();
    } else if (name == "rPh") {
      in_phonetic_ = false;
    }
    return true;
  }

  Tally bad_reference, bad_string, no_value;

 private:
  void note(Tally& tally, std::uint32_t column) const {
    if (tally.count++ != 0) return;
    tally.first.row = row_;
    tally.first.column = column;
  }

  void begin_row(const Attributes& attributes) {
    in_row_ = true;
    const std::uint32_t before = row_++;
    column_ = 0;
    const auto reference = attributes.find("r");
    if (!reference) return;
    const auto number = parse<std::uint32_t>(*reference);
    if (number && *number > before && *number <= kRows) {
      row_ = *number;
    } else {
      note(bad_reference, 0);
    }
  }

  void begin_cell(const Attributes& attributes) {
    in_cell_ = false;
    std::uint32_t column = column_ + 1;
    if (const auto reference = attributes.find("r")) {
      const auto stated = column_of(*reference);
      if (!stated || *stated <= column_) return note(bad_reference, column_);
      column = *stated;
    } else if (column > kColumns) {
      return note(bad_reference, column_);
    }
    column_ = column;
    in_cell_ = true;
    formula_ = false;
    value_.clear();
    type_ = type_of(attributes.text("t"));
    const auto style = parse<std::uint32_t>(attributes.text("s"));
    shown_ = style && *style < styles_.size() ? styles_[*style] : Shown::number;
  }

  void end_cell() {
    if (value_.empty()) {
      if (formula_ && type_ != Type::text) note(no_value, column_);
      return;
    }
    switch (type_) {
      case Type::number:
        if (const auto number = parse<double>(value_)) {
          return put(cell_of_serial(*number, shown_, book_.epoch_1904));
        }
        return put_text(CellKind::text);
      case Type::shared: {
        const auto index = parse<std::size_t>(value_);
        if (!index || *index >= strings_.size()) return note(bad_string, column_);
        const std::string_view text = strings_.at(*index);
        if (!text.empty()) put({CellKind::text, text, 0});
        return;
      }
      case Type::boolean:
        return put({CellKind::boolean, {}, value_ == "1" || value_ == "true" ? 1.0 : 0.0});
      case Type::error:
        return put_text(CellKind::error);
      case Type::iso: {
        const Cell cell = cell_of_iso(value_);
        return cell.kind == CellKind::text ? put_text(CellKind::text) : put(cell);
      }
      case Type::text:
        undo_escapes(value_, 0);
        return put_text(CellKind::text);
    }
  }

  void put(const Cell& cell) {
    if (cells_.size() < column_) cells_.resize(column_);
    cells_[column_ - 1] = cell;
    set_.push_back(column_ - 1);
  }

  void put_text(CellKind kind) {
    moved_.push_back({column_ - 1, texts_.size(), value_.size()});
    texts_ += value_;
    put({kind, {}, 0});
  }

  bool end_row() {
    in_row_ = false;
    bool go_on = true;
    if (!set_.empty()) {
      for (const Moved& moved : moved_) {
        cells_[moved.cell].text = std::string_view(texts_).substr(moved.offset, moved.size);
      }
      go_on = sink_(Row{row_, 0, std::span<const Cell>(cells_).first(set_.back() + 1)});
      // Only what was set is cleared: a row with one cell in XFD must not cost 16,384.
      for (const std::size_t cell : set_) cells_[cell] = Cell{};
    }
    set_.clear();
    moved_.clear();
    texts_.clear();
    return go_on;
  }

  struct Moved {
    std::size_t cell, offset, size;
  };

  const Book& book_;
  const SharedStrings& strings_;
  const std::vector<Shown>& styles_;
  const RowSink& sink_;

  std::uint32_t row_ = 0;
  std::uint32_t column_ = 0;
  bool in_row_ = false;
  bool in_cell_ = false;
  bool in_phonetic_ = false;
  bool formula_ = false;
  bool collecting_ = false;
  Type type_ = Type::number;
  Shown shown_ = Shown::number;
  std::string value_;

  std::vector<Cell> cells_;
  std::vector<std::size_t> set_;  // indices into cells_, rising
  std::string texts_;             // what cells_ points to, put right at the row's end
  std::vector<Moved> moved_;
};

void report(const Tally& tally, const Input& input, const Sheet& sheet, std::string id,
            const std::string& message, std::string remedy, Issues& issues) {
  if (tally.count == 0) return;
  Issue issue{Severity::warning, std::move(id), tally.first, message, {}, std::move(remedy)};
  issue.where.file = input.name;
  issue.where.sheet = sheet.name;
  if (tally.count > 1) issue.message += ", here and " + std::to_string(tally.count - 1) + " more";
  issues.add(std::move(issue));
}

}  // namespace

Result<Done> read_sheet(const Container& container, const Sheet& sheet, const Book& book,
                        const SharedStrings& strings, const std::vector<Shown>& styles,
                        std::uint64_t cap, const Input& input, const RowSink& sink,
                        Issues& issues) {
  SheetSink cells(book, strings, styles, sink);
  const Result<Done> done = read_xml(container, sheet.member, cap, cells);
  if (!done) {
    Issue issue = done.issue();
    issue.where.sheet = sheet.name;
    return issue;
  }
  report(cells.bad_reference, input, sheet, "xlsx.bad-reference",
         "a cell or row stands before the one before it or outside the sheet; it was left out or "
         "moved",
         "open the file in Excel or LibreOffice and save it again", issues);
  report(cells.bad_string, input, sheet, "xlsx.bad-string",
         "a cell points at a shared text that is not there; it was left empty",
         "open the file in Excel or LibreOffice and save it again", issues);
  report(cells.no_value, input, sheet, "xlsx.no-stored-value",
         "a formula was stored without its value; the cell was left empty",
         "open the file in Excel or LibreOffice, which computes it, and save it again", issues);
  return Done{};
}

}  // namespace samsyn::ingest
