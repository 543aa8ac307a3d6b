#pragma once

#include <sys/types.h>

#include <string>

namespace folio {

/// This machine's name; empty where it has none.
std::string host_name();

/// Whether a process of this number is at work on this machine, whoever owns it.
bool is_running(pid_t process);

}  // namespace folio
