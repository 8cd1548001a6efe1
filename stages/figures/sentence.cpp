#include "stages/figures/sentence.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "pipeline/model/text.hpp"

namespace samsyn::figures {
namespace {

constexpr std::size_t kMostDigits = 9;      // beyond it a number is an account or a phone number
constexpr std::uint16_t kFirstYear = 1950;  // earlier ones count nothing in the reports we read
constexpr std::uint16_t kLastYear = 2060;
constexpr double kAbout = 0.05;  // how far «ca» reaches, as a share of the number

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// FNV-1a, 32 bits: the same on every machine.
std::uint32_t hash_of(std::string_view text) {
  std::uint32_t hash = 2166136261U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

/// What stands in digits at a place.
struct Digits {
  double value = 0;
  std::size_t end = 0;  ///< byte behind it; where none stands: the start
  std::size_t digits = 0;
  int decimals = 0;
  bool grouped = false;
  bool leading_zero = false;
  bool is_year() const {
    return digits == 4 && !grouped && decimals == 0 && value >= kFirstYear && value <= kLastYear;
  }
};

std::size_t run_of_digits(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

Digits read_digits(std::string_view text, std::size_t at) {
  Digits out;
  out.end = at;
  std::size_t run = run_of_digits(text, at);
  if (run == 0) return out;
  std::string all(text.substr(at, run));
  out.leading_zero = run > 1 && text[at] == '0';
  out.end = at + run;
  while (run <= 3 && !out.leading_zero && out.end + 3 < text.size() &&
         (text[out.end] == ' ' || text[out.end] == '.') && all.size() < kMostDigits &&
         run_of_digits(text, out.end + 1) == 3) {
    all += text.substr(out.end + 1, 3);
    out.end += 4;
    out.grouped = true;
  }
  out.digits = all.size();
  if (out.digits > kMostDigits) return out;
  for (const char c : all) out.value = out.value * 10 + (c - '0');
  const std::size_t fraction =
      out.end < text.size() && text[out.end] == ',' ? run_of_digits(text, out.end + 1) : 0;
  if (fraction == 1 || fraction == 2) {
    double unit = 1;
    for (std::size_t i = 0; i < fraction; ++i) {
      unit /= 10;
      out.value += unit * (text[out.end + 1 + i] - '0');
    }
    out.decimals = static_cast<int>(fraction);
    out.end += 1 + fraction;
  }
  return out;
}

/// The length of a dash at the place: -, – or —; 0 = none.
std::size_t dash_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == '-') return 1;
  const std::string_view rest = text.substr(at, 3);
  return rest == "\u2013" || rest == "\u2014" || rest == "\u2212" ? 3 : 0;
}

bool letter_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const char c = text[at];
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '@' ||
         static_cast<unsigned char>(c) == 0xC3;  // å, ä, ö, é
}

/// One number of a sentence before it is known what it counts.
struct Number {
  std::uint32_t first = 0, last = 0;  ///< pieces
  double value = 0, low = 0, high = 0;
  bool digits = false;
};

class Reader {
 public:
  Reader(std::string_view text, const Pieces& pieces) : text_(text), pieces_(pieces) {
    senses_.reserve(pieces.size());
    for (const Piece& piece : pieces) {
      Senses senses = senses_of(piece.form);
      if (piece.form == "allt" || piece.form == "tillsammans") senses = guarded(senses_.size());
      senses_.push_back(senses);
      out_.senses |= senses;
    }
  }

  Sentence read() {
    numbers();
    if (numbers_.empty()) return {};
    for (const Number& number : numbers_) figure(number);
    if (out_.figures.empty()) return {};
    wholes();
    markers();
    years();
    units();
    clauses();
    words();
    return std::move(out_);
  }

 private:
  /// Words that tell of a total only in company: «i allt», but not «allt mer»; «tillsammans 40»,
  /// but not «tillsammans med».
  Senses guarded(std::size_t i) const {
    const Senses senses = senses_of(pieces_[i].form);
    const bool goes = pieces_[i].form == "allt"
                          ? i > 0 && (pieces_[i - 1].form == "i" || pieces_[i - 1].form == "allt")
                          : i + 1 >= pieces_.size() || pieces_[i + 1].form != "med";
    return goes ? senses : 0;
  }

