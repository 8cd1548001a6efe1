#include "stages/privacy/senses.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "pipeline/model/lines.hpp"
#include "stages/privacy/letters.hpp"

namespace samsyn::privacy {
namespace {

/// Sections of name_context.txt.
constexpr std::array<std::pair<std::string_view, Senses>, 39> kSections{{
    {"not-a-name", kNotName},
    {"role", kRole},
    {"called", kCalled},
    {"talk", kTalk},
    {"link", kLink},
    {"says", kSays},
    {"does", kDoes},
    {"thing", kThing},
    {"after-place", kAfterPlace},
    {"firm", kFirm},
    {"particle", kParticle},
    {"greeting", kGreeting},
    {"common", kCommon},
    {"workplace", kWorkplace},
    {"abbreviation", kAbbreviation},
    {"phone", kPhoneCue},
    {"extension", kExtension},
    {"number", kNumberCue},
    {"personal-number", kPersonCue},
    {"plate", kPlateCue},
    {"code", kCodeCue},
    {"home", kHomeCue},
    {"no-street", kNoStreet},
    {"at", kAt},
    {"dot", kDot},
    {"acts", kActs},
    {"state", kState},
    {"product", kProduct},
    {"roll", kRoll},
    {"of-thing", kOfThing},
    {"identity", kIdCue},
    {"call", kCallCue},
    {"had", kHad},
    {"owned", kOwned},
    {"unit", kUnit},
    {"born", kBornCue},
    {"account", kAccountCue},
    {"whole-names", 0},  // read by the Finder
    {"phrases", 0},      // the same
}};
/// What may stand behind the tab of a name.
constexpr std::array<std::string_view, 3> kGivenMarks{"word", "weak", "seldom"};
constexpr std::array<std::string_view, 1> kSurnameMarks{"after"};

/// The section's senses, where it is one.
const std::pair<std::string_view, Senses>* section_of(std::string_view title) {
  const auto* const found = std::find_if(kSections.begin(), kSections.end(),
                                         [&](const auto& s) { return s.first == title; });
  return found == kSections.end() ? nullptr : found;
}

bool is_title(std::string_view line) { return line.front() == '[' && line.back() == ']'; }

template <class Use>  // void(std::string_view line), without comments and blanks at the ends
void for_lines(std::string_view text, Use use) {
  each_line(text, [&](std::string_view line) {
    const std::size_t from = line.find_first_not_of(" \t");
    if (from == std::string_view::npos || line[from] == '#') return;
    use(line.substr(from, line.find_last_not_of(" \t") + 1 - from));
  });
}

/// The line of a text that a part of it stands in, from 1.
std::uint32_t line_of(std::string_view text, std::string_view part) {
  const auto from = static_cast<std::size_t>(part.data() - text.data());
  return static_cast<std::uint32_t>(
      1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(from), '\n'));
}

template <class Use>
void for_words(std::string_view line, Use use) {
  while (!line.empty()) {
    const std::size_t end = line.find_first_of(" \t");
    if (end != 0) use(line.substr(0, end));
    line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  }
}

class Builder {
 public:
  void add(std::string_view word, Senses senses) { all_[fold(word)] |= senses; }
  /// A word of the language, unless a list has it already.
  void add_word(std::string_view word) { all_.emplace(fold(word), kWord); }
  void drop(std::string_view word, Senses senses) {
    const auto it = all_.find(fold(word));
    if (it != all_.end()) it->second &= ~senses;
  }

