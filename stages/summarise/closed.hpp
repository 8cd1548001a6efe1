#pragma once
// Items: who was asked what, and who gave which answer.

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/model/document.hpp"
#include "pipeline/model/study.hpp"
#include "stages/summarise/order.hpp"

namespace samsyn::summarise {

/// One answer that was given to an item.
struct Value {
  std::string label;
  /// Its place in the scale, turned where the form is; the number; days since 1970-01-01. NaN =
  /// none.
  double score = std::numeric_limits<double>::quiet_NaN();
  bool unsure = false;  ///< declared to mean "don't know"
};

/// "This person gave this value"; value kNone = was asked and left it empty.
struct Given {
  std::uint32_t person = 0;  ///< number in People
  std::uint32_t value = 0;   ///< index into ItemCounts::values
};

/// The answers to one item, over all documents in which it stands.
///
/// In a study of repeated measurements `given` and `asked` of a closed item are those of the last
/// time at which it was asked (and of people who were not measured at any time), so that nobody
/// counts twice; `at` has them all.
struct ItemCounts {
  std::string id;
  ItemType type = ItemType::open;
  std::vector<std::string> wordings;  ///< distinct, in input order
  std::uint32_t asked = 0;            ///< respondents
  bool reversed = false;              ///< at least one form's scale was turned
  bool by_position = false;           ///< scores are places in the declared order
  /// Of scales: the scores of the declared steps, low to high; empty when forms declare different
  /// ones, or none.
  std::vector<double> steps;
  std::vector<Value> values;  ///< distinct; of closed items
  std::string others = {};    ///< the label under which answers of people's own stand; empty = none
  /// Of closed items, a person's answers together, each value once. Several for a multiple choice.
  std::vector<Given> given;
  std::uint32_t shown = kNone;  ///< the time whose answers `given` has; kNone = there are no times
  /// By time, then as `given`, in the order of people: answers to closed items.
  std::vector<std::vector<Given>> at = {};
};

/// The closed and open items of all surveys, in the order in which they first appear.
/// Memory: 8 bytes for each answer to a closed item, and the distinct answers.
class Items {
 public:
  explicit Items(const Study& study) : study_(study) {}
  /// `persons`: by respondent of the document, the person's number. Cost: linear in the responses
  /// when they stand by row, else a sort.
  void add(const Document& document, const std::vector<std::uint32_t>& persons);
  /// Once all documents are in: sets ItemCounts::given, asked and shown of repeated measurements.
  /// Answers to a choice that are none of its declared options, and that fewer than `least` people
  /// gave, are what somebody wrote: they are taken together as the declared option «Annat», if
  /// there is one, else as `other`. With `least` 1 none are. Don't know is no such answer.
  /// May be called again. Cost: n log n in the answers.
  void settle(std::uint32_t least, const std::string& other);

  const std::vector<ItemCounts>& all() const { return items_; }
  /// The item's number; kNone when it was never asked.
  std::uint32_t find(const std::string& id) const;
  /// Did the person answer anything at all, open or closed?
  bool answered(std::uint32_t person) const {
    return person < answered_.size() && answered_[person];
  }
  /// Did the person answer anything at that time? False in studies without times.
  bool answered_at(std::uint32_t time, std::uint32_t person) const {
    return time < answered_at_.size() && person < answered_at_[time].size() &&
           answered_at_[time][person];
  }
  /// The declared item of this source, or null.
  static const ItemSpec* spec_of(const SourceSpec& source, const std::string& id);
  /// Declared options of the item, in the order of the sources; then those that were given besides,
  /// in the order of `before`. Without the "don't know" answers.
  std::vector<std::string> options(const ItemCounts& item, const Before& before) const;
  /// "Don't know" answers of the item that the sources declare.
  std::vector<std::string> dont_know(const ItemCounts& item) const;

 private:
  void join_others(std::uint32_t number, std::uint32_t least, const std::string& other);
  std::vector<std::string> declared(const ItemCounts& item) const;

  const Study& study_;
  std::vector<ItemCounts> items_;
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
  /// By item: label and score to value. A score that is no number stands as infinity.
  std::vector<std::map<std::pair<std::string, double>, std::uint32_t>> known_;
  std::vector<bool> answered_;
  std::vector<std::vector<bool>> answered_at_;  ///< by time, then person
  /// By item, in studies with times: answers of people at no time.
  std::vector<std::vector<Given>> timeless_;
  /// By item, in studies with times: who was asked an open one.
  std::vector<std::vector<bool>> open_;
};

}  // namespace samsyn::summarise
