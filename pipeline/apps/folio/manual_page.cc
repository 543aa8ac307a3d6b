#include "manual_page.h"

#include <spdlog/fmt/fmt.h>

#include <string>
#include <vector>

#include "core/version.h"

namespace folio {
namespace {

/// Text that nothing in it is taken for a request, an escape or a hyphen.
std::string plain(const std::string& text) {
  std::string out;
  bool at_line_start = true;
  for (const char c : text) {
    if (at_line_start && (c == '.' || c == '\'')) out += "\\&";
    at_line_start = c == '\n';
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else if (c == '\'')
      out += "\\(aq";
    else if (c == '^')
      out += "\\(ha";
    else if (c == '~')
      out += "\\(ti";
    else if (c == '`')
      out += "\\(ga";
    else
      out += c;
  }
  return out;
}

std::string bold(const std::string& text) { return "\\fB" + plain(text) + "\\fR"; }
std::string italic(const std::string& text) { return "\\fI" + plain(text) + "\\fR"; }

std::string choices_of(const OptionFacts& option) {
  std::string text;
  for (const std::string& choice : option.choices) text += (text.empty() ? "" : "|") + bold(choice);
  return text;
}

std::string value_of(const OptionFacts& option) {
  if (!option.takes_value()) return {};
  return " " + (option.choices.empty() ? italic(option.value) : choices_of(option)) +
         (option.repeats ? " ..." : "");
}

std::string synopsis(const CommandFacts& command) {
  std::string text = bold(command.name());
  for (const OptionFacts& option : command.options) {
    if (option.required) text += " " + bold(option.names.front()) + value_of(option);
  }
  text += " [" + italic("OPTION") + "]...";
  if (!command.commands.empty()) text += " " + italic("COMMAND") + " ...";
  for (const OptionFacts& argument : command.arguments) {
    const std::string name = italic(argument.names.front()) + (argument.repeats ? " ..." : "");
    text += argument.required ? " " + name : " [" + name + "]";
  }
  return text + "\n";
}

/// With one full stop at its end.
std::string sentence(std::string text) {
  while (!text.empty() && text.back() == '.') text.pop_back();
  return text.empty() ? text : plain(text) + ".";
}

std::string paragraph_of(const OptionFacts& option) {
  std::string text = sentence(option.description);
  if (option.required) text += " Required.";
  if (!option.default_value.empty()) text += " Default: " + plain(option.default_value) + ".";
  return text + "\n";
}

std::string arguments_text(const CommandFacts& command) {
  if (command.arguments.empty()) return {};
  std::string text = ".SH ARGUMENTS\n";
  for (const OptionFacts& argument : command.arguments)
    text += ".TP\n" + italic(argument.names.front()) + (argument.repeats ? " ..." : "") + "\n" +
            paragraph_of(argument);
  return text;
}

std::string options_text(const CommandFacts& command) {
  std::string text = ".SH OPTIONS\n";
  for (const OptionFacts& option : command.options) {
    std::string names;
    for (const std::string& name : option.names) names += (names.empty() ? "" : ", ") + bold(name);
    text += ".TP\n" + names + value_of(option) + "\n" + paragraph_of(option);
  }
  return text;
}

std::string commands_text(const CommandFacts& command) {
  if (command.commands.empty()) return {};
  std::string text = ".SH COMMANDS\n";
  for (const CommandFacts& below : command.commands)
    text += fmt::format(".TP\n.BR {} (1)\n{}\n", plain(below.joined_name()), sentence(below.description));
  return text;
}

std::string see_also(const CommandFacts& command, const CommandFacts* parent) {
  std::vector<std::string> names;
  if (parent != nullptr) names.push_back(parent->joined_name());
  for (const CommandFacts& below : command.commands) names.push_back(below.joined_name());
  std::string text;
  for (const std::string& name : names)
    text += ".BR " + plain(name) + " (1)" + (&name == &names.back() ? "\n" : ",\n");
  return text;
}

}  // namespace

std::string manual_page(const CommandFacts& command, const CommandFacts* parent,
                        const CommandFacts& program) {
  std::string text = fmt::format(".TH {} 1 \"\" \"folio {}\" \"Manual of folio\"\n",
                                 plain(command.joined_name()), plain(std::string(version())));
  text += ".nh\n.ad l\n";  // names of files and options are not broken
  text += ".SH NAME\n" + plain(command.joined_name()) + " \\- " +
          plain(command.description.substr(0, command.description.find_last_not_of('.') + 1)) + "\n";
  text += ".SH SYNOPSIS\n" + synopsis(command);
  text += ".SH DESCRIPTION\n" + sentence(command.description) + "\n";
  if (command.footer != program.footer) text += ".PP\n" + plain(command.footer) + "\n";
  text += commands_text(command) + arguments_text(command) + options_text(command);
  // The program's footer tells of the exit status, and is that of commands without one of their own.
  constexpr std::string_view kExit = "Exit: ";
  const size_t begin = program.footer.starts_with(kExit) ? kExit.size() : 0;
  text += ".SH EXIT STATUS\n" + plain(program.footer.substr(begin)) + "\n";
  text +=
      ".SH ENVIRONMENT\n.TP\n.B FOLIO_DATA\nThe folder that holds folio\\(aqs\n.IR models/ ;\n"
      "else share/folio beside the program\\(aqs folder.\n"
      ".TP\n.B TESSDATA_PREFIX\nThe folder of Tesseract\\(aqs languages, where it is not Debian\\(aqs.\n";
  const std::string others = see_also(command, parent);
  if (!others.empty()) text += ".SH SEE ALSO\n" + others;
  return text;
}

}  // namespace folio
