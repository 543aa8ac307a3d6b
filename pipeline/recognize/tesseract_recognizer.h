#pragma once

#include "foreign/tesseract_engine.h"
#include "recognize/line_recognizer.h"

namespace folio {

/// Tesseract's LSTM networks behind LineRecognizer. Errors: see TesseractEngine.
class TesseractRecognizer : public LineRecognizer {
 public:
  explicit TesseractRecognizer(const std::string& languages);
  std::string name() const override;
  std::string models() const override { return models_; }
  LineReading read(const LineImage& line) override;

 private:
  std::string languages_;
  TesseractEngine engine_;
  std::string models_;
};

}  // namespace folio
