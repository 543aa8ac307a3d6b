#include "export/pdf/page_picture.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <utility>

#include "export/pdf/cell_colors.h"
#include "export/pdf/drawn_ink.h"
#include "export/pdf/pdf_layers.h"
#include "export/pdf/scan_image.h"
#include "foreign/g4_encoder.h"
#include "foreign/jpeg_encoder.h"

namespace folio {
namespace {

// Pixels an inch of the small pictures: paper, what is seen through the masks of ink, and photographs.
constexpr double kPaperDpi = 100, kInkDpi = 25, kPhotographDpi = 150;
constexpr int kPaperQuality = 60, kInkQuality = 60;
// Masks are enlarged up to this.
constexpr double kLeastMaskDpi = 200;
constexpr int kMostEnlarged = 3;
// More ink than this is no writing.
constexpr double kMostInk = 0.35;

cv::Mat grown(const cv::Mat& mask, int pixels) {
  cv::Mat out;
  cv::dilate(mask, out, cv::Mat::ones(2 * pixels + 1, 2 * pixels + 1, CV_8UC1));
  return out;
}

/// Small masks stand among the operators, which are packed once more: rows without ink, of which they have
/// many, then take nothing. PDF asks for 4 KB at most; readers that look for the end must not find it within.
bool goes_inline(const PdfImage& image) {
  constexpr size_t kMostBytes = 4000;
  return image.stencil && image.bytes.size() <= kMostBytes && image.bytes.find("EI") == std::string::npos;
}

/// Puts images on the page, layer by layer from the bottom up.
class Drawing {
 public:
  Drawing(const cv::Size& size, const Resolution& resolution)
      : size_(size), x_(72 / resolution.x), y_(72 / resolution.y) {
    for (const std::string_view name : kPdfLayerNames) picture_.layers.emplace_back(name);
  }

  /// `place`: in pixels of the scan.
  void add(PdfLayerId layer, PdfImage image, const cv::Rect2d& place) {
    if (layer != layer_) close();
    if (!layer_) picture_.operators += fmt::format("/OC /L{} BDC\n", static_cast<int>(layer));
    layer_ = layer;
    picture_.operators +=
        fmt::format("q {:.2f} 0 0 {:.2f} {:.2f} {:.2f} cm ", place.width * x_, place.height * y_,
                    place.x * x_, (size_.height - place.y - place.height) * y_);
    if (goes_inline(image)) {
      picture_.operators +=
          fmt::format("BI /IM true /W {0} /H {1} /F /CCF /DP << /K -1 /Columns {0} /Rows {1} >> ID ",
                      image.width, image.height) +
          image.bytes + "\nEI Q\n";
    } else {
      picture_.operators += fmt::format("/I{} Do Q\n", picture_.images.size());
      picture_.images.push_back(std::move(image));
    }
  }

  PdfPicture take() {
    close();
    return std::move(picture_);
  }

 private:
  void close() {
    if (layer_) picture_.operators += "EMC\n";
    layer_.reset();
  }

  cv::Size size_;
  double x_, y_;  ///< points a pixel
  PdfPicture picture_;
  std::optional<PdfLayerId> layer_;  ///< that is open
};

PdfImage stencil_of(const cv::Mat& mask) {
  PdfImage image;
  image.packing = PdfImage::Packing::g4;
  image.stencil = true;
  image.width = mask.cols;
  image.height = mask.rows;
  image.bytes = encode_g4(~mask);
  return image;
}

PdfImage jpeg_of(const cv::Mat& pixels, int quality, JpegColors colors) {
  PdfImage image;
  image.width = pixels.cols;
  image.height = pixels.rows;
  image.channels = pixels.channels();
  image.bytes = encode_jpeg(pixels, quality, colors);
  return image;
}

PdfPicture bilevel_picture(const ScannedPage& scan, const LayerMasks& masks) {
  Drawing drawing(scan.pixels.size(), scan.resolution);
  for (const DrawnInk& ink : ink_of_bilevel(scan.pixels, masks)) {
    const cv::Rect place = cv::boundingRect(ink.mask);
    drawing.add(ink.layer, stencil_of(ink.mask(place)), place);
  }
  return drawing.take();
}

/// Boxes of photographs and drawings, clipped to the page.
std::vector<cv::Rect> photographs_on(const PageText& text) {
  std::vector<cv::Rect> out;
  for (const TextRegion& region : text.regions) {
    const Box box = clip(region.box, text.size);
    if (region.role == Role::picture && !box.empty()) out.push_back(to_rect(box));
  }
  return out;
}

class GrayPicture {
 public:
  GrayPicture(const ScannedPage& scan, const LayerMasks& masks, const PageText& text, int jpeg_quality)
      : scan_(scan), masks_(masks), photographs_(photographs_on(text)), jpeg_quality_(jpeg_quality) {
    dpi_ = scan.resolution.y;
    enlarged_ = std::clamp(static_cast<int>(std::ceil(kLeastMaskDpi / dpi_)), 1, kMostEnlarged);
    if (!photographs_.empty()) {
      for (const Layer layer : kInkLayers) {
        if (cv::countNonZero(std::as_const(masks_)[layer]) == 0) continue;
        masks_[layer] = masks_[layer].clone();
        for (const cv::Rect& photograph : photographs_) masks_[layer](photograph).setTo(0);
      }
    }
    if (scan.pixels.channels() == 3)
      cv::cvtColor(scan.pixels, gray_, cv::COLOR_BGR2GRAY);
    else
      gray_ = scan.pixels;
  }

  PdfPicture draw() {
    inks_ = ink_of_gray(gray_, masks_, dpi_ / 25.4);
    Drawing drawing(scan_.pixels.size(), scan_.resolution);
    draw_paper(drawing);
    for (const DrawnInk& ink : inks_) draw_ink(ink, drawing);
    return drawing.take();
  }

