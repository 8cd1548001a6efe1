// What everybody knows of how numbers of people hang together.

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <unordered_map>
#include <utility>

#include "stages/disclose/draft.hpp"

namespace samsyn::disclose {
namespace {

/// Times the least: bounds with more room are left out.
constexpr double kRoom = 2;
/// Weighted shares beside withheld numbers are shown to a whole percent, or less finely.
constexpr double kShareSteps = 100;

class Relater {
 public:
  explicit Relater(Draft& draft) : d_(draft) {}

  void relate() {
    relate_splits();
    relate_wider();
    relate_mentions();
    relate_triples();
    relate_statistics();
    relate_means();
    relate_weights();
    relate_parts();
  }

 private:
  /// The selection whose people the split divides, of one of its parts; false = it does not apply.
  bool whole_of(const Key& part, Number condition, const Split& split, Key& whole) const {
    whole.clear();
    for (const Number n : part) {
      if (n != condition) whole.push_back(n);
    }
    for (const Number n : split.implied) insert(whole, n);
    return std::includes(whole.begin(), whole.end(), split.within.begin(), split.within.end()) &&
           std::none_of(whole.begin(), whole.end(), [&](Number n) {
             return d_.conditions.dimension(n) == split.dimension && !contains(split.implied, n);
           });
  }

  Key part_of(const Key& whole, const Split& split, Number value) const {
    Key out;
    for (const Number n : whole) {
      if (!contains(split.implied, n)) out.push_back(n);
    }
    insert(out, value);
    return out;
  }

