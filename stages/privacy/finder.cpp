#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "stages/privacy/privacy.hpp"
#include "stages/privacy/search.hpp"

namespace samsyn::privacy {
namespace {

/// Blanks to one, lower case: how names that are kept are compared.
std::string kept_form(std::string_view text) {
  std::string out;
  for (const char c : fold(text)) {
    const bool blank = c == ' ' || c == '\t' || c == '\n';
    if (blank && (out.empty() || out.back() == ' ')) continue;
    out += blank ? ' ' : c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// Letters and digits alone, in lower case, @ and dots: how all else that is kept is compared.
std::string kept_letters(std::string_view text) {
  std::string out;
  for (const char c : fold(text)) {
    const bool high = static_cast<unsigned char>(c) >= 0x80;
    if (high || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '@' || c == '.') out += c;
  }
  return out;
}

}  // namespace

struct Finder::Body {
  Dictionary dictionary;
  Options options;
  NameSettings names, labels;
  std::set<std::string, std::less<>> letters, keys;  ///< of what is kept and is no name

  Body(const Lists& lists, const Options& o) : dictionary(lists, o), options(o) {
    for (const std::string& kept : o.keep) {
      names.keep.insert(kept_form(kept));
      letters.insert(kept_letters(kept));
      // «+46 13 20 60 00» is «013-20 60 00», «Kungsg. 4» is «Kungsgatan 4»
      for (const Found& f : search(kept, dictionary, names, {}, nullptr, false)) {
        if (kept_letters(f.span.of(kept)) == kept_letters(kept)) keys.insert(f.key);
      }
    }
    for (const std::string_view line : lines_of(lists.context, "whole-names")) {
      names.keep.insert(kept_form(line));
      names.phrases.add(line);
    }
    for (const std::string_view line : lines_of(lists.context, "phrases")) names.phrases.add(line);
    labels = names;
    labels.is_label = true;
  }

  bool on(Kind kind) const { return options.kinds.at(static_cast<std::size_t>(kind)); }

  std::vector<Found> find(std::string_view text, const NameSettings& settings,
                          const Learned& learned, Learned* told) const {
    if (!settings.is_label && !dictionary.may_hold(text) && !mentions(text, learned)) return {};
    std::vector<Found> found = search(text, dictionary, settings, learned, told, on(Kind::name));
    // A kind that is switched off was looked for all the same: its numbers are no other kind's.
    found.erase(std::remove_if(found.begin(), found.end(),
                               [&](const Found& f) { return !on(f.kind) || is_kept(f, text); }),
                found.end());
    std::sort(found.begin(), found.end(),
              [](const Found& a, const Found& b) { return a.span.begin < b.span.begin; });
    for (Found& f : found) f.text = f.span.of(text);
    return found;
  }

  bool is_kept(const Found& found, std::string_view text) const {
    if (letters.empty() || found.kind == Kind::name) return false;
    std::string own = kept_letters(found.span.of(text));
    if (letters.count(own) > 0 || keys.count(found.key) > 0) return true;
    if (own.empty() || own.back() != 's') return false;
    own.pop_back();  // «Storgatan 4:s»
    return letters.count(own) > 0;
  }
};

Finder::Finder(const Lists& lists, const Options& options)
    : body_(std::make_unique<const Body>(lists, options)) {}
Finder::~Finder() = default;
Finder::Finder(Finder&&) noexcept = default;

std::vector<Found> Finder::find(std::string_view text) const {
  Learned told;
  std::vector<Found> found = body_->find(text, body_->names, {}, &told);
  if (told.empty()) return found;
  return body_->find(text, body_->names, told, nullptr);
}

std::vector<Found> Finder::find_label(std::string_view label) const {
  return body_->find(label, body_->labels, {}, nullptr);
}

bool Finder::is_municipality(std::string_view value) const {
  std::string name = kept_form(value);
  constexpr std::string_view kEnd = " kommun";
  if (std::string_view(name).ends_with(kEnd)) name.resize(name.size() - kEnd.size());
  if ((body_->dictionary(hash_of(name)) & kPlace) != 0) return true;
  if (name.empty() || name.back() != 's') return false;
  name.pop_back();  // «Linköpings kommun»
  return (body_->dictionary(hash_of(name)) & kPlace) != 0;
}

void Finder::learn(const std::vector<std::string>& labels, Learned& learned) const {
  for (const std::string& label : labels) body_->find(label, body_->labels, {}, &learned);
}

Masks Finder::find(const NormDocument& text, const Learned& known, Learned& told) const {
  Masks masks;
  masks.first.reserve(text.blocks.size() + 1);
  for (const NormBlock& block : text.blocks) {
    masks.first.push_back(static_cast<std::uint32_t>(masks.all.size()));
    std::vector<Found> found = body_->find(block.text, body_->names, known, &told);
    std::move(found.begin(), found.end(), std::back_inserter(masks.all));
  }
  masks.first.push_back(static_cast<std::uint32_t>(masks.all.size()));
  return masks;
}

void Finder::find_again(const NormDocument& text, const Learned& known, Masks& masks) const {
  if (known.empty()) return;
  Masks out;
  out.first.reserve(masks.first.size());
  for (std::size_t b = 0; b < text.blocks.size(); ++b) {
    out.first.push_back(static_cast<std::uint32_t>(out.all.size()));
    if (mentions(text.blocks[b].text, known)) {
      std::vector<Found> found = body_->find(text.blocks[b].text, body_->names, known, nullptr);
      std::move(found.begin(), found.end(), std::back_inserter(out.all));
      continue;
    }
    const auto from = masks.all.begin();
    std::move(from + masks.first[b], from + masks.first[b + 1], std::back_inserter(out.all));
  }
  out.first.push_back(static_cast<std::uint32_t>(out.all.size()));
  masks = std::move(out);
}

Masks Finder::find(const Document& document, const NormDocument& text, const Learned* known) const {
  Learned before = known == nullptr ? Learned{} : *known;
  learn(document.speakers, before);
  learn(document.persons, before);
  Learned told = before;
  Masks masks = find(text, before, told);
  if (told.size() > before.size()) find_again(text, told, masks);
  return masks;
}

}  // namespace samsyn::privacy
