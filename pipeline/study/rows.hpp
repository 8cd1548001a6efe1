#pragma once
// What stands beside a question: in brackets after it, or under it in a second heading row.

#include <string>
#include <string_view>

#include "pipeline/study/wording.hpp"

namespace samsyn::guess {

/// Where people write what no option says: "Annat (ange)", "Annat, nämligen", "Övrigt:", "Other
/// (please specify)", LimeSurvey's sub-question "other". The whole text must say so: "Annat stöd
/// från kommunen" is an option.
bool is_other(std::string_view text);

/// Where people comment on a choice: "Kommentar", LimeSurvey's "SQ001comment".
bool is_comment(std::string_view text);

/// The question without its row; of a comment on an option also without the option: "Vilka stöd
/// finns?" of "Vilka stöd finns? [Kurs] [Kommentar]".
std::string question_base(const Title& title);

/// A title's row or sub-question that is one of the two.
bool asks_for_text(const Title& title);

/// What SurveyMonkey writes under a question that has no options, translated with the form:
/// "Response", "Open-Ended Response", "Svar", "Öppet svar". It names nothing.
bool is_placeholder(std::string_view text);

}  // namespace samsyn::guess
