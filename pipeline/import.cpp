#include "pipeline/import.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <tuple>
#include <utility>

#include "pipeline/export.hpp"
#include "pipeline/files.hpp"
#include "pipeline/segments.hpp"
#include "stages/human/codings.hpp"
#include "stages/human/judgements.hpp"
#include "stages/human/names.hpp"
#include "stages/human/sheet.hpp"
#include "stages/ingest/reader.hpp"
#include "stages/privacy/pseudonyms.hpp"

namespace samsyn {
namespace {

namespace fs = std::filesystem;

/// The rows of a workbook's sheets as texts. What the reader says of a workbook goes to `issues`.
human::SheetRows rows_of(const ingest::Reader& reader, const ingest::Input& input, Issues& issues) {
  return [&](const std::string& sheet) -> Result<std::vector<std::vector<std::string>>> {
    std::vector<std::vector<std::string>> out;
    constexpr std::size_t kMostRows = 1'048'576;  // Excel's limit
    const Result<Done> read = reader.rows(
        input, {sheet, {}, {}},
        [&](const ingest::Row& row) {
          if (row.number > kMostRows) return false;
          out.resize(std::max<std::size_t>(out.size(), row.number));
          if (row.number == 0) return true;
          for (const ingest::Cell& cell : row.cells) out[row.number - 1].push_back(to_text(cell));
          return true;
        },
        issues);
    if (!read) return read.issue();
    return out;
  };
}

class Importing {
 public:
  Importing(const Study& study, const ImportRequest& request, const Knowledge& knowledge,
            Issues& issues)
      : study_(study), request_(request), knowledge_(knowledge), issues_(issues) {}

  Result<ImportReport> run() {
    const Codebook& codebook = knowledge_.rules->codebook();
    report_.path = human_codings_path(study_);
    const std::string name = fs::path(report_.path).filename().string();
    std::error_code error;
    all_.name = name;
    if (fs::exists(report_.path, error)) {
      const Result<std::string> bytes = read_file(report_.path, name);
      if (!bytes) return bytes.issue();
      all_ = human::read_codings(name, *bytes, codebook, issues_);
      keep_unread(*bytes);
    }
    known_ = all_.segments.size();
    for (const std::string& input : request_.inputs) read_sheet(input);
    if (all_.segments.size() == known_) {
      return Issue{
          Severity::error,
          "import.nothing-judged",
          {request_.inputs.front()},
          "none of the sheets holds a judgement that could be used, so nothing was written",
          {},
          "see the messages above; a row is judged when something is chosen in Code 1"};
    }
    find_again();
    tell_material();
    const Result<Done> written = write_file(report_.path, text());
    if (!written) return written.issue();
    return std::move(report_);
  }

 private:
  /// Keeps the lines that could not be read: they must not get lost by writing the others.
  void keep_unread(const std::string& bytes) {
    std::vector<bool> read;
    for (const human::JudgedSegment& one : all_.segments) {
      if (read.size() <= one.number) read.resize(one.number + 1);
      read[one.number] = true;
    }
    std::uint32_t number = 0;
    std::string_view rest = bytes;
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      ++number;
      const bool known = number < read.size() && read[number];
      if (!known && line.find_first_not_of(" \r\t") != std::string_view::npos) {
        unread_ += std::string(line) + "\n";
      }
    }
  }

