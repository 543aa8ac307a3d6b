#include "core/regular_file.h"

#include <fcntl.h>
#include <spdlog/fmt/fmt.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "core/error.h"

namespace folio {
namespace {

Error at(const std::filesystem::path& path, ErrorCode code, const std::string& problem,
         const std::string& advice) {
  Error error(code, problem, advice);
  error.at_file(path.string());
  return error;
}

Error cannot_be_read(const std::filesystem::path& path, int error) {
  if (error == ENOENT || error == ENOTDIR)
    return at(path, ErrorCode::input, "no such file", "check the name and the folder");
  if (error == ENXIO || error == ELOOP)  // a socket; a circle of links
    return at(path, ErrorCode::input, "is no regular file", "remove it, or name another file");
  return at(path, ErrorCode::file_access, fmt::format("cannot be read ({})", std::strerror(error)),
            "check its permissions");
}

/// Reads to the end, or beyond what is wanted. False when it failed; errno says why.
bool read_all(int file, std::string& bytes, std::uint64_t most_bytes) {
  std::string piece(size_t{1} << 18, '\0');
  while (bytes.size() <= most_bytes) {
    const ssize_t count = read(file, piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return count == 0;
    bytes.append(piece, 0, static_cast<size_t>(count));
  }
  return true;
}

}  // namespace

int open_regular_file(const std::filesystem::path& path) {
  // Without waiting: opening a FIFO for reading would wait for its writer.
  const int file = open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (file < 0) throw cannot_be_read(path, errno);
  struct stat status = {};
  const bool is_known = fstat(file, &status) == 0;
  if (is_known && S_ISREG(status.st_mode)) return file;
  const int error = errno;
  close(file);
  if (!is_known) throw cannot_be_read(path, error);
  throw at(path, ErrorCode::input, S_ISDIR(status.st_mode) ? "is a folder, not a file" : "is no regular file",
           "remove it, or name another file");
}

std::string read_regular_file(const std::filesystem::path& path, std::uint64_t most_bytes) {
  const int file = open_regular_file(path);
  std::string bytes;
  const bool is_read = read_all(file, bytes, most_bytes);
  const int error = errno;
  close(file);
  if (!is_read) throw cannot_be_read(path, error);
  if (bytes.size() > most_bytes) {
    throw at(path, ErrorCode::input, fmt::format("has more than {} bytes", most_bytes),
             "it is not what folio wrote: remove it, or name another file");
  }
  return bytes;
}

}  // namespace folio
