#include "stages/emit/records.hpp"

#include <nlohmann/json.hpp>

#include "stages/emit/json_text.hpp"

namespace samsyn::emit {
namespace {

using Json = nlohmann::ordered_json;

void append_place(std::string& out, const char* key, std::uint32_t number) {
  out += key;
  if (number > 0) {
    append_number(out, std::uint64_t{number});
  } else {
    out += "null";
  }
}

Json file_of(const RunFile& file) {
  return {{"name", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}};
}

Json files_of(const std::vector<RunFile>& files) {
  Json out = Json::array();
  for (const RunFile& file : files) out.push_back(file_of(file));
  return out;
}

Json pairs_of(const std::vector<std::pair<std::string, std::string>>& pairs) {
  Json out = Json::object();
  for (const auto& [key, value] : pairs) out[key] = value;
  return out;
}

}  // namespace

void append_issues(std::string& out, const Issues& issues) {
  for (const Issue& issue : issues.all()) {
    out += R"({"severity":)";
    append_string(out, name_of(issue.severity));
    out += R"(,"id":)";
    append_string(out, issue.id);
    out += R"(,"where":{"file":)";
    append_string_or_null(out, issue.where.file);
    out += R"(,"sheet":)";
    append_string_or_null(out, issue.where.sheet);
    out += R"(,"part":)";
    append_string_or_null(out, issue.where.part);
    append_place(out, R"(,"row":)", issue.where.row);
    append_place(out, R"(,"line":)", issue.where.line);
    append_place(out, R"(,"column":)", issue.where.column);
    out += R"(,"column_title":)";
    append_string_or_null(out, issue.where.column_title);
    out += R"(},"message":)";
    append_string(out, issue.message);
    out += R"(,"remedy":)";
    append_string_or_null(out, issue.remedy);
    out += "}\n";
  }
}

std::string write_manifest(const RunRecord& record) {
  Json out;
  out["schema"] = "samsyn-manifest-1";
  out["program"] = "samsyn";
  out["version"] = record.version;
  out["study"] = record.study;
  out["inputs"] = files_of(record.inputs);
  out["taxonomies"] = files_of(record.taxonomies);
  if (record.model) out["model"] = file_of(*record.model);
  out["options"] = pairs_of(record.options);
  out["parts"] = pairs_of(record.parts);
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace samsyn::emit
