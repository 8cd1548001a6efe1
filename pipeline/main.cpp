#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

#include "pipeline/cli.hpp"

int main(int argc, char** argv) {
  int status = 3;
  try {
    status = samsyn::cli(std::vector<std::string>(argv, argv + argc));
  } catch (const std::exception& error) {
    // Only our own mistakes and lack of memory come here; outputs are whole or not there.
    std::fprintf(stderr, "samsyn: an unexpected error: %s\n", error.what());
  }
  // All is written and closed; to take dictionaries and rules apart first would cost a tenth of a
  // short run.
  std::fflush(nullptr);
  std::_Exit(status);
}
