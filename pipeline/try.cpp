#include "pipeline/try.hpp"

#include <array>
#include <cstdio>
#include <functional>

#include "pipeline/mender.hpp"
#include "pipeline/model/plain_text.hpp"
#include "pipeline/slice.hpp"
#include "stages/ingest/encoding.hpp"
#include "stages/ingest/reader.hpp"
#include "stages/ingest/speakers.hpp"

namespace samsyn {
namespace {

constexpr double kSurelyTranscript = 0.8;  // certainty of the guess

/// Paragraphs: stretches between blank lines.
Document paragraphs(const std::string& name, std::string_view text, const std::string& question) {
  Document document;
  document.source = name;
  if (!question.empty()) {
    document.questions.push_back({{}, {}, question, ItemType::open, {}});
  }
  std::uint32_t points = 0;
  std::uint32_t line = 1;
  std::size_t counted = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    std::size_t stop = at;  // behind the paragraph's last line that is not blank
    while (end < text.size()) {
      const std::size_t next = std::min(text.size(), text.find('\n', end));
      const std::string_view row = text.substr(end, next - end);
      if (row.find_first_not_of(" \t\r") == std::string_view::npos) break;
      stop = next;
      end = std::min(text.size(), next + 1);
    }
    if (stop > at) {
      Block& block = document.blocks.emplace_back();
      points += code_points(text.substr(counted, at - counted));
      for (; counted < at; ++counted) line += text[counted] == '\n';
      block.raw = text.substr(at, stop - at);
      while (!block.raw.empty() && block.raw.back() == '\r') block.raw.pop_back();
      block.offset = points;
      block.line = line;
      block.role = question.empty() ? BlockRole::note : BlockRole::answer;
      if (!question.empty()) block.question = 0;
    }
    at = std::max(end, std::min(text.size(), text.find('\n', end)) + 1);
  }
  return document;
}

std::string column(std::string text, std::size_t width) {
  const std::size_t have = code_points(text);
  if (have < width) text.append(width - have, ' ');
  return text;
}

/// Repairs up to the segment's end, from the one at `next` on.
void repairs_of(std::string& out, const Tried& tried, std::uint32_t block, RawSpan segment,
                std::size_t& next) {
  const std::vector<repair::Repair>& all = tried.repaired->repairs;
  for (; next < all.size(); ++next) {
    const repair::Repair& one = all[next];
    if (one.block > block || (one.block == block && one.raw.begin >= segment.end)) return;
    std::string others;
    for (const std::string& candidate : one.candidates) others += " " + candidate;
    out += "    ~ " + column(one.from, 24) + " " + column(one.to, 24) + others + "\n";
  }
}

void masks_of(std::string& out, const CodedSlice& coded, std::uint32_t block, NormSpan segment,
              bool english) {
  if (coded.masks.all.empty()) return;
  for (std::uint32_t m = coded.masks.first[block]; m < coded.masks.first[block + 1]; ++m) {
    const privacy::Found& found = coded.masks.all[m];
    if (found.span.begin < segment.begin || found.span.begin >= segment.end) continue;
    out +=
        "    # " + column(found.text, 24) + " [" +
        std::string(english ? privacy::names_of(found.kind).en : privacy::names_of(found.kind).sv) +
        "]\n";
  }
}

void words_of(std::string& out, const CodedSlice& coded, std::uint32_t s, std::string_view text,
              const Knowledge& knowledge) {
  for (std::uint32_t t = coded.tokens.first[s]; t < coded.tokens.first[s + 1]; ++t) {
    const Token& token = coded.tokens.all[t];
    if (token.kind == TokenKind::punctuation) continue;
    const Word& word = (*knowledge.lexicon)[token.word];
    const std::string form(token.span.of(text));
    out += "    " + column(form, 26) + " " + column(words::lemma_of(word, token, form), 24) + " " +
           column(std::string(words::upos_of(word, token)), 6);
    const std::vector<std::string>& parts = words::parts_of(word, token);
    for (std::size_t p = 0; p < parts.size(); ++p) out += (p == 0 ? " " : " + ") + parts[p];
    while (out.back() == ' ') out.pop_back();
    out += '\n';
  }
}

constexpr std::array<std::string_view, kStanceNames.size()> kStancesSv{"bekräftad", "nekad",
                                                                       "öppen"};

void code_of(std::string& out, const Coding& coding, std::string_view text,
             const Codebook& codebook, bool english) {
  const Code& code = codebook.codes[coding.code];
  char confidence[16];
  std::snprintf(confidence, sizeof confidence, "%.2f", static_cast<double>(coding.confidence));
  out += "  → " + code.id + "  " + (english ? code.name_en : code.name_sv);
  if (codebook.taxonomies[code.taxonomy].stance) {
    const auto stance = static_cast<std::size_t>(coding.stance);
    out += "  [" + std::string(english ? kStanceNames.at(stance) : kStancesSv.at(stance)) + "]";
  }
  out += "  " + std::string(confidence) + "\n      ";
  for (std::size_t e = 0; e < coding.evidence.size(); ++e) {
    out += (e == 0 ? "«" : " … «") + std::string(coding.evidence[e].of(text)) + "»";
  }
  if (coding.coder == CoderKind::learned) {
    out += english ? "  learned:" : "  inlärt:";
    for (const Reason& reason : coding.reasons) out += " " + reason.feature;
    out += "\n";
    return;
  }
  const RuleInfo& rule = codebook.rules[coding.rule];
  out += "  " + rule.id + ": " + rule.pattern.substr(0, 160) +
         (rule.pattern.size() > 160 ? "…" : "") + "\n";
}

}  // namespace

