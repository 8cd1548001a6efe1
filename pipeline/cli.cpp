#include "pipeline/cli.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/program_options.hpp>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <iostream>
#include <iterator>
#include <optional>
#include <string_view>
#include <thread>

#include "pipeline/agreement.hpp"
#include "pipeline/closing.hpp"
#include "pipeline/curve.hpp"
#include "pipeline/discoveries.hpp"
#include "pipeline/files.hpp"
#include "pipeline/help.hpp"
#include "pipeline/human.hpp"
#include "pipeline/human_check.hpp"
#include "pipeline/knowledge.hpp"
#include "pipeline/kwic.hpp"
#include "pipeline/messages.hpp"
#include "pipeline/model/lines.hpp"
#include "pipeline/model/text.hpp"
#include "pipeline/outputs.hpp"
#include "pipeline/overwriting.hpp"
#include "pipeline/run.hpp"
#include "pipeline/sheet_commands.hpp"
#include "pipeline/study/check.hpp"
#include "pipeline/study/guess.hpp"
#include "pipeline/study/study.hpp"
#include "pipeline/table_export.hpp"
#include "pipeline/training.hpp"
#include "pipeline/translation.hpp"
#include "pipeline/try.hpp"
#include "pipeline/trying.hpp"
#include "pipeline/version.hpp"
#include "stages/emit/json.hpp"

