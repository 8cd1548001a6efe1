// What each layer of the words' look-up is worth to coding.
//
//   bench_layers STUDY.json OUT [SCORER…]
//
// Runs the study with all layers and with each of them left out in turn, and writes the outputs of
// each run to OUT/all, OUT/without-spoken … For each it prints how many codings there are and how
// many of them all layers do not give, or lack. SCORER is a command that is run with the path of
// each codings.jsonl behind it; what it prints stands under the layer's name.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "pipeline/run.hpp"
#include "pipeline/study/study.hpp"
#include "tests/bench/language.hpp"

namespace samsyn::bench {
namespace {

using Layers = words::Lexicon::Layers;
struct Layer {
  const char* name;
  bool Layers::*on;
};
constexpr Layer kLayers[] = {{"all", nullptr},
                             {"without-spoken", &Layers::spoken},
                             {"without-misspelt", &Layers::misspelt},
                             {"without-compounds", &Layers::compounds},
                             {"without-joined", &Layers::joined},
                             {"without-repeated", &Layers::repeated},
                             {"without-choice", &Layers::choice}};

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::exit(3);
}

std::multiset<std::string> lines_of(const std::string& path) {
  std::ifstream file(path);
  std::multiset<std::string> out;
  for (std::string line; std::getline(file, line);) out.insert(line);
  return out;
}

std::size_t missing(const std::multiset<std::string>& from, const std::multiset<std::string>& in) {
  std::vector<std::string> out;
  std::set_difference(in.begin(), in.end(), from.begin(), from.end(), std::back_inserter(out));
  return out.size();
}

/// An argument as the shell reads it.
std::string quoted(const std::string& word) {
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string run_with(const Study& study, const std::string& out, const Layers& layers) {
  const auto knowledge = Knowledge::load(SAMSYN_SOURCE_DIR, study, {}, layers);
  if (!knowledge) give_up(render(knowledge.issue()));
  RunOptions options;
  options.out = out;
  options.language = "sv";
  options.progress = ProgressStyle::off;
  Issues issues;
  const auto report = run(study, options, SAMSYN_SOURCE_DIR, **knowledge, issues);
  if (!report) give_up(render(report.issue()));
  return out + "/codings.jsonl";
}

void measure(const std::string& path, const std::string& out,
             const std::vector<std::string>& scorer) {
  Issues issues;
  const Result<Study> study = load_study(file_or_stop(path), path, issues);
  if (!study) give_up(render(study.issue()));
  std::multiset<std::string> all;
  for (const Layer& layer : kLayers) {
    Layers layers;
    if (layer.on != nullptr) layers.*layer.on = false;
    const std::string codings = run_with(*study, out + "/" + layer.name, layers);
    const std::multiset<std::string> lines = lines_of(codings);
    if (layer.on == nullptr) all = lines;
    std::printf("%-18s %6zu codings, %zu new, %zu lost\n", layer.name, lines.size(),
                missing(all, lines), missing(lines, all));
    std::fflush(stdout);
    if (scorer.empty()) continue;
    std::string command;
    for (const std::string& word : scorer) command += quoted(word) + " ";
    if (std::system((command + quoted(codings)).c_str()) != 0) give_up("the scorer failed");
  }
}

}  // namespace
}  // namespace samsyn::bench

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("bench_layers STUDY.json OUT [SCORER...]\n", stderr);
    return 2;
  }
  samsyn::bench::measure(argv[1], argv[2], {argv + 3, argv + argc});
  return 0;
}
