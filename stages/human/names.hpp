#pragma once
// Names of coders, and what people type.

#include <cstddef>
#include <string>
#include <string_view>

namespace samsyn::human {

/// What makes two names one, of coders, codes and stances as people type them: Unicode's
/// NFKC_Casefold (UAX #31, 5.3), blanks at the ends taken away, others one. «Åsa» is «åsa», however
/// its ring is encoded; å, ä and ö stay letters of their own. To compare by, never to show.
std::string name_key(std::string_view name);

inline constexpr std::size_t kLongestCoderName = 60;  // bytes: it is part of a file's name

/// May a coder be called so? The name is part of a file's on any system, and of lists with commas:
/// no control characters, none of / \ : * ? " < > | = and comma, no full stop in front, at most
/// kLongestCoderName.
bool is_coder_name(std::string_view name);

}  // namespace samsyn::human
