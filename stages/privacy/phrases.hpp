#pragma once
// Names within phrases that are no person's: «Janssons frestelse», «Emil i Lönneberga».

#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/model/hashed.hpp"
#include "stages/privacy/page.hpp"

namespace samsyn::privacy {

class Phrases {
 public:
  /// A phrase of words and signs that one blank parts; case is ignored. One of a single word is
  /// none.
  void add(std::string_view phrase);
  /// Do tokens [first, last] stand within one of the phrases? Cost: a look-up.
  bool hold(const Page& page, TokenIndex first, TokenIndex last) const;

 private:
  struct At {
    std::uint32_t phrase = 0, word = 0;
  };
  std::vector<std::vector<std::uint64_t>> phrases_;  ///< hashes of their words
  ByNumber<std::vector<At>> by_word_;
};

}  // namespace samsyn::privacy
