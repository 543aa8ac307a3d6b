#include "written_numbers.h"

#include <algorithm>
#include <array>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/error.h"

namespace folio {
namespace {

constexpr int kDigits = 10;
constexpr double kInk = 0.5;  // darkness; what is darker is stroke

double between(std::mt19937_64& random, double low, double high) {
  return low + (high - low) * static_cast<double>(random() >> 11U) / 9007199254740992.0;
}

}  // namespace

DigitAtlas::DigitAtlas(const std::filesystem::path& file) {
  const cv::Mat gray = cv::imread(file.string(), cv::IMREAD_GRAYSCALE);
  if (gray.empty() || gray.rows % kDigits != 0 || gray.cols % (gray.rows / kDigits) != 0)
    throw Error(ErrorCode::file_access, "this is no picture of digits: " + file.string());
  size_ = gray.rows / kDigits;
  gray.convertTo(dark_, CV_32F, -1 / 255.0, 1);
}

cv::Mat DigitAtlas::digit(char digit, int height, std::mt19937_64& random) const {
  const auto column = static_cast<int>(random() % static_cast<std::uint64_t>(dark_.cols / size_));
  const cv::Mat cell = dark_(cv::Rect(column * size_, (digit - '0') * size_, size_, size_));
  std::vector<cv::Point> inked;
  cv::findNonZero(cell > kInk, inked);
  const cv::Rect box = cv::boundingRect(inked);
  const double scale = double(height) / box.height;
  cv::Mat large;
  cv::resize(cell(box), large, {std::max(2, cvRound(scale * box.width)), height}, 0, 0, cv::INTER_CUBIC);
  // Enlarged edges are soft: made a stroke's again.
  large = (large - kInk) * std::max(1.0, 0.5 * scale) + kInk;
  cv::min(large, 1.0, large);
  cv::max(large, 0.0, large);
  return large;
}

WrittenNumber write_number(cv::Mat& pixels, const DigitAtlas& atlas, const std::string& text, int left,
                           int top, int height, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  constexpr std::array<std::array<double, 3>, 4> kPens{
      {{70, 70, 74}, {120, 60, 40}, {60, 50, 170}, {40, 34, 32}}};  // pencil, blue, red, black; BGR
  const auto& pen = kPens[static_cast<size_t>(random() % kPens.size())];
  const double strength = between(random, 0.6, 0.95), gap = between(random, 0.08, 0.3) * height;
  WrittenNumber out{text, {}};
  double x = left;
  for (const char sign : text) {
    const int high = cvRound(height * between(random, 0.88, 1.08));
    const cv::Mat digit = atlas.digit(sign, high, random);
    const int y0 = top + height - high + cvRound(height * between(random, -0.05, 0.05)), x0 = cvRound(x);
    const cv::Rect place = cv::Rect(x0, y0, digit.cols, digit.rows) & cv::Rect({0, 0}, pixels.size());
    for (int y = place.y; y < place.br().y; ++y) {
      for (int c = place.x * pixels.channels(); c < place.br().x * pixels.channels(); ++c) {
        const int column = c / pixels.channels(), channel = c % pixels.channels();
        const double cover = strength * digit.at<float>(y - y0, column - x0);
        const double ink =
            pixels.channels() == 1 ? (pen[0] + pen[1] + pen[2]) / 3 : pen[static_cast<size_t>(channel)];
        uchar& value = pixels.ptr<uchar>(y)[c];
        value = cv::saturate_cast<uchar>((1 - cover) * value + cover * std::min<double>(ink, value));
      }
    }
    out.box = unite(out.box, Box{place.x, place.y, place.br().x, place.br().y});
    x += digit.cols + gap;
  }
  return out;
}

}  // namespace folio
