#include "tests/summarise/sample.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace samsyn::sample {
namespace {

struct Cue {
  std::string_view word;
  std::uint32_t code;
};
constexpr std::array<Cue, 6> kCues{
    {{"tid", 1}, {"handled", 2}, {"språk", 4}, {"motivation", 5}, {"samverk", 7}, {"praktik", 8}}};

const std::array<std::string_view, 8> kAnswers{
    "Vi hinner inte med. Det är ont om tid för den som ska handleda nya.",
    "Språket stoppar många, särskilt i vården där journalen ska föras på svenska.",
    "Handledarna räcker inte till.",
    "",
    "=SUMMA(A1) skrev någon; annars är det språk & tid som <fattas>.",
    "Om samverkan fungerade bättre skulle fler få praktik hos oss.",
    "Tiden går. Språkkunskaperna växer. Motivation finns det gott om.",
    "Åldern spelar ingen roll här. Det som saknas är en tydlig väg in."};

std::uint32_t question_of(Document& document, std::string item, std::string text, ItemType type) {
  Question question;
  question.item = std::move(item);
  question.title = text;
  question.text = std::move(text);
  question.type = type;
  document.questions.push_back(std::move(question));
  return static_cast<std::uint32_t>(document.questions.size() - 1);
}

Option option(std::string label) {
  Option out;
  char* end = nullptr;
  const double number = std::strtod(label.c_str(), &end);
  if (end != label.c_str() && *end == '\0') out.number = number;
  out.label = std::move(label);
  return out;
}

}  // namespace

Study study() {
  Study study;
  study.name = "Vägen in – förstudie";
  study.substudies = {{"D1", "Delstudie ett"}, {"D2", "Delstudie två"}};
  study.attributes = {{"group", "Grupp"}, {"municipality", "Kommun"}, {"substudy", "Delstudie"}};
  study.outputs.quotations = 3;
  study.privacy.least_cell = 1;
  SourceSpec survey;
  survey.id = "enkat";
  ItemSpec scale;
  scale.id = "stod";
  scale.type = ItemType::scale;
  scale.options = {"Dåligt", "Varken eller", "Bra"};
  scale.dont_know = {"Vet ej"};
  ItemSpec ways;
  ways.id = "vagar";
  ways.type = ItemType::multiple;
  ways.options = {"Praktik", "Jobbspår", "Mentor"};
  survey.items = {scale, ways};
  SourceSpec interview;
  interview.id = "intervju";
  interview.kind = SourceKind::transcript;
  SourceSpec notes;
  notes.id = "workshop";
  notes.kind = SourceKind::notes;
  study.sources = {survey, interview, notes};
  return study;
}

Codebook codebook() {
  Codebook book;
  book.taxonomies = {{"barriers", "Hinder", "Barriers", true},
                     {"themes", "Teman", "Themes", false}};
  const auto add = [&](std::string id, std::uint32_t taxonomy, std::uint32_t parent, bool leaf,
                       std::string name) {
    Code code;
    code.id = std::move(id);
    code.taxonomy = taxonomy;
    code.parent = parent;
    code.leaf = leaf;
    code.name_sv = std::move(name);
    code.definition = "What " + code.id + " is about in this study.";
    code.definition_sv = "Det som " + code.name_sv + " handlar om i den här förstudien.";
    book.codes.push_back(std::move(code));
  };
  add("hinder.org", 0, kNone, false, "Organisatoriska hinder");
  add("hinder.org.tid", 0, 0, true, "För korta tidsperspektiv");
  add("hinder.org.handledning", 0, 0, true, "Bristande handledning");
  add("hinder.ind", 0, kNone, false, "Individuella hinder");
  add("hinder.ind.sprak", 0, 3, true, "Bristande språkkunskaper");
  add("hinder.ind.motivation", 0, 3, true, "Bristande motivation och drivkraft");
  add("tema.struktur", 1, kNone, false, "Struktur och organisation");
  add("tema.struktur.samverkan", 1, 6, true, "Samsyn och samverkan");
  add("tema.kompetens.praktik", 1, kNone, true, "Praktik, utbildningsvägar och jobbspår");
  for (const Cue& cue : kCues) {
    book.rules.push_back({std::string(cue.word) + "-001", cue.code, std::string(cue.word), {}});
  }
  return book;
}

