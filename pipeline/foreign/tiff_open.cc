#include "foreign/tiff_open.h"

#include <tiffio.h>

#include <array>
#include <cstdarg>
#include <cstdio>
#include <string_view>

#include "core/logging.h"

namespace folio {
namespace {

std::string format_message(const char* format, va_list arguments) {
  std::array<char, 512> text{};
  std::vsnprintf(text.data(), text.size(), format, arguments);
  return text.data();
}

void note_fax_damage(TiffMessages& messages, const char* module) {
  if (module != nullptr && std::string_view(module).starts_with("Fax")) ++messages.fax_damage;
}

// Both return 1: the message is dealt with, the handlers of the whole program stay out of it.
int on_error(TIFF* /*tiff*/, void* user, const char* module, const char* format, va_list arguments) {
  auto& messages = *static_cast<TiffMessages*>(user);
  const std::string text = format_message(format, arguments);
  note_fax_damage(messages, module);
  if (messages.first_error.empty()) messages.first_error = text;
  log().debug("libtiff: {}: {}", module != nullptr ? module : "", text);
  return 1;
}

int on_warning(TIFF* /*tiff*/, void* user, const char* module, const char* format, va_list arguments) {
  note_fax_damage(*static_cast<TiffMessages*>(user), module);
  log().debug("libtiff: {}: {}", module != nullptr ? module : "", format_message(format, arguments));
  return 1;
}

}  // namespace

OpenTiff open_tiff(const std::filesystem::path& file, long max_allocation) {
  OpenTiff open{std::make_unique<TiffMessages>(), nullptr};
  TIFFOpenOptions* options = TIFFOpenOptionsAlloc();
  if (options == nullptr) return open;
  TIFFOpenOptionsSetMaxSingleMemAlloc(options, max_allocation);
  TIFFOpenOptionsSetErrorHandlerExtR(options, on_error, open.messages.get());
  TIFFOpenOptionsSetWarningHandlerExtR(options, on_warning, open.messages.get());
  open.tiff.reset(TIFFOpenExt(file.c_str(), "rm", options));
  TIFFOpenOptionsFree(options);
  return open;
}

}  // namespace folio
