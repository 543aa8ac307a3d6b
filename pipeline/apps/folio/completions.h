#pragma once

#include <string>

#include "command_tree.h"

namespace folio {

/// Scripts that complete commands, options and their choices; where neither fits, names of files.
std::string bash_completion(const CommandFacts& tree);
std::string zsh_completion(const CommandFacts& tree);
std::string fish_completion(const CommandFacts& tree);

}  // namespace folio
