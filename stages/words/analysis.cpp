#include "stages/words/analysis.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <hunspell/hunspell.hxx>
#include <unordered_map>

#include "pipeline/model/hashed.hpp"
#include "pipeline/model/lines.hpp"
#include "pipeline/model/text.hpp"
#include "stages/words/apertium.hpp"
#include "stages/words/compounds.hpp"
#include "stages/words/endings.hpp"
#include "stages/words/installed.hpp"
#include "stages/words/listed.hpp"
#include "stages/words/misspelt.hpp"
#include "stages/words/tags.hpp"

namespace samsyn::words {
namespace {

constexpr std::size_t kLongestWord = 120;     // bytes; longer forms are not looked up
constexpr std::size_t kRemembered = 20'000;  // words, before the memory is emptied: about 10 MB

bool is_figure(char c) { return c >= '0' && c <= '9'; }

bool letters_only(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

/// How likely a part of speech is when a form can be several: words of grammar before content
/// words, since they are so much more frequent.
int rank(Pos pos) {
  constexpr std::array<Pos, 14> kOrder{Pos::adp,  Pos::conj, Pos::pron,  Pos::det,  Pos::adv,
                                       Pos::part, Pos::noun, Pos::verb,  Pos::adj,  Pos::num,
                                       Pos::intj, Pos::name, Pos::punct, Pos::other};
  return static_cast<int>(std::find(kOrder.begin(), kOrder.end(), pos) - kOrder.begin());
}

bool ascii(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string upper(std::string_view word) {
  std::string out(word);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 0x20);
  }
  return out;
}

void append(std::vector<Reading>& to, std::vector<Reading> more) {
  for (Reading& reading : more) add_reading(to, std::move(reading));
}

/// A noun of which no more is known.
Reading some_noun(std::string lemma) {
  Reading out{std::move(lemma), Pos::noun, {}};
  out.tags = bit(Tag::nn_u) | bit(Tag::nn_n) | bit(Tag::nn_p) | bit(Tag::nn_d);
  return out;
}

}  // namespace

struct Analysis::Body {
  Lexicon::Layers layers;
  Lexicon::Parts parts;
  std::unique_ptr<Apertium> apertium;
  std::unique_ptr<Hunspell> hunspell;
  Stems stems;
  ByText<std::string> spoken;
  /// Words and parts looked up, and those that Hunspell was asked for.
  std::unordered_map<std::string, std::vector<Reading>, HashText, std::equal_to<>> known,
      known_parts;
  std::unique_ptr<Compounds> compounds;
  std::unique_ptr<Misspelt> misspelt;
  Listed listed{{}};

  /// Most parts of a long word are no words, which a walk over their letters tells.
  const std::vector<Reading>& look_up(const std::string& word) {
    static const std::vector<Reading> kNothing;
    if (!apertium || !letters_only(word) || !apertium->may_have(word)) return kNothing;
    const auto found = known.find(word);
    return found != known.end() ? found->second : known.emplace(word, analysed(word)).first->second;
  }

  std::vector<Reading> analysed(const std::string& word) {
    std::vector<Reading> readings = (*apertium)(word);
    std::stable_sort(readings.begin(), readings.end(), [](const Reading& a, const Reading& b) {
      // A word of the dictionary before a compound made up of others.
      if (a.parts.empty() != b.parts.empty()) return a.parts.empty();
      return rank(a.pos) < rank(b.pos);
    });
    return readings;
  }

  /// A word or, of those that Apertium lacks, one that Hunspell spells and that is long
  /// enough to be no accident.
  Compounds::Part part(const std::string& word) {
    constexpr std::uint32_t kShortestSpelt = 6;  // letters
    const std::vector<Reading>& readings = look_up(word);
    if (!readings.empty() || !hunspell || code_points(word) < kShortestSpelt ||
        !stems.begin(word)) {
      return {readings};
    }
    auto found = known_parts.find(word);
    if (found == known_parts.end()) {
      found =
          known_parts.emplace(word, hunspell->spell(word) ? spelt(word) : std::vector<Reading>{})
              .first;
    }
    return {found->second, false};
  }

  std::optional<Reading> split(const std::string& form, bool& doubtful) const {
    if (!layers.compounds) return std::nullopt;
    return compounds->split(form, doubtful);
  }

