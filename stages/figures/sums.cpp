#include <algorithm>
#include <cmath>

#include "stages/figures/contradiction.hpp"

namespace samsyn::figures {
namespace {

constexpr double kFar = 0.3;            // the same in one sentence with the parts
constexpr double kMostFactor = 3;       // beyond it the figures are of different things
constexpr std::size_t kMostParts = 12;  // of which all choices are tried
constexpr double kSlack = 1e-9;

struct Parts {
  std::vector<const Figure*> of;
  double low = 0, high = 0, value = 0;
  void add(const Figure& figure) {
    of.push_back(&figure);
    low += figure.low;
    high += figure.high;
    value += figure.value;
  }
};

bool meets(double low, double high, const Figure& total) {
  return low <= total.high + kSlack && high >= total.low - kSlack;
}

/// Do two or more of the parts, or one alone, make the total? Parts may hold others («varav»), and
/// a total may be said again.
bool some_make(const Parts& parts, const Figure& total) {
  const std::size_t n = parts.of.size();
  for (const Figure* part : parts.of) {
    if (meets(part->low, part->high, total)) return true;
  }
  if (n > kMostParts) return meets(parts.low, parts.high, total);
  for (std::uint32_t choice = 1; choice < (1U << n); ++choice) {
    double low = 0;
    double high = 0;
    for (std::size_t i = 0; i < n; ++i) {
      if ((choice >> i & 1U) == 0) continue;
      low += parts.of[i]->low;
      high += parts.of[i]->high;
    }
    if (meets(low, high, total)) return true;
  }
  return false;
}

/// «4 workshoppar med 25 deltagare, totalt 100»
bool product_makes(const Sentence& sentence, const Figure& total) {
  for (const Figure& a : sentence.figures) {
    for (const Figure& b : sentence.figures) {
      if (&a < &b && &a != &total && &b != &total && a.value > 1 && b.value > 1 &&
          meets(a.low * b.low, a.high * b.high, total)) {
        return true;
      }
    }
  }
  return false;
}

double miss(const Parts& parts, const Figure& total) {
  const double most = std::max(std::abs(parts.value), std::abs(total.value));
  return most > 0 ? std::abs(parts.value - total.value) / most : 0;
}

bool comparable(const Parts& parts, const Figure& total) {
  return parts.value > 0 && total.value > 0 && parts.value <= kMostFactor * total.value &&
         total.value <= kMostFactor * parts.value;
}

bool counts_people(const Figure& figure) {
  return figure.pair != 0 || has(senses_of(figure.noun), Sense::person) ||
         figure.noun.ends_with("person");
}

bool is_part(const Figure& figure) {
  return figure.role == Role::plain || figure.role == Role::share;
}

class Sums {
 public:
  explicit Sums(const std::vector<Statement>& statements) : statements_(statements) {}

  std::vector<Clash> find() {
    for (at_ = 0; at_ < statements_.size(); ++at_) {
      const Sentence& sentence = statements_[at_].sentence;
      if (has(sentence.senses, Sense::each)) continue;
      const bool told = total_behind(sentence) || total_first(sentence);
      if (!told) of_sentences_before(sentence);
      if (sentence.of_these) of_these(sentence);
    }
    return std::move(out_);
  }

 private:
  /// «A …, B … samt C …, totalt S». Was there a total with parts?
  bool total_behind(const Sentence& sentence) {
    bool told = false;
    std::size_t first = 0;
    for (std::size_t f = 0; f < sentence.figures.size(); ++f) {
      const Figure& total = sentence.figures[f];
      if (total.role != Role::total) continue;
      Parts parts;
      for (std::size_t p = first; p < f; ++p) {
        const Figure& part = sentence.figures[p];
        const bool fits = same_noun(part.noun, total.noun) || counts_people(total) || total.strict;
        if (part.role == Role::plain && fits) parts.add(part);
      }
      if (parts.of.size() >= 3 && named_before(sentence, parts, total)) {
        std::vector<const Figure*> of(parts.of.begin() + 1, parts.of.end());
        parts = {};
        for (const Figure* part : of) parts.add(*part);
      }
      // «2 av 3 …» and the like: nothing to compare with.
      if (parts.of.size() >= 2) {
        told = true;
        if (clear(sentence, parts, total) && meant(parts, total)) {
          clash(at_, at_, total, parts, total.strict && !total.apart);
        }
      }
      first = f + 1;
    }
    return told;
  }

