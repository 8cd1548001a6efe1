#include "stages/emit/csv_text.hpp"

#include <gtest/gtest.h>

namespace samsyn::emit {
namespace {

TEST(CsvText, QuotesAndKeepsFormulasFromBeingOnes) {
  const struct {
    std::vector<std::string> fields;
    std::string record;
  } kCases[] = {
      {{"a", "", "å ö"}, "a;;å ö\r\n"},
      {{"a;b", "sa \"nej\"", "två\nrader"}, "\"a;b\";\"sa \"\"nej\"\"\";\"två\nrader\"\r\n"},
      {{"=1+1", "+46", "-5+1", "@x"}, "'=1+1;'+46;'-5+1;'@x\r\n"},
      {{"-0,104", "-5", "-", "-e"}, "-0,104;-5;'-;'-e\r\n"},
      {{"\tx", "\rx"}, "'\tx;\"'\rx\"\r\n"},
      {{"=HYPERLINK(\"x\";\"y\")"}, "\"'=HYPERLINK(\"\"x\"\";\"\"y\"\")\"\r\n"},
      {{"a=1"}, "a=1\r\n"},
      {{}, "\r\n"},
  };
  for (const auto& c : kCases) {
    std::string out;
    append_csv(out, c.fields);
    EXPECT_EQ(out, c.record);
  }
}

}  // namespace
}  // namespace samsyn::emit
