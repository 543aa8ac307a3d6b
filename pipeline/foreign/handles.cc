#include "foreign/handles.h"

#include <leptonica/allheaders.h>
#include <libexif/exif-data.h>
#include <openjpeg.h>
#include <tiffio.h>

namespace folio {

void HandleCloser::operator()(tiff* file) const { TIFFClose(file); }
void HandleCloser::operator()(Pix* pix) const { pixDestroy(&pix); }
void HandleCloser::operator()(_ExifData* data) const { exif_data_unref(data); }
void HandleCloser::operator()(opj_image* image) const { opj_image_destroy(image); }
void HandleCloser::operator()(std::FILE* file) const { std::fclose(file); }

void OpjCodecCloser::operator()(void** codec) const { opj_destroy_codec(codec); }
void OpjStreamCloser::operator()(void** stream) const { opj_stream_destroy(stream); }

}  // namespace folio
