#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "recognize/line_recognizer.h"
#include "recognize/second_opinion.h"
#include "recognize/self_adaptation.h"

namespace folio {

/// What reads typed lines. Where it is the net, and the language Cyrillic, handwriting has a net too; all
/// other lines are Tesseract's.
enum class TypedReader : unsigned char {
  automatic,  ///< the net, where the first language is written in Cyrillic and the model is there
  net,
  tesseract,
};

/// "auto", "net", "tesseract".
std::string_view name_of(TypedReader reader);
std::optional<TypedReader> typed_reader_from_name(std::string_view name);

struct ReaderOptions {
  std::string languages = "rus";  ///< Tesseract's names, joined by +
  TypedReader typed = TypedReader::automatic;
  SecondReader second = SecondReader::doubtful;
  /// The net's doubtful characters are decided by what Russian text has, where Russian is the first language.
  bool with_language = true;
};

/// All of them in words, as "name=value;": other options, other words.
std::string choices_of(const ReaderOptions& options);

/// A recognizer for one thread. Throws Error{missing_dependency} where a model that is needed is missing.
std::unique_ptr<LineRecognizer> make_reader(const ReaderOptions& options);

/// What reads a folio's doubtful typed characters again; nullptr where the net does not read. Throws as
/// make_reader.
std::unique_ptr<SelfAdaptation> make_self_adaptation(const ReaderOptions& options);

}  // namespace folio
