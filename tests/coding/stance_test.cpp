#include <gtest/gtest.h>

#include "tests/coding/coder.hpp"

namespace samsyn::testing {
namespace {

/// One code with rules of each make: bare topics, troubles, words that hold their own negation, and
/// one whose stance is settled; with the shipped signs of stance.
TestCoder& coder() {
  static TestCoder coder = [] {
    const auto rules = rules_of(
        {{"taxonomy.json",
          R"json({"id":"t","name_sv":"T","stance":true,"codes":[{"id":"k","name_sv":"K","indicators":{
            "topic-001": ["svenska", "språk", "facket", "las", "handledare", "sekretess"],
            "topic-002": ["tid", "peng", "pengar", "lokal", "motivation", "buss", "kollega"],
            "trouble-001": "brist på ..2 (handledare | pengar | tid | dator | lokal)",
            "trouble-002": ["språkproblem", "tidsbrist", "fördom", "motstånd", "kulturkrock", "stress"],
            "trouble-003": ["krav på ..2 (körkort | betyg)", "skeptisk*", "facket ..3 (emot | nej | stopp)"],
            "trouble-004": ["(sakna | saknas) ..1 (handledare | motivation | pengar)", "krångla", "gnälla"],
            "own-001": ["@neg ..2 (tid | pengar)", "(kunna | =kan) ..1 inte ..2 svenska", "inte ..1 vilja"],
            "own-002": "har @neg ..3 (pengar | tid)",
            "wish-001": {"match": "behöva ..2 fler ..1 handledare", "stance": "hypothetical"},
            "gone-001": {"match": ["ta bort ..1 krav", "(inte | ej) ..1 bara ..1 buss"], "stance": "negated"}}}]})json"},
         {"shared/stance.json", shipped("taxonomies/stance.json")},
         {"shared/items.json", shipped("taxonomies/items.json")},
         {"shared/classes.json", shipped("taxonomies/classes.json")}});
    if (!rules) ADD_FAILURE() << render(rules.issue());
    return TestCoder(*rules);
  }();
  return coder;
}

struct Case {
  const char* text;
  std::vector<Stance> stances;  ///< of the codings, in order
};
constexpr Stance A = Stance::affirmed, N = Stance::negated, H = Stance::hypothetical;

void check(const std::vector<Case>& cases, const std::vector<std::string>& about = {"hinder"}) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    std::vector<std::string_view> told, expected;
    for (const Told& t : coder()(c.text, about)) told.push_back(name_of(t.stance));
    for (const Stance s : c.stances) expected.push_back(name_of(s));
    EXPECT_EQ(told, expected);
  }
}

TEST(Stance, ATroubleIsTurnedByANegationAndATopicIsLackedByIt) {
  check({
      {"Språkproblem finns det gott om.", {A}},
      {"Vi har inga språkproblem.", {N}},
      {"Vi har aldrig haft språkproblem här.", {N}},
      {"Hos oss råder det ingen brist på pengar.", {N}},
      {"Vi har aldrig haft någon brist på lokaler.", {N}},
      {"Fördomar har jag aldrig stött på.", {N}},
      {"Kulturkrockar ser vi knappast.", {N}},
      {"Handledare saknas inte.", {N}},
      {"Det finns ingen handledare.", {A}},
      {"Min handledare hade inte ork att visa mig runt.", {A}},
      {"Att inte ha en handledare är det värsta.", {A}},
      {"Personalen saknar motivation.", {A}},
      {"Ingen av dem saknar motivation.", {N}},
      {"Vi har inte tid och inga pengar.", {A}},
  });
}

