#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "stages/agree/agreement.hpp"
#include "stages/agree/cuts.hpp"
#include "stages/agree/disagreements.hpp"
#include "stages/agree/found.hpp"
#include "stages/agree/masi.hpp"
#include "stages/agree/table.hpp"
#include "stages/agree/units.hpp"

namespace samsyn::agree {
namespace {

/// A row with what its numbers come from.
struct Job {
  Row row;
  Sampled sampled;
  std::vector<Number> numbers;  ///< of the units as they are
  StandardErrors errors{};      ///< of the first kMeasures numbers
  double judged = 0;            ///< units with a judgement, for the analytic interval
};

bool below(const std::string& code, const std::string& group) {
  return code.size() > group.size() && code.starts_with(group) && code[group.size()] == '.';
}

/// Groups of two codes or more: "hinder" and "hinder.org", each before its codes.
std::vector<std::pair<std::string, bool>> groups_and_codes(const std::vector<std::string>& codes) {
  std::vector<std::pair<std::string, bool>> out;  // id, is a group
  std::set<std::string> told;
  for (const std::string& code : codes) {
    for (std::size_t dot = code.find('.'); dot != std::string::npos;
         dot = code.find('.', dot + 1)) {
      const std::string group = code.substr(0, dot);
      const auto members = std::count_if(codes.begin(), codes.end(),
                                         [&](const std::string& c) { return below(c, group); });
      if (members >= 2 && told.insert(group).second) out.emplace_back(group, true);
    }
    out.emplace_back(code, false);
  }
  return out;
}

class Comparison {
 public:
  Comparison(const Pool& pool, const Options& options)
      : pool_(pool),
        options_(options),
        units_(units_of(pool, unit_for(pool, options), options.by_answer)),
        coders_(static_cast<std::uint32_t>(pool.coders.size())) {}

  Agreement run() {
    head();
    std::vector<Job> jobs = make_jobs();
    std::vector<Sampled> sampled;
    for (Job& job : jobs) sampled.push_back(std::move(job.sampled));
    const auto intervals = bootstrap(sampled, units_.clusters, options_.resampling);
    for (std::size_t j = 0; j < jobs.size(); ++j) {
      finish(jobs[j], intervals[j]);
      // Sets of a group's codes have no row of their own.
      if (jobs[j].row.kind == RowKind::sets && j > 0) {
        out_.rows.back().masi = jobs[j].row.masi;
      } else {
        out_.rows.push_back(std::move(jobs[j].row));
      }
    }
    out_.cuts = cuts_of(pool_, options_.resampling);
    out_.disagreements = disagreements(pool_, units_, options_.stance, options_.scale);
    return std::move(out_);
  }

 private:
  static Unit unit_for(const Pool& pool, const Options& options) {
    return options.unit.value_or(pool.same_cuts ? Unit::segment : Unit::answer);
  }

  void head() {
    out_.unit = units_.unit;
    out_.stance = options_.stance;
    out_.scale = options_.scale;
    out_.files = pool_.files;
    out_.coders = pool_.coders;
    out_.codes = pool_.codes;
    out_.partly_judged = units_.partly_judged;
    out_.without_person = units_.without_person;
    out_.clusters = units_.clusters;
    out_.clusters_are_answers = options_.by_answer && units_.unit != Unit::respondent;
    out_.resampling = options_.resampling;
    for (const ComparedUnit& unit : units_.all) {
      out_.units += 1;
      out_.shared_units += (unit.judged & (unit.judged - 1)) != 0;
    }
    const auto gold = std::find(pool_.coders.begin(), pool_.coders.end(), options_.gold);
    if (!options_.gold.empty() && gold != pool_.coders.end()) {
      out_.reference = static_cast<std::uint32_t>(gold - pool_.coders.begin());
      out_.gold = true;
    } else if (coders_ == 2) {
      out_.reference = 0;
    }
  }

  /// What a coder said of a code: a category.
  std::uint32_t category(const CodeUse& use) const {
    const std::uint32_t n = times(use, options_.stance);
    if (options_.scale != Scale::nominal) return n;
    if (options_.stance != StanceUse::apart) return n > 0;
    return 1 + static_cast<std::uint32_t>(stance_of(use));
  }

  /// Absent and present, or absent and three stances; counts are ranked when all are known.
  std::uint32_t categories() const { return options_.stance == StanceUse::apart ? 4 : 2; }

