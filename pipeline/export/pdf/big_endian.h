#pragma once

#include <cstdint>
#include <string>

namespace folio {

/// Bytes in network order, as fonts and color profiles hold their numbers.
class BigEndianBytes {
 public:
  BigEndianBytes& u8(unsigned value) {
    bytes_ += static_cast<char>(value & 0xFF);
    return *this;
  }
  BigEndianBytes& u16(unsigned value) { return u8(value >> 8).u8(value); }
  BigEndianBytes& i16(int value) { return u16(static_cast<unsigned>(value) & 0xFFFF); }
  BigEndianBytes& u32(uint32_t value) { return u16(value >> 16).u16(value & 0xFFFF); }
  BigEndianBytes& text(const std::string& value) {
    bytes_ += value;
    return *this;
  }
  BigEndianBytes& zeros(size_t count) {
    bytes_.append(count, '\0');
    return *this;
  }
  /// Zeros up to a multiple of four.
  BigEndianBytes& pad() { return zeros((4 - bytes_.size() % 4) % 4); }

  size_t size() const { return bytes_.size(); }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

}  // namespace folio