  /// «Hakan», «Ibrahimovic»: what a name is without its marks needs the capital, since it may well
  /// be another word («hakan»); short forms (Pär, Åke) become too many other words.
  void add_without_marks() {
    std::map<std::string, Senses> more;
    for (const auto& [word, senses] : all_) {
      if ((senses & kCommon) != 0) {  // «nagon», «ocksa»
        const std::string bare = without_marks(word);
        if (bare != word && all_.count(bare) == 0) more[bare] |= kCommon;
      }
      if ((senses & kAnyName) == 0) continue;
      const std::string bare = without_marks(word);
      if (bare == word || bare.size() < 4 || all_.count(bare) > 0) continue;
      if ((senses & kGiven) != 0) more[bare] |= kGiven | kAlsoWord | (senses & kWeak);
      if ((senses & (kSurname | kAfterGiven)) != 0) {
        // «Lindstrom», but Tidén must not make a name of «tiden»
        const bool foreign =
            std::all_of(word.begin(), word.end(), [](char c) { return c != '\xC3'; });
        more[bare] |= foreign && (senses & kSurname) != 0 ? kSurname : kAfterGiven;
      }
    }
    all_.insert(more.begin(), more.end());
  }

  const std::map<std::string, Senses>& all() const { return all_; }

 private:
  std::map<std::string, Senses> all_;
};

/// "Björn<TAB>word"
std::pair<std::string_view, std::string_view> name_and_mark(std::string_view line) {
  const std::size_t tab = line.find('\t');
  if (tab == std::string_view::npos) return {line, {}};
  return {line.substr(0, tab), line.substr(tab + 1)};
}

void add_lists(Builder& builder, const Lists& lists) {
  for_lines(lists.given_names, [&](std::string_view line) {
    const auto [name, mark] = name_and_mark(line);
    builder.add(name, kGiven | (mark == "word" ? kAlsoWord : 0) |
                          (mark == "weak" ? kAlsoWord | kWeak : 0) |
                          (mark == "seldom" ? kAlsoWord | kSeldom : 0));
  });
  for_lines(lists.surnames, [&](std::string_view line) {
    const auto [name, mark] = name_and_mark(line);
    builder.add(name, mark == "after" ? kAfterGiven : kSurname);
  });
  for_lines(lists.places, [&](std::string_view line) { builder.add(line, kPlace); });
  for_lines(lists.municipalities, [&](std::string_view line) { builder.add(line, kPlace); });
  Senses section = 0;
  for_lines(lists.context, [&](std::string_view line) {
    if (is_title(line)) {
      const auto* const found = section_of(line.substr(1, line.size() - 2));
      section = found == nullptr ? 0 : found->second;
      return;
    }
    if (section == 0) return;
    for_words(line, [&](std::string_view word) { builder.add(word, section); });
  });
}

void add_own(Builder& builder, const Options& options) {
  for (const std::string& name : options.names) {
    std::vector<std::string_view> words;
    for_words(name, [&](std::string_view word) { words.push_back(word); });
    for (std::size_t w = 0; w < words.size(); ++w) {
      if (words.size() > 2 && w > 0 && w + 1 < words.size() && words[w].size() <= 3)
        continue;  // von
      const bool is_last = w + 1 == words.size() && w > 0;
      builder.drop(words[w], kNotName | kPlace | kWeak);
      builder.add(words[w], kOwn | (is_last ? kSurname : kGiven));
    }
  }
}

/// The first line of a list of names with a mark that is none of these.
template <std::size_t N>
std::optional<Issue> unknown_mark(std::string_view list, const char* file,
                                  const std::array<std::string_view, N>& marks) {
  std::optional<Issue> out;
  for_lines(list, [&](std::string_view line) {
    const std::string_view mark = name_and_mark(line).second;
    if (out || mark.empty() || std::find(marks.begin(), marks.end(), mark) != marks.end()) return;
    std::string known;
    for (const std::string_view one : marks) {
      known += known.empty() ? "" : ", ";
      known += one;
    }
    Where where{file};
    where.line = line_of(list, line);
    out = Issue{
        Severity::error,  "privacy.unknown-mark",
        std::move(where), "a name is marked «" + std::string(mark) + "», which means nothing here",
        excerpt_of(line), "write one of these behind the tab: " + known};
  });
  return out;
}

}  // namespace

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const Letter letter = letter_at(text, i);
    if (letter.folded != letter.code_point) {
      append_utf8(out, letter.folded);
    } else {
      out.append(text, i, letter.size);
    }
    i += letter.size;
  }
  return out;
}

