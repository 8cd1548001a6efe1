// The same quantity told with different figures in two documents.

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "stages/figures/contradiction.hpp"
#include "stages/figures/likeness.hpp"

namespace samsyn::figures {
namespace {

constexpr double kSame = 0.3;  // shared words from which both say the same of unit and year
constexpr double kCopy = 0.6;  // from which one is the other's copy
constexpr std::size_t kMostSpots = 64;  // of a unit and year; more are a form that is filled in

struct Spot {
  std::size_t document = 0;
  std::size_t statement = 0;
  std::uint32_t figure = 0;
};

class Between {
 public:
  explicit Between(const std::vector<Spoken>& documents) : documents_(documents) {}

  std::vector<Clash> find() {
    using Key = std::tuple<std::string, std::string, std::vector<std::uint16_t>>;
    std::map<Key, std::vector<Spot>> same;
    for (std::size_t d = 0; d < documents_.size(); ++d) {
      const std::vector<Statement>& statements = *documents_[d].statements;
      for (std::size_t s = 0; s < statements.size(); ++s) {
        const Sentence& sentence = statements[s].sentence;
        for (std::uint32_t f = 0; f < sentence.figures.size(); ++f) {
          const Figure& figure = sentence.figures[f];
          if (!tells(sentence, figure)) continue;
          const std::string whose = documents_[d].whose + '\x1E' + (*documents_[d].scope)[s];
          same[{figure.unit, whose, figure.years}].push_back({d, s, f});
        }
      }
    }
    for (const auto& [key, spots] : same) {
      if (spots.size() <= kMostSpots) compare(spots);
    }
    std::sort(out_.begin(), out_.end(), [](const Clash& a, const Clash& b) {
      return std::tie(a.stated_in, a.stated_at, a.figure, a.against_in) <
             std::tie(b.stated_in, b.stated_at, b.figure, b.against_in);
    });
    return std::move(out_);
  }

 private:
  /// Is it said of whom, of what and when? «förvaltningen» is another one in each document; two
  /// figures of a unit and year in one sentence count different things.
  static bool tells(const Sentence& sentence, const Figure& figure) {
    if (figure.unit.empty() || figure.noun.empty() || figure.years.empty() ||
        (figure.role != Role::plain && figure.role != Role::total) ||
        names_organisation_whole(figure.unit) || has(sentence.senses, Sense::planned) ||
        has(sentence.senses, Sense::negation)) {
      return false;
    }
    return std::count_if(sentence.figures.begin(), sentence.figures.end(),
                         [&](const Figure& other) {
                           return other.unit == figure.unit && other.years == figure.years;
                         }) == 1;
  }

  const Sentence& sentence_of(const Spot& spot) const {
    return (*documents_[spot.document].statements)[spot.statement].sentence;
  }
  const Figure& figure_of(const Spot& spot) const { return sentence_of(spot).figures[spot.figure]; }

  bool comparable(const Spot& a, const Spot& b) const {
    const Figure& x = figure_of(a);
    const Figure& y = figure_of(b);
    const Sentence& one = sentence_of(a);
    const Sentence& two = sentence_of(b);
    return x.role == y.role && same_noun(x.noun, y.noun) && same_kind(one, two) &&
           same_done(one, two) && shared(one.words, two.words) >= kSame;
  }

  /// Two documents that agree once, whatever else they say, have told more of it than one figure.
  void compare(const std::vector<Spot>& spots) {
    std::map<std::pair<std::size_t, std::size_t>, std::pair<Spot, Spot>> differing;
    std::set<std::pair<std::size_t, std::size_t>> agreeing;
    for (std::size_t i = 0; i < spots.size(); ++i) {
      for (std::size_t k = i + 1; k < spots.size(); ++k) {
        const std::pair both(spots[i].document, spots[k].document);
        if (both.first == both.second || !comparable(spots[i], spots[k])) continue;
        if (differ(figure_of(spots[i]), figure_of(spots[k]))) {
          differing.try_emplace(both, spots[i], spots[k]);
        } else {
          agreeing.insert(both);
        }
      }
    }
    for (const auto& [both, pair] : differing) {
      if (agreeing.count(both) == 0) add(pair.first, pair.second);
    }
  }

  void add(const Spot& a, const Spot& b) {
    Clash clash;
    clash.kind = Kind::repeated;
    clash.stated_in = a.document;
    clash.stated_at = a.statement;
    clash.figure = a.figure;
    clash.against_in = b.document;
    clash.against = b.statement;
    clash.sum = figure_of(b).value;
    clash.parts = {clash.sum};
    clash.sure = shared(sentence_of(a).words, sentence_of(b).words) >= kCopy;
    out_.push_back(std::move(clash));
  }

  const std::vector<Spoken>& documents_;
  std::vector<Clash> out_;
};

}  // namespace

std::vector<Clash> clashing_between(const std::vector<Spoken>& documents) {
  return Between(documents).find();
}

}  // namespace samsyn::figures
