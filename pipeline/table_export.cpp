#include "pipeline/table_export.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "pipeline/files.hpp"
#include "stages/emit/csv_text.hpp"
#include "stages/emit/json.hpp"

namespace samsyn {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongestName = 120;  // bytes
constexpr std::string_view kBegins =
    "\xEF\xBB\xBF"
    "id";  // of every file that is written here

Issue bad_summary(const std::string& name, std::string message) {
  return {Severity::error,
          "export.bad-summary",
          {name},
          std::move(message),
          {},
          "run the study again: samsyn run study.json"};
}

/// The shortest digits that read back as the same number.
std::string number_of(double value, bool comma) {
  char digits[32];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
  std::string text(digits, error == std::errc() ? end : digits);
  if (comma) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string cell_of(const Json& cell, bool withheld, bool comma) {
  if (withheld) return "..";
  if (cell.is_number()) return number_of(cell.get<double>(), comma);
  if (cell.is_object()) {
    return number_of(cell.at("low").get<double>(), comma) + "–" +
           number_of(cell.at("high").get<double>(), comma);
  }
  return cell.is_string() ? cell.get<std::string>() : std::string();
}

TableCsv csv_of(const Json& table, bool comma) {
  TableCsv out;
  out.id = table.at("id").get<std::string>();
  out.title = table.at("title").get<std::string>();
  out.csv = emit::kCsvMark;
  std::vector<std::string> fields{"id"};
  for (const Json& column : table.at("columns")) {
    fields.push_back(column.at("title").get<std::string>());
  }
  emit::append_csv(out.csv, fields);
  for (const Json& row : table.at("rows")) {
    fields = {row.at("id").get<std::string>()};
    const Json withheld = row.value("withheld", Json::array());
    std::size_t c = 0;
    for (const Json& cell : row.at("cells")) {
      const bool is_withheld = std::find(withheld.begin(), withheld.end(), c) != withheld.end();
      fields.push_back(cell_of(cell, is_withheld, comma));
      ++c;
    }
    emit::append_csv(out.csv, fields);
  }
  return out;
}

Issue unknown_table(const std::string& name, const std::string& id, const Json& tables) {
  std::vector<std::string> known;
  for (const Json& table : tables) known.push_back(table.at("id").get<std::string>());
  const std::string near = nearest(id, known);
  return {Severity::error,
          "export.unknown-table",
          {name},
          "there is no table \"" + id + "\"",
          {},
          near.empty() ? "samsyn export study.json --table list names them"
                       : "did you mean \"" + near +
                             "\"? samsyn export study.json --table list names them all"};
}

/// The id as a file's name: signs that some system does not take become "_".
std::string file_name(const std::string& id) {
  std::string name;
  for (const char sign : id) {
    const auto byte = static_cast<unsigned char>(sign);
    const bool plain = byte >= 0x80 || std::isalnum(byte) != 0 || sign == '-' || sign == '_' ||
                       (sign == '.' && !name.empty());
    name += plain ? sign : '_';
    if (name.size() == kLongestName) break;
  }
  while (!name.empty() && (static_cast<unsigned char>(name.back()) & 0xC0) == 0x80 &&
         name.size() == kLongestName) {
    name.pop_back();  // a letter that was cut
  }
  return name.empty() ? "_" : name;
}

}  // namespace

Result<Done> write_tables(const std::vector<TableCsv>& tables, const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::create_directories(folder, error);
  std::set<std::string> names;
  std::vector<std::string> paths;
  for (const TableCsv& table : tables) {
    const std::string wish = file_name(table.id);
    std::string name = wish;
    for (int n = 2; !names.insert(name).second; ++n) name = wish + "-" + std::to_string(n);
    paths.push_back((fs::path(folder) / (name + ".csv")).string());
    if (!fs::exists(paths.back(), error)) continue;
    const Result<std::string> there = read_file(paths.back(), paths.back());
    if (there && there->starts_with(kBegins)) continue;
    return Issue{
        Severity::error,
        "export.not-our-output",
        {paths.back()},
        "a file of this name stands there that no export has written, and it would be lost",
        {},
        "choose another folder with --to, or move the file away"};
  }
  for (std::size_t t = 0; t < tables.size(); ++t) {
    const Result<Done> written = write_file(paths[t], tables[t].csv);
    if (!written) return written.issue();
  }
  return Done{};
}

Result<std::vector<TableCsv>> tables_of(std::string_view summary, const std::string& name,
                                        const std::vector<std::string>& ids) {
  const Json json = Json::parse(summary, nullptr, false);
  try {
    if (!json.is_object() || json.at("schema") != emit::kSummarySchema) {
      return bad_summary(name, "this is no summary.json of this version");
    }
    const bool comma = json.at("language") == "sv";
    const Json& tables = json.at("tables");
    std::vector<TableCsv> out;
    for (const std::string& id : ids) {
      const auto found = std::find_if(tables.begin(), tables.end(),
                                      [&](const Json& table) { return table.at("id") == id; });
      if (found == tables.end()) return unknown_table(name, id, tables);
      out.push_back(csv_of(*found, comma));
    }
    if (!ids.empty()) return out;
    for (const Json& table : tables) out.push_back(csv_of(table, comma));
    return out;
  } catch (const Json::exception&) {
    return bad_summary(name, "a key of this summary.json is missing, or of another kind");
  }
}

}  // namespace samsyn
