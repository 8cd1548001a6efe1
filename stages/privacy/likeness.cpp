#include "stages/privacy/likeness.hpp"

#include <cmath>

#include "stages/privacy/letters.hpp"

namespace samsyn::privacy {

template <class Use>
void Likeness::for_threes(std::string_view word, Use use) {
  constexpr std::uint32_t kBorder = 1;
  std::uint32_t first = kBorder;
  std::uint32_t second = kBorder;
  const auto see = [&](std::uint32_t letter) {
    const std::uint32_t mixed =
        ((first * 0x9E3779B1U + second) * 0x85EBCA6BU + letter) * 0xC2B2AE35U;
    use(static_cast<std::size_t>(mixed >> (32U - kBits)));
    first = second;
    second = letter;
  };
  for (std::size_t i = 0; i < word.size();) {
    const Letter letter = letter_at(word, i);
    see(letter.folded);
    i += letter.size;
  }
  see(kBorder);
}

void Likeness::add(std::string_view word, bool is_name) {
  for_threes(word, [&](std::size_t i) {
    (is_name ? counts_[i].names : counts_[i].words) += 1;
    (is_name ? names_ : words_) += 1;
  });
}

double Likeness::operator()(std::string_view word) const {
  if (names_ == 0 || words_ == 0) return 0;
  constexpr double kSmooth = 0.3;  // for threes that neither has: as rare in both
  const double ratio = static_cast<double>(words_) / names_;
  double sum = 0;
  int count = 0;
  for_threes(word, [&](std::size_t i) {
    sum += std::log((counts_[i].names * ratio + kSmooth * ratio) /
                    (counts_[i].words + kSmooth * ratio));
    ++count;
  });
  return count == 0 ? 0 : sum / count;
}

}  // namespace samsyn::privacy
