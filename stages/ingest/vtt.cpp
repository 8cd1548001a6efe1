// Captions: WebVTT (W3C Candidate Recommendation, 2019), and SubRip, which differs in its decimal
// comma and its lack of a header.
//
//   file    = [ BOM ] "WEBVTT" [ blank text ] { blank-line block }
//   block   = "NOTE" … | "STYLE" … | "REGION" … | cue
//   cue     = [ id line ] start "-->" end [ settings ] { payload line }
//
// Deviations that are accepted: unpadded times (0:0:3.580, Teams in 2022), hours left out, decimal
// comma, a missing header or blank line between cues, </v> missing. Speakers stand in <v Name>
// (Teams) or as "Name: text" (Zoom).

#include <array>
#include <string>
#include <unordered_set>

#include "stages/ingest/captions.hpp"
#include "stages/ingest/encoding.hpp"
#include "stages/ingest/labels.hpp"
#include "stages/ingest/lines.hpp"
#include "stages/ingest/marks.hpp"
#include "stages/ingest/reader.hpp"
#include "stages/ingest/speakers.hpp"
#include "stages/ingest/transcript.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::array<std::string_view, 2> kSuffixes{".vtt", ".srt"};
constexpr std::size_t kHead = 2048;           // bytes; the first cue stands within
constexpr std::uint32_t kReportedCues = 100;  // bad cues told one by one
constexpr double kPause = 2;                  // seconds; without speakers a turn ends at such a gap
constexpr std::size_t kLongTurn = 2000;       // bytes; without speakers a turn ends at a sentence
constexpr std::string_view kArrow = "-->";

struct Cue {
  double start = -1;
  double end = -1;
  std::uint32_t line = 0;  ///< of its times
  std::string_view payload;
};

struct Piece {
  std::string speaker;
  std::string text;
  double start = -1;
  double end = -1;
};

bool recognises(std::string_view bytes) {
  const Decoded head = decode_head(bytes, kHead);
  const std::string_view text = trim(head.text());
  if (text.starts_with("WEBVTT")) return true;
  const std::size_t arrow = text.find(kArrow);
  if (arrow == std::string_view::npos) return false;
  // SubRip: a number, then the times.
  const std::size_t first_break = text.find('\n');
  if (first_break == std::string_view::npos || first_break > 12 || arrow < first_break)
    return false;
  const std::string_view id = trim(text.substr(0, first_break));
  const std::string_view times = trim(text.substr(first_break, arrow - first_break));
  return id.find_first_not_of("0123456789") == std::string_view::npos &&
         stamp_at(times).size == times.size() && !times.empty();
}

/// The times of "start --> end settings"; false when they are none.
bool read_times(std::string_view line, Cue& cue) {
  const std::size_t arrow = line.find(kArrow);
  const std::string_view first = trim(line.substr(0, arrow));
  std::string_view last = trim(line.substr(arrow + kArrow.size()));
  last = last.substr(0, last.find_first_of(" \t"));
  const Stamp start = stamp_at(first);
  const Stamp end = stamp_at(last);
  if (start.size == 0 || start.size != first.size() || start.bracketed) return false;
  if (end.size == 0 || end.size != last.size() || end.bracketed) return false;
  cue.start = start.seconds;
  cue.end = end.seconds;
  return true;
}

/// A line before the times that names the cue: a number, or a word without blanks that holds a
/// digit.
bool cue_id(std::string_view line) {
  return line.size() <= 128 && line.find_first_of(" \t<>") == std::string_view::npos &&
         line.find_first_of("0123456789") != std::string_view::npos;
}

class Cues {
 public:
  Cues(const Input& input, std::string_view text, const std::vector<Line>& lines, Issues& issues)
      : input_(input), text_(text), lines_(lines), issues_(issues) {}

  std::vector<Cue> read() {
    std::vector<Cue> cues;
    for (std::size_t i = 0; i < lines_.size();) {
      std::size_t end = i + 1;
      while (end < lines_.size() && !lines_[end].gap) ++end;
      const std::string_view first = lines_[i].text;
      if (i == 0 && first.starts_with("WEBVTT")) {
        // Header text runs to the blank line, but some writers leave that out.
        std::size_t k = i + 1;
        while (k < end && !has_times(k)) ++k;
        if (k < end) block(k > i + 1 && cue_id(lines_[k - 1].text) ? k - 1 : k, end, cues);
      } else if (first == "NOTE" || first.starts_with("NOTE ") || first == "STYLE" ||
                 first == "REGION") {
        // Comments and settings of the player.
      } else {
        block(i, end, cues);
      }
      i = end;
    }
    if (bad_ > kReportedCues) {
      report(0, std::to_string(bad_ - kReportedCues) + " more cues could not be read", "");
    }
    return cues;
  }
  std::uint32_t bad() const { return bad_; }

 private:
  bool has_times(std::size_t k) const {
    return lines_[k].text.find(kArrow) != std::string_view::npos;
  }