  void relate_splits() {
    struct Place {
      Key whole;
      std::uint32_t split;
    };
    std::unordered_map<Key, std::size_t, KeyHash> known;
    std::vector<Place> places;
    Key whole;
    const std::size_t published = d_.keys.size();
    for (Id v = 0; v < published; ++v) {
      for (const Number condition : d_.keys[v]) {
        for (const std::uint32_t s : d_.splits_of[condition]) {
          if (!whole_of(d_.keys[v], condition, d_.splits[s], whole)) continue;
          Key key = whole;
          key.push_back(0x8000'0000U + s);
          if (known.emplace(std::move(key), places.size()).second) places.push_back({whole, s});
        }
      }
    }
    // Totals that stand nowhere link the sums of which they are the total.
    std::unordered_map<Key, std::uint32_t, KeyHash> hidden;
    for (const Place& place : places) {
      if (d_.find(place.whole) == kNoVariable) ++hidden[place.whole];
    }
    std::vector<Id> terms;
    for (const Place& place : places) {
      const Split& split = d_.splits[place.split];
      Id total = d_.find(place.whole);
      if (total == kNoVariable && hidden[place.whole] < 2) continue;
      terms.clear();
      double sum = 0;
      bool open = false;
      for (const Number value : split.values) {
        const Id term = d_.find(part_of(place.whole, split, value));
        if (term == kNoVariable) {
          // A value that nobody has, as another table tells, needs no column; nor one of which
          // nothing is mentioned.
          if (!place.whole.empty() && place.whole.front() == kMentions) continue;
          Key anybody = split.within;
          insert(anybody, value);
          const Id base = d_.find(anybody);
          open = open || base == kNoVariable || d_.reading.system.variables[base].value > 0;
          continue;
        }
        terms.push_back(term);
        sum += d_.reading.system.variables[term].value;
      }
      if (terms.empty()) continue;
      if (total == kNoVariable) {
        if (open || split.overlapping) continue;
        Variable variable;
        variable.value = sum;
        variable.published = false;
        total = d_.reading.system.add(variable);
        d_.ids.emplace(place.whole, total);
        d_.keys.push_back(place.whole);
      }
      if (split.overlapping) {
        if (!open) d_.reading.system.relate(Law::at_least, total, terms);
        for (const Id term : terms) d_.reading.system.relate(Law::at_most, total, {term});
      } else {
        // Values that lie within others stand in a row with those that do not.
        const bool together = split.implied.empty() && terms.size() > 1;
        d_.reading.system.relate(open ? Law::at_most : Law::equal, total, terms, together);
      }
    }
  }

  /// Is the condition one of an exact split that applies here, so that a sum tells more?
  bool in_sum(const Key& key, Number condition) const {
    Key whole;
    return std::any_of(
        d_.splits_of[condition].begin(), d_.splits_of[condition].end(), [&](std::uint32_t s) {
          return !d_.splits[s].overlapping && whole_of(key, condition, d_.splits[s], whole) &&
                 d_.find(whole) != kNoVariable;
        });
  }

  void relate_wider() {
    for (Id v = 0; v < d_.keys.size(); ++v) {
      const Key key = d_.keys[v];
      for (const Number condition : key) {
        if (condition == kMentions || in_sum(key, condition)) continue;
        const Id total = d_.find(without(key, condition));
        if (total != kNoVariable) d_.reading.system.relate(Law::at_most, total, {v});
      }
    }
  }

  /// What is mentioned in all kinds of sources has a mention at least of each person of each kind:
  /// nobody's answer is of two kinds.
  void relate_mentions_of_kinds(Id mentions, Number unit, const std::vector<Number>& kinds) {
    const Key key = without(without(d_.keys[mentions], kMentions), unit);
    if (!d_.conditions.any(key, About::said)) return;
    std::vector<Id> people;
    for (const Number kind : kinds) {
      if (contains(key, kind)) return;
      Key of_kind = key;
      insert(of_kind, kind);
      const Id v = d_.find(of_kind);
      if (v != kNoVariable) people.push_back(v);
    }
    if (people.size() > 1) d_.reading.system.relate(Law::at_most, mentions, people);
  }

  void relate_mentions() {
    const Number answers = d_.conditions.find("unit", "answers");
    const Number segments = d_.conditions.find("unit", "segments");
    std::vector<Number> kinds;
    for (const char* kind : {"survey", "transcript", "notes"}) {
      const Number n = d_.conditions.find("kind", kind);
      if (n != kNoNumber) kinds.push_back(n);
    }
    for (Id v = 0; v < d_.keys.size(); ++v) {
      const Key key = d_.keys[v];
      if (!key.empty() && key.front() == kMentions) {
        for (const Number unit : {answers, segments}) {
          if (unit != kNoNumber && contains(key, unit)) relate_mentions_of_kinds(v, unit, kinds);
        }
        if (answers == kNoNumber || segments == kNoNumber || !contains(key, answers)) continue;
        Key other = without(key, answers);
        insert(other, segments);
        const Id total = d_.find(other);
        if (total != kNoVariable) d_.reading.system.relate(Law::at_most, total, {v});
        continue;
      }
      // Who was asked may have said nothing.
      if (!d_.conditions.any(key, About::said)) {
        continue;
      }
      for (const Number unit : {answers, segments}) {
        if (unit == kNoNumber) continue;
        Key mentions = key;
        mentions.insert(mentions.begin(), kMentions);
        insert(mentions, unit);
        Id total = d_.find(mentions);
        for (const Number kind : kinds) {
          if (total != kNoVariable || !contains(key, kind)) continue;
          mentions.erase(std::find(mentions.begin(), mentions.end(), kind));
          total = d_.find(mentions);
        }
        if (total != kNoVariable) d_.reading.system.relate(Law::at_most, total, {v});
      }
    }
  }

  /// The code that a condition asks for: itself, or what it implies ("also has …"); else kNoNumber.
  Number code_of(Number condition) const {
    const Number codes = d_.conditions.dimension_of("code");
    if (d_.conditions.dimension(condition) == codes) return condition;
    for (const std::uint32_t s : d_.splits_of[condition]) {
      if (!d_.splits[s].overlapping || d_.splits[s].values.size() != 1) continue;
      for (const Number n : d_.splits[s].implied) {
        if (d_.conditions.dimension(n) == codes) return n;
      }
    }
    return kNoNumber;
  }

  /// Who has x and y, and who has y and z, are among those with y, and meet in no more than have x
  /// and z; who has x or y are among those who were asked. These are the triangle inequalities of
  /// pairs: M. Deza and M. Laurent, Geometry of Cuts and Metrics (1997), section 5.1.
  void relate_triples() {
    std::map<Key, std::map<Number, std::map<Number, Id>>> pairs;  // by what else is asked for
    for (Id v = 0; v < d_.keys.size(); ++v) {
      Key rest = d_.keys[v];
      Key codes;
      for (const Number n : d_.keys[v]) {
        const Number code = n == kMentions ? kNoNumber : code_of(n);
        if (code == kNoNumber) continue;
        insert(codes, code);
        rest = without(rest, n);
      }
      if (codes.size() != 2) continue;
      pairs[rest][codes[0]].emplace(codes[1], v);
      pairs[rest][codes[1]].emplace(codes[0], v);
    }
    for (const auto& [rest, by_code] : pairs) {
      const Id anybody = d_.find(rest);
      for (const auto& [x, with_x] : by_code) {
        for (auto y = with_x.upper_bound(x); y != with_x.end(); ++y) {
          const Id with_y = total_of(rest, y->first);
          if (anybody != kNoVariable && total_of(rest, x) != kNoVariable && with_y != kNoVariable) {
            bound(anybody, {total_of(rest, x), with_y}, {y->second});
          }
          for (auto z = std::next(y); z != with_x.end(); ++z) {
            const auto yz = by_code.at(y->first).find(z->first);
            if (yz == by_code.at(y->first).end()) continue;
            relate_triple({total_of(rest, x), total_of(rest, y->first), total_of(rest, z->first)},
                          {yz->second, z->second, y->second}, anybody);
          }
        }
      }
    }
  }

  Id total_of(Key rest, Number code) const {
    insert(rest, code);
    return d_.find(rest);
  }

  /// Three codes, and of each the pair of the other two.
  void relate_triple(const std::array<Id, 3>& codes, const std::array<Id, 3>& pairs, Id anybody) {
    if (std::find(codes.begin(), codes.end(), kNoVariable) != codes.end()) return;
    for (std::size_t one = 0; one < 3; ++one) {
      bound(codes[one], {pairs[(one + 1) % 3], pairs[(one + 2) % 3]}, {pairs[one]});
    }
    if (anybody != kNoVariable) {
      bound(anybody, {codes.begin(), codes.end()}, {pairs.begin(), pairs.end()});
    }
  }

  /// The terms without those that count twice are part of the total. Left out where a term is zero,
  /// or there is room for enough anyway.
  void bound(Id total, const std::vector<Id>& terms, const std::vector<Id>& twice) {
    System& system = d_.reading.system;
    double room = system.variables[total].value;
    for (const Id v : terms) {
      if (system.variables[v].value == 0) return;
      room -= system.variables[v].value;
    }
    std::vector<Id> all = terms;
    std::vector<double> times(terms.size(), 1);
    for (const Id v : twice) {
      room += system.variables[v].value;
      if (system.variables[v].value == 0) continue;
      all.push_back(v);
      times.push_back(-1);
    }
    if (room < kRoom * d_.least) system.bound(total, all, times);
  }

  void relate_statistics() {
    std::unordered_map<Key, std::vector<Id>, KeyHash> answers;  // by what is left without them
    if (d_.reading.statistics.empty()) return;
    for (Id v = 0; v < d_.keys.size(); ++v) {
      for (const Number condition : d_.keys[v]) {
        if (!d_.conditions.is(condition, About::answer)) continue;
        answers[without(d_.keys[v], condition)].push_back(v);
      }
    }
    std::vector<std::vector<Id>> cells;  // by table: numbers of people who gave an answer
    for (const TableReading& table : d_.reading.tables) {
      std::vector<Id>& of_table = cells.emplace_back();
      for (const std::vector<Id>& row : table.cells) {
        std::copy_if(row.begin(), row.end(), std::back_inserter(of_table), [&](Id v) {
          return v != kNoVariable && v != kMerged && d_.conditions.any(d_.keys[v], About::answer);
        });
      }
    }
    for (std::size_t s = 0; s < d_.reading.statistics.size(); ++s) {
      const Key& key = d_.statistic_keys[s];
      Statistic& statistic = d_.reading.statistics[s];
      const auto base = d_.ids.find(key);
      statistic.base = base == d_.ids.end() ? kNoVariable : base->second;
      const auto at = answers.find(key);
      if (at != answers.end()) statistic.answers = at->second;
      // A measure of how answers and groups hang together tells of all their table's cells.
      for (const Id v : cells[statistic.table]) {
        if (d_.keys[v].size() > key.size() &&
            std::includes(d_.keys[v].begin(), d_.keys[v].end(), key.begin(), key.end())) {
          statistic.answers.push_back(v);
        }
      }
    }
  }

  /// The people of a mean, with one of the split's values.
  Key scored(const Key& key, const Split& split, Number value) const {
    if (split.mean_of.empty()) return part_of(key, split, value);
    Key out = split.within;
    for (const Number n : key) {
      if (!contains(split.mean_of, n)) insert(out, n);
    }
    insert(out, value);
    return out;
  }

  /// A mean of known scores and its base tell the sum of the scores, about.
  void relate_means() {
    std::map<Key, std::uint32_t> known_sums;
    for (std::size_t s = 0; s < d_.reading.statistics.size(); ++s) {
      Statistic& statistic = d_.reading.statistics[s];
      const TableReading& table = d_.reading.tables[statistic.table];
      if (table.measures[statistic.row][statistic.column] != Measure::mean) continue;
      const bool based = statistic.base != kNoVariable && statistic.base != kMerged;
      const Key& key = d_.statistic_keys[s];
      const double mean = std::get<double>(
          d_.summary.tables[statistic.table].rows[statistic.row].cells[statistic.column]);
      for (const Split& split : d_.splits) {
        const Key& whose = split.mean_of.empty() ? split.within : split.mean_of;
        if (split.scores.empty() || (split.mean_of.empty() && !based) ||
            !std::includes(key.begin(), key.end(), whose.begin(), whose.end())) {
          continue;
        }
        const double people =
            based ? d_.reading.system.variables[statistic.base].value : statistic.people;
        const double sum = mean * people;
        std::vector<Id> terms;
        std::vector<double> times;
        double known = 0;
        bool all = true;
        for (const auto& [value, score] : split.scores) {
          const Id term = d_.find(scored(key, split, value));
          all = all && term != kNoVariable;
          if (term == kNoVariable || score == 0) continue;
          terms.push_back(term);
          times.push_back(score);
          known += score * d_.reading.system.variables[term].value;
        }
        // With weights it is another mean, of which the numbers of people tell little.
        if (!all || std::abs(known - sum) > 1e-6 * std::max(1.0, sum)) continue;
        const auto [at, is_new] =
            known_sums.emplace(key, static_cast<std::uint32_t>(d_.reading.system.relations.size()));
        if (is_new) {
          Variable variable;
          variable.value = std::round(mean * kMeanSteps) / kMeanSteps * people;
          variable.fixed = true;
          const Id total = d_.reading.system.add(variable);
          d_.keys.push_back(key);
          d_.reading.system.weigh(total, terms, times, (0.5 / kMeanSteps + 1e-9) * people);
        }
        statistic.showings = {{at->second, kMeanSteps}};
        statistic.answers.insert(statistic.answers.end(), terms.begin(), terms.end());
        break;
      }
    }
  }

  Measure measure_of(const Statistic& one) const {
    return d_.reading.tables[one.table].measures[one.row][one.column];
  }
  double value_of(const Statistic& one) const {
    return std::get<double>(d_.summary.tables[one.table].rows[one.row].cells[one.column]);
  }

  /// What a weighted share tells: the sum over classes of people who weigh the same.
  struct WeighedSum {
    std::vector<Id> terms;
    std::vector<double> times;
    std::vector<double> merged;  ///< weights of classes whose numbers are merged
    bool is_known = true;        ///< does some table show each of the numbers?

    void add(Id v, double weight) {
      if (v == kMerged) {
        if (std::find(merged.begin(), merged.end(), weight) == merged.end()) {
          merged.push_back(weight);
        }
      } else if (v == kNoVariable) {
        is_known = false;
      } else if (weight != 0 && std::find(terms.begin(), terms.end(), v) == terms.end()) {
        terms.push_back(v);
        times.push_back(weight);
      }
    }
  };

  Id id_of(const Key& key) const {
    const auto at = d_.ids.find(key);
    return at == d_.ids.end() ? kNoVariable : at->second;
  }

  WeighedSum weighed_sum(const Key& key, const Split& classes) const {
    WeighedSum out;
    for (const auto& [value, weight] : classes.weights) {
      out.add(id_of(part_of(key, classes, value)), weight);
    }
    return out;
  }

  /// Does a weighted share that is shown in so many steps hide in which of the merged classes
  /// somebody is? Moving a person must not change what is shown. `all`: the weight of the base.
  static bool hides(const WeighedSum& sum, double share, double all, double steps) {
    const auto shows = [&](double by) {
      return std::round((share + by / all) * steps) == std::round(share * steps);
    };
    // People of one weight are told apart by nothing.
    return sum.merged.size() == 1 ||
           std::all_of(sum.merged.begin(), sum.merged.end(), [&](double from) {
             return std::any_of(sum.merged.begin(), sum.merged.end(), [&](double to) {
               return to != from && shows(to - from) && shows(from - to);
             });
           });
  }

  /// A weighted share and the weights tell a sum of the numbers of people by class, about.
  void relate_weights() {
    for (std::size_t s = 0; s < d_.reading.statistics.size(); ++s) {
      Statistic& statistic = d_.reading.statistics[s];
      const Measure measure = measure_of(statistic);
      const bool is_mean = measure == Measure::mean && statistic.showings.empty();
      if (measure != Measure::weighted && !is_mean) continue;
      const Key& key = d_.statistic_keys[s];
      const auto classes = std::find_if(d_.splits.begin(), d_.splits.end(), [&](const Split& one) {
        return !one.weights.empty() &&
               std::includes(key.begin(), key.end(), one.within.begin(), one.within.end()) &&
               std::none_of(key.begin(), key.end(),
                            [&](Number n) { return d_.conditions.dimension(n) == one.dimension; });
      });
      if (classes == d_.splits.end()) continue;
      if (is_mean) {
        rest_on_answers(key, *classes, statistic);
        continue;
      }
      const WeighedSum sum = weighed_sum(key, *classes);
      if (sum.is_known) tell_weighed(sum, statistic);
    }
  }

  /// A weighted mean tells of the answers of each class: it is not shown beside withheld ones.
  void rest_on_answers(const Key& key, const Split& classes, Statistic& statistic) const {
    for (const Split& answers : d_.splits) {
      if (answers.scores.empty() || !answers.mean_of.empty()) continue;
      if (!std::includes(key.begin(), key.end(), answers.within.begin(), answers.within.end())) {
        continue;
      }
      for (const auto& [value, weight] : classes.weights) {
        for (const auto& [answer, score] : answers.scores) {
          const Id v = id_of(part_of(part_of(key, classes, value), answers, answer));
          if (v != kNoVariable) statistic.answers.push_back(v);
        }
      }
    }
  }

  void tell_weighed(const WeighedSum& sum, Statistic& statistic) {
    const double all = d_.summary.tables[statistic.table].columns[statistic.column].weight;
    const double share = value_of(statistic);
    statistic.answers.insert(statistic.answers.end(), sum.terms.begin(), sum.terms.end());
    if (!sum.merged.empty()) statistic.answers.push_back(kMerged);
    if (all <= 0) return;
    double known = 0;
    for (std::size_t t = 0; t < sum.terms.size(); ++t) {
      known += sum.times[t] * d_.reading.system.variables[sum.terms[t]].value;
    }
    for (const double times : {1.0, 2.0, 5.0, 10.0}) {
      const double steps = kShareSteps / times;
      if (!hides(sum, share, all, steps)) continue;
      Variable variable;
      variable.value = std::max(0.0, known + (std::round(share * steps) / steps - share) * all);
      variable.fixed = true;
      const Id total = d_.reading.system.add(variable);
      d_.keys.emplace_back();
      statistic.showings.push_back(
          {static_cast<std::uint32_t>(d_.reading.system.relations.size()), steps});
      d_.reading.system.weigh(total, sum.terms, sum.times, (0.5 / steps + 1e-9) * all);
    }
  }

  /// Parts of a sum and one number that is shown tell the sum.
  void relate_parts() {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<Statistic*>> sums;
    for (Statistic& one : d_.reading.statistics) {
      if (measure_of(one) == Measure::part) sums[{one.table, one.column}].push_back(&one);
    }
    for (const auto& [place, parts] : sums) {
      const TableReading& table = d_.reading.tables[place.first];
      const std::uint32_t of = d_.summary.tables[place.first].columns[place.second].base_column;
      std::vector<Id> terms;
      bool whole = true;
      Variable sum;
      sum.fixed = true;
      for (const Statistic* one : parts) {
        const Id v = table.cells[one->row][of];
        if (v == kMerged) whole = false;
        if (v == kNoVariable || v == kMerged) continue;
        terms.push_back(v);
        sum.value += d_.reading.system.variables[v].value;
      }
      const Id total = d_.reading.system.add(sum);
      d_.keys.emplace_back();
      const auto relation = static_cast<std::uint32_t>(d_.reading.system.relations.size());
      d_.reading.system.weigh(total, terms, std::vector<double>(terms.size(), 1), 0);
      for (Statistic* one : parts) {
        if (whole) one->showings = {{relation, 1}};
        if (!whole) one->answers.push_back(kMerged);
        one->answers.insert(one->answers.end(), terms.begin(), terms.end());
      }
    }
  }

  Draft& d_;
};

}  // namespace

void relate_numbers(Draft& draft) { Relater(draft).relate(); }

}  // namespace samsyn::disclose
