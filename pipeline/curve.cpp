#include "pipeline/curve.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <random>
#include <vector>

#include "pipeline/labelled.hpp"

namespace samsyn {
namespace {

constexpr std::uint32_t kDraws = 5;
constexpr std::array<double, 4> kShares{0, 0.1, 0.2, 0.4};
constexpr std::size_t kFewest = 50;  // judged segments

/// The numbers of the study's own segments, drawn in a new order.
std::vector<std::uint32_t> drawn(std::uint32_t first, std::size_t size, std::mt19937_64& random) {
  std::vector<std::uint32_t> out(size);
  for (std::uint32_t i = 0; i < size; ++i) out[i] = first + i;
  for (std::size_t left = size; left > 1; --left) std::swap(out[left - 1], out[random() % left]);
  return out;
}

/// The taxonomies that the own segments were judged by.
std::vector<std::uint32_t> judged(const Training& t, const Codebook& codebook) {
  std::vector<bool> asked(codebook.taxonomies.size());
  for (std::size_t s = t.own_from; s < t.samples.size(); ++s) {
    std::size_t d = 0;
    for (const Code& code : codebook.codes) {
      if (!code.leaf) continue;
      if (t.samples[s].answers[d++] != learn::kNotAsked) asked[code.taxonomy] = true;
    }
  }
  std::vector<std::uint32_t> out;
  for (std::uint32_t x = 0; x < asked.size(); ++x) {
    if (asked[x]) out.push_back(x);
  }
  return out;
}

/// F1 by taxonomy on the own segments that `rest` names.
std::vector<double> scores(const Training& t, const Codebook& codebook,
                           const std::vector<std::vector<float>>& probabilities,
                           const std::vector<bool>& rest) {
  std::vector<Score> all(codebook.taxonomies.size());
  for (std::size_t s = t.own_from; s < t.samples.size(); ++s) {
    if (!rest[t.samples[s].segment]) continue;
    std::size_t d = 0;
    for (const Code& code : codebook.codes) {
      if (!code.leaf) continue;
      const std::uint8_t answer = t.samples[s].answers[d];
      const bool said = probabilities[s][d] >= t.trained.model.decisions[d].threshold;
      if (answer != learn::kNotAsked) all[code.taxonomy].add(said, answer == learn::kYes);
      ++d;
    }
  }
  std::vector<double> out;
  for (const Score& score : all) out.push_back(score.f1());
  return out;
}

std::string cell(const std::vector<double>& f1) {
  double sum = 0;
  for (const double one : f1) sum += one;
  const auto [least, most] = std::minmax_element(f1.begin(), f1.end());
  std::array<char, 64> out{};
  std::snprintf(out.data(), out.size(), "  %.3f [%.3f, %.3f]", sum / static_cast<double>(f1.size()),
                *least, *most);
  return out.data();
}

}  // namespace

std::string learning_curve(const Training& t, const Codebook& codebook, std::uint32_t jobs,
                           std::string_view language) {
  const bool english = language == "en";
  const std::uint32_t end = t.samples.back().segment + 1;
  const std::uint32_t first = t.own_from < t.samples.size() ? t.samples[t.own_from].segment : end;
  const std::size_t size = end - first;
  if (size < kFewest) {
    return (english ? "\nToo few judged segments for a learning curve: "
                    : "\nFör få bedömda segment för en inlärningskurva: ") +
           std::to_string(size) + (english ? " of at least " : " av minst ") +
           std::to_string(kFewest) + "\n";
  }
  // By share and taxonomy, a figure for each draw.
  std::array<std::vector<std::vector<double>>, kShares.size()> f1;
  f1.fill(std::vector<std::vector<double>>(codebook.taxonomies.size()));
  const auto count = [&](double share) {
    return static_cast<std::size_t>(share * static_cast<double>(size) + 0.5);
  };
  std::mt19937_64 random(20261123);
  std::vector<std::vector<float>> without;
  for (std::uint32_t draw = 0; draw < kDraws; ++draw) {
    const std::vector<std::uint32_t> order = drawn(first, size, random);
    std::vector<bool> rest(end);
    for (std::size_t i = count(kShares.back()); i < size; ++i) rest[order[i]] = true;
    for (std::size_t k = 0; k < kShares.size(); ++k) {
      std::vector<bool> picked(end);
      std::fill_n(picked.begin(), first, true);
      for (std::size_t i = 0; i < count(kShares[k]); ++i) picked[order[i]] = true;
      std::vector<bool> use;
      for (const learn::Sample& sample : t.samples) use.push_back(picked[sample.segment]);
      std::vector<std::vector<float>> probabilities;
      if (k > 0 || without.empty()) {
        probabilities =
            learn::probabilities_by(t.vocabulary, t.trained.model.decisions, t.samples, use, jobs);
      }
      if (k == 0 && without.empty()) without = std::move(probabilities);
      const std::vector<double> scored =
          scores(t, codebook, k == 0 ? without : probabilities, rest);
      for (std::size_t x = 0; x < scored.size(); ++x) f1[k][x].push_back(scored[x]);
    }
  }
  std::string out = english
                        ? "\nlearning curve: F1 by segment on the rest, after so many were judged "
                          "(mean [least, greatest] of five draws)\n"
                        : "\ninlärningskurva: F1 per segment på resten, sedan så många bedömts "
                          "(medel [minst, störst] av fem dragningar)\n";
  out += english ? "judged         " : "bedömda        ";
  const std::vector<std::uint32_t> columns = judged(t, codebook);
  for (const std::uint32_t x : columns) {
    const std::string& id = codebook.taxonomies[x].id;
    out += "  " + id + std::string(id.size() < 20 ? 20 - id.size() : 0, ' ');
  }
  out += "\n";
  for (std::size_t k = 0; k < kShares.size(); ++k) {
    std::array<char, 48> row{};
    std::snprintf(row.data(), row.size(), "%3.0f %% %8zu  ", 100 * kShares[k], count(kShares[k]));
    out += row.data();
    for (const std::uint32_t x : columns) out += cell(f1[k][x]);
    out += "\n";
  }
  return out;
}

}  // namespace samsyn
