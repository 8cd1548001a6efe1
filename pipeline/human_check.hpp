#pragma once

#include <string>

#include "pipeline/knowledge.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/study.hpp"

namespace samsyn {

/// What a run would make of the study's human codings: reads them and finds them again in the texts
/// as they are. Gives a line for people, empty when there are none. Issues: those of
/// human_codings_of and HumanFinder::tell; what the study's files are to be told of, `check` tells.
/// Cost: that of a run without outputs.
std::string check_human(const Study& study, const Knowledge& knowledge, unsigned jobs,
                        const std::string& language, Issues& issues);

}  // namespace samsyn