  /// «S platser: A, B och C, totalt S»: the total stands before its parts as well.
  static bool named_before(const Sentence& sentence, const Parts& parts, const Figure& total) {
    const Figure& front = *parts.of.front();
    return front.value == total.value &&
           std::any_of(sentence.markers.begin(), sentence.markers.end(), [&](const auto& marker) {
             return marker.colon && marker.begin >= front.last &&
                    marker.begin <= parts.of[1]->first;
           });
  }

  /// Nothing in the sentence says that the parts need not make the total, and they don't.
  bool clear(const Sentence& sentence, const Parts& parts, const Figure& total) const {
    if (has(sentence.senses, Sense::apart) || product_makes(sentence, total)) return false;
    if (some_make(parts, total)) return false;
    return !has(sentence.senses, Sense::vague) || parts.low > total.high;
  }

  /// Is the total that of just these parts? «…, totalt 90», but not «…, totalt har länet 90», nor
  /// people who came again another year.
  static bool meant(const Parts& parts, const Figure& total) {
    const bool over = parts.low > total.high;
    if (over && counts_people(total) && of_several_years(parts)) return false;
    if (total.apart && !over) return false;
    return total.strict ? comparable(parts, total) : miss(parts, total) <= kFar;
  }

  static bool of_several_years(const Parts& parts) {
    return std::any_of(parts.of.begin(), parts.of.end(),
                       [&](const Figure* part) { return part->years != parts.of.front()->years; });
  }

  /// «S, varav A … och B …», «av de S … A och B», «S: A, B», «S (A och B)».
  bool total_first(const Sentence& sentence) {
    bool told = false;
    for (const Sentence::Marker& marker : sentence.markers) {
      const Figure* total = nullptr;
      for (const Figure& figure : sentence.figures) {
        if (figure.last <= marker.begin) total = &figure;
      }
      if (total == nullptr || total->role == Role::share) continue;
      told = parts_of(sentence, *total, at_, marker.begin, marker.end, &marker) || told;
    }
    for (const Figure& figure : sentence.figures) {
      if (told) break;
      if (figure.role == Role::whole && &figure == &sentence.figures.front()) {
        told = parts_of(sentence, figure, at_, figure.last, kNone, nullptr);
      } else if (figure.role == Role::total && &figure == &sentence.figures.front()) {
        // «Totalt deltog 40, 15 kvinnor och 25 män»
        told = parts_of(sentence, figure, at_, figure.last, kNone, nullptr, true);
      }
    }
    return told;
  }

  /// «Av dessa …», of the last figure of the sentence before.
  void of_these(const Sentence& sentence) {
    if (at_ == 0) return;
    const Statement& here = statements_[at_];
    const Statement& before = statements_[at_ - 1];
    const bool follows = (before.block == here.block && before.ordinal + 1 == here.ordinal) ||
                         (before.block + 1 == here.block && here.ordinal == 0);
    if (!follows) return;
    const Figure& total = before.sentence.figures.back();
    parts_of(sentence, total, at_ - 1, 0, kNone, nullptr);
  }

