#include "foreign/leptonica_log.h"

#include <leptonica/allheaders.h>

#include <mutex>
#include <string_view>

#include "core/logging.h"
#include "core/text.h"

namespace folio {

void send_leptonica_messages_to_log() {
  static std::once_flag once;
  std::call_once(once, [] {
    leptSetStderrHandler([](const char* message) { log().debug("leptonica: {}", trim(message)); });
  });
}

}  // namespace folio
