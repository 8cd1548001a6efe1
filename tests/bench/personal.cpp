// How much personal data is found, and how many words are hidden without need, against a list.
//
//   bench_personal [--errors] FILE.jsonl
//
// FILE: one object a line, {"text", "personal": [{"start", "end", "kind"}], "lookalikes":
// [{"start", "end", "what"}]}, places in code points. Each text is looked through alone. An
// occurrence is found when all of it is hidden, whatever the kind; a word is wrongly hidden when
// some of it is and none of it is personal. Prints recall for each kind, the share of other words
// hidden, look-alikes hidden, with 95 % intervals (Wilson 1927).

#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "pipeline/knowledge.hpp"
#include "stages/normalise/normalise.hpp"
#include "tests/bench/language.hpp"

namespace samsyn::bench {
namespace {

struct Share {
  std::size_t hits = 0, all = 0;
  void add(bool hit) { hits += hit ? 1 : 0, ++all; }
  void print(const char* name) const {
    constexpr double kZ = 1.959964;
    const auto n = static_cast<double>(all);
    const double p = all == 0 ? 0 : static_cast<double>(hits) / n;
    const double centre = (p + kZ * kZ / (2 * n)) / (1 + kZ * kZ / n);
    const double half = kZ / (1 + kZ * kZ / n) * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n));
    std::printf("%-28s %6.2f %% [%5.2f, %5.2f]  %zu of %zu\n", name, 100 * p, 100 * (centre - half),
                100 * (centre + half), hits, all);
  }
};

/// Byte places of code points.
std::vector<std::uint32_t> bytes_of_points(const std::string& text) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) out.push_back(i);
  }
  out.push_back(static_cast<std::uint32_t>(text.size()));
  return out;
}

bool is_space(char c) { return c == ' ' || c == '\n'; }

}  // namespace
}  // namespace samsyn::bench

int main(int argc, char** argv) {
  using namespace samsyn;
  using namespace samsyn::bench;
  const bool errors = argc > 1 && std::strcmp(argv[1], "--errors") == 0;
  if (argc != (errors ? 3 : 2)) {
    std::fputs("bench_personal [--errors] FILE.jsonl\n", stderr);
    return 2;
  }
  Study study;
  study.taxonomies = {"barriers"};
  const auto knowledge = Knowledge::load(SAMSYN_SOURCE_DIR, study, {});
  if (!knowledge) {
    std::fputs((render(knowledge.issue()) + "\n").c_str(), stderr);
    return 1;
  }
  Share found, other_words, lookalikes;
  std::map<std::string, Share> kinds;
  std::ifstream file(argv[argc - 1]);
  for (std::string line; std::getline(file, line);) {
    const nlohmann::json gold = nlohmann::json::parse(line);
    Document document;
    document.blocks.emplace_back().raw = gold["text"].get<std::string>();
    const std::string& text = document.blocks[0].raw;
    const NormDocument norm = normalise::apply(document, 0, 1);
    const privacy::Masks masks = (*knowledge)->finder->find(document, norm);
    std::vector<bool> hidden(text.size()), personal(text.size());
    for (const privacy::Found& f : masks.all) {
      const RawSpan raw = norm.blocks[0].raw(f.span);
      for (std::uint32_t i = raw.begin; i < raw.end; ++i) hidden[i] = true;
    }
    const std::vector<std::uint32_t> places = bytes_of_points(text);
    const auto told = [&](const nlohmann::json& span, bool all) {
      bool every = true;
      bool some = false;
      for (std::uint32_t i = places[span["start"]]; i < places[span["end"]]; ++i) {
        if (all) personal[i] = true;
        if (is_space(text[i])) continue;
        every = every && hidden[i];
        some = some || hidden[i];
      }
      return all ? every : some;
    };
    const auto say = [&](const char* what, const std::string& of) {
      if (errors) std::printf("%s\t%s\t%s\n", what, of.c_str(), text.c_str());
    };
    const auto words = [&](const nlohmann::json& span) {
      return text.substr(places[span["start"]], places[span["end"]] - places[span["start"]]);
    };
    for (const auto& span : gold["personal"]) {
      const bool hit = told(span, true);
      found.add(hit);
      kinds[span["kind"].get<std::string>()].add(hit);
      if (!hit) say("missed", words(span));
    }
    for (const auto& span : gold["lookalikes"]) {
      const bool hit = told(span, false);
      lookalikes.add(hit);
      if (hit) say("hidden", words(span));
    }
    for (std::size_t i = 0; i < text.size();) {
      std::size_t end = i;
      bool is_personal = false;
      bool is_hidden = false;
      for (; end < text.size() && !is_space(text[end]); ++end) {
        is_personal = is_personal || personal[end];
        is_hidden = is_hidden || hidden[end];
      }
      if (end > i && !is_personal) {
        other_words.add(is_hidden);
        if (is_hidden) say("word", text.substr(i, end - i));
      }
      i = end + 1;
    }
  }
  for (const auto& [kind, share] : kinds) share.print(("found: " + kind).c_str());
  found.print("found: all");
  other_words.print("other words hidden");
  lookalikes.print("look-alikes hidden");
  return 0;
}
