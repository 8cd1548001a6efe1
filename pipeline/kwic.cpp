#include "pipeline/kwic.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "pipeline/files.hpp"
#include "pipeline/human.hpp"
#include "pipeline/inputs.hpp"
#include "pipeline/masker.hpp"
#include "pipeline/model/counted.hpp"
#include "pipeline/model/plain_text.hpp"
#include "pipeline/run.hpp"
#include "pipeline/walk.hpp"
#include "stages/emit/hash.hpp"

namespace samsyn {
namespace {

constexpr std::uint32_t kPointBytes = 4;      // of UTF-8, at most
constexpr std::uint32_t kGraphemePoints = 4;  // code points, more than nearly all have
constexpr const char* kPatternName = "--pattern";

/// A place where what is looked for stands.
struct Place {
  std::uint32_t segment = 0;
  NormSpan span;
  std::vector<NormSpan> pieces;  ///< what was matched of it; none: a human's code
  auto at() const { return std::tuple(segment, span.begin, span.end); }
};

/// In order, each place once.
std::vector<Place> ordered(std::vector<Place> all) {
  std::sort(all.begin(), all.end(), [](const Place& a, const Place& b) { return a.at() < b.at(); });
  std::vector<Place> out;
  for (Place& one : all) {
    if (out.empty() || out.back().at() != one.at()) {
      out.push_back(std::move(one));
    } else {
      out.back().pieces.insert(out.back().pieces.end(), one.pieces.begin(), one.pieces.end());
    }
  }
  return out;
}

/// The rules that are matched: one of the pattern alone, or the study's own.
Result<std::shared_ptr<const coding::Rules>> rules_of(const std::string& pattern,
                                                      const std::string& data) {
  const nlohmann::json taxonomy{
      {"id", "kwic"},
      {"name_sv", "Sökning"},
      {"codes",
       {{{"id", "kwic"}, {"name_sv", "Sökning"}, {"indicators", {{"kwic-001", pattern}}}}}}};
  auto rules = coding::Rules::load({kPatternName}, data + "/corpus/taxonomies",
                                   [&](const std::string& path) -> Result<std::string> {
                                     if (path == kPatternName) return taxonomy.dump();
                                     return read_file(path, path);
                                   });
  if (rules || rules.issue().where.file != kPatternName) return rules;
  Issue issue = rules.issue();
  const std::size_t byte = issue.where.part.find("byte ");
  issue.where.part = byte == std::string::npos ? std::string() : issue.where.part.substr(byte);
  return issue;
}

Issue unknown(std::string_view what, const std::string& id, const std::vector<std::string>& known) {
  const std::string near = nearest(id, known);
  const bool rule = what == "rule";
  return {Severity::error,
          rule ? "kwic.unknown-rule" : "kwic.unknown-code",
          {},
          rule ? "no taxonomy of the study has the rule «" + id + "»"
               : "no taxonomy of the study has the code «" + id + "»",
          id,
          !near.empty() ? "did you mean " + near + "?"
          : rule        ? "codings.jsonl names the rule behind each code"
                        : "the sheet with the codebook lists the codes"};
}

/// Looks for places in a coded slice.
class Look {
 public:
  static Result<Look> make(const KwicRequest& request, const Knowledge& knowledge,
                           const std::string& data) {
    Look out(knowledge);
    const Codebook& codebook = knowledge.rules->codebook();
    std::vector<std::string> known;
    if (!request.rule.empty()) {
      for (std::uint32_t r = 0; r < codebook.rules.size(); ++r) {
        known.push_back(codebook.rules[r].id);
        if (codebook.rules[r].id == request.rule) out.rule_ = r;
      }
      if (out.rule_ == kNone) return unknown("rule", request.rule, known);
      out.rules_ = knowledge.rules;
    } else if (!request.code.empty()) {
      for (std::uint32_t c = 0; c < codebook.codes.size(); ++c) {
        const std::string& id = codebook.codes[c].id;
        known.push_back(id);
        if (id == request.code || id.starts_with(request.code + ".")) out.codes_.insert(c);
      }
      if (out.codes_.empty()) return unknown("code", request.code, known);
    } else {
      auto rules = rules_of(request.pattern, data);
      if (!rules) return rules.issue();
      out.rules_ = std::move(*rules);
    }
    return out;
  }

