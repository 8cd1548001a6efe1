// Grammar (white space divides elements, but not inside brackets of one element):
//   pattern  = "*" | part { "&" part }
//   part     = row
//   row      = element { element }
//   element  = "^" | "$" | gap | word [ "?" ]
//   gap      = ".." [ digits ]
//   word     = group | "@" name | "_" | "/" pos | "<" text ">" | [ "=" ] texts | texts with * or -
//   group    = "(" row { "|" row } ")"
//   texts    = text or group, glued: språk-(brist | svårighet), (tid | ork)-brist, =(gick | gått)

#include "stages/coding/pattern.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "pipeline/model/issue.hpp"

namespace samsyn::coding {
namespace {

constexpr std::uint32_t kGap = 3;  // words, when none are given
constexpr int kDeepest = 16;       // classes within classes, brackets within brackets

constexpr std::array<std::pair<std::string_view, Pos>, 13> kPos{{
    {"noun", Pos::noun},
    {"verb", Pos::verb},
    {"adj", Pos::adj},
    {"adv", Pos::adv},
    {"pron", Pos::pron},
    {"det", Pos::det},
    {"adp", Pos::adp},
    {"num", Pos::num},
    {"name", Pos::name},
    {"conj", Pos::conj},
    {"intj", Pos::intj},
    {"part", Pos::part},
    {"other", Pos::other},
}};

/// Thrown inside this file only: the parser is recursive, and a fault ends it from any depth.
struct Fault {
  PatternFault what;
};

[[noreturn]] void fail(std::size_t at, std::string message, std::string remedy) {
  throw Fault{{at, std::move(message), std::move(remedy)}};
}

/// A word element of any of these tests.
Sequence any_of(std::vector<Test> tests) {
  std::sort(tests.begin(), tests.end());
  tests.erase(std::unique(tests.begin(), tests.end()), tests.end());
  Sequence out;
  out.push_back(
      {Element::Kind::word, std::make_shared<const std::vector<Test>>(std::move(tests)), 0});
  return out;
}

Sequence only(Test test) {
  std::vector<Test> tests;
  tests.push_back(std::move(test));
  return any_of(std::move(tests));
}

bool single_word(const Sequence& s) { return s.size() == 1 && s[0].kind == Element::Kind::word; }

/// Rows of one word are joined into one element; equal rows are kept once.
Alternatives merged(Alternatives rows) {
  if (rows.size() < 2) return rows;
  const auto single = std::stable_partition(rows.begin(), rows.end(),
                                            [](const Sequence& row) { return !single_word(row); });
  if (rows.end() - single > 1) {
    std::vector<Test> tests;
    for (auto row = single; row != rows.end(); ++row) {
      const TestSet& set = row->front().tests;
      tests.insert(tests.end(), set->begin(), set->end());
    }
    *single = any_of(std::move(tests));
    rows.erase(single + 1, rows.end());
  }
  Alternatives out = std::move(rows);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

std::string lowered(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto c = static_cast<unsigned char>(out[i]);
    if (c >= 'A' && c <= 'Z') out[i] = static_cast<char>(c + 0x20);
    if (c == 0xC3 && i + 1 < out.size()) {
      const auto second = static_cast<unsigned char>(out[i + 1]);
      if (second >= 0x80 && second <= 0x9E && second != 0x97) {
        out[i + 1] = static_cast<char>(second + 0x20);
      }
    }
  }
  return out;
}

class Parser {
 public:
  Parser(std::string_view text, const Classes& classes, int depth)
      : text_(text), classes_(classes), depth_(depth) {}

  Pattern pattern() {
    Pattern out;
    blanks();
    if (text_.substr(at_) == "*") {
      out.everything = true;
      return out;
    }
    out.joined.push_back(part());
    while (peek() == '&') {
      ++at_;
      out.joined.push_back(part());
    }
    if (at_ < text_.size()) unexpected();
    return out;
  }

