#pragma once

#include <memory>

#include "recognize/line_recognizer.h"

namespace folio {

/// Several recognizers, one for each line: what a typewriter wrote and handwriting are read by those for
/// them, all else (print) by the last.
class ReaderChoice : public LineRecognizer {
 public:
  /// `hand`: nullptr = the others' too.
  ReaderChoice(std::unique_ptr<LineRecognizer> typed, std::unique_ptr<LineRecognizer> hand,
               std::shared_ptr<LineRecognizer> others)
      : typed_(std::move(typed)), hand_(std::move(hand)), others_(std::move(others)) {}

  std::string name() const override;
  std::string models() const override { return others_->models(); }
  bool wants_whole_strokes(Layer layer) const override { return of(layer).wants_whole_strokes(layer); }
  bool is_calibrated(Layer layer) const override { return of(layer).is_calibrated(layer); }
  LineReading read(const LineImage& line) override;

 private:
  LineRecognizer& of(Layer layer) const {
    if (layer == Layer::typed) return *typed_;
    return layer == Layer::hand && hand_ != nullptr ? *hand_ : *others_;
  }

  std::unique_ptr<LineRecognizer> typed_, hand_;
  std::shared_ptr<LineRecognizer> others_;
};

}  // namespace folio
