#pragma once
// Whom the files name as coders.

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/model/text.hpp"
#include "stages/agree/pool.hpp"

namespace samsyn::agree {

/// A coder of one file.
struct FileCoder {
  std::uint32_t file = 0;
  std::string name;              ///< as name_in_pool() says
  bool whole_file = false;       ///< the file's work as one coder
  bool machine = false;          ///< a whole file that the program coded: its codes alone
  std::uint32_t number = kNone;  ///< in the pool, once that is known
};

/// The coders of all files, those of a file together, and which of them each name in it is. What
/// the program itself said is the work of one.
class FileCoders {
 public:
  explicit FileCoders(const std::vector<Input>& inputs);

  std::vector<FileCoder>& all() { return all_; }
  const std::vector<FileCoder>& all() const { return all_; }

  /// Who is meant by a number of CodingsFile::coders.
  const FileCoder& who(std::uint32_t file, std::uint32_t named) const {
    return all_[who_[file][named]];
  }

  /// Is what this name said left out of its coder's work? So it is with what humans said in a file
  /// that is taken as the program's.
  bool left_out(std::uint32_t file, std::uint32_t named) const {
    return who(file, named).machine && human_[file][named];
  }

  /// Did they judge a segment of their file, with or without a code?
  bool judged(const FileCoder& who, const CodedSegment& segment) const;

 private:
  std::vector<FileCoder> all_;
  std::vector<std::vector<std::uint32_t>> who_;  ///< by file and its coder
  std::vector<std::vector<bool>> human_;         ///< likewise: is it a human's name?
};

}  // namespace samsyn::agree