  void read_sheet(const std::string& input) {
    const auto [given_name, path] = name_and_path(input);
    const Result<std::string> bytes = read_file(path, path);
    if (!bytes) return issues_.add(bytes.issue());
    const ingest::Input in{path, *bytes};
    const Result<const ingest::Reader*> reader = ingest::reader_for(in);
    if (!reader) return issues_.add(reader.issue());
    if ((*reader)->rows == nullptr || !(*reader)->container) {
      return issues_.add({Severity::error,
                          "import.not-a-sheet",
                          {path},
                          "this is no coding sheet of samsyn export: it is no workbook",
                          {},
                          "give the workbook that samsyn export wrote, saved as .xlsx with all its "
                          "sheets"});
    }
    Issues told;
    Result<human::FilledSheet> sheet =
        human::read_sheet(path, rows_of(**reader, in, told), knowledge_.rules->codebook(), issues_);
    if (!sheet) return issues_.add(sheet.issue());
    if (sheet->study != study_.name) {
      return issues_.add(
          {Severity::error,
           "import.other-study",
           {path},
           "this sheet is of the study «" + sheet->study + "», not of «" + study_.name + "»",
           {},
           "name the study that it was exported from, or give the manifest its name back"});
    }
    std::string name = given_name.empty() ? sheet->coder : given_name;
    if (name.starts_with(kHumanPrefix)) name.erase(0, kHumanPrefix.size());
    if (name.empty()) {
      return issues_.add({Severity::error,
                          "import.no-coder",
                          {path},
                          "the sheet doesn't say who filled it in",
                          {},
                          "write the name on its first sheet, or give it as NAME=FILE"});
    }
    if (!human::is_coder_name(name)) {
      return issues_.add({Severity::error,
                          "import.bad-coder",
                          {path},
                          "nobody who codes can be called that: «" + excerpt_of(name) + "»",
                          excerpt_of(name),
                          "use letters, digits, blanks and hyphens, at most 60, on its first sheet "
                          "or as NAME=FILE"});
    }
    fingerprints_.emplace_back(path, sheet->fingerprint);
    const std::uint32_t coder = coder_of(name);
    ImportReport::Sheet& told_of = report_.sheets.emplace_back();
    told_of = {path, all_.coders[coder].substr(kHumanPrefix.size()), sheet->all, 0, 0};
    for (human::FilledRow& row : sheet->rows) add(row, coder, path, told_of);
  }

  std::uint32_t coder_of(const std::string& name) {
    const std::string full = std::string(kHumanPrefix) + name;
    const std::string key = human::name_key(full);
    for (std::uint32_t c = 0; c < all_.coders.size(); ++c) {
      if (human::name_key(all_.coders[c]) == key) return c;
    }
    all_.coders.push_back(full);
    return static_cast<std::uint32_t>(all_.coders.size() - 1);
  }

  void add(human::FilledRow& row, std::uint32_t coder, const std::string& file,
           ImportReport::Sheet& told_of) {
    human::JudgedSegment segment;
    if (!human::read_place(row.record, segment)) {
      Where where{file};
      where.row = row.row;
      issues_.add({Severity::warning, "import.unknown-row", std::move(where),
                   "the record of this row is damaged, so it is left out", excerpt_of(row.text),
                   "put the row back as it was, or take it away"});
      return;
    }
    ++told_of.judged;
    told_of.without_code += row.judgement.codes.empty();
    segment.text = std::move(row.text);
    segment.before = std::move(row.before);
    segment.after = std::move(row.after);
    row.judgement.coder = coder;
    row.judgement.comment = without_persons(row.judgement.comment);
    segment.judgements.push_back(std::move(row.judgement));
    all_.segments.push_back(std::move(segment));
    files_.push_back({file, row.row});
  }

  /// A text with «[Namn]» for personal data: numbers would be those of no list.
  std::string without_persons(const std::string& text) const {
    if (knowledge_.finder == nullptr || text.empty()) return text;
    const std::vector<privacy::Found> found = knowledge_.finder->find(text);
    if (found.empty()) return text;
    privacy::Pseudonyms pseudonyms(request_.language);
    std::vector<std::string> names = pseudonyms.number(found);
    for (std::string& name : names) {
      const std::size_t blank = name.rfind(' '), end = name.rfind(']');
      if (blank != std::string::npos && end != std::string::npos && blank < end) {
        name.erase(blank, end - blank);
      }
    }
    return privacy::masked(text, found, names);
  }

