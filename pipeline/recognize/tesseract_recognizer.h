#pragma once

#include "foreign/tesseract_engine.h"
#include "recognize/line_recognizer.h"

namespace folio {

/// Tesseract's LSTM networks behind LineRecognizer. Errors: see TesseractEngine.
class TesseractRecognizer : public LineRecognizer {
 public:
  explicit TesseractRecognizer(const std::string& languages) : languages_(languages), engine_(languages) {}
  std::string name() const override;
  LineReading read(const LineImage& line) override;

 private:
  std::string languages_;
  TesseractEngine engine_;
};

}  // namespace folio
