#include "stages/ingest/zip_part.hpp"

#include <zip.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace samsyn::ingest {
namespace {

constexpr std::size_t kPiece = std::size_t{64} * 1024;  // bytes inflated at a time
constexpr std::string_view kLocalHeader{"PK\x03\x04", 4};
constexpr std::size_t kLocalHeaderSize = 30;  // bytes before the name, APPNOTE.TXT 4.3.7
// A real container's first members are small; a truncated one is told by them.
constexpr std::size_t kHeadersSearched = std::size_t{4} * 1024 * 1024;

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using File = std::unique_ptr<zip_file_t, CloseFile>;

std::string_view without_slash(std::string_view member) {
  if (member.starts_with('/')) member.remove_prefix(1);
  return member;
}

std::string error_text(zip_error_t& error) {
  std::string text = zip_error_strerror(&error);
  zip_error_fini(&error);
  return text;
}

zip_t* open_archive(std::string_view bytes, zip_error_t& error) {
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return nullptr;
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr) zip_source_free(source);
  return archive;
}

bool begins_with(std::string_view name, std::string_view prefix) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return name.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), name.begin(),
                    [&](char a, char b) { return lower(a) == lower(b); });
}

}  // namespace

void Container::Discard::operator()(zip* archive) const { zip_discard(archive); }

Container::Container(std::string file, std::string_view format,
                     std::unique_ptr<zip, Discard> archive)
    : file_(std::move(file)), format_(format), archive_(std::move(archive)) {}

Result<Container> Container::open(const Input& input, std::string_view format) {
  zip_error_t error;
  zip_error_init(&error);
  std::unique_ptr<zip, Discard> archive(open_archive(input.bytes, error));
  if (!archive) {
    return Issue{Severity::error,
                 std::string(format) + ".broken-zip",
                 {input.name, {}, {}},
                 "the file is a damaged or truncated zip container (" + error_text(error) + ")",
                 {},
                 "fetch or save the file again; it may have been cut off while downloading"};
  }
  zip_error_fini(&error);
  return Container(input.name, format, std::move(archive));
}

bool Container::has(std::string_view member) const {
  const std::string name(without_slash(member));
  return zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE) >= 0;
}

std::vector<std::string> Container::members() const {
  std::vector<std::string> names;
  const zip_int64_t count = zip_get_num_entries(archive_.get(), 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    const char* name = zip_get_name(archive_.get(), static_cast<zip_uint64_t>(i), 0);
    if (name != nullptr) names.emplace_back(name);
  }
  return names;
}

Issue Container::fault(std::string_view id, std::string_view member, std::string message,
                       std::string remedy) const {
  return Issue{Severity::error,
               format_ + "." + std::string(id),
               {file_, {}, std::string(without_slash(member))},
               std::move(message),
               {},
               std::move(remedy)};
}

Result<Done> Container::stream(std::string_view member, std::uint64_t cap,
                               const std::function<bool(std::string_view)>& sink) const {
  const std::string name(without_slash(member));
  const zip_int64_t index = zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE);
  if (index < 0) {
    return fault("missing-part", name, "the file lacks a part that every such file has",
                 "open the file in the program that wrote it and save it again");
  }
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(index), 0, &stat) == 0 &&
      (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
    Issue issue = fault("encrypted", name, "the file is encrypted",
                        "open it with its password and save a copy without one");
    issue.id = "ingest.encrypted";
    return issue;
  }
  const auto broken = [&](const char* why) {
    return fault("broken-zip", name,
                 std::string("a part of the file is damaged or cut off (") + why + ")",
                 "fetch or save the file again; it may have been cut off while downloading");
  };
  const File file(zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0));
  if (!file) return broken(zip_strerror(archive_.get()));
  std::vector<char> piece(kPiece);
  std::uint64_t total = 0;
  for (;;) {
    const zip_int64_t n = zip_fread(file.get(), piece.data(), piece.size());
    if (n < 0) return broken(zip_file_strerror(file.get()));
    if (n == 0) return Done{};
    total += static_cast<std::uint64_t>(n);
    if (total > cap) {
      return fault("too-large", name,
                   "a part of the file unpacks to more than " + std::to_string(cap >> 20U) +
                       " MB; it may be made to exhaust the machine",
                   "if the file is genuine, split it into smaller ones");
    }
    if (!sink(std::string_view(piece.data(), static_cast<std::size_t>(n)))) return Done{};
  }
}

Result<std::string> Container::read(std::string_view member, std::uint64_t cap) const {
  std::string text;
  const Result<Done> done = stream(member, cap, [&](std::string_view piece) {
    text += piece;
    return true;
  });
  if (!done) return done.issue();
  return text;
}

bool zip_holds(std::string_view bytes, std::string_view prefix) {
  if (!bytes.starts_with(kLocalHeader)) return false;
  zip_error_t error;
  zip_error_init(&error);
  const std::unique_ptr<zip_t, decltype(&zip_discard)> archive(open_archive(bytes, error),
                                                               zip_discard);
  zip_error_fini(&error);
  if (archive) {
    const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
      const char* name = zip_get_name(archive.get(), static_cast<zip_uint64_t>(i), 0);
      if (name != nullptr && begins_with(without_slash(name), prefix)) return true;
    }
    return false;
  }
  const std::string_view head = bytes.substr(0, kHeadersSearched);
  for (std::size_t at = 0; at != std::string_view::npos; at = head.find(kLocalHeader, at + 4)) {
    if (begins_with(without_slash(head.substr(std::min(head.size(), at + kLocalHeaderSize))),
                    prefix)) {
      return true;
    }
  }
  return false;
}

}  // namespace samsyn::ingest
