#include "pipeline/masker.hpp"

#include <algorithm>
#include <functional>
#include <unordered_map>

namespace samsyn {

Masker::Masker(const Knowledge& knowledge, const Privacy& privacy, const std::string& language)
    : finder_(knowledge.finder.get()), pseudonyms_(language, !privacy.key_file.empty()) {}

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
  const bool speech = std::any_of(document.blocks.begin(), document.blocks.end(), [](const Block& b) {
    return b.role == BlockRole::turn || b.role == BlockRole::interviewer;
  });
  for (std::string& speaker : document.speakers) speech ? person(speaker) : text(speaker);
  for (Respondent& respondent : document.respondents) {
    speech ? person(respondent.id) : text(respondent.id);
    for (std::size_t a = 0; a < respondent.attributes.size(); ++a) {
      if (a != kMunicipality && a != kSubstudy) text(respondent.attributes[a]);  // Kinda is no Kinda
    }
  }
  for (Question& question : document.questions) {
    text(question.title);
    text(question.text);
  }
  for (Option& option : document.options) text(option.label);
  return out;
}

void Masker::replace(const std::vector<Label>& labels, Document& document) {
  const auto where = [&](std::uint32_t) { return Where{document.source}; };
  for (const Label& label : labels) {
    const std::vector<std::string> names = pseudonyms_.number(label.found, where);
    if (label.person) document.persons.push_back(*label.text);
    *label.text = privacy::masked(*label.text, label.found, names);
  }
}

void Masker::number(const privacy::Masks& masks, const Slice& slice, std::string& lines,
                    std::vector<summarise::Candidate>& candidates) {
  if (masks.all.empty()) return;
  const Document& document = *slice.document;
  const std::vector<std::string> names = pseudonyms_.number(masks, [&](std::uint32_t block) {
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
}

std::string Masker::masked(const std::string& text) {
  if (finder_ == nullptr) return text;
  const std::vector<privacy::Found> found = finder_->find(text);
  return found.empty() ? text : privacy::masked(text, found, pseudonyms_.number(found));
}

}  // namespace samsyn
