#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/document.hpp"
#include "pipeline/model/study.hpp"
#include "pipeline/model/summary.hpp"
#include "stages/discover/heard.hpp"
#include "stages/discover/saturation.hpp"
#include "stages/discover/terms.hpp"

namespace samsyn::discover {

/// The id under which codings.jsonl shows the segment of a block that starts at this byte of its
/// raw text.
using IdOf =
    std::function<std::string(const Document&, std::uint32_t block, std::uint32_t raw_begin)>;

struct Person {
  std::string id;  ///< empty: nobody known, the one voice of all such in the document
  std::string group, municipality, substudy;
  SourceKind kind = SourceKind::survey;
  bool known = false;
  bool asked = false;          ///< at least one open item; always when not of a survey
  std::uint32_t document = 0;  ///< in input order
  std::uint32_t same = kNone;  ///< the person's first entry, where this is a later measurement
  std::uint32_t unit = kNone;  ///< in the curve of respondents: the so-manieth who said anything
};

/// A segment without a code that can be quoted.
struct Quotable {
  std::uint32_t line = 0;  ///< index into Corpus::lines
  std::uint32_t length = 0;
  std::string text;     ///< as outputs show it
  std::string segment;  ///< id
  std::uint32_t row = 0, line_in_file = 0;
  double time = -1;
};

/// The documents that the second kind of curve counts, and what codes the units have.
struct Units {
  explicit Units(std::uint32_t n) : codes(n) {}
  UnitCodes codes;                 ///< of the codebook, by unit
  std::vector<std::string> names;  ///< of documents; none of respondents
};

/// What a whole study tells of what its codes don't catch. Slices are added in input order; the
/// result does not depend on how they were cut.
///
///   Heard heard = listen(…);                 // any thread
///   gathering.add(number, document, heard);  // one thread
///   discover(gathering, …, summary);
///
/// Memory: people x 150 bytes, 4 bytes for each noun, verb, adjective and name, 24 for each
/// segment, and the text of at most kMostQuotable segments.
class Gathering {
 public:
  /// So many segments without a code, the first ones, can be quoted as examples.
  static constexpr std::size_t kMostQuotable = 20'000;

  /// All must outlive it.
  Gathering(const Study& study, const Codebook& codebook, IdOf id_of);

  std::uint32_t add_document(const Document& document);
  /// Are there as many segments to quote as are kept? Then no later one's text is asked for.
  bool has_quotable() const { return quotable_.size() >= kMostQuotable; }
  void add(std::uint32_t number, const Document& document, const Heard& heard);

  const Study& study() const { return study_; }
  const Codebook& codebook() const { return codebook_; }
  const Corpus& corpus() const { return corpus_; }
  const std::vector<Person>& people() const { return people_; }  ///< by Line::voice
  const std::vector<std::string>& sources() const { return sources_; }
  /// Who was asked, by what outputs show of people beside quotations.
  std::vector<Crowd> crowds() const;
  /// The item of a line; empty = none.
  const std::string& item(std::uint32_t line) const { return items_[item_of_[line]]; }
  /// In order of their lines.
  const std::vector<Quotable>& quotable() const { return quotable_; }
  /// All segments, those without words too.
  std::uint64_t segments() const { return segments_; }
  std::uint64_t without_code() const { return without_code_; }
  const Units& respondents() const { return respondents_; }
  const Units& documents() const { return documents_; }

 private:
  std::uint32_t voice(std::uint32_t number, std::uint32_t respondent) const;
  std::uint32_t item_number(const Document& document, std::uint32_t question);
  void keep_text(std::uint32_t number, const Document& document, const Said& said,
                 std::uint32_t line);
  void mark_units(std::uint32_t number, const Heard& heard);
  void count_crowds(const Document& document, SourceKind kind);

  const Study& study_;
  const Codebook& codebook_;
  IdOf id_of_;
  Corpus corpus_;
  std::vector<Person> people_;
  std::vector<std::uint32_t> first_person_;  ///< by document; its last one is «nobody known»
  std::vector<std::string> sources_;         ///< by document
  std::vector<std::uint32_t> unit_of_;       ///< by document: in documents_
  std::vector<std::string> items_;
  std::vector<std::uint32_t> item_of_;  ///< by line
  std::vector<Quotable> quotable_;
  /// Where the last text that was kept begins, and the line breaks before it in its block.
  struct {
    std::uint32_t document = kNone, block = kNone, begin = 0, breaks = 0;
  } kept_;
  /// Kind, source, group, municipality, sub-study; the items asked; people.
  std::map<std::pair<std::array<std::string, 5>, std::vector<std::string>>, std::uint32_t> crowds_;
  std::uint64_t segments_ = 0, without_code_ = 0;
  std::vector<std::uint32_t> measured_;  ///< by Respondent::person: the first entry
  Units respondents_, documents_;
};

}  // namespace samsyn::discover
