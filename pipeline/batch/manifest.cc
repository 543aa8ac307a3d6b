#include "batch/manifest.h"

#include "core/files.h"
#include "core/text.h"

namespace folio {

std::string manifest_text(const std::vector<Input>& inputs) {
  std::string text;
  for (const Input& input : inputs) {
    const std::string path = input.file.string();
    if (path.empty() || path.find_first_of("\r\n") != std::string::npos) {
      throw Error(ErrorCode::input,
                  path.empty() ? "an empty name cannot stand in a list"
                               : "a name with a line end in it cannot stand in a list",
                  "rename the file, or take its folder out of the inputs")
          .at_file(path);
    }
    if (trim(path).empty() || path.starts_with("\xEF\xBB\xBF")) text += "./";
    text += path;
    text += '\n';
  }
  return text;
}

std::string manifest_id(const std::vector<Input>& inputs) { return sha256_hex(manifest_text(inputs)); }

}  // namespace folio
