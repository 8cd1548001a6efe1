#include <array>
#include <cstdio>

#include "stages/repair/repair.hpp"

namespace samsyn::repair {
namespace {

std::string percent(double share) {
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%.1f %%", share * 100);
  return out.data();
}

std::string told(const Figures& f) {
  return "å, ä, ö are " + percent(f.ring) + ", " + percent(f.dots) + ", " + percent(f.o_dots) +
         " of the letters, " + percent(f.impossible) + " of the words are no words, " +
         percent(f.repairable) + " are near a frequent one, " + percent(f.strange) +
         " have signs or digits among their letters";
}

}  // namespace

std::optional<Issue> report(const Decision& decision, Mode mode, std::size_t repairs,
                            const std::string& file) {
  const Where where{file};
  if (decision.repair && (decision.verdict == Verdict::damaged || repairs > 0)) {
    return Issue{Severity::note,
                 "repair.done",
                 where,
                 "a scan with misread letters: " + std::to_string(repairs) + " of about " +
                     std::to_string(decision.figures.words) + " words were repaired (" +
                     told(decision.figures) + ")",
                 {},
                 "look at repaired words with samsyn try; \"repair\": \"off\" leaves the text as "
                 "it was read"};
  }
  if (decision.repair) {
    return Issue{
        Severity::note,
        "repair.not-needed",
        where,
        "repair was asked for, but nothing was found to repair (" + told(decision.figures) + ")",
        {},
        "leave \"repair\" out: a document that needs it is found by itself"};
  }
  if (mode == Mode::automatic && decision.verdict == Verdict::doubted) {
    return Issue{Severity::note,
                 "repair.doubted",
                 where,
                 "many words lack their å, ä, ö, as if typed on a foreign keyboard; the text was "
                 "left alone (" +
                     told(decision.figures) + ")",
                 {},
                 "if it is a scan, say \"repair\": \"on\" for the source"};
  }
  return std::nullopt;
}

}  // namespace samsyn::repair
