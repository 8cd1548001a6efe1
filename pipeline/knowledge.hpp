#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/model/abbreviations.hpp"
#include "pipeline/model/frequency.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/study.hpp"
#include "stages/coding/coding.hpp"
#include "stages/learn/coder.hpp"
#include "stages/privacy/privacy.hpp"
#include "stages/words/words.hpp"

namespace samsyn {

/// A file that codes come from.
struct KnowledgeFile {
  std::string name;      ///< "barriers.json", "coder.model", or a study's own file as it names it
  std::string path;      ///< where it was read
  std::size_t size = 0;  ///< bytes
  std::string sha256;
};

/// What the program knows of Swedish and of the field: loaded once, shared by all threads.
struct Knowledge {
  Abbreviations abbreviations;
  std::unique_ptr<words::Lexicon> lexicon;
  std::shared_ptr<const coding::Rules> rules;
  std::shared_ptr<const learn::Learned> learned;  ///< null: rules alone
  Frequencies frequencies;
  std::string confusions;                         ///< corpus/ocr/confusions.tsv
  std::unique_ptr<const privacy::Finder> finder;  ///< null when the study wants no masking
  std::vector<KnowledgeFile> taxonomies;  ///< with their indicators, in the order of reading
  std::optional<KnowledgeFile> model;     ///< the trained coder; nothing: rules alone

  /// `data`: the folder of corpus/. A taxonomy of the study is a built-in name (a file in
  /// corpus/taxonomies/) or a path relative to the manifest.
  /// `layers`: what of the words' look-up is in use.
  /// `model`: path of a trained coder; empty = rules alone.
  /// Errors: those of words::Lexicon, coding::Rules and learn::read_model; file.not-found.
  static Result<std::unique_ptr<Knowledge>> load(const std::string& data, const Study& study,
                                                 const std::string& model,
                                                 const words::Lexicon::Layers& layers = {});
};

}  // namespace samsyn