  void block(std::size_t begin, std::size_t end, std::vector<Cue>& cues) {
    std::size_t k = begin;
    while (k < end && !has_times(k)) ++k;
    if (k == end) {
      skip(lines_[begin], "this block has no times; expected «00:00:01.000 --> 00:00:04.000»");
      return;
    }
    if (k > begin + 1) skip(lines_[begin], "text before the cue's times");
    while (k < end) {
      std::size_t next = k + 1;
      while (next < end && !has_times(next)) ++next;
      std::size_t last = next;
      if (next < end && last > k + 1 && cue_id(lines_[last - 1].text)) --last;
      Cue cue;
      cue.line = lines_[k].number;
      if (!read_times(lines_[k].text, cue)) {
        skip(lines_[k],
             "the times of this cue cannot be read; expected «00:00:01.000 --> "
             "00:00:04.000»");
      } else if (last > k + 1) {
        const std::size_t from = lines_[k + 1].begin;
        cue.payload = text_.substr(from, lines_[last - 1].end() - from);
        cues.push_back(cue);
      }
      k = next;
    }
  }

  void skip(const Line& line, std::string message) {
    if (++bad_ <= kReportedCues) report(line.number, std::move(message), line.text);
  }

  void report(std::uint32_t line, std::string message, std::string_view excerpt) {
    issues_.add(Issue{Severity::warning, "vtt.bad-cue",
                      Where{.file = input_.name, .sheet = {}, .part = {}, .line = line},
                      std::move(message), std::string(excerpt),
                      "correct the cue in the file, or export the captions again; it was skipped"});
  }

  const Input& input_;
  std::string_view text_;
  const std::vector<Line>& lines_;
  Issues& issues_;
  std::uint32_t bad_ = 0;
};

/// "Name: text" of Zoom: takes the labels that recur off the texts and makes them speakers.
void take_labels(std::vector<Piece>& pieces, const SourceSpec& source) {
  std::vector<std::string_view> labels;
  for (const Piece& piece : pieces) {
    const Label label = colon_label(piece.text, false);
    if (label.layout != Layout::none) labels.push_back(label.name);
  }
  const std::vector<std::string> keys = accepted_labels(labels, source);
  const std::unordered_set<std::string> speakers(keys.begin(), keys.end());
  if (speakers.empty()) return;
  std::string last;
  for (Piece& piece : pieces) {
    const Label label = colon_label(piece.text, false);
    if (label.layout != Layout::none && speakers.contains(fold_label(label.name))) {
      last = std::string(label.name);
      piece.text.erase(0, label.body);
    }
    // A cue without a label goes on with what the speaker said.
    piece.speaker = last;
  }
}

bool finished(std::string_view text) {
  return text.ends_with('.') || text.ends_with('?') || text.ends_with('!') || text.ends_with("…") ||
         text.ends_with("”");
}

void add_turns(const std::vector<Piece>& pieces, Document& document) {
  SpeakerIndex index(document);
  const Piece* last = nullptr;
  for (const Piece& piece : pieces) {
    if (piece.text.empty()) continue;
    bool same = last != nullptr && piece.speaker == last->speaker;
    if (same && piece.speaker.empty()) {
      const std::string& raw = document.blocks.back().raw;
      same = !finished(raw) || (piece.start - last->end <= kPause && raw.size() < kLongTurn);
    }
    if (same) {
      document.blocks.back().raw += ' ';
      document.blocks.back().raw += piece.text;
    } else {
      Block block;
      block.raw = piece.text;
      block.role = BlockRole::turn;
      block.time = piece.start;
      if (!piece.speaker.empty()) block.speaker = index.of(piece.speaker);
      document.blocks.push_back(std::move(block));
    }
    last = &piece;
  }
  for (Block& block : document.blocks) block.marks = speech_marks(block.raw);
}

Result<Document> blocks(const Input& input, const SourceSpec& source, const Study& study,
                        Issues& issues) {
  const Where where{.file = input.name, .sheet = {}, .part = {}};
  if (source.kind != SourceKind::transcript) {
    return Issue{Severity::error,
                 "vtt.not-a-transcript",
                 where,
                 "the manifest calls this something else than a transcript, but it holds captions",
                 "",
                 "set \"kind\" of the source to \"transcript\""};
  }
  const Result<Decoded> decoded = decode(input, source.encoding);
  if (!decoded) return decoded.issue();
  const Result<std::vector<Line>> lines = split_lines(decoded->text(), input.name);
  if (!lines) return lines.issue();

  Cues reader(input, decoded->text(), *lines, issues);
  const std::vector<Cue> cues = reader.read();
  std::vector<Piece> pieces;
  pieces.reserve(cues.size());
  bool voices = false;
  for (const Cue& cue : cues) {
    for (CueVoice& voice : voices_of(cue.payload)) {
      voices = voices || !voice.name.empty();
      pieces.push_back({std::move(voice.name), std::move(voice.text), cue.start, cue.end});
    }
  }
  if (!voices) take_labels(pieces, source);
  Document document;
  document.source = input.name;
  document.skipped = reader.bad();
  add_turns(pieces, document);
  if (document.blocks.empty()) {
    return Issue{Severity::error,
                 "vtt.no-cues",
                 where,
                 "no captions were found; expected times like «00:00:01.000 --> 00:00:04.000» "
                 "with text below",
                 "",
                 "export the captions again, or save the transcript as text"};
  }
  assign_speakers(document, source, study, issues);
  return document;
}

}  // namespace

extern const Reader vtt_reader;
const Reader vtt_reader{"vtt", kSuffixes, recognises, nullptr, nullptr, blocks};

}  // namespace samsyn::ingest
