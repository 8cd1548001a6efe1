// What the figures of a sentence count.

#include "stages/figures/sentence.hpp"

#include <gtest/gtest.h>

#include "tests/figures/reading.hpp"

namespace samsyn::testing {
namespace {

TEST(Figures, AreToldApartFromOtherNumbers) {
  const struct {
    std::string_view text, figures;
  } kCases[] = {
      {"Norrby har 40 platser.", "plain 40 plats (norrby)"},
      {"Biblioteket hade 12 500 besök 2021.", "plain 12500 besök (bibliotek) 2021"},
      {"Vi tog emot fyrtiotvå elever.", "plain 42 elev"},
      {"Vi hade ca 500 besök.", "plain 500 from 450 to 550 besök"},
      {"Det kom mellan 20 och 25 elever.", "plain 25 from 20 elev"},
      {"Det kom 20–25 elever.", "plain 25 from 20 elev"},
      {"Av de 40 eleverna kom 12 till mötet.", "whole 40 elev; plain 12"},
      {"12 av 40 elever kom.", "share 12; whole 40 elev"},
      {"Det är en ökning med 35 elever.", "change 35 elev"},
      {"Det är 35 elever fler än förra året.", "change 35 elev"},
      {"Målet var 80 elever.", "goal 80 elev"},
      {"Mötet hölls den 3 mars 2021 kl. 9.30 i sal 12.", ""},
      {"Se § 14, sidan 3 och bilaga 2.", ""},
      {"Ärendet KS 2021-334 avslutades.", ""},
      {"Ring 013-12 34 56.", ""},
      {"Det kostar 25 000 kronor och tar 18 månader.", ""},
      {"80 procent är nöjda, 20 % är det inte.", ""},
      {"Covid19 och 500-uppdraget.", ""},
      {"Läsåret 2019/2020 och åren 2021-2023.", ""},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.text);
    const auto statements = statements_in(c.text);
    std::string all;
    for (const figures::Statement& one : statements) all += told(one.sentence);
    EXPECT_EQ(all, c.figures);
  }
}

TEST(Figures, KnowNumbersInWords) {
  const struct {
    std::string_view word;
    double value;
  } kCases[] = {{"två", 2},
                {"tolv", 12},
                {"fyrtio", 40},
                {"fyrtiotvå", 42},
                {"hundra", 100},
                {"tvåhundrafemtio", 250},
                {"tusen", 1000},
                {"trettontusen", 13000},
                {"ettusen", 0},
                {"ett", 0},
                {"en", 0},
                {"sexig", 0},
                {"trea", 0},
                {"tiotal", 0},
                {"hundratals", 0},
                {"tjugoettan", 0},
                {"femhundrasju", 507}};
  for (const auto& c : kCases)
    EXPECT_EQ(figures::number_word(c.word).value_or(0), c.value) << c.word;
}

TEST(Units, AreKnownByTheirCapitals) {
  EXPECT_TRUE(figures::stands_for("KOF", "Kultur- och omsorgsförvaltningen"));
  EXPECT_TRUE(figures::stands_for("TK", "Tekniska kontoret"));
  EXPECT_FALSE(figures::stands_for("KOF", "Fritidsförvaltningen"));
  EXPECT_FALSE(figures::stands_for("Kof", "Kultur- och omsorgsförvaltningen"));
  EXPECT_FALSE(figures::stands_for("KTX", "Kultur- och omsorgsförvaltningen"));
}

}  // namespace
}  // namespace samsyn::testing
