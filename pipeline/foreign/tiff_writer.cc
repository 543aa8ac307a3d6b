#include "foreign/tiff_writer.h"

#include <tiffio.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "core/error.h"
#include "core/files.h"
#include "foreign/handles.h"

namespace folio {

namespace {

constexpr int kRowsPerStrip = 256;  // a multiple of 16, as JPEG with halved colors needs

void write_page(TIFF* tiff, const cv::Mat& picture, double dpi, int quality) {
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, picture.cols);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, picture.rows);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 8);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 3);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_JPEG);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_YCBCR);
  TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
  TIFFSetField(tiff, TIFFTAG_JPEGQUALITY, quality);
  TIFFSetField(tiff, TIFFTAG_YCBCRSUBSAMPLING, 2, 2);
  TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, kRowsPerStrip);
  TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
  TIFFSetField(tiff, TIFFTAG_XRESOLUTION, dpi);
  TIFFSetField(tiff, TIFFTAG_YRESOLUTION, dpi);

  for (int first = 0, strip = 0; first < picture.rows; first += kRowsPerStrip, ++strip) {
    cv::Mat rows;
    cv::cvtColor(picture.rowRange(first, std::min(picture.rows, first + kRowsPerStrip)), rows,
                 cv::COLOR_BGR2RGB);
    if (TIFFWriteEncodedStrip(tiff, static_cast<uint32_t>(strip), rows.data,
                              static_cast<tmsize_t>(rows.total() * rows.elemSize())) < 0)
      throw Error(ErrorCode::file_access, "the TIFF cannot be written", "check the free space");
  }
}

}  // namespace

void write_jpeg_tiff(const std::filesystem::path& path, const cv::Mat& picture, double dpi, int quality) {
  CV_Assert(picture.type() == CV_8UC3 && quality >= 1 && quality <= 100);
  write_file_with(path, [&](const std::filesystem::path& temporary) {
    const TiffPtr tiff(TIFFOpen(temporary.c_str(), "w"));
    if (!tiff)
      throw Error(ErrorCode::file_access, "the TIFF cannot be opened for writing").at_file(path.string());
    write_page(tiff.get(), picture, dpi, quality);
    if (TIFFFlush(tiff.get()) == 0)
      throw Error(ErrorCode::file_access, "the TIFF cannot be finished").at_file(path.string());
  });
}

}  // namespace folio
