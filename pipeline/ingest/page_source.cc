#include "ingest/page_source.h"

#include <algorithm>
#include <cassert>
#include <new>
#include <utility>

#include "core/error.h"
#include "core/files.h"
#include "foreign/image_format.h"
#include "foreign/jp2_file.h"
#include "foreign/jpeg_file.h"
#include "foreign/png_file.h"
#include "foreign/tiff_file.h"
#include "ingest/resolution.h"
#include "ingest/stems.h"

namespace folio {
namespace {

constexpr const char* kStage = "ingest";
constexpr std::uint64_t kOpenBytes = 64 << 10;  // an open file

Error has_changed() { return {ErrorCode::input, "has changed since it was opened", "run again"}; }

}  // namespace

PageSource::PageSource(std::filesystem::path file, std::string stem, const ImageLimits& limits)
    : file_(std::move(file)), stem_(std::move(stem)), limits_(limits) {
  if (stem_.empty()) stem_ = safe_stem(file_);
  try {
    const std::string head = first_bytes_of(file_, 32);
    const ImageFormat format = image_format_of(head);
    if (format == ImageFormat::none) {
      throw Error(ErrorCode::input,
                  "is not an image that can be read, but " + std::string(describe_content(head)),
                  "give a TIFF, PNG, JPEG or JPEG 2000 file");
    }
    sha256_ = sha256_of_file(file_);
    if (format == ImageFormat::tiff) {
      tiff_ = std::make_unique<TiffFile>(file_, limits_);
      page_count_ = tiff_->page_count();
    }
  } catch (Error& error) {
    error.at_file(file_.string()).at_stage(kStage);
    throw;
  }
}

PageSource::~PageSource() = default;
PageSource::PageSource(PageSource&&) noexcept = default;
PageSource& PageSource::operator=(PageSource&&) noexcept = default;

PageOrigin PageSource::origin(int page_idx) const {
  assert(page_idx >= 0 && page_idx < page_count_);
  PageOrigin origin;
  origin.file = file_;
  origin.page_idx = page_idx;
  origin.page_count = page_count_;
  origin.sha256 = sha256_;
  origin.stem = page_stem(stem_, page_idx, page_count_);
  return origin;
}

StoredImage PageSource::stored(int page_idx) const {
  if (tiff_) return tiff_->header(page_idx);
  // The file may have been replaced since it was opened, so its content is looked at again.
  switch (image_format_of(first_bytes_of(file_, 32))) {
    case ImageFormat::png:
      return read_png_header(file_, limits_);
    case ImageFormat::jpeg:
      return read_jpeg_header(file_, limits_);
    case ImageFormat::jp2:
      return read_jp2_header(file_, limits_);
    default:
      throw has_changed();
  }
}

DecodedImage PageSource::decode(int page_idx) const {
  if (tiff_) return tiff_->read(page_idx);
  switch (image_format_of(first_bytes_of(file_, 32))) {
    case ImageFormat::png:
      return read_png(file_, limits_);
    case ImageFormat::jpeg:
      return read_jpeg(file_, limits_);
    case ImageFormat::jp2:
      return read_jp2(file_, limits_);
    default:
      throw has_changed();
  }
}

template <typename Read>
auto PageSource::at_page(int page_idx, const Read& read) const {
  const auto place = [&](Error error) {
    return error.at_file(file_.string()).at_page(page_idx + 1).at_stage(kStage);
  };
  const Error too_large(ErrorCode::input, "does not fit into memory", "run fewer jobs, or reduce the image");
  try {
    return read();
  } catch (const Error& error) {
    throw place(error);
  } catch (const std::bad_alloc&) {
    throw place(too_large);
  } catch (const cv::Exception& failure) {
    if (failure.code != cv::Error::StsNoMem) throw;
    throw place(too_large);
  }
}

ImageHeader PageSource::header(int page_idx) const {
  return at_page(page_idx, [&] {
    StoredImage image = stored(page_idx);
    cv::Size size(image.width, image.height);
    if (turns_by_quarter(image.orientation)) {
      std::swap(size.width, size.height);
      std::swap(image.x_per_inch, image.y_per_inch);
    }
    const cv::Size square = square_size(size, judge_resolution(size, image.x_per_inch, image.y_per_inch));
    check_image_size(square.width, square.height, limits_);
    ImageHeader header{square.width, square.height, image.channels, image.bilevel};
    // Decoding, turning and making square follow each other; each holds its own input beside its result.
    const auto copies = static_cast<std::uint64_t>(copies_when_turned(image.orientation));
    const std::uint64_t result = header.pixels() * static_cast<std::uint64_t>(image.channels);
    const std::uint64_t peak =
        image.pixel_bytes() + std::max(image.buffer_bytes + kOpenBytes,
                                       std::max(copies * image.pixel_bytes(), square == size ? 0 : result));
    header.decode_bytes = peak - std::min(peak, result);
    return header;
  });
}

ScannedPage PageSource::read(int page_idx) const {
  return at_page(page_idx, [&] {
    ScannedPage page;
    page.origin = origin(page_idx);
    DecodedImage image = decode(page_idx);
    page.pixels = std::move(image.pixels);
    page.bilevel = image.bilevel;
    page.resolution = judge_resolution(page.pixels.size(), image.x_per_inch, image.y_per_inch);
    const cv::Size square = square_size(page.pixels.size(), page.resolution);
    check_image_size(square.width, square.height, limits_);
    make_pixels_square(page);
    return page;
  });
}

}  // namespace folio
