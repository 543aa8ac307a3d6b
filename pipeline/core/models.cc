#include "core/models.h"

#include <array>
#include <cstdlib>
#include <optional>
#include <sstream>
#include <system_error>

#include "core/error.h"
#include "core/files.h"

namespace folio {
namespace {

constexpr std::string_view kManifest = "manifest.tsv";
constexpr std::string_view kModels = "models";
/// Where a program looks that links the library and lies elsewhere: first the place that this build is
/// installed to.
constexpr std::array<const char*, 3> kInstalled{FOLIO_INSTALLED_DATA, "/usr/local/share/folio",
                                                "/usr/share/folio"};

bool has_manifest(const std::filesystem::path& folder) {
  std::error_code problem;
  return std::filesystem::exists(folder / kManifest, problem);
}

/// The nearest share/folio/models beside the program's folder or one of those that hold it.
std::optional<std::filesystem::path> folder_beside(const std::filesystem::path& program) {
  for (auto folder = program.parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
    auto models = folder.parent_path() / "share/folio" / kModels;
    if (has_manifest(models)) return models;
  }
  return std::nullopt;
}

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& problem) {
  throw Error(ErrorCode::missing_dependency, problem,
              "install folio anew, or set FOLIO_DATA to the folder that holds its models/")
      .at_file(file.string());
}

std::string listed_sum(const std::filesystem::path& folder, std::string_view name) {
  for (ListedModel& model : listed_models(folder)) {
    if (model.name == name) return std::move(model.sha256);
  }
  return {};
}

}  // namespace

std::filesystem::path models_folder() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing in folio writes the environment
  if (const char* data = std::getenv("FOLIO_DATA"); data != nullptr && *data != '\0')
    return std::filesystem::path(data) / kModels;
  std::error_code problem;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", problem);
  if (auto beside = folder_beside(program)) return *beside;
  for (const char* data : kInstalled) {
    if (has_manifest(std::filesystem::path(data) / kModels)) return std::filesystem::path(data) / kModels;
  }
  return std::filesystem::path(kInstalled.front()) / kModels;  // which then is what is said to be missing
}

std::vector<ListedModel> listed_models(const std::filesystem::path& folder) {
  const std::filesystem::path manifest = folder / kManifest;
  if (!has_manifest(folder)) fail(manifest, "the list of models is missing");
  std::vector<ListedModel> models;
  std::istringstream lines(read_file(manifest));
  std::string line;
  std::getline(lines, line);  // the names of the columns
  while (std::getline(lines, line)) {
    std::istringstream fields(line);
    ListedModel model;
    std::string size;
    if (std::getline(fields, model.name, '\t') && std::getline(fields, size, '\t') &&
        std::getline(fields, model.sha256, '\t'))
      models.push_back(std::move(model));
  }
  return models;
}

std::string models_id(const std::filesystem::path& folder) {
  if (!has_manifest(folder)) fail(folder / kManifest, "the list of models is missing");
  return sha256_of_file(folder / kManifest);
}

bool has_model(std::string_view name, const std::filesystem::path& folder) {
  return has_manifest(folder) && !listed_sum(folder, name).empty();
}

std::string load_model(std::string_view name, const std::filesystem::path& folder) {
  const std::string sum = listed_sum(folder, name);
  const std::filesystem::path file = folder / name;
  std::error_code problem;
  if (!std::filesystem::exists(file, problem)) fail(file, "a model is missing");
  if (sum.empty()) fail(file, "the model is not in manifest.tsv");
  std::string content = read_file(file);
  if (sha256_hex(content) != sum)
    fail(file, "the model is damaged: its checksum is not that of manifest.tsv");
  return content;
}

}  // namespace folio
