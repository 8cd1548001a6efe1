#include "stages/emit/csv_text.hpp"

namespace samsyn::emit {
namespace {

/// -12 and -0,104 are what they look like.
bool is_negative_number(const std::string& field) {
  return field.size() > 1 && field[0] == '-' &&
         field.find_first_not_of("0123456789.,", 1) == std::string::npos;
}

bool is_formula(const std::string& field) {
  return field.find_first_of("=+-@\t\r") == 0 && !is_negative_number(field);
}

}  // namespace

void append_csv(std::string& out, const std::vector<std::string>& fields) {
  for (std::size_t f = 0; f < fields.size(); ++f) {
    if (f > 0) out += ';';
    std::string field = fields[f];
    if (is_formula(field)) field.insert(0, 1, '\'');
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
