#pragma once

#include <string>

#include "pipeline/knowledge.hpp"
#include "pipeline/model/issue.hpp"
#include "pipeline/model/study.hpp"
#include "pipeline/model/summary.hpp"
#include "stages/human/codings.hpp"
#include "stages/human/decide.hpp"

namespace samsyn {

/// How well the human coders agree, code by code: Krippendorff's alpha over the segments that two
/// or more of them judged, a code being given when it is affirmed, as in the tables; 95 % by
/// drawing persons 1,000 times (seed 1). Codes that a coder did not have in mind on a segment are
/// not judged there. Weak is what agree::Weak says, and a code that nobody gave, or everybody, is
/// untested. Lines of one place and text are one, see human::add_judgement. No coders where no
/// segment was judged by two, or where they can't be compared. Issues: those of agree::pool,
/// warnings (agree.too-many). Cost: that of agree::compare.
HumanAgreement human_agreement(const human::Codings& codings, const Codebook& codebook,
                               Issues& issues);

/// Tells the summary who coded, by whose codes the tables were counted, and how well coders agree:
/// facts, method, a table of agreement, marks on weak codes. `codings` null: humans coded nothing.
/// Issue: human.differing (a note: in how many segments coders differed, and what decided).
void tell_humans(const human::Codings* codings, const human::Differences& differences,
                 std::uint32_t deciding, const Codebook& codebook, const Labels& labels,
                 Summary& summary, Issues& issues);

}  // namespace samsyn
