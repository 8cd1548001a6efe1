#include "stages/summarise/closed.hpp"

#include <algorithm>
#include <cmath>
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

void Items::add(const Document& document) {
  if (document.spec >= study_.sources.size()) return;
  const SourceSpec& source = study_.sources[document.spec];
  // Per question the indices of its responses; a respondent's stand together.
  std::vector<std::vector<std::uint32_t>> by_question(document.questions.size());
  for (std::uint32_t r = 0; r < document.responses.size(); ++r) {
    const Response& response = document.responses[r];
    if (response.question < by_question.size()) by_question[response.question].push_back(r);
  }
  for (std::size_t q = 0; q < by_question.size(); ++q) {
    const Question& question = document.questions[q];
    if (question.item.empty()) continue;
    const auto [number, is_new] =
        numbers_.emplace(question.item, static_cast<std::uint32_t>(items_.size()));
    if (is_new) {
      items_.emplace_back();
      items_.back().id = question.item;
      items_.back().type = question.type;
    }
    ItemCounts& item = items_[number->second];
    append_new(item.wordings, question.text.empty() ? question.title : question.text);
    std::vector<std::uint32_t>& responses = by_question[q];
    const auto respondent = [&](std::uint32_t r) { return document.responses[r].respondent; };
    const auto by_respondent = [&](std::uint32_t a, std::uint32_t b) {
      return respondent(a) < respondent(b);
    };
    if (!std::is_sorted(responses.begin(), responses.end(), by_respondent)) {
      std::stable_sort(responses.begin(), responses.end(), by_respondent);
    }
    const ItemSpec* spec = spec_of(source, question.item);
    if (spec != nullptr && spec->reversed) item.reversed = true;
    for (std::size_t i = 0; i < responses.size();) {
      std::size_t end = i;
      while (end < responses.size() && respondent(responses[end]) == respondent(responses[i]))
        ++end;
      add_answers(item, spec, document, responses.data() + i, responses.data() + end);
      i = end;
    }
  }
}

/// Counts one respondent's responses to one item.
void Items::add_answers(ItemCounts& item, const ItemSpec* spec, const Document& document,
                        const std::uint32_t* first, const std::uint32_t* last) {
  ++item.asked;
  std::vector<std::uint32_t> options;
  bool answered = false;
  for (; first != last; ++first) {
    const std::uint32_t option = document.responses[*first].option;
    if (option == kNone) continue;
    answered = true;
    if (option < document.options.size()) options.push_back(option);
  }
  item.answered += answered;
  std::sort(options.begin(), options.end());
  options.erase(std::unique(options.begin(), options.end()), options.end());
  bool valid = false;
  bool unsure = false;
  for (const std::uint32_t index : options) {
    const Option& option = document.options[index];
    const bool is_unsure = spec != nullptr && contains(spec->dont_know, option.label);
    unsure = unsure || is_unsure;
    valid = valid || !is_unsure;
    if (item.type == ItemType::number || item.type == ItemType::date) {
      if (is_unsure) continue;
      if (std::isfinite(option.number)) {
        ++item.numbers[option.number];
      } else {
        ++item.not_numbers;
      }
      continue;
    }
    ++item.given[option.label];
    if (item.type == ItemType::scale && !is_unsure) {
      const double score = score_of(option, spec, item.by_position);
      if (std::isfinite(score)) ++item.scores[score];
    }
  }
  item.dont_know += unsure && !valid;
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
  std::vector<std::string> besides;
  for (const auto& [label, n] : item.given) {
    if (!contains(unsure, label) && !contains(labels, label)) besides.push_back(label);
  }
  std::sort(besides.begin(), besides.end(), before);
  labels.insert(labels.end(), besides.begin(), besides.end());
  return labels;
}

}  // namespace samsyn::summarise