  std::vector<std::int32_t> blank(const ComparedUnit& unit) const {
    std::vector<std::int32_t> cells(coders_, kMissing);
    for (std::uint32_t c = 0; c < coders_; ++c) {
      if (has(unit.judged, c)) cells[c] = 0;
    }
    return cells;
  }

  /// Is any of these codes given? Counts are added up; of stances the first in order is taken.
  Table table_of(const std::vector<bool>& codes) const {
    Table out(coders_, categories());
    for (const ComparedUnit& unit : units_.all) {
      std::vector<std::int32_t> cells = blank(unit);
      for (const CodeUse& use : unit.uses) {
        if (!codes[use.code]) continue;
        const auto one = static_cast<std::int32_t>(category(use));
        std::int32_t& cell = cells[use.coder];
        if (options_.scale != Scale::nominal) {
          cell += one;
        } else if (one != 0) {
          cell = cell == 0 ? one : std::min(cell, one);
        }
      }
      out.add(cells, unit.cluster);
    }
    if (options_.scale != Scale::nominal) out.rank();
    return out;
  }

  /// Every decision on every code.
  Table table_of_all() const {
    Table out(coders_, categories());
    for (const ComparedUnit& unit : units_.all) {
      auto use = unit.uses.begin();
      const std::vector<std::int32_t> none = blank(unit);
      for (std::uint32_t code = 0; code < pool_.codes.size(); ++code) {
        std::vector<std::int32_t> cells = none;
        for (; use != unit.uses.end() && use->code == code; ++use) {
          cells[use->coder] = static_cast<std::int32_t>(category(*use));
        }
        out.add(cells, unit.cluster);
      }
    }
    if (options_.scale != Scale::nominal) out.rank();
    return out;
  }

  /// The sets of codes that coders give, and the ratings that they make.
  std::pair<Table, std::vector<CodeSet>> sets_of(const std::vector<bool>& codes) const {
    std::map<CodeSet, std::int32_t> known;
    std::vector<std::pair<std::vector<std::int32_t>, std::uint32_t>> rows;
    for (const ComparedUnit& unit : units_.all) {
      std::vector<CodeSet> said(coders_);
      for (const CodeUse& use : unit.uses) {
        if (!codes[use.code] || times(use, options_.stance) == 0) continue;
        // Stances apart: the same code with another stance is another code.
        const auto stance =
            options_.stance == StanceUse::apart ? static_cast<std::uint32_t>(stance_of(use)) : 0U;
        said[use.coder].push_back(use.code * 3 + stance);
      }
      std::vector<std::int32_t> cells = blank(unit);
      for (std::uint32_t c = 0; c < coders_; ++c) {
        if (cells[c] == kMissing) continue;
        cells[c] = known.emplace(said[c], static_cast<std::int32_t>(known.size())).first->second;
      }
      rows.emplace_back(std::move(cells), unit.cluster);
    }
    Table out(coders_, static_cast<std::uint32_t>(known.size()));
    for (const auto& [cells, cluster] : rows) out.add(cells, cluster);
    std::vector<CodeSet> sets(known.size());
    for (const auto& [set, number] : known) sets[static_cast<std::size_t>(number)] = set;
    return {std::move(out), std::move(sets)};
  }

  /// The coders that a row's precision and recall are told of.
  std::vector<std::uint32_t> found_coders() const {
    std::vector<std::uint32_t> out;
    for (std::uint32_t c = 0; c < coders_ && out_.reference != kNone; ++c) {
      if (c != out_.reference) out.push_back(c);
    }
    return out;
  }

  void describe(Job& job, const Ratings& ratings) const {
    Row& row = job.row;
    row.judged.assign(coders_, 0);
    row.given.assign(coders_, 0);
    double judgements = 0;
    double with_code = 0;
    for (std::size_t r = 0; r < ratings.rows(); ++r) {
      std::uint32_t judges = 0;
      for (std::uint32_t c = 0; c < ratings.coders; ++c) {
        const std::int32_t cell = ratings.at(r, c);
        if (cell == kMissing) continue;
        ++judges;
        const std::uint32_t coder =
            row.kind == RowKind::pair ? (c == 0 ? row.first : row.second) : c;
        row.judged[coder] += ratings.counts[r];
        judgements += ratings.counts[r];
        if (cell == 0) continue;
        row.given[coder] += ratings.counts[r];
        with_code += ratings.counts[r];
      }
      if (judges > 0) job.judged += ratings.counts[r];
      if (judges > 1) row.units += ratings.counts[r];
    }
    row.prevalence = judgements > 0 ? with_code / judgements : 0;
  }

