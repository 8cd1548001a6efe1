#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/document.hpp"
#include "pipeline/model/study.hpp"
#include "pipeline/model/summary.hpp"
#include "stages/summarise/slice.hpp"

namespace samsyn::summarise {

/// The id under which codings.jsonl shows the segment of a block that starts at this byte of its
/// raw text.
using IdOf =
    std::function<std::string(const Document&, std::uint32_t block, std::uint32_t raw_begin)>;

/// Counts people, answers and segments, and chooses quotations.
///
///   const Counter& counter = tally.counter();            // shared by the workers
///   const std::uint32_t number = tally.add_document(document);
///   Partial partial = counter.count(document, text, segments, codings);      // any thread
///   tally.add(number, document, partial);                // one thread, slices in input order
///   Summary summary = tally.finish(labels);
///
/// What counts: a person has a code when at least one of the person's segments affirms it (codes
/// of taxonomies without stances: has it at all); a group of codes counts a person once. A
/// respondent of one document is one person: the same id in two files is two people. People of
/// surveys are in the base when they were asked at least one open item, answered or not;
/// interviewees and voices of notes are counted apart. What interviewers say, headings and
/// preambles count nowhere.
///
/// Memory: people x (attributes + codes / 10) bytes, the distinct answers to closed items, one
/// small entry for each code in an answer to an item, and the candidates for quotations; never the
/// text. The result depends on the order of documents and slices, not on how these were cut.
/// The study and the codebook must outlive the Tally.
class Tally {
 public:
  Tally(const Study& study, const Codebook& codebook, IdOf id_of);
  ~Tally();
  Tally(Tally&&) noexcept;
  Tally& operator=(Tally&&) noexcept;

  const Counter& counter() const;

  /// Takes in who was there, who was asked what, and the closed answers; gives the document's
  /// number. Cost: linear in respondents and responses.
  std::uint32_t add_document(const Document& document);

  /// Adds a slice of the document with this number. Cost: about 20 ns for each hit.
  void add(std::uint32_t number, const Document& document, const Partial& partial);

  /// The tables in the language of the labels. Cost: people x codes x attributes.
  Summary finish(const Labels& labels) const;

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

}  // namespace samsyn::summarise
