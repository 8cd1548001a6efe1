#include "pipeline/inputs.hpp"

#include "pipeline/files.hpp"
#include "pipeline/study/study.hpp"
#include "stages/ingest/reader.hpp"

namespace samsyn {

Inputs::Inputs(const Study& study, Issues& issues)
    : study_(study), issues_(issues), occasions_(study), spellings_(study) {
  for (std::uint32_t s = 0; s < study.sources.size(); ++s) {
    for (const SourceFile& file : study.sources[s].files) {
      files_.push_back({&study.sources[s], &file, s, file_size(file.path)});
      bytes_ += files_.back().bytes;
    }
  }
}

Result<Document> Inputs::read(const File& file, const Seen& seen) {
  const ingest::AttributeValues* values = attributes(*file.source, file.spec, seen);
  const Result<std::string> bytes = read_file(file.file->path, file.file->name);
  if (!bytes) {
    const auto place = static_cast<std::size_t>(file.file - file.source->files.data());
    if (!known_missing(issues_, file.spec, place)) issues_.add(bytes.issue());
    return bytes.issue();
  }
  note(file.file->path, file.file->name, *bytes, seen);
  Result<Document> document = ingest::read_document({file.file->name, *bytes}, *file.source, study_,
                                                    issues_, values, &spellings_);
  if (!document) {
    issues_.add(document.issue());
    return document;
  }
  // Two sheets of one workbook are two forms.
  const auto [before, fresh] = contents_.try_emplace(
      {std::hash<std::string_view>{}(*bytes), document->sheet}, file.file->name);
  if (!fresh) {
    Where where{file.file->name};
    where.sheet = document->sheet;
    issues_.add(
        {Severity::warning,
         "run.same-content",
         std::move(where),
         "the content is the same as that of " + before->second + ", so its people count twice",
         {},
         "take one of the two out of the study"});
  }
  document->spec = file.spec;
  occasions_.place(*document, issues_);
  return document;
}

void Inputs::note(const std::string& path, const std::string& name, const std::string& bytes,
                  const Seen& seen) {
  if (noted_.insert(path).second) seen(name, bytes);
}

/// The source's attribute table, read when its first file is. A table that can't be read is an
/// issue; the source's files are read without it.
const ingest::AttributeValues* Inputs::attributes(const SourceSpec& source, std::uint32_t spec,
                                                  const Seen& seen) {
  const AttributeTable& table = source.attribute_table;
  if (table.empty()) return nullptr;
  if (attributes_of_ == spec) return values_.get();
  attributes_of_ = spec;
  values_.reset();
  const Result<std::string> bytes = read_file(table.path, table.file);
  if (!bytes) {
    if (!known_missing(issues_, spec, kAttributeTable)) issues_.add(bytes.issue());
    return nullptr;
  }
  note(table.path, table.file, *bytes, seen);
  Result<ingest::AttributeValues> values =
      ingest::read_attributes({table.file, *bytes}, table, study_, issues_);
  if (!values) {
    issues_.add(values.issue());
    return nullptr;
  }
  values_ = std::make_unique<ingest::AttributeValues>(std::move(*values));
  return values_.get();
}

}  // namespace samsyn
