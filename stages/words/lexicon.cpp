#include <array>
#include <atomic>
#include <cassert>
#include <mutex>
#include <optional>

#include "pipeline/model/hashed.hpp"
#include "stages/words/analysis.hpp"
#include "stages/words/tags.hpp"
#include "stages/words/words.hpp"

namespace samsyn::words {
namespace {

// Words lie in chunks that are never moved, so that readers need no lock.
constexpr std::size_t kChunk = 4096;
constexpr std::size_t kChunks = 16384;  // 67 M distinct words: more than any corpus has

constexpr std::size_t kApart = 100'000;  // pairs remembered that make no word: some 4 MB

using Chunk = std::array<Word, kChunk>;

}  // namespace

struct Lexicon::Body {
  std::unique_ptr<Analysis> analysis;
  Neighbours neighbours;
  Layers layers;
  std::mutex analysing;     ///< guards analysis, joined and apart; held while `growing` is taken
  std::mutex growing;       ///< guards ids and growth
  ByTextView<WordId> ids;   ///< keys lie in the words
  ByNumber<WordId> joined;  ///< by first and second word, if they make one
  tsl::robin_set<std::uint64_t, HashNumber> apart;  ///< those that do not
  std::array<std::unique_ptr<Chunk>, kChunks> owned;
  std::array<std::atomic<Chunk*>, kChunks> chunks{};
  std::atomic<std::size_t> size{0};
};

Lexicon::Lexicon(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Lexicon::~Lexicon() = default;

Result<std::unique_ptr<Lexicon>> Lexicon::load(const Data& data) {
  Result<std::unique_ptr<Analysis>> analysis = Analysis::load(data);
  if (!analysis) return analysis.issue();
  auto body = std::make_unique<Body>();
  body->analysis = std::move(*analysis);
  body->layers = data.layers;
  body->neighbours = Neighbours(data.neighbours);
  return std::unique_ptr<Lexicon>(new Lexicon(std::move(body)));
}

WordId Lexicon::intern(std::string_view form) {
  const auto known = [&]() -> std::optional<WordId> {
    const std::lock_guard lock(body_->growing);
    const auto found = body_->ids.find(form);
    return found == body_->ids.end() ? std::nullopt : std::optional(found->second);
  };
  // A word that is known must not wait for the analysis of another that is not.
  if (const auto id = known()) return *id;
  const std::lock_guard analysing(body_->analysing);
  if (const auto id = known()) return *id;
  std::vector<Reading> readings = (*body_->analysis)(std::string(form));
  const std::lock_guard growing(body_->growing);
  const WordId id = add(form, std::move(readings));
  body_->ids.emplace((*this)[id].form, id);
  return id;
}

WordId Lexicon::add(std::string_view form, std::vector<Reading> readings) {
  const std::size_t id = body_->size.load(std::memory_order_relaxed);
  assert(id < kChunk * kChunks);
  std::unique_ptr<Chunk>& chunk = body_->owned[id / kChunk];
  if (!chunk) {
    chunk = std::make_unique<Chunk>();
    body_->chunks[id / kChunk].store(chunk.get(), std::memory_order_release);
  }
  Word& word = (*chunk)[id % kChunk];
  word.form = form;
  word.readings = std::move(readings);
  body_->size.store(id + 1, std::memory_order_release);
  return static_cast<WordId>(id);
}

WordId Lexicon::join(WordId first, WordId second) {
  const std::lock_guard analysing(body_->analysing);
  const std::uint64_t key = std::uint64_t{first} << 32U | second;
  const auto found = body_->joined.find(key);
  if (found != body_->joined.end()) return found->second;
  if (body_->apart.count(key) != 0) return second;
  const Word& last = (*this)[second];
  std::vector<Reading> readings = body_->analysis->as_one((*this)[first], last);
  if (readings.size() > last.readings.size()) {
    const std::lock_guard growing(body_->growing);
    return body_->joined.emplace(key, add(last.form, std::move(readings))).first->second;
  }
  if (body_->apart.size() >= kApart) body_->apart.clear();
  body_->apart.insert(key);
  return second;
}

const Word& Lexicon::operator[](WordId id) const {
  assert(id < size());
  return (*body_->chunks[id / kChunk].load(std::memory_order_acquire))[id % kChunk];
}

std::size_t Lexicon::size() const { return body_->size.load(std::memory_order_acquire); }

const Neighbours& Lexicon::neighbours() const { return body_->neighbours; }

const Lexicon::Layers& Lexicon::layers() const { return body_->layers; }

const Lexicon::Parts& Lexicon::parts() const { return body_->analysis->parts(); }

}  // namespace samsyn::words
