#include "export/pdf/srgb_profile.h"

#include <cmath>
#include <utility>
#include <vector>

#include "export/pdf/big_endian.h"

namespace folio {
namespace {

uint32_t fixed(double value) {
  return static_cast<uint32_t>(static_cast<int32_t>(std::lround(value * 65536.0)));
}

std::string xyz(double x, double y, double z) {
  return BigEndianBytes().text("XYZ ").u32(0).u32(fixed(x)).u32(fixed(y)).u32(fixed(z)).bytes();
}

/// Text in one language, as version 4 has it: UTF-16.
std::string text_of(const std::string& text) {
  std::string wide;
  for (const char c : text) wide += {'\0', c};
  constexpr uint32_t kRecord = 12, kHead = 28;
  return BigEndianBytes()
      .text("mluc")
      .u32(0)
      .u32(1)
      .u32(kRecord)
      .text("enUS")
      .u32(static_cast<uint32_t>(wide.size()))
      .u32(kHead)
      .text(wide)
      .bytes();
}

/// Of white's adaptation from D65 to D50, by rows.
std::string adaptation() {
  BigEndianBytes out;
  out.text("sf32").u32(0);
  for (const double value :
       {1.04788, 0.02292, -0.05019, 0.02959, 0.99048, -0.01704, -0.00923, 0.01508, 0.75168})
    out.u32(fixed(value));
  return out.bytes();
}

/// ((v + 0.055) / 1.055) ^ 2.4 from 0.04045 on, v / 12.92 below: function 3 of the parametric curves.
std::string tone_curve() {
  BigEndianBytes out;
  out.text("para").u32(0).u16(3).u16(0);
  for (const double value : {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045}) out.u32(fixed(value));
  return out.bytes();
}

}  // namespace

std::string srgb_profile() {
  const std::vector<std::string> contents{text_of("sRGB"),
                                          text_of("No copyright"),
                                          xyz(0.96420, 1.0, 0.82491),  // D50, as version 4 asks
                                          adaptation(),
                                          xyz(0.43607, 0.22249, 0.01392),
                                          xyz(0.38515, 0.71687, 0.09708),
                                          xyz(0.14307, 0.06061, 0.71410),
                                          tone_curve()};
  const std::vector<std::pair<std::string, size_t>> tags{{"desc", 0}, {"cprt", 1}, {"wtpt", 2}, {"chad", 3},
                                                         {"rXYZ", 4}, {"gXYZ", 5}, {"bXYZ", 6}, {"rTRC", 7},
                                                         {"gTRC", 7}, {"bTRC", 7}};
  constexpr size_t kHeaderSize = 128;
  const size_t data_at = kHeaderSize + 4 + 12 * tags.size();
  BigEndianBytes data;
  std::vector<size_t> offsets;
  for (const std::string& content : contents) {
    offsets.push_back(data_at + data.size());
    data.text(content).pad();
  }
  BigEndianBytes out;
  out.u32(static_cast<uint32_t>(data_at + data.size())).u32(0).u32(0x04200000);
  out.text("mntrRGB XYZ ").u16(2024).u16(1).u16(1).zeros(6);  // a fixed date
  out.text("acsp").zeros(4 + 4 + 4 + 4 + 8).u32(0);           // no platform, device or intent of its own
  out.u32(0x0000F6D6).u32(0x00010000).u32(0x0000D32D);        // D50, the white of the connection space
  out.zeros(kHeaderSize - out.size());
  out.u32(static_cast<uint32_t>(tags.size()));
  for (const auto& [tag, content] : tags) {
    out.text(tag)
        .u32(static_cast<uint32_t>(offsets[content]))
        .u32(static_cast<uint32_t>(contents[content].size()));
  }
  return out.text(data.bytes()).bytes();
}

}  // namespace folio
