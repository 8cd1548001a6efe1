#include "stages/summarise/statistics/raking.hpp"

#include <algorithm>
#include <cmath>

namespace samsyn::summarise {
namespace {

bool sound(const RakeMargin& margin, std::size_t people) {
  if (margin.categories.size() != people || margin.targets.empty()) return false;
  double all = 0;
  for (const double target : margin.targets) {
    if (!(target >= 0)) return false;
    all += target;
  }
  if (!(all > 0) || !std::isfinite(all)) return false;
  return std::all_of(margin.categories.begin(), margin.categories.end(), [&](std::uint32_t c) {
    return c == kNoCategory || c < margin.targets.size();
  });
}

/// One margin's step and how far its shares are off.
class MarginStep {
 public:
  explicit MarginStep(const RakeMargin& margin) : margin_(margin) {
    double all = 0;
    for (const double target : margin.targets) all += target;
    for (const double target : margin.targets) shares_.push_back(target / all);
    sums_.resize(shares_.size());
  }

  double miss(const std::vector<double>& weights) {
    const double all = sum(weights);
    double out = 0;
    for (std::size_t c = 0; c < shares_.size() && all > 0; ++c) {
      out = std::max(out, std::abs(sums_[c] / all - shares_[c]));
    }
    return out;
  }

  void fit(std::vector<double>& weights) {
    const double all = sum(weights);
    for (std::size_t c = 0; c < shares_.size(); ++c) {
      sums_[c] = sums_[c] > 0 ? shares_[c] * all / sums_[c] : 0;
    }
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if (margin_.categories[i] != kNoCategory) weights[i] *= sums_[margin_.categories[i]];
    }
  }

 private:
  double sum(const std::vector<double>& weights) {
    std::fill(sums_.begin(), sums_.end(), 0.0);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if (margin_.categories[i] != kNoCategory) sums_[margin_.categories[i]] += weights[i];
    }
    double all = 0;
    for (const double part : sums_) all += part;
    return all;
  }

  RakeMargin margin_;
  std::vector<double> shares_;
  std::vector<double> sums_;
};

/// Brings the mean to 1.
void scale(std::vector<double>& weights) {
  double all = 0;
  for (const double weight : weights) all += weight;
  const double factor = static_cast<double>(weights.size()) / all;
  for (double& weight : weights) weight *= factor;
}

/// Cuts weights at the cap and gives the rest to those below it, until all are. The mean stays 1.
void cut(std::vector<double>& weights, double cap) {
  for (;;) {
    double excess = 0;
    double below = 0;
    for (double& weight : weights) {
      if (weight > cap) {
        excess += weight - cap;
        weight = cap;
      } else if (weight < cap) {
        below += weight;
      }
    }
    if (!(excess > 1e-12 * static_cast<double>(weights.size())) || !(below > 0)) return;
    for (double& weight : weights) {
      if (weight < cap) weight *= 1 + excess / below;
    }
  }
}

}  // namespace

std::vector<RakeFault> rake_faults(std::span<const RakeMargin> margins) {
  std::vector<RakeFault> out;
  for (std::size_t m = 0; m < margins.size(); ++m) {
    if (!sound(margins[m], margins[m].categories.size())) continue;
    std::vector<std::uint64_t> people(margins[m].targets.size());
    for (const std::uint32_t category : margins[m].categories) {
      if (category != kNoCategory) ++people[category];
    }
    for (std::size_t c = 0; c < people.size(); ++c) {
      const double target = margins[m].targets[c];
      if ((people[c] == 0) == (target == 0)) continue;
      out.push_back(
          {people[c] == 0 ? Why::empty_category : Why::unwanted_people, m, c, people[c], target});
    }
  }
  return out;
}

Outcome<Raked> rake(std::span<const RakeMargin> margins, const RakeOptions& options) {
  if (margins.empty() || options.rounds < 1 || !(options.tolerance > 0)) return Why::bad_input;
  if (options.cap && !(*options.cap > 1)) return Why::bad_input;
  const std::size_t people = margins[0].categories.size();
  if (!options.weights.empty() && options.weights.size() != people) return Why::bad_input;
  for (const RakeMargin& margin : margins) {
    if (!sound(margin, people)) return Why::bad_input;
  }
  if (people == 0) return Why::nobody;
  double sum = 0;
  for (const double weight : options.weights) {
    if (!(weight > 0)) return Why::bad_input;
    sum += weight;
  }
  if (!std::isfinite(sum)) return Why::bad_input;
  const std::vector<RakeFault> faults = rake_faults(margins);
  if (!faults.empty()) return faults.front().why;

  Raked out;
  out.weights.assign(options.weights.begin(), options.weights.end());
  if (out.weights.empty()) out.weights.assign(people, 1.0);
  scale(out.weights);
  std::vector<MarginStep> steps;
  for (const RakeMargin& margin : margins) steps.emplace_back(margin);

  std::vector<double> before;
  for (bool settled = false; !settled; ++out.rounds) {
    if (out.rounds == options.rounds) return Why::not_converged;
    before = out.weights;
    for (MarginStep& step : steps) step.fit(out.weights);
    scale(out.weights);
    if (options.cap) cut(out.weights, *options.cap);
    double change = 0;
    out.largest_miss = 0;
    for (std::size_t i = 0; i < people; ++i) {
      if (!std::isfinite(out.weights[i])) return Why::not_converged;
      change = std::max(change, std::abs(out.weights[i] - before[i]));
    }
    for (MarginStep& step : steps)
      out.largest_miss = std::max(out.largest_miss, step.miss(out.weights));
    settled = out.largest_miss <= options.tolerance || (options.cap && change <= options.tolerance);
  }

  double squares = 0;
  for (const double weight : out.weights) {
    squares += weight * weight;
    if (options.cap && weight >= *options.cap * (1 - 1e-9)) ++out.capped;
  }
  const auto [least, most] = std::minmax_element(out.weights.begin(), out.weights.end());
  out.least = *least;
  out.most = *most;
  const auto n = static_cast<double>(people);
  out.effective.people = std::min(n, n * n / squares);
  out.effective.design_effect = n / out.effective.people;
  return out;
}

}  // namespace samsyn::summarise
