#include <gtest/gtest.h>

#include <random>
#include <string>

#include "pipeline/model/segment.hpp"

namespace samsyn {
namespace {

/// A text with random edits made on it.
NormBlock edited(const std::string& raw, std::mt19937& random) {
  NormBlock out;
  for (std::uint32_t at = 0; at <= raw.size();) {
    const auto left = static_cast<std::uint32_t>(raw.size()) - at;
    if (random() % 3 == 0) {
      const auto size = static_cast<std::uint32_t>(random() % 4);
      const std::uint32_t end = at + std::min(size, left);
      const auto begin = static_cast<std::uint32_t>(out.text.size());
      out.text.append(random() % 4, static_cast<char>('A' + random() % 26));
      out.edits.push_back({{begin, static_cast<std::uint32_t>(out.text.size())}, {at, end}});
      at = end;
    }
    if (at == raw.size()) break;
    out.text += raw[at++];
  }
  return out;
}

TEST(Compose, LeadsBackThroughBothTexts) {
  std::mt19937 random(20261122);  // fixed seed: the same texts in every run
  for (int round = 0; round < 5000; ++round) {
    std::string raw;
    for (auto n = random() % 20; n > 0; --n) raw += static_cast<char>('a' + random() % 26);
    const NormBlock first = edited(raw, random);
    const NormBlock second = edited(first.text, random);
    SCOPED_TRACE(raw + " > " + first.text + " > " + second.text);
    std::uint32_t norm = 0;
    std::uint32_t from = 0;
    for (const Edit& edit : compose(first, second.edits)) {
      ASSERT_GE(edit.norm.begin, norm);
      ASSERT_LE(edit.norm.begin, edit.norm.end);
      ASSERT_GE(edit.raw.begin, from);
      ASSERT_LE(edit.raw.begin, edit.raw.end);
      ASSERT_EQ(second.text.substr(norm, edit.norm.begin - norm),
                raw.substr(from, edit.raw.begin - from));
      norm = edit.norm.end;
      from = edit.raw.end;
    }
    ASSERT_EQ(second.text.substr(norm), raw.substr(from));
  }
}

TEST(Compose, KeepsEditsApartThatDoNotTouch) {
  NormBlock first{"ab cd", {{{2, 3}, {2, 5}}}, {}};  // "ab   cd"
  const std::vector<Edit> out = compose(first, {{{3, 6}, {3, 5}}});
  ASSERT_EQ(out.size(), 2U);
  EXPECT_EQ(out[0].raw, (RawSpan{2, 5}));
  EXPECT_EQ(out[1].raw, (RawSpan{5, 7}));
  EXPECT_EQ(out[1].norm, (NormSpan{3, 6}));
}

}  // namespace
}  // namespace samsyn
