#include "core/models.h"

#include <cstdlib>
#include <sstream>

#include "core/error.h"
#include "core/files.h"

namespace folio {
namespace {

constexpr std::string_view kManifest = "manifest.tsv";

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& problem) {
  throw Error(ErrorCode::missing_dependency, problem,
              "install folio anew, or set FOLIO_DATA to the folder that holds its models/")
      .at_file(file.string());
}

std::string listed_sum(const std::filesystem::path& manifest, std::string_view name) {
  std::istringstream lines(read_file(manifest));
  std::string line;
  while (std::getline(lines, line)) {
    std::istringstream fields(line);
    std::string listed, size, sum;
    if (std::getline(fields, listed, '\t') && std::getline(fields, size, '\t') &&
        std::getline(fields, sum, '\t') && listed == name)
      return sum;
  }
  return {};
}

}  // namespace

std::filesystem::path models_folder() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing in folio writes the environment
  if (const char* data = std::getenv("FOLIO_DATA"); data != nullptr && *data != '\0')
    return std::filesystem::path(data) / "models";
  std::error_code problem;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", problem);
  if (!problem) {
    auto installed = program.parent_path().parent_path() / "share/folio/models";
    if (std::filesystem::exists(installed / kManifest, problem)) return installed;
  }
  return FOLIO_MODELS;
}

bool has_model(std::string_view name, const std::filesystem::path& folder) {
  std::error_code problem;
  const std::filesystem::path manifest = folder / kManifest;
  return std::filesystem::exists(manifest, problem) && !listed_sum(manifest, name).empty();
}

std::string load_model(std::string_view name, const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / name, manifest = folder / kManifest;
  std::error_code problem;
  if (!std::filesystem::exists(manifest, problem)) fail(manifest, "the list of models is missing");
  if (!std::filesystem::exists(file, problem)) fail(file, "a model is missing");
  const std::string sum = listed_sum(manifest, name);
  if (sum.empty()) fail(file, "the model is not in manifest.tsv");
  std::string content = read_file(file);
  if (sha256_hex(content) != sum)
    fail(file, "the model is damaged: its checksum is not that of manifest.tsv");
  return content;
}

}  // namespace folio
