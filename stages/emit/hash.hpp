#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/model/document.hpp"

namespace samsyn::emit {

/// SHA-256 of the bytes as 64 lower-case hexadecimal digits (FIPS 180-4, OpenSSL); empty when
/// OpenSSL refuses.
std::string sha256_hex(std::string_view bytes);

/// The stable id of the segment that starts at this byte of a block's raw text: 16 hexadecimal
/// digits, XXH3 (64 bits) over source, sheet, record, line, time, the block's ordinal and the
/// start. The same in every run as long as the source's file is the same. Cost: about 100 ns.
std::string segment_id(const Document& document, std::uint32_t block, std::uint32_t raw_begin);

}  // namespace samsyn::emit
