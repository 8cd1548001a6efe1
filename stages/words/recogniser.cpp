#include "stages/words/recogniser.hpp"

#include <lttoolbox/file_utils.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <map>
#include <set>

namespace samsyn::words {
namespace {

constexpr std::uint32_t kLeft = 1;       // the form ends in a mark that others must follow
constexpr std::uint32_t kRestarted = 2;  // a form was passed before this one
constexpr std::uint32_t kFlags = 4;
constexpr std::uint32_t kNothing = 0;  // the state with no places
constexpr std::uint32_t kStart = 1;
constexpr std::size_t kMostStates = 400'000;  // then all is forgotten: about 60 MB

}  // namespace

std::unique_ptr<Recogniser> Recogniser::load(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return nullptr;
  std::set<UChar32> letters;
  Alphabet alphabet;
  std::map<UString, Transducer> sections;
  try {
    readTransducerSet(file, letters, alphabet, sections);
  } catch (const std::exception&) {
    sections.clear();
  }
  std::fclose(file);
  if (sections.empty()) return nullptr;
  const std::int32_t left = alphabet(UString(u"<compound-only-L>"));

  auto out = std::make_unique<Recogniser>();
  std::uint32_t offset = 0;
  for (auto& [name, section] : sections) {
    const auto& transitions = section.getTransitions();
    const std::map<int, double> finals = section.getFinals();
    std::uint32_t count = static_cast<std::uint32_t>(section.getInitial()) + 1;
    for (const auto& [from, ways] : transitions) {
      count = std::max(count, static_cast<std::uint32_t>(from) + 1);
      for (const auto& [symbol, way] : ways) {
        count = std::max(count, static_cast<std::uint32_t>(way.first) + 1);
      }
    }
    out->initials_.push_back(offset + static_cast<std::uint32_t>(section.getInitial()));
    for (std::uint32_t n = 0; n < count; ++n) {
      const auto ways = transitions.find(static_cast<int>(n));
      if (ways != transitions.end()) {
        for (const auto& [symbol, way] : ways->second) {
          const std::pair<std::int32_t, std::int32_t> sides = alphabet.decode(symbol);
          const std::uint32_t to = offset + static_cast<std::uint32_t>(way.first);
          if (sides.first > 0) {
            out->letters_.push_back({static_cast<char32_t>(sides.first), to});
          } else {
            out->silents_.push_back({to, sides.second == left || sides.first == left});
          }
        }
      }
      out->nodes_.push_back({static_cast<std::uint32_t>(out->letters_.size()),
                             static_cast<std::uint32_t>(out->silents_.size()),
                             finals.find(static_cast<int>(n)) != finals.end()});
    }
    offset += count;
  }
  return out;
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
