#include <algorithm>
#include <map>
#include <memory>

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

/// A row to come: a group ("hinder.org"), or a code.
struct Member {
  std::string id;
  bool is_group = false;
  std::vector<std::uint32_t> codes;  ///< those of the group, ascending; or the code itself
};

/// Groups of two codes or more stand before their codes, "hinder" before "hinder.org".
std::vector<Member> groups_and_codes(const std::vector<std::string>& codes) {
  std::map<std::string, std::vector<std::uint32_t>> groups;
  const auto each_group = [](const std::string& code, const auto& what) {
    for (std::size_t dot = code.find('.'); dot != std::string::npos;
         dot = code.find('.', dot + 1)) {
      what(code.substr(0, dot));
    }
  };
  for (std::uint32_t c = 0; c < codes.size(); ++c) {
    each_group(codes[c], [&](const std::string& group) { groups[group].push_back(c); });
  }
  std::vector<Member> out;
  for (std::uint32_t c = 0; c < codes.size(); ++c) {
    each_group(codes[c], [&](const std::string& group) {
      if (groups[group].size() >= 2) out.push_back({group, true, groups[group]});
      groups[group].clear();  // told
    });
    out.push_back({codes[c], false, {c}});
  }
  return out;
}

/// A use of a code in a unit.
struct Use {
  std::uint32_t unit = 0;
  const CodeUse* use = nullptr;
};

class Comparison {
 public:
  Comparison(const Pool& pool, const Options& options)
      : pool_(pool),
        options_(options),
        units_(units_of(pool, unit_for(pool, options), options.by_answer)),
        coders_(static_cast<std::uint32_t>(pool.coders.size())),
        blank_(units_, coders_),
        uses_(pool.codes.size()) {
    for (std::uint32_t u = 0; u < units_.all.size(); ++u) {
      for (const CodeUse& use : units_.all[u].uses) uses_[use.code].push_back({u, &use});
    }
  }

