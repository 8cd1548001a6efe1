#include "stages/disclose/quotations.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace samsyn::disclose {
namespace {

/// The particulars that are taken away one by one.
struct Particular {
  const char* dimension;
  std::string Quotation::*shown;
};
constexpr std::array<Particular, 5> kParticulars{{{"source", &Quotation::source},
                                                  {"municipality", &Quotation::municipality},
                                                  {"item", &Quotation::item},
                                                  {"group", &Quotation::group},
                                                  {"substudy", &Quotation::substudy}}};

/// Files with several sheets are called "file, sheet" by some.
bool is_of(const std::string& shown, const std::string& source) {
  return shown == source || shown.starts_with(source + ", ");
}

bool shares(const Crowd& crowd, const Quotation& quotation) {
  const auto same = [](const std::string& shown, const std::string& has) {
    return shown.empty() || shown == has;
  };
  return crowd.kind == quotation.source_kind && same(quotation.group, crowd.group) &&
         same(quotation.municipality, crowd.municipality) &&
         same(quotation.substudy, crowd.substudy) &&
         (quotation.source.empty() || is_of(quotation.source, crowd.source)) &&
         (quotation.item.empty() || crowd.items.empty() ||
          std::binary_search(crowd.items.begin(), crowd.items.end(), quotation.item));
}

std::uint64_t people(const std::vector<Crowd>& crowds, const Quotation& quotation) {
  std::uint64_t n = 0;
  for (const Crowd& crowd : crowds) n += shares(crowd, quotation) ? crowd.people : 0U;
  return n;
}

/// How many share this one particular.
std::uint64_t people(const std::vector<Crowd>& crowds, const Quotation& quotation,
                     const Particular& particular) {
  Quotation alone;
  alone.source_kind = quotation.source_kind;
  alone.*particular.shown = quotation.*particular.shown;
  return people(crowds, alone);
}

void forget_person(Quotation& quotation) {
  quotation.respondent.clear();
  quotation.segment.clear();
  quotation.row = quotation.line = 0;
  quotation.time = -1;
}

}  // namespace

bool strip(Quotation& quotation, const std::vector<Crowd>& crowds, std::uint32_t least,
           const IsWithheld& is_withheld) {
  bool stripped = false;
  const auto take = [&](std::string& particular) {
    stripped = stripped || !particular.empty();
    particular.clear();
  };
  const Quotation whole = quotation;
  Quotation alone;
  alone.source_kind = whole.source_kind;
  if (people(crowds, alone) < least || is_withheld(whole, {"kind", whole.source_kind})) {
    for (const Particular& one : kParticulars) take(quotation.*one.shown);
    take(quotation.source_kind);
  }
  for (const Particular& one : kParticulars) {
    const std::string& shown = quotation.*one.shown;
    if (!shown.empty() && is_withheld(whole, {one.dimension, shown})) {
      take(quotation.*one.shown);
    }
  }
  while (!quotation.source_kind.empty() && people(crowds, quotation) < least) {
    const Particular* finest = nullptr;
    std::uint64_t fewest = 0;
    for (const Particular& one : kParticulars) {
      if ((quotation.*one.shown).empty()) continue;
      const std::uint64_t n = people(crowds, quotation, one);
      if (finest != nullptr && n >= fewest) continue;
      finest = &one;
      fewest = n;
    }
    if (finest == nullptr) break;
    take(quotation.*finest->shown);
  }
  if (stripped) forget_person(quotation);
  return stripped;
}

std::size_t protect_quotations(Summary& summary, std::uint32_t least,
                               const IsWithheld& is_withheld) {
  std::vector<Quotation*> all;
  for (Quotation& one : summary.quotations) all.push_back(&one);
  for (CodeCandidate& candidate : summary.candidates) {
    for (Quotation& one : candidate.quotations) all.push_back(&one);
  }
  // A person's id under two quotations puts together what each of them shows.
  using Person = std::pair<std::string, std::string>;  // file, respondent
  std::map<Person, bool> is_shown;
  std::vector<Person> persons;
  std::vector<bool> lost(all.size());
  for (std::size_t q = 0; q < all.size(); ++q) {
    std::string file = all[q]->source;
    const auto crowd = std::find_if(summary.crowds.begin(), summary.crowds.end(),
                                    [&](const Crowd& one) { return is_of(file, one.source); });
    if (crowd != summary.crowds.end()) file = crowd->source;
    persons.emplace_back(std::move(file), all[q]->respondent);
    lost[q] = strip(*all[q], summary.crowds, least, is_withheld);
    bool& shown = is_shown.emplace(persons.back(), true).first->second;
    shown = shown && !lost[q];
  }
  std::size_t stripped = 0;
  for (std::size_t q = 0; q < all.size(); ++q) {
    if (!is_shown[persons[q]]) {
      lost[q] = true;
      forget_person(*all[q]);
    }
    stripped += lost[q];
  }
  return stripped;
}

}  // namespace samsyn::disclose
