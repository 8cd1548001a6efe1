#include "stages/discover/terms.hpp"

#include <algorithm>
#include <unordered_map>

#include "pipeline/model/text.hpp"
#include "stages/discover/voices.hpp"

namespace samsyn::discover {
namespace {

/// A term while it is counted.
struct Draft {
  TermKind kind = TermKind::word;
  std::uint32_t first = 0, second = kNone;  ///< lemmas
  std::uint32_t times = 0, times_coded = 0;
  double general = 0;  ///< expected number in Frequencies::kPer words
};

/// Distinct words of the corpus as lemmas.
class Lemmas {
 public:
  Lemmas(const Corpus& corpus, const WordOf& word, const Frequencies& frequencies)
      : corpus_(corpus), word_(word), frequencies_(frequencies) {
    number_keys();
    for (std::uint32_t l = 0; l < forms_.size(); ++l) {
      std::vector<std::string>& forms = forms_[l];
      std::sort(forms.begin(), forms.end());
      forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
    }
  }

  std::size_t size() const { return texts_.size(); }
  const std::string& text(std::uint32_t lemma) const { return texts_[lemma]; }
  const std::vector<std::string>& forms(std::uint32_t lemma) const { return forms_[lemma]; }
  /// The lemma of a compound's head, which may be no word of the corpus itself; kNone = simple.
  std::uint32_t head(std::uint32_t lemma) const { return heads_[lemma]; }
  /// Was it a verb wherever it stood?
  bool is_verb(std::uint32_t lemma) const { return verb_[lemma]; }
  /// The lemma at this place of Corpus::words; kNone = a break.
  std::uint32_t operator[](std::size_t place) const { return places_[place]; }
  double general(std::uint32_t lemma) const {
    double sum = 0;
    for (const std::string& form : forms_[lemma]) sum += frequencies_.word(form);
    return sum;
  }

 private:
  void number_keys() {
    std::unordered_map<WordKey, std::uint32_t> known;
    places_.reserve(corpus_.words.size());
    for (const WordKey key : corpus_.words) {
      if (key == kBreak) {
        places_.push_back(kNone);
        continue;
      }
      const auto [at, fresh] = known.try_emplace(key, kNone);
      if (fresh) at->second = add(meaning_of(key, word_));
      places_.push_back(at->second);
    }
  }

  std::uint32_t number(const std::string& lemma) {
    const auto [at, fresh] = numbers_.try_emplace(lemma, static_cast<std::uint32_t>(texts_.size()));
    if (fresh) {
      texts_.push_back(lemma);
      forms_.emplace_back();
      heads_.push_back(kNone);
      verb_.push_back(true);
    }
    return at->second;
  }

  std::uint32_t add(const Meaning& meaning) {
    const std::uint32_t lemma = number(meaning.lemma);
    forms_[lemma].push_back(meaning.form);
    if (meaning.pos != Pos::verb) verb_[lemma] = false;
    if (!meaning.head.empty() && meaning.head != meaning.lemma) {
      const std::uint32_t head = number(meaning.head);
      // Readings of one lemma may be split in several ways: the first by name holds.
      if (heads_[lemma] == kNone || texts_[head] < texts_[heads_[lemma]]) heads_[lemma] = head;
    }
    return lemma;
  }

  const Corpus& corpus_;
  const WordOf& word_;
  const Frequencies& frequencies_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> texts_;
  std::vector<std::vector<std::string>> forms_;
  std::vector<std::uint32_t> heads_;
  std::vector<bool> verb_;
  std::vector<std::uint32_t> places_;
};

class Finder {
 public:
  Finder(const Corpus& corpus, const WordOf& word, const Frequencies& frequencies,
         const Sieve& sieve)
      : corpus_(corpus),
        frequencies_(frequencies),
        sieve_(sieve),
        lemmas_(corpus, word, frequencies) {}

