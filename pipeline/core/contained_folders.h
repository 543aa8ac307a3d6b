#pragma once

#include <filesystem>

namespace folio {

/// Sees that what is written to OUTPUT/`folder` stays in the output folder. The output folder itself may be a
/// link, and so may folders in it that lead to others in it. Throws Error{file_access} where one leads out,
/// or nowhere. `folder` is relative; what is missing of it is no error.
void check_stays_inside(const std::filesystem::path& output, const std::filesystem::path& folder);

}  // namespace folio
