#include "pipeline/model/text.hpp"
#include "pipeline/study/keys.hpp"
#include "pipeline/study/study.hpp"

namespace samsyn {
namespace manifest {
namespace {

constexpr std::size_t kWidth = 100;  // columns: what fits stays on one line

std::string on_one_line(const Json& value) {
  if (!value.is_structured()) return value.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string out = value.is_object() ? "{" : "[";
  for (auto it = value.begin(); it != value.end(); ++it) {
    if (it != value.begin()) out += ", ";
    if (value.is_object()) out += on_one_line(Json(it.key())) + ": ";
    out += on_one_line(*it);
  }
  return out + (value.is_object() ? "}" : "]");
}

/// `before`: what already stands on the line.
void lay_out(const Json& value, std::size_t indent, std::size_t before, std::string& out) {
  const std::string line = on_one_line(value);
  if (!value.is_structured() || value.empty() || indent + before + code_points(line) < kWidth) {
    out += line;
    return;
  }
  out += value.is_object() ? "{\n" : "[\n";
  for (auto it = value.begin(); it != value.end(); ++it) {
    out.append(indent + 2, ' ');
    std::size_t key = 0;
    if (value.is_object()) {
      const std::string name = on_one_line(Json(it.key())) + ": ";
      key = code_points(name);
      out += name;
    }
    lay_out(*it, indent + 2, key, out);
    out += std::next(it) == value.end() ? "\n" : ",\n";
  }
  out.append(indent, ' ');
  out += value.is_object() ? "}" : "]";
}

template <class T>
ManifestObject describe(std::string name) {
  ManifestObject out{std::move(name), {}};
  for (const Key<T>& key : keys<T>()) {
    out.keys.push_back({std::string(key.name), std::string(key.help), key.required,
                        key.values == nullptr ? std::vector<std::string>{} : key.values()});
  }
  return out;
}

}  // namespace
}  // namespace manifest

std::string write_study(const Study& study) {
  std::string out;
  // The manifest itself always stands open, whatever its width.
  const manifest::Json whole = manifest::write_object(study, study);
  manifest::lay_out(whole, 0, manifest::kWidth, out);
  return out + "\n";
}

std::vector<ManifestObject> manifest_objects() {
  using manifest::describe;
  return {describe<Study>("study"),
          describe<Substudy>("substudy"),
          describe<AttributeSpec>("attribute"),
          describe<SourceSpec>("source"),
          describe<AttributeSource>("attribute_source"),
          describe<AttributeTable>("attribute_table"),
          describe<ItemSpec>("item"),
          describe<manifest::OptionColumn>("option_column"),
          describe<Margin>("margin"),
          describe<Weights>("weights"),
          describe<ScaleIndex>("index"),
          describe<Occasions>("occasions"),
          describe<Privacy>("privacy"),
          describe<OutputOptions>("outputs")};
}

}  // namespace samsyn
