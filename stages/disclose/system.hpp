#pragma once
// Numbers that must be protected, and what everybody knows of how they hang together.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace samsyn::disclose {

using Id = std::uint32_t;  ///< index into System::variables

inline constexpr std::uint32_t kNoRelation = 0xFFFF'FFFFU;  ///< no index into System::relations

/// A number of people, or of what people said: one variable in however many tables it stands.
struct Variable {
  double value = 0;       ///< not negative; whole, but for the sum that a rounded mean tells
  bool published = true;  ///< false: stands in no table, but relations name it
  bool fixed = false;     ///< a fact about the study: shown whatever happens
  bool few = false;       ///< too few people: must be withheld
  double worth = 1;       ///< what readers lose with it, times its value; 1 = a number like others
};

/// How the sum of some variables stands to another one.
enum class Law : std::uint8_t {
  equal,     ///< the sum is the total
  at_most,   ///< parts of the total that do not make it up, or not all of whose terms are known
  at_least,  ///< the terms cover the total and overlap
};

struct Relation {
  Law law = Law::equal;
  Id total = 0;
  std::uint32_t first = 0, count = 0;  ///< of System::terms and times
  /// Do the terms stand together, so that a reader sees when all of them are withheld?
  bool together = false;
  /// Known only if it is shown: suppress() says whether it can be. Of `equal` alone.
  bool optional = false;
  double slack = 0;  ///< by so much the sum may differ from the total: an optional one is rounded
};

/// Everything that is published, before anything is withheld.
struct System {
  std::vector<Variable> variables;
  std::vector<Relation> relations;
  std::vector<Id> terms;      ///< of all relations, one after another
  std::vector<double> times;  ///< parallel to terms: how often each counts, not 0; less than 0 in
                              ///< bounds that are no sums

  Id add(const Variable& variable) {
    variables.push_back(variable);
    return static_cast<Id>(variables.size() - 1);
  }
  void relate(Law law, Id total, const std::vector<Id>& of, bool together = false) {
    relations.push_back({law, total, static_cast<std::uint32_t>(terms.size()),
                         static_cast<std::uint32_t>(of.size()), together});
    terms.insert(terms.end(), of.begin(), of.end());
    times.resize(terms.size(), 1);
  }
  /// The sum of the terms, each so many times, is part of the total.
  void bound(Id total, const std::vector<Id>& of, const std::vector<double>& by) {
    relate(Law::at_most, total, of);
    std::copy(by.begin(), by.end(), times.end() - static_cast<std::ptrdiff_t>(by.size()));
  }
  /// The sum of the terms, each so many times, would be the total, give or take the slack.
  void weigh(Id total, const std::vector<Id>& of, const std::vector<double>& by, double slack) {
    relations.push_back({Law::equal, total, static_cast<std::uint32_t>(terms.size()),
                         static_cast<std::uint32_t>(of.size()), false, true, slack});
    terms.insert(terms.end(), of.begin(), of.end());
    times.insert(times.end(), by.begin(), by.end());
  }
};

}  // namespace samsyn::disclose
