#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/knowledge.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/study.hpp"

namespace samsyn {

/// Would a run write over something that it rests on, or lay the key to the pseudonyms among the
/// outputs? Asked before anything is opened for writing. Paths are compared as absolute ones with
/// links followed, and what is there by the file itself, so that other names of a file count too.
///
/// `out`: the folder of the outputs.
/// Errors: privacy.key-among-outputs; privacy.key-over-input, run.output-over-input: the key file
/// or an output is the manifest, a file of a source, an attribute table, the human codings, a
/// taxonomy or the trained coder;
/// run.not-our-output: an output's place is taken by a file that no run has written (beside it is
/// neither the manifest.json of a run nor the folder that a killed one leaves: ".samsyn-" and six
/// signs, with ".lock" in it).
Result<Done> nothing_overwritten(const Study& study, const std::string& out,
                                 const Knowledge& knowledge);

/// A file that a command is told to write.
struct Wish {
  std::string path;
  std::string command;              ///< "agree": where the issues' ids begin
  std::string option;               ///< "--json"
  std::vector<std::string> inputs;  ///< what the command reads
  std::string_view begins;          ///< how each file begins that the program writes there
};

/// May it be written? A file that the program wrote earlier may be replaced.
/// Errors: COMMAND.output-over-input (it is one of the inputs), COMMAND.not-our-output (another
/// file stands there).
Result<Done> nothing_overwritten(const Wish& wish);

}  // namespace samsyn
