#pragma once

#include <filesystem>

namespace folio {

/// What a process takes from itself before it decodes bytes that anybody may have made. Neither can be
/// undone; both hold for what the calling thread starts from then on, so they come before other threads are
/// started. docs/decisions/isolation.md says why these.

/// From now on files can be written, made, renamed and removed only beneath `folder`, wherever symbolic links
/// lead; /dev/null can be written too. Reading stays as it was, and so do files that are open already. Denied
/// calls fail with EACCES (a rename across the border with EXDEV). By Landlock (Linux 5.13); false where the
/// kernel does not have it. Throws Error{file_access} when `folder` is no folder that can be opened.
bool confine_writes(const std::filesystem::path& folder);

/// From now on this process makes and uses no network connection (of any family), starts no program and no
/// process, looks into no other process and sends it no signal: those calls fail with EACCES. Threads, files
/// and sockets that are open already stay usable. By seccomp; false where the kernel does not take it.
bool deny_network_and_programs();

/// Version of the kernel's Landlock, 1 and up; 0 = it has none, and confine_writes() returns false.
int landlock_version();

/// The kernel takes seccomp filters: deny_network_and_programs() may work.
bool has_seccomp_filters();

}  // namespace folio
