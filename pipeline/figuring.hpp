#pragma once

#include <string>
#include <vector>

#include "pipeline/knowledge.hpp"
#include "pipeline/shown.hpp"
#include "pipeline/slice.hpp"
#include "stages/figures/ledger.hpp"

namespace samsyn {

/// What a coded slice's notes say in figures (figures::statements_of). Personal data is no figure,
/// and the texts are those that outputs show, with marks until resolve().
figures::Noticed figures_in(const Slice& slice, const CodedSlice& coded, const Knowledge& knowledge,
                            Shown& shown);

/// Puts pseudonyms for the marks: those that Masker::number gave for the slice.
void resolve(figures::Noticed& noticed, const std::vector<std::string>& names);

}  // namespace samsyn