  std::string_view form(std::size_t i) const {
    return i < pieces_.size() ? pieces_[i].form : std::string_view();
  }
  bool is(std::size_t i, Sense sense) const { return i < senses_.size() && has(senses_[i], sense); }
  bool noun(std::size_t i) const { return i < pieces_.size() && pieces_[i].pos == Pos::noun; }
  bool name(std::size_t i) const { return i < pieces_.size() && pieces_[i].pos == Pos::name; }
  bool stop(std::size_t i) const {  // nothing belongs together across it
    return i >= pieces_.size() || pieces_[i].form == "," || pieces_[i].form == ";" ||
           pieces_[i].form == ":" || pieces_[i].form == "(" || pieces_[i].form == ")" ||
           pieces_[i].form == ".";
  }

  // ---- numbers

  void numbers() {
    for (std::uint32_t i = 0; i < pieces_.size();) i = number_at(i);
  }

  std::uint32_t behind(std::uint32_t i, std::size_t byte) const {
    ++i;
    while (i < pieces_.size() && pieces_[i].span.begin < byte) ++i;
    return i;
  }

  /// Passes over pieces that only digits stand in: the rest of a phone number.
  std::uint32_t past_digits(std::uint32_t i) const {
    while (i < pieces_.size() && is_digit(pieces_[i].text.empty() ? 'x' : pieces_[i].text[0])) ++i;
    return i;
  }

  /// Takes what stands at the piece; the next piece to look at.
  std::uint32_t number_at(std::uint32_t i) {
    const Piece& piece = pieces_[i];
    if (piece.text.empty() || piece.personal) return i + 1;
    if (!is_digit(piece.text[0])) {
      const auto value =
          piece.pos == Pos::num || piece.text.size() > 2 ? number_word(piece.form) : std::nullopt;
      if (value) take({i, i + 1, *value, *value, *value, false});
      return i + 1;
    }
    const std::size_t at = piece.span.begin;
    Digits digits = read_digits(text_, at);
    const std::uint32_t next = behind(i, digits.end);
    const bool glued =
        at > 0 && (letter_at(text_, at - 1) || text_[at - 1] == '/' || text_[at - 1] == '.' ||
                   text_[at - 1] == ':' || dash_at(text_, at - 1) == 1 || text_[at - 1] == '#');
    if (glued || digits.leading_zero || digits.digits > kMostDigits) {
      return past_digits(behind(i, digits.end));
    }
    const std::size_t end = digits.end;
    if (letter_at(text_, end)) return next;
    const char sign = end < text_.size() ? text_[end] : ' ';
    const bool more =
        end + 1 < text_.size() && (is_digit(text_[end + 1]) || letter_at(text_, end + 1));
    if (sign == '/' && more) {  // 2019/2020, 2019/20, 12/3
      const Digits second = read_digits(text_, end + 1);
      if (digits.is_year() && second.digits > 0) year(i, digits.value);
      if (second.is_year()) year(i, second.value);
      return past_digits(behind(i, second.end));
    }
    if ((sign == '.' || sign == ':') && more) {
      return behind(i, end + 1 + run_of_digits(text_, end + 1));
    }
    if ((sign == '.' || sign == ')') && i == 0) return next;  // a list's number
    if (const std::size_t dash = dash_at(text_, end); dash > 0) {
      std::size_t to = end + dash;
      while (to < text_.size() && (text_[to] == ' ' || text_[to] == '\n')) ++to;
      const Digits second = read_digits(text_, to);
      if (second.digits == 0) return letter_at(text_, end + dash) ? next : plain(i, next, digits);
      const std::uint32_t past = behind(i, second.end);
      const bool third = dash_at(text_, second.end) > 0 && is_digit(text_at(second.end + 1));
      if (digits.is_year() && second.is_year() && !third) {
        for (double y = digits.value; y <= second.value; ++y) year(i, y);
        return past;
      }
      if (third || digits.is_year() || second.leading_zero || second.value <= digits.value) {
        return past_digits(past);
      }
      return span_of(i, past, digits.value, second.value);
    }
    return plain(i, next, digits);
  }

  char text_at(std::size_t at) const { return at < text_.size() ? text_[at] : ' '; }

