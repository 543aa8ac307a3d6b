#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/error.h"
#include "export/readings.h"
#include "export/xml/page_xml.h"
#include "export/xml/page_xml_reader.h"
#include "export/xml/tei_page.h"
#include "transcription/tei_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  try {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    for (const folio::PageText& page : folio::read_page_xml(bytes, "fuzz")) {
      // What was read can be written, and what was written be read.
      const auto again = folio::read_page_xml(folio::write_page_xml(page), "again");
      if (again.size() != 1 || again[0].lines.size() != page.lines.size()) __builtin_trap();
      folio::read_tei(folio::write_tei(page, {}), "tei");
      for (const folio::Reading reading : folio::kReadings) folio::reading_of(page, reading);
    }
  } catch (const folio::Error& error) {
    // What we write ourselves is never refused.
    if (error.file() == "again") __builtin_trap();
  }
  return 0;
}
