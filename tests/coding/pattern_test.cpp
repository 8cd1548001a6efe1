#include "stages/coding/pattern.hpp"

#include <gtest/gtest.h>

#include <string>

namespace samsyn::coding {
namespace {

const Classes kClasses = [] {
  Classes classes;
  classes.set("neg", {"inte", "aldrig"});
  classes.set("brist", {"brist", "ont om"});
  classes.set("ring", {"@ring"});
  classes.set("trasig", {"(öppen"});
  return classes;
}();

/// A pattern written out: elements by blanks, rows by /, parts by &.
std::string told(const Pattern& pattern) {
  if (pattern.everything) return "*";
  std::string out;
  for (std::size_t p = 0; p < pattern.joined.size(); ++p) {
    if (p > 0) out += " & ";
    for (std::size_t r = 0; r < pattern.joined[p].size(); ++r) {
      if (r > 0) out += " / ";
      for (std::size_t e = 0; e < pattern.joined[p][r].size(); ++e) {
        const Element& element = pattern.joined[p][r][e];
        if (e > 0) out += ' ';
        switch (element.kind) {
          case Element::Kind::start: out += '^'; continue;
          case Element::Kind::end: out += '$'; continue;
          case Element::Kind::gap: out += ".." + std::to_string(element.most); continue;
          case Element::Kind::word: break;
        }
        for (std::size_t t = 0; t < element.tests->size(); ++t) {
          const Test& test = (*element.tests)[t];
          if (t > 0) out += '|';
          constexpr const char* kKinds[] = {"", "whole:", "head:", "mod:", "form:",
                                            "prefix:", "suffix:", "infix:", "pos", "any"};
          out += kKinds[static_cast<int>(test.kind)];
          if (!test.modifier.empty()) out += test.modifier + "+";
          out += test.word;
        }
      }
    }
  }
  return out;
}

TEST(Pattern, ReadsEveryElement) {
  const struct {
    const char* pattern;
    const char* told;
  } kCases[] = {
      {"brist", "brist"},
      {"BRIST Åker", "brist åker"},
      {"<brist>", "whole:brist"},
      {"-brist", "head:brist"},
      {"språk-", "mod:språk"},
      {"språk-kunskap", "head:språk+kunskap"},
      {"=gick", "form:gick"},
      {"oerfar*", "prefix:oerfar"},
      {"*löshet", "suffix:löshet"},
      {"*språk*", "infix:språk"},
      {"/noun _", "pos any"},
      {"^ buss $", "^ buss $"},
      {"räcka .. inte", "räcka ..3 inte"},
      {"räcka ..6 inte", "räcka ..6 inte"},
      {"(tid | ork)", "ork|tid"},
      {"(tid|ont om)", "ont om / tid"},
      {"språk-(brist | hinder)", "head:språk+brist|head:språk+hinder"},
      {"(tid | ork)-brist", "head:ork+brist|head:tid+brist"},
      {"=(gick | gått)", "form:gick|form:gått"},
      {"mycket? tid", "mycket tid / tid"},
      {"@neg tid", "aldrig|inte tid"},
      {"@brist", "brist / ont om"},
      {"tid & @neg", "tid & aldrig|inte"},
      {"*", "*"},
      {"kan_inte", "kan_inte"},
      {"=b-kort", "form:b-kort"},
      {"bea-anställning*", "prefix:bea-anställning"},
      {"(*e-post* | tid)", "tid|infix:e-post"},
      {"tid .. ork?", "tid / tid ..3 ork"},
      {".. tid ..", "tid"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.pattern);
    const auto result = parse(c.pattern, kClasses);
    const auto* pattern = std::get_if<Pattern>(&result);
    ASSERT_NE(pattern, nullptr) << std::get<PatternFault>(result).message;
    EXPECT_EQ(told(*pattern), c.told);
  }
}

TEST(Pattern, RefusesWhatIsNoPatternAndSaysWhere) {
  const struct {
    const char* pattern;
    std::size_t at;
    const char* message;
  } kCases[] = {
      {"", 0, "empty"},
      {"tid |", 4, "unexpected"},
      {"(tid | ork", 0, "never closed"},
      {"tid)", 3, "unexpected"},
      {"(tid | )", 7, "empty"},
      {"@negg", 1, "no class @negg"},
      {"/nuon", 1, "no part of speech"},
      {"<brist", 0, "never closed"},
      {"<>", 0, "nothing between"},
      {"tid?", 4, "without any word"},
      {"^ $", 3, "without any word"},
      {"@ring", 1, "uses itself"},
      {"@trasig", 0, "in the class @trasig"},
      {"=(gick ont", 1, "more than single words"},
      {"(a | b c)(d | e f)(g | h i)(j | k l)(m | n o)(p | q r)(s | t u)(v | x y)(z | å ä)(ö | a b)"
       "(a | b c)(d | e f)(g | h i)(j | k l)(m | n o)",
       0, "multiply"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.pattern);
    const auto result = parse(c.pattern, kClasses);
    const auto* fault = std::get_if<PatternFault>(&result);
    ASSERT_NE(fault, nullptr);
    EXPECT_NE(fault->message.find(c.message), std::string::npos) << fault->message;
    EXPECT_FALSE(fault->remedy.empty());
    if (c.at != 0) {
      EXPECT_EQ(fault->at, c.at);
    }
  }
}

TEST(Pattern, OffersTheNearestClass) {
  const auto result = parse("@nej", kClasses);
  EXPECT_EQ(std::get<PatternFault>(result).remedy, "did you mean @neg?");
}

}  // namespace
}  // namespace samsyn::coding
