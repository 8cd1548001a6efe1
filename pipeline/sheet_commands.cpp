#include "pipeline/sheet_commands.hpp"

#include <algorithm>

#include "pipeline/model/lines.hpp"
#include "stages/human/names.hpp"

namespace samsyn {
namespace {

namespace po = boost::program_options;

std::string text_of(const po::variables_map& options, const char* name) {
  return options.count(name) != 0 ? options[name].as<std::string>() : std::string();
}

}  // namespace

std::vector<std::string> parts_of(std::string_view list) {
  std::vector<std::string> out;
  while (!list.empty()) {
    std::string_view one = next_field(list, ',');
    while (one.starts_with(' ')) one.remove_prefix(1);
    while (one.ends_with(' ')) one.remove_suffix(1);
    if (!one.empty()) out.emplace_back(one);
  }
  return out;
}

void export_options(po::options_description& all) {
  all.add_options()("study", po::value<std::string>(), "study.json, or the folder that holds one")(
      "sheets", po::value<std::string>()->value_name("FOLDER|FILE.xlsx"),
      "where the coding sheets go")("table", po::value<std::string>()->value_name("ID,…|all|list"),
                                    "tables of the last run as CSV instead; list names them")(
      "out", po::value<std::string>()->value_name("FOLDER"),
      "with --table: where the run is (out/ beside the manifest)")(
      "to", po::value<std::string>()->value_name("FOLDER"),
      "with --table: a file for each instead of the screen")(
      "coders", po::value<std::string>()->value_name("A,B"), "who is to code: a sheet each")(
      "blind", "without the machine's suggestions: for measuring agreement")(
      "size", po::value<std::uint32_t>()->value_name("N"),
      "segments to draw, over all coders (200)")("share", po::value<double>()->value_name("0–1"),
                                                 "the same as a share of all segments")(
      "overlap", po::value<double>()->default_value(0.3, "0.3")->value_name("0–1"),
      "share of them that every coder gets, for agreement")(
      "draw",
      po::value<std::string>()->default_value("random")->value_name("random|uncertain|stratified"),
      "any, those that the learned coder is least sure of, or from every value of --by")(
      "by", po::value<std::string>()->value_name("ATTRIBUTE"),
      "for stratified: group, municipality, substudy, an attribute of the study, item or source")(
      "seed", po::value<std::uint64_t>()->default_value(1)->value_name("N"), "of the draw")(
      "taxonomy", po::value<std::string>()->value_name("ID,…"),
      "only these taxonomies' codes: barriers")(
      "force", "write over sheets that are there, and what is filled in there")(
      "jobs,j", po::value<unsigned>()->value_name("N"), "threads (as many as the machine has)")(
      "lang", po::value<std::string>()->value_name("sv|en"),
      "language of the sheets (the manifest's, else sv)");
}

void import_options(po::options_description& all) {
  all.add_options()("file", po::value<std::vector<std::string>>(),
                    "study.json (or its folder), then sheets; NAME=FILE overrules who coded")(
      "jobs,j", po::value<unsigned>()->value_name("N"), "threads (as many as the machine has)")(
      "lang", po::value<std::string>()->value_name("sv|en"),
      "language of what is said (the manifest's, else sv)");
}

std::optional<WrongUse> read_export(const po::variables_map& options, ExportRequest& request) {
  request.to = text_of(options, "sheets");
  if (request.to.empty()) {
    return WrongUse{"export needs a place for the sheets",
                    "samsyn export study.json --sheets kodblad --coders anna,bo --blind"};
  }
  request.coders = parts_of(text_of(options, "coders"));
  if (request.coders.empty()) {
    return WrongUse{"export needs the names of those who code", "--coders anna,bo"};
  }
  for (std::size_t c = 0; c < request.coders.size(); ++c) {
    const std::string& name = request.coders[c];
    if (!human::is_coder_name(name)) {
      return WrongUse{"«" + name + "» can't be part of a file's name",
                      "use letters, digits, blanks and hyphens, at most 60"};
    }
    for (std::size_t other = 0; other < c; ++other) {
      if (human::name_key(request.coders[other]) == human::name_key(name)) {
        return WrongUse{"the coder «" + name + "» is named twice", "name each coder once"};
      }
    }
  }
  if (request.to.ends_with(".xlsx") && request.coders.size() > 1) {
    return WrongUse{"one file can't be the sheet of several coders", "give --sheets a folder"};
  }
  request.blind = options.count("blind") != 0;
  request.force = options.count("force") != 0;
  if (options.count("size") != 0 && options.count("share") != 0) {
    return WrongUse{"--size and --share say the same thing", "give one of them"};
  }
  if (options.count("size") != 0) request.draw.size = options["size"].as<std::uint32_t>();
  if (request.draw.size == 0 || request.draw.size > kMostDrawn) {
    return WrongUse{"--size must lie between 1 and 100000", "200 is a good day's work for two"};
  }
  if (options.count("share") != 0) {
    request.share = options["share"].as<double>();
    if (!(request.share > 0 && request.share <= 1)) {
      return WrongUse{"--share must lie between 0 and 1", "0.1 is every tenth segment"};
    }
  }
  request.draw.overlap = options["overlap"].as<double>();
  if (!(request.draw.overlap >= 0 && request.draw.overlap <= 1)) {
    return WrongUse{"--overlap must lie between 0 and 1", "0.3 is nearly a third"};
  }
  const std::string draw = text_of(options, "draw");
  const auto* found = std::find(human::kDrawNames.begin(), human::kDrawNames.end(), draw);
  if (found == human::kDrawNames.end()) {
    return WrongUse{"--draw is random, uncertain or stratified", "random"};
  }
  request.draw.draw = static_cast<human::Draw>(found - human::kDrawNames.begin());
  request.by = text_of(options, "by");
  if (!request.by.empty() && request.draw.draw != human::Draw::stratified) {
    return WrongUse{"--by is for --draw stratified", "--draw stratified --by " + request.by};
  }
  request.draw.seed = options["seed"].as<std::uint64_t>();
  request.taxonomies = parts_of(text_of(options, "taxonomy"));
  return std::nullopt;
}

std::optional<WrongUse> read_import(const po::variables_map& options, std::string& study,
                                    ImportRequest& request) {
  std::vector<std::string> files = options.count("file") != 0
                                       ? options["file"].as<std::vector<std::string>>()
                                       : std::vector<std::string>();
  if (files.size() < 2) {
    return WrongUse{"import needs a study and sheets that were filled in",
                    "samsyn import study.json kodblad/kodning-anna.xlsx"};
  }
  study = files.front();
  request.inputs.assign(files.begin() + 1, files.end());
  return std::nullopt;
}

}  // namespace samsyn