  /// What a workbook says of a segment may be anything: it goes nowhere as it stands, but for the
  /// name of a file that the manifest has too.
  void mask(human::JudgedSegment& segment) const {
    human::Place& place = segment.place;
    const bool known =
        std::any_of(study_.sources.begin(), study_.sources.end(), [&](const SourceSpec& source) {
          return std::any_of(source.files.begin(), source.files.end(),
                             [&](const SourceFile& file) { return file.name == place.source; });
        });
    if (!known) place.source = without_persons(place.source);
    for (std::string* text :
         {&place.sheet, &place.column, &place.respondent, &place.item, &place.speaker, &segment.id,
          &segment.text, &segment.before, &segment.after, &segment.raw}) {
      *text = without_persons(*text);
    }
    for (std::string& text : segment.about) text = without_persons(text);
  }

  /// Walks through the study, and puts what was judged of a segment together as it is met.
  void find_again() {
    HumanFinder finder(all_, study_, knowledge_);
    Fingerprint fingerprint(study_.name);
    SegmentsWish wish;
    wish.language = request_.language;
    wish.jobs = request_.jobs;
    wish.human = &finder;
    wish.seen = [&](const std::string& file, const std::string& bytes) {
      fingerprint.see(file, bytes);
    };
    place_.assign(all_.segments.size(), kNone);
    each_segment(
        study_, knowledge_, wish,
        [&](const ShownSegment& segment) {
          const bool is_new = std::any_of(segment.judged.begin(), segment.judged.end(),
                                          [&](std::uint32_t j) { return j >= known_; });
          if (is_new) merge(segment.judged, &segment);
        },
        issues_);
    now_ = fingerprint.text();
    std::vector<std::uint32_t> lost;  // and those known that may say the same, together
    for (std::uint32_t j = 0; j < all_.segments.size(); ++j) {
      if (place_[j] == kNone) lost.push_back(j);
    }
    const auto said = [&](std::uint32_t j) {
      const human::JudgedSegment& segment = all_.segments[j];
      return std::tie(segment.place, segment.text);
    };
    std::stable_sort(lost.begin(), lost.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return said(a) < said(b); });
    for (auto first = lost.begin(); first != lost.end();) {
      const auto last = std::find_if(
          first, lost.end(), [&](std::uint32_t other) { return said(other) != said(*first); });
      const std::vector<std::uint32_t> same(first, last);
      if (same.back() >= known_) merge(same, nullptr);
      first = last;
    }
    std::sort(lost.begin(), lost.end());
    for (const std::uint32_t j : lost) {
      if (j >= known_) tell_lost(j);
    }
  }

  void tell_lost(std::uint32_t j) {
    const human::JudgedSegment& segment = all_.segments[j];
    Where where{files_[j - known_].first};
    where.row = files_[j - known_].second;
    issues_.add({Severity::warning, "import.not-found", std::move(where),
                 "the text of this row can't be found in the study as it is now (" +
                     render(where_of(segment.place)) + "), so its codes don't count there",
                 excerpt_of(segment.text),
                 "the judgement is kept; if the text was corrected, code it anew"});
  }

  /// Makes one line of those that say the same segment. `now`: the segment as it is; null: it can't
  /// be found.
  void merge(const std::vector<std::uint32_t>& same, const ShownSegment* now) {
    human::JudgedSegment out = all_.segments[same.front()];
    if (now != nullptr) {
      human::read_place(now->line, out);
      out.text = now->text;
      out.before = now->before;
      out.after = now->after;
    } else if (same.front() >= known_) {
      mask(out);
    }
    out.judgements.clear();
    for (const std::uint32_t j : same) {
      for (const Judgement& one : all_.segments[j].judgements) add_judgement(out, one, j);
    }
    const auto number = static_cast<std::uint32_t>(lines_.size());
    lines_.push_back(human::write_line(out, all_.coders, knowledge_.rules->codebook()));
    for (const std::uint32_t j : same) place_[j] = number;
  }

