#pragma once

#include <string>

#include "pipeline/knowledge.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/study.hpp"

namespace samsyn {

/// Would a run write over something that it rests on, or lay the key to the pseudonyms among the
/// outputs? Asked before anything is opened for writing. Paths are compared as absolute ones with
/// links followed, and what is there by the file itself, so that other names of a file count too.
///
/// `out`: the folder of the outputs. `data`: that of the program's own corpus/.
/// Errors: privacy.key-among-outputs; privacy.key-over-input, run.output-over-input: the key file
/// or an output is the manifest, a file of a source, an attribute table or a taxonomy;
/// run.not-our-output: an output's place is taken by a file that no run has written (there is no
/// manifest.json of a run beside it).
Result<Done> nothing_overwritten(const Study& study, const std::string& out,
                                 const std::string& data, const Knowledge& knowledge);

}  // namespace samsyn
