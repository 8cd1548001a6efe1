#pragma once
// Interviewers whom a transcript's head names: «Intervjuare: Kristina Palm» above turns «Kristina:
// …».

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/document.hpp"

namespace samsyn::ingest {

/// The labels of a document's speakers, to find by name who is meant.
class SpeakerNames {
 public:
  explicit SpeakerNames(const std::vector<std::string>& speakers);

  /// The label that is the same but for case and white space; else the only one whose words all
  /// stand in the name in their order, initials for words on either side («K. Palm», «Kristina»,
  /// «Palm», «KP» are Kristina Palm); whole words count before initials. Labels that say what
  /// somebody does in a talk («Intervjuare», «IP 2») are nobody's name. kNone = no speaker, or
  /// several alike. Cost: the words of all labels.
  std::uint32_t named(std::string_view name) const;

 private:
  struct Label {
    std::string key;
    std::vector<std::string> words;  ///< empty = of no name
  };
  std::vector<Label> labels_;
};

/// Takes turns for lines of the head that stand before all others', begin with an interviewer's
/// word («Intervjuare», «Samtalsledare») under which nobody speaks later, and hold nothing but
/// names in their first line: with «,», «och», «&» and «/» between, remarks in brackets aside. They
/// get the role preamble and no speaker, and a label that no turn is left to is taken out of
/// Document::speakers. Gives the speakers whom they name, in order; none when no label is one of
/// theirs, and then the line is the head's only if a name has two words and two others speak. More
/// than eight such lines are no head.
std::vector<std::uint32_t> take_named_interviewers(Document& document);

}  // namespace samsyn::ingest
