#include "stages/ingest/notes.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "pipeline/model/text.hpp"
#include "stages/ingest/headings.hpp"
#include "stages/ingest/labels.hpp"
#include "stages/ingest/marks.hpp"
#include "stages/ingest/municipalities.hpp"
#include "stages/ingest/notes_head.hpp"
#include "stages/ingest/outline.hpp"
#include "stages/ingest/running_heads.hpp"
#include "stages/ingest/speakers.hpp"
#include "stages/ingest/transcript.hpp"
#include "stages/ingest/voices.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::size_t kLabelsInRow = 3;     // labels under one heading that make them speakers
constexpr std::size_t kShortBullet = 45;    // bytes; a shorter line was not wrapped
constexpr std::size_t kMostGuesses = 5000;  // distinct labels that are compared with municipalities

/// What minutes put before a colon that is no speaker. (What notes put over lists, alone on a line,
/// is another list: outline.cpp.)
bool key_word(std::string_view key) {
  constexpr std::string_view kWords[] = {
      "beslut",     "ansvarig",    "ansvar",   "bakgrund",    "notering",   "åtgärd",
      "syfte",      "mål",         "resultat", "förslag",     "fråga",      "svar",
      "hinder",     "möjligheter", "obs",      "ps",          "info",       "information",
      "kommentar",  "kommentarer", "exempel",  "slutsats",    "slutsatser", "sammanfattning",
      "nästa steg", "övrigt",      "att göra", "uppföljning", "problem",    "lösning",
      "lösningar",  "idé",         "idéer",    "citat",       "tema",       "styrkor",
      "svagheter",  "risker",      "rubrik",   "metod",       "utmaningar", "framgångsfaktorer",
      "behov",      "ekonomi",     "personal", "tidplan",     "kostnad",    "totalt",
      "summa"};
  return std::find(std::begin(kWords), std::end(kWords), key) != std::end(kWords);
}

std::unordered_set<std::string> keys_of(const std::vector<std::string>& labels) {
  std::unordered_set<std::string> keys;
  for (const std::string& label : labels) keys.insert(fold_label(label));
  return keys;
}

/// What a label's name says by itself.
struct Name {
  std::string key;           ///< fold_label
  Voice voice;               ///< what voices.hpp makes of it
  bool interviewer = false;  ///< of the source, or an interviewer's whole word
  bool shaped = false;       ///< name_shaped
  bool person = false;       ///< shaped, and neither interviewer, header nor topic
  bool known = false;        ///< a speaker in these notes
};

/// A colon label at the start of a line, behind its bullet sign.
struct LineLabel {
  std::size_t sign = 0;  ///< bytes of the bullet sign before it
  Label label;
  const Name* name = nullptr;
};

class Notes {
 public:
  Notes(std::string_view text, const std::vector<Line>& lines, std::span<const CellLines> cells,
        const SourceSpec& source, const Study& study, Document& document, Issues& issues)
      : text_(text),
        lines_(lines),
        cells_(cells),
        named_(keys_of(source.speakers)),
        interviewers_(keys_of(source.interviewers)),
        posts_(find_signposts(lines, named_)),
        outline_(indented_outline(lines)),
        signatures_(lines),
        document_(document),
        issues_(issues),
        index_(document),
        points_(text),
        attributes_(source_attributes(document.source, source, study)) {
    document_.blocks.reserve(document_.blocks.size() + lines.size());
    std::erase_if(posts_,
                  [&](const Signpost& post) { return cell_at(cells_, post.line) != nullptr; });
    find_heads();
    find_labels();
  }

  void read() {
    std::size_t i = 0;
    const std::size_t top = head_end(lines_, cells_, posts_, [&](std::size_t line) {
      return label_of(line, bullet_sign(lines_[line].text, false)).name != nullptr;
    });
    nest(posts_, top);
    auto post = posts_.begin();
    for (; i < top; ++i) {
      if (post != posts_.end() && post->line == i) {
        if (post->whole_file) open(*post);
        ++post;
      }
      if (!of_page(i)) preamble(lines_[i]);
    }
    bool after_bullet = false;
    while (i < lines_.size()) {
      const Line& line = lines_[i];
      if (post != posts_.end() && post->line == i) {
        open(*post++);
        ++i;
        after_bullet = false;
        continue;
      }
      if (const CellLines* cell = cell_at(cells_, i); cell != nullptr) {
        i = table_cell(*cell);
        after_bullet = false;
        continue;
      }
      if (of_page(i)) {
        ++i;
        continue;
      }
      if (line.style == LineStyle::contents || signatures_.hold(i)) {
        preamble(line);
        ++i;
        continue;
      }
      if (ruler(line.text)) {
        ++i;
        continue;
      }
      leave_indents(line);
      const std::size_t stop = post == posts_.end() ? lines_.size() : post->line;
      i = statement(i, std::min(stop, next_cell(i)), after_bullet);
    }
  }

