#include "stages/agree/file_coders.hpp"

#include <algorithm>

#include "pipeline/model/human.hpp"

namespace samsyn::agree {

std::string_view name_in_pool(std::string_view coder) {
  const bool own = std::find(kCoderNames.begin(), kCoderNames.end(), coder) != kCoderNames.end();
  return own ? kOwnCoder : coder;
}

FileCoders::FileCoders(const std::vector<Input>& inputs) {
  for (std::uint32_t f = 0; f < inputs.size(); ++f) {
    const Input& input = inputs[f];
    const std::size_t first = all_.size();
    std::vector<std::uint32_t>& who = who_.emplace_back();
    std::vector<bool>& human = human_.emplace_back();
    for (const std::string& named : input.file.coders) human.push_back(is_human(named));
    if (!input.coder.empty() || input.file.coders.empty()) {
      who.assign(input.file.coders.size(), static_cast<std::uint32_t>(first));
      const bool machine =
          std::any_of(input.file.coders.begin(), input.file.coders.end(),
                      [](const std::string& named) { return name_in_pool(named) == kOwnCoder; });
      all_.push_back(
          {f, input.coder.empty() ? input.file.name : input.coder, true, machine, kNone});
      continue;
    }
    for (const std::string& named : input.file.coders) {
      const std::string name(name_in_pool(named));
      const auto known = std::find_if(all_.begin() + static_cast<std::ptrdiff_t>(first), all_.end(),
                                      [&](const FileCoder& one) { return one.name == name; });
      who.push_back(static_cast<std::uint32_t>(known - all_.begin()));
      if (known == all_.end()) all_.push_back({f, name, false, false, kNone});
    }
  }
}

bool FileCoders::judged(const FileCoder& who, const CodedSegment& segment) const {
  if (!segment.judges_listed || who.machine) return true;
  if (who.whole_file) return !segment.judges.empty() || !segment.given.empty();
  const auto is_who = [&](std::uint32_t named) { return &all_[who_[who.file][named]] == &who; };
  return who.name == kOwnCoder ||
         std::any_of(segment.judges.begin(), segment.judges.end(), is_who) ||
         std::any_of(segment.given.begin(), segment.given.end(),
                     [&](const Given& given) { return is_who(given.coder); });
}

}  // namespace samsyn::agree