TEST(Stance, ADenialSpeaksOfATopicToo) {
  check({
      {"Svenskan är inget problem.", {N}},
      {"Svenskan, det är inget problem.", {N}},
      {"Svenskan är inte något stort bekymmer för oss.", {N}},
      {"Det är inte svenskan som stoppar dem.", {N}},
      {"Det är sällan svenskan det hänger på.", {N}},
      {"Knappast språket, i alla fall.", {N}},
      {"Det beror inte på facket.", {N}},
      {"Facket har aldrig hindrat oss.", {N}},
      {"Sekretessen brukar inte ställa till det.", {N}},
      {"Lokaler har vi gott om.", {N}},
      {"Pengarna räcker mer än väl.", {N}},
      {"Pengarna räcker inte.", {A}},
      {"Bussen går hur bra som helst.", {N}},
      {"Sekretess: nej.", {N}},
      {"Att facket är svårt är en myt.", {N}},
      {"Att språket skulle ställa till det har jag svårt att se.", {N}},
      {"Det är inte bara svenskan.", {A}},
      {"Tidsbrist är ett problem, men inte språket.", {A}},
  });
}

TEST(Stance, ManyWaysToDenyAreHeard) {
  check({
      {"Språket är faktiskt det minsta av våra bekymmer.", {N}},
      {"Ingen har klagat på facket hittills.", {N}},
      {"Det går inte att skylla på facket.", {N}},
      {"Visst förhandlar vi, men facket är inte det som avgör.", {N}},
      {"Motståndet är mindre än vad jag hade väntat mig.", {N}},
      {"Motståndet är större än vad jag hade väntat mig.", {A}},
      {"Det har varit förvånansvärt lite motstånd.", {N}},
      {"Inte en enda gång har det varit motstånd.", {N}},
      {"Det stämmer inte att de inte vill jobba.", {N}},
      {"Det är inget fel på motivationen.", {N}},
      {"Tack vare bidraget saknar vi inte pengar.", {N}},
      {"Trots bidraget saknar vi pengar.", {A}},
      {"Krav på körkort har vi inte längre.", {N}},
      {"Kravet på körkort togs bort i våras.", {N}},
      {"Kravet på körkort finns kvar.", {A}},
      {"Facket brukar inte ha något emot det.", {N}},
      {"Tid är det ingen som saknar här.", {N}},
      {"Tid har vi aldrig.", {A}},
      {"Bussen går inte på helgerna.", {A}},
      {"Vi kan inte bortse från språket.", {A}},
      {"Fördomarna är inte så utbredda som man tror.", {N}},
      {"Det är inte ovanligt med fördomar.", {A}},
  });
}

TEST(Stance, TwoNegationsUndoEachOther) {
  check({
      {"Det är inte så att de inte kan svenska.", {N}},
      {"Det var ingen som inte ville.", {N}},
      {"Vi har aldrig saknat pengar.", {N}},
      {"Vi har inga problem med tid.", {N}},
      {"Vi har inte haft brist på pengar.", {N}},
      {"Ingen kan säga att vi inte har språkproblem.", {A}},
  });
}

TEST(Stance, WhatIsOverIsNegatedUnlessThatIsDeniedOrReported) {
  check({
      {"Svenskan löste sig efter ett halvår.", {N}},
      {"Bristen på handledare är löst.", {N}},
      {"Bristen på handledare är inte löst.", {A}},
      {"Motståndet har lagt sig.", {N}},
      {"Motståndet har ännu inte lagt sig.", {A}},
      {"Språkproblemen försvann.", {N}},
      {"Svenskan är inte längre något hinder.", {N}},
      {"Kollegorna är inte längre skeptiska.", {N}},
      {"Stressen är borta.", {N}},
      {"Sekretessen sägs vara löst.", {H}},
      {"Vi slipper tidsbrist.", {N}},
      {"Vi behöver inte fler handledare.", {N}},
  });
}

TEST(Stance, APastTroubleIsOverWhenThePresentTellsNone) {
  check({
      {"I början var svenskan tung, men sedan löste det sig.", {N}},
      {"Facket var emot i början, men i dag är de positiva.", {N}},
      {"Förr var det brist på datorer, numera har alla var sin.", {N}},
      {"I dag slåss man om praktikanterna, förr var det motstånd.", {N}},
      {"Tidigare var det brist på datorer och nu är det ännu värre.", {A}},
      {"Tidigare hade vi lokaler men nu är det brist på lokaler.", {A}},
      {"Kollegorna gnällde först, i dag frågar de efter nästa praktikant.", {N}},
  });
}

