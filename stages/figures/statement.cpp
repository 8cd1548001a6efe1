#include "stages/figures/statement.hpp"

namespace samsyn::figures {
namespace {

/// Could a figure stand in the sentence? Digits, or a word that is a number.
bool holds_number(const Tokens& tokens, std::uint32_t begin, std::uint32_t end,
                  const WordOf& word) {
  for (std::uint32_t t = begin; t < end; ++t) {
    const Token& token = tokens.all[t];
    if (token.kind == TokenKind::number) return true;
    if (token.kind != TokenKind::word || token.word == kNone) continue;
    const Word& entry = word(token.word);
    const std::size_t reading = token.reading < entry.readings.size() ? token.reading : 0;
    if (!entry.readings.empty() && entry.readings[reading].pos == Pos::num) return true;
    if (!entry.form.empty() && entry.form[0] >= '0' && entry.form[0] <= '9') return true;
    if (number_word(entry.form)) return true;
  }
  return false;
}

Piece piece_of(const Token& token, std::string_view text, const WordOf& word) {
  Piece out;
  out.span = token.span;
  out.text = token.span.of(text);
  out.form = out.lemma = out.text;
  out.personal = token.personal;
  if (token.word == kNone || token.kind != TokenKind::word) {
    out.pos = token.kind == TokenKind::number ? Pos::num : Pos::punct;
    return out;
  }
  const Word& entry = word(token.word);
  out.form = out.lemma = entry.form;
  if (token.reading == Token::kAsWritten) {
    out.pos = Pos::name;
    // «Stadsbolaget», with its capital: the unit is the same as «stadsbolaget».
    for (const Reading& reading : entry.readings) {
      if (reading.pos != Pos::noun || !names_organisation(reading.lemma)) continue;
      out.lemma = reading.lemma;
      break;
    }
  } else if (token.reading < entry.readings.size()) {
    const Reading& reading = entry.readings[token.reading];
    out.lemma = reading.lemma;
    out.pos = reading.pos;
    if (!reading.parts.empty()) out.head = reading.parts.back();
  }
  return out;
}

/// Does the next segment go on with the sentence? A line that begins with a figure looks like an
/// item of a list; it is none where the line above ends in the midst of a sentence: «har skapat».
bool goes_on(std::string_view text, const std::vector<Segment>& segments, const Tokens& tokens,
             std::size_t s, const WordOf& word) {
  if (s + 1 >= segments.size() || segments[s].block != segments[s + 1].block) return false;
  const std::uint32_t last = tokens.first[s + 1];
  if (last == tokens.first[s] || last == tokens.first[s + 2]) return false;
  const std::uint32_t from = segments[s].span.end;
  const std::uint32_t to = segments[s + 1].span.begin;
  if (to < from || text.substr(from, to - from) != "\n") return false;
  const Piece next = piece_of(tokens.all[last], text, word);
  if (next.text.empty() || next.text[0] < '0' || next.text[0] > '9') return false;
  const Pos pos = piece_of(tokens.all[last - 1], text, word).pos;
  if (pos == Pos::punct) return false;
  // «jämfört med året\n2018 vilket är»: a year and small letters behind it.
  if (next.text.size() == 4 && last + 1 < tokens.first[s + 2]) {
    const Piece second = piece_of(tokens.all[last + 1], text, word);
    const bool year = next.text.starts_with("19") || next.text.starts_with("20");
    if (year && !second.text.empty() && second.text[0] >= 'a' && second.text[0] <= 'z') return true;
  }
  return pos != Pos::noun && pos != Pos::name && pos != Pos::num;
}

}  // namespace

std::vector<Statement> statements_of(const Document& document, const NormDocument& text,
                                     const std::vector<Segment>& segments, const Tokens& tokens,
                                     const WordOf& word) {
  std::vector<Statement> out;
  Pieces pieces;
  std::uint32_t ordinal = 0;
  for (std::size_t s = 0, next = 0; s < segments.size(); s = next) {
    const Segment& segment = segments[s];
    const NormBlock& norm = text.blocks[segment.block];
    next = s + 1;
    while (goes_on(norm.text, segments, tokens, next - 1, word)) ++next;
    ordinal = s > 0 && segments[s - 1].block == segment.block ? ordinal + 1 : 0;
    const Block& block = document.blocks[text.first + segment.block];
    const std::uint32_t begin = tokens.first[s];
    const std::uint32_t end = tokens.first[next];
    if (block.role != BlockRole::note || !holds_number(tokens, begin, end, word)) continue;
    pieces.clear();
    for (std::uint32_t t = begin; t < end; ++t) {
      pieces.push_back(piece_of(tokens.all[t], norm.text, word));
    }
    Sentence sentence = read_sentence(norm.text, pieces);
    if (sentence.figures.empty()) continue;
    Statement& statement = out.emplace_back();
    statement.block = text.first + segment.block;
    statement.ordinal = ordinal;
    statement.span = {segment.span.begin, segments[next - 1].span.end};
    statement.raw = norm.raw(statement.span);
    statement.sentence = std::move(sentence);
  }
  return out;
}

}  // namespace samsyn::figures