  std::vector<KeyTerm> find() {
    add_words();
    add_heads();
    add_phrases();
    std::vector<KeyTerm> out;
    out.reserve(drafts_.size());
    for (const Draft& draft : drafts_) out.push_back(begun(draft));
    place(out);
    std::erase_if(out, [&](const KeyTerm& term) { return term.people < sieve_.people; });
    std::sort(out.begin(), out.end(), [](const KeyTerm& a, const KeyTerm& b) {
      if (a.people != b.people) return a.people > b.people;
      if (a.rest.g2 != b.rest.g2) return a.rest.g2 > b.rest.g2;
      if (a.general.g2 != b.general.g2) return a.general.g2 > b.general.g2;
      if (a.kind != b.kind) return a.kind < b.kind;
      return a.text < b.text;
    });
    if (out.size() > sieve_.terms) out.resize(sieve_.terms);
    return out;
  }

 private:
  Keyness rest(const Draft& draft) const {
    return keyness(draft.times, static_cast<double>(corpus_.other_words), draft.times_coded,
                   static_cast<double>(corpus_.coded_words));
  }
  Keyness general(const Draft& draft) const {
    return keyness(draft.times, static_cast<double>(corpus_.other_words), draft.general,
                   Frequencies::kPer);
  }

  /// Keeps a term that is typical enough.
  void consider(const Draft& draft) {
    if (draft.times < sieve_.people) return;
    if (corpus_.coded_words > 0) {
      const Keyness rest = this->rest(draft);
      // What no line with a code has cannot be rarer there: few coded lines just tell little.
      const bool enough = rest.g2 >= sieve_.rest_g2 || draft.times_coded == 0;
      if (!enough || rest.log_ratio < sieve_.log_ratio) return;
    }
    const Keyness general = this->general(draft);
    if (general.g2 < sieve_.general_g2 || general.log_ratio < sieve_.log_ratio) return;
    drafts_.push_back(draft);
  }

  void add_words() {
    counts_.assign(lemmas_.size(), {});
    for (const Line& line : corpus_.lines) {
      for (std::uint32_t p = line.begin; p < line.end; ++p) {
        if (lemmas_[p] != kNone) ++counts_[lemmas_[p]].at(line.coded ? 1 : 0);
      }
    }
    for (std::uint32_t l = 0; l < counts_.size(); ++l) {
      const auto [times, coded] = counts_[l];
      if (times < sieve_.people || code_points(lemmas_.text(l)) < 2) continue;
      consider({TermKind::word, l, kNone, times, coded, lemmas_.general(l)});
    }
  }

  void add_heads() {
    std::vector<Draft> heads(lemmas_.size());
    std::vector<std::uint32_t> members(lemmas_.size());
    const auto add = [&](std::uint32_t head, std::uint32_t lemma) {
      heads[head].times += counts_[lemma][0];
      heads[head].times_coded += counts_[lemma][1];
      heads[head].general += lemmas_.general(lemma);
      members[head] += counts_[lemma][0] > 0;
    };
    for (std::uint32_t l = 0; l < lemmas_.size(); ++l) {
      add(l, l);
      if (lemmas_.head(l) != kNone) add(lemmas_.head(l), l);
    }
    for (std::uint32_t h = 0; h < heads.size(); ++h) {
      if (members[h] < 2) continue;
      heads[h].kind = TermKind::head;
      heads[h].first = h;
      consider(heads[h]);
    }
  }

  static std::uint64_t pair_of(std::uint32_t first, std::uint32_t second) {
    return (std::uint64_t{first} << 32U) | second;
  }

  template <class Use>
  void each_pair(const Line& line, const Use& use) const {
    for (std::uint32_t p = line.begin; p + 1 < line.end; ++p) {
      const std::uint32_t a = lemmas_[p];
      const std::uint32_t b = lemmas_[p + 1];
      if (a != kNone && b != kNone && !lemmas_.is_verb(a) && !lemmas_.is_verb(b)) use(a, b);
    }
  }

