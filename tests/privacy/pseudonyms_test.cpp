#include "stages/privacy/pseudonyms.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace {

using namespace samsyn;
using namespace samsyn::privacy;

Found name(std::string key, std::string text = "x") {
  return {{0, 1}, Kind::name, false, std::move(key), std::move(text)};
}

std::vector<std::string> numbered(const std::vector<std::string>& keys) {
  std::vector<Found> found;
  for (const std::string& key : keys) found.push_back(name(key));
  return Pseudonyms("sv").number(found);
}

TEST(Pseudonyms, CountByKindInOrder) {
  Pseudonyms pseudonyms("sv");
  const std::vector<Found> found{{{0, 1}, Kind::phone, false, "0701", "0701"},
                                 {{0, 1}, Kind::name, true, "anna|", "Annas"},
                                 {{0, 1}, Kind::phone, false, "0702", "0702"},
                                 {{0, 1}, Kind::phone, false, "0701", "0701"},
                                 {{0, 1}, Kind::name, false, "anna|", "ANNA"}};
  EXPECT_EQ(pseudonyms.number(found),
            (std::vector<std::string>{"[Telefon 1]", "[Namn 1]s", "[Telefon 2]", "[Telefon 1]",
                                      "[Namn 1]"}));
  EXPECT_EQ(pseudonyms.count(Kind::phone), 2U);
  EXPECT_EQ(Pseudonyms("en").number(found).at(1), "[Name 1]\xE2\x80\x99s");
}

TEST(Pseudonyms, LinkPartsToTheOnlyWholeNameSeen) {
  const struct {
    std::vector<std::string> keys, names;
  } kCases[] = {
      {{"anna|lindqvist", "anna|", "|lindqvist", "a.|lindqvist", "anna-l.|"},
       {"[Namn 1]", "[Namn 1]", "[Namn 1]", "[Namn 1]", "[Namn 1]"}},
      // two fit: a number of its own, kept from then on
      {{"anna|lindqvist", "anna|", "anna|berg", "anna|", "anna|"},
       {"[Namn 1]", "[Namn 1]", "[Namn 2]", "[Namn 3]", "[Namn 3]"}},
      // had its own number before the whole name came
      {{"anna|", "anna|lindqvist", "anna|"}, {"[Namn 1]", "[Namn 2]", "[Namn 1]"}},
      {{"anna|lindqvist", "eva|", "b.|lindqvist"}, {"[Namn 1]", "[Namn 2]", "[Namn 3]"}},
      {{"anna|lindqvist", "eva|lindqvist", "|lindqvist"}, {"[Namn 1]", "[Namn 2]", "[Namn 3]"}},
  };
  for (const auto& c : kCases)
    EXPECT_EQ(numbered(c.keys), c.names) << c.keys.front() << c.keys.size();
}

TEST(Pseudonyms, JoinPartsWithWholeNamesOfTheSameDocumentAlone) {
  Pseudonyms pseudonyms("sv");
  const auto number = [&](const std::string& key) { return pseudonyms.number({name(key)}).at(0); };
  EXPECT_EQ(number("anna|berg"), "[Namn 1]");
  EXPECT_EQ(number("anna|"), "[Namn 1]");
  pseudonyms.next_document();
  EXPECT_EQ(number("anna|"), "[Namn 2]");  // another Anna, for all that is known
  EXPECT_EQ(number("anna|holm"), "[Namn 3]");
  EXPECT_EQ(number("anna|"), "[Namn 2]");  // as before in this document
  pseudonyms.next_document();
  EXPECT_EQ(number("anna|holm"), "[Namn 3]");
  EXPECT_EQ(number("anna|"), "[Namn 3]");
  EXPECT_EQ(number("|holm"), "[Namn 3]");
  EXPECT_EQ(number("anna|berg"), "[Namn 1]");
  EXPECT_EQ(number("anna|"), "[Namn 2]");  // which of the two is not known
  EXPECT_EQ(number("|holm"), "[Namn 3]");
  pseudonyms.next_document();
  EXPECT_EQ(number("|holm"), "[Namn 4]");
}

Masks two_masks() {
  Masks masks;
  masks.all = {{{5, 9}, Kind::name, false, "anna|", "Anna"},
               {{14, 19}, Kind::name, true, "evas|", "Pelle"}};
  masks.first = {0, 2};
  return masks;
}

TEST(Pseudonyms, CutAndResolveGiveTheMaskedText) {
  const std::string text = "Fråg Anna och Pelle.";  // å takes two bytes: Anna is at 6
  Masks masks = two_masks();
  masks.all[0].span = {6, 10};
  masks.all[1].span = {15, 20};
  const auto places = blanks(masks, 0);
  std::string cut_text = cut(text, 0, static_cast<std::uint32_t>(text.size()), places);
  const std::vector<std::string> names{"[Namn 1]", "[Namn 2]s"};
  EXPECT_EQ(cut_text.find("Anna"), std::string::npos);
  resolve(cut_text, names);
  EXPECT_EQ(cut_text, "Fråg [Namn 1] och [Namn 2]s.");
  EXPECT_EQ(masked(text, masks.all, names), cut_text);
}

