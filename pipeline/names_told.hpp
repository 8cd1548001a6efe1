#pragma once

#include <atomic>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <vector>

#include "pipeline/model/document.hpp"
#include "pipeline/model/segment.hpp"
#include "stages/privacy/privacy.hpp"

namespace samsyn {

/// The names that a document of several slices tells anywhere in it («hon heter Zarifa»), so that
/// one is found in all slices or in none. Shared by the slices; nothing of it changes once all of
/// them have been looked through.
///
/// Whichever threads come to slices of the document first look through all of it together: each
/// takes the next slice that nobody has taken, until none is left, and then waits for the others to
/// end theirs. So one thread does it alone, no thread waits for one that has not begun, and what is
/// found does not depend on how many there are.
///
/// Cost: the text of each slice is made a second time; personal data is looked for once, and again
/// in those blocks alone that mention a name told. Memory: the findings of the whole document.
class NamesTold {
 public:
  /// `ends`: behind the last block of each slice. `known`: names told before the document.
  NamesTold(std::vector<std::uint32_t> ends, privacy::Learned known);

  /// The normalised text of blocks [first, first + count).
  using Text = std::function<NormDocument(std::uint32_t first, std::uint32_t count)>;

  /// What is found in the slice that `text` is of, which starts at one of the borders given. Any
  /// thread. What `make` throws on one thread is thrown on all.
  privacy::Masks masks(const privacy::Finder& finder, const Document& document,
                       const NormDocument& text, const Text& make);

 private:
  struct Part {
    std::uint32_t first = 0, end = 0;  ///< blocks
    privacy::Masks masks;              ///< with the names known before
    privacy::Learned told;
  };
  void gather(const privacy::Finder& finder, const Document& document, const Text& make);

  std::vector<Part> parts_;
  privacy::Learned known_;  ///< before, and by labels; then all that was told
  std::once_flag labels_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::condition_variable all_done_;
  std::size_t done_ = 0;  ///< parts looked through
  std::exception_ptr failed_;
};

}  // namespace samsyn
