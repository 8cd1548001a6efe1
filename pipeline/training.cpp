#include "pipeline/training.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>

#include "pipeline/slice.hpp"

namespace samsyn {
namespace {

constexpr const char* kNegated = "=negated";
constexpr const char* kHypothetical = "=hypothetical";
constexpr double kStancePrecision = 0.72;
constexpr std::uint8_t kOwnTimes = 3;  // a study's own segment counts as so many of others

class Collector {
 public:
  Collector(const Knowledge& knowledge, std::optional<double> precision, Training& out)
      : knowledge_(knowledge),
        codebook_(knowledge.rules->codebook()),
        coder_(knowledge),
        reader_(out.vocabulary,
                [&knowledge](WordId id) -> const Word& { return (*knowledge.lexicon)[id]; }),
        out_(out) {
    for (const Code& code : codebook_.codes) {
      if (!code.leaf) continue;
      decision_[code.id] = out_.decisions.size();
      const double asked = codebook_.taxonomies[code.taxonomy].precision;
      out_.decisions.push_back({code.id, precision.value_or(asked)});
    }
    for (const char* stance : {kNegated, kHypothetical}) {
      out_.decisions.push_back({stance, kStancePrecision});
    }
  }

  /// Codes that the codebook lacks are an error, or passed over where it is a study's own.
  Result<Done> add(const TrainingFile& file, bool own_codebook) {
    const Result<Answers> answers = read_answers(file);
    if (!answers) return answers.issue();
    for (std::size_t b = 0; b < answers->sentences.size(); ++b) {
      for (const Labelled& one : answers->sentences[b]) {
        for (const std::string& code : one.codes) {
          if (decision_.count(code) == 0 && !own_codebook) {
            return bad_line(file.name, answers->lines[b], "the codebook has no code «" + code + "»",
                            code);
          }
        }
      }
    }
    add(*answers, file.name);
    return Done{};
  }

  /// What was judged of the study itself; all that was added before is of others.
  void add_own(const Answers& answers, const std::string& name) {
    // What nobody has labelled elsewhere (a study's own code) is not denied there.
    for (std::size_t d = 0; d < out_.decisions.size(); ++d) {
      const auto is_yes = [&](const learn::Sample& s) { return s.answers[d] == learn::kYes; };
      if (std::any_of(out_.samples.begin(), out_.samples.end(), is_yes)) continue;
      for (learn::Sample& sample : out_.samples) sample.answers[d] = learn::kNotAsked;
    }
    times_ = kOwnTimes;
    out_.own_from = out_.samples.size();
    add(answers, name);
  }

 private:
  void add(const Answers& answers, const std::string& name) {
    for (const Slice& slice : slices_of(answers.document)) {
      const CodedSlice coded = coder_.apply(slice);
      const learn::Scene scene{*answers.document, coded.text,    coded.segments,     coded.tokens,
                               codebook_,         coded.codings, coder_.asked(slice)};
      for (std::uint32_t s = 0; s < coded.segments.size(); ++s)
        add_segment(answers, slice, coded, scene, s);
    }
    out_.studies.push_back(name);
    answers_before_ += static_cast<std::uint32_t>(answers.document->blocks.size());
  }

