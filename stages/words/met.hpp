#pragma once

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/model/segment.hpp"
#include "stages/words/tags.hpp"

namespace samsyn::words {

/// A form that was met: its word, and what it may be. Most forms are kept in it, so that a token
/// costs one line of the cache.
struct alignas(64) Seen {
  WordId word = kNone;
  Candidates candidates;  ///< none: signs that part nothing
  std::uint8_t size = 0;  ///< bytes of the form; kElsewhere: it is a long one, kept elsewhere
  std::array<char, 32> form{};
  static constexpr std::uint8_t kElsewhere = 255;
};

/// A table of the forms that this thread met: open addressing, so that a known word costs one
/// hash and one compare. Keys are the surface forms, case and all.
class Met {
 public:
  Met() : slots_(1U << 14U) {}

  template <class Make>
  const Seen& operator()(std::string_view form, const Make& make) {
    const std::uint64_t hash = XXH3_64bits(form.data(), form.size());
    std::size_t at = hash & (slots_.size() - 1);
    for (; slots_[at].seen != nullptr; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].hash == hash && is(*slots_[at].seen, form)) return *slots_[at].seen;
    }
    Seen seen = make();
    const bool fits = form.size() <= seen.form.size();
    seen.size = fits ? static_cast<std::uint8_t>(form.size()) : Seen::kElsewhere;
    if (fits) std::copy(form.begin(), form.end(), seen.form.begin());
    seen_.push_back(seen);
    if (!fits) long_.emplace(&seen_.back(), form);
    slots_[at] = {hash, &seen_.back()};
    if (seen_.size() * 2 > slots_.size()) grow();
    return seen_.back();
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    const Seen* seen = nullptr;
  };

  bool is(const Seen& seen, std::string_view form) const {
    if (seen.size == Seen::kElsewhere) return long_.at(&seen) == form;
    if (seen.size != form.size()) return false;
    const char* a = form.data();
    const char* b = seen.form.data();
    if (form.size() > 16) return std::memcmp(a, b, form.size()) == 0;
    // Two words that overlap, since most forms are of four to sixteen bytes.
    if (form.size() >= 8) return same<std::uint64_t>(a, b, form.size());
    if (form.size() >= 4) return same<std::uint32_t>(a, b, form.size());
    return std::equal(form.begin(), form.end(), b);
  }

  template <class Bits>
  static bool same(const char* a, const char* b, std::size_t size) {
    const auto read = [](const char* from) {
      Bits bits;
      std::memcpy(&bits, from, sizeof bits);
      return bits;
    };
    const std::size_t tail = size - sizeof(Bits);
    return ((read(a) ^ read(b)) | (read(a + tail) ^ read(b + tail))) == 0;
  }

  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.seen == nullptr) continue;
      std::size_t at = slot.hash & (slots_.size() - 1);
      while (slots_[at].seen != nullptr) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = slot;
    }
  }

  std::vector<Slot> slots_;
  std::deque<Seen> seen_;  ///< entries stay where they are
  std::unordered_map<const Seen*, std::string> long_;
};

/// A sign that may be one thing only.
Candidates of_tag(Tag tag);

/// What the readings of a word come to; the likeliest where they are too many.
Candidates candidates_of(const Word& word, std::string_view form);

}  // namespace samsyn::words
