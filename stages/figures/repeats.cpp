#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "stages/figures/contradiction.hpp"
#include "stages/figures/likeness.hpp"

namespace samsyn::figures {
namespace {

constexpr double kCopy = 0.6;      // shared words from which a sentence is the other's copy
constexpr double kSameSaid = 0.5;  // shared words from which two sentences say the same of a unit
constexpr double kSameYear = 0.3;  // the same where both name the year
constexpr std::size_t kForm = 8;   // so many sentences alike are a form that is filled in
constexpr std::size_t kMostSpots = 64;     // of a unit; more are a form that is filled in
constexpr std::size_t kFewWords = 5;       // a copy has at least so many words of its own
constexpr std::uint32_t kYearsReach = 12;  // blocks back in which «perioden» finds its years
constexpr double kSlack = 1e-9;

bool are_initials(std::string_view text) {
  return text.size() >= 2 && text.size() <= 6 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool same_unit(const Figure& a, const Figure& b) {
  return a.unit == b.unit || stands_for(a.unit_text, b.unit_text) ||
         stands_for(b.unit_text, a.unit_text);
}

class Repeats {
 public:
  Repeats(const std::vector<Statement>& statements, const std::vector<std::string>& scope)
      : statements_(statements), scope_(scope) {}

  std::vector<Clash> find() {
    copies();
    units();
    std::sort(out_.begin(), out_.end(), [](const Clash& a, const Clash& b) {
      return std::tie(a.stated_at, a.figure, a.against) <
             std::tie(b.stated_at, b.figure, b.against);
    });
    return std::move(out_);
  }

 private:
  const Sentence& sentence(std::size_t s) const { return statements_[s].sentence; }

  /// A sentence that stands twice, with some figures changed. Candidates share the least of their
  /// words under one of a few orders (MinHash).
  void copies() {
    constexpr std::array<std::uint32_t, 5> kOrders{0x9E3779B1U, 0x85EBCA77U, 0xC2B2AE3DU,
                                                   0x27D4EB2FU, 0x165667B1U};
    std::set<std::pair<std::size_t, std::size_t>> pairs;
    for (const std::uint32_t order : kOrders) {
      std::unordered_map<std::uint32_t, std::vector<std::size_t>> buckets;
      for (std::size_t s = 0; s < statements_.size(); ++s) {
        if (sentence(s).words.size() < kFewWords) continue;
        std::uint32_t least = ~0U;
        for (const std::uint32_t word : sentence(s).words) {
          std::uint32_t mixed = word * order;
          mixed ^= mixed >> 15U;
          least = std::min(least, mixed);
        }
        buckets[least].push_back(s);
      }
      for (const auto& [key, all] : buckets) {
        if (all.size() > kForm) continue;
        for (std::size_t i = 0; i < all.size(); ++i) {
          for (std::size_t k = i + 1; k < all.size(); ++k) pairs.emplace(all[i], all[k]);
        }
      }
    }
    for (const auto& [a, b] : pairs) copy(a, b);
  }

  void copy(std::size_t a, std::size_t b) {
    const Sentence& one = sentence(a);
    const Sentence& two = sentence(b);
    if (scope_[a] != scope_[b] || !same_kind(one, two) || one.years != two.years) return;
    if (!same_done(one, two)) return;
    if (one.figures.size() != two.figures.size() || shared(one.words, two.words) < kCopy) return;
    std::vector<std::uint32_t> changed;
    for (std::uint32_t f = 0; f < one.figures.size(); ++f) {
      const Figure& x = one.figures[f];
      const Figure& y = two.figures[f];
      // A line's end may hide the unit of a figure that is the same in both.
      const bool hidden = !differ(x, y) && (x.unit.empty() || y.unit.empty());
      if (x.role != y.role || !same_noun(x.noun, y.noun) || !(hidden || same_unit(x, y))) return;
      if (differ(x, y)) changed.push_back(f);
    }
    if (changed.empty() || changed.size() == one.figures.size()) return;
    for (const std::uint32_t f : changed) add(a, f, b, two.figures[f], true);
  }

  struct Spot {
    std::size_t statement = 0;
    std::uint32_t figure = 0;
  };

  /// The years of a figure; of «för perioden» those told last before it.
  std::vector<std::uint16_t> years_of(std::size_t s, const Figure& figure) const {
    if (!figure.years.empty() || !has(sentence(s).senses, Sense::period)) return figure.years;
    for (std::size_t k = s; k > 0; --k) {
      if (statements_[k - 1].block + kYearsReach < statements_[s].block) break;
      if (sentence(k - 1).years.size() < 2) continue;
      // «under 2019 och 2020 … jämfört med 2018»: those of its first figure.
      const std::vector<std::uint16_t>& first = sentence(k - 1).figures.front().years;
      return first.size() >= 2 ? first : sentence(k - 1).years;
    }
    return {};
  }

  void units() {
    std::map<std::string, std::vector<Spot>> by_unit;
    for (std::size_t s = 0; s < statements_.size(); ++s) {
      for (std::uint32_t f = 0; f < sentence(s).figures.size(); ++f) {
        const Figure& figure = sentence(s).figures[f];
        if (figure.unit.empty() || figure.role == Role::change || figure.role == Role::before ||
            figure.role == Role::whole || figure.role == Role::share) {
          continue;
        }
        by_unit[figure.unit].push_back({s, f});
      }
    }
    // A name in capitals goes with the one long name that it can stand for.
    for (auto at = by_unit.begin(); at != by_unit.end();) {
      std::vector<Spot>* full = nullptr;
      int found = 0;
      const std::string& text = figure_of(at->second.front()).unit_text;
      if (!are_initials(text)) {
        ++at;
        continue;
      }
      for (auto& [unit, spots] : by_unit) {
        if (unit == at->first || !stands_for(text, figure_of(spots.front()).unit_text)) continue;
        ++found;
        full = &spots;
      }
      if (found == 1) {
        full->insert(full->end(), at->second.begin(), at->second.end());
        at = by_unit.erase(at);
      } else {
        ++at;
      }
    }
    for (auto& [unit, spots] : by_unit) {
      std::sort(spots.begin(), spots.end(), [](const Spot& a, const Spot& b) {
        return std::tie(a.statement, a.figure) < std::tie(b.statement, b.figure);
      });
      same_said(spots);
      year_by_year(spots);
    }
  }

  const Figure& figure_of(const Spot& spot) const {
    return sentence(spot.statement).figures[spot.figure];
  }

  void same_said(const std::vector<Spot>& spots) {
    if (spots.size() > kMostSpots) return;
    for (std::size_t i = 0; i < spots.size(); ++i) {
      for (std::size_t k = i + 1; k < spots.size(); ++k) {
        const std::size_t a = spots[i].statement;
        const std::size_t b = spots[k].statement;
        const Figure& x = figure_of(spots[i]);
        const Figure& y = figure_of(spots[k]);
        if (a == b || scope_[a] != scope_[b] || x.role != y.role || x.years != y.years ||
            !differ(x, y) || !same_kind(sentence(a), sentence(b)) || !same_noun(x.noun, y.noun) ||
            !same_done(sentence(a), sentence(b)) || (x.noun.empty() != y.noun.empty())) {
          continue;
        }
        const bool dated = x.years.size() == 1;
        const double same = shared(sentence(a).words, sentence(b).words);
        if (same < (dated ? kSameYear : kSameSaid)) continue;
        if (listed_with(spots, spots[i]) || listed_with(spots, spots[k])) continue;
        add(a, spots[i].figure, b, y, same >= kSameSaid);
      }
    }
  }

  /// Does another figure of the same unit and years stand in the sentence? Then they count
  /// different things.
  bool listed_with(const std::vector<Spot>& spots, const Spot& one) const {
    return std::any_of(spots.begin(), spots.end(), [&](const Spot& other) {
      return other.statement == one.statement && other.figure != one.figure &&
             figure_of(other).years == figure_of(one).years &&
             figure_of(other).role == figure_of(one).role;
    });
  }

  /// «57 platser 2019 och 54 platser 2020» against «99 för perioden».
  void year_by_year(const std::vector<Spot>& spots) {
    if (spots.size() > kMostSpots) return;
    for (std::size_t i = 0; i < spots.size(); ++i) {
      // The figures of one sentence, each of a year of its own.
      std::vector<const Figure*> single;
      std::vector<std::uint16_t> years;
      const std::size_t a = spots[i].statement;
      if (i > 0 && spots[i - 1].statement == a) continue;
      for (std::size_t k = i; k < spots.size() && spots[k].statement == a; ++k) {
        const Figure& figure = figure_of(spots[k]);
        if (figure.years.size() != 1 || figure.role == Role::goal) continue;
        single.push_back(&figure);
        years.push_back(figure.years.front());
      }
      if (single.size() < 2 || has(sentence(a).senses, Sense::planned)) continue;
      std::sort(years.begin(), years.end());
      if (std::adjacent_find(years.begin(), years.end()) != years.end()) continue;
      for (const Spot& spot : spots) {
        const std::size_t b = spot.statement;
        const Figure& whole = figure_of(spot);
        if (b == a || scope_[a] != scope_[b] || whole.role == Role::goal ||
            has(sentence(b).senses, Sense::planned) || years_of(b, whole) != years) {
          continue;
        }
        double low = 0;
        double high = 0;
        double sum = 0;
        bool fits = true;
        std::vector<double> parts;
        for (const Figure* figure : single) {
          low += figure->low;
          high += figure->high;
          sum += figure->value;
          parts.push_back(figure->value);
          fits = fits && same_noun(figure->noun, whole.noun);
        }
        if (!fits || (low <= whole.high + kSlack && high >= whole.low - kSlack)) continue;
        Clash clash;
        clash.kind = Kind::years;
        clash.stated_at = b;
        clash.figure = spot.figure;
        clash.against = a;
        clash.parts = std::move(parts);
        clash.sum = sum;
        clash.sure = whole.years == years;
        out_.push_back(std::move(clash));
      }
    }
  }

  void add(std::size_t a, std::uint32_t figure, std::size_t b, const Figure& other, bool sure) {
    for (Clash& known : out_) {
      if (known.kind == Kind::repeated && known.stated_at == a && known.figure == figure &&
          known.against == b) {
        known.sure = known.sure || sure;
        return;
      }
    }
    Clash clash;
    clash.kind = Kind::repeated;
    clash.stated_at = a;
    clash.figure = figure;
    clash.against = b;
    clash.parts = {other.value};
    clash.sum = other.value;
    clash.sure = sure;
    out_.push_back(std::move(clash));
  }

  const std::vector<Statement>& statements_;
  const std::vector<std::string>& scope_;
  std::vector<Clash> out_;
};

}  // namespace

std::vector<Clash> clashing_repeats(const std::vector<Statement>& statements,
                                    const std::vector<std::string>& scope) {
  return Repeats(statements, scope).find();
}

bool stands_for(std::string_view letters, std::string_view name) {
  if (!are_initials(letters) || name.size() <= letters.size() + 4) return false;
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  if (lower(name.front()) != lower(letters.front())) return false;
  // Each further letter begins a word, or an organisation's word within one («…förvaltningen»).
  std::size_t at = 1;
  for (const char letter : letters.substr(1)) {
    for (;; ++at) {
      if (at >= name.size()) return false;
      if (lower(name[at]) != lower(letter)) continue;
      const bool begins = name[at - 1] == ' ' || name[at - 1] == '\n' || name[at - 1] == '-';
      std::size_t end = at;
      while (end < name.size() && name[end] != ' ') ++end;
      const std::string_view rest = name.substr(at, end - at);
      if (begins || names_organisation_whole(rest) ||
          (rest.ends_with("en") && names_organisation_whole(rest.substr(0, rest.size() - 2))) ||
          (rest.ends_with("et") && names_organisation_whole(rest.substr(0, rest.size() - 2)))) {
        break;
      }
    }
    ++at;
  }
  return true;
}

}  // namespace samsyn::figures
