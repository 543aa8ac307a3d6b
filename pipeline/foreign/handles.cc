#include "foreign/handles.h"

#include <leptonica/allheaders.h>
#include <libexif/exif-data.h>
#include <openjpeg.h>
#include <tiffio.h>
#include <unistd.h>

#include <new>

#include "core/regular_file.h"

namespace folio {

void HandleCloser::operator()(tiff* file) const { TIFFClose(file); }
void HandleCloser::operator()(Pix* pix) const { pixDestroy(&pix); }
void HandleCloser::operator()(_ExifData* data) const { exif_data_unref(data); }
void HandleCloser::operator()(opj_image* image) const { opj_image_destroy(image); }
void HandleCloser::operator()(std::FILE* file) const { std::fclose(file); }

void OpjCodecCloser::operator()(void** codec) const { opj_destroy_codec(codec); }
void OpjStreamCloser::operator()(void** stream) const { opj_stream_destroy(stream); }

FilePtr open_file(const std::filesystem::path& path) {
  const int number = open_regular_file(path);
  std::FILE* file = fdopen(number, "rb");
  if (file == nullptr) {
    close(number);
    throw std::bad_alloc();
  }
  return FilePtr(file);
}

}  // namespace folio
