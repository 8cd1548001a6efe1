#include "tests/bench/language.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "stages/normalise/normalise.hpp"
#include "stages/segment/segment.hpp"

namespace samsyn::bench {
namespace {

std::string shipped(const char* name) {
  return file_or_stop(std::string(SAMSYN_SOURCE_DIR) + "/corpus/lexicon/" + name);
}

}  // namespace

std::string file_or_stop(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "%s cannot be read\n", path.c_str());
    std::exit(3);
  }
  return {std::istreambuf_iterator<char>(file), {}};
}

Language::Language()
    : abbreviations_(shipped("abbreviations.txt")), frequencies_(shipped("frequency.tsv"), {}) {
  Result<std::unique_ptr<words::Lexicon>> lexicon =
      words::Lexicon::load({shipped("spoken.tsv"), shipped("combining.tsv"),
                            shipped("readings.tsv"), shipped("neighbours.tsv"), &frequencies_});
  if (!lexicon) {
    std::fprintf(stderr, "%s\n", render(lexicon.issue()).c_str());
    std::exit(3);
  }
  lexicon_ = std::move(*lexicon);
  tokeniser_ = std::make_unique<words::Tokeniser>(*lexicon_, abbreviations_);
}

Language::Text Language::cut(const std::string& text) {
  Text out;
  Document document;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.size(), text.find("\n\n", at));
    if (end > at) {
      Block& block = document.blocks.emplace_back();
      block.raw = text.substr(at, end - at);
      block.role = BlockRole::note;
      out.starts.push_back(at);
    }
    at = end + 2;
  }
  const auto count = static_cast<std::uint32_t>(document.blocks.size());
  out.norm = normalise::apply(document, 0, count);
  out.segments = segment::split(document, out.norm, abbreviations_);
  out.tokens = tokeniser_->apply(out.norm, out.segments);
  return out;
}

}  // namespace samsyn::bench
