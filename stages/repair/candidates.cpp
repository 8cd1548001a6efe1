#include "stages/repair/candidates.hpp"

#include <algorithm>
#include <cmath>

#include "stages/repair/letters.hpp"

namespace samsyn::repair {
namespace {

constexpr std::size_t kKept = 8;              // candidates of a word
constexpr int kQuestions = 4;                 // to the dictionary, for a long word
constexpr std::size_t kLongWord = 8;          // letters
constexpr std::size_t kLongest = 45;          // letters; longer ones are left alone
constexpr std::size_t kRemembered = 200'000;  // words, before the memory is emptied
// Natural logarithms, beside the spelling's: of words that no list has but a dictionary knows, and
// of others.
constexpr double kKnown = -3;
constexpr double kUnknown = -12;
constexpr double kUnlisted = -15;  // at most: the list ends at three in ten million
constexpr double kSpellingWeight = 0.8;
constexpr double kCompound = 0;     // of two words being one compound
constexpr double kWorthAsking = 3;  // how far behind the best of the list a word may be

}  // namespace

CandidateSource::CandidateSource(const Channel& channel, const Frequencies& frequencies,
                                 const Spelling& spelling, Repairer::Known known)
    : frequencies_(frequencies),
      spelling_(spelling),
      ask_(std::move(known)),
      search_(channel, spelling) {}

bool CandidateSource::known(const std::string& word) {
  if (frequencies_.word(word) != 0) return true;
  const auto found = asked_.find(word);
  if (found != asked_.end()) return found->second;
  const bool answer = ask_(word);
  asked_.emplace(word, answer);
  return answer;
}

void CandidateSource::forget() {
  if (asked_.size() > kRemembered) asked_.clear();
  if (found_.size() > kRemembered) found_.clear();
  if (listed_.size() > kRemembered) listed_.clear();
}

double CandidateSource::log_prior(const std::string& word, std::uint32_t listed, bool known) const {
  if (listed != 0) return std::log(listed / Frequencies::kPer);
  const double spelt = kSpellingWeight * spelling_.log(points_of(word));
  const double likely = known ? std::max(kKnown + spelt, log_compound(word)) : kUnknown + spelt;
  return std::min(likely, kUnlisted);
}

/// Of a compound, by the words that it is made of: what comes last is listed, what comes before is
/// listed too or looks Swedish.
double CandidateSource::log_compound(const std::string& word) const {
  double best = -1e9;
  for (std::size_t at = 3; at + 3 <= word.size(); ++at) {
    if ((static_cast<unsigned char>(word[at]) & 0xC0U) == 0x80U) continue;
    const std::uint32_t last = frequencies_.word(std::string_view(word).substr(at));
    if (last == 0) continue;
    std::string_view before = std::string_view(word).substr(0, at);
    std::uint32_t first = frequencies_.word(before);
    if (first == 0 && before.ends_with('s')) first = frequencies_.word(before.substr(0, at - 1));
    const double left = first != 0 ? std::log(first / Frequencies::kPer)
                                   : kKnown + kSpellingWeight * spelling_.log(points_of(before));
    best = std::max(best, kCompound + left + std::log(last / Frequencies::kPer));
  }
  return best;
}

const std::vector<Candidate>& CandidateSource::of(const std::u32string& seen) {
  const auto found = found_.find(seen);
  if (found != found_.end()) return found->second;
  return found_.emplace(seen, search(seen, true)).first->second;
}

const std::vector<Candidate>& CandidateSource::listed(const std::u32string& seen) {
  const auto found = listed_.find(seen);
  if (found != listed_.end()) return found->second;
  return listed_.emplace(seen, search(seen, false)).first->second;
}

std::vector<Candidate> CandidateSource::search(const std::u32string& seen, bool ask) {
  std::vector<Candidate> out;
  Candidate& self = out.emplace_back();
  for (const char32_t c : seen) self.same.push_back(lower(c));
  self.word = utf8_of(self.same);
  const std::uint32_t own = frequencies_.word(self.word);
  self.listed = self.known = own != 0;
  self.log_prior = log_prior(self.word, own, self.known);
  if (seen.size() > kLongest) return out;

  // First what the list knows. A word that only the dictionary knows is asked for when it might be
  // about as likely as the best of the list.
  struct Proposal {
    Candidate candidate;
    double score;
  };
  std::vector<Proposal> unlisted;
  double best = self.listed ? self.log_prior : -1e9;
  for (const std::int32_t n : search_.run(seen)) {
    Candidate next = search_.candidate(n);
    const bool same = next.word == out.front().word;
    if (same && own != 0) continue;
    const std::uint32_t number = frequencies_.word(next.word);
    if (number == 0 && (!ask || own != 0)) continue;
    next.listed = next.known = number != 0;
    next.log_prior = log_prior(next.word, number, true);
    const double score = next.log_prior + search_.channel(n);
    if (number == 0) {
      unlisted.push_back({std::move(next), score});
    } else if (out.size() < kKept) {
      best = std::max(best, score);
      out.push_back(std::move(next));
    }
  }
  std::stable_sort(unlisted.begin(), unlisted.end(),
                   [](const Proposal& a, const Proposal& b) { return a.score > b.score; });
  int questions = seen.size() >= kLongWord ? kQuestions : kQuestions / 2;
  for (Proposal& proposal : unlisted) {
    if (proposal.score < best - kWorthAsking || questions-- == 0 || out.size() == kKept) break;
    if (!known(proposal.candidate.word)) continue;
    best = std::max(best, proposal.score);
    if (proposal.candidate.word == out.front().word) {
      out.front().known = true;
      out.front().log_prior = proposal.candidate.log_prior;
    } else {
      proposal.candidate.known = true;
      out.push_back(std::move(proposal.candidate));
    }
  }
  return out;
}

}  // namespace samsyn::repair