Result<std::shared_ptr<const Document>> text_to_try(const std::string& name,
                                                    const std::string& bytes,
                                                    const std::string& question) {
  const ingest::Input input{name, bytes};
  if (bytes.empty()) {
    return Issue{Severity::error,
                 "ingest.empty",
                 {name},
                 "there is no text",
                 {},
                 "give a file, --text \"…\", or a text on standard input"};
  }
  const Result<ingest::TextGuess> guess = ingest::guess_text(input);
  if (guess && guess->kind == SourceKind::transcript && guess->certainty >= kSurelyTranscript) {
    SourceSpec source;
    source.kind = SourceKind::transcript;
    Issues issues;
    Result<Document> document = ingest::read_document(input, source, Study{}, issues);
    if (!document) return document.issue();
    return std::make_shared<const Document>(std::move(*document));
  }
  const Result<ingest::Decoded> text = ingest::decode(input, "");
  if (!text) return text.issue();
  return std::make_shared<const Document>(paragraphs(name, text->text(), question));
}

Tried try_stages(std::shared_ptr<const Document> document, RepairMode repair,
                 const Knowledge& knowledge) {
  Tried out{std::move(document), nullptr, {}};
  Issues issues;
  out.repaired = Mender(knowledge).apply(*out.document, repair, issues);
  Coder coder(knowledge);
  for (const Slice& slice : slices_of(out.document, out.repaired)) {
    out.slices.push_back(coder.apply(slice));
  }
  return out;
}

std::string render_try(const Tried& tried, const Knowledge& knowledge, std::string_view language) {
  const bool english = language == "en";
  std::string out;
  const Codebook& codebook = knowledge.rules->codebook();
  std::size_t repair = 0;
  for (const CodedSlice& coded : tried.slices) {
    std::size_t next = 0;
    for (std::uint32_t s = 0; s < coded.segments.size(); ++s) {
      const std::uint32_t b = coded.segments[s].block;
      const NormBlock& block = coded.text.blocks[b];
      const std::string& whole = tried.document->blocks[coded.text.first + b].raw;
      const std::string_view segment = coded.segments[s].span.of(block.text);
      const RawSpan raw = block.raw(coded.segments[s].span);
      out += std::string(segment) + "\n";
      if (raw.of(whole) != segment) out += "  (" + std::string(raw.of(whole)) + ")\n";
      if (tried.repaired != nullptr) repairs_of(out, tried, coded.text.first + b, raw, repair);
      masks_of(out, coded, b, coded.segments[s].span, english);
      words_of(out, coded, s, block.text, knowledge);
      for (; next < coded.codings.size() && coded.codings[next].segment == s; ++next) {
        code_of(out, coded.codings[next], block.text, codebook, english);
      }
      out += '\n';
    }
  }
  return plain_lines(out);
}

}  // namespace samsyn