  /// Gives a reading the parts of its parts, and a derivation none; false when nothing changes.
  bool part_fully(Reading& reading) const {
    if (!layers.compounds) return false;
    if (Compounds::is_derived(reading.parts)) {
      reading.parts.clear();
      return true;
    }
    std::vector<std::string> all = reading.parts.empty()
                                       ? compounds->within(reading.lemma, reading.pos)
                                       : compounds->all_the_way(reading.parts);
    if (all.empty() || all == reading.parts) return false;
    reading.parts = std::move(all);
    return true;
  }

  std::vector<Reading> simple(const std::string& form) {
    std::vector<Reading> out = look_up(form);
    constexpr std::int8_t kAccident = -9;  // weight of compounds that look like none
    const auto compound = [](const Reading& r) { return !r.parts.empty(); };
    const auto accident = [&](const Reading& r) { return compound(r) && r.weight < kAccident; };
    const bool accidents = !out.empty() && std::all_of(out.begin(), out.end(), accident);
    // kultur+krockar, not kula+turk+rock.
    const auto many = [&](const Reading& r) { return r.parts.size() > 2; };
    if (accidents || (!out.empty() && std::all_of(out.begin(), out.end(), many))) {
      bool doubtful = false;
      std::optional<Reading> own = split(form, doubtful);
      if (own && !doubtful && (accidents || own->parts.size() < out.front().parts.size())) {
        out.insert(out.begin(), std::move(*own));
      }
    }
    if (!out.empty() && std::all_of(out.begin(), out.end(), compound)) {
      // A name that falls apart into small words (Syrien: sy + ri) is a name first.
      for (const Reading& name : look_up(capitalised(form))) {
        if (name.pos == Pos::name && name.parts.empty()) out.insert(out.begin(), name);
      }
    }
    if (!out.empty()) return out;
    // Names and initialisms stand capitalised in the dictionary.
    out = look_up(capitalised(form));
    if (out.empty() && form.size() <= 6 && ascii(form)) out = look_up(upper(form));
    if (!out.empty()) return out;
    if (std::string_view(form).ends_with("s") && form.size() > 3) {
      out = look_up(form.substr(0, form.size() - 1));  // genitive
      if (!out.empty()) return out;
    }
    bool doubtful = false;
    std::optional<Reading> own = split(form, doubtful);
    if (own && !doubtful) return {std::move(*own)};
    if (hunspell && hunspell->spell(form)) {
      out = own ? std::vector<Reading>{std::move(*own)} : spelt(form);
    } else if (const auto meant = layers.misspelt ? (*misspelt)(form) : std::nullopt; meant) {
      out = look_up(*meant);
    } else if (own) {
      out.push_back(std::move(*own));
    }
    return out;
  }

  /// Of a word that only Hunspell knows: the lemmas that its ending allows and that Hunspell knows
  /// too, then Hunspell's own stems.
  std::vector<Reading> spelt(const std::string& form) {
    constexpr int kKnown = 4;  // weight over those as they stand
    std::vector<Reading> out;
    for (Reading& reading : guess(form)) {
      if (reading.pos == Pos::name) continue;
      if (reading.lemma != form) {
        if (!hunspell->spell(reading.lemma)) continue;
        reading.weight = static_cast<std::int8_t>(reading.weight + kKnown);
      }
      out.push_back(std::move(reading));
    }
    for (const std::string& stem : hunspell->stem(form)) {
      // Hunspell drops the middle of long compounds; such a stem is worse than none.
      if (stem.size() * 2 < form.size() || !letters_only(stem) || stem == form) continue;
      Reading reading = some_noun(stem);
      if (out.size() > 1) reading.weight = Reading::kForMatching;
      add_reading(out, std::move(reading));
    }
    return out;
  }

