// How well compounds are split, against a list.
//
//   bench_compounds [--errors] FILE.tsv
//
// FILE: a heading line, then "word<tab>parts joined by +<tab>…"; a word that is no compound has
// itself or nothing as parts. Prints the share of words whose parts are exactly those, the share
// with the borders at the same places (whatever lemma the parts are given), and precision and
// recall of borders. --errors lists the words whose borders differ.

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/language.hpp"

namespace samsyn::bench {
namespace {

using Parts = std::vector<std::string>;

Parts parts_in(std::string_view joined) {
  Parts out;
  while (!joined.empty()) {
    const std::size_t plus = joined.find('+');
    out.emplace_back(joined.substr(0, plus));
    joined.remove_prefix(plus == std::string_view::npos ? joined.size() : plus + 1);
  }
  if (out.size() < 2) out.clear();
  return out;
}

/// The byte where each part but the first begins: there the word shares most letters with the
/// part's lemma.
std::vector<std::size_t> borders(std::string_view word, const Parts& parts) {
  std::vector<std::size_t> out;
  std::size_t from = 0;
  for (std::size_t p = 1; p < parts.size(); ++p) {
    std::size_t best = 0;
    std::size_t place = word.size();
    for (std::size_t at = from + 2; at < word.size(); ++at) {
      const std::string_view rest = word.substr(at);
      const auto shared = static_cast<std::size_t>(
          std::mismatch(rest.begin(), rest.end(), parts[p].begin(), parts[p].end()).first -
          rest.begin());
      if (shared > best) {
        best = shared;
        place = at;
      }
    }
    out.push_back(place);
    from = place;
  }
  return out;
}

std::string joined(const Parts& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "+") + part;
  return out.empty() ? "-" : out;
}

void measure(std::string_view file, bool list) {
  Language language;
  std::size_t words = 0, exact = 0, alike = 0, gold_borders = 0, own_borders = 0, right = 0;
  file.remove_prefix(std::min(file.size(), file.find('\n') + 1));
  while (!file.empty()) {
    std::string_view line = file.substr(0, file.find('\n'));
    file.remove_prefix(std::min(file.size(), line.size() + 1));
    const std::size_t tab = line.find('\t');
    if (line.empty() || line.front() == '#' || tab == std::string_view::npos) continue;
    const std::string word(line.substr(0, tab));
    line.remove_prefix(tab + 1);
    const Parts gold = parts_in(line.substr(0, line.find('\t')));
    const auto size = static_cast<std::uint32_t>(word.size());
    const Token token = language.tokeniser().read(word, {{0, size}}).front();
    const Parts own = words::parts_of(language.lexicon()[token.word], token);
    const std::vector<std::size_t> wanted = borders(words::fold(word), gold);
    const std::vector<std::size_t> found = borders(words::fold(word), own);
    ++words;
    exact += own == gold;
    alike += wanted == found;
    gold_borders += wanted.size();
    own_borders += found.size();
    for (const std::size_t border : found) {
      right += std::find(wanted.begin(), wanted.end(), border) != wanted.end();
    }
    if (list && wanted != found) {
      std::printf("%s: %s, not %s\n", word.c_str(), joined(gold).c_str(), joined(own).c_str());
    }
  }
  const auto share = [](std::size_t n, std::size_t of) {
    return of == 0 ? 0 : 100.0 * static_cast<double>(n) / static_cast<double>(of);
  };
  std::printf(
      "%zu words: parts as in the list %.1f %%, borders as in the list %.1f %%; "
      "borders: precision %.1f %%, recall %.1f %%\n",
      words, share(exact, words), share(alike, words), share(right, own_borders),
      share(right, gold_borders));
}

}  // namespace
}  // namespace samsyn::bench

int main(int argc, char** argv) {
  const bool list = argc == 3 && std::strcmp(argv[1], "--errors") == 0;
  if (argc != 2 && !list) {
    std::fputs("bench_compounds [--errors] FILE.tsv\n", stderr);
    return 2;
  }
  samsyn::bench::measure(samsyn::bench::file_or_stop(argv[argc - 1]), list);
  return 0;
}
