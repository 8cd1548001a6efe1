#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/document.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/segment.hpp"
#include "pipeline/model/text.hpp"

namespace samsyn::privacy {

enum class Kind : std::uint8_t { personal_number, phone, email, address, vehicle, name };

/// What a kind is called in the manifest and in codings, and in a pseudonym in either language.
struct KindNames {
  std::string_view id, sv, en;
};
inline constexpr std::array<KindNames, 6> kKinds{
    {{"personnummer", "Personnummer", "Personal number"},
     {"telefon", "Telefon", "Phone"},
     {"e-post", "E-post", "E-mail"},
     {"adress", "Adress", "Address"},
     {"fordon", "Fordon", "Vehicle"},
     {"namn", "Namn", "Name"}}};
inline const KindNames& names_of(Kind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }

/// A place of personal data in one text.
struct Found {
  NormSpan span;
  Kind kind = Kind::name;
  bool genitive = false;  ///< «Annas»: the pseudonym gets an s
  /// The same for the same person or number, however it is written: digits (a Swedish phone number
  /// from its 0), the address in lower case, the street with its number. Names: "given|surname" in
  /// lower case without a genitive s, either side empty or an initial ("a.") where not said.
  std::string key;
  std::string text;  ///< as it stood
};

/// The texts of corpus/lexicon/ that the finder rests on, read by the caller. Lines starting with
/// `#` are comments.
struct Lists {
  /// given_names.txt: a name a line; behind a tab `word` (also a common Swedish word: found in
  /// lower case or first in a sentence only where the context says so), `seldom` (a rarer word:
  /// needs the context in lower case only) or `weak` (needs it always).
  std::string given_names;
  /// surnames.txt: a name a line; behind a tab `after`: only after a given name, initial or title.
  std::string surnames;
  std::string places;          ///< places.txt: towns, regions, countries
  std::string municipalities;  ///< kommuner.txt
  /// name_context.txt: sections `[sense]` of words; the senses stand in senses.hpp.
  std::string context;
  /// frequency.tsv: words of the language, what stands behind a tab left out; empty = none known. A
  /// capital makes no name of them, and they show what names look unlike.
  std::string words = {};
};

/// Looks through the lists for lines that would be left out in silence. Errors:
/// privacy.unknown-section (a section of name_context.txt that no finder knows, or words before the
/// first section), privacy.unknown-mark (behind the tab of a name). Places are lines of those
/// files.
Result<Done> check(const Lists& lists);

/// From the manifest's `privacy`.
struct Options {
  std::array<bool, kKinds.size()> kinds{true, true, true, true, true, true};  ///< which to find
  std::vector<std::string> names;  ///< also names: «Zarifa», «Zarifa Haidari»
  /// Never masked: a name as it is written («Anna Lindqvist» stays, «Anna» alone does not), a
  /// number, an address. Case, blanks and a genitive s are ignored, in numbers hyphens and the
  /// country's code too.
  std::vector<std::string> keep;
};

/// The findings of a slice; those of block b are all[first[b]] .. all[first[b + 1]].
struct Masks {
  std::vector<Found> all;
  std::vector<std::uint32_t> first;
};

/// Names that no list knows but that a text told («hon heter Zarifa») or a speaker's label is:
/// hashes of their folded words, without genitive s.
using Learned = std::set<std::uint64_t>;

/// Finds personal data in Swedish text.
///
/// Personal identity and co-ordination numbers: YYMMDD-NNNN and YYYYMMDD-NNNN, also with + or
///   without a sign; the date must exist (day + 60 for co-ordination numbers) and the check digit
///   be right (Skatteverket SKV 704, SKV 707). With the last four crossed out (700101-XXXX) they
///   are masked too; with a wrong check digit behind «personnummer», «pers.nr», «mitt nummer» and
///   the like, or where written YYMMDD-NNNN and no word says that it is another number. Dates of
///   birth behind «född», «f.», «födelsedatum» are of this kind too, when they have a year.
/// Phone numbers: Swedish and international shapes; short ones and bare digits only behind «tel»,
///   «ring», «ankn.» and the like, never behind «bankgiro», «dnr», «faktura» and the like.
/// E-mail: also with (at), [at], (punkt) and blanks. Accounts are of this kind too: links to a
///   person's page (linkedin.com/in/…, facebook.com/…), @handles with a name, behind «instagram»
///   and the like; see account.cpp.
/// Addresses: street and number with what follows of stairs, flat, postal code and town; c/o with
///   the name; a postal code with its town. Boxes are offices' and stay.
/// Vehicles: ABC 123 and ABC 12D (letters by Transportstyrelsen's series), not behind «kurs»,
///   «sal», «dnr» and the like.
/// Names: by lists, by shape (-sson, -qvist, -ović) and by context («heter …», «rektor …»,
///   «Mvh …», «… på kommunen»); see names.cpp. Names of theorists, authors in references («Berg
///   (2018)»), saints, streets, firms and systems stay.
///
/// Shape:  findings in order, not overlapping, on code point borders.
/// Units:  bytes of the text given.
/// Cost:   about 10 ns a byte where a first look (glance.hpp) finds nothing that could be personal;
///         else about 25 ns, more around digits, @ and possible names.
/// Errors: none. Any number of threads may use one Finder at once.
class Finder {
 public:
  Finder(const Lists& lists, const Options& options);
  ~Finder();
  Finder(Finder&&) noexcept;

  std::vector<Found> find(std::string_view text) const;

  /// A speaker's label or a respondent's id: capitalised words that are no role, place or number
  /// are names here («Zarifa», «Katarina Holm», but not «Rektor», «Talare 2», «Vetlanda»).
  std::vector<Found> find_label(std::string_view label) const;

  /// Is a value a municipality of the lists, with or without «kommun», or another place of theirs?
  bool is_municipality(std::string_view value) const;

  /// Names that labels of persons (speakers, interviewees) are, added to `learned`.
  void learn(const std::vector<std::string>& labels, Learned& learned) const;

  /// All blocks of a slice. Names that only the context tells are found where it does; they are
  /// added to `told`. Those of `known` are found wherever they stand, capitalised.
  Masks find(const NormDocument& text, const Learned& known, Learned& told) const;

  /// Finds in the blocks that find() has looked through what they hold of names in `known`, which
  /// must have those in it that find() was given. Cost: about 3 ns a byte where none of them
  /// stands.
  void find_again(const NormDocument& text, const Learned& known, Masks& masks) const;

  /// The same in one for a text that is a whole document: names that are told somewhere in it, or
  /// that are labels of persons, are found in all of its blocks; so are those of `known`, if given.
  Masks find(const Document& document, const NormDocument& text,
             const Learned* known = nullptr) const;

 private:
  struct Body;
  std::unique_ptr<const Body> body_;
};

}  // namespace samsyn::privacy
