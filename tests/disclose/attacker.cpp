#include "tests/disclose/attacker.hpp"

#include <glpk.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace samsyn::testing {

namespace {

constexpr int kNodes = 60;  // of branch and bound, for one bound

/// What branch and bound may still do, and what it has proved so far.
struct Effort {
  int nodes = 0;
  double bound = 0;
};

void watch(glp_tree* tree, void* info) {
  auto* effort = static_cast<Effort*>(info);
  if (glp_ios_reason(tree) != GLP_ISELECT) return;
  const int best = glp_ios_best_node(tree);
  if (best != 0) effort->bound = glp_ios_node_bound(tree, best);
  if (--effort->nodes <= 0) glp_ios_terminate(tree);
}

/// The bound that a linear program tells; 0 or HUGE_VAL where there is none.
double best(glp_prob* problem, bool& possible) {
  glp_smcp simplex;
  glp_init_smcp(&simplex);
  simplex.msg_lev = GLP_MSG_OFF;
  glp_simplex(problem, &simplex);
  const int status = glp_get_status(problem);
  if (status == GLP_NOFEAS || status == GLP_INFEAS || status == GLP_UNDEF) possible = false;
  if (status == GLP_OPT) return glp_get_obj_val(problem);
  return glp_get_obj_dir(problem) == GLP_MIN ? 0 : HUGE_VAL;
}

bool is_whole(glp_prob* problem) {
  for (int c = 1; c <= glp_get_num_cols(problem); ++c) {
    const double value = glp_get_col_prim(problem, c);
    if (std::abs(value - std::round(value)) >= 1e-6) return false;
  }
  return true;
}

/// The bound in whole numbers, or as near to it as branch and bound gets from the linear one.
double best_whole(glp_prob* problem, double linear, bool& possible) {
  Effort effort{kNodes, linear};
  glp_iocp search;
  glp_init_iocp(&search);
  search.msg_lev = GLP_MSG_OFF;
  search.cb_func = watch;
  search.cb_info = &effort;
  if (glp_intopt(problem, &search) != 0) return effort.bound;
  if (glp_mip_status(problem) == GLP_NOFEAS) possible = false;
  return glp_mip_status(problem) == GLP_OPT ? glp_mip_obj_val(problem) : linear;
}

}  // namespace

struct Attacker::Body {
  struct Fact {
    std::vector<Term> terms;
    double low, high;
    bool waits = false;  ///< is in no problem yet
  };
  struct Bounds {
    double least, most;
    bool fixed() const { return least == most; }
  };
  std::vector<Bounds> bounds;
  std::vector<Fact> facts;
  std::vector<std::size_t> root;              ///< of the component, by unknown
  std::vector<int> column;                    ///< in the component's problem
  std::map<std::size_t, glp_prob*> problems;  ///< by root

  ~Body() {
    for (auto& [r, problem] : problems) glp_delete_prob(problem);
  }

  std::size_t find(std::size_t v) {
    while (root[v] != v) v = root[v] = root[root[v]];
    return v;
  }

  /// Numbers that are known cut what hangs together.
  void join() {
    root.resize(bounds.size());
    std::iota(root.begin(), root.end(), std::size_t{0});
    for (const Fact& fact : facts) {
      std::size_t first = bounds.size();
      for (const Term& term : fact.terms) {
        if (bounds[term.unknown].fixed()) continue;
        if (first == bounds.size()) first = term.unknown;
        root[find(term.unknown)] = find(first);
      }
    }
    column.assign(bounds.size(), 0);
  }

  glp_prob* problem_of(std::size_t wanted) {
    if (root.size() != bounds.size()) join();
    const std::size_t of = find(wanted);
    glp_prob*& problem = problems[of];
    if (problem != nullptr) return problem;
    glp_term_out(GLP_OFF);
    problem = glp_create_prob();
    for (std::size_t v = 0; v < bounds.size(); ++v) {
      if (bounds[v].fixed() || find(v) != of) continue;
      column[v] = glp_add_cols(problem, 1);
      glp_set_col_bnds(problem, column[v], bounds[v].most < 0 ? GLP_LO : GLP_DB, bounds[v].least,
                       bounds[v].most);
      glp_set_col_kind(problem, column[v], GLP_IV);
    }
    for (const Fact& fact : facts) {
      if (!fact.waits) add(problem, fact, of);
    }
    return problem;
  }

