// A patch of the review page: damaged, or made by somebody who means ill.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/error.h"
#include "core/text.h"
#include "review/patch_resolver.h"
#include "review/review_patch.h"
#include "support/sample_page_text.h"

namespace folio::fuzz {
namespace {

/// What is read fits what folio writes, and comes to something on a page without a fault.
void resolve(const ReviewPatch& patch) {
  static const PageText page = sample_page_text();
  for (const PagePatch& on_page : patch.pages) {
    if (on_page.stem.empty() || on_page.stem.find('/') != std::string::npos) std::abort();
    PagePatch here = on_page;
    here.image_sha256 = page.origin.sha256;
    const ResolvedPatch resolved = resolve_patch(here, page, {}, "");
    for (const Correction& correction : resolved.words)
      if (!is_utf8(correction.text) || correction.text.size() > 4 * kMostWordBytes || correction.box.empty())
        std::abort();
    for (const PatchConflict& conflict : resolved.conflicts)
      if (conflict.reason.empty()) std::abort();
  }
}

}  // namespace
}  // namespace folio::fuzz

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  try {
    folio::fuzz::resolve(
        folio::parse_review_patch(std::string_view(reinterpret_cast<const char*>(data), size)));
  } catch (const folio::Error& error) {
    if (error.message().empty()) std::abort();
  }
  return 0;
}
