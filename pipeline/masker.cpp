#include "pipeline/masker.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <set>
#include <unordered_map>

namespace samsyn {
namespace {

/// Letters and digits alone, in lower case: «ANNA  Svensson.» and «anna svensson» are alike.
std::string folded(std::string_view text) {
  icu::UnicodeString from = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  from.foldCase();
  icu::UnicodeString to;
  for (std::int32_t i = 0; i < from.length(); i = from.moveIndex32(i, 1)) {
    if (u_isalnum(from.char32At(i)) != 0) to.append(from.char32At(i));
  }
  std::string out;
  return to.toUTF8String(out);
}

/// May a byte be one of a word? All but ASCII is taken for letters: «å», and the signs of quotation
/// too, so a label is looked for behind those by name.
bool in_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

constexpr std::string_view kOpens = "\xC2\xAB";   // «
constexpr std::string_view kCloses = "\xC2\xBB";  // »

bool begins_word(std::string_view text, std::size_t at) {
  return at == 0 || !in_word(text[at - 1]) || text.substr(0, at).ends_with(kOpens);
}
bool ends_word(std::string_view text, std::size_t at) {
  return at == text.size() || !in_word(text[at]) || text.substr(at).starts_with(kCloses);
}

bool begins_small(const std::string& text) {
  return u_islower(icu::UnicodeString::fromUTF8(text).char32At(0)) != 0;
}

/// Calls `use` for what stands between « and ».
template <class Use>
void each_quoted(std::string_view text, Use use) {
  std::size_t open = text.find(kOpens);
  while (open != std::string_view::npos) {
    const std::size_t begin = open + kOpens.size();
    const std::size_t end = text.find(kCloses, begin);
    if (end == std::string_view::npos) return;
    use(begin, end);
    open = text.find(kOpens, end);
  }
}

constexpr std::size_t kFromOnePlace = 3;  // respondents: no name of one of them

/// Letters and hyphens: no number, no address, no given name with a surname.
bool is_one_word(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || std::isalpha(byte) != 0 || c == '-';
  });
}

}  // namespace

Masker::Masker(const Knowledge& knowledge, const Study& study, const std::string& language)
    : study_(study),
      finder_(knowledge.finder.get()),
      pseudonyms_(language, !study.privacy.key_file.empty()) {}

std::vector<Masker::Label> Masker::look(Document& document) const {
  std::vector<Label> out;
  if (finder_ == nullptr) return out;
  std::unordered_map<std::string, std::vector<privacy::Found>> known;  // values come again
  const auto text = [&](std::string& label) {
    const auto [at, fresh] = known.try_emplace(label);
    if (fresh) at->second = finder_->find(label);
    if (!at->second.empty()) out.push_back({&label, at->second, false});
  };
  const auto person = [&](std::string& label) {
    std::vector<privacy::Found> found = finder_->find_label(label);
    if (!found.empty()) out.push_back({&label, std::move(found), true});
  };
  // A speaker of a transcript is a person; labels of notes are oftener places and groups.
  const bool speech = std::any_of(
      document.blocks.begin(), document.blocks.end(),
      [](const Block& b) { return b.role == BlockRole::turn || b.role == BlockRole::interviewer; });
  for (std::string& speaker : document.speakers) speech ? person(speaker) : text(speaker);
  std::unordered_map<std::string, std::set<std::string>> places;  // who is from each, by id
  for (const Respondent& respondent : document.respondents) {
    if (respondent.attributes.size() <= kMunicipality) continue;
    const std::string& place = respondent.attributes[kMunicipality];
    if (is_one_word(place)) places[place].insert(respondent.id);
  }
  for (Respondent& respondent : document.respondents) {
    speech ? person(respondent.id) : text(respondent.id);
    for (std::uint32_t a = 0; a < respondent.attributes.size(); ++a) {
      // Kinda is no Kinda, but people type their names in any column. A word where several are
      // from is a place, though it may be called as a family is.
      std::string& value = respondent.attributes[a];
      const bool is_place = a == kMunicipality && places[value].size() >= kFromOnePlace;
      if (!is_place && !is_known(a, value)) text(value);
    }
  }
  for (Question& question : document.questions) {
    text(question.title);
    text(question.text);
  }
  for (Option& option : document.options) text(option.label);
  return out;
}

