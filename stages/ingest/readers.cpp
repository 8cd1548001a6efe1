#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>

#include "pipeline/model/ascii.hpp"
#include "stages/ingest/attributes.hpp"
#include "stages/ingest/encoding.hpp"
#include "stages/ingest/figure_table.hpp"
#include "stages/ingest/foreign.hpp"
#include "stages/ingest/reader.hpp"
#include "stages/ingest/study_spellings.hpp"
#include "stages/ingest/table.hpp"

namespace samsyn::ingest {

#define SAMSYN_READER(name) extern const Reader name##_reader;
#include "readers.inc"
#undef SAMSYN_READER

namespace {

#define SAMSYN_READER(name) &name##_reader,
constexpr std::array kReaders{
#include "readers.inc"
};
#undef SAMSYN_READER

bool has_suffix(const Reader& reader, std::string_view lower_name) {
  return std::any_of(reader.suffixes.begin(), reader.suffixes.end(),
                     [&](std::string_view suffix) { return lower_name.ends_with(suffix); });
}

Issue unknown_format(const Input& input) {
  std::string names;
  for (const Reader* reader : kReaders) {
    names += (names.empty() ? "" : ", ") + std::string(reader->name);
  }
  const bool zip = input.bytes.starts_with("PK\x03\x04");
  return refusal(
      input, "ingest.unknown-format",
      std::string(zip ? "this seems to be a zip archive, whose members are" : "the content is") +
          " of no known format (" + names + ")",
      zip ? "unpack it and name the files that are in it"
          : "export or save the file in one of these formats");
}

enum class Wanted : std::uint8_t { any, rows, blocks };

bool serves(const Reader& reader, Wanted wanted) {
  return wanted == Wanted::any ||
         (wanted == Wanted::rows ? reader.rows != nullptr : reader.blocks != nullptr);
}

Result<const Reader*> choose(const Input& input, Wanted wanted) {
  const std::string_view bytes = input.bytes;
  if (bytes.empty()) {
    return refusal(input, "ingest.empty", "the file is empty",
                   "export it again, or take it out of the study");
  }
  if (const auto foreign = foreign_file(input)) return *foreign;
  const std::string name = lower_ascii(input.name);
  const Reader* by_suffix = nullptr;
  std::vector<const Reader*> alike;
  for (const Reader* reader : kReaders) {
    if (by_suffix == nullptr && has_suffix(*reader, name)) by_suffix = reader;
    if (reader->recognises(bytes)) alike.push_back(reader);
  }
  // What the study says of the file beats its suffix: a survey saved as .txt is still a table.
  if (std::any_of(alike.begin(), alike.end(), [&](auto* r) { return serves(*r, wanted); })) {
    std::erase_if(alike, [&](auto* r) { return !serves(*r, wanted); });
  }
  if (std::find(alike.begin(), alike.end(), by_suffix) != alike.end()) return by_suffix;
  const bool text = !decode_head(bytes, kHead).text().empty();
  // "Some text" is all that content can say of a table with one column or a caption file without
  // its heading: there the suffix knows better. Zip containers without a known member likewise.
  const bool vague = alike.empty() || (text && alike.size() == 1 && alike[0] == kReaders.back());
  if (vague && by_suffix != nullptr && by_suffix->container == !text &&
      (text || bytes.starts_with("PK"))) {
    return by_suffix;
  }
  if (alike.empty()) return unknown_format(input);
  return alike.front();
}

// ---- dates -------------------------------------------------------------------------------------

struct Civil {
  std::int64_t year;
  unsigned month, day;
};

/// Proleptic Gregorian; Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
Civil civil_of(std::int64_t days) {
  days += 719468;  // from 1970-01-01 to 0000-03-01
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const auto of_era = static_cast<unsigned>(days - era * 146097);
  const unsigned year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const unsigned of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const unsigned month = (5 * of_year + 2) / 153;
  const unsigned day = of_year - (153 * month + 2) / 5 + 1;
  const unsigned calendar_month = month < 10 ? month + 3 : month - 9;
  return {static_cast<std::int64_t>(year_of_era) + era * 400 + (calendar_month <= 2 ? 1 : 0),
          calendar_month, day};
}

std::string padded(std::int64_t value, std::size_t width) {
  std::string digits = std::to_string(value);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

std::string clock(std::int64_t seconds) {
  return padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":" +
         padded(seconds % 60, 2);
}

constexpr double kSecondsPerDay = 86400;
constexpr double kDaysShown = 4e6;  // some eleven thousand years: beyond it a date is a number

std::string number_text(double number) {
  std::array<char, 64> buffer{};
  const double size = std::abs(number);
  const bool plain = size == 0 || (size >= 1e-6 && size < 1e17);
  const auto end = plain ? std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                         std::chars_format::fixed)
                         : std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  return {buffer.data(), end.ptr};
}

std::string date_text(double days) {
  if (!(std::abs(days) < kDaysShown)) return number_text(days);
  const auto seconds = static_cast<std::int64_t>(std::llround(days * kSecondsPerDay));
  std::int64_t whole = seconds / 86400;
  std::int64_t rest = seconds % 86400;
  if (rest < 0) {
    rest += 86400;
    --whole;
  }
  const Civil date = civil_of(whole);
  std::string out = padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
  return rest == 0 ? out : out + " " + clock(rest);
}

std::string duration_text(double days) {
  if (!(std::abs(days) < kDaysShown)) return number_text(days);
  const auto seconds = static_cast<std::int64_t>(std::llround(days * kSecondsPerDay));
  return (seconds < 0 ? "-" : "") + clock(seconds < 0 ? -seconds : seconds);
}

}  // namespace

std::string to_text(const Cell& cell) {
  switch (cell.kind) {
    case CellKind::empty:
      return {};
    case CellKind::text:
    case CellKind::error:
      return std::string(cell.text);
    case CellKind::number:
      return number_text(cell.number);
    case CellKind::boolean:
      return cell.number != 0 ? "TRUE" : "FALSE";
    case CellKind::date:
      return date_text(cell.number);
    case CellKind::duration:
      return duration_text(cell.number);
  }
  return {};
}

std::span<const Reader* const> readers() { return kReaders; }

Result<const Reader*> reader_for(const Input& input) { return choose(input, Wanted::any); }

Result<Document> read_document(const Input& input, const SourceSpec& source, const Study& study,
                               Issues& issues, const AttributeValues* attributes,
                               StudySpellings* spellings) {
  const bool figures = source.kind == SourceKind::figures;
  const bool survey = source.kind == SourceKind::survey || figures;
  const Result<const Reader*> reader = choose(input, survey ? Wanted::rows : Wanted::blocks);
  if (!reader) return reader.issue();
  if (!serves(**reader, survey ? Wanted::rows : Wanted::blocks)) {
    return survey ? refusal(input, "ingest.not-a-table",
                            std::string("the source is ") + (figures ? "figures" : "a survey") +
                                ", but the file is running text (" +
                                std::string((*reader)->name) + ")",
                            "give the source \"kind\": \"transcript\" or \"notes\", or export the "
                            "survey as .xlsx or .csv")
                  : refusal(input, "ingest.not-running-text",
                            "the source is a transcript or notes, but the file is a table (" +
                                std::string((*reader)->name) + ")",
                            "give the source \"kind\": \"survey\"");
  }
  if (figures) return read_figures(**reader, input, source, issues);
  Result<Document> document = survey ? read_table(**reader, input, source, study, issues)
                                     : (*reader)->blocks(input, source, study, issues);
  if (!document) return document;
  document->source = input.name;
  if (attributes != nullptr) fill_attributes(*document, *attributes, source, issues);
  if (spellings != nullptr) {
    spellings->settle(*document, source, issues);
  } else {
    StudySpellings(study).settle(*document, source, issues);
  }
  return document;
}

}  // namespace samsyn::ingest
