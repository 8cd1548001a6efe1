#include "stages/summarise/people.hpp"

namespace samsyn::summarise {

std::string_view name_of(SourceKind kind) {
  constexpr std::array<std::string_view, 3> kNames{"survey", "transcript", "notes"};
  return kNames.at(number_of(kind));
}

std::uint32_t Values::number(const std::string& value) {
  const auto [at, is_new] = numbers_.emplace(value, static_cast<std::uint32_t>(all_.size()));
  if (is_new) all_.push_back(value);
  return at->second;
}

void People::add(SourceKind kind, bool asked, const std::vector<std::string>& values) {
  kind_.push_back(kind);
  asked_.push_back(asked ? 1 : 0);
  for (std::size_t a = 0; a < attributes_; ++a) {
    value_.push_back(values_[a].number(a < values.size() ? values[a] : std::string()));
  }
  bits_.resize(bits_.size() + kStances * words_);
}

void People::meet(std::uint32_t person, bool asked, const std::vector<std::string>& values) {
  if (asked) asked_[person] = 1;
  for (std::size_t a = 0; a < attributes_ && a < values.size(); ++a) {
    std::uint32_t& value = value_[person * attributes_ + a];
    if (!values[a].empty() && values_[a].all()[value].empty()) value = values_[a].number(values[a]);
  }
}

}  // namespace samsyn::summarise
