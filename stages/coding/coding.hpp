#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/document.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/segment.hpp"

namespace samsyn::coding {

/// Reads a file named by a taxonomy (`indicators_file`, items.json, classes.json) or the taxonomy
/// itself; the pipeline gives it, so that this stage opens nothing.
using Load = std::function<Result<std::string>(const std::string& path)>;

/// The analyser as coding needs it: the word behind an id. (words::Lexicon in the program.)
using WordOf = std::function<const Word&(WordId)>;

/// The rules of one or more taxonomies, compiled. Immutable; shared by all threads.
/// The language of rules stands in corpus/taxonomies/README.md.
class Rules {
 public:
  /// `taxonomies`: paths of taxonomy files; `shared`: the folder of items.json and classes.json.
  /// Errors: coding.bad-json, coding.unknown-key (nearest), coding.unknown-class,
  /// coding.bad-pattern (rule id, place in the pattern), coding.duplicate-id, coding.unknown-code.
  static Result<std::shared_ptr<const Rules>> load(const std::vector<std::string>& taxonomies,
                                                   const std::string& shared, const Load& load);
  const Codebook& codebook() const;
  struct Body;
  const Body& body() const { return *body_; }
  explicit Rules(std::unique_ptr<Body> body);
  ~Rules();

 private:
  std::unique_ptr<Body> body_;
};

/// What an item, heading or interviewer's question asks about: bit c = Body's context c.
using Contexts = std::uint64_t;

/// Applies the rules. One Matcher per thread: it keeps, for every word, which of the rules' word
/// tests the word passes.
class Matcher {
 public:
  /// `remembered`: bytes for what became of segments that come again.
  Matcher(std::shared_ptr<const Rules> rules, WordOf word, std::size_t remembered = kRemembered);
  ~Matcher();
  Matcher(const Matcher&) = delete;
  Matcher& operator=(const Matcher&) = delete;

  /// The contexts of a question: those of the manifest if it names any, else those that items.json
  /// finds in the wording (already cut and tokenised by the caller).
  Contexts contexts(const std::vector<std::string>& about) const;
  Contexts contexts(const std::vector<Segment>& segments, const Tokens& tokens);
  /// Their names, in the order of items.json.
  std::vector<std::string> names(Contexts contexts) const;

  /// Codes a slice. `asked[b]` are the contexts of block b of the slice. Segments of headings and
  /// preambles get none.
  /// Shape: ordered by segment, then by code; at most one coding per segment and code.
  std::vector<Coding> apply(const Document& document, const NormDocument& text,
                            const std::vector<Segment>& segments, const Tokens& tokens,
                            const std::vector<Contexts>& asked);

  /// A place where a rule matches, from the first of its words to the last.
  struct Match {
    std::uint32_t rule = 0;
    NormSpan span;
    bool operator==(const Match&) const = default;
  };
  /// All places in one segment where rules match, with what they need and exclude, whatever becomes
  /// of them: for a concordance. Rules for whole segments (`*`) have none.
  /// Shape: ordered by place, then by rule; each place of a rule once.
  std::vector<Match> matches(const Tokens& tokens, std::uint32_t segment, Contexts asked);

  static constexpr std::size_t kRemembered = std::size_t{1} << 22U;  ///< some 12,000 segments

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

}  // namespace samsyn::coding
