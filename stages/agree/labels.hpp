#pragma once
// Who is who in files whose pseudonyms were numbered by different runs.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace samsyn::agree {

/// The text without the numbers of pseudonyms, which differ between runs: "[Namn 3]" as "[Namn ]".
std::string without_numbers(std::string_view text);

/// Labels of respondents and speakers. Those that hold a pseudonym mean the same person in two
/// files when both give them to the same stretch of text; other labels mean what they say.
class Labels {
 public:
  /// The two files call the voice of one place so; the labels must outlive this. Files are numbers
  /// in their order.
  void meet(std::uint32_t file, std::string_view label, std::uint32_t other,
            std::string_view other_label);

  /// What the earliest file that has the person calls them. A pseudonym that no other file has, of
  /// a file that is known to number in its own way, is told apart by `name` of the file.
  std::string of(std::uint32_t file, std::string_view label, std::string_view name) const;

 private:
  using Label = std::pair<std::uint32_t, std::string_view>;  ///< file and label
  std::map<Label, Label> earlier_;  ///< the same person in the earliest file met
  std::set<std::uint32_t> own_numbers_;
};

}  // namespace samsyn::agree
