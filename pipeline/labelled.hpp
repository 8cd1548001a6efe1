#pragma once
// Answers that people have labelled: those of corpus/training, and what coders judged of a study.

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/document.hpp"
#include "pipeline/model/human.hpp"
#include "pipeline/model/result.hpp"
#include "stages/human/codings.hpp"

namespace samsyn {

/// Hand-labelled answers, as corpus/training/ holds them (its README tells the keys).
struct TrainingFile {
  std::string name;
  std::string bytes;
};

/// A sentence with the codes that people gave it.
struct Labelled {
  RawSpan span;  ///< in the answer's text
  std::set<std::string> codes;
  std::set<std::string> barriers, negated, hypothetical;
  TaxonomyBits taxonomies = ~TaxonomyBits{0};  ///< those that people had in mind
};

/// Labelled answers as a document, a block each.
struct Answers {
  std::shared_ptr<Document> document = std::make_shared<Document>();
  std::vector<std::vector<Labelled>> sentences;  ///< by block
  std::vector<std::string> authors;              ///< by block
  std::vector<std::size_t> lines;                ///< by block: of the file, from 1
};

/// An error of a training file. training.bad-line
Issue bad_line(const std::string& name, std::size_t line, std::string what, std::string text);

/// The answers of a training file. Errors: training.bad-line.
Result<Answers> read_answers(const TrainingFile& file);

/// The judged segments of a study, each between those beside it, which are not labelled;
/// respondents (or speakers, or files) are the authors. A code counts when most of those who judged
/// its taxonomy gave it. Pseudonyms are left out.
Answers answers_of(const human::Codings& codings, const Codebook& codebook);

/// The sentences that a segment is most of, or that are most of it.
std::vector<const Labelled*> of_segment(const std::vector<Labelled>& sentences, RawSpan segment);

/// Codes given and codes meant, counted.
struct Score {
  std::uint32_t right = 0, wrong = 0, missed = 0;
  void add(bool said, bool is) {
    right += said && is;
    wrong += said && !is;
    missed += !said && is;
  }
  double precision() const;
  double recall() const;
  double f1() const;
  std::string text() const;  ///< "0.800 0.600 0.686"
};

}  // namespace samsyn
