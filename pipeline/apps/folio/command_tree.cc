#include "command_tree.h"

#include <algorithm>

namespace folio {
namespace {

std::string joined(const std::vector<std::string>& words, char separator) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : std::string(1, separator)) + word;
  return text;
}

/// Of "TEXT:{auto,net}" and "ENUM:value in {typed->0,amended->1} OR {0,1}" the names.
std::vector<std::string> choices_in(const std::string& type) {
  const size_t open = type.find('{'), close = type.find('}', open);
  if (open == std::string::npos || close == std::string::npos) return {};
  std::vector<std::string> choices;
  for (size_t begin = open + 1; begin < close;) {
    const size_t end = std::min(type.find(',', begin), close);
    std::string choice = type.substr(begin, end - begin);
    choice.resize(std::min(choice.find("->"), choice.size()));
    choices.push_back(choice);
    begin = end + 1;
  }
  return choices;
}

/// "INT:INT in [1 - 1024]" becomes "INT (1 - 1024)"; other validators' words are for error messages.
std::string value_in(const std::string& type) {
  std::string value = type.substr(0, type.find(':'));
  const size_t open = type.find('['), close = type.find(']', open);
  if (type.find(" in [") != std::string::npos && close != std::string::npos)
    value += " (" + type.substr(open + 1, close - open - 1) + ")";
  return value;
}

OptionFacts facts_of(const CLI::Option& option) {
  OptionFacts facts;
  if (option.get_positional()) facts.names.push_back(option.get_name(true));
  if (!option.get_positional()) {
    for (const std::string& name : option.get_snames()) facts.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) facts.names.push_back("--" + name);
  }
  if (option.get_items_expected_max() != 0) {
    const std::string type = option.get_type_name();
    facts.choices = choices_in(type);
    facts.value = value_in(type);
    facts.default_value = option.get_default_str();
  }
  facts.required = option.get_required();
  facts.repeats = option.get_items_expected_max() >= CLI::detail::expected_max_vector_size;
  facts.description = option.get_description();
  return facts;
}

CommandFacts tree_of(const CLI::App& app, std::vector<std::string> words) {
  CommandFacts command;
  words.push_back(app.get_name());
  command.words = std::move(words);
  command.description = app.get_description();
  command.footer = app.get_footer();
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;
    (option->get_positional() ? command.arguments : command.options).push_back(facts_of(*option));
  }
  for (const CLI::App* below :
       app.get_subcommands([](const CLI::App* some) { return !some->get_group().empty(); }))
    command.commands.push_back(tree_of(*below, command.words));
  return command;
}

void collect(const CommandFacts& command, std::vector<const CommandFacts*>& found) {
  found.push_back(&command);
  for (const CommandFacts& below : command.commands) collect(below, found);
}

}  // namespace

std::string CommandFacts::name() const { return joined(words, ' '); }
std::string CommandFacts::joined_name() const { return joined(words, '-'); }

CommandFacts command_tree(const CLI::App& app) { return tree_of(app, {}); }

std::vector<const CommandFacts*> all_commands(const CommandFacts& tree) {
  std::vector<const CommandFacts*> found;
  collect(tree, found);
  return found;
}

}  // namespace folio
