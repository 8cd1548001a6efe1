#include "stages/summarise/panel.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace samsyn::summarise {
namespace {

constexpr std::size_t kMostGroups = 30;  // as in the tables of items by group

/// The declared options of an item, in their order, and those that were answered besides.
std::vector<std::string> declared_of(const Study& study, const std::string& item,
                                     std::vector<std::string>& options) {
  const auto is_other = [&](const std::string& option) {
    return std::none_of(study.sources.begin(), study.sources.end(), [&](const SourceSpec& source) {
      const ItemSpec* spec = Items::spec_of(source, item);
      return spec != nullptr &&
             std::find(spec->options.begin(), spec->options.end(), option) != spec->options.end();
    });
  };
  const auto others = std::stable_partition(options.begin(), options.end(), std::not_fn(is_other));
  std::vector<std::string> declared(options.begin(), others);
  options.erase(options.begin(), others);
  return declared;
}

std::string pair_name(const Panel& panel, const ItemCounts& item, std::uint32_t from,
                      std::uint32_t to) {
  return item.id + "|" + panel.times()[from] + "|" + panel.times()[to];
}

}  // namespace

void Moves::add(double before, double after) {
  ++people[{before, after}];
  ++n;
  ++(after > before ? up : after < before ? down : same);
}

std::vector<Step> Moves::steps(bool after) const {
  std::map<double, std::uint64_t> counted;
  for (const auto& [values, count] : people) counted[after ? values.second : values.first] += count;
  std::vector<Step> out;
  for (const auto& [value, count] : counted) out.push_back(unweighted(value, count));
  return out;
}

Panel::Panel(const Desk& desk) : desk_(desk), place_(desk.counts.people.size(), kNone) {
  for (std::uint32_t p = 0; p < desk.counts.people.size(); ++p) {
    for (std::uint32_t t = 0; t < times().size(); ++t) {
      if (!desk.counts.items.answered_at(t, p)) continue;
      place_[p] = static_cast<std::uint32_t>(people_.size());
      people_.push_back(p);
      break;
    }
  }
  const Counts& counts = desk.counts;
  for (const ScaleIndex& index : counts.study.indices)
    indices_.push_back(index_item(counts, index));
  const std::uint32_t number = counts.items.find(counts.study.occasions.steps);
  if (counts.study.occasions.steps.empty() || number == kNone) return;
  if (counts.items.all()[number].at.empty()) return;
  stair_ = &counts.items.all()[number];
  std::vector<std::string> others = counts.items.options(*stair_, desk.before);
  steps_ = declared_of(counts.study, stair_->id, others);
  if (steps_.empty()) steps_.swap(others);
  other_steps_ = !others.empty();
}

Trace Panel::trace(const ItemCounts& item, Trace::Kind kind,
                   const std::function<double(const Value&)>& value_of) const {
  Trace out{&item, kind, item.id, wording_of(item), {}, {}};
  out.values.assign(people_.size() * times().size(), std::nan(""));
  std::vector<double> worth;
  for (const Value& value : item.values) {
    worth.push_back(value.unsure ? std::nan("") : value_of(value));
  }
  for (std::size_t t = 0; t < item.at.size(); ++t) {
    for (const Given& given : item.at[t]) {
      if (given.value == kNone || place_[given.person] == kNone) continue;
      const double now = worth[given.value];
      if (std::isnan(now)) continue;
      double& value = out.values[place_[given.person] * times().size() + t];
      // Several answers belong to a multiple choice: one of them may be the option.
      if (std::isnan(value) || (kind == Trace::Kind::yes_no && now > value)) value = now;
    }
  }
  return out;
}

Trace Panel::places(const ItemCounts& item, const std::vector<std::string>& options,
                    Trace::Kind kind) const {
  Trace out = trace(item, kind, [&](const Value& value) {
    const auto at = std::find(options.begin(), options.end(), value.label);
    return at == options.end() ? std::nan("") : static_cast<double>(at - options.begin() + 1);
  });
  out.options = options;
  return out;
}

Trace Panel::stair_trace() const { return places(*stair_, steps_, Trace::Kind::score); }

bool Panel::is_shown(const ItemCounts& item, std::uint32_t time) const {
  return item.shown == time && item.given.size() == item.at[time].size() &&
         !(&item == stair_ && other_steps_);
}

bool Panel::is_index(const ItemCounts& item) const {
  return std::any_of(indices_.begin(), indices_.end(),
                     [&](const ItemCounts& index) { return &index == &item; });
}

