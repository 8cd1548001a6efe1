#include "stages/agree/agreement.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <random>

#include "tests/agree/lines.hpp"

namespace samsyn::agree {
namespace {

using testing::cell;
using testing::code;

Agreement compared(const std::vector<std::string>& files, const Options& options = {}) {
  Issues issues;
  std::vector<Input> inputs;
  for (const std::string& bytes : files) {
    Result<CodingsFile> file = read_codings(std::to_string(inputs.size()), bytes, issues);
    EXPECT_TRUE(file);
    if (file) inputs.push_back({*file, {}});
  }
  const Result<Pool> all = pool(inputs, {}, issues);
  EXPECT_TRUE(all);
  return compare(*all, options);
}

const Row* row_of(const Agreement& agreement, RowKind kind, const std::string& id = "") {
  for (const Row& row : agreement.rows) {
    if (row.kind == kind && row.id == id) return &row;
  }
  ADD_FAILURE() << "no row " << id;
  return &agreement.rows.front();
}

/// Fifty answers of a segment. Both coders give hinder.org.tid in 20 of them, only the first in 5,
/// only the second in 10: Cohen's kappa is that of [[20,5],[10,15]].
std::vector<std::string> cohens_coders() {
  std::vector<std::string> out(2);
  for (std::uint32_t row = 0; row < 50; ++row) {
    const bool first = row < 25;
    const bool second = row < 20 || (row >= 25 && row < 35);
    out[0] +=
        cell(row + 2, 0, 9,
             first ? std::vector{code("anna", "hinder.org.tid")} : std::vector<std::string>());
    out[1] += cell(row + 2, 0, 9,
                   second ? std::vector{code("bo", "hinder.org.tid")} : std::vector<std::string>());
  }
  return out;
}

TEST(Agreement, MeasuresACodeFromFiles) {
  const Agreement all = compared(cohens_coders());
  EXPECT_EQ(all.unit, Unit::segment);
  EXPECT_EQ(all.units, 50);
  EXPECT_EQ(all.shared_units, 50);
  EXPECT_EQ(all.clusters, 50U);
  const Row& row = *row_of(all, RowKind::code, "hinder.org.tid");
  EXPECT_NEAR(row[Measure::cohen].value.value_or(-9), 0.4, 1e-12);
  EXPECT_NEAR(row[Measure::pabak].value.value_or(-9), 0.4, 1e-12);
  EXPECT_EQ(row.given, (std::vector<double>{25, 30}));
  EXPECT_EQ(row.units, 50);
  EXPECT_NEAR(row.prevalence, 0.55, 1e-12);
  ASSERT_EQ(row.found.size(), 1U);
  EXPECT_EQ(row.found[0].coder, 1U);
  EXPECT_NEAR(row.found[0].precision.value.value_or(-9), 20.0 / 30, 1e-12);
  EXPECT_NEAR(row.found[0].recall.value.value_or(-9), 20.0 / 25, 1e-12);
  EXPECT_NEAR(row.found[0].f1.value.value_or(-9), 40.0 / 55, 1e-12);
  // Each answer is a person here, so that drawing persons gives about what Gwet's formula gives.
  const Estimate& kappa = row[Measure::cohen];
  ASSERT_TRUE(kappa.interval && kappa.analytic);
  EXPECT_NEAR(kappa.interval->low, kappa.analytic->low, 0.05);
  EXPECT_NEAR(kappa.interval->high, kappa.analytic->high, 0.05);
  EXPECT_EQ(all.disagreements.size(), 15U);
  EXPECT_EQ(weak_codes(all), std::vector<std::string>{"hinder.org.tid"});
  EXPECT_EQ(row.weak, Weak::below);
}

TEST(Agreement, GoldIsWhatTheOthersAreHeldAgainst) {
  Options options;
  options.gold = "bo";
  const Agreement all = compared(cohens_coders(), options);
  EXPECT_TRUE(all.gold);
  const Row& row = *row_of(all, RowKind::all);
  ASSERT_EQ(row.found.size(), 1U);
  EXPECT_EQ(row.found[0].coder, 0U);
  EXPECT_NEAR(row.found[0].precision.value.value_or(-9), 20.0 / 25, 1e-12);
  EXPECT_EQ(row.found[0].missed, 10);
}

TEST(Agreement, StanceDecidesWhatCounts) {
  const std::vector<std::string> files{
      cell(2, 0, 9, {code("anna", "x=negated")}) + cell(3, 0, 9, {code("anna", "x")}) +
          cell(4, 0, 9, {}),
      cell(2, 0, 9, {code("bo", "x")}) + cell(3, 0, 9, {code("bo", "x")}) + cell(4, 0, 9, {})};
  const struct {
    StanceUse stance;
    double percent;
    std::size_t disagreements;
  } kCases[] = {
      {StanceUse::affirmed, 2.0 / 3, 1}, {StanceUse::any, 1, 0}, {StanceUse::apart, 2.0 / 3, 1}};
  for (const auto& c : kCases) {
    Options options;
    options.stance = c.stance;
    const Agreement all = compared(files, options);
    EXPECT_NEAR((*row_of(all, RowKind::code, "x"))[Measure::percent].value.value_or(-9), c.percent,
                1e-12);
    EXPECT_EQ(all.disagreements.size(), c.disagreements);
  }
  Options apart;
  apart.stance = StanceUse::apart;
  const Agreement all = compared(files, apart);
  EXPECT_EQ((*row_of(all, RowKind::code, "x"))[Measure::pabak].why, Undefined::not_two_categories);
  ASSERT_EQ(all.disagreements[0].codes[0].said.size(), 2U);
  EXPECT_EQ(all.disagreements[0].codes[0].said[0].stance, Stance::negated);
}

TEST(Agreement, GroupsAndSetsStandBesideCodes) {
  const Agreement all = compared({cell(2, 0, 9, {code("anna", "hinder.org.tid")}) +
                                      cell(3, 0, 9, {}) + cell(4, 0, 9, {code("anna", "tema.x")}),
                                  cell(2, 0, 9, {code("bo", "hinder.org.krav")}) +
                                      cell(3, 0, 9, {}) + cell(4, 0, 9, {code("bo", "tema.x")})});
  EXPECT_EQ((*row_of(all, RowKind::group, "hinder.org"))[Measure::alpha].value.value_or(-9), 1)
      << "both found an organisational barrier";
  EXPECT_EQ((*row_of(all, RowKind::code, "hinder.org.tid"))[Measure::percent].value.value_or(-9),
            2.0 / 3);
  const Row& sets = *row_of(all, RowKind::sets);
  EXPECT_NEAR(sets[Measure::percent].value.value_or(-9), 2.0 / 3, 1e-12);
  EXPECT_EQ(sets[Measure::cohen].why, Undefined::not_for_sets);
  ASSERT_TRUE(sets.masi && sets.masi->value);
  // By hand: distances 1, 0, 0; of the 30 ordered pairs of the six sets only two {} and two
  // {tema.x} agree, 4 of them: alpha = 1 - (1/3) / (26/30).
  EXPECT_NEAR(*sets.masi->value, 1 - (1.0 / 3) / (26.0 / 30), 1e-12);
  const Row& group = *row_of(all, RowKind::group, "hinder.org");
  ASSERT_TRUE(group.masi);
  EXPECT_LT(group.masi->value.value_or(9), 0.5) << "but not the same one";
  for (const Row& row : all.rows) EXPECT_NE(row.id, "tema") << "a group of one code is no group";
}

TEST(Agreement, ComparesAnswersWhereTextsAreCutApart) {
  std::string a;
  std::string b;
  for (std::uint32_t row = 2; row < 12; ++row) {
    a += cell(row, 0, 20, {code("anna", "x")}) + cell(row, 21, 60, {});
    b += cell(row, 0, 40, {}) + cell(row, 41, 60, {code("bo", "x")});
  }
  const Agreement all = compared({a, b});
  EXPECT_EQ(all.unit, Unit::answer);
  EXPECT_EQ(all.shared_units, 10);
  EXPECT_EQ((*row_of(all, RowKind::code, "x"))[Measure::percent].value.value_or(-9), 1);
  EXPECT_FALSE(all.cuts.same);
  EXPECT_EQ(all.cuts.segments, 40);
  EXPECT_EQ(all.cuts.shared, 0);
  ASSERT_TRUE(all.cuts.alpha.value);
  EXPECT_LT(*all.cuts.alpha.value, 0.9);
  EXPECT_TRUE(all.cuts.alpha.interval);

  Options options;
  options.unit = Unit::segment;
  const Agreement apart = compared({a, b}, options);
  EXPECT_EQ(apart.shared_units, 0);
  EXPECT_EQ((*row_of(apart, RowKind::code, "x"))[Measure::alpha].why, Undefined::no_pairs);
}

TEST(Agreement, CountsHowOftenOnAScale) {
  std::string a;
  std::string b;
  // Times of x in five answers: anna 0 1 2 3 3, bo 0 1 2 3 2.
  const int kAnna[] = {0, 1, 2, 3, 3};
  const int kBo[] = {0, 1, 2, 3, 2};
  for (std::uint32_t row = 0; row < 5; ++row) {
    for (std::uint32_t s = 0; s < 3; ++s) {
      const auto codes = [&](const char* who, int n) {
        return static_cast<int>(s) < n ? std::vector{code(who, "x")} : std::vector<std::string>();
      };
      a += cell(row + 2, s * 10, s * 10 + 9, codes("anna", kAnna[row]));
      b += cell(row + 2, s * 10, s * 10 + 9, codes("bo", kBo[row]));
    }
  }
  Options options;
  options.unit = Unit::answer;
  options.scale = Scale::interval;
  const Agreement all = compared({a, b}, options);
  const Row& row = *row_of(all, RowKind::code, "x");
  // By hand: values 0 0 1 1 2 2 2 3 3 3; observed sum of squares over ordered pairs within units 2,
  // of ten values: 0.2; expected 2 (10 x 41 - 17^2) / 90. Alpha = 1 - 0.2 / 2.6889.
  EXPECT_NEAR(row[Measure::alpha].value.value_or(-9), 1 - 0.2 / (2.0 * (10 * 41 - 17 * 17) / 90),
              1e-12);
  EXPECT_TRUE(row.found.empty());
  EXPECT_EQ(all.disagreements.size(), 1U);
}

TEST(Agreement, HasAnAnswerInWordsWhereNothingCanBeCalculated) {
  const std::string plain = cell(2, 0, 9, {}) + cell(3, 0, 9, {});
  const std::string anna = cell(2, 0, 9, {code("anna", "x")}) + cell(3, 0, 9, {code("anna", "x")});
  const std::string bo = cell(2, 0, 9, {code("bo", "x")}) + cell(3, 0, 9, {code("bo", "x")});
  const struct {
    const char* what;
    std::vector<std::string> files;
    Undefined why;
    Weak weak;  // what was tested by nothing is not relied on
  } kCases[] = {{"one coder", {anna}, Undefined::one_coder, Weak::untested},
                {"one category", {anna, bo}, Undefined::one_category, Weak::no},
                {"nothing in common",
                 {anna, cell(7, 0, 9, {code("bo", "x")})},
                 Undefined::no_pairs,
                 Weak::untested}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.what);
    const Agreement all = compared(c.files);
    const Row& row = *row_of(all, RowKind::code, "x");
    EXPECT_EQ(row[Measure::alpha].why, c.why);
    EXPECT_FALSE(row[Measure::alpha].value);
    EXPECT_EQ(row.weak, c.weak);
  }
  const Agreement none = compared({plain});
  EXPECT_EQ(none.rows.size(), 2U) << "sets and all, though nobody gave a code";
  EXPECT_EQ(none.units, 2);
}

TEST(Agreement, MarksCodesThatAreTooRareToTell) {
  std::string a;
  std::string b;
  for (std::uint32_t row = 2; row < 42; ++row) {
    a += cell(row, 0, 9, row == 2 ? std::vector{code("anna", "x")} : std::vector<std::string>());
    b += cell(row, 0, 9, row == 2 ? std::vector{code("bo", "x")} : std::vector<std::string>());
  }
  const Agreement all = compared({a, b});
  const Row& row = *row_of(all, RowKind::code, "x");
  EXPECT_EQ(row[Measure::alpha].value.value_or(-9), 1);
  EXPECT_EQ(row[Measure::alpha].why_no_interval, Undefined::too_few);
  EXPECT_EQ(row.weak, Weak::untested);
}

// What took more than a minute: chance was worked out for every pair of sets in every resample, and
// every code went over every unit.
TEST(Agreement, ComparesManySetsAndManyCodesInTime) {
  std::mt19937 random(808);
  std::vector<std::string> sets(2), codes(2);
  for (std::uint32_t row = 2; row < 2002; ++row) {
    std::vector<std::string> a, b;
    for (int c = 0; c < 40; ++c) {
      const std::string id = "g" + std::to_string(c % 5) + ".c" + std::to_string(c);
      const bool is = random() % 10 == 0;
      if (is != (random() % 30 == 0)) a.push_back(code("anna", id));
      if (is != (random() % 30 == 0)) b.push_back(code("bo", id));
    }
    sets[0] += cell(row, 0, 9, a);
    sets[1] += cell(row, 0, 9, b);
    const auto own = [&] { return "k" + std::to_string(random() % 500); };
    codes[0] += cell(row, 0, 9, {code("anna", own())});
    codes[1] += cell(row, 0, 9, {code("bo", own())});
  }
  const auto start = std::chrono::steady_clock::now();
  Options few;
  few.resampling.resamples = 200;
  EXPECT_EQ(compared(sets, few).rows.size(), 2U + 5 + 40);
  EXPECT_EQ(compared(codes, few).rows.size(), 2U + 500);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  EXPECT_LT(took.count(), 20) << "about one on an idle machine";
}

/// Two or three coders with random codes of a few, files in random order.
std::vector<std::string> random_files(std::mt19937& random) {
  const char* const kCodes[] = {"hinder.org.tid", "hinder.org.krav", "hinder.ind.sprak", "tema.x"};
  const char* const kStances[] = {"", "=negated", "=hypothetical"};
  std::vector<std::string> out(2 + random() % 2);
  for (std::uint32_t row = 2; row < 8; ++row) {
    for (std::uint32_t s = 0; s < 1 + random() % 3; ++s) {
      for (std::size_t f = 0; f < out.size(); ++f) {
        std::vector<std::string> codes;
        for (const char* one : kCodes) {
          if (random() % 3 == 0) {
            codes.push_back(
                code("k" + std::to_string(f), std::string(one) + kStances[random() % 3]));
          }
        }
        if (random() % 6 != 0) out[f] += cell(row, s * 10, s * 10 + 9, codes);
      }
    }
  }
  for (std::string& file : out) file += cell(9, 0, 9, {});
  return out;
}

TEST(Agreement, IsNeverNotANumberAndDoesNotDependOnTheOrderOfLines) {
  std::mt19937 random(404);
  for (int round = 0; round < 60; ++round) {
    const std::vector<std::string> files = random_files(random);
    Options options;
    options.unit = static_cast<Unit>(round % 3);
    options.stance = static_cast<StanceUse>(round / 3 % 3);
    options.scale = static_cast<Scale>(round / 9 % 4);
    options.resampling.resamples = 20;
    const Agreement all = compared(files, options);
    const auto check = [](const Estimate& one) {
      EXPECT_EQ(one.value.has_value(), one.why == Undefined::none);
      EXPECT_EQ(one.interval.has_value(), one.why_no_interval == Undefined::none);
      if (one.value) {
        EXPECT_TRUE(std::isfinite(*one.value) && *one.value < 1 + 1e-9);
      }
      if (one.interval) {
        EXPECT_TRUE(one.interval->low <= one.interval->high);
      }
      if (one.analytic) {
        EXPECT_TRUE(std::isfinite(one.analytic->low) && one.analytic->high <= 1);
      }
    };
    for (const Row& row : all.rows) {
      for (const Estimate& one : row.measures) check(one);
      if (row.masi) check(*row.masi);
      for (const Found& found : row.found) {
        check(found.precision);
        check(found.recall);
        check(found.f1);
      }
      for (std::size_t c = 0; c < row.given.size(); ++c) EXPECT_LE(row.given[c], row.judged[c]);
    }
    // Lines backwards.
    std::vector<std::string> backwards;
    for (const std::string& file : files) {
      std::string& out = backwards.emplace_back();
      for (std::size_t at = 0; at < file.size();) {
        const std::size_t end = file.find('\n', at) + 1;
        out.insert(0, file, at, end - at);
        at = end;
      }
    }
    const Agreement other = compared(backwards, options);
    ASSERT_EQ(other.rows.size(), all.rows.size());
    EXPECT_EQ(other.disagreements.size(), all.disagreements.size());
    for (std::size_t r = 0; r < all.rows.size(); ++r) {
      for (std::size_t m = 0; m < kMeasures; ++m) {
        const Estimate& one = all.rows[r].measures[m];
        const Estimate& two = other.rows[r].measures[m];
        ASSERT_EQ(one.value.has_value(), two.value.has_value());
        if (one.value) {
          EXPECT_NEAR(*one.value, *two.value, 1e-9);
        }
      }
    }
  }
}

}  // namespace
}  // namespace samsyn::agree
