#include "pipeline/crew.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <string>
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

TEST(Crew, ThrowsWhatATaskThrewWhenItsTurnComes) {
  for (const unsigned jobs : {1U, 2U, 8U}) {
    SCOPED_TRACE(jobs);
    std::vector<int> taken;
    std::string said;
    {
      Crew<int, int> crew(
          jobs,
          [](unsigned, const int& task) {
            if (task == 37 || task == 40) throw std::runtime_error(std::to_string(task));
            return task;
          },
          [&](const int& task, int) { taken.push_back(task); });
      try {
        for (int i = 0; i < 100; ++i) crew.push(i);
        crew.finish();
      } catch (const std::runtime_error& error) {
        said = error.what();
      }
    }
    EXPECT_EQ(said, "37");  // the first in order, whichever thread was first
    ASSERT_EQ(taken.size(), 37U);
    EXPECT_EQ(taken.back(), 36);
  }
}

TEST(Crew, CanBeLeftWhenTakingThrows) {
  Crew<int, int> crew(
      3, [](unsigned, const int& task) { return task; },
      [](const int&, int) { throw std::runtime_error("full"); });
  EXPECT_THROW(
      {
        for (int i = 0; i < 50; ++i) crew.push(i);
        crew.finish();
      },
      std::runtime_error);
}

}  // namespace
}  // namespace samsyn
