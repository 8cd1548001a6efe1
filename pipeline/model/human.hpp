#pragma once
// What people said of segments, and the sheets on which they say it.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/text.hpp"

namespace samsyn {

/// What the name of a human coder begins with in codings.jsonl: "human:anna".
inline constexpr std::string_view kHumanPrefix = "human:";
inline bool is_human(std::string_view coder) {
  return coder.starts_with(kHumanPrefix) && coder.size() > kHumanPrefix.size();
}

/// Taxonomies as bits: bit t = Codebook::taxonomies[t]. A codebook has at most 64 that humans code
/// by; those behind are not judged.
using TaxonomyBits = std::uint64_t;
inline constexpr std::size_t kMostTaxonomies = 64;
inline bool has_taxonomy(TaxonomyBits bits, std::uint32_t taxonomy) {
  return taxonomy < kMostTaxonomies && (bits >> taxonomy & 1U) != 0;
}

struct HumanCode {
  std::uint32_t code = 0;  ///< index into Codebook::codes
  Stance stance = Stance::affirmed;
  bool operator==(const HumanCode&) const = default;
};

/// "This coder read the segment with these taxonomies in mind, and gave these codes" – or none,
/// which is an answer too.
struct Judgement {
  std::uint32_t coder = 0;  ///< index into the names of the human coders
  TaxonomyBits taxonomies = 0;
  std::vector<HumanCode> codes;  ///< ordered by code, each once
  std::string comment;
  /// Of a judgement from a file: taxonomies that the study doesn't have today, and codes that none
  /// of its taxonomies has (each as its JSON object). They count nowhere, but must not get lost.
  std::vector<std::string> other_taxonomies{}, other_codes{};
  bool operator==(const Judgement&) const = default;
};

/// A segment of a slice that humans judged, and what is decided from it.
struct Judged {
  std::uint32_t segment = 0;  ///< index into the slice's segments
  std::vector<Judgement> judgements;
  std::vector<HumanCode> decided;  ///< ordered by code
  /// The taxonomies in which humans decide; in the others the machine does.
  TaxonomyBits taxonomies() const {
    TaxonomyBits out = 0;
    for (const Judgement& one : judgements) out |= one.taxonomies;
    return out;
  }
};

/// The judged segments of a slice, in order.
struct HumanSlice {
  std::vector<std::string> coders;  ///< "human:anna"
  std::vector<Judged> judged;
};

// --- coding sheets
// ---------------------------------------------------------------------------------

/// The first cell of the record sheet of a coding sheet.
inline constexpr std::string_view kCodingSheetFormat = "samsyn-kodblad-1";
/// The hidden sheet that a coding sheet is read by: see stages/human/sheet.hpp.
inline constexpr std::string_view kRecordSheet = "samsyn";
inline constexpr std::uint32_t kCodesOfRow = 3;  ///< codes that a row has room for

/// Columns of the sheet that is filled in, counted from 0.
enum : std::uint16_t {
  kSheetNumber = 0,
  kSheetPlace,
  kSheetQuestion,
  kSheetBefore,
  kSheetText,
  kSheetAfter,
  kSheetSuggested,
  kSheetFirstCode,  ///< code, stance, code, stance, code, stance
  kSheetComment = kSheetFirstCode + 2 * kCodesOfRow,
  kSheetId,
  kSheetColumns
};

/// A code or a stance that can be chosen.
struct SheetChoice {
  std::string id;
  std::string shown;  ///< "För korta insatser · hinder.org.tid"
};

/// A segment to be judged.
struct SheetRow {
  std::string id;                   ///< as in codings.jsonl
  std::string record;               ///< its line of codings.jsonl without texts and codes
  std::string place;                ///< "svar.csv, rad 17"
  std::string question;             ///< what was asked
  std::string before, text, after;  ///< with pseudonyms
  std::vector<std::pair<std::string, std::string>> suggested;  ///< code and stance, by their ids
};

/// A sheet for one coder, before it is filled in.
struct CodingSheet {
  std::string study, fingerprint, coder, language;
  std::vector<std::string> taxonomies;  ///< ids
  bool blind = true;                    ///< without the machine's suggestions
  std::vector<SheetChoice> codes, stances;
  std::vector<SheetRow> rows;
};

}  // namespace samsyn
