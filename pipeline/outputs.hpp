#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/knowledge.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/study.hpp"
#include "pipeline/model/summary.hpp"
#include "pipeline/translation.hpp"
#include "stages/emit/output_folder.hpp"
#include "stages/emit/records.hpp"
#include "stages/emit/settings.hpp"

namespace samsyn {

inline constexpr std::array<const char*, 5> kOutputFiles{
    "tables.xlsx", "summary.json", "codings.jsonl", "issues.jsonl", "manifest.json"};

/// The texts that people read, in "sv" or "en". Errors: emit.bad-labels, file.not-found.
Result<Labels> labels_of(const std::string& language, const std::string& data);

/// The five files of a run. They are put in their places one after the other when all of them are
/// whole (see emit::OutputFolder); a run that fails before leaves those of the run before.
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
  void end_codings();  ///< there are no more

  /// Writes tables.xlsx and summary.json. Issues: emit.text-cut.
  Result<Done> add_summary(const Summary& summary, const Knowledge& knowledge, Issues& issues);

  /// A key file to pseudonyms, readable by its owner only. It comes in the place of an earlier one
  /// when the outputs are in theirs, by one rename; until then the earlier one stays.
  Result<Done> add_key(const std::string& path, const std::string& text) {
    return folder_.add_private(path, text);
  }

  /// Writes issues.jsonl, in the language of the outputs, and manifest.json, and puts all in their
  /// places. The issues are given with pseudonyms already.
  Result<Done> finish(const Study& study, const Knowledge& knowledge, const std::string& language,
                      const Issues& issues);

 private:
  Outputs(emit::OutputFolder folder, Labels labels, emit::Layout layout, Translation translation)
      : folder_(std::move(folder)),
        labels_(std::move(labels)),
        layout_(std::move(layout)),
        translation_(std::move(translation)) {}
  std::string manifest(const Study& study, const Knowledge& knowledge, const std::string& language);

  emit::OutputFolder folder_;
  Labels labels_;
  emit::Layout layout_;
  Translation translation_;  ///< of issues.jsonl; nothing where the outputs are in English
  std::vector<emit::RunFile> inputs_;
  Result<Done> written_ = Done{};
};

}  // namespace samsyn
