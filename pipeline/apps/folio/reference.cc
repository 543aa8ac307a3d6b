// usage: folio-reference FOLDER: writes folio's manual pages into FOLDER/man1 and its completions into
// FOLDER/completions, from the same options as --help.
#include <cstdio>
#include <filesystem>

#include "commands.h"
#include "completions.h"
#include "core/error.h"
#include "core/files.h"
#include "manual_page.h"

namespace folio {
namespace {

void write_manual(const CommandFacts& command, const CommandFacts* parent, const CommandFacts& program,
                  const std::filesystem::path& folder) {
  write_file(folder / (command.joined_name() + ".1"), manual_page(command, parent, program));
  for (const CommandFacts& below : command.commands) write_manual(below, &command, program, folder);
}

void write_reference(const std::filesystem::path& folder) {
  CLI::App app;
  Command chosen;
  bool verbose = false;
  add_all_commands(app, chosen, verbose);
  const CommandFacts tree = command_tree(app);
  write_manual(tree, nullptr, tree, folder / "man1");
  write_file(folder / "completions/folio.bash", bash_completion(tree));
  write_file(folder / "completions/_folio", zsh_completion(tree));
  write_file(folder / "completions/folio.fish", fish_completion(tree));
}

}  // namespace
}  // namespace folio

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: folio-reference FOLDER\n", stderr);
    return 1;
  }
  try {
    folio::write_reference(argv[1]);
  } catch (const folio::Error& error) {
    std::fprintf(stderr, "folio-reference: %s\n", error.message().c_str());
    return static_cast<int>(error.code());
  }
  return 0;
}
