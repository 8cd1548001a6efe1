#pragma once
// Treebanks in CoNLL-U (universaldependencies.org/format.html): read, and turned back to raw text.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace samsyn::bench {

/// A syntactic word. A multiword token («t.ex.» written as 1-2) has several words and one form.
struct TreebankWord {
  std::string form, lemma, upos;
};

struct TreebankToken {
  std::string form;                 ///< as it stands in the text
  std::vector<TreebankWord> words;  ///< one, but for multiword tokens
  bool space_after = true;          ///< no SpaceAfter=No
};

struct TreebankSentence {
  std::vector<TreebankToken> tokens;
  bool paragraph = false;  ///< `# newpar` or `# newdoc` stands before it
};

using Treebank = std::vector<TreebankSentence>;

/// Empty nodes (1.1) are passed over. Lines that are no CoNLL-U are told of on stderr and end the
/// program: a yardstick that is half read measures nothing.
Treebank read_conllu(std::string_view bytes, const std::string& name);

/// The text that the sentences stood in, as the CoNLL 2018 shared task made it: tokens and sentences
/// joined by spaces but where SpaceAfter=No forbids it, a blank line between paragraphs. `width`
/// > 0: lines are broken at that many characters, as the task's own files are (at 80).
std::string raw_text(const Treebank& treebank, std::size_t width = 0);

/// Every second block of at least 20 sentences (a block ends with a paragraph where there are any):
/// the part to look at while building, and the part held out.
enum class Half { tune, held_out };
Treebank half_of(const Treebank& treebank, Half half);

}  // namespace samsyn::bench
