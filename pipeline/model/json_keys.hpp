#pragma once
// The keys of a JSON object that came from outside.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "pipeline/model/coding.hpp"

namespace samsyn {

/// Reads the keys of one object, and keeps what is wrong with the first that is not as it should
/// be: `"row" is no whole number from 0`. Both must outlive it. `Json`: nlohmann::json or
/// nlohmann::ordered_json. A key that is null counts as left out.
template <class Json>
class JsonKeys {
 public:
  JsonKeys(const Json& object, std::string& fault) : object_(object), fault_(fault) {}

  const Json* find(const char* key) const {
    const auto found = object_.find(key);
    return found == object_.end() || found->is_null() ? nullptr : &*found;
  }
  const Json* need(const char* key) const {
    const Json* found = find(key);
    if (found == nullptr) wrong(key, "is missing");
    return found;
  }
  /// Empty when it is left out.
  std::string text(const char* key) const {
    const Json* found = find(key);
    if (found == nullptr) return {};
    if (!found->is_string()) return wrong(key, "is no text"), std::string();
    return found->template get<std::string>();
  }
  std::string needed_text(const char* key) const {
    std::string out = need(key) == nullptr ? std::string() : text(key);
    if (out.empty()) wrong(key, "is empty");
    return out;
  }
  /// 0 when it is left out.
  std::uint32_t number(const char* key) const {
    const Json* found = find(key);
    if (found == nullptr) return 0;
    const bool fits =
        found->is_number_unsigned() &&
        found->template get<std::uint64_t>() < std::numeric_limits<std::uint32_t>::max();
    if (!fits) return wrong(key, "is no whole number from 0"), 0;
    return found->template get<std::uint32_t>();
  }
  /// -1 when it is left out.
  double seconds(const char* key) const {
    const Json* found = find(key);
    if (found == nullptr) return -1;
    const double out = found->is_number() ? found->template get<double>() : -1;
    if (!std::isfinite(out) || out < 0) return wrong(key, "is no number of seconds"), -1;
    return out;
  }
  const Json* list(const char* key) const {
    const Json* found = find(key);
    if (found != nullptr && !found->is_array()) wrong(key, "is no list");
    return found != nullptr && found->is_array() ? found : nullptr;
  }
  /// Affirmed when it is left out.
  Stance stance(const char* key) const {
    const std::string name = text(key);
    if (name.empty()) return Stance::affirmed;
    const auto* found = std::find(kStanceNames.begin(), kStanceNames.end(), name);
    if (found != kStanceNames.end()) return static_cast<Stance>(found - kStanceNames.begin());
    wrong(key, "is not affirmed, negated or hypothetical");
    return Stance::affirmed;
  }
  void wrong(const char* key, const char* what) const {
    if (fault_.empty()) fault_ = "\"" + std::string(key) + "\" " + what;
  }

 private:
  const Json& object_;
  std::string& fault_;
};

}  // namespace samsyn
