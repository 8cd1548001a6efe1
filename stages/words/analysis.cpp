#include "stages/words/analysis.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <hunspell/hunspell.hxx>
#include <unordered_map>

#include "pipeline/model/text.hpp"
#include "stages/words/apertium.hpp"
#include "stages/words/compounds.hpp"

namespace samsyn::words {
namespace {

// Where Debian 12 puts them (packages apertium-swe-nor and hunspell-sv).
constexpr const char* kApertium = "/usr/share/apertium/apertium-swe-nor/swe-nob.automorf.bin";
constexpr const char* kHunspellAff = "/usr/share/hunspell/sv_SE.aff";
constexpr const char* kHunspellDic = "/usr/share/hunspell/sv_SE.dic";

constexpr std::size_t kLongestWord = 120;  // bytes; longer forms are not looked up

bool is_there(const char* path) { return std::ifstream(path).good(); }

bool letters_only(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  });
}

/// How likely a part of speech is when a form can be several: words of grammar before content
/// words, since they are so much more frequent.
int rank(Pos pos) {
  constexpr std::array<Pos, 14> kOrder{Pos::adp,  Pos::conj, Pos::pron, Pos::det,  Pos::adv,
                                       Pos::part, Pos::noun, Pos::verb, Pos::adj,  Pos::num,
                                       Pos::intj, Pos::name, Pos::punct, Pos::other};
  return static_cast<int>(std::find(kOrder.begin(), kOrder.end(), pos) - kOrder.begin());
}

std::string capitalised(std::string_view word) {
  std::string out(word);
  const auto lead = static_cast<unsigned char>(out[0]);
  if (lead >= 'a' && lead <= 'z') out[0] = static_cast<char>(lead - 0x20);
  if (lead == 0xC3 && out.size() > 1 && static_cast<unsigned char>(out[1]) >= 0xA0) {
    out[1] = static_cast<char>(static_cast<unsigned char>(out[1]) - 0x20);
  }
  return out;
}

std::string upper(std::string_view word) {
  std::string out(word);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 0x20);
  }
  return out;
}

/// Endings of the noun, longest first, and what stands in the dictionary instead. For words that no
/// source knows; a guess, so that bussbolaget and bussbolagens meet.
std::string guessed_lemma(const std::string& form) {
  constexpr std::array<std::string_view, 10> kEndings{"arnas", "ernas", "ornas", "arna", "erna",
                                                      "ens",   "ets",   "en",    "et",   "s"};
  for (const std::string_view ending : kEndings) {
    if (form.size() >= ending.size() + 4 && std::string_view(form).ends_with(ending)) {
      return form.substr(0, form.size() - ending.size());
    }
  }
  return form;
}

void append(std::vector<Reading>& to, std::vector<Reading> more) {
  for (Reading& reading : more) {
    const bool known = std::any_of(to.begin(), to.end(), [&](const Reading& r) {
      return r.lemma == reading.lemma && r.pos == reading.pos && r.parts == reading.parts;
    });
    if (!known) to.push_back(std::move(reading));
  }
}

}  // namespace

struct Analysis::Body {
  Lexicon::Parts parts;
  std::unique_ptr<Apertium> apertium;
  std::unique_ptr<Hunspell> hunspell;
  std::unordered_map<std::string, std::string> spoken;
  std::unordered_map<std::string, std::vector<Reading>> known;  ///< words and parts looked up
  std::unique_ptr<Compounds> compounds;

  const std::vector<Reading>& look_up(const std::string& word) {
    const auto found = known.find(word);
    if (found != known.end()) return found->second;
    std::vector<Reading> readings;
    if (apertium && letters_only(word)) readings = (*apertium)(word);
    std::stable_sort(readings.begin(), readings.end(), [](const Reading& a, const Reading& b) {
      // A word of the dictionary before a compound made up of others.
      if (a.parts.empty() != b.parts.empty()) return a.parts.empty();
      return rank(a.pos) < rank(b.pos);
    });
    return known.emplace(word, std::move(readings)).first->second;
  }

  std::vector<Reading> simple(const std::string& form) {
    std::vector<Reading> out = look_up(form);
    const auto compound = [](const Reading& r) { return !r.parts.empty(); };
    if (!out.empty() && std::all_of(out.begin(), out.end(), compound)) {
      // A name that falls apart into small words (Syrien: sy + ri) is a name first.
      for (const Reading& name : look_up(capitalised(form))) {
        if (name.pos == Pos::name && name.parts.empty()) out.insert(out.begin(), name);
      }
    }
    if (!out.empty()) return out;
    // Names and initialisms stand capitalised in the dictionary.
    out = look_up(capitalised(form));
    if (out.empty() && form.size() <= 6) out = look_up(upper(form));
    if (!out.empty()) return out;
    if (std::string_view(form).ends_with("s") && form.size() > 3) {
      out = look_up(form.substr(0, form.size() - 1));  // genitive
      if (!out.empty()) return out;
    }
    if (std::optional<Reading> split = compounds->split(form); split) {
      out.push_back(std::move(*split));
      return out;
    }
    if (hunspell && hunspell->spell(form)) {
      for (const std::string& stem : hunspell->stem(form)) {
        // Hunspell drops the middle of long compounds; such a stem is worse than none.
        if (stem.size() * 2 >= form.size()) append(out, {Reading{stem, Pos::noun, {}}});
      }
    }
    return out;
  }