/// Is an attribute's value a municipality, a region or a sub-study of the manifest?
bool Masker::is_known(std::uint32_t attribute, const std::string& value) const {
  if (attribute == kMunicipality) return finder_->is_municipality(value);
  if (attribute != kSubstudy) return false;
  return std::any_of(study_.substudies.begin(), study_.substudies.end(),
                     [&](const Substudy& one) { return one.id == value || one.name == value; });
}

void Masker::replace(const std::vector<Label>& labels, Document& document) {
  if (!labels.empty()) {
    pseudonyms_.next_document();
    replaced_ = &document;
  }
  const auto where = [&](std::uint32_t) { return Where{document.source}; };
  for (const Label& label : labels) {
    const std::vector<std::string> names = pseudonyms_.number(label.found, where);
    if (label.person) document.persons.push_back(*label.text);
    std::string shown = privacy::masked(*label.text, label.found, names);
    remember(*label.text, shown);
    *label.text = std::move(shown);
  }
  if (document.persons.empty()) return;
  auto known = std::make_shared<privacy::Learned>(known_ == nullptr ? privacy::Learned{} : *known_);
  finder_->learn(document.persons, *known);
  if (known_ == nullptr || known->size() > known_->size()) known_ = std::move(known);
}

std::vector<std::string> Masker::number(const privacy::Masks& masks, const Slice& slice,
                                        std::string& lines,
                                        std::vector<summarise::Candidate>& candidates) {
  if (numbered_ != slice.document) {
    numbered_ = slice.document;
    if (replaced_ != numbered_.get()) pseudonyms_.next_document();
    replaced_ = nullptr;
  }
  if (masks.all.empty()) return {};
  const Document& document = *slice.document;
  std::vector<std::string> names = pseudonyms_.number(masks, [&](std::uint32_t block) {
    const Block& at = document.blocks[slice.first + block];
    Where where{document.source, document.sheet, {}};
    where.row = at.row;
    where.line = at.line;
    return where;
  });
  privacy::resolve(lines, names);
  for (summarise::Candidate& candidate : candidates) {
    if (!candidate.shown.empty()) privacy::resolve(candidate.shown, candidate.places, names);
  }
  return names;
}

void Masker::remember(const std::string& label, const std::string& shown) {
  if (!shown_.emplace(label, shown).second) return;
  // Messages cut long texts short.
  if (std::string excerpt = excerpt_of(label); excerpt != label) {
    shown_.emplace(std::move(excerpt), excerpt_of(shown));
  }
  folded_.emplace(folded(label), shown);
}

/// A text with what outputs call the labels in it; the longest label first.
std::string Masker::with_known_labels(std::string_view text) const {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::pair<const std::string, std::string>* found = nullptr;  // in shown_
    if (begins_word(text, at)) {
      std::string_view rest = text.substr(at);
      // Of what sorts before the rest, the last is the longest that it could begin with, or tells
      // how much of the rest need be looked at on.
      for (auto it = shown_.upper_bound(rest); found == nullptr && it != shown_.begin();) {
        const std::string& label = std::prev(it)->first;
        const std::size_t same = static_cast<std::size_t>(
            std::mismatch(rest.begin(), rest.end(), label.begin(), label.end()).first -
            rest.begin());
        if (same == 0) break;
        if (same < label.size()) {
          rest = rest.substr(0, same);
        } else if (ends_word(text, at + same)) {
          found = &*std::prev(it);
          break;
        } else {
          rest = rest.substr(0, same - 1);
        }
        it = shown_.upper_bound(rest);
      }
    }
    out += found == nullptr ? text.substr(at, 1) : std::string_view(found->second);
    at += found == nullptr ? 1 : found->first.size();
  }
  return out;
}

