#include "metrics/report/page_pictures.h"

#include <cmath>

#include "core/error.h"
#include "metrics/report/page_jpeg.h"
#include "metrics/report/scan_folder.h"

namespace folio {
namespace {

// A scan that was reduced by a whole factor may have lost part of a pixel; one that was cut has lost more.
constexpr double kMostStretch = 0.02;

/// A picture of another shape would show the marks at wrong places.
bool has_shape_of(const cv::Mat& pixels, const ReportPage& page) {
  for (const PageReading& reading : page.readings) {
    if (reading.size.empty()) continue;
    const double stretch =
        double(pixels.cols) * reading.size.height / (double(pixels.rows) * reading.size.width);
    if (std::abs(stretch - 1) > kMostStretch) return false;
  }
  return true;
}

bool has_places(const ReportPage& page) {
  for (const PageReading& reading : page.readings) {
    if (!reading.size.empty()) return true;
  }
  return false;
}

/// Why the page has no picture; empty when it has.
std::string add_picture(ReportPage& page, ScanFolder& scans, size_t most_bytes) {
  try {
    const std::optional<cv::Mat> pixels = scans.pixels(page.name);
    if (!pixels) return "no scan of this name";
    if (!has_shape_of(*pixels, page)) return "its scan has another shape than its words' page";
    page.jpeg = page_jpeg(*pixels, most_bytes);
    return page.jpeg.empty() ? "its picture is too large" : "";
  } catch (const Error& error) {
    return error.message();
  }
}

}  // namespace

std::vector<std::string> add_pictures(ReportContents& contents, const std::filesystem::path& folder) {
  ScanFolder scans(folder);
  const size_t most_bytes = picture_share(contents.pages.size());
  std::vector<std::string> problems;
  for (ReportPage& page : contents.pages) {
    if (!has_places(page)) continue;
    const std::string problem = add_picture(page, scans, most_bytes);
    if (!problem.empty()) problems.push_back(page.name + ": no picture: " + problem);
  }
  return problems;
}

}  // namespace folio
