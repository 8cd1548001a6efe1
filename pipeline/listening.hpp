#pragma once

#include <string>
#include <vector>

#include "pipeline/knowledge.hpp"
#include "pipeline/shown.hpp"
#include "pipeline/slice.hpp"
#include "stages/discover/heard.hpp"

namespace samsyn {

/// What a coded slice tells of what its codes don't catch (discover::listen). Words that are
/// personal data are passed over, and the texts are those that outputs show, with marks until
/// resolve(). `shown` shows them; null: no text is asked for any more (Gathering::has_quotable).
discover::Heard heard_in(const Slice& slice, const CodedSlice& coded, const Knowledge& knowledge,
                         Shown* shown);

/// Puts pseudonyms for the marks: those that Masker::number gave for the slice.
void resolve(discover::Heard& heard, const std::vector<std::string>& names);

}  // namespace samsyn
