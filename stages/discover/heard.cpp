#include "stages/discover/heard.hpp"

#include <algorithm>
#include <unordered_set>

#include "pipeline/model/counted.hpp"

namespace samsyn::discover {
namespace {

constexpr unsigned kReadingBits = 5;
constexpr WordKey kReadings = WordKey{1} << kReadingBits;
constexpr WordKey kWritten = kReadings - 1;  // Token::kAsWritten
constexpr WordId kMostWords = kNone >> kReadingBits;

/// The key of a token; kBreak for words that tell nothing by themselves.
WordKey key_of(const Token& token, const WordOf& word) {
  if (token.kind != TokenKind::word || token.word >= kMostWords) return kBreak;
  if (token.reading == Token::kAsWritten) return (token.word << kReadingBits) | kWritten;
  if (token.reading >= kWritten) return kBreak;
  switch (word(token.word).readings[token.reading].pos) {
    case Pos::noun:
    case Pos::verb:
    case Pos::adj:
    case Pos::name:
      return (token.word << kReadingBits) | token.reading;
    default:
      return kBreak;
  }
}

template <class T>
void sort_once(std::vector<T>& all) {
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

/// A name's first letter as a capital, where it is one of Latin 1.
std::string named(std::string_view form) {
  const CodePoint first = point_at(form, 0);
  const bool small = (first.value >= 'a' && first.value <= 'z') ||
                     (first.value >= 0xE0 && first.value <= 0xFE && first.value != 0xF7);
  if (!small) return std::string(form);
  std::string out;
  append_point(out, first.value - 0x20);
  return out.append(form.substr(first.size));
}

}  // namespace

Meaning meaning_of(WordKey key, const WordOf& word) {
  const Word& whole = word(key >> kReadingBits);
  if (key % kReadings == kWritten) return {named(whole.form), whole.form, {}, Pos::name};
  const Reading& reading = whole.readings[key % kReadings];
  return {reading.pos == Pos::name ? named(reading.lemma) : reading.lemma, whole.form,
          reading.parts.empty() ? std::string() : reading.parts.back(), reading.pos};
}

Heard listen(const Document& document, const NormDocument& text,
             const std::vector<Segment>& segments, const Tokens& tokens,
             const std::vector<Coding>& codings, const Codebook& codebook, const WordOf& word) {
  Heard out;
  std::unordered_set<std::uint32_t> spoke;
  std::size_t next = 0;  // coding
  for (std::uint32_t s = 0; s < segments.size(); ++s) {
    const std::size_t first = next;
    while (next < codings.size() && codings[next].segment == s) ++next;
    const Segment& segment = segments[s];
    const std::uint32_t index = text.first + segment.block;
    const Block& block = document.blocks[index];
    if (!is_counted(block.role)) continue;
    Said said;
    said.block = index;
    said.raw = text.blocks[segment.block].raw(segment.span);
    said.span = segment.span;
    said.coded = next > first;
    if (spoke.insert(block.respondent).second) out.spoke.push_back(block.respondent);
    for (std::size_t c = first; c < next; ++c) {
      const bool stance = codebook.taxonomies[codebook.codes[codings[c].code].taxonomy].stance;
      if (stance && codings[c].stance != Stance::affirmed) continue;
      out.given.push_back({block.respondent, codings[c].code});
    }
    std::uint64_t words = 0;
    const std::size_t begin = out.words.size();
    for (std::uint32_t t = tokens.first[s]; t < tokens.first[s + 1]; ++t) {
      const Token& token = tokens.all[t];
      if (token.repeated) continue;
      words += token.kind == TokenKind::word;
      const WordKey key = token.personal ? kBreak : key_of(token, word);
      if (key == kBreak && (out.words.size() == begin || out.words.back() == kBreak)) continue;
      out.words.push_back(key);
    }
    if (out.words.size() > begin && out.words.back() == kBreak) out.words.pop_back();
    said.words = static_cast<std::uint32_t>(out.words.size());
    if (!said.coded && out.words.size() > begin) said.length = code_points(said.raw.of(block.raw));
    (said.coded ? out.coded_words : out.other_words) += words;
    out.segments.push_back(std::move(said));
  }
  sort_once(out.given);
  return out;
}

}  // namespace samsyn::discover
