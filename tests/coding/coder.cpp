#include "tests/coding/coder.hpp"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

#include "stages/normalise/normalise.hpp"
#include "stages/segment/segment.hpp"

namespace samsyn::testing {

std::string shipped(const std::string& path) {
  std::ifstream file(std::string(SAMSYN_SOURCE_DIR) + "/corpus/" + path, std::ios::binary);
  if (!file) {
    std::cerr << "no file corpus/" << path << "\n";
    std::abort();
  }
  return {std::istreambuf_iterator<char>(file), {}};
}

words::Lexicon& shipped_lexicon() {
  static const std::unique_ptr<words::Lexicon> lexicon = [] {
    static const Frequencies frequencies(shipped("lexicon/frequency.tsv"), {});
    auto loaded = words::Lexicon::load(
        {shipped("lexicon/spoken.tsv"), shipped("lexicon/combining.tsv"),
         shipped("lexicon/readings.tsv"), shipped("lexicon/neighbours.tsv"), &frequencies});
    if (!loaded) {
      std::cerr << render(loaded.issue()) << "\n";
      std::abort();
    }
    return std::move(*loaded);
  }();
  return *lexicon;
}

std::shared_ptr<const coding::Rules> shipped_rules() {
  static const std::shared_ptr<const coding::Rules> rules = [] {
    const coding::Load load = [](const std::string& path) -> Result<std::string> {
      return shipped("taxonomies/" + path);
    };
    auto loaded = coding::Rules::load({"barriers.json", "themes.json"}, ".", load);
    if (!loaded) {
      std::cerr << render(loaded.issue()) << "\n";
      std::abort();
    }
    return *loaded;
  }();
  return rules;
}

Result<std::shared_ptr<const coding::Rules>> rules_of(
    const std::map<std::string, std::string>& files) {
  const coding::Load load = [&](const std::string& path) -> Result<std::string> {
    const auto found = files.find(path);
    if (found != files.end()) return found->second;
    if (path.ends_with("classes.json") || path.ends_with("items.json") ||
        path.ends_with("stance.json")) {
      return std::string("{}");
    }
    return Issue{Severity::error, "file.not-found", {path}, "no such file", {}, "name another"};
  };
  return coding::Rules::load({"taxonomy.json"}, "shared", load);
}

TestCoder::TestCoder(std::shared_ptr<const coding::Rules> rules)
    : rules_(std::move(rules)),
      abbreviations_(shipped("lexicon/abbreviations.txt")),
      tokeniser_(std::make_unique<words::Tokeniser>(shipped_lexicon(), abbreviations_)),
      matcher_(std::make_unique<coding::Matcher>(
          rules_, [](WordId id) -> const Word& { return shipped_lexicon()[id]; })) {}

std::vector<Told> TestCoder::operator()(std::string_view text,
                                        const std::vector<std::string>& about, BlockRole role) {
  Document document;
  Block& block = document.blocks.emplace_back();
  block.raw = text;
  block.role = role;
  const NormDocument norm = normalise::apply(document, 0, 1);
  const std::vector<Segment> segments = segment::split(document, norm, abbreviations_);
  const Tokens tokens = tokeniser_->apply(norm, segments);
  std::vector<Told> out;
  for (const Coding& coding :
       matcher_->apply(document, norm, segments, tokens, {matcher_->contexts(about)})) {
    Told& told = out.emplace_back();
    told.code = rules_->codebook().codes[coding.code].id;
    told.rule = rules_->codebook().rules[coding.rule].id;
    told.stance = coding.stance;
    told.confidence = coding.confidence;
    for (const NormSpan& span : coding.evidence) {
      told.evidence.emplace_back(span.of(norm.blocks[0].text));
    }
  }
  return out;
}

std::vector<std::string> TestCoder::matches(std::string_view text,
                                            const std::vector<std::string>& about) {
  Document document;
  document.blocks.emplace_back().raw = text;
  const NormDocument norm = normalise::apply(document, 0, 1);
  const std::vector<Segment> segments = segment::split(document, norm, abbreviations_);
  const Tokens tokens = tokeniser_->apply(norm, segments);
  std::vector<std::string> out;
  for (std::uint32_t s = 0; s < segments.size(); ++s) {
    for (const auto& match : matcher_->matches(tokens, s, matcher_->contexts(about))) {
      out.emplace_back(match.span.of(norm.blocks[0].text));
    }
  }
  return out;
}

bool TestCoder::asks(std::string_view question, const std::string& context) {
  Document document;
  document.blocks.emplace_back().raw = question;
  const NormDocument norm = normalise::apply(document, 0, 1);
  const std::vector<Segment> segments = segment::split(document, norm, abbreviations_);
  const Tokens tokens = tokeniser_->apply(norm, segments);
  return (matcher_->contexts(segments, tokens) & matcher_->contexts({context})) != 0;
}

}  // namespace samsyn::testing
