#include "pipeline/names_told.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace samsyn {

NamesTold::NamesTold(std::vector<std::uint32_t> ends, privacy::Learned known)
    : parts_(ends.size()), known_(std::move(known)) {
  std::uint32_t first = 0;
  for (std::size_t p = 0; p < ends.size(); ++p) {
    parts_[p].first = std::exchange(first, ends[p]);
    parts_[p].end = ends[p];
  }
}

void NamesTold::gather(const privacy::Finder& finder, const Document& document, const Text& make) {
  std::call_once(labels_, [&] {
    finder.learn(document.speakers, known_);
    finder.learn(document.persons, known_);
  });
  for (std::size_t p = 0; (p = next_.fetch_add(1)) < parts_.size();) {
    Part& part = parts_[p];
    std::exception_ptr failed;
    try {
      part.masks = finder.find(make(part.first, part.end - part.first), known_, part.told);
    } catch (...) {  // the others must not wait for this part for ever
      failed = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    if (failed) failed_ = failed;
    if (++done_ < parts_.size()) continue;
    for (Part& other : parts_) known_.merge(other.told);
    all_done_.notify_all();
  }
  std::unique_lock lock(mutex_);
  all_done_.wait(lock, [&] { return done_ == parts_.size(); });
  if (failed_) std::rethrow_exception(failed_);
}

privacy::Masks NamesTold::masks(const privacy::Finder& finder, const Document& document,
                                const NormDocument& text, const Text& make) {
  gather(finder, document, make);
  const auto part = std::partition_point(parts_.begin(), parts_.end(),
                                         [&](const Part& one) { return one.end <= text.first; });
  assert(part != parts_.end() && part->first == text.first);
  privacy::Masks out = part->masks;
  finder.find_again(text, known_, out);
  return out;
}

}  // namespace samsyn
