// The concordance as lines for a terminal, as JSON and as CSV.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "pipeline/kwic.hpp"
#include "pipeline/model/plain_text.hpp"
#include "stages/emit/csv_text.hpp"

namespace samsyn {
namespace {

using discover::ConcordanceLine;

/// "00:12:03"
std::string clock_of(double time) {
  constexpr double kLongest = 360'000;  // seconds: 100 hours
  if (!(time >= 0 && time < kLongest)) return {};
  const auto seconds = static_cast<std::uint32_t>(time);
  const auto two = [](std::uint32_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
}

/// "svar.csv:12", "samtal.vtt:00:12:03"
std::string place_of(const ConcordanceLine& line) {
  const std::uint32_t number = line.row > 0 ? line.row : line.line > 0 ? line.line : line.paragraph;
  if (line.time >= 0 && line.row == 0) return line.source + ":" + clock_of(line.time);
  return number == 0 ? line.source : line.source + ":" + std::to_string(number);
}

std::string left_of(const ConcordanceLine& line, std::uint32_t width) {
  return std::string(discover::last_columns(line.left, width));
}
std::string right_of(const ConcordanceLine& line, std::uint32_t width) {
  return std::string(discover::first_columns(line.right, width));
}

}  // namespace

std::string render_kwic(const Kwic& kwic, const Labels& labels, std::uint32_t width,
                        std::size_t listed) {
  std::string out;
  const std::size_t shown = std::min(listed, kwic.lines.size());
  std::uint32_t widest = 0;  // of a word and what stands to its right
  std::vector<std::string> rights;
  for (std::size_t l = 0; l < shown; ++l) {
    rights.push_back(plain_text(kwic.lines[l].word + right_of(kwic.lines[l], width)));
    widest = std::max(widest, std::min(discover::columns(rights.back()), 2 * width));
  }
  for (std::size_t l = 0; l < shown; ++l) {
    const ConcordanceLine& line = kwic.lines[l];
    const std::string left = plain_text(left_of(line, width));
    out.append(width - std::min(width, discover::columns(left)), ' ');
    out += left + rights[l];
    const std::uint32_t has = discover::columns(rights[l]);
    out.append(widest > has ? widest - has : 0, ' ');
    out += "  " + plain_text(place_of(line));
    if (!line.respondent.empty()) out += " · " + plain_text(line.respondent);
    out += '\n';
  }
  if (shown > 0) out += '\n';
  out += labels("concordance.found", {std::to_string(kwic.found)});
  if (shown < kwic.found) out += labels("concordance.shown", {std::to_string(shown)});
  out += '\n';
  if (kwic.hidden > 0) out += labels("concordance.hidden", {std::to_string(kwic.hidden)}) + "\n";
  return out;
}

std::string render_kwic_json(const Kwic& kwic, std::uint32_t width, std::size_t listed) {
  using Json = nlohmann::ordered_json;
  const auto text_or_null = [](const std::string& text) {
    return text.empty() ? Json() : Json(text);
  };
  const auto number_or_null = [](std::uint32_t n) { return n == 0 ? Json() : Json(n); };
  Json out;
  out["schema"] = "samsyn-kwic-1";
  out["found"] = kwic.found;
  out["hidden"] = kwic.hidden;
  out["lines"] = Json::array();
  for (std::size_t l = 0; l < std::min(listed, kwic.lines.size()); ++l) {
    const ConcordanceLine& line = kwic.lines[l];
    out["lines"].push_back({{"left", left_of(line, width)},
                            {"word", line.word},
                            {"right", right_of(line, width)},
                            {"source", line.source},
                            {"row", number_or_null(line.row)},
                            {"line", number_or_null(line.line)},
                            {"paragraph", number_or_null(line.paragraph)},
                            {"time", line.time < 0 ? Json() : Json(line.time)},
                            {"respondent", text_or_null(line.respondent)},
                            {"item", text_or_null(line.item)},
                            {"segment", line.segment}});
  }
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string render_kwic_csv(const Kwic& kwic, const Labels& labels, std::uint32_t width,
                            std::size_t listed) {
  std::string out(emit::kCsvMark);
  std::vector<std::string> heading;
  for (const char* column : {"left", "word", "right", "place", "respondent", "item", "segment"}) {
    heading.push_back(labels(std::string("concordance.") + column));
  }
  emit::append_csv(out, heading);
  for (std::size_t l = 0; l < std::min(listed, kwic.lines.size()); ++l) {
    const ConcordanceLine& line = kwic.lines[l];
    emit::append_csv(out, {left_of(line, width), line.word, right_of(line, width), place_of(line),
                           line.respondent, line.item, line.segment});
  }
  return out;
}

}  // namespace samsyn
