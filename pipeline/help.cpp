#include "pipeline/help.hpp"

#include <algorithm>

#include "pipeline/messages.hpp"
#include "pipeline/model/text.hpp"

namespace samsyn {
namespace {

namespace po = boost::program_options;

constexpr std::size_t kColumns = 80;
constexpr std::size_t kNames = 30;  // columns for options and what they take

/// "--out" for an option as the parser names it.
std::string dashed(const std::string& name) { return name.starts_with("-") ? name : "--" + name; }

/// What was refused.
std::string message_of(const po::error& error) {
  if (const auto* one = dynamic_cast<const po::unknown_option*>(&error); one != nullptr) {
    return "there is no option «" + dashed(one->get_option_name()) + "»";
  }
  if (const auto* one = dynamic_cast<const po::ambiguous_option*>(&error); one != nullptr) {
    return "«" + dashed(one->get_option_name()) + "» may be several options";
  }
  if (const auto* one = dynamic_cast<const po::multiple_occurrences*>(&error); one != nullptr) {
    return "«" + dashed(one->get_option_name()) + "» is given twice";
  }
  if (const auto* one = dynamic_cast<const po::invalid_command_line_syntax*>(&error);
      one != nullptr) {
    using Kind = po::invalid_syntax::kind_t;
    const std::string option = "«" + dashed(one->get_option_name()) + "»";
    if (one->kind() == Kind::missing_parameter || one->kind() == Kind::empty_adjacent_parameter) {
      return option + " needs a value";
    }
    if (one->kind() == Kind::extra_parameter) return option + " takes no value";
  }
  if (const auto* one = dynamic_cast<const po::validation_error*>(&error); one != nullptr) {
    return "«" + dashed(one->get_option_name()) + "» does not take this value";
  }
  if (dynamic_cast<const po::too_many_positional_options_error*>(&error) != nullptr) {
    return "there are more arguments than the command takes";
  }
  return "the options are not to be understood";
}

}  // namespace

std::string_view language_of(const std::vector<std::string>& arguments) {
  for (std::size_t a = 0; a < arguments.size(); ++a) {
    if (arguments[a] == "--lang=en") return "en";
    if (arguments[a] == "--lang" && a + 1 < arguments.size() && arguments[a + 1] == "en") {
      return "en";
    }
  }
  return "sv";
}

std::string help_text(const Translation& translation, std::string_view english) {
  return translation("help", std::string(english));
}

std::string help_of(const po::options_description& options, const Translation& translation) {
  std::string out;
  for (const auto& option : options.options()) {
    std::string line = "  " + option->format_name();
    const std::string takes = option->format_parameter();
    if (!takes.empty()) line += " " + help_text(translation, takes);
    const std::size_t have = code_points(line);
    // A blank at the front is kept, so that the description begins in its column.
    line += have < kNames ? std::string(kNames - have, ' ') : "\n" + std::string(kNames, ' ');
    const std::string description = help_text(translation, option->description());
    std::string text = wrapped(description, kColumns - kNames, 0);
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) {
      text.insert(at + 1, kNames, ' ');
    }
    out += line + text + "\n";
  }
  return out;
}

Issue misuse(std::string message, std::string remedy) {
  return {Severity::error, "use.wrong", {"samsyn"}, std::move(message), {}, std::move(remedy)};
}

Issue misuse(const po::error& error, std::string_view command,
             const po::options_description& options) {
  std::string remedy = "samsyn " + std::string(command) + " --help lists the options";
  if (const auto* unknown = dynamic_cast<const po::unknown_option*>(&error); unknown != nullptr) {
    std::vector<std::string> names;
    for (const auto& option : options.options()) names.push_back("--" + option->long_name());
    const std::string near = nearest(unknown->get_option_name(), names);
    if (!near.empty()) remedy = "did you mean " + near + "?";
  }
  return misuse(message_of(error), std::move(remedy));
}

}  // namespace samsyn
