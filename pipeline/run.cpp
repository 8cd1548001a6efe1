#include "pipeline/run.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "pipeline/crew.hpp"
#include "pipeline/inputs.hpp"
#include "pipeline/masker.hpp"
#include "pipeline/mender.hpp"
#include "pipeline/outputs.hpp"
#include "pipeline/shown.hpp"
#include "pipeline/slice.hpp"
#include "stages/emit/codings.hpp"
#include "stages/emit/hash.hpp"
#include "stages/summarise/tally.hpp"

namespace samsyn {
namespace {

/// What a thread makes of a slice: all that the outputs need of it.
struct Counted {
  std::string lines;  ///< of codings.jsonl, with marks for personal data
  summarise::Partial partial;
  privacy::Masks masks;
};

Issue nothing_read(const Study& study) {
  return {Severity::error, "run.nothing-read", {study.path},
          "none of the study's files could be read, so nothing was written", {},
          "see the messages above; `samsyn check` explains each file"};
}

Issue nothing_to_code(const Study& study) {
  return {Severity::warning, "run.nothing-to-code", {study.path},
          "there is no open text: no item is of type open, or nobody answered one", {},
          "if a question was open, give its item \"type\": \"open\" in the manifest"};
}

Issue strict_stop(const Study& study, std::size_t problems) {
  return {Severity::error, "run.strict", {study.path},
          std::to_string(problems) + " rows or files were doubted or skipped, and --strict was given, "
          "so nothing was written", {},
          "mend what the messages above name, or run without --strict"};
}

/// The key to the pseudonyms must not go where the outputs go.
Issue key_among_outputs(const Study& study) {
  return {Severity::error, "privacy.key-among-outputs", {study.path, {}, "/privacy/key_file"},
          "the key file would lie in the folder of the outputs", study.privacy.key_file,
          "name a file in a folder that only you can open"};
}

bool lies_in(const std::string& file, const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path inside = fs::weakly_canonical(file, error)
                              .lexically_relative(fs::weakly_canonical(folder, error));
  return !inside.empty() && *inside.begin() != "..";
}

}  // namespace

Result<RunReport> run(const Study& study, const RunOptions& options, const std::string& data,
                      const Knowledge& knowledge, Issues& issues) {
  const std::string& key = study.privacy.key_path;
  if (!key.empty() && lies_in(key, options.out)) return key_among_outputs(study);
  Result<Outputs> outputs = Outputs::open(options.out, options.language, data);
  if (!outputs) return outputs.issue();
  Inputs inputs(study, issues);
  Progress progress(options.progress, options.language, inputs.bytes(), inputs.files().size());
  RunReport report;

  const Codebook& codebook = knowledge.rules->codebook();
  std::vector<Coder> coders;
  for (unsigned j = 0; j < options.jobs; ++j) coders.emplace_back(knowledge);
  Mender mender(knowledge);
  Masker masker(knowledge, study.privacy, options.language);
  summarise::Tally tally(study, codebook, emit::segment_id);
  std::shared_ptr<const Document> counted;
  std::uint32_t number = 0;
  std::uint64_t segments = 0;

  Crew<Slice, Counted> crew(
      options.jobs,
      [&](unsigned worker, const Slice& slice) {  // on any thread
        CodedSlice coded = coders[worker].apply(slice);
        const Shown shown(slice, coded);
        Counted made;
        emit::append_codings(made.lines, study, codebook, *slice.document, coded.text,
                             coded.segments, coded.codings, shown.segments());
        made.partial =
            tally.counter().count(*slice.document, coded.text, coded.segments, coded.codings);
        shown.quotations(made.partial.candidates);
        made.masks = std::move(coded.masks);
        return made;
      },
      [&](const Slice& slice, Counted made) {  // on this thread, in input order
        if (counted != slice.document) {
          counted = slice.document;
          number = tally.add_document(*counted);
        }
        masker.number(made.masks, slice, made.lines, made.partial.candidates);
        tally.add(number, *counted, made.partial);
        segments += made.partial.segments;
        outputs->add_codings(made.lines);
      });

  progress.stage(outputs->labels()("progress.coding"));
  for (const Inputs::File& file : inputs.files()) {
    progress.file(file.file->name);
    std::uint64_t size = 0;
    Result<Document> document =
        inputs.read(file, [&](const std::string& name, const std::string& bytes) {
          outputs->saw_input(name, bytes);
          size += bytes.size();
        });
    if (document) {
      ++report.files;
      report.skipped += document->skipped;
      const auto whole = std::make_shared<Document>(std::move(*document));
      const std::shared_ptr<const repair::Repaired> repaired =
          mender.apply(*whole, file.source->repair, issues);
      const std::vector<Masker::Label> labels = masker.look(*whole);
      if (!labels.empty()) crew.finish();  // so that pseudonyms are numbered in input order
      masker.replace(labels, *whole);
      for (Slice& slice : slices_of(whole, repaired)) crew.push(std::move(slice));
    } else {
      ++report.refused;
    }
    progress.done(size);
  }
  crew.finish();

  if (report.files == 0) return nothing_read(study);
  if (segments == 0) issues.add(nothing_to_code(study));
  const std::size_t problems = issues.count(Severity::warning) + issues.count(Severity::error);
  if (options.strict && problems > 0) return strict_stop(study, problems);
  progress.stage(outputs->labels()("progress.writing"));
  report.summary = tally.finish(outputs->labels());
  report.summary.language = options.language;
  report.labels = outputs->labels();
  if (!key.empty()) outputs->add_key(key, masker.key_file());
  const Result<Done> done = outputs->finish(study, knowledge, report.summary, issues);
  if (!done) return done.issue();
  return report;
}

}  // namespace samsyn
