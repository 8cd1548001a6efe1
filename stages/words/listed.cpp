#include "stages/words/listed.hpp"

#include <charconv>

#include "pipeline/model/lines.hpp"
#include "stages/words/apertium.hpp"
#include "stages/words/tags.hpp"

namespace samsyn::words {
namespace {

constexpr int kStep = 3;  // each reading is thought an eighth as likely as the one before

}  // namespace

Listed::Listed(std::string_view file) {
  each_line(file, [this](std::string_view line) {
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
        reading.tags |= bit(tag);
      }
      if (reading.tags != 0 && !reading.lemma.empty()) add_reading(readings, std::move(reading));
    }
  });
}

const std::vector<Reading>& Listed::operator()(const std::string& form) const {
  static const std::vector<Reading> kNotListed;
  const auto found = readings_.find(form);
  return found == readings_.end() ? kNotListed : found->second;
}

}  // namespace samsyn::words