 private:
  const Name& name_of(std::string_view label) {
    const auto [at, added] = names_.try_emplace(label);
    Name& name = at->second;
    if (added) {
      name.key = fold_label(label);
      name.voice = voice_of(label);
      name.shaped = name_shaped(label);
      // "I: …" in notes may be anything; the whole words are not.
      name.interviewer = interviewers_.contains(name.key) ||
                         (label.size() > 3 && interviewer_word(label) && !key_word(name.key));
      name.person =
          name.shaped && !name.interviewer && !header_key(name.key) && !key_word(name.key);
      name.known = named_.contains(name.key) || !name.voice.id.empty() || name.interviewer;
    }
    return name;
  }

  /// What pages repeat is no heading and nobody's words.
  void find_heads() {
    for (const RunningHead& head : find_running_heads(lines_)) {
      if (head.lines.empty() || std::any_of(head.lines.begin(), head.lines.end(), [&](auto line) {
            return cell_at(cells_, line) != nullptr;
          }))
        continue;
      heads_.insert(head.lines.begin(), head.lines.end());
      issues_.add(Issue{Severity::note, "notes.running-head",
                        Where{.file = document_.source,
                              .sheet = {},
                              .part = {},
                              .line = lines_[head.lines.front()].number},
                        "this line stands on " + std::to_string(head.lines.size()) +
                            " pages and is taken for a running head: it is left out",
                        head.text,
                        "write it in another way in the file if it is somebody's words"});
    }
    std::erase_if(posts_, [&](const Signpost& post) { return heads_.contains(post.line); });
  }

  /// A line that belongs to the page, not to the text.
  bool of_page(std::size_t line) const {
    return page_number(lines_[line]) || heads_.contains(line);
  }

