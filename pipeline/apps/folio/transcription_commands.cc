#include <spdlog/fmt/fmt.h>

#include "commands.h"
#include "core/error.h"
#include "core/files.h"
#include "core/text.h"
#include "tell.h"
#include "transcription/call_number.h"
#include "transcription/notation_writer.h"
#include "transcription/read_transcription.h"
#include "transcription/record_writer.h"
#include "transcription/tei_writer.h"

namespace folio {
namespace {

constexpr size_t kMaxShown = 60;  // bytes of a section of the record

struct Arguments {
  std::string file;
  std::string reading = "amended";
  bool all_text = false;
  std::string to = "folio";
  std::string output;

  ParseOptions options() const { return {all_text}; }
};

std::string shortened(const std::string& text) {
  std::string out = escape_control_characters(text);
  if (out.size() <= kMaxShown) return out;
  size_t end = kMaxShown;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
  return out.substr(0, end) + "…";
}

/// What was taken as what, to standard error.
void tell_parts(const Transcription& transcription) {
  for (const FurnitureSection& section : transcription.furniture) {
    tell_user("line {}: {}: {}\n", section.first_line, name_of(section.kind), shortened(section.text));
  }
  if (const FurnitureSection* citation = find_furniture(transcription, Furniture::citation)) {
    if (const auto call_number = parse_call_number(citation->text))
      tell_user("call number: {}\n", to_string(*call_number));
  }
  const auto tell_text = [](const Transcription& text, std::string_view what) {
    tell_user("lines {} to {}: {}: {} words, {} page breaks, {} slips, {} editor's notes\n", text.first_line,
              text.last_line, what, text.tokens.size(), text.page_breaks.size(), text.slips.size(),
              text.notes.size());
  };
  tell_text(transcription, "text");
  for (const Transcription& translation : transcription.translations) tell_text(translation, "translation");
}

/// Diagnostics to standard output, as they are what was asked for; exit 2 when there are any.
int run_check(const Arguments& arguments) {
  const Transcription transcription = read_transcription(arguments.file, arguments.options());
  for (const Diagnostic& diagnostic : transcription.diagnostics) {
    fmt::print("{}\n", to_string(diagnostic, transcription.file));
  }
  tell_parts(transcription);
  tell_user("{} words, {} faults\n", transcription.tokens.size(), transcription.diagnostics.size());
  return transcription.diagnostics.empty() ? kExitDone : static_cast<int>(ErrorCode::input);
}

int run_read(const Arguments& arguments) {
  const Transcription transcription = read_transcription(arguments.file, arguments.options());
  fmt::print("{}", reading_of(transcription, *reading_from_name(arguments.reading)));
  return kExitDone;
}

int run_convert(const Arguments& arguments) {
  const Transcription transcription = read_transcription(arguments.file, arguments.options());
  for (const Diagnostic& diagnostic : transcription.diagnostics) {
    tell_user("folio: {}\n", to_string(diagnostic, transcription.file));
  }
  const std::string text = arguments.to == "tei"       ? to_tei(transcription)
                           : arguments.to == "archive" ? to_record(transcription, Notation::archive)
                                                       : to_record(transcription, Notation::ours);
  if (arguments.output.empty())
    fmt::print("{}", text);
  else
    write_file(arguments.output, text);
  return kExitDone;
}

void add_input(CLI::App& command, Arguments& arguments) {
  command.add_option("FILE", arguments.file, "The transcription: marks in plain text, or TEI")->required();
  command.add_flag("--all-text", arguments.all_text,
                   "Take a web record's headings and a translation as text like any other");
}

}  // namespace

void add_transcription_commands(CLI::App& app, Command& chosen) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App& group = *app.add_subcommand("transcription", "Transcriptions with marks, without any scan");
  group.require_subcommand(1);
  CLI::App& check = *group.add_subcommand(
      "check", "Lists what is wrong with the marks, with line and column; says what was taken as what");
  add_input(check, *arguments);
  check.callback([arguments, &chosen] { chosen = [arguments] { return run_check(*arguments); }; });
  CLI::App& read = *group.add_subcommand("read", "Prints one reading");
  add_input(read, *arguments);
  read.add_option("--reading", arguments->reading, "typed, amended or diplomatic")
      ->check(CLI::IsMember({"typed", "amended", "diplomatic"}))
      ->capture_default_str();
  read.callback([arguments, &chosen] { chosen = [arguments] { return run_read(*arguments); }; });
  CLI::App& convert =
      *group.add_subcommand("convert", "Writes it in another form; what is wrong is told on the way");
  add_input(convert, *arguments);
  convert.add_option("--to", arguments->to, "folio (⟦…⟧), archive (~~ ~~, ^{ }, * *) or tei (TEI P5)")
      ->check(CLI::IsMember({"folio", "archive", "tei"}))
      ->capture_default_str();
  convert.add_option("-o,--output", arguments->output, "A file to write instead of standard output");
  convert.callback([arguments, &chosen] { chosen = [arguments] { return run_convert(*arguments); }; });
}

}  // namespace folio
