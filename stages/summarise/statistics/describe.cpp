#include "stages/summarise/statistics/describe.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stages/summarise/statistics/distributions.hpp"
#include "stages/summarise/statistics/proportions.hpp"

namespace samsyn::summarise {
namespace {

struct Ladder {
  std::vector<Step> steps;  ///< ascending, each value once
  std::uint64_t people = 0;
  double weight = 0;
  double squares = 0;
};

bool sound(const Step& step) {
  if (!std::isfinite(step.value) || !std::isfinite(step.weight) || !std::isfinite(step.squares)) {
    return false;
  }
  // sum w^2 >= (sum w)^2 / n, but for rounding
  return step.weight > 0 &&
         step.squares * static_cast<double>(step.people) >= step.weight * step.weight * (1 - 1e-9);
}

Outcome<Ladder> ladder_of(std::span<const Step> steps) {
  Ladder out;
  for (const Step& step : steps) {
    if (step.people == 0) continue;
    if (!sound(step)) return Why::bad_input;
    out.steps.push_back(step);
  }
  if (out.steps.empty()) return Why::nobody;
  std::sort(out.steps.begin(), out.steps.end(),
            [](const Step& a, const Step& b) { return a.value < b.value; });
  std::size_t last = 0;
  for (std::size_t i = 1; i < out.steps.size(); ++i) {
    const Step step = out.steps[i];
    if (step.value != out.steps[last].value) {
      out.steps[++last] = step;
      continue;
    }
    out.steps[last].people += step.people;
    out.steps[last].weight += step.weight;
    out.steps[last].squares += step.squares;
  }
  out.steps.resize(last + 1);
  for (const Step& step : out.steps) {
    out.people += step.people;
    out.weight += step.weight;
    out.squares += step.squares;
  }
  if (!std::isfinite(out.weight * out.weight) || !std::isfinite(out.squares)) {
    return Why::bad_input;
  }
  return out;
}

Effective effective_of(const Ladder& ladder) {
  const auto people = static_cast<double>(ladder.people);
  const double effective = std::min(people, ladder.weight * ladder.weight / ladder.squares);
  return {effective, people / effective};
}

double weighted_quantile_of(const Ladder& ladder, double share) {
  const double wanted = share * ladder.weight;
  const double slack = 1e-12 * ladder.weight;  // sums of weights are rounded
  double sum = 0;
  for (std::size_t i = 0; i + 1 < ladder.steps.size(); ++i) {
    sum += ladder.steps[i].weight;
    if (sum > wanted + slack) return ladder.steps[i].value;
    if (sum >= wanted - slack && share > 0) {
      return ladder.steps[i].value / 2 + ladder.steps[i + 1].value / 2;
    }
  }
  return ladder.steps.back().value;
}

}  // namespace

Step unweighted(double value, std::uint64_t people) {
  return {value, people, static_cast<double>(people), static_cast<double>(people)};
}

Outcome<Effective> effective_base(std::span<const Step> steps) {
  const Outcome<Ladder> ladder = ladder_of(steps);
  if (!ladder) return ladder.why();
  return effective_of(*ladder);
}

Outcome<Description> describe(std::span<const Step> steps, double level, std::uint64_t sampled) {
  if (!(level > 0 && level < 1)) return Why::bad_input;
  const Outcome<Ladder> ladder = ladder_of(steps);
  if (!ladder) return ladder.why();
  if (sampled != 0 && sampled < ladder->people) return Why::bad_input;

  Description out;
  out.people = ladder->people;
  out.weight = ladder->weight;
  out.effective = effective_of(*ladder);
  out.median = weighted_quantile_of(*ladder, 0.5);
  out.least = ladder->steps.front().value;
  out.most = ladder->steps.back().value;
  // From the least value on, so that large values with small differences keep their digits.
  double above = 0;
  for (const Step& step : ladder->steps) {
    above += step.weight / ladder->weight * (step.value - out.least);
  }
  out.mean = out.least + above;
  if (!std::isfinite(out.mean)) return Why::bad_input;
  if (out.people < 2) return out;

  double spread = 0;
  double linear = 0;
  for (const Step& step : ladder->steps) {
    const double off = step.value - out.least - above;
    spread += step.weight / ladder->weight * off * off;
    linear += step.squares / (ladder->weight * ladder->weight) * off * off;
  }
  if (!std::isfinite(spread) || !std::isfinite(linear)) return Why::bad_input;
  const auto people = static_cast<double>(out.people);
  const auto drawn = static_cast<double>(sampled == 0 ? out.people : sampled);
  out.deviation = std::sqrt(people / (people - 1) * spread);
  const double error = std::sqrt(drawn / (drawn - 1) * linear);
  out.error = error;
  const double half = t_quantile(0.5 + level / 2, people - 1) * error;
  out.interval = Bounds{out.mean - half, out.mean + half};
  return out;
}

Number quantile(std::span<const Step> steps, double share) {
  if (!(share >= 0 && share <= 1)) return Why::bad_input;
  const Outcome<Ladder> ladder = ladder_of(steps);
  if (!ladder) return ladder.why();
  const double place = share * static_cast<double>(ladder->people - 1);
  const auto below = static_cast<std::uint64_t>(std::floor(place));
  const double part = place - std::floor(place);
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < ladder->steps.size(); ++i) {
    seen += ladder->steps[i].people;
    if (seen <= below) continue;
    const double low = ladder->steps[i].value;
    if (part == 0 || below + 1 < seen || i + 1 == ladder->steps.size()) return low;
    return low * (1 - part) + ladder->steps[i + 1].value * part;
  }
  return ladder->steps.back().value;
}

Number weighted_quantile(std::span<const Step> steps, double share) {
  if (!(share >= 0 && share <= 1)) return Why::bad_input;
  const Outcome<Ladder> ladder = ladder_of(steps);
  if (!ladder) return ladder.why();
  return weighted_quantile_of(*ladder, share);
}

Outcome<Share> share_between(std::span<const Step> steps, double low, double high, double level) {
  if (!(low <= high)) return Why::bad_input;
  const Outcome<Ladder> ladder = ladder_of(steps);
  if (!ladder) return ladder.why();
  Share out;
  out.base = ladder->people;
  out.effective_base = effective_of(*ladder).people;
  double weight = 0;
  for (const Step& step : ladder->steps) {
    if (step.value < low || step.value > high) continue;
    out.people += step.people;
    weight += step.weight;
  }
  out.share = out.people == out.base ? 1 : std::min(1.0, weight / ladder->weight);
  const Outcome<Bounds> interval = wilson(out.share, out.effective_base, level);
  if (!interval) return interval.why();
  out.interval = *interval;
  return out;
}

}  // namespace samsyn::summarise