  void add_phrases() {
    std::unordered_map<std::uint64_t, std::array<std::uint32_t, 2>> pairs;
    for (const Line& line : corpus_.lines) {
      if (line.coded) continue;
      each_pair(line, [&](std::uint32_t a, std::uint32_t b) {
        // A pair is no commoner than its words.
        if (counts_[a][0] >= sieve_.people && counts_[b][0] >= sieve_.people && a != b) {
          ++pairs[pair_of(a, b)][0];
        }
      });
    }
    std::erase_if(pairs, [&](const auto& pair) { return pair.second[0] < sieve_.people; });
    for (const Line& line : corpus_.lines) {
      if (!line.coded || pairs.empty()) continue;
      each_pair(line, [&](std::uint32_t a, std::uint32_t b) {
        const auto at = pairs.find(pair_of(a, b));
        if (at != pairs.end()) ++at->second[1];
      });
    }
    for (const auto& [pair, times] : pairs) {
      const auto a = static_cast<std::uint32_t>(pair >> 32U);
      const auto b = static_cast<std::uint32_t>(pair & kNone);
      double general = 0;
      for (const std::string& first : lemmas_.forms(a)) {
        for (const std::string& second : lemmas_.forms(b)) {
          general += frequencies_.pair(first, second);
        }
      }
      consider({TermKind::phrase, a, b, times[0], times[1], general});
    }
  }

  KeyTerm begun(const Draft& draft) const {
    KeyTerm term;
    term.kind = draft.kind;
    term.text = (draft.kind == TermKind::head ? "-" : "") + lemmas_.text(draft.first);
    if (draft.kind == TermKind::phrase) term.text += " " + lemmas_.text(draft.second);
    term.times = draft.times;
    term.times_coded = draft.times_coded;
    term.rest = rest(draft);
    term.general = general(draft);
    return term;
  }

  /// Finds the lines and voices of the terms, which are parallel to the drafts.
  void place(std::vector<KeyTerm>& terms) const {
    std::unordered_map<std::uint32_t, std::uint32_t> words, heads;
    std::unordered_map<std::uint64_t, std::uint32_t> phrases;
    for (std::uint32_t d = 0; d < drafts_.size(); ++d) {
      const Draft& draft = drafts_[d];
      if (draft.kind == TermKind::word) words[draft.first] = d;
      if (draft.kind == TermKind::head) heads[draft.first] = d;
      if (draft.kind == TermKind::phrase) phrases[pair_of(draft.first, draft.second)] = d;
    }
    std::vector<std::vector<std::uint32_t>> voices(terms.size());
    const auto hit = [&](const auto& map, auto key, std::uint32_t l) {
      const auto at = map.find(key);
      if (at == map.end()) return;
      std::vector<std::uint32_t>& lines = terms[at->second].lines;
      if (!lines.empty() && lines.back() == l) return;
      lines.push_back(l);
      voices[at->second].push_back(corpus_.lines[l].voice);
    };
    for (std::uint32_t l = 0; l < corpus_.lines.size(); ++l) {
      const Line& line = corpus_.lines[l];
      if (line.coded) continue;
      for (std::uint32_t p = line.begin; p < line.end; ++p) {
        const std::uint32_t lemma = lemmas_[p];
        if (lemma == kNone) continue;
        hit(words, lemma, l);
        hit(heads, lemma, l);
        if (lemmas_.head(lemma) != kNone) hit(heads, lemmas_.head(lemma), l);
      }
      each_pair(line, [&](std::uint32_t a, std::uint32_t b) { hit(phrases, pair_of(a, b), l); });
    }
    for (std::size_t t = 0; t < terms.size(); ++t) terms[t].people = different(voices[t]);
  }

  const Corpus& corpus_;
  const Frequencies& frequencies_;
  const Sieve& sieve_;
  Lemmas lemmas_;
  std::vector<std::array<std::uint32_t, 2>> counts_;  ///< by lemma: without and with a code
  std::vector<Draft> drafts_;
};

}  // namespace

std::vector<KeyTerm> key_terms(const Corpus& corpus, const WordOf& word,
                               const Frequencies& frequencies, const Sieve& sieve) {
  return Finder(corpus, word, frequencies, sieve).find();
}

}  // namespace samsyn::discover
