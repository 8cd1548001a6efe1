#pragma once
// Who was heard: one row for each respondent of each document, as bits and numbers.

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/study.hpp"
#include "pipeline/model/text.hpp"

namespace samsyn::summarise {

inline constexpr std::array<SourceKind, 3> kKinds{SourceKind::survey, SourceKind::transcript,
                                                  SourceKind::notes};
inline constexpr std::size_t kStances = kStanceNames.size();
inline std::size_t number_of(SourceKind kind) { return static_cast<std::size_t>(kind); }
/// "survey", "transcript", "notes": the end of label keys.
std::string_view name_of(SourceKind kind);

/// The distinct values of one attribute, numbered in order of appearance.
class Values {
 public:
  std::uint32_t number(const std::string& value);
  const std::vector<std::string>& all() const { return all_; }

 private:
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
  std::vector<std::string> all_;
};

/// Memory: for each person 2 bytes, 4 for each attribute, and 3 bits for each row of codes.
class People {
 public:
  People(std::size_t attributes, std::uint32_t rows)
      : attributes_(attributes), words_((rows + 63) / 64), values_(attributes) {}

  /// Adds a person; `values` is parallel to the study's attributes, missing ones are "".
  void add(SourceKind kind, bool asked, const std::vector<std::string>& values);
  /// A person who was there already, seen again: asked then too, or an attribute told then first.
  void meet(std::uint32_t person, bool asked, const std::vector<std::string>& values);
  std::uint32_t size() const { return static_cast<std::uint32_t>(kind_.size()); }

  void mark(std::uint32_t person, std::uint32_t row, Stance stance) {
    bits_[place(person, row, stance)] |= std::uint64_t{1} << (row % 64);
  }
  bool has(std::uint32_t person, std::uint32_t row, Stance stance) const {
    return (bits_[place(person, row, stance)] >> (row % 64) & 1U) != 0;
  }
  SourceKind kind(std::uint32_t person) const { return kind_[person]; }
  /// Was the person asked at least one open item? Interviewees and voices always are.
  bool asked(std::uint32_t person) const { return asked_[person] != 0; }
  std::uint32_t value(std::uint32_t person, std::size_t attribute) const {
    return value_[person * attributes_ + attribute];
  }
  const Values& values(std::size_t attribute) const { return values_[attribute]; }
  std::uint32_t number(std::size_t attribute, const std::string& value) {
    return values_[attribute].number(value);
  }

 private:
  std::size_t place(std::uint32_t person, std::uint32_t row, Stance stance) const {
    return (person * kStances + static_cast<std::size_t>(stance)) * words_ + row / 64;
  }

  std::size_t attributes_;
  std::size_t words_;
  std::vector<Values> values_;
  std::vector<SourceKind> kind_;
  std::vector<std::uint8_t> asked_;
  std::vector<std::uint32_t> value_;
  std::vector<std::uint64_t> bits_;
};

}  // namespace samsyn::summarise
