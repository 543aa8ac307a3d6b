#include "core/processes.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <sstream>
#include <string>

namespace folio {
namespace {

constexpr double kSlack = 2;  // seconds: btime is whole, and clocks are set

/// Seconds since 1970 at which the system began; 0 = not known.
double time_of_boot() {
  std::ifstream file("/proc/stat");
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string name;
    double seconds = 0;
    if (words >> name && name == "btime" && words >> seconds) return seconds;
  }
  return 0;
}

/// Seconds after that at which a process began; negative = not known.
double begin_of(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  std::string line;
  std::getline(file, line);
  const size_t name_end = line.rfind(')');  // the name may hold blanks and brackets
  if (name_end == std::string::npos) return -1;
  std::istringstream words(line.substr(name_end + 1));
  std::string skipped;
  for (int i = 3; i < 22; ++i) words >> skipped;
  double ticks = -1;
  if (!(words >> ticks)) return -1;
  return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

/// It has ended, and nobody has asked for its exit code yet.
bool is_zombie(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  std::string line;
  std::getline(file, line);
  const size_t name_end = line.rfind(')');
  return name_end != std::string::npos && line.size() > name_end + 2 &&
         (line[name_end + 2] == 'Z' || line[name_end + 2] == 'X');
}

}  // namespace

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

bool is_running(pid_t process) {
  return process > 0 && (kill(process, 0) == 0 || errno == EPERM) && !is_zombie(process);
}

bool is_running_since(pid_t process, double time) {
  if (!is_running(process)) return false;
  const double boot = time_of_boot(), begin = begin_of(process);
  return boot == 0 || begin < 0 || boot + begin <= time + kSlack;
}

}  // namespace folio
