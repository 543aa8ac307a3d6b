#include <spdlog/fmt/fmt.h>

#include "batch/leaves.h"
#include "commands.h"
#include "core/error.h"

namespace folio {
namespace {

struct Arguments {
  std::string output, call_number;
};

}  // namespace

FolioFacts facts_given(const std::string& call_number) {
  FolioFacts facts;
  if (call_number.empty()) return facts;
  const std::optional<CallNumber> read = parse_call_number(call_number);
  if (!read)
    throw Error(ErrorCode::arguments, "--call-number: no call number can be read in '" + call_number + "'",
                "write it as \"ГАРФ. Ф. 5446. Оп. 98с. Д. 718. Л. 12–16\"");
  facts.call_number = to_string(*read);
  facts.source = "option";
  return facts;
}

void add_call_number(CLI::App& command, std::string& call_number) {
  command.add_option("--call-number", call_number,
                     "Where the archive keeps the folio: \"ГАРФ. Ф. 5446. Оп. 98с. Д. 718. Л. 12–16\"");
}

void add_leaves_commands(CLI::App& app, Command& chosen) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App& command = *app.add_subcommand(
      "leaves", "Tells the leaf numbers on the pages of OUT: numberings, gaps, doubles, pages out of order");
  command.add_option("OUT", arguments->output, "Folder of an earlier run")->required();
  add_call_number(command, arguments->call_number);
  command.callback([arguments, &chosen] {
    chosen = [arguments] {
      const FolioRecord record = account_for_leaves(arguments->output, facts_given(arguments->call_number));
      fmt::print("{}", folio_words(record));
      return kExitDone;
    };
  });
}

}  // namespace folio
