#include "foreign/jp2_head.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <utility>

#include "foreign/jp2_boxes.h"

namespace folio {
namespace {

constexpr int kMostBoxes = 1000, kMostMarkers = 10'000;
constexpr std::uint64_t kMostBoxBytes = std::uint64_t{16} << 20;
// What OpenJPEG 2.5 keeps of each tile from the main header on: its parameters, which have room for 32
// changes of progression and 100 layers, and room for 100 markers in the index of the code stream.
constexpr double kTileBytes = 10240, kTileComponentBytes = 1200;

/// A file read at places, never beyond its end.
class ByteFile {
 public:
  explicit ByteFile(const std::filesystem::path& path) : file_(path, std::ios::binary) {}

  /// Up to `count` bytes at `at`.
  std::string at(std::uint64_t at, std::uint64_t count) {
    std::string bytes;
    std::string piece(std::min<std::uint64_t>(count, 1 << 16), '\0');
    file_.clear();
    file_.seekg(static_cast<std::streamoff>(at));
    while (bytes.size() < count) {
      file_.read(piece.data(),
                 static_cast<std::streamsize>(std::min<std::uint64_t>(piece.size(), count - bytes.size())));
      if (file_.gcount() <= 0) break;
      bytes.append(piece, 0, static_cast<size_t>(file_.gcount()));
    }
    return bytes;
  }

