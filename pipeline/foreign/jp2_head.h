#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace folio {

/// What is known of a JPEG 2000 file before its decoder sees it: the decoder makes tables from these figures
/// before it checks anything.
struct Jp2Head {
  /// How components are coded: by the markers COD and COC of the main header.
  struct Coding {
    int block_width = 6, block_height = 6;  ///< of code blocks, as powers of two
    std::vector<std::pair<int, int>>
        precincts;  ///< width and height as powers of two; lowest resolution first
  };

  std::string header_boxes;      ///< content of the box "jp2h"; empty for a bare code stream
  bool bare = false;             ///< no JP2 file, but a code stream alone
  double width = 0, height = 0;  ///< pixels
  double tile_width = 0, tile_height = 0;
  double tiles = 0;
  int components = 0;
  int layers = 1;
  std::vector<Coding> codings;
};

/// Reads it. Nothing when the file is cut short within it, or its boxes or markers make no sense. Boxes
/// before the code stream may hold 16 MB and be 1,000; the main header may have 10,000 markers.
std::optional<Jp2Head> read_jp2_head(const std::filesystem::path& file);

/// An upper estimate of OpenJPEG's tables, in bytes: of a tile its code blocks, precincts, order of the
/// packets; of all tiles their parameters.
double jp2_table_bytes(const Jp2Head& head);

}  // namespace folio
