#include "export/pdf/srgb_profile.h"

#include <cmath>
#include <map>
#include <string>
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

using Tags = std::vector<std::pair<std::string, std::string>>;

/// A profile of a display. Tags of the same content share it.
std::string profile(const std::string& color_space, const Tags& tags) {
  constexpr size_t kHeaderSize = 128;
  const size_t data_at = kHeaderSize + 4 + 12 * tags.size();
  BigEndianBytes data, directory;
  std::map<std::string, size_t> offset_of;
  for (const auto& [tag, content] : tags) {
    const auto [place, is_new] = offset_of.try_emplace(content, data_at + data.size());
    if (is_new) data.text(content).pad();
    directory.text(tag).u32(static_cast<uint32_t>(place->second)).u32(static_cast<uint32_t>(content.size()));
  }
  BigEndianBytes out;
  out.u32(static_cast<uint32_t>(data_at + data.size())).u32(0).u32(0x04200000);
  out.text("mntr" + color_space + "XYZ ").u16(2024).u16(1).u16(1).zeros(6);  // a fixed date
  out.text("acsp").zeros(4 + 4 + 4 + 4 + 8).u32(0);     // no platform, device or intent of its own
  out.u32(0x0000F6D6).u32(0x00010000).u32(0x0000D32D);  // D50, the white of the connection space
  out.zeros(kHeaderSize - out.size());
  out.u32(static_cast<uint32_t>(tags.size()));
  return out.text(directory.bytes()).text(data.bytes()).bytes();
}

/// D50, as version 4 asks.
std::string white() { return xyz(0.96420, 1.0, 0.82491); }

}  // namespace

std::string srgb_profile() {
  return profile("RGB ", {{"desc", text_of("sRGB")},
                          {"cprt", text_of("No copyright")},
                          {"wtpt", white()},
                          {"chad", adaptation()},
                          {"rXYZ", xyz(0.43607, 0.22249, 0.01392)},
                          {"gXYZ", xyz(0.38515, 0.71687, 0.09708)},
                          {"bXYZ", xyz(0.14307, 0.06061, 0.71410)},
                          {"rTRC", tone_curve()},
                          {"gTRC", tone_curve()},
                          {"bTRC", tone_curve()}});
}

std::string gray_profile() {
  return profile("GRAY", {{"desc", text_of("sGray")},
                          {"cprt", text_of("No copyright")},
                          {"wtpt", white()},
                          {"kTRC", tone_curve()}});
}

}  // namespace folio
