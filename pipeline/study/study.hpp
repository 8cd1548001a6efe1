#pragma once
// The study manifest, study.json: JSON text to Study and back. Its keys stand in keys.cpp, its JSON
// Schema in templates/schema/study.schema.json; a test compares the two.

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/issue.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/study.hpp"

namespace samsyn {

/// The value of the manifest's key "schema": the format that this program reads and writes.
inline constexpr std::string_view kStudySchema = "samsyn-study-1";

/// Reads a manifest. `path` is its file's path as the user gave it: messages name it, and relative
/// paths in it are resolved against its folder.
///
/// Shape:  Study::attributes begins with group, municipality and substudy, whether the manifest
///         names them or not; then its own, in its order. Study::taxonomies is never empty.
/// Errors: all faults are collected. The result is the last one; the earlier ones stand in
/// `issues`,
///         so that adding the result's issue, as for any Result, gives them all in order.
///         study.bad-json (not JSON, too deep or too large; line and column), study.duplicate-key,
///         study.unknown-key, study.missing-key, study.misplaced-key (a key that another kind of
///         source or item has), study.wrong-type, study.unknown-value, study.duplicate-id,
///         study.duplicate-column, study.type-differs (one item id with two types),
///         study.unknown-schema.
/// Issues: study.no-such-file is an error, but the study loads, so that the other files can be
///         looked at; study.outside-folder is a note: a path leads out of the manifest's folder.
/// Place:  Where::line and Where::part, a JSON pointer (RFC 6901); misspelt keys, values and file
///         names are answered with the nearest known one.
/// Cost:   linear in the text; looks up every file once, opens none.
Result<Study> load_study(std::string_view json, const std::string& path, Issues& issues);

/// Did load_study() say of the file, by its place in the manifest, that it is not there? `source`
/// is an index into Study::sources, `file` into its files, or kAttributeTable.
inline constexpr std::size_t kAttributeTable = std::numeric_limits<std::size_t>::max();
bool known_missing(const Issues& loading, std::size_t source, std::size_t file);

/// The manifest of a study: two blanks of indent, keys in the order of keys.cpp, values that are
/// the default left out, what fits into 100 columns on one line. Ends with a line break.
/// load_study(write_study(s), s.path) gives s again. Bytes that are not UTF-8 become U+FFFD.
std::string write_study(const Study& study);

/// The keys of one kind of object in the manifest, for the schema's test and for help texts.
struct ManifestObject {
  struct Key {
    std::string name, help;
    bool required = false;
    std::vector<std::string> values;  ///< the texts allowed; empty = any
  };
  std::string name;  ///< "study", "source", "item", …: the name in the schema's $defs
  std::vector<Key> keys;
};
std::vector<ManifestObject> manifest_objects();

/// Study::attributes as every study has them before its own: group, municipality, substudy with
/// their Swedish headings.
std::vector<AttributeSpec> built_in_attributes();
/// Words by which tables say whom they count: no attribute's id may be one of them.
std::vector<std::string> reserved_ids();

/// Makes the outputs be in the language, "sv" or "en", also the headings of the built-in
/// attributes. A heading other than the built-in one («Stadsdel») stays; one that the manifest
/// gives in the same words as the built-in one («Kommun») can't be told from it and is put in
/// English too.
void set_language(Study& study, std::string_view language);

/// The taxonomies that a study uses when it names none.
std::vector<std::string> built_in_taxonomies();

}  // namespace samsyn
