#include "stages/disclose/suppress.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "stages/disclose/solver.hpp"

namespace samsyn::disclose {
namespace {

constexpr std::size_t kMostMoves = 40;         // of a world
constexpr std::size_t kMostWays = 4;           // tried to mend one relation
constexpr std::uint64_t kStepsOfSearch = 100;  // for one variable at one reach
constexpr double kLoose = 1;                   // times the least: so much room is seldom used up
/// How far a program looks: first little, then more.
struct View {
  std::size_t most = 0;  ///< variables
  double near = 0;       ///< times the least: a bound with so little room is looked behind
};
constexpr View kViews[] = {{100, 0.3}, {250, 0.3}, {600, 0.3}, {600, HUGE_VAL}};
constexpr std::uint32_t kProgramsForMore = 300;  // solved for the sake of optional relations

/// What a program over so many variables costs, in steps of search: 100 take as long as 5,000
/// steps, about 2 ms, and 500 twenty times that.
std::uint64_t steps_of_program(std::size_t variables) { return 1000 + variables * variables / 2; }

/// What a search may touch.
enum class Reach : std::uint8_t {
  withheld,  ///< what is unknown already
  parts,     ///< also terms of sums, which are then withheld
  totals,    ///< also totals
};

struct Move {
  Id variable = 0;
  double by = 0;
};

/// A variable's place in a relation.
struct Role {
  std::uint32_t relation = 0;
  double sign = 1;  ///< times the variable in "sum of the terms minus total"
};

class Suppressor {
 public:
  Suppressor(const System& system, const Rule& rule)
      : system_(system),
        rule_(rule),
        left_(rule.steps),
        moved_(system.variables.size()),
        worlds_(system.variables.size()),
        users_(system.variables.size()),
        safe_(system.variables.size()),
        rests_(system.variables.size()),
        part_(system.variables.size()),
        balance_(system.relations.size()),
        shown_(system.relations.size()) {
    out_.fates.assign(system.variables.size(), Fate::shown);
    out_.refused.assign(system.relations.size(), false);
    active_.assign(system.relations.size(), true);
    index();
    for (std::uint32_t r = 0; r < system.relations.size(); ++r) {
      active_[r] = !system.relations[r].optional;
    }
  }

  Suppression run() {
    for (Id v = 0; v < system_.variables.size(); ++v) {
      if (system_.variables[v].few && system_.variables[v].published) withhold(v, Fate::few);
    }
    for (std::size_t at = 0; at < queue_.size(); ++at) {
      if (!safe_[queue_[at]] && tells(queue_[at])) protect(queue_[at]);
    }
    // A later withholding can have made safe what was not.
    for (const Id v : queue_) {
      if (safe_[v] || !tells(v)) continue;
      if (!find_world(v, Reach::withheld)) solve_world(v, Reach::withheld);
    }
    show_again();
    for (std::uint32_t r = 0; r < system_.relations.size(); ++r) {
      if (system_.relations[r].optional) out_.refused[r] = !allow(r);
    }
    for (const Id v : queue_) {
      if (is_withheld(v) && !safe_[v] && tells(v)) out_.open.push_back(v);
    }
    return std::move(out_);
  }

 private:
  // --- what there is -----------------------------------------------------------------------------

