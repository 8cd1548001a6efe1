#include "stages/human/draw.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

namespace samsyn::human {
namespace {

/// std::shuffle's order is the library's own affair; this one is the same everywhere.
void shuffle(std::vector<std::uint32_t>& all, std::mt19937_64& engine) {
  for (std::size_t n = all.size(); n > 1; --n) {
    const std::uint64_t limit = std::mt19937_64::max() - std::mt19937_64::max() % n;
    std::uint64_t drawn = engine();
    while (drawn >= limit) drawn = engine();
    std::swap(all[n - 1], all[drawn % n]);
  }
}

/// Places for each stratum: one, and of the rest its share.
std::vector<std::uint32_t> places_of(const std::vector<std::uint32_t>& sizes, std::uint32_t size) {
  std::vector<std::uint32_t> order(sizes.size()), out(sizes.size());
  for (std::uint32_t s = 0; s < order.size(); ++s) order[s] = s;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return sizes[a] > sizes[b]; });
  std::uint64_t all = 0;
  for (const std::uint32_t n : sizes) all += n;
  if (size < sizes.size()) {
    for (std::uint32_t s = 0; s < size; ++s) out[order[s]] = 1;
    return out;
  }
  std::vector<std::pair<double, std::uint32_t>> remainders;
  std::uint64_t given = 0;
  for (std::uint32_t s = 0; s < sizes.size(); ++s) {
    const double share = static_cast<double>(size) * sizes[s] / static_cast<double>(all);
    out[s] = std::min(sizes[s], std::max(1U, static_cast<std::uint32_t>(share)));
    given += out[s];
    remainders.emplace_back(share - std::floor(share), s);
  }
  std::stable_sort(remainders.begin(), remainders.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  while (given < std::min<std::uint64_t>(size, all)) {
    for (const auto& [remainder, s] : remainders) {
      if (given == size || out[s] == sizes[s]) continue;
      ++out[s];
      ++given;
    }
  }
  // One for each small stratum may have been more than their share.
  while (given > size) {
    const auto most = std::max_element(out.begin(), out.end());
    --*most;
    --given;
  }
  return out;
}

std::vector<std::uint32_t> stratified(const std::vector<Candidate>& candidates,
                                      const std::vector<std::uint32_t>& shuffled,
                                      std::uint32_t size, Drawn& drawn) {
  std::map<std::uint32_t, std::vector<std::uint32_t>> strata;
  for (const std::uint32_t c : shuffled) strata[candidates[c].stratum].push_back(c);
  std::vector<std::uint32_t> sizes;
  for (const auto& [stratum, all] : strata) sizes.push_back(static_cast<std::uint32_t>(all.size()));
  const std::vector<std::uint32_t> places = places_of(sizes, size);
  std::vector<std::uint32_t> out;
  std::size_t s = 0;
  for (const auto& [stratum, all] : strata) {
    out.insert(out.end(), all.begin(), all.begin() + places[s]);
    drawn.strata_left_out += places[s] == 0;
    ++s;
  }
  return out;
}

}  // namespace

Drawn draw(const std::vector<Candidate>& candidates, const DrawOptions& options) {
  Drawn out;
  out.by_coder.resize(options.coders);
  std::mt19937_64 engine(options.seed);
  std::vector<std::uint32_t> all(candidates.size());
  for (std::uint32_t c = 0; c < all.size(); ++c) all[c] = c;
  shuffle(all, engine);
  const auto size = std::min(options.size, static_cast<std::uint32_t>(all.size()));
  if (options.draw == Draw::stratified) {
    all = stratified(candidates, all, size, out);
    shuffle(all, engine);
  } else {
    if (options.draw == Draw::uncertain) {
      std::stable_sort(all.begin(), all.end(), [&](std::uint32_t a, std::uint32_t b) {
        return candidates[a].sureness < candidates[b].sureness;
      });
    }
    all.resize(size);
    if (options.draw == Draw::uncertain) shuffle(all, engine);
  }
  if (options.coders > 0) {
    const double wish = std::clamp(options.overlap, 0.0, 1.0) * static_cast<double>(all.size());
    out.shared = options.coders > 1 ? static_cast<std::uint32_t>(std::lround(wish)) : 0;
    for (std::uint32_t c = 0; c < all.size(); ++c) {
      for (std::uint32_t coder = 0; coder < options.coders; ++coder) {
        if (c < out.shared || (c - out.shared) % options.coders == coder) {
          out.by_coder[coder].push_back(all[c]);
        }
      }
    }
  }
  for (std::vector<std::uint32_t>& own : out.by_coder) std::sort(own.begin(), own.end());
  return out;
}

}  // namespace samsyn::human