 private:
  int cell(double dpi) const { return std::max(1, static_cast<int>(std::lround(dpi_ / dpi))); }

  void draw_paper(Drawing& drawing) {
    cv::Mat ink = cv::Mat::zeros(gray_.size(), CV_8UC1);
    for (const DrawnInk& drawn : inks_) ink |= drawn.mask;
    // With the blur around the strokes.
    paper_ = ~grown(ink, std::max(1, static_cast<int>(std::lround(dpi_ / 150))));
    const int size = cell(kPaperDpi);
    const cv::Mat paper = cell_colors(scan_.pixels, paper_, size);
    drawing.add(PdfLayerId::scan, jpeg_of(paper, kPaperQuality, JpegColors::half),
                {0, 0, static_cast<double>(paper.cols * size), static_cast<double>(paper.rows * size)});
    for (const cv::Rect& photograph : photographs_) {
      cv::Mat small;
      const double scale = std::min(1.0, kPhotographDpi / dpi_);
      cv::resize(scan_.pixels(photograph), small, {}, scale, scale, cv::INTER_AREA);
      drawing.add(PdfLayerId::scan, jpeg_of(small, jpeg_quality_, JpegColors::half), photograph);
    }
  }

  /// The color of an ink: that of the middle of its strokes, where no other ink is.
  cv::Mat colors_of(const DrawnInk& ink, const cv::Rect& place, int size) const {
    const cv::Mat pixels = scan_.pixels(place), alone = ink.alone(place);
    cv::Mat core;
    cv::erode(alone, core, cv::Mat::ones(3, 3, CV_8UC1));
    if (10 * cv::countNonZero(core) < cv::countNonZero(alone)) core = alone;
    if (cv::countNonZero(core) == 0) core = ink.mask(place);
    return cell_colors(pixels, core, size);
  }

  void draw_ink(const DrawnInk& ink, Drawing& drawing) const {
    const int size = cell(kInkDpi);
    cv::Rect place = cv::boundingRect(ink.mask);
    // Whole cells, as far as the page goes.
    place.width = std::min((place.width + size - 1) / size * size, gray_.cols - place.x);
    place.height = std::min((place.height + size - 1) / size * size, gray_.rows - place.y);
    const cv::Mat colors = colors_of(ink, place, size);
    PdfImage image = jpeg_of(colors, kInkQuality, JpegColors::full);
    image.mask.push_back(stencil_of(enlarged_ == 1 ? ink.mask(place) : enlarged(ink, place, colors, size)));
    drawing.add(ink.layer, std::move(image), place);
  }

  /// The mask at a multiple of its size, its edges where the enlarged scan is halfway between paper and ink.
  cv::Mat enlarged(const DrawnInk& ink, const cv::Rect& place, const cv::Mat& colors, int size) const {
    const cv::Size out = place.size() * enlarged_;
    const auto as_gray = [](const cv::Mat& pixels) {
      cv::Mat gray = pixels;
      if (pixels.channels() == 3) cv::cvtColor(pixels, gray, cv::COLOR_BGR2GRAY);
      return gray;
    };
    cv::Mat pixels, mask, ink_gray, paper_gray;
    cv::resize(gray_(place), pixels, out, 0, 0, cv::INTER_CUBIC);
    cv::resize(grown(ink.mask(place), 1), mask, out, 0, 0, cv::INTER_NEAREST);
    const auto spread = [&](const cv::Mat& cells, cv::Mat& to) {
      cv::Mat whole;
      cv::resize(cells, whole, cells.size() * size, 0, 0, cv::INTER_LINEAR);
      cv::resize(whole({0, 0, place.width, place.height}), to, out, 0, 0, cv::INTER_LINEAR);
    };
    spread(as_gray(colors), ink_gray);
    spread(as_gray(cell_colors(scan_.pixels(place), paper_(place), size)), paper_gray);
    cv::Mat middle;
    cv::addWeighted(ink_gray, 0.5, paper_gray, 0.5, 0, middle);
    return mask & (pixels <= middle);
  }

  const ScannedPage& scan_;
  LayerMasks masks_;
  std::vector<cv::Rect> photographs_;
  int jpeg_quality_, enlarged_ = 1;
  double dpi_ = 300;
  cv::Mat gray_, paper_;  ///< paper_: 255 = no ink, nor near any
  std::vector<DrawnInk> inks_;
};

PdfPicture whole_scan(const ScannedPage& scan, const PagePictureOptions& options) {
  Drawing drawing(scan.pixels.size(), scan.resolution);
  drawing.add(PdfLayerId::scan, scan_image(scan, options.keep_scan, options.jpeg_quality),
              {0, 0, static_cast<double>(scan.pixels.cols), static_cast<double>(scan.pixels.rows)});
  return drawing.take();
}

bool is_mostly_picture(const LayerMasks& masks, const PageText& text) {
  if (text.kind.kind == PageKind::picture && text.kind.confidence > 0.5) return true;
  double ink = 0;
  for (const Layer layer : kInkLayers) ink += cv::countNonZero(masks[layer]);
  return ink > kMostInk * static_cast<double>(masks.size().area());
}

}  // namespace

PdfPicture page_picture(const ScannedPage& scan, const LayerMasks* masks, const PageText& text,
                        const PagePictureOptions& options) {
  if (options.keep_scan || masks == nullptr) return whole_scan(scan, options);
  if (scan.bilevel && scan.pixels.channels() == 1) return bilevel_picture(scan, *masks);
  if (is_mostly_picture(*masks, text)) return whole_scan(scan, options);
  return GrayPicture(scan, *masks, text, options.jpeg_quality).draw();
}

}  // namespace folio