  /// One for each thread; null when codings are looked for.
  std::unique_ptr<coding::Matcher> matcher() const {
    if (rules_ == nullptr) return nullptr;
    const Knowledge& knowledge = knowledge_;
    return std::make_unique<coding::Matcher>(
        rules_, [&knowledge](WordId id) -> const Word& { return (*knowledge.lexicon)[id]; });
  }

  std::vector<Place> places(coding::Matcher* matcher, const Hand& hand, const Slice& slice,
                            const CodedSlice& coded) const {
    std::vector<Place> out;
    if (matcher == nullptr) {
      for (const Coding& coding : coded.codings) {
        if (codes_.count(coding.code) == 0 || coding.evidence.empty()) continue;
        const bool by_human = coding.coder == CoderKind::rules && coding.rule == kNone;
        out.push_back({coding.segment,
                       {coding.evidence.front().begin, coding.evidence.back().end},
                       by_human ? std::vector<NormSpan>() : coding.evidence});
      }
    } else {
      const std::vector<const learn::Asked*> asked = hand.coder.asked(slice);
      for (std::uint32_t s = 0; s < coded.segments.size(); ++s) {
        const learn::Asked* item = asked[coded.segments[s].block];
        const coding::Contexts contexts = item == nullptr ? 0 : matcher->contexts(item->about);
        for (const coding::Matcher::Match& match : matcher->matches(coded.tokens, s, contexts)) {
          if (rule_ == kNone || match.rule == rule_) out.push_back({s, match.span, {match.span}});
        }
      }
    }
    return ordered(std::move(out));
  }

 private:
  explicit Look(const Knowledge& knowledge) : knowledge_(knowledge) {}

  const Knowledge& knowledge_;
  std::shared_ptr<const coding::Rules> rules_;
  std::uint32_t rule_ = kNone;
  std::set<std::uint32_t> codes_;
};

/// Do blanks, in order and apart, reach into bytes [begin, end)?
bool reach_into(const std::vector<privacy::Blank>& blanks, NormSpan span) {
  const auto first =
      std::partition_point(blanks.begin(), blanks.end(),
                           [&](const privacy::Blank& blank) { return blank.end <= span.begin; });
  return first != blanks.end() && first->begin < span.end;
}

struct Made {
  std::vector<discover::ConcordanceLine> lines;
  std::uint64_t found = 0, hidden = 0;
  privacy::Masks masks;
};

/// How much is kept of a study's lines.
struct Keep {
  std::size_t lines = 0;
  std::uint32_t bytes = 0;  ///< on each side of a place
};
Keep keep_of(const KwicRequest& request) {
  const bool sorted = request.order != discover::ConcordanceOrder::place;
  return {sorted ? kMostKwicLines : std::min(kMostKwicLines, request.limit),
          request.width * kGraphemePoints * kPointBytes};
}

/// The lines of a slice's places, with marks.
void add_lines(Made& made, const std::vector<Place>& places, const Slice& slice,
               const CodedSlice& coded, const Keep& keep) {
  std::uint32_t at_hand = kNone;
  std::vector<privacy::Blank> blanks;
  for (const Place& place : places) {
    const std::uint32_t b = coded.segments[place.segment].block;
    const Block& block = slice.document->blocks[slice.first + b];
    if (!is_counted(block.role)) continue;
    if (at_hand != b) {
      at_hand = b;
      blanks =
          coded.masks.all.empty() ? std::vector<privacy::Blank>() : privacy::blanks(coded.masks, b);
    }
    const bool is_hidden =
        std::any_of(place.pieces.begin(), place.pieces.end(),
                    [&](const NormSpan& piece) { return reach_into(blanks, piece); });
    if (is_hidden) {
      ++made.hidden;
      continue;
    }
    if (made.found++ >= keep.lines) continue;
    const NormSpan span = place.span;
    const std::string_view text = coded.text.blocks[b].text;
    const auto size = static_cast<std::uint32_t>(text.size());
    std::uint32_t from = span.begin > keep.bytes ? span.begin - keep.bytes : 0;
    std::uint32_t to = size - span.end > keep.bytes ? span.end + keep.bytes : size;
    while (from < span.begin && !begins_point(text, from)) ++from;
    while (to < size && !begins_point(text, to)) ++to;
    discover::ConcordanceLine line;
    line.left = one_line(privacy::cut(text, from, span.begin, blanks));
    line.word = one_line(privacy::cut(text, span.begin, span.end, blanks));
    line.right = one_line(privacy::cut(text, span.end, to, blanks));
    const Document& document = *slice.document;
    line.source = document.source;
    if (!document.sheet.empty()) line.source += ", " + document.sheet;
    if (block.respondent < document.respondents.size()) {
      line.respondent = document.respondents[block.respondent].id;
    }
    if (block.question < document.questions.size()) {
      line.item = document.questions[block.question].item;
    }
    const Segment& segment = coded.segments[place.segment];
    line.segment =
        emit::segment_id(document, slice.first + b, coded.text.blocks[b].raw(segment.span).begin);
    line.row = block.row;
    line.line = block.line;
    line.paragraph = block.paragraph;
    line.time = block.time;
    made.lines.push_back(std::move(line));
  }
}

}  // namespace

std::string pattern_of_words(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    const bool star = word.ends_with('*');
    const std::string_view form = std::string_view(word).substr(0, word.size() - (star ? 1 : 0));
    if (form.empty() || form.find_first_of(" |()&?*<>=@/^$_\"") != std::string_view::npos ||
        form.find("..") != std::string_view::npos) {
      return {};
    }
    out += (out.empty() ? "" : " ") + std::string(star ? "" : "=") + word;
  }
  return out;
}

