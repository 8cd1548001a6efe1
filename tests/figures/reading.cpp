#include "tests/figures/reading.hpp"

#include "pipeline/model/number_text.hpp"
#include "stages/normalise/normalise.hpp"
#include "stages/segment/segment.hpp"
#include "tests/words/loaded.hpp"

namespace samsyn::testing {

std::vector<figures::Statement> statements_in(std::string_view text) {
  static const Abbreviations abbreviations(corpus_file("abbreviations.txt"));
  static words::Tokeniser tokeniser(lexicon(), abbreviations);
  Document document;
  while (!text.empty()) {
    const std::size_t end = text.find(" | ");
    std::string_view part = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 3);
    Block& block = document.blocks.emplace_back();
    block.role = part.starts_with("# ") ? BlockRole::heading : BlockRole::note;
    if (part.starts_with("# ")) part.remove_prefix(2);
    block.raw = part;
  }
  const NormDocument norm =
      normalise::apply(document, 0, static_cast<std::uint32_t>(document.blocks.size()));
  const std::vector<Segment> segments = segment::split(document, norm, abbreviations);
  const Tokens tokens = tokeniser.apply(norm, segments);
  std::vector<figures::Statement> out = figures::statements_of(
      document, norm, segments, tokens, [](WordId id) -> const Word& { return lexicon()[id]; });
  for (figures::Statement& one : out) one.shown = one.span.of(norm.blocks[one.block].text);
  return out;
}

std::vector<figures::Clash> clashes_in(const std::vector<figures::Statement>& statements) {
  std::vector<figures::Clash> out = figures::clashing_sums(statements);
  for (figures::Clash& clash :
       figures::clashing_repeats(statements, std::vector<std::string>(statements.size()))) {
    out.push_back(std::move(clash));
  }
  return out;
}

std::string told(const figures::Sentence& sentence) {
  constexpr std::string_view kRoles[] = {"plain",  "total", "whole", "share",
                                         "change", "goal",  "before"};
  std::string out;
  for (const figures::Figure& figure : sentence.figures) {
    if (!out.empty()) out += "; ";
    out += kRoles[static_cast<std::size_t>(figure.role)];
    const auto add = [&](std::string_view before, std::string_view what, std::string_view behind) {
      out.append(before).append(what).append(behind);
    };
    add(" ", number_text(figure.value, 2, "sv"), "");
    if (figure.low != figure.value) add(" from ", number_text(figure.low, 2, "sv"), "");
    if (figure.high != figure.value) add(" to ", number_text(figure.high, 2, "sv"), "");
    if (!figure.noun.empty()) add(" ", figure.noun, "");
    if (!figure.unit.empty()) add(" (", figure.unit, ")");
    for (const std::uint16_t year : figure.years) add(" ", std::to_string(year), "");
  }
  return out;
}

}  // namespace samsyn::testing
