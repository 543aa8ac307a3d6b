#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/error.h"
#include "export/hocr/hocr_reader.h"
#include "export/hocr/hocr_writer.h"
#include "export/readings.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  try {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    for (const folio::PageText& page : folio::read_hocr(bytes, "fuzz")) {
      // What was read can be written, and what was written be read.
      if (folio::read_hocr(folio::write_hocr(page), "again").size() != 1) __builtin_trap();
      for (const folio::Reading reading : folio::kReadings) folio::reading_of(page, reading);
    }
  } catch (const folio::Error&) {
  }
  return 0;
}