  /// hr-avdelningen, eu:s, vård-: the last piece is inflected, those before it modify.
  std::vector<Reading> joined(const std::string& form) {
    const std::size_t colon = form.rfind(':');
    if (colon != std::string::npos && colon > 0) {
      std::vector<Reading> out = simple(form.substr(0, colon));
      if (out.empty()) out.push_back(some_noun(form.substr(0, colon)));
      return out;
    }
    const std::size_t hyphen = form.rfind('-');
    if (hyphen == std::string::npos || hyphen == 0) return {};
    const std::string before = form.substr(0, hyphen);
    const std::string after = form.substr(hyphen + 1);
    std::vector<Reading> out;
    if (after.empty()) {
      out = simple(before);
      if (out.empty()) out.push_back(some_noun(before));
      return out;
    }
    std::vector<Reading> heads = letters_only(after) ? simple(after) : std::vector<Reading>{};
    if (heads.empty()) heads = guess(after);
    for (Reading& head : heads) {
      Reading reading{before + "-" + head.lemma, head.pos, {before}};
      reading.tags = head.tags;
      reading.weight = head.weight;
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
  body->layers = data.layers;
  Result<Installed> installed = Installed::load();
  if (!installed) return installed.issue();
  body->apertium = std::move(installed->apertium);
  body->hunspell = std::move(installed->hunspell);
  body->stems = std::move(installed->stems);
  body->parts = std::move(installed->parts);
  each_line(data.spoken, [&](std::string_view line) {
    const std::string_view form = next_field(line, '\t');
    if (!line.empty()) body->spoken.emplace(form, line);
  });
  body->listed = Listed(data.readings);
  Body* raw = body.get();
  const auto lemma = [raw](const std::string& candidate) -> std::string {
    if (!raw->apertium || !raw->apertium->has(candidate)) return {};
    const std::vector<Reading>& readings = raw->look_up(candidate);
    const bool usable = !readings.empty() && readings.front().pos != Pos::name;
    return usable ? readings.front().lemma : std::string();
  };
  const auto part = [raw](const std::string& word) { return raw->part(word); };
  const auto sure = [raw](const std::string& word) -> Compounds::Part {
    return {raw->look_up(word)};
  };
  body->compounds = std::make_unique<Compounds>(data.combining, data.frequencies, sure, part);
  body->misspelt = std::make_unique<Misspelt>(lemma);
  return std::unique_ptr<Analysis>(new Analysis(std::move(body)));
}

const Lexicon::Parts& Analysis::parts() const { return body_->parts; }

void Analysis::forget(std::size_t most) {
  if (remembered() <= most) return;
  body_->known.clear();
  body_->known_parts.clear();
}

std::size_t Analysis::remembered() const { return body_->known.size() + body_->known_parts.size(); }

std::vector<Reading> Analysis::operator()(const std::string& form) {
  if (form.empty() || form.size() > kLongestWord) return {{form, Pos::other, {}}};
  forget(kRemembered);  // here, where nobody holds what was looked up
  const bool figures = is_figure(form.front()) && is_figure(form.back()) &&
                       form.find_first_not_of("0123456789.,:/- ") == std::string::npos;
  if (figures) return {{form, Pos::num, {}}};
  std::vector<Reading> out = body_->listed(form);
  if (form.find(' ') != std::string::npos) {  // «t ex»: as it is listed with its stops
    std::string dotted = form + ".";
    std::replace(dotted.begin(), dotted.end(), ' ', '.');
    out = body_->listed(dotted);
    if (out.empty()) out.push_back({dotted, Pos::other, {}});
    return out;
  }
  const std::size_t listed = out.size();
  for (Reading& reading : out) body_->part_fully(reading);
  std::vector<Reading> found;
  const std::string_view host = body_->layers.spoken ? without_clitic(form) : std::string_view{};
  if (!host.empty()) {
    found = (*this)(std::string(host));
  } else if (letters_only(form)) {
    found = body_->simple(form);
    const auto written = body_->spoken.find(form);
    if (body_->layers.spoken && written != body_->spoken.end()) {
      append(found, body_->simple(written->second));
    }
  } else if (listed == 0) {
    found = body_->joined(form);
  }
  if (found.empty() && listed == 0) {
    found = guess(form);
  }
  // Rules that name the parts as dictionaries have them (arbetsmarknad) find those too.
  std::vector<Reading> coarse;
  for (Reading& reading : found) {
    Reading as_it_was = reading;
    if (!body_->part_fully(reading) || as_it_was.parts.empty()) continue;
    as_it_was.weight = Reading::kForMatching;
    coarse.push_back(std::move(as_it_was));
  }
  append(found, std::move(coarse));
  // What is listed is chosen from; rules find the dictionary's readings too.
  for (Reading& reading : found) {
    if (listed > 0) reading.weight = Reading::kForMatching;
    add_reading(out, std::move(reading));
  }
  return out;
}

std::vector<Reading> Analysis::as_one(const Word& first, const Word& second) {
  std::vector<Reading> out = second.readings;
  // The analyser only: our own splitting costs too much for all neighbours of a text.
  const std::string both = first.form + second.form;
  if (!body_->apertium || !letters_only(both)) return out;
  for (Reading& reading : body_->analysed(both)) {
    reading.weight = Reading::kForMatching;
    add_reading(out, std::move(reading));
  }
  return out;
}

}  // namespace samsyn::words
