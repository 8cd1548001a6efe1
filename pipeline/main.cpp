#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

#ifdef SAMSYN_MIMALLOC
#include <mimalloc.h>
#endif

#include "pipeline/cli.hpp"

int main(int argc, char** argv) {
#ifdef SAMSYN_MIMALLOC
  // Milliseconds until freed memory goes back to the system: a large study peaks a tenth lower than
  // with the 25 of the library.
  mi_option_set(mi_option_decommit_delay, 10);
#endif
  int status = 3;
  samsyn::Left left;
  try {
    status = samsyn::cli(std::vector<std::string>(argv, argv + argc), left);
  } catch (const std::exception& error) {
    // Only our own mistakes and lack of memory come here; outputs are whole or not there.
    std::fprintf(stderr, "samsyn: an unexpected error: %s\n", error.what());
  }
  // All is written and closed; dictionaries and rules are left as they are.
  std::fflush(nullptr);
  std::_Exit(status);
}
