#pragma once
// A first look at a text: can there be personal data in it at all? Most answers have none, and a
// word in lower case that begins no name needs no more than its first eight bytes.

#include <cstdint>
#include <string_view>
#include <vector>

namespace samsyn::privacy {

class Dictionary;

class Glance {
 public:
  Glance() : small_((std::size_t{1} << kBits) / 64) {}

  /// A folded word of the dictionary that makes the whole search needed where it stands in lower
  /// case: a name, the particle of one, a word for @ or for an extension number.
  void add(std::string_view folded);

  /// Never false for a text in which the finder finds something without having been told of names.
  ///
  /// Cost: about 5 ns a byte.
  bool operator()(std::string_view text, const Dictionary& dictionary) const;

 private:
  static constexpr unsigned kBits = 18;
  bool may_be_small(std::uint64_t key) const;

  std::vector<std::uint64_t> small_;  ///< bits of keys of the first eight bytes and the length
};

}  // namespace samsyn::privacy
