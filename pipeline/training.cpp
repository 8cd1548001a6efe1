#include "pipeline/training.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "pipeline/model/lines.hpp"
#include "pipeline/slice.hpp"

namespace samsyn {
namespace {

using Json = nlohmann::json;

constexpr const char* kNegated = "=negated";
constexpr const char* kHypothetical = "=hypothetical";
constexpr double kStancePrecision = 0.72;

struct Score {
  std::uint32_t right = 0, wrong = 0, missed = 0;
  void add(bool said, bool is) {
    right += said && is;
    wrong += said && !is;
    missed += !said && is;
  }
  std::string text() const {
    const double p = right + wrong == 0 ? 0 : static_cast<double>(right) / (right + wrong);
    const double r = right + missed == 0 ? 0 : static_cast<double>(right) / (right + missed);
    char out[48];
    std::snprintf(out, sizeof out, "%5.3f %5.3f %5.3f", p, r, p + r == 0 ? 0 : 2 * p * r / (p + r));
    return out;
  }
};

struct Labelled {
  RawSpan span;  ///< in the answer's text
  std::set<std::string> codes;
  std::set<std::string> barriers, negated, hypothetical;
};

/// The answers of one file as a document, and what each sentence is labelled with.
struct Answers {
  std::shared_ptr<Document> document = std::make_shared<Document>();
  std::vector<std::vector<Labelled>> sentences;  ///< by block
  std::vector<std::string> authors;              ///< by block
  std::vector<std::size_t> lines;                ///< by block: of the file, from 1
};

Issue bad_line(const std::string& name, std::size_t line, std::string what, std::string text) {
  Where where{name};
  where.line = static_cast<std::uint32_t>(line);
  return {Severity::error,  "training.bad-line",
          std::move(where), std::move(what),
          std::move(text),  "see corpus/training/README.md for the keys of a line"};
}

std::set<std::string> texts(const Json& sentence, const char* key) {
  const auto found = sentence.find(key);
  return found == sentence.end() ? std::set<std::string>() : found->get<std::set<std::string>>();
}

void add_answer(const Json& line, Answers& out) {
  Document& document = *out.document;
  Block& block = document.blocks.emplace_back();
  const std::string kind = line.value("kind", "survey");
  block.role = kind == "interview" ? BlockRole::turn
               : kind == "notes"   ? BlockRole::note
                                   : BlockRole::answer;
  const std::string question = line.value("question", "");
  if (!question.empty()) {
    const auto known = std::find_if(document.questions.begin(), document.questions.end(),
                                    [&](const Question& q) { return q.text == question; });
    block.question = static_cast<std::uint32_t>(known - document.questions.begin());
    if (known == document.questions.end()) {
      document.questions.push_back({{}, {}, question, ItemType::open, {}});
    }
  }
  out.authors.push_back(line.value("author", ""));
  std::vector<Labelled>& sentences = out.sentences.emplace_back();
  for (const Json& sentence : line.at("sentences")) {
    if (!block.raw.empty()) block.raw += ' ';
    Labelled& one = sentences.emplace_back();
    one.span.begin = static_cast<std::uint32_t>(block.raw.size());
    block.raw += sentence.at("text").get<std::string>();
    one.span.end = static_cast<std::uint32_t>(block.raw.size());
    one.barriers = texts(sentence, "barriers");
    one.negated = texts(sentence, "negated");
    one.hypothetical = texts(sentence, "hypothetical");
    one.codes = texts(sentence, "themes");
    one.codes.insert(one.barriers.begin(), one.barriers.end());
  }
}

Result<Answers> read(const TrainingFile& file) {
  Answers out;
  out.document->source = file.name;
  std::size_t number = 0;
  for (std::string_view rest = file.bytes; !rest.empty();) {
    const std::string_view line = next_field(rest, '\n');
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    out.lines.push_back(number);
    try {
      add_answer(Json::parse(line), out);
    } catch (const Json::parse_error&) {
      return bad_line(file.name, number, "this line is not JSON", excerpt_of(line));
    } catch (const Json::exception&) {
      return bad_line(file.name, number, "a key of this line is missing, or of another kind",
                      excerpt_of(line));
    }
  }
  return out;
}

/// The sentences that a segment is most of, or that are most of it.
std::vector<const Labelled*> of_segment(const std::vector<Labelled>& sentences, RawSpan segment) {
  std::vector<const Labelled*> out;
  for (const Labelled& one : sentences) {
    const std::uint32_t from = std::max(one.span.begin, segment.begin);
    const std::uint32_t to = std::min(one.span.end, segment.end);
    if (from >= to) continue;
    if (2 * (to - from) >= std::min(one.span.size(), segment.size())) out.push_back(&one);
  }
  return out;
}

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

  Result<Done> add(const TrainingFile& file) {
    const Result<Answers> answers = read(file);
    if (!answers) return answers.issue();
    for (std::size_t b = 0; b < answers->sentences.size(); ++b) {
      for (const Labelled& one : answers->sentences[b]) {
        for (const std::string& code : one.codes) {
          if (decision_.count(code) == 0) {
            return bad_line(file.name, answers->lines[b], "the codebook has no code «" + code + "»",
                            code);
          }
        }
      }
    }
    for (const Slice& slice : slices_of(answers->document)) {
      const CodedSlice coded = coder_.apply(slice);
      const learn::Scene scene{*answers->document, coded.text,    coded.segments,     coded.tokens,
                               codebook_,          coded.codings, coder_.asked(slice)};
      for (std::uint32_t s = 0; s < coded.segments.size(); ++s)
        add_segment(*answers, slice, coded, scene, s);
    }
    out_.studies.push_back(file.name);
    answers_before_ += static_cast<std::uint32_t>(answers->document->blocks.size());
    return Done{};
  }

