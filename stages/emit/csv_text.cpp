#include "stages/emit/csv_text.hpp"

namespace samsyn::emit {

void append_csv(std::string& out, const std::vector<std::string>& fields) {
  for (std::size_t f = 0; f < fields.size(); ++f) {
    if (f > 0) out += ';';
    std::string field = fields[f];
    if (field.find_first_of("=+-@\t\r") == 0) field.insert(0, 1, '\'');
    if (field.find_first_of(";\"\r\n") == std::string::npos) {
      out += field;
      continue;
    }
    out += '"';
    for (const char c : field) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += "\r\n";
}

}  // namespace samsyn::emit
