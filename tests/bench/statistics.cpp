// What the study's statistics cost: bench_statistics. Invented numbers; the sizes are those of a
// large study (100 000 people, 60 items) and the worst that the work limits let through.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include "stages/summarise/statistics/compare_counts.hpp"
#include "stages/summarise/statistics/exact.hpp"
#include "stages/summarise/statistics/raking.hpp"
#include "stages/summarise/statistics/ranks.hpp"
#include "stages/summarise/statistics/reliability.hpp"
#include "stages/summarise/statistics/weighted.hpp"

namespace samsyn::summarise {
namespace {

constexpr std::size_t kPeople = 100'000;
constexpr std::size_t kItems = 60;

CrossTable random_table(std::size_t rows, std::size_t columns, std::uint64_t below) {
  std::mt19937_64 engine(3);
  CrossTable out{rows, columns, {}};
  for (std::size_t i = 0; i < rows * columns; ++i) out.cells.push_back(engine() % below);
  return out;
}

void compare_large(benchmark::State& state) {
  const CrossTable table = random_table(20, 7, 1500);
  for (auto _ : state) benchmark::DoNotOptimize(compare_counts(table));
}
BENCHMARK(compare_large);

/// Groups x answers with few people: the exact test, or its work limit and then drawing.
void compare_small(benchmark::State& state) {
  const auto rows = static_cast<std::size_t>(state.range(0));
  const auto columns = static_cast<std::size_t>(state.range(1));
  const CrossTable table = random_table(rows, columns, static_cast<std::uint64_t>(state.range(2)));
  for (auto _ : state) {
    const Outcome<CountComparison> found = compare_counts(table);
    state.SetLabel(!found                                 ? "too much work"
                   : found->test == CountTest::fisher     ? "exact"
                   : found->test == CountTest::chi_square ? "chi-square"
                                                          : "drawn");
  }
}
BENCHMARK(compare_small)
    ->Args({3, 3, 6})
    ->Args({2, 7, 8})
    ->Args({3, 5, 7})
    ->Args({4, 5, 7})
    ->Args({20, 5, 7})
    ->Args({60, 20, 5})
    ->Unit(benchmark::kMillisecond);

/// 100 000 people, but few in some columns.
void compare_rare(benchmark::State& state) {
  const CrossTable table{2, 5, {52'000, 3, 1, 2, 0, 47'000, 1, 4, 0, 3}};
  for (auto _ : state) benchmark::DoNotOptimize(compare_counts(table));
}
BENCHMARK(compare_rare)->Unit(benchmark::kMillisecond);

void draw_large(benchmark::State& state) {
  const CrossTable table = random_table(20, 5, 200'000);
  for (auto _ : state) benchmark::DoNotOptimize(fisher_by_drawing(table));
}
BENCHMARK(draw_large)->Unit(benchmark::kMillisecond);

void fisher_huge(benchmark::State& state) {
  const CrossTable table{2, 2, {10'000'000, 9'999'000, 10'000'500, 10'000'000}};
  for (auto _ : state) benchmark::DoNotOptimize(fisher(table));
}
BENCHMARK(fisher_huge)->Unit(benchmark::kMicrosecond);

void ranks_large(benchmark::State& state) {
  const CrossTable table = random_table(2, 101, 1000);
  for (auto _ : state) benchmark::DoNotOptimize(mann_whitney(table));
}
BENCHMARK(ranks_large)->Unit(benchmark::kMicrosecond);

void ranks_exact(benchmark::State& state) {
  CrossTable table{2, 98, std::vector<std::uint64_t>(196)};
  for (std::size_t i = 0; i < 98; ++i) table.cells[i % 2 * 98 + i] = 1;
  for (auto _ : state) benchmark::DoNotOptimize(mann_whitney(table));
}
BENCHMARK(ranks_exact)->Unit(benchmark::kMillisecond);

void weighted_table(benchmark::State& state) {
  WeightedTable table{20, 7, {}};
  for (const std::uint64_t n : random_table(20, 7, 1500).cells) {
    const auto people = static_cast<double>(n);
    table.cells.push_back({n, people * 1.1, people * 1.5});
  }
  for (auto _ : state) benchmark::DoNotOptimize(rao_scott(table));
}
BENCHMARK(weighted_table)->Unit(benchmark::kMicrosecond);

std::vector<std::optional<double>> answers(std::size_t people, std::size_t items) {
  std::mt19937_64 engine(11);
  std::vector<std::optional<double>> out;
  for (std::size_t i = 0; i < people; ++i) {
    const std::uint64_t common = engine() % 3;
    for (std::size_t k = 0; k < items; ++k) {
      out.emplace_back(static_cast<double>(1 + common + engine() % 3));
    }
  }
  return out;
}

ItemMoments moments_of(const std::vector<std::optional<double>>& rows, std::size_t items) {
  ItemMoments out(items);
  for (std::size_t i = 0; i < rows.size(); i += items) out.add(std::span(&rows[i], items));
  return out;
}

void item_moments(benchmark::State& state) {
  const auto items = static_cast<std::size_t>(state.range(0));
  const auto rows = answers(kPeople, items);
  for (auto _ : state) benchmark::DoNotOptimize(moments_of(rows, items));
}
BENCHMARK(item_moments)->Arg(8)->Arg(kItems)->Unit(benchmark::kMillisecond);

void omega_of_items(benchmark::State& state) {
  const auto items = static_cast<std::size_t>(state.range(0));
  const ItemMoments moments = moments_of(answers(1000, items), items);
  for (auto _ : state) benchmark::DoNotOptimize(omega(moments));
}
BENCHMARK(omega_of_items)->Arg(8)->Arg(kItems)->Unit(benchmark::kMillisecond);

void rake_people(benchmark::State& state) {
  std::mt19937_64 engine(23);
  std::vector<std::vector<std::uint32_t>> categories(4, std::vector<std::uint32_t>(kPeople));
  std::vector<std::vector<double>> targets;
  std::vector<RakeMargin> margins;
  for (std::uint32_t m = 0; m < 4; ++m) {
    for (std::uint32_t& category : categories[m]) {
      category = static_cast<std::uint32_t>(engine() % (2 + 6 * m));
    }
    std::vector<double>& of = targets.emplace_back(2 + 6 * m);
    for (double& target : of) target = static_cast<double>(10 + engine() % 90);
  }
  for (std::size_t m = 0; m < 4; ++m) margins.push_back({categories[m], targets[m]});
  RakeOptions options;
  if (state.range(0) != 0) options.cap = 3;
  for (auto _ : state) benchmark::DoNotOptimize(rake(margins, options));
}
BENCHMARK(rake_people)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace samsyn::summarise

BENCHMARK_MAIN();
