#pragma once

#include <cstdint>

namespace folio {

/// Gives memory that is free, but kept for later, back to the system: before much is asked for in pieces of
/// other sizes, which would not fit into what is kept. Costs some milliseconds.
void return_free_memory();

/// Bytes that this process holds in memory now, shared ones included; 0 where the system does not tell.
std::uint64_t resident_bytes();

/// From now on this process may take no more than so many bytes beyond those that it has asked for so far:
/// asking for more fails as it does on a machine without any left (std::bad_alloc). 0 = without limit.
/// Nothing happens where the system cannot limit it.
void limit_further_memory(std::uint64_t bytes);

/// Bytes that a program may reasonably take here: of the machine's memory, or that of the control group which
/// this process belongs to, 80 %; what other programs hold now is left out. 0 where the system does not tell.
std::uint64_t usable_memory();

/// Cores that this process may run on, by affinity and by its control group's quota; at least 1.
int usable_cores();

}  // namespace folio
