#include "pipeline/figuring.hpp"

#include "stages/figures/text_table.hpp"
#include "stages/privacy/pseudonyms.hpp"
#include "stages/summarise/slice.hpp"

namespace samsyn {

figures::Noticed figures_in(const Slice& slice, const CodedSlice& coded, const Knowledge& knowledge,
                            Shown& shown, bool sentences) {
  figures::Noticed out;
  if (sentences) {
    out.statements =
        figures::statements_of(*slice.document, coded.text, coded.segments, coded.tokens,
                               [&](WordId id) -> const Word& { return (*knowledge.lexicon)[id]; });
  }
  out.tables = figures::table_clashes(*slice.document, slice.first, slice.count);
  if (slice.first == 0) {
    for (figures::Contradiction& one : figures::grid_clashes(*slice.document)) {
      out.tables.push_back(std::move(one));
    }
  }
  std::vector<summarise::Candidate> candidates;
  for (const figures::Statement& one : out.statements) {
    summarise::Candidate& candidate = candidates.emplace_back();
    candidate.block = one.block;
    candidate.raw = one.raw;
    candidate.span = one.span;
  }
  shown.quotations(candidates);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const std::string& raw = slice.document->blocks[candidates[i].block].raw;
    out.statements[i].shown = candidates[i].shown.empty() ? std::string(candidates[i].raw.of(raw))
                                                          : std::move(candidates[i].shown);
  }
  return out;
}

std::string whose(const Study& study, const Document& document) {
  std::string out;
  if (document.spec >= study.sources.size()) return out;
  for (const AttributeSource& of : study.sources[document.spec].attributes) {
    const std::string_view value =
        of.from_file_name ? std::string_view(document.source) : std::string_view(of.constant);
    out.append(std::to_string(of.attribute)).append(1, '=').append(value).append(1, '\x1F');
  }
  return out;
}

void resolve(figures::Noticed& noticed, const std::vector<std::string>& names) {
  if (names.empty()) return;
  for (figures::Statement& one : noticed.statements) privacy::resolve(one.shown, names);
}

}  // namespace samsyn
