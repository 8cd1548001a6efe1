#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/abbreviations.hpp"
#include "pipeline/model/frequency.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/segment.hpp"
#include "pipeline/model/study.hpp"

namespace samsyn::repair {

/// What the manifest says of a source.
using Mode = RepairMode;

/// What a document's letters and words say of how it was read.
struct Figures {
  std::uint32_t letters = 0, words = 0;
  double ring = 0, dots = 0, o_dots = 0;  ///< share of å, ä, ö among the letters
  double strange = 0;     ///< share of words with digits or signs among their letters
  double impossible = 0;  ///< share of words that no list or dictionary knows, of those looked at
  double repairable = 0;  ///< share of words that are impossible but near a frequent word
  double strangers = 0;   ///< share of the repairable ones that lost more than dots and rings
};

enum class Verdict : std::uint8_t {
  whole,    ///< clean text: nothing is done
  doubted,  ///< signs of damage, but of typing rather than of scanning: nothing is done
  damaged,
};

struct Decision {
  Verdict verdict = Verdict::whole;
  bool repair = false;  ///< the verdict, or what the manifest says
  Figures figures;
};

/// One change of wording. `from` and `to` are what stood in the text that came in, and stands in
/// the text that came out.
struct Repair {
  std::uint32_t block = 0;  ///< index into NormDocument::blocks
  RawSpan raw;
  std::string from, to;
  std::vector<std::string> candidates;  ///< likeliest first, at most four, lower case
  float margin = 1;                     ///< 0..1: how far ahead of the next best the choice is
};

struct Repaired {
  NormDocument text;
  std::vector<Repair> repairs;  ///< by block and place, not overlapping
  bool settled = true;          ///< repairing again would change nothing
};

/// Reads damaged scans: letters that were taken for others, words that were glued or parted,
/// hyphens at line ends. Works on normalised text, after stages/normalise and before
/// stages/segment, on a whole document, since each document tells what its reader did to letters.
///
/// Candidates for a word come from the confusions of corpus/ocr/confusions.tsv led by a model of
/// Swedish spelling; a list of frequent words or the dictionary must know them; word, neighbour and
/// channel decide together (channel.hpp, candidates.hpp, decode.hpp). Words of the language compete
/// too (for or för, man or män). Numbers, initialisms, abbreviations, addresses, marks, and words
/// that nothing known is near are left as they are.
///
/// Works in rounds until nothing changes, eight at most; no text that we know needs more than
/// three. Repairing what has `settled` changes nothing. Not thread-safe: remembers words; one for
/// each thread, or a lock.
class Repairer {
 public:
  /// Does a dictionary know the case-folded word, alone or as a compound? Asked for distinct words
  /// only, at most four times for each word of a damaged document.
  using Known = std::function<bool(const std::string& word)>;

  /// `confusions`: the text of corpus/ocr/confusions.tsv. The frequencies and abbreviations must
  /// outlive the Repairer. Cost: nothing; the model of spelling (0.3 s) is made when first needed.
  Repairer(std::string confusions, const Frequencies& frequencies,
           const Abbreviations& abbreviations, Known known);
  ~Repairer();
  Repairer(const Repairer&) = delete;
  Repairer& operator=(const Repairer&) = delete;

  /// Does the document need repair? Of fewer than 8 words nothing is told; in fewer than 45 a larger
  /// share of the words, and two or three at least, must look damaged. Cost: one scan of the
  /// letters; only when they are odd (å, ä or ö missing, signs inside words) are up to 1,500 words
  /// looked up.
  Decision decide(const NormDocument& text, Mode mode = Mode::automatic);

  /// The text repaired, and what was done. `text` is the whole document; its edits are composed
  /// with the repairs, marks are carried over, and page numbers, running heads and bullet signs
  /// become marks (layout.hpp). Cost: 5,000 words a second or better; a single word under 20 ms.
  /// Errors: none.
  Repaired apply(NormDocument text);

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

/// What issues.jsonl tells of the decision: repair.done, repair.doubted, repair.not-needed (asked
/// for by the manifest, but the text is whole); nothing for a whole document that was left alone.
std::optional<Issue> report(const Decision& decision, Mode mode, std::size_t repairs,
                            const std::string& file);

}  // namespace samsyn::repair