  /// hr-avdelningen, eu:s, vård-: the last piece is inflected, those before it modify.
  std::vector<Reading> joined(const std::string& form) {
    const std::size_t colon = form.rfind(':');
    if (colon != std::string::npos && colon > 0) {
      std::vector<Reading> out = simple(form.substr(0, colon));
      if (out.empty()) out.push_back({form.substr(0, colon), Pos::noun, {}});
      return out;
    }
    const std::size_t hyphen = form.rfind('-');
    if (hyphen == std::string::npos || hyphen == 0) return {};
    const std::string before = form.substr(0, hyphen);
    const std::string after = form.substr(hyphen + 1);
    std::vector<Reading> out;
    if (after.empty()) {
      out = simple(before);
      if (out.empty()) out.push_back({before, Pos::noun, {}});
      return out;
    }
    std::vector<Reading> heads = letters_only(after) ? simple(after) : std::vector<Reading>{};
    if (heads.empty()) heads.push_back({guessed_lemma(after), Pos::noun, {}});
    for (Reading& head : heads) {
      Reading reading{before + "-" + head.lemma, head.pos, {before}};
      if (head.parts.empty()) head.parts.push_back(head.lemma);
      reading.parts.insert(reading.parts.end(), head.parts.begin(), head.parts.end());
      out.push_back(std::move(reading));
    }
    return out;
  }
};

Analysis::Analysis(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Analysis::~Analysis() = default;

Result<std::unique_ptr<Analysis>> Analysis::load(const Lexicon::Data& data) {
  auto body = std::make_unique<Body>();
  body->apertium = Apertium::load(kApertium);
  if (body->apertium) body->parts.apertium = kApertium;
  if (is_there(kHunspellAff) && is_there(kHunspellDic)) {
    body->hunspell = std::make_unique<Hunspell>(kHunspellAff, kHunspellDic);
    body->parts.hunspell = kHunspellDic;
  }
  if (!body->apertium && !body->hunspell) {
    return Issue{Severity::error, "words.no-analyser", {kApertium},
                 "no Swedish dictionary is installed: neither Apertium's nor Hunspell's", {},
                 "install them: apt-get install apertium-swe-nor hunspell-sv"};
  }
  if (body->hunspell && !body->hunspell->spell(std::string("arbetslöshet"))) {
    return Issue{Severity::error, "words.broken-dictionary", {kHunspellDic},
                 "Hunspell's Swedish dictionary does not know «arbetslöshet»", {},
                 "install it anew: apt-get install --reinstall hunspell-sv"};
  }
  if (body->apertium && (*body->apertium)("skola").empty()) {
    return Issue{Severity::error, "words.broken-dictionary", {kApertium},
                 "Apertium's Swedish analyser does not know «skola»", {},
                 "install it anew: apt-get install --reinstall apertium-swe-nor"};
  }
  std::string_view spoken = data.spoken;
  while (!spoken.empty()) {
    const std::string_view line = spoken.substr(0, spoken.find('\n'));
    spoken.remove_prefix(std::min(spoken.size(), line.size() + 1));
    const std::size_t tab = line.find('\t');
    if (line.empty() || line.front() == '#' || tab == std::string_view::npos) continue;
    body->spoken.emplace(line.substr(0, tab), line.substr(tab + 1));
  }
  Body* raw = body.get();
  body->compounds = std::make_unique<Compounds>(
      data.combining, [raw](const std::string& word) -> const std::vector<Reading>& {
        return raw->look_up(word);
      });
  return std::unique_ptr<Analysis>(new Analysis(std::move(body)));
}

const Lexicon::Parts& Analysis::parts() const { return body_->parts; }

std::vector<Reading> Analysis::operator()(const std::string& form) {
  if (form.empty() || form.size() > kLongestWord) return {{form, Pos::other, {}}};
  const auto first = static_cast<unsigned char>(form[0]);
  if (first >= '0' && first <= '9' && letters_only(form.substr(form.find_last_of("0123456789") + 1)) &&
      form.find_first_not_of("0123456789.,:- ") == std::string::npos) {
    return {{form, Pos::num, {}}};
  }
  std::vector<Reading> out;
  if (letters_only(form)) {
    out = body_->simple(form);
    const auto written = body_->spoken.find(form);
    if (written != body_->spoken.end()) append(out, body_->simple(written->second));
  } else {
    out = body_->joined(form);
  }
  if (out.empty()) out.push_back({guessed_lemma(form), Pos::other, {}});
  return out;
}

}  // namespace samsyn::words
