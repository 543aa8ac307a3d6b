#include "drawing/foreign_matter.h"

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "drawing/marked_line.h"
#include "drawing/random.h"
#include "drawing/typewriter.h"

namespace folio {
namespace {

constexpr double kHoleInset = 12, kHoleSpacing = 80;       // mm: ISO 838
constexpr double kGutterDepth = 0.55, kGutterWidth = 2.5;  // share of light lost, and deviation in mm

void punch_holes(cv::Mat& sheet, const LeafDescription& leaf, const Canvas& canvas) {
  const Color& bed = leaf.scan.bed;
  constexpr int kShift = 4;
  for (int hole = 0; hole < leaf.paper.punch_holes; ++hole) {
    const double y = leaf.paper.height_mm / 2 + (hole - (leaf.paper.punch_holes - 1) / 2.0) * kHoleSpacing;
    const cv::Point2d center = (canvas.to_scan(kHoleInset, y) - cv::Point2d(0.5, 0.5)) * (1 << kShift);
    const double radius = leaf.paper.hole_mm / 2 * canvas.pixels_per_mm() * (1 << kShift);
    cv::circle(sheet, {cvRound(center.x), cvRound(center.y)}, cvRound(radius),
               cv::Scalar(bed.blue, bed.green, bed.red), cv::FILLED, cv::LINE_AA, kShift);
  }
}

/// Its lines begin, or end, as far from the gutter as this leaf's begin from its left edge, less what is lost
/// in the binding.
void type_neighbor(Canvas& next, const LeafDescription& leaf, const FreetypeFace& face, bool left) {
  constexpr double kFromGutter = 7;  // mm
  TypewriterDrawing machine(next, face, leaf.typewriter, Random::seed_of(leaf.seed, "neighbor"));
  double row = -leaf.spacing;
  for (const TypedLine& line : leaf.lines) {
    row = line.row.value_or(row + leaf.spacing);
    const MarkedLine marked = parse_marked_line(line.text);
    const double x =
        left ? -kFromGutter - marked.cells * leaf.typewriter.pitch_mm : leaf.paper.width_mm + kFromGutter;
    machine.type(marked, x, leaf.top_mm + row * leaf.typewriter.line_step_mm);
  }
}

void bind_neighbor(cv::Mat& sheet, const LeafDescription& leaf, const Canvas& canvas, const Faces& faces,
                   bool left) {
  Canvas next(leaf);
  if (!leaf.lines.empty()) type_neighbor(next, leaf, faces.at(leaf.typewriter.face), left);
  const Transform leaf_from_scan = canvas.scan_from_leaf().inverse();
  const Color& tone = leaf.paper.tone;
  for (int y = 0; y < sheet.rows; ++y) {
    for (int x = 0; x < sheet.cols; ++x) {
      const cv::Point2d at = leaf_from_scan(cv::Point2d(x + 0.5, y + 0.5));
      const double beyond = left ? -at.x : at.x - leaf.paper.width_mm;
      if (at.y < 0 || at.y > leaf.paper.height_mm || beyond < -4 * kGutterWidth) continue;
      auto& pixel = sheet.at<cv::Vec3b>(y, x);
      const auto& light = next.light().at<cv::Vec3b>(y, x);
      if (beyond > 0) {
        pixel = {tone.blue, tone.green, tone.red};
        for (int channel = 0; channel < 3; ++channel)
          pixel[channel] = cv::saturate_cast<uchar>(pixel[channel] * light[channel] / 255);
      }
      const double off = beyond / kGutterWidth;
      const double shade = 1 - kGutterDepth * std::exp(-off * off / 2);
      for (int channel = 0; channel < 3; ++channel)
        pixel[channel] = cv::saturate_cast<uchar>(pixel[channel] * shade);
    }
  }
}

}  // namespace

void draw_foreign_matter(cv::Mat& sheet, const LeafDescription& leaf, const Canvas& canvas,
                         const Faces& faces) {
  if (leaf.scan.neighbor_left) bind_neighbor(sheet, leaf, canvas, faces, true);
  if (leaf.scan.neighbor_right) bind_neighbor(sheet, leaf, canvas, faces, false);
  punch_holes(sheet, leaf, canvas);
}

}  // namespace folio
