#include "stages/human/judgements.hpp"

#include <algorithm>
#include <string>

namespace samsyn::human {
namespace {

void add_missing(std::vector<std::string>& all, const std::vector<std::string>& more) {
  for (const std::string& one : more) {
    if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
  }
}

}  // namespace

bool add_judgement(std::vector<Judgement>& all, const Judgement& later, const Codebook& codebook) {
  const auto before = std::find_if(
      all.begin(), all.end(), [&](const Judgement& other) { return other.coder == later.coder; });
  if (before == all.end()) {
    all.push_back(later);
    return false;
  }
  const TaxonomyBits both = before->taxonomies & later.taxonomies;
  std::vector<HumanCode> was, is;  // in the taxonomies of both
  Judgement merged = later;
  for (const HumanCode& code : before->codes) {
    const std::uint32_t taxonomy = codebook.codes[code.code].taxonomy;
    if (has_taxonomy(both, taxonomy)) was.push_back(code);
    const bool given = std::any_of(merged.codes.begin(), merged.codes.end(),
                                   [&](const HumanCode& own) { return own.code == code.code; });
    if (!has_taxonomy(later.taxonomies, taxonomy) && !given) merged.codes.push_back(code);
  }
  for (const HumanCode& code : later.codes) {
    if (has_taxonomy(both, codebook.codes[code.code].taxonomy)) is.push_back(code);
  }
  merged.taxonomies |= before->taxonomies;
  if (merged.comment.empty()) merged.comment = before->comment;
  add_missing(merged.other_taxonomies, before->other_taxonomies);
  add_missing(merged.other_codes, before->other_codes);
  std::sort(merged.codes.begin(), merged.codes.end(),
            [](const HumanCode& a, const HumanCode& b) { return a.code < b.code; });
  *before = std::move(merged);
  return was != is;
}

}  // namespace samsyn::human
