#include "stages/emit/hash.hpp"

#include <openssl/evp.h>
#include <xxhash.h>

#include <array>
#include <cmath>

#include "stages/emit/json_text.hpp"

namespace samsyn::emit {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
    return {};
  }
  std::string hex;
  for (unsigned int i = 0; i < size; ++i) {
    hex += kHex[digest[i] >> 4];
    hex += kHex[digest[i] & 0xF];
  }
  return hex;
}

std::string segment_id(const Document& document, std::uint32_t block, std::uint32_t raw_begin) {
  const Block& b = document.blocks[block];
  std::string key;
  key.reserve(document.source.size() + document.sheet.size() + 64);
  key += document.source;
  key += '\0';
  key += document.sheet;
  for (const std::uint32_t number : {b.row, b.line, block, raw_begin}) {
    key += '\0';
    append_number(key, std::uint64_t{number});
  }
  key += '\0';
  if (b.time >= 0) append_number(key, b.time);
  std::uint64_t hash = XXH3_64bits(key.data(), key.size());
  std::string hex(16, '0');
  for (std::size_t i = 16; i-- > 0; hash >>= 4) hex[i] = kHex[hash & 0xF];
  return hex;
}

}  // namespace samsyn::emit
