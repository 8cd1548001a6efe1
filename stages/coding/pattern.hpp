#pragma once
// The language of rules (corpus/taxonomies/README.md): from text to rows of word tests.

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "pipeline/model/result.hpp"
#include "pipeline/model/segment.hpp"

namespace samsyn::coding {

/// One question about a word.
struct Test {
  enum class Kind : std::uint8_t {
    lemma,     ///< brist: the lemma, a compound's head, or this very form
    whole,     ///< <brist>: the lemma alone
    head,      ///< -brist: a compound's head
    modifier,  ///< språk-: a compound's modifier
    form,      ///< =gick
    prefix,    ///< oerfar*
    suffix,    ///< *löshet
    infix,     ///< *språk*
    pos,       ///< /noun
    any,       ///< _
  };
  Kind kind = Kind::lemma;
  std::string word;      ///< folded; the head in språk-kunskap
  std::string modifier;  ///< språk in språk-kunskap, with kind head; else empty
  Pos pos = Pos::other;
  auto operator<=>(const Test&) const = default;
};

/// Tests of which a word must pass any: sorted, without doubles. Shared, since rows that multiply
/// hold the same sets over and over.
using TestSet = std::shared_ptr<const std::vector<Test>>;

/// What a row is made of.
struct Element {
  enum class Kind : std::uint8_t { word, gap, start, end };
  Kind kind = Kind::word;
  TestSet tests;           ///< word
  std::uint32_t most = 0;  ///< gap: 0 to `most` words

  /// By value of the tests, not by place.
  std::strong_ordering operator<=>(const Element& other) const;
  bool operator==(const Element& other) const { return (*this <=> other) == 0; }
};

/// Elements that must stand after each other.
using Sequence = std::vector<Element>;

/// One part of a pattern (patterns without & have one): any of its rows.
using Alternatives = std::vector<Sequence>;

struct Pattern {
  bool everything = false;           ///< the pattern `*`
  std::vector<Alternatives> joined;  ///< parts that must all be there (a & b)
};

/// Word classes by name: their patterns as written, and what became of those that were used.
class Classes {
 public:
  void set(const std::string& name, std::vector<std::string> patterns);
  const std::vector<std::string>* find(std::string_view name) const;
  std::vector<std::string> names() const;

 private:
  friend class Parser;
  std::map<std::string, std::vector<std::string>, std::less<>> patterns_;
  mutable std::map<std::string, Alternatives, std::less<>> read_;
};

/// More rows than this in one pattern are a slip of the pen: the classes in it multiply.
inline constexpr std::size_t kMostSequences = 20'000;

/// The text in small letters, A-Z and À-Þ; without tables, for patterns and the words they meet.
std::string lowered(std::string_view text);

/// What is wrong with a pattern, and where (byte in the pattern).
struct PatternFault {
  std::size_t at = 0;
  std::string message, remedy;
};

/// Reads a pattern. Alternatives of single words become one element; rows of several words are
/// multiplied out.
/// Faults: an unknown class or part of speech (with the nearest known), a bracket that is not
/// closed, nothing between two bars, too many rows, classes that use each other.
std::variant<Pattern, PatternFault> parse(std::string_view pattern, const Classes& classes);

}  // namespace samsyn::coding
