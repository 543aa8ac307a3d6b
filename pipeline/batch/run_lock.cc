#include "batch/run_lock.h"

#include <fcntl.h>
#include <spdlog/fmt/fmt.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include "core/error.h"
#include "core/logging.h"
#include "core/text.h"

namespace folio {
namespace {

constexpr std::chrono::milliseconds kLook{200};  // between tries

std::filesystem::path lock_file(const std::filesystem::path& output) { return output / "stages" / "lock"; }

}  // namespace

RunLock::RunLock(const std::filesystem::path& output, const std::atomic<bool>& interrupted) {
  const std::filesystem::path path = lock_file(output);
  std::error_code failure;
  std::filesystem::create_directories(path.parent_path(), failure);
  file_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (file_ < 0) {
    throw Error(ErrorCode::file_access, fmt::format("cannot be opened ({})", std::strerror(errno)),
                "check that the folder may be written to and has space")
        .at_file(path.string());
  }
  bool said = false;
  while (flock(file_, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) {
      log().warn("{}: this file system has no locks ({}): let no second folio work in the folder",
                 escape_control_characters(path.string()), std::strerror(errno));
      return;
    }
    if (interrupted) return;
    if (!said)
      log().error("{}: another folio works here; this one waits until it has ended",
                  escape_control_characters(output.string()));
    said = true;
    std::this_thread::sleep_for(kLook);
  }
}

RunLock::~RunLock() {
  if (file_ >= 0) close(file_);
}

bool RunLock::is_held(const std::filesystem::path& output) {
  const int file = open(lock_file(output).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0) return false;
  const bool held = flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  close(file);
  return held;
}

std::string attempt_name(const std::string& shard, const std::string& ending) {
  std::array<char, 256> host{};
  gethostname(host.data(), host.size() - 1);
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return fmt::format("{}.{}-{}-{}{}", shard, host.data(), getpid(),
                     std::chrono::duration_cast<std::chrono::microseconds>(now).count(), ending);
}

}  // namespace folio
