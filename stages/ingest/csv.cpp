// Grammar (RFC 4180): records end with a line break; fields are parted by a separator; a field that
// begins with " ends at the next single ", may hold separators and line breaks, and writes " as "".
//
// Deviations that are accepted, and who writes them:
// - separators ; tab | beside the comma (Excel on a Swedish machine separates with ;);
// - line breaks LF, CR LF and CR alone (old Macintosh programs), mixed within one file;
// - a first line "sep=;" (Excel's own mark; no record);
// - text between a closing quote and the next separator is kept and reported
// (csv.text-after-quote);
// - a " inside a field that does not begin with one is an ordinary character;
// - blank lines are no records for the sink, but count in the numbering, as spreadsheets show them.

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <optional>

#include "stages/ingest/encoding.hpp"
#include "stages/ingest/reader.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::array<std::string_view, 2> kSuffixes{".csv", ".tsv"};
constexpr std::string_view kSeparators = ";\t,|";
constexpr std::size_t kRecordLimit =
    std::size_t{16} * 1024 * 1024;  // bytes; Excel's row: 0.5 GB, but no survey's
constexpr std::size_t kHead = std::size_t{128} * 1024;  // bytes looked at to find the separator
constexpr std::size_t kTrialRecords = 60;

enum class Step : std::uint8_t { record, end, unclosed, too_long };

/// Walks over the records of decoded text. Cells point into the text, or into the walker's own
/// store where a doubled quote had to be undone; they live until the next step.
class Records {
 public:
  Records(std::string_view text, char separator) : text_(text), separator_(separator) {
    stops_.fill(false);
    for (const char c : {separator, '\n', '\r'}) stops_[static_cast<unsigned char>(c)] = true;
  }

  Step next() {
    cells_.clear();
    undone_.clear();
    moved_.clear();
    after_quote_ = 0;
    if (at_ >= text_.size()) return Step::end;
    start_ = at_;
    start_line_ = line_;
    line_start_ = at_;
    ++number_;
    for (;;) {
      const Step step = field();
      if (step != Step::record) return step;
      if (at_ < text_.size() && text_[at_] == separator_) {
        ++at_;
        continue;
      }
      break;
    }
    line_break();
    for (const auto& [cell, offset, size] : moved_) {
      cells_[cell].text = std::string_view(undone_).substr(offset, size);
    }
    for (Cell& cell : cells_) {
      if (!cell.text.empty()) cell.kind = CellKind::text;
    }
    return Step::record;
  }

  const std::vector<Cell>& cells() const { return cells_; }
  bool blank() const { return cells_.size() == 1 && cells_[0].text.empty(); }
  std::uint32_t number() const { return number_; }
  std::uint32_t line() const { return start_line_; }
  /// Line and column of a quote that is never closed.
  std::uint32_t quote_line() const { return quote_line_; }
  std::uint32_t quote_column() const { return quote_column_; }
  /// Field number from 1 with text after its closing quote; 0 = none.
  std::uint32_t after_quote() const { return after_quote_; }
  /// The text from the record's start.
  std::string_view rest() const { return text_.substr(start_); }
  bool cut() const { return at_ >= text_.size(); }

 private:
  Step field() {
    if (at_ < text_.size() && text_[at_] == '"') return quoted();
    const std::size_t begin = at_;
    const std::size_t limit = std::min(text_.size(), start_ + kRecordLimit + 1);
    while (at_ < limit && !stops_[static_cast<unsigned char>(text_[at_])]) ++at_;
    if (at_ - start_ > kRecordLimit) return Step::too_long;
    cells_.push_back({CellKind::empty, text_.substr(begin, at_ - begin), 0});
    return Step::record;
  }

  Step quoted() {
    const std::size_t open = at_++;
    const std::uint32_t open_line = line_;
    const std::size_t open_line_start = line_start_;
    const std::size_t begin = at_;
    const std::size_t kept = undone_.size();
    std::size_t from = begin;  // what has not been copied yet
    bool copied = false;
    for (;;) {
      const std::size_t quote = text_.find('"', at_);
      if (quote == std::string_view::npos) {
        quote_line_ = open_line;
        quote_column_ = code_points(text_.substr(open_line_start, open - open_line_start)) + 1;
        return Step::unclosed;
      }
      if (quote - start_ > kRecordLimit) return Step::too_long;
      count_lines(at_, quote);
      at_ = quote + 1;
      if (at_ < text_.size() && text_[at_] == '"') {
        undone_ += text_.substr(from, at_ - from);
        copied = true;
        from = ++at_;
        continue;
      }
      std::size_t end = at_;
      while (end < text_.size() && !stops_[static_cast<unsigned char>(text_[end])]) ++end;
      if (end - start_ > kRecordLimit) return Step::too_long;
      if (end != at_) after_quote_ = static_cast<std::uint32_t>(cells_.size() + 1);
      if (!copied && end == at_) {
        cells_.push_back({CellKind::empty, text_.substr(begin, quote - begin), 0});
      } else {
        undone_ += text_.substr(from, quote - from);
        undone_ += text_.substr(at_, end - at_);
        moved_.push_back({cells_.size(), kept, undone_.size() - kept});
        cells_.emplace_back();
      }
      at_ = end;
      return Step::record;
    }
  }

