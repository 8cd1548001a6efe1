#include "stages/words/dictionary.hpp"

#include <algorithm>
#include <fstream>
#include <hunspell/hunspell.hxx>

#include "pipeline/model/text.hpp"
#include "stages/words/installed.hpp"

namespace samsyn::words {
namespace {

constexpr std::size_t kLongestWord = 100;   // bytes
constexpr std::uint32_t kShortestPart = 3;  // letters: shorter parts of compounds are accidents

bool sound(const Reading& reading) {
  return std::all_of(reading.parts.begin(), reading.parts.end(),
                     [](const std::string& part) { return code_points(part) >= kShortestPart; });
}

}  // namespace

struct Dictionary::Body {
  Installed installed;

  bool analysed(const std::string& word) {
    if (!installed.apertium) return false;
    const std::vector<Reading> readings = (*installed.apertium)(word);
    return std::any_of(readings.begin(), readings.end(), sound);
  }

  bool spelt(const std::string& word) const {
    return installed.hunspell && installed.hunspell->spell(word);
  }
};

Dictionary::Dictionary(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Dictionary::~Dictionary() = default;

Result<std::unique_ptr<Dictionary>> Dictionary::load() {
  Result<Installed> installed = Installed::load();
  if (!installed) return installed.issue();
  return std::unique_ptr<Dictionary>(
      new Dictionary(std::make_unique<Body>(Body{std::move(*installed)})));
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
