#include "pipeline/study/guess_text.hpp"

#include "stages/ingest/speakers.hpp"

namespace samsyn::guess {
namespace {

constexpr std::size_t kNamed = 8;  // speakers that a line names

std::string labels_of(const std::vector<ingest::SpeakerGuess>& speakers, bool interviewers) {
  std::string out;
  std::size_t n = 0;
  for (const ingest::SpeakerGuess& speaker : speakers) {
    if (speaker.interviewer != interviewers) continue;
    if (n++ < kNamed) out += (out.empty() ? "" : ", ") + speaker.label;
  }
  return n > kNamed ? out + " +" + std::to_string(n - kNamed) : out;
}

}  // namespace

std::optional<Issue> guess_text_source(const ingest::Input& input, SourceSpec& source,
                                       std::vector<GuessLine>& lines) {
  const Result<ingest::TextGuess> guess = ingest::guess_text(input);
  if (!guess) return guess.issue();
  source.kind = guess->kind;
  const bool transcript = guess->kind == SourceKind::transcript;
  std::size_t others = 0;
  std::uint32_t turns = 0;
  for (const ingest::SpeakerGuess& speaker : guess->speakers) {
    turns += speaker.turns;
    if (transcript && speaker.interviewer) {
      source.interviewers.push_back(speaker.label);
    } else {
      ++others;
    }
  }
  const std::string n = std::to_string(turns), labels = std::to_string(guess->speakers.size());
  const std::string headings = std::to_string(guess->headings.size());
  GuessLine line;
  line.file = input.name;
  line.certainty = guess->certainty;
  if (transcript) {
    line.guess = {"utskrift av samtal", "transcript"};
    line.reason = {n + " repliker av " + labels + " talare",
                   n + " turns of " + labels + " speakers"};
  } else {
    line.guess = {"anteckningar", "notes"};
    line.reason = {headings + " rubriker, " + labels + " etiketter",
                   headings + " headings, " + labels + " labels"};
  }
  lines.push_back(line);
  if (!transcript || guess->speakers.empty()) return std::nullopt;

  GuessLine who;
  who.file = input.name;
  who.title = labels_of(guess->speakers, true);
  who.guess = {"intervjuare; svarar: " + labels_of(guess->speakers, false),
               "interviewer; answering: " + labels_of(guess->speakers, false)};
  who.certainty = source.interviewers.size() == 1 ? 0.9 : 0.5;
  who.reason = {"etiketten, eller den som ställer flest frågor",
                "the label, or who asks the most questions"};
  if (source.interviewers.empty()) {
    who.guess = {"ingen intervjuare; talar: " + labels_of(guess->speakers, false),
                 "no interviewer; speaking: " + labels_of(guess->speakers, false)};
    who.reason = {"ingen ställer tydligt flest frågor", "nobody clearly asks the most questions"};
    who.check = {"skriv intervjuarens etikett i \"interviewers\"",
                 "write the interviewer's label in \"interviewers\""};
  } else if (others == 0) {
    who.check = {"alla talare ser ut som intervjuare", "all speakers look like interviewers"};
  }
  lines.push_back(who);
  return std::nullopt;
}

}  // namespace samsyn::guess
