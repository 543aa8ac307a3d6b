#include "core/memory.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <new>
#include <vector>

namespace folio {
namespace {

constexpr std::uint64_t kMegabyte = 1 << 20;

/// Exit code of a process of its own in which `work` is done.
template <class Work>
int in_a_child(Work work) {
  const pid_t child = fork();
  if (child == 0) _exit(work());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// 0: it can be had; 1: it cannot.
int ask_for(std::uint64_t bytes) {
  try {
    const std::vector<char> memory(bytes, 'x');
    return memory.back() == 'x' ? 0 : 2;
  } catch (const std::bad_alloc&) {
    return 1;
  }
}

TEST(MemoryTest, WhatIsBeyondTheLimitCannotBeHad) {
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "the sanitizer's allocator ends the program instead";
#endif
  EXPECT_EQ(in_a_child([] {
              limit_further_memory(32 * kMegabyte);
              return ask_for(256 * kMegabyte);
            }),
            1);
  EXPECT_EQ(in_a_child([] {
              limit_further_memory(512 * kMegabyte);
              return ask_for(256 * kMegabyte);
            }),
            0);
}

TEST(MemoryTest, ALimitCanBeTakenBack) {
  EXPECT_EQ(in_a_child([] {
              limit_further_memory(32 * kMegabyte);
              limit_further_memory(0);
              return ask_for(256 * kMegabyte);
            }),
            0);
}

TEST(MemoryTest, WhatIsHeldIsSeen) {
  const std::uint64_t before = resident_bytes();
  ASSERT_GT(before, 0U);
  const std::vector<char> memory(64 * kMegabyte, 'x');
  EXPECT_GE(resident_bytes(), before + 60 * kMegabyte);
}

TEST(MemoryTest, TheMachineHasMemoryAndCores) {
  EXPECT_GT(usable_memory(), 64 * kMegabyte);
  EXPECT_GE(usable_cores(), 1);
}

}  // namespace
}  // namespace folio
