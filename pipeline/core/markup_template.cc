#include "core/markup_template.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <array>
#include <cassert>

namespace folio {
namespace {

std::string filled(std::string_view text, std::string_view open, std::string_view close,
                   const TemplateValues& values, bool all_known) {
  std::string out;
  size_t at = 0;
  for (size_t begin = text.find(open); begin != std::string_view::npos; begin = text.find(open, at)) {
    const size_t end = text.find(close, begin + open.size());
    if (end == std::string_view::npos) break;
    const auto value = values.find(text.substr(begin + open.size(), end - begin - open.size()));
    assert(value != values.end() || !all_known);
    out += text.substr(at, begin - at);
    out +=
        value != values.end() ? value->second : std::string(text.substr(begin, end + close.size() - begin));
    at = end + close.size();
  }
  return out.append(text.substr(at));
}

}  // namespace

std::string filled_template(std::string_view text, const TemplateValues& values) {
  return filled(text, "{{", "}}", values, true);
}

std::string filled_label(std::string_view text, const TemplateValues& values) {
  return filled(text, "{", "}", values, false);
}

std::string json_in_markup(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    const std::string_view next = json.substr(i, 3);
    if (c == '<') {
      out += "\\u003c";
    } else if (c == '>') {
      out += "\\u003e";
    } else if (c == '&') {
      out += "\\u0026";
    } else if (next == "\xE2\x80\xA8" || next == "\xE2\x80\xA9") {
      out += next.back() == '\xA8' ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      out += c;
    }
  }
  return out;
}

std::string policy_hash(std::string_view content) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(content.data()), content.size(), digest.data());
  return "'sha256-" + base64({reinterpret_cast<const char*>(digest.data()), digest.size()}) + "'";
}

std::string base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int length =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  out.resize(static_cast<size_t>(length));
  return out;
}

}  // namespace folio