TEST(Stance, ConditionsWishesAndQuestionsLeaveItOpen) {
  check({
      {"Om svenskan inte räcker får man hjälpas åt.", {H}},
      {"Hade vi bara haft en handledare till.", {H}},
      {"Skulle facket säga nej får vi tänka om.", {H}},
      {"Kanske blir det motstånd.", {H}},
      {"Det finns risk för stress.", {H}},
      {"Är svenskan ett hinder?", {H}},
      {"Hur gör ni med sekretessen?", {H}},
      {"Vem ska hinna med handledare?", {A}},
      {"Man brukar säga att facket sätter stopp.", {H}},
      {"Folk påstår att det är språkproblem, men det har aldrig hänt hos oss.", {N}},
      {"Om vi tar bort kravet blir det lättare.", {H}},
      {"Vi tog bort kravet.", {N}},
      {"Beslutet om handledare dröjer.", {A}},
  });
}

TEST(Stance, ASentenceSpeaksOfTheOneBefore) {
  check({
      {"Kollegorna var skeptiska. Det löste sig.", {A, N}},
      {"Det var brist på datorer. Så är det inte längre.", {A, N}},
      {"Motståndet var stort. Det gick över.", {A, N}},
      {"Det var brist på lokaler. Nu har alla grupper ett eget rum.", {A, N}},
      {"Facket var emot. Det är de fortfarande.", {A, A}},
      {"Kollegorna gnällde. Sedan tog lunchen slut.", {A}},
      {"Det är brist på lokaler. Nu ska vi äta.", {A}},
      {"Motstånd? Det gick över.", {N, N}},
      {"Det var motstånd. Vi fikade. Det löste sig.", {A}},
      {"Det var motstånd. Det har inte löst sig.", {A}},
  });
}

TEST(Stance, IronyIsNoPraise) {
  check({
      {"Handledare har vi gott om.", {N}},
      {"Jo tjena, handledare har vi gott om.", {A}},
      {"Snacka om genomtänkt, det är inte bara bussen.", {A}},
  });
}

TEST(Stance, WhatAnItemAsksForAsNoHindranceIsNone) {
  check({{"Pengar.", {N}}, {"Bristen på tid.", {N}}, {"Svenskan, men facket säger nej.", {A}}},
        {"utan_hinder"});
  check({{"Pengar.", {A}}, {"Bristen på tid.", {A}}});
  EXPECT_TRUE(coder().asks("Vad är inte längre ett problem hos er?", "utan_hinder"));
  EXPECT_TRUE(coder().asks("Vilka hinder har ni undanröjt?", "utan_hinder"));
  EXPECT_FALSE(coder().asks("Vilka hinder ser ni?", "utan_hinder"));
  EXPECT_FALSE(coder().asks("Varför får ni inte fler sökande?", "utan_hinder"));
}

TEST(Stance, TheInterviewersQuestionIsOpen) {
  EXPECT_EQ(coder()("Är svenskan ett hinder?", {}, BlockRole::interviewer)[0].stance, H);
  EXPECT_EQ(coder()("Vem ska hinna med handledare?", {}, BlockRole::interviewer)[0].stance, H);
}

TEST(Stance, TheLongerReadingHoldsAndAFixedOneStays) {
  const auto rules = rules_of(
      {{"taxonomy.json",
        R"({"id":"t","name_sv":"T","stance":true,"codes":[{"id":"k","name_sv":"K","indicators":{
            "k-001": {"match": "svenska .. räcka", "stance": "negated"},
            "k-002": "svenska .. räcka .. inte"}}]})"},
       {"shared/stance.json", shipped("taxonomies/stance.json")},
       {"shared/classes.json", shipped("taxonomies/classes.json")}});
  ASSERT_TRUE(rules);
  TestCoder longer(*rules);
  EXPECT_EQ(longer("Svenskan räcker bra.")[0].stance, Stance::negated);
  EXPECT_EQ(longer("Svenskan räcker inte.")[0].stance, Stance::affirmed);
  EXPECT_EQ(longer("Svenskan räcker inte.")[0].rule, "k-002");
}

}  // namespace
}  // namespace samsyn::testing
