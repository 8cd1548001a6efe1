#include "stages/disclose/conditions.hpp"

#include <algorithm>
#include <iterator>

namespace samsyn::disclose {

std::size_t KeyHash::operator()(const Key& key) const {
  std::size_t hash = 1469598103934665603ULL;  // FNV-1a, by condition
  for (const Number n : key) hash = (hash ^ n) * 1099511628211ULL;
  return hash;
}

void insert(Key& key, Number n) {
  const auto at = std::lower_bound(key.begin(), key.end(), n);
  if (at == key.end() || *at != n) key.insert(at, n);
}

bool contains(const Key& key, Number n) { return std::binary_search(key.begin(), key.end(), n); }

Key joined(const Key& a, const Key& b) {
  Key out;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

Key without(const Key& key, Number n) {
  Key out;
  std::copy_if(key.begin(), key.end(), std::back_inserter(out), [&](Number m) { return m != n; });
  return out;
}

Conditions::One Conditions::read(const Condition& condition) {
  const std::string& name = condition.dimension;
  One out;
  out.dimension = names_.emplace(name, static_cast<Number>(names_.size())).first->second;
  const bool status = name.starts_with("status:");
  if (name.empty() || name == "kind" || name == "present" || name == "unit") {
    out.about = About::study;
  } else if (name == "invited") {
    out.about = About::invited;
  } else if (name.starts_with("listed:")) {
    out.about = About::listed;
  } else if (name == "item" || name == "answered" || status) {
    out.about = About::item;
  } else if (name.starts_with("answer:")) {
    out.about = About::answer;
  } else if (name == "code" || name == "about" || name == "candidate") {
    out.about = About::said;
  }
  out.missing = status && condition.value != "valid";
  out.unknown = out.about == About::particular && condition.value.empty();
  return out;
}

Number Conditions::add(const Condition& condition) {
  const auto [at, is_new] = numbers_.emplace(std::make_pair(condition.dimension, condition.value),
                                             static_cast<Number>(all_.size()));
  if (is_new) all_.push_back(read(condition));
  return at->second;
}

Key Conditions::key(const Selection& selection) {
  Key out;
  for (const Condition& one : selection) insert(out, add(one));
  return out;
}

Number Conditions::add_merged(Number like) {
  all_.push_back({all_[like].dimension, About::particular, false, false});
  return static_cast<Number>(all_.size() - 1);
}

Number Conditions::find(std::string_view dimension, std::string_view value) const {
  const auto at = numbers_.find({std::string(dimension), std::string(value)});
  return at == numbers_.end() ? kNoNumber : at->second;
}

Number Conditions::dimension_of(std::string_view name) const {
  const auto at = names_.find(name);
  return at == names_.end() ? kNoNumber : at->second;
}

bool Conditions::any(const Key& key, About about) const {
  return std::any_of(key.begin(), key.end(), [&](Number n) { return is(n, about); });
}

bool Conditions::any_missing(const Key& key) const {
  return std::any_of(key.begin(), key.end(), [&](Number n) { return all_[n].missing; });
}

bool Conditions::any_unknown(const Key& key) const {
  return std::any_of(key.begin(), key.end(), [&](Number n) { return all_[n].unknown; });
}

bool Conditions::is_fact(const Key& key) const {
  return std::all_of(key.begin(), key.end(), [&](Number n) {
    switch (all_[n].about) {
      case About::study:
      case About::invited:
      case About::item:
        return true;
      case About::answer:
        return any_missing(key);  // which "don't know"
      case About::listed:
        return any(key, About::invited);
      case About::said:
      case About::particular:
        break;
    }
    return false;
  });
}

}  // namespace samsyn::disclose
