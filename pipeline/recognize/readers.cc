#include "recognize/readers.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/models.h"
#include "recognize/net_recognizer.h"
#include "recognize/reader_choice.h"
#include "recognize/tesseract_recognizer.h"

namespace folio {
namespace {

constexpr std::string_view kNet = "typed-line.onnx", kAlphabet = "typed-line.alphabet";

constexpr std::array<std::pair<TypedReader, std::string_view>, 3> kNames{
    {{TypedReader::automatic, "auto"}, {TypedReader::net, "net"}, {TypedReader::tesseract, "tesseract"}}};

/// The net was trained on what typewriters of these languages write.
bool begins_with_cyrillic(const std::string& languages) {
  constexpr std::array<std::string_view, 3> kCyrillic{"rus", "ukr", "bel"};
  const std::string first = languages.substr(0, languages.find('+'));
  return std::ranges::find(kCyrillic, first) != kCyrillic.end();
}

}  // namespace

std::string_view name_of(TypedReader reader) {
  return std::ranges::find(kNames, reader, [](const auto& pair) { return pair.first; })->second;
}

std::optional<TypedReader> typed_reader_from_name(std::string_view name) {
  const auto* found = std::ranges::find(kNames, name, [](const auto& pair) { return pair.second; });
  return found != kNames.end() ? std::optional(found->first) : std::nullopt;
}

std::unique_ptr<LineRecognizer> make_reader(const std::string& languages, TypedReader reader) {
  auto tesseract = std::make_unique<TesseractRecognizer>(languages);
  const bool by_net = reader == TypedReader::automatic ? begins_with_cyrillic(languages) && has_model(kNet)
                                                       : reader == TypedReader::net;
  if (!by_net) return tesseract;
  return std::make_unique<ReaderChoice>(
      std::make_unique<NetRecognizer>(load_model(kNet), load_model(kAlphabet)), std::move(tesseract));
}

}  // namespace folio
