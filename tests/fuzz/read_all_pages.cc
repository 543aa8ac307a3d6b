#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

#include "allocation_watch.h"
#include "core/error.h"
#include "image_fuzzer.h"
#include "ingest/page_source.h"

namespace folio::fuzz {
namespace {

constexpr ImageLimits kLimits{.max_pixels = 1'000'000, .max_side = 10'000};
/// Of small things that no header tells of, such as messages and the names of files.
constexpr std::uint64_t kSlack = 512 << 10;

[[noreturn]] void fail(const char* what) {
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

std::optional<ImageHeader> header_of(const PageSource& source, int page) {
  try {
    return source.header(page);
  } catch (const Error& error) {
    if (error.message().empty()) fail("an empty message");
    return std::nullopt;
  }
}

void check_page(const ScannedPage& page, const ImageHeader& header, std::uint64_t peak) {
  const cv::Mat& pixels = page.pixels;
  const bool sound = (pixels.type() == CV_8UC1 || pixels.type() == CV_8UC3) && pixels.total() >= 1 &&
                     pixels.total() <= 1'000'000 && page.resolution.x > 0 && page.resolution.y > 0;
  if (!sound) fail("not the pixels that a page promises");
  if (header.width != pixels.cols || header.height != pixels.rows || header.bilevel != page.bilevel ||
      header.channels < pixels.channels())
    fail("not what the header told");
  const std::uint64_t told = header.decode_bytes + pixels.total() * pixels.elemSize();
  if (peak > told + kSlack) {
    std::fprintf(stderr, "%llu bytes held, %llu told\n", static_cast<unsigned long long>(peak),
                 static_cast<unsigned long long>(told));
    std::abort();
  }
}

void read_page(const PageSource& source, int page_idx) {
  const std::optional<ImageHeader> header = header_of(source, page_idx);
  try {
    AllocationWatch::begin();
    const ScannedPage page = source.read(page_idx);
    const std::uint64_t peak = AllocationWatch::end();
    if (!header) fail("read what its header refused");
    check_page(page, *header, peak);
  } catch (const Error&) {  // one bad page leaves the others readable
    AllocationWatch::end();
  }
}

}  // namespace

void read_all_pages(const std::uint8_t* data, std::size_t size) {
  const int handle = memfd_create("fuzz", 0);
  if (handle < 0 || write(handle, data, size) != static_cast<ssize_t>(size)) std::abort();
  try {
    const PageSource source("/proc/self/fd/" + std::to_string(handle), "fuzz", kLimits);
    for (int i = 0; i < std::min(source.page_count(), 20); ++i) read_page(source, i);
  } catch (const Error& error) {
    if (error.message().empty()) fail("an empty message");
  }
  close(handle);
}

}  // namespace folio::fuzz
