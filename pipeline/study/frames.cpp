#include "pipeline/study/frames.hpp"

#include <algorithm>

#include "pipeline/study/naming.hpp"
#include "pipeline/study/wording.hpp"
#include "stages/ingest/columns.hpp"

namespace samsyn::guess {
namespace {

constexpr std::size_t kFewest = 3;      // rows of a list
constexpr std::size_t kTitleWords = 5;  // longer titles ask
constexpr double kFewTexts = 0.25;      // share of rows with remarks, beside a list
constexpr double kCountedAgreeing = 0.95;
constexpr double kAgreeing = 0.6;  // share of a survey's respondents that are in the frame

/// 1, 2, 3, … with gaps: ids that say nothing about whose they are.
bool are_counted(const std::set<std::string>& ids) {
  std::size_t greatest = 0;
  for (const std::string& id : ids) {
    if (id.empty() || id.size() > 6 || id.find_first_not_of("0123456789") != std::string::npos)
      return false;
    greatest = std::max(greatest, static_cast<std::size_t>(std::stoul(id)));
  }
  return greatest <= ids.size() * 2 + 10;
}

const SampleColumn* column_of(const Sample& sample, const std::string& title) {
  const auto found = std::find_if(sample.columns.begin(), sample.columns.end(),
                                  [&](const SampleColumn& c) { return c.title == title; });
  return found == sample.columns.end() ? nullptr : &*found;
}

bool has_attribute(const SourceSpec& source, std::uint32_t attribute) {
  const auto is = [&](const AttributeSource& a) { return a.attribute == attribute; };
  return std::any_of(source.attributes.begin(), source.attributes.end(), is);
}

std::uint32_t index_of(Study& study, const AttributeSpec& spec) {
  const auto found = std::find_if(study.attributes.begin(), study.attributes.end(),
                                  [&](const AttributeSpec& a) { return a.id == spec.id; });
  const auto index = static_cast<std::uint32_t>(found - study.attributes.begin());
  if (found == study.attributes.end()) study.attributes.push_back(spec);
  return index;
}

std::size_t agreeing_of(const Frame& frame, const Respondents& survey) {
  std::size_t n = 0;
  for (const std::string& id : survey.ids) n += frame.ids.count(id);
  return n;
}

/// An attribute of a column that was taken for an item.
AttributeSpec attribute_of(const ItemSpec& item, const Study& study) {
  std::vector<std::string> taken;
  for (const AttributeSpec& spec : study.attributes)
    if (spec.name != item.column) taken.push_back(spec.id);
  return {fresh_id(slug(item.column), taken), item.column};
}

}  // namespace

std::set<std::string> ids_of(const Sample& sample, const SourceSpec& source) {
  std::set<std::string> out;
  const SampleColumn* column = column_of(sample, source.respondent_column);
  if (source.respondent_column.empty() || column == nullptr) return out;
  for (const std::string& cell : column->cells)
    if (!cell.empty()) out.emplace(ingest::trimmed(cell));
  return out;
}

std::set<std::string> remarks_of(const Sample& sample, const SourceSpec& source) {
  std::set<std::string> out;
  for (const ItemSpec& item : source.items) {
    const SampleColumn* column = column_of(sample, item.column);
    if (column == nullptr) continue;
    const auto blank = std::count(column->cells.begin(), column->cells.end(), std::string());
    const auto filled = static_cast<double>(sample.rows) - static_cast<double>(blank);
    if (filled <= kFewTexts * static_cast<double>(sample.rows)) out.insert(item.column);
  }
  return out;
}

bool looks_like_frame(const Sample& sample, const SourceSpec& source,
                      const std::set<std::string>& ids) {
  if (source.layout != Layout::wide || source.header_row != 1 || source.header_rows != 1 ||
      ids.size() < kFewest || ids.size() != sample.rows)
    return false;
  const std::set<std::string> remarks = remarks_of(sample, source);
  for (const ItemSpec& item : source.items) {
    if (!item.columns.empty() || item.type == ItemType::multiple || item.type == ItemType::scale)
      return false;
    const std::string key = key_of(item.column);
    if (key.find('?') != std::string::npos || words_of(item.column).size() > kTitleWords)
      return false;
    if (item.type == ItemType::open && remarks.count(item.column) == 0) return false;
  }
  return true;
}

bool attach(const Frame& frame, const std::vector<Respondents>& surveys, Study& study,
            std::vector<GuessLine>& lines) {
  const bool counted = are_counted(frame.ids);
  if (counted && !frame.named) return false;
  const Respondents* only = nullptr;  // the survey that counted ids fit best
  double best = 0;
  for (const Respondents& survey : surveys) {
    const auto common = static_cast<double>(agreeing_of(frame, survey));
    const auto all = static_cast<double>(survey.ids.size() + frame.ids.size()) - common;
    if (!counted || common < kCountedAgreeing * static_cast<double>(survey.ids.size()) ||
        common / all <= best)
      continue;
    only = &survey;
    best = common / all;
  }
  bool attached = false;
  for (const Respondents& survey : surveys) {
    SourceSpec& target = study.sources[survey.source];
    if (!target.attribute_table.empty() || survey.ids.empty()) continue;
    const std::size_t agreeing = agreeing_of(frame, survey);
    const auto whole = static_cast<double>(survey.ids.size());
    if (counted ? &survey != only : static_cast<double>(agreeing) < kAgreeing * whole) continue;

    AttributeTable table;
    table.file = frame.source.files.front().name;
    table.path = frame.source.files.front().path;
    table.sheet = frame.source.sheet;
    table.key = frame.source.respondent_column;
    const auto give = [&](const AttributeSpec& spec, const std::string& column) {
      AttributeSource from;
      from.attribute = index_of(study, spec);
      from.column = column;
      if (!has_attribute(target, from.attribute)) table.attributes.push_back(from);
    };
    for (std::size_t i = 0; i < frame.attributes.size(); ++i)
      give(frame.attributes[i], frame.source.attributes[i].column);
    for (const ItemSpec& item : frame.source.items)
      if (frame.remarks.count(item.column) == 0) give(attribute_of(item, study), item.column);
    if (table.attributes.empty()) continue;
    target.attribute_table = std::move(table);

    const std::string n = std::to_string(agreeing), all = std::to_string(survey.ids.size());
    GuessLine line;
    line.file = frame.source.files.front().name;
    line.guess = {"bakgrundstabell till " + target.id, "attribute table of " + target.id};
    line.certainty = counted ? 0.6 : static_cast<double>(agreeing) / whole;
    line.reason = {n + " av enkätens " + all + " respondenter finns i listan",
                   n + " of the survey's " + all + " respondents are in the list"};
    if (counted)
      line.check = {"id är löpnummer: gäller de samma personer i båda filerna?",
                    "ids are counted from 1: are they the same people in both files?"};
    if (!frame.named) {
      line.certainty = std::min(line.certainty, 0.6);
      line.check = {"frågades det som står i listan? då är den en enkät",
                    "was it asked, what the list holds? then it is a survey"};
    }
    lines.push_back(std::move(line));
    attached = true;
  }
  if (!attached) return false;
  for (GuessLine line : frame.lines) {
    const auto item = std::find_if(frame.source.items.begin(), frame.source.items.end(),
                                   [&](const ItemSpec& i) { return i.column == line.title; });
    if (item != frame.source.items.end()) {
      const bool text = frame.remarks.count(item->column) != 0;
      line.certainty = 0.7;
      line.check = {};
      line.guess = text ? Bilingual{"läses inte", "not read"}
                        : Bilingual{"bakgrund: " + item->column, "background: " + item->column};
      if (text)
        line.reason = {"anmärkningar i en lista, inga svar", "remarks in a list, no answers"};
    }
    lines.push_back(std::move(line));
  }
  return true;
}

}  // namespace samsyn::guess
