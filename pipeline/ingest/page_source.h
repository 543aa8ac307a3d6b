#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "foreign/decoded_image.h"
#include "page/scanned_page.h"

namespace folio {

class TiffFile;

/// What a page will be, known before it is decoded.
struct ImageHeader {
  int width = 0, height = 0;  ///< pixels of the page that read() gives: upright and square
  int channels = 1;           ///< 1 grey, 3 color
  bool bilevel = false;       ///< one bit a pixel, black and white
  /// An upper estimate of what read() holds at its peak beside the pixels that it returns.
  std::uint64_t decode_bytes = 0;

  std::uint64_t pixels() const {
    return static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height);
  }
};

/// The pages of an image file: TIFF (any number of pages), PNG, JPEG or JPEG 2000, decided by its content.
/// Holds no pixels: each page is decoded when it is asked for. Reading from several threads is safe.
///
/// Its Errors name the file, the stage and, where there is one, the page.
class PageSource {
 public:
  /// Opens `file`, counts its pages and computes its checksum. `stem` names its products (see stems.h); empty
  /// = the file's own name, made safe. Throws Error{input} when the file is missing, empty, or no image that
  /// can be read; Error{file_access} when it may not be read.
  explicit PageSource(std::filesystem::path file, std::string stem = {}, const ImageLimits& limits = {});
  ~PageSource();
  PageSource(PageSource&&) noexcept;
  PageSource& operator=(PageSource&&) noexcept;

  int page_count() const { return page_count_; }
  const std::filesystem::path& file() const { return file_; }
  const std::string& sha256() const { return sha256_; }  ///< of the whole file, hexadecimal

  /// Where page `page_idx` (from zero, less than page_count()) comes from, and what its products are called.
  PageOrigin origin(int page_idx) const;

  /// The page's pixels, turned upright and square (see resolution.h). Throws Error{input} when the page is
  /// damaged, cut short, too large, or does not fit into memory; other pages stay readable.
  ScannedPage read(int page_idx) const;

  /// What read() will give, without decoding pixels. Throws as read() does for all that shows before
  /// decoding: a size beyond the limits, an unknown form, missing rows. (Of a damaged JPEG 2000 file,
  /// `channels` may be 3 where read() gives grey.)
  ImageHeader header(int page_idx) const;

 private:
  StoredImage stored(int page_idx) const;
  DecodedImage decode(int page_idx) const;
  /// What `read` returns; its failures say where.
  template <typename Read>
  auto at_page(int page_idx, const Read& read) const;

  std::filesystem::path file_;
  std::string stem_;
  ImageLimits limits_;
  std::string sha256_;
  std::unique_ptr<TiffFile> tiff_;  // null for other formats
  int page_count_ = 1;
};

}  // namespace folio
