#include "core/logging.h"

#include <spdlog/sinks/null_sink.h>

namespace folio {

spdlog::logger& log() {
  static const std::shared_ptr<spdlog::logger> logger = [] {
    auto existing = spdlog::get("folio");
    return existing ? existing : spdlog::null_logger_mt("folio");
  }();
  return *logger;
}

}  // namespace folio
