#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace folio {

/// Shares out a fixed amount of memory among workers. A page that needs more than the whole is let in alone.
class MemoryBudget {
 public:
  /// `bytes`: 0 = without limit.
  explicit MemoryBudget(std::uint64_t bytes) : limit_(bytes) {}

  /// Holds a share until it goes out of scope. Waits until it is free.
  class Share {
   public:
    Share(MemoryBudget& budget, std::uint64_t bytes);
    ~Share();
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;

   private:
    MemoryBudget& budget_;
    std::uint64_t bytes_;
  };

 private:
  std::uint64_t limit_;
  std::uint64_t used_ = 0;
  std::mutex mutex_;
  std::condition_variable freed_;
};

}  // namespace folio
