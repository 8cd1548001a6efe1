#pragma once
// `samsyn kwic`: key words in context.

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/knowledge.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/study.hpp"
#include "pipeline/model/summary.hpp"
#include "stages/discover/concordance.hpp"

namespace samsyn {

/// What is looked for: exactly one of these.
struct KwicRequest {
  std::string pattern;  ///< in the language of rules (corpus/taxonomies/README.md)
  std::string rule;     ///< id of a rule of the study's taxonomies
  std::string code;     ///< a code, or the beginning of several: hinder.org
  discover::ConcordanceOrder order = discover::ConcordanceOrder::place;
  std::uint32_t width = 32;  ///< columns of text that will be shown on each side
  std::size_t limit = 100;   ///< lines that will be shown
};

/// The pattern of these very words after each other: "svenska språket", "språk*". Nothing when one
/// of them holds a sign that the language of rules means something by.
std::string pattern_of_words(const std::vector<std::string>& words);

struct Kwic {
  std::vector<discover::ConcordanceLine> lines;  ///< those kept, in the order asked for
  std::uint64_t found = 0;                       ///< places, those not kept too
  std::uint64_t hidden = 0;                      ///< places that are personal data: not shown
};

/// Looks through respondents' own words, as they are read (repaired, with pseudonyms as in the
/// outputs). A pattern or a rule is found wherever its words match, needs and exclusions of the
/// rule and the items it asks for included, whatever its stance and weight; a code where it counts
/// in tables, humans' codings before the machine's: the words are its evidence, of a human's code
/// the segment. What was matched is not shown where it is personal data; what lies between is, with
/// pseudonyms. A human's code is shown with them.
///
/// Kept are the first `limit` places, or the first `kMostKwicLines` where they are to be sorted,
/// with text for about `width` columns on each side. The result does not depend on `jobs`.
/// A word, a pattern and a rule need no learned coder. Issues: of a code also those of Humans.
/// Errors: coding.bad-pattern and coding.unknown-class (file "--pattern", the place in it),
/// kwic.unknown-rule, kwic.unknown-code (with the nearest), run.nothing-read.
inline constexpr std::size_t kMostKwicLines = 100'000;
Result<Kwic> kwic_of(const Study& study, const KwicRequest& request, unsigned jobs,
                     const Knowledge& knowledge, const std::string& data, Issues& issues);

/// For people: the first `listed` lines with the word in one column, `width` columns of text on
/// each side (by grapheme), and the place; then how many there were.
std::string render_kwic(const Kwic& kwic, const Labels& labels, std::uint32_t width,
                        std::size_t listed);
/// templates/schema/kwic.schema.json.
std::string render_kwic_json(const Kwic& kwic, std::uint32_t width, std::size_t listed);
/// A heading and a record for each line; see emit::append_csv.
std::string render_kwic_csv(const Kwic& kwic, const Labels& labels, std::uint32_t width,
                            std::size_t listed);

}  // namespace samsyn
