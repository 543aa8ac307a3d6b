#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "foreign/decoded_image.h"
#include "foreign/tiff_open.h"

namespace folio {

/// The pages of a TIFF or BigTIFF file. Reads every form that libtiff decodes: 1 to 16 bits, grey, palette,
/// RGB, CMYK, YCbCr, CIE Lab; strips and tiles; samples interleaved or in planes; alpha is laid on white.
///
/// Directories that say they hold a reduced copy (thumbnail) or a transparency mask are no pages, unless the
/// file has no others. Where the chain of directories breaks off, runs in a circle or has 65,536 links, one
/// last page stands for what cannot be reached: it is counted, and reading it throws.
///
/// Holds no pixels and no open file: every read opens the file anew, so reading from several threads is safe.
class TiffFile {
 public:
  /// Throws Error{input} when not even the first directory can be read. `file` has the signature of a TIFF.
  explicit TiffFile(std::filesystem::path file, const ImageLimits& limits = {});

  int page_count() const { return static_cast<int>(pages_.size()); }

  /// Throws Error{input}, without file and page, when the page is damaged, cut short, too large or of a form
  /// that is not known. Never returns part of a page.
  DecodedImage read(int page_idx) const;

  /// What the page's directory says of it. Throws as read() does for what shows without decoding.
  StoredImage header(int page_idx) const;

 private:
  struct Page {
    uint64_t offset = 0;  ///< of the directory, bytes
    std::string problem;  ///< why there is no directory; empty when there is
  };
  OpenTiff open_page(int page_idx) const;

  std::filesystem::path file_;
  ImageLimits limits_;
  std::vector<Page> pages_;
};

}  // namespace folio
