#include "separate/letter_novelty.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/median.h"

namespace folio {
namespace {

constexpr int kUnit = 6;                   // pixels that a letter height is brought to
constexpr int kSide = 15;                  // of a picture: 2.4 letter heights
constexpr double kSameSize = 0.13;         // letter heights that sizes of the same letter differ by at most
constexpr double kLeastDifference = 0.01;  // what noise makes of the same type: no need to seek closer
constexpr size_t kFewLetters = 40;

struct Letter {
  int idx = 0;
  double width = 0, height = 0;  // letter heights
  cv::Matx<float, kSide, kSide> picture;
};

bool is_letter(const Box& box, double unit) {
  const double w = box.width() / unit, h = box.height() / unit;
  return h >= 0.5 && h <= 2.3 && w >= 0.25 && w <= 2.3;
}

/// The piece's mask, its middle in the middle, as a unit vector.
cv::Matx<float, kSide, kSide> picture_of(const SegmentedPage& page, const Component& piece) {
  const cv::Mat own = page.labels(to_rect(piece.box)) == piece.label;
  const double scale = kUnit / page.letter_height;
  const cv::Size size(std::clamp(cvRound(own.cols * scale), 1, kSide),
                      std::clamp(cvRound(own.rows * scale), 1, kSide));
  cv::Mat small, out = cv::Mat::zeros(kSide, kSide, CV_32F);
  cv::resize(own, small, size, 0, 0, cv::INTER_AREA);
  cv::Mat middle = out(cv::Rect({(kSide - size.width) / 2, (kSide - size.height) / 2}, size));
  small.convertTo(middle, CV_32F);
  cv::GaussianBlur(out, out, {}, 0.7);
  cv::normalize(out, out);
  return out;
}

float alike(const Letter& a, const Letter& b) {
  float sum = 0;
  for (int i = 0; i < kSide * kSide; ++i) sum += a.picture.val[i] * b.picture.val[i];
  return sum;
}

/// 1 - correlation with the second most alike of the letters of its size, which are sorted by height.
double difference(const Letter& letter, const std::vector<Letter>& by_height) {
  float best = 0, second = 0;
  const auto from = std::ranges::lower_bound(by_height, letter.height - kSameSize, {}, &Letter::height);
  for (auto it = from; it != by_height.end() && it->height <= letter.height + kSameSize; ++it) {
    if (it->idx == letter.idx || std::abs(it->width - letter.width) > kSameSize) continue;
    const float now = alike(letter, *it);
    if (now > best) {
      second = best;
      best = now;
    } else if (now > second) {
      second = now;
    }
    if (1 - second < kLeastDifference) break;
  }
  return std::max(kLeastDifference, 1.0 - second);
}

}  // namespace

std::vector<std::optional<double>> measure_novelty(const SegmentedPage& page) {
  std::vector<std::optional<double>> novelty(page.components.size());
  if (page.letter_height <= 0) return novelty;
  std::vector<Letter> letters;
  for (size_t i = 0; i < page.components.size(); ++i) {
    const Component& piece = page.components[i];
    if (!is_letter(piece.box, page.letter_height)) continue;
    letters.push_back({static_cast<int>(i), piece.box.width() / page.letter_height,
                       piece.box.height() / page.letter_height, picture_of(page, piece)});
  }
  if (letters.size() < kFewLetters) return novelty;
  std::ranges::stable_sort(letters, {}, &Letter::height);
  std::vector<double> differences;
  differences.reserve(letters.size());
  for (const Letter& letter : letters) differences.push_back(difference(letter, letters));
  const double usual = median_of(differences, kLeastDifference);
  for (size_t i = 0; i < letters.size(); ++i)
    novelty[static_cast<size_t>(letters[i].idx)] = std::log(differences[i] / usual);
  return novelty;
}

}  // namespace folio