void Panel::each(const std::function<void(const Trace&)>& use) const {
  const Counts& counts = desk_.counts;
  const auto is_followed = [](const ItemCounts& item) {
    return std::count_if(item.at.begin(), item.at.end(),
                         [](const auto& given) { return !given.empty(); }) > 1;
  };
  const auto score = [](const Value& value) {
    return std::isfinite(value.score) ? value.score : std::nan("");
  };
  for (const ItemCounts& item : counts.items.all()) {
    if (!is_followed(item) || item.id == counts.study.weights.item) continue;
    if (&item == stair_) {
      use(stair_trace());
      continue;
    }
    if (item.type == ItemType::scale || item.type == ItemType::number) {
      use(trace(item, Trace::Kind::score, score));
      continue;
    }
    if (item.type != ItemType::single && item.type != ItemType::multiple) continue;
    const std::vector<std::string> options = counts.items.options(item, desk_.before);
    const bool single = item.type == ItemType::single;
    for (const std::string& option : options) {
      Trace one = trace(item, Trace::Kind::yes_no,
                        [&](const Value& value) { return value.label == option ? 1.0 : 0.0; });
      one.id += "=" + option;
      one.title += ": " + option;
      use(one);
      if (single && options.size() == 2) break;  // the other says the same
    }
    if (single && options.size() > 2) use(places(item, options, Trace::Kind::choice));
  }
  for (const ItemCounts& index : indices_) {
    if (!is_followed(index)) continue;
    Trace one = trace(index, Trace::Kind::score, score);
    one.title = desk_.labels("row.index", {one.title});
    use(one);
  }
}

std::vector<Moves> moves_of(const Panel& panel, const Trace& trace, std::uint32_t from,
                            std::uint32_t to, const Classes& classes) {
  std::vector<Moves> out(classes.count);
  const std::size_t times = panel.times().size();
  for (std::size_t p = 0; p < panel.people().size(); ++p) {
    const double before = trace.values[p * times + from];
    const double after = trace.values[p * times + to];
    if (classes.of[p] == kNone || std::isnan(before) || std::isnan(after)) continue;
    out[classes.of[p]].add(before, after);
  }
  return out;
}

Selection valid_at(const Panel& panel, const ItemCounts& item, std::uint32_t time) {
  if (panel.is_shown(item, time)) return {{"item", item.id}, {"status:" + item.id, "valid"}};
  return {{"valid:" + item.id, panel.times()[time]}};
}

Selection valid_at_both(const Panel& panel, const ItemCounts& item, std::uint32_t from,
                        std::uint32_t to) {
  return {{"both:" + pair_name(panel, item, from, to), "yes"}};
}

void tell_mean(const Desk& desk, const Panel& panel, const ItemCounts& item, std::uint32_t time,
               const Selection& group, double people, Selection mean_of, Summary& summary) {
  if (!panel.is_shown(item, time)) return;
  const auto is_of_group = [&](std::uint32_t person) {
    return std::all_of(group.begin(), group.end(), [&](const Condition& one) {
      for (std::size_t a = 0; a < desk.counts.study.attributes.size(); ++a) {
        if (desk.counts.study.attributes[a].id != one.dimension) continue;
        return desk.counts.people.values(a).all()[desk.counts.people.value(person, a)] == one.value;
      }
      return false;
    });
  };
  double valid = 0;
  for (const Given& given : item.given) {
    valid += given.value != kNone && !item.values[given.value].unsure && is_of_group(given.person);
  }
  if (valid != people) return;
  const Selection shown = valid_at(panel, item, time);
  for (std::size_t p = 0; p < summary.partitions.size(); ++p) {
    const Partition& one = summary.partitions[p];
    if (one.dimension != "answer:" + item.id || one.scores.empty() || one.within != shown ||
        !one.mean_of.empty())
      continue;
    Partition of_mean = one;
    of_mean.implied.clear();
    of_mean.within.insert(of_mean.within.end(), group.begin(), group.end());
    of_mean.mean_of = std::move(mean_of);
    summary.partitions.push_back(std::move(of_mean));
    return;
  }
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_of(const Panel& panel) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs{{0, panel.last()}};
  if (panel.last() == 1) return pairs;
  for (std::uint32_t t = 0; t < panel.last(); ++t) pairs.emplace_back(t, t + 1);
  return pairs;
}

PanelGroups groups_of(const Desk& desk, const Panel& panel, std::uint32_t attribute) {
  const Values& all = desk.counts.people.values(attribute);
  std::vector<bool> met(all.all().size());
  for (std::size_t p = 0; p < panel.people().size(); ++p) met[panel.value(p, attribute)] = true;
  PanelGroups out;
  out.values = in_order(desk, attribute, met);
  std::vector<std::uint32_t> place(met.size(), kNone);
  for (std::uint32_t c = 0; c < out.values.size(); ++c) {
    place[out.values[c]] = c;
    out.known += !all.all()[out.values[c]].empty();
  }
  if (out.known < 2 || out.values.size() > kMostGroups) return {};
  out.classes.count = out.values.size();
  for (std::size_t p = 0; p < panel.people().size(); ++p) {
    out.classes.of.push_back(place[panel.value(p, attribute)]);
  }
  return out;
}

void add_panel(const ClosedDesk& desk, Summary& summary) {
  if (desk.desk.counts.study.occasions.empty()) return;
  const Panel panel(desk.desk);
  if (panel.people().empty()) return;
  summary.sheets.push_back({"attendance", desk.desk.labels("sheet.attendance")});
  summary.sheets.push_back({"panel", desk.desk.labels("sheet.panel")});
  add_attendance(desk, panel, summary);
  add_times(desk, panel, summary);
  add_changes(desk, panel, summary);
  add_stair(desk, panel, summary);
  summary.sheets.push_back({"panel_tests", desk.desk.labels("sheet.panel-tests")});
}

}  // namespace samsyn::summarise
