#include "stages/emit/output_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

namespace samsyn::emit {
namespace fs = std::filesystem;

/// One output; a descriptor of -1 belongs to a file that another library writes.
struct OutputFolder::File {
  explicit File(std::string n) : name(std::move(n)) {}
  ~File() { (void)close(); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  int close() {
    const int open = std::exchange(descriptor, -1);
    return open < 0 || ::close(open) == 0 ? 0 : errno;
  }

  std::string name;
  int descriptor = -1;
};

namespace {

std::string remedy_for(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "make room on the disk, or choose another folder with --out";
    case EACCES:
    case EPERM:
    case EROFS:
      return "choose a folder that you may write in with --out";
    case ENOTDIR:
    case EEXIST:
    case EISDIR:
      return "something else has that name: move it away, or choose another folder with --out";
    default:
      return "choose another folder with --out";
  }
}

/// Makes the folder and those above it; tells which it made. Returns errno, 0 = done.
int make_folders(const std::string& path, std::vector<std::string>& made) {
  std::error_code error;
  std::vector<fs::path> missing;
  for (fs::path at = path; !at.empty(); at = at.parent_path()) {
    const fs::file_status status = fs::status(at, error);
    if (fs::is_directory(status)) break;
    if (fs::exists(status)) return ENOTDIR;
    if (error && error.value() != ENOENT) return error.value();
    if (at.has_filename()) missing.push_back(at);  // "out/" ends in an empty name
    if (at == at.parent_path()) break;
  }
  for (auto at = missing.rbegin(); at != missing.rend(); ++at) {
    if (::mkdir(at->c_str(), 0777) != 0 && errno != EEXIST) return errno;
    made.push_back(at->string());
  }
  return 0;
}

/// A file's content reaches the disk before its name does.
int sync_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return errno;
  int error = ::fsync(descriptor) == 0 ? 0 : errno;
  if (error == EINVAL || error == EROFS) error = 0;  // places that can't be synchronised
  if (::close(descriptor) != 0 && error == 0) error = errno;
  return error;
}

}  // namespace

Issue OutputFolder::failure(const std::string& name, int error) const {
  return Issue{Severity::error,
               "output.not-writable",
               {name.empty() ? path_ : path_ + "/" + name, {}, {}},
               "the outputs can't be written here: " + std::generic_category().message(error),
               {},
               remedy_for(error)};
}

Result<OutputFolder> OutputFolder::open(const std::string& path) {
  OutputFolder folder(path.empty() ? "." : path);
  if (const int error = make_folders(folder.path_, folder.made_); error != 0) {
    Issue issue = folder.failure({}, error);
    folder.discard();
    return issue;
  }
  std::string pattern = folder.path_ + "/.samsyn-XXXXXX";
  if (::mkdtemp(pattern.data()) == nullptr) {
    Issue issue = folder.failure({}, errno);
    folder.discard();
    return issue;
  }
  folder.beside_ = pattern;
  return folder;
}

OutputFolder::OutputFolder(std::string path) : path_(std::move(path)) {}

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : path_(std::move(other.path_)),
      beside_(std::exchange(other.beside_, {})),
      made_(std::exchange(other.made_, {})),
      files_(std::move(other.files_)) {}

OutputFolder::~OutputFolder() { discard(); }

void OutputFolder::discard() {
  files_.clear();
  std::error_code ignored;  // nothing more can be done for a folder that won't go
  if (!beside_.empty()) fs::remove_all(beside_, ignored);
  beside_.clear();
  for (auto at = made_.rbegin(); at != made_.rend(); ++at) ::rmdir(at->c_str());
  made_.clear();
}

Result<OutputFolder::File*> OutputFolder::file(const std::string& name) {
  const auto found = std::find_if(files_.begin(), files_.end(),
                                  [&](const auto& file) { return file->name == name; });
  if (found != files_.end()) return found->get();
  files_.push_back(std::make_unique<File>(name));
  return files_.back().get();
}

Result<Done> OutputFolder::append(const std::string& name, std::string_view bytes) {
  File* const out = *file(name);
  if (out->descriptor < 0) {
    out->descriptor =
        ::open((beside_ + "/" + name).c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (out->descriptor < 0) return failure(name, errno);
  }
  while (!bytes.empty()) {
    const ssize_t written = ::write(out->descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failure(name, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return Done{};
}

std::string OutputFolder::path_for(const std::string& name) {
  (void)*file(name);
  return beside_ + "/" + name;
}

Result<Done> OutputFolder::commit() {
  for (const auto& out : files_) {
    if (const int error = out->close(); error != 0) return failure(out->name, error);
    if (const int error = sync_file(beside_ + "/" + out->name); error != 0) {
      return failure(out->name, error);
    }
    // A folder in the way is found before the first file is renamed.
    struct stat in_the_way {};
    if (::stat((path_ + "/" + out->name).c_str(), &in_the_way) == 0 &&
        S_ISDIR(in_the_way.st_mode)) {
      return failure(out->name, EISDIR);
    }
  }
  for (const auto& out : files_) {
    if (std::rename((beside_ + "/" + out->name).c_str(), (path_ + "/" + out->name).c_str()) != 0) {
      return failure(out->name, errno);
    }
  }
  made_.clear();  // they are wanted now
  discard();
  return Done{};
}

}  // namespace samsyn::emit