  /// A row of nominal or counted ratings: all measures, then precision, recall and F1 by coder.
  Job job_of(RowKind kind, std::string id, const Table& table) const {
    const std::vector<double>& values = table.values();
    Job job;
    job.row.kind = kind;
    job.row.id = std::move(id);
    describe(job, table.ratings());
    const Scale scale = options_.scale;
    const Weights weights = weights_for(scale, values);
    const std::vector<std::uint32_t> others =
        scale == Scale::nominal ? found_coders() : std::vector<std::uint32_t>();
    const std::uint32_t reference = out_.reference;
    const auto numbers = [=](const Ratings& ratings) {
      const Coefficients all =
          coefficients(ratings, weights,
                       scale == Scale::ordinal ? alpha_weights(scale, values, ratings) : weights);
      std::vector<Number> out(all.begin(), all.end());
      for (const std::uint32_t coder : others) {
        const Retrieval one = retrieval(ratings, reference, coder);
        out.insert(out.end(), {one.precision, one.recall, one.f1});
      }
      return out;
    };
    job.numbers = numbers(table.ratings());
    if (kind != RowKind::all) {  // decisions on the same unit are not independent
      job.errors =
          standard_errors(table.ratings(), weights, alpha_weights(scale, values, table.ratings()));
    }
    job.sampled = table.sampled(numbers);
    for (const std::uint32_t coder : others) {
      const Retrieval one = retrieval(table.ratings(), reference, coder);
      job.row.found.push_back({coder, one.right, one.extra, one.missed, {}, {}, {}});
    }
    return job;
  }

  /// Two coders of more than two, over every decision.
  Job pair_job(const Table& all, std::uint32_t first, std::uint32_t second) const {
    const std::vector<double>& values = all.values();
    Job job;
    job.row.kind = RowKind::pair;
    job.row.first = first;
    job.row.second = second;
    const Ratings both = pair_of(all.ratings(), first, second);
    describe(job, both);
    const Scale scale = options_.scale;
    const Weights weights = weights_for(scale, values);
    const auto numbers = [=](const Ratings& ratings) {
      const Ratings two = pair_of(ratings, first, second);
      const Coefficients out = coefficients(
          two, weights, scale == Scale::ordinal ? alpha_weights(scale, values, two) : weights);
      std::vector<Number> list(out.begin(), out.end());
      if (scale == Scale::nominal) list.push_back(retrieval(two, 0, 1).f1);
      return list;
    };
    job.numbers = numbers(all.ratings());
    job.sampled = all.sampled(numbers);
    if (scale == Scale::nominal) {
      const Retrieval one = retrieval(both, 0, 1);
      job.row.found.push_back({second, one.right, one.extra, one.missed, {}, {}, {}});
    }
    return job;
  }

  /// Sets of codes: percent of the same set, and alpha by MASI.
  Job sets_job(const std::vector<bool>& codes) const {
    Job job;
    job.row.kind = RowKind::sets;
    auto [table, sets] = sets_of(codes);
    describe(job, table.ratings());
    count_given(job.row);
    const auto weights = std::make_shared<const Weights>(masi_weights(sets));
    const auto numbers = [weights](const Ratings& ratings) {
      return std::vector<Number>{krippendorff(ratings, *weights), same_set(ratings)};
    };
    job.numbers = numbers(table.ratings());
    job.sampled = table.sampled(numbers);
    return job;
  }

  /// For sets a coder "gives" a unit a code when its set is not empty.
  void count_given(Row& row) const {
    std::fill(row.given.begin(), row.given.end(), 0.0);
    double judgements = 0;
    double with_code = 0;
    for (const ComparedUnit& unit : units_.all) {
      std::uint64_t given = 0;
      for (const CodeUse& use : unit.uses) {
        if (times(use, options_.stance) > 0) given |= std::uint64_t{1} << use.coder;
      }
      for (std::uint32_t c = 0; c < coders_; ++c) {
        judgements += has(unit.judged, c);
        with_code += has(given, c);
        row.given[c] += has(given, c);
      }
    }
    row.prevalence = judgements > 0 ? with_code / judgements : 0;
  }

