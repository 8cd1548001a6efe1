#include "stages/repair/repair.hpp"

#include <algorithm>
#include <utility>

#include "stages/repair/candidates.hpp"
#include "stages/repair/channel.hpp"
#include "stages/repair/decode.hpp"
#include "stages/repair/gate.hpp"
#include "stages/repair/layout.hpp"
#include "stages/repair/letters.hpp"
#include "stages/repair/pieces.hpp"
#include "stages/repair/spelling.hpp"

namespace samsyn::repair {
namespace {

// A repaired word may make its neighbour's reading another one: repaired until nothing changes.
constexpr int kRounds = 6;

/// The word in the case that the piece had. A capital may have been read as a digit or sign: then
/// the place tells.
std::string in_case(const std::string& word, const Piece& piece, char32_t first_seen) {
  if (piece.shape == Case::small && (is_letter(first_seen) || !piece.begins)) return word;
  std::u32string points = points_of(word);
  if (piece.shape == Case::capitals) {
    for (char32_t& c : points) c = upper(c);
  } else {
    points.front() = upper(points.front());
  }
  return utf8_of(points);
}

/// Edits made on one block's text, and the text after them.
class Rewriting {
 public:
  explicit Rewriting(const NormBlock& block) : block_(block) {}

  void replace(NormSpan span, std::string_view with) {
    text_.append(block_.text, at_, span.begin - at_);
    const auto begin = static_cast<std::uint32_t>(text_.size());
    text_ += with;
    edits_.push_back({{begin, static_cast<std::uint32_t>(text_.size())}, {span.begin, span.end}});
    at_ = span.end;
  }

  NormBlock finish() {
    text_.append(block_.text, at_, std::string::npos);
    NormBlock out;
    out.edits = compose(block_, edits_);
    for (const NormSpan& mark : block_.marks) {
      const NormSpan moved{place(mark.begin), place(mark.end)};
      if (moved.begin < moved.end) out.marks.push_back(moved);
    }
    out.text = std::move(text_);
    return out;
  }

  bool empty() const { return edits_.empty(); }

 private:
  /// Where a place of the old text stands in the new one; inside an edit: the edit's end.
  std::uint32_t place(std::uint32_t old) const {
    std::uint32_t out = old;
    for (const Edit& edit : edits_) {
      if (edit.raw.begin >= old) break;
      out = old < edit.raw.end ? edit.norm.end : edit.norm.end + (old - edit.raw.end);
    }
    return out;
  }

  const NormBlock& block_;
  std::string text_;
  std::uint32_t at_ = 0;
  std::vector<Edit> edits_;
};

}  // namespace

struct Repairer::Body {
  /// What takes time to make, made when first needed.
  struct Models {
    Channel searching;  ///< leads the search: the same for every document
    Channel channel;    ///< of the document at hand
    Spelling spelling;
    Candidates candidates;

    Models(std::string_view confusions, const Frequencies& frequencies, Known known)
        : searching(confusions),
          channel(confusions),
          spelling(frequencies),
          candidates(searching, frequencies, spelling, std::move(known)) {}
  };

  std::string confusions;
  const Frequencies& frequencies;
  const Abbreviations& abbreviations;
  Known known;
  std::unique_ptr<Models> made;

  Models& models() {
    if (!made) made = std::make_unique<Models>(confusions, frequencies, known);
    made->candidates.forget();
    return *made;
  }

  /// Repairs once; empty when nothing is to be changed.
  std::vector<Repair> once(NormDocument& text) {
    Models& m = models();
    const std::vector<Piece> pieces = pieces_of(text, m.channel, abbreviations);
    const std::vector<Choice> choices =
        decode(pieces, damage_of(letters_of(text)), frequencies, m.channel, m.candidates);
    std::vector<Repair> out;
    for (std::size_t k = 0; k < choices.size();) {
      const std::uint32_t b = pieces[choices[k].first].block;
      Rewriting rewriting(text.blocks[b]);
      for (; k < choices.size() && pieces[choices[k].first].block == b; ++k) {
        if (choices[k].changed) change(text.blocks[b], pieces, choices[k], rewriting, out);
      }
      if (!rewriting.empty()) text.blocks[b] = rewriting.finish();
    }
    return out;
  }

  static void change(const NormBlock& block, const std::vector<Piece>& pieces, const Choice& choice,
                     Rewriting& rewriting, std::vector<Repair>& out) {
    const Piece& first = pieces[choice.first];
    const Piece& last = pieces[choice.first + choice.pieces - 1];
    const NormSpan span{first.span.begin, last.span.end};
    const std::string to =
        in_case(choice.word, first, points_of(first.span.of(block.text)).front());
    const std::string_view from = span.of(block.text);
    if (from == to) return;
    rewriting.replace(span, to);
    out.push_back(
        {first.block, block.raw(span), std::string(from), to, choice.candidates, choice.margin});
  }
};

Repairer::Repairer(std::string confusions, const Frequencies& frequencies,
                   const Abbreviations& abbreviations, Known known)
    : body_(
          new Body{std::move(confusions), frequencies, abbreviations, std::move(known), nullptr}) {}
Repairer::~Repairer() = default;

Decision Repairer::decide(const NormDocument& text, Mode mode) {
  Decision out;
  out.figures = letters_of(text);
  if (mode != Mode::off && is_odd(out.figures)) {
    Body::Models& m = body_->models();
    look_up(out.figures, pieces_of(text, m.searching, body_->abbreviations), body_->frequencies,
            m.searching, m.candidates);
    out.verdict = verdict_of(out.figures);
  }
  out.repair = mode == Mode::on || (mode == Mode::automatic && out.verdict == Verdict::damaged);
  return out;
}

Repaired Repairer::apply(NormDocument text) {
  mark_layout(text);
  Repaired out{std::move(text), {}};
  for (int round = 0; round < kRounds; ++round) {
    std::vector<Repair> more = body_->once(out.text);
    if (more.empty()) break;
    // A later round's repair of a repaired word takes the place of the earlier one.
    for (Repair& repair : more) {
      const auto same = std::find_if(out.repairs.begin(), out.repairs.end(), [&](const Repair& r) {
        return r.block == repair.block && r.raw.begin < repair.raw.end &&
               repair.raw.begin < r.raw.end;
      });
      if (same == out.repairs.end()) {
        out.repairs.push_back(std::move(repair));
      } else {
        if (same->raw == repair.raw) repair.from = same->from;
        *same = std::move(repair);
      }
    }
  }
  std::stable_sort(out.repairs.begin(), out.repairs.end(), [](const Repair& a, const Repair& b) {
    return a.block != b.block ? a.block < b.block : a.raw.begin < b.raw.begin;
  });
  return out;
}

}  // namespace samsyn::repair
