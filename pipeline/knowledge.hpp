#pragma once

#include <memory>
#include <string>
#include <vector>

#include "pipeline/model/abbreviations.hpp"
#include "pipeline/model/frequency.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/study.hpp"
#include "stages/coding/coding.hpp"
#include "stages/privacy/privacy.hpp"
#include "stages/words/words.hpp"

namespace samsyn {

/// A file that the rules came from.
struct KnowledgeFile {
  std::string name;  ///< "barriers.json", or a study's own file as it names it
  std::string bytes;
};

/// What the program knows of Swedish and of the field: loaded once, shared by all threads.
struct Knowledge {
  Abbreviations abbreviations;
  std::unique_ptr<words::Lexicon> lexicon;
  std::shared_ptr<const coding::Rules> rules;
  Frequencies frequencies;
  std::string confusions;  ///< corpus/ocr/confusions.tsv
  std::unique_ptr<const privacy::Finder> finder;  ///< null when the study wants no masking
  std::vector<KnowledgeFile> taxonomies;  ///< with their indicators, in the order of reading

  /// `data`: the folder of corpus/. A taxonomy of the study is a built-in name (a file in
  /// corpus/taxonomies/) or a path relative to the manifest.
  /// `layers`: what of the words' look-up is in use.
  /// Errors: those of words::Lexicon and coding::Rules; file.not-found.
  static Result<std::unique_ptr<Knowledge>> load(const std::string& data, const Study& study,
                                                 const words::Lexicon::Layers& layers);
  static Result<std::unique_ptr<Knowledge>> load(const std::string& data, const Study& study) {
    return load(data, study, {});
  }
};

}  // namespace samsyn
