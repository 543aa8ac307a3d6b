#include "foreign/tiff_file.h"

#include <spdlog/fmt/fmt.h>
#include <tiffio.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "core/error.h"
#include "foreign/tiff_layout.h"
#include "foreign/tiff_open.h"
#include "foreign/tiff_pixels.h"

namespace folio {
namespace {

constexpr size_t kMostDirectories = 65'536;  // a second's work; the largest volumes have thousands

long max_allocation(const ImageLimits& limits) { return std::max(64L << 20, 4 * limits.max_pixels); }

bool is_copy(TIFF* tiff) {
  uint32_t kind = 0;
  TIFFGetFieldDefaulted(tiff, TIFFTAG_SUBFILETYPE, &kind);
  return (kind & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) != 0;
}

Error damaged(const std::string& problem) {
  return {ErrorCode::input, problem, "the file is damaged or cut short; copy or scan it again"};
}

/// Pixels per inch of the directory that is current; zeros when it declares none.
std::pair<double, double> declared_resolution(TIFF* tiff) {
  float x = 0, y = 0;
  uint16_t unit = RESUNIT_INCH;
  const bool has_x = TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &x) == 1;
  const bool has_y = TIFFGetField(tiff, TIFFTAG_YRESOLUTION, &y) == 1;
  TIFFGetFieldDefaulted(tiff, TIFFTAG_RESOLUTIONUNIT, &unit);
  if (!has_x) x = y;
  if (!has_y) y = x;
  if (unit == RESUNIT_CENTIMETER) return {x * 2.54, y * 2.54};
  if (unit == RESUNIT_INCH) return {x, y};
  return {0, 0};
}

/// What the current directory says, its layout being known.
StoredImage stored_image(TIFF* tiff, const TiffLayout& layout) {
  StoredImage stored;
  stored.width = layout.width;
  stored.height = layout.height;
  stored.channels = 3;
  if (!layout.by_libtiff) {
    const SampleExpander expander(layout.format);
    stored.channels = expander.channels();
    stored.bilevel = expander.bilevel();
  }
  std::tie(stored.x_per_inch, stored.y_per_inch) = declared_resolution(tiff);
  uint16_t orientation = ORIENTATION_TOPLEFT;
  TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &orientation);
  stored.orientation = orientation;
  stored.buffer_bytes = tiff_buffer_bytes(tiff, layout);
  return stored;
}

}  // namespace

TiffFile::TiffFile(std::filesystem::path file, const ImageLimits& limits)
    : file_(std::move(file)), limits_(limits) {
  const OpenTiff open = open_tiff(file_, max_allocation(limits_));
  TIFF* tiff = open.tiff.get();
  if (tiff == nullptr) {
    throw damaged("cannot be read as a TIFF (" + open.messages->first_error + ")").at_file(file_.string());
  }
  std::vector<Page> copies;
  std::set<uint64_t> seen;
  const auto add = [&] {
    const uint64_t offset = TIFFCurrentDirOffset(tiff);
    seen.insert(offset);
    (is_copy(tiff) ? copies : pages_).push_back({offset, {}});
  };
  add();
  while (TIFFLastDirectory(tiff) == 0) {
    if (seen.size() >= kMostDirectories) {
      pages_.push_back({0, fmt::format("the file has more than {} directories", kMostDirectories)});
      break;
    }
    open.messages->clear();
    const bool done = TIFFReadDirectory(tiff) == 1;
    if (!seen.contains(TIFFCurrentDirOffset(tiff))) {
      if (done) {
        add();
        continue;
      }
      // The directory is not readable, but the next one may be.
      seen.insert(TIFFCurrentDirOffset(tiff));
      pages_.push_back({0, "the directory of the page cannot be read (" + open.messages->first_error + ")"});
      continue;
    }
    // A circle, or the chain broke at the directory before.
    if (pages_.empty() || pages_.back().problem.empty()) {
      pages_.push_back({0, "the directories of the file run in a circle from here"});
    }
    break;
  }
  if (pages_.empty()) pages_ = std::move(copies);
}

OpenTiff TiffFile::open_page(int page_idx) const {
  const Page& page = pages_.at(static_cast<size_t>(page_idx));
  if (!page.problem.empty()) throw damaged(page.problem);
  OpenTiff open = open_tiff(file_, max_allocation(limits_));
  TIFF* tiff = open.tiff.get();
  if (tiff == nullptr || TIFFSetSubDirectory(tiff, page.offset) != 1) {
    throw damaged("the directory of the page cannot be read (" + open.messages->first_error + ")");
  }
  return open;
}

StoredImage TiffFile::header(int page_idx) const {
  const OpenTiff open = open_page(page_idx);
  return stored_image(open.tiff.get(), read_tiff_layout(open.tiff.get(), limits_));
}

DecodedImage TiffFile::read(int page_idx) const {
  const OpenTiff open = open_page(page_idx);
  const TiffLayout layout = read_tiff_layout(open.tiff.get(), limits_);
  const StoredImage stored = stored_image(open.tiff.get(), layout);
  DecodedImage image;
  image.x_per_inch = stored.x_per_inch;
  image.y_per_inch = stored.y_per_inch;
  open.messages->clear();
  read_tiff_pixels(open, layout, image);
  turn_upright(image, stored.orientation);
  return image;
}

}  // namespace folio
