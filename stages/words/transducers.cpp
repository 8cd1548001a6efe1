#include "stages/words/transducers.hpp"

#include <lttoolbox/alphabet.h>
#include <lttoolbox/compression.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <set>
#include <stdexcept>

#include "pipeline/model/text.hpp"

namespace samsyn::words {
namespace {

constexpr std::uint32_t kLeft = 1;       // the form ends in a mark that others must follow
constexpr std::uint32_t kRestarted = 2;  // a form was passed before this one
constexpr std::uint32_t kFlags = 4;
constexpr std::uint32_t kNothing = 0;  // the state with no places
constexpr std::uint32_t kStart = 1;
constexpr std::uint32_t kMostParts = 5;
constexpr std::int32_t kHighest = std::numeric_limits<std::int16_t>::max();  // of letters and tags
constexpr std::size_t kMostPlaces = 1'500'000;  // then all is forgotten: about 15 MB

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
        // Letters that no Swedish word has (above U+7FFF) lead nowhere.
        if (std::max(sides.first, std::abs(sides.second)) > kHighest) continue;
        const auto says = static_cast<std::int16_t>(sides.second);
        if (sides.first > 0) {
          letters_.push_back({to, static_cast<std::uint16_t>(sides.first), says});
        } else {
          silents_.push_back({to, says});
        }
      }
      std::stable_sort(letters_.begin() + (nodes_.empty() ? 0 : nodes_.back().letters),
                       letters_.end(),
                       [](const Letter& a, const Letter& b) { return a.letter < b.letter; });
      nodes_.push_back({static_cast<std::uint32_t>(letters_.size()),
                        static_cast<std::uint32_t>(silents_.size()) & 0x7FFF'FFFFU,
                        std::binary_search(finals.begin(), finals.end(), n)});
    }
    if (initials_.back() >= nodes_.size()) throw std::runtime_error("no initial node");
  }
  letters_.shrink_to_fit();
  silents_.shrink_to_fit();
  nodes_.shrink_to_fit();
  reached_.resize(nodes_.size() * kFlags);
}

/// The state of these places with all that is reached from them in silence.
std::uint32_t Transducers::state_of(Walk& walk, const std::vector<Place>& places) {
  State state;
  state.places = static_cast<std::uint32_t>(walk.places.size());
  const auto reach = [&](Place place) {
    if (reached_[place]) return;
    reached_[place] = true;
    walk.places.push_back(place);
  };
  for (const Place place : places) reach(place);
  for (std::size_t i = state.places; i < walk.places.size(); ++i) {
    const std::uint32_t node = walk.places[i] / kFlags;
    const std::uint32_t flags = walk.places[i] % kFlags;
    for (std::uint32_t s = node == 0 ? 0 : nodes_[node - 1].silents; s < nodes_[node].silents;
         ++s) {
      reach(silents_[s].to * kFlags + (flags | (silents_[s].says == left_ ? kLeft : 0)));
    }
    if (!nodes_[node].final) continue;
    state.word = state.word || flags == 0;
    state.final = state.final || flags == 0 || (flags & kRestarted) != 0;
    if (walk.restarts && (flags & kLeft) != 0) {
      for (const std::uint32_t initial : initials_) reach(initial * kFlags + kRestarted);
    }
  }
  state.end = static_cast<std::uint32_t>(walk.places.size());
  const auto begin = walk.places.begin() + state.places;
  std::for_each(begin, walk.places.end(), [&](Place place) { reached_[place] = false; });
  std::sort(begin, walk.places.end());
  const std::uint64_t hash = XXH3_64bits(&*begin, (state.end - state.places) * sizeof(Place));
  const auto [first, last] = walk.by_places.equal_range(hash);
  for (auto same = first; same != last; ++same) {
    const State& known = walk.states[same->second];
    if (std::equal(begin, walk.places.end(), walk.places.begin() + known.places,
                   walk.places.begin() + known.end)) {
      walk.places.resize(state.places);
      return same->second;
    }
  }
  walk.states.push_back(state);
  const auto id = static_cast<std::uint32_t>(walk.states.size() - 1);
  walk.by_places.emplace(hash, id);
  return id;
}

/// The ways on from a node by a letter; capitals also stand for small ones.
template <class Use>
void Transducers::each_way(std::uint32_t node, char32_t letter, const Use& use) const {
  const auto begin = letters_.begin() + (node == 0 ? 0 : nodes_[node - 1].letters);
  const auto end = letters_.begin() + nodes_[node].letters;
  for (auto way = std::lower_bound(begin, end, letter,
                                   [](const Letter&l, char32_t c) { return l.letter < c; });
       way != end && way->letter == letter; ++way) {
    use(*way);
  }
}

