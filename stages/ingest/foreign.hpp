#pragma once
// Files of other programs, told apart only to say what they are and what to do.

#include <optional>

#include "pipeline/model/issue.hpp"
#include "stages/ingest/reader.hpp"

namespace samsyn::ingest {

/// The refusal of a file that no reader can read, when its first bytes (or, of a zip, its members)
/// tell what it is: PDF, RTF, HTML and other markup, OpenDocument, Word and Excel before 2007,
/// PowerPoint, e-mail, pictures, recordings, archives, SPSS. Nothing otherwise.
/// Errors: ingest.pdf, ingest.encrypted, ingest.old-word, ingest.old-excel, ingest.unknown-format
/// (all others; the message says what the file seems to be). Cost: a look at the first 4 kB, and at
/// the whole of compound files and zips.
std::optional<Issue> foreign_file(const Input& input);

}  // namespace samsyn::ingest
