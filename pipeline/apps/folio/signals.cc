#include "signals.h"

#include <unistd.h>

#include <csignal>

#include "commands.h"

namespace folio {
namespace {

std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free);

// Pages at work are given three seconds (PageWorkers). What is longer in coming to an end than this, such as
// a transcription that is being put to a thousand pages, is broken off: files are written beside their places
// and renamed, and workers die with the program.
constexpr unsigned kMostSeconds = 4;

extern "C" void on_signal(int) {
  interrupted = true;
  alarm(kMostSeconds);
}
extern "C" void on_alarm(int) { _exit(kExitInterrupted); }

}  // namespace

const std::atomic<bool>& catch_signals() {
  struct sigaction action = {};
  action.sa_handler = on_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  struct sigaction at_last = {};
  at_last.sa_handler = on_alarm;
  sigaction(SIGALRM, &at_last, nullptr);
  // Under nohup a closed terminal is no reason to end.
  struct sigaction before = {};
  sigaction(SIGHUP, nullptr, &before);
  if (before.sa_handler != SIG_IGN) sigaction(SIGHUP, &action, nullptr);
  // Who reads the messages may go away; the batch goes on.
  std::signal(SIGPIPE, SIG_IGN);
  return interrupted;
}

}  // namespace folio
