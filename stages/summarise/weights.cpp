#include "stages/summarise/weights.hpp"

#include <cmath>
#include <map>

#include "stages/summarise/statistics/raking.hpp"
#include "stages/summarise/statistics/weighted.hpp"
#include "stages/summarise/words.hpp"

namespace samsyn::summarise {
namespace {

constexpr double kCap =
    5;  // times the mean: no respondent may weigh more (DeBell and Krosnick 2009)

std::string count(const Desk& desk, double n) { return number_text(n, 0, desk.language()); }

/// The number that each person gave to the item; 0 where it is none above 0.
std::vector<double> given_weights(const Counts& counts, const std::string& id) {
  std::vector<double> out(counts.people.size(), 0);
  const std::uint32_t number = counts.items.find(id);
  if (number == kNone) return out;
  const ItemCounts& item = counts.items.all()[number];
  for (const Given& given : item.given) {
    if (given.value == kNone) continue;
    const double score = item.values[given.value].score;
    if (std::isfinite(score) && score > 0) out[given.person] = score;
  }
  return out;
}

PeopleWeights by_item(const Desk& desk) {
  const Counts& counts = desk.counts;
  PeopleWeights out;
  out.of = given_weights(counts, counts.study.weights.item);
  Mass all;
  double without = 0;
  for (std::uint32_t p = 0; p < counts.people.size(); ++p) {
    if (counts.people.kind(p) != SourceKind::survey) continue;
    if (out.of[p] > 0) {
      all.add(out.of[p]);
    } else {
      without += 1;
    }
  }
  if (all.people == 0) {
    out.of.clear();
    out.method.push_back(desk.labels("method.weights-none", {counts.study.weights.item}));
    return out;
  }
  for (double& weight : out.of) weight *= static_cast<double>(all.people) / all.weight;
  out.method.push_back(
      desk.labels("method.weights-item",
                  {counts.study.weights.item, count(desk, static_cast<double>(all.people)),
                   count(desk, all.effective()), count(desk, without)}));
  return out;
}

/// One margin's categories of the respondents; a value that the manifest lacks has none.
struct Categories {
  std::vector<std::uint32_t> of;
  std::vector<double> targets;
  bool some_unknown = false;  ///< are there respondents without a category?
};

Categories categories_of(const Desk& desk, const Margin& margin,
                         const std::vector<std::uint32_t>& respondents) {
  const People& people = desk.counts.people;
  Categories out;
  std::map<std::string, std::uint32_t, std::less<>> number;
  for (const auto& [value, n] : margin.people) {
    number.emplace(value, static_cast<std::uint32_t>(out.targets.size()));
    out.targets.push_back(n);
  }
  const std::vector<std::string>& values = people.values(margin.attribute).all();
  for (const std::uint32_t person : respondents) {
    const auto found = number.find(values[people.value(person, margin.attribute)]);
    out.of.push_back(found == number.end() ? kNoCategory : found->second);
    out.some_unknown = out.some_unknown || found == number.end();
  }
  return out;
}

PeopleWeights raked(const Desk& desk) {
  const Counts& counts = desk.counts;
  PeopleWeights out;
  std::vector<std::uint32_t> respondents;
  for (std::uint32_t p = 0; p < counts.people.size(); ++p) {
    if (counts.people.kind(p) == SourceKind::survey && counts.items.answered(p)) {
      respondents.push_back(p);
    }
  }
  std::vector<Categories> categories;
  std::string attributes;
  for (const Margin& margin : counts.study.weights.margins) {
    categories.push_back(categories_of(desk, margin, respondents));
    attributes +=
        (attributes.empty() ? "" : ", ") + inside(attribute_title(desk, margin.attribute));
    if (categories.back().some_unknown) {
      out.method.push_back(
          desk.labels("method.weights-unknown", {inside(attribute_title(desk, margin.attribute))}));
    }
  }
  std::vector<RakeMargin> margins;
  for (const Categories& one : categories) margins.push_back({one.of, one.targets});
  for (const RakeFault& fault : rake_faults(margins)) {
    const Margin& margin = counts.study.weights.margins[fault.margin];
    out.method.push_back(
        desk.labels("method.weights-fault",
                    {margin.people[fault.category].first,
                     inside(attribute_title(desk, margin.attribute)), count(desk, fault.target)}));
  }
  RakeOptions options;
  options.cap = kCap;
  const Outcome<Raked> found = rake(margins, options);
  if (!found) {
    out.method.push_back(desk.labels("method.weights-failed", {attributes}));
    return out;
  }
  out.of.assign(counts.people.size(), 0);
  for (std::size_t r = 0; r < respondents.size(); ++r) out.of[respondents[r]] = found->weights[r];
  if (margins.size() == 1) {
    out.attribute = counts.study.weights.margins.front().attribute;
    const std::vector<std::string>& values = counts.people.values(out.attribute).all();
    for (const std::uint32_t person : respondents) {
      out.by_value[values[counts.people.value(person, out.attribute)]] = out.of[person];
    }
  }
  out.method.push_back(desk.labels(
      "method.weights-raked",
      {attributes, number_text(found->least, 2, desk.language()),
       number_text(found->most, 2, desk.language()),
       count(desk, static_cast<double>(respondents.size())), count(desk, found->effective.people),
       number_text(100 * found->largest_miss, 1, desk.language())}));
  return out;
}

}  // namespace

PeopleWeights weights_of(const Desk& desk) {
  if (!desk.counts.study.weights.item.empty()) return by_item(desk);
  if (!desk.counts.study.weights.margins.empty()) return raked(desk);
  return {};
}

}  // namespace samsyn::summarise
