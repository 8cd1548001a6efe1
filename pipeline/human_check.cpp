#include "pipeline/human_check.hpp"

#include <algorithm>
#include <memory>

#include "pipeline/human.hpp"
#include "pipeline/segments.hpp"

namespace samsyn {

std::string check_human(const Study& study, const Knowledge& knowledge, unsigned jobs,
                        const std::string& language, Issues& issues) {
  const std::shared_ptr<const human::Codings> codings = human_codings_of(
      study, knowledge.rules->codebook(), [](const std::string&, const std::string&) {}, issues);
  if (codings == nullptr) return {};
  HumanFinder finder(*codings, study, knowledge);
  SegmentsWish wish;
  wish.language = language;
  wish.jobs = jobs;
  wish.human = &finder;
  Issues of_files;
  each_segment(
      study, knowledge, wish, [](const ShownSegment&) {}, of_files);
  finder.tell(issues);
  const auto lost =
      std::count(finder.found().begin(), finder.found().end(), human::FoundBy::nowhere);
  const std::string all = std::to_string(codings->segments.size());
  std::string coders;
  for (const std::string& coder : codings->coders) {
    coders += (coders.empty() ? "" : ", ") + coder.substr(kHumanPrefix.size());
  }
  return language == "en" ? "\nCoded by people: " + all + " segments (" + coders + "), " +
                                std::to_string(lost) + " of them not found again\n"
                          : "\nKodat av människor: " + all + " segment (" + coders + "), " +
                                std::to_string(lost) + " av dem inte återfunna\n";
}

}  // namespace samsyn
