#include "stages/ingest/notes.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "pipeline/model/text.hpp"
#include "stages/ingest/headings.hpp"
#include "stages/ingest/labels.hpp"
#include "stages/ingest/marks.hpp"
#include "stages/ingest/municipalities.hpp"
#include "stages/ingest/speakers.hpp"
#include "stages/ingest/transcript.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::size_t kLabelsInRow = 3;     // labels under one heading that make them speakers
constexpr std::size_t kLookAhead = 12;      // lines after a title in which its header must go on
constexpr std::size_t kShortBullet = 45;    // bytes; a shorter line was not wrapped
constexpr std::size_t kMostGuesses = 5000;  // distinct labels that are compared with municipalities
constexpr std::size_t kTitleBytes = 160;

/// What minutes put before a colon that is no speaker.
bool topic_word(std::string_view key) {
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

/// "2024-05-03", "den 3 maj 2024", "torsdag 18 april kl. 9-12".
bool date_line(std::string_view line) {
  if (line.size() > 60 || line.find_first_of("0123456789") == std::string_view::npos) return false;
  const std::string key = fold_label(line);
  for (const std::string_view month :
       {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
        "oktober", "november", "december"}) {
    if (key.find(month) != std::string::npos) return !ends_as_sentence(line);
  }
  return key.size() >= 10 && key.find_first_not_of("0123456789-/. :–kl") == std::string::npos &&
         std::count_if(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; }) >= 6;
}

class Notes {
 public:
  Notes(std::string_view text, const std::vector<Line>& lines, const SourceSpec& source,
        const Study& study, Document& document, Issues& issues)
      : text_(text),
        lines_(lines),
        headings_(find_headings(lines)),
        document_(document),
        issues_(issues),
        index_(document),
        points_(text),
        attributes_(source_attributes(document.source, source, study)) {
    for (const std::string& label : source.speakers) known_.insert(fold_label(label));
    find_labels();
  }

  void read() {
    std::size_t i = 0;
    const std::size_t top = top_end();
    for (; i < top; ++i) preamble(lines_[i]);
    auto heading =
        std::lower_bound(headings_.begin(), headings_.end(), top,
                         [](const Heading& h, std::size_t line) { return h.line < line; });
    bool after_bullet = false;
    while (i < lines_.size()) {
      const Line& line = lines_[i];
      if (heading != headings_.end() && heading->line == i) {
        if (!municipality_line(*heading)) {
          open(*heading);
        } else {
          speaker_ = speaker(line.text);
          stays_ = true;
        }
        ++heading;
        ++i;
        after_bullet = false;
        continue;
      }
      const std::size_t stop = heading == headings_.end() ? lines_.size() : heading->line;
      if (page_number(line) || line.style == LineStyle::contents) {
        preamble(line);
        ++i;
        continue;
      }
      if (ruler(line.text)) {
        ++i;
        continue;
      }
      i = statement(i, stop, after_bullet);
    }
  }

