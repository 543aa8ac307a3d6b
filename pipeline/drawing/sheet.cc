#include "drawing/sheet.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "drawing/random.h"

namespace folio {

namespace {

// Slow changes are worked out on every eighth pixel and blended between.
constexpr int kCoarse = 8;

/// Brightness of the sheet, 1 = its tone, at every kCoarse-th pixel.
cv::Mat shading(const LeafDescription& leaf, const Canvas& canvas) {
  const Paper& paper = leaf.paper;
  const cv::Size size(canvas.size().width / kCoarse + 2, canvas.size().height / kCoarse + 2);
  cv::Mat shade(size, CV_32F);
  const Transform leaf_from_scan = canvas.scan_from_leaf().inverse();
  const NoiseField broad(Random::seed_of(leaf.seed, "broad"), 60),
      fine(Random::seed_of(leaf.seed, "fine"), 9);

  struct Stain {
    double x, y, radius, depth;
  };
  std::vector<Stain> stains;
  Random random(Random::seed_of(leaf.seed, "stains"));
  stains.reserve(static_cast<size_t>(std::max(0, paper.stains)));
  for (int i = 0; i < paper.stains; ++i)
    stains.push_back({random.uniform(0, paper.width_mm), random.uniform(0, paper.height_mm),
                      random.uniform(0.6, 9) * random.uniform(0.3, 1), random.uniform(0.02, 0.10)});

  for (int row = 0; row < size.height; ++row)
    for (int column = 0; column < size.width; ++column) {
      const cv::Point2d at = leaf_from_scan(cv::Point2d(column, row) * kCoarse);
      const double to_edge = std::max(
          0.0, std::min(std::min(at.x, paper.width_mm - at.x), std::min(at.y, paper.height_mm - at.y)));
      double bright = 1 + paper.mottling * (0.035 * broad(at.x, at.y) + 0.015 * fine(at.x, at.y) -
                                            0.14 * std::exp(-to_edge / 6));
      for (const Stain& stain : stains) {
        const double distance =
            std::hypot(at.x - stain.x, at.y - stain.y) / stain.radius + 0.25 * fine(at.x * 3, at.y * 3);
        const double rim = std::exp(-(distance - 0.9) * (distance - 0.9) * 30);
        if (distance < 2) bright -= stain.depth * (0.5 * std::clamp(1.2 - distance, 0.0, 1.0) + 0.5 * rim);
      }
      for (int fold = 1; fold <= paper.folds; ++fold) {
        const double y = paper.height_mm * fold / (paper.folds + 1) + 0.6 * broad(at.x * 2, fold);
        const double off = (at.y - y) / 0.7;
        bright += 0.10 * std::exp(-(off - 0.8) * (off - 0.8)) - 0.13 * std::exp(-off * off);
      }
      shade.at<float>(row, column) = static_cast<float>(bright);
    }
  cv::Mat full;
  cv::resize(shade, full, size * kCoarse, 0, 0, cv::INTER_LINEAR);
  return full(cv::Rect({kCoarse / 2, kCoarse / 2}, canvas.size()));
}

/// Fibers: random brightness of two sizes, in 8-bit steps about 128.
cv::Mat fibers(const LeafDescription& leaf, const cv::Size& size) {
  cv::Mat fine(size, CV_8UC1), coarse((size.height + 1) / 2, (size.width + 1) / 2, CV_8UC1), grown;
  Random random(Random::seed_of(leaf.seed, "fibers"));
  for (cv::Mat* field : {&fine, &coarse})
    for (int y = 0; y < field->rows; ++y)
      for (int x = 0; x < field->cols; ++x)
        field->at<unsigned char>(y, x) = static_cast<unsigned char>(random.next() >> 56);
  cv::GaussianBlur(fine, fine, {3, 3}, 0.8);
  cv::GaussianBlur(coarse, coarse, {5, 5}, 1.2);
  cv::resize(coarse, grown, size, 0, 0, cv::INTER_LINEAR);
  cv::addWeighted(fine, 0.4, grown, 0.6, 0, fine);
  return fine;
}

/// Typing of a page behind, 0 to 255: this page's own, mirrored.
cv::Mat behind(const LeafDescription& leaf, const Canvas& canvas) {
  cv::Mat mirrored;
  cv::flip(canvas.coverage(Layer::typed), mirrored, 1);
  const double down = 0.6 * leaf.typewriter.line_step_mm * canvas.pixels_per_mm();
  const cv::Matx23d shift(1, 0, 0, 0, 1, down);
  cv::Mat moved;
  cv::warpAffine(mirrored, moved, shift, mirrored.size(), cv::INTER_NEAREST);
  cv::GaussianBlur(moved, moved, {}, 0.25 * canvas.pixels_per_mm());
  return moved;
}

/// How much of each pixel is sheet and not bed, 0 to 255.
cv::Mat sheet_shape(const LeafDescription& leaf, const Canvas& canvas) {
  cv::Mat shape = cv::Mat::zeros(canvas.size(), CV_8UC1);
  const NoiseField edge(Random::seed_of(leaf.seed, "edge"), 14);
  std::vector<cv::Point> outline;
  const double w = leaf.paper.width_mm, h = leaf.paper.height_mm;
  const std::array<cv::Point2d, 5> corners{{{0, 0}, {w, 0}, {w, h}, {0, h}, {0, 0}}};
  constexpr int kShift = 4;
  for (size_t side = 0; side < 4; ++side)
    for (int step = 0; step < 60; ++step) {
      const cv::Point2d at = corners[side] + (corners[side + 1] - corners[side]) * (step / 60.0);
      const double ragged = 0.12 * edge(at.x + at.y * 3);
      const cv::Point2d place = canvas.scan_from_leaf()(at + cv::Point2d(ragged, ragged)) * (1 << kShift);
      outline.emplace_back(static_cast<int>(std::lround(place.x)), static_cast<int>(std::lround(place.y)));
    }
  cv::fillPoly(shape, std::vector<std::vector<cv::Point>>{outline}, 255, cv::LINE_AA, kShift);
  return shape;
}

}  // namespace

cv::Mat draw_sheet(const LeafDescription& leaf, const Canvas& canvas) {
  const Paper& paper = leaf.paper;
  cv::Mat sheet(canvas.size(), CV_8UC3, cv::Scalar(paper.tone.blue, paper.tone.green, paper.tone.red));
  const bool shaded = paper.mottling > 0 || paper.stains > 0 || paper.folds > 0;
  if (shaded || paper.grain > 0 || paper.show_through > 0) {
    const cv::Mat shade = shaded ? shading(leaf, canvas) : cv::Mat();
    const cv::Mat fiber = paper.grain > 0 ? fibers(leaf, canvas.size()) : cv::Mat();
    const cv::Mat back = paper.show_through > 0 ? behind(leaf, canvas) : cv::Mat();
    for (int y = 0; y < sheet.rows; ++y) {
      auto* row = sheet.ptr<cv::Vec3b>(y);
      for (int x = 0; x < sheet.cols; ++x) {
        double bright = shaded ? shade.at<float>(y, x) : 1;
        if (!fiber.empty()) bright += paper.grain * 0.12 * (fiber.at<unsigned char>(y, x) - 128) / 128.0;
        if (!back.empty()) bright -= paper.show_through * 0.35 * back.at<unsigned char>(y, x) / 255.0;
        // What darkens paper also yellows it: blue falls fastest.
        const double darker = 1 - bright;
        for (int channel = 0; channel < 3; ++channel) {
          const double value = row[x][channel] * (1 - darker * (1.5 - 0.4 * channel));
          row[x][channel] = cv::saturate_cast<unsigned char>(value);
        }
      }
    }
  }
  if (leaf.scan.border_mm > 0) {
    const cv::Mat shape = sheet_shape(leaf, canvas);
    const cv::Scalar bed(leaf.scan.bed.blue, leaf.scan.bed.green, leaf.scan.bed.red);
    for (int y = 0; y < sheet.rows; ++y)
      for (int x = 0; x < sheet.cols; ++x) {
        const int part = shape.at<unsigned char>(y, x);
        if (part == 255) continue;
        auto& pixel = sheet.at<cv::Vec3b>(y, x);
        for (int channel = 0; channel < 3; ++channel)
          pixel[channel] =
              cv::saturate_cast<unsigned char>((pixel[channel] * part + bed[channel] * (255 - part)) / 255);
      }
  }
  return sheet;
}

cv::Mat scan_sheet(const cv::Mat& sheet, const Canvas& canvas, const LeafDescription& leaf) {
  cv::Mat scan;
  cv::multiply(sheet, canvas.light(), scan, 1 / 255.0);
  if (leaf.scan.blur_px > 0) cv::GaussianBlur(scan, scan, {}, leaf.scan.blur_px);
  if (leaf.scan.noise <= 0) return scan;
  Random random(Random::seed_of(leaf.seed, "sensor"));
  // Eight bytes of one random number, summed in fours: deviation 147.8.
  const double scale = leaf.scan.noise / 147.8;
  for (int y = 0; y < scan.rows; ++y) {
    auto* row = scan.ptr<unsigned char>(y);
    for (int x = 0; x < scan.cols * 3; x += 2) {
      std::uint64_t bits = random.next();
      for (int value = x; value < std::min(x + 2, scan.cols * 3); ++value) {
        int sum = -510;
        for (int byte = 0; byte < 4; ++byte, bits >>= 8) sum += static_cast<int>(bits & 255U);
        row[value] = cv::saturate_cast<unsigned char>(row[value] + sum * scale);
      }
    }
  }
  return scan;
}

}  // namespace folio
