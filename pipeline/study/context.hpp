#pragma once
// What the reading of a manifest's values needs: places for messages, the folder, the study so far.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/issue.hpp"
#include "pipeline/model/study.hpp"
#include "pipeline/study/place.hpp"

namespace samsyn::manifest {

using Json = nlohmann::ordered_json;

/// Reads single values; each fault becomes an issue and the value stays at its default. `at` is the
/// value's JSON pointer.
class Context {
 public:
  Context(std::string_view text, std::string path, Study& study, Issues& issues);

  Study& study() { return study_; }
  const Places& places() const { return places_; }

  void fault(std::string_view id, const std::string& at, std::string message, std::string excerpt,
             std::string remedy, Severity severity = Severity::error);
  /// study.wrong-type: "expected a text, found a number".
  void wrong_type(const Json& value, const std::string& at, std::string_view expected);
  /// study.unknown-value or study.unknown-key, with the nearest of those known.
  void unknown(std::string_view id, const std::string& at, std::string_view found,
               const std::vector<std::string>& known);

  /// A text that is not empty.
  std::string text(const Json& value, const std::string& at);
  std::vector<std::string> texts(const Json& value, const std::string& at);
  bool flag(const Json& value, const std::string& at);
  std::uint32_t count(const Json& value, const std::string& at, std::uint32_t least,
                      std::uint32_t most, std::uint32_t otherwise);
  /// The index among the names; 0 after a fault.
  std::size_t choice(const Json& value, const std::string& at,
                     const std::vector<std::string>& names);
  /// A path to an input file, looked up (study.no-such-file, study.outside-folder).
  SourceFile file(const Json& value, const std::string& at);
  /// A path resolved against the manifest's folder.
  std::string resolve(const std::string& name) const;
  /// The index of an attribute; kNone after a fault.
  std::uint32_t attribute(std::string_view id, const std::string& at);

 private:
  std::string path_;
  Places places_;
  Study& study_;
  Issues& issues_;
};

/// "a text", "a list", …: what a JSON value is, for messages.
std::string_view kind_of(const Json& value);

/// The manifest's folder and a name in it; the name alone when it is absolute.
std::string resolve_beside(const std::string& manifest, const std::string& name);

}  // namespace samsyn::manifest
