#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/abbreviations.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/segment.hpp"

namespace samsyn::words {

/// All distinct words of a run, each looked up once: Apertium's Swedish analyser (lttoolbox), then
/// Hunspell with an own compound splitter, then a rule for unknown words; spoken forms (nåt, dom,
/// asså) also get the readings of the written form.
///
/// Thread safety: any number of threads may intern and read at once. A Word stays where it is until
/// the Lexicon is gone. WordIds depend on the order of threads; nothing that is written out may.
/// Cost: a new word about 40 µs (Apertium), up to 1 ms (unknown compounds); a known one a hash
/// look-up.
class Lexicon {
 public:
  /// The texts of corpus/lexicon/ that the look-up rests on, read by the caller.
  struct Data {
    std::string spoken;     ///< spoken.tsv: spoken form, tab, written form
    std::string combining;  ///< combining.tsv: form inside compounds, tab, lemma
  };
  /// Where the analysers were found, for --version and manifest.json.
  struct Parts {
    std::string apertium, hunspell;  ///< paths; empty = not installed, done without
  };

  /// Loads the analysers from Debian's places (apertium-swe-nor, hunspell-sv). Either will do.
  /// Errors: words.no-analyser (neither is installed), words.broken-dictionary (a word that any
  /// Swedish dictionary knows is not found: Hunspell skips bad lines in silence).
  static Result<std::unique_ptr<Lexicon>> load(const Data& data);
  ~Lexicon();
  Lexicon(const Lexicon&) = delete;
  Lexicon& operator=(const Lexicon&) = delete;

  /// The id of a case-folded form; analyses it the first time.
  WordId intern(std::string_view form);
  const Word& operator[](WordId id) const;
  std::size_t size() const;  ///< distinct words so far
  const Parts& parts() const;

 private:
  struct Body;
  explicit Lexicon(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

/// Cuts segments into tokens as Universal Dependencies does for Swedish (`EU:s`, `HR-avdelningen`,
/// `t.ex.`, `9.30`, e-mail and web addresses in one piece), and looks each word up. One Tokeniser
/// per thread: it keeps a table of the words it met.
///
/// Shape:  tokens in order, within their segments, none inside marks; every character of a segment
///         that is not white space or a mark belongs to one token.
/// Cost:   about 10 ns a character once the words are known.
class Tokeniser {
 public:
  Tokeniser(Lexicon& lexicon, const Abbreviations& abbreviations);
  ~Tokeniser();
  Tokeniser(const Tokeniser&) = delete;
  Tokeniser& operator=(const Tokeniser&) = delete;

  Tokens apply(const NormDocument& text, const std::vector<Segment>& segments);

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

/// Lower case by Unicode's full mapping, as words are compared; NFC is kept. Letters up to U+00FF
/// are mapped here, others by ICU.
std::string fold(std::string_view text);

}  // namespace samsyn::words
