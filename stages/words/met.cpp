#include "stages/words/met.hpp"

#include <bit>

#include "stages/words/words.hpp"

namespace samsyn::words {

Candidates of_tag(Tag tag) {
  Candidates out;
  out.all[0].tag = tag;
  out.size = 1;
  return out;
}

Candidates candidates_of(const Word& word, std::string_view form) {
  Candidates out;
  std::vector<Candidate> all;
  for (std::size_t r = 0; r < word.readings.size() && r < Token::kAsWritten; ++r) {
    const Reading& reading = word.readings[r];
    if (reading.weight == Reading::kForMatching) continue;
    for (std::uint64_t tags = reading.tags; tags != 0; tags &= tags - 1) {
      all.push_back(
          {static_cast<Tag>(std::countr_zero(tags)), static_cast<std::uint8_t>(r), reading.weight});
    }
  }
  if (all.empty()) all.push_back({});
  const std::string_view first = first_points(form, 1);
  out.capital = fold(first) != first;
  // A name that is no dictionary's, where the form is none of grammar's words; and a name that
  // lacks its capital is seldom one.
  constexpr std::int8_t kUnknownName = -7, kSmallName = -8;
  const auto is_name = [](const Candidate& c) { return c.tag == Tag::nm || c.tag == Tag::nm_g; };
  const bool open_class = std::all_of(all.begin(), all.end(), [&](const Candidate& c) {
    return !is_name(c) && (c.tag <= Tag::jj_c || (c.tag >= Tag::vb_i && c.tag <= Tag::vb_m));
  });
  if (out.capital && open_class) all.push_back({Tag::nm, Token::kAsWritten, kUnknownName});
  if (!out.capital) {
    for (Candidate& c : all) {
      if (is_name(c)) c.weight = static_cast<std::int8_t>(c.weight + kSmallName);
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Candidate& a, const Candidate& b) { return a.weight > b.weight; });
  out.size = static_cast<std::uint8_t>(std::min(all.size(), Candidates::kMost));
  std::copy_n(all.begin(), out.size, out.all.begin());
  return out;
}

}  // namespace samsyn::words
