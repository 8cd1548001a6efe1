# How every part of Samsyn is compiled: warnings, sanitizers, libraries, tests, fuzz targets.

add_library(samsyn_warnings INTERFACE)
target_compile_options(samsyn_warnings INTERFACE
  -Wall -Wextra -Wshadow -Wconversion -Wsign-conversion
  $<$<BOOL:${SAMSYN_WERROR}>:-Werror>
  # GCC 12 warns of its own std::string when it optimises (GCC bug 105651), and out of precompiled
  # headers it forgets which headers are the system's. Debug builds keep these warnings.
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<NOT:$<CONFIG:Debug>>>:-Wno-restrict;-Wno-array-bounds;-Wno-stringop-overflow>)

# Tests are compiled twice as fast without optimisation, and spend their time in the libraries.
add_library(samsyn_unoptimised INTERFACE)
target_compile_options(samsyn_unoptimised INTERFACE $<$<CONFIG:Release>:-O0>)

if(SAMSYN_SANITIZE)
  add_compile_options(-fsanitize=${SAMSYN_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${SAMSYN_SANITIZE})
endif()
if(SAMSYN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all)
  add_link_options(-fsanitize=address,undefined)
endif()

# samsyn_headers(NAME HEADER...): headers that many files include, compiled once. Whoever reuses them
# is compiled with the same options. Each file still includes what it uses: the presets dev, asan and
# fuzz compile without these.
function(samsyn_headers name)
  file(CONFIGURE OUTPUT ${name}.cpp CONTENT "// Owns precompiled headers.\n")
  add_library(${name} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  target_link_libraries(${name} PRIVATE samsyn_warnings)
  target_precompile_headers(${name} PRIVATE ${ARGN})
endfunction()

set(samsyn_standard_headers <algorithm> <array> <cmath> <cstdint> <functional> <map> <memory>
  <optional> <set> <string> <string_view> <unordered_map> <utility> <variant> <vector>)

# samsyn_library(NAME SOURCE...): one static library for one folder.
function(samsyn_library name)
  add_library(${name} STATIC ${ARGN})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE samsyn_warnings)
  target_precompile_headers(${name} REUSE_FROM samsyn_library_headers)
endfunction()

# samsyn_test(FOLDER LIBRARY... SOURCES FILE...): the tests of one folder as one program.
function(samsyn_test folder)
  cmake_parse_arguments(arg "" "" "SOURCES" ${ARGN})
  set(name samsyn_${folder}_tests)
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_UNPARSED_ARGUMENTS} samsyn_warnings
    samsyn_unoptimised GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE SAMSYN_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_precompile_headers(${name} REUSE_FROM samsyn_test_headers)
  include(GoogleTest)
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT 300)
endfunction()

# samsyn_fuzz_target(NAME LIBRARY...): NAME_fuzz.cpp of this folder. With SAMSYN_FUZZ it is a
# libFuzzer program; in every other build it replays corpus/fuzz/NAME/ as a test, so that it
# cannot rot.
function(samsyn_fuzz_target name)
  set(seeds ${PROJECT_SOURCE_DIR}/corpus/fuzz/${name})
  if(SAMSYN_FUZZ)
    add_executable(${name}_fuzz ${name}_fuzz.cpp)
    target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
  elseif(SAMSYN_TESTS)
    add_executable(${name}_fuzz ${name}_fuzz.cpp ${PROJECT_SOURCE_DIR}/tests/fuzz_replay.cpp)
    add_test(NAME fuzz_replay.${name} COMMAND ${name}_fuzz ${seeds})
  else()
    return()
  endif()
  target_link_libraries(${name}_fuzz PRIVATE ${ARGN} samsyn_warnings)
endfunction()

samsyn_headers(samsyn_library_headers ${samsyn_standard_headers})
if(SAMSYN_TESTS)
  find_package(GTest REQUIRED)
  samsyn_headers(samsyn_test_headers <gmock/gmock.h> <gtest/gtest.h> <nlohmann/json.hpp>
    <filesystem> <fstream> <random> <sstream> ${samsyn_standard_headers})
  target_link_libraries(samsyn_test_headers PRIVATE samsyn_unoptimised GTest::gmock)
  target_compile_definitions(samsyn_test_headers PRIVATE SAMSYN_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
endif()
