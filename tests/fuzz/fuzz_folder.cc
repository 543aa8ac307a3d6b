#include "fuzz_folder.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <string>

namespace folio::fuzz {
namespace {

struct Folder {
  Folder() : path(std::filesystem::temp_directory_path() / ("folio-fuzz-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(path);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path path;
};

}  // namespace

const std::filesystem::path& fuzz_folder() {
  static const Folder folder;
  return folder.path;
}

void put_bytes(const std::filesystem::path& file, std::string_view bytes) {
  std::ofstream stream(file, std::ios::binary);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!stream.flush()) std::abort();
}

}  // namespace folio::fuzz
