#include "stages/words/transducers.hpp"

#include <lttoolbox/alphabet.h>
#include <lttoolbox/compression.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
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

std::unique_ptr<Transducers> Transducers::load(const std::string& path) {
  const File file(std::fopen(path.c_str(), "rb"));
  if (file == nullptr || !is_plain(file.get(), "LTTB")) return nullptr;
  auto out = std::make_unique<Transducers>();
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
void Transducers::read(std::FILE* file) {
  const auto number = [&] { return Compression::multibyte_read(file); };
  Compression::string_read(file);  // the letters of words
  Alphabet alphabet;
  alphabet.read(file);
  left_ = alphabet(UString(u"<compound-only-L>"));
  right_ = alphabet(UString(u"<compound-R>"));
  for (std::int32_t t = 1; t <= alphabet.size(); ++t) {
    UString tag;
    alphabet.getSymbol(tag, -t);
    icu::UnicodeString(tag.data(), static_cast<std::int32_t>(tag.size()))
        .toUTF8String(tags_.emplace_back());
  }
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
          letters_.push_back({static_cast<char32_t>(sides.first), to, sides.second});
        } else {
          silents_.push_back({to, sides.second});
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
std::uint32_t Transducers::state_of(std::vector<Place> places) {
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  std::set<Place> seen(places.begin(), places.end());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::uint32_t node = places[i] / kFlags;
    const std::uint32_t flags = places[i] % kFlags;
    const auto reach = [&](Place place) {
      if (seen.insert(place).second) places.push_back(place);
    };
    for (std::uint32_t s = node == 0 ? 0 : nodes_[node - 1].silents; s < nodes_[node].silents;
         ++s) {
      reach(silents_[s].to * kFlags + (flags | (silents_[s].says == left_ ? kLeft : 0)));
    }
    if (nodes_[node].final && (flags & kLeft) != 0) {
      for (const std::uint32_t initial : initials_) reach(initial * kFlags + kRestarted);
    }
  }
  State state;
  for (const Place place : places) {
    if (!nodes_[place / kFlags].final) continue;
    if (place % kFlags == 0) state.known = Known::word;
    if (state.known == Known::no && (place & kRestarted) != 0) state.known = Known::compound;
  }
  state.places = std::move(places);
  states_.push_back(std::move(state));
  return static_cast<std::uint32_t>(states_.size() - 1);
}

std::uint32_t Transducers::step(std::uint32_t from, char32_t letter) {
  for (const auto& [seen, to] : states_[from].next) {
    if (seen == letter) return to;
  }
  const auto small = static_cast<char32_t>(u_tolower(static_cast<UChar32>(letter)));
  std::vector<Place> places;
  for (const Place place : states_[from].places) {
    const std::uint32_t node = place / kFlags;
    for (std::uint32_t l = node == 0 ? 0 : nodes_[node - 1].letters; l < nodes_[node].letters;
         ++l) {
      if (letters_[l].letter == letter || letters_[l].letter == small) {
        const std::uint32_t left = letters_[l].says == left_ ? kLeft : 0;
        places.push_back(letters_[l].to * kFlags + (place % kFlags | left));
      }
    }
  }
  const std::uint32_t to = places.empty() ? kNothing : state_of(std::move(places));
  states_[from].next.emplace_back(letter, to);
  return to;
}

Transducers::Known Transducers::known(std::string_view word) {
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

/// What a search for analyses carries along.
struct Transducers::Search {
  std::u32string word;
  std::string said;                  ///< on the way
  std::uint32_t parts = 1;           ///< begun
  std::uint32_t wanted = 1;          ///< parts in all
  std::uint32_t silent = 0;          ///< ways in silence since the last letter
  bool left = false, right = false;  ///< marks of the part at hand
  std::set<std::string> found;
};

void Transducers::say(Search& search, std::int32_t what) const {
  search.left = search.left || what == left_;
  search.right = search.right || what == right_;
  if (what > 0) {
    icu::UnicodeString(static_cast<UChar32>(what)).toUTF8String(search.said);
  } else if (what < 0 && what != left_ && what != right_) {
    search.said += tags_[static_cast<std::size_t>(-what) - 1];
  }
}

/// All ways from a node with the word read up to `at`.
void Transducers::follow(Search& search, std::uint32_t node, std::size_t at) const {
  constexpr std::uint32_t kMostSilent = 64;  // more is a loop
  constexpr std::size_t kMostFound = 64;
  const Node& here = nodes_[node];
  const Search before{{}, {}, search.parts, 0, search.silent, search.left, search.right, {}};
  const std::size_t said = search.said.size();
  const auto back = [&] {
    search.said.resize(said);
    search.parts = before.parts;
    search.silent = before.silent;
    search.left = before.left;
    search.right = before.right;
  };
  if (search.found.size() >= kMostFound) return;
  if (here.final && at == search.word.size()) {
    const bool whole = search.wanted == 1 ? !search.left : search.right;
    if (search.parts == search.wanted && whole) search.found.insert(search.said);
  }
  if (here.final && search.left && at > 0 && at < search.word.size() &&
      search.parts < search.wanted) {
    search.said += '+';
    ++search.parts;
    search.left = search.right = false;
    for (const std::uint32_t initial : initials_) follow(search, initial, at);
    back();
  }
  if (at < search.word.size()) {
    const char32_t letter = search.word[at];
    const auto small = static_cast<char32_t>(u_tolower(static_cast<UChar32>(letter)));
    for (std::uint32_t l = node == 0 ? 0 : nodes_[node - 1].letters; l < here.letters; ++l) {
      if (letters_[l].letter != letter && letters_[l].letter != small) continue;
      say(search, letters_[l].says);
      search.silent = 0;
      follow(search, letters_[l].to, at + 1);
      back();
    }
  }
  if (search.silent == kMostSilent) return;
  for (std::uint32_t s = node == 0 ? 0 : nodes_[node - 1].silents; s < here.silents; ++s) {
    say(search, silents_[s].says);
    ++search.silent;
    follow(search, silents_[s].to, at);
    back();
  }
}

std::vector<std::string> Transducers::analyses(std::string_view word) {
  constexpr std::uint32_t kMostParts = 5;
  const Known may = known(word);
  if (may == Known::no) return {};
  Search search;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(word.data());
  const auto size = static_cast<std::int32_t>(word.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 letter = 0;
    U8_NEXT_OR_FFFD(bytes, i, size, letter);
    search.word += static_cast<char32_t>(letter);
  }
  search.wanted = may == Known::word ? 1 : 2;
  for (; search.wanted <= kMostParts && search.found.empty(); ++search.wanted) {
    for (const std::uint32_t initial : initials_) follow(search, initial, 0);
  }
  return {search.found.begin(), search.found.end()};
}

}  // namespace samsyn::words
