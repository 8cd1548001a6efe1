#include "stages/repair/repair.hpp"

#include <algorithm>
#include <iterator>
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
// Three rounds are the most that any of 600 damaged texts took.
constexpr int kRounds = 8;

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
      const NormSpan moved{norm_place(edits_, mark.begin), norm_place(edits_, mark.end)};
      if (moved.begin < moved.end) out.marks.push_back(moved);
    }
    out.text = std::move(text_);
    return out;
  }

  bool empty() const { return edits_.empty(); }

 private:
  const NormBlock& block_;
  std::string text_;
  std::uint32_t at_ = 0;
  std::vector<Edit> edits_;
};

/// The repair that the changes made at one place come to, the latest of which is the first. What
/// was written by several at once has no other candidates than itself.
Repair summed_up(std::vector<Repair>::iterator first, std::vector<Repair>::iterator last,
                 std::string to) {
  const auto whole = std::find_if(first, last, [&](const Repair& r) { return r.to == to; });
  Repair out;
  out.to = std::move(to);
  if (whole != last) {
    out.candidates = std::move(whole->candidates);
    out.margin = whole->margin;
  } else {
    std::u32string word = points_of(out.to);
    for (char32_t& c : word) c = lower(c);
    out.candidates = {utf8_of(word)};
    for (; first != last; ++first) out.margin = std::min(out.margin, first->margin);
  }
  return out;
}

}  // namespace

struct Repairer::Body {
  /// What takes time to make, made when first needed.
  struct Models {
    Channel searching;  ///< leads the search: the same for every document
    Channel channel;    ///< of the document at hand
    Spelling spelling;
    CandidateSource candidates;

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

  /// Repairs once; empty when nothing is to be changed. `raw` of a repair is the place in what the
  /// text's edits lead back to.
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
  // Worked on as a text of its own: the edits of all rounds are then the repairs.
  NormDocument work{text.first, {}};
  for (const NormBlock& block : text.blocks) work.blocks.push_back({block.text, {}, block.marks});
  std::vector<Repair> changes;
  bool settled = false;
  for (int round = 0; round < kRounds && !settled; ++round) {
    mark_layout(work);
    std::vector<Repair> more = body_->once(work);
    settled = more.empty();
    std::move(more.begin(), more.end(), std::back_inserter(changes));
  }
  // Of a place that was repaired several times the latest change comes first.
  std::reverse(changes.begin(), changes.end());
  std::stable_sort(changes.begin(), changes.end(), [](const Repair& a, const Repair& b) {
    return a.block != b.block ? a.block < b.block : a.raw.begin < b.raw.begin;
  });
  Repaired out{{text.first, {}}, {}, settled};
  auto change = changes.begin();
  for (std::uint32_t b = 0; b < text.blocks.size(); ++b) {
    NormBlock& after = work.blocks[b];
    for (const Edit& edit : after.edits) {
      const auto first = change;
      while (change != changes.end() && change->block == b && change->raw.begin < edit.raw.end) {
        ++change;
      }
      const NormSpan place{edit.raw.begin, edit.raw.end};
      Repair repair = summed_up(first, change, std::string(edit.norm.of(after.text)));
      repair.block = b;
      repair.raw = text.blocks[b].raw(place);
      repair.from = place.of(text.blocks[b].text);
      if (repair.from != repair.to) out.repairs.push_back(std::move(repair));
    }
    after.edits = compose(text.blocks[b], after.edits);
  }
  out.text = std::move(work);
  return out;
}

}  // namespace samsyn::repair
