#include "stages/emit/settings.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace samsyn::emit {
namespace {

std::string shipped_layout() {
  std::ifstream in(SAMSYN_SOURCE_DIR "/templates/workbook.json");
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Settings, RefuseBadLabels) {
  const struct {
    std::string_view bytes, part;
  } kCases[] = {{"", ""}, {"[]", ""}, {"{\"a\":1}", "/a"}, {"{\"a\":", ""}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.bytes);
    const auto labels = read_labels("sv.json", c.bytes);
    ASSERT_FALSE(labels);
    EXPECT_EQ(labels.issue().id, "emit.bad-labels");
    EXPECT_EQ(labels.issue().where.file, "sv.json");
    EXPECT_EQ(labels.issue().where.part, c.part);
  }
}

TEST(Settings, ReadTheShippedLayout) {
  const auto layout = read_layout("workbook.json", shipped_layout());
  ASSERT_TRUE(layout);
  EXPECT_GT(layout->widths.at(U'å'), 0);
  EXPECT_EQ(layout->percent_format, "0 %");
}

TEST(Settings, RefuseALayoutByThePlaceOfItsFault) {
  const struct {
    const char* pointer;
    nlohmann::json value;
    const char* part;
  } kCases[] = {{"/font/size", "stor", "/font/size"},
                {"/colours/title", "blue", "/colours/title"},
                {"/colours/series", nlohmann::json::array(), "/colours/series"},
                {"/colours/steps", nlohmann::json::array({"FFFFFF"}), "/colours/steps"},
                {"/sheets", 7, "/sheets"},
                {"/font/widths/0/of", 7, "/font/widths/0/of"}};
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.pointer);
    nlohmann::json root = nlohmann::json::parse(shipped_layout());
    root[nlohmann::json::json_pointer(c.pointer)] = c.value;
    const auto layout = read_layout("workbook.json", root.dump());
    ASSERT_FALSE(layout);
    EXPECT_EQ(layout.issue().id, "emit.bad-layout");
    EXPECT_EQ(layout.issue().where.part, c.part);
  }
  const auto broken = read_layout("workbook.json", "{");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.issue().id, "emit.bad-layout");
}

}  // namespace
}  // namespace samsyn::emit
