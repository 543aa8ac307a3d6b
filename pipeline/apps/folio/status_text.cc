#include "status_text.h"

#include <spdlog/fmt/chrono.h>
#include <spdlog/fmt/fmt.h>

#include <ctime>
#include <nlohmann/json.hpp>

#include "batch/durations.h"
#include "core/text.h"

namespace folio {
namespace {

using Json = nlohmann::json;

/// As clocks on the wall have it.
std::string time_text(double seconds) {
  const auto time = static_cast<std::time_t>(seconds);
  std::tm parts{};
  return localtime_r(&time, &parts) == nullptr ? "?" : fmt::format("{:%Y-%m-%d %H:%M}", parts);
}

std::string whose(const RunStatus& status) {
  return status.shard.empty() ? "run" : "shard " + escape_control_characters(status.shard);
}

std::string run_text(const RunStatus& status) {
  const RunState& run = status.run;
  const std::string since = time_text(run.started);
  if (status.is_at_work || status.may_be_at_work) {
    const std::string where = status.is_at_work ? "" : " on " + escape_control_characters(run.host);
    const std::string left =
        status.seconds_left ? ", about " + duration_text(*status.seconds_left) + " left" : "";
    return fmt::format("{} at work{} since {}, {} at a time{}\n", whose(status), where, since, run.jobs,
                       left);
  }
  if (run.ended == 0) return fmt::format("last {} began {} and was cut off\n", whose(status), since);
  return fmt::format("last {} began {}, {} after {}\n", whose(status), since,
                     escape_control_characters(run.outcome), duration_text(run.ended - run.started));
}

std::string speed_text(const RunSpeed& speed) {
  if (speed.pages == 0) return {};
  constexpr double kMegabyte = 1 << 20;
  std::string out = "  ";
  if (speed.pages_an_hour) out += fmt::format("{:.0f} pages an hour, ", *speed.pages_an_hour);
  out += fmt::format("{:.1f} s a page, {:.1f} s of processor time", speed.seconds_a_page,
                     speed.cpu_seconds_a_page);
  if (speed.peak_bytes > 0)
    out += fmt::format(", at most {:.0f} MiB", static_cast<double>(speed.peak_bytes) / kMegabyte);
  return out + "\n";
}

std::string failure_text(const PageFailure& failure) {
  std::string how;
  if (failure.kind != PageFailure::Kind::error) how = std::string(name_of(failure.kind));
  if (failure.attempts > 1) how += fmt::format("{}{} attempts", how.empty() ? "" : ", ", failure.attempts);
  if (!failure.limits.empty()) how += (how.empty() ? "" : ", ") + escape_control_characters(failure.limits);
  return fmt::format("  {}: {}{}\n", escape_control_characters(failure.stem), failure.error.message(),
                     how.empty() ? "" : " (" + how + ")");
}

Json json_of(const RunStatus& status) {
  const RunState& run = status.run;
  const char* state = status.is_at_work       ? "at work"
                      : status.may_be_at_work ? "at work elsewhere"
                      : run.ended == 0        ? "cut off"
                                              : "ended";
  Json out{{"shard", status.shard},
           {"state", state},
           {"outcome", run.outcome},
           {"started", run.started},
           {"ended", run.ended},
           {"host", run.host},
           {"process", run.process},
           {"jobs", run.jobs},
           {"version", run.version},
           {"pages", status.speed.pages},
           {"pages_kept", run.pages_kept},
           {"pages_known", run.pages_known},
           {"seconds_a_page", status.speed.seconds_a_page},
           {"cpu_seconds_a_page", status.speed.cpu_seconds_a_page},
           {"peak_bytes", status.speed.peak_bytes}};
  if (status.speed.pages_an_hour) out["pages_an_hour"] = *status.speed.pages_an_hour;
  if (status.seconds_left) out["seconds_left"] = *status.seconds_left;
  return out;
}

Json json_of(const PageFailure& failure) {
  const Error& error = failure.error;
  return {{"page", failure.stem},
          {"file", failure.file.string()},
          {"page_idx", failure.page_idx},
          {"kind", name_of(failure.kind)},
          {"code", static_cast<int>(error.code())},
          {"stage", error.stage()},
          {"problem", error.what()},
          {"advice", error.advice()},
          {"attempts", failure.attempts},
          {"seconds", failure.seconds},
          {"limits", failure.limits}};
}

}  // namespace

std::string status_text(const FolderStatus& status, const std::string& output) {
  std::string out = fmt::format("{}: {} of {} pages done, {} failed\n", escape_control_characters(output),
                                status.done, status.known, status.failures.size());
  for (const RunStatus& run : status.runs) out += run_text(run) + speed_text(run.speed);
  if (status.corrections_kept > 0 || status.corrections_unplaced > 0)
    out += fmt::format("corrected by people: {} words kept, {} without a place (corrections.tsv)\n",
                       status.corrections_kept, status.corrections_unplaced);
  for (const std::string& problem : status.problems) out += "not read: " + problem + "\n";
  if (!status.failures.empty()) out += "failed:\n";
  for (const PageFailure& failure : status.failures) out += failure_text(failure);
  if (!status.look_at.empty()) out += "look at:\n";
  for (const PageSummary& page : status.look_at) {
    out += fmt::format("  {}: confidence {:.2f}", escape_control_characters(page.stem), page.confidence);
    for (const std::string& doubt : page.doubts) out += "; " + escape_control_characters(doubt);
    out += "\n";
  }
  return out;
}

std::string status_json(const FolderStatus& status) {
  Json out{{"done", status.done},
           {"known", status.known},
           {"failed", Json::array()},
           {"look_at", Json::array()},
           {"runs", Json::array()},
           {"corrections", {{"kept", status.corrections_kept}, {"unplaced", status.corrections_unplaced}}},
           {"problems", status.problems}};
  for (const PageFailure& failure : status.failures) out["failed"].push_back(json_of(failure));
  for (const PageSummary& page : status.look_at)
    out["look_at"].push_back({{"page", page.stem}, {"confidence", page.confidence}, {"doubts", page.doubts}});
  for (const RunStatus& run : status.runs) out["runs"].push_back(json_of(run));
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace folio
