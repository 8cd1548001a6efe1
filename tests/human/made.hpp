#pragma once
// A small codebook, and judged segments and places made by hand.

#include <string>
#include <vector>

#include "stages/human/codings.hpp"
#include "stages/human/refind.hpp"

namespace samsyn::human::testing {

enum : std::uint32_t { kTid = 1, kSprak = 2, kSamverkan = 4 };
inline constexpr TaxonomyBits kBarriers = 1, kThemes = 2;

inline Codebook codebook() {
  Codebook out;
  out.taxonomies = {{"barriers", "Hinder", "Barriers", true}, {"themes", "Teman", "Themes", false}};
  const struct {
    const char *id, *name;
    std::uint32_t taxonomy;
    bool leaf;
  } kCodes[] = {{"hinder", "Hinder", 0, false},
                {"hinder.tid", "För kort tid", 0, true},
                {"hinder.sprak", "Svenskan räcker inte", 0, true},
                {"tema", "Teman", 1, false},
                {"tema.samverkan", "Samverkan", 1, true}};
  for (const auto& one : kCodes) {
    Code& code = out.codes.emplace_back();
    code.id = one.id;
    code.name_sv = one.name;
    code.taxonomy = one.taxonomy;
    code.leaf = one.leaf;
  }
  return out;
}

/// A place in a table: row, and where in the cell.
inline Place cell(std::uint32_t row, std::uint32_t start, std::uint32_t end) {
  Place out;
  out.source = "svar.csv";
  out.column = "Vad hindrar?";
  out.item = "hinder";
  out.respondent = "R" + std::to_string(row);
  out.row = row;
  out.start = start;
  out.end = end;
  return out;
}

/// A place in a text: line, and where in the file.
inline Place line(std::uint32_t number, std::uint32_t start, std::uint32_t end) {
  Place out;
  out.source = "workshop.txt";
  out.line = number;
  out.start = start;
  out.end = end;
  return out;
}

inline JudgedSegment judged(Place place, std::string text, std::string before = {},
                            std::string after = {}) {
  JudgedSegment out;
  out.place = std::move(place);
  out.text = std::move(text);
  out.before = std::move(before);
  out.after = std::move(after);
  out.judgements.push_back({0, kBarriers | kThemes, {}, {}});
  return out;
}

}  // namespace samsyn::human::testing
