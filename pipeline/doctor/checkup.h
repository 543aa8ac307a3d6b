#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/models.h"

namespace folio {

enum class CheckState : unsigned char {
  good,
  limited,  ///< folio works without it, but does less
  missing,  ///< folio cannot do its work without it
};

/// "good", "limited", "missing".
std::string_view name_of(CheckState state);

/// One thing that was looked at.
struct Check {
  std::string group;  ///< "folio", "libraries", "models", "languages", "machine", "isolation"
  std::string name;   ///< of the thing, unique within its group
  std::string value;  ///< what was found, in words
  CheckState state = CheckState::good;
  std::string advice;  ///< what to do, with the Debian package where there is one; empty when good
};

struct CheckupOptions {
  std::string languages = "rus";  ///< Tesseract's names, joined by +, that pages are to be read in
  std::filesystem::path models = models_folder();
  std::filesystem::path output = ".";  ///< the folder whose disk is looked at
};

/// Looks at all that folio needs where it runs, group by group; nothing that it finds is an Error. Throws
/// Error{arguments} for a malformed list of languages.
std::vector<Check> check_up(const CheckupOptions& options);

/// The worst of all; good for none.
CheckState worst_of(const std::vector<Check>& checks);

/// For people: a line a check, and what to do beneath; ends with a verdict.
std::string checkup_text(const std::vector<Check>& checks);
/// For programs: {"state": …, "GROUP": [{"name": …, "value": …, "state": …, "advice": …}, …], …}.
std::string checkup_json(const std::vector<Check>& checks);

}  // namespace folio
