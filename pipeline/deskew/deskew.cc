#include "deskew/deskew.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "deskew/bed_cleaner.h"
#include "deskew/bed_finder.h"
#include "deskew/bend_finder.h"
#include "deskew/coarse_view.h"
#include "deskew/frame_finder.h"
#include "deskew/hole_finder.h"
#include "deskew/sheet_edges.h"
#include "imaging/background.h"
#include "imaging/components.h"
#include "page/label_row.h"

namespace folio {
namespace {

cv::Mat to_gray(const cv::Mat& pixels) {
  if (pixels.channels() == 1) return pixels;
  cv::Mat gray;
  cv::cvtColor(pixels, gray, cv::COLOR_BGR2GRAY);
  return gray;
}

constexpr double kSmallLetters = 11;     // pixels; lower letters run together, and their lines are lost
constexpr double kEnlargedLetters = 20;  // as at 260 dpi
constexpr double kMostEnlarged = 4;
constexpr double kMostPixels = 20e6;  // of an enlarged page: A3 at 350 dpi

/// Letters at a scale where rows are still apart, without what is no letter; and how high they are.
struct Letters {
  cv::Mat ink;  ///< of letters alone
  cv::Mat all_ink;
  std::vector<Component> components;  ///< of `all_ink`
  double scale = 1;                   ///< pixels of `ink` per pixel of the scan
  double height = 0;  ///< usual height of small letters in pixels of the scan; 0 = there are none
};

Letters letters_for_skew(const cv::Mat& even) {
  constexpr double kSide = 1400;  // rows of a page of 60 lines are then about 20 pixels apart
  const double scale = std::min(1.0, kSide / std::max(even.cols, even.rows));
  cv::Mat small;
  cv::resize(even, small, {}, scale, scale, cv::INTER_AREA);
  cv::Mat ink = small < 170;
  const cv::Mat all_ink = ink.clone();
  cv::Mat labels;
  const std::vector<Component> components = find_components(ink, labels);
  constexpr int kLowest = 3;  // pixels: letters of A4 at 50 dpi
  const double letter_height = usual_letter_height(components, ink.size(), kLowest);
  std::vector<uchar> keep(components.size() + 1, 0);
  for (const Component& c : components) {
    const double h = c.box.height(), w = c.box.width();
    keep[c.label] = h >= 0.5 * letter_height && h <= 3 * letter_height && w <= 40 * letter_height ? 255 : 0;
  }
  for (int y = 0; y < ink.rows; ++y) {
    const LabelRow label(labels, y);
    uchar* out = ink.ptr<uchar>(y);
    for (int x = 0; x < ink.cols; ++x) out[x] = keep[label[x]];
  }
  return {ink, all_ink, components, scale, letter_height / scale};
}

/// Pixels of the upright page per pixel of the scan: 1 unless letters are small.
double enlargement_for(double letter_height, const cv::Size& scan) {
  if (letter_height <= 0 || letter_height >= kSmallLetters) return 1;
  const double most = std::min(kMostEnlarged, std::sqrt(kMostPixels / std::max(1.0, double(scan.area()))));
  return std::max(1.0, std::min(most, kEnlargedLetters / letter_height));
}

/// Turns about the center into a canvas that holds the whole scan, enlarged.
Transform scan_from_upright_of(const cv::Size& scan, double degrees, double enlargement, cv::Size& upright) {
  const double angle = degrees * std::numbers::pi / 180.0;
  const double c = std::cos(angle), s = std::sin(angle), e = enlargement;
  const auto whole = [&](double side) { return static_cast<int>(std::ceil(e * side - 1e-6)); };
  upright.width = whole(scan.width * std::abs(c) + scan.height * std::abs(s));
  upright.height = whole(scan.width * std::abs(s) + scan.height * std::abs(c));
  const double ux = 0.5 * upright.width / e, uy = 0.5 * upright.height / e;
  return Transform(cv::Matx33d(c / e, -s / e, 0.5 * scan.width - c * ux + s * uy,  //
                               s / e, c / e, 0.5 * scan.height - s * ux - c * uy,  //
                               0, 0, 1));
}

/// The same map on pixel centers, as OpenCV's warps count them.
cv::Matx23d pixel_center_map(const Transform& transform) {
  const cv::Matx33d& m = transform.matrix();
  return {m(0, 0), m(0, 1), m(0, 2) + 0.5 * (m(0, 0) + m(0, 1)) - 0.5,
          m(1, 0), m(1, 1), m(1, 2) + 0.5 * (m(1, 0) + m(1, 1)) - 0.5};
}

/// Bent rows with the place of the picture that they were found on.
struct PlacedBend {
  Bend bend;
  cv::Point2d middle;  ///< of that picture, on the scan
  double scale = 1;    ///< pixels of that picture per pixel of the scan
};

/// The bend as shifts of the upright page's points.
ShiftField shifts_of(const PlacedBend& placed, const Transform& scan_from_upright, const cv::Size& upright) {
  constexpr int kColumns = 49, kRows = 25;  // a bend of one letter height is exact to a hundredth of it
  const cv::Point2d middle = scan_from_upright.inverse()(placed.middle);
  const double scale = placed.scale * scan_from_upright.scale();
  ShiftField field{cv::Size2d(upright), kColumns, kRows, {}};
  for (int row = 0; row < kRows; ++row)
    for (int column = 0; column < kColumns; ++column) {
      const cv::Point2d at(upright.width * double(column) / (kColumns - 1),
                           upright.height * double(row) / (kRows - 1));
      field.offsets.emplace_back(0, placed.bend.down_at((at - middle) * scale) / scale);
    }
  return field;
}

void bend_flat(UprightPage& page, const cv::Mat& even, const cv::Mat& color, int how) {
  const cv::Mat map = sampling_map(page.size(), page.scan_from_upright);
  cv::remap(even, page.gray, map, {}, how, cv::BORDER_CONSTANT, 255);
  if (!color.empty()) cv::remap(color, page.color, map, {}, how, cv::BORDER_REPLICATE);
}

UprightPage turn(std::shared_ptr<const ScannedPage> scan, const cv::Mat& even, const Skew& skew,
                 double enlargement, const Box& frame, const std::optional<PlacedBend>& bend = {}) {
  const cv::Mat& pixels = scan->pixels;
  UprightPage page;
  page.skew = skew;
  if (skew.degrees == 0 && enlargement == 1 && !bend) {
    page.gray = even.clone();
    if (pixels.channels() == 3) page.color = pixels;
    page.frame = frame;
  } else {
    cv::Size size;
    const Transform plane = scan_from_upright_of(pixels.size(), skew.degrees, enlargement, size);
    const int how = enlargement > 1 ? cv::INTER_CUBIC : cv::INTER_LINEAR;
    if (bend) {
      page.scan_from_upright = {plane, shifts_of(*bend, plane, size)};
      page.bend = bend->bend.bend / (bend->scale * plane.scale());
      page.gray.create(size, CV_8UC1);
      bend_flat(page, even, pixels.channels() == 3 ? pixels : cv::Mat(), how);
    } else {
      page.scan_from_upright = plane;
      const cv::Matx23d map = pixel_center_map(plane);
      cv::warpAffine(even, page.gray, map, size, how | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT, 255);
      if (pixels.channels() == 3)
        cv::warpAffine(pixels, page.color, map, size, how | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    }
    page.frame = clip(page.scan_from_upright.inverse()(frame), size);
    if (enlargement > 1) {  // cubic samples reach over the frame
      cv::Mat within(size, CV_8UC1, cv::Scalar(255));
      page.gray(to_rect(page.frame)).copyTo(within(to_rect(page.frame)));
      page.gray = within;
    }
  }
  page.scan = std::move(scan);
  return page;
}

/// What a scan shows besides the sheet.
struct Surroundings {
  CoarseView view;
  cv::Mat bed;  ///< of the view's size; neighboring pages and tables as well
};

Surroundings surroundings_of(const ScannedPage& scan, const cv::Mat& gray) {
  CoarseView view = coarse_view(gray, scan.resolution.pixels_per_mm());
  cv::Mat bed = find_bed(view);
  add_beyond_edges(view, bed);
  return {std::move(view), std::move(bed)};
}

/// Background evened out, and white outside the frame, on the scanner's bed and in punched holes, so that
/// nothing is found there.
cv::Mat even_within(const ScannedPage& scan, const cv::Mat& gray, const Surroundings& around,
                    const Box& frame) {
  cv::Mat even(gray.size(), CV_8UC1, cv::Scalar(255));
  const cv::Mat inside = gray(to_rect(frame));
  cv::Mat page = even(to_rect(frame));
  (scan.bilevel ? inside : even_out_background(inside)).copyTo(page);
  clear_bed(even, around.bed);
  clear_edges(page);
  clear_punch_holes(even, find_punch_holes(around.view, frame), scan.resolution.pixels_per_mm());
  return even;
}

/// A page before it is turned.
struct Measured {
  cv::Mat even;
  Box frame;
  Letters letters;
  Skew skew;
  std::optional<PlacedBend> bend;
};

Measured measure(const ScannedPage& scan, const DeskewOptions& options) {
  Measured page;
  const cv::Mat gray = to_gray(scan.pixels);
  const Surroundings around = surroundings_of(scan, gray);
  page.frame = find_frame(around.view, around.bed);
  page.even = even_within(scan, gray, around, page.frame);
  page.letters = letters_for_skew(page.even(to_rect(page.frame)));
  page.skew = find_skew(page.letters.ink, options.search).value_or(Skew{});
  const double height = page.letters.height * page.letters.scale;
  if (auto bend = find_bend(page.letters.ink, page.skew.degrees, height, options.bend)) {
    page.skew.degrees += degrees_from_slope(bend->mean_slope);
    page.bend =
        PlacedBend{std::move(*bend), {page.frame.center_x(), page.frame.center_y()}, page.letters.scale};
  } else if (page.skew.confidence > 0)
    find_columns(page.letters.ink, page.skew);
  if (std::abs(page.skew.degrees) < options.min_degrees) page.skew.degrees = 0;
  return page;
}

UprightPage turn(std::shared_ptr<const ScannedPage> scan, const Measured& page) {
  const double enlargement = enlargement_for(page.letters.height, page.even.size());
  return turn(std::move(scan), page.even, page.skew, enlargement, page.frame, page.bend);
}

/// The same page, its pixels turned clockwise.
std::shared_ptr<const ScannedPage> turned_by(const ScannedPage& scan, int quarter_turns) {
  auto turned = std::make_shared<ScannedPage>(scan);
  turned->pixels = cv::Mat();  // its own pixels, not the scan's turned in place
  constexpr std::array kCodes{cv::ROTATE_90_CLOCKWISE, cv::ROTATE_180, cv::ROTATE_90_COUNTERCLOCKWISE};
  cv::rotate(scan.pixels, turned->pixels, kCodes[static_cast<size_t>(quarter_turns) - 1]);
  return turned;
}

/// From the scan turned clockwise back to the scan of this size.
Transform scan_from_turned(const cv::Size& scan, int quarter_turns) {
  const double w = scan.width, h = scan.height;
  switch (quarter_turns) {
    case 1:
      return Transform(cv::Matx33d(0, 1, 0, -1, 0, h, 0, 0, 1));
    case 2:
      return Transform(cv::Matx33d(-1, 0, w, 0, -1, h, 0, 0, 1));
    case 3:
      return Transform(cv::Matx33d(0, -1, w, 1, 0, 0, 0, 0, 1));
    default:
      return {};
  }
}

}  // namespace

UprightPage turn_upright(std::shared_ptr<const ScannedPage> scan, const Skew& skew, double enlargement,
                         const Box& scan_frame) {
  const cv::Mat gray = to_gray(scan->pixels);
  const cv::Mat even = even_within(*scan, gray, surroundings_of(*scan, gray), scan_frame);
  return turn(std::move(scan), even, skew, enlargement, scan_frame);
}

UprightPage deskew(std::shared_ptr<const ScannedPage> scan, const DeskewOptions& options,
                   DebugImages& debug) {
  Measured measured = measure(*scan, options);
  const Orientation orientation =
      find_orientation({measured.letters.all_ink, measured.letters.components,
                        measured.letters.height * measured.letters.scale, measured.skew.degrees,
                        measured.even(to_rect(measured.frame))},
                       options.orientation);
  UprightPage page;
  if (orientation.quarter_turns == 0) {
    page = turn(std::move(scan), measured);
  } else {
    auto turned = turned_by(*scan, orientation.quarter_turns);
    measured = measure(*turned, options);
    page = turn(std::move(turned), measured);
    page.scan_from_upright =
        page.scan_from_upright.then(scan_from_turned(scan->pixels.size(), orientation.quarter_turns));
    page.scan = std::move(scan);
  }
  page.orientation = orientation;
  if (debug.wanted()) {
    cv::Mat picture;
    cv::cvtColor(page.gray, picture, cv::COLOR_GRAY2BGR);
    cv::rectangle(picture, to_rect(page.frame), {0, 0, 255}, 3);
    debug.add("deskew", "frame", picture);
  }
  return page;
}

}  // namespace folio
