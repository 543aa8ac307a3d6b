#include "core/debug_images.h"

#include <spdlog/fmt/fmt.h>

#include <opencv2/imgcodecs.hpp>

#include "core/error.h"
#include "core/files.h"

namespace folio {

void DebugImages::add(std::string_view, std::string_view, const cv::Mat&) {}

void DebugImageFolder::add(std::string_view stage, std::string_view name, const cv::Mat& picture) {
  const std::filesystem::path path = folder_ / fmt::format("{:02}-{}-{}.png", ++count_, stage, name);
  write_file_with(path, [&](const std::filesystem::path& temporary) {
    if (!cv::imwrite(temporary.string(), picture, {cv::IMWRITE_PNG_COMPRESSION, 3})) {
      throw Error(ErrorCode::file_access, "cannot be written").at_file(path.string());
    }
  });
}

DebugImages& no_debug_images() {
  static DebugImages none;
  return none;
}

}  // namespace folio