  void index() {
    std::vector<std::uint32_t> count(system_.variables.size() + 1);
    const auto each = [&](auto&& take) {
      for (std::uint32_t r = 0; r < system_.relations.size(); ++r) {
        const Relation& relation = system_.relations[r];
        if (broken(r)) continue;
        take(relation.total, Role{r, -1});
        for (std::uint32_t t = 0; t < relation.count; ++t) {
          take(system_.terms[relation.first + t], Role{r, system_.times[relation.first + t]});
        }
      }
    };
    for (std::uint32_t r = 0; r < system_.relations.size(); ++r) {
      const Relation& relation = system_.relations[r];
      double sum = -system_.variables[relation.total].value;
      for (std::uint32_t t = 0; t < relation.count; ++t) {
        const Variable& term = system_.variables[system_.terms[relation.first + t]];
        sum += term.value * system_.times[relation.first + t];
        shown_[r] += term.published;
      }
      balance_[r] = sum;
      if (broken(r)) out_.broken.push_back(r);
    }
    each([&](Id v, const Role&) { ++count[v + 1]; });
    for (std::size_t v = 1; v < count.size(); ++v) count[v] += count[v - 1];
    first_ = count;
    roles_.resize(count.back());
    each([&](Id v, const Role& role) {
      roles_[count[v]++] = role;
      if (role.sign > 0 && system_.relations[role.relation].together) part_[v] = true;
    });
    // What is a sum that is shown is rather kept than its parts, though it is part of another.
    for (const Relation& relation : system_.relations) {
      if (!relation.together || !system_.variables[relation.total].published) continue;
      if (relation.law == Law::equal) part_[relation.total] = false;
    }
  }

  bool broken(std::uint32_t r) const { return is_hurt(r) && moves_.empty(); }

  bool is_hurt(std::uint32_t r) const {
    if (!active_[r]) return false;
    switch (system_.relations[r].law) {
      case Law::equal:
        return std::abs(balance_[r]) > system_.relations[r].slack;
      case Law::at_most:
        return balance_[r] > 0;
      case Law::at_least:
        break;
    }
    return balance_[r] < 0;
  }

  template <class Take>
  void for_roles(Id v, Take&& take) const {
    for (std::uint32_t i = first_[v]; i < first_[v + 1]; ++i) take(roles_[i]);
  }

  /// Of somebody: that nobody has something is no secret, also where it was withheld with the rest.
  bool tells(Id v) const { return system_.variables[v].value > 0; }
  bool is_withheld(Id v) const { return out_.fates[v] != Fate::shown; }
  bool is_unknown(Id v) const { return is_withheld(v) || !system_.variables[v].published; }

  /// Everything that v stands together with in some sum is withheld.
  bool among_whole(Id v) const {
    bool whole = false;
    for_roles(v, [&](const Role& role) {
      const Relation& relation = system_.relations[role.relation];
      whole = whole || (role.sign > 0 && relation.together && shown_[role.relation] == 0);
    });
    return whole;
  }

  double least_of(Id v) const {
    if (!system_.variables[v].published) return 0;
    return is_withheld(v) && among_whole(v) ? 0 : 1;
  }

  /// Do some terms count the other way, so that others can be more than the total?
  bool has_less(const Relation& relation) const {
    const auto first = system_.times.begin() + relation.first;
    return std::any_of(first, first + relation.count, [](double times) { return times < 0; });
  }

  /// The most that facts that are always shown let v be.
  double most_of(Id v) const {
    double most = HUGE_VAL;
    for_roles(v, [&](const Role& role) {
      const Relation& relation = system_.relations[role.relation];
      const Variable& total = system_.variables[relation.total];
      if (role.sign > 0 && relation.law != Law::at_least && total.fixed && !relation.optional &&
          !has_less(relation)) {
        most = std::min(most, total.value / role.sign);
      }
    });
    return most;
  }

  void withhold(Id v, Fate fate) {
    if (is_withheld(v)) return;
    out_.fates[v] = fate;
    for_roles(v, [&](const Role& role) { shown_[role.relation] -= role.sign > 0; });
    queue_.push_back(v);
  }

  // --- searching a world -------------------------------------------------------------------------

  void move(Id v, double by) {
    moves_.push_back({v, by});
    moved_[v] += by;
    for_roles(v, [&](const Role& role) { balance_[role.relation] += role.sign * by; });
  }

  void unmove() {
    const Move last = moves_.back();
    moves_.pop_back();
    moved_[last.variable] -= last.by;
    for_roles(last.variable,
              [&](const Role& role) { balance_[role.relation] -= role.sign * last.by; });
  }

  struct Way {
    Id variable = 0;
    double by = 0;
    double price = 0;
  };

