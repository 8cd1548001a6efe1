#include "stages/ingest/docx_table.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include "pipeline/model/ascii.hpp"
#include "pipeline/model/text.hpp"
#include "stages/ingest/headings.hpp"
#include "stages/ingest/labels.hpp"
#include "stages/ingest/voices.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::uint32_t kMostColumns = 12;  // wider tables are forms or calendars
constexpr std::size_t kTitleBytes = 80;     // of a column
constexpr std::size_t kShortCell = 70;      // bytes, of a label at the left
constexpr std::size_t kLongerBy = 2;        // texts at the right, to be taken for answers
constexpr std::uint32_t kMostVotes = 999;
constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

/// What a column holds, by its title or its cells.
enum class Use : std::uint8_t { text, who, asked, answer, time, number, votes };

struct Titles {
  Use use;
  std::string_view words;  ///< with a bar between them
};

constexpr Titles kTitles[]{
    {Use::who,
     "|kommun|kommuner|vem|namn|talare|talar|vem talar|vem säger|person|grupp|bord|respondent|"
     "deltagare|roll|funktion|organisation|verksamhet|enhet|svarande|röst|part|aktör|avdelning|"
     "arbetsplats|informant|speaker|förvaltning|region|intervjuperson|ip|talarens "
     "namn|befattning|"},
    {Use::time, "|tid|tidpunkt|tidskod|tidsstämpel|klockslag|time|tidsangivelse|min|"},
    {Use::text,
     "|text|replik|yttrande|utsaga|transkription|transkribering|innehåll|vad sägs|tal|uttalande|"
     "citat|det sagda|anteckning|anteckningar|kommentar|kommentarer|"},
    {Use::asked,
     "|fråga|frågor|frågeställning|tema|ämne|område|punkt|ärende|rubrik|frågeområde|intervjufråga|"
     "kategori|"},
    {Use::answer, "|svar|svaret|"},
    {Use::votes, "|röster|antal röster|poäng|prickar|antal prickar|streck|antal streck|"},
    {Use::number, "|nr|nr.|nummer|#|löpnr|id|rad|"},
};

const Titles* title_use(const std::string& key) {
  if (key.empty() || key.find('|') != std::string::npos) return nullptr;
  const std::string sought = "|" + key + "|";
  const auto* found = std::find_if(
      std::begin(kTitles), std::end(kTitles),
      [&](const Titles& titles) { return titles.words.find(sought) != std::string_view::npos; });
  return found == std::end(kTitles) ? nullptr : found;
}

struct Cell {
  const WordCell* place = nullptr;
  std::string text;  ///< its lines with blanks between them
};

struct Column {
  std::size_t filled = 0;
  std::size_t bytes = 0;
  std::size_t digits = 0;   ///< cells that are numbers
  std::size_t stamps = 0;   ///< cells that are times
  std::size_t labels = 0;   ///< cells that look like a speaker's label
  std::size_t voices = 0;   ///< cells that voices.hpp knows
  std::size_t asking = 0;   ///< cells that end in a question mark
  std::size_t header = 0;   ///< cells like «Datum»
  std::size_t longest = 0;  ///< bytes
  std::set<std::string> distinct;
  Use use = Use::text;  ///< by its title
  double mean() const {
    return filled == 0 ? 0 : static_cast<double>(bytes) / static_cast<double>(filled);
  }
};

/// "Anna Ek:", "Anna 00:12": the label, and the time when there is one.
std::string label_in(std::string_view cell, double& time) {
  if (cell.ends_with(':')) cell.remove_suffix(1);
  if (const Label label = name_time_label(cell);
      label.layout != Layout::none && label.body == cell.size()) {
    time = label.time;
    return collapse(label.name);
  }
  return collapse(cell);
}

class Table {
 public:
  Table(const WordText& word, const WordTable& table, std::vector<CellLines>& out)
      : word_(word), table_(table), out_(out), rows_(table.rows) {
    for (const WordCell& cell : table.cells) {
      if (cell.row >= rows_.size()) continue;
      std::vector<Cell>& row = rows_[cell.row];
      if (row.size() <= cell.column) row.resize(cell.column + std::size_t{1});
      row[cell.column].place = &cell;
      row[cell.column].text = text_of(cell);
    }
    for (std::vector<Cell>& row : rows_) row.resize(table.columns);
  }

  /// A table that can be understood at all: at least two rows and columns.
  static bool fits(const WordTable& table) {
    return table.rows >= 2 && table.columns >= 2 && table.columns <= kMostColumns;
  }

