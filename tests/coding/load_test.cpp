#include <gtest/gtest.h>

#include "tests/coding/coder.hpp"

namespace samsyn::testing {
namespace {

constexpr const char* kHead = R"({"id":"t","name_sv":"T","codes":[)";

TEST(Rules, RefusesWhatItCannotReadAndNamesThePlace) {
  const std::string head = kHead;
  const struct {
    std::string text, id, part;
  } kCases[] = {
      {"{", "coding.bad-json", "byte 2"},
      {R"({"id":"t","name_sv":"T","kodes":[]})", "coding.unknown-key", ""},
      {R"({"id":"t","name_sv":"T"})", "coding.missing-key", ""},
      {head + R"({"name_sv":"K"}]})", "coding.missing-key", "/codes/0"},
      {head + R"({"id":"k","name_sv":"K"},{"id":"k","name_sv":"K"}]})", "coding.duplicate-id", "/codes/1"},
      {head + R"({"id":"k","name_sv":"K","indicators":{"k-1":"(tid"}}]})", "coding.bad-pattern",
       "/codes/0/indicators/k-1, byte 1"},
      {head + R"({"id":"k","name_sv":"K","indicators":{"k-1":"@nix"}}]})", "coding.unknown-class",
       "/codes/0/indicators/k-1, byte 2"},
      {head + R"({"id":"k","name_sv":"K","indicators":{"k-1":{"match":"a","weigth":1}}}]})",
       "coding.unknown-key", "/codes/0/indicators/k-1"},
      {head + R"({"id":"k","name_sv":"K","indicators":{"k-1":{"match":"a","weight":2}}}]})",
       "coding.bad-weight", "/codes/0/indicators/k-1/weight"},
      {head + R"({"id":"k","name_sv":"K","indicators":{"k-1":{"match":"a","stance":"nja"}}}]})",
       "coding.unknown-value", "/codes/0/indicators/k-1/stance"},
      {head + R"({"id":"k","name_sv":"K","role":"hjälp"}]})", "coding.unknown-value", "/codes/0/role"},
      {head + R"({"id":"k","name_sv":"K","indicators":{"k-1":"*"}}]})", "coding.bad-pattern",
       "/codes/0/indicators/k-1"},
      {head + R"({"id":"k","name_sv":"K","indicators":{"k-1":7}}]})", "coding.bad-type",
       "/codes/0/indicators/k-1"},
      {head + R"({"id":"k","name_sv":"K","indicators":{"k-1":"a"}},{"id":"l","name_sv":"L",)" +
           R"("indicators":{"k-1":"b"}}]})",
       "coding.duplicate-id", "/codes/1/indicators/k-1"},
      {head + R"({"id":"k","name_sv":"K","indicators_file":"finns-inte.json"}]})", "file.not-found", ""},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    const auto rules = rules_of({{"taxonomy.json", c.text}});
    ASSERT_FALSE(rules);
    EXPECT_EQ(rules.issue().id, c.id);
    EXPECT_EQ(rules.issue().where.part, c.part);
    EXPECT_FALSE(rules.issue().remedy.empty());
  }
}

TEST(Rules, GiveACodeTheRoleOfTheCodeAbove) {
  const auto rules = rules_of(
      {{"taxonomy.json",
        std::string(kHead) + R"({"id":"a","name_sv":"A","role":"helps","children":[)" +
            R"({"id":"b","name_sv":"B"},{"id":"c","name_sv":"C","role":"none"}]},)" +
            R"({"id":"d","name_sv":"D","role":"principle"},{"id":"e","name_sv":"E"}]})"}});
  ASSERT_TRUE(rules) << render(rules.issue());
  std::vector<CodeRole> roles;
  for (const Code& code : (*rules)->codebook().codes) roles.push_back(code.role);
  EXPECT_EQ(roles, (std::vector<CodeRole>{CodeRole::helps, CodeRole::helps, CodeRole::none,
                                          CodeRole::principle, CodeRole::none}));
}

TEST(Rules, RendersAWholeMessage) {
  const auto rules = rules_of(
      {{"taxonomy.json",
        std::string(kHead) + R"({"id":"k","name_sv":"K","indicators":{"k-1":"tid .. @negg"}}]})"},
       {"shared/classes.json", R"({"classes":{"neg":["inte"]}})"}});
  ASSERT_FALSE(rules);
  EXPECT_EQ(render(rules.issue()),
            "taxonomy.json (/codes/0/indicators/k-1, byte 9): there is no class @negg "
            "[coding.unknown-class]\n    tid .. @negg\n  fix: did you mean @neg?");
}

TEST(Rules, ReadsIndicatorsFromAFileOfTheirOwn) {
  const auto rules = rules_of(
      {{"taxonomy.json", std::string(kHead) + R"({"id":"k","name_sv":"K","indicators_file":"k.json"}]})"},
       {"k.json", R"({"code":"k","classes":{"ord":["tid"]},"indicators":{"k-1":"@ord"}})"}});
  ASSERT_TRUE(rules) << render(rules.issue());
  EXPECT_EQ((*rules)->codebook().rules.at(0).id, "k-1");
  const auto other = rules_of(
      {{"taxonomy.json", std::string(kHead) + R"({"id":"k","name_sv":"K","indicators_file":"k.json"}]})"},
       {"k.json", R"({"code":"x","indicators":{}})"}});
  ASSERT_FALSE(other);
  EXPECT_EQ(other.issue().id, "coding.unknown-code");
}

}  // namespace
}  // namespace samsyn::testing
