#include "tests/disclose/attacker.hpp"

#include <glpk.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace samsyn::testing {

std::size_t Attacker::unknown(double least, double most) {
  bounds_.push_back({least, most});
  return bounds_.size() - 1;
}

void Attacker::knows(const std::vector<Term>& terms, double low, double high) {
  facts_.push_back({terms, low, high});
}

Attacker::Interval Attacker::interval(std::size_t wanted) const {
  // Only what hangs together with the wanted number.
  std::vector<std::vector<std::size_t>> facts_of(bounds_.size());
  for (std::size_t f = 0; f < facts_.size(); ++f) {
    for (const Term& term : facts_[f].terms) facts_of[term.unknown].push_back(f);
  }
  std::map<std::size_t, int> column;
  std::map<std::size_t, int> row;
  std::vector<std::size_t> queue{wanted};
  column.emplace(wanted, 1);
  for (std::size_t at = 0; at < queue.size(); ++at) {
    for (const std::size_t f : facts_of[queue[at]]) {
      if (!row.emplace(f, static_cast<int>(row.size()) + 1).second) continue;
      for (const Term& term : facts_[f].terms) {
        if (column.emplace(term.unknown, static_cast<int>(column.size()) + 1).second) {
          queue.push_back(term.unknown);
        }
      }
    }
  }
  glp_term_out(GLP_OFF);
  glp_prob* problem = glp_create_prob();
  glp_add_cols(problem, static_cast<int>(column.size()));
  for (const auto& [unknown, c] : column) {
    const Bounds& b = bounds_[unknown];
    if (b.most < 0) {
      glp_set_col_bnds(problem, c, GLP_LO, b.least, 0);
    } else {
      glp_set_col_bnds(problem, c, b.least == b.most ? GLP_FX : GLP_DB, b.least, b.most);
    }
    glp_set_col_kind(problem, c, GLP_IV);
  }
  if (!row.empty()) glp_add_rows(problem, static_cast<int>(row.size()));
  for (const auto& [fact, r] : row) {
    const Fact& f = facts_[fact];
    std::map<int, double> sums;
    for (const Term& term : f.terms) sums[column.at(term.unknown)] += term.times;
    std::vector<int> at{0};
    std::vector<double> times{0};
    for (const auto& [c, t] : sums) {
      at.push_back(c);
      times.push_back(t);
    }
    glp_set_mat_row(problem, r, static_cast<int>(sums.size()), at.data(), times.data());
    const bool from = std::isfinite(f.low);
    const bool to = std::isfinite(f.high);
    const int kind =
        from && to ? (f.low == f.high ? GLP_FX : GLP_DB) : (from ? GLP_LO : (to ? GLP_UP : GLP_FR));
    glp_set_row_bnds(problem, r, kind, f.low, f.high);
  }
  glp_set_obj_coef(problem, column.at(wanted), 1);
  Interval out;
  for (const int direction : {GLP_MIN, GLP_MAX}) {
    glp_set_obj_dir(problem, direction);
    glp_iocp options;
    glp_init_iocp(&options);
    options.presolve = GLP_ON;
    options.msg_lev = GLP_MSG_OFF;
    const int failed = glp_intopt(problem, &options);
    const int status = glp_mip_status(problem);
    double value = std::round(glp_mip_obj_val(problem));
    if (failed == GLP_ENODFS) value = HUGE_VAL;  // no bound
    if (failed == GLP_ENOPFS || (failed == 0 && status == GLP_NOFEAS)) out.possible = false;
    (direction == GLP_MIN ? out.low : out.high) = value;
  }
  glp_delete_prob(problem);
  return out;
}

}  // namespace samsyn::testing
