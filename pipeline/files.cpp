#include "pipeline/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>
#include <vector>

#ifndef SAMSYN_SOURCE_DIR
#error "the build gives SAMSYN_SOURCE_DIR"
#endif

namespace samsyn {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargest = std::uint64_t{1} << 31U;  // bytes; spans are 32 bits

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

Issue failure(std::string id, const std::string& name, std::string message, std::string remedy) {
  return {Severity::error, std::move(id), {name}, std::move(message), {}, std::move(remedy)};
}

}  // namespace

Result<std::string> read_file(const std::string& path, const std::string& name) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    return failure("file.not-found", name, "there is no such file",
                   "check the name, and that the path is relative to the manifest's folder");
  }
  if (fs::is_directory(status)) {
    return failure("file.not-readable", name, "this is a folder, a file was expected",
                   "name the files in it");
  }
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file) {
    return failure("file.not-readable", name,
                   std::string("the file can't be read: ") + std::strerror(errno),
                   "check its permissions, and that no other program has locked it");
  }
  const std::uint64_t size = file_size(path);
  if (size > kLargest) {
    return failure("file.too-large", name, "the file is larger than 2 GiB", "divide it in several");
  }
  // The size is a hint: what is no regular file (a pipe) has none.
  std::string bytes;
  bytes.resize(size);
  std::size_t have = std::fread(bytes.data(), 1, bytes.size(), file.get());
  bytes.resize(have);
  std::vector<char> more(1U << 16U);
  while ((have = std::fread(more.data(), 1, more.size(), file.get())) > 0) {
    if (bytes.size() + have > kLargest) {
      return failure("file.too-large", name, "the file is larger than 2 GiB",
                     "divide it in several");
    }
    bytes.append(more.data(), have);
  }
  if (std::ferror(file.get()) != 0) {
    return failure("file.not-readable", name, "reading stopped half-way",
                   "check the disk or the network share");
  }
  return bytes;
}

std::pair<std::string, std::string> name_and_path(const std::string& input) {
  std::error_code error;
  const std::size_t sign = input.find('=');
  if (sign == std::string::npos || sign == 0 || fs::exists(input, error)) return {{}, input};
  return {input.substr(0, sign), input.substr(sign + 1)};
}

std::uint64_t file_size(const std::string& path) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  return error ? 0 : size;
}

Result<Done> write_file(const std::string& path, const std::string& bytes, Readers readers) {
  const std::string beside = path + ".samsyn-" + std::to_string(::getpid());
  const auto fail = [&](int code) -> Result<Done> {
    std::remove(beside.c_str());
    return failure("output.not-writable", path,
                   std::string("the file can't be written: ") + std::strerror(code),
                   "check the folder's permissions and the space on the disk");
  };
  const mode_t mode = readers == Readers::owner_only ? 0600 : 0666;
  const int opened = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (opened < 0) return fail(errno);
  File file(::fdopen(opened, "wb"));
  if (!file) return fail(errno);
  if (std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size() ||
      std::fflush(file.get()) != 0 || ::fsync(fileno(file.get())) != 0) {
    return fail(errno);
  }
  file.reset();
  if (std::rename(beside.c_str(), path.c_str()) != 0) return fail(errno);
  return Done{};
}

Result<std::string> data_folder() {
  std::vector<std::string> tried;
  if (const char* set = std::getenv("SAMSYN_DATA"); set != nullptr && *set != '\0') {
    tried.emplace_back(set);
  } else {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (!error) tried.push_back((program.parent_path().parent_path() / "share/samsyn").string());
    tried.emplace_back(SAMSYN_SOURCE_DIR);
  }
  std::string places;
  for (const std::string& folder : tried) {
    std::error_code error;
    if (fs::is_regular_file(folder + "/corpus/taxonomies/classes.json", error)) return folder;
    places += (places.empty() ? "" : ", ") + folder;
  }
  return failure(
      "data.not-found", "samsyn",
      "the program's own templates/ and corpus/ are not there (looked in " + places + ")",
      "install with `cmake --install`, or set SAMSYN_DATA to the folder that holds them");
}

std::string model_file(const std::string& data) {
  for (const std::string& path : {data + "/corpus/model/coder.model", std::string(SAMSYN_MODEL)}) {
    std::error_code error;
    if (fs::is_regular_file(path, error)) return path;
  }
  return {};
}

}  // namespace samsyn
