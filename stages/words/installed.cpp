#include "stages/words/installed.hpp"

#include <fstream>
#include <hunspell/hunspell.hxx>

namespace samsyn::words {
namespace {

constexpr const char* kApertium = "/usr/share/apertium/apertium-swe-nor/swe-nob.automorf.bin";
constexpr const char* kHunspellAff = "/usr/share/hunspell/sv_SE.aff";
constexpr const char* kHunspellDic = "/usr/share/hunspell/sv_SE.dic";

bool is_there(const char* path) { return std::ifstream(path).good(); }

}  // namespace

Installed::Installed() = default;
Installed::~Installed() = default;
Installed::Installed(Installed&&) noexcept = default;
Installed& Installed::operator=(Installed&&) noexcept = default;

Result<Installed> Installed::load() {
  Installed out;
  if (is_there(kApertium)) {
    out.apertium = Apertium::load(kApertium);
    if (out.apertium == nullptr || !out.apertium->has("skola")) {
      return Issue{Severity::error,
                   "words.broken-dictionary",
                   {kApertium},
                   "Apertium's Swedish analyser can't be read, or does not know «skola»",
                   {},
                   "install it anew: apt-get install --reinstall apertium-swe-nor"};
    }
    out.parts.apertium = kApertium;
  }
  if (is_there(kHunspellAff) && is_there(kHunspellDic)) {
    out.hunspell = std::make_unique<Hunspell>(kHunspellAff, kHunspellDic);
    if (!out.hunspell->spell(std::string("arbetslöshet"))) {
      return Issue{Severity::error,
                   "words.broken-dictionary",
                   {kHunspellDic},
                   "Hunspell's Swedish dictionary does not know «arbetslöshet»",
                   {},
                   "install it anew: apt-get install --reinstall hunspell-sv"};
    }
    out.stems = Stems(kHunspellDic);
    out.parts.hunspell = kHunspellDic;
  }
  if (!out.apertium && !out.hunspell) {
    return Issue{Severity::error,
                 "words.no-analyser",
                 {kApertium},
                 "no Swedish dictionary is installed: neither Apertium's nor Hunspell's",
                 {},
                 "install them: apt-get install apertium-swe-nor hunspell-sv"};
  }
  return out;
}

}  // namespace samsyn::words
