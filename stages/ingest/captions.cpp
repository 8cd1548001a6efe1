#include "stages/ingest/captions.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <utility>

#include "pipeline/model/text.hpp"
#include "stages/ingest/labels.hpp"
#include "stages/ingest/lines.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::size_t kLongestTag = 512;    // bytes; a voice's name is shorter
constexpr std::size_t kLongestEntity = 10;  // bytes between & and ;

/// Appends the entity between & and ;, or gives false when it is none.
bool append_entity(std::string& out, std::string_view name) {
  constexpr std::pair<std::string_view, std::string_view> kNamed[] = {
      {"amp", "&"},       {"lt", "<"},       {"gt", ">"},       {"quot", "\""}, {"apos", "'"},
      {"nbsp", "\u00A0"}, {"lrm", "\u200E"}, {"rlm", "\u200F"}, {"aring", "å"}, {"auml", "ä"},
      {"ouml", "ö"},      {"Aring", "Å"},    {"Auml", "Ä"},     {"Ouml", "Ö"},  {"eacute", "é"},
      {"hellip", "…"},    {"ndash", "–"},    {"rdquo", "”"},    {"rsquo", "’"}};
  for (const auto& [key, value] : kNamed) {
    if (name == key) {
      out += value;
      return true;
    }
  }
  if (name.size() < 2 || name[0] != '#') return false;
  const bool hex = name[1] == 'x' || name[1] == 'X';
  std::uint32_t point = 0;
  const std::string_view digits = name.substr(hex ? 2 : 1);
  if (digits.empty() || digits.size() > 7) return false;
  for (const char c : digits) {
    std::uint32_t value = 0;
    if (c >= '0' && c <= '9') {
      value = static_cast<std::uint32_t>(c - '0');
    } else if (hex && c >= 'a' && c <= 'f') {
      value = static_cast<std::uint32_t>(c - 'a') + 10;
    } else if (hex && c >= 'A' && c <= 'F') {
      value = static_cast<std::uint32_t>(c - 'A') + 10;
    } else {
      return false;
    }
    point = point * (hex ? 16 : 10) + value;
  }
  if (point < 0x20 || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return false;
  append_point(out, point);
  return true;
}

std::string decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '&') {
      const std::size_t end = text.substr(i + 1, kLongestEntity).find(';');
      if (end != std::string_view::npos && append_entity(out, text.substr(i + 1, end))) {
        i += end + 1;
        continue;
      }
    }
    out += text[i];
  }
  return out;
}

/// The tag's name: what stands before a class, blank or the end.
std::string_view tag_name(std::string_view tag) {
  return tag.substr(0, tag.find_first_of(". \t\n"));
}

bool dropped_tag(std::string_view tag) {
  constexpr std::array<std::string_view, 8> kTags{"c", "i", "b", "u", "ruby", "rt", "lang", "v"};
  if (tag.starts_with('/')) tag.remove_prefix(1);
  const std::string_view name = tag_name(tag);
  if (std::find(kTags.begin(), kTags.end(), name) != kTags.end()) return true;
  // SRT files carry <font color="…">.
  return name == "font" || (stamp_at(tag).size != 0 && stamp_at(tag).size == tag.size());
}

}  // namespace

std::vector<CueVoice> voices_of(std::string_view payload) {
  std::vector<CueVoice> voices(1);
  std::string piece;  // undecoded text of the voice at hand
  const auto finish = [&] {
    voices.back().text = collapse(decoded(piece));
    piece.clear();
    if (voices.back().text.empty()) voices.pop_back();
  };
  for (std::size_t i = 0; i < payload.size(); ++i) {
    if (payload[i] != '<') {
      piece += payload[i];
      continue;
    }
    const std::size_t size = payload.substr(i + 1, kLongestTag).find('>');
    const std::string_view tag =
        size == std::string_view::npos ? std::string_view() : payload.substr(i + 1, size);
    if (tag.empty() || !dropped_tag(tag)) {
      piece += payload[i];
      continue;
    }
    i += size + 1;
    if (tag_name(tag) == "v") {
      finish();
      voices.emplace_back();
      const std::size_t blank = tag.find_first_of(" \t\n");
      if (blank != std::string_view::npos) {
        voices.back().name = collapse(decoded(tag.substr(blank)));
      }
    } else if (tag == "/v") {
      finish();
      voices.emplace_back();
    }
  }
  finish();
  return voices;
}

}  // namespace samsyn::ingest
