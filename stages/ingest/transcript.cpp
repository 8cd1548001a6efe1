#include "stages/ingest/transcript.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "stages/ingest/dialogue.hpp"
#include "stages/ingest/labels.hpp"
#include "stages/ingest/marks.hpp"
#include "stages/ingest/notes.hpp"
#include "stages/ingest/speakers.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::uint32_t kWordyTimes = 3;  // times that a label with small words must stand
constexpr std::size_t kWordyWords = 4;    // its longest, in words
constexpr std::size_t kStampLine = 48;    // bytes of a line that is only a time
constexpr std::size_t kWholeWord = 7;     // bytes of an interviewer's word that may stand alone

/// Words that begin sentences or stand in them: "Det är så här:" recurs and is no speaker.
bool sentence_word(std::string_view word) {
  constexpr std::string_view kWords[] = {
      "det",          "den",    "de",         "dom",     "är",    "var",       "så",
      "sen",          "sedan",  "men",        "jag",     "vi",    "du",        "ni",
      "han",          "hon",    "man",        "att",     "som",   "ja",        "nej",
      "nä",           "jo",     "alltså",     "exempel", "och",   "eller",     "om",
      "när",          "där",    "här",        "då",      "nu",    "hur",       "vad",
      "varför",       "till",   "exempelvis", "obs",     "ps",    "problemet", "resultatet",
      "slutsats",     "svaret", "frågan",     "poängen", "först", "dessutom",  "sammanfattningsvis",
      "till exempel", "enligt", "följande",   "bra",     "okej",  "ett",       "en",
      "har",          "hade",   "kan",        "ska",     "vill",  "blir",      "blev",
      "inte",         "sa",     "säger"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

std::size_t words_of(std::string_view key, bool& sentence) {
  std::size_t words = 0;
  for (std::size_t at = 0; at < key.size();) {
    const std::size_t end = std::min(key.find(' ', at), key.size());
    sentence = sentence || sentence_word(key.substr(at, end - at));
    ++words;
    at = end + 1;
  }
  return words;
}

struct Count {
  std::uint32_t times = 0;
  std::uint32_t stamped = 0;  ///< of them with a time
  bool name = false;          ///< name_shaped
};
using Counts = std::unordered_map<std::string_view, Count>;
using Keys = std::unordered_set<std::string>;

Keys known_labels(const SourceSpec& source) {
  Keys keys;
  for (const std::string& label : source.interviewers) keys.insert(fold_label(label));
  for (const std::string& label : source.speakers) keys.insert(fold_label(label));
  return keys;
}

/// The speakers among the labels counted, and in how many places they stand.
struct Accepted {
  Keys keys;
  std::size_t turns = 0;
  std::size_t stamped = 0;  ///< of them with a time
};

Accepted accept(const Counts& counts, const Keys& known) {
  std::unordered_map<std::string, Count> merged;
  merged.reserve(counts.size());
  for (const auto& [label, count] : counts) {
    Count& sum = merged[fold_label(label)];
    sum.times += count.times;
    sum.stamped += count.stamped;
    sum.name = sum.name || count.name;
  }
  Accepted out;
  std::vector<std::pair<std::string, Count>> single;
  for (const auto& [key, count] : merged) {
    bool sentence = false;
    const std::size_t words = words_of(key, sentence);
    bool speaker = known.contains(key) || interviewer_word(key);
    if (!speaker && !sentence && !(header_key(key) && count.times < kWordyTimes)) {
      speaker = count.name ? count.times >= 2 : count.times >= kWordyTimes && words <= kWordyWords;
      if (!speaker && count.name && (words >= 2 || count.stamped != 0)) {
        single.emplace_back(key, count);
      }
    }
    if (speaker) {
      out.keys.insert(key);
      out.turns += count.times;
      out.stamped += count.stamped;
    }
  }
  // Someone who speaks once among people who speak often: by full name, or with a time stamp where
  // the others have theirs.
  const bool all_stamped = out.stamped * 2 > out.turns;
  if (out.turns >= 2) {
    for (const auto& [key, count] : single) {
      const bool full_name = key.find(' ') != std::string::npos;
      if (!full_name && !(all_stamped && count.stamped != 0)) continue;
      out.keys.insert(key);
      out.turns += count.times;
    }
  }
  return out;
}

/// Is the line nothing but a time, or a range of them ("0:03 --> 0:10", "00:00 - 00:12")?
Stamp only_stamp(std::string_view line) {
  const Stamp first = stamp_at(line);
  if (first.size == line.size()) return first;
  if (first.size == 0) return worded_stamp(line);
  std::string_view rest = trim(line.substr(first.size));
  for (const std::string_view arrow : {"-->", "->", "–", "-"}) {
    if (!rest.starts_with(arrow)) continue;
    rest = trim(rest.substr(arrow.size()));
    if (const Stamp last = stamp_at(rest); last.size != 0 && last.size == rest.size()) {
      return {line.size(), first.seconds, first.bracketed};
    }
    return {};
  }
  return {};
}

/// "Anna Ek" on a line and "0:03" on the next.
Label name_over_time(const std::vector<Line>& lines, std::size_t i) {
  if (i + 1 >= lines.size() || lines[i + 1].text.size() > kStampLine) return {};
  const char first = lines[i + 1].text.front();
  if (!(first >= '0' && first <= '9') && first != '[' && first != '(') return {};
  const Stamp stamp = only_stamp(lines[i + 1].text);
  if (stamp.size == 0 || !name_shaped(lines[i].text)) return {};
  return {Layout::name_time, lines[i].text, stamp.seconds, lines[i].text.size()};
}

/// What programs put into a transcript about itself.
bool machine_line(std::string_view text) {
  if (text.size() > 100) return false;
  return text.ends_with(" transkribering") || text.ends_with(" transkriberingen") ||
         text.ends_with("ed transcription") || text.starts_with("Transcribed by ") ||
         text.starts_with("Transkriberat av ") || text.starts_with("Transkriberad av ");
}

/// A label and its line.
struct Found {
  std::size_t line = 0;
  Label label;
};

/// The label of a line under one layout; with time_name the label stands on the line after.
Label label_of(const std::vector<Line>& lines, std::size_t i, Layout layout) {
  if (layout == Layout::time_name) {
    if (i + 1 >= lines.size()) return {};
    const Stamp stamp = only_stamp(lines[i].text);
    if (stamp.size == 0) return {};
    std::string_view name = lines[i + 1].text;
    if (name.ends_with(':')) name.remove_suffix(1);
    if (!name_shaped(name)) return {};
    return {Layout::time_name, name, stamp.seconds, lines[i + 1].text.size()};
  }
  if (layout == Layout::name_time) {
    const Label label = name_time_label(lines[i].text);
    return label.layout != Layout::none ? label : name_over_time(lines, i);
  }
  return layout == Layout::colon ? colon_label(lines[i].text, true) : Label{};
}

class Turns {
 public:
  Turns(std::string_view text, const std::vector<Line>& lines, Document& document)
      : text_(text), lines_(lines), document_(document), index_(document), points_(text) {}

  /// `found`: the labels of the layout, in order.
  void read(const std::vector<Found>& found, const Keys& speakers, const Keys& alone) {
    document_.blocks.reserve(document_.blocks.size() + found.size());
    std::size_t i = 0;
    auto next = found.begin();
    while (i < lines_.size()) {
      const Line& line = lines_[i];
      while (next != found.end() && next->line < i) ++next;
      Label label = next != found.end() && next->line == i ? next->label : Label{};
      std::uint32_t speaker = kNone;
      if (label.layout != Layout::none) speaker = speaker_of(label.name, speakers);
      if (speaker == kNone) {
        label = alone_label(line, alone);
        if (label.layout != Layout::none) speaker = index_.of(label.name);
      }
      if (label.layout == Layout::none) {
        extend(line);
        ++i;
        continue;
      }
      finish();
      if (label.layout == Layout::time_name) ++i;
      start(lines_[i], label, speaker);
      ++i;
    }
    finish();
  }

 private:
  /// The speaker by that label; kNone = it is no speaker's. Most stand many times: each spelling is
  /// folded once.
  std::uint32_t speaker_of(std::string_view name, const Keys& speakers) {
    const auto [at, added] = speakers_.try_emplace(name, kNone);
    if (added && speakers.contains(fold_label(name))) at->second = index_.of(name);
    return at->second;
  }

  static Label alone_label(const Line& line, const Keys& alone) {
    if (alone.empty() || line.text.size() > kLabelLimit) return {};
    if (!alone.contains(fold_label(line.text))) return {};
    return {Layout::alone, line.text, -1, line.text.size()};
  }

  void start(const Line& line, const Label& label, std::uint32_t speaker) {
    open_ = true;
    turn_ = Block{};
    turn_.role = BlockRole::turn;
    turn_.speaker = speaker;
    turn_.time = label.time;
    begin_ = end_ = 0;
    pages_.clear();
    if (label.body < line.text.size()) {
      begin_ = line.begin + label.body;
      end_ = line.end();
      turn_.line = line.number;
    }
  }

  void extend(const Line& line) {
    if (open_ && (line.style == LineStyle::heading || machine_line(line.text))) {
      interrupt(line);
      return;
    }
    const bool page = page_number(line);
    if (page && (!open_ || begin_ == end_)) return;
    if (!open_) {
      preamble(line);
      return;
    }
    if (begin_ == end_) {
      // The label stands alone; a stamp under it belongs to it.
      std::size_t skip = 0;
      Stamp stamp = stamp_at(line.text);
      if (stamp.size == 0 && line.text.size() <= kStampLine) stamp = worded_stamp(line.text);
      if (stamp.size != 0) {
        if (turn_.time < 0) turn_.time = stamp.seconds;
        skip = skip_blanks(line.text, stamp.size);
        if (skip == line.text.size()) return;
      }
      begin_ = line.begin + skip;
      turn_.line = line.number;
    } else if (page || (stamp_at(line.text).size != 0 && !stamp_at(line.text).bracketed)) {
      // A page number, or a stamp without brackets at the start of a line: not speech.
      const std::size_t size = page ? line.text.size() : stamp_at(line.text).size;
      pages_.push_back({line.begin, line.begin + size});
    }
    end_ = line.end();
  }

  /// A heading of a Word document, or a line of the program's own, between turns: the speaker goes
  /// on below it, in a block of its own.
  void interrupt(const Line& line) {
    const std::uint32_t speaker = turn_.speaker;
    finish();
    preamble(line, line.style == LineStyle::heading ? BlockRole::heading : BlockRole::preamble);
    turn_ = Block{};
    turn_.role = BlockRole::turn;
    turn_.speaker = speaker;
    begin_ = end_ = 0;
    pages_.clear();
  }

  void preamble(const Line& line, BlockRole role = BlockRole::preamble) {
    document_.blocks.push_back(block_of(line, points_, role));
  }

  void finish() {
    if (!open_ || begin_ == end_) return;
    turn_.raw = text_.substr(begin_, end_ - begin_);
    turn_.offset = points_.at(begin_);
    const std::vector<RawSpan> spoken = speech_marks(turn_.raw);
    auto next = spoken.begin();
    for (const auto& [begin, end] : pages_) {
      const RawSpan page{static_cast<std::uint32_t>(begin - begin_),
                         static_cast<std::uint32_t>(end - begin_)};
      while (next != spoken.end() && next->end <= page.begin) turn_.marks.push_back(*next++);
      if (next == spoken.end() || next->begin >= page.end) turn_.marks.push_back(page);
    }
    turn_.marks.insert(turn_.marks.end(), next, spoken.end());
    document_.blocks.push_back(std::move(turn_));
  }

  std::string_view text_;
  const std::vector<Line>& lines_;
  Document& document_;
  SpeakerIndex index_;
  PointCounter points_;
  bool open_ = false;
  Block turn_;
  std::size_t begin_ = 0;  ///< bytes of the turn in the text; equal = nothing yet
  std::size_t end_ = 0;
  std::vector<std::pair<std::size_t, std::size_t>> pages_;
  std::unordered_map<std::string_view, std::uint32_t> speakers_;
};

void paragraphs_as_turns(std::string_view text, const std::vector<Line>& lines,
                         Document& document) {
  PointCounter points(text);
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t first = i;
    for (++i; i < lines.size() && !lines[i].paragraph;) ++i;
    if (page_number(lines[first]) && ++first == i) continue;
    Block block;
    block.raw = text.substr(lines[first].begin, lines[i - 1].end() - lines[first].begin);
    block.offset = points.at(lines[first].begin);
    block.line = lines[first].number;
    block.role = BlockRole::turn;
    block.marks = speech_marks(block.raw);
    document.blocks.push_back(std::move(block));
  }
}

/// The turns that tables tell, one for each cell of speech. Only Word documents have tables, and
/// their offsets count in the block.
void turns_of_cells(std::string_view text, const std::vector<Line>& lines,
                    std::span<const CellLines> cells, Document& document) {
  SpeakerIndex index(document);
  auto cell = cells.begin();
  for (std::size_t i = 0; i < lines.size();) {
    while (cell != cells.end() && cell->next <= i) ++cell;
    const bool inside = cell != cells.end() && cell->first <= i;
    const std::size_t next = inside ? cell->next : i + 1;
    if (inside && cell->role == CellLines::Role::label) {
      i = next;
      continue;
    }
    Block block;
    block.raw = text.substr(lines[i].begin, lines[next - 1].end() - lines[i].begin);
    block.line = lines[i].number;
    block.role = BlockRole::preamble;
    if (inside && cell->role == CellLines::Role::content) {
      block.role = BlockRole::turn;
      block.time = cell->time;
      block.marks = speech_marks(block.raw);
      if (!cell->who.empty()) block.speaker = index.of(cell->who);
    } else if (lines[i].style == LineStyle::heading && !inside) {
      block.role = BlockRole::heading;
    }
    document.blocks.push_back(std::move(block));
    i = next;
  }
}

}  // namespace