 private:
  std::ifstream file_;
};

/// Where the code stream begins; fills `head.header_boxes` on the way.
std::optional<std::uint64_t> code_stream_of(ByteFile& file, Jp2Head& head) {
  std::uint64_t at = 0;
  for (int box = 0; box < kMostBoxes && at <= kMostBoxBytes; ++box) {
    const std::string start = file.at(at, 16);
    if (start.size() < 8) return std::nullopt;
    std::uint64_t length = big_endian(start, 0, 4), content = 8;
    const std::string type = start.substr(4, 4);
    if (length == 1 && start.size() == 16) {
      length = (std::uint64_t{big_endian(start, 8, 4)} << 32) | big_endian(start, 12, 4);
      content = 16;
    }
    if (type == "jp2c") return at + content;
    if (length < content || length > kMostBoxBytes) return std::nullopt;
    if (type == "jp2h") head.header_boxes = file.at(at + content, length - content);
    at += length;
  }
  return std::nullopt;
}

/// SIZ (15444-1, A.5.1): sizes and offsets of image and tiles, count of components. From its marker on.
bool read_sizes(std::string_view siz, Jp2Head& head) {
  if (siz.size() < 40 || !siz.starts_with("\xFF\x51")) return false;
  const auto number = [&](size_t which) { return static_cast<double>(big_endian(siz, 6 + 4 * which, 4)); };
  head.width = number(0) - number(2);
  head.height = number(1) - number(3);
  head.tile_width = number(4);
  head.tile_height = number(5);
  if (head.tile_width < 1 || head.tile_height < 1) return false;
  head.tiles = std::ceil((number(0) - number(6)) / head.tile_width) *
               std::ceil((number(1) - number(7)) / head.tile_height);
  head.components = static_cast<int>(big_endian(siz, 38, 2));
  return true;
}

/// SPcod or SPcoc (A.6.1): levels, code blocks, style, transform, precincts where `has_precincts`.
std::optional<Jp2Head::Coding> coding_of(std::string_view bytes, bool has_precincts) {
  if (bytes.size() < 5) return std::nullopt;
  const std::uint32_t levels = big_endian(bytes, 0, 1);
  if (levels > 32) return std::nullopt;
  Jp2Head::Coding coding;
  coding.block_width = static_cast<int>(big_endian(bytes, 1, 1) & 15) + 2;
  coding.block_height = static_cast<int>(big_endian(bytes, 2, 1) & 15) + 2;
  for (std::uint32_t r = 0; r <= levels; ++r) {
    std::uint32_t size = 0xFF;
    if (has_precincts) {
      if (bytes.size() < 6 + r) return std::nullopt;
      size = big_endian(bytes, 5 + r, 1);
    }
    coding.precincts.emplace_back(size & 15, size >> 4);
  }
  return coding;
}

/// The markers behind SIZ, up to the first tile.
bool read_markers(ByteFile& file, std::uint64_t at, Jp2Head& head) {
  constexpr std::uint32_t kCod = 0xFF52, kCoc = 0xFF53, kTile = 0xFF90;
  for (int i = 0; i < kMostMarkers; ++i) {
    const std::string start = file.at(at, 4);
    if (start.size() < 4) return false;
    const std::uint32_t marker = big_endian(start, 0, 2), length = big_endian(start, 2, 2);
    if (marker == kTile) return true;
    if (marker < 0xFF00 || length < 2) return false;
    if (marker == kCod || marker == kCoc) {
      const std::string bytes = file.at(at + 4, length - 2);
      const size_t coc_start = head.components < 257 ? 1 : 2;
      const size_t start_at = marker == kCod ? 5 : coc_start + 1;
      if (bytes.size() < start_at) return false;
      const bool has_precincts = (big_endian(bytes, marker == kCod ? 0 : coc_start, 1) & 1) != 0;
      auto coding = coding_of(std::string_view(bytes).substr(start_at), has_precincts);
      if (!coding) return false;
      if (marker == kCod) head.layers = static_cast<int>(big_endian(bytes, 2, 2));
      head.codings.push_back(std::move(*coding));
    }
    at += 2 + length;
  }
  return false;
}

/// Tables of one component of a tile, bytes, and the most precincts of a resolution.
std::pair<double, double> tables_of(const Jp2Head::Coding& coding, double width, double height) {
  // Sizes of OpenJPEG 2.5's structures with what hangs on them.
  constexpr double kBlockBytes = 700, kPrecinctBytes = 1200;
  double bytes = 0, most = 0;
  const int levels = static_cast<int>(coding.precincts.size()) - 1;
  for (int r = 0; r <= levels; ++r) {
    const auto [precinct_width, precinct_height] = coding.precincts[static_cast<size_t>(r)];
    // One more each way than fit: parts are cut by a raster that does not begin with the tile.
    const auto count = [&](int part_width, int part_height) {
      return (std::floor(std::ldexp(width, r - levels - part_width)) + 2) *
             (std::floor(std::ldexp(height, r - levels - part_height)) + 2);
    };
    const double precincts = count(precinct_width, precinct_height);
    most = std::max(most, precincts);
    bytes += precincts * kPrecinctBytes + kBlockBytes * count(std::min(coding.block_width, precinct_width),
                                                              std::min(coding.block_height, precinct_height));
  }
  return {bytes, most};
}

}  // namespace

std::optional<Jp2Head> read_jp2_head(const std::filesystem::path& path) {
  ByteFile file(path);
  Jp2Head head;
  head.bare = file.at(0, 2) == "\xFF\x4F";
  const std::optional<std::uint64_t> at = head.bare ? std::uint64_t{0} : code_stream_of(file, head);
  if (!at || file.at(*at, 2) != "\xFF\x4F") return std::nullopt;
  const std::string siz = file.at(*at + 2, 40);
  if (!read_sizes(siz, head) || !read_markers(file, *at + 4 + big_endian(siz, 2, 2), head))
    return std::nullopt;
  if (head.codings.empty()) return std::nullopt;
  return head;
}

double jp2_table_bytes(const Jp2Head& head) {
  const double width = std::min(head.tile_width, head.width),
               height = std::min(head.tile_height, head.height);
  double bytes = 0, precincts = 0, resolutions = 0;
  for (const Jp2Head::Coding& coding : head.codings) {
    const auto [tables, most] = tables_of(coding, width, height);
    bytes = std::max(bytes, tables);
    precincts = std::max(precincts, most);
    resolutions = std::max(resolutions, static_cast<double>(coding.precincts.size()));
  }
  return head.components * (bytes + 2.0 * head.layers * precincts * resolutions) +
         static_cast<double>(head.tiles) * (kTileBytes + head.components * kTileComponentBytes);
}

}  // namespace folio
