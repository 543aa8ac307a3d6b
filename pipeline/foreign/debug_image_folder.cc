#include "foreign/debug_image_folder.h"

#include <spdlog/fmt/fmt.h>

#include "core/files.h"
#include "foreign/png_encoder.h"

namespace folio {

std::filesystem::path DebugImageFolder::next(std::string_view stage, std::string_view name,
                                             std::string_view ending) {
  return folder_ / fmt::format("{:02}-{}-{}.{}", ++count_, stage, name, ending);
}

void DebugImageFolder::add(std::string_view stage, std::string_view name, const cv::Mat& picture) {
  write_file(next(stage, name, "png"), encode_png(picture));
}

void DebugImageFolder::add_table(std::string_view stage, std::string_view name, std::string_view lines) {
  write_file(next(stage, name, "tsv"), lines);
}

}  // namespace folio
