#pragma once
// What the command line says of itself: --help, and what was wrong in a call.

#include <boost/program_options.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/issue.hpp"
#include "pipeline/translation.hpp"

namespace samsyn {

/// The language that a command line asks for by --lang, before it is looked at otherwise: "en", or
/// "sv" for everything else.
std::string_view language_of(const std::vector<std::string>& arguments);

/// Texts for help stand in the source in English, and in messages.json under "help".
std::string help_text(const Translation& translation, std::string_view english);

/// The options with their descriptions, at most 80 columns: "  -o [ --out ] FILE   …".
std::string help_of(const boost::program_options::options_description& options,
                    const Translation& translation);

/// Id of what is wrong in a call: use.wrong. The place is the program.
Issue misuse(std::string message, std::string remedy);

/// The same of what the parser refused; `command` is the one that was called. Offers the nearest
/// option for one that is not known.
Issue misuse(const boost::program_options::error& error, std::string_view command,
             const boost::program_options::options_description& options);

}  // namespace samsyn
