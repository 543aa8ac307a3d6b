#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "core/error.h"
#include "ingest/page_source.h"

namespace folio::fuzz {

/// Reads all pages of `bytes` as a file in memory, as ingest does, within small limits. An Error is a good
/// answer, as is a page whose pixels hold what ScannedPage promises; anything else ends the program.
inline void read_all_pages(const uint8_t* data, size_t size) {
  const int handle = memfd_create("fuzz", 0);
  if (handle < 0 || write(handle, data, size) != static_cast<ssize_t>(size)) std::abort();
  try {
    const ImageLimits limits{.max_pixels = 1'000'000, .max_side = 10'000};
    const PageSource source("/proc/self/fd/" + std::to_string(handle), "fuzz", limits);
    for (int i = 0; i < std::min(source.page_count(), 20); ++i) {
      try {
        const ScannedPage page = source.read(i);
        const bool sound = (page.pixels.type() == CV_8UC1 || page.pixels.type() == CV_8UC3) &&
                           page.pixels.total() >= 1 && page.pixels.total() <= 1'000'000 &&
                           page.resolution.x > 0 && page.resolution.y > 0;
        if (!sound) std::abort();
      } catch (const Error&) {
        continue;  // one bad page leaves the others readable
      }
    }
  } catch (const Error& error) {
    if (error.message().empty()) std::abort();
  }
  close(handle);
}

}  // namespace folio::fuzz
