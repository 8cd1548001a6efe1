#include "pipeline/model/summary.hpp"

namespace samsyn {

std::string Labels::operator()(std::string_view key,
                               const std::vector<std::string>& arguments) const {
  const auto found = texts_.find(key);
  std::string text = found == texts_.end() ? std::string(key) : found->second;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string mark = "{" + std::to_string(i) + "}";
    for (std::size_t at = text.find(mark); at != std::string::npos;
         at = text.find(mark, at + arguments[i].size())) {
      text.replace(at, mark.size(), arguments[i]);
    }
  }
  return text;
}

}  // namespace samsyn
