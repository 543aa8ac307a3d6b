#include "completions.h"

#include <functional>

namespace folio {
namespace {

/// Within single quotes of bash and zsh.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

/// Within single quotes of fish.
std::string fish_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// What is said of an option in a list: the beginning of its description, on one line.
std::string summary(const std::string& description) {
  return description.substr(0, std::min(description.find(':'), description.find(';')));
}

/// Patterns of a case: the command and each name of the option.
std::string patterns(const CommandFacts& command, const OptionFacts& option) {
  std::string text;
  for (const std::string& name : option.names)
    text += (text.empty() ? "" : "|") + quoted(command.name() + " " + name);
  return text;
}

/// Bash and zsh: the lines of a case that finds the command which the cursor is in.
std::string command_cases(const CommandFacts& tree) {
  std::string text;
  for (const CommandFacts* command : all_commands(tree)) {
    if (command->words.size() > 1) text += (text.empty() ? "" : "|") + quoted(command->name());
  }
  return text;
}

/// Bash and zsh: the lines of a case over "COMMAND OPTION" for options that take a value.
std::string value_cases(const CommandFacts& tree, const std::string& for_files,
                        const std::function<std::string(const std::vector<std::string>&)>& for_choices) {
  std::string text;
  for (const CommandFacts* command : all_commands(tree)) {
    for (const OptionFacts& option : command->options) {
      if (!option.takes_value()) continue;
      text += "    " + patterns(*command, option) + ") " +
              (option.choices.empty() ? for_files : for_choices(option.choices)) + "; return ;;\n";
    }
  }
  return text;
}

}  // namespace

std::string bash_completion(const CommandFacts& tree) {
  std::string text =
      "# Completions of folio for bash. Written by folio-reference.\n"
      "_folio() {\n"
      "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} at=folio words= i\n"
      "  COMPREPLY=()\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    case \"$at ${COMP_WORDS[i]}\" in\n"
      "    " +
      command_cases(tree) +
      ") at+=\" ${COMP_WORDS[i]}\" ;;\n"
      "    esac\n"
      "  done\n"
      "  case \"$at $prev\" in\n";
  text += value_cases(tree, ":", [](const std::vector<std::string>& choices) {
    return "COMPREPLY=($(compgen -W " + quoted(joined(choices)) + " -- \"$cur\"))";
  });
  text += "  esac\n  case $at in\n";
  for (const CommandFacts* command : all_commands(tree)) {
    std::vector<std::string> options, commands;
    for (const OptionFacts& option : command->options)
      options.insert(options.end(), option.names.begin(), option.names.end());
    for (const CommandFacts& below : command->commands) commands.push_back(below.words.back());
    text += "    " + quoted(command->name()) + ") words=" + quoted(joined(commands)) +
            "; [[ $cur != -* ]] || words=" + quoted(joined(options)) + " ;;\n";
  }
  return text +
         "  esac\n"
         "  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
         "}\n"
         "complete -o default -F _folio folio\n";
}

std::string zsh_completion(const CommandFacts& tree) {
  std::string text =
      "#compdef folio\n"
      "# Completions of folio for zsh. Written by folio-reference.\n"
      "local at=folio word\n"
      "local -a list\n"
      "for word in \"${(@)words[2,CURRENT-1]}\"; do\n"
      "  case \"$at $word\" in\n"
      "    (" +
      command_cases(tree) +
      ") at+=\" $word\" ;;\n"
      "  esac\n"
      "done\n"
      "case \"$at ${words[CURRENT-1]}\" in\n";
  // A parenthesis opens each pattern: zsh would take a quote for the begin of a command.
  for (const CommandFacts* command : all_commands(tree)) {
    for (const OptionFacts& option : command->options) {
      if (!option.takes_value()) continue;
      text += "  (" + patterns(*command, option) + ") " +
              (option.choices.empty() ? "_files" : "compadd -- " + joined(option.choices)) + "; return ;;\n";
    }
  }
  text += "esac\ncase $at in\n";
  for (const CommandFacts* command : all_commands(tree)) {
    std::string options, commands;
    for (const OptionFacts& option : command->options) {
      for (const std::string& name : option.names)
        options += " " + quoted(name + ":" + summary(option.description));
    }
    for (const CommandFacts& below : command->commands)
      commands += " " + quoted(below.words.back() + ":" + summary(below.description));
    text += "  (" + quoted(command->name()) + ")\n    if [[ $PREFIX == -* ]]; then list=(" + options +
            " ); _describe -o option list\n    else " +
            (commands.empty() ? "_files" : "list=(" + commands + " ); _describe command list") + "; fi ;;\n";
  }
  return text + "esac\n";
}

std::string fish_completion(const CommandFacts& tree) {
  std::string cases;
  for (const CommandFacts* command : all_commands(tree)) {
    if (command->words.size() > 1) cases += " " + fish_quoted(command->name());
  }
  std::string text =
      "# Completions of folio for fish. Written by folio-reference.\n"
      "function __folio_at\n"
      "  set -l at folio\n"
      "  for word in (commandline -opc)[2..-1]\n"
      "    switch \"$at $word\"\n"
      "      case" +
      cases +
      "\n"
      "        set at \"$at $word\"\n"
      "    end\n"
      "  end\n"
      "  test \"$at\" = \"$argv\"\n"
      "end\n";
  for (const CommandFacts* command : all_commands(tree)) {
    const std::string begin = "complete -c folio -n " + fish_quoted("__folio_at " + command->name());
    for (const CommandFacts& below : command->commands)
      text +=
          begin + " -f -a " + below.words.back() + " -d " + fish_quoted(summary(below.description)) + "\n";
    for (const OptionFacts& option : command->options) {
      text += begin;
      for (const std::string& name : option.names)
        text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (option.takes_value()) text += " -r";
      if (!option.choices.empty()) text += " -f -a " + fish_quoted(joined(option.choices));
      text += " -d " + fish_quoted(summary(option.description)) + "\n";
    }
  }
  return text;
}

}  // namespace folio