  /// What withholding v would cost: its size, and gaps that its other sums would then need.
  double price_of(Id v, std::uint32_t through) const {
    double price = (1 + system_.variables[v].value) * system_.variables[v].worth;
    for_roles(v, [&](const Role& role) {
      const Relation& relation = system_.relations[role.relation];
      if (role.relation == through || relation.law != Law::equal || relation.optional) return;
      bool has_gap = is_unknown(relation.total);
      for (std::uint32_t t = 0; t < relation.count && !has_gap; ++t) {
        const Id term = system_.terms[relation.first + t];
        has_gap = term != v && is_unknown(term);
      }
      if (!has_gap) price += 1e6;
    });
    return price;
  }

  /// The variables that can mend a hurt relation, the best first.
  std::vector<Way> ways(std::uint32_t r, Reach reach) const {
    const Relation& relation = system_.relations[r];
    std::vector<Way> out;
    const auto add = [&](Id v, double sign) {
      if (moved_[v] != 0) return;
      const Variable& variable = system_.variables[v];
      double price = 0;
      if (!is_unknown(v)) {
        if (variable.fixed || variable.value == 0) return;
        if (reach < (part_[v] ? Reach::parts : Reach::totals)) return;
        price = 1e9 * (part_[v] ? 1 : 2) + price_of(v, r);
      }
      double by = -balance_[r] / sign;
      if (by != std::round(by)) {
        by = std::round(by);
        if (std::abs(balance_[r] + sign * by) > relation.slack) return;
      }
      if (by == 0) return;
      if (by < 0) {
        const double room = variable.value - least_of(v);
        if (room <= 0) return;
        if (room < -by) price += 1e7 - room;  // not enough alone: the larger the better
        by = std::max(by, -room);
      }
      out.push_back({v, by, price});
    };
    for (std::uint32_t t = relation.first; t < relation.first + relation.count; ++t) {
      add(system_.terms[t], system_.times[t]);
    }
    add(relation.total, -1);
    std::stable_sort(out.begin(), out.end(),
                     [](const Way& a, const Way& b) { return a.price < b.price; });
    if (out.size() > kMostWays) out.resize(kMostWays);
    return out;
  }

  /// Mends what the moves have hurt. True: the moves are a world; else they are as they were.
  bool mend(Reach reach) {
    if (left_ == 0 || left_of_search_ == 0 || moves_.size() > kMostMoves) return false;
    --left_;
    --left_of_search_;
    std::uint32_t hurt = static_cast<std::uint32_t>(system_.relations.size());
    for (std::size_t m = 0; m < moves_.size() && hurt == system_.relations.size(); ++m) {
      for_roles(moves_[m].variable, [&](const Role& role) {
        if (hurt == system_.relations.size() && is_hurt(role.relation)) hurt = role.relation;
      });
    }
    if (hurt == system_.relations.size()) return true;
    for (const Way& way : ways(hurt, reach)) {
      move(way.variable, way.by);
      if (mend(reach)) return true;
      unmove();
    }
    return false;
  }

  /// A world in which v is at least the rule's least, or (where it is, or can't be) another number.
  /// What the world changes is withheld, and v and all that is changed far enough is safe.
  bool find_world(Id v, Reach reach) {
    for (const double start : starts(v)) {
      left_of_search_ = kStepsOfSearch;
      move(v, start);
      if (mend(reach)) {
        accept();
        return true;
      }
      unmove();
    }
    return false;
  }

  /// The same by a linear program over what hangs together with v: finds a world that takes many
  /// changes, and among them the cheapest.
  bool solve_world(Id v, Reach reach) {
    std::size_t before = 0;
    for (const View& view : kViews) {
      if (view.near == HUGE_VAL && reach != Reach::withheld) break;  // withholding more is cheaper
      if (view.most > kViews[0].most && only_another_) break;        // it is not worth more
      const std::vector<Id> near = around(v, reach, view);
      if (near.size() == before) continue;
      before = near.size();
      for (const double start : starts(v)) {
        const std::uint64_t price = steps_of_program(near.size());
        if (left_ < price) return false;
        left_ -= price;
        std::optional<std::vector<Move>> world = solved(start, near, kLoose * rule_.least);
        if (world && !holds(*world)) world = solved(start, near, HUGE_VAL);
        if (!world || !holds(*world)) continue;
        for (const Move& one : *world) move(one.variable, one.by);
        accept();
        return true;
      }
    }
    return false;
  }

