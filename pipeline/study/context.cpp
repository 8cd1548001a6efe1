#include "pipeline/study/context.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "pipeline/model/text.hpp"

namespace samsyn::manifest {
namespace fs = std::filesystem;

namespace {

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

std::vector<std::string> files_beside(const fs::path& file) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator it(file.parent_path(), error), end; !error && it != end;
       it.increment(error))
    names.push_back(it->path().filename().string());
  // The order of a folder is the file system's; the same manifest shall give the same message.
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

std::string_view kind_of(const Json& value) {
  switch (value.type()) {
    case Json::value_t::null:
      return "null";
    case Json::value_t::object:
      return "an object {…}";
    case Json::value_t::array:
      return "a list […]";
    case Json::value_t::string:
      return "a text";
    case Json::value_t::boolean:
      return "true or false";
    default:
      return "a number";
  }
}

std::string resolve_beside(const std::string& manifest, const std::string& name) {
  return (fs::path(manifest).parent_path() / fs::path(name)).lexically_normal().string();
}

Context::Context(std::string_view text, std::string path, Study& study, Issues& issues)
    : path_(std::move(path)), places_(text), study_(study), issues_(issues) {}

void Context::fault(std::string_view id, const std::string& at, std::string message,
                    std::string excerpt, std::string remedy, Severity severity) {
  Where where;
  where.file = path_;
  where.part = at;
  where.line = places_.of(at).line;
  where.column = places_.of(at).column;
  issues_.add({severity, std::string(id), where, std::move(message), excerpt_of(excerpt),
               std::move(remedy)});
}

void Context::wrong_type(const Json& value, const std::string& at, std::string_view expected) {
  fault("study.wrong-type", at,
        "expected " + std::string(expected) + ", found " + std::string(kind_of(value)),
        value.dump(-1, ' ', false, Json::error_handler_t::replace),
        "write " + std::string(expected) + " here");
}

void Context::unknown(std::string_view id, const std::string& at, std::string_view found,
                      const std::vector<std::string>& known) {
  const std::string near = nearest(found, known);
  const bool key = id == "study.unknown-key";
  fault(id, at,
        std::string(key ? "the key " : "the value ") + "\"" + std::string(found) +
            "\" is not known here",
        std::string(found),
        near.empty() ? "use one of: " + listed(known) : "did you mean \"" + near + "\"?");
}

std::string Context::text(const Json& value, const std::string& at) {
  if (!value.is_string() || value.get_ref<const std::string&>().empty()) {
    wrong_type(value, at, "a text that is not empty");
    return {};
  }
  return value.get<std::string>();
}

std::vector<std::string> Context::texts(const Json& value, const std::string& at) {
  std::vector<std::string> out;
  if (!value.is_array()) {
    wrong_type(value, at, "a list of texts");
    return out;
  }
  for (std::size_t i = 0; i < value.size(); ++i)
    out.push_back(text(value[i], at + "/" + std::to_string(i)));
  return out;
}

bool Context::flag(const Json& value, const std::string& at) {
  if (value.is_boolean()) return value.get<bool>();
  wrong_type(value, at, "true or false");
  return false;
}

std::uint32_t Context::count(const Json& value, const std::string& at, std::uint32_t least,
                             std::uint32_t most, std::uint32_t otherwise) {
  // Negative numbers are "integer", all others "unsigned": is_number_unsigned() is the whole check.
  if (value.is_number_unsigned()) {
    const auto n = value.get<std::uint64_t>();
    if (n >= least && n <= most) return static_cast<std::uint32_t>(n);
  }
  wrong_type(value, at,
             "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return otherwise;
}

std::size_t Context::choice(const Json& value, const std::string& at,
                            const std::vector<std::string>& names) {
  if (!value.is_string()) {
    wrong_type(value, at, "one of the texts " + listed(names));
    return 0;
  }
  const auto& name = value.get_ref<const std::string&>();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  unknown("study.unknown-value", at, name, names);
  return 0;
}

SourceFile Context::file(const Json& value, const std::string& at) {
  const std::string name = text(value, at);
  if (name.empty()) return {};
  if (name.find('\0') != std::string::npos) {
    wrong_type(value, at, "the path of a file");
    return {};
  }
  const SourceFile file{name, resolve(name)};
  const fs::path written(name);
  const fs::path plain = written.lexically_normal();
  if (written.is_absolute() || (!plain.empty() && *plain.begin() == "..")) {
    fault("study.outside-folder", at, "the path leads out of the manifest's folder", name,
          "keep the files beside the manifest, so that the folder can be moved or handed over",
          Severity::note);
  }
  std::error_code error;
  if (!fs::is_regular_file(file.path, error)) {
    const std::string near = nearest(written.filename().string(), files_beside(file.path));
    const bool folder = fs::is_directory(file.path, error);
    fault("study.no-such-file", at,
          folder ? "\"" + name + "\" is a folder, not a file" : "there is no file \"" + name + "\"",
          name,
          folder         ? "name the files in it one by one"
          : near.empty() ? "correct the path; it is read from the manifest's folder"
                         : "did you mean \"" + (written.parent_path() / near).string() + "\"?");
  }
  return file;
}

std::string Context::resolve(const std::string& name) const { return resolve_beside(path_, name); }

std::uint32_t Context::attribute(std::string_view id, const std::string& at) {
  std::vector<std::string> known;
  for (const AttributeSpec& spec : study_.attributes) {
    if (spec.id == id) return static_cast<std::uint32_t>(known.size());
    known.push_back(spec.id);
  }
  unknown("study.unknown-key", at, id, known);
  return kNone;
}

}  // namespace samsyn::manifest
