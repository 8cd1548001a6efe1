#include "stages/ingest/outline.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <unordered_map>

#include "stages/ingest/headings.hpp"
#include "stages/ingest/labels.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::size_t kVoiceLine = 80;    // bytes
constexpr std::size_t kFullLine = 60;     // bytes; a line that was wrapped is longer
constexpr std::size_t kShortLine = 60;    // bytes, of an indented outline
constexpr std::size_t kTopicLine = 45;    // bytes
constexpr std::size_t kLeastOutline = 5;  // lines of an indented outline
constexpr int kWholeFile = 0;             // above all headings, whose levels begin with 2
constexpr int kWeakest = 2 * kWeak;       // of headings by their shortness alone
constexpr int kByIndent = 100;            // below all headings

// What notes put at their end, when it stands alone on its line.
constexpr std::string_view kClosing[]{
    "sammanfattning", "summering",       "avslutning",         "nästa steg",  "slutsatser",
    "slutsats",       "gemensamt",       "reflektion",         "utvärdering", "uppföljning",
    "nästa möte",     "beslut",          "i helgrupp",         "helgrupp",    "storgrupp",
    "övrigt",         "fortsatt arbete", "gemensam diskussion"};

// What notes put over a list.
constexpr std::string_view kOverLists[]{"hinder",
                                        "möjligheter",
                                        "förslag",
                                        "behov",
                                        "utmaningar",
                                        "styrkor",
                                        "svagheter",
                                        "risker",
                                        "idéer",
                                        "lösningar",
                                        "åtgärder",
                                        "bakgrund",
                                        "nuläge",
                                        "problem",
                                        "goda exempel",
                                        "önskemål",
                                        "hot",
                                        "barriärer",
                                        "lärdomar",
                                        "svårigheter",
                                        "frågor",
                                        "tankar",
                                        "vad hindrar",
                                        "diskussion",
                                        "vad fungerar",
                                        "vad behövs",
                                        "laget runt",
                                        "framgångsfaktorer",
                                        "hinder och möjligheter"};

bool is_one_of(std::span<const std::string_view> words, std::string_view text) {
  const std::string key = fold_label(text);
  return std::find(words.begin(), words.end(), key) != words.end();
}

bool closing_word(std::string_view text) { return is_one_of(kClosing, text); }
bool list_word(std::string_view text) { return is_one_of(kOverLists, text); }

bool has_children(const std::vector<Line>& lines, std::size_t i) {
  return i + 1 < lines.size() && lines[i + 1].indent > lines[i].indent &&
         lines[i + 1].style != LineStyle::heading;
}

/// Could the text be a voice on a line of its own? Cheap, for every line.
bool voice_shaped(std::string_view text) {
  if (text.empty() || text.size() > kVoiceLine) return false;
  if (!capital_at(text, 0) && text[0] != '*' && text[0] != '_') return false;
  return !ends_as_sentence(text) && text.back() != '?';
}

class Posts {
 public:
  Posts(const std::vector<Line>& lines, const std::unordered_set<std::string>& named)
      : lines_(lines),
        named_(named),
        outline_(indented_outline(lines)),
        headings_(find_headings(lines)) {}

