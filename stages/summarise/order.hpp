#pragma once

#include <functional>
#include <string_view>

namespace samsyn::summarise {

/// Does the first text stand before the second?
using Before = std::function<bool(std::string_view, std::string_view)>;

/// The order of ICU's collator for a language: å ä ö last in Swedish, numbers by value
/// ("grupp 2" before "grupp 10"); equal texts by their bytes, so that the order is total.
/// The collator is shared by the copies of the function; one thread at a time.
Before order_of(std::string_view language);

}  // namespace samsyn::summarise
