#pragma once

#include <atomic>

namespace folio {

/// From the first signal to end (SIGINT, SIGTERM, SIGHUP) on, what it returns is true, and no further page is
/// begun; a second signal ends the program at once.
const std::atomic<bool>& catch_signals();

}  // namespace folio
