#pragma once
// A workbook without its sheets: which there are, the shared strings, the number formats.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stages/ingest/xlsx_styles.hpp"
#include "stages/ingest/xlsx_xml.hpp"

namespace samsyn::ingest {

/// Texts one after the other in one buffer: a string costs its bytes and eight more.
class SharedStrings {
 public:
  std::size_t size() const { return ends_.size(); }
  std::string_view at(std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(text_).substr(begin, ends_[i] - begin);
  }
  void append(std::string_view piece) { text_ += piece; }
  /// Ends the string made of the pieces since the last call; escapes in it are undone.
  void finish();

 private:
  std::string text_;
  std::vector<std::size_t> ends_;
};

struct Sheet {
  std::string name;
  std::string member;   ///< path in the container
  bool hidden = false;  ///< hidden or veryHidden
};

struct Book {
  std::vector<Sheet> sheets;  ///< worksheets, in the order of their tabs; chart sheets left out
  bool epoch_1904 = false;
  std::string strings_member;  ///< empty when there are none
  std::string styles_member;   ///< empty when there are none
};

/// Follows the relationships (ECMA-376 part 2, 9.3) from the container's root to the workbook and
/// its parts. Targets may be relative or absolute; both the transitional and the strict namespaces
/// are read.
/// Errors: those of read_xml; xlsx.binary (.xlsb), xlsx.no-sheet.
Result<Book> read_book(const Container& container, std::uint64_t cap);

/// Plain and rich strings; phonetic guides (rPh) left out. White space is kept as it stands.
Result<SharedStrings> read_strings(const Container& container, const Book& book, std::uint64_t cap);

/// What each cell format (cellXfs) shows, by index.
Result<std::vector<Shown>> read_styles(const Container& container, const Book& book,
                                       std::uint64_t cap);

/// Undoes the escapes of ST_Xstring (ECMA-376 part 1, 22.9.2.19) from `begin` on: _x000D_ is a
/// carriage return, _x005F_ an underscore. Escapes of U+0000 and lone surrogates, which UTF-8 text
/// cannot hold, stay as they are.
void undo_escapes(std::string& text, std::size_t begin);

}  // namespace samsyn::ingest