Document survey(std::uint32_t people) {
  Document document;
  document.source = "enkat/chefer.csv";
  document.spec = 0;
  const std::uint32_t hinder =
      question_of(document, "hinder", "Vad hindrar er från att anställa?", ItemType::open);
  const std::uint32_t wish = question_of(document, "onskan", "Vad önskar ni er?", ItemType::open);
  const std::uint32_t scale =
      question_of(document, "stod", "Hur är stödet i dag?", ItemType::scale);
  const std::uint32_t ways =
      question_of(document, "vagar", "Vilka vägar in finns det?", ItemType::multiple);
  const std::uint32_t number =
      question_of(document, "platser", "Hur många platser har ni?", ItemType::number);
  const std::uint32_t date = question_of(document, "start", "När började ni?", ItemType::date);
  for (const char* label :
       {"Dåligt", "Varken eller", "Bra", "Vet ej", "Praktik", "Mentor", "2", "7", "många"}) {
    document.options.push_back(option(label));
  }
  document.options.push_back({"2026-01-12", 20465});
  document.options.push_back({"2026-02-01", 20485});
  constexpr std::array<const char*, 3> kGroups{"HR-chef", "Enhetschef", "Arbetsmarknadschef"};
  constexpr std::array<const char*, 5> kPlaces{"Örsta", "Ängby", "Åmål", "Berga", ""};
  for (std::uint32_t p = 0; p < people; ++p) {
    document.respondents.push_back(
        {"P" + std::to_string(p + 1),
         {kGroups[p % kGroups.size()], kPlaces[p % kPlaces.size()], p % 2 == 0 ? "D2" : "D1"}});
    const auto answer = [&](std::uint32_t question, std::string_view raw) {
      document.responses.push_back(
          {p, question, raw.empty() ? kNone : std::uint32_t{Response::kAnswered}});
      if (raw.empty()) return;
      Block block;
      block.raw = raw;
      block.row = p + 2;
      block.question = question;
      block.respondent = p;
      document.blocks.push_back(std::move(block));
    };
    if (p % 8 != 7) answer(hinder, kAnswers[p % kAnswers.size()]);  // each eighth was not asked
    if (p % 8 != 7) answer(wish, kAnswers[(p * 3 + 5) % kAnswers.size()]);
    document.responses.push_back({p, scale, p % 5 == 4 ? kNone : p % 4});
    if (p % 3 == 0) document.responses.push_back({p, ways, 4});
    if (p % 2 == 0) document.responses.push_back({p, ways, 5});
    if (p % 3 != 0 && p % 2 != 0) document.responses.push_back({p, ways, kNone});
    document.responses.push_back({p, number, 6 + p % 3});
    document.responses.push_back({p, date, 9 + p % 2});
  }
  document.rows = people + 1;
  document.skipped = 1;
  return document;
}

Document interview() {
  Document document;
  document.source = "intervjuer/rektor.vtt";
  document.spec = 1;
  document.respondents = {{"Rektorn", {"Rektor", "Åmål", "D1"}}};
  document.speakers = {"Intervjuare", "Rektorn"};
  const auto turn = [&](std::uint32_t speaker, const char* raw, double time) {
    Block block;
    block.raw = raw;
    block.speaker = speaker;
    block.time = time;
    block.role = speaker == 0 ? BlockRole::interviewer : BlockRole::turn;
    if (speaker == 1) block.respondent = 0;
    document.blocks.push_back(std::move(block));
  };
  turn(0, "Är språket ett hinder?", 3.5);
  turn(1, "Asså, språket är inte något problem hos oss. Tiden är det, och den tar slut direkt.", 7);
  turn(0, "Och praktik?", 65.25);
  turn(1, "Praktik har vi gott om 😀. Det är praktik varje vecka, liksom.", 68);
  return document;
}

Document notes() {
  Document document;
  document.source = "workshop.txt";
  document.spec = 2;
  document.respondents = {{"Berga", {"", "Berga", ""}}};
  document.speakers = {"Berga"};
  Block heading;
  heading.raw = "HINDER MED TID";
  heading.line = 1;
  heading.role = BlockRole::heading;
  Block statement;
  statement.raw = "Handledarna har för lite\ntid. Samverkan haltar.";
  statement.offset = 16;
  statement.line = 3;
  statement.respondent = 0;
  statement.speaker = 0;
  statement.role = BlockRole::note;
  Block bullet;
  bullet.raw = "språkstöd saknas";
  bullet.offset = 66;
  bullet.line = 6;
  bullet.role = BlockRole::note;
  document.blocks = {heading, statement, bullet};
  return document;
}

Slice code(const Document& document, std::uint32_t first, std::uint32_t count) {
  Slice slice;
  slice.text.first = first;
  for (std::uint32_t b = 0; b < count; ++b) {
    NormBlock block;
    block.text = document.blocks[first + b].raw;
    std::replace(block.text.begin(), block.text.end(), '\n', ' ');  // the same length: no edits
    std::size_t begin = 0;
    while (begin < block.text.size()) {
      const std::size_t stop = block.text.find(". ", begin);
      const std::size_t end = stop == std::string::npos ? block.text.size() : stop + 1;
      slice.segments.push_back(
          {b, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}});
      const std::string_view segment = std::string_view(block.text).substr(begin, end - begin);
      for (std::uint32_t c = 0; c < kCues.size(); ++c) {
        const std::size_t at = segment.find(kCues[c].word);
        if (at == std::string_view::npos) continue;
        Coding coding;
        coding.segment = static_cast<std::uint32_t>(slice.segments.size() - 1);
        coding.code = kCues[c].code;
        coding.rule = c;
        coding.confidence = 0.9F;
        if (segment.find("inte") != std::string_view::npos) coding.stance = Stance::negated;
        const auto from = static_cast<std::uint32_t>(begin + at);
        coding.evidence = {{from, from + static_cast<std::uint32_t>(kCues[c].word.size())}};
        slice.codings.push_back(std::move(coding));
      }
      begin = stop == std::string::npos ? block.text.size() : stop + 2;
    }
    slice.text.blocks.push_back(std::move(block));
  }
  return slice;
}

}  // namespace samsyn::sample
