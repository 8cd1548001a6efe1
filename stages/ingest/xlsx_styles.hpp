#pragma once
// Number formats of workbooks: which of them make a number a date or a duration.

#include <cstdint>
#include <string_view>

#include "stages/ingest/reader.hpp"

namespace samsyn::ingest {

enum class Shown : std::uint8_t {
  number,
  date,     ///< with or without a time of day
  clock,    ///< only a time: a duration below one day, otherwise the time of a date
  elapsed,  ///< [h]:mm: a duration of any length
};

/// What a format code shows (ECMA-376 part 1, 18.8.31). Only the section for positive numbers
/// counts; quoted and escaped literals, colours, conditions and locales ([$-41D]) are passed over.
Shown shown_by(std::string_view code);

/// What a built-in format shows (18.8.30; 27-36 and 50-58 are dates and times of East Asian
/// versions). Formats above 163 are never built in.
Shown shown_by_builtin(std::uint32_t id);

/// The cell that a serial number shows. 1900 system: day 1 is 1900-01-01 and day 60 the 29th of
/// February that year never had (Lotus 1-2-3's fault, kept by Excel), read as the 1st of March;
/// 1904 system: day 0 is 1904-01-01. Serials that no date has (negative, after the year 9999) stay
/// numbers.
Cell cell_of_serial(double serial, Shown shown, bool epoch_1904);

/// An ISO 8601 date, with or without time ("2026-01-12T09:01:22.5"), as a date cell; a text cell
/// when it is none. A time alone is a duration.
Cell cell_of_iso(std::string_view text);

}  // namespace samsyn::ingest
