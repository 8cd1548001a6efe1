#include "stages/summarise/closed.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <set>

namespace samsyn::summarise {
namespace {

bool contains(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

void append_new(std::vector<std::string>& all, const std::string& one) {
  if (!one.empty() && !contains(all, one)) all.push_back(one);
}

/// The score of a scale's answer: the number that it is, or its place in the declared order;
/// turned round where high means less. NaN when it has none.
double score_of(const Option& option, const ItemSpec* spec, bool& by_position) {
  if (spec == nullptr || spec->options.empty()) return option.number;
  const auto at = std::find(spec->options.begin(), spec->options.end(), option.label);
  const double places = static_cast<double>(spec->options.size());
  // Declared labels that are all numbers ("1" … "5") keep their own values.
  const bool numeric = std::isfinite(option.number);
  if (at == spec->options.end()) return numeric && !spec->reversed ? option.number : std::nan("");
  const double place = static_cast<double>(at - spec->options.begin()) + 1;
  if (!numeric || spec->reversed) by_position = true;
  if (spec->reversed) return places + 1 - place;
  return numeric ? option.number : place;
}

/// The scores of a scale's declared steps, low to high.
std::vector<double> steps_of(const ItemSpec& spec) {
  std::vector<double> steps;
  for (const std::string& label : spec.options) {
    if (contains(spec.dont_know, label)) continue;
    Option option{label};
    const char* end = label.data() + label.size();
    double number = 0;
    const auto [rest, error] = std::from_chars(label.data(), end, number);
    if (error == std::errc() && rest == end) option.number = number;
    bool by_position = false;
    steps.push_back(score_of(option, &spec, by_position));
  }
  std::sort(steps.begin(), steps.end());
  return steps;
}

}  // namespace

const ItemSpec* Items::spec_of(const SourceSpec& source, const std::string& id) {
  for (const ItemSpec& item : source.items) {
    if (item.id == id) return &item;
  }
  return nullptr;
}

std::uint32_t Items::find(const std::string& id) const {
  const auto found = numbers_.find(id);
  return found == numbers_.end() ? kNone : found->second;
}

void Items::add(const Document& document, std::uint32_t first_person) {
  if (document.spec >= study_.sources.size()) return;
  const SourceSpec& source = study_.sources[document.spec];
  answered_.resize(first_person + document.respondents.size());
  // Per question the indices of its responses; a respondent's stand together.
  std::vector<std::vector<std::uint32_t>> by_question(document.questions.size());
  for (std::uint32_t r = 0; r < document.responses.size(); ++r) {
    const Response& response = document.responses[r];
    if (response.question >= by_question.size()) continue;
    by_question[response.question].push_back(r);
    if (response.option != kNone && response.respondent < document.respondents.size()) {
      answered_[first_person + response.respondent] = true;
    }
  }
  std::vector<std::uint32_t> value_of;  // by option: index into the item's values, kNone = not met
  for (std::size_t q = 0; q < by_question.size(); ++q) {
    const Question& question = document.questions[q];
    if (question.item.empty()) continue;
    const auto [number, is_new] =
        numbers_.emplace(question.item, static_cast<std::uint32_t>(items_.size()));
    if (is_new) {
      items_.emplace_back();
      items_.back().id = question.item;
      items_.back().type = question.type;
      known_.emplace_back();
    }
    ItemCounts& item = items_[number->second];
    append_new(item.wordings, question.text.empty() ? question.title : question.text);
    const ItemSpec* spec = spec_of(source, question.item);
    if (spec != nullptr && spec->reversed) item.reversed = true;
    if (spec != nullptr && item.type == ItemType::scale) {
      std::vector<double> steps = steps_of(*spec);
      if (is_new) {
        item.steps = std::move(steps);
      } else if (item.steps != steps) {
        item.steps.clear();
      }
    }
    value_of.assign(item.type == ItemType::open ? 0 : document.options.size(), kNone);
    const auto value = [&](std::uint32_t option) {
      std::uint32_t& index = value_of[option];
      if (index != kNone) return index;
      const Option& given = document.options[option];
      const bool unsure = spec != nullptr && contains(spec->dont_know, given.label);
      const double score = unsure                         ? std::nan("")
                           : item.type == ItemType::scale ? score_of(given, spec, item.by_position)
                                                          : given.number;
      const double key = std::isfinite(score) ? score : std::numeric_limits<double>::infinity();
      const auto [at, fresh] = known_[number->second].emplace(
          std::pair(given.label, key), static_cast<std::uint32_t>(item.values.size()));
      if (fresh) item.values.push_back({given.label, score, unsure});
      return index = at->second;
    };
    std::vector<std::uint32_t>& responses = by_question[q];
    const auto respondent = [&](std::uint32_t r) { return document.responses[r].respondent; };
    const auto by_respondent = [&](std::uint32_t a, std::uint32_t b) {
      return respondent(a) < respondent(b);
    };
    if (!std::is_sorted(responses.begin(), responses.end(), by_respondent)) {
      std::stable_sort(responses.begin(), responses.end(), by_respondent);
    }
    std::vector<std::uint32_t> chosen;
    for (std::size_t i = 0; i < responses.size();) {
      const std::uint32_t who = respondent(responses[i]);
      const std::uint32_t person = first_person + who;
      ++item.asked;
      chosen.clear();
      for (; i < responses.size() && respondent(responses[i]) == who; ++i) {
        const std::uint32_t option = document.responses[responses[i]].option;
        if (option < value_of.size()) chosen.push_back(value(option));
      }
      if (item.type == ItemType::open) continue;
      std::sort(chosen.begin(), chosen.end());
      chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
      for (const std::uint32_t one : chosen) item.given.push_back({person, one});
      if (chosen.empty()) item.given.push_back({person, kNone});
    }
  }
}

std::vector<std::string> Items::dont_know(const ItemCounts& item) const {
  std::vector<std::string> labels;
  for (const SourceSpec& source : study_.sources) {
    const ItemSpec* spec = spec_of(source, item.id);
    if (spec == nullptr) continue;
    for (const std::string& label : spec->dont_know) append_new(labels, label);
  }
  return labels;
}

std::vector<std::string> Items::options(const ItemCounts& item, const Before& before) const {
  const std::vector<std::string> unsure = dont_know(item);
  std::vector<std::string> labels;
  for (const SourceSpec& source : study_.sources) {
    const ItemSpec* spec = spec_of(source, item.id);
    if (spec == nullptr) continue;
    for (const std::string& label : spec->options) {
      if (!contains(unsure, label)) append_new(labels, label);
    }
  }
  const std::set<std::string, std::less<>> known(labels.begin(), labels.end());
  std::set<std::string, std::less<>> others;
  for (const Value& value : item.values) {
    if (!value.unsure && !known.contains(value.label)) others.insert(value.label);
  }
  std::vector<std::string> besides(others.begin(), others.end());
  std::sort(besides.begin(), besides.end(), before);
  labels.insert(labels.end(), besides.begin(), besides.end());
  return labels;
}

}  // namespace samsyn::summarise
