#pragma once
// An invented survey in which it is said by hand who has which code.

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/document.hpp"
#include "pipeline/model/study.hpp"
#include "pipeline/model/summary.hpp"

namespace samsyn::sample {

/// 55 people were asked one open item: 30 of group A and sub-study D1, 20 of group B and D2, and 5
/// of whom neither is known. Nobody has a code until somebody is said to.
///
/// Codes: barriers b with leaves b.tid, b.rum, b.mod; themes t.gott (helps), t.lika (a principle).
struct Coded {
  Study study;
  Codebook codebook;
  Document document;

  Coded();
  /// These people, from the first on, affirm the leaf, each in an answer with nothing else.
  void say(std::string_view code, std::uint32_t first, std::uint32_t people);
  /// Tables; texts are the labels' keys.
  Summary summary() const;

 private:
  struct Said {
    std::uint32_t code = 0, person = 0;
  };
  std::vector<Said> said_;
};

/// Fails the test where there is none.
const Table& table_of(const Summary& summary, std::string_view id);
const TableRow& row_of(const Table& table, std::string_view id);
const TableCell& cell_of(const Summary& summary, std::string_view table, std::string_view row,
                         std::string_view column);
double number_in(const Summary& summary, std::string_view table, std::string_view row,
                 std::string_view column);
bool is_withheld(const TableCell& cell);

}  // namespace samsyn::sample
