#include "pipeline/knowledge.hpp"

#include <future>

#include "pipeline/files.hpp"

namespace samsyn {

Result<std::unique_ptr<Knowledge>> Knowledge::load(const std::string& data, const Study& study) {
  auto knowledge = std::make_unique<Knowledge>();
  const std::string lexicon = data + "/corpus/lexicon/";
  words::Lexicon::Data words;
  std::string abbreviations;
  for (const auto& [name, to] : {std::pair{"abbreviations.txt", &abbreviations},
                                 std::pair{"spoken.tsv", &words.spoken},
                                 std::pair{"combining.tsv", &words.combining}}) {
    Result<std::string> text = read_file(lexicon + name, lexicon + name);
    if (!text) return text.issue();
    *to = std::move(*text);
  }
  knowledge->abbreviations = Abbreviations(abbreviations);
  // The dictionaries and the rules take about as long to load: the one beside the other.
  std::future<Result<std::unique_ptr<words::Lexicon>>> dictionaries =
      std::async(std::launch::async, [&words] { return words::Lexicon::load(words); });

  const std::string shared = data + "/corpus/taxonomies";
  std::vector<std::string> paths;
  for (const std::string& taxonomy : study.taxonomies) {
    const bool built_in = taxonomy.find_first_of("./\\") == std::string::npos;
    paths.push_back(built_in ? shared + "/" + taxonomy + ".json" : taxonomy);
  }
  const coding::Load load = [&](const std::string& path) -> Result<std::string> {
    std::string name = path;
    if (path.starts_with(shared + "/")) name.erase(0, shared.size() + 1);
    Result<std::string> bytes = read_file(path, name);
    if (bytes) knowledge->taxonomies.push_back({name, *bytes});
    return bytes;
  };
  Result<std::shared_ptr<const coding::Rules>> rules = coding::Rules::load(paths, shared, load);
  Result<std::unique_ptr<words::Lexicon>> loaded = dictionaries.get();
  if (!loaded) return loaded.issue();
  knowledge->lexicon = std::move(*loaded);
  if (!rules) return rules.issue();
  knowledge->rules = std::move(*rules);
  return knowledge;
}

}  // namespace samsyn
