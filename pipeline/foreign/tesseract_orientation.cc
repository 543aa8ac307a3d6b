#include "foreign/tesseract_orientation.h"

#include <omp.h>
#include <spdlog/spdlog.h>
#include <tesseract/baseapi.h>

namespace folio {

std::optional<TesseractOrientation> tesseract_orientation(const cv::Mat& gray) {
  if (gray.empty()) return std::nullopt;
  omp_set_max_active_levels(0);
  tesseract::TessBaseAPI api;
  api.SetVariable("debug_file", "/dev/null");
  if (api.Init(nullptr, "osd", tesseract::OEM_TESSERACT_ONLY) != 0) {
    spdlog::warn("Whether a page lies upside down is not looked at: install tesseract-ocr-osd");
    return std::nullopt;
  }
  const cv::Mat pixels = gray.isContinuous() ? gray : gray.clone();
  api.SetPageSegMode(tesseract::PSM_OSD_ONLY);
  api.SetImage(pixels.data, pixels.cols, pixels.rows, 1, static_cast<int>(pixels.step));
  api.SetSourceResolution(200);
  int clockwise = 0;
  float margin = 0, script_margin = 0;
  const char* script = nullptr;
  if (!api.DetectOrientationScript(&clockwise, &margin, &script, &script_margin)) return std::nullopt;
  return TesseractOrientation{(4 - clockwise / 90) % 4, margin};
}

}  // namespace folio
