#pragma once
// `samsyn init`: looks into files and proposes a manifest, with a reason for every guess.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/issue.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/study.hpp"

namespace samsyn {

/// A text in both languages of the program.
struct Bilingual {
  std::string sv, en;
};

/// What was guessed of one column, or in layout long of one question; of a running text, of the
/// file (title empty).
struct GuessLine {
  std::string file;
  std::string sheet;     ///< of a workbook
  std::string title;     ///< as it stands in the file
  Bilingual guess;       ///< "öppen fråga → hinder", "grupp", "utelämnas (personuppgift)"
  double certainty = 0;  ///< 0..1
  Bilingual reason;      ///< one line
  Bilingual check;       ///< what to look at; empty = nothing
};

struct Guess {
  Study study;                   ///< ready for write_study()
  std::vector<GuessLine> lines;  ///< in the order of the files and their columns
  Issues unread;  ///< files that are not in the study, with the reason; render() tells them
};

/// Gives the content of a file.
using ReadFile = std::function<Result<std::string>(const std::string& path)>;

/// The paths of what stands in a folder, in byte order. Errors: init.unreadable-folder.
Result<std::vector<std::string>> entries_of(const std::string& folder);

/// Files that stand behind paths of files and folders, each once, in byte order within a folder;
/// sub-folders too. Left out in folders: hidden files, locks of Office (~$…), files about the
/// material (README, .json, .jsonl, .qdpx, .qdc), and folders with the outputs of a run.
/// Issues: init.no-such-file (a path that is neither file nor folder), init.unreadable-folder (what
/// is in a folder cannot be told; the rest is given).
std::vector<std::string> input_files(const std::vector<std::string>& paths, Issues& issues);

/// Proposes a study of these files. `manifest` is the path that study.json shall have: the files'
/// names in it are relative to its folder.
///
/// Tables: types and roles are told from titles and content together (guess_column.hpp); the
///         visible sheet with the most answers is taken; e-mail addresses, names and other
///         personal data are left out and said so. The same question in several files gets the
///         same item id. What is written beside options ("Annat, ange vad") is an open item of
///         that question. A file of one column is one open item. A list of people without answers
///         becomes the attribute table of the surveys whose ids it shares (frames.hpp), or is
///         reported: init.unmatched-list. A table without anything asked: init.no-items.
/// Texts:  transcript or notes, and who the interviewers are, by ingest::guess_text().
/// Reads at most kSampleRows rows and kSampleBytes bytes of cells of each table: guesses of larger
/// files rest on their beginning.
/// Cost: linear in what is read; one file in memory at a time, and the respondents' ids of all.
Guess guess_study(const std::vector<std::string>& files, const std::string& manifest,
                  const ReadFile& read);

inline constexpr std::size_t kSampleRows = 100000;
inline constexpr std::size_t kSampleBytes = std::size_t{64} << 20;

/// "säker" from 0.85, "trolig" from 0.6, else "osäker"; in English sure, likely, unsure.
std::string_view certainty_word(double certainty, std::string_view language);

/// The guesses as a table for a terminal of this many columns: file by file; title, guess,
/// certainty, reason; what to check at the end. `language`: "sv" or "en". Ends with a line break.
std::string render(const Guess& guess, std::string_view language, std::size_t width = 100);

}  // namespace samsyn
