#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace folio {

/// An option or a positional argument, as --help has it.
struct OptionFacts {
  std::vector<std::string> names;    ///< "-o", "--output"; of a positional argument its one name, "INPUT"
  std::string value;                 ///< what it takes: "TEXT", "INT (1 - 1024)"; empty for a flag
  std::vector<std::string> choices;  ///< the only values that it takes; empty = others
  std::string default_value;         ///< empty = none
  bool required = false;
  bool repeats = false;  ///< takes several values
  std::string description;

  bool takes_value() const { return !value.empty() || !choices.empty(); }
};

/// A command, with those below it.
struct CommandFacts {
  std::vector<std::string> words;  ///< "folio", "hocr", "check"
  std::string description, footer;
  std::vector<OptionFacts> arguments;  ///< positional ones, in their order
  std::vector<OptionFacts> options;
  std::vector<CommandFacts> commands;

  std::string name() const;         ///< "folio hocr check"
  std::string joined_name() const;  ///< "folio-hocr-check", as its manual page is called
};

/// All that an App and the Apps below it say in their --help. Hidden ones are left out.
CommandFacts command_tree(const CLI::App& app);

/// The command and all below it, each before those below it.
std::vector<const CommandFacts*> all_commands(const CommandFacts& tree);

}  // namespace folio
