#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/text.hpp"

namespace samsyn {

enum class Stance : std::uint8_t { affirmed, negated, hypothetical };
inline constexpr std::array<std::string_view, 3> kStanceNames{"affirmed", "negated",
                                                              "hypothetical"};
inline std::string_view name_of(Stance s) { return kStanceNames.at(static_cast<std::size_t>(s)); }

struct Taxonomy {
  std::string id;  ///< "barriers"
  std::string name_sv, name_en;
  bool stance = false;  ///< are its codes affirmed, negated or supposed?
  /// Of the codes that the learned coder gives, the share that should be right; 0..1, neither.
  double precision = 0.8;
};

/// What a code says beside another one, as its taxonomy tells: of what helped or could help, of a
/// principle that runs through all work.
enum class CodeRole : std::uint8_t { none, helps, principle };
inline constexpr std::array<std::string_view, 3> kRoleNames{"none", "helps", "principle"};

struct Code {
  std::string id;                ///< "hinder.org.tid"
  std::uint32_t taxonomy = 0;    ///< index into Codebook::taxonomies
  std::uint32_t parent = kNone;  ///< index into Codebook::codes
  bool leaf = true;              ///< only leaves are given to text
  std::string name_sv, name_en;
  /// In English, and in Swedish where the taxonomy says it; empty = not said.
  std::string definition, definition_sv, exclude, exclude_sv;
  std::string include;  ///< words and situations that belong here, as people say them
  std::string example_sv;
  CodeRole role = CodeRole::none;  ///< its own, or that of the code above
};

/// What is told of a rule to those who read codings; the compiled pattern is the matcher's.
struct RuleInfo {
  std::string id;  ///< "sprak-017"
  std::uint32_t code = 0;
  std::string pattern;  ///< as written
  std::string note;
};

/// Codes and rules, in the order of the taxonomy files. Indices into it are stable during a run.
struct Codebook {
  std::vector<Taxonomy> taxonomies;
  std::vector<Code> codes;  ///< depth first: a parent stands before its children
  std::vector<RuleInfo> rules;
};

/// Who gave a code.
enum class CoderKind : std::uint8_t { rules, learned };
inline constexpr std::array<std::string_view, 2> kCoderNames{"rules", "learned"};

/// A feature that spoke for a learned code: «plats», «frågan: hinder».
struct Reason {
  std::string feature;
  float weight = 0;  ///< what it added to the log-odds
};

/// "This segment speaks of this code, because of these words."
struct Coding {
  std::uint32_t segment = 0;  ///< index into the slice's segments
  std::uint32_t code = 0;     ///< index into Codebook::codes
  CoderKind coder = CoderKind::rules;
  std::uint32_t rule = kNone;        ///< the weightiest rule, index into Codebook::rules
  Stance stance = Stance::affirmed;  ///< does the speaker affirm, negate or only suppose the code?
  float confidence = 0;              ///< 0..1
  std::vector<NormSpan> evidence;    ///< the deciding words, in order; within the segment's span
  std::vector<Reason> reasons;       ///< of a learned code, the weightiest first
};

}  // namespace samsyn
