#include "stages/words/apertium.hpp"

#include <algorithm>
#include <array>

#include "pipeline/model/text.hpp"
#include "stages/words/tags.hpp"
#include "stages/words/transducers.hpp"

namespace samsyn::words {
namespace {

// Apertium's tags (wiki.apertium.org, "List of symbols") and what they are in UD.
constexpr std::array<std::pair<std::string_view, Pos>, 20> kTags{{
    {"n", Pos::noun},       {"np", Pos::name},     {"vblex", Pos::verb}, {"vbser", Pos::verb},
    {"vbhaver", Pos::verb}, {"vbmod", Pos::verb},  {"vaux", Pos::verb},  {"adj", Pos::adj},
    {"adv", Pos::adv},      {"preadv", Pos::adv},  {"prn", Pos::pron},   {"det", Pos::det},
    {"predet", Pos::det},   {"pr", Pos::adp},      {"num", Pos::num},    {"cnjcoo", Pos::conj},
    {"cnjsub", Pos::conj},  {"cnjadv", Pos::conj}, {"ij", Pos::intj},    {"part", Pos::part},
}};

Pos pos_of(std::string_view tag) {
  const auto* found =
      std::find_if(kTags.begin(), kTags.end(), [&](const auto& row) { return row.first == tag; });
  return found == kTags.end() ? Pos::other : found->second;
}

bool has_tag(std::string_view tags, std::string_view tag) {
  return tags.find("<" + std::string(tag) + ">") != std::string_view::npos;
}

// Verbs that another verb follows as a bare infinitive (Svenska Akademiens grammatik, «Verb», on
// auxiliaries).
constexpr std::array<std::string_view, 24> kBeforeInfinitives{
    "kunna", "skola", "vilja", "måste", "böra",   "behöva", "bruka",   "torde",
    "lär",   "få",    "låta",  "våga",  "orka",   "hinna",  "försöka", "slippa",
    "råka",  "börja", "sluta", "verka", "tyckas", "tänka",  "lova",    "må"};

/// The form's finer parts of speech by the analyser's tags, and how likely such a reading is.
void weigh(Reading& reading, std::string_view tags) {
  const auto has = [&](std::string_view tag) { return has_tag(tags, tag); };
  const auto gender = [&](Tag common, Tag neuter, Tag other) {
    return has("ut") ? common : has("nt") ? neuter : other;
  };
  Tag tag = Tag::xx;
  switch (reading.pos) {
    case Pos::noun:
      tag = has("gen")   ? Tag::nn_g
            : has("def") ? Tag::nn_d
            : has("pl")  ? Tag::nn_p
                         : gender(Tag::nn_u, Tag::nn_n, Tag::nn_u);
      break;
    case Pos::name:
      tag = has("gen") ? Tag::nm_g : Tag::nm;
      reading.weight = -4;  // a capital inside a sentence makes up for it
      break;
    case Pos::adj:
      tag = has("pprs") || has("comp") || (has("sup") && has("ind")) ? Tag::jj_c
            : has("pl") || has("def") || has("sp")                   ? Tag::jj_e
                                                   : gender(Tag::jj_u, Tag::jj_n, Tag::jj_e);
      if (has("pp")) reading.weight = -1;
      if (has("m") && !has("un")) reading.weight = -2;  // den gamle
      break;
    case Pos::verb: {
      const std::string_view lemma = reading.parts.empty() ? std::string_view(reading.lemma)
                                                           : std::string_view(reading.parts.back());
      const auto one_of = [&](Tag finite, Tag infinitive, Tag supine) {
        return has("inf") ? infinitive : has("supn") ? supine : finite;
      };
      if (has("imp")) {
        tag = Tag::vb_m;
        reading.weight = -4;
      } else if (lemma == "ha") {
        tag = one_of(Tag::ha_f, Tag::ha_i, Tag::ha_s);
      } else if (lemma == "vara" || lemma == "bli") {
        tag = one_of(Tag::co_f, Tag::co_i, Tag::co_s);
      } else if (std::find(kBeforeInfinitives.begin(), kBeforeInfinitives.end(), lemma) !=
                 kBeforeInfinitives.end()) {
        tag = one_of(Tag::ax_f, Tag::ax_i, Tag::ax_s);
      } else {
        tag = one_of(Tag::vb_f, Tag::vb_i, Tag::vb_s);
      }
      break;
    }
    case Pos::pron:
      tag = has("pos")                  ? Tag::ps
            : has("rel") || has("itg")  ? Tag::hp
            : has("nom") && has("pers") ? Tag::pn_s
            : has("acc")                ? Tag::pn_o
                                        : Tag::pn_n;
      break;
    case Pos::det:
      tag = has("pos") ? Tag::ps : gender(Tag::dt_u, Tag::dt_n, Tag::dt_p);
      break;
    case Pos::adv:
      tag = Tag::ab;
      break;
    case Pos::adp:
      tag = Tag::pp;
      break;
    case Pos::num:
      tag = Tag::rg;
      break;
    case Pos::conj:
      tag = has("cnjcoo") ? Tag::kn : Tag::sn;
      break;
    case Pos::part:
      tag = Tag::ie;
      break;
    case Pos::intj:
      tag = Tag::in;
      reading.weight = -3;
      break;
    case Pos::punct:
    case Pos::other:
      break;
  }
  reading.tags = bit(tag);
}

/// The base form of a perfect participle used as an adjective, which Apertium files under its verb:
/// stressade, stressat -> stressad; skrivna, skrivet -> skriven.
std::string participle(std::string form) {
  const auto swap = [&](std::string_view ending, std::string_view base) {
    if (form.size() <= ending.size() + 1 || !std::string_view(form).ends_with(ending)) return false;
    form.replace(form.size() - ending.size(), ending.size(), base);
    return true;
  };
  (void)(swap("ade", "ad") || swap("at", "ad") || swap("dda", "dd") || swap("tt", "dd") ||
         swap("da", "d") || swap("na", "en") || swap("et", "en") || swap("ta", "t"));
  return form;
}

/// Apertium tells homonyms apart by a raised figure behind the lemma (vara¹, skola²) and letters by
/// a word (talphabet is t).
std::string_view without_sign(std::string_view lemma) {
  for (const std::string_view raised : {"¹", "²", "³", "⁴"}) {
    if (lemma.ends_with(raised)) lemma.remove_suffix(raised.size());
  }
  constexpr std::string_view kLetter = "alphabet";
  const bool letter =
      lemma.ends_with(kLetter) && lemma.size() == point_at(lemma, 0).size + kLetter.size();
  return letter ? lemma.substr(0, lemma.size() - kLetter.size()) : lemma;
}

/// One analysis, "språk<n><nt><sg><ind><cmp>+kunskap<n><ut><pl><def>".
std::vector<Reading> readings_of(std::string_view analysis, std::string_view form) {
  Reading reading;
  std::string_view tags;
  int unlikely = 0;  // of a compound: how little its parts look like parts
  for (std::string_view rest = analysis; !rest.empty();) {
    const std::size_t tag = rest.find('<');
    const std::size_t plus = rest.find('+', tag == std::string_view::npos ? 0 : tag);
    reading.parts.emplace_back(without_sign(rest.substr(0, tag)));
    tags = tag == std::string_view::npos
               ? std::string_view{}
               : rest.substr(tag, plus == std::string_view::npos ? plus : plus - tag);
    if (plus != std::string_view::npos) {
      // Most first parts are nouns: lönebidrag is of lön, not of löna. The more parts and the
      // shorter they are, the likelier it is that the word falls apart by accident.
      unlikely += tags.starts_with("<n>") ? 0 : tags.starts_with("<adj>") ? 1 : 2;
      unlikely += reading.parts.back().size() < 4 ? 2 : 0;
      unlikely += reading.parts.size() > 1 ? 2 : 0;
    }
    rest = plus == std::string_view::npos ? std::string_view{} : rest.substr(plus + 1);
  }
  const std::size_t close = tags.find('>');
  if (!tags.empty() && close != std::string_view::npos) {
    reading.pos = pos_of(tags.substr(1, close - 1));
  }
  const std::string stem = reading.parts.back();
  if (reading.parts.size() == 1) {
    reading.lemma = stem;
    reading.parts.clear();
  }
  weigh(reading, tags);
  const bool compound = !reading.parts.empty();
  if (compound) reading.weight = static_cast<std::int8_t>(reading.weight - 6 - unlikely);
  if (reading.pos == Pos::adj && (has_tag(tags, "pp") || has_tag(tags, "pprs"))) {
    // An adjective of its own, and still a form of its verb: byggda is byggd and bygga, krävande
    // is krävande and kräva.
    const bool present = has_tag(tags, "pprs");
    reading.lemma = present ? std::string(form) : participle(std::string(form));
    if (present && reading.lemma.ends_with("s")) reading.lemma.pop_back();
    if (compound) return {std::move(reading)};
    Reading verb{stem, Pos::verb, {}};
    verb.weight = Reading::kForMatching;
    return {std::move(reading), std::move(verb)};
  }
  if (compound) reading.lemma = compound_lemma(form, stem);
  std::vector<Reading> out{std::move(reading)};
  if (out[0].pos == Pos::adj && out[0].tags == bit(Tag::jj_n) && form.ends_with("t")) {
    // «strängt patriarkalisk»: the neuter is the adverb.
    out.push_back(out[0]);
    out[1].pos = Pos::adv;
    out[1].tags = bit(Tag::ab);
  }
  return out;
}

}  // namespace

Apertium::Apertium(std::unique_ptr<Transducers> transducers)
    : transducers_(std::move(transducers)) {}
Apertium::~Apertium() = default;

std::unique_ptr<Apertium> Apertium::load(const std::string& path) {
  std::unique_ptr<Transducers> transducers = Transducers::load(path);
  if (transducers == nullptr) return nullptr;
  return std::unique_ptr<Apertium>(new Apertium(std::move(transducers)));
}

std::vector<Reading> Apertium::operator()(std::string_view word) {
  std::vector<Reading> out;
  for (const std::string& analysis : transducers_->analyses(word)) {
    for (Reading& reading : readings_of(analysis, word)) add_reading(out, std::move(reading));
  }
  return out;
}

bool Apertium::has(std::string_view word) { return transducers_->has(word); }

bool Apertium::may_have(std::string_view word) { return transducers_->may_have(word); }

void add_reading(std::vector<Reading>& to, Reading reading) {
  const auto known = std::find_if(to.begin(), to.end(), [&](const Reading& r) {
    return r.lemma == reading.lemma && r.pos == reading.pos && r.parts == reading.parts;
  });
  if (known == to.end()) {
    to.push_back(std::move(reading));
    return;
  }
  // Of the same reading's forms the likelier ones count: «kräva!» says nothing against att kräva.
  if (reading.weight > known->weight) {
    known->weight = reading.weight;
    known->tags = reading.tags;
  } else if (reading.weight == known->weight) {
    known->tags |= reading.tags;
  }
}

std::string compound_lemma(std::string_view form, std::string_view head) {
  // The head's form shares its beginning with the lemma; the last such place is where it starts.
  for (std::size_t shared = head.size(); shared >= 2; --shared) {
    const std::size_t at = form.rfind(head.substr(0, shared));
    if (at != std::string_view::npos && at > 0) {
      return std::string(form.substr(0, at)) + std::string(head);
    }
  }
  return std::string(form);
}

}  // namespace samsyn::words
