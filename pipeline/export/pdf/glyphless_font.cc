#include "export/pdf/glyphless_font.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <map>

#include "export/pdf/big_endian.h"

namespace folio {
namespace {

using Metrics = GlyphlessMetrics;

std::string head_table() {
  return BigEndianBytes()
      .u32(0x00010000)  // version
      .u32(0x00010000)  // revision
      .u32(0)           // checksum adjustment, set when the file is whole
      .u32(0x5F0F3CF5)  // magic number
      .u16(3)           // baseline at 0, left side bearing at 0
      .u16(1000)        // units per em
      .zeros(16)        // created, modified
      .i16(0)
      .i16(Metrics::kDescent)
      .i16(Metrics::kAdvance)
      .i16(Metrics::kAscent)  // bounds of all glyphs
      .u16(0)                 // style
      .u16(8)                 // least readable size
      .i16(2)                 // direction hint
      .i16(0)                 // short offsets in loca
      .i16(0)
      .bytes();
}

std::string hhea_table() {
  return BigEndianBytes()
      .u32(0x00010000)
      .i16(Metrics::kAscent)
      .i16(Metrics::kDescent)
      .i16(0)                  // line gap
      .u16(Metrics::kAdvance)  // greatest advance
      .zeros(6)                // bearings and extent
      .i16(1)                  // caret slope
      .zeros(2 + 2 + 8 + 2)    // caret run and offset, reserved, format
      .u16(1)                  // long entries in hmtx
      .bytes();
}

std::string maxp_table(int glyph_count) {
  return BigEndianBytes()
      .u32(0x00010000)
      .u16(static_cast<unsigned>(glyph_count))
      .zeros(8)  // points and contours
      .u16(2)    // zones
      .zeros(16)
      .bytes();
}

/// Format 4 for symbols: codes 0xF001 and on are glyphs 1 and on.
std::string cmap_table(int glyph_count) {
  const unsigned first = 0xF001, last = 0xF000 + static_cast<unsigned>(std::clamp(glyph_count - 1, 1, 255));
  return BigEndianBytes()
      .u16(0)
      .u16(1)
      .u16(3)  // Microsoft, symbol
      .u16(0)
      .u32(12)
      .u16(4)
      .u16(32)
      .u16(0)
      .u16(4)  // twice the count of segments, and what searching wants to know of it
      .u16(4)
      .u16(1)
      .u16(0)
      .u16(last)
      .u16(0xFFFF)
      .u16(0)
      .u16(first)
      .u16(0xFFFF)
      .u16(0x1000)  // from code to glyph, modulo 65536
      .u16(1)
      .u16(0)
      .u16(0)
      .bytes();
}

uint32_t checksum(const std::string& bytes) {
  uint32_t sum = 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    sum += static_cast<uint32_t>(static_cast<unsigned char>(bytes[i])) << (24 - 8 * (i % 4));
  }
  return sum;
}

}  // namespace

std::string glyphless_font(int glyph_count) {
  assert(glyph_count >= 1 && glyph_count <= 65535);
  const auto count = static_cast<size_t>(glyph_count);
  // In the order of their tags, as the table directory must be.
  const std::map<std::string, std::string> tables{
      {"cmap", cmap_table(glyph_count)},
      {"glyf", std::string(4, '\0')},  // no glyph has an outline; some readers refuse an empty table
      {"head", head_table()},
      {"hhea", hhea_table()},
      {"hmtx", BigEndianBytes().u16(Metrics::kAdvance).i16(0).zeros(2 * (count - 1)).bytes()},
      {"loca", BigEndianBytes().zeros(2 * (count + 1)).bytes()},
      {"maxp", maxp_table(glyph_count)}};
  const auto table_count = static_cast<unsigned>(tables.size());
  const unsigned power = std::bit_floor(table_count);
  BigEndianBytes directory;
  directory.u32(0x00010000).u16(table_count).u16(16 * power);
  directory.u16(static_cast<unsigned>(std::countr_zero(power))).u16(16 * (table_count - power));
  BigEndianBytes body;
  size_t head_at = 0;
  const size_t body_at = 12 + 16 * tables.size();
  for (const auto& [tag, bytes] : tables) {
    if (tag == "head") head_at = body_at + body.size();
    directory.text(tag).u32(checksum(bytes)).u32(static_cast<uint32_t>(body_at + body.size()));
    directory.u32(static_cast<uint32_t>(bytes.size()));
    body.text(bytes).pad();
  }
  std::string font = directory.bytes() + body.bytes();
  const std::string adjustment = BigEndianBytes().u32(0xB1B0AFBA - checksum(font)).bytes();
  return font.replace(head_at + 8, 4, adjustment);
}

}  // namespace folio
