#include "pipeline/study/choices.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "pipeline/study/wording.hpp"

namespace samsyn::guess {
namespace {

using Lists = std::vector<std::vector<std::string>>;

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin));
}

std::vector<std::string> split(std::string_view text, std::string_view separator) {
  std::vector<std::string> out;
  while (true) {
    const std::size_t at = text.find(separator);
    std::string part = trimmed(text.substr(0, at));
    if (!part.empty()) out.push_back(std::move(part));
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + separator.size());
  }
}

bool starts_small(const std::string& text) {
  // The key is the text in lower case: alike at the start means a small letter (or a figure).
  const std::string key = key_of(text);
  return !key.empty() && !text.empty() && text[0] == key[0] &&
         std::isdigit(static_cast<unsigned char>(text[0])) == 0 &&
         (static_cast<unsigned char>(text[0]) < 0x80 || text.compare(0, 2, key, 0, 2) == 0);
}

struct Vocabulary {
  std::map<std::string, std::size_t> count;
  std::vector<std::string> order;  ///< of first appearance
  std::size_t total = 0;
  double words = 0;  ///< mean of the distinct ones
};

Vocabulary vocabulary_of(const Lists& lists) {
  Vocabulary v;
  for (const auto& list : lists) {
    for (const std::string& part : list) {
      ++v.total;
      if (++v.count[part] == 1) v.order.push_back(part);
    }
  }
  for (const std::string& part : v.order) v.words += static_cast<double>(words_of(part).size());
  if (!v.order.empty()) v.words /= static_cast<double>(v.order.size());
  return v;
}

/// The share of parts that occur more than once.
double recurring(const Vocabulary& v) {
  std::size_t n = 0;
  for (const auto& [part, count] : v.count) n += count > 1 ? count : 0;
  return v.total == 0 ? 0 : static_cast<double>(n) / static_cast<double>(v.total);
}

/// Joins parts that one option was cut into.
void join_parts(Lists& lists) {
  for (int round = 0; round < 4; ++round) {
    std::map<std::string, std::map<std::string, std::size_t>> followed;
    std::map<std::string, std::size_t> count, first;
    for (const auto& list : lists) {
      for (std::size_t i = 0; i < list.size(); ++i) {
        ++count[list[i]];
        if (i == 0) ++first[list[i]];
        if (i + 1 < list.size()) ++followed[list[i]][list[i + 1]];
      }
    }
    std::map<std::string, std::string> joins;
    for (const auto& [part, next] : followed) {
      for (const auto& [continuation, n] : next) {
        if (n >= 2 && n == count[part] && n == count[continuation] && starts_small(continuation))
          joins[part] = continuation;
      }
    }
    if (joins.empty()) return;
    for (auto& list : lists) {
      for (std::size_t i = 0; i + 1 < list.size(); ++i) {
        const auto join = joins.find(list[i]);
        if (join == joins.end() || join->second != list[i + 1]) continue;
        list[i] += ", " + list[i + 1];
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      }
    }
  }
}

/// The share of pairs of options that stand in one order throughout, weighed by how often.
double same_order(const Lists& lists) {
  std::map<std::pair<std::string, std::string>, std::size_t> before;
  for (const auto& list : lists) {
    for (std::size_t i = 0; i < list.size(); ++i)
      for (std::size_t j = i + 1; j < list.size(); ++j)
        if (list[i] != list[j]) ++before[{list[i], list[j]}];
  }
  std::size_t agree = 0, all = 0;
  for (const auto& [pair, n] : before) {
    const auto other = before.find({pair.second, pair.first});
    const std::size_t against = other == before.end() ? 0 : other->second;
    all += n;
    agree += n >= against ? n : 0;
  }
  return all == 0 ? 1 : static_cast<double>(agree) / static_cast<double>(all);
}

/// The options in an order that agrees with the lists: each goes before those that it mostly
/// precedes; ties in order of appearance.
std::vector<std::string> in_form_order(const Lists& lists, const Vocabulary& v, std::size_t least) {
  std::map<std::string, double> place, n;
  for (const auto& list : lists) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      const double size = static_cast<double>(list.size());
      place[list[i]] += size == 1 ? 0.5 : static_cast<double>(i) / (size - 1);
      n[list[i]] += 1;
    }
  }
  std::vector<std::string> out;
  for (const std::string& part : v.order)
    if (v.count.at(part) >= least) out.push_back(part);
  std::stable_sort(out.begin(), out.end(), [&](const std::string& a, const std::string& b) {
    return place[a] / n[a] < place[b] / n[b];
  });
  return out;
}

