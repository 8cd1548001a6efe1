#include "pipeline/run.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "pipeline/crew.hpp"
#include "pipeline/files.hpp"
#include "pipeline/inputs.hpp"
#include "pipeline/masker.hpp"
#include "pipeline/mender.hpp"
#include "pipeline/outputs.hpp"
#include "pipeline/overwriting.hpp"
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
  return {Severity::error,
          "run.nothing-read",
          {study.path},
          "none of the study's files could be read, so nothing was written",
          {},
          "see the messages above; `samsyn check` explains each file"};
}

Issue nothing_to_code(const Study& study) {
  return {Severity::warning,
          "run.nothing-to-code",
          {study.path},
          "there is no open text: no item is of type open, or nobody answered one",
          {},
          "if a question was open, give its item \"type\": \"open\" in the manifest"};
}

Issue strict_stop(const Study& study, std::size_t problems) {
  return {Severity::error,
          "run.strict",
          {study.path},
          std::to_string(problems) +
              " rows or files were doubted or skipped, and --strict was given, "
              "so nothing was written",
          {},
          "mend what the messages above name, or run without --strict"};
}

}  // namespace

Result<RunReport> run(const Study& study, const RunOptions& options, const std::string& data,
                      const Knowledge& knowledge, Issues& issues) {
  Result<Done> done = nothing_overwritten(study, options.out, data, knowledge);
  if (!done) return done.issue();
  const Result<std::string> manifest = read_file(study.path, study.path);
  if (!manifest) return manifest.issue();
  Result<Outputs> outputs = Outputs::open(options.out, options.language, data);
  if (!outputs) return outputs.issue();
  outputs->saw_input(std::filesystem::path(study.path).filename().string(), *manifest);
  Inputs inputs(study, issues);
  Progress progress(options.progress, options.language, inputs.bytes(), inputs.files().size());
  RunReport report;

  const Codebook& codebook = knowledge.rules->codebook();
  std::vector<Coder> coders;
  for (unsigned j = 0; j < options.jobs; ++j) coders.emplace_back(knowledge);
  Mender mender(knowledge);
  Masker masker(knowledge, study, options.language);
  const Study shown_study = masker.masked(study);
  summarise::Tally tally(shown_study, codebook, emit::segment_id);
  std::shared_ptr<const Document> counted;
  std::uint32_t number = 0;
  std::uint64_t segments = 0;

  Crew<Slice, Counted> crew(
      options.jobs,
      [&](unsigned worker, const Slice& slice) {  // on any thread
        CodedSlice coded = coders[worker].apply(slice);
        Shown shown(slice, coded);
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
    Result<Document> document =
        inputs.read(file, [&](const std::string& name, const std::string& bytes) {
          outputs->saw_input(name, bytes);
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
      for (Slice& slice : slices_of(whole, repaired, masker.known())) crew.push(std::move(slice));
    } else {
      ++report.refused;
    }
    progress.done(file.bytes);
  }
  crew.finish();

  if (report.files == 0) return nothing_read(study);
  if (segments == 0) issues.add(nothing_to_code(study));
  progress.stage(outputs->labels()("progress.writing"));
  report.summary = tally.finish(outputs->labels());
  report.summary.language = options.language;
  report.labels = outputs->labels();
  done = outputs->add_summary(report.summary, knowledge, issues);
  if (!done) return done.issue();
  const std::size_t problems = issues.count(Severity::warning) + issues.count(Severity::error);
  if (options.strict && problems > 0) return strict_stop(study, problems);
  const Issues masked = masker.masked(issues);
  if (!study.privacy.key_path.empty()) {
    done = outputs->add_key(study.privacy.key_path, masker.key_file());
    if (!done) return done.issue();
  }
  done = outputs->finish(study, knowledge, options.language, masked);
  if (!done) return done.issue();
  return report;
}

}  // namespace samsyn
