#include "stages/ingest/columns.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "pipeline/model/text.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::array<std::string_view, 12> kSpaces{
    " ", "\t", "\n", "\r", "\f", "\v", "\u00A0", "\u2007", "\u2009", "\u202F", "\u200B", "\uFEFF"};

constexpr std::uint32_t kTold = 10;  // issues of one kind in one column; more drown the others

/// Bytes of the white space that stands here; 0 when none does.
std::size_t space_at(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c > ' ' && c < '\x7F') return 0;
  for (const std::string_view space : kSpaces) {
    if (text.substr(at, space.size()) == space) return space.size();
  }
  return 0;
}

std::string nfc(std::string text) {
  if (std::all_of(text.begin(), text.end(),
                  [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    return text;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return text;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  normalizer->normalizeUTF8(0, text, sink, nullptr, status);
  return U_SUCCESS(status) ? out : text;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (!text.empty()) {
    const std::size_t n = space_at(text, 0);
    if (n == 0) break;
    text.remove_prefix(n);
  }
  for (bool again = true; again && !text.empty();) {
    again = false;
    for (const std::string_view space : kSpaces) {
      if (text.ends_with(space)) {
        text.remove_suffix(space.size());
        again = true;
        break;
      }
    }
  }
  return text;
}

std::string collapsed(std::string_view text) {
  text = trimmed(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t n = space_at(text, i);
    if (n == 0) {
      out += text[i++];
      continue;
    }
    if (out.back() != ' ') out += ' ';
    i += n;
  }
  return nfc(std::move(out));
}

bool names_somebody(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = point_at(text, at);
    if (u_isalnum(static_cast<UChar32>(point.value)) != 0) return true;
    at += point.size;
  }
  return false;
}

bool is_blank(const Cell& cell) {
  return cell.kind == CellKind::empty ||
         (cell.kind == CellKind::text && trimmed(cell.text).empty());
}

Columns::Columns(std::vector<std::string> titles) : titles_(std::move(titles)) {
  for (std::size_t i = 0; i < titles_.size(); ++i) {
    std::string key = collapsed(titles_[i]);
    if (key.empty()) continue;
    if (by_key_.contains(key)) {
      const std::string base = titles_[i];
      for (int n = 2; by_key_.contains(key); ++n) {
        titles_[i] = base + " (" + std::to_string(n) + ")";
        key = collapsed(titles_[i]);
      }
    }
    exact_.emplace(titles_[i], i);
    by_key_.emplace(std::move(key), i);
  }
}

std::optional<std::size_t> Columns::find(std::string_view title) const {
  if (const auto it = exact_.find(title); it != exact_.end()) return it->second;
  if (const auto it = by_key_.find(collapsed(title)); it != by_key_.end()) return it->second;
  return std::nullopt;
}

Issue Columns::missing(const Where& where, std::string_view title) const {
  std::vector<std::string> known;
  std::string list;
  for (const std::string& candidate : titles_) {
    if (candidate.empty()) continue;
    known.push_back(candidate);
    list += (list.empty() ? "«" : ", «") + excerpt_of(candidate) + "»";
  }
  const std::string near = nearest(title, known);
  Issue issue{Severity::error,
              "ingest.no-such-column",
              where,
              "the table has no column «" + excerpt_of(title) + "»" +
                  (near.empty() ? std::string() : "; did you mean «" + excerpt_of(near) + "»?"),
              {},
              "write the title as it stands in the file; its columns are " + list};
  issue.where.column_title = title;
  return issue;
}

bool TableHead::take(const Row& row) {
  if (row.number < first_) return true;
  if (row.number >= first_ + count_) return false;
  found_ = found_ || row.number == first_;
  std::vector<std::string>& titles = row.number == first_ ? upper_ : lower_;
  for (const Cell& cell : row.cells) titles.push_back(to_text(cell));
  return true;
}

Columns TableHead::columns() const {
  std::vector<std::string> titles(std::max(upper_.size(), lower_.size()));
  const auto text = [](const std::vector<std::string>& row, std::size_t i) {
    return i < row.size() ? std::string(trimmed(row[i])) : std::string();
  };
  std::string question;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const std::string above = text(upper_, i);
    const std::string below = text(lower_, i);
    if (count_ == 1) {
      titles[i] = i < upper_.size() ? upper_[i] : std::string();
      continue;
    }
    if (!above.empty()) question = above;
    const bool goes_on =
        !above.empty() && text(upper_, i + 1).empty() && !text(lower_, i + 1).empty();
    if (above.empty() && below.empty()) continue;
    if (question.empty()) {
      titles[i] = below;
    } else if (below.empty() || (!above.empty() && !goes_on)) {
      titles[i] = question;
    } else {
      titles[i] = question + " [" + below + "]";
    }
  }
  return Columns(std::move(titles));
}

const Cell& field_of(const Row& row, std::size_t column) {
  static constexpr Cell kNoCell{};
  return column < row.cells.size() ? row.cells[column] : kNoCell;
}

Where in_row(Where table, std::uint32_t row) {
  table.row = row;
  return table;
}

Where in_cell(Where table, std::uint32_t row, std::size_t column, std::string title) {
  table.row = row;
  table.column = static_cast<std::uint32_t>(column + 1);
  table.column_title = std::move(title);
  return table;
}

Issue doubt(Where where, std::string id, std::string message, std::string remedy,
            std::string excerpt) {
  return {Severity::warning,  std::move(id),      std::move(where),
          std::move(message), std::move(excerpt), std::move(remedy)};
}

void Faults::add(Issue issue) {
  Seen& seen = seen_[{issue.id, issue.where.column}];
  seen.last = issue.where;
  if (++seen.count <= kTold) issues_.add(std::move(issue));
}

bool Faults::tells(const std::string& id, const Where& where) const {
  const auto seen = seen_.find({id, where.column});
  return seen == seen_.end() || seen->second.count < kTold;
}

void Faults::finish() {
  for (const auto& [key, seen] : seen_) {
    if (seen.count <= kTold) continue;
    issues_.add(
        {Severity::note,
         "ingest.more-of-the-same",
         seen.last,
         std::to_string(seen.count - kTold) + " more of " + key.first + ", the last one here",
         {},
         "see the first ten; they probably have one cause"});
  }
  seen_.clear();
}

}  // namespace samsyn::ingest
