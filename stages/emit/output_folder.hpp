#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.hpp"

namespace samsyn::emit {

/// The folder of a run's outputs: a run that fails changes nothing in it.
///
/// Files are written in a folder of their own inside (`.samsyn-` and six signs). commit() puts them
/// in their places when all of them are whole and on the disk: each by one rename, one right after
/// the other, in the order in which they were begun. So no file is ever half-written, but who kills
/// the process (or pulls the plug) between two renames finds some of this run beside some of the
/// run before. What else lies in the folder is left alone.
///
/// Without a commit nothing is left behind, not even the folder when it was made for this. A
/// process that was killed can't tidy up: the next open() of the folder does, for every temporary
/// folder that no living process holds locked. One thread.
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

  /// Nothing more comes to the file: it is brought to the disk while the caller goes on, so that
  /// commit() need not wait for all of it.
  void whole(const std::string& name);

  /// A path where another library may write the file; it is put in its place with the others.
  std::string path_for(const std::string& name);

  /// A file at any path, readable by its owner only. It is written here and now beside its place
  /// (`.NAME.samsyn-` and six signs) and renamed by commit() when the others are in theirs;
  /// without a commit what stood there stays. Left-overs of killed processes are removed.
  Result<Done> add_private(const std::string& path, std::string_view bytes);

  /// Closes all files, sees that they are on the disk, and puts them in their places. An error
  /// before the first rename (all but a fault of the disk) leaves everything as it was.
  Result<Done> commit();

 private:
  struct File;
  explicit OutputFolder(std::string path);
  Issue failure(const std::string& name, int error) const;
  Result<File*> file(const std::string& name);
  void discard();

  std::string path_;
  std::string beside_;             ///< the temporary folder; empty once it is gone
  int lock_ = -1;                  ///< held while the temporary folder is in use
  std::vector<std::string> made_;  ///< folders that open() made, outermost first
  std::vector<std::unique_ptr<File>> files_;
};

}  // namespace samsyn::emit
