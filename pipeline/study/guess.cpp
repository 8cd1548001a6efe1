#include "pipeline/study/guess.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "pipeline/study/frames.hpp"
#include "pipeline/study/guess_figures.hpp"
#include "pipeline/study/guess_table.hpp"
#include "pipeline/study/guess_text.hpp"
#include "pipeline/study/guess_times.hpp"
#include "pipeline/study/study.hpp"
#include "pipeline/study/time_marks.hpp"
#include "pipeline/study/wording.hpp"
#include "stages/ingest/reader.hpp"

namespace samsyn {
namespace fs = std::filesystem;

namespace {

/// In a folder, files about the material rather than of it.
bool is_left_out(const fs::path& path) {
  const std::string name = path.filename().string();
  const std::string suffix = guess::key_of(path.extension().string());
  const std::string key = guess::key_of(name);
  return name.starts_with(".") || name.starts_with("~$") || key.starts_with("readme") ||
         key == "thumbs.db" || key == "desktop.ini" || suffix == ".json" || suffix == ".jsonl" ||
         suffix == ".qdpx" || suffix == ".qdc";
}

Issue unlisted(const fs::path& path, const std::error_code& error) {
  Where where;
  where.file = path.string();
  return {Severity::error,
          "init.unreadable-folder",
          std::move(where),
          "what is here cannot be listed (" + error.message() + ")",
          "",
          "see to it that you may read the folder, or name the files in it one by one"};
}

/// What stands in a folder, sorted; with an error as far as it could be told.
struct Listed {
  std::vector<fs::path> entries;
  std::error_code error;
};

Listed list(const fs::path& folder) {
  Listed out;
  for (fs::directory_iterator it(folder, out.error), end; !out.error && it != end;
       it.increment(out.error))
    out.entries.push_back(it->path());
  std::sort(out.entries.begin(), out.entries.end());
  return out;
}

void gather(const fs::path& folder, std::vector<std::string>& files, Issues& issues) {
  std::error_code error;
  // What a run wrote is no input.
  if (fs::exists(folder / "manifest.json", error) && fs::exists(folder / "codings.jsonl", error))
    return;
  const Listed listed = list(folder);
  if (listed.error) issues.add(unlisted(folder, listed.error));
  for (const fs::path& entry : listed.entries) {
    if (is_left_out(entry)) continue;
    const fs::file_status status = fs::status(entry, error);
    if (!fs::status_known(status)) {
      issues.add(unlisted(entry, error));
    } else if (fs::is_regular_file(status)) {
      files.push_back(entry.string());
    } else if (fs::is_directory(status) && !fs::is_symlink(entry, error)) {
      // A link to a folder may lead back here.
      gather(entry, files, issues);
    }
  }
}

/// How the manifest calls a file: relative to its folder where that is short, with "/".
std::string name_in(const std::string& manifest, const std::string& file) {
  std::error_code error;
  const fs::path folder = fs::absolute(fs::path(manifest), error).parent_path();
  const fs::path whole = fs::absolute(fs::path(file), error).lexically_normal();
  const fs::path beside = whole.lexically_relative(folder.lexically_normal());
  return (beside.empty() ? whole : beside).generic_string();
}

std::string stem_of(const std::string& file) { return fs::path(file).stem().string(); }

/// A study's name until someone gives it one: that of its folder.
std::string name_of_folder(const std::string& manifest) {
  std::error_code error;
  const std::string name =
      fs::absolute(fs::path(manifest), error).lexically_normal().parent_path().filename().string();
  return name.empty() ? "Ny studie" : name;
}

/// Guesses one file after the other.
class Guessing {
 public:
  Guessing(Guess& out, const std::string& manifest) : out_(out), manifest_(manifest) {
    out_.study.path = manifest;
    out_.study.name = name_of_folder(manifest);
    out_.study.attributes = built_in_attributes();
    out_.study.taxonomies = built_in_taxonomies();
  }

  void take(const std::string& file, std::string_view bytes) {
    const ingest::Input input{name_in(manifest_, file), bytes};
    const Result<const ingest::Reader*> reader = ingest::reader_for(input);
    if (!reader) {
      out_.unread.add(reader.issue());
    } else if ((*reader)->rows != nullptr) {
      table(**reader, input, file);
    } else {
      text(input, file);
    }
  }

