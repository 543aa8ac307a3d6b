#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "recognize/character_model.h"
#include "recognize/line_net.h"
#include "recognize/line_recognizer.h"

namespace folio {

/// Reads Cyrillic handwriting with a convolutional net (models/hand-line.md). A word's confidence is
/// calibrated: the share of words read with it that are right; what to do with doubtful ones is the caller's
/// choice.
class HandRecognizer : public LineRecognizer {
 public:
  /// `net`: hand-line.onnx. `alphabet`, `language`: as of NetRecognizer.
  HandRecognizer(std::shared_ptr<const ConvNet> net, std::string_view alphabet,
                 std::shared_ptr<const CharacterModel> language = nullptr);

  std::string name() const override { return "folio hand-line"; }
  bool wants_whole_strokes(Layer layer) const override { return layer == Layer::hand; }
  bool is_calibrated(Layer layer) const override { return layer == Layer::hand; }
  LineReading read(const LineImage& line) override;

 private:
  std::u32string alphabet_;
  LineNet net_;
  std::shared_ptr<const CharacterModel> language_;
};

}  // namespace folio
