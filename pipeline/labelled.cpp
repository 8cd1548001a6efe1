#include "pipeline/labelled.hpp"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "pipeline/model/lines.hpp"
#include "stages/human/decide.hpp"
#include "stages/human/refind.hpp"

namespace samsyn {
namespace {

using Json = nlohmann::json;

/// The number of a question of the document; kNone = none.
std::uint32_t question_of(Document& document, const std::string& question) {
  if (question.empty()) return kNone;
  const auto known = std::find_if(document.questions.begin(), document.questions.end(),
                                  [&](const Question& q) { return q.text == question; });
  const auto number = static_cast<std::uint32_t>(known - document.questions.begin());
  if (known == document.questions.end()) {
    document.questions.push_back({{}, {}, question, ItemType::open, {}});
  }
  return number;
}

std::set<std::string> texts(const Json& sentence, const char* key) {
  const auto found = sentence.find(key);
  return found == sentence.end() ? std::set<std::string>() : found->get<std::set<std::string>>();
}

void add_answer(const Json& line, Answers& out) {
  Document& document = *out.document;
  Block& block = document.blocks.emplace_back();
  const std::string kind = line.value("kind", "survey");
  block.role = kind == "interview" ? BlockRole::turn
               : kind == "notes"   ? BlockRole::note
                                   : BlockRole::answer;
  block.question = question_of(document, line.value("question", ""));
  out.authors.push_back(line.value("author", ""));
  std::vector<Labelled>& sentences = out.sentences.emplace_back();
  for (const Json& sentence : line.at("sentences")) {
    if (!block.raw.empty()) block.raw += ' ';
    Labelled& one = sentences.emplace_back();
    one.span.begin = static_cast<std::uint32_t>(block.raw.size());
    block.raw += sentence.at("text").get<std::string>();
    one.span.end = static_cast<std::uint32_t>(block.raw.size());
    one.barriers = texts(sentence, "barriers");
    one.negated = texts(sentence, "negated");
    one.hypothetical = texts(sentence, "hypothetical");
    one.codes = texts(sentence, "themes");
    one.codes.insert(one.barriers.begin(), one.barriers.end());
  }
}

/// What a judged segment's line says of it besides, by its key.
const std::string& about(const human::JudgedSegment& segment, std::string_view key) {
  const auto* at = std::find(human::kAboutKeys.begin(), human::kAboutKeys.end(), key);
  return segment.about.at(static_cast<std::size_t>(at - human::kAboutKeys.begin()));
}

BlockRole role_of(const human::JudgedSegment& segment) {
  const std::string& role = about(segment, "role");
  return role == "turn" ? BlockRole::turn : role == "note" ? BlockRole::note : BlockRole::answer;
}

/// A text with its pseudonyms left out: they are no words of the one who spoke.
std::string without_pseudonyms(std::string_view text) {
  constexpr char32_t kPseudonym = 0xFDD0;  // see human::pattern_of
  std::string out;
  for (const char32_t c : human::pattern_of(text)) {
    if (c != kPseudonym) append_point(out, c);
  }
  return out;
}

}  // namespace

Issue bad_line(const std::string& name, std::size_t line, std::string what, std::string text) {
  Where where{name};
  where.line = static_cast<std::uint32_t>(line);
  return {Severity::error,  "training.bad-line",
          std::move(where), std::move(what),
          std::move(text),  "see corpus/training/README.md for the keys of a line"};
}

Result<Answers> read_answers(const TrainingFile& file) {
  Answers out;
  out.document->source = file.name;
  std::size_t number = 0;
  for (std::string_view rest = file.bytes; !rest.empty();) {
    const std::string_view line = next_field(rest, '\n');
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    out.lines.push_back(number);
    try {
      add_answer(Json::parse(line), out);
    } catch (const Json::parse_error&) {
      return bad_line(file.name, number, "this line is not JSON", excerpt_of(line));
    } catch (const Json::exception&) {
      return bad_line(file.name, number, "a key of this line is missing, or of another kind",
                      excerpt_of(line));
    }
  }
  return out;
}

Answers answers_of(const human::Codings& codings, const Codebook& codebook) {
  Answers out;
  out.document->source = codings.name;
  for (const human::JudgedSegment& segment : codings.segments) {
    Judged judged;
    judged.judgements = segment.judgements;
    human::Differences differences;
    human::decide(judged, {}, codebook, kNone, differences);
    Labelled one;
    one.taxonomies = judged.taxonomies();
    for (const HumanCode& code : judged.decided) {
      const std::string& id = codebook.codes[code.code].id;
      one.codes.insert(id);
      if (!codebook.taxonomies[codebook.codes[code.code].taxonomy].stance) continue;
      one.barriers.insert(id);
      if (code.stance == Stance::negated) one.negated.insert(id);
      if (code.stance == Stance::hypothetical) one.hypothetical.insert(id);
    }
    Block& block = out.document->blocks.emplace_back();
    block.role = role_of(segment);
    block.question = question_of(*out.document, about(segment, "question"));
    const auto join = [&](const std::string& text) {
      const std::string words = without_pseudonyms(text);
      if (!block.raw.empty() && !words.empty()) block.raw += ' ';
      const auto begin = static_cast<std::uint32_t>(block.raw.size());
      block.raw += words;
      return RawSpan{begin, static_cast<std::uint32_t>(block.raw.size())};
    };
    join(segment.before);
    one.span = join(segment.text);
    join(segment.after);
    out.sentences.push_back({std::move(one)});
    const human::Place& place = segment.place;
    out.authors.push_back(!place.respondent.empty() ? place.respondent
                          : !place.speaker.empty()  ? place.speaker
                                                    : place.source);
    out.lines.push_back(segment.number);
  }
  return out;
}

std::vector<const Labelled*> of_segment(const std::vector<Labelled>& sentences, RawSpan segment) {
  std::vector<const Labelled*> out;
  for (const Labelled& one : sentences) {
    const std::uint32_t from = std::max(one.span.begin, segment.begin);
    const std::uint32_t to = std::min(one.span.end, segment.end);
    if (from >= to) continue;
    if (2 * (to - from) >= std::min(one.span.size(), segment.size())) out.push_back(&one);
  }
  return out;
}

double Score::precision() const {
  return right + wrong == 0 ? 0 : static_cast<double>(right) / (right + wrong);
}

double Score::recall() const {
  return right + missed == 0 ? 0 : static_cast<double>(right) / (right + missed);
}

double Score::f1() const {
  const double sum = precision() + recall();
  return sum == 0 ? 0 : 2 * precision() * recall() / sum;
}

std::string Score::text() const {
  char out[48];
  std::snprintf(out, sizeof out, "%5.3f %5.3f %5.3f", precision(), recall(), f1());
  return out;
}

}  // namespace samsyn
