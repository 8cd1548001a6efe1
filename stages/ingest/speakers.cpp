#include "stages/ingest/speakers.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>

#include "stages/ingest/labels.hpp"
#include "stages/ingest/lines.hpp"
#include "stages/ingest/named_interviewers.hpp"
#include "stages/ingest/voices.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::size_t kExamples = 3;
constexpr std::size_t kHeadings = 10;
constexpr std::size_t kShortTurn = 4;  // words: "Ja, jag förstår." is no new question

struct Tally {
  std::uint32_t turns = 0;
  std::uint32_t questions = 0;
  double share() const { return turns == 0 ? 0 : double{1} * questions / turns; }
};

/// The block's text without its marks, on one line.
std::string spoken(const Block& block) {
  if (block.marks.empty()) return collapse(block.raw);
  std::string text;
  std::uint32_t at = 0;
  for (const RawSpan& mark : block.marks) {
    text.append(block.raw, at, mark.begin - at);
    text += ' ';
    at = mark.end;
  }
  text.append(block.raw, at);
  return collapse(text);
}

/// Do the last words of the block, marks apart, ask? Looks at the end only: turns are long.
bool asks_at_end(const Block& block) {
  std::string_view text = trim(block.raw);
  const auto first = static_cast<std::size_t>(text.data() - block.raw.data());
  for (auto mark = block.marks.rbegin(); mark != block.marks.rend() && !text.empty(); ++mark) {
    const std::size_t end = first + text.size();
    if (mark->begin >= end) continue;
    if (mark->end < end) break;
    text = mark->begin <= first ? std::string_view() : trim(text.substr(0, mark->begin - first));
  }
  return asks(text);
}

bool is_turn(const Block& block) {
  return block.role == BlockRole::turn || block.role == BlockRole::interviewer;
}

std::vector<Tally> tally(const Document& document) {
  std::vector<Tally> out(document.speakers.size());
  for (const Block& block : document.blocks) {
    if (!is_turn(block) || block.speaker == kNone) continue;
    Tally& t = out[block.speaker];
    ++t.turns;
    if (asks_at_end(block)) ++t.questions;
  }
  return out;
}

/// The speaker who asks clearly the most; kNone = nobody does.
std::uint32_t asker(const std::vector<Tally>& tallies) {
  // A third of an interviewer's turns are questions at the least; twice the share of the next one
  // keeps two colleagues in discussion from being taken for interviewer and respondent.
  constexpr double kLeastShare = 0.25;
  constexpr double kLead = 2;
  std::uint32_t best = kNone;
  double first = 0;
  double second = 0;
  for (std::uint32_t s = 0; s < tallies.size(); ++s) {
    const double share = tallies[s].turns >= 2 ? tallies[s].share() : 0;
    if (share > first) {
      second = first;
      first = share;
      best = s;
    } else {
      second = std::max(second, share);
    }
  }
  if (best == kNone || tallies.size() < 2 || tallies[best].questions < 2) return kNone;
  return first >= kLeastShare && first >= kLead * second ? best : kNone;
}

Issue about_speakers(const Document& document, Severity severity, std::string_view id,
                     std::string message, std::string excerpt, std::string remedy) {
  return Issue{severity,
               std::string(id),
               Where{.file = document.source, .sheet = {}, .part = {}},
               std::move(message),
               std::move(excerpt),
               std::move(remedy)};
}

std::string listed(const std::vector<std::string>& labels) {
  constexpr std::size_t kMost = 12;
  std::string out;
  for (std::size_t i = 0; i < labels.size() && i < kMost; ++i) {
    out += (i == 0 ? "" : ", ") + labels[i];
  }
  return labels.size() > kMost ? out + " …" : out;
}

