#include "foreign/library_versions.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <dnnl.h>
#include <leptonica/allheaders.h>
#include <openjpeg.h>
#include <openssl/crypto.h>
#include <png.h>
#include <seccomp.h>
#include <spdlog/fmt/fmt.h>
#include <sqlite3.h>
#include <tesseract/baseapi.h>
#include <tiffio.h>
#include <unicode/uversion.h>

#include <cstdlib>
#include <memory>
#include <opencv2/core/utility.hpp>
#include <qpdf/QPDF.hh>

namespace folio {
namespace {

/// "LIBTIFF, Version 4.5.0" and a copyright on the next line.
std::string tiff_version() {
  const std::string text = TIFFGetVersion();
  const size_t number = text.find_first_of("0123456789");
  return number == std::string::npos ? text : text.substr(number, text.find_first_of("\n ", number) - number);
}

/// "leptonica-1.82.0".
std::string leptonica_version() {
  const std::unique_ptr<char, void (*)(void*)> text(getLeptonicaVersion(), std::free);
  const std::string version = text ? text.get() : "";
  return version.substr(version.find('-') + 1);
}

std::string png_version() {
  const auto number = png_access_version_number();  // 10639 = 1.6.39
  return fmt::format("{}.{}.{}", number / 10000, number / 100 % 100, number % 100);
}

std::string icu_version() {
  UVersionInfo numbers;
  u_getVersion(numbers);
  return fmt::format("{}.{}", numbers[0], numbers[1]);
}

std::string freetype_version() {
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) != 0) return "?";
  int major = 0, minor = 0, patch = 0;
  FT_Library_Version(library, &major, &minor, &patch);
  FT_Done_FreeType(library);
  return fmt::format("{}.{}.{}", major, minor, patch);
}

std::string onednn_version() {
  const dnnl_version_t* version = dnnl_version();
  return fmt::format("{}.{}.{}", version->major, version->minor, version->patch);
}

std::string seccomp_library_version() {
  const scmp_version* version = seccomp_version();
  return fmt::format("{}.{}.{}", version->major, version->minor, version->micro);
}

}  // namespace

std::vector<LibraryVersion> library_versions() {
  return {{"libtiff", tiff_version()},
          {"libpng", png_version()},
          {"OpenJPEG", opj_version()},
          {"Leptonica", leptonica_version()},
          {"OpenCV", cv::getVersionString()},
          {"oneDNN", onednn_version()},
          {"Tesseract", tesseract::TessBaseAPI::Version()},
          {"ICU", icu_version()},
          {"qpdf", QPDF::QPDFVersion()},
          {"FreeType", freetype_version()},
          {"SQLite", sqlite3_libversion()},
          {"OpenSSL", OpenSSL_version(OPENSSL_VERSION_STRING)},
          {"libseccomp", seccomp_library_version()}};
}

}  // namespace folio
