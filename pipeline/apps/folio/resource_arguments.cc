#include "resource_arguments.h"

#include "core/memory.h"
#include "core/text.h"

namespace folio {
namespace {

constexpr double kPageTimeLimit = 1800;  // seconds

/// The parser takes "-1" for the largest size there is.
std::string check_size(const std::string& text) {
  return trim(text).starts_with('-') ? "not a size: " + text : "";
}

}  // namespace

std::string check_number(const std::string& text) {
  return to_lower(text).find("nan") == std::string::npos ? "" : "not a number: " + text;
}

void add_resources(CLI::App& command, WorkerLimits& limits) {
  limits.jobs = usable_cores();
  limits.page_time_limit = kPageTimeLimit;
  command.add_option("--jobs", limits.jobs, "Pages at a time; else one on each core")
      ->check(CLI::Range(1, 1024));
  command
      .add_option(
          "--memory", limits.memory,
          "Most memory that all of it may take, as 800M or 2G; pages that need more fail. 0 = most of what "
          "the machine, or its control group, has free")
      ->check(check_size)
      ->transform(CLI::AsSizeValue(false))
      ->capture_default_str();
  command
      .add_option("--page-time-limit", limits.page_time_limit,
                  "Seconds after which a page has failed; 0 = no limit")
      ->check(CLI::NonNegativeNumber)
      ->check(check_number)
      ->capture_default_str();
}

}  // namespace folio
