#include "stages/summarise/quotations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace samsyn::summarise {
namespace {

Candidate candidate(std::uint32_t respondent, std::uint32_t block, float confidence = 0.9F,
                    std::uint32_t length = 100, Stance stance = Stance::affirmed) {
  Candidate c;
  c.respondent = respondent;
  c.block = block;
  c.confidence = confidence;
  c.length = length;
  c.stance = stance;
  return c;
}

/// Offers the candidates in order; the quotations' segments name their blocks.
std::vector<std::string> chosen(std::uint32_t quotations,
                                const std::vector<std::pair<Candidate, Voice>>& offers) {
  Shelf shelf(1, quotations);
  for (const auto& [c, voice] : offers) {
    shelf.offer(c, voice, [](const Candidate& kept) {
      Quotation quotation;
      quotation.segment = quotation.text = std::to_string(kept.block);
      return quotation;
    });
  }
  std::vector<std::string> blocks;
  for (const Quotation& quotation : shelf.choose(0, quotations))
    blocks.push_back(quotation.segment);
  return blocks;
}

Voice voice(std::uint32_t respondent, std::uint32_t group = 0, std::uint32_t municipality = 0) {
  return {0, respondent, group, municipality};
}

using ::testing::ElementsAre;

TEST(Quotations, PutAffirmedFirstThenFittingThenClearThenSure) {
  EXPECT_THAT(chosen(4, {{candidate(0, 0, 0.95F, 100, Stance::negated), voice(0)},
                         {candidate(1, 1, 0.95F, 12), voice(1)},
                         {candidate(2, 2, 0.6F), voice(2)},
                         {candidate(3, 3, 0.8F), voice(3)}}),
              ElementsAre("3", "2", "1", "0"));
}

TEST(Quotations, NeverTakeTwoFromOnePersonWhileThereAreOthers) {
  EXPECT_THAT(chosen(3, {{candidate(0, 0, 1.0F), voice(0)},
                         {candidate(0, 1, 1.0F), voice(0)},
                         {candidate(1, 2, 0.5F, 5, Stance::hypothetical), voice(1)}}),
              ElementsAre("0", "2", "1"));
}

TEST(Quotations, SpreadOverGroupsThenMunicipalities) {
  EXPECT_THAT(chosen(4, {{candidate(0, 0, 0.99F), voice(0, 0, 0)},
                         {candidate(1, 1, 0.98F), voice(1, 0, 0)},
                         {candidate(2, 2, 0.97F), voice(2, 0, 1)},
                         {candidate(3, 3, 0.80F), voice(3, 1, 0)}}),
              ElementsAre("0", "3", "2", "1"));
}

TEST(Quotations, OfATalkativePersonDoNotPushOthersOut) {
  std::vector<std::pair<Candidate, Voice>> offers;
  for (std::uint32_t b = 0; b < 50; ++b) offers.emplace_back(candidate(0, b, 1.0F), voice(0));
  offers.emplace_back(candidate(1, 90, 0.6F), voice(1));
  offers.emplace_back(candidate(2, 91, 0.5F), voice(2));
  EXPECT_THAT(chosen(3, offers), ElementsAre("0", "90", "91"));
}

TEST(Quotations, SayTheSameWordsOnce) {
  Shelf shelf(1, 3);
  for (std::uint32_t person = 0; person < 4; ++person) {
    shelf.offer(candidate(person, person), voice(person), [&](const Candidate&) {
      Quotation quotation;
      quotation.segment = std::to_string(person);
      quotation.text = person == 3 ? "Bussen." : "Tiden.";
      return quotation;
    });
  }
  const std::vector<Quotation> quotations = shelf.choose(0, 3);
  ASSERT_EQ(quotations.size(), 2U);
  EXPECT_EQ(quotations[0].text, "Tiden.");
  EXPECT_EQ(quotations[1].text, "Bussen.");
}

TEST(Quotations, AreNoneWhenNoneAreWished) {
  EXPECT_THAT(chosen(0, {{candidate(0, 0), voice(0)}}), ElementsAre());
}

TEST(Quotations, OfManyMunicipalitiesStayBounded) {
  std::vector<std::pair<Candidate, Voice>> offers;
  for (std::uint32_t m = 0; m < 2000; ++m) offers.emplace_back(candidate(m, m), voice(m, 0, m));
  EXPECT_THAT(chosen(3, offers), ElementsAre("0", "1", "2"));
}

}  // namespace
}  // namespace samsyn::summarise