TEST(Pseudonyms, MarkOnBothSidesOfABorderThatCutsAFinding) {
  const std::string text = "Fran Anna och Pelle.";
  const auto places = blanks(two_masks(), 0);
  std::string left = cut(text, 0, 7, places);
  std::string right = cut(text, 7, 20, places);
  resolve(left, {"[Namn 1]", "[Namn 2]"});
  resolve(right, {"[Namn 1]", "[Namn 2]"});
  EXPECT_EQ(left, "Fran [Namn 1]");
  EXPECT_EQ(right, "[Namn 1] och [Namn 2].");
}

TEST(Pseudonyms, MoveEvidenceAlong) {
  const std::string text = "Fran Anna och Pelle kom.";
  const auto spans = blanks(two_masks(), 0);
  // "Fran", "Anna", "nna och", "och", "Pelle kom", "kom"
  Places places{{0, 4}, {5, 9}, {6, 13}, {10, 13}, {14, 23}, {20, 23}};
  follow(places, text, 0, 24, spans);
  std::string shown = cut(text, 0, 24, spans);
  resolve(shown, places, {"[Namn 1]", "[Namn 2]"});
  ASSERT_EQ(shown, "Fran [Namn 1] och [Namn 2] kom.");
  std::vector<std::string> words;
  for (const auto& [from, to] : places) words.push_back(shown.substr(from, to - from));
  EXPECT_EQ(words, (std::vector<std::string>{"Fran", "[Namn 1]", "[Namn 1] och", "och",
                                             "[Namn 2] kom", "kom"}));
}

TEST(Pseudonyms, MoveEveryPlaceOfALongSegmentAlong) {
  // As many names as words between them, each place checked against the text itself.
  std::string text;
  Masks masks;
  Places all;
  for (std::uint32_t n = 0; n < 5000; ++n) {
    const auto at = static_cast<std::uint32_t>(text.size());
    masks.all.push_back({{at, at + 5}, Kind::name, false, "åsa|", "Åsa"});
    text += "Åsaa å ";
    all.emplace_back(n * 7 + 5, n * 7 + 6);
  }
  for (Found& found : masks.all) found.span.end = found.span.begin + 5;
  masks.first = {0, 5000};
  std::vector<std::string> names(5000, "[Namn 1]");
  // «Åsaa å » has seven code points in nine bytes: Å and å take two each.
  const auto size = static_cast<std::uint32_t>(text.size());
  ASSERT_EQ(size, 5000U * 9U);
  const auto spans = blanks(masks, 0);
  follow(all, text, 0, size, spans);
  std::string shown = cut(text, 0, size, spans);
  resolve(shown, all, names);
  ASSERT_EQ(shown.substr(0, 24), "[Namn 1] å [Namn 1] å ");
  for (std::uint32_t n = 0; n < 5000; ++n) {
    ASSERT_EQ(all[n], (std::pair<std::uint32_t, std::uint32_t>{n * 11 + 9, n * 11 + 10}));
  }
}

TEST(Pseudonyms, LeaveMarksThatNobodyMade) {
  std::string text =
      "a\xEF\xB7\x90"
      "99\xEF\xB7\x91"
      "b\xEF\xB7\x90"
      "c\xEF\xB7\x91\xEF\xB7\x90";
  const std::string before = text;
  resolve(text, {"[Namn 1]"});
  EXPECT_EQ(text, before);
}

TEST(Pseudonyms, RawBlanksFollowTheWayBack) {
  // raw "Fran  Anna": two blanks became one
  NormBlock norm;
  norm.text = "Fran Anna och Pelle.";
  norm.edits = {{{4, 5}, {4, 6}}};
  const auto spans = raw_blanks(two_masks(), 0, norm);
  ASSERT_EQ(spans.size(), 2U);
  EXPECT_EQ(spans[0].begin, 6U);
  EXPECT_EQ(spans[0].end, 10U);
}

TEST(Pseudonyms, TellTheKeyOnlyWhenTheyKeepIt) {
  Masks masks = two_masks();
  masks.all.push_back({{14, 19}, Kind::name, false, "anna|", "anna"});
  masks.first = {0, 1, 3};
  Pseudonyms pseudonyms("sv", true);
  pseudonyms.number(masks, [](std::uint32_t block) {
    Where where;
    where.file = "svar.csv";
    where.row = block + 2;
    return where;
  });
  const auto key = nlohmann::json::parse(pseudonyms.key_file());
  ASSERT_EQ(key["pseudonyms"].size(), 2U);
  EXPECT_EQ(key["pseudonyms"][0]["pseudonym"], "[Namn 1]");
  EXPECT_EQ(key["pseudonyms"][0]["forms"], (std::vector<std::string>{"Anna", "anna"}));
  EXPECT_EQ(key["pseudonyms"][0]["times"], 2);
  EXPECT_EQ(key["pseudonyms"][0]["first"]["row"], 2);
  EXPECT_EQ(key["pseudonyms"][1]["first"]["row"], 3);
  Pseudonyms forgets("sv");
  forgets.number(masks);
  EXPECT_EQ(forgets.key_file().find("anna"), std::string::npos);
  EXPECT_EQ(forgets.key_file().find("Anna"), std::string::npos);
}

}  // namespace
