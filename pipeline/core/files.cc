#include "core/files.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <spdlog/fmt/fmt.h>
#include <unistd.h>

#include <array>
#include <cassert>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/file_pieces.h"
#include "core/temporary_files.h"

namespace folio {
namespace fs = std::filesystem;

namespace {

/// What went wrong, for people, and what they can do.
struct Reason {
  std::string problem, advice;
};

Reason reason_of(int error) {
  switch (error) {
    case ENOSPC:
      return {"no space is left there", "make space, or write to another disk, and run again"};
    case EDQUOT:
      return {"your quota of space is used up", "make space, or write to another disk, and run again"};
    case EFBIG:
      return {"it is larger than a file may be here",
              "raise the limit (ulimit -f), or write to another disk"};
    case EROFS:
      return {"what is there may only be read", "write to another folder"};
    case EACCES:
    case EPERM:
      return {"you may not write there", "check the permissions of the folder, or write to another one"};
    case EISDIR:
    case ENOTEMPTY:
      return {"a folder is in its place", "move the folder away, or write to another one"};
    case ENOTDIR:
    case EEXIST:
      return {"a file is where its folder should be", "move the file away, or write to another folder"};
    default:
      return {std::strerror(error), "check that the folder exists, may be written to and has space"};
  }
}

/// `error` as in errno; 0 = not known.
Error cannot_write(const fs::path& path, int error) {
  const Reason reason = reason_of(error != 0 ? error : EIO);
  Error out(ErrorCode::file_access, "cannot be written (" + reason.problem + ")", reason.advice);
  out.at_file(path.string());
  return out;
}

/// An open file by its number, closed at the end.
class OpenFile {
 public:
  explicit OpenFile(int number) : number_(number) {}
  ~OpenFile() {
    if (number_ >= 0) close(number_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int number() const { return number_; }
  /// False where the system tells only now that it could not write.
  bool close_now() { return close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

/// Waits until the bytes are on the disk: renamed before that, a file may be empty after a power cut.
bool reach_disk(int file) {
  // Some file systems cannot tell.
  return fdatasync(file) == 0 || errno == EINVAL || errno == ENOTSUP || errno == ENOSYS;
}

void make_parent(const fs::path& path) {
  if (!path.has_parent_path()) return;
  std::error_code failure;
  fs::create_directories(path.parent_path(), failure);
  if (failure) throw cannot_write(path, failure.value());
}

/// Gives the temporary file its name, or takes it away.
void put_in_place(const fs::path& temporary, const fs::path& path, const std::function<void()>& write) {
  try {
    write();
    if (std::rename(temporary.c_str(), path.c_str()) != 0) throw cannot_write(path, errno);
  } catch (...) {
    std::error_code ignored;
    fs::remove(temporary, ignored);
    throw;
  }
}

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new()) {
    [[maybe_unused]] const int done = EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
    assert(done == 1);
  }
  void add(std::string_view bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }
  /// 64 lower-case digits; ends the sum.
  std::string hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    [[maybe_unused]] const int done = EVP_DigestFinal_ex(context_.get(), digest.data(), &size);
    assert(done == 1 && size == 32);
    std::string out;
    for (unsigned i = 0; i < size; ++i) out += fmt::format("{:02x}", digest[i]);
    return out;
  }

 private:
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> context_;
};

}  // namespace

void write_file_with(const fs::path& path, const std::function<void(const fs::path&)>& write) {
  make_parent(path);
  const fs::path temporary = temporary_beside(path);
  put_in_place(temporary, path, [&] {
    write(temporary);
    const OpenFile file(open(temporary.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (file.number() < 0 || !reach_disk(file.number())) throw cannot_write(path, errno);
  });
}

void write_file_pieces(const fs::path& path, const std::function<void(const PieceSink&)>& write) {
  make_parent(path);
  const fs::path temporary = temporary_beside(path);
  put_in_place(temporary, path, [&] {
    constexpr mode_t kMode = 0666;  // less the process's mask
    OpenFile file(open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kMode));
    if (file.number() < 0) throw cannot_write(path, errno);
    constexpr size_t kAtOnce = size_t{1} << 18;
    std::string gathered;
    const auto put = [&](std::string_view bytes) {
      if (!write_all(file.number(), bytes)) throw cannot_write(path, errno);
    };
    write([&](std::string_view piece) {
      if (gathered.size() + piece.size() > kAtOnce) put(std::exchange(gathered, {}));
      if (piece.size() > kAtOnce) return put(piece);
      gathered += piece;
    });
    put(gathered);
    if (!reach_disk(file.number()) || !file.close_now()) throw cannot_write(path, errno);
  });
}

void write_file(const fs::path& path, std::string_view bytes) {
  write_file_pieces(path, [&](const PieceSink& sink) { sink(bytes); });
}

std::string read_file(const fs::path& path) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (!fs::exists(status)) {
    throw Error(ErrorCode::input, "no such file", "check the name and the folder").at_file(path.string());
  }
  if (fs::is_directory(status)) {
    throw Error(ErrorCode::input, "is a folder, not a file").at_file(path.string());
  }
  std::ifstream file(path, std::ios::binary);
  std::string bytes;
  // Piece by piece: not all that can be read has a size, and a stream's iterators take ten times as long.
  std::string piece(size_t{1} << 18, '\0');
  while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0)
    bytes.append(piece, 0, static_cast<size_t>(file.gcount()));
  if (!file.eof()) {
    throw Error(ErrorCode::file_access, "cannot be read", "check its permissions").at_file(path.string());
  }
  return bytes;
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 sum;
  sum.add(bytes);
  return sum.hex();
}

std::string sha256_of_file(const fs::path& path) {
  constexpr size_t kPiece = size_t{1} << 18;
  std::ifstream file(path, std::ios::binary);
  std::vector<char> piece(kPiece);
  Sha256 sum;
  while (file) {
    file.read(piece.data(), static_cast<std::streamsize>(kPiece));
    sum.add({piece.data(), static_cast<size_t>(file.gcount())});
  }
  if (!file.eof()) {
    throw Error(ErrorCode::file_access, "cannot be read", "check its permissions").at_file(path.string());
  }
  return sum.hex();
}

}  // namespace folio
