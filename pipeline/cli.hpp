#pragma once

#include <memory>
#include <string>
#include <vector>

namespace samsyn {

/// Exit status of the program.
enum Exit : int {
  kDone = 0,           ///< done
  kDoneInPart = 1,     ///< done, but rows or files were skipped or doubted: see the issues
  kWrongUse = 2,       ///< the command line was not understood
  kNothingWritten = 3  ///< nothing was written
};

/// The program: arguments as main() gets them. Results go to stdout, messages and progress to
/// stderr. Never throws for anything that a user or a file can cause.
int cli(const std::vector<std::string>& arguments);

/// What commands have loaded: for a process that ends, to take it apart is a sixth of a short run.
using Left = std::vector<std::shared_ptr<const void>>;
/// The same; `left` gets what the caller may leave standing.
int cli(const std::vector<std::string>& arguments, Left& left);

}  // namespace samsyn
