#pragma once
// Short, stable ids of items, the same for the same question in several files.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/study.hpp"

namespace samsyn::guess {

/// Gives ids within one study. A question that was met in another source (the same wording, or at
/// least 80 % of its content words in common) keeps its id; open questions about a known topic are
/// called after it ("hinder"), also where each group's form words it differently; all others after
/// their first content words. Within one source every id is new.
class Naming {
 public:
  std::string name(std::string_view question, ItemType type, std::size_t source);
  /// Of the open item beside another one: "stod_annat", "stod_kommentar". The same in every source
  /// whose main item has that id.
  std::string beside(const std::string& main, std::string_view what, std::size_t source);

 private:
  struct Known {
    std::string id;
    ItemType type;
    std::vector<std::vector<std::string>> wordings;  ///< content words
    std::set<std::size_t> sources;
  };
  Known* find(const std::string& id);
  std::vector<Known> known_;
};

/// An id that is not yet among those taken: "id", "id_2", …
std::string fresh_id(const std::string& id, const std::vector<std::string>& taken);

}  // namespace samsyn::guess
