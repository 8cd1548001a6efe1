#include "stages/emit/output_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <system_error>
#include <utility>

namespace samsyn::emit {
namespace fs = std::filesystem;

/// One output; a descriptor of -1 belongs to a file that another library writes.
struct OutputFolder::File {
  File(std::string as, std::string from, std::string to)
      : name(std::move(as)), staged(std::move(from)), place(std::move(to)) {}
  ~File() { (void)close(); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  int close() {
    if (syncing.valid()) syncing.wait();
    const int open = std::exchange(descriptor, -1);
    return open < 0 || ::close(open) == 0 ? 0 : errno;
  }

  std::string name;    ///< within the folder; of a private file its whole path
  std::string staged;  ///< where it is written
  std::string place;   ///< where commit() puts it
  bool is_private = false;
  int descriptor = -1;
  std::future<void> syncing;
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

// ---- temporary names: a prefix and six signs, locked by the process that uses them

constexpr std::string_view kTemporary = ".samsyn-";
constexpr std::string_view kRandomSigns =
    "XXXXXX";  // mkdtemp and mkostemp put signs in their place
constexpr const char* kLockName = "/.lock";
/// A temporary folder without a lock was killed in the making, or is this moment being made.
constexpr std::chrono::hours kLongAgo{1};

bool lock(int descriptor) { return ::flock(descriptor, LOCK_EX | LOCK_NB) == 0; }

/// Has the open file still a name? Who tidies up may have taken it for a left-over.
bool still_there(int descriptor) {
  struct stat info {};
  return ::fstat(descriptor, &info) == 0 && info.st_nlink > 0;
}

/// Removes a temporary folder or file that no living process holds, and holds it itself until it is
/// gone: a run that has just made it may lock it next. A file system that has no locks can't tell:
/// then it stays.
void remove_left_over(const fs::path& entry, bool folder) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(entry, error);
  if (error || (folder ? !fs::is_directory(status) : !fs::is_regular_file(status))) return;
  const std::string path = entry.string() + (folder ? kLockName : "");
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) {
    const bool unlocked = folder && errno == ENOENT;
    const fs::file_time_type changed = fs::last_write_time(entry, error);
    if (unlocked && !error && changed + kLongAgo < fs::file_time_type::clock::now())
      fs::remove_all(entry, error);
    return;
  }
  if (lock(descriptor)) fs::remove_all(entry, error);
  ::close(descriptor);
}

/// Removes what killed processes left under this prefix: folders or files. What can't be removed
/// stays.
void sweep(const fs::path& where, const std::string& prefix, bool folders) {
  std::error_code error;
  std::vector<fs::path> found;
  for (fs::directory_iterator it(where, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (name.size() == prefix.size() + kRandomSigns.size() && name.starts_with(prefix))
      found.push_back(it->path());
  }
  for (const fs::path& entry : found) remove_left_over(entry, folders);
}

/// Locks a temporary file or folder just made. False: somebody has tidied it up already.
bool hold(int descriptor) {
  const bool held = lock(descriptor);
  // Without locks (some network shares) nobody tidies up, and nothing more is lost.
  return held ? still_there(descriptor) : errno != EWOULDBLOCK;
}

/// Returns errno, 0 = done.
int write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

Issue OutputFolder::failure(const std::string& name, int error) const {
  const std::string why = std::generic_category().message(error);
  for (const auto& file : files_) {
    if (file->is_private && file->name == name) {
      return {Severity::error,
              "output.not-writable",
              {name},
              "this file can't be written: " + why,
              {},
              "name a file in a folder that is there and that you may write in"};
    }
  }
  return Issue{Severity::error,
               "output.not-writable",
               {name.empty() ? path_ : path_ + "/" + name, {}, {}},
               "the outputs can't be written here: " + why,
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
  sweep(folder.path_, std::string(kTemporary), true);
  while (true) {
    std::string pattern = folder.path_ + "/" + std::string(kTemporary) + std::string(kRandomSigns);
    if (::mkdtemp(pattern.data()) == nullptr) {
      Issue issue = folder.failure({}, errno);
      folder.discard();
      return issue;
    }
    folder.beside_ = pattern;
    folder.lock_ = ::open((pattern + kLockName).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (folder.lock_ < 0) {
      Issue issue = folder.failure({}, errno);
      folder.discard();
      return issue;
    }
    if (hold(folder.lock_)) return folder;
    ::close(std::exchange(folder.lock_, -1));
  }
}

OutputFolder::OutputFolder(std::string path) : path_(std::move(path)) {}

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : path_(std::move(other.path_)),
      beside_(std::exchange(other.beside_, {})),
      lock_(std::exchange(other.lock_, -1)),
      made_(std::exchange(other.made_, {})),
      files_(std::move(other.files_)) {}

OutputFolder::~OutputFolder() { discard(); }

void OutputFolder::discard() {
  std::error_code ignored;  // nothing more can be done for a folder that won't go
  for (const auto& file : files_) {
    if (file->is_private) fs::remove(file->staged, ignored);
  }
  files_.clear();
  if (!beside_.empty()) fs::remove_all(beside_, ignored);
  beside_.clear();
  if (lock_ >= 0) ::close(std::exchange(lock_, -1));
  for (auto at = made_.rbegin(); at != made_.rend(); ++at) ::rmdir(at->c_str());
  made_.clear();
}

Result<OutputFolder::File*> OutputFolder::file(const std::string& name) {
  const auto found = std::find_if(files_.begin(), files_.end(),
                                  [&](const auto& file) { return file->name == name; });
  if (found != files_.end()) return found->get();
  files_.push_back(std::make_unique<File>(name, beside_ + "/" + name, path_ + "/" + name));
  return files_.back().get();
}

Result<Done> OutputFolder::append(const std::string& name, std::string_view bytes) {
  File* const out = *file(name);
  if (out->descriptor < 0) {
    out->descriptor = ::open(out->staged.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (out->descriptor < 0) return failure(name, errno);
  }
  if (const int error = write_all(out->descriptor, bytes); error != 0) return failure(name, error);
  return Done{};
}

void OutputFolder::whole(const std::string& name) {
  const Result<File*> found = file(name);
  if (!found || (*found)->descriptor < 0) return;
  // commit() asks again and hears of errors.
  (*found)->syncing = std::async(
      std::launch::async, [descriptor = (*found)->descriptor] { (void)::fdatasync(descriptor); });
}

std::string OutputFolder::path_for(const std::string& name) { return (*file(name))->staged; }

Result<Done> OutputFolder::add_private(const std::string& path, std::string_view bytes) {
  const fs::path place(path);
  const fs::path folder = place.has_parent_path() ? place.parent_path() : fs::path(".");
  const std::string prefix = "." + place.filename().string() + std::string(kTemporary);
  sweep(folder, prefix, false);
  File& file = *files_.emplace_back(std::make_unique<File>(path, std::string(), path));
  file.is_private = true;
  while (file.descriptor < 0) {
    std::string pattern = (folder / (prefix + std::string(kRandomSigns))).string();
    file.descriptor = ::mkostemp(pattern.data(), O_CLOEXEC);  // mode 0600
    if (file.descriptor < 0) return failure(path, errno);
    file.staged = pattern;
    if (!hold(file.descriptor)) (void)file.close();
  }
  if (const int error = write_all(file.descriptor, bytes); error != 0) return failure(path, error);
  return Done{};
}

Result<Done> OutputFolder::commit() {
  for (const auto& out : files_) {
    // A private one stays open, and so locked, until it is in its place.
    if (const int error = out->is_private ? 0 : out->close(); error != 0) {
      return failure(out->name, error);
    }
    if (const int error = sync_file(out->staged); error != 0) return failure(out->name, error);
    // A folder in the way is found before the first file is renamed.
    struct stat in_the_way {};
    if (::stat(out->place.c_str(), &in_the_way) == 0 && S_ISDIR(in_the_way.st_mode)) {
      return failure(out->name, EISDIR);
    }
  }
  std::stable_partition(files_.begin(), files_.end(),
                        [](const auto& out) { return !out->is_private; });
  for (const auto& out : files_) {
    if (std::rename(out->staged.c_str(), out->place.c_str()) != 0) {
      return failure(out->name, errno);
    }
    out->is_private = false;  // nothing of it is left to discard
  }
  made_.clear();  // they are wanted now
  discard();
  (void)sync_file(path_);  // the names; the contents are on the disk already
  return Done{};
}

}  // namespace samsyn::emit
