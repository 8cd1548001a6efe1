#include "stages/agree/found.hpp"

namespace samsyn::agree {

Retrieval retrieval(const Ratings& ratings, std::uint32_t reference, std::uint32_t coder) {
  Retrieval out;
  double both = 0;
  for (std::size_t row = 0; row < ratings.rows(); ++row) {
    const std::int32_t is = ratings.at(row, reference);
    const std::int32_t said = ratings.at(row, coder);
    if (is == kMissing || said == kMissing) continue;
    both += ratings.counts[row];
    if (is == said && is != 0) out.right += ratings.counts[row];
    if (is != said && is != 0) out.missed += ratings.counts[row];
    if (is != said && said != 0) out.extra += ratings.counts[row];
  }
  const auto share = [&](double of, Undefined why) {
    if (both <= 0) return Number{{}, Undefined::no_pairs};
    return of > 0 ? Number{out.right / of, Undefined::none} : Number{{}, why};
  };
  out.precision = share(out.right + out.extra, Undefined::never_given);
  out.recall = share(out.right + out.missed, Undefined::never_in_gold);
  out.f1 = share(out.right + (out.extra + out.missed) / 2, Undefined::never_in_gold);
  return out;
}

}  // namespace samsyn::agree