  /// The fact as a row, if it is about what hangs together.
  void add(glp_prob* problem, const Fact& fact, std::size_t of) {
    double known = 0;
    std::map<int, double> sums;
    bool here = false;
    for (const Term& term : fact.terms) {
      if (bounds[term.unknown].fixed()) {
        known += term.times * bounds[term.unknown].least;
        continue;
      }
      here = here || find(term.unknown) == of;
      if (here) sums[column[term.unknown]] += term.times;
    }
    if (!here) return;
    std::vector<int> at{0};
    std::vector<double> times{0};
    for (const auto& [c, t] : sums) {
      at.push_back(c);
      times.push_back(t);
    }
    const double low = fact.low - known;
    const double high = fact.high - known;
    const bool from = std::isfinite(low);
    const bool to = std::isfinite(high);
    const int kind =
        from && to ? (low == high ? GLP_FX : GLP_DB) : (from ? GLP_LO : (to ? GLP_UP : GLP_FR));
    const int row = glp_add_rows(problem, 1);
    glp_set_row_bnds(problem, row, kind, low, high);
    glp_set_mat_row(problem, row, static_cast<int>(sums.size()), at.data(), times.data());
  }

  /// Adds the facts that the world contradicts; false: there is none.
  bool think_of_more(glp_prob* problem, std::size_t of, double (*value_of)(glp_prob*, int)) {
    std::vector<Fact*> more;
    for (Fact& fact : facts) {
      if (!fact.waits) continue;
      double sum = 0;
      bool here = false;
      for (const Term& term : fact.terms) {
        const bool known = bounds[term.unknown].fixed();
        if (!known && find(term.unknown) != of) break;
        here = here || !known;
        sum += term.times *
               (known ? bounds[term.unknown].least : value_of(problem, column[term.unknown]));
      }
      if (here && (sum < fact.low - 1e-6 || sum > fact.high + 1e-6)) more.push_back(&fact);
    }
    for (Fact* fact : more) {
      fact->waits = false;
      add(problem, *fact, of);
    }
    return !more.empty();
  }
};

Attacker::Attacker() : body_(std::make_unique<Body>()) {}
Attacker::~Attacker() = default;

std::size_t Attacker::unknown(double least, double most) {
  body_->bounds.push_back({least, most});
  return body_->bounds.size() - 1;
}

void Attacker::knows(const std::vector<Term>& terms, double low, double high) {
  body_->facts.push_back({terms, low, high});
}

void Attacker::knows_if_asked(const std::vector<Term>& terms, double low, double high) {
  body_->facts.push_back({terms, low, high, true});
}

Attacker::Interval Attacker::interval(std::size_t wanted) {
  Interval out;
  if (body_->bounds[wanted].fixed()) {
    out.low = out.high = body_->bounds[wanted].least;
    return out;
  }
  glp_prob* problem = body_->problem_of(wanted);
  const int column = body_->column[wanted];
  const std::size_t of = body_->find(wanted);
  for (const int direction : {GLP_MIN, GLP_MAX}) {
    double& bound = direction == GLP_MIN ? out.low : out.high;
    glp_set_obj_dir(problem, direction);
    glp_set_obj_coef(problem, column, 1);
    while (true) {
      bound = best(problem, out.possible);
      if (glp_get_status(problem) != GLP_OPT) break;
      if (body_->think_of_more(problem, of, glp_get_col_prim)) continue;
      if (is_whole(problem)) break;
      bound = best_whole(problem, bound, out.possible);
      const bool found = glp_mip_status(problem) == GLP_OPT || glp_mip_status(problem) == GLP_FEAS;
      if (!found || !body_->think_of_more(problem, of, glp_mip_col_val)) break;
    }
    bound = direction == GLP_MIN ? std::ceil(bound - 1e-6) : std::floor(bound + 1e-6);
    glp_set_obj_coef(problem, column, 0);
  }
  return out;
}

}  // namespace samsyn::testing