  /// Compares the figures in pieces [begin, end) with the whole, if they are all of it. Are there
  /// parts at all?
  bool parts_of(const Sentence& sentence, const Figure& total, std::size_t whose,
                std::uint32_t begin, std::uint32_t end, const Sentence::Marker* marker,
                bool pairs_only = false) {
    Parts parts;
    Senses pairs = 0;
    std::vector<std::uint16_t> years;
    bool plus = false;
    bool places = true;
    bool closed = false;
    std::uint32_t first = kNone;
    for (const Figure& figure : sentence.figures) {
      if (figure.first < begin || figure.first >= end || &figure == &total) continue;
      if (figure.role == Role::total) break;
      if (!is_part(figure)) continue;
      const bool fits = figure.pair != 0 || same_noun(figure.noun, total.noun) ||
                        (counts_people(total) && counts_people(figure));
      if (!fits) continue;
      parts.add(figure);
      pairs |= figure.pair;
      plus = plus || figure.plus;
      closed = figure.closed;
      first = std::min(first, figure.first);
      places = places && !figure.place.empty() && figure.place == parts.of.front()->place;
      if (figure.years.size() == 1) years.push_back(figure.years.front());
    }
    if (parts.of.size() < 2) return false;
    std::sort(years.begin(), years.end());
    const bool over = parts.low > total.high;
    const bool by_year = years.size() == parts.of.size() && marker != nullptr &&
                         std::adjacent_find(years.begin(), years.end()) == years.end() &&
                         (over ? !counts_people(total) : total.years == years);
    const bool paired = (has(pairs, Sense::woman) && has(pairs, Sense::man)) ||
                        (has(pairs, Sense::yes) && has(pairs, Sense::no));
    const bool shared = marker != nullptr && has(marker->senses, Sense::shared_out);
    const bool listed = marker != nullptr && marker->colon && total.role == Role::total;
    if (pairs_only && !paired) return false;
    if (total.role == Role::share || !clear(sentence, parts, total)) return true;
    if (has(pairs, Sense::yes) && parts.value < total.value && parts.of.size() == 2) {
      // Some did not answer, or don't know: too few is no clash unless it is a slip of a figure.
      if (!over) return true;
    }
    // Women and men may be of some among the whole: «av de 40 gick 15 kvinnor och 18 män vidare».
    const bool whole_told = closed && (marker != nullptr || has(sentence.senses, Sense::is_all) ||
                                       (first <= total.last + 1 && !parts.of.front()->apart));
    const bool nearly = over || (whole_told && miss(parts, total) <= kFar);
    const bool all = shared || listed || plus || by_year || (paired && nearly);
    if (all && comparable(parts, total)) {
      clash(whose, at_, total, parts, shared || listed || plus || over);
    } else if (over && places && comparable(parts, total)) {
      clash(whose, at_, total, parts, false);
    }
    return true;
  }

  /// «A har 12. B har 8. Tillsammans har de 25.»
  void of_sentences_before(const Sentence& sentence) {
    const Figure* total = nullptr;
    for (const Figure& figure : sentence.figures) {
      if (figure.role == Role::total) {
        if (total != nullptr) return;
        total = &figure;
      }
    }
    if (total == nullptr || total != &sentence.figures.front()) return;
    if (has(sentence.senses, Sense::apart) || has(sentence.senses, Sense::vague)) return;
    Parts parts;
    std::vector<std::string_view> units;
    std::size_t at = at_;
    while (at > 0 && statements_[at - 1].block == statements_[at_].block &&
           statements_[at - 1].ordinal + 1 == statements_[at].ordinal) {
      --at;
      const Sentence& before = statements_[at].sentence;
      if (has(before.senses, Sense::each) || has(before.senses, Sense::apart)) return;
      bool any = false;
      for (const Figure& figure : before.figures) {
        if (figure.role == Role::total || figure.role == Role::whole) return;
        if (has(before.senses, Sense::period) != has(sentence.senses, Sense::period)) return;
        if (figure.role != Role::plain || figure.noun.empty() ||
            !same_noun(figure.noun, total->noun)) {
          continue;
        }
        const bool when =
            figure.years.empty() || total->years.empty() || figure.years == total->years;
        if (figure.unit.empty() || !when) return;
        if (std::find(units.begin(), units.end(), figure.unit) != units.end()) return;
        units.push_back(figure.unit);
        parts.add(figure);
        any = true;
      }
      if (!any) break;
    }
    if (parts.of.size() < 2 || some_make(parts, *total)) return;
    std::reverse(parts.of.begin(), parts.of.end());
    const bool over = parts.low > total->high;
    if (comparable(parts, *total) && (total->strict || over))
      clash(at_, at_ - 1, *total, parts, false);
  }

  void clash(std::size_t stated_at, std::size_t against, const Figure& total, const Parts& parts,
             bool sure) {
    Clash clash;
    clash.kind = Kind::sum;
    clash.stated_at = stated_at;
    clash.against = against;
    clash.figure =
        static_cast<std::uint32_t>(&total - statements_[stated_at].sentence.figures.data());
    for (const Figure* part : parts.of) clash.parts.push_back(part->value);
    clash.sum = parts.value;
    clash.sure = sure;
    out_.push_back(std::move(clash));
  }

  const std::vector<Statement>& statements_;
  std::size_t at_ = 0;
  std::vector<Clash> out_;
};

}  // namespace

std::vector<Clash> clashing_sums(const std::vector<Statement>& statements) {
  return Sums(statements).find();
}

}  // namespace samsyn::figures
