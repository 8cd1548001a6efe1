#include "pipeline/agreement.hpp"

#include <algorithm>

#include "pipeline/files.hpp"
#include "pipeline/overwriting.hpp"
#include "stages/summarise/order.hpp"

namespace samsyn {
namespace {

Result<agree::Input> read_input(const std::string& input, Issues& issues) {
  const auto [name, path] = name_and_path(input);
  const Result<std::string> bytes = read_file(path, path);
  if (!bytes) {
    Issue issue = bytes.issue();
    if (issue.id == "file.not-found" || issue.id == "file.not-readable") {
      issue.remedy = "name a codings.jsonl, which `samsyn run` writes to the study's out folder";
    }
    return issue;
  }
  Result<agree::CodingsFile> file = agree::read_codings(path, *bytes, issues);
  if (!file) return file.issue();
  return agree::Input{std::move(*file), name};
}

/// Is a coder called so, or would be where several files have one of the name?
bool names_a_coder(const std::vector<agree::Input>& inputs, const std::string& name) {
  return std::any_of(inputs.begin(), inputs.end(), [&](const agree::Input& input) {
    const auto is = [&](std::string_view coder) {
      return name == coder || name == std::string(coder) + " (" + input.file.name + ")";
    };
    if (!input.coder.empty()) return is(input.coder);
    return std::any_of(input.file.coders.begin(), input.file.coders.end(),
                       [&](const std::string& coder) { return is(agree::name_in_pool(coder)); });
  });
}

/// "samsyn, human:anna".
std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

}  // namespace

Result<agree::Agreement> agreement_of(const AgreeRequest& request, Issues& issues) {
  std::vector<agree::Input> inputs;
  for (const std::string& input : request.inputs) {
    Result<agree::Input> read = read_input(input, issues);
    if (!read) return read.issue();
    inputs.push_back(std::move(*read));
  }
  agree::Options options = request.options;
  options.gold = request.gold;
  agree::PoolChoice choice{request.codes, request.coders, summarise::order_of(request.language)};
  if (!request.gold.empty() && !names_a_coder(inputs, request.gold)) {
    Result<agree::Input> read = read_input(request.gold, issues);
    if (!read) {
      Issue issue = read.issue();
      if (issue.id == "file.not-found") {
        issue.message = "this is neither a coder of the files nor a file";
        issue.remedy = "name a coder as the files call it, or a codings.jsonl with the gold coding";
      }
      return issue;
    }
    if (read->coder.empty()) read->coder = "gold";
    options.gold = read->coder;
    inputs.insert(inputs.begin(), std::move(*read));
  }
  if (!choice.coders.empty() && !options.gold.empty()) choice.coders.push_back(options.gold);
  const Result<agree::Pool> pool = agree::pool(inputs, choice, issues);
  if (!pool) return pool.issue();
  const std::vector<std::string>& coders = pool->coders;
  if (!options.gold.empty() &&
      std::find(coders.begin(), coders.end(), options.gold) == coders.end()) {
    return Issue{Severity::error,
                 "agree.unknown-coder",
                 {},
                 "no coder is called «" + options.gold + "»; there are: " + listed(coders),
                 {},
                 "name one of them"};
  }
  if (pool->coders.size() < 2) {
    issues.add({Severity::warning,
                "agree.one-coder",
                {inputs.front().file.name},
                "there is one coder only" +
                    (pool->coders.empty() ? std::string() : ", " + pool->coders.front()),
                {},
                "give a second codings file; NAME=FILE tells two runs apart"});
  }
  return agree::compare(*pool, options);
}

Result<Done> write_agreement(const std::string& path, const agree::Agreement& agreement,
                             const AgreeRequest& request) {
  Wish wish{path, "agree", "--json", {}, kAgreementBegins};
  for (const std::string& input : request.inputs) {
    wish.inputs.push_back(name_and_path(input).second);
  }
  if (!request.gold.empty()) wish.inputs.push_back(name_and_path(request.gold).second);
  const Result<Done> may = nothing_overwritten(wish);
  if (!may) return may;
  return write_file(path, render_json(agreement, request.language));
}

}  // namespace samsyn