  std::uint32_t plain(std::uint32_t i, std::uint32_t next, const Digits& digits) {
    if (digits.is_year()) {
      const bool counts =
          (noun(next) || is(next, Sense::pieces)) && !(i > 0 && is(i - 1, Sense::time_before));
      if (!counts) {
        year(i, digits.value);
        return next;
      }
    }
    // «mellan 20 och 25»
    if (i > 0 && form(i - 1) == "mellan" && form(next) == "och" && next + 1 < pieces_.size() &&
        !pieces_[next + 1].text.empty() && is_digit(pieces_[next + 1].text[0])) {
      const Digits second = read_digits(text_, pieces_[next + 1].span.begin);
      const std::uint32_t past = behind(next + 1, second.end);
      if (second.value > digits.value && !second.is_year()) {
        return span_of(i, past, digits.value, second.value);
      }
      return past;
    }
    // OCR reads «i» as «1»: «platser 1 skolan».
    if (digits.value == 1 && digits.digits == 1 && i > 0 && noun(i - 1)) return next;
    const double slack = digits.decimals > 0 ? 0.5 * std::pow(10, -digits.decimals) : 0;
    take({i, next, digits.value, digits.value - slack, digits.value + slack, true});
    return next;
  }

  std::uint32_t span_of(std::uint32_t i, std::uint32_t past, double low, double high) {
    take({i, past, high, low, high, true});
    return past;
  }

  void year(std::uint32_t piece, double value) {
    years_.emplace_back(piece, static_cast<std::uint16_t>(value));
  }

  void take(Number number) {
    const std::uint32_t i = number.first;
    if (i > 0 && is(i - 1, Sense::reference) && !is(i - 1, Sense::place)) return;
    if (is(number.last, Sense::not_counted) || is(number.last, Sense::month)) return;
    if (is(number.last + 1, Sense::not_counted) && pieces_[number.last].pos == Pos::adj) return;
    if (form(number.last) == ":" && number.digits && i == 0) return;  // «2: nästa punkt»
    numbers_.push_back(number);
  }

  // ---- what a number counts

  void round_off(Figure& figure, const Number& number) const {
    for (std::uint32_t back = 1; back <= 2 && back <= number.first; ++back) {
      const std::uint32_t i = number.first - back;
      if (stop(i)) return;
      double zeros = 1;
      while (figure.value >= 10 * zeros && std::fmod(figure.value, 10 * zeros) == 0) zeros *= 10;
      const double reach = std::max(kAbout * figure.value, zeros == 1 ? 1 : zeros / 2);
      if (is(i, Sense::about)) {
        figure.low -= reach;
        figure.high += reach;
      } else if (is(i, Sense::over) && back == 1) {
        figure.high += std::max(2 * reach, zeros - 1);
      } else if (is(i, Sense::under) && back == 1) {
        figure.low -= std::max(2 * reach, zeros - 1);
      } else if (is(i, Sense::least) || (form(i) == "än" && i > 0 && form(i - 1) == "mer")) {
        figure.high = std::numeric_limits<double>::infinity();
      } else if (is(i, Sense::most) && (form(i) != "upp" || back == 2)) {
        figure.low = 0;
      } else {
        continue;
      }
      return;
    }
  }

