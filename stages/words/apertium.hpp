#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/segment.hpp"

namespace samsyn::words {

class Transducers;

/// Apertium's Swedish analyser (package apertium-swe-nor, GPL-3+).
/// Not thread-safe. Cost: some microseconds a word, about 30 µs a compound.
class Apertium {
 public:
  /// The compiled analyser at `path`; nothing when the file is not there or not one.
  static std::unique_ptr<Apertium> load(const std::string& path);
  ~Apertium();
  Apertium(const Apertium&) = delete;
  Apertium& operator=(const Apertium&) = delete;

  /// The readings of one word of letters, without doubles, in the analyser's order; compounds with
  /// their parts. Empty when the word is not known.
  std::vector<Reading> operator()(std::string_view word);

  /// Does it have the word as it is, compounds it could make up aside? Cost: a walk over the
  /// letters.
  bool has(std::string_view word);

  /// False: the word has no reading. True: it has, but for a few compounds. Cost as for has().
  bool may_have(std::string_view word);

 private:
  explicit Apertium(std::unique_ptr<Transducers> transducers);
  std::unique_ptr<Transducers> transducers_;
};

/// Adds a reading, or what is new of one that is there already.
void add_reading(std::vector<Reading>& to, Reading reading);

/// The dictionary form of a compound `form` whose head has the lemma `head`: what stands before the
/// head, and the head's lemma (språkkunskaperna, kunskap -> språkkunskap).
std::string compound_lemma(std::string_view form, std::string_view head);

}  // namespace samsyn::words
