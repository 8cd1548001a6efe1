#include "pipeline/study/guess_figures.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "pipeline/study/guess_column.hpp"
#include "pipeline/study/titles.hpp"
#include "pipeline/study/wording.hpp"

namespace samsyn::guess {
namespace {

constexpr double kFirstYear = 1950, kLastYear = 2100;
constexpr std::size_t kMostRows = 5000;      // of figures by unit: more are rows of people
constexpr std::size_t kMostTitleWords = 8;   // more ask something
constexpr std::size_t kMostWordColumns = 1;  // beside the unit

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// The only year in a title, and the title without it: 2023 and "utfall" of "Utfall 2023".
std::optional<std::pair<std::uint32_t, std::string>> year_in(std::string_view title) {
  std::optional<std::pair<std::uint32_t, std::string>> out;
  for (std::size_t at = 0; at < title.size();) {
    if (!is_digit(title[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < title.size() && is_digit(title[end])) ++end;
    if (out || end - at != 4) return std::nullopt;
    const auto year = static_cast<std::uint32_t>(std::stoul(std::string(title.substr(at, 4))));
    if (year < kFirstYear || year > kLastYear) return std::nullopt;
    std::string rest(title.substr(0, at));
    rest += title.substr(end);
    out.emplace(year, key_of(rest));
    at = end;
  }
  return out;
}

bool begins(const std::string& key, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return key.starts_with(word); });
}
bool is_target(const std::string& title) {
  return begins(key_of(title), {"mål", "måltal", "budget", "plan", "target", "goal"});
}
bool is_baseline(const std::string& title) {
  return begins(key_of(title),
                {"basår", "baslinje", "utgångs", "föregående", "nuläge", "baseline"});
}
bool is_year(const std::string& title) {
  const std::string key = key_of(title);
  return key == "år" || key == "verksamhetsår" || key == "kalenderår" || key == "year";
}
/// What is counted, as titles of outcomes do not say it.
bool is_outcome(const std::string& key) {
  return key.empty() || begins(key, {"utfall", "resultat", "antal", "år", "outcome", "result"});
}

class FigureGuess {
 public:
  FigureGuess(const Sample& sample, const std::string& file) : sample_(sample), file_(file) {}

  bool look() {
    if (sample_.rows < 2 || sample_.rows > kMostRows || sample_.columns.size() < 3) return false;
    for (const SampleColumn& column : sample_.columns) {
      if (!look(column)) return false;
    }
    if (columns_.unit.empty() || words_ > kMostWordColumns) return false;
    if (!columns_.year.empty()) return by_row();
    return by_column();
  }

  void tell(SourceSpec& source, std::vector<GuessLine>& lines) {
    source.kind = SourceKind::figures;
    source.header_row = sample_.header_row;
    source.header_rows = sample_.header_rows;
    source.figures = columns_;
    source.ignored = ignored_;
    for (GuessLine& line : lines_) lines.push_back(std::move(line));
  }

 private:
  bool look(const SampleColumn& column) {
    const KnownTitle* known = find_tool_column(column.title);
    if (known != nullptr || column.title.find('?') != std::string::npos ||
        words_of(column.title).size() > kMostTitleWords) {
      return false;
    }
    const Features f = look_at(column.cells);
    if (f.answers == 0) return true;
    if (is_year(column.title)) {
      columns_.year = column.title;
      return f.whole >= 0.999 && f.least >= kFirstYear && f.greatest <= kLastYear;
    }
    if (f.numbers < 0.9) return words(column, f);
    if (is_target(column.title)) {
      columns_.target = column.title;
    } else if (is_baseline(column.title)) {
      columns_.baseline = column.title;
    } else if (const auto year = year_in(column.title)) {
      columns_.years.emplace_back(year->first, column.title);
      if (!is_outcome(year->second)) columns_.measured = year->second;
    } else {
      values_.push_back(column.title);
    }
    return true;
  }

