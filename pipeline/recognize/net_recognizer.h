#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "recognize/character_model.h"
#include "recognize/confidence_model.h"
#include "recognize/line_recognizer.h"

namespace folio {

struct ConvNet;
class LineNet;

/// Reads typed lines with a small convolutional net (models/typed-line.md: 0.7 million parameters, Cyrillic
/// and Latin typewriting), a likelihood of each character every 0.4 cells.
class NetRecognizer : public LineRecognizer {
 public:
  /// `net`: typed-line.onnx, which may serve several recognizers. `alphabet`: the characters of its classes
  /// from 1 on, UTF-8, one code point each, the blank among them. `language`: decides between readings that
  /// the net is unsure of; nullptr = the likeliest is taken. `confidences`: tells how sure a word is; nullptr
  /// = as sure as its least sure character. Throws Error{missing_dependency} for a net of other classes.
  NetRecognizer(std::shared_ptr<const ConvNet> net, std::string_view alphabet,
                std::shared_ptr<const CharacterModel> language = nullptr,
                std::shared_ptr<const ConfidenceModel> confidences = nullptr);

  ~NetRecognizer() override;
  NetRecognizer(const NetRecognizer&) = delete;
  NetRecognizer& operator=(const NetRecognizer&) = delete;

  std::string name() const override { return "folio typed-line"; }
  LineReading read(const LineImage& line) override;

 private:
  std::u32string alphabet_;
  std::unique_ptr<LineNet> net_;
  std::shared_ptr<const CharacterModel> language_;
  std::shared_ptr<const ConfidenceModel> confidences_;
};

}  // namespace folio
