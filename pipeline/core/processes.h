#pragma once

#include <sys/types.h>

#include <string>

namespace folio {

/// This machine's name; empty where it has none.
std::string host_name();

/// Whether a process of this number is at work on this machine, whoever owns it.
bool is_running(pid_t process);

/// The same of one that was at work already at `time`, in seconds since 1970: no later process that got its
/// number. As exact as the system tells when a process began, a second or so; where it does not tell, the
/// number has to do.
bool is_running_since(pid_t process, double time);

}  // namespace folio
