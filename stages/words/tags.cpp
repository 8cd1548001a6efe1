#include "stages/words/tags.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>

#include "pipeline/model/lines.hpp"

namespace samsyn::words {
namespace {

struct Row {
  std::string_view name;
  Pos pos;
};

// In the order of Tag.
constexpr std::array<Row, static_cast<std::size_t>(Tag::count)> kRows{{
    {"edge", Pos::punct}, {"comma", Pos::punct}, {"stop", Pos::punct}, {"nn_u", Pos::noun},
    {"nn_n", Pos::noun},  {"nn_p", Pos::noun},   {"nn_d", Pos::noun},  {"nn_g", Pos::noun},
    {"nm", Pos::name},    {"nm_g", Pos::name},   {"jj_u", Pos::adj},   {"jj_n", Pos::adj},
    {"jj_e", Pos::adj},   {"jj_c", Pos::adj},    {"rg", Pos::num},     {"vb_i", Pos::verb},
    {"vb_f", Pos::verb},  {"vb_s", Pos::verb},   {"vb_m", Pos::verb},  {"ax_f", Pos::verb},
    {"ax_i", Pos::verb},  {"ax_s", Pos::verb},   {"ha_f", Pos::verb},  {"ha_i", Pos::verb},
    {"ha_s", Pos::verb},  {"co_f", Pos::verb},   {"co_i", Pos::verb},  {"co_s", Pos::verb},
    {"pn_s", Pos::pron},  {"pn_o", Pos::pron},   {"pn_n", Pos::pron},  {"ps", Pos::pron},
    {"dt_u", Pos::det},   {"dt_n", Pos::det},    {"dt_p", Pos::det},   {"hp", Pos::pron},
    {"ab", Pos::adv},     {"pp", Pos::adp},      {"kn", Pos::conj},    {"sn", Pos::conj},
    {"ie", Pos::part},    {"in", Pos::intj},     {"xx", Pos::other},
}};

/// The tags that «vb_* ax_i» names.
std::vector<std::size_t> tags_in(std::string_view names) {
  std::vector<std::size_t> out;
  while (!names.empty()) {
    const std::string_view name = next_field(names, ' ');
    const bool star = name.ends_with('*');
    for (std::size_t t = 0; t < kRows.size(); ++t) {
      const bool meant =
          star ? kRows[t].name.starts_with(name.substr(0, name.size() - 1)) : kRows[t].name == name;
      if (meant) out.push_back(t);
    }
  }
  return out;
}

bool is_verb(Tag tag) { return tag >= Tag::vb_i && tag <= Tag::co_s; }

}  // namespace

Tag tag_of(std::string_view name) {
  const auto* found =
      std::find_if(kRows.begin(), kRows.end(), [&](const Row& row) { return row.name == name; });
  return static_cast<Tag>(found - kRows.begin());
}

Pos pos_of(Tag tag) { return kRows.at(static_cast<std::size_t>(tag)).pos; }

Neighbours::Neighbours(std::string_view file) {
  Table* table = &beside_;
  each_line(file, [&](std::string_view line) {
    if (line == "governs") {
      table = &governed_;
      return;
    }
    const std::vector<std::size_t> left = tags_in(next_field(line, '\t'));
    const std::vector<std::size_t> right = tags_in(next_field(line, '\t'));
    int score = 0;
    std::from_chars(line.data(), line.data() + line.size(), score);
    for (const std::size_t l : left) {
      for (const std::size_t r : right) (*table)[l][r] = static_cast<std::int8_t>(score);
    }
  });
}

void Chooser::choose(std::vector<Token>& tokens, const std::vector<Asked>& asked) {
  // So much likelier a capital makes a name, inside a sentence and at its beginning.
  constexpr int kCapital = 5, kFirst = 2;
  // Below every sum: a segment of four million tokens would be needed to reach it.
  constexpr int kLeast = std::numeric_limits<int>::min();
  if (ways_.size() < asked.size() + 1) ways_.resize(asked.size() + 1);
  static constexpr Candidates kEdge{{{{Tag::edge, 0, 0}}}, 1, false};
  const Candidates* before = &kEdge;
  std::array<Way, Candidates::kMost>* last = &ways_[0];
  (*last)[0] = {};
  for (std::size_t t = 0; t < asked.size(); ++t) {
    const Candidates& now = *asked[t].candidates;
    std::array<Way, Candidates::kMost>& ways = ways_[t + 1];
    const bool inside = t > 0 && before->all[0].tag != Tag::edge && before->all[0].tag != Tag::stop;
    for (std::uint8_t c = 0; c < now.size; ++c) {
      const Candidate& candidate = now.all[c];
      const bool verb = is_verb(candidate.tag);
      Way best;
      best.score = kLeast;
      for (std::uint8_t p = 0; p < before->size; ++p) {
        const Way& way = (*last)[p];
        int score = way.score + neighbours_.beside(before->all[p].tag, candidate.tag);
        if (verb) score += neighbours_.governed(way.governor, candidate.tag);
        if (score > best.score) best = {score, p, way.governor};
      }
      best.score += candidate.weight;
      if (now.capital && (candidate.tag == Tag::nm || candidate.tag == Tag::nm_g)) {
        best.score += inside ? kCapital : candidate.reading == Token::kAsWritten ? 0 : kFirst;
      }
      if (verb || candidate.tag == Tag::ie) {
        best.governor = candidate.tag;
      } else if (candidate.tag == Tag::stop || candidate.tag == Tag::sn ||
                 candidate.tag == Tag::hp) {
        best.governor = Tag::edge;
      }
      ways[c] = best;
    }
    before = &now;
    last = &ways;
  }
  std::size_t at = 0;
  int most = kLeast;
  for (std::size_t c = 0; c < before->size; ++c) {
    const int score = (*last)[c].score + neighbours_.beside(before->all[c].tag, Tag::edge);
    if (score > most) {
      most = score;
      at = c;
    }
  }
  for (std::size_t t = asked.size(); t-- > 0;) {
    tokens[asked[t].token].reading = asked[t].candidates->all[at].reading;
    at = ways_[t + 1][at].from;
  }
}

}  // namespace samsyn::words
