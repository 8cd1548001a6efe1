#include "stages/words/dictionary.hpp"

#include <algorithm>
#include <fstream>
#include <hunspell/hunspell.hxx>

#include "pipeline/model/text.hpp"
#include "stages/words/apertium.hpp"

namespace samsyn::words {
namespace {

// Where Debian 12 puts them (packages apertium-swe-nor and hunspell-sv).
constexpr const char* kApertium = "/usr/share/apertium/apertium-swe-nor/swe-nob.automorf.bin";
constexpr const char* kHunspellAff = "/usr/share/hunspell/sv_SE.aff";
constexpr const char* kHunspellDic = "/usr/share/hunspell/sv_SE.dic";

constexpr std::size_t kLongestWord = 100;   // bytes
constexpr std::uint32_t kShortestPart = 3;  // letters: shorter parts of compounds are accidents

bool is_there(const char* path) { return std::ifstream(path).good(); }

std::string capitalised(std::string word) {
  const auto lead = static_cast<unsigned char>(word[0]);
  if (lead >= 'a' && lead <= 'z') word[0] = static_cast<char>(lead - 0x20);
  if (lead == 0xC3 && word.size() > 1 && static_cast<unsigned char>(word[1]) >= 0xA0) {
    word[1] = static_cast<char>(static_cast<unsigned char>(word[1]) - 0x20);
  }
  return word;
}

bool sound(const Reading& reading) {
  return std::all_of(reading.parts.begin(), reading.parts.end(),
                     [](const std::string& part) { return code_points(part) >= kShortestPart; });
}

}  // namespace

struct Dictionary::Body {
  std::unique_ptr<Apertium> apertium;
  std::unique_ptr<Hunspell> hunspell;

  bool analysed(const std::string& word) {
    if (!apertium) return false;
    const std::vector<Reading> readings = (*apertium)(word);
    return std::any_of(readings.begin(), readings.end(), sound);
  }

  bool spelt(const std::string& word) const { return hunspell && hunspell->spell(word); }
};

Dictionary::Dictionary(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Dictionary::~Dictionary() = default;

Result<std::unique_ptr<Dictionary>> Dictionary::load() {
  auto body = std::make_unique<Body>();
  body->apertium = Apertium::load(kApertium);
  if (is_there(kHunspellAff) && is_there(kHunspellDic)) {
    body->hunspell = std::make_unique<Hunspell>(kHunspellAff, kHunspellDic);
  }
  if (!body->apertium && !body->hunspell) {
    return Issue{Severity::error,
                 "words.no-analyser",
                 {kApertium},
                 "no Swedish dictionary is installed: neither Apertium's nor Hunspell's",
                 {},
                 "install them: apt-get install apertium-swe-nor hunspell-sv"};
  }
  return std::unique_ptr<Dictionary>(new Dictionary(std::move(body)));
}

bool Dictionary::knows(const std::string& form) {
  if (form.empty() || form.size() > kLongestWord) return false;
  const bool letters = std::all_of(form.begin(), form.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  });
  if (!letters) return false;
  // Both take a capitalised word for the small one too, and names only so.
  const std::string name = capitalised(form);
  return body_->analysed(name) || body_->spelt(name);
}

}  // namespace samsyn::words