  void transcript() {
    heading_ = find_heading();
    measure();
    if (asks_left()) {
      questions_and_answers();
      return;
    }
    const std::size_t time = find_time();
    std::size_t text = kNowhere;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (c != time && (text == kNowhere || columns_[c].bytes > columns_[text].bytes)) text = c;
    }
    const std::size_t who = find_who(time, text);
    if (text == kNowhere || who == kNowhere || columns_[text].filled < 2) return;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      // A second column of texts: no dialogue, or one with remarks that nobody said.
      if (c != time && c != who && c != text && columns_[c].bytes * 4 > columns_[text].bytes &&
          use(c) != Use::number) {
        return;
      }
    }
    titles(CellLines::Role::aside);
    std::string speaker;
    double stamp = -1;
    for (std::size_t r = heading_; r < rows_.size(); ++r) {
      stamp = -1;
      if (time != kNowhere) stamp = stamp_at(rows_[r][time].text).seconds;
      if (!rows_[r][who].text.empty()) speaker = label_in(rows_[r][who].text, stamp);
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        const bool label = c == who || c == time;
        const auto role = c == text ? CellLines::Role::content
                          : label   ? CellLines::Role::label
                                    : CellLines::Role::aside;
        add(rows_[r][c], role, c == text ? speaker : std::string(), {}, 0, stamp);
      }
    }
  }

  void notes() {
    heading_ = find_heading();
    measure();
    if (about_itself()) {
      for (std::vector<Cell>& row : rows_) {
        for (Cell& cell : row) add(cell, CellLines::Role::aside);
      }
      return;
    }
    const bool columns_speak = heading_ != 0 && voices_as_titles();
    std::size_t who = kNowhere;
    std::size_t asked = kNowhere;
    if (columns_speak) {
      asked = 0;
    } else {
      who = find_voices();
      if (who == kNowhere) asked = find_asked();
      if (heading_ == 0 && who == kNowhere && asked == kNowhere) return;
    }
    std::size_t votes = kNowhere;
    std::size_t texts = 0;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (heading_ != 0 && use(c) == Use::votes) votes = c;
      if (c != who && c != asked && content(c)) ++texts;
    }
    if (texts == 0) return;
    titles(CellLines::Role::title);
    std::string voice;
    std::string question;
    for (std::size_t r = heading_; r < rows_.size(); ++r) {
      const std::vector<Cell>& row = rows_[r];
      if (section(row)) {
        add(row[0], CellLines::Role::title);
        voice.clear();
        question.clear();
        continue;
      }
      if (who != kNowhere && !row[who].text.empty()) voice = without_colon(row[who].text);
      if (asked != kNowhere && !row[asked].text.empty()) question = without_colon(row[asked].text);
      const std::uint32_t count = votes == kNowhere ? 0 : votes_in(row[votes].text);
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        if (c == who || c == asked || c == votes) {
          // A lone question or voice without words keeps its text in sight.
          add(row[c],
              alone(row, c) && c != votes ? CellLines::Role::title : CellLines::Role::label);
        } else if (!content(c)) {
          add(row[c], heading_ != 0 && use(c) == Use::number ? CellLines::Role::label
                                                             : CellLines::Role::aside);
        } else {
          const std::string title = heading_ == 0 ? std::string() : without_colon(rows_[0][c].text);
          std::string about = title;
          if (columns_speak || (!question.empty() && (texts == 1 || title.empty()))) {
            about = question;
          } else if (!question.empty()) {
            about = question + " / " + title;
          }
          add(row[c], CellLines::Role::content, columns_speak ? title : voice, about, count);
        }
      }
    }
  }

 private:
  std::string text_of(const WordCell& cell) const {
    std::string text;
    for (std::size_t i = cell.first; i < cell.next; ++i) {
      if (!text.empty()) text += ' ';
      text += word_.lines[i].text;
    }
    return text;
  }
  static std::string without_colon(std::string text) {
    while (text.ends_with(':')) text.pop_back();
    return collapse(text);
  }

  void add(const Cell& cell, CellLines::Role role, std::string who = {}, std::string asked = {},
           std::uint32_t votes = 0, double time = -1) {
    if (cell.place == nullptr || cell.place->first == cell.place->next) return;
    out_.push_back(
        {cell.place->first, cell.place->next, role, std::move(who), std::move(asked), votes, time});
  }

  /// The heading rows, which hold what the columns are.
  void titles(CellLines::Role role) {
    for (std::size_t r = 0; r < heading_; ++r) {
      for (const Cell& cell : rows_[r]) add(cell, role);
    }
  }

  bool bold(const Cell& cell) const {
    return cell.place != nullptr && cell.place->first < cell.place->next &&
           word_.lines[cell.place->first].style == LineStyle::heading;
  }

  /// 1 when the first row holds titles, else 0.
  std::size_t find_heading() const {
    std::size_t filled = 0;
    std::size_t bolds = 0;
    std::size_t known = 0;
    std::size_t voices = 0;
    std::size_t bytes = 0;
    for (const Cell& cell : rows_[0]) {
      if (cell.text.empty()) continue;
      if (cell.text.size() > kTitleBytes || cell.text.ends_with('.') || cell.text.ends_with('!') ||
          (cell.place != nullptr && cell.place->wide)) {
        return 0;
      }
      ++filled;
      bytes += cell.text.size();
      const std::string title = without_colon(cell.text);
      if (bold(cell)) ++bolds;
      if (title_use(fold_label(title)) != nullptr) ++known;
      if (!voice_of(title).id.empty()) ++voices;
    }
    if (filled + 1 < rows_[0].size() || filled < 2) return 0;
    if (table_.heading_rows != 0 || known != 0 || voices >= 2) return 1;
    // Bold titles over texts that are not; a column of bold labels is no heading row.
    std::size_t below = 0;
    std::size_t cells = 0;
    std::size_t bolds_below = 0;
    for (std::size_t r = 1; r < rows_.size(); ++r) {
      for (std::size_t c = 1; c < rows_[r].size(); ++c) {
        if (rows_[r][c].text.empty()) continue;
        ++cells;
        below += rows_[r][c].text.size();
        if (bold(rows_[r][c])) ++bolds_below;
      }
    }
    if (bolds == filled && bolds_below * 2 < cells) return 1;
    return cells >= 4 && below * filled > kLongerBy * bytes * cells && rows_.size() >= 3 &&
                   rows_[0].size() >= 3
               ? 1
               : 0;
  }

  void measure() {
    columns_.assign(table_.columns, {});
    for (std::size_t r = heading_; r < rows_.size(); ++r) {
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        const std::string& text = rows_[r][c].text;
        if (text.empty() || section(rows_[r])) continue;
        Column& column = columns_[c];
        ++column.filled;
        column.bytes += text.size();
        column.longest = std::max(column.longest, text.size());
        if (all_digits(text)) ++column.digits;
        if (text.ends_with('?')) ++column.asking;
        const Stamp stamp = stamp_at(text);
        if (stamp.size != 0 && stamp.size == text.size()) ++column.stamps;
        double time = -1;
        const std::string label = label_in(text, time);
        if (label_shaped(label) && !label.ends_with('.')) {
          ++column.labels;
          column.distinct.insert(fold_label(label));
          if (!voice_of(label).id.empty()) ++column.voices;
          if (header_key(label)) ++column.header;
        }
      }
    }
    for (std::size_t c = 0; c < columns_.size(); ++c) columns_[c].use = find_use(c);
  }

  Use use(std::size_t c) const { return columns_[c].use; }

  Use find_use(std::size_t c) const {
    if (heading_ != 0) {
      if (const Titles* titles = title_use(fold_label(without_colon(rows_[0][c].text)))) {
        return titles->use;
      }
    }
    const Column& column = columns_[c];
    if (column.filled != 0 && column.digits == column.filled && c == 0) return Use::number;
    return Use::text;
  }

  /// Something that was said, of notes.
  bool content(std::size_t c) const {
    const Use what = use(c);
    if (what == Use::number && columns_[c].digits * 2 < columns_[c].filled) return true;
    return what != Use::time && what != Use::number && what != Use::votes;
  }

  /// A row whose only text goes over several columns.
  static bool section(const std::vector<Cell>& row) {
    if (row.empty() || row[0].place == nullptr || !row[0].place->wide || row[0].text.empty()) {
      return false;
    }
    return std::all_of(row.begin() + 1, row.end(), [](const Cell& c) { return c.text.empty(); }) &&
           row[0].text.size() <= kTitleBytes;
  }

  /// Is the cell the only one with text in its row?
  static bool alone(const std::vector<Cell>& row, std::size_t c) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i != c && !row[i].text.empty()) return false;
    }
    return true;
  }

  /// «Datum | 3 maj», «Plats | Skara»: a table about the document.
  bool about_itself() const {
    return columns_.size() == 2 && columns_[0].header * 2 > columns_[0].filled;
  }

  std::size_t find_time() const {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const Column& column = columns_[c];
      if (column.filled != 0 && column.stamps * 10 >= column.filled * 8) return c;
      if (heading_ != 0 && use(c) == Use::time) return c;
    }
    return kNowhere;
  }

  std::size_t find_who(std::size_t time, std::size_t text) const {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (c != time && c != text && heading_ != 0 && use(c) == Use::who) return c;
    }
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const Column& column = columns_[c];
      if (c == time || c == text || column.filled < 2 || use(c) == Use::number) continue;
      const bool labels = column.labels * 10 >= column.filled * 9;
      const bool interviewer =
          std::any_of(column.distinct.begin(), column.distinct.end(),
                      [](const std::string& l) { return interviewer_word(l); });
      if (labels && column.header * 2 <= column.filled &&
          (interviewer || column.distinct.size() * 2 <= column.filled + 1)) {
        return c;
      }
    }
    return kNowhere;
  }

  bool asks_left() const {
    if (columns_.size() != 2 || columns_[1].filled == 0) return false;
    if (heading_ != 0) return use(0) == Use::asked && use(1) == Use::answer;
    return columns_[0].asking * 10 >= columns_[0].filled * 6 && columns_[0].filled >= 2 &&
           columns_[1].asking * 10 <= columns_[1].filled * 3;
  }

  void questions_and_answers() {
    const auto name = [&](std::size_t c, std::string_view usual) {
      return heading_ == 0 ? std::string(usual) : without_colon(rows_[0][c].text);
    };
    titles(CellLines::Role::aside);
    for (std::size_t r = heading_; r < rows_.size(); ++r) {
      add(rows_[r][0], CellLines::Role::content, name(0, "Fråga"));
      add(rows_[r][1], CellLines::Role::content, name(1, "Svar"));
    }
  }

  bool voices_as_titles() const {
    std::size_t voices = 0;
    std::size_t filled = 0;
    for (std::size_t c = 1; c < rows_[0].size(); ++c) {
      if (rows_[0][c].text.empty()) continue;
      ++filled;
      if (!voice_of(rows_[0][c].text).id.empty()) ++voices;
    }
    return voices != 0 && voices == filled;
  }

  /// The column that says who: one of the first two, by its title or by most of its cells.
  std::size_t find_voices() const {
    const std::size_t most = std::min<std::size_t>(columns_.size(), 2);
    for (std::size_t c = 0; c < most; ++c) {
      const Column& column = columns_[c];
      if (column.filled != 0 && column.longest <= kTitleBytes &&
          (column.voices * 10 >= column.filled * 6 || (heading_ != 0 && use(c) == Use::who))) {
        return c;
      }
    }
    return kNowhere;
  }

  std::size_t find_asked() const {
    if (heading_ != 0) {
      for (std::size_t c = 0; c + 1 < columns_.size() && c < 2; ++c) {
        if (use(c) == Use::asked) return c;
      }
      return kNowhere;
    }
    const Column& left = columns_[0];
    const bool pairs = columns_.size() == 2 && left.filled >= 2 &&
                       left.longest <= kTitleBytes * 2 &&
                       left.distinct.size() + left.asking >= left.filled;
    const bool shorter = left.longest <= kShortCell &&
                         columns_[1].mean() > static_cast<double>(kLongerBy) * left.mean();
    return pairs && (shorter || left.asking * 10 >= left.filled * 6) ? 0 : kNowhere;
  }

  static std::uint32_t votes_in(std::string_view text) {
    std::uint32_t value = 0;
    for (const char c : text) {
      if (c < '0' || c > '9' || value > kMostVotes) break;
      value = value * 10 + static_cast<std::uint32_t>(c - '0');
    }
    return std::min(value, kMostVotes);
  }

  const WordText& word_;
  const WordTable& table_;
  std::vector<CellLines>& out_;
  std::vector<std::vector<Cell>> rows_;
  std::vector<Column> columns_;
  std::size_t heading_ = 0;  ///< rows of titles: 0 or 1
};

}  // namespace

std::vector<CellLines> arrange_tables(const WordText& word, SourceKind kind) {
  std::vector<CellLines> out;
  for (const WordTable& table : word.tables) {
    if (!Table::fits(table)) continue;
    Table grid(word, table, out);
    if (kind == SourceKind::transcript) {
      grid.transcript();
    } else {
      grid.notes();
    }
  }
  // Cells that share a column (a row with more cells than the rest) may stand out of order.
  std::sort(out.begin(), out.end(),
            [](const CellLines& a, const CellLines& b) { return a.first < b.first; });
  return out;
}

}  // namespace samsyn::ingest
