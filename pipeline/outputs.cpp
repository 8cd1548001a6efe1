#include "pipeline/outputs.hpp"

#include <ctime>
#include <filesystem>
#include <future>

#include "pipeline/files.hpp"
#include "pipeline/version.hpp"
#include "stages/emit/hash.hpp"
#include "stages/emit/json.hpp"
#include "stages/emit/xlsx.hpp"

namespace samsyn {
namespace {

// 2000-01-01 00:00 UTC: the workbook's date of creation, so that runs give the same bytes.
constexpr std::time_t kCreated = 946684800;

emit::RunFile run_file(const std::string& name, std::string_view bytes) {
  return {name, bytes.size(), emit::sha256_hex(bytes)};
}

/// A study's own taxonomy is known by its path: it is told as seen from the manifest's folder, so
/// that the same study gives the same bytes wherever it lies.
std::string told(const std::string& name, const Study& study) {
  namespace fs = std::filesystem;
  if (fs::path(name).is_relative()) return name;
  std::error_code error;
  const fs::path folder = fs::absolute(study.path, error).parent_path();
  const fs::path beside = fs::path(name).lexically_relative(folder);
  return beside.empty() ? fs::path(name).filename().string() : beside.string();
}

}  // namespace

Result<Labels> labels_of(const std::string& language, const std::string& data) {
  const std::string name = "templates/labels/" + language + ".json";
  const Result<std::string> text = read_file(data + "/" + name, name);
  if (!text) return text.issue();
  return emit::read_labels(name, *text);
}

Result<Outputs> Outputs::open(const std::string& out, const std::string& language,
                              const std::string& data) {
  Result<Labels> labels = labels_of(language, data);
  if (!labels) return labels.issue();
  const std::string layout_name = "templates/workbook.json";
  const Result<std::string> layout_text = read_file(data + "/" + layout_name, layout_name);
  if (!layout_text) return layout_text.issue();
  Result<emit::Layout> layout = emit::read_layout(layout_name, *layout_text);
  if (!layout) return layout.issue();
  Translation translation;
  if (language == "sv") {
    Result<Translation> swedish = swedish_messages(data);
    if (!swedish) return swedish.issue();
    translation = std::move(*swedish);
  }
  Result<emit::OutputFolder> folder = emit::OutputFolder::open(out);
  if (!folder) return folder.issue();
  Outputs outputs(std::move(*folder), std::move(*labels), std::move(*layout),
                  std::move(translation));
  outputs.add_codings("");  // there is a file even where nothing was said
  return outputs;
}

void Outputs::saw_input(const std::string& name, std::string_view bytes) {
  inputs_.push_back(run_file(name, bytes));
}

void Outputs::add_codings(const std::string& lines) {
  if (written_) written_ = folder_.append("codings.jsonl", lines);
}

void Outputs::end_codings() {
  if (written_) folder_.whole("codings.jsonl");
}

std::string Outputs::manifest(const Study& study, const Knowledge& knowledge,
                              const std::string& language) {
  emit::RunRecord record;
  record.version = program_and_version();
  record.study = study.name;
  record.inputs = std::move(inputs_);
  for (const KnowledgeFile& file : knowledge.taxonomies) {
    record.taxonomies.push_back({told(file.name, study), file.size, file.sha256});
  }
  if (const std::optional<KnowledgeFile>& model = knowledge.model; model) {
    record.model = {model->name, model->size, model->sha256};
  }
  record.options = {{"language", language}};
  record.parts = library_versions();
  for (auto& part : analyser_parts(knowledge)) record.parts.push_back(std::move(part));
  return emit::write_manifest(record);
}

Result<Done> Outputs::add_summary(const Summary& summary, const Knowledge& knowledge,
                                  Issues& issues) {
  std::future<std::string> json = std::async(
      std::launch::async, [&] { return emit::write_json(summary, program_and_version()); });
  const Result<Done> done = emit::write_workbook(
      {summary, knowledge.rules->codebook(), labels_, layout_, program_and_version(), kCreated},
      folder_.path_for("tables.xlsx"), issues);
  if (!done) return done;
  return folder_.append("summary.json", json.get());
}

Result<Done> Outputs::finish(const Study& study, const Knowledge& knowledge,
                             const std::string& language, const Issues& issues) {
  if (!written_) return written_;
  std::string lines;
  emit::append_issues(lines, translation_(issues));
  Result<Done> done = folder_.append("issues.jsonl", lines);
  if (!done) return done;
  done = folder_.append("manifest.json", manifest(study, knowledge, language));
  if (!done) return done;
  return folder_.commit();
}

}  // namespace samsyn