  /// Gives lists of people to the surveys whose ids they share; says which are nobody's.
  void place_lists() {
    for (const guess::Frame& frame : frames_) {
      std::vector<GuessLine> lines;
      const bool as_survey = !frame.source.items.empty();
      const std::string& name = frame.source.files.front().name;
      if (guess::attach(frame, respondents_, out_.study, lines)) {
        std::erase_if(out_.lines, [&](const GuessLine& line) { return line.file == name; });
        std::erase_if(out_.study.sources,
                      [&](const SourceSpec& s) { return as_survey && s.id == frame.source.id; });
        // Places after the one that was taken out have moved.
        for (guess::Respondents& survey : respondents_) survey.source = place_of(survey.id);
        out_.lines.insert(out_.lines.end(), lines.begin(), lines.end());
      } else if (!as_survey) {
        out_.unread.add(frame.ids.empty() ? no_answers({name, {}}, frame.source.sheet)
                                          : unmatched(frame));
      }
    }
  }

  /// Where no column tells the group, the file may: one form for each group is the usual way.
  void groups_from_file_names() {
    std::size_t surveys = 0, without = 0;
    for (const SourceSpec& source : out_.study.sources) {
      if (source.kind != SourceKind::survey || names_time(source)) continue;
      ++surveys;
      without += has_group(source) ? 0U : 1U;
    }
    if (surveys < 2 || without == 0) return;
    for (SourceSpec& source : out_.study.sources) {
      if (source.kind != SourceKind::survey || has_group(source) || names_time(source)) continue;
      AttributeSource from;
      from.attribute = kGroup;
      from.from_file_name = true;
      source.attributes.insert(source.attributes.begin(), from);
      out_.lines.push_back(
          {source.files.front().name,
           {},
           {},
           {"bakgrund: Grupp = filens namn", "background: group = the file's name"},
           0.5,
           {"flera enkäter och ingen kolumn för grupp",
            "several surveys and no column for the group"},
           {"skriv gruppens namn i stället: \"group\": {\"constant\": \"…\"}",
            "better write the group's name: \"group\": {\"constant\": \"…\"}"}});
    }
  }

  /// The same people at the times that files name; then what was found of times.
  void settle_times() {
    guess::times_from_files(respondents_, out_.study, out_.lines);
    guess::settle_times(out_.study, out_.lines);
  }

 private:
  /// Is the file's name its time?
  bool names_time(const SourceSpec& source) const {
    return std::any_of(source.attributes.begin(), source.attributes.end(), [&](const auto& from) {
      return !out_.study.occasions.empty() && !from.constant.empty() &&
             from.attribute == out_.study.occasions.attribute;
    });
  }

  static bool has_group(const SourceSpec& source) {
    const auto is_group = [](const AttributeSource& a) { return a.attribute == kGroup; };
    const auto& table = source.attribute_table.attributes;
    return std::any_of(source.attributes.begin(), source.attributes.end(), is_group) ||
           std::any_of(table.begin(), table.end(), is_group);
  }

  std::size_t place_of(const std::string& id) const {
    std::size_t place = 0;
    while (place < out_.study.sources.size() && out_.study.sources[place].id != id) ++place;
    return place;
  }

  static Issue unmatched(const guess::Frame& frame) {
    Where where;
    where.file = frame.source.files.front().name;
    where.sheet = frame.source.sheet;
    return {Severity::error,
            "init.unmatched-list",
            where,
            "this is a list of people without answers, and its ids agree with no survey's",
            "",
            "name it in a survey's \"attribute_table\", if the ids can be made to agree"};
  }

  SourceSpec source_for(const ingest::Input& input, const std::string& file) const {
    std::vector<std::string> taken;
    for (const SourceSpec& source : out_.study.sources) taken.push_back(source.id);
    SourceSpec source;
    source.id = guess::fresh_id(guess::slug(stem_of(file)), taken);
    source.files.push_back(
        {input.name, (fs::path(manifest_).parent_path() / input.name).lexically_normal().string()});
    return source;
  }

