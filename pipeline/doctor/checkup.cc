#include "doctor/checkup.h"

#include <spdlog/fmt/fmt.h>
#include <sys/utsname.h>

#include <algorithm>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/memory.h"
#include "core/version.h"
#include "foreign/library_versions.h"
#include "foreign/sandbox.h"
#include "foreign/tesseract_engine.h"
#include "foreign/tesseract_languages.h"

namespace folio {
namespace {
namespace fs = std::filesystem;

constexpr double kMegabyte = 1 << 20;
// An A4 page of 300 dpi takes 275 MiB (README), with room for the models; products of a page take about 2 MB.
constexpr double kLeastMemoryMb = 500, kLeastDiskMb = 1000;

using Checks = std::vector<Check>;

void add_program(Checks& checks) {
  checks.push_back({"folio", "version", std::string(version()), CheckState::good, {}});
  checks.push_back(
      {"folio", "commit", commit().empty() ? "not known" : std::string(commit()), CheckState::good, {}});
}

void add_libraries(Checks& checks) {
  for (LibraryVersion& library : library_versions())
    checks.push_back(
        {"libraries", std::move(library.name), std::move(library.version), CheckState::good, {}});
}

void add_models(Checks& checks, const fs::path& folder) {
  std::vector<ListedModel> models;
  try {
    models = listed_models(folder);
    checks.push_back({"models", "folder", folder.string(), CheckState::good, {}});
  } catch (const Error& error) {
    checks.push_back({"models", "folder", fmt::format("{}: {}", folder.string(), error.what()),
                      CheckState::missing,
                      fmt::format("{}; the Debian package folio holds them", error.advice())});
  }
  for (const ListedModel& model : models) {
    try {
      load_model(model.name, folder);
      checks.push_back({"models", model.name, "SHA-256 " + model.sha256, CheckState::good, {}});
    } catch (const Error& error) {
      checks.push_back(
          {"models", model.name, error.what(), CheckState::missing,
           fmt::format("{}; with the Debian package: apt-get install --reinstall folio", error.advice())});
    }
  }
}

/// What TESSDATA_PREFIX has to do with a language that is not there.
std::string about_prefix() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing in folio writes the environment
  const char* prefix = std::getenv("TESSDATA_PREFIX");
  if (prefix == nullptr) return {};
  return fmt::format(", or mend TESSDATA_PREFIX, which is {}", prefix);
}

void add_languages(Checks& checks, const std::string& wanted) {
  const TesseractLanguages here = tesseract_languages();
  std::string list;
  for (const std::string& language : here.installed) list += (list.empty() ? "" : " ") + language;
  checks.push_back({"languages", "folder", here.folder.string(), CheckState::good, {}});
  checks.push_back({"languages", "installed", list.empty() ? "none" : list, CheckState::good, {}});
  try {
    const TesseractEngine engine(wanted);
    checks.push_back({"languages", wanted, "can be read", CheckState::good, {}});
  } catch (const Error& error) {
    if (error.code() != ErrorCode::missing_dependency) throw;
    checks.push_back(
        {"languages", wanted, error.what(), CheckState::missing, error.advice() + about_prefix()});
  }
  if (std::ranges::find(here.installed, "osd") == here.installed.end())
    checks.push_back({"languages", "osd", "pages that lie on their side or upside down are not noticed",
                      CheckState::limited,
                      "install it with: apt-get install " + tesseract_package("osd") + about_prefix()});
  else
    checks.push_back({"languages", "osd", "pages that lie on their side are turned", CheckState::good, {}});
}

void add_machine(Checks& checks, const fs::path& output) {
  checks.push_back({"machine", "cores", std::to_string(usable_cores()), CheckState::good, {}});
  const double memory = static_cast<double>(usable_memory()) / kMegabyte;
  Check free{"machine", "memory", fmt::format("{:.0f} MiB can be taken", memory), CheckState::good, {}};
  if (memory < kLeastMemoryMb) {
    free.state = CheckState::limited;
    free.advice = "a page of A4 at 300 dpi may not fit: end other programs, or scan at a lower resolution";
  }
  checks.push_back(std::move(free));
  std::error_code problem;
  const fs::space_info space = fs::space(output, problem);
  Check disk{"machine", "disk", "not known", CheckState::good, {}};
  const double left = problem ? 0 : static_cast<double>(space.available) / kMegabyte;
  if (!problem) disk.value = fmt::format("{:.0f} MiB free for {}", left, output.string());
  if (!problem && left < kLeastDiskMb) {
    disk.state = CheckState::limited;
    disk.advice = "make room, or give folio an output folder on another disk";
  }
  checks.push_back(std::move(disk));
  // The letters of a PDF are not drawn, and what --debug-images writes comes from the source.
  checks.push_back({"machine", "fonts", "none are needed", CheckState::good, {}});
}

void add_isolation(Checks& checks) {
  utsname system{};
  if (uname(&system) == 0) checks.push_back({"isolation", "kernel", system.release, CheckState::good, {}});
  const int landlock = landlock_version();
  if (landlock > 0)
    checks.push_back({"isolation", "Landlock", fmt::format("version {}", landlock), CheckState::good, {}});
  else
    checks.push_back({"isolation", "Landlock", "not there: workers could write outside OUT",
                      CheckState::limited,
                      "for images that you do not trust: Linux 5.13 or later, with landlock among lsm="});
  if (has_seccomp_filters())
    checks.push_back({"isolation", "seccomp", "there", CheckState::good, {}});
  else
    checks.push_back({"isolation", "seccomp", "not there: workers could use the network", CheckState::limited,
                      "for images that you do not trust: a kernel with seccomp filters"});
}

}  // namespace

std::string_view name_of(CheckState state) {
  switch (state) {
    case CheckState::good:
      return "good";
    case CheckState::limited:
      return "limited";
    case CheckState::missing:
      break;
  }
  return "missing";
}

std::vector<Check> check_up(const CheckupOptions& options) {
  Checks checks;
  add_program(checks);
  add_libraries(checks);
  add_models(checks, options.models);
  add_languages(checks, options.languages);
  add_machine(checks, options.output);
  add_isolation(checks);
  return checks;
}

CheckState worst_of(const std::vector<Check>& checks) {
  CheckState worst = CheckState::good;
  for (const Check& check : checks) worst = std::max(worst, check.state);
  return worst;
}

}  // namespace folio
