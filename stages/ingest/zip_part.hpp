#pragma once
// One member of a zip container (workbooks and Word files), with a cap on what it inflates to.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.hpp"
#include "stages/ingest/reader.hpp"

struct zip;

namespace samsyn::ingest {

/// An open container (OPC, ISO/IEC 29500-2: member names compare without regard to ASCII case; a
/// leading "/" is dropped). Reads from the input's bytes, which must outlive it.
///
/// Issue ids begin with the format that opened it ("xlsx", "docx"):
/// FORMAT.broken-zip (not a zip, truncated, or a member's data is damaged), FORMAT.missing-part (no
/// such member), FORMAT.too-large (a member inflates beyond the cap: bytes are counted while
/// inflating, since the size in the directory can lie), ingest.encrypted (a member is encrypted).
class Container {
 public:
  static Result<Container> open(const Input& input, std::string_view format);

  bool has(std::string_view member) const;
  /// All member names, in the directory's order.
  std::vector<std::string> members() const;

  /// The whole member. `cap` in bytes after inflating.
  Result<std::string> read(std::string_view member, std::uint64_t cap) const;
  /// The member in pieces of at most 64 KiB; the sink returns false to stop early (no error).
  Result<Done> stream(std::string_view member, std::uint64_t cap,
                      const std::function<bool(std::string_view)>& sink) const;

  /// An issue at this file, with the member as part: for the format's own faults.
  Issue fault(std::string_view id, std::string_view member, std::string message,
              std::string remedy) const;

 private:
  struct Discard {
    void operator()(zip* archive) const;
  };
  Container(std::string file, std::string_view format, std::unique_ptr<zip, Discard> archive);

  std::string file_;
  std::string format_;
  std::unique_ptr<zip, Discard> archive_;
};

/// Is this a zip that holds a member whose name begins with the prefix ("xl/", "word/")? Works on
/// truncated files too (local headers are then looked at), so that the format's own reader can say
/// what is wrong.
bool zip_holds(std::string_view bytes, std::string_view prefix);

}  // namespace samsyn::ingest