  /// The labels of all lines, and which of them are speakers.
  void find_labels() {
    label_at_.assign(lines_.size(), kNone);
    sign_at_.assign(lines_.size(), 0);
    std::size_t in_section = 0;
    std::size_t paragraphs = 0;
    bool municipalities = false;
    std::unordered_set<std::string> section;
    std::unordered_set<std::string> known;
    auto post = posts_.begin();
    const auto close = [&] {
      if (in_section >= kLabelsInRow && in_section * 10 >= paragraphs * 6 && section.size() >= 2) {
        known.insert(section.begin(), section.end());
      }
      in_section = paragraphs = 0;
      section.clear();
    };
    std::vector<std::string> misspelt;
    std::unordered_set<std::string> guessed;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (post != posts_.end() && post->line == i) {
        close();
        municipalities = municipalities || !post->voice.municipality.empty();
        ++post;
        continue;
      }
      const Line& line = lines_[i];
      const std::size_t sign = bullet_sign(line.text, false);
      sign_at_[i] = static_cast<std::uint32_t>(sign);
      const Label label = colon_label(line.text.substr(sign), false);
      if (label.layout == Layout::none) {
        if (line.paragraph && sign == 0) ++paragraphs;
        continue;
      }
      const Name& name = name_of(label.name);
      label_at_[i] = static_cast<std::uint32_t>(labels_.size());
      labels_.push_back({sign, label, &name});
      if (!name.voice.municipality.empty()) {
        municipalities = true;
      } else if (guessed.size() < kMostGuesses && name.shaped && name.voice.id.empty() &&
                 guessed.insert(name.key).second && !guess_municipality(label.name).name.empty()) {
        misspelt.push_back(name.key);
      }
      if (sign != 0) continue;
      ++paragraphs;
      if (name.person) {
        ++in_section;
        section.insert(name.key);
      }
    }
    close();
    if (municipalities) known.insert(misspelt.begin(), misspelt.end());
    for (auto& [label, name] : names_) name.known = name.known || known.contains(name.key);
  }

  /// The speaker's label at the start of a line behind a bullet sign of that size.
  LineLabel label_of(std::size_t i, std::size_t sign) {
    LineLabel found;
    if (label_at_[i] != kNone) found = labels_[label_at_[i]];
    if (found.name == nullptr || found.sign != sign) {
      // "o" and "e" are bullets after a bullet: the look before took them for words.
      found = {};
      if (sign == 0 || (lines_[i].text[0] != 'o' && lines_[i].text[0] != 'e')) return found;
      found.label = colon_label(lines_[i].text.substr(sign), false);
      if (found.label.layout == Layout::none) return {};
      found.name = &name_of(found.label.name);
    }
    return found.name->known ? found : LineLabel{};
  }
  /// bullet_sign of the line, which must not be a signpost.
  std::size_t sign_of(std::size_t i, bool after_bullet) const {
    const std::string_view text = lines_[i].text;
    if (sign_at_[i] != 0 || !misread_bullet(i)) return sign_at_[i];
    // One is a word («e de så»), two below each other are bullets.
    const bool listed = after_bullet || (i > 0 && misread_bullet(i - 1)) ||
                        (i + 1 < lines_.size() && misread_bullet(i + 1));
    return listed ? bullet_sign(text, true) : 0;
  }
  /// Does the line begin with a letter that bullets of scans are read as?
  bool misread_bullet(std::size_t i) const {
    const std::string_view text = lines_[i].text;
    return text.size() > 2 && (text[0] == 'o' || text[0] == 'e') && text[1] == ' ';
  }

  std::size_t next_cell(std::size_t line) const {
    const auto at = std::upper_bound(cells_.begin(), cells_.end(), line,
                                     [](std::size_t l, const CellLines& c) { return l < c.first; });
    return at == cells_.end() ? lines_.size() : at->first;
  }

  void preamble(const Line& line, BlockRole role = BlockRole::preamble) {
    if (ruler(line.text)) return;
    document_.blocks.push_back(block_of(line, points_, role));
  }

  void open(const Signpost& post) {
    const Line& line = lines_[post.line];
    if (post.indent >= 0) leave_indents(line);
    while (!path_.empty() && path_.back().level >= post.level) path_.pop_back();
    Step step{post.level, post.indent, kNone, kNone, {}};
    if (!post.voice.id.empty()) {
      step.speaker = speaker(post.voice.id, post.voice);
    } else {
      step.text = post.text;
      const auto over =
          std::find_if(path_.rbegin(), path_.rend(), [](const Step& s) { return !s.text.empty(); });
      step.question = ask(over == path_.rend() ? post.text : over->text + " / " + post.text);
    }
    path_.push_back(std::move(step));
    stand();
    if (post.voice.id.empty()) {
      document_.blocks.push_back(block_of(line, points_, BlockRole::heading));
    }
  }

  std::uint32_t ask(std::string text) {
    Question asked;
    asked.text = std::move(text);
    document_.questions.push_back(std::move(asked));
    return static_cast<std::uint32_t>(document_.questions.size() - 1);
  }

  /// What the path says of the lines that follow.
  void stand() {
    question_ = home_ = kNone;
    for (const Step& step : path_) {
      if (step.question != kNone) question_ = step.question;
      if (step.speaker != kNone) home_ = step.speaker;
    }
    speaker_ = kNone;
    stays_ = false;
  }

  /// Closes what stands over deeper lines only.
  void leave_indents(const Line& line) {
    bool left = false;
    while (!path_.empty() && path_.back().indent >= static_cast<int>(line.indent)) {
      path_.pop_back();
      left = true;
    }
    if (left) stand();
  }

  /// The lines of a table's cell; gives the line after them.
  std::size_t table_cell(const CellLines& cell) {
    if (cell.role == CellLines::Role::label) return cell.next;
    if (cell.role != CellLines::Role::content) {
      for (std::size_t i = cell.first; i < cell.next; ++i) {
        preamble(lines_[i],
                 cell.role == CellLines::Role::title ? BlockRole::heading : BlockRole::preamble);
      }
      return cell.next;
    }
    const std::uint32_t question = question_;
    const std::uint32_t home = home_;
    if (!cell.asked.empty()) {
      const auto [at, added] = asked_.try_emplace(cell.asked, kNone);
      if (added) at->second = ask(cell.asked);
      question_ = at->second;
    }
    if (!cell.who.empty()) home_ = speaker(cell.who, voice_of(cell.who));
    speaker_ = kNone;
    stays_ = false;
    bool after_bullet = false;
    for (std::size_t i = cell.first; i < cell.next;) {
      if (ruler(lines_[i].text)) {
        ++i;
      } else {
        const std::size_t blocks = document_.blocks.size();
        i = statement(i, cell.next, after_bullet);
        if (cell.votes != 0 && document_.blocks.size() > blocks) {
          document_.blocks.back().votes = cell.votes;
        }
      }
    }
    question_ = question;
    home_ = home;
    speaker_ = kNone;
    stays_ = false;
    return cell.next;
  }

  /// A bullet, statement or paragraph from line i, with its wrapped lines; gives the line after it.
  std::size_t statement(std::size_t i, std::size_t stop, bool& after_bullet) {
    const Line& line = lines_[i];
    const std::size_t sign =
        sign_of(i, after_bullet || (i > 0 && lines_[i - 1].text.ends_with(':')));
    const bool bullet = sign != 0 || line.style == LineStyle::list;
    const LineLabel said = label_of(i, sign);
    std::size_t begin = line.begin + sign;
    const bool own = said.name != nullptr;
    const std::size_t next = extent(i, stop, bullet, own);
    if (own) {
      const std::uint32_t who = speaker(said.label.name, said.name->voice);
      if (sign + said.label.body >= line.text.size()) {
        speaker_ = who;
        stays_ = true;
        after_bullet = false;
        return i + 1;
      }
      begin += said.label.body;
      if (!bullet) {
        speaker_ = who;
        stays_ = false;
      }
      push(i, next, begin, bullet, who);
    } else {
      if (!bullet && !stays_ && line.paragraph) speaker_ = kNone;
      if (bullet && line.gap && !stays_) speaker_ = kNone;
      push(i, next, begin, bullet, speaker_ == kNone ? home_ : speaker_);
    }
    after_bullet = bullet || (after_bullet && own);
    return next;
  }

  /// The line after a bullet's or paragraph's last one.
  std::size_t extent(std::size_t i, std::size_t stop, bool bullet, bool labelled_first) {
    const Line& first = lines_[i];
    std::size_t k = i + 1;
    for (; k < stop; ++k) {
      const Line& line = lines_[k];
      if (line.paragraph || outline_ || line.style == LineStyle::list || ruler(line.text)) break;
      const std::size_t sign = sign_of(k, bullet);
      if (sign != 0 || of_page(k)) break;
      if (label_at_[k] != kNone) {
        // Below «Skövde: …» a line «Gruppen HR: …» is somebody else's, though no speaker is known
        // by it.
        if (labelled_first || label_of(k, sign).name != nullptr) break;
      }
      if (bullet && line.indent <= first.indent) {
        // Lost its indentation, or stands below the list: a new sentence after a finished or short
        // line begins a paragraph.
        const std::string_view before = lines_[k - 1].text;
        const bool capital = label_shaped(line.text.substr(0, 2)) ||
                             (line.text.front() >= 'A' && line.text.front() <= 'Z');
        if (capital && (ends_as_sentence(before) || before.size() < kShortBullet)) break;
      }
    }
    return k;
  }

  void push(std::size_t first, std::size_t next, std::size_t begin, bool bullet,
            std::uint32_t who) {
    const std::size_t end = lines_[next - 1].end();
    Block& block = document_.blocks.emplace_back();
    block.raw = text_.substr(begin, end - begin);
    block.offset = points_.at(begin);
    block.line = lines_[first].number;
    block.role = BlockRole::note;
    block.question = question_;
    block.speaker = who;
    if (who != kNone) block.respondent = respondents_[who];
    if (who != kNone && block.respondent == kNone) {
      block.role = BlockRole::interviewer;
      if (block.raw.find('?') != std::string::npos) question_ = ask(collapse(block.raw));
    }
    if (bullet || next - first == 1) {
      if (const Votes votes = votes_at_end(block.raw); votes.count != 0) {
        block.votes = votes.count;
        block.marks.push_back(votes.mark);
      }
    }
  }

  /// The speaker by that label; `voice` is what voices.hpp makes of it. Interviewers are speakers,
  /// but no respondents.
  std::uint32_t speaker(std::string_view label, const Voice& voice) {
    if (label.ends_with(':')) label.remove_suffix(1);
    const std::uint32_t who = index_.of(label);
    if (who < respondents_.size()) return who;
    std::string id = voice.id.empty() ? document_.speakers[who] : voice.id;
    if (name_of(label).interviewer) {
      respondents_.push_back(kNone);
      return who;
    }
    std::string municipality = voice.municipality;
    if (voice.id.empty()) {
      const Municipality guess = guess_municipality(id);
      if (!guess.name.empty() && name_shaped(id)) {
        issues_.add(
            Issue{Severity::note, "notes.respelt-municipality",
                  Where{.file = document_.source, .sheet = {}, .part = {}, .line = line_of(label)},
                  "«" + id + "» is taken for the municipality " + std::string(guess.name), id,
                  "correct the label in the file if it is someone else"});
        id = municipality = guess.name;
      }
    }
    const auto [at, added] =
        by_id_.try_emplace(id, static_cast<std::uint32_t>(document_.respondents.size()));
    if (added) {
      Respondent respondent{id, attributes_};
      if (!municipality.empty() && respondent.attributes.size() > kMunicipality) {
        respondent.attributes[kMunicipality] = municipality;
      }
      document_.respondents.push_back(std::move(respondent));
    }
    respondents_.push_back(at->second);
    return who;
  }

  /// The line that holds a stretch of the text; 0 = it is none (a cell's label).
  std::uint32_t line_of(std::string_view part) const {
    const std::less<const char*> before;
    if (before(part.data(), text_.data()) || before(text_.data() + text_.size(), part.data()))
      return 0;
    const auto byte = static_cast<std::size_t>(part.data() - text_.data());
    const auto at = std::upper_bound(lines_.begin(), lines_.end(), byte,
                                     [](std::size_t b, const Line& l) { return b < l.begin; });
    return at == lines_.begin() ? 0 : std::prev(at)->number;
  }

  struct Step {
    int level;
    int indent;
    std::uint32_t question;  ///< of a heading
    std::uint32_t speaker;   ///< of a voice
    std::string text;
  };

  std::string_view text_;
  const std::vector<Line>& lines_;
  std::span<const CellLines> cells_;
  std::unordered_set<std::string> named_;  ///< keys of the source's speakers
  std::unordered_set<std::string> interviewers_;
  std::vector<Signpost> posts_;
  bool outline_;  ///< each line is an item of its own
  Signatures signatures_;
  std::unordered_set<std::size_t> heads_;  ///< lines that are running heads
  Document& document_;
  Issues& issues_;
  SpeakerIndex index_;
  PointCounter points_;
  std::vector<std::string> attributes_;
  std::unordered_map<std::string_view, Name> names_;  ///< by the label as it stands
  std::vector<LineLabel> labels_;
  std::vector<std::uint32_t> sign_at_;      ///< parallel to lines_: bytes of the bullet sign
  std::vector<std::uint32_t> label_at_;     ///< parallel to lines_: index into labels_, or kNone
  std::vector<std::uint32_t> respondents_;  ///< parallel to Document::speakers
  std::unordered_map<std::string, std::uint32_t> by_id_;
  std::unordered_map<std::string, std::uint32_t> asked_;  ///< titles of tables' columns
  std::vector<Step> path_;  ///< the headings and voices that stand over the place
  std::uint32_t question_ = kNone;
  std::uint32_t home_ = kNone;     ///< whose words they are by the path
  std::uint32_t speaker_ = kNone;  ///< by a label below it
  bool stays_ = false;             ///< a label alone: until the next label or heading
};

}  // namespace

void read_notes(std::string_view text, const std::vector<Line>& lines,
                std::span<const CellLines> cells, const SourceSpec& source, const Study& study,
                Document& document, Issues& issues) {
  Notes(text, lines, cells, source, study, document, issues).read();
}

}  // namespace samsyn::ingest
