#include "stages/learn/train.hpp"

#include <linear.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <future>
#include <memory>
#include <numeric>

#include "stages/learn/platt.hpp"

namespace samsyn::learn {
namespace {

constexpr double kCost = 0.07;  // of an error beside the size of the weights: by cross-validation
constexpr std::uint32_t kLeast = 2, kLeastLetters = 3;  // segments that show a feature
constexpr std::uint32_t kFewest = 5;  // answers yes that a decision can be learned from
constexpr float kLowest = 0.25F, kHighest = 0.75F;  // thresholds

/// A sample as liblinear wants it: indices from 1, ascending, -1 at the end.
using Row = std::vector<feature_node>;

struct Kept {
  std::vector<std::string> singles;
  std::vector<Vocabulary::Pair> pairs;
  std::vector<Row> rows;
  std::vector<std::uint8_t> times;  ///< by row: see Sample
  int features = 0;
};

/// Leaves out what too few segments show, and numbers the rest anew: singles, then pairs.
Kept keep(const Vocabulary& vocabulary, const std::vector<Sample>& samples) {
  const auto singles = static_cast<FeatureId>(vocabulary.singles().size());
  const auto place = [&](FeatureId id) {
    return vocabulary.is_pair(id) ? singles + (id - Vocabulary::kFirstOpenPair) : id;
  };
  std::vector<std::uint32_t> shown(vocabulary.size(), 0);
  std::vector<std::uint32_t> last(vocabulary.size(), 0);
  for (const Sample& sample : samples) {
    const std::uint32_t stamp = sample.segment + 1;
    for (const Feature& feature : sample.features) {
      const FeatureId at = place(feature.id);
      if (last[at] != stamp) ++shown[at];
      last[at] = stamp;
    }
  }
  Kept out;
  std::vector<FeatureId> number(vocabulary.size(), kNone);
  std::vector<bool> wanted(vocabulary.size());
  for (FeatureId id = 0; id < singles; ++id) {
    const bool letters = vocabulary.singles()[id].starts_with("c=");
    wanted[id] = shown[id] >= (letters ? kLeastLetters : kLeast);
  }
  for (std::size_t p = 0; p < vocabulary.pairs().size(); ++p) {
    const auto& [first, second] = vocabulary.pairs()[p];
    wanted[singles + p] = shown[singles + p] >= kLeast && wanted[first] && wanted[second];
  }
  for (FeatureId id = 0; id < wanted.size(); ++id) {
    if (!wanted[id]) continue;
    number[id] = static_cast<FeatureId>(out.features++);
    if (id < singles) {
      out.singles.push_back(vocabulary.singles()[id]);
    } else {
      const auto& [first, second] = vocabulary.pairs()[id - singles];
      out.pairs.emplace_back(number[first], number[second]);
    }
  }
  for (const Sample& sample : samples) {
    std::vector<Feature> features;
    for (const Feature& feature : sample.features) {
      const FeatureId id = number[place(feature.id)];
      if (id != kNone) features.push_back({id, feature.value});
    }
    std::stable_sort(features.begin(), features.end(),
                     [](const Feature& a, const Feature& b) { return a.id < b.id; });
    Row& row = out.rows.emplace_back();
    for (const Feature& feature : features) {
      const int index = static_cast<int>(feature.id) + 1;
      if (!row.empty() && row.back().index == index) {
        row.back().value += static_cast<double>(feature.value);
      } else {
        row.push_back({index, static_cast<double>(feature.value)});
      }
    }
    row.push_back({out.features + 1, 1});  // the bias
    row.push_back({-1, 0});
    out.times.push_back(sample.times);
  }
  return out;
}

/// How much each feature tells by itself: the square root of its log-count ratio between the
/// samples that say yes and those that say no, with one sample more of either (Wang & Manning 2012,
/// «Baselines and Bigrams», section 2.3; the root and the bounds by cross-validation over studies).
/// What is as frequent in both weighs little, and cannot be leaned on by chance. The bias, last,
/// weighs 1.
std::vector<double> telling(const Kept& kept, const std::vector<std::uint32_t>& use,
                            const std::vector<bool>& yes) {
  constexpr double kLeastTelling = 0.2, kMostTelling = 4;
  std::vector<double> with(static_cast<std::size_t>(kept.features) + 1, 1);
  std::vector<double> without = with;
  double positive = 1, negative = 1;
  for (const std::uint32_t s : use) {
    (yes[s] ? positive : negative) += kept.times[s];
    std::vector<double>& count = yes[s] ? with : without;
    for (const feature_node& node : kept.rows[s]) {
      if (node.index > 0) count[static_cast<std::size_t>(node.index) - 1] += kept.times[s];
    }
  }
  std::vector<double> out(with.size());
  for (std::size_t f = 0; f < out.size(); ++f) {
    const double ratio = std::abs(std::log(with[f] / positive) - std::log(without[f] / negative));
    out[f] = std::clamp(std::sqrt(ratio), kLeastTelling, kMostTelling);
  }
  out.back() = 1;
  return out;
}

/// The weights of one decision, the bias last; all 0 when the answers don't differ.
std::vector<double> fit(const Kept& kept, const std::vector<std::uint32_t>& use,
                        const std::vector<bool>& yes) {
  const int features = kept.features + 1;
  std::vector<double> out(static_cast<std::size_t>(features), 0);
  const std::vector<double> tells = telling(kept, use, yes);
  std::vector<double> labels;
  std::vector<Row> weighed;
  std::vector<feature_node*> rows;
  weighed.reserve(use.size());
  for (const std::uint32_t s : use) {
    labels.insert(labels.end(), kept.times[s], yes[s] ? 1 : -1);
    Row& row = weighed.emplace_back(kept.rows[s]);
    for (feature_node& node : row) {
      if (node.index > 0) node.value *= tells[static_cast<std::size_t>(node.index) - 1];
    }
    rows.insert(rows.end(), kept.times[s], row.data());
  }
  const auto positive = std::count(labels.begin(), labels.end(), 1.0);
  if (positive == 0 || positive == static_cast<std::ptrdiff_t>(labels.size())) return out;
  problem task{};
  task.l = static_cast<int>(rows.size());
  task.n = features;
  task.y = labels.data();
  task.x = rows.data();
  task.bias = -1;  // ours is a feature
  parameter how{};
  how.solver_type = L2R_L2LOSS_SVC;
  how.eps = 0.01;
  how.C = kCost;
  struct Free {
    void operator()(::model* m) const { free_and_destroy_model(&m); }
  };
  const std::unique_ptr<::model, Free> trained(::train(&task, &how));
  const double sign = trained->label[0] == 1 ? 1 : -1;
  for (std::size_t f = 0; f < out.size(); ++f) out[f] = sign * trained->w[f] * tells[f];
  return out;
}

double sum_of(const Row& row, const std::vector<double>& weights) {
  double sum = 0;
  for (const feature_node& node : row) {
    if (node.index > 0) sum += node.value * weights[static_cast<std::size_t>(node.index) - 1];
  }
  return sum;
}

/// The part that each sample is left out with.
std::vector<std::uint32_t> folds_of(const std::vector<Sample>& samples,
                                    const TrainOptions& options) {
  std::vector<std::uint32_t> out;
  for (const Sample& sample : samples) {
    out.push_back(options.by_study ? sample.study : sample.author % options.folds);
  }
  return out;
}

/// The least threshold above which the probabilities promise the precision.
float threshold_of(std::vector<double> probabilities, double precision) {
  std::sort(probabilities.begin(), probabilities.end(), std::greater<>());
  double sum = 0;
  double least = static_cast<double>(kHighest);
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    sum += probabilities[i];
    if (sum / static_cast<double>(i + 1) < precision) break;
    least = probabilities[i];
  }
  return std::clamp(static_cast<float>(least), kLowest, kHighest);
}

/// What one decision learns.
struct Learnt {
  Decision decision;
  Trial trial;
  std::vector<double> weights;       ///< by feature, the bias last; empty: too few say yes
  std::vector<float> probabilities;  ///< by sample
};

Learnt learn(const Kept& kept, const std::vector<Sample>& samples, std::size_t d,
             const Wanted& wanted, const std::vector<std::uint32_t>& fold) {
  std::vector<std::uint32_t> asked;
  std::vector<bool> yes(samples.size());
  for (std::uint32_t s = 0; s < samples.size(); ++s) {
    if (samples[s].answers[d] != kNotAsked) asked.push_back(s);
    yes[s] = samples[s].answers[d] == kYes;
  }
  Learnt out;
  out.decision = {wanted.id, 0, -1, 0, 1};
  out.trial.decision = wanted.id;
  out.trial.yes = static_cast<std::uint32_t>(std::count(yes.begin(), yes.end(), true));
  out.probabilities.resize(samples.size(), 0);
  if (out.trial.yes >= kFewest) {
    const std::uint32_t folds = fold.empty() ? 0 : *std::max_element(fold.begin(), fold.end()) + 1;
    std::vector<double> sums(samples.size());
    for (std::uint32_t f = 0; f < folds; ++f) {
      std::vector<std::uint32_t> others;
      for (const std::uint32_t s : asked) {
        if (fold[s] != f) others.push_back(s);
      }
      const std::vector<double> weights = fit(kept, others, yes);
      for (std::uint32_t s = 0; s < samples.size(); ++s) {
        if (fold[s] == f) sums[s] = sum_of(kept.rows[s], weights);
      }
    }
    std::vector<double> asked_sums;
    std::vector<bool> asked_yes;
    for (const std::uint32_t s : asked) {
      asked_sums.push_back(sums[s]);
      asked_yes.push_back(yes[s]);
    }
    const auto [a, b] = platt(asked_sums, asked_yes);
    out.decision.a = static_cast<float>(a);
    out.decision.b = static_cast<float>(b);
    std::vector<double> probabilities;
    for (const double sum : asked_sums) probabilities.push_back(probability(out.decision, sum));
    out.decision.threshold = threshold_of(probabilities, wanted.precision);
    for (std::uint32_t s = 0; s < samples.size(); ++s) {
      out.probabilities[s] = static_cast<float>(probability(out.decision, sums[s]));
    }
    out.weights = fit(kept, asked, yes);
    out.decision.bias = static_cast<float>(out.weights.back());
  }
  for (const std::uint32_t s : asked) {
    const bool said = !out.weights.empty() && out.probabilities[s] >= out.decision.threshold;
    out.trial.right += said && yes[s];
    out.trial.wrong += said && !yes[s];
    out.trial.missed += !said && yes[s];
  }
  return out;
}

/// Does the work for each decision, on so many threads.
template <class Work>
void for_each_decision(std::size_t decisions, std::uint32_t jobs, const Work& work) {
  std::atomic<std::size_t> next = 0;
  const auto some = [&] {
    for (std::size_t d = next++; d < decisions; d = next++) work(d);
  };
  std::vector<std::future<void>> others;
  for (std::uint32_t j = 1; j < jobs; ++j) others.push_back(std::async(std::launch::async, some));
  some();
  for (std::future<void>& other : others) other.get();
}

}  // namespace

