#pragma once

#include <string>
#include <vector>

#include "pipeline/knowledge.hpp"
#include "pipeline/model/document.hpp"
#include "pipeline/model/study.hpp"
#include "pipeline/slice.hpp"
#include "stages/privacy/pseudonyms.hpp"
#include "stages/summarise/slice.hpp"

namespace samsyn {

/// Gives personal data their pseudonyms, in the order of the input, on one thread. What the workers
/// found comes in slice by slice; labels (respondents, speakers, values of attributes, wordings,
/// options) are looked at here, document by document.
class Masker {
 public:
  Masker(const Knowledge& knowledge, const Privacy& privacy, const std::string& language);

  /// A label with personal data in it.
  struct Label {
    std::string* text = nullptr;  ///< in the document
    std::vector<privacy::Found> found;
    bool person = false;  ///< of a speaker or an interviewee
  };
  /// The labels to change, in order. The document must stay where it is.
  std::vector<Label> look(Document& document) const;
  /// Puts pseudonyms in them. All slices of earlier documents must have been numbered before, so
  /// that numbers follow the input whatever the number of threads. Names that stood for speakers
  /// and interviewees are kept in Document::persons, to be found in the text.
  void replace(const std::vector<Label>& labels, Document& document);

  /// Numbers a slice's findings, and puts pseudonyms for the marks in its lines and quotations.
  void number(const privacy::Masks& masks, const Slice& slice, std::string& lines,
              std::vector<summarise::Candidate>& candidates);

  /// A text of ours that may quote what somebody said: a message.
  std::string masked(const std::string& text);

  /// What the pseudonyms stand for, as JSON. Only if the study names a key file.
  std::string key_file() const { return pseudonyms_.key_file(); }

 private:
  const privacy::Finder* finder_;  ///< null: the study wants no masking
  privacy::Pseudonyms pseudonyms_;
};

}  // namespace samsyn