  /// How v may be changed so that it is safe, the smallest change first.
  std::vector<double> starts(Id v) const {
    const double value = system_.variables[v].value;
    if (value < rule_.least && most_of(v) >= rule_.least && !only_another_) {
      return {rule_.least - value};
    }
    if (value - 1 < least_of(v)) return {1};
    return {1, -1};
  }

  bool may_move(Id v, Reach reach) const {
    const Variable& variable = system_.variables[v];
    if (is_unknown(v)) return true;
    if (variable.fixed || variable.value == 0 || reach == Reach::withheld) return false;
    return reach == Reach::totals || part_[v];
  }

  /// The variables that may be changed, the nearest first.
  std::vector<Id> around(Id v, Reach reach, const View& view) const {
    std::vector<Id> out{v};
    std::vector<bool> seen(system_.variables.size());
    seen[v] = true;
    for (std::size_t at = 0; at < out.size(); ++at) {
      for_roles(out[at], [&](const Role& role) {
        const Relation& relation = system_.relations[role.relation];
        // A bound that is far away hurts nobody.
        const double room = std::abs(balance_[role.relation]);
        if (!active_[role.relation]) return;
        if (relation.law != Law::equal && room >= view.near * rule_.least) return;
        const auto add = [&](Id other) {
          if (seen[other] || out.size() >= view.most) return;
          seen[other] = true;
          if (may_move(other, reach)) out.push_back(other);
        };
        for (std::uint32_t t = 0; t < relation.count; ++t) {
          add(system_.terms[relation.first + t]);
        }
        add(relation.total);
      });
    }
    return out;
  }

  /// A world in which the first of `near` is changed by `start` and others of them as need be;
  /// bounds with at least so much room are left out.
  std::optional<std::vector<Move>> solved(double start, const std::vector<Id>& near,
                                          double room_left) const {
    // Two columns for each variable: by how much it is more, and less.
    Program program;
    std::vector<std::uint32_t> touched;
    for (const Id one : near) {
      const Variable& variable = system_.variables[one];
      const double cost = is_unknown(one) ? 0.001 : price_of(one, kNoRelation);
      const double room = std::max(0.0, variable.value - least_of(one));
      program.columns.push_back({cost, 0, HUGE_VAL});
      program.columns.push_back({cost, 0, room});
      for_roles(one, [&](const Role& role) {
        if (!active_[role.relation]) return;
        if (system_.relations[role.relation].law == Law::equal ||
            std::abs(balance_[role.relation]) < room_left) {
          touched.push_back(role.relation);
        }
      });
    }
    program.columns[0] = {0, std::max(0.0, start), std::max(0.0, start)};
    program.columns[1] = {0, std::max(0.0, -start), std::max(0.0, -start)};
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    program.rows.resize(touched.size());
    for (std::size_t n = 0; n < near.size(); ++n) {
      for_roles(near[n], [&](const Role& role) {
        const auto at = std::lower_bound(touched.begin(), touched.end(), role.relation);
        if (at == touched.end() || *at != role.relation) return;
        Program::Row& row = program.rows[static_cast<std::size_t>(at - touched.begin())];
        const auto column = static_cast<std::uint32_t>(2 * n);
        row.terms.emplace_back(column, role.sign);
        row.terms.emplace_back(column + 1, -role.sign);
      });
    }
    for (std::size_t r = 0; r < touched.size(); ++r) {
      const Law law = system_.relations[touched[r]].law;
      const double balance = balance_[touched[r]];
      const double slack = system_.relations[touched[r]].slack;
      program.rows[r].low = law == Law::at_most ? -HUGE_VAL : -balance - slack;
      program.rows[r].high = law == Law::at_least ? HUGE_VAL : -balance + slack;
    }
    const std::optional<std::vector<double>> found = solve(program);
    if (!found) return std::nullopt;
    std::vector<Move> world;
    for (std::size_t n = 0; n < near.size(); ++n) {
      const double by = (*found)[2 * n] - (*found)[2 * n + 1];
      if (by != 0) world.push_back({near[n], by});
    }
    return world;
  }

