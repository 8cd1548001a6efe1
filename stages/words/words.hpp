#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/abbreviations.hpp"
#include "pipeline/model/frequency.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/segment.hpp"

namespace samsyn::words {

class Neighbours;

/// All distinct words of a run, each looked up once: Apertium's Swedish analyser (lttoolbox), then
/// Hunspell with an own compound splitter, then what a misspelt word was meant to be (forskola,
/// komunen), then a rule on endings; spoken forms (nåt, dom, såg’na) also get the readings of the
/// written form. Everyday words have their readings by hand (readings.tsv).
///
/// Thread safety: any number of threads may intern and read at once. A Word stays where it is until
/// the Lexicon is gone. WordIds depend on the order of threads; nothing that is written out may.
/// Cost: a new word about 40 µs (Apertium), up to 2 ms (unknown and perhaps misspelt); a known one
/// a hash look-up.
class Lexicon {
 public:
  /// What can be left out, to measure what it is worth. The program has all of it.
  struct Layers {
    bool spoken = true;     ///< written forms of spoken ones, words with a pronoun leaning on them
    bool misspelt = true;   ///< what a misspelt word was meant to be
    bool compounds = true;  ///< own splitting, beside the analyser's
    bool joined = true;     ///< compounds that were written apart
    bool repeated = true;   ///< words said twice are passed over
    bool choice = true;     ///< the neighbours' say in a word's reading; without, the first one
  };
  /// The texts of corpus/lexicon/ that the look-up rests on, read by the caller.
  struct Data {
    std::string spoken{};      ///< spoken.tsv: spoken form, tab, written form
    std::string combining{};   ///< combining.tsv: forms inside compounds, see Compounds
    std::string readings{};    ///< readings.tsv: everyday forms and what they mean, see Listed
    std::string neighbours{};  ///< neighbours.tsv: what stands well beside what, see Neighbours
    /// Which words are well known; must outlive the Lexicon. Null: words that dictionaries have are
    /// not split.
    const Frequencies* frequencies = nullptr;
    Layers layers{};
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
  /// The word to put in the second's place where a compound was written apart («kompetens
  /// utveckling»): its readings and, behind them, the compound's. The second itself when the two
  /// make no word. Cost as for intern().
  WordId join(WordId first, WordId second);
  const Word& operator[](WordId id) const;
  std::size_t size() const;  ///< words so far: distinct forms, and those that join() made
  const Parts& parts() const;
  const Neighbours& neighbours() const;
  const Layers& layers() const;

 private:
  struct Body;
  explicit Lexicon(std::unique_ptr<Body> body);
  WordId add(std::string_view form, std::vector<Reading> readings);  ///< under the lock
  std::unique_ptr<Body> body_;
};

/// Cuts segments into tokens as Universal Dependencies does for Swedish (`EU:s`, `HR-avdelningen`,
/// `t.ex.`, `9.30`, `A. Ek`, e-mail and web addresses in one piece), looks each word up, and
/// chooses among its readings by their weights and the neighbouring words (tags.hpp). A noun behind
/// the noun that it makes a compound with («kompetens utveckling») gets a word that has the
/// compound's reading too. Of words that somebody said twice («det är det är svårt») all but the
/// last are `repeated`. One Tokeniser per thread: it keeps a table of the words it met.
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

  /// The same for one sentence that another has cut: `spans` in `text`, in order.
  std::vector<Token> read(std::string_view text, const std::vector<NormSpan>& spans);

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

/// The dictionary form of a token as Universal Dependencies writes it: that of the reading chosen;
/// names and initialisms keep the capitals of `form`, the token as it stands; figures and signs are
/// themselves.
std::string lemma_of(const Word& word, const Token& token, std::string_view form);

/// The lemmas of the parts, where a token is a compound; the head last.
const std::vector<std::string>& parts_of(const Word& word, const Token& token);

/// The part of speech of a token under its name in Universal Dependencies.
std::string_view upos_of(const Word& word, const Token& token);

/// Lower case by Unicode's full mapping, as words are compared; NFC is kept. Letters up to U+00FF
/// are mapped here, others by ICU.
std::string fold(std::string_view text);

/// The word with a capital, where its first letter is one up to U+00FF.
std::string capitalised(std::string_view word);

}  // namespace samsyn::words
