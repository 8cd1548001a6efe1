#include "pipeline/trying.hpp"

#include <optional>
#include <set>

#include "pipeline/slice.hpp"

namespace samsyn {
namespace {

/// Codes found and codes meant, by segment and by answer.
class Tries {
 public:
  using Codes = std::set<std::string>;

  void segment(const Codes& said, const Codes& is) {
    count(said, is, segments_);
    said_.insert(said.begin(), said.end());
    is_.insert(is.begin(), is.end());
  }
  void end_answer() {
    count(said_, is_, answers_);
    said_.clear();
    is_.clear();
  }
  std::string text(const std::string& name, bool english) const {
    return name + (english ? " by segment " : " per segment ") + segments_.text() +
           (english ? ", by answer " : ", per svar ") + answers_.text() + "\n";
  }

 private:
  static void count(const Codes& said, const Codes& is, Score& score) {
    for (const std::string& code : said) score.add(true, is.count(code) != 0);
    for (const std::string& code : is) {
      if (said.count(code) == 0) score.add(false, true);
    }
  }

  Score segments_, answers_;
  Codes said_, is_;  ///< in the answer at hand
};

/// Of the codes that the sentences have, those of a taxonomy; all that are meant, or those of one
/// stance.
Tries::Codes meant(const std::vector<const Labelled*>& sentences, const Codebook& codebook,
                   std::uint32_t taxonomy, std::optional<Stance> stance) {
  Tries::Codes out;
  for (const Code& code : codebook.codes) {
    if (code.taxonomy != taxonomy) continue;
    for (const Labelled* one : sentences) {
      if (one->codes.count(code.id) == 0) continue;
      const Stance own = one->negated.count(code.id) != 0        ? Stance::negated
                         : one->hypothetical.count(code.id) != 0 ? Stance::hypothetical
                                                                 : Stance::affirmed;
      if (!stance || *stance == own) out.insert(code.id);
    }
  }
  return out;
}

}  // namespace

Result<std::string> evaluate(const std::vector<TrainingFile>& files, const Knowledge& knowledge,
                             std::string_view language) {
  const bool english = language == "en";
  const Codebook& codebook = knowledge.rules->codebook();
  struct Asked {
    std::uint32_t taxonomy;
    std::optional<Stance> stance;
    std::string name;
    Tries tries;
  };
  std::vector<Asked> all;
  for (std::uint32_t t = 0; t < codebook.taxonomies.size(); ++t) {
    const Taxonomy& taxonomy = codebook.taxonomies[t];
    all.push_back({t, std::nullopt, taxonomy.id, {}});
    if (!taxonomy.stance) continue;
    all.push_back({t, Stance::affirmed, taxonomy.id + (english ? ", affirmed" : ", bejakade"), {}});
    all.push_back({t, Stance::negated, taxonomy.id + (english ? ", negated" : ", nekade"), {}});
    all.push_back(
        {t, Stance::hypothetical, taxonomy.id + (english ? ", hypothetical" : ", öppna"), {}});
  }
  Coder coder(knowledge);
  for (const TrainingFile& file : files) {
    const Result<Answers> gold = read_answers(file);
    if (!gold) return gold.issue();
    std::size_t answer = 0;
    const auto end_answers = [&](std::size_t upto) {
      for (; answer < upto; ++answer) {
        for (Asked& one : all) one.tries.end_answer();
      }
    };
    for (const Slice& slice : slices_of(gold->document)) {
      const CodedSlice coded = coder.apply(slice);
      auto coding = coded.codings.begin();
      for (std::uint32_t s = 0; s < coded.segments.size(); ++s) {
        const std::uint32_t local = coded.segments[s].block;
        const std::uint32_t b = slice.first + local;
        end_answers(b);
        const RawSpan raw = coded.text.blocks[local].raw(coded.segments[s].span);
        const auto from = coding;
        while (coding != coded.codings.end() && coding->segment == s) ++coding;
        const std::vector<const Labelled*> sentences = of_segment(gold->sentences[b], raw);
        for (Asked& one : all) {
          Tries::Codes said;
          for (auto c = from; c != coding; ++c) {
            const Code& code = codebook.codes[c->code];
            const bool wanted = !one.stance || *one.stance == c->stance;
            if (code.taxonomy == one.taxonomy && wanted) said.insert(code.id);
          }
          one.tries.segment(said, meant(sentences, codebook, one.taxonomy, one.stance));
        }
      }
    }
    end_answers(gold->sentences.size());
  }
  std::string out;
  for (const Asked& one : all) out += one.tries.text(one.name, english);
  return out;
}

}  // namespace samsyn
