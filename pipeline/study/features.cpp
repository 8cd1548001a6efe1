#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <set>
#include <unordered_map>

#include "pipeline/study/guess_column.hpp"
#include "pipeline/study/scales.hpp"
#include "pipeline/study/wording.hpp"
#include "stages/ingest/municipalities.hpp"
#include "stages/ingest/values.hpp"

namespace samsyn::guess {
namespace {

constexpr std::size_t kMostNames = 1000;
constexpr std::size_t kLongText = 4;  // words: two people do not write the same four by chance

/// What many people write alike although they may write what they like.
constexpr std::string_view kStockPhrases[] = {"se ovan",
                                              "se tidigare svar",
                                              "se föregående svar",
                                              "inget att tillägga",
                                              "nej inget att tillägga",
                                              "vet ej",
                                              "vet inte",
                                              "ingen kommentar",
                                              "inga kommentarer",
                                              "inget svar",
                                              "har inget att tillägga",
                                              "inget särskilt",
                                              "inget speciellt",
                                              "samma som ovan",
                                              "nej inte vad jag vet",
                                              "inte vad jag vet",
                                              "se svar ovan",
                                              "se fråga ovan",
                                              "har ingen uppfattning",
                                              "ej aktuellt",
                                              "inte aktuellt"};

/// And what they write who have nothing to say.
constexpr std::string_view kNothing[] = {"nej",   "nej tack",  "nä", "-",    "--",  "inget", "inga",
                                         "ingen", "ingenting", "no", "none", "n/a", ".",     "x"};

/// Words that sentences have and labels seldom: from small talk, not from topics.
const std::set<std::string_view>& sentence_words() {
  static const std::set<std::string_view> kWords{
      "att",   "jag",    "vi",   "man",   "är",       "var",    "har",   "hade", "det",  "den",
      "de",    "dom",    "som",  "inte",  "men",      "när",    "där",   "här",  "så",   "kan",
      "ska",   "skulle", "får",  "om",    "bara",     "också",  "finns", "blir", "blev", "kommer",
      "måste", "vill",   "sen",  "sedan", "eftersom", "därför", "oss",   "ni",   "hos",  "utan",
      "än",    "the",    "that", "is",    "are",      "we",     "they",  "have", "with", "not"};
  return kWords;
}

/// The text without final stops and blanks: "Tid." and "tid" are the same answer.
std::string loose_key(const std::string& key) {
  std::string out = key;
  while (!out.empty() && std::string_view(".!?,;: ").find(out.back()) != std::string_view::npos)
    out.pop_back();
  return out;
}

bool has_sentence_mark(const std::string& text, std::size_t words) {
  if (text.find('\n') != std::string::npos) return true;
  const char last = text.back();
  if (words >= 2 && (last == '.' || last == '!' || last == '?')) return true;
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const bool stop = text[i] == '.' || text[i] == '!' || text[i] == '?';
    if (stop && text[i + 1] == ' ' && words >= 4) return true;
  }
  return false;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Of two digits or more beside a colon: "09:01".
bool has_clock(std::string_view text) {
  for (std::size_t i = 1; i + 2 < text.size(); ++i)
    if (text[i] == ':' && is_digit(text[i - 1]) && is_digit(text[i + 1])) return true;
  return false;
}

/// Swedish personal identity numbers: YYMMDD-NNNN, YYYYMMDD-NNNN, also with "+" or without a mark.
bool is_personal_number(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (is_digit(c)) {
      digits += c;
    } else if ((c != '-' && c != '+') || digits.size() < 6 || digits.size() > 8) {
      return false;
    }
  }
  if (digits.size() != 10 && digits.size() != 12) return false;
  const std::size_t at = digits.size() - 8;
  const int month = std::atoi(digits.substr(at, 2).c_str());
  const int day = std::atoi(digits.substr(at + 2, 2).c_str());
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

struct Value {
  std::size_t count = 0, order = 0, words = 0;
  std::string first;
  std::set<std::string> spellings;
};

}  // namespace

Features look_at(const std::vector<std::string>& cells) {
  Features f;
  f.rows = cells.size();
  f.least = std::numeric_limits<double>::infinity();
  f.greatest = -f.least;
  std::unordered_map<std::string, Value> values;
  std::unordered_map<std::string, std::set<std::string>> spellings;  // by loose key
  std::unordered_map<std::string, std::size_t> loose_count;
  double sum = 0, squares = 0;
  for (const std::string& cell : cells) {
    if (cell.empty()) continue;
    ++f.answers;
    const std::string key = key_of(cell);
    const std::vector<std::string> words = words_of(cell);
    Value& value = values[key];
    if (value.count++ == 0) {
      value.order = values.size();
      value.first = cell;
      value.words = words.size();
    }
    const std::string loose = loose_key(key);
    spellings[loose].insert(cell);
    ++loose_count[loose];

    const auto n = static_cast<double>(words.size());
    sum += n;
    squares += n * n;
    f.most_words = std::max(f.most_words, words.size());
    f.one_word += words.size() <= 1 ? 1 : 0;
    f.sentences += has_sentence_mark(cell, words.size()) ? 1 : 0;
    bool function = false;
    for (const std::string& word : words) function = function || sentence_words().count(word) != 0;
    f.function_words += function ? 1 : 0;
    // Keys are lower case: a text that begins as its key does begins with a small letter.
    f.lower_start +=
        std::isdigit(static_cast<unsigned char>(cell[0])) == 0 && !key.empty() &&
                cell[0] == key[0] &&
                (static_cast<unsigned char>(cell[0]) < 0x80 || cell.compare(0, 2, key, 0, 2) == 0)
            ? 1
            : 0;
    if (const auto number = ingest::parse_number(cell, true)) {
      f.numbers += 1;
      f.whole += *number == std::floor(*number) ? 1 : 0;
      f.least = std::min(f.least, *number);
      f.greatest = std::max(f.greatest, *number);
    } else if (ingest::DateOrder order = ingest::DateOrder::unknown;
               ingest::parse_date(cell, order)) {
      f.dates += 1;
      f.clock += has_clock(cell) ? 1 : 0;
    }
    f.personal_number += is_personal_number(key) ? 1 : 0;
  }
  if (f.answers == 0) return f;

  const auto n = static_cast<double>(f.answers);
  f.distinct = values.size();
  f.mean_words = sum / n;
  f.deviation = std::sqrt(std::max(0.0, squares / n - f.mean_words * f.mean_words));
  std::vector<const Value*> order;
  for (const auto& [key, value] : values) {
    const bool stock = std::find(std::begin(kStockPhrases), std::end(kStockPhrases),
                                 loose_key(key)) != std::end(kStockPhrases);
    const auto c = static_cast<double>(value.count);
    if (!stock && std::find(std::begin(kNothing), std::end(kNothing), key) == std::end(kNothing)) {
      f.telling += c;
      f.telling_words += c * static_cast<double>(value.words);
      if (value.count > 1) f.telling_recurring += c;
    }
    if (value.count > 1) {
      f.recurring += c;
      if (value.words >= kLongText && !stock) f.long_recurring += c;
    }
    // There are 290: a column with far more short texts holds something else.
    if (value.words <= 3 && values.size() <= kMostNames &&
        ingest::find_municipality(value.first).exact)
      f.municipalities += static_cast<double>(value.count);
    order.push_back(&value);
  }
  double single = 0, phrase = 0;
  for (const Value* value : order) {
    f.phrase_words += static_cast<double>(value->words) / static_cast<double>(f.distinct);
    single += value->words <= 1 ? 1 : 0;
    phrase += value->words >= kLongText ? 1 : 0;
  }
  f.mixed_lengths = std::min(single, phrase) / static_cast<double>(f.distinct);
  double several = 0, spelt_differently = 0;
  for (const auto& [loose, count] : loose_count) {
    if (count < 2) continue;
    several += static_cast<double>(count);
    if (spellings[loose].size() > 1) spelt_differently += static_cast<double>(count);
  }
  if (f.telling > 0) {
    f.telling_recurring /= f.telling;
    f.telling_words /= f.telling;
  }
  f.variants = several == 0 ? 0 : spelt_differently / several;
  for (double* share : {&f.telling, &f.recurring, &f.long_recurring, &f.one_word, &f.sentences,
                        &f.function_words, &f.lower_start, &f.numbers, &f.whole, &f.dates, &f.clock,
                        &f.personal_number, &f.municipalities})
    *share /= n;
  std::sort(order.begin(), order.end(), [](const Value* a, const Value* b) {
    return a->count != b->count ? a->count > b->count : a->order < b->order;
  });
  for (const Value* value : order)
    if (means_dont_know(value->first)) f.dont_know += static_cast<double>(value->count) / n;
  for (const Value* value : order) f.values.emplace_back(value->first, value->count);
  return f;
}

}  // namespace samsyn::guess
