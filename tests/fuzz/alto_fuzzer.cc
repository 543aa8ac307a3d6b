#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/error.h"
#include "export/readings.h"
#include "export/xml/alto_reader.h"
#include "export/xml/alto_writer.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  try {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    for (const folio::PageText& page : folio::read_alto(bytes, "fuzz")) {
      // What was read can be written, and what was written be read.
      const auto again = folio::read_alto(folio::write_alto(page), "again");
      if (again.size() != 1 || again[0].lines.size() != page.lines.size()) __builtin_trap();
      for (const folio::Reading reading : folio::kReadings)
        folio::reading_of(page, reading, folio::TextLayout::reflowed);
    }
  } catch (const folio::Error& error) {
    // What we write ourselves is never refused.
    if (error.file() == "again") __builtin_trap();
  }
  return 0;
}
