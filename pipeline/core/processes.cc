#include "core/processes.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

namespace folio {

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

bool is_running(pid_t process) { return process > 0 && (kill(process, 0) == 0 || errno == EPERM); }

}  // namespace folio
