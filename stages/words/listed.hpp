#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/model/segment.hpp"

namespace samsyn::words {

/// The readings of everyday forms that are written by hand, because dictionaries list what is
/// possible and not what is meant. Data: corpus/lexicon/readings.tsv.
class Listed {
 public:
  /// Lines "form<tab>lemma tags [weight]<tab>…": likeliest first; tags by name, joined by commas;
  /// the weight (base-2 logarithm) is 0 for the first reading and 3 less for each one behind unless
  /// it is given. Fields that are none are passed over.
  explicit Listed(std::string_view file);

  /// Empty when the form is not listed.
  const std::vector<Reading>& operator()(const std::string& form) const;

 private:
  std::unordered_map<std::string, std::vector<Reading>> readings_;
};

}  // namespace samsyn::words
