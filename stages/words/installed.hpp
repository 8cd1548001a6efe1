#pragma once

#include <memory>
#include <string>

#include "pipeline/model/result.hpp"
#include "stages/words/apertium.hpp"
#include "stages/words/stems.hpp"
#include "stages/words/words.hpp"

class Hunspell;

namespace samsyn::words {

/// The Swedish dictionaries that Debian 12 installs (packages apertium-swe-nor and hunspell-sv).
/// Either will do; what is not there is null.
struct Installed {
  std::unique_ptr<Apertium> apertium;
  std::unique_ptr<Hunspell> hunspell;
  Stems stems;  ///< Hunspell's
  Lexicon::Parts parts;

  /// Cost: 0.1 s. Errors: words.no-analyser (neither is installed), words.broken-dictionary (one
  /// that is there cannot be read, or lacks a word that any Swedish dictionary has: Hunspell skips
  /// bad lines in silence).
  static Result<Installed> load();
  Installed();
  ~Installed();
  Installed(Installed&&) noexcept;
  Installed& operator=(Installed&&) noexcept;
};

}  // namespace samsyn::words