  /// Is it a world? What a solver says is looked at with whole numbers.
  bool holds(const std::vector<Move>& world) {
    bool all = true;
    for (const Move& one : world) move(one.variable, one.by);
    for (const Move& one : world) {
      for_roles(one.variable, [&](const Role& role) { all = all && !is_hurt(role.relation); });
      all = all && system_.variables[one.variable].value + one.by >= least_of(one.variable);
    }
    while (!moves_.empty()) unmove();
    return all;
  }

  bool is_enough(const Move& move) const {
    const double value = system_.variables[move.variable].value;
    return move.by != 0 && (only_another_ || value >= rule_.least ||
                            value + move.by >= rule_.least || most_of(move.variable) < rule_.least);
  }

  void accept() {
    const std::vector<Move> world = moves_;
    while (!moves_.empty()) unmove();
    for (const Move& one : world) {
      if (system_.variables[one.variable].published) withhold(one.variable, Fate::derived);
    }
    for (const Move& one : world) {
      if (safe_[one.variable] || !is_enough(one)) continue;
      if (only_another_ && rests_[one.variable] == 0) continue;  // it was not safe by the full test
      safe_[one.variable] = true;
      worlds_[one.variable] = world;
      for (const Move& used : world) users_[used.variable].push_back(one.variable);
    }
  }

  // --- the order of remedies ---------------------------------------------------------------------

  void protect(Id v) {
    // Among totals a program chooses those whose loss costs readers least; a search takes the
    // first.
    if (find_world(v, Reach::withheld) || find_world(v, Reach::parts) ||
        solve_world(v, Reach::parts) || withhold_row(v) || solve_world(v, Reach::totals) ||
        find_world(v, Reach::totals)) {
      return;
    }
    // Everything that it stands together with, zeros too.
    for (std::uint32_t i = first_[v]; i < first_[v + 1]; ++i) {
      const Role role = roles_[i];
      if (role.sign > 0 && withhold_all(role.relation, true) &&
          (find_world(v, Reach::withheld) || solve_world(v, Reach::withheld))) {
        return;
      }
    }
    withhold_around(v);
  }

  /// Withholds all terms of a sum that v is in, zeros too, where they are worth less than the
  /// total: a row of small groups rather than the number of all. False: that does not help, and
  /// nothing is withheld for it.
  bool withhold_row(Id v) {
    std::vector<std::pair<double, std::uint32_t>> rows;  // what it costs
    for_roles(v, [&](const Role& role) {
      const Relation& relation = system_.relations[role.relation];
      const Variable& total = system_.variables[relation.total];
      if (role.sign < 0 || !relation.together || shown_[role.relation] == 0) return;
      if (!total.published || total.fixed || is_withheld(relation.total)) return;
      double cost = 0;
      for (std::uint32_t t = 0; t < relation.count; ++t) {
        const Id term = system_.terms[relation.first + t];
        const Variable& variable = system_.variables[term];
        if (is_withheld(term)) continue;
        if (!variable.published || variable.fixed) return;
        cost += (1 + variable.value) * variable.worth;
      }
      if (cost < (1 + total.value) * total.worth) rows.emplace_back(cost, role.relation);
    });
    std::sort(rows.begin(), rows.end());
    for (const auto& [cost, row] : rows) {
      const std::size_t before = queue_.size();
      withhold_all(row, true);
      if (find_world(v, Reach::withheld) || solve_world(v, Reach::withheld)) return true;
      while (queue_.size() > before) {
        out_.fates[queue_.back()] = Fate::shown;
        for_roles(queue_.back(), [&](const Role& role) { shown_[role.relation] += role.sign > 0; });
        queue_.pop_back();
      }
    }
    return false;
  }

