#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "recognize/line_recognizer.h"

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

/// A recognizer for one thread. `languages`: Tesseract's names, joined by +. `with_language`: the net's
/// doubtful characters are decided by what Russian text has, where Russian is the first language. Throws
/// Error{missing_dependency} where a model that is needed is missing.
std::unique_ptr<LineRecognizer> make_reader(const std::string& languages, TypedReader reader,
                                            bool with_language = true);

}  // namespace folio
