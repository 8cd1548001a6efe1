#include <algorithm>
#include <string>
#include <vector>

#include "pipeline/model/hashed.hpp"
#include "stages/words/cutter.hpp"
#include "stages/words/met.hpp"
#include "stages/words/tags.hpp"
#include "stages/words/words.hpp"

namespace samsyn::words {

namespace {

constexpr std::size_t kPairs = 50'000;  // remembered: some 3 MB

}  // namespace

struct Tokeniser::Body {
  Lexicon& lexicon;
  Cutter cutter;
  Met met;
  Seen number;  ///< all figures are one word, so that they do not fill the lexicon
  Chooser chooser;
  std::vector<Chooser::Asked> asked;
  ByNumber<WordId> joined;  ///< pairs of nouns met

  std::string_view text;
  std::vector<Token>* out = nullptr;
  std::size_t waiting = 0;  ///< first token of out that was not chosen for yet

  Body(Lexicon& l, const Abbreviations& a)
      : lexicon(l),
        cutter(a),
        number{l.intern("0"), of_tag(Tag::rg), 0, {}},
        chooser(l.neighbours()) {}

  void open(std::string_view of, std::uint32_t begin) {
    text = of;
    cutter.open(of, begin);
  }

  void cut(std::uint32_t begin, std::uint32_t stop) {
    cutter.cut(begin, stop,
               [this](std::uint32_t b, std::uint32_t e, TokenKind k) { add(b, e, k); });
  }

  void add(std::uint32_t begin, std::uint32_t stop, TokenKind kind) {
    const std::string_view form = text.substr(begin, stop - begin);
    const Seen& seen =
        kind == TokenKind::number ? number : met(form, [&] { return meet(form, kind); });
    if (seen.candidates.size > 0) {
      asked.push_back({static_cast<std::uint32_t>(out->size()), &seen.candidates});
    }
    out->push_back({{begin, stop}, seen.word, kind, 0, false});
  }

  Seen meet(std::string_view form, TokenKind kind) {
    Seen seen{lexicon.intern(fold(form)), {}, 0, {}};
    switch (kind) {
      case TokenKind::word:
      case TokenKind::number:
        seen.candidates = candidates_of(lexicon[seen.word], form);
        break;
      case TokenKind::punctuation:
        if (form.find_first_of(".!?:;") != std::string_view::npos || form == "\u2026") {
          seen.candidates = of_tag(Tag::stop);
        } else if (form == "," || form == "-" || form == "\u2013" || form == "\u2014") {
          seen.candidates = of_tag(Tag::comma);
        }
        break;
      case TokenKind::symbol:
        break;
    }
    return seen;
  }

  /// Chooses the readings of the tokens added since the last time.
  void choose() {
    const Lexicon::Layers& layers = lexicon.layers();
    if (layers.choice) chooser.choose(*out, asked);
    if (layers.repeated) mark_repeated(waiting);
    waiting = out->size();
    for (std::size_t a = 0; layers.joined && a + 1 < asked.size(); ++a) {
      Token& second = (*out)[asked[a + 1].token];
      const Token& first = (*out)[asked[a].token];
      const bool nouns =
          may_modify(*asked[a].candidates) && is_noun(*asked[a + 1].candidates, second);
      if (nouns && first.span.end + 1 == second.span.begin && text[first.span.end] == ' ') {
        second.word = join(first.word, second.word);
      }
    }
    asked.clear();
  }

  /// Marks what is said again right behind: one word or two («det är det är svårt»).
  void mark_repeated(std::size_t from) {
    std::vector<Token>& all = *out;
    const auto same = [&](std::size_t a, std::size_t b) {
      return all[a].word == all[b].word && all[a].kind == TokenKind::word &&
             all[b].kind == TokenKind::word;
    };
    // Only blanks between the two: «ja, ja» is no slip.
    const auto beside = [&](std::size_t a) {
      return all[a].span.end + 1 == all[a + 1].span.begin && text[all[a].span.end] == ' ';
    };
    for (std::size_t t = from; t + 1 < all.size(); ++t) {
      if (same(t, t + 1) && beside(t)) all[t].repeated = true;
      if (t + 3 < all.size() && same(t, t + 2) && same(t + 1, t + 3) && beside(t) &&
          beside(t + 1) && beside(t + 2)) {
        all[t].repeated = all[t + 1].repeated = true;
      }
    }
  }

  /// Can the form be a bare noun or a part that only stands in compounds, and no more usual word?
  static bool may_modify(const Candidates& c) {
    const Tag tag = c.all[0].tag;
    return c.size > 0 && (tag == Tag::nn_u || tag == Tag::nn_n || tag == Tag::nn_g);
  }
  static bool is_noun(const Candidates& c, const Token& token) {
    for (std::size_t i = 0; i < c.size; ++i) {
      const Tag tag = c.all[i].tag;
      if (c.all[i].reading == token.reading && tag >= Tag::nn_u && tag <= Tag::nn_g) return true;
    }
    return false;
  }

  WordId join(WordId first, WordId second) {
    if (joined.size() >= kPairs) joined.clear();
    const auto [found, fresh] = joined.try_emplace(std::uint64_t{first} << 32U | second, second);
    if (fresh) found.value() = lexicon.join(first, second);
    return found->second;
  }
};

Tokeniser::Tokeniser(Lexicon& lexicon, const Abbreviations& abbreviations)
    : body_(std::make_unique<Body>(lexicon, abbreviations)) {}
Tokeniser::~Tokeniser() = default;

Tokens Tokeniser::apply(const NormDocument& text, const std::vector<Segment>& segments) {
  Tokens tokens;
  tokens.first.reserve(segments.size() + 1);
  std::size_t bytes = 0;
  for (const Segment& segment : segments) bytes += segment.span.size();
  tokens.all.reserve(bytes / 4);  // Swedish words have about six bytes, blanks and signs included
  tokens.first.push_back(0);
  body_->out = &tokens.all;
  body_->waiting = 0;
  for (const Segment& segment : segments) {
    const NormBlock& block = text.blocks[segment.block];
    std::uint32_t from = segment.span.begin;
    body_->open(block.text, from);
    for (auto mark = mark_behind(block.marks, from);
         mark != block.marks.end() && mark->begin < segment.span.end; ++mark) {
      body_->cut(from, std::max(from, mark->begin));
      from = std::min(mark->end, segment.span.end);
    }
    body_->cut(from, segment.span.end);
    body_->choose();
    tokens.first.push_back(static_cast<std::uint32_t>(tokens.all.size()));
  }
  return tokens;
}

std::vector<Token> Tokeniser::read(std::string_view text, const std::vector<NormSpan>& spans) {
  std::vector<Token> tokens;
  body_->out = &tokens;
  body_->waiting = 0;
  body_->open(text, 0);
  for (const NormSpan& span : spans) body_->add(span.begin, span.end, body_->cutter.kind(span));
  body_->choose();
  return tokens;
}

}  // namespace samsyn::words
