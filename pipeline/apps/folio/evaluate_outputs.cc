#include "evaluate_outputs.h"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "core/error.h"
#include "metrics/comparison/systems.h"
#include "metrics/materials.h"

namespace folio {
namespace {

namespace fs = std::filesystem;

/// The same for all ways of writing a path, links followed.
fs::path plain(const fs::path& path) {
  std::error_code failure;
  const fs::path absolute = fs::absolute(path, failure);
  const fs::path whole = fs::weakly_canonical(absolute, failure);
  return failure ? absolute.lexically_normal() : whole;
}

/// Whether `output` is the file `input`, or lies in this folder under a name that is read there.
bool is_among(const fs::path& output, const fs::path& input, bool has_name_that_is_read) {
  std::error_code failure;
  if (fs::is_directory(input, failure)) return has_name_that_is_read && output.parent_path() == plain(input);
  return output == plain(input);
}

}  // namespace

void check_outputs(const EvaluateArguments& arguments) {
  std::set<fs::path> known;
  const std::vector<SystemFiles> systems = systems_of(arguments.hypotheses);
  for (const std::string& file : {arguments.json, arguments.csv, arguments.report}) {
    if (file.empty()) continue;
    const fs::path output = plain(file);
    if (!known.insert(output).second)
      throw Error(ErrorCode::arguments, "is to be two files at once", "give each a name of its own")
          .at_file(file);
    bool is_input = is_among(output, arguments.truth, is_truth_name(output));
    for (const SystemFiles& system : systems) {
      for (const fs::path& path : system.paths)
        is_input = is_input || is_among(output, path, hypothesis_name(output).has_value());
    }
    if (is_input)
      throw Error(ErrorCode::arguments, "lies among the files that are evaluated", "write it elsewhere")
          .at_file(file);
  }
}

}  // namespace folio
