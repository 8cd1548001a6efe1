#include "stages/disclose/solver.hpp"

#include <glpk.h>

#include <cmath>
#include <memory>

namespace samsyn::disclose {
namespace {

constexpr int kIterations = 20000;  // of the simplex method
constexpr int kNodes = 20;          // of branch and bound
constexpr double kWhole = 1e-6;     // how near to a whole number counts as one

struct Free {
  void operator()(glp_prob* problem) const { glp_delete_prob(problem); }
};
using Problem = std::unique_ptr<glp_prob, Free>;

int kind_of(double low, double high) {
  const bool from = std::isfinite(low);
  const bool to = std::isfinite(high);
  if (from && to) return low == high ? GLP_FX : GLP_DB;
  if (from) return GLP_LO;
  return to ? GLP_UP : GLP_FR;
}

Problem problem_of(const Program& program) {
  Problem problem(glp_create_prob());
  glp_add_cols(problem.get(), static_cast<int>(program.columns.size()));
  for (std::size_t c = 0; c < program.columns.size(); ++c) {
    const Program::Column& column = program.columns[c];
    const int at = static_cast<int>(c) + 1;
    glp_set_col_bnds(problem.get(), at, kind_of(column.low, column.high), column.low, column.high);
    glp_set_obj_coef(problem.get(), at, column.cost);
  }
  if (!program.rows.empty()) glp_add_rows(problem.get(), static_cast<int>(program.rows.size()));
  std::vector<int> columns;
  std::vector<double> times;
  for (std::size_t r = 0; r < program.rows.size(); ++r) {
    const Program::Row& row = program.rows[r];
    columns.assign(1, 0);  // the library counts from 1
    times.assign(1, 0);
    for (const auto& [column, by] : row.terms) {
      columns.push_back(static_cast<int>(column) + 1);
      times.push_back(by);
    }
    const int at = static_cast<int>(r) + 1;
    glp_set_mat_row(problem.get(), at, static_cast<int>(row.terms.size()), columns.data(),
                    times.data());
    glp_set_row_bnds(problem.get(), at, kind_of(row.low, row.high), row.low, row.high);
  }
  return problem;
}

bool is_whole(double value) { return std::abs(value - std::round(value)) < kWhole; }

void count_nodes(glp_tree* tree, void* left) {
  if (glp_ios_reason(tree) == GLP_ISELECT && --*static_cast<int*>(left) <= 0) {
    glp_ios_terminate(tree);
  }
}

}  // namespace

std::optional<std::vector<double>> solve(const Program& program) {
  if (program.columns.empty()) return std::vector<double>{};
  glp_term_out(GLP_OFF);
  const Problem problem = problem_of(program);
  glp_smcp options;
  glp_init_smcp(&options);
  options.msg_lev = GLP_MSG_OFF;
  options.it_lim = kIterations;
  if (glp_simplex(problem.get(), &options) != 0 || glp_get_status(problem.get()) != GLP_OPT) {
    return std::nullopt;
  }
  std::vector<double> out(program.columns.size());
  bool whole = true;
  for (std::size_t c = 0; c < out.size(); ++c) {
    out[c] = glp_get_col_prim(problem.get(), static_cast<int>(c) + 1);
    whole = whole && is_whole(out[c]);
  }
  if (!whole) {
    for (std::size_t c = 0; c < out.size(); ++c) {
      glp_set_col_kind(problem.get(), static_cast<int>(c) + 1, GLP_IV);
    }
    int left = kNodes;
    glp_iocp search;
    glp_init_iocp(&search);
    search.msg_lev = GLP_MSG_OFF;
    search.cb_func = count_nodes;
    search.cb_info = &left;
    const int failed = glp_intopt(problem.get(), &search);
    const int status = glp_mip_status(problem.get());
    if ((failed != 0 && failed != GLP_ESTOP) || (status != GLP_OPT && status != GLP_FEAS)) {
      return std::nullopt;
    }
    for (std::size_t c = 0; c < out.size(); ++c) {
      out[c] = glp_mip_col_val(problem.get(), static_cast<int>(c) + 1);
    }
  }
  for (double& value : out) value = std::round(value);
  return out;
}

}  // namespace samsyn::disclose
