#include "stages/summarise/closed.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <set>
#include <string_view>

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

/// «Annat», «Annat, nämligen:», «Övrigt», «Other (please specify)».
bool means_other(const std::string& option) {
  const std::string_view word = std::string_view(option).substr(0, option.find_first_of(" ,:;(.-"));
  static const std::set<std::string_view> kWords{"Annat", "annat",  "Annan",  "annan",  "Andra",
                                                 "andra", "Övrigt", "övrigt", "Övriga", "övriga",
                                                 "Övrig", "övrig",  "Other",  "other"};
  return kWords.contains(word);
}

/// Puts other values in the place of some; each of a person's answers stays there once.
void replace(std::vector<Given>& given, const std::vector<std::uint32_t>& by) {
  for (Given& one : given) {
    if (one.value < by.size()) one.value = by[one.value];
  }
  std::size_t kept = 0;
  for (std::size_t begin = 0; begin < given.size();) {
    std::size_t end = begin;
    while (end < given.size() && given[end].person == given[begin].person) ++end;
    std::sort(given.begin() + static_cast<std::ptrdiff_t>(begin),
              given.begin() + static_cast<std::ptrdiff_t>(end),
              [](const Given& a, const Given& b) { return a.value < b.value; });
    for (std::size_t g = begin; g < end; ++g) {
      if (g == begin || given[g].value != given[kept - 1].value) given[kept++] = given[g];
    }
    begin = end;
  }
  given.resize(kept);
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

void Items::add(const Document& document, const std::vector<std::uint32_t>& persons) {
  if (document.spec >= study_.sources.size() || persons.size() < document.respondents.size())
    return;
  const bool timed = !study_.occasions.empty();
  const SourceSpec& source = study_.sources[document.spec];
  std::uint32_t people = static_cast<std::uint32_t>(answered_.size());
  for (const std::uint32_t person : persons) people = std::max(people, person + 1);
  answered_.resize(people);
  answered_at_.resize(study_.occasions.order.size());
  for (std::vector<bool>& at : answered_at_) at.resize(people);
  // Do rows hold several times? What has none there was asked once, of the person.
  const bool wide = std::any_of(document.questions.begin(), document.questions.end(),
                                [](const Question& q) { return q.occasion != kNone; });
  // Does it tell when its rows were measured?
  const bool tells_times =
      std::any_of(document.respondents.begin(), document.respondents.end(),
                  [](const auto& one) { return one.occasion != kNone || one.person != kNone; });
  // When a respondent was asked it; kNone = at no time.
  const auto time_of = [&](std::uint32_t respondent, const Question& question) {
    return question.occasion != kNone ? question.occasion
                                      : document.respondents[respondent].occasion;
  };
  // By respondent and time: does the document hold an answer of then?
  std::vector<bool> answered_here(document.respondents.size() * answered_at_.size());
  // Per question the indices of its responses; a respondent's stand together.
  std::vector<std::vector<std::uint32_t>> by_question(document.questions.size());
  for (std::uint32_t r = 0; r < document.responses.size(); ++r) {
    const Response& response = document.responses[r];
    if (response.question >= by_question.size()) continue;
    by_question[response.question].push_back(r);
    if (response.option != kNone && response.respondent < document.respondents.size()) {
      const std::uint32_t person = persons[response.respondent];
      answered_[person] = true;
      const std::uint32_t time =
          time_of(response.respondent, document.questions[response.question]);
      if (time < answered_at_.size()) {
        answered_at_[time][person] = true;
        answered_here[response.respondent * answered_at_.size() + time] = true;
      }
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
      timeless_.emplace_back();
      open_.emplace_back();
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
      if (who >= persons.size()) {
        while (i < responses.size() && respondent(responses[i]) == who) ++i;
        continue;
      }
      const std::uint32_t person = persons[who];
      const std::uint32_t time = timed ? time_of(who, question) : kNone;
      std::vector<Given>* into = &item.given;
      if (timed && item.type != ItemType::open) {
        if (item.at.empty()) item.at.resize(study_.occasions.order.size());
        into = time < item.at.size() ? &item.at[time] : &timeless_[number->second];
        // A row of several times holds empty cells of those at which the person was not measured.
        if (question.occasion < answered_at_.size() &&
            !answered_here[who * answered_at_.size() + time]) {
          into = nullptr;
        }
        // Measured, but nobody knows when.
        if (time == kNone && !wide && tells_times) into = nullptr;
      }
      if (!timed) {
        ++item.asked;
      } else if (item.type == ItemType::open) {
        std::vector<bool>& met = open_[number->second];
        if (met.size() <= person) met.resize(person + std::size_t{1});
        item.asked += met[person] ? 0U : 1U;
        met[person] = true;
      }
      chosen.clear();
      for (; i < responses.size() && respondent(responses[i]) == who; ++i) {
        const std::uint32_t option = document.responses[responses[i]].option;
        if (option < value_of.size()) chosen.push_back(value(option));
      }
      if (item.type == ItemType::open || into == nullptr) continue;
      std::sort(chosen.begin(), chosen.end());
      chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
      for (const std::uint32_t one : chosen) into->push_back({person, one});
      if (chosen.empty()) into->push_back({person, kNone});
    }
  }
}

void Items::join_others(std::uint32_t number, std::uint32_t least, const std::string& other) {
  ItemCounts& item = items_[number];
  const bool is_choice = item.type == ItemType::single || item.type == ItemType::multiple;
  const std::vector<std::string> options = declared(item);
  // Without declared options nobody knows which answers are people's own.
  if (least <= 1 || !is_choice || options.empty() || item.id == study_.occasions.steps) return;
  std::vector<std::vector<Given>*> lists{&item.given, &timeless_[number]};
  for (std::vector<Given>& at : item.at) lists.push_back(&at);
  std::set<std::pair<std::uint32_t, std::uint32_t>> gave;  // value, person
  std::vector<std::uint32_t> by(item.values.size());
  for (std::uint32_t v = 0; v < by.size(); ++v) by[v] = v;
  const auto is_own = [&](std::uint32_t v) {
    return v < item.values.size() && !item.values[v].unsure &&
           !contains(options, item.values[v].label);
  };
  for (const std::vector<Given>* list : lists) {
    for (const Given& one : *list) {
      if (is_own(one.value)) gave.emplace(one.value, one.person);
    }
  }
  std::vector<std::uint32_t> people(item.values.size());
  for (const auto& [value, person] : gave) ++people[value];
  const auto declared_other = std::find_if(options.begin(), options.end(), means_other);
  const std::string label = declared_other == options.end() ? other : *declared_other;
  std::uint32_t target = kNone;
  for (std::uint32_t v = 0; v < by.size(); ++v) {
    if (item.values[v].label == label) target = v;
  }
  bool joins = false;
  for (std::uint32_t v = 0; v < by.size(); ++v) {
    if (!is_own(v) || people[v] == 0 || people[v] >= least || v == target) continue;
    if (target == kNone) {
      target = static_cast<std::uint32_t>(item.values.size());
      item.values.push_back({label});
    }
    by[v] = target;
    joins = true;
  }
  if (!joins) return;
  for (std::vector<Given>* list : lists) replace(*list, by);
  for (std::uint32_t v = 0; v < by.size(); ++v) {
    if (by[v] != v) item.values[v].label = label;
  }
  item.others = label;
}

void Items::settle(std::uint32_t least, const std::string& other) {
  const auto earlier = [](const Given& a, const Given& b) { return a.person < b.person; };
  for (std::size_t i = 0; i < items_.size(); ++i) {
    ItemCounts& item = items_[i];
    join_others(static_cast<std::uint32_t>(i), least, other);
    if (item.at.empty()) continue;
    for (std::uint32_t time = 0; time < item.at.size(); ++time) {
      std::vector<Given>& given = item.at[time];
      if (!std::is_sorted(given.begin(), given.end(), earlier)) {
        std::stable_sort(given.begin(), given.end(), earlier);
      }
      if (!given.empty()) item.shown = time;
    }
    item.given = item.shown == kNone ? std::vector<Given>{} : item.at[item.shown];
    item.given.insert(item.given.end(), timeless_[i].begin(), timeless_[i].end());
    std::stable_sort(item.given.begin(), item.given.end(), earlier);
    item.asked = 0;
    for (std::size_t g = 0; g < item.given.size(); ++g) {
      item.asked += g == 0 || item.given[g - 1].person != item.given[g].person;
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

std::vector<std::string> Items::declared(const ItemCounts& item) const {
  const std::vector<std::string> unsure = dont_know(item);
  std::vector<std::string> labels;
  for (const SourceSpec& source : study_.sources) {
    const ItemSpec* spec = spec_of(source, item.id);
    if (spec == nullptr) continue;
    for (const std::string& label : spec->options) {
      if (!contains(unsure, label)) append_new(labels, label);
    }
  }
  return labels;
}

std::vector<std::string> Items::options(const ItemCounts& item, const Before& before) const {
  std::vector<std::string> labels = declared(item);
  const std::set<std::string, std::less<>> known(labels.begin(), labels.end());
  std::set<std::string, std::less<>> others;
  for (const Value& value : item.values) {
    if (!value.unsure && !known.contains(value.label)) others.insert(value.label);
  }
  std::vector<std::string> besides(others.begin(), others.end());
  std::sort(besides.begin(), besides.end(), before);
  // Answers of people's own stand last.
  std::stable_partition(besides.begin(), besides.end(),
                        [&](const std::string& label) { return label != item.others; });
  labels.insert(labels.end(), besides.begin(), besides.end());
  return labels;
}

}  // namespace samsyn::summarise
