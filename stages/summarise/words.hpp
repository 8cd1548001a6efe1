#pragma once
// Numbers and dates inside sentences, and names in the language of the outputs.

#include <string>
#include <string_view>

#include "pipeline/model/coding.hpp"
#include "pipeline/model/number_text.hpp"
#include "pipeline/model/summary.hpp"

namespace samsyn::summarise {

/// "2026-01-12" from days since 1970-01-01; the time of day is left out.
std::string date_text(double days);

/// "Grupp" as it stands inside a sentence: "grupp"; "HR-chef" stays.
std::string inside(const std::string& name);

/// A question as the heading of a column: whole words of at most `most` bytes, then "…"; one that
/// is no longer than that stays as it is. A first word that is longer stays whole.
std::string heading(const std::string& question, std::size_t most = 52);

const std::string& name_of(const Code& code, std::string_view language);
const std::string& name_of(const Taxonomy& taxonomy, std::string_view language);

/// n of base as a share; nothing when the base is under 1.
TableCell share(double n, double base);

}  // namespace samsyn::summarise
