#pragma once
// One XML member of a workbook as a stream of events, with hostile input kept out.

#include <cstdint>
#include <optional>
#include <string_view>

#include "stages/ingest/zip_part.hpp"

namespace samsyn::ingest {

/// The attributes of one element, valid during the call. Names are local: prefixes are the
/// writer's choice.
class Attributes {
 public:
  Attributes(const unsigned char* const* raw, int count) : raw_(raw), count_(count) {}
  std::optional<std::string_view> find(std::string_view name) const;
  /// The attribute's text; empty when it is missing.
  std::string_view text(std::string_view name) const { return find(name).value_or(""); }
  /// An xsd:boolean; false when it is missing.
  bool flag(std::string_view name) const;

 private:
  const unsigned char* const* raw_;
  int count_;
};

/// Gets the elements of the root's namespace by local name; elements of other namespaces
/// (extensions) are passed over with all they hold. Each returns false to stop the reading, which
/// is no error.
class XmlSink {
 public:
  virtual ~XmlSink() = default;
  virtual bool open(std::string_view name, const Attributes& attributes) = 0;
  /// A piece of text; a stretch of text may come in several.
  virtual bool text(std::string_view piece) = 0;
  virtual bool close(std::string_view name) = 0;
};

/// Most bytes that a member of a container of this size may unpack to. Real workbooks shrink ten
/// to thirtyfold, deflate's limit is a thousandfold: 64 MB is always allowed, a hundredfold up to
/// 4 GB.
std::uint64_t inflation_cap(std::size_t container_bytes);

/// Reads a member with libxml2's push parser; memory does not grow with the member.
/// Errors: those of Container::stream; xlsx.bad-xml (with the line in the member), xlsx.entities
/// (a document type declaration, by which entities could be declared), xlsx.too-deep (nested deeper
/// than 64 elements).
Result<Done> read_xml(const Container& container, std::string_view member, std::uint64_t cap,
                      XmlSink& sink);

}  // namespace samsyn::ingest
