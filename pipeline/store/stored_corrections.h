#pragma once

#include <filesystem>

#include "page/correction.h"

namespace folio {

/// What people changed in a page's hOCR, as corrections.json in the page's folder of stages. Loading gives an
/// empty list where there is no such file. Throws Error{input} when it is damaged: what a person wrote must
/// not be lost by writing over it.
void save_corrections(const std::filesystem::path& folder, const PageCorrections& corrections);
PageCorrections load_corrections(const std::filesystem::path& folder);

}  // namespace folio
