#include "core/contained_folders.h"

#include <algorithm>
#include <cassert>
#include <system_error>

#include "core/error.h"

namespace folio {
namespace fs = std::filesystem;

namespace {

bool is_in(const fs::path& inner, const fs::path& outer) {
  return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

}  // namespace

void check_stays_inside(const fs::path& output, const fs::path& folder) {
  assert(folder.is_relative());
  std::error_code failure;
  fs::path step = output;
  for (const fs::path& part : folder) {
    step /= part;
    const fs::file_status status = fs::symlink_status(step, failure);
    if (!fs::exists(status)) return;
    if (!fs::is_symlink(status)) continue;
    const fs::path whole = fs::canonical(output, failure);
    const fs::path target = failure ? fs::path() : fs::canonical(step, failure);
    if (failure || !is_in(target, whole))
      throw Error(ErrorCode::file_access, "is a link that leads out of the output folder",
                  "remove the link, or write to another folder")
          .at_file(step.string());
  }
}

}  // namespace folio
