#pragma once

#include <set>
#include <string>
#include <string_view>

#include "stages/privacy/page.hpp"
#include "stages/privacy/phrases.hpp"

namespace samsyn::privacy {

struct NameSettings {
  /// Folded names that stay, without genitive s: "anna lindqvist".
  std::set<std::string, std::less<>> keep;
  Phrases phrases;        ///< names within them are no person's
  bool is_label = false;  ///< the text is a label: each capitalised word that is nothing else
};

/// Hardly anything but a surname ends so: -sson, -qvist, -ović. Folded, without a genitive s.
bool has_sure_ending(std::string_view folded);

/// O'Connor, McCarthy, MacLeod
bool has_celtic_start(std::string_view word);

/// Finds the names of persons in a page; adds to `told`, if given, those that only the context
/// told of.
void find_names(Page& page, const Dictionary& dictionary, const NameSettings& settings,
                const Learned& learned, Learned* told);

}  // namespace samsyn::privacy
