#include "stages/repair/spelling.hpp"

#include <cmath>

#include "stages/repair/letters.hpp"

namespace samsyn::repair {
namespace {

constexpr std::uint32_t kBits = 6;     // of a symbol
constexpr std::uint32_t kContext = 4;  // letters looked back
constexpr std::uint32_t kOther = 33;   // digits and signs: hardly ever inside a word
constexpr std::uint32_t kSymbols = 34;
constexpr std::uint32_t kContextMask = (1U << (kBits * kContext)) - 1;
constexpr std::size_t kKnown = std::size_t{1} << 16U;
constexpr std::size_t kNodes = std::size_t{1} << 12U;  // to begin with

std::uint32_t symbol_of(char32_t c) {
  if (c == 0) return 0;
  if (c >= 'a' && c <= 'z') return static_cast<std::uint32_t>(c - 'a' + 1);
  switch (c) {
    case U'å':
      return 27;
    case U'ä':
      return 28;
    case U'ö':
      return 29;
    case U'é':
      return 30;
    case U'-':
      return 31;
    case U'ü':
      return 32;
    default:
      return kOther;
  }
}

/// The last `letters` symbols of a row, with their number so that rows of different length differ.
std::uint64_t key_of(std::uint64_t row, std::uint32_t letters) {
  const std::uint64_t mask = (std::uint64_t{1} << (kBits * letters)) - 1;
  return (row & mask) | (std::uint64_t{letters + 1} << 40U);
}

std::size_t slot_of(std::uint64_t key, std::size_t slots) {
  return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 32U) & (slots - 1);
}

}  // namespace

const Spelling::Node* Spelling::find(std::uint64_t key) const {
  for (std::size_t at = slot_of(key, nodes_.size());; at = (at + 1) & (nodes_.size() - 1)) {
    if (nodes_[at].key == key) return &nodes_[at];
    if (nodes_[at].key == 0) return nullptr;
  }
}

Spelling::Node& Spelling::make(std::uint64_t key) {
  std::size_t at = slot_of(key, nodes_.size());
  while (nodes_[at].key != 0 && nodes_[at].key != key) at = (at + 1) & (nodes_.size() - 1);
  if (nodes_[at].key == 0) {
    nodes_[at].key = key;
    ++used_;
  }
  return nodes_[at];
}

void Spelling::grow() {
  std::vector<Node> wider(nodes_.size() * 2);
  for (const Node& node : nodes_) {
    if (node.key == 0) continue;
    std::size_t at = slot_of(node.key, wider.size());
    while (wider[at].key != 0) at = (at + 1) & (wider.size() - 1);
    wider[at] = node;
  }
  nodes_ = std::move(wider);
}

Spelling::Spelling(const Frequencies& frequencies) : nodes_(kNodes), known_(kKnown) {
  for (const Frequencies::Entry& entry : frequencies.words()) {
    // Neither all kinds alike nor all occurrences: a frequent word weighs some times a rare one.
    const auto weight = static_cast<float>(1 + std::log2(1.0 + entry.number) / 4);
    std::uint64_t row = 0;
    std::u32string word = points_of(entry.word);
    word.push_back(0);
    for (const char32_t c : word) {
      const std::uint32_t symbol = symbol_of(c);
      if ((used_ + 2 * kContext) * 2 > nodes_.size()) grow();
      for (std::uint32_t letters = 0; letters <= kContext; ++letters) {
        Node& longer = make(key_of((row << kBits) | symbol, letters + 1));
        const bool fresh = longer.count == 0;
        longer.count += weight;
        Node& context = make(key_of(row, letters));
        context.kinds += fresh ? 1.0F : 0.0F;
        context.after += weight;
      }
      row = ((row << kBits) | symbol) & kContextMask;
    }
  }
}

double Spelling::probability(Context before, std::uint32_t symbol) const {
  double p = 1.0 / kSymbols;
  for (std::uint32_t n = 0; n <= kContext; ++n) {
    const Node* const context = find(key_of(before, n));
    if (context == nullptr) break;
    const Node* const longer = find(key_of((std::uint64_t{before} << kBits) | symbol, n + 1));
    const double count = longer == nullptr ? 0 : static_cast<double>(longer->count);
    const double kinds = 2.0 * static_cast<double>(context->kinds);
    p = (count + kinds * p) / (static_cast<double>(context->after) + kinds);
  }
  return p;
}

Spelling::Step Spelling::next(Context before, char32_t letter) const {
  const std::uint32_t symbol = symbol_of(letter);
  const std::uint64_t row = (std::uint64_t{before} << kBits) | symbol;
  Known& known = known_[(row * 0x9E3779B97F4A7C15ULL) >> 48U];
  if (known.key != row) {
    known = {row, static_cast<float>(std::log(probability(before, symbol)))};
  }
  return {known.log, static_cast<Context>(row & kContextMask)};
}

double Spelling::log(std::u32string_view word) const {
  double sum = 0;
  Context context = 0;
  for (const char32_t c : word) {
    const Step step = next(context, c);
    sum += static_cast<double>(step.log);
    context = step.after;
  }
  return sum + end(context);
}

}  // namespace samsyn::repair
