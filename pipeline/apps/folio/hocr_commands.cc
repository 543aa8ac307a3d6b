#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "commands.h"
#include "core/error.h"
#include "core/files.h"
#include "core/text.h"
#include "export/hocr/check/hocr_check.h"
#include "export/hocr/hocr_reader.h"
#include "export/hocr/hocr_writer.h"
#include "export/hocr/repair/hocr_repair.h"
#include "tell.h"

namespace folio {
namespace {

constexpr int kShown = 10;  // findings of one rule and consumer

struct Arguments {
  std::vector<std::string> files;
  bool json = false;
  bool all = false;
  bool round_trip = false;
  std::string output;
  bool split = false;
};

/// Says where the first line is that folio would write otherwise. True when there is none.
bool writes_it_again(const std::string& bytes, const std::string& file) {
  const std::vector<PageText> pages = read_hocr(bytes, file);
  const std::string again = pages.size() == 1 ? write_hocr(pages.front()) : std::string();
  if (again == bytes) return true;
  const auto [before, after] = std::mismatch(bytes.begin(), bytes.end(), again.begin(), again.end());
  fmt::print("{}:{}: folio writes this line otherwise\n", escape_control_characters(file),
             1 + std::count(bytes.begin(), before, '\n'));
  return false;
}

int check_file(const Arguments& arguments, const std::string& file) {
  const std::string bytes = read_file(file);
  const HocrVerdict verdict = check_hocr(bytes, file);
  fmt::print("{}", arguments.json ? json_of(verdict) : describe(verdict, arguments.all ? 0 : kShown));
  const bool again = !arguments.round_trip || writes_it_again(bytes, file);
  return verdict.all_take_it() && again ? kExitDone : static_cast<int>(ErrorCode::quality);
}

/// Findings to standard output, as they are what was asked for. A file that is no hOCR does not end the
/// others.
int run_check(const Arguments& arguments) {
  int worst = kExitDone;
  for (const std::string& file : arguments.files) {
    try {
      if (const int code = check_file(arguments, file); worst == kExitDone) worst = code;
    } catch (const Error& error) {
      tell_user("folio: {}\n", error.message());
      if (worst == kExitDone || worst == static_cast<int>(ErrorCode::quality))
        worst = static_cast<int>(error.code());
    }
  }
  return worst;
}

/// "leaf.hocr" becomes "leaf-p003.hocr".
std::filesystem::path page_file(const std::filesystem::path& output, size_t page_idx) {
  std::filesystem::path file = output;
  file.replace_filename(output.stem().string() + fmt::format("-p{:03}", page_idx + 1) +
                        output.extension().string());
  return file;
}

int run_repair(const Arguments& arguments) {
  const std::string& file = arguments.files.front();
  const RepairedHocr repaired = repair_hocr(read_file(file), file, arguments.split);
  const bool several = repaired.files.size() > 1;
  for (size_t i = 0; i < repaired.files.size(); ++i)
    write_file(several ? page_file(arguments.output, i) : std::filesystem::path(arguments.output),
               repaired.files[i]);
  for (const HocrChange& change : repaired.changes)
    tell_user("{}:{}: {}{}\n", escape_control_characters(file), change.first_line,
              escape_control_characters(change.what),
              change.count > 1 ? fmt::format(" ({} times)", change.count) : "");
  if (repaired.changes.empty()) tell_user("nothing to mend: the file is as it was\n");
  const HocrVerdict verdict = check_hocr(repaired.files.front(), arguments.output);
  if (verdict.pages > 1)
    tell_user("OCRmyPDF reads the first of its {} pages only: --split writes a file a page\n", verdict.pages);
  return kExitDone;
}

}  // namespace

void add_hocr_commands(CLI::App& app, Command& chosen) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App& group = *app.add_subcommand("hocr", "hOCR of any program: who can read it, and how it is mended");
  group.require_subcommand(1);
  CLI::App& check = *group.add_subcommand(
      "check",
      "Says which programs take a file, and what the others lose, with line numbers. Exit: 0 all take it, 21 "
      "some do not, 2 it is no hOCR");
  check.add_option("FILE", arguments->files, "hOCR files")->required();
  check.add_flag("--json", arguments->json, "One JSON object a file, with all findings");
  check.add_flag("--all", arguments->all, "List all findings, not the first ten of each kind");
  check.add_flag("--round-trip", arguments->round_trip,
                 "Also ask that folio, having read the file, would write the same bytes (of its own files)");
  check.callback([arguments, &chosen] { chosen = [arguments] { return run_check(*arguments); }; });
  CLI::App& repair = *group.add_subcommand(
      "repair",
      "Writes it so that all programs take it, without losing text or places; says what was changed");
  repair.add_option("FILE", arguments->files, "A hOCR file")->required()->expected(1);
  repair.add_option("-o,--output", arguments->output, "The file to write")->required();
  repair.add_flag("--split", arguments->split, "A file a page (OUTPUT-p001, …): some programs read one only");
  repair.callback([arguments, &chosen] { chosen = [arguments] { return run_repair(*arguments); }; });
}

}  // namespace folio
