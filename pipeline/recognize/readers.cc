#include "recognize/readers.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "core/models.h"
#include "foreign/conv_net.h"
#include "recognize/confidence_model.h"
#include "recognize/hand_recognizer.h"
#include "recognize/net_recognizer.h"
#include "recognize/reader_choice.h"
#include "recognize/tesseract_recognizer.h"

namespace folio {
namespace {

constexpr std::string_view kNet = "typed-line.onnx", kAlphabet = "typed-line.alphabet",
                           kHandNet = "hand-line.onnx", kHandAlphabet = "hand-line.alphabet",
                           kRussian = "russian.ngrams", kConfidences = "typed-line.confidences";

constexpr std::array<std::pair<TypedReader, std::string_view>, 3> kNames{
    {{TypedReader::automatic, "auto"}, {TypedReader::net, "net"}, {TypedReader::tesseract, "tesseract"}}};

/// The net was trained on what typewriters of these languages write.
bool is_cyrillic(std::string_view language) {
  return language == "rus" || language == "ukr" || language == "bel";
}

std::string first_language(const ReaderOptions& options) {
  return options.languages.substr(0, options.languages.find('+'));
}

bool reads_by_net(const ReaderOptions& options) {
  return options.typed == TypedReader::automatic ? is_cyrillic(first_language(options)) && has_model(kNet)
                                                 : options.typed == TypedReader::net;
}

std::shared_ptr<const CharacterModel> language_of(const ReaderOptions& options) {
  if (!options.with_language || first_language(options) != "rus") return nullptr;
  // Large and never changed: all recognizers share one.
  static std::mutex mutex;
  static std::weak_ptr<const CharacterModel> loaded;
  const std::scoped_lock lock(mutex);
  std::shared_ptr<const CharacterModel> language = loaded.lock();
  if (!language) loaded = language = std::make_shared<const CharacterModel>(load_model(kRussian));
  return language;
}

/// All recognizers share one.
std::shared_ptr<const ConvNet> net_of(std::string_view model, const std::string& what) {
  static std::mutex mutex;
  static std::map<std::string_view, std::weak_ptr<const ConvNet>> loaded;
  const std::scoped_lock lock(mutex);
  std::shared_ptr<const ConvNet> net = loaded[model].lock();
  if (!net) loaded[model] = net = read_conv_net(load_model(model), what);
  return net;
}

}  // namespace

std::string_view name_of(TypedReader reader) {
  return std::ranges::find(kNames, reader, [](const auto& pair) { return pair.first; })->second;
}

std::optional<TypedReader> typed_reader_from_name(std::string_view name) {
  const auto* found = std::ranges::find(kNames, name, [](const auto& pair) { return pair.second; });
  return found != kNames.end() ? std::optional(found->first) : std::nullopt;
}

std::string choices_of(const ReaderOptions& options) {
  return fmt::format("languages={};reader={};second-reader={};language-model={};", options.languages,
                     name_of(options.typed), name_of(options.second), options.with_language);
}

std::unique_ptr<LineRecognizer> make_reader(const ReaderOptions& options) {
  auto tesseract = std::make_unique<TesseractRecognizer>(options.languages);
  if (!reads_by_net(options)) return tesseract;
  std::shared_ptr<LineRecognizer> second = std::move(tesseract);
  const auto language = language_of(options);
  const auto confidences = std::make_shared<const ConfidenceModel>(load_model(kConfidences));
  auto net = std::make_unique<NetRecognizer>(net_of(kNet, "typed lines"), load_model(kAlphabet), language,
                                             confidences);
  std::unique_ptr<LineRecognizer> hand;
  if (is_cyrillic(first_language(options)) && has_model(kHandNet))
    hand = std::make_unique<HandRecognizer>(net_of(kHandNet, "handwriting"), load_model(kHandAlphabet),
                                            language);
  return std::make_unique<ReaderChoice>(
      std::make_unique<SecondOpinion>(std::move(net), second, confidences, language, options.second),
      std::move(hand), second);
}

std::unique_ptr<SelfAdaptation> make_self_adaptation(const ReaderOptions& options) {
  if (!reads_by_net(options)) return nullptr;
  return std::make_unique<SelfAdaptation>(load_model(kAlphabet), language_of(options),
                                          std::make_shared<const ConfidenceModel>(load_model(kConfidences)));
}

}  // namespace folio
