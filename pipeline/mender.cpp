#include "pipeline/mender.hpp"

#include <utility>

#include "stages/normalise/normalise.hpp"

namespace samsyn {
namespace {

/// Enough to tell how a document was read, however long it is.
constexpr std::size_t kSampleBytes = std::size_t{1} << 20U;

/// The document's normalised text, or blocks spread over it.
NormDocument sample(const Document& document) {
  std::size_t bytes = 0;
  for (const Block& block : document.blocks) bytes += block.raw.size();
  const auto step = static_cast<std::uint32_t>(1 + bytes / kSampleBytes);
  const auto count = static_cast<std::uint32_t>(document.blocks.size());
  if (step == 1) return normalise::apply(document, 0, count);
  NormDocument out;
  for (std::uint32_t b = 0; b < count; b += step) {
    NormDocument one = normalise::apply(document, b, 1);
    out.blocks.push_back(std::move(one.blocks.front()));
  }
  return out;
}

}  // namespace

Mender::Mender(const Knowledge& knowledge)
    : repairer_(knowledge.confusions, knowledge.frequencies, knowledge.abbreviations,
                [this](const std::string& word) { return known(word); }) {}

bool Mender::known(const std::string& word) {
  if (dictionary_ == nullptr) {
    Result<std::unique_ptr<words::Dictionary>> loaded = words::Dictionary::load();
    if (!loaded) return false;  // the Lexicon has the same dictionaries: it could not be here then
    dictionary_ = std::move(*loaded);
  }
  return dictionary_->knows(word);
}

std::shared_ptr<const repair::Repaired> Mender::apply(const Document& document, RepairMode mode,
                                                      Issues& issues) {
  if (mode == RepairMode::off) return nullptr;
  const repair::Decision decision = repairer_.decide(sample(document), mode);
  std::shared_ptr<const repair::Repaired> out;
  if (decision.repair) {
    out = std::make_shared<const repair::Repaired>(repairer_.apply(
        normalise::apply(document, 0, static_cast<std::uint32_t>(document.blocks.size()))));
  }
  std::optional<Issue> told =
      repair::report(decision, mode, out == nullptr ? 0 : out->repairs.size(), document.source);
  if (told) issues.add(std::move(*told));
  return out;
}

}  // namespace samsyn
