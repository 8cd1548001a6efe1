#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace samsyn {

enum class Abbreviation : std::uint8_t {
  none,
  never_last,  ///< something always follows: t.ex., kl., dvs.
  may_be_last  ///< m.m., osv., kr.
};

/// Abbreviations that are written with a full stop. Data: corpus/lexicon/abbreviations.txt.
class Abbreviations {
 public:
  Abbreviations() = default;
  /// One a line with its stops, lower case; `+` behind: may be last; `#` starts a comment.
  explicit Abbreviations(std::string_view file);

  /// `word` with all its stops, the last included; case is ignored. Cost: logarithmic.
  Abbreviation operator()(std::string_view word) const;

 private:
  std::set<std::string, std::less<>> never_last_;
  std::set<std::string, std::less<>> may_be_last_;
};

}  // namespace samsyn
