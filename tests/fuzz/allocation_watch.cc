#include "allocation_watch.h"

#include <atomic>
#include <cstddef>
#include <cstdint>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define FOLIO_WATCHED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define FOLIO_WATCHED
#endif

#ifdef FOLIO_WATCHED
// As sanitizer/allocator_interface.h has them, which g++ does not bring along.
// NOLINTBEGIN(readability-identifier-naming,bugprone-reserved-identifier)
extern "C" int __sanitizer_install_malloc_and_free_hooks(void (*malloc_hook)(const volatile void*, size_t),
                                                         void (*free_hook)(const volatile void*));
extern "C" size_t __sanitizer_get_allocated_size(const volatile void* at);
// NOLINTEND(readability-identifier-naming,bugprone-reserved-identifier)
#endif

namespace folio::fuzz {

#ifdef FOLIO_WATCHED
namespace {

std::atomic<std::int64_t> held{0}, most{0};
std::atomic<bool> is_on{false};

void on_allocation(const volatile void* /*at*/, size_t size) {
  if (!is_on) return;
  const std::int64_t now = held += static_cast<std::int64_t>(size);
  if (now > most) most = now;
}

void on_release(const volatile void* at) {
  if (!is_on || at == nullptr) return;
  held -= static_cast<std::int64_t>(__sanitizer_get_allocated_size(at));
}

}  // namespace

void AllocationWatch::begin() {
  [[maybe_unused]] static const int installed =
      __sanitizer_install_malloc_and_free_hooks(on_allocation, on_release);
  held = most = 0;
  is_on = true;
}

std::uint64_t AllocationWatch::end() {
  is_on = false;
  return static_cast<std::uint64_t>(most.load());
}
#else
void AllocationWatch::begin() {}
std::uint64_t AllocationWatch::end() { return 0; }
#endif

}  // namespace folio::fuzz
