#pragma once

namespace folio {

/// Lets OpenCV take the memory of large pictures from an allocator that hands a freed picture's memory to the
/// next of the same size. Pages go through stages that make and drop masks of one size by the hundred: fresh
/// memory, which the system clears, costs more than the work on them. Each thread keeps up to four freed
/// pictures; one of a size that is not among them is made after these have gone back to the system, so that
/// a program's peak is what it uses. Large pictures lie in huge pages where the system has them. For the main
/// program, before its first picture.
void reuse_picture_memory();

/// Gives what this thread keeps of freed pictures back to the system.
void drop_freed_pictures();

}  // namespace folio
