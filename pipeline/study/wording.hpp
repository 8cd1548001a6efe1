#pragma once
// Comparing and naming titles, questions and answers. Throw-away keys only: nothing here is stored.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace samsyn::guess {

/// A key for comparing: NFC, lower case, white space collapsed and trimmed.
std::string key_of(std::string_view text);

/// Letters and digits in runs, lower case; "e-post" is one word.
std::vector<std::string> words_of(std::string_view text);

/// Is the word one of these?
bool among(std::span<const std::string_view> words, std::string_view word);

/// A share as "37 %".
std::string percent(double share);

/// Words that carry no topic: pronouns, prepositions, auxiliaries, question words.
bool is_function_word(std::string_view lower_case);

/// The words of a question that are not function words, in order.
std::vector<std::string> content_words(std::string_view text);

/// The share of two questions' content words that they have in common (Jaccard), 0..1.
double likeness(const std::vector<std::string>& a, const std::vector<std::string>& b);

/// An id of ASCII letters, digits and "_": the first content words with å ä ö é made a a o e, at
/// most about 28 characters. "item" when nothing is left.
std::string slug(std::string_view text);

/// The id of a known topic that a question asks about ("hinder", "samverkan", …): the one whose
/// words come first; empty when none does.
std::string topic_of(std::string_view question);

/// A column's title taken apart.
struct Title {
  std::string code;  ///< LimeSurvey's question code: "Q5"
  std::string sub;   ///< its sub-question: "SQ001", "other"
  std::string base;  ///< the question without code and row
  std::string row;   ///< what stands in the last balanced brackets: "Fråga [rad]"
};
Title take_apart(std::string_view title);

}  // namespace samsyn::guess
