// TIFF files: directories, layouts and codings.
#include "image_fuzzer.h"

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // Other formats have a fuzzer of their own.
  if (size >= 4 && (data[0] == 'I' || data[0] == 'M')) folio::fuzz::read_all_pages(data, size);
  return 0;
}