Block block_of(const Line& line, PointCounter& points, BlockRole role) {
  Block block;
  block.raw = line.text;
  block.offset = points.at(line.begin);
  block.line = line.number;
  block.role = role;
  return block;
}

std::vector<std::string> accepted_labels(const std::vector<std::string_view>& labels,
                                         const SourceSpec& source) {
  Counts counts;
  for (const std::string_view label : labels) {
    Count& count = counts[label];
    if (count.times++ == 0) count.name = name_shaped(label);
  }
  const Accepted accepted = accept(counts, known_labels(source));
  std::vector<std::string> keys(accepted.keys.begin(), accepted.keys.end());
  std::sort(keys.begin(), keys.end());
  return keys;
}

void read_transcript(std::string_view text, const std::vector<Line>& lines,
                     std::span<const CellLines> cells, const SourceSpec& source, Document& document,
                     Issues& issues) {
  if (!cells.empty()) {
    turns_of_cells(text, lines, cells, document);
    return;
  }
  constexpr std::array<Layout, 3> kLayouts{Layout::colon, Layout::name_time, Layout::time_name};
  const Keys known = known_labels(source);
  Layout layout = Layout::none;
  Accepted best;
  std::vector<Found> found;  // of the best layout
  for (const Layout tried : kLayouts) {
    Counts counts;
    std::vector<Found> labels;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const Label label = label_of(lines, i, tried);
      if (label.layout == Layout::none) continue;
      labels.push_back({i, label});
      Count& count = counts[label.name];
      if (count.times++ == 0) count.name = name_shaped(label.name);
      if (label.time >= 0) ++count.stamped;
    }
    Accepted accepted = accept(counts, known);
    // A layout that rests on times needs a speaker who recurs, else a clock time in a sentence
    // would do.
    const bool enough = tried == Layout::colon ? !accepted.keys.empty() : accepted.turns >= 2;
    if (enough && accepted.turns > best.turns) {
      best = std::move(accepted);
      layout = tried;
      found = std::move(labels);
    }
  }
  Keys alone = known;
  // A label on a line of its own without a colon: known ones, and interviewers' whole words.
  for (const std::string& key : best.keys) {
    if (key.size() >= kWholeWord && interviewer_word(key)) alone.insert(key);
  }
  if (layout == Layout::none) {
    const bool any = std::any_of(lines.begin(), lines.end(), [&](const Line& line) {
      return line.text.size() <= kLabelLimit && !known.empty() &&
             known.contains(fold_label(line.text));
    });
    if (!any) {
      if (read_dialogue(text, lines, document, issues)) return;
      issues.add(Issue{Severity::warning, "transcript.no-speakers",
                       Where{.file = document.source, .sheet = {}, .part = {}},
                       "no speaker labels were found; expected lines like «Anna: …»",
                       lines.empty() ? std::string() : std::string(lines.front().text),
                       "name the labels in \"speakers\" of the source, or set its \"kind\" to "
                       "\"notes\""});
      paragraphs_as_turns(text, lines, document);
      return;
    }
  }
  Turns(text, lines, document).read(found, best.keys, alone);
}

Result<Document> read_running_text(const Input& input, std::string_view text,
                                   const std::vector<Line>& lines, const SourceSpec& source,
                                   const Study& study, Issues& issues,
                                   std::span<const CellLines> cells) {
  const Where where{.file = input.name, .sheet = {}, .part = {}};
  if (source.kind == SourceKind::survey) {
    return Issue{Severity::error,
                 "text.not-a-survey",
                 where,
                 "the manifest calls this a survey, but the file is running text, not a table",
                 "",
                 "set \"kind\" of the source to \"transcript\" or \"notes\""};
  }
  if (lines.empty()) {
    return Issue{Severity::error,
                 "text.nothing",
                 where,
                 "the file holds nothing but white space",
                 "",
                 "check that the right file was saved, or take it out of the manifest"};
  }
  Document document;
  document.source = input.name;
  if (source.kind == SourceKind::transcript) {
    read_transcript(text, lines, cells, source, document, issues);
    assign_speakers(document, source, study, issues);
  } else {
    read_notes(text, lines, cells, source, study, document, issues);
  }
  return document;
}

}  // namespace samsyn::ingest
