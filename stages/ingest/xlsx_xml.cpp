#include "stages/ingest/xlsx_xml.hpp"

#include <libxml/parser.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace samsyn::ingest {
namespace {

constexpr int kDeepest = 64;      // elements; a worksheet needs seven
constexpr int kPerAttribute = 5;  // libxml2: name, prefix, namespace, value, value's end
constexpr std::uint64_t kMegabyte = std::uint64_t{1} << 20U;

std::string_view view(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

enum class Stop : std::uint8_t { no, sink, entities, depth };

struct State {
  XmlSink* sink = nullptr;
  xmlParserCtxtPtr parser = nullptr;
  const xmlChar* space = nullptr;  // the root's namespace; interned, so compared as a pointer
  int depth = 0;
  int foreign = 0;  // depth below an element of another namespace; 0 = outside
  Stop stop = Stop::no;

  void halt(Stop why) {
    if (stop == Stop::no) stop = why;
    xmlStopParser(parser);
  }
};

State& state(void* context) { return *static_cast<State*>(context); }

void on_start(void* context, const xmlChar* name, const xmlChar*, const xmlChar* space, int,
              const xmlChar**, int count, int, const xmlChar** attributes) {
  State& s = state(context);
  if (s.stop != Stop::no) return;
  if (++s.depth > kDeepest) return s.halt(Stop::depth);
  if (s.depth == 1) s.space = space;
  if (s.foreign != 0 || space != s.space) {
    ++s.foreign;
    return;
  }
  if (!s.sink->open(view(name), Attributes(attributes, count))) s.halt(Stop::sink);
}

void on_end(void* context, const xmlChar* name, const xmlChar*, const xmlChar*) {
  State& s = state(context);
  if (s.stop != Stop::no) return;
  --s.depth;
  if (s.foreign != 0) {
    --s.foreign;
    return;
  }
  if (!s.sink->close(view(name))) s.halt(Stop::sink);
}

void on_text(void* context, const xmlChar* text, int size) {
  State& s = state(context);
  if (s.stop != Stop::no || s.foreign != 0) return;
  const std::string_view piece(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
  if (!s.sink->text(piece)) s.halt(Stop::sink);
}

void on_doctype(void* context, const xmlChar*, const xmlChar*, const xmlChar*) {
  state(context).halt(Stop::entities);
}

xmlSAXHandler make_handler() {
  xmlSAXHandler handler;
  std::memset(&handler, 0, sizeof handler);
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = on_start;
  handler.endElementNs = on_end;
  handler.characters = on_text;
  handler.ignorableWhitespace = on_text;
  handler.cdataBlock = on_text;
  handler.internalSubset = on_doctype;
  return handler;
}

struct FreeParser {
  void operator()(xmlParserCtxt* parser) const {
    if (parser->myDoc != nullptr) xmlFreeDoc(parser->myDoc);
    xmlFreeParserCtxt(parser);
  }
};

Issue malformed(const Container& container, std::string_view member, xmlParserCtxtPtr parser) {
  const xmlError* error = xmlCtxtGetLastError(parser);
  std::string message = "a part of the workbook is no well-formed XML";
  if (error != nullptr && error->message != nullptr) {
    std::string why = error->message;
    while (!why.empty() && why.back() == '\n') why.pop_back();
    message += " (line " + std::to_string(error->line) + ": " + why + ")";
  }
  return container.fault("bad-xml", member, message,
                         "open the file in Excel or LibreOffice and save it again");
}

}  // namespace

std::optional<std::string_view> Attributes::find(std::string_view name) const {
  for (int i = 0; i < count_; ++i) {
    const unsigned char* const* one = raw_ + std::ptrdiff_t{i} * kPerAttribute;
    if (view(one[0]) == name) {
      return std::string_view(reinterpret_cast<const char*>(one[3]),
                              static_cast<std::size_t>(one[4] - one[3]));
    }
  }
  return std::nullopt;
}

bool Attributes::flag(std::string_view name) const {
  const std::string_view value = text(name);
  return value == "1" || value == "true" || value == "on";
}

std::uint64_t inflation_cap(std::size_t container_bytes) {
  return std::clamp<std::uint64_t>(std::uint64_t{100} * container_bytes, 64 * kMegabyte,
                                   4096 * kMegabyte);
}

Result<Done> read_xml(const Container& container, std::string_view member, std::uint64_t cap,
                      XmlSink& sink) {
  static const bool initialised = (xmlInitParser(), true);  // once, whatever the threads
  (void)initialised;
  xmlSAXHandler handler = make_handler();
  State s;
  s.sink = &sink;
  const std::unique_ptr<xmlParserCtxt, FreeParser> parser(
      xmlCreatePushParserCtxt(&handler, &s, nullptr, 0, nullptr));
  if (!parser) {
    return container.fault("bad-xml", member,
                           "there is no memory left to read a part of the workbook",
                           "close other programs and try again");
  }
  s.parser = parser.get();
  // NOENT only spares the detour over "&#38;" in attributes: no entity can have been declared.
  xmlCtxtUseOptions(parser.get(),
                    XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  bool wrong = false;
  const Result<Done> done = container.stream(member, cap, [&](std::string_view piece) {
    wrong = xmlParseChunk(parser.get(), piece.data(), static_cast<int>(piece.size()), 0) != 0;
    return !wrong && s.stop == Stop::no;
  });
  if (!done) return done.issue();
  if (!wrong && s.stop == Stop::no) wrong = xmlParseChunk(parser.get(), nullptr, 0, 1) != 0;
  switch (s.stop) {
    case Stop::sink:
      return Done{};
    case Stop::entities:
      return container.fault("entities", member,
                             "a part of the workbook declares a document type, which no "
                             "spreadsheet program writes",
                             "do not trust this file; ask its sender for a fresh export");
    case Stop::depth:
      return container.fault("too-deep", member,
                             "the elements of a part of the workbook are nested deeper than " +
                                 std::to_string(kDeepest),
                             "do not trust this file; ask its sender for a fresh export");
    case Stop::no:
      break;
  }
  if (wrong) return malformed(container, member, parser.get());
  return Done{};
}

}  // namespace samsyn::ingest
