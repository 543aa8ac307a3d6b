#pragma once

#include <atomic>
#include <filesystem>
#include <string>

namespace folio {

/// Held by the one run that works in an output folder; another waits for its end, and says so. It goes with
/// the process, however that ends. Where the file system knows no locks, a warning is logged and nothing is
/// held.
class RunLock {
 public:
  /// Returns without the lock once `interrupted` is true. Throws Error{file_access}.
  RunLock(const std::filesystem::path& output, const std::atomic<bool>& interrupted);
  ~RunLock();
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;

  /// Whether some run holds the lock of this folder now.
  static bool is_held(const std::filesystem::path& output);

 private:
  int file_ = -1;
};

/// A name for what one attempt at a shard leaves, unlike that of any other attempt on any machine: SHARD,
/// host, process and time, and the ending.
std::string attempt_name(const std::string& shard, const std::string& ending);

}  // namespace folio
