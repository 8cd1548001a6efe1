#include <cmath>
#include <nlohmann/json.hpp>

#include "pipeline/slice.hpp"
#include "pipeline/try.hpp"

namespace samsyn {
namespace {

using Json = nlohmann::ordered_json;

/// Bytes of one raw text to code points of the whole, asked in any order. Cost: linear once.
class Places {
 public:
  Places(std::string_view raw, std::uint32_t offset) : at_(raw.size() + 1) {
    std::uint32_t points = offset;
    for (std::size_t i = 0; i < raw.size(); ++i) {
      if (i > 0 && (static_cast<unsigned char>(raw[i]) & 0xC0U) != 0x80U) ++points;
      at_[i] = points;
    }
    at_[raw.size()] = raw.empty() ? offset : points + 1;
  }
  std::uint32_t operator[](std::uint32_t byte) const { return at_[byte]; }

 private:
  std::vector<std::uint32_t> at_;
};

Json span_of(const NormBlock& block, NormSpan span, const Places& places) {
  const RawSpan raw = block.raw(span);
  return Json{{"start", places[raw.begin]}, {"end", places[raw.end]}};
}

Json token_of(const NormBlock& block, const Token& token, const Places& places,
              const Knowledge& knowledge) {
  const Word& word = (*knowledge.lexicon)[token.word];
  const std::string form(token.span.of(block.text));
  Json json = span_of(block, token.span, places);
  json["form"] = form;
  json["lemma"] = words::lemma_of(word, token, form);
  json["pos"] = words::upos_of(word, token);
  json["parts"] = words::parts_of(word, token);
  return json;
}

Json code_of(const NormBlock& block, const Coding& coding, const Places& places,
             const Codebook& codebook) {
  Json json{{"code", codebook.codes[coding.code].id},
            {"stance", name_of(coding.stance)},
            {"coder", kCoderNames.at(static_cast<std::size_t>(coding.coder))},
            {"rule", nullptr},
            {"confidence", std::round(static_cast<double>(coding.confidence) * 1000) / 1000}};
  if (coding.rule != kNone) json["rule"] = codebook.rules[coding.rule].id;
  Json evidence = Json::array();
  for (const NormSpan& span : coding.evidence) evidence.push_back(span_of(block, span, places));
  json["evidence"] = std::move(evidence);
  if (coding.coder == CoderKind::learned) {
    for (const Reason& reason : coding.reasons) {
      json["features"].push_back(
          {{"feature", reason.feature},
           {"weight", std::round(static_cast<double>(reason.weight) * 100) / 100}});
    }
  }
  return json;
}

/// The repairs of a block, from the one at `next` on.
Json repairs_of(const Tried& tried, std::uint32_t block, const Places& places, std::size_t& next) {
  Json out = Json::array();
  if (tried.repaired == nullptr) return out;
  const std::vector<repair::Repair>& all = tried.repaired->repairs;
  for (; next < all.size() && all[next].block == block; ++next) {
    const repair::Repair& one = all[next];
    out.push_back({{"start", places[one.raw.begin]},
                   {"end", places[one.raw.end]},
                   {"from", one.from},
                   {"to", one.to},
                   {"candidates", one.candidates},
                   {"margin", std::round(static_cast<double>(one.margin) * 1000) / 1000}});
  }
  return out;
}

Json masked_of(const CodedSlice& coded, std::uint32_t block, const Places& places) {
  Json out = Json::array();
  if (coded.masks.all.empty()) return out;
  for (std::uint32_t m = coded.masks.first[block]; m < coded.masks.first[block + 1]; ++m) {
    Json json = span_of(coded.text.blocks[block], coded.masks.all[m].span, places);
    json["kind"] = privacy::names_of(coded.masks.all[m].kind).id;
    out.push_back(std::move(json));
  }
  return out;
}

}  // namespace

std::string render_try_json(const Tried& tried, const Knowledge& knowledge) {
  std::string out;
  const Codebook& codebook = knowledge.rules->codebook();
  std::size_t repair = 0;
  for (const CodedSlice& coded : tried.slices) {
    std::size_t coding = 0;
    std::uint32_t s = 0;
    for (std::uint32_t b = 0; b < coded.text.blocks.size(); ++b) {
      const Block& block = tried.document->blocks[coded.text.first + b];
      const NormBlock& text = coded.text.blocks[b];
      const Places places(block.raw, block.offset);
      Json sentences = Json::array();
      Json tokens = Json::array();
      Json codes = Json::array();
      for (; s < coded.segments.size() && coded.segments[s].block == b; ++s) {
        sentences.push_back(span_of(text, coded.segments[s].span, places));
        for (std::uint32_t t = coded.tokens.first[s]; t < coded.tokens.first[s + 1]; ++t) {
          tokens.push_back(token_of(text, coded.tokens.all[t], places, knowledge));
        }
        for (; coding < coded.codings.size() && coded.codings[coding].segment == s; ++coding) {
          codes.push_back(code_of(text, coded.codings[coding], places, codebook));
        }
      }
      const Json line{{"start", block.offset},
                      {"end", block.offset + code_points(block.raw)},
                      {"raw", block.raw},
                      {"text", text.text},
                      {"sentences", std::move(sentences)},
                      {"tokens", std::move(tokens)},
                      {"repairs", repairs_of(tried, coded.text.first + b, places, repair)},
                      {"masked", masked_of(coded, b, places)},
                      {"codes", std::move(codes)}};
      out += line.dump() + "\n";
    }
  }
  return out;
}

}  // namespace samsyn
