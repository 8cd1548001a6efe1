// Any bytes as codings.jsonl: either an issue with a place, or segments whose indices point at
// something; pooled with itself under another name, every coder agrees with its double.

#include <string>

#include "stages/agree/agreement.hpp"
#include "stages/agree/codings_file.hpp"
#include "stages/agree/pool.hpp"
#include "tests/fuzz_text.hpp"

using namespace samsyn;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 20'000) return 0;
  Issues issues;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Result<agree::CodingsFile> file = agree::read_codings("a.jsonl", bytes, issues);
  if (!file) {
    fuzz::demand(file.issue().id == "agree.no-segments" && !file.issue().remedy.empty());
    return 0;
  }
  fuzz::demand(issues.all().size() <= 1);
  for (const agree::CodedSegment& segment : file->segments) {
    fuzz::demand(segment.place.start < segment.place.end && segment.line > 0);
    fuzz::demand(!segment.place.source.empty() && segment.place.time >= -1);
    for (const agree::Given& given : segment.given) {
      fuzz::demand(given.coder < file->coders.size() && given.code < file->codes.size());
    }
    for (const std::uint32_t coder : segment.judges) fuzz::demand(coder < file->coders.size());
  }
  agree::CodingsFile other = *file;
  other.name = "b.jsonl";
  agree::Options options;
  options.resampling.resamples = 3;
  const agree::Pool pool = *agree::pool({{*file, "a"}, {other, "b"}}, {}, issues);
  const agree::Agreement agreement = agree::compare(pool, options);
  fuzz::demand(agreement.disagreements.empty());
  for (const agree::Row& row : agreement.rows) {
    for (const agree::Estimate& estimate : row.measures) {
      if (estimate.value) fuzz::demand(*estimate.value > 1 - 1e-9 && *estimate.value < 1 + 1e-9);
      fuzz::demand(estimate.value.has_value() == (estimate.why == agree::Undefined::none));
    }
  }
  return 0;
}
