#pragma once

#include <memory>
#include <string>

#include "pipeline/knowledge.hpp"
#include "pipeline/model/document.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/study.hpp"
#include "stages/repair/repair.hpp"
#include "stages/words/dictionary.hpp"

namespace samsyn {

/// Repairs the documents of a run that were damaged by scanning, on one thread.
class Mender {
 public:
  explicit Mender(const Knowledge& knowledge);

  /// The whole document's text, repaired; null when it was left alone. The decision goes to
  /// `issues` when the text was doubted or repaired.
  std::shared_ptr<const repair::Repaired> apply(const Document& document, RepairMode mode,
                                                Issues& issues);

 private:
  bool known(const std::string& word);

  std::unique_ptr<words::Dictionary> dictionary_;  ///< loaded when first asked
  repair::Repairer repairer_;
};

}  // namespace samsyn
