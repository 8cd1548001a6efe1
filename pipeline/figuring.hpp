#pragma once

#include <string>
#include <vector>

#include "pipeline/knowledge.hpp"
#include "pipeline/shown.hpp"
#include "pipeline/slice.hpp"
#include "stages/figures/ledger.hpp"

namespace samsyn {

/// What a coded slice's notes say in figures (figures::statements_of). Personal data is no figure,
/// and the texts are those that outputs show, with marks until resolve(). `sentences`: read them
/// too; else tables alone (figures::Ledger::has_enough_of).
figures::Noticed figures_in(const Slice& slice, const CodedSlice& coded, const Knowledge& knowledge,
                            Shown& shown, bool sentences);

/// What the study says of whom the document is, the attributes of its source put together: only
/// documents that have the same can contradict each other. One without any is of everybody.
std::string whose(const Study& study, const Document& document);

/// Puts pseudonyms for the marks: those that Masker::number gave for the slice.
void resolve(figures::Noticed& noticed, const std::vector<std::string>& names);

}  // namespace samsyn
