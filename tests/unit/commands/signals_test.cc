#include "apps/folio/signals.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>

#include "apps/folio/commands.h"

namespace folio {
namespace {

using ::testing::ExitedWithCode;

TEST(SignalsDeathTest, TheFirstOneIsTold) {
  EXPECT_EXIT(
      {
        const std::atomic<bool>& interrupted = catch_signals();
        raise(SIGINT);
        _exit(interrupted ? 7 : 8);
      },
      ExitedWithCode(7), "");
}

TEST(SignalsDeathTest, TheSecondOneEndsTheProgram) {
  EXPECT_EXIT(
      {
        catch_signals();
        raise(SIGTERM);
        raise(SIGTERM);
      },
      ::testing::KilledBySignal(SIGTERM), "");
}

TEST(SignalsDeathTest, WhatDoesNotComeToAnEndIsBrokenOff) {
  EXPECT_EXIT(
      {
        catch_signals();
        raise(SIGTERM);
        while (true) pause();
      },
      ExitedWithCode(kExitInterrupted), "");
}

}  // namespace
}  // namespace folio
