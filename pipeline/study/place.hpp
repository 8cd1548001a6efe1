#pragma once
// Where in the text of a JSON file a value stands.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace samsyn::manifest {

struct Place {
  std::uint32_t line = 0;    ///< from 1
  std::uint32_t column = 0;  ///< code point in the line, from 1
};

/// The line and column of a byte offset.
Place place_of(std::string_view text, std::size_t offset);

/// Places of all values in a JSON text, by JSON pointer (RFC 6901; "" is the whole). A member's
/// place is that of its key.
class Places {
 public:
  /// `json` must be well-formed, at most kDeepest deep (see too_deep()); a byte order mark is
  /// skipped.
  explicit Places(std::string_view json);
  /// Of the value, or of the nearest value around it.
  Place of(std::string pointer) const;
  /// Pointers of members whose key stood in the same object before, with their own places.
  const std::vector<std::pair<std::string, Place>>& repeated() const { return repeated_; }

 private:
  friend class PlaceScanner;
  std::map<std::string, Place, std::less<>> places_;
  std::vector<std::pair<std::string, Place>> repeated_;
};

inline constexpr std::uint32_t kDeepest = 32;  // a manifest needs 6

/// The offset of the bracket that opens a deeper nesting than kDeepest; npos when none does. Works
/// on any text.
std::size_t too_deep(std::string_view json);

/// A key as a part of a JSON pointer: "~" and "/" escaped.
std::string pointer_part(std::string_view key);

}  // namespace samsyn::manifest