  std::vector<Signpost> run() {
    auto heading = headings_.begin();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const bool is_heading = heading != headings_.end() && heading->line == i;
      if (outline_ && lines_[i].style == LineStyle::plain) {
        by_indent(i);
      } else if (is_heading) {
        from_heading(*heading);
      } else {
        plain(i);
      }
      if (is_heading) ++heading;
    }
    drop_lists();
    level_voices();
    return std::move(out_);
  }

 private:
  /// Headings recur: each wording is looked into once. `text` is of the lines, or of a heading that
  /// outlives this.
  const Voice& voice(std::string_view text) {
    const auto [at, added] = voices_.try_emplace(text);
    if (added) {
      Voice& found = at->second;
      found = voice_of(text);
      if (found.id.empty() && !named_.empty() && named_.contains(fold_label(text))) {
        found.id = collapse(text);
      }
    }
    return at->second;
  }

  void from_heading(const Heading& heading) {
    Signpost post;
    post.line = heading.line;
    post.level = 2 * heading.level;
    post.text = heading.text;
    post.topic = list_word(heading.text);
    post.closing = closing_word(heading.text);
    post.voice = voice(heading.text);
    if (!post.voice.id.empty()) {
      if (heading.weak) post.level = std::min(post.level, kWeakest);
      if (lines_[heading.line].style == LineStyle::plain && !heading.weak &&
          capital_at(lines_[heading.line].text, 0)) {
        capitals_.push_back(out_.size());
      }
    }
    out_.push_back(std::move(post));
  }

  void by_indent(std::size_t i) {
    const Line& line = lines_[i];
    if (!has_children(lines_, i) || line.text.size() > kShortLine) return;
    Signpost post;
    post.line = i;
    post.level = kByIndent + line.indent;
    post.indent = line.indent;
    post.voice = voice(line.text);
    post.text = collapse(line.text);
    if (post.text.ends_with(':')) post.text.pop_back();
    out_.push_back(std::move(post));
  }

  void plain(std::size_t i) {
    const Line& line = lines_[i];
    if (line.style != LineStyle::plain && line.style != LineStyle::list) return;
    if (line.text.size() > kVoiceLine || i + 1 >= lines_.size()) return;
    const std::size_t sign = bullet_sign(line.text, false);
    const std::string_view text = line.text.substr(sign);
    if (!voice_shaped(text)) {
      if (sign == 0 && text.ends_with('?') && under_voice(i)) topic(i, true);
      return;
    }
    Signpost post;
    post.line = i;
    if (Voice file = voice_of_file(text); !file.id.empty() && sign == 0) {
      post.voice = std::move(file);
      post.level = kWholeFile;
      post.whole_file = true;
      out_.push_back(std::move(post));
      return;
    }
    const bool item = sign != 0 || line.style == LineStyle::list;
    if (item && !has_children(lines_, i)) return;
    if (!item && !starts(i)) return;
    post.voice = voice(text);
    const bool bullets =
        bullet_sign(lines_[i + 1].text, false) != 0 || lines_[i + 1].style == LineStyle::list;
    if (post.voice.id.empty()) {
      if (!item) topic(i, bullets);
      return;
    }
    if (post.voice.remark && !bullets && !item) return;
    post.level = item ? kByIndent + line.indent : kWeakest;
    if (item) post.indent = line.indent;
    if (!item && !text.ends_with(':')) plain_.push_back(out_.size());
    out_.push_back(std::move(post));
  }

  bool under_voice(std::size_t i) const {
    return !out_.empty() && out_.back().line + 1 == i && !out_.back().voice.id.empty();
  }

  /// A heading that headings.hpp cannot tell without the voices: directly under or over one, or one
  /// of the words that notes put over lists.
  void topic(std::size_t i, bool bullets) {
    std::string_view text = lines_[i].text;
    const bool colon = text.ends_with(':');
    while (text.ends_with(':')) text.remove_suffix(1);
    const bool under = bullets && under_voice(i);
    const bool over = lines_[i].paragraph && text.size() <= kTopicLine && !lines_[i + 1].gap &&
                      !voice(lines_[i + 1].text).id.empty();
    if (!under && !over && !((!colon || bullets) && (list_word(text) || closing_word(text))))
      return;
    if (text.find(':') != std::string_view::npos) return;
    Signpost post;
    post.line = i;
    post.level = kWeakest;
    post.text = collapse(text);
    post.topic = list_word(text);
    post.closing = closing_word(text);
    out_.push_back(std::move(post));
  }

  /// Does the line begin something, or go on from the one above?
  bool starts(std::size_t i) const {
    if (i == 0 || lines_[i].paragraph) return true;
    const std::string_view above = lines_[i - 1].text;
    if (above.ends_with(':')) {
      const Label label = colon_label(above, false);
      return label.layout == Layout::none || !header_key(label.name);
    }
    return above.size() < kFullLine || ends_as_sentence(above);
  }

  /// Names on plain lines one under the other are a list of them, not headings over nothing.
  void drop_lists() {
    std::vector<bool> dropped(out_.size(), false);
    for (const std::size_t at : plain_) {
      const auto neighbour = [&](std::size_t other) {
        return other < out_.size() && !out_[other].voice.id.empty() &&
               (out_[other].line + 1 == out_[at].line || out_[at].line + 1 == out_[other].line);
      };
      dropped[at] = neighbour(at + 1) || (at > 0 && neighbour(at - 1));
    }
    std::size_t kept = 0;
    std::vector<std::size_t> capitals;
    for (std::size_t i = 0; i < out_.size(); ++i) {
      if (dropped[i]) continue;
      if (std::binary_search(capitals_.begin(), capitals_.end(), i)) capitals.push_back(kept);
      if (kept != i) out_[kept] = std::move(out_[i]);
      ++kept;
    }
    out_.resize(kept);
    capitals_ = std::move(capitals);
  }

  /// Voices in capitals look alike and stand at one level, though the headings' rules, which know
  /// nothing of names, may put the first above a number and the rest below.
  void level_voices() {
    int least = kByIndent;
    for (const std::size_t i : capitals_) least = std::min(least, out_[i].level);
    for (const std::size_t i : capitals_) out_[i].level = least;
  }

  const std::vector<Line>& lines_;
  const std::unordered_set<std::string>& named_;
  const bool outline_;
  const std::vector<Heading> headings_;
  std::unordered_map<std::string_view, Voice> voices_;
  std::vector<Signpost> out_;
  std::vector<std::size_t> plain_;     ///< of out_: voices by their words alone
  std::vector<std::size_t> capitals_;  ///< of out_: voices in headings without a style
};

}  // namespace

