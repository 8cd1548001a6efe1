#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/knowledge.hpp"
#include "pipeline/model/document.hpp"
#include "pipeline/model/issue.hpp"
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
  /// Both must stay while this object is there.
  Masker(const Knowledge& knowledge, const Study& study, const std::string& language);

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

  /// Names that labels of persons were in the documents replaced so far: they are looked for in
  /// the texts of those that follow too. Null = none.
  std::shared_ptr<const privacy::Learned> known() const { return known_; }

  /// Numbers a slice's findings, and puts pseudonyms for the marks in its lines and quotations.
  /// Gives the pseudonyms by mark (privacy::resolve), for other texts of the slice; to be asked
  /// once for each slice.
  std::vector<std::string> number(const privacy::Masks& masks, const Slice& slice,
                                  std::string& lines,
                                  std::vector<summarise::Candidate>& candidates);

  /// The study as outputs may show it: pseudonyms in the options that its items declare. To be
  /// asked before any file is read.
  Study masked(const Study& study);

  /// The issues as a file may hold them, in order: pseudonyms stand for personal data in what they
  /// say, and what labels became in the outputs they are called here too. Names of files and sheets
  /// stay, and so does the excerpt, which no file may hold. To be asked when all slices have been
  /// numbered.
  Issues masked(const Issues& issues);

  /// How many different names, numbers and addresses have a pseudonym so far.
  std::uint32_t count() const;

  /// What the pseudonyms stand for, as JSON. Only if the study names a key file.
  std::string key_file() const { return pseudonyms_.key_file(); }

 private:
  std::string masked(const std::string& text);
  void look_at_speakers(const Issue& issue);
  void remember(const std::string& label, const std::string& shown);
  std::string with_known_labels(std::string_view text) const;

  bool is_known(std::uint32_t attribute, const std::string& value) const;

  const Study& study_;
  const privacy::Finder* finder_;  ///< null: the study wants no masking
  privacy::Pseudonyms pseudonyms_;
  std::shared_ptr<const Document> numbered_;       ///< the document that slices are numbered of
  const Document* replaced_ = nullptr;             ///< whose labels have been, its slices not yet
  std::shared_ptr<const privacy::Learned> known_;  ///< replaced, never changed: slices hold it
  std::map<std::string, std::string, std::less<>> shown_;   ///< label -> what outputs call it
  std::map<std::string, std::string, std::less<>> folded_;  ///< the same by its letters alone
};

}  // namespace samsyn
