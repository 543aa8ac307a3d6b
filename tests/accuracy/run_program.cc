#include "run_program.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>

#include "core/error.h"

namespace folio {
namespace {

constexpr int kCannotStart = 127;

/// In the new process: never returns.
[[noreturn]] void become(const std::vector<std::string>& command, int output, const std::string& errors,
                         const std::map<std::string, std::string>& environment) {
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
  const int error_file = open(errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (error_file < 0 || dup2(output, STDOUT_FILENO) < 0 || dup2(error_file, STDERR_FILENO) < 0)
    _exit(kCannotStart);
  execvp(arguments[0], arguments.data());
  _exit(kCannotStart);
}

std::string read_to_end(int pipe) {
  std::string out;
  std::array<char, 65536> buffer{};
  for (;;) {
    const ssize_t count = read(pipe, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return out;
    out.append(buffer.data(), static_cast<size_t>(count));
  }
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

}  // namespace

ProgramRun run_program(const std::vector<std::string>& command, const std::filesystem::path& errors,
                       const std::map<std::string, std::string>& environment) {
  std::filesystem::create_directories(errors.parent_path());
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw Error(ErrorCode::file_access, "no pipe can be opened");
  const pid_t child = fork();
  if (child == 0) become(command, ends[1], errors.string(), environment);
  close(ends[1]);
  ProgramRun run;
  if (child > 0) run.output = read_to_end(ends[0]);
  close(ends[0]);
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) != child)
    throw Error(ErrorCode::missing_dependency, command.front() + " cannot be started");
  run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (run.exit_code == kCannotStart)
    throw Error(ErrorCode::missing_dependency, command.front() + " cannot be started", "install it");
  run.cpu_seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  run.peak_megabytes = static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;  // Linux counts in KiB
  return run;
}

}  // namespace folio
