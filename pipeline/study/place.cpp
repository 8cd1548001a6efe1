#include "pipeline/study/place.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "pipeline/model/text.hpp"

namespace samsyn::manifest {

Place place_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const std::size_t line_start =
      before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  const auto lines = std::count(before.begin(), before.end(), '\n');
  return {static_cast<std::uint32_t>(lines) + 1, code_points(before.substr(line_start)) + 1};
}

std::size_t too_deep(std::string_view json) {
  std::uint32_t depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (quoted) {
      if (c == '\\') ++i;
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kDeepest) return i;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return std::string_view::npos;
}

std::string pointer_part(std::string_view key) {
  std::string out;
  for (const char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

/// Walks well-formed JSON; recursion is bounded by kDeepest. Line and column are carried along, so
/// that the walk stays linear.
class PlaceScanner {
 public:
  PlaceScanner(std::string_view text, Places& into) : text_(text), into_(into) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    skip_space();
    into_.places_.emplace("", here_);
    value("");
  }

 private:
  void step() {
    const auto c = static_cast<unsigned char>(text_[at_++]);
    if (c == '\n') {
      ++here_.line;
      here_.column = 1;
    } else if ((c & 0xC0U) != 0x80U) {
      ++here_.column;
    }
  }
  bool more() const { return at_ < text_.size(); }
  void skip_space() {
    while (more() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) step();
  }
  std::string_view string() {
    const std::size_t begin = at_;
    step();
    while (more() && text_[at_] != '"') {
      if (text_[at_] == '\\') step();
      if (more()) step();
    }
    if (more()) step();
    return text_.substr(begin, at_ - begin);
  }
  void value(const std::string& pointer) {
    skip_space();
    if (!more()) return;
    if (text_[at_] == '"') {
      string();
    } else if (text_[at_] == '{' || text_[at_] == '[') {
      container(pointer, text_[at_] == '{');
    } else {
      while (more() && std::string_view(",]} \t\r\n").find(text_[at_]) == std::string_view::npos)
        step();
    }
  }
  void container(const std::string& pointer, bool object) {
    step();
    for (std::size_t n = 0; more(); ++n) {
      skip_space();
      if (!more() || text_[at_] == '}' || text_[at_] == ']') break;
      const Place place = here_;
      std::string child = pointer + "/";
      if (object) {
        // The library undoes the escapes; the text is known to be well-formed.
        const nlohmann::json key = nlohmann::json::parse(string(), nullptr, false);
        child += pointer_part(key.is_string() ? key.get<std::string>() : std::string());
        skip_space();
        if (more()) step();  // the colon
      } else {
        child += std::to_string(n);
      }
      if (!into_.places_.emplace(child, place).second) into_.repeated_.emplace_back(child, place);
      value(child);
      skip_space();
      if (more() && text_[at_] == ',') step();
    }
    if (more()) step();
  }

  std::string_view text_;
  Places& into_;
  std::size_t at_ = 0;
  Place here_{1, 1};
};

Places::Places(std::string_view json) { const PlaceScanner scan(json, *this); }

Place Places::of(std::string pointer) const {
  for (;;) {
    const auto found = places_.find(pointer);
    if (found != places_.end()) return found->second;
    const std::size_t slash = pointer.rfind('/');
    if (slash == std::string::npos) return {1, 1};
    pointer.resize(slash);
  }
}

}  // namespace samsyn::manifest
