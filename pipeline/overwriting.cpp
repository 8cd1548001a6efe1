#include "pipeline/overwriting.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "pipeline/files.hpp"
#include "pipeline/human.hpp"
#include "pipeline/outputs.hpp"

namespace samsyn {
namespace {

namespace fs = std::filesystem;

/// Absolute first: of a relative path of which nothing exists yet, the links would be followed from
/// nowhere.
fs::path resolved(const fs::path& path) {
  std::error_code error;
  const fs::path whole = fs::absolute(path, error);
  const fs::path followed = fs::weakly_canonical(error ? path : whole, error);
  return (error ? whole : followed).lexically_normal();
}

bool lies_in(const fs::path& file, const fs::path& folder) {
  const fs::path inside = resolved(file).lexically_relative(resolved(folder));
  return !inside.empty() && *inside.begin() != "..";
}

/// A file that the run rests on, and what messages call it.
struct Precious {
  Precious(const std::string& path, std::string called)
      : whole(resolved(path)), name(std::move(called)) {}
  fs::path whole;
  std::string name;
};

/// The one that a file to be written is; null: none.
const Precious* same_as(const fs::path& written, const std::vector<Precious>& all) {
  const fs::path whole = resolved(written);
  std::error_code error;
  const bool is_there = fs::exists(whole, error);
  for (const Precious& file : all) {
    if (file.whole == whole || (is_there && fs::equivalent(file.whole, whole, error))) return &file;
  }
  return nullptr;
}

/// Is this what emit::OutputFolder leaves when its process is killed: a folder ".samsyn-" and six
/// signs, with a lock in it?
bool is_left_over(const fs::path& entry) {
  constexpr std::string_view kTemporary = ".samsyn-";
  constexpr std::size_t kSigns = 6;
  const std::string name = entry.filename().string();
  if (name.size() != kTemporary.size() + kSigns || !name.starts_with(kTemporary)) return false;
  const bool signs = std::all_of(name.begin() + kTemporary.size(), name.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
  std::error_code error;
  return signs && fs::is_directory(fs::symlink_status(entry, error)) &&
         fs::is_regular_file(fs::symlink_status(entry / ".lock", error));
}

/// Did a run of this program write the folder? Its manifest.json says so, or what a killed run
/// left.
bool of_a_run(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    if (is_left_over(it->path())) return true;
  const std::string path = (folder / "manifest.json").string();
  const Result<std::string> text = read_file(path, path);
  if (!text) return false;
  const nlohmann::json manifest = nlohmann::json::parse(*text, nullptr, false);
  if (!manifest.is_object()) return false;
  const auto schema = manifest.find("schema");
  return schema != manifest.end() && schema->is_string() &&
         schema->get<std::string>().starts_with("samsyn-manifest");
}

std::vector<Precious> precious_of(const Study& study, const Knowledge& knowledge) {
  std::vector<Precious> out;
  out.emplace_back(study.path, study.path);
  for (const SourceSpec& source : study.sources) {
    for (const SourceFile& file : source.files) out.emplace_back(file.path, file.name);
    const AttributeTable& table = source.attribute_table;
    if (!table.empty()) out.emplace_back(table.path, table.file);
  }
  const std::string human = human_codings_path(study);
  out.emplace_back(human, fs::path(human).filename().string());
  for (const KnowledgeFile& file : knowledge.taxonomies) {
    out.emplace_back(file.path, file.name);
  }
  if (knowledge.model) out.emplace_back(knowledge.model->path, knowledge.model->name);
  return out;
}

}  // namespace

Result<Done> nothing_overwritten(const Study& study, const std::string& out,
                                 const Knowledge& knowledge) {
  const Privacy& privacy = study.privacy;
  const Where key{study.path, {}, "/privacy/key_file"};
  const std::vector<Precious> all = precious_of(study, knowledge);
  if (!privacy.key_path.empty()) {
    if (const Precious* file = same_as(privacy.key_path, all); file != nullptr) {
      return Issue{Severity::error,
                   "privacy.key-over-input",
                   key,
                   "the key file would be written over " + file->name + ", which the study needs",
                   privacy.key_file,
                   "name a file that is not there yet"};
    }
    if (lies_in(privacy.key_path, out)) {
      return Issue{Severity::error,
                   "privacy.key-among-outputs",
                   key,
                   "the key file would lie in the folder of the outputs",
                   privacy.key_file,
                   "name a file in a folder that only you can open"};
    }
  }
  for (const char* name : kOutputFiles) {
    const fs::path output = fs::path(out) / name;
    if (const Precious* file = same_as(output, all); file != nullptr) {
      return Issue{Severity::error,
                   "run.output-over-input",
                   {output.string()},
                   "this output would be written over " + file->name + ", which the study needs",
                   {},
                   "choose another folder with --out, or give the input another name"};
    }
  }
  // What stands there and no run has written is somebody's own.
  std::error_code error;
  for (const char* name : kOutputFiles) {
    const fs::path output = fs::path(out) / name;
    if (!fs::is_regular_file(output, error)) continue;  // a folder in the way is told later
    if (of_a_run(out)) break;
    return Issue{Severity::error,
                 "run.not-our-output",
                 {output.string()},
                 "a file of this name stands there that no run has written, and it would be lost",
                 {},
                 "choose another folder with --out, or move the file away"};
  }
  return Done{};
}

Result<Done> nothing_overwritten(const Wish& wish) {
  std::vector<Precious> inputs;
  for (const std::string& input : wish.inputs) inputs.emplace_back(input, input);
  if (const Precious* file = same_as(wish.path, inputs); file != nullptr) {
    return Issue{Severity::error,
                 wish.command + ".output-over-input",
                 {wish.path},
                 "this output would be written over " + file->name + ", which is read",
                 {},
                 "give " + wish.option + " another name"};
  }
  std::error_code error;
  if (!fs::is_regular_file(wish.path, error)) return Done{};
  const Result<std::string> there = read_file(wish.path, wish.path);
  if (there && there->starts_with(wish.begins)) return Done{};
  return Issue{
      Severity::error,
      wish.command + ".not-our-output",
      {wish.path},
      "a file of this name stands there that this command has not written, and it would be "
      "lost",
      {},
      "give " + wish.option + " another name, or move the file away"};
}

}  // namespace samsyn
