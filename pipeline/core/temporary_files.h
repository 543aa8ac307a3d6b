#pragma once

#include <sys/types.h>

#include <filesystem>

namespace folio {

/// A name beside `path` that no other thread, process or machine uses: ".STEM.MACHINE-PROCESS-N.partEXT",
/// hidden, with the same extension. MACHINE stands for the host's name, in eight hexadecimal digits.
std::filesystem::path temporary_beside(const std::filesystem::path& path);

/// Removes what write_file() left of files that were never finished, in an output folder and in those of its
/// folders that pages are written to. `process`: those of this process alone; 0 = of all processes of this
/// machine that are gone. Files of other machines stay, links are not followed. Returns how many were
/// removed; what cannot be read or removed is passed over.
int remove_half_written(const std::filesystem::path& output, pid_t process = 0);

}  // namespace folio
