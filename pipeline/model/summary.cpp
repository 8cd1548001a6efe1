#include "pipeline/model/summary.hpp"

#include <algorithm>
#include <charconv>

namespace samsyn {

std::string Labels::operator()(std::string_view key,
                               const std::vector<std::string>& arguments) const {
  const auto found = texts_.find(key);
  const std::string text = found == texts_.end() ? std::string(key) : found->second;
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t end = text[at] == '{' ? text.find('}', at) : std::string::npos;
    std::size_t number = arguments.size();
    const std::size_t from = std::min(at + 1, text.size());
    const char* behind = text.data() + from;
    if (end != std::string::npos) behind = std::from_chars(behind, text.data() + end, number).ptr;
    if (number >= arguments.size()) {
      out += text[at];
      continue;
    }
    const std::string_view mark(behind, static_cast<std::size_t>(text.data() + end - behind));
    const std::size_t bar = mark.find('|');
    if (mark.empty()) {
      out += arguments[number];
    } else if (mark.front() == ':' && bar != std::string_view::npos) {
      out += arguments[number] == "1" ? mark.substr(1, bar - 1) : mark.substr(bar + 1);
    } else {
      out += text[at];
      continue;
    }
    at = end;
  }
  return out;
}

}  // namespace samsyn
