#pragma once
// Who was measured several times, and when: the same id at two times is one person.

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/model/document.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/study.hpp"

namespace samsyn {

/// Numbers the people of a study's repeated measurements over its documents, in the order in which
/// they are read.
///
/// A respondent of a survey whose rows or items tell the time gets Respondent::person and, of rows,
/// Respondent::occasion. The same id is the same person in all such surveys, so ids must hold over
/// the whole study: forms that number their people from 1 each need ids of their own. Two forms
/// that share no item may hold one person at one time: together they are one measurement. Rows
/// without an id, transcripts and notes are left as they are: people of their own.
///
/// A person has the attributes of the first document that tells them: they are written over those
/// of later ones, so that a person is in one group. The time itself stays, in the spelling of
/// Occasions::order.
///
/// Issues, one for a document and fault, with the first place: occasion.unknown-value (no time of
/// the order; the closed answers then count nowhere), occasion.repeated-respondent (the same id,
/// time and item again; counted as somebody else, at no time),
/// occasion.changed-attribute.
/// Memory: the ids, and 4 bytes for each person's times and attributes.
class OccasionLedger {
 public:
  explicit OccasionLedger(const Study& study) : study_(study), values_(study.attributes.size()) {}
  /// `document.spec` must be set. Cost: linear in respondents.
  void place(Document& document, Issues& issues);

 private:
  struct Doubts;
  std::uint32_t time_of(Respondent& respondent, Doubts& doubts) const;
  bool taken(std::uint32_t person, std::uint32_t time, const Document& document) const;
  void settle_attributes(Respondent& respondent, Doubts& doubts);

  const Study& study_;
  std::unordered_map<std::string, std::uint32_t> persons_;  ///< by id
  std::uint32_t known_ = 0;                                 ///< persons
  std::vector<std::uint32_t> attributes_;  ///< person x attributes: values' numbers
  /// By attribute: its values' numbers; the empty one is kNone.
  std::vector<std::map<std::string, std::uint32_t, std::less<>>> values_;
  std::vector<std::vector<std::string>> spelt_ =
      std::vector<std::vector<std::string>>(values_.size());
  /// Person x times: the document that measured last, counted from 0.
  std::vector<std::uint32_t> measured_;
  std::vector<std::uint32_t> specs_;  ///< of the documents
};

}  // namespace samsyn
