#include "stages/words/endings.hpp"

#include <array>
#include <string>

#include "pipeline/model/text.hpp"
#include "stages/words/tags.hpp"
#include "stages/words/words.hpp"

namespace samsyn::words {
namespace {

struct Ending {
  std::string_view form, lemma;
  Tag tag;
  std::int8_t weight = 0;
};

constexpr std::uint32_t kShortestStem = 2;  // letters that must be left before the ending

// Longest first; rows with the same ending are alternatives.
constexpr std::array kEndings = std::to_array<Ending>({
    {"ningarna", "ning", Tag::nn_d},
    {"heterna", "het", Tag::nn_d},
    {"ionerna", "ion", Tag::nn_d},
    {"erande", "erande", Tag::jj_c},
    {"ningen", "ning", Tag::nn_d},
    {"ningar", "ning", Tag::nn_p},
    {"heten", "het", Tag::nn_d},
    {"heter", "het", Tag::nn_p},
    {"ionen", "ion", Tag::nn_d},
    {"ioner", "ion", Tag::nn_p},
    {"andet", "ande", Tag::nn_d},
    {"anden", "ande", Tag::nn_d},
    {"arnas", "are", Tag::nn_g},
    {"ernas", "", Tag::nn_g},
    {"ornas", "a", Tag::nn_g},
    {"erade", "era", Tag::vb_f},
    {"erade", "erad", Tag::jj_e, -1},
    {"erats", "era", Tag::vb_s},
    {"erats", "erad", Tag::nn_g, -6},
    {"erar", "era", Tag::vb_f},
    {"erat", "era", Tag::vb_s},
    {"erat", "erad", Tag::jj_n, -1},
    {"erad", "erad", Tag::jj_u},
    {"eras", "era", Tag::vb_f},
    {"orna", "a", Tag::nn_d},
    {"arna", "", Tag::nn_d},
    {"erna", "", Tag::nn_d},
    {"aren", "are", Tag::nn_d},
    {"ades", "a", Tag::vb_f},
    {"ande", "ande", Tag::jj_c},
    {"ande", "ande", Tag::nn_n, -2},
    {"iska", "isk", Tag::jj_e},
    {"iskt", "isk", Tag::jj_n},
    {"liga", "lig", Tag::jj_e},
    {"ligt", "lig", Tag::jj_n},
    {"ende", "ende", Tag::jj_c},
    {"aste", "", Tag::jj_e},
    {"are", "are", Tag::nn_u},
    {"are", "", Tag::jj_c, -3},
    {"ade", "a", Tag::vb_f},
    {"ade", "ad", Tag::jj_e, -1},
    {"ats", "a", Tag::vb_s},
    {"ast", "", Tag::jj_c},
    {"isk", "isk", Tag::jj_u},
    {"lig", "lig", Tag::jj_u},
    {"het", "het", Tag::nn_u},
    {"ing", "ing", Tag::nn_u},
    {"ion", "ion", Tag::nn_u},
    {"era", "era", Tag::vb_i},
    {"ens", "", Tag::nn_g},
    {"ets", "", Tag::nn_g},
    {"iga", "ig", Tag::jj_e},
    {"igt", "ig", Tag::jj_n},
    {"ig", "ig", Tag::jj_u},
    {"ar", "", Tag::nn_p},
    {"ar", "a", Tag::vb_f},
    {"or", "a", Tag::nn_p},
    {"er", "", Tag::nn_p},
    {"er", "a", Tag::vb_f, -2},
    {"ad", "ad", Tag::jj_u},
    {"at", "a", Tag::vb_s},
    {"at", "ad", Tag::jj_n, -1},
    {"en", "", Tag::nn_d},
    {"et", "", Tag::nn_d},
    {"an", "a", Tag::nn_d},
    {"as", "a", Tag::vb_f},
    {"a", "a", Tag::vb_i, -1},
    {"s", "", Tag::nn_g},
});

Reading reading(std::string lemma, Tag tag, int weight) {
  Reading out{std::move(lemma), pos_of(tag), {}};
  out.tags = bit(tag);
  out.weight = static_cast<std::int8_t>(weight);
  return out;
}

}  // namespace

std::vector<Reading> guess(std::string_view form) {
  std::vector<Reading> out;
  std::string_view ending;
  for (const Ending& row : kEndings) {
    if (!ending.empty() && row.form != ending) break;
    if (!form.ends_with(row.form)) continue;
    const std::string_view stem = form.substr(0, form.size() - row.form.size());
    if (code_points(stem) < kShortestStem) continue;
    ending = row.form;
    out.push_back(reading(std::string(stem) + std::string(row.lemma), row.tag, row.weight));
  }
  // As it stands: a noun, or a name with or without the genitive's s.
  Reading noun = reading(std::string(form), Tag::nn_u, out.empty() ? 0 : -4);
  noun.tags |= bit(Tag::nn_n) | bit(Tag::nn_p);
  out.push_back(std::move(noun));
  if (form.empty()) return out;
  out.push_back(reading(capitalised(form), Tag::nm, -1));
  if (form.size() > 4 && form.ends_with('s') && !form.ends_with("ss")) {
    out.push_back(reading(capitalised(form.substr(0, form.size() - 1)), Tag::nm_g, -2));
  }
  return out;
}

}  // namespace samsyn::words