std::string without_marks(std::string_view folded) {
  std::string out;
  out.reserve(folded.size());
  for (std::size_t i = 0; i < folded.size();) {
    const Letter letter = letter_at(folded, i);
    const char bare = base_letter(letter.code_point);
    if (bare != 0) {
      out += bare;
    } else {
      out.append(folded, i, letter.size);
    }
    i += letter.size;
  }
  return out;
}

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = kHashStart;
  for (std::size_t i = 0; i < text.size();) {
    const Letter letter = letter_at(text, i);
    hash = hashed(hash, letter.folded);
    i += letter.size;
  }
  return hash;
}

std::vector<std::string_view> lines_of(std::string_view context, std::string_view section) {
  std::vector<std::string_view> out;
  bool inside = false;
  for_lines(context, [&](std::string_view line) {
    if (is_title(line)) {
      inside = line.substr(1, line.size() - 2) == section;
    } else if (inside) {
      out.push_back(line);
    }
  });
  return out;
}

Result<Done> check(const Lists& lists) {
  if (auto issue = unknown_mark(lists.given_names, "given_names.txt", kGivenMarks)) return *issue;
  if (auto issue = unknown_mark(lists.surnames, "surnames.txt", kSurnameMarks)) return *issue;
  bool in_section = false;
  std::optional<Issue> out;
  for_lines(lists.context, [&](std::string_view line) {
    if (out || (in_section && !is_title(line))) return;
    in_section = is_title(line) && section_of(line.substr(1, line.size() - 2)) != nullptr;
    if (in_section) return;
    std::string remedy = "use one of these: ";
    for (const auto& [title, senses] : kSections) {
      remedy += "[" + std::string(title) + "] ";
    }
    remedy.pop_back();
    Where where{"name_context.txt"};
    where.line = line_of(lists.context, line);
    out = Issue{Severity::error,
                "privacy.unknown-section",
                std::move(where),
                is_title(line) ? "no finder knows the section " + std::string(line)
                               : "words stand before the first section",
                excerpt_of(line),
                std::move(remedy)};
  });
  if (out) return *out;
  return Done{};
}

Dictionary::Dictionary(const Lists& lists, const Options& options)
    : filter_((std::size_t{1} << kFilterBits) / 64) {
  Builder builder;
  add_lists(builder, lists);
  builder.add_without_marks();
  add_own(builder, options);
  for_lines(lists.words, [&](std::string_view line) {
    const std::string_view word = name_and_mark(line).first;
    builder.add_word(word);
    likeness_.add(word, false);
  });
  constexpr std::size_t kShortest = 4;  // bytes: shorter ones sound like too much else
  for_lines(lists.given_names, [&](std::string_view line) {
    const auto [name, mark] = name_and_mark(line);
    likeness_.add(name, true);
    if (mark.empty() && name.size() >= kShortest) given_.add(fold(name));
  });
  given_.finish();
  unsigned bits = 4;
  while ((std::size_t{1} << bits) < builder.all().size() * 2) ++bits;
  slots_.resize(std::size_t{1} << bits);
  shift_ = 64 - bits;
  for (const auto& [word, senses] : builder.all()) {
    if ((senses & (kGiven | kSurname | kAt | kExtension | kOwn | kCalled | kBornCue)) != 0 ||
        word == "von" || word == "af" || word == "van")
      glance_.add(word);
    const std::uint64_t hash = hash_of(word);
    const std::uint64_t mixed = hash * 0x9E3779B97F4A7C15U;
    const std::uint64_t bit = mixed >> (64U - kFilterBits);
    filter_[bit >> 6U] |= std::uint64_t{1} << (bit & 63U);
    std::uint64_t i = mixed >> shift_;
    while (slots_[i].hash != 0) i = (i + 1) & (slots_.size() - 1);
    slots_[i] = {hash, senses};
  }
}

}  // namespace samsyn::privacy
