#include "stages/learn/model.hpp"

#include <gtest/gtest.h>

#include <random>

namespace samsyn::learn {
namespace {

Model small() {
  return {{{"hinder.org.tid", 0.5F, -1.5F, 0.25F, 0.6F}, {"=negated", -1, -1, 0, 0.5F}},
          {"w=kort", "w=praktik", "c=_kor"},
          {{0, 1}},
          {1, 2, 3, 4, 5, 6, 7, 8}};
}

TEST(Model, IsReadAsItWasWritten) {
  const std::string bytes = write_model(small());
  const Result<Model> read = read_model("m", bytes);
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, small());
  EXPECT_EQ(write_model(*read), bytes);
}

TEST(Model, IsRefusedWhenAnyByteIsOther) {
  const std::string bytes = write_model(small());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string other = bytes;
    other[i] = static_cast<char>(other[i] ^ 0x20);
    const Result<Model> read = read_model("dir/coder.model", other);
    ASSERT_FALSE(read) << i;
    EXPECT_EQ(read.issue().id, "learn.bad-model");
    EXPECT_EQ(read.issue().where.file, "dir/coder.model");
    EXPECT_FALSE(read_model("m", std::string_view(bytes).substr(0, i))) << i;
  }
  EXPECT_FALSE(read_model("m", bytes + "x"));
}

TEST(Model, GivesTheProbabilityOfASum) {
  const Decision decision{"x", 0, -2, 1, 0.5F};
  EXPECT_NEAR(probability(decision, 0.5), 0.5, 1e-12);
  EXPECT_NEAR(probability(decision, 2), 1 / (1 + std::exp(-3.0)), 1e-12);
}

}  // namespace
}  // namespace samsyn::learn
