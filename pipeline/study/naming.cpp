#include "pipeline/study/naming.hpp"

#include <algorithm>

#include "pipeline/study/wording.hpp"

namespace samsyn::guess {

constexpr double kSameQuestion = 0.8;  // share of content words in common

std::string fresh_id(const std::string& id, const std::vector<std::string>& taken) {
  std::string out = id;
  for (int n = 2; std::find(taken.begin(), taken.end(), out) != taken.end(); ++n)
    out = id + "_" + std::to_string(n);
  return out;
}

Naming::Known* Naming::find(const std::string& id) {
  const auto it =
      std::find_if(known_.begin(), known_.end(), [&](const Known& k) { return k.id == id; });
  return it == known_.end() ? nullptr : &*it;
}

std::string Naming::name(std::string_view question, ItemType type, std::size_t source) {
  std::vector<std::string> words = content_words(question);
  if (words.empty()) words = words_of(question);

  Known* best = nullptr;
  double best_likeness = kSameQuestion;
  for (Known& known : known_) {
    if (known.type != type || known.sources.count(source) != 0) continue;
    for (const auto& wording : known.wordings) {
      const double alike = likeness(words, wording);
      if (alike < best_likeness || (best != nullptr && alike == best_likeness)) continue;
      best = &known;
      best_likeness = alike;
    }
  }
  if (best == nullptr && type == ItemType::open) {
    const std::string topic = topic_of(question);
    if (!topic.empty()) {
      Known* known = find(topic);
      if (known == nullptr) {
        known_.push_back({topic, type, {words}, {source}});
        return topic;
      }
      if (known->type == type && known->sources.count(source) == 0) best = known;
    }
  }
  if (best != nullptr) {
    best->wordings.push_back(std::move(words));
    best->sources.insert(source);
    return best->id;
  }
  std::vector<std::string> taken;
  for (const Known& known : known_) taken.push_back(known.id);
  const std::string id = fresh_id(slug(question), taken);
  known_.push_back({id, type, {std::move(words)}, {source}});
  return id;
}

std::string Naming::beside(const std::string& main, std::string_view what, std::size_t source) {
  const std::string id = main + "_" + std::string(what);
  Known* known = find(id);
  if (known != nullptr && known->type == ItemType::open && known->sources.insert(source).second)
    return id;
  std::vector<std::string> taken;
  for (const Known& k : known_) taken.push_back(k.id);
  known_.push_back({fresh_id(id, taken), ItemType::open, {}, {source}});
  return known_.back().id;
}

}  // namespace samsyn::guess
