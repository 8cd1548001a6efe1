#include "tests/emit/cells.hpp"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <zip.h>

#include <cstdlib>
#include <memory>

namespace samsyn::emit {
namespace {

using Xml = std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)>;

Xml parse(const std::string& part) {
  return {xmlReadMemory(part.data(), static_cast<int>(part.size()), "part.xml", nullptr,
                        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING),
          xmlFreeDoc};
}

std::string text_of(xmlNode* node) {
  xmlChar* content = xmlNodeGetContent(node);
  std::string text(reinterpret_cast<const char*>(content));
  xmlFree(content);
  return text;
}

std::string attribute(xmlNode* node, const char* name) {
  xmlChar* value = xmlGetProp(node, reinterpret_cast<const xmlChar*>(name));
  if (value == nullptr) return {};
  std::string text(reinterpret_cast<const char*>(value));
  xmlFree(value);
  return text;
}

void collect(xmlNode* node, const std::string& name, std::vector<xmlNode*>& found) {
  for (; node != nullptr; node = node->next) {
    if (node->type == XML_ELEMENT_NODE && name == reinterpret_cast<const char*>(node->name)) {
      found.push_back(node);
    } else {
      collect(node->children, name, found);
    }
  }
}

std::vector<xmlNode*> all(const Xml& document, const std::string& name) {
  std::vector<xmlNode*> found;
  if (document) collect(xmlDocGetRootElement(document.get()), name, found);
  return found;
}

}  // namespace

bool is_xml(const std::string& part) { return parse(part) != nullptr; }

std::map<std::string, std::string> parts_of(const std::string& path) {
  std::map<std::string, std::string> parts;
  zip_t* archive = zip_open(path.c_str(), ZIP_RDONLY, nullptr);
  if (archive == nullptr) return parts;
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
    const auto index = static_cast<zip_uint64_t>(i);
    zip_stat_t stat;
    zip_stat_index(archive, index, 0, &stat);
    std::string bytes(stat.size, '\0');
    zip_file_t* file = zip_fopen_index(archive, index, 0);
    zip_fread(file, bytes.data(), bytes.size());
    zip_fclose(file);
    parts[stat.name] = std::move(bytes);
  }
  zip_close(archive);
  return parts;
}

std::vector<DumpedSheet> dump(const std::string& path) {
  const auto parts = parts_of(path);
  std::vector<DumpedSheet> sheets;
  if (parts.empty()) return sheets;
  std::vector<std::string> strings;
  const Xml shared = parse(parts.at("xl/sharedStrings.xml"));
  for (xmlNode* item : all(shared, "si")) strings.push_back(text_of(item));
  const Xml workbook = parse(parts.at("xl/workbook.xml"));
  for (xmlNode* sheet : all(workbook, "sheet")) {
    DumpedSheet out;
    out.name = attribute(sheet, "name");
    const std::string part = "xl/worksheets/sheet" + std::to_string(sheets.size() + 1) + ".xml";
    const Xml xml = parse(parts.at(part));
    for (xmlNode* cell : all(xml, "c")) {
      std::vector<xmlNode*> values;
      collect(cell->children, "v", values);
      std::vector<xmlNode*> formulas;
      collect(cell->children, "f", formulas);
      out.has_formula = out.has_formula || !formulas.empty();
      if (values.empty()) continue;
      std::string text = text_of(values.front());
      if (attribute(cell, "t") == "s") text = strings.at(std::strtoul(text.c_str(), nullptr, 10));
      out.cells.push_back(attribute(cell, "r") + ": " + text);
    }
    sheets.push_back(std::move(out));
  }
  return sheets;
}

}  // namespace samsyn::emit