 private:
  void add_segment(const Answers& answers, const Slice& slice, const CodedSlice& coded,
                   const learn::Scene& scene, std::uint32_t s) {
    const std::uint32_t local = coded.segments[s].block;
    const std::uint32_t b = slice.first + local;
    const RawSpan raw = coded.text.blocks[local].raw(coded.segments[s].span);
    learn::Sample sample;
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
    for (const Labelled* one : of_segment(answers.sentences[b], raw)) {
      for (const std::string& code : one->codes) sample.answers[decision_.at(code)] = learn::kYes;
      for (const std::string& code : one->barriers) {
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
                       std::optional<double> precision, const learn::TrainOptions& options) {
  Training out;
  Collector collector(knowledge, precision, out);
  for (const TrainingFile& file : files) {
    const Result<Done> added = collector.add(file);
    if (!added) return added.issue();
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

namespace {

/// Codes found and codes meant, by segment and by answer.
class Tries {
 public:
  using Codes = std::set<std::string>;

  void segment(const Codes& said, const Codes& is) {
    count(said, is, segments_);
    said_.insert(said.begin(), said.end());
    is_.insert(is.begin(), is.end());
  }
  void end_answer() {
    count(said_, is_, answers_);
    said_.clear();
    is_.clear();
  }
  std::string text(const std::string& name, bool english) const {
    return name + (english ? " by segment " : " per segment ") + segments_.text() +
           (english ? ", by answer " : ", per svar ") + answers_.text() + "\n";
  }

 private:
  static void count(const Codes& said, const Codes& is, Score& score) {
    for (const std::string& code : said) score.add(true, is.count(code) != 0);
    for (const std::string& code : is) {
      if (said.count(code) == 0) score.add(false, true);
    }
  }

  Score segments_, answers_;
  Codes said_, is_;  ///< in the answer at hand
};

/// Of the codes that the sentences have, those of a taxonomy; all that are meant, or those of one
/// stance.
Tries::Codes meant(const std::vector<const Labelled*>& sentences, const Codebook& codebook,
                   std::uint32_t taxonomy, std::optional<Stance> stance) {
  Tries::Codes out;
  for (const Code& code : codebook.codes) {
    if (code.taxonomy != taxonomy) continue;
    for (const Labelled* one : sentences) {
      if (one->codes.count(code.id) == 0) continue;
      const Stance own = one->negated.count(code.id) != 0        ? Stance::negated
                         : one->hypothetical.count(code.id) != 0 ? Stance::hypothetical
                                                                 : Stance::affirmed;
      if (!stance || *stance == own) out.insert(code.id);
    }
  }
  return out;
}

}  // namespace

Result<std::string> evaluate(const std::vector<TrainingFile>& files, const Knowledge& knowledge,
                             std::string_view language) {
  const bool english = language == "en";
  const Codebook& codebook = knowledge.rules->codebook();
  struct Asked {
    std::uint32_t taxonomy;
    std::optional<Stance> stance;
    std::string name;
    Tries tries;
  };
  std::vector<Asked> all;
  for (std::uint32_t t = 0; t < codebook.taxonomies.size(); ++t) {
    const Taxonomy& taxonomy = codebook.taxonomies[t];
    all.push_back({t, std::nullopt, taxonomy.id, {}});
    if (!taxonomy.stance) continue;
    all.push_back({t, Stance::affirmed, taxonomy.id + (english ? ", affirmed" : ", bejakade"), {}});
    all.push_back({t, Stance::negated, taxonomy.id + (english ? ", negated" : ", nekade"), {}});
    all.push_back(
        {t, Stance::hypothetical, taxonomy.id + (english ? ", hypothetical" : ", öppna"), {}});
  }
  Coder coder(knowledge);
  for (const TrainingFile& file : files) {
    const Result<Answers> gold = read(file);
    if (!gold) return gold.issue();
    std::size_t answer = 0;
    const auto end_answers = [&](std::size_t upto) {
      for (; answer < upto; ++answer) {
        for (Asked& one : all) one.tries.end_answer();
      }
    };
    for (const Slice& slice : slices_of(gold->document)) {
      const CodedSlice coded = coder.apply(slice);
      auto coding = coded.codings.begin();
      for (std::uint32_t s = 0; s < coded.segments.size(); ++s) {
        const std::uint32_t local = coded.segments[s].block;
        const std::uint32_t b = slice.first + local;
        end_answers(b);
        const RawSpan raw = coded.text.blocks[local].raw(coded.segments[s].span);
        const auto from = coding;
        while (coding != coded.codings.end() && coding->segment == s) ++coding;
        const std::vector<const Labelled*> sentences = of_segment(gold->sentences[b], raw);
        for (Asked& one : all) {
          Tries::Codes said;
          for (auto c = from; c != coding; ++c) {
            const Code& code = codebook.codes[c->code];
            const bool wanted = !one.stance || *one.stance == c->stance;
            if (code.taxonomy == one.taxonomy && wanted) said.insert(code.id);
          }
          one.tries.segment(said, meant(sentences, codebook, one.taxonomy, one.stance));
        }
      }
    }
    end_answers(gold->sentences.size());
  }
  std::string out;
  for (const Asked& one : all) out += one.tries.text(one.name, english);
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
