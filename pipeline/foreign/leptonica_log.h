#pragma once

namespace folio {

/// Sends Leptonica's messages to folio::log() (as debug messages) instead of standard error, for the whole
/// program. Safe to call from any thread, any number of times; whoever uses Leptonica or Tesseract calls it
/// first.
void send_leptonica_messages_to_log();

}  // namespace folio