  void table(const ingest::Reader& reader, const ingest::Input& input, const std::string& file) {
    const Result<std::vector<ingest::SheetInfo>> sheets = reader.sheets(input);
    if (!sheets) {
      out_.unread.add(sheets.issue());
      return;
    }
    std::vector<guess::Sample> samples;
    std::vector<Issue> refusals;
    std::string first_visible;
    bool any_visible = false;
    for (const ingest::SheetInfo& sheet : *sheets) {
      if (sheet.hidden) {
        sheet_line(input, sheet.name, {"bladet är dolt", "the sheet is hidden"});
        continue;
      }
      if (!any_visible) first_visible = sheet.name;
      any_visible = true;
      // The reader's own doubts come again when the study is checked.
      Issues doubts;
      Result<guess::Sample> sample =
          guess::take_sample(reader, input, sheet.name, kSampleRows, kSampleBytes, doubts);
      if (sample && sample->rows > 0) {
        samples.push_back(std::move(*sample));
      } else {
        refusals.push_back(sample ? no_answers(input, sheet.name) : sample.issue());
      }
    }
    if (samples.empty()) {
      out_.unread.add(refusals.empty() ? no_answers(input, {}) : refusals.front());
      return;
    }
    std::size_t best = 0;
    bool timed = false;  // the sheets are times
    for (std::size_t i = 1; i < samples.size(); ++i)
      if (samples[i].answers() > samples[best].answers()) best = i;
    for (std::size_t i = 0; i < samples.size(); ++i) {
      if (i == best) continue;
      if (is_another_time(samples[best], samples[i])) {
        survey(input, file, samples[i], true);
        timed = true;
        continue;
      }
      sheet_line(input, samples[i].sheet,
                 {"ett annat blad har fler svar", "another sheet has more answers"});
    }
    survey(input, file, samples[best], timed || samples[best].sheet != first_visible);
  }

  /// Sheets named "start" and "slut", with the same titles.
  static bool is_another_time(const guess::Sample& one, const guess::Sample& other) {
    const auto a = guess::find_time(one.sheet), b = guess::find_time(other.sheet);
    if (!a || !b || a->name == b->name || one.columns.size() != other.columns.size()) return false;
    return std::equal(one.columns.begin(), one.columns.end(), other.columns.begin(),
                      [](const auto& x, const auto& y) { return x.title == y.title; });
  }

  /// One table to figures, to a survey, or to a list of people that waits for the surveys' ids.
  void survey(const ingest::Input& input, const std::string& file, const guess::Sample& sample,
              bool name_sheet) {
    SourceSpec source = source_for(input, file);
    if (name_sheet) source.sheet = sample.sheet;
    source.separator = sample.separator;
    if (guess::guess_figures(sample, input.name, source, out_.lines)) {
      out_.study.sources.push_back(std::move(source));
      return;
    }
    const std::size_t lines = out_.lines.size();
    const std::vector<AttributeSpec> attributes = out_.study.attributes;
    const std::vector<Substudy> substudies = out_.study.substudies;
    guess::guess_table(sample, input.name, surveys_seen_++, naming_, out_.study, source,
                       out_.lines);
    doubts_of(input, sample, source);
    std::set<std::string> ids = guess::ids_of(sample, source);
    // "slut.csv" is no list: it is what was answered then.
    const bool timed = guess::find_time(stem_of(file)) || guess::find_time(source.sheet);
    const bool list = !timed && guess::looks_like_frame(sample, source, ids);
    if (!list && !source.items.empty()) {
      respondents_.push_back({source.id, out_.study.sources.size(), std::move(ids)});
      out_.study.sources.push_back(std::move(source));
      return;
    }
    guess::Frame frame;
    frame.lines.assign(out_.lines.begin() + static_cast<std::ptrdiff_t>(lines), out_.lines.end());
    for (const AttributeSource& from : source.attributes)
      frame.attributes.push_back(out_.study.attributes[from.attribute]);
    frame.ids = std::move(ids);
    frame.remarks = guess::remarks_of(sample, source);
    frame.named = source.items.empty() || is_named_list(file) ||
                  std::any_of(frame.lines.begin(), frame.lines.end(), [](const GuessLine& line) {
                    return line.guess.en == "left out (personal data)";
                  });
    const bool items = !source.items.empty();
    frame.source = source;
    if (items) {
      // Until a survey claims it, it is one itself.
      out_.study.sources.push_back(std::move(source));
    } else {
      out_.lines.resize(lines);
      out_.study.attributes = attributes;
      out_.study.substudies = substudies;
    }
    frames_.push_back(std::move(frame));
  }

