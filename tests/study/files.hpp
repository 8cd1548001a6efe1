#pragma once
// Invented files, and what `init` makes of them.

#include <map>
#include <string>
#include <vector>

#include "pipeline/study/guess.hpp"

namespace samsyn {

using Files = std::map<std::string, std::string>;  ///< name -> bytes

inline Guess guess_of(const Files& files) {
  std::vector<std::string> names;
  for (const auto& [name, bytes] : files) names.push_back("/studie/" + name);
  return guess_study(names, "/studie/study.json",
                     [&](const std::string& path) -> Result<std::string> {
                       return files.at(path.substr(std::string("/studie/").size()));
                     });
}

}  // namespace samsyn
