#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace folio {

/// Messages over a stream socket: four bytes of length, little-endian, then as many bytes.

/// Sends one message whole. False when the other end is gone.
bool send_message(int socket, std::string_view message);

/// Waits for one message. Nothing when the other end is gone.
std::optional<std::string> receive_message(int socket);

/// Takes the first whole message off what was received so far; nothing when it is not all there yet.
std::optional<std::string> take_message(std::string& received);

}  // namespace folio
