#include "stages/words/recogniser.hpp"

#include <lttoolbox/alphabet.h>
#include <lttoolbox/compression.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

namespace samsyn::words {
namespace {

constexpr std::uint32_t kLeft = 1;       // the form ends in a mark that others must follow
constexpr std::uint32_t kRestarted = 2;  // a form was passed before this one
constexpr std::uint32_t kFlags = 4;
constexpr std::uint32_t kNothing = 0;  // the state with no places
constexpr std::uint32_t kStart = 1;
constexpr std::size_t kMostStates = 400'000;  // then all is forgotten: about 60 MB

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

/// Does a part begin here that has no features (weights)? Reads four signs and eight bytes.
bool is_plain(std::FILE* file, std::string_view sign) {
  std::array<char, 12> head{};
  return std::fread(head.data(), 1, head.size(), file) == head.size() &&
         std::string_view(head.data(), sign.size()) == sign &&
         std::all_of(head.begin() + 4, head.end(), [](char c) { return c == 0; });
}

}  // namespace

std::unique_ptr<Recogniser> Recogniser::load(const std::string& path) {
  const File file(std::fopen(path.c_str(), "rb"));
  if (file == nullptr || !is_plain(file.get(), "LTTB")) return nullptr;
  auto out = std::make_unique<Recogniser>();
  try {
    out->read(file.get());
  } catch (const std::exception&) {
    return nullptr;
  }
  return out;
}

/// lttoolbox's own format (its transducer.cc and file_utils.cc, version 3.7): numbers of variable
/// length; letters, symbols, then sections with their final and other nodes. Nodes and symbols are
/// told by their distance to the one before.
void Recogniser::read(std::FILE* file) {
  const auto number = [&] { return Compression::multibyte_read(file); };
  Compression::string_read(file);  // the letters of words
  Alphabet alphabet;
  alphabet.read(file);
  const std::int32_t left = alphabet(UString(u"<compound-only-L>"));
  for (std::uint32_t sections = number(); sections > 0; --sections) {
    Compression::string_read(file);  // its name
    if (!is_plain(file, "LTTD")) throw std::runtime_error("another format");
    const auto offset = static_cast<std::uint32_t>(nodes_.size());
    initials_.push_back(offset + number());
    std::vector<std::uint32_t> finals(number());
    std::uint32_t final = 0;
    for (std::uint32_t& f : finals) f = final += number();
    const std::uint32_t count = number();
    for (std::uint32_t n = 0; n < count; ++n) {
      std::int32_t symbol = 0;
      for (std::uint32_t ways = number(); ways > 0; --ways) {
        symbol += static_cast<std::int32_t>(number());
        const std::uint32_t to = offset + (number() + n) % count;
        const std::pair<std::int32_t, std::int32_t> sides = alphabet.decode(symbol);
        if (sides.first > 0) {
          letters_.push_back({static_cast<char32_t>(sides.first), to});
        } else {
          silents_.push_back({to, sides.second == left || sides.first == left});
        }
      }
      nodes_.push_back({static_cast<std::uint32_t>(letters_.size()),
                        static_cast<std::uint32_t>(silents_.size()),
                        std::binary_search(finals.begin(), finals.end(), n)});
    }
    if (initials_.back() >= nodes_.size()) throw std::runtime_error("no initial node");
  }
}

/// The state of these places with all that is reached from them in silence.
std::uint32_t Recogniser::state_of(std::vector<Place> places) {
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  std::set<Place> seen(places.begin(), places.end());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::uint32_t node = places[i] / kFlags;
    const std::uint32_t flags = places[i] % kFlags;
    const auto reach = [&](Place place) {
      if (seen.insert(place).second) places.push_back(place);
    };
    for (std::uint32_t s = node == 0 ? 0 : nodes_[node - 1].silents; s < nodes_[node].silents; ++s) {
      reach(silents_[s].to * kFlags + (flags | (silents_[s].left ? kLeft : 0)));
    }
    if (nodes_[node].final && (flags & kLeft) != 0) {
      for (const std::uint32_t initial : initials_) reach(initial * kFlags + kRestarted);
    }
  }
  State state;
  for (const Place place : places) {
    if (!nodes_[place / kFlags].final) continue;
    if ((place & kRestarted) == 0) state.known = Known::word;
    if (state.known == Known::no) state.known = Known::compound;
  }
  state.places = std::move(places);
  states_.push_back(std::move(state));
  return static_cast<std::uint32_t>(states_.size() - 1);
}

std::uint32_t Recogniser::step(std::uint32_t from, char32_t letter) {
  for (const auto& [seen, to] : states_[from].next) {
    if (seen == letter) return to;
  }
  const auto small = static_cast<char32_t>(u_tolower(static_cast<UChar32>(letter)));
  std::vector<Place> places;
  for (const Place place : states_[from].places) {
    const std::uint32_t node = place / kFlags;
    for (std::uint32_t l = node == 0 ? 0 : nodes_[node - 1].letters; l < nodes_[node].letters; ++l) {
      if (letters_[l].letter == letter || letters_[l].letter == small) {
        places.push_back(letters_[l].to * kFlags + place % kFlags);
      }
    }
  }
  const std::uint32_t to = places.empty() ? kNothing : state_of(std::move(places));
  states_[from].next.emplace_back(letter, to);
  return to;
}

Recogniser::Known Recogniser::operator()(std::string_view word) {
  if (states_.size() < 2 || states_.size() > kMostStates) {
    states_.assign(1, {});
    std::vector<Place> initials;
    for (const std::uint32_t initial : initials_) initials.push_back(initial * kFlags);
    state_of(std::move(initials));
  }
  std::uint32_t state = kStart;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(word.data());
  const auto size = static_cast<std::int32_t>(word.size());
  for (std::int32_t i = 0; i < size && state != kNothing;) {
    UChar32 letter = 0;
    U8_NEXT_OR_FFFD(bytes, i, size, letter);
    state = step(state, static_cast<char32_t>(letter));
  }
  return states_[state].known;
}

}  // namespace samsyn::words
