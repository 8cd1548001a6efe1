#include "pipeline/model/frequency.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace samsyn {
namespace {

TEST(Frequencies, GivesWordsAndPairs) {
  Frequencies made("# comment\noch\t270\ndet\t170\r\nrad utan tal\nfel\tx\n\t3\noch\t9\nnoll\t0\n",
                   "det är\t27\ndet var\t13\nensam\t4\n");
  const Frequencies frequencies = std::move(made);  // what it points to stays in place
  const struct {
    const char* word;
    std::uint32_t number;
  } kCases[] = {{"och", 270}, {"det", 170}, {"fel", 0}, {"noll", 0}, {"", 0}, {"saknas", 0}};
  for (const auto& c : kCases) EXPECT_EQ(frequencies.word(c.word), c.number) << c.word;
  EXPECT_EQ(frequencies.words().size(), 2U);
  EXPECT_EQ(frequencies.words()[0].word, "och");
  EXPECT_EQ(frequencies.pair("det", "är"), 27U);
  EXPECT_EQ(frequencies.pair("är", "det"), 0U);
  EXPECT_EQ(frequencies.pairs_of("det"), 40U);
  EXPECT_EQ(frequencies.pairs_of("ensam"), 0U);
}

}  // namespace
}  // namespace samsyn