  void figure(const Number& number) {
    Figure figure;
    figure.first = number.first;
    figure.value = number.value;
    figure.low = number.low;
    figure.high = number.high;
    std::uint32_t i = number.last;
    if (is(i, Sense::pieces)) {
      ++i;
      if (form(i) == ".") ++i;
    }
    // «7 av platserna», «12 av de svarande»
    std::uint32_t from = i;
    if (form(i) == "av" && !ends_in_number(i)) {
      from = i + 1;
      while (from < pieces_.size() && from < i + 3 && pieces_[from].pos != Pos::noun &&
             !stop(from) && pieces_[from].pos != Pos::name) {
        ++from;
      }
    }
    std::uint32_t end = i;
    for (std::uint32_t k = from; k < pieces_.size() && k < from + 4 && !stop(k); ++k) {
      if (noun(k)) {
        figure.noun = pieces_[k].lemma;
        figure.pair = senses_[k] & kPairs;
        end = k + 1;
        break;
      }
      if (has(senses_[k], Sense::yes) || has(senses_[k], Sense::no)) {
        figure.pair = senses_[k] & kPairs;
        end = k + 1;
        break;
      }
      const Pos pos = pieces_[k].pos;
      if (pos != Pos::adj && pos != Pos::num) break;
    }
    if (figure.pair == 0 && is(i, Sense::yes)) figure.pair = senses_[i] & kPairs;
    figure.last = std::max(end, number.last);
    figure.span = {pieces_[number.first].span.begin, pieces_[figure.last - 1].span.end};
    figure.bracketed = number.first > 0 && form(number.first - 1) == "(";
    figure.plus = form(number.last) == "+" || (pieces_[number.last - 1].span.end < text_.size() &&
                                               text_[pieces_[number.last - 1].span.end] == '+');
    round_off(figure, number);
    figure.role = role(figure, number);
    out_.figures.push_back(std::move(figure));
  }

  bool ends_in_number(std::uint32_t i) const {
    for (std::uint32_t k = i + 1; k < pieces_.size() && k < i + 4; ++k) {
      if (std::any_of(numbers_.begin(), numbers_.end(),
                      [&](const Number& n) { return n.first == k; })) {
        return true;
      }
    }
    return false;
  }

  /// The piece behind the figure before; 0 = it is the first one.
  std::uint32_t floor() const { return out_.figures.empty() ? 0 : out_.figures.back().last; }

  Role role(Figure& figure, const Number& number) {
    const std::uint32_t least = floor();
    const std::uint32_t at = number.first;
    const auto back = [&](std::uint32_t reach, Sense sense, bool across) {
      for (std::uint32_t k = 1; k <= reach && at >= k && at - k >= least; ++k) {
        if (stop(at - k) && !across) return false;
        if (is(at - k, sense)) return true;
      }
      return false;
    };
    if (is(number.last, Sense::more_than) || is(figure.last, Sense::more_than)) return Role::change;
    if (back(1, Sense::change, false)) return Role::change;
    if (at > 0 && (form(at - 1) == "med" || (at > 1 && form(at - 2) == "med"))) {
      for (std::uint32_t k = at; k > least && form(k - 1) != ";"; --k) {
        if (is(k - 1, Sense::change)) return Role::change;
      }
    }
    // «Tillsammans har de ordnat 25»: a word that opens the sentence reaches farther.
    const bool opens = out_.figures.empty() && at <= 8 && is(0, Sense::total);
    const bool total = back(3, Sense::total, false) || (opens && back(8, Sense::total, false)) ||
                       (form(figure.last) != "," && is(figure.last, Sense::total)) ||
                       (form(figure.last) == "(" && is(figure.last + 1, Sense::total)) ||
                       is(number.last, Sense::total);
    if (total) {
      // The words that lead to the total, over a comma: «, dvs totalt», «vilket ger totalt».
      for (std::uint32_t k = 1; k <= (opens ? 8U : 5U) && at >= k && at - k >= least; ++k) {
        figure.strict = figure.strict || is(at - k, Sense::strict);
      }
      return Role::total;
    }
    if (back(3, Sense::strict, false) && (form(at - 1) == "dvs" || form(at - 1) == "dvs." ||
                                          form(at - 1) == "alltså" || form(at - 1) == "summa")) {
      figure.strict = true;
      return Role::total;
    }
    if (back(3, Sense::goal, false)) return Role::goal;
    if (back(5, Sense::before, false)) return Role::before;
    return Role::plain;
  }

  /// «12 av 40», «av de 40 deltagarna»
  void wholes() {
    for (std::size_t f = 0; f < out_.figures.size(); ++f) {
      Figure& figure = out_.figures[f];
      for (std::uint32_t k = 1; k <= 4 && figure.first >= k; ++k) {
        const std::uint32_t i = figure.first - k;
        const std::string_view word = form(i);
        if (word == "av" || word == "utav") {
          figure.role = Role::whole;
          if (f > 0 && out_.figures[f - 1].last == i) out_.figures[f - 1].role = Role::share;
          break;
        }
        const bool passes = word == "de" || word == "dessa" || word == "alla" || word == "våra" ||
                            word == "totalt" || word == "sammanlagt" || word == "svarande" ||
                            word == "," || is(i, Sense::about) || word == "samtliga" ||
                            pieces_[i].pos == Pos::adj || genitive(i);
        if (!passes || (f > 0 && out_.figures[f - 1].last > i)) break;
      }
    }
  }

