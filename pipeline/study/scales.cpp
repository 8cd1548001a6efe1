#include "pipeline/study/scales.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <map>
#include <set>

#include "pipeline/study/wording.hpp"

namespace samsyn::guess {
namespace {

/// Labels of one family with their place from low to high; labels of one place mean the same. The
/// places leave room: 0 the low end, 4 the middle, 8 the high end.
struct Label {
  std::string_view family;
  int place;
  std::string_view label;
};

constexpr Label kLabels[] = {
    {"agreement", 0, "stämmer inte alls"},
    {"agreement", 0, "stämmer inte"},
    {"agreement", 0, "instämmer inte alls"},
    {"agreement", 0, "håller inte alls med"},
    {"agreement", 0, "tar helt avstånd"},
    {"agreement", 0, "strongly disagree"},
    {"agreement", 1, "stämmer mycket dåligt"},
    {"agreement", 1, "instämmer inte"},
    {"agreement", 1, "tar avstånd"},
    {"agreement", 2, "stämmer dåligt"},
    {"agreement", 2, "stämmer ganska dåligt"},
    {"agreement", 2, "stämmer i låg grad"},
    {"agreement", 2, "stämmer i liten utsträckning"},
    {"agreement", 2, "stämmer till liten del"},
    {"agreement", 2, "instämmer i liten utsträckning"},
    {"agreement", 2, "instämmer i låg grad"},
    {"agreement", 2, "instämmer knappast"},
    {"agreement", 2, "instämmer till liten del"},
    {"agreement", 2, "håller inte med"},
    {"agreement", 2, "tar delvis avstånd"},
    {"agreement", 2, "disagree"},
    {"agreement", 3, "stämmer mindre bra"},
    {"agreement", 3, "stämmer inte så bra"},
    {"agreement", 3, "stämmer inte särskilt bra"},
    {"agreement", 3, "håller delvis inte med"},
    {"agreement", 3, "instämmer inte helt"},
    {"agreement", 3, "somewhat disagree"},
    {"agreement", 4, "stämmer delvis"},
    {"agreement", 4, "stämmer varken bra eller dåligt"},
    {"agreement", 4, "stämmer till viss del"},
    {"agreement", 4, "stämmer i viss mån"},
    {"agreement", 4, "instämmer delvis"},
    {"agreement", 4, "instämmer till viss del"},
    {"agreement", 4, "varken eller"},
    {"agreement", 4, "varken instämmer eller tar avstånd"},
    {"agreement", 4, "varken håller med eller inte"},
    {"agreement", 4, "neutral"},
    {"agreement", 4, "neither agree nor disagree"},
    {"agreement", 5, "håller delvis med"},
    {"agreement", 5, "instämmer i viss utsträckning"},
    {"agreement", 5, "somewhat agree"},
    {"agreement", 6, "stämmer bra"},
    {"agreement", 6, "stämmer ganska bra"},
    {"agreement", 6, "stämmer i stort sett"},
    {"agreement", 6, "stämmer i hög grad"},
    {"agreement", 6, "stämmer till stor del"},
    {"agreement", 6, "stämmer i stor utsträckning"},
    {"agreement", 6, "instämmer"},
    {"agreement", 6, "instämmer i stort"},
    {"agreement", 6, "instämmer i hög grad"},
    {"agreement", 6, "instämmer till stor del"},
    {"agreement", 6, "instämmer i stor utsträckning"},
    {"agreement", 6, "håller med"},
    {"agreement", 6, "agree"},
    {"agreement", 7, "stämmer mycket bra"},
    {"agreement", 7, "instämmer i mycket hög grad"},
    {"agreement", 8, "stämmer helt"},
    {"agreement", 8, "stämmer precis"},
    {"agreement", 8, "stämmer helt och hållet"},
    {"agreement", 8, "stämmer fullt ut"},
    {"agreement", 8, "instämmer helt"},
    {"agreement", 8, "instämmer helt och hållet"},
    {"agreement", 8, "instämmer fullt ut"},
    {"agreement", 8, "håller helt med"},
    {"agreement", 8, "håller med helt"},
    {"agreement", 8, "strongly agree"},
    {"frequency", 0, "aldrig"},
    {"frequency", 0, "never"},
    {"frequency", 1, "nästan aldrig"},
    {"frequency", 1, "mycket sällan"},
    {"frequency", 1, "almost never"},
    {"frequency", 1, "någon gång per år"},
    {"frequency", 1, "enstaka gång"},
    {"frequency", 1, "mer sällan"},
    {"frequency", 2, "sällan"},
    {"frequency", 2, "några gånger per år"},
    {"frequency", 2, "rarely"},
    {"frequency", 2, "seldom"},
    {"frequency", 3, "någon gång i halvåret"},
    {"frequency", 3, "då och då"},
    {"frequency", 3, "varje kvartal"},
    {"frequency", 4, "ibland"},
    {"frequency", 4, "sometimes"},
    {"frequency", 4, "någon gång i månaden"},
    {"frequency", 4, "någon gång per månad"},
    {"frequency", 4, "varje månad"},
    {"frequency", 4, "månadsvis"},
    {"frequency", 4, "monthly"},
    {"frequency", 5, "regelbundet"},
    {"frequency", 5, "några gånger i månaden"},
    {"frequency", 6, "ofta"},
    {"frequency", 6, "often"},
    {"frequency", 6, "någon gång i veckan"},
    {"frequency", 6, "varje vecka"},
    {"frequency", 6, "veckovis"},
    {"frequency", 6, "weekly"},
    {"frequency", 7, "mycket ofta"},
    {"frequency", 7, "för det mesta"},
    {"frequency", 7, "oftast"},
    {"frequency", 7, "nästan alltid"},
    {"frequency", 7, "flera gånger i veckan"},
    {"frequency", 7, "very often"},
    {"frequency", 8, "alltid"},
    {"frequency", 8, "dagligen"},
    {"frequency", 8, "varje dag"},
    {"frequency", 8, "always"},
    {"frequency", 8, "daily"},
    {"satisfaction", 0, "mycket missnöjd"},
    {"satisfaction", 0, "inte alls nöjd"},
    {"satisfaction", 0, "very dissatisfied"},
    {"satisfaction", 2, "missnöjd"},
    {"satisfaction", 2, "ganska missnöjd"},
    {"satisfaction", 2, "inte särskilt nöjd"},
    {"satisfaction", 2, "mindre nöjd"},
    {"satisfaction", 2, "dissatisfied"},
    {"satisfaction", 4, "varken nöjd eller missnöjd"},
    {"satisfaction", 4, "varken eller"},
    {"satisfaction", 4, "neutral"},
    {"satisfaction", 4, "neither satisfied nor dissatisfied"},
    {"satisfaction", 6, "nöjd"},
    {"satisfaction", 6, "ganska nöjd"},
    {"satisfaction", 6, "satisfied"},
    {"satisfaction", 8, "mycket nöjd"},
    {"satisfaction", 8, "helt nöjd"},
    {"satisfaction", 8, "very satisfied"},
    {"quality", 0, "mycket dåligt"},
    {"quality", 0, "mycket dålig"},
    {"quality", 0, "very poor"},
    {"quality", 0, "very bad"},
    {"quality", 0, "fungerar inte alls"},
    {"quality", 2, "dåligt"},
    {"quality", 2, "dålig"},
    {"quality", 2, "ganska dåligt"},
    {"quality", 2, "ganska dålig"},
    {"quality", 2, "mindre bra"},
    {"quality", 2, "inte så bra"},
    {"quality", 2, "poor"},
    {"quality", 2, "bad"},
    {"quality", 2, "fungerar dåligt"},
    {"quality", 4, "varken bra eller dåligt"},
    {"quality", 4, "varken bra eller dålig"},
    {"quality", 4, "varken eller"},
    {"quality", 4, "godtagbart"},
    {"quality", 4, "okej"},
    {"quality", 4, "fair"},
    {"quality", 4, "fungerar delvis"},
    {"quality", 6, "bra"},
    {"quality", 6, "ganska bra"},
    {"quality", 6, "good"},
    {"quality", 6, "fungerar bra"},
    {"quality", 8, "mycket bra"},
    {"quality", 8, "utmärkt"},
    {"quality", 8, "very good"},
    {"quality", 8, "excellent"},
    {"quality", 8, "fungerar mycket bra"},
    {"extent", 0, "inte alls"},
    {"extent", 0, "nej, inte alls"},
    {"extent", 0, "not at all"},
    {"extent", 1, "i mycket liten utsträckning"},
    {"extent", 1, "i mycket låg grad"},
    {"extent", 1, "mycket lite"},
    {"extent", 2, "i liten utsträckning"},
    {"extent", 2, "i låg grad"},
    {"extent", 2, "i liten grad"},
    {"extent", 2, "lite"},
    {"extent", 2, "knappast"},
    {"extent", 2, "a little"},
    {"extent", 2, "to a small extent"},
    {"extent", 4, "i viss utsträckning"},
    {"extent", 4, "i viss mån"},
    {"extent", 4, "till viss del"},
    {"extent", 4, "ja, delvis"},
    {"extent", 4, "delvis"},
    {"extent", 4, "ganska mycket"},
    {"extent", 4, "to some extent"},
    {"extent", 4, "somewhat"},
    {"extent", 6, "i stor utsträckning"},
    {"extent", 6, "i hög grad"},
    {"extent", 6, "till stor del"},
    {"extent", 6, "i stort sett"},
    {"extent", 6, "mycket"},
    {"extent", 6, "to a large extent"},
    {"extent", 8, "i mycket stor utsträckning"},
    {"extent", 8, "i mycket hög grad"},
    {"extent", 8, "helt"},
    {"extent", 8, "helt och hållet"},
    {"extent", 8, "väldigt mycket"},
    {"extent", 8, "ja, helt"},
    {"extent", 8, "completely"},
    {"importance", 0, "inte alls viktigt"},
    {"importance", 0, "oviktigt"},
    {"importance", 0, "not at all important"},
    {"importance", 2, "mindre viktigt"},
    {"importance", 2, "inte så viktigt"},
    {"importance", 2, "lite viktigt"},
    {"importance", 2, "slightly important"},
    {"importance", 4, "ganska viktigt"},
    {"importance", 4, "varken viktigt eller oviktigt"},
    {"importance", 4, "moderately important"},
    {"importance", 6, "viktigt"},
    {"importance", 6, "important"},
    {"importance", 8, "mycket viktigt"},
    {"importance", 8, "avgörande"},
    {"importance", 8, "very important"},
    {"likelihood", 0, "inte alls troligt"},
    {"likelihood", 0, "mycket osannolikt"},
    {"likelihood", 0, "very unlikely"},
    {"likelihood", 2, "mindre troligt"},
    {"likelihood", 2, "inte troligt"},
    {"likelihood", 2, "osannolikt"},
    {"likelihood", 2, "unlikely"},
    {"likelihood", 4, "kanske"},
    {"likelihood", 4, "varken eller"},
    {"likelihood", 6, "troligt"},
    {"likelihood", 6, "ganska troligt"},
    {"likelihood", 6, "sannolikt"},
    {"likelihood", 6, "likely"},
    {"likelihood", 8, "mycket troligt"},
    {"likelihood", 8, "mycket sannolikt"},
    {"likelihood", 8, "very likely"},
    {"ease", 0, "mycket svårt"},
    {"ease", 0, "very difficult"},
    {"ease", 2, "svårt"},
    {"ease", 2, "ganska svårt"},
    {"ease", 2, "difficult"},
    {"ease", 4, "varken lätt eller svårt"},
    {"ease", 4, "varken eller"},
    {"ease", 6, "lätt"},
    {"ease", 6, "ganska lätt"},
    {"ease", 6, "easy"},
    {"ease", 8, "mycket lätt"},
    {"ease", 8, "very easy"},
    {"size", 0, "mycket liten"},
    {"size", 0, "mycket litet"},
    {"size", 0, "inget"},
    {"size", 0, "ingen"},
    {"size", 2, "liten"},
    {"size", 2, "litet"},
    {"size", 2, "ganska liten"},
    {"size", 2, "ganska litet"},
    {"size", 4, "varken stort eller litet"},
    {"size", 4, "måttlig"},
    {"size", 4, "måttligt"},
    {"size", 6, "stor"},
    {"size", 6, "stort"},
    {"size", 6, "ganska stor"},
    {"size", 6, "ganska stort"},
    {"size", 8, "mycket stor"},
    {"size", 8, "mycket stort"},
    {"level", 0, "mycket låg"},
    {"level", 0, "mycket lågt"},
    {"level", 0, "very low"},
    {"level", 2, "låg"},
    {"level", 2, "lågt"},
    {"level", 2, "low"},
    {"level", 4, "medel"},
    {"level", 4, "varken hög eller låg"},
    {"level", 4, "medium"},
    {"level", 6, "hög"},
    {"level", 6, "högt"},
    {"level", 6, "high"},
    {"level", 8, "mycket hög"},
    {"level", 8, "mycket högt"},
    {"level", 8, "very high"},
    {"change", 0, "mycket sämre"},
    {"change", 0, "minskat mycket"},
    {"change", 2, "sämre"},
    {"change", 2, "något sämre"},
    {"change", 2, "minskat"},
    {"change", 2, "worse"},
    {"change", 4, "oförändrat"},
    {"change", 4, "varken bättre eller sämre"},
    {"change", 4, "lika"},
    {"change", 4, "ungefär som förut"},
    {"change", 4, "the same"},
    {"change", 6, "bättre"},
    {"change", 6, "något bättre"},
    {"change", 6, "ökat"},
    {"change", 6, "better"},
    {"change", 8, "mycket bättre"},
    {"change", 8, "ökat mycket"},
};

constexpr std::string_view kDontKnow[] = {"vet ej",
                                          "vet inte",
                                          "vet ej/ingen uppfattning",
                                          "vet ej / ingen uppfattning",
                                          "ingen åsikt",
                                          "ingen uppfattning",
                                          "har ingen uppfattning",
                                          "kan inte bedöma",
                                          "kan ej bedöma",
                                          "kan inte svara",
                                          "vill ej svara",
                                          "vill inte svara",
                                          "vill inte uppge",
                                          "vill ej uppge",
                                          "ej aktuellt",
                                          "inte aktuellt",
                                          "ej relevant",
                                          "inte relevant",
                                          "ej tillämpligt",
                                          "osäker",
                                          "don't know",
                                          "do not know",
                                          "not applicable",
                                          "n/a",
                                          "no opinion",
                                          "prefer not to say",
                                          "not relevant",
                                          "ingen erfarenhet",
                                          "vet ej/kan ej svara",
                                          "vet inte/ej aktuellt",
                                          "vet ej/ej aktuellt"};

constexpr std::string_view kYes[] = {
    "ja",       "j",       "yes",      "y",      "x", "1",        "true", "sant", "vald",
    "markerad", "checked", "selected", "quoted", "✓", "ikryssad", "☒",    "☑"};
constexpr std::string_view kNo[] = {
    "nej",          "n",          "no",        "0",           "false",
    "falskt",       "ej vald",    "inte vald", "ej markerad", "unchecked",
    "not selected", "not quoted", "omarkerad", "☐",           "-"};

/// A label without full stop, and without the figure that stands before or in brackets after it.
struct Bare {
  std::string text;
  int figure = -1;
};
Bare bare(std::string_view label) {
  Bare out{key_of(label), -1};
  std::string& t = out.text;
  std::size_t digits = 0;
  while (digits < t.size() && digits < 3 && t[digits] >= '0' && t[digits] <= '9') ++digits;
  if (digits > 0 && digits < 3) {
    std::size_t rest = digits;
    while (rest < t.size() && std::string_view(" =.:-–—()").find(t[rest]) != std::string_view::npos)
      ++rest;
    // An en dash is three bytes, each of them among the signs above.
    if (rest > digits || rest == t.size()) {
      out.figure = std::atoi(t.substr(0, digits).c_str());
      t.erase(0, rest);
      if (!t.empty() && t.back() == ')') t.pop_back();
    }
  } else if (t.size() > 3 && t.back() == ')') {
    const std::size_t open = t.rfind('(');
    const std::string inside =
        open == std::string::npos ? "" : t.substr(open + 1, t.size() - open - 2);
    if (!inside.empty() && inside.size() < 3 &&
        inside.find_first_not_of("0123456789") == std::string::npos) {
      out.figure = std::atoi(inside.c_str());
      t.erase(open);
    }
  }
  while (!t.empty() && (t.back() == '.' || t.back() == ' ' || t.back() == '!')) t.pop_back();
  return out;
}

}  // namespace

bool means_dont_know(std::string_view label) { return among(kDontKnow, bare(label).text); }
bool is_yes(std::string_view label) { return among(kYes, key_of(label)); }
bool is_no(std::string_view label) { return among(kNo, key_of(label)); }

ScaleGuess find_scale(const std::vector<std::string>& labels) {
  ScaleGuess best;
  if (labels.size() < 2 || labels.size() > 12) return best;

  std::vector<std::pair<int, std::string>> figures;
  std::set<int> distinct;
  bool words = false;
  for (const std::string& label : labels) {
    const Bare b = bare(label);
    if (b.figure < 0 || b.figure > 10) continue;
    figures.emplace_back(b.figure, label);
    distinct.insert(b.figure);
    words = words || !b.text.empty();
  }
  // Bare figures alone may be a count: that is decided with the question (guess_column.cpp).
  if (words && figures.size() == labels.size() && distinct.size() == labels.size() &&
      labels.size() >= 3) {
    std::sort(figures.begin(), figures.end());
    for (auto& [figure, label] : figures) best.labels.push_back(std::move(label));
    return {"digits", best.labels, 1.0};
  }

  std::map<std::string_view, std::vector<std::pair<int, std::string>>> families;
  for (const std::string& label : labels) {
    const std::string text = bare(label).text;
    for (const Label& known : kLabels)
      if (known.label == text) families[known.family].emplace_back(known.place, label);
  }
  for (auto& [family, members] : families) {
    const double covered = static_cast<double>(members.size()) / static_cast<double>(labels.size());
    std::stable_sort(members.begin(), members.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    const bool ends = members.front().first <= 2 && members.back().first >= 6;
    if (covered <= best.covered || (members.size() < 3 && !ends) || members.size() < 2) continue;
    best = {std::string(family), {}, covered};
    for (auto& [place, label] : members) best.labels.push_back(label);
  }
  return best;
}

}  // namespace samsyn::guess