/// `named`: the speakers that the document's head says are interviewers.
std::vector<bool> interviewers_of(const Document& document, const SourceSpec& source,
                                  const std::vector<std::uint32_t>& named, Issues& issues) {
  std::vector<bool> out(document.speakers.size(), false);
  if (document.speakers.empty()) return out;
  if (!source.interviewers.empty()) {
    bool any = false;
    const SpeakerNames names(document.speakers);
    for (const std::string& label : source.interviewers) {
      const std::string key = fold_label(label);
      bool said = false;
      for (std::size_t s = 0; s < out.size(); ++s) {
        if (fold_label(document.speakers[s]) == key) out[s] = any = said = true;
      }
      if (said) continue;
      if (const std::uint32_t s = names.named(label); s != kNone) out[s] = any = true;
    }
    if (!any) {
      const std::string near = nearest(source.interviewers.front(), document.speakers);
      issues.add(about_speakers(
          document, Severity::warning, "transcript.unknown-interviewer",
          "the manifest's interviewers do not speak here: " + listed(source.interviewers),
          "speakers: " + listed(document.speakers),
          near.empty() ? "set \"interviewers\" of the source to labels that stand in the file"
                       : "did you mean «" + near + "»? set it in \"interviewers\" of the source"));
    }
    return out;
  }
  bool any = false;
  for (std::size_t s = 0; s < out.size(); ++s) {
    out[s] = interviewer_word(document.speakers[s]);
    any = any || out[s];
  }
  for (const std::uint32_t s : named) out[s] = any = true;
  if (any || out.size() < 2) return out;
  // «F» (forskare) and «M» (moderator) may be initials: only beside respondents' letters.
  const std::vector<Tally> tallies = tally(document);
  const auto answers = [](const std::string& label) { return respondent_word(label); };
  if (std::any_of(document.speakers.begin(), document.speakers.end(), answers)) {
    for (std::size_t s = 0; s < out.size(); ++s) {
      const std::string key = fold_label(document.speakers[s]);
      out[s] = (key == "f" || key == "m" || key == "fl" || key == "uf" || key == "q") &&
               tallies[s].questions > 0;
      any = any || out[s];
    }
    if (any) return out;
  }
  if (const std::uint32_t best = asker(tallies); best != kNone) {
    out[best] = true;
    issues.add(about_speakers(
        document, Severity::note, "transcript.guessed-interviewer",
        "no label says who asks; «" + document.speakers[best] +
            "» is taken for the interviewer: " + std::to_string(tallies[best].questions) + " of " +
            std::to_string(tallies[best].turns) + " turns end in a question mark",
        "speakers: " + listed(document.speakers),
        "confirm with \"interviewers\": [\"" + document.speakers[best] + "\"] of the source"));
  } else {
    issues.add(about_speakers(
        document, Severity::note, "transcript.no-interviewer",
        "no interviewer was found: every speaker counts as a respondent",
        "speakers: " + listed(document.speakers),
        "if one of them asks the questions, name the label in \"interviewers\" of the source"));
  }
  return out;
}

std::size_t words_in(std::string_view text) {
  return text.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
}

}  // namespace

struct SpeakerIndex::Body {
  Document& document;
  std::unordered_map<std::string, std::uint32_t> by_key;
  std::unordered_map<std::string, std::uint32_t> by_label;  ///< as it stands
};

SpeakerIndex::SpeakerIndex(Document& document) : body_(new Body{document, {}, {}}) {}
SpeakerIndex::~SpeakerIndex() = default;

std::uint32_t SpeakerIndex::of(std::string_view label) {
  std::vector<std::string>& speakers = body_->document.speakers;
  // The same spelling comes again and again: folding is for the first time.
  if (const auto known = body_->by_label.find(std::string(label)); known != body_->by_label.end()) {
    return known->second;
  }
  const auto [at, added] =
      body_->by_key.try_emplace(fold_label(label), static_cast<std::uint32_t>(speakers.size()));
  if (added) speakers.push_back(collapse(label));
  body_->by_label.emplace(label, at->second);
  return at->second;
}

bool asks(std::string_view text) {
  for (const std::string_view sign : {"\"", "”", "’", "'", ")", ".", "…", " "}) {
    while (text.ends_with(sign)) text.remove_suffix(sign.size());
  }
  return text.ends_with('?');
}

std::vector<std::string> source_attributes(const std::string& file, const SourceSpec& source,
                                           const Study& study) {
  std::vector<std::string> values(study.attributes.size());
  set_source_attributes(values, file, source);
  return values;
}

void set_source_attributes(std::vector<std::string>& values, const std::string& file,
                           const SourceSpec& source) {
  for (const AttributeSource& attribute : source.attributes) {
    if (attribute.attribute >= values.size()) continue;
    if (attribute.from_file_name) {
      std::string_view name = file;
      if (const std::size_t slash = name.find_last_of("/\\"); slash != std::string_view::npos) {
        name.remove_prefix(slash + 1);
      }
      if (const std::size_t dot = name.rfind('.'); dot != std::string_view::npos && dot != 0) {
        name = name.substr(0, dot);
      }
      values[attribute.attribute] = name;
    } else if (!attribute.constant.empty()) {
      values[attribute.attribute] = attribute.constant;
    }
  }
}

void assign_speakers(Document& document, const SourceSpec& source, const Study& study,
                     Issues& issues) {
  const std::vector<std::uint32_t> named = take_named_interviewers(document);
  const std::vector<bool> interviewers = interviewers_of(document, source, named, issues);
  const std::vector<std::string> attributes = source_attributes(document.source, source, study);
  std::vector<std::uint32_t> respondents(document.speakers.size(), kNone);
  std::uint32_t question = kNone;
  for (Block& block : document.blocks) {
    if (!is_turn(block)) continue;
    const bool asking =
        block.speaker == kNone ? block.role == BlockRole::interviewer : interviewers[block.speaker];
    if (block.speaker == kNone && !asking) {
      block.question = question;
      continue;
    }
    if (asking) {
      block.role = BlockRole::interviewer;
      std::string text = spoken(block);
      const bool new_question =
          !text.empty() && (text.find('?') != std::string::npos || words_in(text) > kShortTurn);
      if (new_question) {
        question = static_cast<std::uint32_t>(document.questions.size());
        Question asked;
        asked.text = std::move(text);
        document.questions.push_back(std::move(asked));
      }
      continue;
    }
    std::uint32_t& respondent = respondents[block.speaker];
    if (respondent == kNone) {
      respondent = static_cast<std::uint32_t>(document.respondents.size());
      document.respondents.push_back({document.speakers[block.speaker], attributes});
      std::vector<std::string>& values = document.respondents.back().attributes;
      if (values.size() > kMunicipality && values[kMunicipality].empty()) {
        values[kMunicipality] = voice_of(document.speakers[block.speaker]).municipality;
      }
    }
    block.respondent = respondent;
    block.question = question;
  }
}