  static Number same_set(const Ratings& ratings) {
    if (ratings.coders < 2) return {{}, Undefined::one_coder};
    double pairs = 0;
    double same = 0;
    for (std::size_t row = 0; row < ratings.rows(); ++row) {
      double judges = 0;
      double alike = 0;
      for (std::uint32_t a = 0; a < ratings.coders; ++a) {
        if (ratings.at(row, a) == kMissing) continue;
        judges += 1;
        for (std::uint32_t b = 0; b < a; ++b) alike += ratings.at(row, a) == ratings.at(row, b);
      }
      if (judges < 2) continue;
      pairs += ratings.counts[row];
      same += ratings.counts[row] * alike / (judges * (judges - 1) / 2);
    }
    return pairs > 0 ? Number{same / pairs, Undefined::none} : Number{{}, Undefined::no_pairs};
  }

  std::vector<Job> make_jobs() const {
    std::vector<Job> jobs;
    const std::vector<bool> every(pool_.codes.size(), true);
    jobs.push_back(sets_job(every));
    const Table all = table_of_all();
    jobs.push_back(job_of(RowKind::all, {}, all));
    for (std::uint32_t a = 0; a < coders_ && coders_ > 2; ++a) {
      for (std::uint32_t b = a + 1; b < coders_; ++b) jobs.push_back(pair_job(all, a, b));
    }
    for (const auto& [id, is_group] : groups_and_codes(pool_.codes)) {
      std::vector<bool> codes(pool_.codes.size());
      for (std::size_t c = 0; c < codes.size(); ++c) {
        codes[c] = is_group ? below(pool_.codes[c], id) : pool_.codes[c] == id;
      }
      jobs.push_back(job_of(is_group ? RowKind::group : RowKind::code, id, table_of(codes)));
      if (is_group) jobs.push_back(sets_job(codes));
    }
    return jobs;
  }

  Estimate estimate(const Number& number, const std::optional<Interval>* interval) const {
    Estimate out;
    out.value = number.value;
    out.why = number.why;
    if (!number.value) {
      out.why_no_interval = number.why;
    } else if (interval != nullptr && *interval) {
      out.interval = *interval;
    } else {
      out.why_no_interval = Undefined::too_few;
    }
    return out;
  }

  void finish(Job& job, const std::vector<std::optional<Interval>>& intervals) const {
    Row& row = job.row;
    const auto at = [&](std::size_t n) {
      return estimate(job.numbers[n], n < intervals.size() ? &intervals[n] : nullptr);
    };
    if (row.kind == RowKind::sets) {
      row.measures.fill(estimate({{}, Undefined::not_for_sets}, nullptr));
      row.masi = at(0);
      row.measures[static_cast<std::size_t>(Measure::percent)] = at(1);
      return;
    }
    for (std::size_t m = 0; m < kMeasures; ++m) {
      Estimate& one = row.measures[m] = at(m);
      one.standard_error = job.errors[m];
      if (!one.value || !one.standard_error) continue;
      const auto measure = static_cast<Measure>(m);
      const bool by_pairs =
          measure == Measure::alpha || measure == Measure::cohen || measure == Measure::scott;
      const double half =
          *one.standard_error * t_quantile((by_pairs ? job.row.units : job.judged) - 1);
      one.analytic = Interval{*one.value - half, std::min(1.0, *one.value + half)};
    }
    std::size_t next = kMeasures;
    for (Found& found : row.found) {
      if (row.kind == RowKind::pair) {
        found.f1 = at(next++);
        found.precision = found.recall = estimate({{}, Undefined::no_reference}, nullptr);
        continue;
      }
      found.precision = at(next++);
      found.recall = at(next++);
      found.f1 = at(next++);
    }
    if (row.kind == RowKind::code || row.kind == RowKind::group) row.weak = weakness(row);
  }

  static Weak weakness(const Row& row) {
    const Estimate& alpha = row[Measure::alpha];
    if (!alpha.value) return Weak::no;  // nothing to doubt: nobody gave it, or all gave it
    if (*alpha.value < kLeastAlpha) return Weak::below;
    if (!alpha.interval) return Weak::untested;
    return alpha.interval->low < kLeastAlpha ? Weak::reaches : Weak::no;
  }

  const Pool& pool_;
  const Options& options_;
  Units units_;
  std::uint32_t coders_;
  Agreement out_;
};

}  // namespace

Agreement compare(const Pool& pool, const Options& options) {
  return Comparison(pool, options).run();
}

std::vector<std::string> weak_codes(const Agreement& agreement) {
  std::vector<std::string> out;
  for (const Row& row : agreement.rows) {
    if (row.kind == RowKind::code && row.weak != Weak::no) out.push_back(row.id);
  }
  return out;
}

}  // namespace samsyn::agree
