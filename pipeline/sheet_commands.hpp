#pragma once
// What `samsyn export` and `samsyn import` are told on the command line.

#include <boost/program_options.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/export.hpp"
#include "pipeline/import.hpp"

namespace samsyn {

/// What is wrong with a call, and what to do instead.
struct WrongUse {
  std::string message, remedy;
};

/// "a, b": a and b.
std::vector<std::string> parts_of(std::string_view list);

void export_options(boost::program_options::options_description& all);
void import_options(boost::program_options::options_description& all);

/// Fills the request from the options, without language and jobs.
std::optional<WrongUse> read_export(const boost::program_options::variables_map& options,
                                    ExportRequest& request);
/// The first plain argument is the study, the others are sheets.
std::optional<WrongUse> read_import(const boost::program_options::variables_map& options,
                                    std::string& study, ImportRequest& request);

}  // namespace samsyn