Choices json_arrays(const std::vector<const std::string*>& answers) {
  Lists lists;
  for (const std::string* cell : answers) {
    const std::string text = trimmed(*cell);
    if (text.size() < 2 || text.front() != '[' || text.back() != ']') continue;
    const auto value = nlohmann::json::parse(text, nullptr, false);
    if (!value.is_array()) continue;
    std::vector<std::string> list;
    for (const auto& one : value)
      if (one.is_string()) list.push_back(one.get<std::string>());
    if (list.size() == value.size()) lists.push_back(std::move(list));
  }
  if (lists.size() * 10 < answers.size() * 9) return {};
  const Vocabulary v = vocabulary_of(lists);
  return {"json", in_form_order(lists, v, answers.size() >= 20 ? 2 : 1), 0.97};
}

Choices semicolons(const std::vector<const std::string*>& answers) {
  Lists lists;
  std::size_t with = 0, trailing = 0;
  for (const std::string* cell : answers) {
    const std::string text = trimmed(*cell);
    with += text.find(';') != std::string::npos ? 1U : 0U;
    trailing += text.back() == ';' ? 1U : 0U;
    lists.push_back(split(text, ";"));
  }
  const auto n = static_cast<double>(answers.size());
  if (static_cast<double>(with) < 0.25 * n) return {};
  const Vocabulary v = vocabulary_of(lists);
  const bool ends = static_cast<double>(trailing) >= 0.8 * n;
  const double again = recurring(v);
  // Sentences with a semicolon here and there do not repeat their parts.
  if (!ends && (again < 0.55 || v.words > 12)) return {};
  if (ends && again < 0.3 && answers.size() >= 8 && v.words > 6) return {};
  const std::size_t least = answers.size() >= 20 ? 2 : 1;
  return {";", in_form_order(lists, v, least), ends ? 0.97 : 0.7 + 0.25 * again};
}

Choices commas(const std::vector<const std::string*>& answers, const std::string& separator,
               bool several_wanted) {
  Lists lists;
  std::size_t with = 0, marks = 0;
  for (const std::string* cell : answers) {
    const std::string text = trimmed(*cell);
    with += text.find(separator) != std::string::npos ? 1U : 0U;
    marks += text.back() == '.' || text.find('\n') != std::string::npos ? 1U : 0U;
    lists.push_back(split(text, separator));
  }
  const auto n = static_cast<double>(answers.size());
  if (static_cast<double>(with) < 0.25 * n || static_cast<double>(marks) > 0.1 * n) return {};
  join_parts(lists);
  const Vocabulary v = vocabulary_of(lists);
  const double again = recurring(v);
  std::size_t small = 0, later = 0, all_known = 0, several = 0;
  for (const auto& list : lists) {
    bool known = true;
    several += list.size() > 1 ? 1U : 0U;
    for (std::size_t i = 0; i < list.size(); ++i) {
      known = known && v.count.at(list[i]) > 1;
      if (i == 0) continue;
      ++later;
      small += starts_small(list[i]) ? 1U : 0U;
    }
    all_known += known ? 1U : 0U;
  }
  // One option with a comma in it is no list.
  if (static_cast<double>(several) < 0.2 * n || v.words > 9) return {};
  const double known_share = static_cast<double>(all_known) / n;
  const double small_share =
      static_cast<double>(small) / static_cast<double>(std::max<std::size_t>(1, later));
  // People who list things themselves write small letters after the comma, each in an order of
  // their own; a form writes its options as they are and in its order.
  const double order = same_order(lists);
  const std::size_t most = std::max<std::size_t>(6, answers.size());
  const bool ordered = several_wanted || (small_share <= 0.5 && order >= 0.85);
  if (again < 0.7 || known_share < 0.6 || !ordered || v.order.size() > most) return {};
  return {separator, in_form_order(lists, v, answers.size() >= 20 ? 2 : 1),
          0.5 + 0.3 * known_share + (order > 0.97 || several_wanted ? 0.15 : 0.0)};
}

}  // namespace

Choices find_choices(const std::vector<std::string>& cells, bool several) {
  std::vector<const std::string*> answers;
  for (const std::string& cell : cells)
    if (!cell.empty()) answers.push_back(&cell);
  if (answers.size() < 3) return {};
  if (Choices found = json_arrays(answers); !found.separator.empty()) return found;
  if (Choices found = semicolons(answers); !found.separator.empty()) return found;
  Choices found = commas(answers, ", ", several);
  if (found.separator.empty() && several) found = commas(answers, ",", several);
  return found;
}

}  // namespace samsyn::guess
