#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <opencv2/core.hpp>
#include <vector>

namespace folio {

/// How the samples of a TIFF make a pixel.
struct SampleFormat {
  enum class Color : unsigned char { gray, gray_inverted, palette, rgb, cmyk };
  enum class Alpha : unsigned char { none, straight, premultiplied };

  int bits = 8;     ///< a sample: 1 to 16; 16 in the machine's byte order, others packed from the high bit
  int samples = 1;  ///< a pixel, with alpha and with samples of unknown meaning
  Color color = Color::gray;
  Alpha alpha = Alpha::none;       ///< of the sample that follows the colors
  std::vector<cv::Vec3b> palette;  ///< BGR; 2^bits entries where color is palette

  int color_samples() const;
};

/// Turns rows of samples into rows of grey or BGR pixels. Alpha is laid on white paper; samples of unknown
/// meaning are left out.
class SampleExpander {
 public:
  /// `format` is one that supports() accepts.
  explicit SampleExpander(SampleFormat format);

  /// True when bits and samples fit together, and the palette (if there is one) is complete.
  static bool supports(const SampleFormat& format);

  int channels() const { return channels_; }  ///< of the pixels made: 1 grey, 3 BGR
  /// Every pixel is black or white, and one bit in the file.
  bool bilevel() const { return bilevel_; }

  /// `width` pixels from samples as they lie in the file, interleaved, the row beginning at a byte.
  void expand(const uint8_t* row, int width, uint8_t* pixels);

  /// One plane of `width` packed samples to 8 bits each, written `step` bytes apart. Palette indices are not
  /// scaled.
  void unpack_plane(const uint8_t* row, int width, uint8_t* samples, size_t step) const;
  /// `width` pixels from 8-bit interleaved samples, as unpack_plane leaves them.
  void combine(const uint8_t* samples, int width, uint8_t* pixels) const;

 private:
  void fill_bit_table();

  SampleFormat format_;
  int channels_ = 3;
  bool bilevel_ = false;
  std::array<std::array<uint8_t, 8>, 256> bit_table_{};  ///< eight grey pixels of a byte of bits
  std::vector<uint8_t> samples_;                         ///< one row, 8 bits a sample
};

}  // namespace folio