 private:
  /// Labels that are speakers, by their keys.
  void find_labels() {
    std::size_t in_section = 0;
    std::size_t paragraphs = 0;
    std::size_t exact = 0;
    std::unordered_set<std::string> section;
    auto heading = headings_.begin();
    const auto close = [&] {
      if (in_section >= kLabelsInRow && in_section * 10 >= paragraphs * 6 && section.size() >= 2) {
        known_.insert(section.begin(), section.end());
      }
      in_section = paragraphs = 0;
      section.clear();
    };
    std::vector<std::string> misspelt;
    std::unordered_set<std::string> guessed;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (heading != headings_.end() && heading->line == i) {
        close();
        if (find_municipality(lines_[i].text).exact) ++exact;
        ++heading;
        continue;
      }
      const Line& line = lines_[i];
      const std::size_t sign = bullet_sign(line.text, false);
      const Label label = colon_label(line.text.substr(sign), false);
      if (label.layout == Layout::none) {
        if (line.paragraph && sign == 0) ++paragraphs;
        continue;
      }
      const std::string key = fold_label(label.name);
      const Municipality municipality = find_municipality(label.name);
      if (municipality.exact) {
        ++exact;
        known_.insert(key);
      } else if (guessed.size() < kMostGuesses && name_shaped(label.name) &&
                 guessed.insert(key).second && !guess_municipality(label.name).name.empty()) {
        misspelt.push_back(key);
      }
      if (sign != 0) continue;
      ++paragraphs;
      if (name_shaped(label.name) && !header_key(key) && !topic_word(key)) {
        ++in_section;
        section.insert(key);
      }
    }
    close();
    if (exact >= 1) known_.insert(misspelt.begin(), misspelt.end());
  }

  bool municipality_line(const Heading& heading) const {
    return heading.weak && lines_[heading.line].style == LineStyle::plain &&
           find_municipality(heading.text).exact && !lines_[heading.line].text.starts_with('#');
  }

  Label label_of(std::string_view text) const {
    if (known_.empty()) return {};
    const Label label = colon_label(text, false);
    return label.layout != Layout::none && known_.contains(fold_label(label.name)) ? label
                                                                                   : Label{};
  }

  /// A line of the header: "Plats: …", a date, or a key that is followed by its value.
  static bool header_line(const Line& line) {
    if (date_line(line.text)) return true;
    const Label label = colon_label(line.text, false);
    return label.layout != Layout::none && header_key(label.name);
  }

  /// A block of "key: value" or "key:" and value lines, as registers print them.
  bool register_block(std::size_t first, std::size_t end) const {
    std::size_t keys = 0;
    for (std::size_t i = first; i < end; ++i) {
      const std::string_view text = lines_[i].text;
      if (text.size() > 120) return false;
      if (text.ends_with(':')) ++keys;
    }
    return end - first >= 4 && keys * 3 >= end - first;
  }

  std::size_t paragraph_end(std::size_t i) const {
    for (++i; i < lines_.size() && !lines_[i].paragraph;) ++i;
    return i;
  }

  const Heading* heading_at(std::size_t i) const {
    const auto at =
        std::lower_bound(headings_.begin(), headings_.end(), i,
                         [](const Heading& h, std::size_t line) { return h.line < line; });
    return at != headings_.end() && at->line == i ? &*at : nullptr;
  }

  /// Is the paragraph a title or the like: short lines, no sentence?
  bool title_like(std::size_t first, std::size_t end) const {
    if (end - first > 3) return false;
    std::size_t bytes = 0;
    for (std::size_t i = first; i < end; ++i) {
      bytes += lines_[i].text.size();
      if (bullet_sign(lines_[i].text, false) != 0 || lines_[i].style == LineStyle::list ||
          label_of(lines_[i].text).layout != Layout::none || (i != first && heading_at(i))) {
        return false;
      }
    }
    return bytes <= kTitleBytes && !ends_as_sentence(lines_[end - 1].text);
  }

  /// Do header lines, or another heading, follow before any content?
  bool header_goes_on(std::size_t i) const {
    for (std::size_t n = 0; i < lines_.size() && n < kLookAhead; ++n) {
      if (header_line(lines_[i]) || heading_at(i) != nullptr) return true;
      const std::size_t end = paragraph_end(i);
      if (register_block(i, end)) return true;
      if (!title_like(i, end)) return false;
      i = end;
    }
    return false;
  }

  /// The line after the title, date, place and participants.
  std::size_t top_end() const {
    std::size_t i = 0;
    while (i < lines_.size()) {
      if (lines_[i].style == LineStyle::contents || ruler(lines_[i].text)) {
        ++i;
        continue;
      }
      const Heading* heading = heading_at(i);
      const bool header = header_line(lines_[i]) && heading == nullptr;
      std::size_t end = paragraph_end(i);
      if (header) {
        // Up to the next blank line: wrapped values, and lists of participants.
        std::size_t stop = i + 1;
        while (stop < end && heading_at(stop) == nullptr &&
               label_of(lines_[stop].text).layout == Layout::none) {
          ++stop;
        }
        i = stop;
        continue;
      }
      if (heading != nullptr) {
        // Only the first line can be a title, and only when a header or other headings follow it.
        const bool title = i == 0 && !digits_first(lines_[0].text) && header_goes_on(1);
        if (!title) return i;
        ++i;
        continue;
      }
      if (register_block(i, end)) {
        i = end;
        continue;
      }
      // Inside the first paragraph the title may stand directly over the header lines.
      if (i == 0) {
        for (std::size_t k = 1; k < end; ++k) {
          if (header_line(lines_[k]) || heading_at(k) != nullptr) {
            end = k;
            break;
          }
        }
      }
      if (!title_like(i, end) || !header_goes_on(end)) return i;
      i = end;
    }
    return i;
  }

  static bool digits_first(std::string_view text) {
    return (text.front() >= '0' && text.front() <= '9') || text.starts_with("§");
  }

  void preamble(const Line& line) {
    if (ruler(line.text)) return;
    Block block;
    block.raw = line.text;
    block.offset = points_.at(line.begin);
    block.line = line.number;
    block.role = BlockRole::preamble;
    document_.blocks.push_back(std::move(block));
  }

  void open(const Heading& heading) {
    const Line& line = lines_[heading.line];
    while (!path_.empty() && path_.back().level >= heading.level) path_.pop_back();
    path_.push_back({heading.level, heading.text});
    std::string text;
    if (path_.size() >= 2) text = path_[path_.size() - 2].text + " / ";
    text += heading.text;
    question_ = static_cast<std::uint32_t>(document_.questions.size());
    Question asked;
    asked.text = std::move(text);
    document_.questions.push_back(std::move(asked));
    speaker_ = kNone;
    stays_ = false;
    Block block;
    block.raw = line.text;
    block.offset = points_.at(line.begin);
    block.line = line.number;
    block.role = BlockRole::heading;
    document_.blocks.push_back(std::move(block));
  }

  /// A bullet, statement or paragraph from line i, with its wrapped lines; gives the line after it.
  std::size_t statement(std::size_t i, std::size_t stop, bool& after_bullet) {
    const Line& line = lines_[i];
    const std::size_t sign =
        bullet_sign(line.text, after_bullet || (i > 0 && lines_[i - 1].text.ends_with(':')));
    const bool bullet = sign != 0 || line.style == LineStyle::list;
    const Label label = label_of(line.text.substr(sign));
    std::size_t begin = line.begin + sign;
    bool own = false;
    if (label.layout != Layout::none) {
      own = true;
      const std::uint32_t who = speaker(label.name);
      if (sign + label.body >= line.text.size()) {
        speaker_ = who;
        stays_ = true;
        after_bullet = false;
        return i + 1;
      }
      begin += label.body;
      if (!bullet) {
        speaker_ = who;
        stays_ = false;
      }
      push(i, extent(i, stop, bullet), begin, bullet, who);
    } else {
      if (!bullet && !stays_ && line.paragraph) speaker_ = kNone;
      if (bullet && line.gap && !stays_) speaker_ = kNone;
      push(i, extent(i, stop, bullet), begin, bullet, speaker_);
    }
    const std::size_t next = extent(i, stop, bullet);
    after_bullet = bullet || (after_bullet && own);
    return next;
  }

  /// The line after a bullet's or paragraph's last one.
  std::size_t extent(std::size_t i, std::size_t stop, bool bullet) const {
    const Line& first = lines_[i];
    // Below «Skövde: …» a line «Gruppen HR: …» is somebody else's, though no speaker is known by it.
    const bool follows_label =
        label_of(first.text.substr(bullet_sign(first.text, false))).layout != Layout::none;
    std::size_t k = i + 1;
    for (; k < stop; ++k) {
      const Line& line = lines_[k];
      if (line.paragraph || line.style == LineStyle::list || ruler(line.text)) break;
      if (bullet_sign(line.text, bullet) != 0 || page_number(line)) break;
      if (label_of(line.text).layout != Layout::none) break;
      if (follows_label && colon_label(line.text, false).layout != Layout::none) break;
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
    Block block;
    block.raw = text_.substr(begin, end - begin);
    block.offset = points_.at(begin);
    block.line = lines_[first].number;
    block.role = BlockRole::note;
    block.question = question_;
    block.speaker = who;
    if (who != kNone) block.respondent = respondents_[who];
    if (bullet || next - first == 1) {
      if (const Votes votes = votes_at_end(block.raw); votes.count != 0) {
        block.votes = votes.count;
        block.marks.push_back(votes.mark);
      }
    }
    document_.blocks.push_back(std::move(block));
  }

  std::uint32_t speaker(std::string_view label) {
    if (label.ends_with(':')) label.remove_suffix(1);
    const std::uint32_t who = index_.of(label);
    if (who < respondents_.size()) return who;
    const Municipality municipality = guess_municipality(document_.speakers[who]);
    std::string id = document_.speakers[who];
    const bool respelt = !municipality.name.empty() && !municipality.exact && name_shaped(id);
    if (respelt) {
      issues_.add(
          Issue{Severity::note, "notes.respelt-municipality",
                Where{.file = document_.source, .sheet = {}, .part = {}},
                "«" + id + "» is taken for the municipality " + std::string(municipality.name), id,
                "correct the label in the file if it is someone else"});
      id = municipality.name;
    }
    const auto [at, added] =
        by_id_.try_emplace(id, static_cast<std::uint32_t>(document_.respondents.size()));
    if (added) {
      Respondent respondent{id, attributes_};
      if ((municipality.exact || respelt) && respondent.attributes.size() > kMunicipality) {
        respondent.attributes[kMunicipality] = municipality.name;
      }
      document_.respondents.push_back(std::move(respondent));
    }
    respondents_.push_back(at->second);
    return who;
  }

  struct Step {
    std::uint8_t level;
    std::string text;
  };

  std::string_view text_;
  const std::vector<Line>& lines_;
  std::vector<Heading> headings_;
  Document& document_;
  Issues& issues_;
  SpeakerIndex index_;
  PointCounter points_;
  std::vector<std::string> attributes_;
  std::unordered_set<std::string> known_;   ///< keys of labels that are speakers
  std::vector<std::uint32_t> respondents_;  ///< parallel to Document::speakers
  std::unordered_map<std::string, std::uint32_t> by_id_;
  std::vector<Step> path_;  ///< the headings that stand over the place
  std::uint32_t question_ = kNone;
  std::uint32_t speaker_ = kNone;  ///< who speaks unless a label says otherwise
  bool stays_ = false;             ///< a label alone: until the next label or heading
};

}  // namespace

void read_notes(std::string_view text, const std::vector<Line>& lines, const SourceSpec& source,
                const Study& study, Document& document, Issues& issues) {
  Notes(text, lines, source, study, document, issues).read();
}

}  // namespace samsyn::ingest
