#pragma once
// Spellings of one name: Haroon and Harun, Meysam and Maysam, Sofija and Sophia.

#include <cstdint>
#include <string_view>
#include <vector>

namespace samsyn::privacy {

/// Names by how they sound, whatever the alphabet and the country that they were written down from.
class Sounds {
 public:
  void add(std::string_view folded);
  /// To be called once, when all names have been added.
  void finish();
  /// Is a name that sounds alike among them? Expects a folded word. Cost: about 1 µs.
  bool has(std::string_view folded) const;

 private:
  std::vector<std::uint64_t> names_;  ///< hashes of sounds, in order
};

}  // namespace samsyn::privacy