Result<Kwic> kwic_of(const Study& study, const KwicRequest& request, unsigned jobs,
                     const Knowledge& knowledge, const std::string& data, Issues& issues) {
  const Result<Look> look = Look::make(request, knowledge, data);
  if (!look) return look.issue();
  std::vector<std::unique_ptr<coding::Matcher>> matchers;
  for (unsigned j = 0; j < jobs; ++j) matchers.push_back(look->matcher());
  Inputs inputs(study, issues);
  Masker masker(knowledge, study, study.outputs.language);
  const bool by_code = !request.code.empty();
  std::optional<Humans> humans;
  if (by_code) {
    humans.emplace(
        study, knowledge, [](const std::string&, const std::string&) {}, issues);
  }
  WalkNews news;
  news.human = humans ? humans->finder() : nullptr;
  news.codes = by_code;
  const Keep keep = keep_of(request);
  Kwic out;
  const Walked walked = walk<Made>(
      inputs, jobs, knowledge, masker, issues,
      [&](const Hand& hand, const Slice& slice, CodedSlice coded) {
        Made made;
        if (humans) humans->count(slice, coded);
        add_lines(made, look->places(matchers[hand.worker].get(), hand, slice, coded), slice, coded,
                  keep);
        made.masks = std::move(coded.masks);
        return made;
      },
      [&](const Slice& slice, Made made) {
        std::string none;
        std::vector<summarise::Candidate> nobody;
        const std::vector<std::string> names = masker.number(made.masks, slice, none, nobody);
        out.found += made.found;
        out.hidden += made.hidden;
        for (discover::ConcordanceLine& line : made.lines) {
          if (out.lines.size() == keep.lines) break;
          for (std::string* text : {&line.left, &line.word, &line.right}) {
            if (!names.empty()) privacy::resolve(*text, names);
          }
          out.lines.push_back(std::move(line));
        }
      },
      news);
  if (walked.files == 0) return nothing_read(study);
  if (humans) humans->tell(issues);
  discover::sort(out.lines, request.order, study.outputs.language);
  return out;
}

}  // namespace samsyn
