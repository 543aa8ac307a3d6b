#pragma once

#include <atomic>

namespace folio {

/// From the first signal to end (SIGINT, SIGTERM, SIGHUP) on, what it returns is true, and no further page is
/// begun. A second signal ends the program at once; else it ends with 130 four seconds later if it has not
/// before.
const std::atomic<bool>& catch_signals();

}  // namespace folio