  Agreement run() {
    head();
    const Resamples resamples(blank_.blanks, options_.resampling);
    const auto add = [&](Job job) {
      finish(job, resamples.intervals(job.sampled));
      out_.rows.push_back(std::move(job.row));
    };
    const std::vector<Use> every = uses_of_all();
    add(sets_job(every));
    {
      const Table all = table_of_all();
      add(job_of(RowKind::all, {}, all));
      for (std::uint32_t a = 0; a < coders_ && coders_ > 2; ++a) {
        for (std::uint32_t b = a + 1; b < coders_; ++b) add(pair_job(all, a, b));
      }
    }
    for (const Member& member : groups_and_codes(pool_.codes)) {
      const std::vector<Use> uses = member.is_group ? uses_of(member.codes) : std::vector<Use>();
      const Table table = table_of(member.is_group ? uses : uses_[member.codes.front()]);
      add(job_of(member.is_group ? RowKind::group : RowKind::code, member.id, table));
      if (!member.is_group) continue;
      const Job sets = alpha_job(uses);
      const auto intervals = resamples.intervals(sets.sampled);
      out_.rows.back().masi =
          estimate(sets.numbers[0], intervals.empty() ? nullptr : &intervals[0]);
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

  std::int32_t category(const CodeUse& use) const {
    return static_cast<std::int32_t>(category_of(&use, options_.stance, options_.scale));
  }

  /// Absent and present, or absent and three stances; counts are ranked when all are known.
  std::uint32_t categories() const { return options_.stance == StanceUse::apart ? 4 : 2; }

  /// Uses of the codes, by unit and then by code.
  std::vector<Use> uses_of(const std::vector<std::uint32_t>& codes) const {
    std::vector<Use> out;
    for (const std::uint32_t code : codes) {
      out.insert(out.end(), uses_[code].begin(), uses_[code].end());
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Use& a, const Use& b) { return a.unit < b.unit; });
    return out;
  }

  std::vector<Use> uses_of_all() const {
    std::vector<Use> out;
    for (std::uint32_t u = 0; u < units_.all.size(); ++u) {
      for (const CodeUse& use : units_.all[u].uses) out.push_back({u, &use});
    }
    return out;
  }

  /// Is any of these codes given? Counts are added up; of stances the first in order is taken.
  Table table_of(const std::vector<Use>& uses) const {
    Table out(blank_, categories());
    for (auto use = uses.begin(); use != uses.end();) {
      const std::uint32_t unit = use->unit;
      std::vector<std::int32_t> cells = blank_.of(unit);
      for (; use != uses.end() && use->unit == unit; ++use) {
        const std::int32_t one = category(*use->use);
        std::int32_t& cell = cells[use->use->coder];
        if (options_.scale != Scale::nominal) {
          cell += one;
        } else if (one != 0) {
          cell = cell == 0 ? one : std::min(cell, one);
        }
      }
      out.put(unit, cells);
    }
    if (options_.scale != Scale::nominal) out.rank();
    return out;
  }

  /// Every decision on every code.
  Table table_of_all() const {
    Table out(blank_, categories(), static_cast<std::uint32_t>(pool_.codes.size()));
    for (std::uint32_t u = 0; u < units_.all.size(); ++u) {
      const std::vector<CodeUse>& uses = units_.all[u].uses;
      for (auto use = uses.begin(); use != uses.end();) {
        const std::uint32_t code = use->code;
        std::vector<std::int32_t> cells = blank_.of(u);
        for (; use != uses.end() && use->code == code; ++use) cells[use->coder] = category(*use);
        out.put(u, cells);
      }
    }
    if (options_.scale != Scale::nominal) out.rank();
    return out;
  }

  /// The sets that coders make of the uses, and the ratings that these are; the first is empty.
  std::pair<Table, std::vector<CodeSet>> sets_of(const std::vector<Use>& uses) const {
    std::map<CodeSet, std::int32_t> known{{{}, 0}};
    std::vector<std::pair<std::uint32_t, std::vector<std::int32_t>>> rows;
    for (auto use = uses.begin(); use != uses.end();) {
      const std::uint32_t unit = use->unit;
      std::map<std::uint32_t, CodeSet> said;  // by coder
      for (; use != uses.end() && use->unit == unit; ++use) {
        const CodeUse& one = *use->use;
        if (times(one, options_.stance) == 0) continue;
        // Stances apart: the same code with another stance is another code.
        const auto stance =
            options_.stance == StanceUse::apart ? static_cast<std::uint32_t>(stance_of(one)) : 0U;
        said[one.coder].push_back(one.code * 3 + stance);
      }
      std::vector<std::int32_t> cells = blank_.of(unit);
      for (const auto& [coder, set] : said) {
        cells[coder] = known.emplace(set, static_cast<std::int32_t>(known.size())).first->second;
      }
      rows.emplace_back(unit, std::move(cells));
    }
    Table out(blank_, static_cast<std::uint32_t>(known.size()));
    for (const auto& [unit, cells] : rows) out.put(unit, cells);
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

  /// All codes as sets: alpha by MASI, and percent of the same set.
  Job sets_job(const std::vector<Use>& uses) const {
    Job job;
    job.row.kind = RowKind::sets;
    const auto [table, sets] = sets_of(uses);
    // A coder gives a unit something when the set is not empty, which is the first category.
    describe(job, table.ratings());
    const auto alpha = std::make_shared<const SetAlpha>(table.ratings(), sets);
    const auto numbers = [alpha](const Ratings& ratings) {
      return std::vector<Number>{alpha->of(ratings.counts), same_set(ratings)};
    };
    job.numbers = numbers(table.ratings());
    job.sampled = table.sampled(numbers);
    return job;
  }

  /// Sets of a group's codes: only alpha, for the row of the group.
  Job alpha_job(const std::vector<Use>& uses) const {
    Job job;
    const auto [table, sets] = sets_of(uses);
    const auto alpha = std::make_shared<const SetAlpha>(table.ratings(), sets);
    const auto numbers = [alpha](const std::vector<double>& counts) {
      return std::vector<Number>{alpha->of(counts)};
    };
    job.numbers = numbers(table.ratings().counts);
    job.sampled = table.sampled_counts(numbers);
    return job;
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
    // Nothing to doubt: nobody gave it, or all gave it.
    if (alpha.why == Undefined::one_category) return Weak::no;
    if (!alpha.value) return Weak::untested;
    if (*alpha.value < kLeastAlpha) return Weak::below;
    if (!alpha.interval) return Weak::untested;
    return alpha.interval->low < kLeastAlpha ? Weak::reaches : Weak::no;
  }

  const Pool& pool_;
  const Options& options_;
  Units units_;
  std::uint32_t coders_;
  BlankUnits blank_;
  std::vector<std::vector<Use>> uses_;  ///< by code
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