/// Labels of speech are people's, whoever has seen them: those of files that could not be used and
/// those that only the manifest names never came to replace().
void Masker::look_at_speakers(const Issue& issue) {
  const auto person = [&](const std::string& label) {
    if (shown_.count(label) > 0) return;
    const std::vector<privacy::Found> found = finder_->find_label(label);
    if (!found.empty()) remember(label, privacy::masked(label, found, pseudonyms_.number(found)));
  };
  for (const std::string* text : {&issue.message, &issue.remedy}) {
    each_quoted(*text, [&](std::size_t begin, std::size_t end) {
      person(text->substr(begin, end - begin));
    });
    for (const SourceSpec& source : study_.sources) {
      for (const std::vector<std::string>* labels : {&source.interviewers, &source.speakers}) {
        for (const std::string& label : *labels) {
          if (text->find(label) != std::string::npos) person(label);
        }
      }
    }
  }
}

std::string Masker::masked(const std::string& text) {
  // Other spellings of a label, which stand in messages between « and », as labels do.
  std::string out;
  std::size_t at = 0;
  each_quoted(text, [&](std::size_t begin, std::size_t end) {
    const auto known = folded_.find(folded(std::string_view(text).substr(begin, end - begin)));
    if (known == folded_.end() || known->first.empty()) return;
    out.append(text, at, begin - at);
    out += known->second;
    at = end;
  });
  out.append(text, at, std::string::npos);
  out = with_known_labels(out);
  std::vector<privacy::Found> found = finder_->find(out);
  // What we say ourselves is English, where «are» and «will» are no names.
  std::vector<std::pair<std::size_t, std::size_t>> quoted;
  each_quoted(out, [&](std::size_t begin, std::size_t end) { quoted.emplace_back(begin, end); });
  std::erase_if(found, [&](const privacy::Found& one) {
    return one.kind == privacy::Kind::name && begins_small(one.text) &&
           std::none_of(quoted.begin(), quoted.end(), [&](const auto& stretch) {
             return one.span.begin >= stretch.first && one.span.end <= stretch.second;
           });
  });
  return found.empty() ? out : privacy::masked(out, found, pseudonyms_.number(found));
}

Study Masker::masked(const Study& study) {
  Study out = study;
  if (finder_ == nullptr) return out;
  for (SourceSpec& source : out.sources) {
    for (ItemSpec& item : source.items) {
      for (std::vector<std::string>* labels : {&item.options, &item.dont_know}) {
        for (std::string& label : *labels) {
          const std::vector<privacy::Found> found = finder_->find(label);
          if (found.empty()) continue;
          std::string shown = privacy::masked(label, found, pseudonyms_.number(found));
          remember(label, shown);
          label = std::move(shown);
        }
      }
    }
  }
  return out;
}

Issues Masker::masked(const Issues& issues) {
  if (finder_ == nullptr) return issues;
  Issues out;
  for (Issue issue : issues.all()) {
    // An id or a value of the input that the message quotes, with or without signs.
    if (issue.message.find(issue.excerpt) != std::string::npos) {
      const std::vector<privacy::Found> found = finder_->find(issue.excerpt);
      if (!found.empty()) {
        remember(issue.excerpt, privacy::masked(issue.excerpt, found, pseudonyms_.number(found)));
      }
    }
    if (issue.id.starts_with("transcript.") || issue.id.starts_with("notes.")) {
      look_at_speakers(issue);
    }
    issue.message = masked(issue.message);
    issue.remedy = masked(issue.remedy);
    issue.where.column_title = masked(issue.where.column_title);
    out.add(std::move(issue));
  }
  return out;
}

std::uint32_t Masker::count() const {
  std::uint32_t all = 0;
  for (std::size_t kind = 0; kind < privacy::kKinds.size(); ++kind) {
    all += pseudonyms_.count(static_cast<privacy::Kind>(kind));
  }
  return all;
}

}  // namespace samsyn
