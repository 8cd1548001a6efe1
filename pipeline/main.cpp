#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "pipeline/cli.hpp"

int main(int argc, char** argv) {
  try {
    return samsyn::cli(std::vector<std::string>(argv, argv + argc));
  } catch (const std::exception& error) {
    // Only our own mistakes and lack of memory come here; outputs are whole or not there.
    std::fprintf(stderr, "samsyn: an unexpected error: %s\n", error.what());
    return 3;
  }
}
