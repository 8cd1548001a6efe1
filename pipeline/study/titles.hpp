#pragma once
// What titles alone say: columns that survey tools add themselves, and background questions.

#include <string_view>

#include "pipeline/study/guess_column.hpp"

namespace samsyn::guess {

struct KnownTitle {
  std::string_view key;   ///< key_of() of the title, or of LimeSurvey's code before ". "
  Role role;              ///< ignored, personal or respondent
  std::string_view tool;  ///< "Microsoft Forms"; empty = any
};
/// The tool's own column of this title; null when none is known.
const KnownTitle* find_tool_column(std::string_view title);

struct Background {
  std::string_view id;       ///< "group", "municipality", "substudy" or the id of an own attribute
  std::string_view heading;  ///< in Swedish
};
/// The attribute of respondents that a title or question asks for; null when none.
/// Only short titles and questions in the usual words count: "Kön", "Vilken kommun arbetar du i?".
const Background* find_background(std::string_view question);

/// The group, when a question asks for the respondent's own title or post in other words: "Ange din
/// nuvarande befattning", "Vad arbetar du som?"; not "Vilket yrke vill du ha?" or "Vilken roll
/// spelar chefen för dig?". Look at the answers before believing it: they must be brief.
const Background* find_own_title(std::string_view question);
/// The attribute of titles that make no groups, since each person words them in their own way.
const Background& own_title();

}  // namespace samsyn::guess