  /// The later judgement of a coder counts; one of a sheet that says another thing is told.
  void add_judgement(human::JudgedSegment& out, const Judgement& one, std::uint32_t from) {
    const bool changed = human::add_judgement(out.judgements, one, knowledge_.rules->codebook());
    if (!changed || from < known_) return;
    Where where{files_[from - known_].first};
    where.row = files_[from - known_].second;
    issues_.add({Severity::warning, "import.changed-judgement", std::move(where),
                 all_.coders[one.coder].substr(kHumanPrefix.size()) +
                     " had judged this segment otherwise before; the later judgement counts",
                 excerpt_of(out.text), "nothing, if the change was meant"});
  }

  void tell_material() {
    for (const auto& [file, fingerprint] : fingerprints_) {
      if (fingerprint == now_) continue;
      issues_.add({Severity::note,
                   "import.other-material",
                   {file},
                   "the study's files have changed since the sheet was exported (" + fingerprint +
                       ", now " + now_ + "); its rows were looked for in what there is now",
                   {},
                   "nothing, if no row is told as not found"});
    }
  }

  /// The file anew: lines in their old order, merged ones in the place of the first of them, then
  /// those of segments that were not there.
  std::string text() {
    std::string out;
    std::vector<bool> written(lines_.size());
    for (std::size_t j = 0; j < all_.segments.size(); ++j) {
      if (place_[j] == kNone) {
        out += all_.segments[j].line + "\n";
        ++report_.segments;
      } else if (j < known_ && !written[place_[j]]) {
        written[place_[j]] = true;
        out += lines_[place_[j]];
        ++report_.segments;
      }
    }
    for (std::size_t l = 0; l < lines_.size(); ++l) {
      if (written[l]) continue;
      out += lines_[l];
      ++report_.segments;
    }
    for (const std::string& coder : all_.coders) {
      report_.coders.push_back(coder.substr(kHumanPrefix.size()));
    }
    return out + unread_;
  }

  const Study& study_;
  const ImportRequest& request_;
  const Knowledge& knowledge_;
  Issues& issues_;
  human::Codings all_;  ///< those known, then those of the sheets
  std::size_t known_ = 0;
  std::string unread_;
  std::vector<std::pair<std::string, std::uint32_t>> files_;       ///< file and row, by new segment
  std::vector<std::pair<std::string, std::string>> fingerprints_;  ///< by file
  std::string now_;
  std::vector<std::uint32_t> place_;  ///< by segment: index into lines_; kNone = as it was
  std::vector<std::string> lines_;
  ImportReport report_;
};

}  // namespace

Result<ImportReport> import_sheets(const Study& study, const ImportRequest& request,
                                   const Knowledge& knowledge, Issues& issues) {
  return Importing(study, request, knowledge, issues).run();
}

std::string render(const ImportReport& report, const std::string& language) {
  const bool swedish = language != "en";
  const auto n = [](std::uint32_t number) { return std::to_string(number); };
  std::string out;
  for (const ImportReport::Sheet& sheet : report.sheets) {
    out += swedish
               ? sheet.coder + ": " + n(sheet.judged) + " av " + n(sheet.all) + " rader bedömda, " +
                     n(sheet.without_code) + " utan kod (" + sheet.file + ")\n"
               : sheet.coder + ": " + n(sheet.judged) + " of " + n(sheet.all) + " rows judged, " +
                     n(sheet.without_code) + " without a code (" + sheet.file + ")\n";
  }
  std::string coders;
  for (const std::string& coder : report.coders) coders += (coders.empty() ? "" : ", ") + coder;
  out += swedish ? report.path + ": " + n(report.segments) + " segment kodade av " + coders +
                       "\nKör studien igen, så räknas de: samsyn run STUDIE\n"
                 : report.path + ": " + n(report.segments) + " segments coded by " + coders +
                       "\nRun the study again, and they count: samsyn run STUDY\n";
  return out;
}

}  // namespace samsyn
