#include "core/memory.h"

#include <sched.h>
#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <optional>
#include <string>
#include <thread>
#ifdef __GLIBC__
#include <malloc.h>
#endif

// Its allocator takes many times what it is asked for, and ends the program where it gets nothing.
#if defined(__SANITIZE_ADDRESS__)
#define FOLIO_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#define FOLIO_ADDRESS_SANITIZER __has_feature(address_sanitizer)
#else
#define FOLIO_ADDRESS_SANITIZER 0
#endif

namespace folio {
namespace fs = std::filesystem;

namespace {

constexpr double kShare = 0.8;  // of memory: the rest is for the file cache and other programs
constexpr std::uint64_t kKilobyte = 1024;
const fs::path kGroups = "/sys/fs/cgroup";

/// The number behind "NAME:" in a file of /proc, bytes of kilobytes.
std::optional<std::uint64_t> field_of(const char* file, const std::string& name) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with(name + ":")) continue;
    return std::strtoull(line.c_str() + name.size() + 1, nullptr, 10) * kKilobyte;
  }
  return std::nullopt;
}

/// The first number of a control group's file; nothing for "max" and for what is not there.
std::optional<std::uint64_t> number_in(const fs::path& file) {
  std::ifstream in(file);
  std::uint64_t number = 0;
  // Version 1 writes "without limit" as about 2^63.
  if (!(in >> number) || number > std::numeric_limits<std::uint64_t>::max() / 4) return std::nullopt;
  return number;
}

/// This process's group of a controller, below kGroups; version 2 has one for all, with an empty name.
fs::path group_of(const std::string& controller) {
  std::ifstream in("/proc/self/cgroup");
  fs::path unified;
  for (std::string line; std::getline(in, line);) {
    const size_t first = line.find(':'), second = line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::string names = "," + line.substr(first + 1, second - first - 1) + ",";
    const std::string path = line.substr(second + 1);
    if (names == ",,") unified = kGroups / fs::path(path).relative_path();
    if (names.find("," + controller + ",") != std::string::npos)
      return kGroups / controller / fs::path(path).relative_path();
  }
  return unified;
}

/// The least of the numbers that a group and those above it have; a container may show only the topmost.
std::optional<std::uint64_t> least_in_groups(const std::string& controller, const char* v2, const char* v1) {
  std::optional<std::uint64_t> least;
  for (fs::path group = group_of(controller); group.string().starts_with(kGroups.string());
       group = group.parent_path()) {
    for (const char* name : {v2, v1}) {
      const auto number = number_in(group / name);
      if (number) least = std::min(*number, least.value_or(*number));
    }
  }
  return least;
}

}  // namespace

void return_free_memory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

std::uint64_t resident_bytes() { return field_of("/proc/self/status", "VmRSS").value_or(0); }

void limit_further_memory(std::uint64_t bytes) {
#if defined(RLIMIT_DATA) && !FOLIO_ADDRESS_SANITIZER
  const auto held = field_of("/proc/self/status", "VmData");
  if (!held) return;
  rlimit limit{};
  if (getrlimit(RLIMIT_DATA, &limit) != 0) return;
  limit.rlim_cur = bytes == 0 ? limit.rlim_max : std::min<rlim_t>(*held + bytes, limit.rlim_max);
  setrlimit(RLIMIT_DATA, &limit);
#else
  static_cast<void>(bytes);
#endif
}

std::uint64_t usable_memory() {
  auto usable = field_of("/proc/meminfo", "MemAvailable");
  if (!usable) return 0;
  if (const auto limit = least_in_groups("memory", "memory.max", "memory.limit_in_bytes"))
    usable = std::min(*usable, *limit);
  return static_cast<std::uint64_t>(kShare * static_cast<double>(*usable));
}

int usable_cores() {
  int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) cores = std::max(1, CPU_COUNT(&set));
  double quota = 0, period = 0;
  std::ifstream v2(group_of("cpu") / "cpu.max");
  if (!(v2 >> quota >> period)) {
    const fs::path group = group_of("cpu");
    std::ifstream own(group / "cpu.cfs_quota_us"), its_period(group / "cpu.cfs_period_us");
    if (!(own >> quota && its_period >> period)) return cores;
  }
  if (quota <= 0 || period <= 0) return cores;
  return std::clamp(static_cast<int>(std::ceil(quota / period)), 1, cores);
}

}  // namespace folio