  static bool is_named_list(const std::string& file) {
    const std::string key = guess::key_of(stem_of(file));
    for (const char* word : {"urval", "adress", "register", "lista", "bakgrund", "population",
                             "utskick", "attribut", "frame", "deltagar", "sändlist", "mottagar"})
      if (key.find(word) != std::string::npos) return true;
    return false;
  }

  /// What the table as a whole gives reason to look at.
  void doubts_of(const ingest::Input& input, const guess::Sample& sample,
                 const SourceSpec& source) {
    if (sample.untitled && !source.items.empty()) {
      out_.lines.push_back({input.name,
                            sample.sheet,
                            {},
                            {"rubrikrad saknas?", "no row with a title?"},
                            0.4,
                            {"filens enda kolumn börjar med vad som ser ut som ett svar",
                             "the file's only column begins with what looks like an answer"},
                            {"skriv frågan på en egen rad överst: nu läses första svaret som fråga",
                             "write the question on a line of its own at the top: now the first "
                             "answer is read as the question"}});
    }
    if (sample.totals > 0) {
      out_.lines.push_back(
          {input.name,
           sample.sheet,
           {},
           {"summarad sist: läses inte", "totals at the end: not read"},
           0.95,
           {counted(sample.totals, "rad", "rader") + " som summerar de andra",
            counted(sample.totals, "row that sums up the others", "rows that sum up the others")},
           {}});
    }
  }

  void sheet_line(const ingest::Input& input, const std::string& sheet, Bilingual reason) {
    out_.lines.push_back({input.name,
                          sheet,
                          {},
                          {"bladet läses inte", "the sheet is not read"},
                          0.9,
                          std::move(reason),
                          {}});
  }

  static Issue no_answers(const ingest::Input& input, const std::string& sheet) {
    Where where;
    where.file = input.name;
    where.sheet = sheet;
    return {Severity::error,
            "init.no-items",
            where,
            "no column looks like a question",
            "",
            "check that the first row holds the questions and the rows below the answers"};
  }

  void text(const ingest::Input& input, const std::string& file) {
    SourceSpec source = source_for(input, file);
    if (const auto refusal = guess::guess_text_source(input, source, out_.lines)) {
      out_.unread.add(*refusal);
    } else {
      out_.study.sources.push_back(std::move(source));
    }
  }

  Guess& out_;
  const std::string& manifest_;
  guess::Naming naming_;
  std::size_t surveys_seen_ = 0;
  std::vector<guess::Respondents> respondents_;
  std::vector<guess::Frame> frames_;
};

}  // namespace

Result<std::vector<std::string>> entries_of(const std::string& folder) {
  const Listed listed = list(folder);
  if (listed.error) return unlisted(folder, listed.error);
  std::vector<std::string> out;
  for (const fs::path& entry : listed.entries) out.push_back(entry.string());
  return out;
}

std::vector<std::string> input_files(const std::vector<std::string>& paths, Issues& issues) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
      gather(path, files, issues);
    } else if (fs::is_regular_file(path, error)) {
      files.push_back(path);
    } else {
      Where where;
      where.file = path;
      issues.add({Severity::error, "init.no-such-file", where, "there is no such file or folder",
                  "", "correct the path"});
    }
  }
  std::vector<std::string> once;
  for (std::string& file : files)
    if (std::find(once.begin(), once.end(), file) == once.end()) once.push_back(std::move(file));
  return once;
}

Guess guess_study(const std::vector<std::string>& files, const std::string& manifest,
                  const ReadFile& read) {
  Guess out;
  Guessing guessing(out, manifest);
  for (const std::string& file : files) {
    const Result<std::string> bytes = read(file);
    if (bytes) {
      guessing.take(file, *bytes);
    } else {
      out.unread.add(bytes.issue());
    }
  }
  guessing.place_lists();
  guessing.settle_times();
  guessing.groups_from_file_names();
  return out;
}

}  // namespace samsyn
