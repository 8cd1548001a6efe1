#include "tests/bench/conllu.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "pipeline/model/text.hpp"

namespace samsyn::bench {
namespace {

constexpr std::size_t kBlock = 20;  // sentences

[[noreturn]] void refuse(const std::string& name, std::size_t line, const char* what) {
  std::fprintf(stderr, "%s:%zu: %s\n", name.c_str(), line, what);
  std::exit(3);
}

std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> out;
  for (;;) {
    const std::size_t tab = line.find('\t');
    out.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return out;
    line.remove_prefix(tab + 1);
  }
}

}  // namespace

Treebank read_conllu(std::string_view bytes, const std::string& name) {
  Treebank out;
  TreebankSentence sentence;
  std::size_t line_number = 0;
  std::size_t left = 0;  // words that still belong to a multiword token
  while (!bytes.empty()) {
    std::string_view line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(bytes.size(), line.size() + 1));
    ++line_number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) {
      if (!sentence.tokens.empty()) out.push_back(std::move(sentence));
      sentence = {};
      left = 0;
      continue;
    }
    if (line.front() == '#') {
      sentence.paragraph |= line.starts_with("# newpar") || line.starts_with("# newdoc");
      continue;
    }
    const std::vector<std::string_view> fields = fields_of(line);
    if (fields.size() != 10) refuse(name, line_number, "a line of CoNLL-U has ten fields");
    const std::string_view id = fields[0];
    if (id.find('.') != std::string_view::npos) continue;
    const bool space = fields[9].find("SpaceAfter=No") == std::string_view::npos;
    if (const std::size_t dash = id.find('-'); dash != std::string_view::npos) {
      const int first = std::atoi(std::string(id.substr(0, dash)).c_str());
      const int last = std::atoi(std::string(id.substr(dash + 1)).c_str());
      if (last < first) refuse(name, line_number, "a multiword token ends before it starts");
      sentence.tokens.push_back({std::string(fields[1]), {}, space});
      left = static_cast<std::size_t>(last - first + 1);
      continue;
    }
    TreebankWord word{std::string(fields[1]), std::string(fields[2]), std::string(fields[3])};
    if (left > 0) {
      --left;
    } else {
      sentence.tokens.push_back({word.form, {}, space});
    }
    sentence.tokens.back().words.push_back(std::move(word));
  }
  if (!sentence.tokens.empty()) out.push_back(std::move(sentence));
  return out;
}

std::string raw_text(const Treebank& treebank, std::size_t width) {
  std::string out;
  std::size_t column = 0;
  std::string piece;  // what stands between two blanks
  const auto flush = [&] {
    const std::size_t letters = code_points(piece);
    if (width > 0 && column > 0 && column + 1 + letters > width) {
      out.back() = '\n';
      column = 0;
    }
    out += piece + ' ';
    column += letters + 1;
    piece.clear();
  };
  for (const TreebankSentence& sentence : treebank) {
    if (sentence.paragraph && !out.empty()) {
      if (!piece.empty()) flush();
      out.back() = '\n';
      out += '\n';
      column = 0;
    }
    for (const TreebankToken& token : sentence.tokens) {
      piece += token.form;
      if (token.space_after) flush();
    }
  }
  if (!piece.empty()) flush();
  if (!out.empty()) out.back() = '\n';
  return out;
}

Treebank half_of(const Treebank& treebank, Half half) {
  const bool paragraphs =
      std::count_if(treebank.begin(), treebank.end(), [](const auto& s) { return s.paragraph; }) *
          40 >
      static_cast<std::ptrdiff_t>(treebank.size());
  Treebank out;
  std::size_t in_block = 0;
  bool held_out = false;
  for (const TreebankSentence& sentence : treebank) {
    if (in_block >= kBlock && (!paragraphs || sentence.paragraph)) {
      in_block = 0;
      held_out = !held_out;
    }
    if (held_out == (half == Half::held_out)) {
      out.push_back(sentence);
      if (in_block == 0) out.back().paragraph = true;
    }
    ++in_block;
  }
  return out;
}

}  // namespace samsyn::bench