  /// The first column of words is the unit; an answer in sentences is none.
  bool words(const SampleColumn& column, const Features& f) {
    if (f.mean_words > 6 || f.sentences > 0.2) return false;
    if (!columns_.unit.empty()) {
      // Remarks stand here and there; what everybody says in words of their own is an answer.
      const bool sparse = f.answers * 2 <= f.rows;
      const bool recurs = f.distinct * 2 <= f.answers && wording_cue(column.title) <= 0;
      if (!sparse && !recurs) return false;
      ++words_;
      ignored_.push_back(column.title);
      return true;
    }
    // A name in each row, and no code of a respondent.
    std::size_t codes = 0;
    for (const auto& [text, count] : f.values) {
      codes += text.find_first_of("0123456789") != std::string::npos &&
                       text.find(' ') == std::string::npos
                   ? 1U
                   : 0U;
    }
    if (f.answers < f.rows || codes * 2 > f.distinct) return false;
    columns_.unit = column.title;
    unit_ = &column;
    return true;
  }

  bool by_row() {
    if (values_.empty() || !columns_.years.empty()) return false;
    const auto year = std::find_if(sample_.columns.begin(), sample_.columns.end(),
                                   [&](const auto& c) { return c.title == columns_.year; });
    std::set<std::pair<std::string, std::string>> seen;
    std::set<std::string> units;
    for (std::size_t r = 0; r < unit_->cells.size() && r < year->cells.size(); ++r) {
      if (!seen.emplace(key_of(unit_->cells[r]), year->cells[r]).second) return false;
      units.insert(key_of(unit_->cells[r]));
    }
    if (units.size() == seen.size()) return false;  // one year for each is no series
    columns_.value = values_.front();
    columns_.measured = is_outcome(key_of(columns_.value)) ? "" : key_of(columns_.value);
    line(columns_.unit, {"enhet som räknas", "the unit that is counted in"});
    line(columns_.year, {"år", "year"});
    line(columns_.value, {"utfall", "outcome"});
    values_.erase(values_.begin());
    finish();
    return true;
  }

  bool by_column() {
    const bool enough =
        columns_.years.size() > 1 || (columns_.years.size() == 1 && !columns_.target.empty());
    std::set<std::uint32_t> years;
    for (const auto& [year, title] : columns_.years) years.insert(year);
    if (!enough || years.size() != columns_.years.size()) return false;
    std::set<std::string> units;
    for (const std::string& cell : unit_->cells) {
      if (!units.insert(key_of(cell)).second) return false;
    }
    line(columns_.unit, {"enhet som räknas", "the unit that is counted in"});
    for (const auto& [year, title] : columns_.years) {
      const std::string number = std::to_string(year);
      line(title, {"utfall " + number, "outcome " + number});
    }
    finish();
    return true;
  }

  void finish() {
    if (!columns_.target.empty()) line(columns_.target, {"mål", "target"});
    if (!columns_.baseline.empty()) {
      line(columns_.baseline, {"att jämföra med", "to compare with"});
    }
    for (const std::string& title : values_) ignored_.push_back(title);
    for (const std::string& title : ignored_) {
      line(title, {"utelämnas", "left out"},
           {"en källa har ett mått: skriv en källa till för «" + title + "» om den ska med",
            "a source has one measure: write another source for «" + title + "» if it is wanted"});
    }
  }

  void line(const std::string& title, Bilingual guess, Bilingual check = {}) {
    const bool is_first = lines_.empty();
    lines_.push_back({file_,
                      sample_.sheet,
                      title,
                      std::move(guess),
                      0.8,
                      {"en tabell över enheter och år, som ingen har svarat på",
                       "a table of units and years, which nobody answered"},
                      std::move(check)});
    if (is_first) {
      lines_.back().check = {"tal per enhet och år, inte svar? annars \"kind\": \"survey\"",
                             "figures by unit and year, no answers? else \"kind\": \"survey\""};
    }
  }

  const Sample& sample_;
  const std::string& file_;
  FigureColumns columns_;
  const SampleColumn* unit_ = nullptr;
  std::vector<std::string> values_;   ///< titles of other numbers
  std::vector<std::string> ignored_;  ///< titles
  std::size_t words_ = 0;             ///< columns of words beside the unit
  std::vector<GuessLine> lines_;
};

}  // namespace

bool guess_figures(const Sample& sample, const std::string& file, SourceSpec& source,
                   std::vector<GuessLine>& lines) {
  FigureGuess guess(sample, file);
  if (!guess.look()) return false;
  guess.tell(source, lines);
  return true;
}

}  // namespace samsyn::guess
