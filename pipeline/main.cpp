#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

#include "pipeline/cli.hpp"

int main(int argc, char** argv) {
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
