#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pipeline/model/issue.hpp"
#include "pipeline/model/summary.hpp"

namespace samsyn {
namespace {

TEST(Labels, PutArgumentsAndTheirNumbersIn) {
  const struct {
    std::string text;
    std::vector<std::string> arguments;
    std::string shown;
  } kCases[] = {
      {"{0} filer", {"3"}, "3 filer"},
      {"{0} {0:fil|filer} lästa", {"1"}, "1 fil lästa"},
      {"{0} {0:fil|filer} lästa", {"0"}, "0 filer lästa"},
      {"{0} {0:fil|filer} lästa", {"21"}, "21 filer lästa"},
      {"{0} i {1} {1:källa|källor}", {"9", "1"}, "9 i 1 källa"},
      {"{0}", {"{0:a|b} {1}"}, "{0:a|b} {1}"},
      {"{10} {11:fil|filer} {1}",
       {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "1"},
       "k fil b"},
      {"{99999999999999999999} {0x} {-1}", {"a"}, "{99999999999999999999} {0x} {-1}"},
      {"{2} {x} {0", {"a"}, "{2} {x} {0"},
      {"{0} {0:filer}", {"1"}, "1 {0:filer}"},
      {"{", {"1"}, "{"},
      {"{}", {"1"}, "{}"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(Labels({{"key", c.text}})("key", c.arguments), c.shown);
  }
  EXPECT_EQ(Labels()("missing"), "missing");
}

TEST(Counting, KnowsOneFromMany) {
  EXPECT_EQ(counted(1, "row", "rows"), "1 row");
  EXPECT_EQ(counted(0, "row", "rows"), "0 rows");
  EXPECT_EQ(counted(12, "fil", "filer"), "12 filer");
}

}  // namespace
}  // namespace samsyn
