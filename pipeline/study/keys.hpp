#pragma once
// The manifest's keys as tables: reading, writing, the schema's test and help come from one row.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/study/context.hpp"

namespace samsyn::manifest {

/// One key of the objects that become a T.
template <class T>
struct Key {
  std::string_view name;
  std::string_view help;
  bool required = false;
  void (*read)(Context&, const Json&, const std::string& at, T&) = nullptr;
  /// null = the default: left out.
  Json (*write)(const Study&, const T&) = nullptr;
  /// The texts allowed; null = any.
  std::vector<std::string> (*values)() = nullptr;
  /// Whether an object of this kind may have the key, and what to say when not; null = always.
  bool (*fits)(const T&) = nullptr;
  std::string_view only = {};  ///< "surveys", "items of type scale"
};

/// One table for each kind of object, in the order in which keys are read and written.
template <class T>
std::span<const Key<T>> keys();

/// One "column per option" of a multiple choice, as the manifest has it.
struct OptionColumn {
  std::string column, option;
};

template <>
std::span<const Key<Study>> keys();
template <>
std::span<const Key<Substudy>> keys();
template <>
std::span<const Key<AttributeSpec>> keys();
template <>
std::span<const Key<SourceSpec>> keys();
template <>
std::span<const Key<AttributeSource>> keys();
template <>
std::span<const Key<AttributeTable>> keys();
template <>
std::span<const Key<ItemSpec>> keys();
template <>
std::span<const Key<OptionColumn>> keys();
template <>
std::span<const Key<Privacy>> keys();
template <>
std::span<const Key<OutputOptions>> keys();
template <>
std::span<const Key<Margin>> keys();
template <>
std::span<const Key<Weights>> keys();
template <>
std::span<const Key<ScaleIndex>> keys();
template <>
std::span<const Key<Occasions>> keys();

/// Reads an object by its table, whatever the order of its keys.
/// Issues: study.wrong-type, study.unknown-key, study.missing-key, study.misplaced-key.
template <class T>
void read_object(Context& context, const Json& value, const std::string& at, T& into) {
  if (!value.is_object()) {
    context.wrong_type(value, at, "an object {…}");
    return;
  }
  std::vector<std::string> known;
  for (const Key<T>& key : keys<T>()) {
    known.emplace_back(key.name);
    const auto found = value.find(key.name);
    if (found != value.end()) {
      key.read(context, *found, at + "/" + pointer_part(key.name), into);
    } else if (key.required) {
      context.fault("study.missing-key", at, "the key \"" + known.back() + "\" is missing",
                    value.dump(-1, ' ', false, Json::error_handler_t::replace),
                    "add \"" + known.back() + "\": " + std::string(key.help));
    }
  }
  // Whether a key belongs here may rest on a later one: asked when all are read.
  for (const Key<T>& key : keys<T>()) {
    if (key.fits == nullptr || !value.contains(key.name) || key.fits(into)) continue;
    context.fault(
        "study.misplaced-key", at + "/" + pointer_part(key.name),
        "only " + std::string(key.only) + " have the key \"" + std::string(key.name) + "\"",
        value[std::string(key.name)].dump(-1, ' ', false, Json::error_handler_t::replace),
        "take the key away, or correct the kind or type");
  }
  for (const auto& [name, member] : value.items()) {
    bool is_known = false;
    for (const std::string& k : known) is_known = is_known || k == name;
    if (!is_known) context.unknown("study.unknown-key", at + "/" + pointer_part(name), name, known);
  }
}

template <class T>
Json write_object(const Study& study, const T& from) {
  Json out = Json::object();
  for (const Key<T>& key : keys<T>()) {
    if (key.fits != nullptr && !key.fits(from)) continue;
    Json value = key.write(study, from);
    if (!value.is_null()) out[std::string(key.name)] = std::move(value);
  }
  return out;
}

template <class T>
void read_list(Context& context, const Json& value, const std::string& at, std::vector<T>& into) {
  if (!value.is_array()) {
    context.wrong_type(value, at, "a list […] of objects");
    return;
  }
  for (std::size_t i = 0; i < value.size(); ++i)
    read_object(context, value[i], at + "/" + std::to_string(i), into.emplace_back());
}

template <class T>
Json write_list(const Study& study, const std::vector<T>& from) {
  Json out = Json::array();
  for (const T& item : from) out.push_back(write_object(study, item));
  return out;
}

}  // namespace samsyn::manifest
