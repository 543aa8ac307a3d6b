#pragma once

#include <spdlog/spdlog.h>

namespace folio {

/// The library's one logger, named "folio". It writes nothing until a program gives it a sink: the terminal
/// is the program's. Safe to use from any thread.
spdlog::logger& log();

}  // namespace folio