  /// «av kursens 24 deltagare»
  bool genitive(std::uint32_t i) const {
    const std::string_view word = form(i);
    return noun(i) && word.ends_with('s') && word != pieces_[i].lemma &&
           (!pieces_[i].lemma.ends_with('s') || word.ends_with("ens") || word.ends_with("ets"));
  }

  void markers() {
    for (std::uint32_t i = 0; i < pieces_.size(); ++i) {
      const bool mark = is(i, Sense::of_which) || is(i, Sense::shared_out) || form(i) == ":" ||
                        (form(i) == "(" && i > 0 && in_figure(i - 1)) ||
                        (form(i) == "av" && (form(i + 1) == "dem" || form(i + 1) == "dessa" ||
                                             form(i + 1) == "vilka"));
      if (!mark) continue;
      auto end = static_cast<std::uint32_t>(pieces_.size());
      for (std::uint32_t k = i; form(i) == "(" && k < end; ++k) {
        if (form(k) == ")") end = k;
      }
      out_.markers.push_back({i, end, senses_[i], form(i) == ":"});
    }
    const std::string_view second = form(1);
    out_.of_these = (form(0) == "av" && (second == "dessa" || second == "dem" || second == "de")) &&
                    !out_.figures.empty() && out_.figures.front().role != Role::whole;
  }

  bool in_figure(std::uint32_t i) const {
    return std::any_of(out_.figures.begin(), out_.figures.end(),
                       [&](const Figure& figure) { return i >= figure.first && i < figure.last; });
  }

  // ---- when, and of whom

  void years() {
    for (const auto& [piece, value] : years_) out_.years.push_back(value);
    std::sort(out_.years.begin(), out_.years.end());
    out_.years.erase(std::unique(out_.years.begin(), out_.years.end()), out_.years.end());
    if (years_lead()) return;
    std::vector<std::uint16_t> before;  // the first figure
    for (const auto& [piece, value] : years_) {
      if (piece < out_.figures.front().first) before.push_back(value);
    }
    for (std::size_t f = 0; f < out_.figures.size(); ++f) {
      Figure& figure = out_.figures[f];
      const std::uint32_t next = f + 1 < out_.figures.size()
                                     ? out_.figures[f + 1].first
                                     : static_cast<std::uint32_t>(pieces_.size());
      for (const auto& [piece, value] : years_) {
        if (piece < figure.last || piece >= next || piece > figure.last + 4) continue;
        const bool far = std::any_of(pieces_.begin() + figure.last, pieces_.begin() + piece,
                                     [](const Piece& p) { return p.form == "," || p.form == ";"; });
        if (!far) figure.years.push_back(value);
      }
      if (figure.years.empty()) figure.years = before;
      std::sort(figure.years.begin(), figure.years.end());
      figure.years.erase(std::unique(figure.years.begin(), figure.years.end()), figure.years.end());
    }
  }

  /// «2021 utbildades 33 och 2022 utbildades 41»: each year stands before its figure, from the
  /// second one on behind a sign or word that begins a clause. A total is of all of them.
  bool years_lead() {
    std::vector<std::pair<Figure*, std::uint16_t>> led;
    std::uint32_t from = 0;
    std::size_t seen = 0;
    for (Figure& figure : out_.figures) {
      std::uint32_t at = kNone;
      for (const auto& [piece, value] : years_) {
        if (piece < from || piece >= figure.first) continue;
        if (at != kNone) return false;
        at = piece;
        led.emplace_back(&figure, value);
        ++seen;
      }
      if (at == kNone && figure.role != Role::total) return false;
      if (at != kNone && from > 0 && !begins_clause(from, at)) return false;
      from = figure.last;
    }
    if (led.size() < 2 || seen != years_.size() || out_.years.size() != seen) return false;
    for (Figure& figure : out_.figures) figure.years = out_.years;
    for (const auto& [figure, year] : led) figure->years = {year};
    return true;
  }

