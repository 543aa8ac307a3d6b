#include "core/files.h"

#include <openssl/evp.h>
#include <spdlog/fmt/fmt.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <system_error>
#include <vector>

#include "core/error.h"

namespace folio {
namespace fs = std::filesystem;

namespace {

Error cannot_write(const fs::path& path, const std::string& why) {
  Error error(ErrorCode::file_access, "cannot be written (" + why + ")",
              "check that the folder exists, may be written to and has space");
  error.at_file(path.string());
  return error;
}

/// A name beside `path` that no other thread or process uses; hidden, with the same extension.
fs::path temporary_beside(const fs::path& path) {
  static std::atomic<unsigned> counter{0};
  return path.parent_path() / fmt::format(".{}.{}-{}.part{}", path.stem().string(), getpid(), counter++,
                                          path.extension().string());
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
  std::error_code failure;
  if (path.has_parent_path()) {
    fs::create_directories(path.parent_path(), failure);
    if (failure) throw cannot_write(path, failure.message());
  }
  const fs::path temporary = temporary_beside(path);
  try {
    write(temporary);
    fs::rename(temporary, path, failure);
    if (failure) throw cannot_write(path, failure.message());
  } catch (...) {
    std::error_code ignored;
    fs::remove(temporary, ignored);
    throw;
  }
}

void write_file(const fs::path& path, std::string_view bytes) {
  write_file_with(path, [&](const fs::path& temporary) {
    errno = 0;
    std::ofstream file(temporary, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) throw cannot_write(path, errno != 0 ? std::strerror(errno) : "write failed");
  });
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
