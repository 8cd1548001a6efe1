#pragma once
// `samsyn export`: coding sheets for humans.

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/knowledge.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/study.hpp"
#include "stages/human/draw.hpp"

namespace samsyn {

inline constexpr std::uint32_t kMostDrawn = 100'000;  ///< segments: a workbook has a million rows

struct ExportRequest {
  std::string to;  ///< a folder; or, for one coder, a file that ends in .xlsx
  std::vector<std::string> coders;
  bool blind = false;
  bool force = false;  ///< write over sheets that are there
  double share = 0;    ///< of all segments; 0 = draw.size of them
  human::DrawOptions draw;
  std::string by;                       ///< stratified: an attribute's id, or item or source
  std::vector<std::string> taxonomies;  ///< ids; empty = all of the study
  std::string language = "sv";
  unsigned jobs = 1;
};

struct ExportReport {
  struct Sheet {
    std::string coder, path;
    std::uint32_t rows = 0;
  };
  std::vector<Sheet> sheets;
  std::uint32_t candidates = 0;  ///< segments that could have been drawn
  std::uint32_t chosen = 0, shared = 0;
  std::string fingerprint;
};

/// A mark of what the segments were cut from: 12 hexadecimal digits over the study's name and the
/// names and contents of its files, in order.
class Fingerprint {
 public:
  explicit Fingerprint(const std::string& study) : all_(study + "\n") {}
  void see(const std::string& name, const std::string& bytes);
  std::string text() const;

 private:
  std::string all_;
};

/// Draws segments that count in tables, and writes a sheet for each coder, all of them or none.
///
/// The study is read twice: to see what there is, and to take what was drawn; memory grows with the
/// number of segments by 16 bytes each. Errors: export.nothing-to-draw, export.too-many (a share
/// that is more than kMostDrawn), export.files-changed (between the two times), export.exists,
/// export.no-learned, export.unknown-attribute, export.unknown-taxonomy, those of the sheets and of
/// OutputFolder. Issues: those of reading; export.strata-left-out (a note).
Result<ExportReport> export_sheets(const Study& study, const ExportRequest& request,
                                   const std::string& data, const Knowledge& knowledge,
                                   Issues& issues);

/// For people: how many segments, who got how many, what to do next.
std::string render(const ExportReport& report, const std::string& language);

}  // namespace samsyn
