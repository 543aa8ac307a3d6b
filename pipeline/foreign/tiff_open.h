#pragma once

#include <filesystem>
#include <string>

#include "foreign/handles.h"

namespace folio {

/// What libtiff said about one open file. The messages go to folio::log() too.
struct TiffMessages {
  std::string first_error;  ///< since the last clear(); empty = none
  int fax_damage = 0;       ///< messages of the CCITT decoders, which report damage and go on
  void clear() { *this = {}; }
};

/// An open TIFF whose messages are collected. `messages` must outlive `tiff`, hence the order.
struct OpenTiff {
  std::unique_ptr<TiffMessages> messages;
  TiffPtr tiff;
};

/// Opens for reading, without memory mapping: a file that is cut short meanwhile gives an error, not a
/// signal. No allocation of libtiff's own passes `max_allocation` bytes. `tiff` is null on failure; then
/// messages say why.
OpenTiff open_tiff(const std::filesystem::path& file, long max_allocation);

}  // namespace folio
