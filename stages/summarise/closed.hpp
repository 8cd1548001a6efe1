#pragma once
// Closed items: who was asked what, and how often each answer was given.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "pipeline/model/document.hpp"
#include "pipeline/model/study.hpp"
#include "pipeline/model/summary.hpp"
#include "stages/summarise/order.hpp"

namespace samsyn::summarise {

/// The answers to one item, over all documents in which it stands.
struct ItemCounts {
  std::string id;
  ItemType type = ItemType::open;
  std::vector<std::string> wordings;  ///< distinct, in input order
  std::uint32_t asked = 0;            ///< respondents
  std::uint32_t answered = 0;         ///< respondents who gave anything ("don't know" included)
  std::uint32_t dont_know = 0;        ///< respondents who only said so
  std::map<std::string, std::uint32_t> given;  ///< option -> respondents
  std::map<double, std::uint32_t> scores;      ///< scale position or number -> respondents
  std::map<double, std::uint32_t> numbers;     ///< numbers and dates (days) -> respondents
  std::uint32_t not_numbers = 0;  ///< answers to number and date items that could not be read so
  bool reversed = false;          ///< at least one form's scale was turned
  bool by_position = false;       ///< scores are places in the declared order
};

/// The closed and open items of all surveys, in the order in which they first appear.
/// Memory: the distinct answers; numbers and dates by distinct value.
class Items {
 public:
  explicit Items(const Study& study) : study_(study) {}
  /// Cost: linear in the responses when they stand by row, else a sort.
  void add(const Document& document);

  const std::vector<ItemCounts>& all() const { return items_; }
  /// The item's number; kNone when it was never asked.
  std::uint32_t find(const std::string& id) const;
  /// The declared item of this source, or null.
  static const ItemSpec* spec_of(const SourceSpec& source, const std::string& id);
  /// Declared options of the item, in the order of the sources; then those that were given besides,
  /// in the order of `before`. Without the "don't know" answers.
  std::vector<std::string> options(const ItemCounts& item, const Before& before) const;
  /// "Don't know" answers of the item that the sources declare.
  std::vector<std::string> dont_know(const ItemCounts& item) const;

 private:
  void add_answers(ItemCounts& item, const ItemSpec* spec, const Document& document,
                   const std::uint32_t* first, const std::uint32_t* last);

  const Study& study_;
  std::vector<ItemCounts> items_;
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
};

/// The frequency table of each closed item and a table of measures of scales and numbers.
std::vector<Table> closed_tables(const Items& items, const Study& study, const Labels& labels,
                                 const Before& before);

}  // namespace samsyn::summarise
