#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "stages/repair/channel.hpp"
#include "stages/repair/spelling.hpp"

namespace samsyn::repair {

/// One word that may have been meant.
struct Candidate {
  std::string word;      ///< lower case
  double log_prior = 0;  ///< how likely the word is before anything is known of its neighbours
  bool listed = false;   ///< in the frequency list
  bool known = false;    ///< listed, or a word of the dictionary
  std::vector<Channel::RuleId> rules;  ///< what was seen otherwise than meant
  std::u32string same;                 ///< the letters that were seen as meant
};

/// Finds the likeliest rows of letters behind a word as seen, by channel and spelling, from left to
/// right with a beam. Keeps its memory between searches. Cost: about 50 µs for ten letters.
class Search {
 public:
  Search(const Channel& channel, const Spelling& spelling)
      : channel_(channel), spelling_(spelling) {}

  /// The best ends, best first, at most 14; good until the next run.
  const std::vector<std::int32_t>& run(const std::u32string& seen);
  double channel(std::int32_t end) const { return nodes_[static_cast<std::size_t>(end)].channel; }
  Candidate candidate(std::int32_t end) const;  ///< its word, rules and same letters

 private:
  struct Node {
    std::int32_t parent = -1;
    Channel::RuleId rule = Channel::kSame;
    bool lost = false;    ///< a lost letter was put in on the way: at most one
    char32_t letter = 0;  ///< of a same letter
    Spelling::Context context = 0;
    double channel = 0;
    double spelling = 0;
    std::uint64_t hash = 1469598103934665603ULL;  ///< of the letters meant (FNV-1a)
    double score() const { return channel + spelling; }
  };

  Node& node(std::int32_t n) { return nodes_[static_cast<std::size_t>(n)]; }
  const Node& node(std::int32_t n) const { return nodes_[static_cast<std::size_t>(n)]; }
  void prune(std::vector<std::int32_t>& row, std::size_t most);
  Node after(std::int32_t parent, Channel::RuleId rule) const;
  void write(Node& to, char32_t letter) const;
  void put_in_lost(std::size_t i, std::int32_t n);
  void extend(const std::u32string& seen, std::size_t i, std::int32_t n);
  void add(std::size_t i, const Node& node);

  const Channel& channel_;
  const Spelling& spelling_;
  std::vector<Node> nodes_;
  std::vector<std::vector<std::int32_t>> at_;  ///< nodes that have read so many letters
  std::vector<std::uint64_t> met_;
};

}  // namespace samsyn::repair
