#pragma once

#include <filesystem>
#include <opencv2/core.hpp>
#include <string>
#include <string_view>

namespace folio {

/// Where a page comes from.
struct PageOrigin {
  std::filesystem::path file;
  int page_idx = 0;    ///< image within the file, from zero
  int page_count = 1;  ///< images in the file
  std::string sha256;  ///< of the whole file, hexadecimal
  std::string stem;    ///< name of the page's products: the file's stem, "-p001" and so on for several pages
};

/// Pixels per inch of a scan, and where the figure comes from.
struct Resolution {
  enum class Source : unsigned char {
    declared,   ///< the file says so, and it is plausible
    estimated,  ///< from the page: paper size or letter height
  };
  double x = 300, y = 300;
  Source source = Source::estimated;

  std::string_view source_name() const { return source == Source::declared ? "declared" : "estimated"; }
  double pixels_per_mm() const { return y / 25.4; }
};

/// Stage ingest: the pixels of one page, turned as a viewer displays them.
struct ScannedPage {
  PageOrigin origin;
  cv::Mat pixels;        ///< CV_8UC1 grey or CV_8UC3 BGR, 0 = black; 1-bit scans hold only 0 and 255
  bool bilevel = false;  ///< the file holds one bit a pixel
  Resolution resolution;
};

}  // namespace folio
