#pragma once

#include <string>
#include <utility>
#include <vector>

#include "pipeline/knowledge.hpp"

namespace samsyn {

/// "samsyn 0.1.0": what outputs say made them.
std::string program_and_version();

/// Names and versions of the libraries, and where the analysers were found.
std::vector<std::pair<std::string, std::string>> library_versions();
std::vector<std::pair<std::string, std::string>> analyser_parts(const Knowledge& knowledge);

}  // namespace samsyn