namespace samsyn {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

constexpr std::size_t kHelpColumns = 80;
constexpr unsigned kMostJobs = 256;
constexpr unsigned kMostResamples = 10'000;
constexpr unsigned kMostKwicWidth = 200;

/// One command: its name, what it takes, what it does, its options, and the function behind it.
struct Command {
  std::string_view name, takes, short_help, help;
  void (*options)(po::options_description&);
  const char* positional;  ///< the option that plain arguments fill
  int (*run)(const po::variables_map&, Left&);
};

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

/// How messages are told in the language, "sv" or "en". When the list of Swedish ones can't be
/// read, they are told in English: that is no reason to keep one back.
Telling telling(std::string_view language, std::string_view whole = {}) {
  Telling out{language != "en", width_of_terminal(), whole, {}};
  if (!out.swedish) return out;
  const Result<std::string> data = data_folder();
  if (!data) return out;
  Result<Translation> swedish = swedish_messages(*data);
  if (swedish) out.translation = std::move(*swedish);
  return out;
}

void say_lines(const std::string& lines) { std::fwrite(lines.data(), 1, lines.size(), stderr); }

int stop(const Issue& issue, std::string_view language) {
  say_lines(tell(issue, telling(language)));
  return kNothingWritten;
}

int wrong(const Issue& issue, std::string_view language) {
  say_lines(tell(issue, telling(language)));
  return kWrongUse;
}

int wrong(std::string message, std::string remedy, std::string_view language) {
  return wrong(misuse(std::move(message), std::move(remedy)), language);
}

std::string text_of(const po::variables_map& options, const char* name) {
  return options.count(name) != 0 ? options[name].as<std::string>() : std::string();
}

std::vector<std::string> list_of(const po::variables_map& options, const char* name) {
  return options.count(name) != 0 ? options[name].as<std::vector<std::string>>()
                                  : std::vector<std::string>();
}

/// The manifest of STUDY: the file itself, or study.json in the folder.
std::string manifest_of(const std::string& study) {
  std::error_code error;
  return fs::is_directory(study, error) ? (fs::path(study) / "study.json").string() : study;
}

Result<Study> study_of(const std::string& argument, Issues& issues) {
  const std::string path = manifest_of(argument);
  Result<std::string> text = read_file(path, path);
  if (!text) {
    Issue issue = text.issue();
    if (issue.id == "file.not-found") {
      issue.remedy =
          "name a study.json or the folder that holds one; `samsyn init FILES` writes one";
    }
    return issue;
  }
  return load_study(*text, path, issues);
}

/// The .jsonl files named and those in folders named, sorted. Errors: init.unreadable-folder.
Result<std::vector<std::string>> training_files(const std::vector<std::string>& inputs) {
  std::vector<std::string> out;
  for (const std::string& input : inputs) {
    std::error_code error;
    if (!fs::is_directory(input, error)) {
      out.push_back(input);
      continue;
    }
    const Result<std::vector<std::string>> entries = entries_of(input);
    if (!entries) return entries.issue();
    std::copy_if(entries->begin(), entries->end(), std::back_inserter(out),
                 [](const std::string& entry) { return entry.ends_with(".jsonl"); });
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// The study that a command was given; nothing when it could not be loaded, which was then told.
std::optional<Study> loaded(const std::string& argument, std::string_view language,
                            Issues& issues) {
  Result<Study> study = study_of(argument, issues);
  if (study) return std::move(*study);
  issues.add(study.issue());
  say_lines(tell(issues, telling(language)));
  return std::nullopt;
}

int status_of(const Issues& issues) {
  const bool clean = issues.count(Severity::warning) + issues.count(Severity::error) == 0;
  return clean ? kDone : kDoneInPart;
}

/// The trained coder of a study: its own, where people's codes have made one, else the program's.
std::string model_of(const std::string& data, const Study& study) {
  std::error_code error;
  const std::string own = study.path.empty() ? std::string() : own_model_path(study);
  return !own.empty() && fs::is_regular_file(own, error) ? own : model_file(data);
}

Result<std::unique_ptr<Knowledge>> knowledge_of(const std::string& data, const Study& study) {
  const std::string model = model_of(data, study);
  if (study.learned && model.empty()) {
    return Issue{
        Severity::error,
        "learn.no-model",
        {data + "/corpus/model/coder.model"},
        "the learned coder is asked for, and there is none",
        {},
        "build or install the program whole, or write \"learned\": false (try: --rules-alone)"};
  }
  return Knowledge::load(data, study, study.learned ? model : std::string());
}

/// Puts what was loaded with what the command leaves.
const Knowledge& leave(Left& left, std::unique_ptr<Knowledge> knowledge) {
  const std::shared_ptr<const Knowledge> kept = std::move(knowledge);
  left.push_back(kept);
  return *kept;
}

// --- init --------------------------------------------------------------------------------------

void init_options(po::options_description& all) {
  all.add_options()("file", po::value<std::vector<std::string>>(),
                    "files and folders to look into")(
      "out,o", po::value<std::string>()->value_name("FILE"),
      "where to write the manifest (study.json here, or in the folder when one folder is named)")(
      "force", "write over a manifest that is there")(
      "lang", po::value<std::string>()->default_value("sv")->value_name("sv|en"),
      "language of the table of guesses");
}

int run_init(const po::variables_map& options, Left&) {
  const std::string language = text_of(options, "lang");
  const std::vector<std::string> inputs = list_of(options, "file");
  if (inputs.empty()) {
    return wrong("init needs at least one file or folder",
                 "samsyn init answers.xlsx interviews/ workshop.txt", language);
  }
  std::string manifest = text_of(options, "out");
  if (manifest.empty()) {
    std::error_code error;
    const fs::path first(inputs.front());
    const bool only_folder = inputs.size() == 1 && fs::is_directory(first, error);
    manifest = only_folder ? (first / "study.json").string() : "study.json";
  }
  std::error_code error;
  if (fs::exists(manifest, error) && options.count("force") == 0) {
    return stop({Severity::error,
                 "init.exists",
                 {manifest},
                 "there is a manifest already",
                 {},
                 "give another name with --out, or --force to write over it"},
                language);
  }
  Issues issues;
  const std::vector<std::string> files = input_files(inputs, issues);
  Guess guess =
      guess_study(files, manifest, [](const std::string& path) { return read_file(path, path); });
  // Told once, with the guesses and in their language.
  issues.add(guess.unread);
  guess.unread = issues;
  if (guess.study.sources.empty()) {
    say_lines(tell(issues, telling(language)));
    return stop({Severity::error,
                 "init.nothing-found",
                 {manifest},
                 "none of the files can be used, so no manifest was written",
                 {},
                 "see the messages above"},
                language);
  }
  const bool swedish = language == "sv";
  guess.unread = telling(language).translation(guess.unread);
  print(render(guess, language));
  const Result<Done> written = write_file(manifest, write_study(guess.study));
  if (!written) return stop(written.issue(), language);
  if (!issues.empty()) {
    const std::size_t n = issues.all().size();
    print(swedish
              ? "\n" + std::to_string(n) + " av filerna eller mapparna kom inte med i " + manifest +
                    ": se ”Kan inte läsas” ovan.\n"
              : "\n" + std::to_string(n) + " of the files or folders " + (n == 1 ? "is" : "are") +
                    " not in " + manifest + ": see “Cannot be read” above.\n");
  }
  print((swedish ? "\nSkrev " : "\nWrote ") + manifest +
        (swedish ? ". Rätta det som är fel där, och kör sedan:\n  samsyn run "
                 : ". Mend there what is wrong, then:\n  samsyn run ") +
        manifest + "\n");
  return issues.empty() ? kDone : kDoneInPart;
}

// --- check -------------------------------------------------------------------------------------

void check_options(po::options_description& all) {
  all.add_options()("study", po::value<std::string>(), "study.json, or the folder that holds one")(
      "lang", po::value<std::string>()->default_value("sv")->value_name("sv|en"),
      "language of the overview");
}

int run_check(const po::variables_map& options, Left&) {
  const std::string language = text_of(options, "lang");
  const std::string argument = text_of(options, "study");
  if (argument.empty()) return wrong("check needs a study", "samsyn check study.json", language);
  Issues issues;
  const std::optional<Study> study = loaded(argument, language, issues);
  if (!study) return kNothingWritten;
  const Check check = check_study(
      *study, [](const std::string& path) { return read_file(path, path); }, issues);
  issues.add(check.issues);
  std::string by_humans;
  std::error_code error;
  if (fs::exists(human_codings_path(*study), error)) {
    const Result<std::string> data = data_folder();
    if (!data) return stop(data.issue(), language);
    const Result<std::unique_ptr<Knowledge>> knowledge = Knowledge::load(*data, *study, {});
    if (!knowledge) return stop(knowledge.issue(), language);
    by_humans = check_human(*study, **knowledge, std::max(1U, std::thread::hardware_concurrency()),
                            language, issues);
  }
  say_lines(tell(issues, telling(language)));
  print(render(check, language) + by_humans);
  return status_of(issues);
}

// --- run ---------------------------------------------------------------------------------------

void run_options(po::options_description& all) {
  all.add_options()("study", po::value<std::string>(), "study.json, or the folder that holds one")(
      "out,o", po::value<std::string>()->value_name("FOLDER"),
      "folder for the outputs (out/ beside the manifest)")(
      "jobs,j", po::value<unsigned>()->value_name("N"), "threads (as many as the machine has)")(
      "strict", "write nothing when a row or file was doubted or skipped")(
      "fresh", "read and code everything anew, as every run does")(
      "lang", po::value<std::string>()->value_name("sv|en"),
      "language of the outputs (the manifest's, else sv)")(
      "progress",
      po::value<std::string>()->default_value("auto")->value_name("auto|plain|json|off"),
      "how to show progress on stderr");
}

/// Where a run's outputs are: --out, else out/ beside the manifest.
std::string out_of(const po::variables_map& options, const std::string& manifest) {
  const std::string told = text_of(options, "out");
  return told.empty() ? (fs::path(manifest).parent_path() / "out").string() : told;
}

int run_run(const po::variables_map& options, Left& left) {
  const std::string wish = text_of(options, "lang");
  const std::string argument = text_of(options, "study");
  if (argument.empty()) return wrong("run needs a study", "samsyn run study.json", wish);
  RunOptions run_options;
  constexpr std::array<std::string_view, 4> kStyles{"auto", "plain", "json", "off"};
  const std::string style = text_of(options, "progress");
  const auto* found = std::find(kStyles.begin(), kStyles.end(), style);
  if (found == kStyles.end()) {
    return wrong("there is no progress style «" + style + "»", "auto, plain, json or off", wish);
  }
  run_options.progress = static_cast<ProgressStyle>(found - kStyles.begin());
  run_options.jobs = options.count("jobs") != 0 ? options["jobs"].as<unsigned>()
                                                : std::max(1U, std::thread::hardware_concurrency());
  if (run_options.jobs == 0 || run_options.jobs > kMostJobs) {
    return wrong("--jobs must lie between 1 and 256", "leave it out to use the whole machine",
                 wish);
  }
  run_options.strict = options.count("strict") != 0;

  Issues issues;
  std::optional<Study> study = loaded(argument, wish, issues);
  if (!study) return kNothingWritten;
  // What is counted and written is in one language, names of codes too.
  set_language(*study, wish.empty() ? std::string(study->outputs.language) : wish);
  run_options.language = study->outputs.language;
  const std::string& language = run_options.language;
  run_options.out = out_of(options, study->path);
  const Result<std::string> data = data_folder();
  if (!data) return stop(data.issue(), language);
  Result<std::unique_ptr<Knowledge>> loaded_knowledge = knowledge_of(*data, *study);
  if (!loaded_knowledge) return stop(loaded_knowledge.issue(), language);
  const Knowledge& knowledge = leave(left, std::move(*loaded_knowledge));
  const Result<RunReport> report = run(*study, run_options, *data, knowledge, issues);
  say_lines(tell(issues, telling(language, report ? "issues.jsonl" : "")));
  if (!report) return stop(report.issue(), language);
  print(closing_words(*report, report->labels, issues, run_options));
  return status_of(issues);
}

// --- discover ----------------------------------------------------------------------------------

/// Options of commands that read and code a study without writing outputs.
void study_options(po::options_description& all) {
  all.add_options()("jobs,j", po::value<unsigned>()->value_name("N"),
                    "threads (as many as the machine has)")(
      "lang", po::value<std::string>()->value_name("sv|en"),
      "language of what is shown (the manifest's, else sv)")("json", "as JSON");
}

/// What such a command needs; nothing when it could not be had, which was told: then `status`.
struct Opened {
  Study study;
  std::string data;
  std::unique_ptr<Knowledge> knowledge;
  Labels labels;
  unsigned jobs = 1;
};
std::optional<Opened> opened(const po::variables_map& options, const std::string& argument,
                             Issues& issues, int& status, bool learned = true) {
  Opened out;
  out.jobs = options.count("jobs") != 0 ? options["jobs"].as<unsigned>()
                                        : std::max(1U, std::thread::hardware_concurrency());
  status = kWrongUse;
  if (out.jobs == 0 || out.jobs > kMostJobs) {
    wrong("--jobs must lie between 1 and 256", "leave it out to use the whole machine",
          text_of(options, "lang"));
    return std::nullopt;
  }
  status = kNothingWritten;
  const std::string wish = text_of(options, "lang");
  std::optional<Study> study = loaded(argument, wish, issues);
  if (!study) return std::nullopt;
  out.study = std::move(*study);
  set_language(out.study, wish.empty() ? std::string(out.study.outputs.language) : wish);
  const std::string& language = out.study.outputs.language;
  Result<std::string> data = data_folder();
  if (!data) return stop(data.issue(), language), std::nullopt;
  out.data = std::move(*data);
  Result<Labels> labels = labels_of(language, out.data);
  if (!labels) return stop(labels.issue(), language), std::nullopt;
  out.labels = std::move(*labels);
  Study needs = out.study;
  needs.learned = needs.learned && learned;
  Result<std::unique_ptr<Knowledge>> knowledge = knowledge_of(out.data, needs);
  if (!knowledge) return stop(knowledge.issue(), language), std::nullopt;
  out.knowledge = std::move(*knowledge);
  return out;
}

void discover_options(po::options_description& all) {
  all.add_options()("study", po::value<std::string>(), "study.json, or the folder that holds one")(
      "limit", po::value<unsigned>()->default_value(12)->value_name("N"),
      "how many candidates are shown");
  study_options(all);
}

int run_discover(const po::variables_map& options, Left&) {
  const std::string argument = text_of(options, "study");
  if (argument.empty())
    return wrong("discover needs a study", "samsyn discover study.json", text_of(options, "lang"));
  Issues issues;
  int status = kNothingWritten;
  const std::optional<Opened> with = opened(options, argument, issues, status);
  if (!with) return status;
  const std::string& language = with->study.outputs.language;
  const Result<Summary> summary =
      discoveries_of(with->study, with->jobs, *with->knowledge, with->labels, issues);
  say_lines(tell(issues, telling(language)));
  if (!summary) return stop(summary.issue(), language);
  print(options.count("json") != 0
            ? emit::write_json(*summary, program_and_version())
            : render_discoveries(*summary, with->labels, options["limit"].as<unsigned>()));
  return status_of(issues);
}

// --- kwic --------------------------------------------------------------------------------------

void kwic_options(po::options_description& all) {
  all.add_options()("study", po::value<std::string>(), "study.json, or the folder that holds one")(
      "words", po::value<std::vector<std::string>>()->value_name("WORD..."),
      "these very words after each other; språk* begins so")(
      "lemma", po::value<std::string>()->value_name("L"), "all forms of a word")(
      "head", po::value<std::string>()->value_name("H"), "compounds that end in a word")(
      "rule", po::value<std::string>()->value_name("ID"), "where a rule matches")(
      "code", po::value<std::string>()->value_name("ID"), "where a code was given")(
      "pattern", po::value<std::string>()->value_name("\"…\""),
      "in the language of rules: corpus/taxonomies/README.md")(
      "width", po::value<unsigned>()->default_value(32)->value_name("N"),
      "columns of text on each side")(
      "sort", po::value<std::string>()->default_value("place")->value_name("left|right|place"),
      "by the words to the left, to the right, or by place")(
      "limit", po::value<unsigned>()->default_value(100)->value_name("N"),
      "how many lines are shown")("csv", "as CSV");
  study_options(all);
}

int run_kwic(const po::variables_map& options, Left&) {
  const std::string asked = text_of(options, "lang");
  const std::string argument = text_of(options, "study");
  const std::vector<std::string> words = list_of(options, "words");
  std::size_t wishes = words.empty() ? 0 : 1;
  for (const char* one : {"lemma", "head", "rule", "code", "pattern"}) wishes += options.count(one);
  if (argument.empty() || wishes != 1) {
    return wrong("kwic needs a study and one thing to look for",
                 "samsyn kwic study.json svenska, or one of --lemma, --head, --rule, --code, "
                 "--pattern",
                 asked);
  }
  KwicRequest request;
  request.rule = text_of(options, "rule");
  request.code = text_of(options, "code");
  request.pattern = text_of(options, "pattern");
  for (const char* one : {"lemma", "head"}) {
    const std::string word = text_of(options, one);
    if (word.empty()) continue;
    request.pattern = pattern_of_words({word});
    if (!request.pattern.starts_with("=")) request.pattern.clear();
    request.pattern = request.pattern.empty()            ? std::string()
                      : std::string_view(one) == "lemma" ? "<" + word + ">"
                                                         : "-" + word;
  }
  if (!words.empty()) request.pattern = pattern_of_words(words);
  if (request.pattern.empty() && request.rule.empty() && request.code.empty()) {
    return wrong("a word to look for has no signs in it",
                 "--pattern takes the language of rules: corpus/taxonomies/README.md", asked);
  }
  const std::string order = text_of(options, "sort");
  const auto* found =
      std::find(discover::kConcordanceOrders.begin(), discover::kConcordanceOrders.end(), order);
  if (found == discover::kConcordanceOrders.end()) {
    return wrong("--sort is left, right or place", "place, as the sources come", asked);
  }
  request.order =
      static_cast<discover::ConcordanceOrder>(found - discover::kConcordanceOrders.begin());
  const unsigned width = options["width"].as<unsigned>();
  if (width == 0 || width > kMostKwicWidth) {
    return wrong("--width must lie between 1 and 200", "32 fits most terminals", asked);
  }
  if (options.count("csv") != 0 && options.count("json") != 0) {
    return wrong("--csv and --json are two ways to write the same lines", "give one of them",
                 asked);
  }
  request.width = width;
  request.limit = options["limit"].as<unsigned>();
  Issues issues;
  int status = kNothingWritten;
  const std::optional<Opened> with =
      opened(options, argument, issues, status, !request.code.empty());
  if (!with) return status;
  const std::string& language = with->study.outputs.language;
  const Result<Kwic> kwic =
      kwic_of(with->study, request, with->jobs, *with->knowledge, with->data, issues);
  say_lines(tell(issues, telling(language)));
  if (!kwic) return stop(kwic.issue(), language);
  print(options.count("csv") != 0    ? render_kwic_csv(*kwic, with->labels, width, request.limit)
        : options.count("json") != 0 ? render_kwic_json(*kwic, width, request.limit)
                                     : render_kwic(*kwic, with->labels, width, request.limit));
  return status_of(issues);
}

// --- export and import -------------------------------------------------------------------------

/// The last run's tables as CSV: one or several on the standard output, or each in a file.
int export_tables(const po::variables_map& options, const std::string& argument) {
  const std::string asked = text_of(options, "lang");
  Issues issues;
  const std::optional<Study> study = loaded(argument, asked, issues);
  if (!study) return kNothingWritten;
  const std::string language = asked.empty() ? study->outputs.language : asked;
  const std::string name = (fs::path(out_of(options, study->path)) / "summary.json").string();
  const Result<std::string> summary = read_file(name, name);
  if (!summary) return stop(summary.issue(), language);
  const std::string wish = text_of(options, "table");
  const bool all = wish == "all" || wish == "list";
  const Result<std::vector<TableCsv>> tables =
      tables_of(*summary, name, all ? std::vector<std::string>() : parts_of(wish));
  if (!tables) return stop(tables.issue(), language);
  const std::string to = text_of(options, "to");
  if (!to.empty()) {
    const Result<Done> written = write_tables(*tables, to);
    return written ? kDone : stop(written.issue(), language);
  }
  if (wish == "all") {
    return wrong("all tables need a folder", "samsyn export study.json --table all --to tabeller",
                 language);
  }
  for (const TableCsv& table : *tables) {
    print(wish == "list" ? table.id + "  " + table.title + "\n" : table.csv);
  }
  return kDone;
}

int run_export(const po::variables_map& options, Left&) {
  const std::string argument = text_of(options, "study");
  const std::string asked = text_of(options, "lang");
  if (argument.empty()) {
    return wrong("export needs a study", "samsyn export study.json --sheets kodblad", asked);
  }
  if (options.count("table") != 0) return export_tables(options, argument);
  ExportRequest request;
  if (const auto use = read_export(options, request)) {
    return wrong(use->message, use->remedy, asked);
  }
  Issues issues;
  int status = kNothingWritten;
  const std::optional<Opened> with = opened(options, argument, issues, status);
  if (!with) return status;
  const std::string& language = with->study.outputs.language;
  request.language = language;
  request.jobs = with->jobs;
  const Result<ExportReport> report =
      export_sheets(with->study, request, with->data, *with->knowledge, issues);
  say_lines(tell(issues, telling(language)));
  if (!report) return stop(report.issue(), language);
  print(render(*report, language));
  return status_of(issues);
}

int run_import(const po::variables_map& options, Left&) {
  std::string argument;
  ImportRequest request;
  if (const auto use = read_import(options, argument, request)) {
    return wrong(use->message, use->remedy, text_of(options, "lang"));
  }
  Issues issues;
  int status = kNothingWritten;
  const std::optional<Opened> with = opened(options, argument, issues, status, false);
  if (!with) return status;
  const std::string& language = with->study.outputs.language;
  request.language = language;
  request.jobs = with->jobs;
  const Result<ImportReport> report = import_sheets(with->study, request, *with->knowledge, issues);
  say_lines(tell(issues, telling(language)));
  if (!report) return stop(report.issue(), language);
  print(render(*report, language));
  return status_of(issues);
}

// --- try ---------------------------------------------------------------------------------------

void try_options(po::options_description& all) {
  all.add_options()("file", po::value<std::vector<std::string>>(), "a text file (standard input)")(
      "text,t", po::value<std::string>()->value_name("TEXT"), "the text itself")(
      "question,q", po::value<std::string>()->value_name("TEXT"),
      "the question that the text answers: rules may ask for it")(
      "taxonomy", po::value<std::vector<std::string>>()->value_name("FILE"),
      "taxonomies to code with (barriers and themes)")(
      "repair", po::value<std::string>()->default_value("auto")->value_name("auto|on|off"),
      "repair misread letters of a scan")("rules-alone", "without the learned coder")(
      "json", "one JSON object a line for each block")(
      "lang", po::value<std::string>()->default_value("sv")->value_name("sv|en"),
      "language of what is shown");
}

int nothing_to_try(std::string_view language) {
  return wrong("try needs a text to look at",
               "samsyn try --text \"Svenskan räcker inte.\", or name a text file", language);
}

int run_try(const po::variables_map& options, Left& left) {
  const std::string language = text_of(options, "lang");
  const std::vector<std::string> files = list_of(options, "file");
  if (files.size() > 1) return wrong("try takes one file", "run it once for each file", language);
  std::string name = "-";
  std::string bytes;
  if (options.count("text") != 0) {
    name = "--text";
    bytes = text_of(options, "text");
  } else if (!files.empty() && files.front() != "-") {
    name = files.front();
    Result<std::string> read = read_file(name, name);
    if (!read) return stop(read.issue(), language);
    bytes = std::move(*read);
  } else {
    // Somebody who gave nothing would wait for the program as it waits for them.
    if (files.empty() && ::isatty(STDIN_FILENO) == 1) return nothing_to_try(language);
    bytes.assign(std::istreambuf_iterator<char>(std::cin), {});
  }
  if (bytes.find_first_not_of(" \t\r\n") == std::string::npos) {
    if (name == "-" || name == "--text") return nothing_to_try(language);
    bytes.clear();  // a file of blanks is refused as an empty one is
  }
  const Result<std::string> data = data_folder();
  if (!data) return stop(data.issue(), language);
  Study study;
  study.taxonomies = list_of(options, "taxonomy");
  if (study.taxonomies.empty()) study.taxonomies = built_in_taxonomies();
  study.learned = options.count("rules-alone") == 0;
  Result<std::unique_ptr<Knowledge>> loaded_knowledge = knowledge_of(*data, study);
  if (!loaded_knowledge) return stop(loaded_knowledge.issue(), language);
  const Knowledge& knowledge = leave(left, std::move(*loaded_knowledge));
  const Result<std::shared_ptr<const Document>> document =
      text_to_try(name, bytes, text_of(options, "question"));
  if (!document) return stop(document.issue(), language);
  const std::string wish = text_of(options, "repair");
  if (wish != "auto" && wish != "on" && wish != "off") {
    return wrong("--repair is auto, on or off", "auto repairs what looks like a damaged scan",
                 language);
  }
  const RepairMode mode = wish == "on"    ? RepairMode::on
                          : wish == "off" ? RepairMode::off
                                          : RepairMode::automatic;
  const Tried tried = try_stages(*document, mode, knowledge);
  print(options.count("json") != 0 ? render_try_json(tried, knowledge)
                                   : render_try(tried, knowledge, language));
  return kDone;
}

// --- learn -------------------------------------------------------------------------------------

void learn_options(po::options_description& all) {
  all.add_options()("file", po::value<std::vector<std::string>>(),
                    "files of labelled answers, or folders of them (the program's own)")(
      "out,o", po::value<std::string>()->value_name("FILE"), "where to write the trained coder")(
      "precision", po::value<double>()->value_name("0–1"),
      "share of the codes given that should be right, in place of what the taxonomies say")(
      "by", po::value<std::string>()->default_value("author")->value_name("author|study"),
      "what is left out together in cross-validation")(
      "test", po::value<std::vector<std::string>>()->value_name("FILE"),
      "labelled answers to try the trained coder on")(
      "study", po::value<std::string>()->value_name("STUDY"),
      "learn from what people judged of this study too: its learning curve, and a coder of its own "
      "beside its manifest, which run then uses")(
      "lang", po::value<std::string>()->default_value("sv")->value_name("sv|en"),
      "language of the figures");
}

Result<std::vector<TrainingFile>> read_training(const std::vector<std::string>& paths) {
  std::vector<TrainingFile> out;
  for (const std::string& path : paths) {
    Result<std::string> bytes = read_file(path, path);
    if (!bytes) return bytes.issue();
    out.push_back({fs::path(path).filename().string(), std::move(*bytes)});
  }
  return out;
}

/// What `learn` is to do, without its inputs.
struct LearnRequest {
  learn::TrainOptions how;
  std::optional<double> precision;
  std::string out;
};

/// The study that is learned from, and what people judged of it. Errors: learn.nothing-judged.
struct OwnStudy {
  Study study;
  std::shared_ptr<const human::Codings> codings;
};
Result<Done> judged_of(OwnStudy& own, const Codebook& codebook, Issues& issues) {
  own.codings = human_codings_of(
      own.study, codebook, [](const std::string&, const std::string&) {}, issues);
  if (own.codings != nullptr) return Done{};
  return Issue{Severity::error,
               "learn.nothing-judged",
               {human_codings_path(own.study)},
               "nobody has judged anything of the study yet",
               {},
               "samsyn export writes coding sheets, samsyn import reads them back"};
}

/// Prints how the rules, and the coder just trained, do on labelled answers.
Result<Done> try_out(const std::vector<TrainingFile>& tests, Knowledge& knowledge,
                     const learn::Model& model, const std::string& language) {
  const bool english = language == "en";
  for (const bool learned : {false, true}) {
    if (learned) knowledge.learned = std::make_shared<const learn::Learned>(model);
    const Result<std::string> scores = evaluate(tests, knowledge, language);
    if (!scores) return scores.issue();
    print(english   ? learned ? "\ntest, with the learned coder:\n" : "\ntest, rules alone:\n"
          : learned ? "\nprov, med den inlärda kodaren:\n"
                    : "\nprov, bara regler:\n");
    print(*scores);
  }
  return Done{};
}

/// Nothing when the call is wrong, which was told.
std::optional<LearnRequest> learn_request(const po::variables_map& options) {
  const std::string language = text_of(options, "lang");
  LearnRequest out;
  out.how.by_study = text_of(options, "by") == "study";
  out.how.jobs = std::max(1U, std::thread::hardware_concurrency());
  if (options.count("precision") != 0) out.precision = options["precision"].as<double>();
  if (out.precision && (*out.precision <= 0 || *out.precision >= 1)) {
    wrong("--precision must lie between 0 and 1", "0.8 is four right of five", language);
    return std::nullopt;
  }
  if (!out.how.by_study && text_of(options, "by") != "author") {
    wrong("--by is author or study", "author", language);
    return std::nullopt;
  }
  out.out = text_of(options, "out");
  return out;
}

int run_learn(const po::variables_map& options, Left&) {
  const std::string language = text_of(options, "lang");
  std::optional<LearnRequest> request = learn_request(options);
  if (!request) return kWrongUse;
  const Result<std::string> data = data_folder();
  if (!data) return stop(data.issue(), language);
  std::vector<std::string> inputs = list_of(options, "file");
  if (inputs.empty()) inputs.push_back(*data + "/corpus/training");
  const Result<std::vector<std::string>> paths = training_files(inputs);
  if (!paths) return stop(paths.issue(), language);
  const Result<std::vector<std::string>> test_paths = training_files(list_of(options, "test"));
  if (!test_paths) return stop(test_paths.issue(), language);
  Issues issues;
  OwnStudy own;
  own.study.taxonomies = built_in_taxonomies();
  const bool of_study = options.count("study") != 0;
  if (of_study) {
    std::optional<Study> study = loaded(text_of(options, "study"), language, issues);
    if (!study) return kNothingWritten;
    own.study = std::move(*study);
    if (request->out.empty()) request->out = own_model_path(own.study);
  }
  if (!request->out.empty()) {
    Wish wish{request->out, "learn", "--out", *paths, learn::kModelBegins};
    wish.inputs.insert(wish.inputs.end(), test_paths->begin(), test_paths->end());
    const Result<Done> may = nothing_overwritten(wish);
    if (!may) return stop(may.issue(), language);
  }
  const Result<std::vector<TrainingFile>> files = read_training(*paths);
  if (!files) return stop(files.issue(), language);
  const Result<std::vector<TrainingFile>> tests = read_training(*test_paths);
  if (!tests) return stop(tests.issue(), language);
  const Result<std::unique_ptr<Knowledge>> knowledge = Knowledge::load(*data, own.study, {});
  if (!knowledge) return stop(knowledge.issue(), language);
  const Codebook& codebook = (*knowledge)->rules->codebook();
  if (of_study) {
    const Result<Done> judged = judged_of(own, codebook, issues);
    say_lines(tell(issues, telling(language)));
    if (!judged) return stop(judged.issue(), language);
  }
  const Result<Training> training =
      train(*files, **knowledge, request->precision, request->how, own.codings.get());
  if (!training) return stop(training.issue(), language);
  print(render(*training, codebook, language));
  if (of_study) print(learning_curve(*training, codebook, request->how.jobs, language));
  if (!tests->empty()) {
    const Result<Done> tried = try_out(*tests, **knowledge, training->trained.model, language);
    if (!tried) return stop(tried.issue(), language);
  }
  if (request->out.empty()) return kDone;
  const Result<Done> written =
      write_file(request->out, learn::write_model(training->trained.model));
  if (!written) return stop(written.issue(), language);
  return status_of(issues);
}

// --- agree -------------------------------------------------------------------------------------

void agree_options(po::options_description& all) {
  using Texts = std::vector<std::string>;
  all.add_options()(
      "file", po::value<Texts>(),
      "codings.jsonl of a run or an import; NAME=FILE takes all of it as one coder's")(
      "gold", po::value<std::string>()->value_name("CODER|FILE"),
      "what the others are held against")("coder", po::value<Texts>()->value_name("NAME"),
                                          "only this coder (and others so named)")(
      "codes", po::value<Texts>()->value_name("CODE,…"),
      "only these codes, or groups of them: hinder.org")(
      "unit", po::value<std::string>()->value_name("segment|answer|respondent"),
      "what is compared (segments; answers where the files cut the texts apart)")(
      "stance",
      po::value<std::string>()->default_value("affirmed")->value_name("affirmed|any|apart"),
      "when a code counts as given")(
      "count", po::value<std::string>()->value_name("ordinal|interval|ratio"),
      "compare in how many segments of the unit a code is, on that scale")(
      "cluster",
      po::value<std::string>()->default_value("respondent")->value_name("respondent|answer"),
      "what is drawn for the intervals")(
      "resamples", po::value<unsigned>()->default_value(1000)->value_name("N"),
      "how often it is drawn")("seed", po::value<unsigned>()->default_value(1)->value_name("N"),
                               "of the drawing")(
      "list", po::value<unsigned>()->default_value(10)->value_name("N"),
      "how many disagreements are shown")(
      "json", po::value<std::string>()->value_name("FILE"),
      "write everything as JSON too; - writes it instead of the tables")(
      "lang", po::value<std::string>()->default_value("sv")->value_name("sv|en"),
      "language of the tables");
}

/// The place of an option's value among the names; nothing when it is none of them.
template <std::size_t N>
std::optional<std::size_t> choice_of(const po::variables_map& options, const char* option,
                                     const std::array<std::string_view, N>& names) {
  const std::string chosen = text_of(options, option);
  const auto* found = std::find(names.begin(), names.end(), chosen);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

int run_agree(const po::variables_map& options, Left&) {
  AgreeRequest request;
  request.language = text_of(options, "lang");
  request.inputs = list_of(options, "file");
  if (request.inputs.empty()) {
    return wrong("agree needs codings", "samsyn agree out/codings.jsonl anna.jsonl",
                 request.language);
  }
  constexpr std::array<std::string_view, 2> kClusters{"respondent", "answer"};
  const auto unit = choice_of(options, "unit", agree::kUnitNames);
  const auto stance = choice_of(options, "stance", agree::kStanceUseNames);
  const auto scale = choice_of(options, "count", agree::kScaleNames);
  const auto cluster = choice_of(options, "cluster", kClusters);
  if (options.count("unit") != 0 && !unit) {
    return wrong("--unit is segment, answer or respondent", "leave it out to compare segments",
                 request.language);
  }
  if (!stance)
    return wrong("--stance is affirmed, any or apart", "affirmed, as tables count",
                 request.language);
  if (options.count("count") != 0 && scale.value_or(0) == 0) {
    return wrong("--count is ordinal, interval or ratio", "ratio, for numbers of segments",
                 request.language);
  }
  if (!cluster) return wrong("--cluster is respondent or answer", "respondent", request.language);
  if (unit) request.options.unit = static_cast<agree::Unit>(*unit);
  request.options.stance = static_cast<agree::StanceUse>(*stance);
  request.options.scale = static_cast<agree::Scale>(scale.value_or(0));
  request.options.by_answer = *cluster == 1;
  request.options.resampling.resamples = options["resamples"].as<unsigned>();
  request.options.resampling.seed = options["seed"].as<unsigned>();
  if (request.options.resampling.resamples > kMostResamples) {
    return wrong("--resamples is at most 10000", "1000 is enough for two decimals",
                 request.language);
  }
  request.gold = text_of(options, "gold");
  request.coders = list_of(options, "coder");
  for (const std::string& codes : list_of(options, "codes")) {
    std::string_view rest = codes;
    while (!rest.empty()) {
      const std::string_view code = next_field(rest, ',');
      if (!code.empty()) request.codes.emplace_back(code);
    }
  }
  Issues issues;
  const Result<agree::Agreement> agreement = agreement_of(request, issues);
  say_lines(tell(issues, telling(request.language)));
  if (!agreement) return stop(agreement.issue(), request.language);
  const std::string json = text_of(options, "json");
  if (json == "-") {
    print(render_json(*agreement, request.language));
  } else {
    if (!json.empty()) {
      const Result<Done> written = write_agreement(json, *agreement, request);
      if (!written) return stop(written.issue(), request.language);
    }
    print(render(*agreement, request.language, options["list"].as<unsigned>()));
  }
  return issues.count(Severity::warning) == 0 ? kDone : kDoneInPart;
}

// -----------------------------------------------------------------------------------------------

constexpr std::array<Command, 10> kCommands{{
    {"init", "FILE|FOLDER...",
     "look into files and write study.json, with a guess for every column",
     "Looks into questionnaires, transcripts and notes, guesses what every column is, writes "
     "study.json and says how sure each guess is and what to check.",
     init_options, "file", run_init},
    {"check", "STUDY", "explain what would be read and what is wrong",
     "Reads every file as the manifest says and explains what is wrong, without writing "
     "anything. Exit status 0 only when all is clean.",
     check_options, "study", run_check},
    {"run", "STUDY", "read, code and count; write the workbook and the rest",
     "Reads, codes and counts a study and writes tables.xlsx, summary.json, codings.jsonl, "
     "issues.jsonl and manifest.json. A run that fails leaves the outputs of the run before.",
     run_options, "study", run_run},
    {"discover", "STUDY", "what the codes don't catch: candidates for new codes, saturation",
     "Reads and codes a study without writing outputs, and shows what segments without a code "
     "have in common, with examples, and after how many respondents nothing new came.",
     discover_options, "study", run_discover},
    {"kwic", "STUDY WORD...", "show a word, rule or code in its context",
     "Reads a study and shows each place where a word, a lemma, a compound's head, a rule, a code "
     "or a pattern stands, with the words around it.",
     kwic_options, "study", run_kwic},
    {"export", "STUDY", "write coding sheets for people to fill in",
     "Draws segments of a study and writes them to workbooks in which people choose codes: one "
     "for each coder, with the codebook, drop-down lists, and some segments that all of them get.",
     export_options, "study", run_export},
    {"import", "STUDY FILE...", "read coding sheets that were filled in",
     "Reads coding sheets back and adds what people said to the study's human codings, which "
     "outrank the machine's in the next run.",
     import_options, "file", run_import},
    {"try", "[FILE]", "show the words, codes and rules for a few sentences",
     "Shows what becomes of a few sentences: segments, words, codes, and the rule and words "
     "behind each.",
     try_options, "file", run_try},
    {"learn", "[FILE|FOLDER...]", "train the learned coder and say how well it does",
     "Trains the learned coder on hand-labelled answers and prints how it does on those it was "
     "not trained on, beside the rules alone.",
     learn_options, "file", run_learn},
    {"agree", "CODINGS...", "say how well coders agree, per code and overall",
     "Compares what several coders, or a coder and a gold coding, said of the same texts: "
     "percent, "
     "kappa, alpha and the like with intervals, weak codes, and where they disagree.",
     agree_options, "file", run_agree},
}};

/// The list of Swedish texts, or none.
Translation texts_in(std::string_view language) { return telling(language).translation; }

std::string usage(std::string_view language) {
  const Translation in = texts_in(language);
  const auto lines = [&](std::string_view english) {
    return wrapped(help_text(in, english), kHelpColumns, 0) + "\n";
  };
  std::string out = lines(
      "samsyn: Swedish questionnaires, interviews and workshop notes to counted, quotable, "
      "checkable findings. Offline: nothing leaves this machine.");
  out += "\n";
  const auto row = [&](const std::string& call, std::string_view english) {
    const std::size_t have = code_points(call);
    out += call + std::string(have < 30 ? 32 - have : 2, ' ') + help_text(in, english) + "\n";
  };
  for (const Command& command : kCommands) {
    row("  samsyn " + std::string(command.name) + " " + help_text(in, command.takes),
        command.short_help);
  }
  out += "\n";
  row("  samsyn " + help_text(in, "COMMAND") + " --help", "options of a command");
  row("  samsyn --version", "versions of the program and its parts");
  return out + "\n" +
         lines(
             "STUDY is a study.json or a folder that holds one. Exit status: 0 done; 1 done, but "
             "rows or files were skipped or doubted; 2 wrong use; 3 nothing written. In English: "
             "--lang en.");
}

int help(const Command& command, const po::options_description& options,
         std::string_view language) {
  const Translation in = texts_in(language);
  print("samsyn " + std::string(command.name) + " " + help_text(in, command.takes) + " " +
        help_text(in, "[options]") + "\n\n" +
        wrapped(help_text(in, command.help), kHelpColumns, 0) + "\n\n" + help_of(options, in));
  return kDone;
}

int version() {
  print(program_and_version() + "\n");
  for (const auto& [name, number] : library_versions()) print("  " + name + " " + number + "\n");
  return kDone;
}

int dispatch(const Command& command, const std::vector<std::string>& rest, Left& left) {
  const std::string_view asked = language_of(rest);
  po::options_description visible;
  visible.add_options()("help,h", "this help");
  command.options(visible);
  po::positional_options_description positional;
  positional.add(command.positional, std::string_view(command.positional) == "file" ? -1 : 1);
  if (visible.find_nothrow("words", false) != nullptr) positional.add("words", -1);
  po::variables_map options;
  try {
    po::store(po::command_line_parser(rest).options(visible).positional(positional).run(), options);
    po::notify(options);
  } catch (const po::error& error) {
    return wrong(misuse(error, command.name, visible), asked);
  }
  if (options.count("help") != 0) return help(command, visible, asked);
  if (options.count("lang") != 0) {
    const std::string language = text_of(options, "lang");
    if (language != "sv" && language != "en") {
      return wrong("there is no language «" + language + "»", "sv or en", asked);
    }
  }
  return command.run(options, left);
}

}  // namespace

int cli(const std::vector<std::string>& arguments) {
  Left left;
  return cli(arguments, left);
}

int cli(const std::vector<std::string>& arguments, Left& left) {
  const std::string_view language = language_of(arguments);
  // A language may stand before the command as well as behind it.
  auto first = arguments.begin() + std::min<std::ptrdiff_t>(1, std::ssize(arguments));
  std::vector<std::string> ahead;
  while (first != arguments.end() && (*first == "--lang" || first->starts_with("--lang="))) {
    const std::ptrdiff_t takes = *first == "--lang" ? 2 : 1;
    const auto last = first + std::min(takes, arguments.end() - first);
    ahead.insert(ahead.end(), first, last);
    first = last;
  }
  if (first == arguments.end()) {
    say_lines(usage(language));
    return kWrongUse;
  }
  const std::string& name = *first;
  if (name == "--help" || name == "-h" || name == "help") {
    print(usage(language));
    return kDone;
  }
  if (name == "--version" || name == "version") return version();
  const auto* command = std::find_if(kCommands.begin(), kCommands.end(),
                                     [&](const Command& c) { return c.name == name; });
  if (command == kCommands.end()) {
    std::vector<std::string> names;
    for (const Command& c : kCommands) names.emplace_back(c.name);
    const std::string near = nearest(name, names);
    return wrong(
        "there is no command «" + name + "»",
        near.empty() ? "samsyn --help lists the commands" : "did you mean samsyn " + near + "?",
        language);
  }
  std::vector<std::string> rest(first + 1, arguments.end());
  const bool again = std::any_of(rest.begin(), rest.end(), [](const std::string& argument) {
    return argument == "--lang" || argument.starts_with("--lang=");
  });
  if (!again) rest.insert(rest.end(), ahead.begin(), ahead.end());
  return dispatch(*command, rest, left);
}

}  // namespace samsyn
