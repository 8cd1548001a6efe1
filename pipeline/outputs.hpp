#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "pipeline/knowledge.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/study.hpp"
#include "pipeline/model/summary.hpp"
#include "stages/emit/output_folder.hpp"
#include "stages/emit/records.hpp"
#include "stages/emit/settings.hpp"

namespace samsyn {

/// The five files of a run, which appear together or not at all.
class Outputs {
 public:
  /// Opens the folder `out` and loads labels and layout from `data`/templates.
  /// Errors: output.not-writable, emit.bad-labels, emit.bad-layout, file.not-found.
  static Result<Outputs> open(const std::string& out, const std::string& language,
                              const std::string& data);

  const Labels& labels() const { return labels_; }

  /// Notes a file that the outputs rest on: its name, size and SHA-256 go to manifest.json.
  void saw_input(const std::string& name, std::string_view bytes);

  /// Lines of codings.jsonl, in order. A failure is kept for finish().
  void add_codings(const std::string& lines);

  /// A key file to pseudonyms, written by finish() when all else is in place, readable by its owner
  /// only.
  void add_key(const std::string& path, std::string text) { key_ = {path, std::move(text)}; }

  /// Writes the rest (tables.xlsx, summary.json, issues.jsonl, manifest.json) and puts all five in
  /// their places.
  Result<Done> finish(const Study& study, const Knowledge& knowledge, const Summary& summary,
                      Issues& issues);

 private:
  Outputs(emit::OutputFolder folder, Labels labels, emit::Layout layout)
      : folder_(std::move(folder)), labels_(std::move(labels)), layout_(std::move(layout)) {}
  std::string manifest(const Study& study, const Knowledge& knowledge,
                       const std::string& language);

  emit::OutputFolder folder_;
  Labels labels_;
  emit::Layout layout_;
  std::vector<emit::RunFile> inputs_;
  Result<Done> written_ = Done{};
  std::pair<std::string, std::string> key_;  ///< path, text
};

}  // namespace samsyn