  void add_segment(const Answers& answers, const Slice& slice, const CodedSlice& coded,
                   const learn::Scene& scene, std::uint32_t s) {
    const std::uint32_t local = coded.segments[s].block;
    const std::uint32_t b = slice.first + local;
    const RawSpan raw = coded.text.blocks[local].raw(coded.segments[s].span);
    const std::vector<const Labelled*> sentences = of_segment(answers.sentences[b], raw);
    if (sentences.empty()) return;  // beside what was judged
    learn::Sample sample;
    sample.times = times_;
    reader_.read(
        scene, s,
        [&](WordId word, float value) {
          for (const learn::FeatureId feature : reader_.of(word).plain) {
            sample.features.push_back({feature, value});
          }
        },
        [&](learn::FeatureId feature, float value) {
          sample.features.push_back({feature, value});
        });
    sample.answers.assign(out_.decisions.size(), learn::kNo);
    const std::size_t negated = out_.decisions.size() - 2;
    sample.answers[negated] = sample.answers[negated + 1] = learn::kNotAsked;
    std::map<std::string, Stance> barriers;
    for (const Labelled* one : sentences) {
      leave_out_unasked(*one, sample);
      for (const std::string& code : one->codes) {
        const auto decision = decision_.find(code);
        if (decision != decision_.end()) sample.answers[decision->second] = learn::kYes;
      }
      for (const std::string& code : one->barriers) {
        if (decision_.count(code) == 0) continue;
        barriers.emplace(code, one->negated.count(code) != 0        ? Stance::negated
                               : one->hypothetical.count(code) != 0 ? Stance::hypothetical
                                                                    : Stance::affirmed);
      }
    }
    sample.segment = segments_++;
    sample.author = author(answers.authors[b]);
    sample.study = static_cast<std::uint32_t>(out_.studies.size());
    std::map<std::string, const Coding*> of_rules;
    std::vector<bool> rules(out_.decisions.size());
    for (const Coding& coding : coded.codings) {
      if (coding.segment != s) continue;
      const std::string& code = codebook_.codes[coding.code].id;
      of_rules[code] = &coding;
      rules[decision_.at(code)] = true;
    }
    learn::Sample of_stance = sample;
    of_stance.answers.assign(out_.decisions.size(), learn::kNotAsked);
    push(std::move(sample), std::move(rules), answers_before_ + b);
    for (const auto& [code, stance] : barriers) {
      const auto found = of_rules.find(code);
      const Coding* by_rules = found == of_rules.end() ? nullptr : found->second;
      learn::Sample one = of_stance;
      one.features.clear();
      reader_.read_stance(scene, s, by_rules, one.features);
      one.answers[negated] = stance == Stance::negated ? learn::kYes : learn::kNo;
      one.answers[negated + 1] = stance == Stance::hypothetical ? learn::kYes : learn::kNo;
      std::vector<bool> said(out_.decisions.size());
      said[negated] = by_rules != nullptr && by_rules->stance == Stance::negated;
      said[negated + 1] = by_rules != nullptr && by_rules->stance == Stance::hypothetical;
      push(std::move(one), std::move(said), answers_before_ + b);
    }
  }

  /// What those who judged did not have in mind is neither said nor denied.
  void leave_out_unasked(const Labelled& labelled, learn::Sample& sample) const {
    for (const Code& code : codebook_.codes) {
      if (!code.leaf || has_taxonomy(labelled.taxonomies, code.taxonomy)) continue;
      sample.answers[decision_.at(code.id)] = learn::kNotAsked;
    }
  }

  void push(learn::Sample sample, std::vector<bool> rules, std::uint32_t answer) {
    out_.samples.push_back(std::move(sample));
    out_.rules.push_back(std::move(rules));
    out_.answer.push_back(answer);
  }

  std::uint32_t author(const std::string& name) {
    const auto known = std::find(out_.authors.begin(), out_.authors.end(), name);
    const auto index = static_cast<std::uint32_t>(known - out_.authors.begin());
    if (known == out_.authors.end()) out_.authors.push_back(name);
    return index;
  }