bool topic_word(std::string_view text) { return list_word(text) || closing_word(text); }

bool indented_outline(const std::vector<Line>& lines) {
  std::size_t plain = 0;
  std::size_t others = 0;
  std::size_t indented = 0;
  std::size_t parents = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.style != LineStyle::plain) return false;
    if (line.text.size() > kShortLine || ends_as_sentence(line.text) ||
        bullet_sign(line.text, false) != 0) {
      // Most notes are told by their first lines.
      if (++others * 10 > lines.size() * 2) return false;
      continue;
    }
    ++plain;
    if (line.indent >= 2) ++indented;
    if (has_children(lines, i)) ++parents;
  }
  return plain >= kLeastOutline && plain * 10 >= lines.size() * 8 && indented * 2 >= plain &&
         parents >= 2;
}

std::vector<Signpost> find_signposts(const std::vector<Line>& lines,
                                     const std::unordered_set<std::string>& named) {
  return Posts(lines, named).run();
}

void nest(std::vector<Signpost>& posts, std::size_t first) {
  struct Evidence {
    int above = 0;  ///< that voices stand over headings of this level, less that they stand below
    bool voices = false;
    std::unordered_map<std::string, int> seen;
  };
  std::unordered_map<int, Evidence> levels;
  const auto level_of = [](const Signpost& post) { return std::min(post.level, kWeakest); };
  const auto counts = [&](const Signpost& post) {
    return post.line >= first && !post.whole_file && post.indent < 0;
  };
  for (std::size_t i = 0; i < posts.size(); ++i) {
    const Signpost& post = posts[i];
    if (!counts(post)) continue;
    Evidence& evidence = levels[level_of(post)];
    const bool voice = !post.voice.id.empty();
    evidence.voices = evidence.voices || voice;
    const std::string key = voice ? "\n" + fold_label(post.voice.id) : fold_label(post.text);
    if (evidence.seen[key]++ > 0) evidence.above += voice ? -1 : 1;
    if (i + 1 == posts.size()) continue;
    const Signpost& next = posts[i + 1];
    if (next.line != post.line + 1 || !counts(next) || level_of(next) != level_of(post)) continue;
    const bool next_voice = !next.voice.id.empty();
    if (voice && !next_voice) ++evidence.above;
    if (!voice && next_voice) --evidence.above;
  }
  // A closing heading that stands once ends the voices, however it looks.
  int voice_level = kByIndent;
  std::unordered_map<std::string, int> closings;
  std::unordered_map<std::string, int> voices;
  for (const Signpost& post : posts) {
    if (!counts(post)) continue;
    if (!post.voice.id.empty()) {
      ++voices[post.voice.id];
      voice_level = std::min(voice_level, post.level);
    } else if (post.closing) {
      ++closings[fold_label(post.text)];
    }
  }
  for (Signpost& post : posts) {
    if (!counts(post)) continue;
    if (post.voice.id.empty() && voices.size() >= 2 && post.level > voice_level && post.closing &&
        closings[fold_label(post.text)] == 1) {
      post.level = voice_level;
    }
  }
  for (Signpost& post : posts) {
    if (!counts(post)) continue;
    const Evidence& evidence = levels[level_of(post)];
    if (!evidence.voices) continue;
    const bool above = evidence.above > 0;
    if (!post.voice.id.empty()) {
      post.level += above ? -1 : 1;
    } else if (above && post.closing) {
      post.level -= 1;
    }
  }
}

}  // namespace samsyn::ingest
