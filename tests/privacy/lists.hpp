#pragma once

#include <string>

#include "stages/privacy/privacy.hpp"

/// A file of the source tree, whole; a test that cannot read it fails.
std::string read_source_file(const std::string& path);

/// The lists of corpus/lexicon/.
const samsyn::privacy::Lists& lists();

/// A finder with the lists and no options.
const samsyn::privacy::Finder& finder();