  /// Withholds the terms of a sum; false: there was nothing to withhold.
  bool withhold_all(std::uint32_t r, bool zeros) {
    const Relation& relation = system_.relations[r];
    if (!relation.together || shown_[r] == 0) return false;
    bool any = false;
    for (std::uint32_t t = 0; t < relation.count; ++t) {
      const Id term = system_.terms[relation.first + t];
      const Variable& variable = system_.variables[term];
      if (!variable.published || variable.fixed || is_withheld(term)) continue;
      if (variable.value == 0 && !zeros) continue;
      withhold(term, Fate::whole);
      any = true;
    }
    return any;
  }

  /// The last resort: ring by ring, all that hangs together with v.
  void withhold_around(Id v) {
    std::vector<Id> ring{v};
    std::vector<bool> seen(system_.variables.size());
    seen[v] = true;
    for (std::size_t at = 0, end = 1; at < ring.size(); ++at) {
      if (at == end) {
        if (find_world(v, Reach::withheld) || solve_world(v, Reach::withheld)) return;
        end = ring.size();
      }
      const Id one = ring[at];
      const auto add = [&](Id other) {
        if (seen[other] || system_.variables[other].fixed) return;
        seen[other] = true;
        ring.push_back(other);
      };
      for_roles(one, [&](const Role& role) {
        const Relation& relation = system_.relations[role.relation];
        if (!relation.together) return;
        withhold_all(role.relation, false);
        for (std::uint32_t t = 0; t < relation.count; ++t) {
          add(system_.terms[relation.first + t]);
        }
        const Variable& total = system_.variables[relation.total];
        if (total.published && !total.fixed && total.value > 0) {
          withhold(relation.total, Fate::whole);
        }
        add(relation.total);
      });
    }
    if (!find_world(v, Reach::withheld)) solve_world(v, Reach::withheld);
  }

  /// What is withheld for another's sake is shown where no world needs it.
  void show_again() {
    std::vector<Id> order;
    for (const Id v : queue_) {
      if (out_.fates[v] == Fate::derived) order.push_back(v);
    }
    std::stable_sort(order.begin(), order.end(), [&](Id a, Id b) {
      return system_.variables[a].value > system_.variables[b].value;
    });
    for (const Id v : order) try_showing(v);
  }

  void try_showing(Id v) {
    std::vector<Id> resting;  // whose world needs v to be unknown
    for (const Id user : users_[v]) {
      if (user == v || !safe_[user]) continue;
      const std::vector<Move>& world = worlds_[user];
      const bool uses = std::any_of(world.begin(), world.end(),
                                    [&](const Move& one) { return one.variable == v; });
      if (uses && std::find(resting.begin(), resting.end(), user) == resting.end()) {
        resting.push_back(user);
      }
    }
    // Where v ends a whole row, zero is no longer thought possible in it.
    for_roles(v, [&](const Role& role) {
      const Relation& relation = system_.relations[role.relation];
      if (role.sign < 0 || !relation.together || shown_[role.relation] > 0) return;
      for (std::uint32_t t = 0; t < relation.count; ++t) {
        const Id term = system_.terms[relation.first + t];
        for (const Id user : users_[term]) {
          if (user != v && safe_[user] &&
              std::find(resting.begin(), resting.end(), user) == resting.end()) {
            resting.push_back(user);
          }
        }
      }
    });
    const bool zero_is_withheld = [&] {
      bool found = false;
      for_roles(v, [&](const Role& role) {
        const Relation& relation = system_.relations[role.relation];
        if (role.sign < 0 || !relation.together || shown_[role.relation] > 0) return;
        for (std::uint32_t t = 0; t < relation.count; ++t) {
          const Id term = system_.terms[relation.first + t];
          found = found || (is_withheld(term) && system_.variables[term].value == 0);
        }
      });
      return found;
    }();
    if (zero_is_withheld) return;
    const Fate fate = out_.fates[v];
    const bool was_safe = safe_[v];
    out_.fates[v] = Fate::shown;
    for_roles(v, [&](const Role& role) { shown_[role.relation] += role.sign > 0; });
    if (rest_on_other_worlds(resting)) return;
    out_.fates[v] = fate;
    for_roles(v, [&](const Role& role) { shown_[role.relation] -= role.sign > 0; });
    safe_[v] = was_safe;
  }

