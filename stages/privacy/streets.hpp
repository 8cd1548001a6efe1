#pragma once
// What names of streets end in: one list for the finder of addresses, the search for names and the
// first look.

#include <algorithm>
#include <array>
#include <string_view>

namespace samsyn::privacy {

/// Small: a word in lower case that ends so may be a street's name before a number («storgatan 9»);
/// of the others it needs its capital («Norrbacken 9», but «på backen 9 meter»). Named: nothing but
/// streets and what lies at them ends so, so that a name before it is no person («Karl
/// Johansgatan»).
struct StreetEnding {
  std::string_view text;
  bool small, named;
};
inline constexpr std::array<StreetEnding, 27> kStreetEndings{
    {{"gatan", true, true},      {"vägen", true, true},      {"gränd", true, true},
     {"gränden", true, true},    {"stigen", true, true},     {"allén", true, true},
     {"torget", false, true},    {"torg", false, false},     {"backen", false, false},
     {"esplanaden", true, true}, {"kajen", false, false},    {"liden", false, false},
     {"slingan", true, true},    {"stråket", false, false},  {"gata", true, true},
     {"väg", false, false},      {"leden", false, false},    {"kroken", false, false},
     {"stranden", false, false}, {"promenaden", true, true}, {"boulevarden", true, true},
     {"höjden", false, false},   {"svängen", false, false},  {"ringen", false, false},
     {"brinken", false, false},  {"avenyen", true, true},    {"aveny", false, true}}};

/// May a word in lower case be a street's name?
inline bool ends_like_street(std::string_view word) {
  return std::any_of(kStreetEndings.begin(), kStreetEndings.end(), [&](const StreetEnding& e) {
    return e.small && word.size() >= e.text.size() &&
           word.substr(word.size() - e.text.size()) == e.text;
  });
}

/// «Johansgatan»: is it a street's name, whatever stands before it?
inline bool names_street(std::string_view word) {
  return std::any_of(kStreetEndings.begin(), kStreetEndings.end(), [&](const StreetEnding& e) {
    return e.named && word.size() > e.text.size() + 1 &&
           word.substr(word.size() - e.text.size()) == e.text;
  });
}

}  // namespace samsyn::privacy
