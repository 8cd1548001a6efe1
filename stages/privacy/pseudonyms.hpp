#pragma once
// What is shown instead of personal data. A thread that works on a slice knows what to hide but not
// yet its number, which depends on all slices before. So it writes marks, and the thread that puts
// the slices in order numbers the findings and resolves the marks:
//
//   thread:     cut(text, begin, end, blanks(masks, block))    «Ring ⟦7⟧ i morgon.»
//   collector:  names = pseudonyms.number(masks, where)        names[7] = "[Namn 3]"
//               resolve(lines, names)                          «Ring [Namn 3] i morgon.»
//
// A mark is U+FDD0, the index of the finding in decimal, U+FDD1: noncharacters, which survive JSON
// writers as they are. Were they in the input already, a reader would see a pseudonym too many;
// nothing would be shown that was hidden.

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/model/issue.hpp"
#include "pipeline/model/segment.hpp"
#include "stages/privacy/privacy.hpp"

namespace samsyn::privacy {

/// A stretch of a text that is not to be shown. Bytes.
struct Blank {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t index = 0;  ///< into Masks::all
};

/// The blanks of one block of a slice: in its normalised text, or in its raw one.
std::vector<Blank> blanks(const Masks& masks, std::uint32_t block);
std::vector<Blank> raw_blanks(const Masks& masks, std::uint32_t block, const NormBlock& norm);

/// Bytes [begin, end) of a text with a mark for each blank that reaches into them: one that a
/// segment's border cuts is marked on both sides of it. Blanks are in order and don't overlap;
/// those before and behind cost nothing.
std::string cut(std::string_view text, std::uint32_t begin, std::uint32_t end,
                const std::vector<Blank>& blanks);

/// Places in a text, half-open, in code points.
using Places = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// Moves places of the text that was cut (counted from `begin`) to the text with marks. A place
/// that touches a mark takes it in whole.
void follow(Places& places, std::string_view text, std::uint32_t begin, std::uint32_t end,
            const std::vector<Blank>& blanks);

/// Puts names[i] for the mark of i, and moves places along. A mark without a name stays.
/// Cost: linear; a text without marks is only searched.
void resolve(std::string& text, const std::vector<std::string>& names);
void resolve(std::string& text, Places& places, const std::vector<std::string>& names);

/// Numbers findings by kind, in the order they come in: one thread, input order.
///
/// The same key has the same number over the study. A name that is only part of one («Anna»,
/// «Lindqvist», «A. Lindqvist») has the number of the whole name when exactly one whole name that
/// it fits has come before it in the same document, and it had no number of its own there; else its
/// own, which is that of all who are called so and of whom no more is known. So one person may get
/// two numbers, but «Anna» is never joined by guess with one of two, nor with an Anna of another
/// document.
class Pseudonyms {
 public:
  /// `language`: "sv" or "en". `keeps`: remember what each stood for, for the key file.
  explicit Pseudonyms(std::string_view language, bool keeps = false);

  /// From here on, findings are of another document.
  void next_document();

  /// What to show for each of Masks::all: "[Namn 3]", with the genitive s behind.
  /// `where` is asked for the place of a block, counted in the slice, when a number is new and
  /// kept.
  std::vector<std::string> number(const Masks& masks,
                                  const std::function<Where(std::uint32_t block)>& where = {});

  /// The same for findings of a single text: a label, a heading, a sentence to try.
  std::vector<std::string> number(const std::vector<Found>& found,
                                  const std::function<Where(std::uint32_t block)>& where = {});

  /// How many different ones of a kind there are so far.
  std::uint32_t count(Kind kind) const { return counts_.at(static_cast<std::size_t>(kind)); }

  /// The key file's text: JSON, pseudonym -> forms it stood for, how often, where first. The caller
  /// writes it only when asked to, apart from the outputs, with mode 0600.
  std::string key_file() const;

 private:
  struct Entry {
    Kind kind = Kind::name;
    std::uint32_t number = 0;
    std::uint64_t times = 0;
    std::vector<std::string> forms;
    Where first;
    std::uint32_t document = 0;  ///< of a name: the last that named it
  };
  std::size_t entry_of(const Found& found);
  std::size_t add(Kind kind);
  std::size_t name_entry(const std::string& key);
  std::size_t part_entry(const std::string& key, const std::string& given,
                         const std::string& surname);

  bool english_, keeps_;
  std::array<std::uint32_t, kKinds.size()> counts_{};
  std::vector<Entry> entries_;  ///< in order of first appearance
  std::array<std::map<std::string, std::size_t, std::less<>>, kKinds.size()> by_key_;
  std::uint32_t document_ = 1;
  // Whole names of the document at hand: given or surname -> entry.
  std::multimap<std::string, std::size_t, std::less<>> by_given_, by_surname_;
  std::vector<std::pair<std::string, std::string>>
      whole_;  ///< given, surname of each entry; or empty
};

/// A text with pseudonyms for findings: cut and resolved in one, for a single thread.
std::string masked(std::string_view text, const std::vector<Found>& found,
                   const std::vector<std::string>& names);

}  // namespace samsyn::privacy
