#include "pipeline/slice.hpp"

#include <algorithm>
#include <optional>

#include "stages/learn/coder.hpp"
#include "stages/learn/doubt.hpp"
#include "stages/normalise/normalise.hpp"
#include "stages/segment/segment.hpp"

namespace samsyn {
namespace {

constexpr std::size_t kSliceBytes = std::size_t{128} << 10U;

/// Tells the words that lie in personal data.
void mark_personal(const privacy::Masks& masks, const std::vector<Segment>& segments,
                   Tokens& tokens) {
  if (masks.all.empty()) return;
  std::uint32_t m = 0;  // the first that ends behind where the token at hand begins
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const std::uint32_t block = segments[s].block;
    m = std::max(m, masks.first[block]);
    for (std::uint32_t t = tokens.first[s]; t < tokens.first[s + 1]; ++t) {
      Token& token = tokens.all[t];
      while (m < masks.first[block + 1] && masks.all[m].span.end <= token.span.begin) ++m;
      token.personal = m < masks.first[block + 1] && masks.all[m].span.begin < token.span.end;
    }
  }
}

}  // namespace

NormDocument text_of(const Document& document, const repair::Repaired* repaired,
                     std::uint32_t first, std::uint32_t count) {
  if (repaired == nullptr) return normalise::apply(document, first, count);
  const auto from = repaired->text.blocks.begin() + first;
  return {first, {from, from + count}};
}

std::vector<Slice> slices_of(std::shared_ptr<const Document> document,
                             std::shared_ptr<const repair::Repaired> repaired,
                             std::shared_ptr<const privacy::Learned> known) {
  std::vector<std::uint32_t> ends;
  const auto blocks = static_cast<std::uint32_t>(document->blocks.size());
  std::size_t bytes = 0;
  for (std::uint32_t b = 0; b < blocks; ++b) {
    bytes += document->blocks[b].raw.size();
    if (bytes < kSliceBytes) continue;
    ends.push_back(b + 1);
    bytes = 0;
  }
  if (ends.empty() || ends.back() < blocks) ends.push_back(blocks);
  std::shared_ptr<NamesTold> told;
  if (ends.size() > 1)
    told = std::make_shared<NamesTold>(ends, known == nullptr ? privacy::Learned{} : *known);
  std::vector<Slice> out;
  std::uint32_t first = 0;
  for (const std::uint32_t end : ends) {
    out.push_back({document, first, end - first, repaired, told, known, nullptr});
    first = end;
  }
  return out;
}

struct Coder::Body {
  /// What a question asks.
  struct Item {
    coding::Contexts contexts = 0;
    learn::Asked asked;
  };

  const Knowledge& knowledge;
  words::Tokeniser tokeniser;
  coding::Matcher matcher;
  std::optional<learn::Coder> learned;
  std::optional<learn::Doubt> doubt;
  TaxonomyBits sureness_of = 0;
  bool codes = true;
  /// The questions of the document at hand, looked into the first time each is met. Held by the
  /// document itself: its address might come back for another.
  std::shared_ptr<const Document> document;
  std::vector<std::unique_ptr<const Item>> items;

  Body(const Knowledge& k, TaxonomyBits of, bool is_coding)
      : knowledge(k),
        tokeniser(*k.lexicon, k.abbreviations),
        matcher(k.rules, word_of(k)),
        sureness_of(of),
        codes(is_coding) {
    if (k.learned == nullptr || !codes) return;
    learned.emplace(k.learned, k.rules->codebook(), word_of(k));
    if (of != 0) doubt.emplace(k.learned, k.rules->codebook(), word_of(k));
  }

  static std::function<const Word&(WordId)> word_of(const Knowledge& k) {
    return [&k](WordId id) -> const Word& { return (*k.lexicon)[id]; };
  }

  void take(const std::shared_ptr<const Document>& next) {
    if (document == next) return;
    document = next;
    items.clear();
    items.resize(next->questions.size());
  }

  /// What a block's question asks; null when it has none.
  const Item* asks(std::uint32_t question) {
    if (question == kNone) return nullptr;
    if (items[question] == nullptr) {
      items[question] = std::make_unique<const Item>(item(document->questions[question]));
    }
    return items[question].get();
  }

  Item item(const Question& question) {
    Document wording;
    wording.blocks.emplace_back().raw = question.text;
    const NormDocument text = normalise::apply(wording, 0, 1);
    const std::vector<Segment> segments = segment::split(wording, text, knowledge.abbreviations);
    const Tokens tokens = tokeniser.apply(text, segments);
    Item out;
    out.contexts = question.about.empty() ? matcher.contexts(segments, tokens)
                                          : matcher.contexts(question.about);
    out.asked.about = matcher.names(out.contexts);
    out.asked.hinders = std::find(out.asked.about.begin(), out.asked.about.end(), "hinder") !=
                        out.asked.about.end();
    for (const Token& token : tokens.all) {
      if (token.kind == TokenKind::word) out.asked.words.push_back(token.word);
    }
    return out;
  }
};

Coder::Coder(const Knowledge& knowledge, TaxonomyBits sureness_of, bool codes)
    : body_(std::make_unique<Body>(knowledge, sureness_of, codes)) {}
Coder::~Coder() = default;
Coder::Coder(Coder&&) noexcept = default;

CodedSlice Coder::apply(const Slice& slice) {
  const Document& document = *slice.document;
  body_->take(slice.document);
  CodedSlice out;
  const repair::Repaired* repaired = slice.repaired.get();
  out.text = text_of(document, repaired, slice.first, slice.count);
  const privacy::Finder* finder = body_->knowledge.finder.get();
  if (finder != nullptr && slice.told != nullptr) {
    out.masks = slice.told->masks(*finder, document, out.text,
                                  [&](std::uint32_t first, std::uint32_t count) {
                                    return text_of(document, repaired, first, count);
                                  });
  } else if (finder != nullptr) {
    out.masks = finder->find(document, out.text, slice.known.get());
  }
  out.segments = segment::split(document, out.text, body_->knowledge.abbreviations);
  out.tokens = body_->tokeniser.apply(out.text, out.segments);
  mark_personal(out.masks, out.segments, out.tokens);
  if (!body_->codes) return out;
  std::vector<coding::Contexts> contexts;
  std::vector<const learn::Asked*> asked;
  for (std::uint32_t b = 0; b < slice.count; ++b) {
    const Body::Item* item = body_->asks(document.blocks[slice.first + b].question);
    contexts.push_back(item == nullptr ? 0 : item->contexts);
    asked.push_back(item == nullptr ? nullptr : &item->asked);
  }
  out.codings = body_->matcher.apply(document, out.text, out.segments, out.tokens, contexts);
  if (body_->learned) {
    const learn::Scene scene{
        document,    out.text, out.segments, out.tokens, body_->knowledge.rules->codebook(),
        out.codings, asked};
    if (body_->doubt) out.sureness = body_->doubt->apply(scene, body_->sureness_of);
    out.codings = body_->learned->apply(scene);
  }
  return out;
}

std::vector<const learn::Asked*> Coder::asked(const Slice& slice) {
  body_->take(slice.document);
  std::vector<const learn::Asked*> out;
  for (std::uint32_t b = 0; b < slice.count; ++b) {
    const Body::Item* item = body_->asks(slice.document->blocks[slice.first + b].question);
    out.push_back(item == nullptr ? nullptr : &item->asked);
  }
  return out;
}

}  // namespace samsyn
