#include "export/pdf/srgb_profile.h"

#include <array>
#include <cmath>
#include <string_view>
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

std::string description(const std::string& text) {
  BigEndianBytes out;
  out.text("desc").u32(0).u32(static_cast<uint32_t>(text.size() + 1)).text(text).u8(0);
  return out.zeros(4 + 4 + 2 + 1 + 67).bytes();  // no Unicode and no Macintosh forms
}

std::string copyright(const std::string& text) {
  return BigEndianBytes().text("text").u32(0).text(text).u8(0).bytes();
}

std::string tone_curve() {
  constexpr unsigned kSteps = 1024;
  BigEndianBytes out;
  out.text("curv").u32(0).u32(kSteps);
  for (unsigned i = 0; i < kSteps; ++i) {
    const double v = i / double(kSteps - 1);
    const double linear = v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    out.u16(static_cast<unsigned>(std::lround(linear * 65535)));
  }
  return out.bytes();
}

}  // namespace

std::string srgb_profile() {
  const std::vector<std::string> contents{description("sRGB"),
                                          copyright("No copyright: made by folio"),
                                          xyz(0.95047, 1.0, 1.08883),  // D65, the white of sRGB
                                          xyz(0.43607, 0.22249, 0.01392),
                                          xyz(0.38515, 0.71687, 0.09708),
                                          xyz(0.14307, 0.06061, 0.71410),
                                          tone_curve()};
  const std::vector<std::pair<std::string, size_t>> tags{{"desc", 0}, {"cprt", 1}, {"wtpt", 2},
                                                         {"rXYZ", 3}, {"gXYZ", 4}, {"bXYZ", 5},
                                                         {"rTRC", 6}, {"gTRC", 6}, {"bTRC", 6}};
  constexpr size_t kHeaderSize = 128;
  const size_t data_at = kHeaderSize + 4 + 12 * tags.size();
  BigEndianBytes data;
  std::vector<size_t> offsets;
  for (const std::string& content : contents) {
    offsets.push_back(data_at + data.size());
    data.text(content).pad();
  }
  BigEndianBytes out;
  out.u32(static_cast<uint32_t>(data_at + data.size())).u32(0).u32(0x02100000);
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
