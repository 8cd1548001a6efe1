#pragma once
// Lines of codings.jsonl, written short.

#include <cstdint>
#include <string>
#include <vector>

namespace samsyn::agree::testing {

/// "hinder.org.tid" affirmed by `coder`; a stance behind '=': "hinder.org.tid=negated".
inline std::string code(const std::string& coder, const std::string& code) {
  const std::size_t sign = code.find('=');
  const std::string stance = sign == std::string::npos ? "affirmed" : code.substr(sign + 1);
  return R"({"code":")" + code.substr(0, sign) + R"(","stance":")" + stance + R"(","coder":")" +
         coder + R"(","rule":null,"confidence":1,"evidence":[]})";
}

/// A segment of a cell: source svar.csv, column «Vad hindrar?», respondent R and the row.
inline std::string cell(std::uint32_t row, std::uint32_t start, std::uint32_t end,
                        const std::vector<std::string>& codes, const std::string& more = "") {
  std::string all;
  for (const std::string& one : codes) all += (all.empty() ? "" : ",") + one;
  return R"({"id":"0","source":"svar.csv","where":{"sheet":null,"row":)" + std::to_string(row) +
         R"(,"column":"Vad hindrar?","line":null,"paragraph":null,"time":null},"respondent":"R)" +
         std::to_string(row) + R"(","speaker":null,"item":"hinder","question":"Vad hindrar?",)" +
         R"("role":"answer","start":)" + std::to_string(start) + R"(,"end":)" +
         std::to_string(end) + R"(,"raw":"Mening )" + std::to_string(start) +
         R"(.","text":"Mening )" + std::to_string(start) + R"(.",)" + more + R"("codes":[)" + all +
         "]}\n";
}

/// A segment of a text file, said by `speaker` to one question.
inline std::string spoken(const std::string& speaker, std::uint32_t line, std::uint32_t start,
                          std::uint32_t end, const std::vector<std::string>& codes) {
  std::string all;
  for (const std::string& one : codes) all += (all.empty() ? "" : ",") + one;
  return R"({"source":"intervju.txt","where":{"line":)" + std::to_string(line) +
         R"(},"respondent":")" + speaker + R"(","role":"turn","question":"Hur går det?","start":)" +
         std::to_string(start) + R"(,"end":)" + std::to_string(end) + R"(,"codes":[)" + all +
         "]}\n";
}

}  // namespace samsyn::agree::testing
