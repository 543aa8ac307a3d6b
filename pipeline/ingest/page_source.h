#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "foreign/decoded_image.h"
#include "page/scanned_page.h"

namespace folio {

class TiffFile;

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

 private:
  DecodedImage decode(int page_idx) const;

  std::filesystem::path file_;
  std::string stem_;
  ImageLimits limits_;
  std::string sha256_;
  std::unique_ptr<TiffFile> tiff_;  // null for other formats
  int page_count_ = 1;
};

}  // namespace folio