  bool begins_clause(std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t i = from; i < to; ++i) {
      for (const std::string_view one : {"och", ",", ";", "samt", "medan", "men"}) {
        if (form(i) == one) return true;
      }
    }
    return false;
  }

  struct Phrase {
    std::uint32_t first = 0, last = 0;  ///< pieces; empty = none
    bool unit = false;                  ///< a name, or an organisation
  };

  /// The longest run of nouns, names and adjectives from the piece on; «Idrott och service», «Barn-
  /// och ungdomsförvaltningen» are one.
  Phrase phrase_from(std::uint32_t from, std::uint32_t to) const {
    Phrase out{from, from, false};
    for (std::uint32_t i = from; i < to && i < from + 8; ++i) {
      if (pieces_[i].personal || is(i, Sense::strict) || is(i, Sense::total)) break;
      if (i > from && does(i)) break;
      if (noun(i) || name(i)) {
        out.last = i + 1;
        out.unit =
            name(i) || names_organisation(pieces_[i].lemma) || names_organisation(pieces_[i].head);
        continue;
      }
      const bool joins = form(i) == "och" || form(i) == "&" || form(i) == "-" || form(i) == ",";
      const bool hyphen = i > from && pieces_[i - 1].text.ends_with('-');
      if (form(i) == "," && !hyphen) break;
      if (joins && i + 1 < to && i > from && (noun(i + 1) || name(i + 1)) &&
          (hyphen || !(i + 2 < to && is_figure(i + 2)))) {
        continue;
      }
      if (pieces_[i].pos == Pos::adj && !is_figure(i)) continue;
      if (pieces_[i].text.ends_with('-')) continue;
      break;
    }
    return out;
  }

  /// A verb, also one that has a noun's form («redovisar»): a small word right behind a noun or
  /// name that is no genitive.
  bool does(std::uint32_t i) const {
    if (pieces_[i].pos == Pos::verb) return true;
    const std::string_view word = form(i);
    return noun(i) && i > 0 && (noun(i - 1) || name(i - 1)) && pieces_[i].text == word &&
           (word.ends_with("ar") || word.ends_with("er")) && !form(i - 1).ends_with('s') &&
           !pieces_[i - 1].text.ends_with('-');
  }

  bool is_figure(std::uint32_t i) const {
    return std::any_of(out_.figures.begin(), out_.figures.end(),
                       [&](const Figure& figure) { return figure.first == i; });
  }

  void name_unit(Figure& figure, Phrase phrase) const {
    if (!phrase.unit || phrase.last == phrase.first) return;
    figure.unit.clear();
    for (std::uint32_t i = phrase.first; i < phrase.last; ++i) {
      if (form(i) == "-") continue;
      if (!figure.unit.empty()) figure.unit += ' ';
      for (const char c : pieces_[i].lemma.empty() ? form(i) : pieces_[i].lemma) {
        figure.unit += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      }
    }
    figure.unit_text =
        text_.substr(pieces_[phrase.first].span.begin,
                     pieces_[phrase.last - 1].span.end - pieces_[phrase.first].span.begin);
  }

  /// The phrase that ends right before the piece.
  Phrase phrase_before(std::uint32_t end, std::uint32_t least) const {
    for (std::uint32_t from = least; from < end; ++from) {
      if (!noun(from) && !name(from) && !pieces_[from].text.ends_with('-')) continue;
      const Phrase phrase = phrase_from(from, end);
      if (phrase.last == end && phrase.unit) return phrase;
    }
    return {};
  }