  void count_lines(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (text_[i] == '\n' ||
          (text_[i] == '\r' && (i + 1 == text_.size() || text_[i + 1] != '\n'))) {
        ++line_;
        line_start_ = i + 1;
      }
    }
  }

  void line_break() {
    if (at_ >= text_.size()) return;
    const bool pair = text_.substr(at_, 2) == "\r\n";
    at_ += pair ? 2U : 1U;
    ++line_;
  }

  struct Moved {
    std::size_t cell, offset, size;
  };

  std::string_view text_;
  char separator_;
  std::array<bool, 256> stops_{};
  std::size_t at_ = 0;
  std::size_t start_ = 0;
  std::size_t line_start_ = 0;
  std::uint32_t number_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t start_line_ = 1;
  std::uint32_t quote_line_ = 0;
  std::uint32_t quote_column_ = 0;
  std::uint32_t after_quote_ = 0;
  std::vector<Cell> cells_;
  std::string undone_;
  std::vector<Moved> moved_;
};

/// "sep=;" and its line break, at the start; empty when there is none.
std::string_view excel_mark(std::string_view text) {
  if (text.size() < 6 || !(text.starts_with("sep=") || text.starts_with("SEP="))) return {};
  if (text[5] == '\n') return text.substr(0, 6);
  if (text[5] != '\r') return {};
  return text.substr(0, text.size() > 6 && text[6] == '\n' ? 7 : 6);
}

struct Trial {
  char separator = ';';
  std::size_t records = 0;   ///< looked at, blank ones left out
  std::size_t matching = 0;  ///< with the commonest number of fields, if that is above one
  std::size_t fields = 0;    ///< that number
  std::size_t spaced = 0;    ///< separators followed by a blank, as commas in prose are
  std::size_t parted = 0;    ///< separators in all
};

Trial try_separator(std::string_view head, bool whole, char separator) {
  Trial trial;
  trial.separator = separator;
  Records records(head, separator);
  std::map<std::size_t, std::size_t> widths;
  while (trial.records < kTrialRecords) {
    const Step step = records.next();
    if (step != Step::record) {
      // Cut off by the head's end it tells nothing; otherwise it speaks against the separator.
      if (step != Step::end && whole) ++trial.records;
      break;
    }
    if (records.cut() && !whole) break;
    if (records.blank()) continue;
    ++trial.records;
    if (records.after_quote() != 0) continue;
    ++widths[records.cells().size()];
    trial.parted += records.cells().size() - 1;
    for (std::size_t i = 1; i < records.cells().size(); ++i) {
      trial.spaced += records.cells()[i].text.starts_with(' ');
    }
  }
  for (const auto& [width, count] : widths) {
    if (width > 1 && count >= trial.matching) {
      trial.matching = count;
      trial.fields = width;
    }
  }
  return trial;
}

/// The separator under which most records have the same number of fields.
Trial best_trial(std::string_view text) {
  const bool whole = text.size() <= kHead;
  const std::string_view head = text.substr(0, kHead);
  Trial best;
  for (const char separator : kSeparators) {
    const Trial trial = try_separator(head, whole, separator);
    // Shares are compared without division; the wrong separator also sees other records.
    const std::size_t here = trial.matching * std::max<std::size_t>(best.records, 1);
    const std::size_t there = best.matching * std::max<std::size_t>(trial.records, 1);
    if (here > there || (here == there && trial.fields > best.fields)) best = trial;
  }
  return best;
}

/// A table has at least two records, nearly all of one width. Prose with a comma in every line is
/// told by the blanks that follow the commas.
bool recognises(std::string_view bytes) {
  const Decoded head = decode_head(bytes, kHead);
  const std::string_view text = head.text();
  if (!excel_mark(text).empty()) return true;
  const Trial trial = best_trial(text);
  if (trial.fields < 2 || trial.matching < 2) return false;
  if (trial.matching * 10 < trial.records * 9) return false;
  return trial.separator != ',' || trial.spaced * 2 < trial.parted;
}

