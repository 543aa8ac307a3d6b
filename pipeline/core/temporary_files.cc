#include "core/temporary_files.h"

#include <spdlog/fmt/fmt.h>
#include <unistd.h>

#include <atomic>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "core/files.h"
#include "core/processes.h"

namespace folio {
namespace fs = std::filesystem;

namespace {

const std::string& machine() {
  static const std::string digits = sha256_hex(host_name()).substr(0, 8);
  return digits;
}

/// The process of this machine that a temporary file is of.
std::optional<pid_t> writer_of(const std::string& name) {
  const size_t part = name.rfind(".part");
  if (name.empty() || name.front() != '.' || part == std::string::npos || part == 0) return std::nullopt;
  const size_t dot = name.rfind('.', part - 1);
  if (dot == 0 || dot == std::string::npos) return std::nullopt;
  std::string_view owner = std::string_view(name).substr(dot + 1, part - dot - 1);
  const std::string ours = machine() + "-";
  if (owner.substr(0, ours.size()) != ours) return std::nullopt;
  owner.remove_prefix(ours.size());
  pid_t process = 0;
  const auto [end, failure] = std::from_chars(owner.data(), owner.data() + owner.size(), process);
  if (failure != std::errc() || end == owner.data() + owner.size() || *end != '-') return std::nullopt;
  return process;
}

class Sweeper {
 public:
  explicit Sweeper(pid_t process) : process_(process) {}

  /// The files of a folder, and those of its folders down to `depth`.
  void sweep(const fs::path& folder, int depth) {
    std::error_code failure;
    if (!fs::is_directory(fs::symlink_status(folder, failure))) return;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end;
         entry.increment(failure)) {
      std::error_code unknown;
      const fs::file_status status = entry->symlink_status(unknown);
      if (fs::is_directory(status) && depth > 0) sweep(entry->path(), depth - 1);
      if (fs::is_regular_file(status) && is_left_over(entry->path().filename().string()) &&
          fs::remove(entry->path(), unknown))
        ++removed_;
    }
  }

  int removed() const { return removed_; }

 private:
  bool is_left_over(const std::string& name) const {
    const std::optional<pid_t> writer = writer_of(name);
    return writer && (process_ == 0 ? !is_running(*writer) : *writer == process_);
  }

  pid_t process_;
  int removed_ = 0;
};

}  // namespace

fs::path temporary_beside(const fs::path& path) {
  static std::atomic<unsigned> counter{0};
  return path.parent_path() / fmt::format(".{}.{}-{}-{}.part{}", path.stem().string(), machine(), getpid(),
                                          counter++, path.extension().string());
}

int remove_half_written(const fs::path& output, pid_t process) {
  Sweeper sweeper(process);
  std::error_code ignored;
  sweeper.sweep(fs::canonical(output, ignored), 0);
  sweeper.sweep(output / "stages", 2);
  sweeper.sweep(output / "debug", 1);
  sweeper.sweep(output / "folio", 0);
  return sweeper.removed();
}

}  // namespace folio