  const Knowledge& knowledge_;
  const Codebook& codebook_;
  Coder coder_;
  learn::Reader reader_;
  Training& out_;
  std::map<std::string, std::size_t> decision_;
  std::uint32_t segments_ = 0;
  std::uint32_t answers_before_ = 0;
  std::uint8_t times_ = 1;
};

/// Decisions [from, to) together, by segment and by answer.
void in_all(const Training& t, std::size_t from, std::size_t to, const char* name, bool english,
            std::string& out) {
  Score learned, rules, learned_answers, rules_answers;
  std::map<std::pair<std::uint32_t, std::size_t>, std::array<bool, 3>> answers;
  for (std::size_t s = 0; s < t.samples.size(); ++s) {
    for (std::size_t d = from; d < to; ++d) {
      if (t.samples[s].answers[d] == learn::kNotAsked) continue;
      const bool is = t.samples[s].answers[d] == learn::kYes;
      const bool said = t.trained.probabilities[s][d] >= t.trained.model.decisions[d].threshold;
      learned.add(said, is);
      rules.add(t.rules[s][d], is);
      if (!is && !said && !t.rules[s][d]) continue;
      std::array<bool, 3>& all = answers[{t.answer[s], d}];
      all = {all[0] || is, all[1] || said, all[2] || t.rules[s][d]};
    }
  }
  for (const auto& [key, all] : answers) {
    learned_answers.add(all[1], all[0]);
    rules_answers.add(all[2], all[0]);
  }
  const std::string label(name);
  const auto row = [&](const char* sv, const char* en, const Score& with, const Score& without) {
    out += label + (english ? en : sv) + (english ? " learned " : " inlärt ") + with.text() +
           (english ? "   rules alone " : "   bara regler ") + without.text() + "\n";
  };
  row(" per segment ", " by segment  ", learned, rules);
  row(" per svar    ", " by answer   ", learned_answers, rules_answers);
}

}  // namespace

Result<Training> train(const std::vector<TrainingFile>& files, const Knowledge& knowledge,
                       std::optional<double> precision, const learn::TrainOptions& options,
                       const human::Codings* own) {
  Training out;
  Collector collector(knowledge, precision, out);
  for (const TrainingFile& file : files) {
    const Result<Done> added = collector.add(file, own != nullptr);
    if (!added) return added.issue();
  }
  out.own_from = out.samples.size();
  if (own != nullptr) {
    collector.add_own(answers_of(*own, knowledge.rules->codebook()), own->name);
  }
  if (out.samples.empty()) {
    return Issue{Severity::error,
                 "training.empty",
                 {},
                 "there is nothing to learn from",
                 {},
                 "name files of labelled answers: see corpus/training/README.md"};
  }
  out.trained = learn::train(out.vocabulary, out.decisions, out.samples, options);
  return out;
}

std::string render(const Training& training, const Codebook& codebook, std::string_view language) {
  const bool english = language == "en";
  std::string out =
      std::to_string(training.samples.back().segment + 1) +
      (english ? " segments, " : " segment, ") + std::to_string(training.authors.size()) +
      (english ? " authors, " : " författare, ") + std::to_string(training.studies.size()) +
      (english ? " studies; " : " studier; ") +
      std::to_string(training.trained.model.singles.size() + training.trained.model.pairs.size()) +
      (english ? " features\ncross-validated: precision, recall, F1\n"
               : " drag\nkorsvaliderat: precision, täckning, F1\n");
  const std::vector<learn::Decision>& decisions = training.trained.model.decisions;
  for (std::size_t d = 0; d < decisions.size(); ++d) {
    Score learned, rules;
    for (std::size_t s = 0; s < training.samples.size(); ++s) {
      if (training.samples[s].answers[d] == learn::kNotAsked) continue;
      const bool is = training.samples[s].answers[d] == learn::kYes;
      learned.add(training.trained.probabilities[s][d] >= decisions[d].threshold, is);
      rules.add(training.rules[s][d], is);
    }
    char row[160];
    const char* const shape = english ? "%-38s %5u  learned %s  from %.2f   rules alone %s\n"
                                      : "%-38s %5u  inlärt %s  från %.2f   bara regler %s\n";
    std::snprintf(row, sizeof row, shape, decisions[d].id.c_str(), training.trained.trials[d].yes,
                  learned.text().c_str(), static_cast<double>(decisions[d].threshold),
                  rules.text().c_str());
    out += row;
  }
  std::size_t from = 0;
  std::vector<std::uint32_t> taxonomy;
  for (const Code& code : codebook.codes) {
    if (code.leaf) taxonomy.push_back(code.taxonomy);
  }
  for (std::uint32_t t = 0; t < codebook.taxonomies.size(); ++t) {
    const auto to =
        from + static_cast<std::size_t>(std::count(taxonomy.begin(), taxonomy.end(), t));
    in_all(training, from, to, codebook.taxonomies[t].id.c_str(), english, out);
    from = to;
  }
  return out;
}

}  // namespace samsyn
