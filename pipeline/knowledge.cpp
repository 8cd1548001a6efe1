#include "pipeline/knowledge.hpp"

#include <algorithm>
#include <filesystem>
#include <future>
#include <utility>

#include "pipeline/files.hpp"
#include "stages/emit/hash.hpp"

namespace samsyn {
namespace {

std::unique_ptr<const privacy::Finder> finder_of(const Privacy& privacy,
                                                 const privacy::Lists& lists) {
  if (!privacy.mask) return nullptr;
  privacy::Options options;
  for (std::size_t k = 0; k < privacy::kKinds.size(); ++k) {
    options.kinds.at(k) =
        privacy.kinds.empty() || std::find(privacy.kinds.begin(), privacy.kinds.end(),
                                           privacy::kKinds.at(k).id) != privacy.kinds.end();
  }
  options.names = privacy.names;
  options.keep = privacy.keep;
  return std::make_unique<const privacy::Finder>(lists, options);
}

KnowledgeFile knowledge_file(std::string name, std::string path, std::string_view bytes) {
  return {std::move(name), std::move(path), bytes.size(), emit::sha256_hex(bytes)};
}

}  // namespace

Result<std::unique_ptr<Knowledge>> Knowledge::load(const std::string& data, const Study& study,
                                                   const std::string& model,
                                                   const words::Lexicon::Layers& layers) {
  auto knowledge = std::make_unique<Knowledge>();
  words::Lexicon::Data words;
  words.layers = layers;
  privacy::Lists lists;
  std::string abbreviations, frequency, pairs;
  for (const auto& [name, to] :
       {std::pair{"lexicon/abbreviations.txt", &abbreviations},
        std::pair{"lexicon/spoken.tsv", &words.spoken},
        std::pair{"lexicon/combining.tsv", &words.combining},
        std::pair{"lexicon/readings.tsv", &words.readings},
        std::pair{"lexicon/neighbours.tsv", &words.neighbours},
        std::pair{"lexicon/frequency.tsv", &frequency}, std::pair{"lexicon/pairs.tsv", &pairs},
        std::pair{"lexicon/given_names.txt", &lists.given_names},
        std::pair{"lexicon/surnames.txt", &lists.surnames},
        std::pair{"lexicon/places.txt", &lists.places},
        std::pair{"lexicon/kommuner.txt", &lists.municipalities},
        std::pair{"lexicon/name_context.txt", &lists.context},
        std::pair{"ocr/confusions.tsv", &knowledge->confusions}}) {
    const std::string path = data + "/corpus/" + name;
    Result<std::string> text = read_file(path, path);
    if (!text) return text.issue();
    *to = std::move(*text);
  }
  knowledge->abbreviations = Abbreviations(abbreviations);
  // The dictionaries and the rules take about as long to load: the one beside the other.
  words.frequencies = &knowledge->frequencies;  // looked into when words are, not before
  std::future<Result<std::unique_ptr<words::Lexicon>>> dictionaries =
      std::async(std::launch::async, [&] { return words::Lexicon::load(words); });
  std::future<Result<Done>> lists_read = std::async(std::launch::async, [&]() -> Result<Done> {
    Result<Done> checked = privacy::check(lists);
    if (!checked) return checked;
    knowledge->frequencies = Frequencies(frequency, pairs);
    lists.words = std::move(frequency);
    knowledge->finder = finder_of(study.privacy, lists);
    return checked;
  });

  std::future<Result<Done>> model_read = std::async(std::launch::async, [&]() -> Result<Done> {
    if (model.empty()) return Done{};
    Result<std::string> bytes = read_file(model, model);
    if (!bytes) return bytes.issue();
    Result<learn::Model> read = learn::read_model(model, *bytes);
    if (!read) return read.issue();
    const std::string name = std::filesystem::path(model).filename().string();
    knowledge->model = knowledge_file(name, model, *bytes);
    knowledge->learned = std::make_shared<const learn::Learned>(std::move(*read));
    return Done{};
  });

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
    if (bytes) knowledge->taxonomies.push_back(knowledge_file(name, path, *bytes));
    return bytes;
  };
  Result<std::shared_ptr<const coding::Rules>> rules = coding::Rules::load(paths, shared, load);
  Result<std::unique_ptr<words::Lexicon>> loaded = dictionaries.get();
  const Result<Done> listed = lists_read.get();
  const Result<Done> learned = model_read.get();
  if (!listed) return listed.issue();
  if (!loaded) return loaded.issue();
  knowledge->lexicon = std::move(*loaded);
  if (!rules) return rules.issue();
  knowledge->rules = std::move(*rules);
  if (!learned) return learned.issue();
  return knowledge;
}

}  // namespace samsyn
