#include "stages/ingest/named_interviewers.hpp"

#include <algorithm>
#include <string>

#include "pipeline/model/text.hpp"
#include "stages/ingest/labels.hpp"
#include "stages/ingest/lines.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::size_t kLongestHead = 200;  // bytes of a line of names
constexpr std::size_t kMostHeads = 8;

/// The words of a name in lower case, without full stops and what stands in brackets.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> out;
  const std::string key = fold_label(name.substr(0, name.find_first_of("([")));
  std::string word;
  for (const char c : key + " ") {
    if (c != ' ' && c != '.') {
      word += c;
    } else if (!word.empty()) {
      out.push_back(std::move(word));
      word.clear();
    }
  }
  return out;
}

bool is_initial(std::string_view word) { return code_points(word) == 1; }

/// How well a label's words are found in a name's: 2 = all whole, 1 = some by initials, 0 = not.
int match(const std::vector<std::string>& label, const std::vector<std::string>& name) {
  if (label.empty() || name.empty()) return 0;
  int found = 2;
  auto next = name.begin();
  for (const std::string& word : label) {
    const auto same = [&](const std::string& other) {
      return word == other || ((is_initial(word) || is_initial(other)) &&
                               first_points(word, 1) == first_points(other, 1));
    };
    next = std::find_if(next, name.end(), same);
    if (next == name.end()) {
      // «KP»
      std::string initials;
      for (const std::string& other : name) initials += first_points(other, 1);
      return label.size() == 1 && name.size() > 1 && word == initials ? 1 : 0;
    }
    if (word != *next) found = 1;
    ++next;
  }
  return found;
}

/// The names of a line, cut at commas, «och», «&», «/»; empty when it holds anything else.
std::vector<std::string_view> names_of(std::string_view line) {
  std::vector<std::string_view> out;
  while (!line.empty()) {
    std::size_t end = line.size();
    std::size_t next = line.size();
    for (const std::string_view sign : {",", " och ", " & ", "/", ";", " samt "}) {
      const std::size_t at = line.find(sign);
      if (at < end) {
        end = at;
        next = at + sign.size();
      }
    }
    const std::string_view name = trim(line.substr(0, end));
    line.remove_prefix(next);
    if (name.empty() || !name_shaped(name) || name.ends_with('.')) return {};
    out.push_back(name);
  }
  return out;
}

struct Head {
  std::size_t block = 0;
  std::vector<std::string_view> names;
};

/// The turns before all others' that may be lines of the head.
std::vector<Head> heads_of(const Document& document) {
  std::vector<Head> out;
  for (std::size_t b = 0; b < document.blocks.size(); ++b) {
    const Block& block = document.blocks[b];
    if (block.role != BlockRole::turn) continue;
    if (block.speaker == kNone || !interviewer_word(document.speakers[block.speaker])) break;
    const std::string_view raw = block.raw;
    const std::string_view line = trim(raw.substr(0, raw.find('\n')));
    Head head{b, line.size() > kLongestHead ? std::vector<std::string_view>{} : names_of(line)};
    if (head.names.empty()) break;
    out.push_back(std::move(head));
  }
  return out;
}

/// Takes labels that have no turn left out of the speakers.
void drop_silent(Document& document, std::vector<std::uint32_t>& named) {
  std::vector<std::uint32_t> place(document.speakers.size(), kNone);
  for (const Block& block : document.blocks) {
    if (block.speaker != kNone) place[block.speaker] = 0;
  }
  std::uint32_t next = 0;
  for (std::size_t s = 0; s < place.size(); ++s) {
    if (place[s] == kNone) continue;
    if (next != s) document.speakers[next] = std::move(document.speakers[s]);
    place[s] = next++;
  }
  document.speakers.resize(next);
  for (Block& block : document.blocks) {
    if (block.speaker != kNone) block.speaker = place[block.speaker];
  }
  for (std::uint32_t& speaker : named) speaker = place[speaker];
}

}  // namespace

SpeakerNames::SpeakerNames(const std::vector<std::string>& speakers) {
  labels_.reserve(speakers.size());
  for (const std::string& label : speakers) {
    const bool name = !interviewer_word(label) && !respondent_word(label);
    labels_.push_back({fold_label(label), name ? words_of(label) : std::vector<std::string>{}});
  }
}

std::uint32_t SpeakerNames::named(std::string_view name) const {
  const std::string key = fold_label(name);
  const std::vector<std::string> words = words_of(name);
  std::uint32_t best = kNone;
  int most = 0;
  for (std::uint32_t s = 0; s < labels_.size(); ++s) {
    if (labels_[s].key == key) return s;
    const int found = match(labels_[s].words, words);
    if (found > most) {
      most = found;
      best = s;
    } else if (found == most && found != 0) {
      best = kNone;
    }
  }
  return best;
}

std::vector<std::uint32_t> take_named_interviewers(Document& document) {
  std::vector<std::uint32_t> named;
  const std::vector<Head> heads = heads_of(document);
  if (heads.empty() || heads.size() > kMostHeads) return named;
  const SpeakerNames speakers(document.speakers);
  std::vector<std::uint32_t> turns(document.speakers.size(), 0);
  for (const Block& block : document.blocks) {
    if (block.role == BlockRole::turn && block.speaker != kNone) ++turns[block.speaker];
  }
  std::vector<std::uint32_t> lines(document.speakers.size(), 0);
  for (const Head& head : heads) ++lines[document.blocks[head.block].speaker];
  bool taken = false;
  for (const Head& head : heads) {
    Block& block = document.blocks[head.block];
    // Who speaks under the label may call somebody by name.
    if (turns[block.speaker] > lines[block.speaker]) continue;
    bool known = false;
    bool whole = false;  // a given name and a surname
    for (const std::string_view name : head.names) {
      whole = whole || words_of(name).size() > 1;
      const std::uint32_t speaker = speakers.named(name);
      if (speaker == kNone || speaker == block.speaker) continue;
      known = true;
      named.push_back(speaker);
    }
    const bool alone = whole && turns.size() > 2;
    if (!known && !alone) continue;
    block.role = BlockRole::preamble;
    block.speaker = kNone;
    taken = true;
  }
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  if (taken) drop_silent(document, named);
  return named;
}

}  // namespace samsyn::ingest
