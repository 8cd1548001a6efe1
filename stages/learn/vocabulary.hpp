#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/hashed.hpp"
#include "pipeline/model/text.hpp"

namespace samsyn::learn {

/// Number of a feature. Single features and pairs of neighbouring lemmas are numbered apart; in a
/// closed vocabulary the pairs come after the single ones.
using FeatureId = std::uint32_t;

/// The features of a model: what single words and segments show, by name, and pairs of lemmas that
/// stand side by side. Grows while samples are read for training, then is closed.
class Vocabulary {
 public:
  /// An open vocabulary.
  Vocabulary() = default;
  /// A closed one. A pair names its lemmas by their places in `singles`.
  using Pair = std::pair<FeatureId, FeatureId>;
  Vocabulary(std::vector<std::string> singles, std::vector<Pair> pairs);
  Vocabulary(const Vocabulary&) = delete;  // the table points into names_
  Vocabulary& operator=(const Vocabulary&) = delete;
  Vocabulary(Vocabulary&&) = default;
  Vocabulary& operator=(Vocabulary&&) = default;

  /// The feature's id; kNone when it is closed and has it not.
  FeatureId single(std::string_view name);
  /// The pair of two single features. kNone also when either is kNone.
  FeatureId pair(FeatureId first, FeatureId second);

  bool is_pair(FeatureId id) const {
    return id >= kFirstOpenPair || (closed_ && id >= names_.size());
  }
  std::size_t size() const { return names_.size() + pairs_.size(); }
  const std::deque<std::string>& singles() const { return names_; }
  const std::vector<Pair>& pairs() const { return pairs_; }
  /// "w=plats", or "w=inte w=plats" of a pair.
  std::string name(FeatureId id) const;

  /// While it is open: the ids of pairs begin here.
  static constexpr FeatureId kFirstOpenPair = FeatureId{1} << 31U;

 private:
  FeatureId first_pair() const {
    return closed_ ? static_cast<FeatureId>(names_.size()) : kFirstOpenPair;
  }

  bool closed_ = false;
  std::deque<std::string> names_;  ///< which stay where they are
  std::vector<Pair> pairs_;
  ByTextView<FeatureId> ids_;  ///< keys are names_
  ByNumber<FeatureId> pair_ids_;
  /// A closed vocabulary's: a bit for each pair, at its hash. Most pairs that are asked for are not
  /// there, and this is small enough to be at hand.
  std::vector<std::uint64_t> filter_;
};

}  // namespace samsyn::learn
