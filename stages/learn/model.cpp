#include "stages/learn/model.hpp"

#include <xxhash.h>
#include <bit>
#include <cmath>
#include <cstring>

namespace samsyn::learn {
namespace {

constexpr std::string_view kMagic = "samsyn-model-1\n";
static_assert(std::endian::native == std::endian::little, "the file is written as memory holds it");

template <class T>
void put(std::string& out, T value) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  out.append(bytes, sizeof value);
}

void put(std::string& out, std::string_view text) {
  put(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}

/// Reads what put() wrote; `ok` turns false at the first thing that does not fit.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : rest_(bytes) {}
  bool ok = true;

  template <class T>
  T get() {
    T value{};
    if (rest_.size() < sizeof value) {
      ok = false;
      return value;
    }
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
    return value;
  }
  std::string text() {
    const auto size = get<std::uint32_t>();
    ok = ok && size <= rest_.size();
    if (!ok) return {};
    std::string out(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return out;
  }
  /// A number of things that take at least `each` bytes; 0 when there are not so many left.
  std::size_t count(std::size_t each) {
    const auto n = get<std::uint32_t>();
    ok = ok && n <= rest_.size() / each;
    return ok ? n : 0;
  }
  std::size_t left() const { return rest_.size(); }

 private:
  std::string_view rest_;
};

}  // namespace

double probability(const Decision& decision, double sum) {
  return 1 /
         (1 + std::exp(static_cast<double>(decision.a) * sum + static_cast<double>(decision.b)));
}

std::string write_model(const Model& model) {
  std::string out;
  put(out, static_cast<std::uint32_t>(model.decisions.size()));
  for (const Decision& decision : model.decisions) {
    put(out, std::string_view(decision.id));
    for (const float f : {decision.bias, decision.a, decision.b, decision.threshold}) put(out, f);
  }
  put(out, static_cast<std::uint32_t>(model.singles.size()));
  for (const std::string& name : model.singles) put(out, std::string_view(name));
  put(out, static_cast<std::uint32_t>(model.pairs.size()));
  for (const auto& [first, second] : model.pairs) {
    put(out, first);
    put(out, second);
  }
  for (const float weight : model.weights) put(out, weight);
  const std::uint64_t sum = XXH3_64bits(out.data(), out.size());
  std::string head(kMagic);
  put(head, sum);
  return head + out;
}

Result<Model> read_model(const std::string& path, std::string_view bytes) {
  const auto refuse = [&](std::string what) {
    return Issue{Severity::error,
                 "learn.bad-model",
                 {path},
                 std::move(what),
                 {},
                 "build it anew: samsyn learn, or build the program again"};
  };
  if (!bytes.starts_with(kMagic)) return refuse("this is no model of this version of samsyn");
  bytes.remove_prefix(kMagic.size());
  Cursor in(bytes);
  const auto sum = in.get<std::uint64_t>();
  if (!in.ok || XXH3_64bits(bytes.data() + sizeof sum, bytes.size() - sizeof sum) != sum) {
    return refuse("the model is cut off or was changed");
  }
  Model model;
  model.decisions.resize(in.count(20));
  for (Decision& decision : model.decisions) {
    decision.id = in.text();
    for (float* f : {&decision.bias, &decision.a, &decision.b, &decision.threshold}) {
      *f = in.get<float>();
    }
  }
  model.singles.resize(in.count(4));
  for (std::string& name : model.singles) name = in.text();
  model.pairs.resize(in.count(8));
  for (auto& [first, second] : model.pairs) {
    first = in.get<FeatureId>();
    second = in.get<FeatureId>();
    in.ok = in.ok && first < model.singles.size() && second < model.singles.size();
  }
  const std::size_t weights = (model.singles.size() + model.pairs.size()) * model.decisions.size();
  if (!in.ok || in.left() != weights * sizeof(float)) return refuse("the model's parts do not fit");
  model.weights.resize(weights);
  for (float& weight : model.weights) weight = in.get<float>();
  return model;
}

}  // namespace samsyn::learn