  // --- what may be told beside -------------------------------------------------------------------

  /// Lets the relation be known, if all that is safe stays so.
  bool allow(std::uint32_t r) {
    const Relation& relation = system_.relations[r];
    if (out_.broken.end() != std::find(out_.broken.begin(), out_.broken.end(), r)) return false;
    active_[r] = true;
    std::vector<Id> resting;  // whose worlds it does not agree with
    for (std::uint32_t t = relation.first; t < relation.first + relation.count; ++t) {
      for (const Id user : users_[system_.terms[t]]) {
        if (safe_[user] && !agrees(worlds_[user], r)) resting.push_back(user);
      }
    }
    std::sort(resting.begin(), resting.end());
    resting.erase(std::unique(resting.begin(), resting.end()), resting.end());
    only_another_ = true;
    const bool allowed = rest_on_other_worlds(resting);
    only_another_ = false;
    active_[r] = allowed;
    return allowed;
  }

  bool may_solve_more() {
    if (programs_for_more_ == 0) return false;
    --programs_for_more_;
    return true;
  }

  bool agrees(const std::vector<Move>& world, std::uint32_t r) {
    for (const Move& one : world) move(one.variable, one.by);
    const bool hurt = is_hurt(r);
    while (!moves_.empty()) unmove();
    return !hurt;
  }

  /// Finds another world for each of them, or leaves them as they were.
  bool rest_on_other_worlds(const std::vector<Id>& resting) {
    std::vector<std::vector<Move>> kept;
    for (const Id user : resting) {
      kept.push_back(worlds_[user]);
      safe_[user] = false;
      rests_[user] = true;
    }
    const bool all = std::all_of(resting.begin(), resting.end(), [&](Id user) {
      return safe_[user] || find_world(user, Reach::withheld) ||
             (only_another_ && may_solve_more() && solve_world(user, Reach::withheld));
    });
    for (const Id user : resting) rests_[user] = false;
    if (all) return true;
    for (std::size_t i = 0; i < resting.size(); ++i) {
      safe_[resting[i]] = true;
      worlds_[resting[i]] = kept[i];
      for (const Move& used : kept[i]) users_[used.variable].push_back(resting[i]);
    }
    return false;
  }

  const System& system_;
  const Rule& rule_;
  std::uint64_t left_;  ///< steps
  std::uint64_t left_of_search_ = 0;
  Suppression out_;
  std::vector<Id> queue_;             ///< withheld, in the order in which they were
  std::vector<std::uint32_t> first_;  ///< of roles_, by variable
  std::vector<Role> roles_;
  std::vector<double> moved_;
  std::vector<std::vector<Move>> worlds_;  ///< that makes a variable safe
  std::vector<std::vector<Id>> users_;     ///< whose worlds change, or changed, a variable
  std::vector<std::uint8_t> safe_;
  std::vector<std::uint8_t> rests_;  ///< safe until now, another world is looked for
  std::vector<std::uint8_t> part_;   ///< is it a term of some sum?
  std::vector<double> balance_;      ///< sum of the terms minus total, in the world tried
  std::uint32_t programs_for_more_ = kProgramsForMore;
  bool only_another_ = false;         ///< a world with another number will do, though it be few
  std::vector<std::uint8_t> active_;  ///< by relation: is it known?
  std::vector<std::uint32_t> shown_;  ///< terms that are shown
  std::vector<Move> moves_;
};

}  // namespace

Suppression suppress(const System& system, const Rule& rule) {
  if (rule.least <= 1)
    return {std::vector<Fate>(system.variables.size(), Fate::shown),
            {},
            {},
            std::vector<std::uint8_t>(system.relations.size(), false)};
  return Suppressor(system, rule).run();
}

}  // namespace samsyn::disclose
