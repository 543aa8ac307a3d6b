#include "batch/output_folder.h"

#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/files.h"

namespace folio {

OutputFolder::OutputFolder(std::filesystem::path folder) : folder_(std::move(folder)) {
  // A file that is written and removed shows at once what would else show after the first page.
  const std::filesystem::path probe = folder_ / ".folio-write-test";
  write_file(probe, "");
  std::error_code ignored;
  std::filesystem::remove(probe, ignored);
}

std::filesystem::path OutputFolder::product(const std::string& stem, std::string_view extension) const {
  return folder_ / (stem + std::string(extension));
}

void OutputFolder::save_contents(const Contents& contents) const {
  const nlohmann::json json = {{"pages", contents.stems}, {"languages", contents.languages}};
  write_file(contents_file(), json.dump(1) + "\n");
}

OutputFolder::Contents OutputFolder::load_contents() const {
  const auto fail = [&](const std::string& problem) {
    Error error(ErrorCode::input, problem, "run folio ingest or folio digitize into this folder first");
    error.at_file(contents_file().string());
    return error;
  };
  if (!std::filesystem::exists(contents_file())) throw fail("no earlier run left its pages here");
  const nlohmann::json json = nlohmann::json::parse(read_file(contents_file()), nullptr, false);
  try {
    return {json.at("pages").get<std::vector<std::string>>(), json.at("languages").get<std::string>()};
  } catch (const nlohmann::json::exception&) {
    throw fail("is damaged");
  }
}

}  // namespace folio
