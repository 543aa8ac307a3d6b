#include "foreign/decoded_image.h"

#include <spdlog/fmt/fmt.h>

#include <utility>

#include "core/error.h"

namespace folio {

void check_image_size(double width, double height, const ImageLimits& limits) {
  if (width < 1 || height < 1) {
    throw Error(ErrorCode::input, fmt::format("has no pixels ({:.0f} x {:.0f})", width, height),
                "scan or export the page again");
  }
  if (width > limits.max_side || height > limits.max_side ||
      width * height > static_cast<double>(limits.max_pixels)) {
    throw Error(ErrorCode::input,
                fmt::format("is too large ({:.0f} x {:.0f} pixels; at most {} million pixels and {} a side)",
                            width, height, limits.max_pixels / 1'000'000, limits.max_side),
                "reduce or split the image; if that is not its true size, the file is damaged");
  }
}

bool turns_by_quarter(int orientation) { return orientation >= 5 && orientation <= 8; }

int copies_when_turned(int orientation) { return orientation >= 2 && orientation <= 8 ? 1 : 0; }

void turn_upright(DecodedImage& image, int orientation) {
  if (orientation < 2 || orientation > 8) return;
  // What the numbers mean: where the first row and the first column of the stored image are displayed.
  cv::Mat turned;
  switch (orientation) {
    case 2:
      cv::flip(image.pixels, turned, 1);
      break;  // top, right
    case 3:
      cv::rotate(image.pixels, turned, cv::ROTATE_180);
      break;  // bottom, right
    case 4:
      cv::flip(image.pixels, turned, 0);
      break;  // bottom, left
    case 5:
      cv::transpose(image.pixels, turned);
      break;  // left, top
    case 6:
      cv::rotate(image.pixels, turned, cv::ROTATE_90_CLOCKWISE);
      break;  // right, top
    case 7:   // right, bottom
      cv::transpose(image.pixels, turned);
      cv::rotate(turned, turned, cv::ROTATE_180);
      break;
    default:
      cv::rotate(image.pixels, turned, cv::ROTATE_90_COUNTERCLOCKWISE);  // left, bottom
  }
  image.pixels = turned;
  if (turns_by_quarter(orientation)) std::swap(image.x_per_inch, image.y_per_inch);
}

}  // namespace folio
