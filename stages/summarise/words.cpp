#include "stages/summarise/words.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <charconv>
#include <chrono>
#include <cmath>

namespace samsyn::summarise {

std::string date_text(double days) {
  constexpr double kFarthest = 3'000'000;  // days: the year 10183, well within std::chrono
  if (!std::isfinite(days) || std::abs(days) > kFarthest) return {};
  using namespace std::chrono;
  const year_month_day date{sys_days{std::chrono::days{static_cast<int>(std::floor(days))}}};
  const auto padded = [](unsigned value, std::size_t width) {
    std::string digits = std::to_string(value);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
  };
  const int year = static_cast<int>(date.year());
  return (year < 0 ? "-" : "") + padded(static_cast<unsigned>(std::abs(year)), 4) + "-" +
         padded(static_cast<unsigned>(date.month()), 2) + "-" +
         padded(static_cast<unsigned>(date.day()), 2);
}

std::string inside(const std::string& name) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(name.data());
  std::size_t at = 0;
  UChar32 first = 0;
  UChar32 second = 0;
  if (name.empty()) return name;
  U8_NEXT(bytes, at, name.size(), first);
  std::size_t after = at;
  if (after < name.size()) U8_NEXT(bytes, after, name.size(), second);
  if (first < 0 || u_isupper(second)) return name;
  std::uint8_t lower[U8_MAX_LENGTH];
  std::size_t length = 0;
  U8_APPEND_UNSAFE(lower, length, static_cast<std::uint32_t>(u_tolower(first)));
  return std::string(reinterpret_cast<const char*>(lower), length) + name.substr(at);
}

std::string heading(const std::string& question, std::size_t most) {
  if (question.size() <= most) return question;
  const std::size_t fits = question.rfind(' ', most);
  std::size_t end = fits == std::string::npos || fits == 0 ? question.find(' ', 1) : fits;
  if (end == std::string::npos) return question;
  while (end > 0 && std::string_view(" ,;:-").find(question[end - 1]) != std::string_view::npos) {
    --end;
  }
  return question.substr(0, end) + " …";
}

const std::string& name_of(const Code& code, std::string_view language) {
  const std::string& name = language == "en" ? code.name_en : code.name_sv;
  return name.empty() ? (code.name_sv.empty() ? code.id : code.name_sv) : name;
}

const std::string& name_of(const Taxonomy& taxonomy, std::string_view language) {
  const std::string& name = language == "en" ? taxonomy.name_en : taxonomy.name_sv;
  return name.empty() ? (taxonomy.name_sv.empty() ? taxonomy.id : taxonomy.name_sv) : name;
}

TableCell share(double n, double base) {
  if (base < 1) return {};
  return n / base;
}

}  // namespace samsyn::summarise
