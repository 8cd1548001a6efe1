#include "stages/human/decide.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace samsyn::human {
namespace {

const HumanCode* code_in(const Judgement& judgement, std::uint32_t code) {
  const auto found = std::find_if(judgement.codes.begin(), judgement.codes.end(),
                                  [&](const HumanCode& one) { return one.code == code; });
  return found == judgement.codes.end() ? nullptr : &*found;
}

const Coding* coding_of(const std::vector<Coding>& machine, std::uint32_t segment,
                        std::uint32_t code) {
  const auto found = std::find_if(machine.begin(), machine.end(), [&](const Coding& one) {
    return one.segment == segment && one.code == code;
  });
  return found == machine.end() ? nullptr : &*found;
}

struct Choice {
  Stance stance = Stance::affirmed;
  bool even = false;  ///< did as many give another?
};

/// The stance that most give; among equals that of the deciding coder, of the machine, or the
/// first.
Choice stance_of(const std::vector<const HumanCode*>& given, const HumanCode* deciding,
                 const Coding* machine) {
  std::array<std::size_t, kStanceNames.size()> votes{};
  for (const HumanCode* one : given) ++votes.at(static_cast<std::size_t>(one->stance));
  const std::size_t most = *std::max_element(votes.begin(), votes.end());
  const auto leads = [&](Stance stance) {
    return votes.at(static_cast<std::size_t>(stance)) == most;
  };
  const bool even = std::count(votes.begin(), votes.end(), most) > 1;
  if (deciding != nullptr && leads(deciding->stance)) return {deciding->stance, even};
  if (even && machine != nullptr && leads(machine->stance)) return {machine->stance, even};
  return {static_cast<Stance>(std::max_element(votes.begin(), votes.end()) - votes.begin()), even};
}

}  // namespace

void Differences::add(const Differences& other) {
  segments += other.segments;
  shared += other.shared;
  differing += other.differing;
  majority += other.majority;
  ties += other.ties;
  by_coder.resize(std::max(by_coder.size(), other.by_coder.size()));
  for (std::size_t c = 0; c < other.by_coder.size(); ++c) by_coder[c] += other.by_coder[c];
}

void decide(Judged& judged, const std::vector<Coding>& machine, const Codebook& codebook,
            std::uint32_t deciding, Differences& differences) {
  judged.decided.clear();
  ++differences.segments;
  bool shared = false, differing = false;
  std::set<std::uint32_t> codes;
  for (const Judgement& one : judged.judgements) {
    for (const HumanCode& given : one.codes) codes.insert(given.code);
    if (differences.by_coder.size() <= one.coder) differences.by_coder.resize(one.coder + 1);
    ++differences.by_coder[one.coder];
    for (const Judgement& other : judged.judgements) {
      shared = shared || (&other != &one && (other.taxonomies & one.taxonomies) != 0);
    }
  }
  for (const std::uint32_t code : codes) {
    std::size_t judges = 0;
    std::vector<const HumanCode*> given;
    const Judgement* decider = nullptr;
    for (const Judgement& one : judged.judgements) {
      const HumanCode* own = code_in(one, code);
      if (own == nullptr && !has_taxonomy(one.taxonomies, codebook.codes[code].taxonomy)) continue;
      ++judges;
      if (own != nullptr) given.push_back(own);
      if (one.coder == deciding) decider = &one;
    }
    const Coding* found = coding_of(machine, judged.segment, code);
    const HumanCode* decides = decider == nullptr ? nullptr : code_in(*decider, code);
    const bool tie = 2 * given.size() == judges;
    const bool has = tie ? (decider != nullptr ? decides != nullptr : found != nullptr)
                         : 2 * given.size() > judges;
    const bool one_stance = std::all_of(given.begin(), given.end(), [&](const HumanCode* one) {
      return one->stance == given.front()->stance;
    });
    const Choice choice = stance_of(given, decides, found);
    if (given.size() < judges || !one_stance) {
      differing = true;
      ++(tie || (has && choice.even) ? differences.ties : differences.majority);
    }
    if (has) judged.decided.push_back({code, choice.stance});
  }
  differences.shared += shared;
  differences.differing += differing;
}

std::vector<Coding> counted(const std::vector<Coding>& machine, const HumanSlice& human,
                            const std::vector<Segment>& segments, const Codebook& codebook) {
  if (human.judged.empty()) return machine;
  std::vector<Coding> out;
  auto judged = human.judged.begin();
  std::size_t next = 0;
  for (std::uint32_t s = 0; s < segments.size(); ++s) {
    const std::size_t from = next;
    while (next < machine.size() && machine[next].segment == s) ++next;
    const bool by_human = judged != human.judged.end() && judged->segment == s;
    const TaxonomyBits taxonomies = by_human ? judged->taxonomies() : 0;
    const auto first = static_cast<std::ptrdiff_t>(out.size());
    for (std::size_t m = from; m < next; ++m) {
      if (!has_taxonomy(taxonomies, codebook.codes[machine[m].code].taxonomy)) {
        out.push_back(machine[m]);
      }
    }
    if (!by_human) continue;
    for (const HumanCode& one : judged->decided) {
      Coding coding;
      coding.segment = s;
      coding.code = one.code;
      coding.stance = one.stance;
      coding.confidence = 1;
      const Coding* found = coding_of(machine, s, one.code);
      coding.evidence = found != nullptr ? found->evidence : std::vector{segments[s].span};
      out.push_back(std::move(coding));
    }
    std::stable_sort(out.begin() + first, out.end(),
                     [](const Coding& a, const Coding& b) { return a.code < b.code; });
    ++judged;
  }
  return out;
}

}  // namespace samsyn::human