std::uint32_t Transducers::step(Walk& walk, std::uint32_t from, char32_t letter) {
  const std::uint64_t key = std::uint64_t{from} << 32U | letter;
  if (const auto known = walk.steps.find(key); known != walk.steps.end()) return known->second;
  const auto small = static_cast<char32_t>(u_tolower(static_cast<UChar32>(letter)));
  std::vector<Place> places;
  for (std::uint32_t i = walk.states[from].places; i < walk.states[from].end; ++i) {
    const Place place = walk.places[i];
    const auto go = [&](const Letter& way) {
      places.push_back(way.to * kFlags + (place % kFlags | (way.says == left_ ? kLeft : 0)));
    };
    each_way(place / kFlags, letter, go);
    if (small != letter) each_way(place / kFlags, small, go);
  }
  const std::uint32_t to = places.empty() ? kNothing : state_of(walk, places);
  walk.steps.emplace(key, to);
  return to;
}

/// Where the word leads. Stays until the next word is followed.
const Transducers::State& Transducers::state_after(Walk& walk, std::string_view word) {
  if (walk.states.size() < 2 || walk.places.size() > kMostPlaces) {
    walk.states.assign(1, {});
    walk.steps.clear();
    walk.by_places.clear();
    walk.places.clear();
    std::vector<Place> initials;
    for (const std::uint32_t initial : initials_) initials.push_back(initial * kFlags);
    state_of(walk, initials);
  }
  std::uint32_t state = kStart;
  for (std::size_t at = 0; at < word.size() && state != kNothing;) {
    const CodePoint point = point_at(word, at);
    state = step(walk, state, point.value);
    at += point.size;
  }
  return walk.states[state];
}

bool Transducers::has(std::string_view word) { return state_after(words_, word).word; }

bool Transducers::may_have(std::string_view word) { return state_after(compounds_, word).final; }

/// What a search for analyses carries along.
struct Transducers::Search {
  std::u32string word, small;
  std::string said;         ///< on the way
  std::uint32_t parts = 1;  ///< still to be found, with the one at hand
  bool compound = false;
  bool left = false, right = false;  ///< marks of the part at hand
  std::set<std::string> found;
  std::uint32_t silent = 0;  ///< ways in silence since the last letter
  std::vector<bool> vain;    ///< by letter and parts: where no part begins that leads on
};

void Transducers::say(Search& search, std::int32_t what) const {
  search.left = search.left || what == left_;
  search.right = search.right || what == right_;
  if (what > 0) {
    append_point(search.said, static_cast<char32_t>(what));
  } else if (what < 0 && what != left_ && what != right_) {
    search.said += tags_[static_cast<std::size_t>(-what) - 1];
  }
}

/// All ways on from the beginning of a part at letter `at`; false when none leads to an end.
bool Transducers::begin(Search& search, std::size_t at) const {
  const std::size_t place = at * (kMostParts + 1) + search.parts;
  if (search.vain[place]) return false;
  search.left = search.right = false;
  bool found = false;
  for (const std::uint32_t initial : initials_) found = follow(search, initial, at) || found;
  search.vain[place] = !found;
  return found;
}

/// All ways on from a node with the word read up to `at`.
bool Transducers::follow(Search& search, std::uint32_t node, std::size_t at) const {
  constexpr std::uint32_t kMostSilent = 64;  // more is a loop
  constexpr std::size_t kMostFound = 64;
  if (search.found.size() >= kMostFound) return true;
  const std::size_t said = search.said.size();
  const bool left = search.left;
  const bool right = search.right;
  const std::uint32_t silent = search.silent;
  bool found = false;
  const auto go_on = [&](std::uint32_t to, std::size_t next) {
    found = follow(search, to, next) || found;
    search.said.resize(said);
    search.left = left;
    search.right = right;
    search.silent = silent;
  };
  if (nodes_[node].final) {
    if (at == search.word.size() && search.parts == 1 && (search.compound ? right : !left)) {
      search.found.insert(search.said);
      found = true;
    }
    if (left && at > 0 && at < search.word.size() && search.parts > 1) {
      search.said += '+';
      --search.parts;
      found = begin(search, at) || found;
      ++search.parts;
      search.said.resize(said);
      search.left = left;
      search.right = right;
    }
  }
  if (at < search.word.size()) {
    const auto go = [&](const Letter& way) {
      say(search, way.says);
      search.silent = 0;
      go_on(way.to, at + 1);
    };
    each_way(node, search.word[at], go);
    if (search.small[at] != search.word[at]) each_way(node, search.small[at], go);
  }
  if (silent == kMostSilent) return found;
  for (std::uint32_t s = node == 0 ? 0 : nodes_[node - 1].silents; s < nodes_[node].silents; ++s) {
    say(search, silents_[s].says);
    ++search.silent;
    go_on(silents_[s].to, at);
  }
  return found;
}

std::vector<std::string> Transducers::analyses(std::string_view word) {
  const State& led = state_after(compounds_, word);
  if (!led.final) return {};
  Search search;
  search.word = points_of(word);
  search.compound = !led.word;
  for (const char32_t letter : search.word) {
    search.small += static_cast<char32_t>(u_tolower(static_cast<UChar32>(letter)));
  }
  search.vain.resize((search.word.size() + 1) * (kMostParts + 1));
  for (search.parts = search.compound ? 2 : 1; search.parts <= kMostParts && search.found.empty();
       ++search.parts) {
    begin(search, 0);
  }
  return {search.found.begin(), search.found.end()};
}

}  // namespace samsyn::words
