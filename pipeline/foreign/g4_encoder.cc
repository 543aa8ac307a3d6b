#include "foreign/g4_encoder.h"

#include <tiffio.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <vector>

#include "core/error.h"
#include "foreign/handles.h"

namespace folio {
namespace {

/// A TIFF file in memory: libtiff packs, and we take the one strip out of it.
struct MemoryFile {
  std::string bytes;
  size_t at = 0;
};

MemoryFile& file_of(thandle_t handle) { return *static_cast<MemoryFile*>(handle); }

tmsize_t read_memory(thandle_t handle, void* out, tmsize_t size) {
  MemoryFile& file = file_of(handle);
  const size_t begin = std::min(file.at, file.bytes.size());
  const size_t count = std::min(static_cast<size_t>(size), file.bytes.size() - begin);
  std::memcpy(out, file.bytes.data() + begin, count);
  file.at += count;
  return static_cast<tmsize_t>(count);
}

tmsize_t write_memory(thandle_t handle, void* data, tmsize_t size) {
  MemoryFile& file = file_of(handle);
  const auto count = static_cast<size_t>(size);
  if (file.bytes.size() < file.at + count) file.bytes.resize(file.at + count);
  std::memcpy(file.bytes.data() + file.at, data, count);
  file.at += count;
  return size;
}

toff_t seek_memory(thandle_t handle, toff_t offset, int whence) {
  MemoryFile& file = file_of(handle);
  const size_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? file.at : file.bytes.size();
  file.at = base + static_cast<size_t>(offset);
  return file.at;
}

int close_memory(thandle_t) { return 0; }
toff_t size_of_memory(thandle_t handle) { return file_of(handle).bytes.size(); }
int map_memory(thandle_t, void**, toff_t*) { return 0; }
void unmap_memory(thandle_t, void*, toff_t) {}

Error cannot_pack() { return {ErrorCode::file_access, "a bilevel image could not be packed"}; }

}  // namespace

std::string encode_g4(const cv::Mat& pixels) {
  assert(pixels.type() == CV_8UC1 && !pixels.empty());
  MemoryFile file;
  const TiffPtr tiff(TIFFClientOpen("memory", "w", &file, read_memory, write_memory, seek_memory,
                                    close_memory, size_of_memory, map_memory, unmap_memory));
  if (!tiff) throw cannot_pack();
  TIFFSetField(tiff.get(), TIFFTAG_IMAGEWIDTH, static_cast<uint32_t>(pixels.cols));
  TIFFSetField(tiff.get(), TIFFTAG_IMAGELENGTH, static_cast<uint32_t>(pixels.rows));
  TIFFSetField(tiff.get(), TIFFTAG_BITSPERSAMPLE, 1);
  TIFFSetField(tiff.get(), TIFFTAG_SAMPLESPERPIXEL, 1);
  TIFFSetField(tiff.get(), TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
  TIFFSetField(tiff.get(), TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
  TIFFSetField(tiff.get(), TIFFTAG_FILLORDER, FILLORDER_MSB2LSB);
  TIFFSetField(tiff.get(), TIFFTAG_ROWSPERSTRIP, static_cast<uint32_t>(pixels.rows));
  // The packed rows go in as one strip, which is then the whole of what was written before the directory.
  const size_t row_bytes = (static_cast<size_t>(pixels.cols) + 7) / 8;
  std::vector<unsigned char> rows(row_bytes * static_cast<size_t>(pixels.rows), 0);
  for (int y = 0; y < pixels.rows; ++y) {
    const uchar* in = pixels.ptr(y);
    unsigned char* out = rows.data() + row_bytes * static_cast<size_t>(y);
    for (int x = 0; x < pixels.cols; ++x) {
      if (in[x] == 0) out[x >> 3] = static_cast<unsigned char>(out[x >> 3] | (0x80 >> (x & 7)));
    }
  }
  const size_t before = file.bytes.size();
  if (TIFFWriteEncodedStrip(tiff.get(), 0, rows.data(), static_cast<tmsize_t>(rows.size())) < 0)
    throw cannot_pack();
  if (TIFFFlushData(tiff.get()) == 0) throw cannot_pack();
  uint64_t* sizes = nullptr;
  uint64_t* offsets = nullptr;
  if (TIFFGetField(tiff.get(), TIFFTAG_STRIPBYTECOUNTS, &sizes) == 0 ||
      TIFFGetField(tiff.get(), TIFFTAG_STRIPOFFSETS, &offsets) == 0 || offsets[0] < before ||
      offsets[0] + sizes[0] > file.bytes.size()) {
    throw cannot_pack();
  }
  return file.bytes.substr(offsets[0], sizes[0]);
}

}  // namespace folio