Result<std::vector<SheetInfo>> sheets(const Input&) { return std::vector<SheetInfo>(1); }

Issue fault(const Input& input, const Records& records, std::string id, std::string message,
            std::string remedy) {
  Issue issue{Severity::error,  std::move(id), {input.name, {}, {}}, std::move(message), {},
              std::move(remedy)};
  issue.where.line = records.line();
  const std::string_view rest = records.rest().substr(0, 400);  // bytes; an excerpt shows 60 signs
  const std::size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
  issue.excerpt = excerpt_of(rest.substr(0, valid_utf8_prefix(rest.substr(0, end))));
  return issue;
}

Issue unclosed(const Input& input, const Records& records) {
  Issue issue =
      fault(input, records, "csv.unclosed-quote", "a quoted field starts here and is never closed",
            "close the quote, or double it where it is part of the text: \"\"");
  issue.where.line = records.quote_line();
  issue.where.column = records.quote_column();
  return issue;
}

Issue too_long(const Input& input, const Records& records) {
  return fault(input, records, "csv.line-too-long",
               "the record that starts here is longer than 16 MB; it is no table, or a quote is "
               "never closed",
               "look at the file's line ends and quotes, and export it again");
}

Result<char> separator_of(const Input& input, const std::string& wanted, std::string_view text,
                          std::string_view mark) {
  if (wanted == "\\t" || wanted == "tab") return '\t';
  if (wanted.size() == 1 && wanted[0] != '"' && wanted[0] != '\n' && wanted[0] != '\r') {
    return wanted[0];
  }
  if (!wanted.empty()) {
    return Issue{Severity::error,
                 "csv.bad-separator",
                 {input.name, {}, {}},
                 "a separator is one character, not \"" + wanted + "\"",
                 {},
                 "write \";\", \",\", \"|\" or \"tab\", or leave \"separator\" out"};
  }
  if (!mark.empty()) return mark[4];
  return best_trial(text).separator;
}

Result<Done> rows(const Input& input, const TableOptions& options, const RowSink& sink,
                  Issues& issues) {
  const Result<Decoded> decoded = decode(input, options.encoding);
  if (!decoded) return decoded.issue();
  if (decoded->guessed()) {
    issues.add({Severity::note,
                "ingest.guessed-encoding",
                {input.name, {}, {}},
                "read as " + decoded->encoding() + ", judging by its letters",
                {},
                "if å, ä and ö look wrong, name the encoding in the source: \"encoding\""});
  }
  const std::string_view mark = excel_mark(decoded->text());
  const std::string_view text = decoded->text().substr(mark.size());
  const std::uint32_t marked_lines = mark.empty() ? 0 : 1;
  const Result<char> separator = separator_of(input, options.separator, text, mark);
  if (!separator) return separator.issue();

  const auto shifted = [&](Issue issue) {
    issue.where.line += marked_lines;
    return issue;
  };
  Records records(text, *separator);
  std::uint32_t after_quote = 0;  // records with such a field; the first one is told
  Issue kept;
  for (;;) {
    const Step step = records.next();
    if (step == Step::end) break;
    if (step == Step::unclosed) return shifted(unclosed(input, records));
    if (step == Step::too_long) return shifted(too_long(input, records));
    if (records.after_quote() != 0 && after_quote++ == 0) {
      kept = shifted(fault(input, records, "csv.text-after-quote",
                           "text follows the closing quote of a field; it was kept",
                           "double a quote that is part of the text: \"\""));
      kept.severity = Severity::warning;
      kept.where.row = records.number();
      kept.where.column = records.after_quote();
    }
    if (records.blank()) continue;
    if (!sink(Row{records.number(), records.line() + marked_lines, records.cells()})) break;
  }
  if (after_quote > 1) {
    kept.message += ", here and in " + std::to_string(after_quote - 1) + " more rows";
  }
  if (after_quote > 0) issues.add(std::move(kept));
  const std::size_t zero = text.find('\0');
  if (zero != std::string_view::npos) {
    Issue issue{Severity::warning,
                "csv.zero-byte",
                {input.name, {}, {}},
                "the text holds zero bytes, as damaged exports do; they were kept",
                {},
                "export the file again, and look at the rows around this line"};
    issue.where.line = marked_lines + 1 +
                       static_cast<std::uint32_t>(std::count(
                           text.begin(), text.begin() + static_cast<std::ptrdiff_t>(zero), '\n'));
    issues.add(std::move(issue));
  }
  return Done{};
}

}  // namespace

extern const Reader csv_reader;
const Reader csv_reader{"csv", kSuffixes, recognises, sheets, rows, nullptr};

}  // namespace samsyn::ingest