Trained train(const Vocabulary& vocabulary, const std::vector<Wanted>& decisions,
              const std::vector<Sample>& samples, const TrainOptions& options) {
  set_print_string_function([](const char*) {});
  Kept kept = keep(vocabulary, samples);
  const std::vector<std::uint32_t> fold = folds_of(samples, options);
  std::vector<Learnt> learnt(decisions.size());
  for_each_decision(decisions.size(), options.jobs, [&](std::size_t d) {
    learnt[d] = learn(kept, samples, d, decisions[d], fold);
  });
  Trained out;
  out.probabilities.assign(samples.size(), std::vector<float>(decisions.size(), 0));
  const auto features = static_cast<std::size_t>(kept.features);
  out.model.weights.resize(features * decisions.size());
  for (std::size_t d = 0; d < decisions.size(); ++d) {
    for (std::size_t s = 0; s < samples.size(); ++s) {
      out.probabilities[s][d] = learnt[d].probabilities[s];
    }
    for (std::size_t f = 0; f < features && !learnt[d].weights.empty(); ++f) {
      out.model.weights[f * decisions.size() + d] = static_cast<float>(learnt[d].weights[f]);
    }
    out.trials.push_back(learnt[d].trial);
    out.model.decisions.push_back(learnt[d].decision);
  }
  out.model.singles = std::move(kept.singles);
  out.model.pairs = std::move(kept.pairs);
  return out;
}

