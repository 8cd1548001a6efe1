#include "stages/ingest/spellings.hpp"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>

#include "pipeline/model/issue.hpp"
#include "stages/ingest/columns.hpp"

namespace samsyn::ingest {

std::string spelling_key(std::string_view text) {
  std::string key;
  icu::UnicodeString::fromUTF8(collapsed(text)).toLower(icu::Locale::getRoot()).toUTF8String(key);
  while (!key.empty() && std::string_view(".,:; ").find(key.back()) != std::string_view::npos)
    key.pop_back();
  return key;
}

std::vector<JoinedSpelling> join_spellings(const std::vector<std::string*>& values,
                                           const std::vector<std::string>& declared) {
  // Most values recur as they are: the key is made once for each way of writing.
  std::map<std::string, std::size_t> counts;
  for (const std::string* value : values)
    if (!value->empty()) ++counts[*value];
  std::map<std::string, std::vector<std::string>> ways;  // in byte order
  for (const auto& [value, count] : counts) ways[spelling_key(value)].push_back(value);

  std::vector<JoinedSpelling> out;
  std::map<std::string, std::string> shown_for;
  for (const auto& [key, spellings] : ways) {
    if (spellings.size() < 2 || key.empty()) continue;
    JoinedSpelling joined;
    for (const std::string& spelling : spellings) {
      const bool is_declared =
          std::find(declared.begin(), declared.end(), spelling) != declared.end();
      if (is_declared) {
        joined.shown = spelling;
        break;
      }
      if (joined.shown.empty() || counts[spelling] > counts[joined.shown]) joined.shown = spelling;
    }
    for (const std::string& spelling : spellings) {
      if (spelling == joined.shown) continue;
      joined.others.push_back(spelling);
      shown_for[spelling] = joined.shown;
    }
    out.push_back(std::move(joined));
  }
  for (std::string* value : values)
    if (const auto found = shown_for.find(*value); found != shown_for.end()) *value = found->second;
  std::sort(out.begin(), out.end(),
            [](const JoinedSpelling& a, const JoinedSpelling& b) { return a.shown < b.shown; });
  return out;
}

std::string describe(const std::vector<JoinedSpelling>& joined) {
  constexpr std::size_t kNamed = 5;  // values; more make a message nobody reads
  std::string out;
  for (std::size_t i = 0; i < joined.size() && i < kNamed; ++i) {
    out += out.empty() ? "" : "; ";
    std::string others;
    for (const std::string& other : joined[i].others)
      others += (others.empty() ? "«" : ", «") + excerpt_of(other) + "»";
    out += others + " → «" + excerpt_of(joined[i].shown) + "»";
  }
  if (joined.size() > kNamed) out += "; and " + std::to_string(joined.size() - kNamed) + " more";
  return out;
}

}  // namespace samsyn::ingest
