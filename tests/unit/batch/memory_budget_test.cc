#include "batch/memory_budget.h"

#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <thread>
#include <vector>

namespace folio {
namespace {

TEST(MemoryBudgetTest, WithoutALimitAllFits) {
  MemoryBudget budget(0);
  const MemoryBudget::Share a(budget, 1ULL << 60), b(budget, 1ULL << 60);
}

TEST(MemoryBudgetTest, WhatFitsTogetherDoesNotWait) {
  MemoryBudget budget(100);
  const MemoryBudget::Share a(budget, 60), b(budget, 40);
}

TEST(MemoryBudgetTest, APageLargerThanTheWholeIsLetInAlone) {
  MemoryBudget budget(100);
  { const MemoryBudget::Share alone(budget, 5000); }
  const MemoryBudget::Share next(budget, 100);  // and gives back what it took
}

TEST(MemoryBudgetTest, WhatDoesNotFitWaitsUntilItDoes) {
  MemoryBudget budget(100);
  std::optional<MemoryBudget::Share> first;
  first.emplace(budget, 70);
  std::atomic<bool> released{false}, was_released_before_entry{false};
  std::thread waiting([&] {
    const MemoryBudget::Share second(budget, 70);
    was_released_before_entry = released.load();
  });
  released = true;
  first.reset();
  waiting.join();
  EXPECT_TRUE(was_released_before_entry);
}

TEST(MemoryBudgetTest, TheLimitHoldsAtEveryMoment) {
  constexpr std::uint64_t kLimit = 100;
  MemoryBudget budget(kLimit);
  std::atomic<std::uint64_t> used{0};
  std::atomic<bool> over{false};
  const auto work = [&](std::uint64_t bytes) {
    for (int i = 0; i < 400; ++i) {
      const MemoryBudget::Share share(budget, bytes);
      if (used.fetch_add(bytes) + bytes > kLimit) over = true;
      std::this_thread::yield();
      used -= bytes;
    }
  };
  std::vector<std::thread> threads;
  for (const std::uint64_t bytes : {30, 45, 60, 25}) threads.emplace_back(work, bytes);
  for (std::thread& thread : threads) thread.join();
  EXPECT_FALSE(over);
  EXPECT_EQ(used, 0U);
}

}  // namespace
}  // namespace folio
