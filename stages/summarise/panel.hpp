#pragma once
// The same people at several times: who took part when, what they gave each time, how it changed.

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "stages/summarise/closed_tables.hpp"

namespace samsyn::summarise {

/// One thing that was measured at every time, by person.
struct Trace {
  enum class Kind : std::uint8_t {
    score,   ///< a step of a scale, or a number
    yes_no,  ///< an option chosen (1) or not (0)
    choice,  ///< which option: its place from 1, without an order
  };
  const ItemCounts* item = nullptr;
  Kind kind = Kind::score;
  std::string id;                    ///< the item's; of yes_no with "=" and the option after it
  std::string title;                 ///< the wording, and the option
  std::vector<std::string> options;  ///< of a choice
  /// Panel people x times; NaN = no valid answer then.
  std::vector<double> values;
};

/// How many people went from one value to another between two times.
struct Moves {
  std::map<std::pair<double, double>, std::uint64_t> people;  ///< by earlier and later value
  std::uint64_t n = 0, up = 0, same = 0, down = 0;            ///< n = those with both values
  void add(double before, double after);
  /// The values of one of the two times, low to high.
  std::vector<Step> steps(bool after) const;
};

/// The people who answered anything at a declared time. Memory: 4 bytes for each.
class Panel {
 public:
  explicit Panel(const Desk& desk);

  const std::vector<std::string>& times() const { return desk_.counts.study.occasions.order; }
  std::uint32_t last() const { return static_cast<std::uint32_t>(times().size() - 1); }
  /// Numbers in People, ascending; everything else here is by the place in this list.
  const std::vector<std::uint32_t>& people() const { return people_; }
  bool took_part(std::size_t place, std::uint32_t time) const {
    return desk_.counts.items.answered_at(time, people_[place]);
  }
  /// Where the people are in an attribute: their value's number in People.
  std::uint32_t value(std::size_t place, std::uint32_t attribute) const {
    return desk_.counts.people.value(people_[place], attribute);
  }
  /// Calls with everything that was measured at two times or more, item by item: the stair, scales,
  /// numbers and, after the items, indices as scores; single choices as each of their options (of
  /// two, the first) and then, of more than two, as a choice; multiple choices as each option. One
  /// Trace at a time is kept: 8 bytes for each person and time. Cost: linear in the answers of each
  /// option.
  void each(const std::function<void(const Trace&)>& use) const;

  bool is_index(const ItemCounts& item) const;

  /// The item that is the stair's step; null when there is none or nobody was asked.
  const ItemCounts* stair() const { return stair_; }
  /// Its declared options, lowest first; where there are none, what was answered, in order.
  const std::vector<std::string>& steps() const { return steps_; }
  /// Were answers given that are none of the steps?
  bool has_other_steps() const { return other_steps_; }
  /// The steps as scores, from 1 up.
  Trace stair_trace() const;
  /// Does the item's own table tell of this time, and of the same people and answers as here?
  bool is_shown(const ItemCounts& item, std::uint32_t time) const;

 private:
  Trace trace(const ItemCounts& item, Trace::Kind kind,
              const std::function<double(const Value&)>& value_of) const;
  /// The item's values as places of the options, from 1; NaN for others.
  Trace places(const ItemCounts& item, const std::vector<std::string>& options,
               Trace::Kind kind) const;

  const Desk& desk_;
  std::vector<std::uint32_t> people_;
  std::vector<std::uint32_t> place_;  ///< by number in People; kNone = not of the panel
  std::vector<ItemCounts> indices_;
  const ItemCounts* stair_ = nullptr;
  std::vector<std::string> steps_;
  bool other_steps_ = false;
};

/// The moves between two times of the people of each class (by place in the panel; kNone = none).
std::vector<Moves> moves_of(const Panel& panel, const Trace& trace, std::uint32_t from,
                            std::uint32_t to, const Classes& classes);

/// Those who gave a valid answer to the item at a time: as the item's own table selects them where
/// it tells of that time.
Selection valid_at(const Panel& panel, const ItemCounts& item, std::uint32_t time);
/// Those who gave one at both.
Selection valid_at_both(const Panel& panel, const ItemCounts& item, std::uint32_t from,
                        std::uint32_t to);
/// Where so many people of the group gave the item a valid answer at the time that its own table
/// shows, they are those of that table: its numbers tell of the mean that selects them by
/// `mean_of`.
void tell_mean(const Desk& desk, const Panel& panel, const ItemCounts& item, std::uint32_t time,
               const Selection& group, double people, Selection mean_of, Summary& summary);
/// "However they answered": told of the number of all people of a row whose selection is another
/// name for theirs, so that only this number is said to be the same, not the numbers of its parts.
inline const Condition kAll{"all", "yes"};
/// The first and the last time, then each time and the next.
std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_of(const Panel& panel);

/// The values of an attribute among the panel's people, in order; the unknown one last.
struct PanelGroups {
  std::vector<std::uint32_t> values;  ///< numbers in People
  Classes classes;                    ///< of the panel's people
  std::size_t known = 0;              ///< values that are not empty
};
/// Nothing to compare (fewer than two known values, or more than columns can hold): no values.
PanelGroups groups_of(const Desk& desk, const Panel& panel, std::uint32_t attribute);

/// Who took part when, and whether those who were lost differ from those who stayed.
void add_attendance(const ClosedDesk& desk, const Panel& panel, Summary& summary);
/// Means and shares at each time, of those who answered at all of them, and whether they differ.
void add_times(const ClosedDesk& desk, const Panel& panel, Summary& summary);
/// What changed between two times, over all and by group.
void add_changes(const ClosedDesk& desk, const Panel& panel, Summary& summary);
/// Steps at each time, and moves between them, by group.
void add_stair(const ClosedDesk& desk, const Panel& panel, Summary& summary);
/// The sheets of repeated measurements; nothing when the study has none.
/// Numbers are of people, never weighed.
void add_panel(const ClosedDesk& desk, Summary& summary);

}  // namespace samsyn::summarise
