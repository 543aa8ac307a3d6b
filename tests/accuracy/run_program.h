#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace folio {

/// What a program did and took.
struct ProgramRun {
  int exit_code = 0;          ///< 128 + the signal that ended it, as shells count
  std::string output;         ///< standard output
  double cpu_seconds = 0;     ///< user and system, its own children included
  double peak_megabytes = 0;  ///< largest resident set, in 10^6 bytes
};

/// Runs a program (found in PATH) to its end, with these variables in its environment, and its standard error
/// in the file `errors`. Throws Error{missing_dependency} when it cannot be started.
ProgramRun run_program(const std::vector<std::string>& command, const std::filesystem::path& errors,
                       const std::map<std::string, std::string>& environment = {});

}  // namespace folio
