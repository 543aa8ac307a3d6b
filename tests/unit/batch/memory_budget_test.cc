#include "batch/memory_budget.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

using Verdict = MemoryBudget::Verdict;

TEST(MemoryBudgetTest, WithoutALimitAllFits) {
  MemoryBudget budget(0);
  EXPECT_EQ(budget.ask(0, 1ULL << 60), Verdict::granted);
  EXPECT_EQ(budget.ask(1, 1ULL << 60), Verdict::granted);
}

TEST(MemoryBudgetTest, WhatFitsTogetherDoesNotWait) {
  MemoryBudget budget(100);
  EXPECT_EQ(budget.ask(0, 60), Verdict::granted);
  EXPECT_EQ(budget.ask(1, 40), Verdict::granted);
  EXPECT_EQ(budget.share_of(1), 40U);
  EXPECT_EQ(budget.next(), -1);
}

TEST(MemoryBudgetTest, MoreThanThereIsIsRefusedAndTakesNothing) {
  MemoryBudget budget(100);
  EXPECT_EQ(budget.ask(0, 101), Verdict::refused);
  EXPECT_EQ(budget.ask(1, 100), Verdict::granted);
}

TEST(MemoryBudgetTest, WhatDoesNotFitWaitsUntilItDoes) {
  MemoryBudget budget(100);
  EXPECT_EQ(budget.ask(0, 70), Verdict::granted);
  EXPECT_EQ(budget.ask(1, 70), Verdict::later);
  EXPECT_EQ(budget.next(), -1);
  budget.give_back(0);
  EXPECT_EQ(budget.next(), 1);
  EXPECT_EQ(budget.share_of(1), 70U);
  EXPECT_EQ(budget.next(), -1);
}

TEST(MemoryBudgetTest, ALargePageIsNotOvertaken) {
  MemoryBudget budget(100);
  EXPECT_EQ(budget.ask(0, 20), Verdict::granted);
  EXPECT_EQ(budget.ask(1, 100), Verdict::later);
  EXPECT_EQ(budget.ask(2, 20), Verdict::later);
  budget.give_back(0);
  EXPECT_EQ(budget.next(), 1);
  EXPECT_EQ(budget.next(), -1);
  budget.give_back(1);
  EXPECT_EQ(budget.next(), 2);
}

TEST(MemoryBudgetTest, OneThatDiedWhileItWaitedIsForgotten) {
  MemoryBudget budget(100);
  EXPECT_EQ(budget.ask(0, 80), Verdict::granted);
  EXPECT_EQ(budget.ask(1, 80), Verdict::later);
  budget.give_back(1);
  budget.give_back(0);
  EXPECT_EQ(budget.next(), -1);
  EXPECT_EQ(budget.ask(2, 100), Verdict::granted);
}

}  // namespace
}  // namespace folio
