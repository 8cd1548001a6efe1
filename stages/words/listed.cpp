#include "stages/words/listed.hpp"

#include <charconv>

#include "stages/words/apertium.hpp"
#include "stages/words/tags.hpp"

namespace samsyn::words {
namespace {

constexpr int kStep = 3;  // each reading is thought an eighth as likely as the one before

std::string_view next_field(std::string_view& line, char separator) {
  const std::size_t end = line.find(separator);
  const std::string_view field = line.substr(0, end);
  line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  return field;
}

}  // namespace

Listed::Listed(std::string_view file) {
  while (!file.empty()) {
    std::string_view line = next_field(file, '\n');
    if (line.empty() || line.front() == '#') continue;
    std::vector<Reading>& readings = readings_[std::string(next_field(line, '\t'))];
    for (int weight = 0; !line.empty(); weight -= kStep) {
      std::string_view field = next_field(line, '\t');
      Reading reading;
      reading.lemma = next_field(field, ' ');
      std::string_view tags = next_field(field, ' ');
      std::from_chars(field.data(), field.data() + field.size(), weight);
      reading.weight = static_cast<std::int8_t>(weight);
      while (!tags.empty()) {
        const Tag tag = tag_of(next_field(tags, ','));
        if (tag == Tag::count) continue;
        if (reading.tags == 0) reading.pos = pos_of(tag);
        reading.tags |= std::uint64_t{1} << static_cast<unsigned>(tag);
      }
      if (reading.tags != 0 && !reading.lemma.empty()) add_reading(readings, std::move(reading));
    }
  }
}

const std::vector<Reading>& Listed::operator()(const std::string& form) const {
  static const std::vector<Reading> kNone;
  const auto found = readings_.find(form);
  return found == readings_.end() ? kNone : found->second;
}

}  // namespace samsyn::words
