#include "stages/ingest/dialogue.hpp"

#include <array>
#include <string>

#include "stages/ingest/marks.hpp"
#include "stages/ingest/speakers.hpp"
#include "stages/ingest/transcript.hpp"

namespace samsyn::ingest {
namespace {

constexpr std::size_t kLeastTurns = 4;
constexpr std::size_t kLookAhead = 30;  // lines in which the first dash must stand

/// The bytes of a dash and the blanks behind it at the start of a line; 0 = none.
std::size_t dash_at(std::string_view line) {
  constexpr std::array<std::string_view, 3> kDashes{"–", "—", "-"};
  for (const std::string_view dash : kDashes) {
    if (!line.starts_with(dash)) continue;
    std::size_t at = dash.size();
    while (at < line.size() && white_space_at(line, at) != 0) at += white_space_at(line, at);
    // "-5 grader" and "---" are no speech; "–Ja" is.
    const bool apart = at > dash.size() || dash != "-";
    return apart && at < line.size() && line.substr(at, 1) != "-" ? at : 0;
  }
  return 0;
}

struct Turn {
  std::size_t line = 0;   ///< index of its first line
  std::size_t begin = 0;  ///< bytes in the text
  std::size_t end = 0;
  bool asks = false;
};

}  // namespace

bool read_dialogue(std::string_view text, const std::vector<Line>& lines, Document& document,
                   Issues& issues) {
  std::vector<Turn> turns;
  std::size_t paragraphs = 0;  ///< after the first dash, without one
  std::vector<std::size_t> aside;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    const std::size_t dash = line.style == LineStyle::heading ? 0 : dash_at(line.text);
    if (dash != 0) {
      turns.push_back({i, line.begin + dash, line.end(), false});
    } else if (turns.empty()) {
      if (i >= kLookAhead) return false;
    } else if (page_number(line)) {
      continue;
    } else {
      if (line.paragraph) ++paragraphs;
      turns.back().end = line.end();
    }
  }
  if (turns.size() < kLeastTurns || paragraphs * 2 > turns.size()) return false;

  std::array<std::size_t, 2> asked{};
  std::array<std::size_t, 2> all{};
  for (std::size_t t = 0; t < turns.size(); ++t) {
    turns[t].asks = asks(text.substr(turns[t].begin, turns[t].end - turns[t].begin));
    ++all[t % 2];
    if (turns[t].asks) ++asked[t % 2];
  }
  const std::size_t asking = asked[1] > asked[0] ? 1 : 0;
  const std::size_t other = 1 - asking;
  if (asked[asking] < 2 || asked[asking] * 10 < all[asking] * 6 ||
      asked[other] * 3 > asked[asking]) {
    return false;
  }

  PointCounter points(text);
  for (std::size_t i = 0; i < turns.front().line; ++i) {
    document.blocks.push_back(block_of(lines[i], points, BlockRole::preamble));
  }
  SpeakerIndex index(document);
  for (std::size_t t = 0; t < turns.size(); ++t) {
    const Turn& turn = turns[t];
    const bool question = t % 2 == asking;
    Block block;
    block.raw = text.substr(turn.begin, turn.end - turn.begin);
    block.offset = points.at(turn.begin);
    block.line = lines[turn.line].number;
    block.role = question ? BlockRole::interviewer : BlockRole::turn;
    block.marks = speech_marks(block.raw);
    if (!question) block.speaker = index.of("–");
    document.blocks.push_back(std::move(block));
  }
  issues.add(Issue{
      Severity::note, "transcript.dashes-only",
      Where{.file = document.source,
            .sheet = {},
            .part = {},
            .line = lines[turns.front().line].number},
      "no labels say who speaks; every other line that begins with a dash is taken for "
      "the interviewer's: " +
          std::to_string(all[asking]) + " questions, " + std::to_string(all[other]) + " answers",
      std::string(lines[turns.front().line].text),
      "put labels before the lines («I:», «S:») if that is wrong"});
  return true;
}

}  // namespace samsyn::ingest
