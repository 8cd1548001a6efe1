#include "tests/bench/noise.hpp"

#include <algorithm>

namespace samsyn::bench {
namespace {

using Seen = std::vector<std::pair<std::string_view, double>>;

const std::vector<Engine> kEngines{
    // No Swedish letters at all: what a reader set to English makes of them.
    {"foreign",
     {{"å", 1,
       Seen{{"a", 42},
            {"é", 20},
            {"d", 20},
            {"i", 6},
            {"&", 1.5},
            {"", 1.5},
            {"4", 1},
            {"ai", .5},
            {"éa", .5},
            {"ad", .5},
            {"éd", .5}}},
      {"ä", 1,
       Seen{{"a", 34},
            {"é", 22},
            {"d", 20},
            {"i", 12},
            {"&", 6},
            {"4", 1},
            {"ii", 1},
            {"éd", 1.5},
            {"di", .7},
            {"ia", .7},
            {"id", .7},
            {"ad", .5}}},
      {"ö", 1, Seen{{"o", 76}, {"6", 8}, {"d", 6}, {"é", 5}, {"&", 2}, {"§", 1}}},
      {"l", .004, Seen{{"1", 1}}},
      {"i", .004, Seen{{"1", 3}, {"i1", 1}}},
      {"f", .01, Seen{{"{", 1}}}},
     0.0008,
     0},
    // Takes å for ä; other damage is seldom.
    {"ring to dots",
     {{"å", .85, Seen{{"ä", 82}, {"a", 10.5}, {"S", 1.8}, {"8", 1}, {"o", 2}, {"ö", 2}}},
      {"ä", .10, Seen{{"a", 41}, {"å", 17}, {"d", 6}, {"i", 6}, {"ii", 4}}},
      {"ö", .08, Seen{{"o", 41}, {"i", 9}, {"v", 6}, {"ä", 6}, {"5", 3}}},
      {"l", .003, Seen{{"1", 1}, {"I", 1}}},
      {"m", .002, Seen{{"rn", 1}}},
      {"e", .002, Seen{{"c", 1}}}},
     0.0005,
     0.0005},
    // Half of the letters survive.
    {"half",
     {{"å", .5, Seen{{"a", 60}, {"ä", 20}, {"á", 5}, {"4", 3}}},
      {"ä", .5, Seen{{"a", 70}, {"å", 8}, {"ii", 6}, {"á", 3}}},
      {"ö", .5, Seen{{"o", 75}, {"6", 10}, {"0", 4}}},
      {"l", .005, Seen{{"1", 2}, {"I", 1}}},
      {"i", .003, Seen{{"l", 1}, {"1", 1}}},
      {"o", .003, Seen{{"0", 1}}},
      {"s", .002, Seen{{"5", 1}}}},
     0.0005,
     0.0005},
};

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

const std::vector<Engine>& engines() { return kEngines; }

double uniform(std::uint64_t& random) {
  random ^= random << 13U;  // xorshift64
  random ^= random >> 7U;
  random ^= random << 17U;
  return static_cast<double>(random >> 11U) / 9007199254740992.0;
}

std::string damaged(std::string_view word, const Engine& engine, std::uint64_t& random) {
  std::string out;
  for (std::size_t i = 0; i < word.size();) {
    std::size_t end = i + 1;
    while (end < word.size() && continues(word[end])) ++end;
    std::string letter(word.substr(i, end - i));
    bool capital = false;
    if (letter.size() == 2 && letter[0] == '\xC3' && static_cast<unsigned char>(letter[1]) < 0xA0) {
      letter[1] = static_cast<char>(static_cast<unsigned char>(letter[1]) + 0x20);  // Å Ä Ö
      capital = true;
    }
    const auto row = std::find_if(engine.rows.begin(), engine.rows.end(),
                                  [&](const Engine::Row& r) { return r.meant == letter; });
    std::string seen(word.substr(i, end - i));
    if (row != engine.rows.end() && uniform(random) < row->wrong) {
      double sum = 0;
      for (const auto& [text, weight] : row->seen) sum += weight;
      double at = uniform(random) * sum;
      for (const auto& [text, weight] : row->seen) {
        at -= weight;
        if (at > 0) continue;
        seen = text;
        break;
      }
      if (capital && seen.size() == 1 && seen[0] >= 'a' && seen[0] <= 'z')
        seen = letter == "ö" ? "O" : "A";
    }
    out += seen;
    if (engine.parted > 0 && end < word.size() && uniform(random) < engine.parted) out += ' ';
    i = end;
  }
  return out;
}

}  // namespace samsyn::bench
