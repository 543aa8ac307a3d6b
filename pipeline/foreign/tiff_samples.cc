#include "foreign/tiff_samples.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

namespace folio {
namespace {

using Color = SampleFormat::Color;
using Alpha = SampleFormat::Alpha;

/// a * b / 255, rounded.
uint8_t scale(unsigned a, unsigned b) { return static_cast<uint8_t>((a * b + 127) / 255); }

/// Color over white paper, `alpha` 0 = see-through.
uint8_t on_white(uint8_t color, uint8_t alpha, Alpha kind) {
  if (kind == Alpha::none) return color;
  const unsigned ink = kind == Alpha::straight ? scale(color, alpha) : color;
  return static_cast<uint8_t>(std::min(255U, ink + (255U - alpha)));
}

/// Samples of 1-15 bits, packed from the high bit of each byte.
class BitReader {
 public:
  BitReader(const uint8_t* bytes, int bits) : bytes_(bytes), bits_(bits) {}
  unsigned next() {
    while (held_ < bits_) {
      buffer_ = (buffer_ << 8) | *bytes_++;
      held_ += 8;
    }
    held_ -= bits_;
    return (buffer_ >> held_) & ((1U << bits_) - 1);
  }

 private:
  const uint8_t* bytes_;
  int bits_;
  unsigned buffer_ = 0;
  int held_ = 0;
};

bool is_gray(const cv::Vec3b& color) { return color[0] == color[1] && color[1] == color[2]; }

}  // namespace

int SampleFormat::color_samples() const {
  switch (color) {
    case Color::rgb:
      return 3;
    case Color::cmyk:
      return 4;
    default:
      return 1;
  }
}

bool SampleExpander::supports(const SampleFormat& format) {
  if (format.bits < 1 || format.bits > 16 || format.samples > 64) return false;
  const int needed = format.color_samples() + (format.alpha == Alpha::none ? 0 : 1);
  if (format.samples < needed) return false;
  if (format.color != Color::palette) return true;
  return format.bits <= 8 && format.palette.size() == size_t{1} << format.bits;
}

SampleExpander::SampleExpander(SampleFormat format) : format_(std::move(format)) {
  assert(supports(format_));
  const bool gray = format_.color == Color::gray || format_.color == Color::gray_inverted ||
                    (format_.color == Color::palette &&
                     std::all_of(format_.palette.begin(), format_.palette.end(), is_gray));
  channels_ = gray ? 1 : 3;
  fill_bit_table();
}

void SampleExpander::fill_bit_table() {
  if (format_.bits != 1 || format_.samples != 1 || channels_ != 1) return;
  std::array<uint8_t, 2> grays{0, 255};
  if (format_.color == Color::gray_inverted) grays = {255, 0};
  if (format_.color == Color::palette) grays = {format_.palette[0][0], format_.palette[1][0]};
  bilevel_ = std::min(grays[0], grays[1]) == 0 && std::max(grays[0], grays[1]) == 255;
  for (unsigned byte = 0; byte < 256; ++byte) {
    for (unsigned bit = 0; bit < 8; ++bit) bit_table_[byte][bit] = grays[(byte >> (7 - bit)) & 1];
  }
}

void SampleExpander::expand(const uint8_t* row, int width, uint8_t* pixels) {
  if (format_.samples == 1 && channels_ == 1 && format_.bits == 1) {
    const auto whole = static_cast<size_t>(width) / 8;
    for (size_t i = 0; i < whole; ++i) std::memcpy(pixels + 8 * i, bit_table_[row[i]].data(), 8);
    if (width % 8 != 0) {
      std::memcpy(pixels + 8 * whole, bit_table_[row[whole]].data(), static_cast<size_t>(width % 8));
    }
    return;
  }
  if (format_.bits == 8) {
    combine(row, width, pixels);
    return;
  }
  samples_.resize(static_cast<size_t>(width) * format_.samples);
  unpack_plane(row, width * format_.samples, samples_.data(), 1);
  combine(samples_.data(), width, pixels);
}

void SampleExpander::unpack_plane(const uint8_t* row, int width, uint8_t* samples, size_t step) const {
  if (format_.bits == 8) {
    for (int x = 0; x < width; ++x, samples += step) *samples = row[x];
  } else if (format_.bits == 16) {
    for (int x = 0; x < width; ++x, samples += step) {
      uint16_t value = 0;
      std::memcpy(&value, row + 2 * static_cast<size_t>(x), 2);
      *samples = static_cast<uint8_t>((value + 128U) / 257U);
    }
  } else {
    const bool index = format_.color == Color::palette;
    const unsigned top = (1U << format_.bits) - 1;
    BitReader reader(row, format_.bits);
    for (int x = 0; x < width; ++x, samples += step) {
      const unsigned value = reader.next();
      *samples = static_cast<uint8_t>(index ? value : (value * 255 + top / 2) / top);
    }
  }
}

void SampleExpander::combine(const uint8_t* samples, int width, uint8_t* pixels) const {
  const int step = format_.samples;
  const Alpha alpha = format_.alpha;
  switch (format_.color) {
    case Color::gray:
    case Color::gray_inverted: {
      const uint8_t flip = format_.color == Color::gray ? 0 : 255;
      for (int x = 0; x < width; ++x, samples += step) {
        const auto gray = static_cast<uint8_t>(samples[0] ^ flip);
        pixels[x] = alpha == Alpha::none ? gray : on_white(gray, samples[1], alpha);
      }
      return;
    }
    case Color::palette:
      for (int x = 0; x < width; ++x, samples += step) {
        const cv::Vec3b& color = format_.palette[samples[0] & (format_.palette.size() - 1)];
        for (int c = 0; c < channels_; ++c) {
          *pixels++ = alpha == Alpha::none ? color[c] : on_white(color[c], samples[1], alpha);
        }
      }
      return;
    case Color::rgb:
      for (int x = 0; x < width; ++x, samples += step, pixels += 3) {
        for (int c = 0; c < 3; ++c) {
          pixels[2 - c] = alpha == Alpha::none ? samples[c] : on_white(samples[c], samples[3], alpha);
        }
      }
      return;
    case Color::cmyk:
      for (int x = 0; x < width; ++x, samples += step, pixels += 3) {
        for (int c = 0; c < 3; ++c) {
          const uint8_t light = scale(255U - samples[c], 255U - samples[3]);
          pixels[2 - c] = alpha == Alpha::none ? light : on_white(light, samples[4], alpha);
        }
      }
      return;
  }
}

}  // namespace folio
