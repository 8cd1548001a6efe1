#include "pipeline/run.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "pipeline/discoveries.hpp"
#include "pipeline/figuring.hpp"
#include "pipeline/files.hpp"
#include "pipeline/human.hpp"
#include "pipeline/human_summary.hpp"
#include "pipeline/inputs.hpp"
#include "pipeline/listening.hpp"
#include "pipeline/masker.hpp"
#include "pipeline/method.hpp"
#include "pipeline/outputs.hpp"
#include "pipeline/overwriting.hpp"
#include "pipeline/shown.hpp"
#include "pipeline/slice.hpp"
#include "pipeline/walk.hpp"
#include "stages/disclose/disclose.hpp"
#include "stages/discover/gathering.hpp"
#include "stages/emit/codings.hpp"
#include "stages/emit/hash.hpp"
#include "stages/summarise/tally.hpp"
#include "stages/summarise/worked_out.hpp"

/// mimalloc's: gives memory that was freed back to the system. Null where it is not linked.
extern "C" void mi_collect(bool force) __attribute__((weak));

namespace samsyn {
namespace {

/// What a thread makes of a slice: all that the outputs need of it.
struct Counted {
  std::string lines;  ///< of codings.jsonl, with marks for personal data
  summarise::Partial partial;
  discover::Heard heard;
  figures::Noticed figures;
  privacy::Masks masks;
  human::Differences differences;
  std::uint64_t by_rules = 0, by_learned = 0;  ///< codes that the machine gave
};

void count_coders(const CodedSlice& coded, Counted& made) {
  for (const Coding& coding : coded.codings) {
    ++(coding.coder == CoderKind::learned ? made.by_learned : made.by_rules);
  }
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

void tell_withheld(const Study& study, const Disclosure& disclosure, Issues& issues) {
  std::size_t numbers = 0;
  std::size_t withheld = 0;
  for (const Disclosure::OfTable& table : disclosure.tables) {
    numbers += table.numbers;
    withheld += table.withheld;
  }
  const auto tell = [&](Severity severity, const char* id, std::size_t n, const char* found,
                        const char* remedy) {
    if (n > 0) issues.add({severity, id, {study.path}, std::to_string(n) + found, {}, remedy});
  };
  tell(
      Severity::note, "privacy.open", disclosure.open,
      " withheld numbers can be worked out, or seen to be of few people, from what is always shown "
      "(how many took part, got a question, answered it)",
      "read the sheet on disclosure control; do not hand the tables out, or leave out the small "
      "groups and files, if such a number could point at somebody");
  tell(Severity::warning, "privacy.contradiction", disclosure.broken,
       " sums of numbers of people do not hold, so that what is withheld in them is not protected",
       "look whether \"invited\" and \"weights\" in the manifest are right; do not hand the tables "
       "out");
  if (withheld + disclosure.quotations == 0) return;
  issues.add({Severity::note,
              "privacy.withheld",
              {study.path},
              std::to_string(withheld) + " of " + std::to_string(numbers) +
                  " numbers of people are not shown, and " + std::to_string(disclosure.quotations) +
                  " quotations are shown with fewer particulars: fewer than " +
                  std::to_string(disclosure.least_cell) +
                  " people stand behind them, or they would "
                  "give such a number away",
              {},
              "\"least_cell\" in the manifest's \"privacy\" is the least number of people; 1 shows "
              "everything"});
}

}  // namespace

Issue nothing_read(const Study& study) {
  return {Severity::error,
          "run.nothing-read",
          {study.path},
          "none of the study's files could be read, so nothing was written",
          {},
          "see the messages above; `samsyn check` explains each file"};
}

Result<RunReport> run(const Study& study, const RunOptions& options, const std::string& data,
                      const Knowledge& knowledge, Issues& issues) {
  Result<Done> done = nothing_overwritten(study, options.out, knowledge);
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
  Masker masker(knowledge, study, options.language);
  const Study shown_study = masker.masked(study);
  summarise::Tally tally(shown_study, codebook, emit::segment_id);
  discover::Gathering gathering(shown_study, codebook, emit::segment_id);
  figures::Ledger ledger;
  std::shared_ptr<const Document> counted;
  std::uint32_t number = 0;
  std::uint64_t segments = 0;
  Doings doings;

  Humans humans(
      study, knowledge,
      [&](const std::string& name, const std::string& bytes) { outputs->saw_input(name, bytes); },
      issues);
  human::Differences differences;
  std::atomic<bool> quotable = true;
  // The document of whose figures there are enough; while it is held, no other has its address.
  std::weak_ptr<const Document> enough;
  std::atomic<const Document*> read_enough = nullptr;

  progress.stage(outputs->labels()("progress.coding"));
  WalkNews news;
  news.human = humans.finder();
  news.begins = [&](const Inputs::File& file) { progress.file(file.file->name); };
  news.ends = [&](const Inputs::File& file) { progress.done(file.bytes); };
  news.seen = [&](const std::string& name, const std::string& bytes) {
    outputs->saw_input(name, bytes);
  };
  const Walked walked = walk<Counted>(
      inputs, options.jobs, knowledge, masker, issues,
      [&](const Hand&, const Slice& slice, CodedSlice coded) {  // on any thread
        Shown shown(slice, coded);
        Counted made;
        constexpr std::size_t kLine = 700;  // bytes: of most segments
        made.lines.reserve(coded.segments.size() * kLine);
        const HumanSlice judged = humans.judged(slice, coded, made.differences);
        emit::append_codings(made.lines, study, codebook, *slice.document, coded.text,
                             coded.segments, coded.codings, shown.segments(),
                             humans.codings() == nullptr ? nullptr : &judged);
        count_coders(coded, made);
        humans.count(judged, coded);
        made.partial =
            tally.counter().count(*slice.document, coded.text, coded.segments, coded.codings);
        shown.quotations(made.partial.candidates);
        made.heard = heard_in(slice, coded, knowledge, quotable ? &shown : nullptr);
        made.figures =
            figures_in(slice, coded, knowledge, shown, read_enough != slice.document.get());
        made.masks = std::move(coded.masks);
        return made;
      },
      [&](const Slice& slice, Counted made) {  // on this thread, in input order
        if (!slice.document->figures.empty()) return ledger.add_data(*slice.document);
        if (counted != slice.document) {
          counted = slice.document;
          number = tally.add_document(*counted);
          gathering.add_document(*counted);
          if (slice.repaired != nullptr) {
            ++doings.repaired_documents;
            doings.repairs += slice.repaired->repairs.size();
          }
        }
        doings.by_rules += made.by_rules;
        doings.by_learned += made.by_learned;
        const std::vector<std::string> names =
            masker.number(made.masks, slice, made.lines, made.partial.candidates);
        resolve(made.heard, names);
        resolve(made.figures, names);
        tally.add(number, *counted, made.partial);
        gathering.add(number, *counted, made.heard);
        quotable = !gathering.has_quotable();
        ledger.add(*counted, whose(study, *counted), std::move(made.figures));
        if (ledger.has_enough_of(*counted)) {
          enough = counted;
          read_enough = counted.get();
        }
        differences.add(made.differences);
        segments += made.partial.segments;
        outputs->add_codings(made.lines);
      },
      news);
  outputs->end_codings();
  counted.reset();
  if (mi_collect != nullptr) mi_collect(true);  // what threads held: the tables need room next
  report.files = walked.files;
  report.refused = walked.refused;
  report.skipped = walked.skipped;

  if (report.files == 0) return nothing_read(study);
  if (segments == 0 && ledger.data().empty()) issues.add(nothing_to_code(study));
  progress.stage(outputs->labels()("progress.writing"));
  report.summary = tally.finish(outputs->labels());
  doings.weight_lines = report.summary.method.size();
  add_discoveries(gathering, knowledge, outputs->labels(), report.summary);
  report.summary.language = options.language;
  figures::add_tables(ledger, outputs->labels(), report.summary, issues);
  humans.tell(issues);
  tell_humans(humans.codings(), differences, humans.deciding(), codebook, outputs->labels(),
              report.summary, issues);
  report.summary = disclose::protect(
      std::move(report.summary),
      {study.privacy.least_cell, study.privacy.round, study.outputs.quotations}, outputs->labels());
  summarise::add_worked_out(shown_study, outputs->labels(), report.summary);
  tell_withheld(study, report.summary.disclosure, issues);
  doings.files = report.files;
  doings.refused = report.refused;
  doings.skipped = report.skipped;
  doings.masked = masker.count();
  add_method(shown_study, knowledge, doings, outputs->labels(), report.summary);
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
