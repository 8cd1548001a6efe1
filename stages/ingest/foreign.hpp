#pragma once
// Files of other programs, told apart only to say what they are and what to do.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/model/issue.hpp"
#include "stages/ingest/reader.hpp"

namespace samsyn::ingest {

/// Bytes from the start of a file that tell what it is, and text from anything else.
inline constexpr std::size_t kHead = 4096;

/// The refusal of a whole file.
Issue refusal(const Input& input, std::string id, std::string message, std::string_view remedy);

/// The refusal of a file that no reader can read, when its first bytes (or, of a zip, its members)
/// tell what it is: PDF, RTF, HTML and other markup, OpenDocument, Word and Excel before 2007,
/// PowerPoint, e-mail, pictures, recordings, archives, SPSS. Nothing otherwise.
/// Errors: ingest.pdf, ingest.encrypted, ingest.old-word, ingest.old-excel, ingest.unknown-format
/// (all others; the message says what the file seems to be). Cost: a look at the first 4 kB, and at
/// the whole of compound files and zips.
std::optional<Issue> foreign_file(const Input& input);

}  // namespace samsyn::ingest
