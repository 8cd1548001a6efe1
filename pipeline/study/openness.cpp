// Open or closed? A sum of evidence, turned into a probability. A closed item may have hundreds of
// values (municipalities), long labels and few respondents; an open one may hold single words that
// recur. What sets them apart is how the features go together, so each weight is small enough that
// two others outweigh it. Repetition speaks of options as far as a form could have so many of them:
// few texts again and again are a choice, but a dozen phrases in a few wordings each are what
// people write who agree with, or copy, each other.

#include <algorithm>
#include <cmath>

#include "pipeline/study/guess_column.hpp"
#include "pipeline/study/wording.hpp"

namespace samsyn::guess {
namespace {

struct Cue {
  std::string_view phrase;  ///< in the key of the question; with " " around it where it is a word
  double weight;            ///< towards open
};

/// Evidence in the wording. The strongest cue of each sign counts.
constexpr Cue kCues[] = {{"berätta", 8.0},
                         {"beskriv", 8.0},
                         {"motivera", 8.0},
                         {"kommentar", 8.0},
                         {"varför", 3.5},
                         {"ge exempel", 4.0},
                         {"ge gärna", 4.0},
                         {"med egna ord", 9.0},
                         {"skriv fritt", 9.0},
                         {"beskriv fritt", 9.0},
                         {"berätta fritt", 9.0},
                         {"egna ord", 9.0},
                         {"något mer", 9.0},
                         {"något annat du", 9.0},
                         {"något du vill", 5.0},
                         {"något ni vill", 5.0},
                         {"något övrigt", 9.0},
                         {"övriga kommentarer", 9.0},
                         {"vill du tillägga", 9.0},
                         {"vill berätta", 9.0},
                         {"anything else", 9.0},
                         {"svara fritt", 9.0},
                         {"skriv gärna", 5.0},
                         {"nämn ", 4.0},
                         {"vad är det största", 3.0},
                         {"vad är svårast", 3.0},
                         {"vad tycker du", 2.5},
                         {"övriga synpunkter", 8.0},
                         {"synpunkter", 4.0},
                         {"synpunkt", 3.0},
                         {"önskemål", 3.0},
                         {"tankar om", 4.0},
                         {"dina tankar", 4.0},
                         {"era tankar", 4.0},
                         {"reflektion", 4.0},
                         {"tillägga", 5.0},
                         {"övrigt", 1.2},
                         {"utveckla", 1.8},
                         {"hur gör ni", 1.8},
                         {"hur går det till", 2.5},
                         {"hur ser du på", 1.8},
                         {"vad försvårar", 1.8},
                         {"vilka hinder", 1.6},
                         {"vad hindrar", 2.0},
                         {"vad krävs", 2.2},
                         {"vad behövs", 2.2},
                         {"vad behöver", 2.2},
                         {"vad saknar", 2.0},
                         {"vad saknas", 2.0},
                         {"vad skulle", 2.0},
                         {"vad tycker", 1.2},
                         {"vad gör", 1.3},
                         {"på vilket sätt", 2.8},
                         {"hur skulle", 1.8},
                         {"hur arbetar", 1.3},
                         {"vilka erfarenheter", 1.8},
                         {"hur tänker", 1.8},
                         {"förslag", 3.5},
                         {"describe", 2.5},
                         {"please explain", 2.5},
                         {"tell us", 2.5},
                         {"fritext", 9.0},
                         {"öppet svar", 9.0},
                         {"open-ended", 9.0},
                         {"explain", 1.8},
                         {"exempel på", 1.6},
                         {"why", 1.6},
                         {"comment", 2.0},
                         {"hur fungerar", 0.5},
                         {"vad ", 1.8},
                         {"vilka ", 0.5},
                         {"hur ", 1.4},
                         {"välj ", -2.0},
                         {"kryssa", -2.5},
                         {"markera", -2.0},
                         {"flera svar", -2.2},
                         {"flera alternativ", -2.2},
                         {"ett alternativ", -2.5},
                         {"hur ofta", -1.8},
                         {"i vilken grad", -2.0},
                         {"vilket påstående", -3.0},
                         {"stämmer bäst", -2.5},
                         {"ta ställning", -2.5},
                         {"ange en ", -2.0},
                         {"ange ett ", -2.0},
                         {"i vilken utsträckning", -2.0},
                         {"hur nöjd", -2.0},
                         {"hur viktig", -1.6},
                         {"instämmer", -1.8},
                         {"hur många", -1.8},
                         {"antal", -1.5},
                         {"hur länge", -1.2},
                         {"vilken kommun", -2.5},
                         {"vilken typ av", -1.5},
                         {"vilken av", -1.8},
                         {"är du ", -0.9},
                         {"har du ", -0.6},
                         {"har ni ", -0.4},
                         {"finns det ", -0.4},
                         {"kön", -1.5},
                         {"ålder", -1.5},
                         {"how often", -1.8},
                         {"to what extent", -2.0},
                         {"select", -1.8},
                         {"choose", -1.8},
                         {"vilken ", -0.6},
                         {"which of", -1.8},
                         {"hur väl", -1.2},
                         {"stämmer", -1.2}};

double clamp(double x, double low, double high) { return std::min(high, std::max(low, x)); }

constexpr double kMostRepetition = 9;  // what repetition takes away at most

/// How far repetition speaks of options, 0..1: labels of one or two words may be many, but phrases
/// are seldom more than half a dozen in a form.
double options_likely(const Features& f) {
  const bool phrases = f.phrase_words >= 1.8 && (f.function_words >= 0.1 || f.mixed_lengths > 0);
  if (!phrases) return 1;
  constexpr double kByNumber[]{1, 0.8, 0.5, 0.3, 0.18, 0.1};  // of six, seven … different texts
  const std::size_t at = std::min<std::size_t>(std::max<std::size_t>(f.distinct, 6) - 6, 5);
  // Where each text has two answers or so, a choice would have to have more options still.
  const bool thin = f.distinct >= 5 && f.distinct * 5 >= f.answers * 2;
  return kByNumber[at] * (thin ? 0.6 : 1);
}

/// What repetition takes away, up to kMostRepetition, or gives when nobody wrote the same.
double repetition(const Features& f) {
  const auto n = static_cast<double>(f.answers);
  const auto distinct = static_cast<double>(f.distinct);
  // Weighed by how much they could have repeated each other: among six answers five options may all
  // differ, among sixty they cannot.
  const double weight = clamp(n / 12, 0.35, 1.6);
  // Most may have nothing to say and say so alike; the others then tell what was asked for.
  const bool mostly_nothing = f.telling <= 0.7 && f.telling * n >= 2 && f.telling_words >= 2.5;
  const double recurring = mostly_nothing ? f.telling_recurring : f.recurring;
  // Even among few answers it says something that nobody chose the same.
  if (recurring < 0.12) return 2.2 * std::max(0.5, weight);
  if (recurring < 0.35) return 0.4 * weight;
  double s = (recurring >= 0.85 ? -4.5 : recurring >= 0.6 ? -2.6 : -1.2) * weight;
  // Many answers on few values: the average option is chosen often.
  if (!mostly_nothing && n / distinct >= 4) s -= 1.5 * weight;
  // Long texts that recur word for word are options.
  if (f.long_recurring >= 0.1) s -= f.long_recurring >= 0.3 ? 6.0 : 2.5;
  return std::max(s, -kMostRepetition) * options_likely(f);
}

}  // namespace

double wording_cue(std::string_view question) {
  const std::string key = " " + key_of(question) + " ";
  double up = 0, down = 0;
  for (const Cue& cue : kCues) {
    const std::size_t at = key.find(cue.phrase);
    if (at == std::string::npos || at == 0) continue;
    // In the middle of a word ("ålder" in "målder") it is no cue; å ä ö end in bytes above 0x7F.
    const auto before = static_cast<unsigned char>(key[at - 1]);
    if (before >= 0x80 || std::isalnum(before) != 0) continue;
    up = std::max(up, cue.weight);
    down = std::min(down, cue.weight);
  }
  return up + down;
}

double openness(const Features& f, std::string_view question) {
  double s = wording_cue(question);
  if (f.answers == 0) return 1 / (1 + std::exp(-s));
  s += repetition(f);
  s += clamp((f.mean_words - 4) * 0.4, -1.2, 3.5);
  s += clamp((f.function_words - 0.25) * 2.5, -0.4, 1.9);
  s += clamp((f.sentences - 0.1) * 3.0, -0.3, 2.2);
  // Labels are written once, by one person: free text has several spellings, small first letters
  // beside capitals, and a few answers much longer than the others.
  s += clamp(f.variants * 3.0, 0, 2.0);
  s += clamp(f.mixed_lengths * 6.0, 0, 1.5);
  if (f.lower_start > 0.1 && f.lower_start < 0.9 && f.recurring < 0.85) s += 0.9;
  if (f.deviation > f.mean_words * 0.6 && f.most_words >= 8) s += 1.2;
  if (f.most_words <= 4 && f.lower_start < 0.05) s -= 0.8;
  if (f.numbers > 0.8) s -= 4;
  return 1 / (1 + std::exp(-s));
}

}  // namespace samsyn::guess
