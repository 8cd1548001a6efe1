#pragma once
// Numbers that must be protected, and what everybody knows of how they hang together.

#include <cstdint>
#include <vector>

namespace samsyn::disclose {

using Id = std::uint32_t;  ///< index into System::variables

/// A number of people, or of what people said: one variable in however many tables it stands.
struct Variable {
  double value = 0;       ///< whole, not negative
  bool published = true;  ///< false: stands in no table, but relations name it
  bool fixed = false;     ///< a fact about the study: shown whatever happens
  bool few = false;       ///< too few people: must be withheld
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
  std::uint32_t first = 0, count = 0;  ///< of System::terms
  /// Do the terms stand together, so that a reader sees when all of them are withheld?
  bool together = false;
};

/// Everything that is published, before anything is withheld.
struct System {
  std::vector<Variable> variables;
  std::vector<Relation> relations;
  std::vector<Id> terms;  ///< of all relations, one after another

  Id add(const Variable& variable) {
    variables.push_back(variable);
    return static_cast<Id>(variables.size() - 1);
  }
  void relate(Law law, Id total, const std::vector<Id>& of, bool together = false) {
    relations.push_back({law, total, static_cast<std::uint32_t>(terms.size()),
                         static_cast<std::uint32_t>(of.size()), together});
    terms.insert(terms.end(), of.begin(), of.end());
  }
};

}  // namespace samsyn::disclose
