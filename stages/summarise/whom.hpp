#pragma once
// Whom a table's numbers count: how table makers tag them (pipeline/model/summary.hpp).

#include <string>
#include <string_view>
#include <utility>

#include "pipeline/model/study.hpp"
#include "pipeline/model/summary.hpp"
#include "stages/summarise/counts.hpp"

namespace samsyn::summarise {

/// People of the kind who were asked at least one open item.
inline Condition of_kind(SourceKind kind) { return {"kind", std::string(name_of(kind))}; }
/// Everybody who took part in sources of the kind, asked or not.
inline Condition present(SourceKind kind) { return {"present", std::string(name_of(kind))}; }
/// Who affirmed the code, or what affirms it; `code` can be "barriers.any".
inline Condition of_code(const std::string& code) { return {"code", code}; }
/// With of_stance: who spoke of the code in that way. Affirmed it is of_code().
inline Condition about_code(const std::string& code) { return {"about", code}; }
inline Condition of_stance(std::string_view stance) { return {"stance", std::string(stance)}; }
/// Whose value of the attribute is this; "" = not known.
inline Condition of_value(const AttributeSpec& attribute, const std::string& value) {
  return {attribute.id, value};
}
/// Who got the item; with a code: who affirmed it in an answer to the item.
inline Condition of_item(const std::string& item) { return {"item", item}; }
/// Who gave this answer to a closed item.
inline Condition of_answer(const std::string& item, const std::string& option) {
  return {"answer:" + item, option};
}
/// Mentions are "segments", "answers" or "rows": different numbers of the same people.
inline Condition of_unit(const char* unit) { return {"unit", unit}; }

/// The column as a measure of those people.
inline TableColumn counting(TableColumn column, Measure measure, Selection who = {}) {
  column.measure = measure;
  column.who = std::move(who);
  return column;
}

/// What adds up to what: kinds, the values of each attribute for each kind, values that lie within
/// those of another attribute (a unit that only one group has), codes and the codes above them,
/// items, files. Cost: people x attributes squared.
void add_partitions(const Desk& desk, Summary& summary);

}  // namespace samsyn::summarise
