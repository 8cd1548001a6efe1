#include <array>

#include "pipeline/agreement.hpp"

namespace samsyn {
namespace {

struct Words {
  std::string_view sv, en;
  std::string_view in(std::string_view language) const { return language == "en" ? en : sv; }
};

constexpr std::array<Words, 12> kUndefined{{
    {"", ""},
    {"det finns bara en kodare", "there is one coder only"},
    {"ingen enhet är bedömd av två kodare", "no unit was judged by two coders"},
    {"alla bedömningar är lika, så att slumpen ensam ger full överensstämmelse",
     "all judgements are the same, so that chance alone gives full agreement"},
    {"måttet gäller två kodare", "the measure is for two coders"},
    {"måttet gäller två svar, ja och nej", "the measure is for two answers, yes and no"},
    {"måttet finns inte för uppsättningar av koder",
     "the measure is not defined for sets of codes"},
    {"måttet gäller om koden finns, inte hur ofta",
     "the measure asks whether a code is there, not how often"},
    {"kodaren gav aldrig koden", "the coder never gave the code"},
    {"koden finns aldrig hos den som jämförs med", "the reference never has the code"},
    {"det finns inget facit bland fler än två kodare",
     "there is no gold among more than two coders"},
    {"för få personer eller svar, eller för få enheter med koden",
     "too few persons or answers, or too few units with the code"},
}};

constexpr std::array<Words, 4> kWeak{{
    {"", ""},
    {"alfa är under 0,667", "alpha is below 0.667"},
    {"intervallet för alfa når under 0,667", "the interval of alpha reaches below 0.667"},
    {"koden är för ovanlig för att alfa ska kunna prövas",
     "the code is too rare for alpha to be tested"},
}};

}  // namespace

std::string_view words_of(agree::Undefined why, std::string_view language) {
  return kUndefined.at(static_cast<std::size_t>(why)).in(language);
}

std::string_view words_of(agree::Weak weak, std::string_view language) {
  return kWeak.at(static_cast<std::size_t>(weak)).in(language);
}

}  // namespace samsyn
