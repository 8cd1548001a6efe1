#pragma once
// Bytes of a text file to UTF-8.

#include <string>
#include <string_view>

#include "pipeline/model/result.hpp"
#include "stages/ingest/reader.hpp"

namespace samsyn::ingest {

/// A text file's content as well-formed UTF-8 without byte order mark. Line ends are untouched.
class Decoded {
 public:
  /// The input is UTF-8 already: a view into the caller's bytes, which must outlive this.
  Decoded(std::string_view utf8, std::string encoding, bool guessed)
      : view_(utf8), encoding_(std::move(encoding)), guessed_(guessed) {}
  /// The input had to be converted: the text is held here.
  Decoded(std::string&& utf8, std::string encoding, bool guessed)
      : held_(std::move(utf8)), encoding_(std::move(encoding)), guessed_(guessed), holds_(true) {}

  std::string_view text() const { return holds_ ? std::string_view(held_) : view_; }
  /// An ICU converter name: "UTF-8", "UTF-16LE", "windows-1252", "macintosh", "ibm-850".
  const std::string& encoding() const { return encoding_; }
  /// Was it told by letter scores alone (no mark, no zero bytes, not UTF-8)?
  bool guessed() const { return guessed_; }

 private:
  std::string_view view_;
  std::string held_;
  std::string encoding_;
  bool guessed_ = false;
  bool holds_ = false;
};

/// Decodes the whole input.
///
/// `encoding` is an ICU converter name, or empty: then byte order mark -> pattern of zero bytes
/// (UTF-16 without mark) -> well-formed UTF-8 -> scores of the bytes that å ä ö, é and typographic
/// signs have in windows-1252, Mac Roman and code page 850, in the neighbourhood of letters.
/// A mark that contradicts a given `encoding` wins over it: it was written by the program that
/// wrote the text.
///
/// Errors: ingest.unknown-encoding (no such converter; names the nearest); ingest.undecodable (line
/// and column of the first bad bytes, the encoding tried).
/// Cost: one pass and no copy for UTF-8; conversion by ICU otherwise.
Result<Decoded> decode(const Input& input, std::string_view encoding);

/// The first bytes (at most `limit`, cut between characters) decoded with the same rule, for
/// `Reader::recognises`. Never fails: bytes that cannot be decoded end the text there, and content
/// that is no text (zero bytes that are not UTF-16) gives an empty one.
Decoded decode_head(std::string_view bytes, std::size_t limit);

/// The number of leading bytes that are well-formed UTF-8 (Unicode 15, table 3-7): bytes.size()
/// when all are. Cost: above 2 GB/s on ASCII, above 500 MB/s on Swedish.
std::size_t valid_utf8_prefix(std::string_view bytes);

}  // namespace samsyn::ingest