  void units() {
    // Who does it: the phrase that the sentence begins with, up to its verb. Two figures of
    // different units each have their own.
    Phrase subject =
        phrase_from(0, std::min<std::uint32_t>(out_.figures.front().first,
                                               static_cast<std::uint32_t>(pieces_.size())));
    const bool verb = subject.last < pieces_.size() && does(subject.last);
    std::uint32_t least = 0;
    for (Figure& figure : out_.figures) {
      std::uint32_t i = figure.last;
      if (is(i, Sense::time_before) && !is(i, Sense::place)) ++i;
      while (i < pieces_.size() && std::any_of(years_.begin(), years_.end(),
                                               [&](const auto& y) { return y.first == i; })) {
        ++i;
      }
      if (is(i, Sense::place)) {
        figure.place = form(i) == "1" ? std::string_view("i") : place_of(form(i));
        name_unit(figure, phrase_from(i + 1, static_cast<std::uint32_t>(pieces_.size())));
      }
      if (figure.unit.empty() && figure.bracketed && figure.first > 1) {
        name_unit(figure, phrase_before(figure.first - 1, least));
      }
      if (figure.unit.empty() && figure.first > least) {
        std::uint32_t end = figure.first;
        if (end > least && (form(end - 1) == ":" || form(end - 1) == "med")) --end;
        name_unit(figure, phrase_before(end, least));
      }
      if (figure.unit.empty()) {  // «X har ordnat 12», «samt Y har 8», «då gav Z 9»
        for (std::uint32_t k = figure.first; k > least; --k) {
          if (!does(k - 1)) continue;
          name_unit(figure, phrase_before(k - 1, least));
          if (figure.unit.empty() && k < figure.first) {
            name_unit(figure, phrase_from(k, figure.first));
          }
          if (!figure.unit.empty()) break;
        }
      }
      least = figure.last;
    }
    if (!subject.unit || !verb) return;
    for (Figure& figure : out_.figures) {
      if (figure.unit.empty()) name_unit(figure, subject);
    }
  }

  void clauses() {
    for (std::size_t f = 0; f < out_.figures.size(); ++f) {
      Figure& figure = out_.figures[f];
      figure.closed = stop(figure.last);
      if (f == 0) continue;
      for (std::uint32_t i = out_.figures[f - 1].last; i < figure.first; ++i) {
        const bool verb = pieces_[i].pos == Pos::verb && !is(i, Sense::leads_to);
        const bool leads = form(i) == "till" && is(i + 1, Sense::total);
        // «… svarade, totalt 38»: the verb is that of the parts.
        const bool sums = is(i, Sense::total) || is(i, Sense::strict) || form(i) == "säga";
        if (sums && i > 0 && form(i - 1) != "till") figure.apart = false;
        figure.apart = figure.apart || (verb && form(i) != "säga") || leads;
      }
    }
  }

  static std::string_view place_of(std::string_view form) {
    for (const std::string_view one : {"i", "på", "inom", "från", "hos", "vid"}) {
      if (form == one) return one;
    }
    return "i";
  }

  void words() {
    for (std::uint32_t i = 0; i < pieces_.size(); ++i) {
      const Piece& piece = pieces_[i];
      if (is(i, Sense::month) || tells_which(piece.form)) {
        out_.months.push_back(hash_of(piece.form));
        continue;
      }
      const bool content = piece.pos == Pos::noun || piece.pos == Pos::verb ||
                           piece.pos == Pos::adj || piece.pos == Pos::name;
      if (!content || piece.lemma.size() < 3 || is(i, Sense::pieces) || is_digit(piece.form[0]) ||
          piece.lemma == "vara" || piece.lemma == "bli" || piece.lemma == "enligt") {
        continue;
      }
      out_.words.push_back(hash_of(piece.lemma));
      if (piece.pos == Pos::verb && !tells_only_that(piece.lemma)) {
        out_.verbs.push_back(hash_of(piece.lemma));
      }
    }
    for (std::vector<std::uint32_t>* list : {&out_.words, &out_.verbs, &out_.months}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
  }

  static constexpr Senses kPairs = static_cast<Senses>(Sense::woman) |
                                   static_cast<Senses>(Sense::man) |
                                   static_cast<Senses>(Sense::yes) | static_cast<Senses>(Sense::no);

  std::string_view text_;
  const Pieces& pieces_;
  std::vector<Senses> senses_;  ///< parallel to pieces_
  std::vector<Number> numbers_;
  std::vector<std::pair<std::uint32_t, std::uint16_t>> years_;  ///< piece, year
  Sentence out_;
};

}  // namespace

Sentence read_sentence(std::string_view text, const Pieces& pieces) {
  return Reader(text, pieces).read();
}

bool same_noun(std::string_view a, std::string_view b) {
  return a.empty() || b.empty() || a.ends_with(b) || b.ends_with(a);
}

}  // namespace samsyn::figures
