#pragma once

#include <string>

#include "command_tree.h"

namespace folio {

/// The manual page of a command, for section 1, in man(7)'s macros and UTF-8. `parent`: the command that it
/// is below; nullptr = it is the program itself. `program`: the whole tree, whose footer tells of exit
/// status.
std::string manual_page(const CommandFacts& command, const CommandFacts* parent, const CommandFacts& program);

}  // namespace folio