Result<TextGuess> guess_text(const Input& input) {
  const Result<const Reader*> reader = reader_for(input);
  if (!reader) return reader.issue();
  if ((*reader)->blocks == nullptr) {
    return Issue{Severity::error,
                 "ingest.not-a-text",
                 Where{.file = input.name, .sheet = {}, .part = {}},
                 "this is a table, not running text",
                 "",
                 "read it as a survey"};
  }
  SourceSpec source;
  source.kind = SourceKind::transcript;
  Issues ignored;
  const Study study;
  const Result<Document> talk = (*reader)->blocks(input, source, study, ignored);
  if (!talk) return talk.issue();

  TextGuess guess;
  std::size_t turns = 0;
  std::size_t timed = 0;
  std::size_t from_municipalities = 0;
  bool interviewer = false;
  std::vector<SpeakerGuess> speakers(talk->speakers.size());
  for (std::size_t s = 0; s < speakers.size(); ++s) speakers[s].label = talk->speakers[s];
  for (const Block& block : talk->blocks) {
    if (!is_turn(block)) continue;
    if (block.speaker == kNone) {
      // A dialogue without labels: its questions were told by their dashes.
      interviewer = interviewer || block.role == BlockRole::interviewer;
      if (block.role == BlockRole::interviewer) ++turns;
      continue;
    }
    SpeakerGuess& speaker = speakers[block.speaker];
    const std::string text = spoken(block);
    ++turns;
    ++speaker.turns;
    if (asks(text)) ++speaker.questions;
    if (block.time >= 0) ++timed;
    speaker.interviewer = speaker.interviewer || block.role == BlockRole::interviewer;
    if (speaker.examples.size() < kExamples) speaker.examples.push_back(excerpt_of(text));
    if (speaker.turns == 1 && !voice_of(speaker.label).municipality.empty()) ++from_municipalities;
  }
  for (const SpeakerGuess& speaker : speakers) interviewer = interviewer || speaker.interviewer;

  // Captions are talk; everything else may be notes as well.
  const bool captions = (*reader)->name == "vtt";
  Document notes;
  if (!captions) {
    source.kind = SourceKind::notes;
    Result<Document> read = (*reader)->blocks(input, source, study, ignored);
    if (!read) return read.issue();
    notes = std::move(*read);
  }
  std::size_t headings = 0;
  std::size_t paragraphs = 0;
  for (const Block& block : notes.blocks) {
    if (block.role == BlockRole::heading) ++headings;
    if (block.role == BlockRole::note) ++paragraphs;
    if (block.role == BlockRole::heading && guess.headings.size() < kHeadings) {
      guess.headings.push_back(excerpt_of(collapse(block.raw)));
    }
  }

  // Weights for and against a transcript; 0.5 = nothing said.
  double weight = captions ? 6 : 0;
  const double share =
      paragraphs == 0 ? 0 : static_cast<double>(turns) / static_cast<double>(paragraphs + headings);
  if (turns >= 4 && share > 0.5) weight += 1.5;
  if (turns >= 4 && timed * 2 > turns) weight += 2.5;
  if (interviewer) weight += 2;
  if (!captions && turns < 4) weight -= 2;
  const auto asking = static_cast<std::size_t>(
      std::count_if(speakers.begin(), speakers.end(),
                    [](const SpeakerGuess& speaker) { return speaker.interviewer; }));
  // Voices of municipalities: a round of the table, with or without someone who asks.
  if (turns > 0 && from_municipalities * 2 > speakers.size() - asking) weight -= 5;
  if (headings >= 2 && turns < 4 * headings) weight -= 1;
  guess.kind = weight > 0 ? SourceKind::transcript : SourceKind::notes;
  guess.certainty = std::min(0.99, 0.5 + std::min(std::abs(weight), 4.0) / 8);
  if (guess.kind == SourceKind::transcript) {
    guess.speakers = std::move(speakers);
  } else {
    std::vector<SpeakerGuess> labels(notes.speakers.size());
    for (std::size_t s = 0; s < labels.size(); ++s) labels[s].label = notes.speakers[s];
    for (const Block& block : notes.blocks) {
      if (block.speaker == kNone) continue;
      SpeakerGuess& label = labels[block.speaker];
      ++label.turns;
      if (label.examples.size() < kExamples) {
        label.examples.push_back(excerpt_of(collapse(block.raw)));
      }
    }
    guess.speakers = std::move(labels);
  }
  return guess;
}

}  // namespace samsyn::ingest
