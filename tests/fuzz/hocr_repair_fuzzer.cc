#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/error.h"
#include "export/hocr/check/hocr_check.h"
#include "export/hocr/repair/hocr_repair.h"

/// What is mended is taken by all, unless it has several pages, and nothing is left to mend.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  try {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const folio::HocrVerdict before = folio::check_hocr(bytes, "fuzz");
    folio::describe(before, 3);
    folio::json_of(before);
    const folio::RepairedHocr repaired = folio::repair_hocr(bytes, "fuzz", true);
    for (const std::string& file : repaired.files) {
      if (!folio::check_hocr(file, "mended").all_take_it()) __builtin_trap();
      if (!folio::repair_hocr(file, "again", true).changes.empty()) __builtin_trap();
    }
  } catch (const folio::Error&) {
  }
  return 0;
}