  /// A class's pattern: one part.
  Alternatives whole() {
    Alternatives out = row();
    if (at_ < text_.size()) unexpected();
    return out;
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void blanks() {
    while (peek() == ' ') ++at_;
  }
  [[noreturn]] void unexpected() const {
    fail(at_, std::string("unexpected «") + text_[at_] + "»",
         "brackets must be paired; | stands only inside brackets and & only outside");
  }

  Alternatives part() {
    Alternatives out = row();
    for (Sequence& s : out) {
      // A gap at an end (left by an optional word beside it) changes nothing.
      const auto is_gap = [](const Element& e) { return e.kind == Element::Kind::gap; };
      while (!s.empty() && is_gap(s.back())) s.pop_back();
      s.erase(s.begin(), std::find_if_not(s.begin(), s.end(), is_gap));
      if (std::none_of(s.begin(), s.end(),
                       [](const Element& e) { return e.kind == Element::Kind::word; })) {
        fail(at_, "nothing to look for: the pattern can match without any word",
             "make at least one element compulsory");
      }
    }
    return merged(std::move(out));
  }

  /// Elements up to the end, a bar, a closing bracket or an ampersand; all alternatives of them.
  Alternatives row() {
    Alternatives rows{{}};
    bool some = false;
    for (blanks(); at_ < text_.size(); blanks()) {
      const char c = peek();
      if (c == '|' || c == ')' || c == '&') break;
      some = true;
      multiply(rows, element());
    }
    if (!some) fail(at_, "an empty alternative or pattern", "write a word, or take the bar away");
    return merged(std::move(rows));
  }

  void multiply(Alternatives& rows, Alternatives next) const {
    if (rows.size() * next.size() > kMostSequences) {
      fail(at_,
           "the alternatives multiply to more than " + std::to_string(kMostSequences) + " rows",
           "divide the pattern in several, or use smaller classes");
    }
    if (rows.size() == 1 && rows[0].empty()) {
      rows = std::move(next);
      return;
    }
    if (next.size() == 1) {
      for (Sequence& row : rows) row.insert(row.end(), next[0].begin(), next[0].end());
      return;
    }
    Alternatives out;
    out.reserve(rows.size() * next.size());
    for (const Sequence& row : rows) {
      for (const Sequence& more : next) {
        out.push_back(row);
        out.back().insert(out.back().end(), more.begin(), more.end());
      }
    }
    rows = std::move(out);
  }

  Alternatives element() {
    Alternatives out;
    if (peek() == '^' || peek() == '$') {
      const Element::Kind kind = peek() == '^' ? Element::Kind::start : Element::Kind::end;
      ++at_;
      return {{Element{kind, nullptr, 0}}};
    }
    if (text_.substr(at_, 2) == "..") return {{Element{Element::Kind::gap, nullptr, gap()}}};
    out = word();
    if (peek() == '?') {
      ++at_;
      out.emplace_back();
      std::sort(out.begin(), out.end());
    }
    return out;
  }

  std::uint32_t gap() {
    at_ += 2;
    std::uint32_t most = 0;
    const std::size_t digits = at_;
    for (; peek() >= '0' && peek() <= '9' && at_ < digits + 2; ++at_) {
      most = most * 10 + static_cast<std::uint32_t>(peek() - '0');
    }
    return at_ == digits ? kGap : most;
  }

  Alternatives word() {
    switch (peek()) {
      case '@':
        return word_class();
      case '/':
        return {only(pos())};
      case '<':
        return angle();
      case '_':
        ++at_;
        return {only({Test::Kind::any, {}, {}, Pos::other})};
      case '=': {
        ++at_;
        hyphens_stay_ = true;
        const std::vector<std::string> forms = texts();
        hyphens_stay_ = false;
        const bool star = peek() == '*';  // =stem* is stem*
        if (star) ++at_;
        return tested(forms, [&](const std::string& t) {
          return Test{star ? Test::Kind::prefix : Test::Kind::form, t, {}, Pos::other};
        });
      }
      case '(': {
        const std::size_t before = at_;
        Alternatives rows = group();
        if (peek() != '-') return rows;
        at_ = before;  // (tid | ork)-brist
        break;
      }
      default:
        break;
    }
    return plain();
  }

  Alternatives group() {
    if (++depth_ > kDeepest) fail(at_, "brackets or classes lie too deep", "make it flatter");
    const std::size_t open = at_++;
    Alternatives out;
    std::vector<Test> words;
    while (true) {
      if (!lone_word(words)) {
        Alternatives rows = row();
        std::move(rows.begin(), rows.end(), std::back_inserter(out));
      }
      if (peek() == '|') {
        ++at_;
        continue;
      }
      if (peek() != ')') fail(open, "a bracket that is never closed", "close it with )");
      ++at_;
      break;
    }
    if (!words.empty()) out.push_back(any_of(std::move(words)));
    --depth_;
    return merged(std::move(out));
  }

  /// The short way for what most alternatives are: brist, =gick or oerfar*, and nothing beside it.
  bool lone_word(std::vector<Test>& words) {
    std::size_t from = text_.find_first_not_of(' ', at_);
    if (from == std::string_view::npos) return false;
    const bool form = text_[from] == '=';
    if (form) ++from;
    const std::size_t to = text_.find_first_of(" |()&?*<>=@/^$_-.", from);
    if (to == std::string_view::npos || to == from) return false;
    const bool star = text_[to] == '*';
    const std::size_t end = text_.find_first_not_of(' ', to + (star ? 1U : 0U));
    if (end == std::string_view::npos || (text_[end] != '|' && text_[end] != ')')) return false;
    const Test::Kind kind = star ? Test::Kind::prefix : form ? Test::Kind::form : Test::Kind::lemma;
    words.push_back({kind, lowered(text_.substr(from, to - from)), {}, Pos::other});
    at_ = end;
    return true;
  }

  Alternatives word_class() {
    const std::size_t from = ++at_;
    const std::string name = text();
    const auto known = classes_.read_.find(name);
    if (known != classes_.read_.end()) return known->second;
    const std::vector<std::string>* patterns = classes_.find(name);
    if (patterns == nullptr) {
      const std::string near = nearest(name, classes_.names());
      fail(from, "there is no class @" + name,
           near.empty() ? "define it under \"classes\"" : "did you mean @" + near + "?");
    }
    if (depth_ + 1 > kDeepest) {
      fail(from, "the class @" + name + " uses itself", "break the circle");
    }
    Alternatives out;
    for (const std::string& pattern : *patterns) {
      try {
        Alternatives rows = Parser(pattern, classes_, depth_ + 1).whole();
        out.insert(out.end(), rows.begin(), rows.end());
      } catch (Fault& fault) {
        fault.what.message += " (in the class @" + name + ": «" + pattern + "»)";
        throw;
      }
    }
    return classes_.read_.emplace(name, merged(std::move(out))).first->second;
  }

  Test pos() {
    const std::size_t from = ++at_;
    const std::string name = text();
    const auto* found =
        std::find_if(kPos.begin(), kPos.end(), [&](const auto& row) { return row.first == name; });
    if (found == kPos.end()) {
      std::vector<std::string> names;
      for (const auto& row : kPos) names.emplace_back(row.first);
      fail(from, "there is no part of speech /" + name,
           "did you mean /" + nearest(name, names) + "?");
    }
    return {Test::Kind::pos, {}, {}, found->second};
  }

  Alternatives angle() {
    const std::size_t open = at_++;
    const std::size_t close = text_.find('>', at_);
    if (close == std::string_view::npos) fail(open, "< is never closed", "close it with >");
    const std::string word = lowered(text_.substr(at_, close - at_));
    at_ = close + 1;
    if (word.empty()) fail(open, "nothing between < and >", "write a dictionary form there");
    return {only({Test::Kind::whole, word, {}, Pos::other})};
  }

  /// brist, -brist, språk-, språk-kunskap, bristf*, *löshet, *språk*, and groups glued to hyphens.
  Alternatives plain() {
    const bool star_first = peek() == '*';
    // In a pattern of forms (bea-anställning*, *e-post*) a hyphen is a letter like others.
    const std::string_view element = text_.substr(at_, text_.find_first_of(" |()&?", at_) - at_);
    hyphens_stay_ = star_first || element.ends_with('*');
    if (star_first) ++at_;
    const bool hyphen_first = !hyphens_stay_ && peek() == '-';
    if (hyphen_first) ++at_;
    const std::vector<std::string> first = texts();
    hyphens_stay_ = false;
    if (hyphen_first) {
      return tested(first, [](const std::string& t) {
        return Test{Test::Kind::head, t, {}, Pos::other};
      });
    }
    if (peek() == '*') {
      ++at_;
      const Test::Kind kind = star_first ? Test::Kind::infix : Test::Kind::prefix;
      return tested(first, [&](const std::string& t) { return Test{kind, t, {}, Pos::other}; });
    }
    if (star_first) {
      return tested(first, [](const std::string& t) {
        return Test{Test::Kind::suffix, t, {}, Pos::other};
      });
    }
    if (peek() != '-') {
      return tested(first, [](const std::string& t) {
        return Test{Test::Kind::lemma, t, {}, Pos::other};
      });
    }
    ++at_;
    if (ends_element()) {
      return tested(first, [](const std::string& t) {
        return Test{Test::Kind::modifier, t, {}, Pos::other};
      });
    }
    const std::vector<std::string> heads = texts();
    std::vector<Test> tests;
    for (const std::string& modifier : first) {
      for (const std::string& head : heads) {
        tests.push_back({Test::Kind::head, head, modifier, Pos::other});
      }
    }
    return {any_of(std::move(tests))};
  }

  bool ends_element() const {
    const char c = peek();
    return c == '\0' || c == ' ' || c == '|' || c == ')' || c == '&' || c == '?';
  }

  template <class Make>
  static Alternatives tested(const std::vector<std::string>& words, const Make& make) {
    std::vector<Test> tests;
    tests.reserve(words.size());
    for (const std::string& word : words) tests.push_back(make(word));
    return {any_of(std::move(tests))};
  }

  /// A word, or a group of words glued to something: (gick | gått).
  std::vector<std::string> texts() {
    if (peek() != '(') {
      const std::string word = text();
      if (word.empty()) {
        if (at_ < text_.size()) unexpected();
        fail(at_, "a word is missing at the end", "write one");
      }
      return {word};
    }
    const std::size_t open = at_++;
    std::vector<std::string> out;
    while (true) {
      blanks();
      const std::string word = text();
      if (word.empty()) fail(at_, "a word was expected in the bracket", "only words divided by |");
      out.push_back(word);
      blanks();
      if (peek() == '|') {
        ++at_;
      } else if (peek() == ')') {
        ++at_;
        return out;
      } else {
        fail(open, "this bracket holds more than single words, or is never closed",
             "a bracket glued to =, - or * takes single words divided by |");
      }
    }
  }

  /// Letters and digits, and hyphens where they stay.
  std::string text() {
    const std::size_t from = at_;
    constexpr std::string_view kAll = " |()&?*<>=@/^$_-";
    const std::string_view kEnds = hyphens_stay_ ? kAll.substr(0, kAll.size() - 1) : kAll;
    while (at_ < text_.size() && kEnds.find(text_[at_]) == std::string_view::npos &&
           text_.substr(at_, 2) != "..") {
      ++at_;
    }
    // Names of classes and forms may hold _ inside: @kan_inte.
    while (at_ > from && peek() == '_' && at_ + 1 < text_.size() &&
           kEnds.find(text_[at_ + 1]) == std::string_view::npos) {
      ++at_;
      while (at_ < text_.size() && kEnds.find(text_[at_]) == std::string_view::npos) ++at_;
    }
    return lowered(text_.substr(from, at_ - from));
  }

  std::string_view text_;
  const Classes& classes_;
  std::size_t at_ = 0;
  int depth_;
  bool hyphens_stay_ = false;  ///< do hyphens belong to the word, or divide modifier and head?
};

std::strong_ordering Element::operator<=>(const Element& other) const {
  if (const auto order = kind <=> other.kind; order != 0) return order;
  if (const auto order = most <=> other.most; order != 0) return order;
  if (tests == other.tests) return std::strong_ordering::equal;
  if (!tests || !other.tests)
    return tests ? std::strong_ordering::greater : std::strong_ordering::less;
  return *tests <=> *other.tests;
}

void Classes::set(const std::string& name, std::vector<std::string> patterns) {
  // Others may use a class that changes; none that was read can use one that is new.
  if (!patterns_.insert_or_assign(name, std::move(patterns)).second) read_.clear();
}

const std::vector<std::string>* Classes::find(std::string_view name) const {
  const auto found = patterns_.find(name);
  return found == patterns_.end() ? nullptr : &found->second;
}

std::vector<std::string> Classes::names() const {
  std::vector<std::string> out;
  for (const auto& entry : patterns_) out.push_back(entry.first);
  return out;
}

std::variant<Pattern, PatternFault> parse(std::string_view pattern, const Classes& classes) {
  try {
    return Parser(pattern, classes, 0).pattern();
  } catch (const Fault& fault) {
    return fault.what;
  }
}

}  // namespace samsyn::coding
