// Any bytes: no crash, records numbered upwards, cells that are well-formed UTF-8, and a table that
// reads the same twice.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "stages/ingest/encoding.hpp"
#include "stages/ingest/reader.hpp"

namespace samsyn::ingest {
extern const Reader csv_reader;
}

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

std::string dump(const samsyn::ingest::Input& input) {
  using namespace samsyn;
  Issues issues;
  std::string out;
  std::uint32_t last = 0;
  const Result<Done> done = ingest::csv_reader.rows(
      input, {},
      [&](const ingest::Row& row) {
        demand(row.number > last && row.line >= 1);
        last = row.number;
        for (const ingest::Cell& cell : row.cells) {
          demand(ingest::valid_utf8_prefix(cell.text) == cell.text.size());
          demand((cell.kind == ingest::CellKind::empty) == cell.text.empty());
          out += std::to_string(cell.text.size()) + ":" + std::string(cell.text);
        }
        return true;
      },
      issues);
  if (!done) demand(!done.issue().id.empty() && !done.issue().remedy.empty());
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const samsyn::ingest::Input input{"fuzz.csv", bytes};
  samsyn::ingest::csv_reader.recognises(bytes);
  demand(dump(input) == dump(input));
  return 0;
}
