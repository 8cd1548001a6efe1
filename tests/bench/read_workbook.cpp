// read_workbook FILE: reads every cell of a workbook's first sheet through the program's reader and
// prints what it saw, so that nothing can be skipped.

#include <cstdio>
#include <string>

#include "pipeline/files.hpp"
#include "stages/ingest/reader.hpp"

int main(int argc, char** argv) {
  using namespace samsyn;
  if (argc != 2) {
    std::fputs("read_workbook FILE\n", stderr);
    return 2;
  }
  const auto stop = [](const Issue& issue) {
    std::fprintf(stderr, "%s\n", render(issue).c_str());
    return 3;
  };
  const std::string path = argv[1];
  const Result<std::string> bytes = read_file(path, path);
  if (!bytes) return stop(bytes.issue());
  const ingest::Input input{path, *bytes};
  const Result<const ingest::Reader*> reader = ingest::reader_for(input);
  if (!reader) return stop(reader.issue());
  if ((*reader)->rows == nullptr) {
    std::fprintf(stderr, "%s is no table\n", path.c_str());
    return 3;
  }
  std::size_t rows = 0, cells = 0, text = 0;
  double sum = 0;
  Issues issues;
  const Result<Done> done = (*reader)->rows(
      input, {},
      [&](const ingest::Row& row) {
        ++rows;
        for (const ingest::Cell& cell : row.cells) {
          if (cell.kind == ingest::CellKind::empty) continue;
          ++cells;
          text += cell.text.size();
          sum += cell.number;
        }
        return true;
      },
      issues);
  if (!done) return stop(done.issue());
  std::printf("%zu rows, %zu cells, %zu bytes of text, sum %.3f\n", rows, cells, text, sum);
  return 0;
}
