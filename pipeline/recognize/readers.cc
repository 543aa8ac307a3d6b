#include "recognize/readers.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/models.h"
#include "recognize/hand_recognizer.h"
#include "recognize/net_recognizer.h"
#include "recognize/reader_choice.h"
#include "recognize/tesseract_recognizer.h"

namespace folio {
namespace {

constexpr std::string_view kNet = "typed-line.onnx", kAlphabet = "typed-line.alphabet",
                           kHandNet = "hand-line.onnx", kHandAlphabet = "hand-line.alphabet",
                           kRussian = "russian.ngrams";

constexpr std::array<std::pair<TypedReader, std::string_view>, 3> kNames{
    {{TypedReader::automatic, "auto"}, {TypedReader::net, "net"}, {TypedReader::tesseract, "tesseract"}}};

/// The net was trained on what typewriters of these languages write.
bool is_cyrillic(std::string_view language) {
  return language == "rus" || language == "ukr" || language == "bel";
}

}  // namespace

std::string_view name_of(TypedReader reader) {
  return std::ranges::find(kNames, reader, [](const auto& pair) { return pair.first; })->second;
}

std::optional<TypedReader> typed_reader_from_name(std::string_view name) {
  const auto* found = std::ranges::find(kNames, name, [](const auto& pair) { return pair.second; });
  return found != kNames.end() ? std::optional(found->first) : std::nullopt;
}

std::unique_ptr<LineRecognizer> make_reader(const std::string& languages, TypedReader reader,
                                            bool with_language) {
  const std::string first = languages.substr(0, languages.find('+'));
  auto tesseract = std::make_unique<TesseractRecognizer>(languages);
  const bool by_net =
      reader == TypedReader::automatic ? is_cyrillic(first) && has_model(kNet) : reader == TypedReader::net;
  if (!by_net) return tesseract;
  std::shared_ptr<const CharacterModel> language;
  if (with_language && first == "rus")
    language = std::make_shared<const CharacterModel>(load_model(kRussian));
  std::unique_ptr<LineRecognizer> hand;
  if (is_cyrillic(first) && has_model(kHandNet))
    hand = std::make_unique<HandRecognizer>(load_model(kHandNet), load_model(kHandAlphabet), language);
  return std::make_unique<ReaderChoice>(
      std::make_unique<NetRecognizer>(load_model(kNet), load_model(kAlphabet), std::move(language)),
      std::move(hand), std::move(tesseract));
}

}  // namespace folio
