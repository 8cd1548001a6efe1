#include "pipeline/model/abbreviations.hpp"

#include <gtest/gtest.h>

namespace samsyn {
namespace {

TEST(Abbreviations, AreReadAndFoundWhateverTheCase) {
  const Abbreviations all("# comment\nt.ex.\nm.m.+\r\nd.ä.+\n\n");
  EXPECT_EQ(all("t.ex."), Abbreviation::never_last);
  EXPECT_EQ(all("T.EX."), Abbreviation::never_last);
  EXPECT_EQ(all("m.m."), Abbreviation::may_be_last);
  EXPECT_EQ(all("D.Ä."), Abbreviation::may_be_last);
  EXPECT_EQ(all("t.ex"), Abbreviation::none);
  EXPECT_EQ(all(""), Abbreviation::none);
  EXPECT_EQ(all(std::string(500, 'a')), Abbreviation::none);
  EXPECT_EQ(Abbreviations()("t.ex."), Abbreviation::none);
}

}  // namespace
}  // namespace samsyn
