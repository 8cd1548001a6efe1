#include "stages/summarise/whom.hpp"

#include <algorithm>

namespace samsyn::summarise {
namespace {

constexpr const char* kSource = "source";

/// People as far as one attribute goes: its values, and whose is which.
struct Trait {
  std::string dimension;
  std::vector<std::string> values;
  std::vector<std::uint32_t> of;  ///< index into values, by person
};

std::vector<Trait> traits_of(const Desk& desk) {
  const Counts& counts = desk.counts;
  std::vector<Trait> out;
  for (std::size_t a = 0; a < counts.study.attributes.size(); ++a) {
    Trait& one = out.emplace_back();
    one.dimension = counts.study.attributes[a].id;
    one.values = counts.people.values(a).all();
    for (std::uint32_t p = 0; p < counts.people.size(); ++p) {
      one.of.push_back(counts.people.value(p, a));
    }
  }
  Trait& source = out.emplace_back();
  source.dimension = kSource;
  source.of.assign(counts.people.size(), kNone);
  bool in_several = false;
  for (const SourceCounts& one : counts.sources) {
    const auto number = static_cast<std::uint32_t>(source.values.size());
    for (const std::uint32_t person : one.persons) {
      in_several = in_several || (source.of[person] != kNone && source.of[person] != number);
      source.of[person] = number;
    }
    source.values.push_back(source_id(one));
  }
  if (in_several) {  // of people who were measured several times, files are no parts
    source.values = {""};
    source.of.assign(counts.people.size(), 0);
  }
  return out;
}

/// Values of `inner` that only those have whose value of `outer` is one and the same: all those of
/// that value, when nobody of them has another. A reader knows it from the plan of the study: a
/// form for each group, units that only one group has. Missing values tell of no plan, and a single
/// value that is another's by chance neither, but where it is a file's.
void add_nested(const Trait& inner, const Trait& outer, const std::vector<std::uint32_t>& people,
                const Selection& within, Summary& summary) {
  constexpr std::uint32_t kSeveral = kNone - 1;
  std::vector<std::uint32_t> outer_of(inner.values.size(), kNone);
  for (const std::uint32_t p : people) {
    std::uint32_t& known = outer_of[inner.of[p]];
    known = known == kNone || known == outer.of[p] ? outer.of[p] : kSeveral;
  }
  std::vector<bool> mixed(outer.values.size());
  for (const std::uint32_t p : people) {
    if (outer_of[inner.of[p]] == kSeveral) mixed[outer.of[p]] = true;
  }
  std::vector<std::vector<std::string>> parts(outer.values.size());
  for (std::uint32_t v = 0; v < inner.values.size(); ++v) {
    if (outer_of[v] < mixed.size() && !mixed[outer_of[v]]) {
      parts[outer_of[v]].push_back(inner.values[v]);
    }
  }
  for (std::size_t w = 0; w < parts.size(); ++w) {
    const bool missing = outer.values[w].empty() ||
                         std::find(parts[w].begin(), parts[w].end(), "") != parts[w].end();
    const bool file = inner.dimension == kSource || outer.dimension == kSource;
    if (missing || parts[w].size() < (file ? 1U : 2U)) continue;
    Partition one{inner.dimension, std::move(parts[w]), within, {}, false};
    one.implied = {{outer.dimension, outer.values[w]}};
    one.within.push_back(one.implied.front());
    summary.partitions.push_back(std::move(one));
  }
}

/// The values that so many people have, whose sum is that of the people.
void add_values(const Trait& trait, const std::vector<std::uint32_t>& people,
                const Selection& within, Summary& summary) {
  std::vector<bool> present(trait.values.size());
  for (const std::uint32_t p : people) present[trait.of[p]] = true;
  Partition one{trait.dimension, {}, within, {}, false};
  for (std::size_t v = 0; v < present.size(); ++v) {
    if (present[v]) one.values.push_back(trait.values[v]);
  }
  if (!one.values.empty()) summary.partitions.push_back(std::move(one));
}

void add_codes(const Desk& desk, Summary& summary) {
  const Codebook& codebook = desk.counts.codebook;
  const auto cover = [&](const Condition& above, std::vector<std::string> below,
                         const Selection& within = {}) {
    if (below.empty()) return;
    Partition one{above.dimension, std::move(below), within, {above}, true};
    one.within.push_back(above);
    summary.partitions.push_back(std::move(one));
  };
  // Who speaks of a code and affirms it has it.
  const auto same = [&](const std::string& id) {
    const Selection affirms{about_code(id), of_stance(name_of(Stance::affirmed))};
    summary.partitions.push_back({"code", {id}, affirms, affirms, false});
  };
  std::vector<std::vector<std::string>> below(codebook.codes.size());
  for (std::uint32_t t = 0; t < codebook.taxonomies.size(); ++t) {
    std::vector<std::string> top, leaves;
    for (const Code& code : codebook.codes) {
      if (code.taxonomy != t) continue;
      (code.parent == kNone ? top : below[code.parent]).push_back(code.id);
      if (code.leaf) leaves.push_back(code.id);
    }
    const std::string any = codebook.taxonomies[t].id + ".any";
    cover(of_code(any), std::move(top));
    if (!codebook.taxonomies[t].stance) continue;
    same(any);
    for (const std::string& leaf : leaves) same(leaf);
    for (std::size_t s = 1; s < kStances; ++s) {
      cover(about_code(any), leaves, {of_stance(kStanceNames.at(s))});
    }
  }
  for (std::size_t c = 0; c < below.size(); ++c) {
    cover(of_code(codebook.codes[c].id), std::move(below[c]));
  }
}

}  // namespace

void add_partitions(const Desk& desk, Summary& summary) {
  const Counts& counts = desk.counts;
  const std::vector<Trait> traits = traits_of(desk);
  std::vector<std::uint32_t> everyone, asked_people;
  for (std::uint32_t p = 0; p < counts.people.size(); ++p) {
    everyone.push_back(p);
    if (counts.people.asked(p)) asked_people.push_back(p);
  }
  Partition kinds{"kind", {}, {}, {}, false};
  for (const SourceKind kind : kKinds) {
    const auto is_present = [&](const SourceCounts& one) { return one.kind == kind; };
    if (std::none_of(counts.sources.begin(), counts.sources.end(), is_present)) continue;
    kinds.values.emplace_back(name_of(kind));
    std::vector<std::uint32_t> people, there;
    for (const std::uint32_t p : everyone) {
      if (counts.people.kind(p) != kind) continue;
      there.push_back(p);
      if (counts.people.asked(p)) people.push_back(p);
    }
    const Selection within{of_kind(kind)};
    for (const Trait& trait : traits) {
      // Also values that only people of other kinds have: tables show zeros for them.
      const bool source = &trait == &traits.back();
      add_values(trait, source ? people : asked_people, within, summary);
      for (const Trait& outer : traits) {
        if (kind == SourceKind::survey && &outer != &trait)
          add_nested(trait, outer, people, within, summary);
      }
    }
    add_values(traits.back(), there, {present(kind)}, summary);
  }
  summary.partitions.push_back(std::move(kinds));
  // Segments are counted for all kinds together; those of nobody known have the empty value.
  const Selection segments{of_unit("segments")};
  for (std::size_t t = 0; t + 1 < traits.size(); ++t) {
    Partition one{traits[t].dimension, traits[t].values, segments, {}, false};
    if (std::find(one.values.begin(), one.values.end(), "") == one.values.end()) {
      one.values.emplace_back();
    }
    summary.partitions.push_back(std::move(one));
    for (std::size_t o = 0; o + 1 < traits.size(); ++o) {
      if (o != t) add_nested(traits[t], traits[o], everyone, segments, summary);
    }
  }
  Partition items{"item", {}, {of_kind(SourceKind::survey)}, {}, true};
  for (const ItemCounts& item : counts.items.all()) {
    if (item.type == ItemType::open) items.values.push_back(item.id);
  }
  if (!items.values.empty()) summary.partitions.push_back(std::move(items));
  add_codes(desk, summary);
}

}  // namespace samsyn::summarise
