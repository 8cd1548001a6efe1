#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.hpp"

namespace samsyn::emit {

/// The folder of a run's outputs: its files appear whole or not at all.
///
/// Files are written in a folder of their own inside (`.samsyn-` and six signs) and put in their
/// places by commit(), each by one rename; what else lies in the folder is left alone. Without a
/// commit nothing is left behind, not even the folder when it was made for this. One thread.
///
/// Errors: output.not-writable: the folder can't be made, a file can't be written, the disk is
/// full.
class OutputFolder {
 public:
  static Result<OutputFolder> open(const std::string& path);
  ~OutputFolder();
  OutputFolder(OutputFolder&&) noexcept;
  OutputFolder& operator=(OutputFolder&&) = delete;

  /// Adds bytes to a file, which the first call makes. Give large pieces: each is written at once.
  Result<Done> append(const std::string& name, std::string_view bytes);

  /// A path where another library may write the file; it is put in its place with the others.
  std::string path_for(const std::string& name);

  /// Closes all files, sees that they are on the disk, and puts them in their places.
  Result<Done> commit();

 private:
  struct File;
  explicit OutputFolder(std::string path);
  Issue failure(const std::string& name, int error) const;
  Result<File*> file(const std::string& name);
  void discard();

  std::string path_;
  std::string beside_;             ///< the temporary folder; empty once it is gone
  std::vector<std::string> made_;  ///< folders that open() made, outermost first
  std::vector<std::unique_ptr<File>> files_;
};

}  // namespace samsyn::emit
