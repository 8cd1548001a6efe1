#include "stages/agree/cuts.hpp"

#include <algorithm>

#include "stages/agree/unitising.hpp"
#include "stages/agree/units.hpp"

namespace samsyn::agree {
namespace {

/// The segments [first, last) of one answer as a continuum with a line for each file.
Continuum continuum_of(const Pool& pool, std::size_t first, std::size_t last) {
  Continuum out;
  std::uint32_t begin = pool.segments[first].place.start;
  out.by_observer.resize(pool.files.size());
  for (std::size_t s = first; s < last; ++s) {
    const Place& place = pool.segments[s].place;
    out.length = std::max(out.length, place.end - begin);
    for (std::size_t f = 0; f < out.by_observer.size(); ++f) {
      if (!has(pool.segments[s].files, static_cast<std::uint32_t>(f))) continue;
      // A file that contradicts itself is taken by what comes first.
      Stretch cut{place.start - begin, place.end - begin};
      std::vector<Stretch>& own = out.by_observer[f];
      if (!own.empty()) cut.begin = std::max(cut.begin, own.back().end);
      if (cut.begin < cut.end) own.push_back(cut);
    }
  }
  return out;
}

}  // namespace

Cuts cuts_of(const Pool& pool, const Resampling& how) {
  Cuts out;
  out.same = pool.same_cuts;
  std::vector<Continuum> texts;
  for (std::size_t first = 0, last = 0; first < pool.segments.size(); first = last) {
    std::uint64_t files = 0;
    while (last < pool.segments.size() &&
           pool.segments[last].answer == pool.segments[first].answer) {
      files |= pool.segments[last++].files;
    }
    if ((files & (files - 1)) == 0) continue;  // one file only
    for (std::size_t s = first; s < last; ++s) {
      out.segments += 1;
      out.shared += pool.segments[s].files == files;
    }
    const std::uint64_t every = pool.files.size() == kMostFiles
                                    ? ~std::uint64_t{0}
                                    : (std::uint64_t{1} << pool.files.size()) - 1;
    if (files == every) texts.push_back(continuum_of(pool, first, last));
  }
  if (out.same) return out;
  const Unitiser unitiser(texts);
  const Number alpha = unitiser.alpha(std::vector<double>(texts.size(), 1));
  out.alpha.value = alpha.value;
  out.alpha.why = out.alpha.why_no_interval = alpha.why;
  if (!alpha.value) return out;
  std::vector<double> values;
  const auto clusters = static_cast<std::uint32_t>(texts.size());
  for (std::uint32_t r = 0; clusters >= 2 && r < how.resamples; ++r) {
    const std::vector<std::uint32_t> drawn = draw(clusters, how.seed, r);
    const Number one = unitiser.alpha({drawn.begin(), drawn.end()});
    if (one.value) values.push_back(*one.value);
  }
  out.alpha.interval = percentiles(std::move(values), how.resamples);
  if (!out.alpha.interval) out.alpha.why_no_interval = Undefined::too_few;
  return out;
}

}  // namespace samsyn::agree
