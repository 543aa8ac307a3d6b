#include "foreign/exif.h"

#include <libexif/exif-data.h>

#include "foreign/handles.h"

namespace folio {
namespace {

const ExifEntry* entry_of(const ExifData& data, ExifTag tag, ExifFormat format, unsigned size) {
  const ExifEntry* entry = exif_content_get_entry(data.ifd[EXIF_IFD_0], tag);
  const bool fits =
      entry != nullptr && entry->format == format && entry->components >= 1 && entry->size >= size;
  return fits ? entry : nullptr;
}

int short_value(const ExifData& data, ExifTag tag, ExifByteOrder order) {
  const ExifEntry* entry = entry_of(data, tag, EXIF_FORMAT_SHORT, 2);
  return entry != nullptr ? exif_get_short(entry->data, order) : 0;
}

double rational_value(const ExifData& data, ExifTag tag, ExifByteOrder order) {
  const ExifEntry* entry = entry_of(data, tag, EXIF_FORMAT_RATIONAL, 8);
  if (entry == nullptr) return 0;
  const ExifRational value = exif_get_rational(entry->data, order);
  return value.denominator == 0 ? 0 : static_cast<double>(value.numerator) / value.denominator;
}

}  // namespace

Exif read_exif(std::span<const uint8_t> segment) {
  Exif exif;
  const ExifPtr data(exif_data_new());
  if (!data) return exif;
  // As stored: libexif would otherwise fill in tags that the file does not have.
  exif_data_unset_option(data.get(), EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
  exif_data_load_data(data.get(), segment.data(), static_cast<unsigned>(segment.size()));
  const ExifByteOrder order = exif_data_get_byte_order(data.get());
  exif.orientation = short_value(*data, EXIF_TAG_ORIENTATION, order);
  const int unit = short_value(*data, EXIF_TAG_RESOLUTION_UNIT, order);
  const double scale = unit == 2 ? 1 : unit == 3 ? 2.54 : 0;  // inch, centimeter
  exif.x_per_inch = scale * rational_value(*data, EXIF_TAG_X_RESOLUTION, order);
  exif.y_per_inch = scale * rational_value(*data, EXIF_TAG_Y_RESOLUTION, order);
  return exif;
}

}  // namespace folio
