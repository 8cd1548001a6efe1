#pragma once

#include <map>
#include <string>
#include <vector>

namespace samsyn::emit {

/// The parts of a workbook by name, unzipped.
std::map<std::string, std::string> parts_of(const std::string& path);

/// One sheet as lines "A1: text" in the order of the file; numbers as written; empty cells left
/// out.
struct DumpedSheet {
  std::string name;
  std::vector<std::string> cells;
  bool has_formula = false;
};
std::vector<DumpedSheet> dump(const std::string& path);

/// Is the part well-formed XML?
bool is_xml(const std::string& part);

}  // namespace samsyn::emit
