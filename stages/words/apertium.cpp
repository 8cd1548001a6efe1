#include "stages/words/apertium.hpp"

#include <lttoolbox/fst_processor.h>
#include <lttoolbox/input_file.h>
#include <unicode/ustdio.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>

namespace samsyn::words {
namespace {

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

// Apertium's tags (wiki.apertium.org, "List of symbols") and what they are in UD.
constexpr std::array<std::pair<std::string_view, Pos>, 20> kTags{{
    {"n", Pos::noun},        {"np", Pos::name},       {"vblex", Pos::verb},  {"vbser", Pos::verb},
    {"vbhaver", Pos::verb},  {"vbmod", Pos::verb},    {"vaux", Pos::verb},   {"adj", Pos::adj},
    {"adv", Pos::adv},       {"preadv", Pos::adv},    {"prn", Pos::pron},    {"det", Pos::det},
    {"predet", Pos::det},    {"pr", Pos::adp},        {"num", Pos::num},     {"cnjcoo", Pos::conj},
    {"cnjsub", Pos::conj},   {"cnjadv", Pos::conj},   {"ij", Pos::intj},     {"part", Pos::part},
}};

Pos pos_of(std::string_view tag) {
  const auto* found =
      std::find_if(kTags.begin(), kTags.end(), [&](const auto& row) { return row.first == tag; });
  return found == kTags.end() ? Pos::other : found->second;
}

bool has_tag(std::string_view tags, std::string_view tag) {
  return tags.find("<" + std::string(tag) + ">") != std::string_view::npos;
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

/// Apertium tells homonyms apart by a raised figure behind the lemma: vara¹, skola².
std::string_view without_number(std::string_view lemma) {
  for (const std::string_view raised : {"¹", "²", "³", "⁴"}) {
    if (lemma.ends_with(raised)) lemma.remove_suffix(raised.size());
  }
  return lemma;
}

/// One analysis, "språk<n><nt><sg><ind><cmp>+kunskap<n><ut><pl><def>".
std::vector<Reading> readings_of(std::string_view analysis, std::string_view form) {
  Reading reading;
  std::string_view tags;
  for (std::string_view rest = analysis; !rest.empty();) {
    const std::size_t tag = rest.find('<');
    const std::size_t plus = rest.find('+', tag == std::string_view::npos ? 0 : tag);
    reading.parts.emplace_back(without_number(rest.substr(0, tag)));
    tags = tag == std::string_view::npos ? std::string_view{}
                                         : rest.substr(tag, plus == std::string_view::npos
                                                                ? plus
                                                                : plus - tag);
    rest = plus == std::string_view::npos ? std::string_view{} : rest.substr(plus + 1);
  }
  const std::size_t close = tags.find('>');
  if (!tags.empty() && close != std::string_view::npos) {
    reading.pos = pos_of(tags.substr(1, close - 1));
  }
  if (reading.pos == Pos::adj && has_tag(tags, "pp")) {
    if (reading.parts.size() > 1) {
      reading.lemma = participle(std::string(form));
      return {std::move(reading)};
    }
    // An adjective of its own, and still a form of its verb: byggda is byggd and bygga.
    return {Reading{participle(std::string(form)), Pos::adj, {}},
            Reading{std::move(reading.parts.front()), Pos::verb, {}}};
  }
  if (reading.parts.size() == 1) {
    reading.lemma = std::move(reading.parts.front());
    reading.parts.clear();
  } else {
    reading.lemma = compound_lemma(form, reading.parts.back());
  }
  return {std::move(reading)};
}

}  // namespace

struct Apertium::Body {
  FSTProcessor analyser;
};

Apertium::Apertium(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Apertium::~Apertium() = default;

std::unique_ptr<Apertium> Apertium::load(const std::string& path) {
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file) return nullptr;
  auto body = std::make_unique<Body>();
  body->analyser.load(file.get());
  body->analyser.setDictionaryCaseMode(true);
  body->analyser.initDecomposition();
  return std::unique_ptr<Apertium>(new Apertium(std::move(body)));
}

std::vector<Reading> Apertium::operator()(std::string_view word) {
  std::string line(word);
  line += '\n';
  std::FILE* input_file = fmemopen(line.data(), line.size(), "rb");
  if (input_file == nullptr) return {};
  InputFile input;
  input.wrap(input_file);  // closes it

  char* buffer = nullptr;
  std::size_t size = 0;
  File output(open_memstream(&buffer, &size));
  if (!output) return {};
  UFILE* unicode = u_finit(output.get(), nullptr, "UTF-8");
  if (unicode == nullptr) return {};
  bool read = true;
  try {
    body_->analyser.analysis(input, unicode);
  } catch (const std::exception&) {
    read = false;  // signs that are markup to lttoolbox: no word of its dictionary
  }
  u_fclose(unicode);  // flushes; the FILE is ours to close
  output.reset();
  const std::string answer(buffer, size);
  std::free(buffer);
  if (!read) return {};

  // ^form/analysis/analysis$, or ^form/*form$ for an unknown word. More than one ^ means that the
  // analyser cut the word in pieces: then it does not know the whole.
  std::vector<Reading> out;
  const std::size_t open = answer.find('^');
  const std::size_t close = answer.find('$');
  if (open == std::string::npos || close == std::string::npos ||
      answer.find('^', open + 1) != std::string::npos) {
    return out;
  }
  std::string_view rest = std::string_view(answer).substr(open + 1, close - open - 1);
  if (rest.substr(0, rest.find('/')) != word) return out;
  while (rest.find('/') != std::string_view::npos) {
    rest.remove_prefix(rest.find('/') + 1);
    const std::string_view analysis = rest.substr(0, rest.find('/'));
    if (analysis.starts_with("*")) break;
    for (Reading& reading : readings_of(analysis, word)) {
      const bool known = std::any_of(out.begin(), out.end(), [&](const Reading& r) {
        return r.lemma == reading.lemma && r.pos == reading.pos && r.parts == reading.parts;
      });
      if (!known) out.push_back(std::move(reading));
    }
  }
  return out;
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
