#pragma once
// Selections as short keys, and what their conditions are about.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/model/summary.hpp"

namespace samsyn::disclose {

using Number = std::uint32_t;     ///< of a condition
using Key = std::vector<Number>;  ///< a selection: ordered, each once
inline constexpr Number kNoNumber = 0xFFFF'FFFFU;
inline constexpr Number kMentions = 0;  ///< first in the key of a number of mentions

struct KeyHash {
  std::size_t operator()(const Key& key) const;
};

void insert(Key& key, Number n);
bool contains(const Key& key, Number n);
Key joined(const Key& a, const Key& b);
/// The key without one of its conditions.
Key without(const Key& key, Number n);

/// What a condition is about, as its dimension tells (pipeline/model/summary.hpp, Condition).
enum class About : std::uint8_t {
  study,       ///< the kind of source, who took part; what is counted
  invited,     ///< the questionnaires went to these
  listed,      ///< those of whose value it is known how many were invited
  item,        ///< who got an item, who answered it; who answered at all
  answer,      ///< to a closed item
  said,        ///< a code
  particular,  ///< of people: a group, a municipality, a file
};

/// The conditions met so far, numbered. Cost: a look-up in a tree for each.
class Conditions {
 public:
  Conditions() { add({"", ""}); }  // kMentions

  Number add(const Condition& condition);
  Key key(const Selection& selection);
  /// A new value of the dimension of another one, for several values taken together.
  Number add_merged(Number like);

  /// kNoNumber: not met.
  Number find(std::string_view dimension, std::string_view value) const;
  Number dimension_of(std::string_view name) const;

  Number dimension(Number condition) const { return all_[condition].dimension; }
  std::size_t size() const { return all_.size(); }
  bool is(Number condition, About about) const { return all_[condition].about == about; }
  bool any(const Key& key, About about) const;
  /// Is it about people who did not answer an item?
  bool any_missing(const Key& key) const;
  /// Is it about people of whom a particular is not known?
  bool any_unknown(const Key& key) const;

  /// Is a number of these people a fact about the study: who took part, who was invited, who got an
  /// item, answered it or left it out?
  bool is_fact(const Key& key) const;

 private:
  struct One {
    Number dimension = 0;
    About about = About::particular;
    bool missing = false;
    bool unknown = false;
  };
  One read(const Condition& condition);

  std::map<std::pair<std::string, std::string>, Number> numbers_;
  std::map<std::string, Number, std::less<>> names_;
  std::vector<One> all_;
};

}  // namespace samsyn::disclose
