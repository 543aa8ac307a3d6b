// PNG, JPEG and JPEG 2000 files, and whatever is none.
#include "image_fuzzer.h"

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  folio::fuzz::read_all_pages(data, size);
  return 0;
}
