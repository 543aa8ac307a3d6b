#include "foreign/jpeg_encoder.h"

// libjpeg's header needs FILE and size_t from here.
#include <cstddef>
#include <cstdio>
// Then itself.
#include <jpeglib.h>

#include <cassert>
#include <csetjmp>
#include <cstdlib>

#include "core/error.h"

namespace folio {
namespace {

/// libjpeg's part comes first: its callbacks see that alone.
struct Errors {
  jpeg_error_mgr manager;
  std::jmp_buf jump;
};

/// Returns false when libjpeg failed. Holds nothing that has a destructor: libjpeg leaves by a jump.
bool encode(jpeg_compress_struct& info, Errors& errors, const cv::Mat& picture, int quality,
            JpegColors colors, unsigned char*& bytes, unsigned long& size) {
  if (setjmp(errors.jump) != 0) return false;
  jpeg_create_compress(&info);
  jpeg_mem_dest(&info, &bytes, &size);
  info.image_width = static_cast<JDIMENSION>(picture.cols);
  info.image_height = static_cast<JDIMENSION>(picture.rows);
  info.input_components = picture.channels();
  info.in_color_space = picture.channels() == 3 ? JCS_EXT_BGR : JCS_GRAYSCALE;
  jpeg_set_defaults(&info);
  jpeg_set_quality(&info, quality, TRUE);
  info.optimize_coding = TRUE;
  if (colors == JpegColors::full && info.num_components == 3) {
    info.comp_info[0].h_samp_factor = 1;
    info.comp_info[0].v_samp_factor = 1;
  }
  jpeg_start_compress(&info, TRUE);
  while (info.next_scanline < info.image_height) {
    auto* row = const_cast<unsigned char*>(picture.ptr(static_cast<int>(info.next_scanline)));
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  return true;
}

}  // namespace

std::string encode_jpeg(const cv::Mat& picture, int quality, JpegColors colors) {
  assert(!picture.empty() && (picture.type() == CV_8UC1 || picture.type() == CV_8UC3));
  assert(quality >= 1 && quality <= 100);
  jpeg_compress_struct info{};
  Errors errors{};
  info.err = jpeg_std_error(&errors.manager);
  errors.manager.error_exit = [](j_common_ptr common) {
    std::longjmp(reinterpret_cast<Errors*>(common->err)->jump, 1);
  };
  errors.manager.output_message = [](j_common_ptr) {};
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  const bool done = encode(info, errors, picture, quality, colors, bytes, size);
  jpeg_destroy_compress(&info);
  std::string out;
  if (done) out.assign(reinterpret_cast<const char*>(bytes), size);
  std::free(bytes);
  if (!done) throw Error(ErrorCode::file_access, "a JPEG could not be made");
  return out;
}

}  // namespace folio
