#include "pipeline/translation.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "pipeline/files.hpp"

namespace samsyn {
namespace {

using Json = nlohmann::json;

/// "{0}" at the place: its number; -1 = none there. One figure: no message has ten findings.
int mark_at(std::string_view text, std::size_t at) {
  return at + 2 < text.size() && text[at] == '{' && text[at + 2] == '}' && text[at + 1] >= '0' &&
                 text[at + 1] <= '9'
             ? text[at + 1] - '0'
             : -1;
}

Translation::Wording wording_of(std::string_view english, std::string swedish) {
  Translation::Wording out;
  out.swedish = std::move(swedish);
  out.english.emplace_back();
  for (std::size_t at = 0; at < english.size(); ++at) {
    const int mark = mark_at(english, at);
    if (mark < 0) {
      out.english.back() += english[at];
      continue;
    }
    out.found.push_back(mark);
    out.english.emplace_back();
    at += 2;
  }
  return out;
}

/// What stood at the marks, by their numbers; nothing when the text is another one.
std::optional<std::map<int, std::string_view>> found_in(std::string_view text,
                                                        const Translation::Wording& wording) {
  const std::vector<std::string>& parts = wording.english;
  if (!text.starts_with(parts.front())) return std::nullopt;
  if (parts.size() == 1) {
    if (text.size() != parts.front().size()) return std::nullopt;
    return std::map<int, std::string_view>();
  }
  std::map<int, std::string_view> out;
  std::size_t at = parts.front().size();
  for (std::size_t p = 1; p < parts.size(); ++p) {
    const bool last = p + 1 == parts.size();
    const std::size_t next = !last ? text.find(parts[p], at)
                             : text.size() >= at + parts[p].size() && text.ends_with(parts[p])
                                 ? text.size() - parts[p].size()
                                 : std::string_view::npos;
    if (next == std::string_view::npos) return std::nullopt;
    out.emplace(wording.found[p - 1], text.substr(at, next - at));
    at = next + parts[p].size();
  }
  return out;
}

using Wordings = std::vector<Translation::Wording>;

std::string in_swedish(const std::string& text, const Wordings& wordings,
                       const Wordings& of_found) {
  for (const Translation::Wording& wording : wordings) {
    const auto found = found_in(text, wording);
    if (!found) continue;
    std::string out;
    for (std::size_t at = 0; at < wording.swedish.size(); ++at) {
      const int mark = mark_at(wording.swedish, at);
      const auto value = found->find(mark);
      if (value == found->end()) {
        out += wording.swedish[at];
        continue;
      }
      out += of_found.empty() ? std::string(value->second)
                              : in_swedish(std::string(value->second), of_found, {});
      at += 2;
    }
    return out;
  }
  return text;
}

}  // namespace

Result<Translation> Translation::read(const std::string& name, std::string_view json) {
  const auto fault = [&](const std::string& part) {
    return Issue{Severity::error,
                 "emit.bad-labels",
                 {name, {}, part},
                 "pairs of an English and a Swedish wording were expected",
                 {},
                 "put back the file that came with the program, or correct it there"};
  };
  const Json root = Json::parse(json, nullptr, false);
  if (!root.is_object()) return fault({});
  Translation out;
  for (const auto& [id, pairs] : root.items()) {
    if (!pairs.is_array()) return fault("/" + id);
    std::vector<Wording>& wordings = out.wordings_[id];
    for (const Json& pair : pairs) {
      if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || !pair[1].is_string())
        return fault("/" + id);
      wordings.push_back(wording_of(pair[0].get<std::string>(), pair[1].get<std::string>()));
    }
  }
  return out;
}

Result<Translation> swedish_messages(const std::string& data) {
  const std::string name = "templates/labels/messages.json";
  const Result<std::string> text = read_file(data + "/" + name, name);
  if (!text) return text.issue();
  return Translation::read(name, *text);
}

Issue Translation::operator()(Issue issue) const {
  const auto wordings = wordings_.find(issue.id);
  if (wordings == wordings_.end()) return issue;
  const auto found = wordings_.find(issue.id + "/found");
  const Wordings of_found = found == wordings_.end() ? Wordings() : found->second;
  issue.message = in_swedish(issue.message, wordings->second, of_found);
  issue.remedy = in_swedish(issue.remedy, wordings->second, of_found);
  return issue;
}

std::string Translation::operator()(std::string_view id, const std::string& text) const {
  const auto wordings = wordings_.find(id);
  return wordings == wordings_.end() ? text : in_swedish(text, wordings->second, {});
}

Issues Translation::operator()(const Issues& issues) const {
  Issues out;
  for (const Issue& issue : issues.all()) out.add((*this)(issue));
  return out;
}

}  // namespace samsyn
