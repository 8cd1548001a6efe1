#include "tests/ingest/workbook.hpp"

#include <zip.h>

#include <cstdlib>

namespace samsyn::ingest {

std::string zip_of(const Members& members) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(source);
  zip_t* archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
  if (archive == nullptr) std::abort();
  for (const auto& [name, content] : members) {
    zip_source_t* member = zip_source_buffer(archive, content.data(), content.size(), 0);
    if (zip_file_add(archive, name.c_str(), member, ZIP_FL_ENC_UTF_8) < 0) std::abort();
  }
  if (zip_close(archive) != 0) std::abort();
  zip_source_open(source);
  zip_source_seek(source, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(source)), '\0');
  zip_source_seek(source, 0, SEEK_SET);
  zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  zip_source_free(source);
  return bytes;
}

Members members_of(const Workbook& book) {
  const std::string header = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  const std::string package = "http://schemas.openxmlformats.org/package/2006/relationships";
  const auto relation = [&](const std::string& id, const std::string& type,
                            const std::string& target) {
    return "<Relationship Id=\"" + id + "\" Type=\"" + book.relations + "/" + type +
           "\" Target=\"" + book.target_prefix + target + "\"/>";
  };
  std::string sheets;
  std::string parts =
      relation("s", "sharedStrings", "sharedStrings.xml") + relation("f", "styles", "styles.xml");
  Members members;
  for (std::size_t i = 0; i < book.sheets.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    const std::string target = "worksheets/sheet" + number + ".xml";
    sheets += "<sheet name=\"" + book.sheets[i].first + "\" sheetId=\"" + number + "\" state=\"" +
              book.sheets[i].second + "\" r:id=\"r" + number + "\"/>";
    parts += relation("r" + number, "worksheet", target);
    members.emplace_back("xl/" + target, header + "<worksheet xmlns=\"" + book.main +
                                             "\"><sheetData>" + book.rows + "</sheetData>" +
                                             book.after_rows + "</worksheet>");
  }
  members.emplace_back("_rels/.rels", header + "<Relationships xmlns=\"" + package +
                                          "\"><Relationship Id=\"w\" Type=\"" + book.relations +
                                          "/officeDocument\" Target=\"xl/workbook.xml\"/>" +
                                          "</Relationships>");
  members.emplace_back("xl/workbook.xml", header + "<workbook xmlns=\"" + book.main +
                                              "\" xmlns:r=\"" + book.relations + "\"><workbookPr " +
                                              book.workbook_pr + "/><sheets>" + sheets +
                                              "</sheets></workbook>");
  members.emplace_back("xl/_rels/workbook.xml.rels", header + "<Relationships xmlns=\"" + package +
                                                         "\">" + parts + "</Relationships>");
  members.emplace_back("xl/sharedStrings.xml",
                       header + "<sst xmlns=\"" + book.main + "\">" + book.strings + "</sst>");
  members.emplace_back("xl/styles.xml", header + "<styleSheet xmlns=\"" + book.main +
                                            "\"><numFmts>" + book.formats +
                                            "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/>"
                                            "</cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>" +
                                            book.styles + "</cellXfs></styleSheet>");
  return members;
}

std::string bytes_of(const Workbook& book) { return zip_of(members_of(book)); }

}  // namespace samsyn::ingest
