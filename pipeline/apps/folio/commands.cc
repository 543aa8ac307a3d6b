#include "commands.h"

#include <malloc.h>
#include <spdlog/fmt/fmt.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <opencv2/core.hpp>

#include "core/error.h"
#include "core/logging.h"
#include "core/picture_memory.h"
#include "core/version.h"
#include "tell.h"

namespace folio {
namespace {

/// Pictures of whole pages come from the system and go back to it: kept memory is soon full of gaps that none
/// of them fits into. Everything smaller is kept.
void set_up_memory() {
  reuse_picture_memory();
#ifdef __GLIBC__
  constexpr int kMegabyte = 1 << 20;
  mallopt(M_MMAP_THRESHOLD, kMegabyte);
  mallopt(M_TRIM_THRESHOLD, 2000 * kMegabyte);
  mallopt(M_TOP_PAD, kMegabyte);
#endif
}

std::vector<std::string>& given_arguments() {
  static std::vector<std::string> arguments;
  return arguments;
}

}  // namespace

int run_program(int argc, char** argv) {
  set_up_memory();
  std::signal(SIGXFSZ, SIG_IGN);  // write_file() tells of it
  // Pages share the cores (--jobs). OpenCV's own threads would wait for each other more than they work.
  cv::setNumThreads(1);
  log().sinks().push_back(std::make_shared<spdlog::sinks::stderr_sink_mt>());
  log().set_pattern("folio: %l: %v");
  return run_arguments({argv + std::min(1, argc), argv + argc});
}

const std::vector<std::string>& current_arguments() { return given_arguments(); }

void add_all_commands(CLI::App& app, Command& chosen, bool& verbose) {
  app.name("folio");
  app.description(
      "Layered text from scans of archival leaves: typewriting, handwriting, strikes and stamps apart.");
  app.set_version_flag("--version", "folio " + std::string(version()));
  app.require_subcommand(1);
  app.footer(
      "Exit: 0 done, 1 arguments, 2 input, 3 missing dependency or model, 5 file access,\n"
      "20 finished but some pages failed, 21 falls short of what was asked for, 130 interrupted.");
  app.add_flag("-v,--verbose", verbose, "Tell more on standard error");
  add_digitize_commands(app, chosen);
  add_merge_commands(app, chosen);
  add_leaves_commands(app, chosen);
  add_pairs_commands(app, chosen);
  add_review_commands(app, chosen);
  add_hocr_commands(app, chosen);
  add_transcription_commands(app, chosen);
  add_evaluate_commands(app, chosen);
  add_status_commands(app, chosen);
  add_doctor_commands(app, chosen);
}

int run_arguments(const std::vector<std::string>& arguments) {
  given_arguments() = arguments;
  CLI::App app;
  bool verbose = false;
  Command chosen;
  try {
    add_all_commands(app, chosen, verbose);
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? kExitDone : static_cast<int>(ErrorCode::arguments);
  }
  try {
    log().set_level(verbose ? spdlog::level::debug : spdlog::level::err);
    return chosen();
  } catch (const Error& error) {
    tell_user("folio: {}\n", error.message());
    return static_cast<int>(error.code());
  } catch (const std::bad_alloc&) {
    tell_user("folio: out of memory; run with fewer --jobs\n");
    return static_cast<int>(ErrorCode::input);
  } catch (const std::exception& error) {
    tell_user("folio: {}; this is a fault of folio: please report it\n", error.what());
    return static_cast<int>(ErrorCode::input);
  }
}

}  // namespace folio
