#include "stages/agree/labels.hpp"

#include <utility>

namespace samsyn::agree {

std::string without_numbers(std::string_view text) {
  std::string out;
  bool inside = false;
  for (const char c : text) {
    inside = c == '[' || (inside && c != ']');
    if (!inside || c < '0' || c > '9') out += c;
  }
  return out;
}

void Labels::meet(std::uint32_t file, std::string_view label, std::uint32_t other,
                  std::string_view other_label) {
  const std::string kind = without_numbers(label);
  if (file == other || kind == label || kind != without_numbers(other_label)) return;
  Label later(file, label);
  Label first(other, other_label);
  if (later.first < first.first) std::swap(later, first);
  const auto [known, added] = earlier_.emplace(later, first);
  if (!added && first.first < known->second.first) known->second = first;
  if (label != other_label) own_numbers_.insert(later.first);
}

std::string Labels::of(std::uint32_t file, std::string_view label, std::string_view name) const {
  Label at(file, label);
  // Each step leads to an earlier file.
  for (auto next = earlier_.find(at); next != earlier_.end(); next = earlier_.find(at)) {
    at = next->second;
  }
  std::string out(at.second);
  const bool met = at.first != file;
  if (!met && own_numbers_.count(file) != 0 && without_numbers(label) != label) {
    out += " (" + std::string(name) + ")";
  }
  return out;
}

}  // namespace samsyn::agree