std::vector<std::vector<float>> probabilities_by(const Vocabulary& vocabulary,
                                                 const std::vector<Decision>& decisions,
                                                 const std::vector<Sample>& samples,
                                                 const std::vector<bool>& use, std::uint32_t jobs) {
  set_print_string_function([](const char*) {});
  const Kept kept = keep(vocabulary, samples);
  std::vector<std::vector<float>> out(samples.size(), std::vector<float>(decisions.size(), 0));
  for_each_decision(decisions.size(), jobs, [&](std::size_t d) {
    if (decisions[d].threshold >= 1) return;  // not learned
    std::vector<std::uint32_t> asked;
    std::vector<bool> yes(samples.size());
    for (std::uint32_t s = 0; s < samples.size(); ++s) {
      if (use[s] && samples[s].answers[d] != kNotAsked) asked.push_back(s);
      yes[s] = samples[s].answers[d] == kYes;
    }
    const auto says =
        std::count_if(asked.begin(), asked.end(), [&](std::uint32_t s) { return yes[s]; });
    if (says < kFewest) return;
    const std::vector<double> weights = fit(kept, asked, yes);
    for (std::size_t s = 0; s < samples.size(); ++s) {
      out[s][d] = static_cast<float>(probability(decisions[d], sum_of(kept.rows[s], weights)));
    }
  });
  return out;
}

}  // namespace samsyn::learn
