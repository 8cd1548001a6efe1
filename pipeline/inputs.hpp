#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/model/document.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/study.hpp"
#include "pipeline/study/occasions.hpp"
#include "stages/ingest/attributes.hpp"
#include "stages/ingest/study_spellings.hpp"

namespace samsyn {

/// The files of a study, read one after the other as its manifest says.
class Inputs {
 public:
  Inputs(const Study& study, Issues& issues);

  struct File {
    const SourceSpec* source = nullptr;
    const SourceFile* file = nullptr;
    std::uint32_t spec = 0;   ///< index of the source
    std::uint64_t bytes = 0;  ///< as the disk says
  };
  /// In the order of the manifest.
  const std::vector<File>& files() const { return files_; }
  std::uint64_t bytes() const { return bytes_; }  ///< of all files, as the disk says

  /// Reads a file. Issues: run.same-content, when a file before it was the same to the byte and the
  /// same sheet of it was read. `seen` gets the name and content of whatever was opened for it,
  /// each file the first time only, however many sources take from it. Errors are those of
  /// read_file and ingest; they are added to the issues too.
  using Seen = std::function<void(const std::string& name, const std::string& bytes)>;
  Result<Document> read(const File& file, const Seen& seen);

 private:
  const ingest::AttributeValues* attributes(const SourceSpec& source, std::uint32_t spec,
                                            const Seen& seen);
  void note(const std::string& path, const std::string& name, const std::string& bytes,
            const Seen& seen);

  const Study& study_;
  Issues& issues_;
  std::vector<File> files_;
  std::uint64_t bytes_ = 0;
  std::uint32_t attributes_of_ = kNone;  ///< the source whose attribute table is at hand
  std::unique_ptr<ingest::AttributeValues> values_;
  OccasionLedger occasions_;          ///< whom the files read so far measured, and when
  ingest::StudySpellings spellings_;  ///< of the files read so far
  /// Hash of a file read and the sheet -> its name.
  std::map<std::pair<std::size_t, std::string>, std::string> contents_;
  std::set<std::string> noted_;  ///< paths
};

}  // namespace samsyn
