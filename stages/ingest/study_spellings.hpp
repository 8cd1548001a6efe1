#pragma once
// One spelling for each value of an attribute, through all files of a study.

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pipeline/model/document.hpp"
#include "pipeline/model/issue.hpp"
#include "stages/ingest/spellings.hpp"

namespace samsyn::ingest {

/// Gives values of attributes the spelling that the study has for them: "chef" in the second file
/// is "Chef" when the first file has that.
///
/// Which spelling: of sub-studies the one that the manifest declares; else the one that the first
/// file with the value got, where it was the commonest, else the first in byte order
/// (spellings.hpp). What is the same: spellings.hpp's key. Municipalities and regions are told by
/// name first (municipalities.hpp): "LINKÖPING" and "Linköpings kommun" are "Linköping". A misspelt
/// one is reported, and becomes the right one when the study says so (Study::merge_municipalities).
///
/// Depends on the order of the files, which is the manifest's, and not on that of a file's rows.
/// Cost: a hash look-up for each value; memory for each distinct one.
class StudySpellings {
 public:
  explicit StudySpellings(const Study& study);

  /// Settles the attributes of the document's respondents.
  /// Issues: ingest.joined-spellings (note; each spelling once in a study),
  /// ingest.municipality-spelling (warning, or a note when it was merged; once for each spelling
  /// and file), ingest.unknown-municipality (note: values that are neither municipality nor region,
  /// and stay; each once in a study). The place is the first row, line or manifest key that has the
  /// value.
  void settle(Document& document, const SourceSpec& source, Issues& issues);

 private:
  struct Attribute {
    std::unordered_map<std::string, std::string> by_key;  ///< key -> what is shown
    std::set<std::string, std::less<>> declared;
    std::set<std::string, std::less<>> reported;  ///< spellings, of joined or unknown values
  };
  std::vector<JoinedSpelling> join(Document& document, std::uint32_t attribute);
  void find_municipalities(Document& document, const SourceSpec& source, Issues& issues);
  Where place_of(const Document& document, const SourceSpec& source, std::uint32_t attribute,
                 const std::string& value) const;

  const Study& study_;
  std::vector<Attribute> attributes_;                       ///< parallel to Study::attributes
  std::set<std::pair<std::string, std::string>> misspelt_;  ///< file and value, reported
};

}  // namespace samsyn::ingest
