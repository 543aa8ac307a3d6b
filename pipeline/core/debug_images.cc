#include "core/debug_images.h"

#include <spdlog/fmt/fmt.h>

#include <opencv2/imgcodecs.hpp>

#include "core/error.h"
#include "core/files.h"

namespace folio {

void DebugImages::add(std::string_view, std::string_view, const cv::Mat&) {}
void DebugImages::add_table(std::string_view, std::string_view, std::string_view) {}

std::filesystem::path DebugImageFolder::next(std::string_view stage, std::string_view name,
                                             std::string_view ending) {
  return folder_ / fmt::format("{:02}-{}-{}.{}", ++count_, stage, name, ending);
}

void DebugImageFolder::add(std::string_view stage, std::string_view name, const cv::Mat& picture) {
  const std::filesystem::path path = next(stage, name, "png");
  write_file_with(path, [&](const std::filesystem::path& temporary) {
    if (!cv::imwrite(temporary.string(), picture, {cv::IMWRITE_PNG_COMPRESSION, 3})) {
      throw Error(ErrorCode::file_access, "cannot be written").at_file(path.string());
    }
  });
}

void DebugImageFolder::add_table(std::string_view stage, std::string_view name, std::string_view lines) {
  write_file(next(stage, name, "tsv"), lines);
}

DebugImages& no_debug_images() {
  static DebugImages none;
  return none;
}

}  // namespace folio
