#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "stages/coding/coding.hpp"
#include "stages/words/words.hpp"

namespace samsyn::testing {

/// A code given to a text, told in words.
struct Told {
  std::string code, rule;
  Stance stance = Stance::affirmed;
  float confidence = 0;
  std::vector<std::string> evidence;
};

/// The stages from a text to its codes, with the shipped lexicon.
class TestCoder {
 public:
  explicit TestCoder(std::shared_ptr<const coding::Rules> rules);
  /// The codes of all segments of one answer to an item about these contexts.
  std::vector<Told> operator()(std::string_view text, const std::vector<std::string>& about = {},
                               BlockRole role = BlockRole::answer);
  /// The words of all places where rules match.
  std::vector<std::string> matches(std::string_view text, const std::vector<std::string>& about);
  /// What items.json says that a question asks about, as names that `names` holds.
  bool asks(std::string_view question, const std::string& context);

 private:
  std::shared_ptr<const coding::Rules> rules_;
  Abbreviations abbreviations_;
  std::unique_ptr<words::Tokeniser> tokeniser_;
  std::unique_ptr<coding::Matcher> matcher_;
};

std::string shipped(const std::string& path);  ///< a file of corpus/, whole
words::Lexicon& shipped_lexicon();             ///< loaded once

/// The shipped taxonomies; and rules from files given as text, by path.
std::shared_ptr<const coding::Rules> shipped_rules();
Result<std::shared_ptr<const coding::Rules>> rules_of(
    const std::map<std::string, std::string>& files);

}  // namespace samsyn::testing
