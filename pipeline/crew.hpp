#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace samsyn {

/// Does tasks on several threads and hands over what they make in the order in which they came, on
/// the thread that calls push() and finish(). That thread works too while it waits, so `jobs` is
/// the number of threads that are busy. With one job nothing runs beside it.
///
/// At most a few tasks for each thread are under way: push() waits for room, so memory is bounded.
///
/// What `make` throws on any thread is thrown by push() or finish() when its product's turn comes;
/// all before it has been taken then, and nothing after it is. Whatever is thrown, the only thing
/// left to do with the crew is to let it go.
template <class Task, class Product>
class Crew {
 public:
  using Make = std::function<Product(unsigned worker, const Task&)>;
  using Take = std::function<void(const Task&, Product)>;

  /// `make` may run on any thread; `worker` is below `jobs` and never in use twice at once. Where
  /// the system has no thread left to give, fewer do the work.
  Crew(unsigned jobs, Make make, Take take) : make_(std::move(make)), take_(std::move(take)) {
    room_ = std::size_t{3} * jobs;
    threads_.reserve(jobs);
    try {
      for (unsigned w = 1; w < jobs; ++w) threads_.emplace_back([this, w] { work(w); });
    } catch (const std::exception&) {  // no thread, or no memory for one
    }
  }
  ~Crew() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
      waiting_.clear();
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  void push(Task task) {
    if (threads_.empty()) {
      Product product = make_(0, task);
      take_(task, std::move(product));
      return;
    }
    {
      const std::lock_guard lock(mutex_);
      jobs_.push_back({std::move(task), std::nullopt, nullptr});
      waiting_.push_back(&jobs_.back());
    }
    changed_.notify_one();
    hand_over(room_);
  }

  /// Waits until all is made and taken.
  void finish() { hand_over(0); }

 private:
  struct Job {
    Task task;
    std::optional<Product> product;
    std::exception_ptr failed;  ///< what was thrown instead
  };

  void work(unsigned worker) {
    std::unique_lock lock(mutex_);
    while (true) {
      changed_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
      if (closed_) return;
      one(lock, worker);
    }
  }

  /// Takes a waiting job and does it with the lock open.
  void one(std::unique_lock<std::mutex>& lock, unsigned worker) {
    Job* job = waiting_.front();
    waiting_.pop_front();
    lock.unlock();
    std::optional<Product> product;
    std::exception_ptr failed;
    try {
      product.emplace(make_(worker, job->task));
    } catch (...) {
      failed = std::current_exception();
    }
    lock.lock();
    job->product = std::move(product);
    job->failed = failed;
    done_.notify_one();
  }

  /// Hands over what is ready, in order, until at most `left` jobs are under way.
  void hand_over(std::size_t left) {
    std::unique_lock lock(mutex_);
    while (!jobs_.empty()) {
      // Others must not run out of work while this thread hands over.
      if (jobs_.size() <= left && waiting_.size() < threads_.size()) return;
      if (jobs_.front().failed) std::rethrow_exception(jobs_.front().failed);
      if (jobs_.front().product) {
        Job job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        take_(job.task, std::move(*job.product));
        lock.lock();
      } else if (jobs_.size() <= left) {
        return;
      } else if (!waiting_.empty()) {
        one(lock, 0);
      } else {
        done_.wait(lock);
      }
    }
  }

  Make make_;
  Take take_;
  std::size_t room_ = 1;
  std::mutex mutex_;
  std::condition_variable changed_, done_;
  std::deque<Job> jobs_;      ///< in order; a deque keeps its elements where they are
  std::deque<Job*> waiting_;  ///< those that nobody has begun
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace samsyn
