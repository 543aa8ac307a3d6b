#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "batch/folio_facts.h"

namespace folio {

/// What a subcommand does once its arguments are parsed: gives the exit code, or throws Error.
using Command = std::function<int()>;

/// Exit codes besides those of ErrorCode.
inline constexpr int kExitDone = 0;
inline constexpr int kExitSomePagesFailed = 20;
inline constexpr int kExitInterrupted = 130;

/// Each adds its subcommands to `app` and sets `chosen` when one of them is called.
void add_digitize_commands(CLI::App& app, Command& chosen);
void add_merge_commands(CLI::App& app, Command& chosen);
void add_leaves_commands(CLI::App& app, Command& chosen);
void add_pairs_commands(CLI::App& app, Command& chosen);
void add_review_commands(CLI::App& app, Command& chosen);
void add_hocr_commands(CLI::App& app, Command& chosen);
void add_transcription_commands(CLI::App& app, Command& chosen);
void add_evaluate_commands(CLI::App& app, Command& chosen);
void add_status_commands(CLI::App& app, Command& chosen);
void add_doctor_commands(CLI::App& app, Command& chosen);

/// All of them, and what the program says of itself: what its manual is written from too. Options are
/// written to `chosen` and `verbose` when the App parses; both must outlive it.
void add_all_commands(CLI::App& app, Command& chosen, bool& verbose);

/// The option --call-number, of commands that account for a folio's leaves.
void add_call_number(CLI::App& command, std::string& call_number);
/// What it says; empty facts when it was not given. Throws Error{arguments}.
FolioFacts facts_given(const std::string& call_number);

/// Runs the program. Never throws.
int run_program(int argc, char** argv);

/// The same without setting the process up: what a command that runs another one calls. `arguments` come
/// after the program's name.
int run_arguments(const std::vector<std::string>& arguments);
/// Those that were given to run_arguments() last.
const std::vector<std::string>& current_arguments();

}  // namespace folio
