// Names that only the context tells hold in the whole of a document, however it is cut.

#include "pipeline/names_told.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <new>
#include <thread>

#include "pipeline/slice.hpp"
#include "stages/normalise/normalise.hpp"
#include "tests/pipeline/command.hpp"

namespace samsyn::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string list(const std::string& name) {
  std::ifstream file(std::string(SAMSYN_SOURCE_DIR) + "/corpus/lexicon/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const privacy::Finder& finder() {
  static const privacy::Finder kFinder(
      {list("given_names.txt"), list("surnames.txt"), list("places.txt"), list("kommuner.txt"),
       list("name_context.txt"), list("frequency.tsv")},
      {});
  return kFinder;
}

/// Of more than `bytes` in short answers; one in the middle tells a name, others mention it.
Document large_document(std::size_t bytes) {
  Document document;
  std::size_t size = 0;
  for (int n = 0; size < bytes; ++n) {
    std::string& raw = document.blocks.emplace_back().raw;
    raw = "Det är ont om tid på enheten nummer " + std::to_string(n) + ".";
    if (n % 500 == 7) raw = "Sedan visade det sig att Strampfel inte kunde komma.";
    if (n == 1507) raw = "Min handledare hette Strampfel, och hon kunde allt.";
    size += raw.size();
  }
  return document;
}

std::vector<std::string> found_by(unsigned threads, const Document& document) {
  const auto shared = std::make_shared<const Document>(document);
  const std::vector<Slice> slices = slices_of(shared);
  EXPECT_GE(slices.size(), 3U);
  std::vector<privacy::Masks> masks(slices.size());
  std::vector<std::thread> crew;
  for (unsigned t = 0; t < threads; ++t) {
    crew.emplace_back([&, t] {
      for (std::size_t s = t; s < slices.size(); s += threads) {
        const auto text = [&](std::uint32_t first, std::uint32_t count) {
          return normalise::apply(document, first, count);
        };
        const NormDocument own = text(slices[s].first, slices[s].count);
        masks[s] = slices[s].told->masks(finder(), document, own, text);
      }
    });
  }
  for (std::thread& thread : crew) thread.join();
  std::vector<std::string> out;
  for (std::size_t s = 0; s < slices.size(); ++s) {
    for (std::uint32_t b = 0; b < slices[s].count; ++b) {
      for (std::uint32_t m = masks[s].first[b]; m < masks[s].first[b + 1]; ++m) {
        out.push_back(std::to_string(slices[s].first + b) + " " + masks[s].all[m].text);
      }
    }
  }
  return out;
}

TEST(NamesTold, HoldInAllSlicesWhateverTheThreads) {
  const Document document = large_document(std::size_t{500} << 10U);
  const std::vector<std::string> alone = found_by(1, document);
  ASSERT_GT(alone.size(), 10U);
  EXPECT_EQ(alone.front(), "7 Strampfel");
  for (const std::string& one : alone) EXPECT_THAT(one, ::testing::EndsWith(" Strampfel"));
  EXPECT_EQ(alone, found_by(2, document));
  EXPECT_EQ(alone, found_by(5, document));
  // As if the document were one slice.
  const NormDocument whole =
      normalise::apply(document, 0, static_cast<std::uint32_t>(document.blocks.size()));
  EXPECT_EQ(finder().find(document, whole).all.size(), alone.size());
}

TEST(NamesTold, LetNobodyWaitForAThreadThatFailed) {
  const Document document = large_document(std::size_t{300} << 10U);
  NamesTold told({100, static_cast<std::uint32_t>(document.blocks.size())}, {});
  const auto fails = [&](std::uint32_t first, std::uint32_t count) {
    if (first > 0) throw std::bad_alloc();
    return normalise::apply(document, first, count);
  };
  const NormDocument text = normalise::apply(document, 0, 100);
  int thrown = 0;
  std::thread other(
      [&] { EXPECT_THROW(told.masks(finder(), document, text, fails), std::bad_alloc); });
  try {
    told.masks(finder(), document, text, fails);
  } catch (const std::bad_alloc&) {
    ++thrown;
  }
  other.join();
  EXPECT_EQ(thrown, 1);
}

TEST(NamesTold, AreMaskedInTheWholeOfALargeFile) {
  const TempFolder folder;
  std::string rows = "id;hinder\n";
  for (int n = 1; n <= 6000; ++n) {
    rows += std::to_string(n) + ";";
    if (n == 20) {
      rows += "Vi har ingen tid sedan Strampfel slutade.";
    } else if (n == 5990) {
      rows += "Min handledare hette Strampfel men hade ingen tid.";
    } else {
      rows += "Det är brist på tid här på enheten.";
    }
    rows += "\n";
  }
  folder.write("svar.csv", rows);
  folder.write("study.json", R"({"schema": "samsyn-study-1", "name": "Prov", "sources": [
{"id": "svar", "kind": "survey", "files": ["svar.csv"], "respondent_column": "id",
 "items": [{"id": "hinder", "column": "hinder", "question": "Vad hindrar er?", "type": "open"}]}]})");
  const std::string codings = same_with_jobs(folder, "codings.jsonl", {"1", "3"});
  EXPECT_THAT(codings, Not(HasSubstr("Strampfel")));
  EXPECT_THAT(codings, HasSubstr("sedan [Namn 1] slutade"));
}

TEST(NamesTold, OfThoseWhoSpeakHoldInTheFilesThatFollow) {
  const TempFolder folder;
  folder.write("1.txt",
               "Intervjuare: Vad hindrar er?\nYlvanda: Vi har ingen tid att handleda.\n"
               "Intervjuare: Mer?\nYlvanda: Nej, bara tiden.\n");
  folder.write("2.txt",
               "Intervjuare: Vad hindrar er?\nKatarina: Tiden, och så ser man ju Ylvanda "
               "springa.\nIntervjuare: Mer?\nKatarina: Nej, bara tiden.\n");
  folder.write("study.json", R"({"schema": "samsyn-study-1", "name": "Prov", "sources": [
{"id": "samtal", "kind": "transcript", "files": ["1.txt", "2.txt"],
 "interviewers": ["Intervjuare"]}]})");
  const Ended run =
      command({"run", folder / "study.json", "--out", folder / "ut", "--progress", "off"});
  ASSERT_LE(run.status, 1) << run.err;
  const std::string codings = bytes_of(folder / "ut/codings.jsonl");
  EXPECT_THAT(codings, HasSubstr("ser man ju [Namn 1] springa"));
  EXPECT_THAT(codings, Not(HasSubstr("Ylvanda")));
}

}  // namespace
}  // namespace samsyn::testing
