#pragma once

#include <cstdint>
#include <string>

#include "pipeline/knowledge.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/study.hpp"
#include "pipeline/model/summary.hpp"
#include "pipeline/progress.hpp"

namespace samsyn {

struct RunOptions {
  std::string out;       ///< the folder of the outputs
  std::string language;  ///< "sv" or "en": of what people read in outputs
  unsigned jobs = 1;
  bool strict = false;  ///< any warning is an error: nothing is written
  ProgressStyle progress = ProgressStyle::automatic;
};

/// What a run did, for the closing words.
struct RunReport {
  Summary summary;
  Labels labels;              ///< in the language of the outputs
  std::uint32_t files = 0;    ///< read
  std::uint32_t refused = 0;  ///< could not be read
  std::uint64_t skipped = 0;  ///< rows, cues and cells left out
};

/// The whole way of the data: reads every file of the study, normalises, segments, codes, counts,
/// and writes tables.xlsx, summary.json, codings.jsonl, issues.jsonl and manifest.json.
///
/// The outputs depend on the manifest, the inputs, the taxonomies, the version and the language
/// alone, not on `jobs`. They are put in their places when all of them are whole; when the run
/// fails, those of the run before stay. What issues.jsonl says has pseudonyms for personal data;
/// what `issues` holds then is for the terminal. Memory: the largest document, a few slices for
/// each thread, and the tables. Errors: run.nothing-read (no file could be used), run.strict,
/// run.output-over-input, privacy.key-over-input, privacy.key-among-outputs, those of the outputs.
Result<RunReport> run(const Study& study, const RunOptions& options, const std::string& data,
                      const Knowledge& knowledge, Issues& issues);

/// run.nothing-read: none of the study's files could be used.
Issue nothing_read(const Study& study);

}  // namespace samsyn
