#include "batch/message_stream.h"

#include <sys/socket.h>

#include <array>
#include <cassert>
#include <cerrno>
#include <cstdint>
#include <limits>

namespace folio {
namespace {

constexpr size_t kHead = 4;

std::string head_of(size_t size) {
  assert(size <= std::numeric_limits<std::uint32_t>::max());
  std::string head;
  for (unsigned i = 0; i < kHead; ++i) head += static_cast<char>(size >> 8 * i & 0xFF);
  return head;
}

size_t size_in(std::string_view head) {
  size_t size = 0;
  for (unsigned i = 0; i < kHead; ++i) size |= size_t{static_cast<unsigned char>(head[i])} << 8 * i;
  return size;
}

bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
  return true;
}

}  // namespace

bool send_message(int socket, std::string_view message) {
  return send_all(socket, head_of(message.size())) && send_all(socket, message);
}

std::optional<std::string> take_message(std::string& received) {
  if (received.size() < kHead) return std::nullopt;
  const size_t size = size_in(received);
  if (received.size() - kHead < size) return std::nullopt;
  std::string message = received.substr(kHead, size);
  received.erase(0, kHead + size);
  return message;
}

std::optional<std::string> receive_message(int socket) {
  std::string received;
  std::array<char, 1 << 16> piece{};
  while (true) {
    if (auto message = take_message(received)) return message;
    const ssize_t got = recv(socket, piece.data(), piece.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::nullopt;
    received.append(piece.data(), static_cast<size_t>(got));
  }
}

}  // namespace folio
