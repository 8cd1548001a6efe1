#include "small_scene.hpp"

#include <algorithm>

namespace samsyn::learn {

WordId SmallScene::id(const std::string& form) const {
  const auto found =
      std::find_if(words.begin(), words.end(), [&](const Word& word) { return word.form == form; });
  return found == words.end() ? kNone : static_cast<WordId>(found - words.begin());
}

WordId SmallScene::add(const std::string& form, const std::vector<std::string>& parts) {
  const WordId known = id(form);
  if (known != kNone) return known;
  words.push_back({form, {{form, Pos::noun, parts}}});
  return static_cast<WordId>(words.size() - 1);
}

SmallScene::SmallScene(const std::vector<std::string>& answers) {
  codebook.taxonomies.push_back({"barriers", "Hinder", "Barriers", true});
  for (const char* code : {"hinder.tid", "hinder.resurser"}) {
    Code& added = codebook.codes.emplace_back();
    added.id = added.name_sv = added.name_en = code;
  }
  for (const std::string& answer : answers) {
    std::string raw;
    const auto block = static_cast<std::uint32_t>(text.blocks.size());
    std::uint32_t start = 0;
    tokens.first.push_back(static_cast<std::uint32_t>(tokens.all.size()));
    const auto close = [&] {
      segments.push_back({block, {start, static_cast<std::uint32_t>(raw.size())}});
    };
    for (std::size_t at = 0; at < answer.size();) {
      const std::size_t end = std::min(answer.size(), answer.find(' ', at));
      std::string form = answer.substr(at, end - at);
      at = end + 1;
      if (!raw.empty()) raw += ' ';
      const auto begin = static_cast<std::uint32_t>(raw.size());
      const bool stop = form.back() == '.';
      if (stop) form.pop_back();
      std::vector<std::string> parts;
      if (const std::size_t plus = form.find('+'); plus != std::string::npos) {
        parts = {form.substr(0, plus), form.substr(plus + 1)};
        form.erase(plus, 1);
      }
      raw += form;
      Token token;
      token.span = {begin, static_cast<std::uint32_t>(raw.size())};
      token.word = add(form, parts);
      tokens.all.push_back(token);
      if (!stop) continue;
      close();
      start = static_cast<std::uint32_t>(raw.size()) + 1;
      if (at < answer.size()) tokens.first.push_back(static_cast<std::uint32_t>(tokens.all.size()));
    }
    document.blocks.emplace_back().raw = raw;
    text.blocks.push_back({raw, {}, {}});
    asked.push_back(nullptr);
  }
  tokens.first.push_back(static_cast<std::uint32_t>(tokens.all.size()));
}

}  // namespace samsyn::learn
