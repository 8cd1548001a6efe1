#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/model/frequency.hpp"
#include "stages/repair/repair.hpp"
#include "stages/repair/search.hpp"

namespace samsyn::repair {

/// What a word as seen may have meant. Depends on the word alone, not on the document: a channel of
/// medium damage leads the search, and each document weighs what was found by its own.
class CandidateSource {
 public:
  CandidateSource(const Channel& channel, const Frequencies& frequencies, const Spelling& spelling,
                  Repairer::Known known);

  /// At most eight, the word as it stands first. Words that are neither listed nor known are given
  /// only as themselves. `seen`: as cut by pieces.hpp. The reference holds until forget().
  /// Cost: 0.1 ms for a new word and at most four questions to the dictionary; a known one a
  /// look-up.
  const std::vector<Candidate>& of(const std::u32string& seen);

  /// The same without the dictionary: only words of the list.
  const std::vector<Candidate>& listed(const std::u32string& seen);

  bool known(const std::string& word);  ///< listed, or the dictionary's answer, remembered
  void forget();                        ///< empties the memory when it has grown large

 private:
  std::vector<Candidate> search(const std::u32string& seen, bool ask);
  double log_prior(const std::string& word, std::uint32_t listed, bool known) const;
  double log_compound(const std::string& word) const;

  const Frequencies& frequencies_;
  const Spelling& spelling_;
  Repairer::Known ask_;
  Search search_;
  std::unordered_map<std::string, bool> asked_;
  std::unordered_map<std::u32string, std::vector<Candidate>> found_, listed_;
};

}  // namespace samsyn::repair
