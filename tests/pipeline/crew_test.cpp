#include "pipeline/crew.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace samsyn {
namespace {

TEST(Crew, HandsOverInOrderWhateverTheNumberOfThreads) {
  for (const unsigned jobs : {1U, 2U, 3U, 8U}) {
    std::vector<int> taken;
    const std::thread::id here = std::this_thread::get_id();
    Crew<int, int> crew(
        jobs,
        [&](unsigned worker, const int& task) {
          EXPECT_LT(worker, jobs);
          // Later tasks are quicker, so that order does not come by itself.
          std::this_thread::sleep_for(std::chrono::microseconds((task * 37) % 200));
          return task * task;
        },
        [&](const int& task, int made) {
          EXPECT_EQ(std::this_thread::get_id(), here);
          EXPECT_EQ(made, task * task);
          taken.push_back(task);
        });
    for (int i = 0; i < 300; ++i) crew.push(i);
    crew.finish();
    ASSERT_EQ(taken.size(), 300U);
    for (int i = 0; i < 300; ++i) EXPECT_EQ(taken[static_cast<std::size_t>(i)], i);
  }
}

TEST(Crew, CanBeLeftUnfinished) {
  Crew<int, int> crew(
      4, [](unsigned, const int& task) { return task; }, [](const int&, int) {});
  for (int i = 0; i < 10; ++i) crew.push(i);
}

}  // namespace
}  // namespace samsyn
