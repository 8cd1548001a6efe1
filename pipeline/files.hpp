#pragma once
// The only place that opens the user's and the program's own files for reading.

#include <cstdint>
#include <string>
#include <utility>

#include "pipeline/model/result.hpp"

namespace samsyn {

/// The whole content of a file. `name` is what messages call it.
/// Errors: file.not-found, file.not-readable, file.too-large (above 2 GiB: offsets are 32 bits).
Result<std::string> read_file(const std::string& path, const std::string& name);

/// "NAME=FILE" in two, as commands take files with the name of their coder; the name is empty when
/// none is said. A file that is called so as a whole is meant first.
std::pair<std::string, std::string> name_and_path(const std::string& input);

/// The file's size in bytes; 0 when it can't be told.
std::uint64_t file_size(const std::string& path);

enum class Readers : std::uint8_t { as_usual, owner_only };

/// Writes a file whole or not at all: beside its place, then renamed. Errors: output.not-writable.
Result<Done> write_file(const std::string& path, const std::string& bytes,
                        Readers readers = Readers::as_usual);

/// The folder that holds templates/ and corpus/: $SAMSYN_DATA, else share/samsyn beside the
/// program's bin/, else the source tree that the program was built from.
/// Errors: data.not-found (where it was looked for).
Result<std::string> data_folder();

/// The trained coder: corpus/model/coder.model in the data folder, else the one that the build
/// made; empty when there is none.
std::string model_file(const std::string& data);

}  // namespace samsyn
