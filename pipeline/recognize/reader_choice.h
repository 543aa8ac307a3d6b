#pragma once

#include <memory>

#include "recognize/line_recognizer.h"

namespace folio {

/// Two recognizers, one for each line: what a typewriter wrote is read by the one for it, all else (print,
/// handwriting) by the other.
class ReaderChoice : public LineRecognizer {
 public:
  ReaderChoice(std::unique_ptr<LineRecognizer> typed, std::shared_ptr<LineRecognizer> others)
      : typed_(std::move(typed)), others_(std::move(others)) {}

  std::string name() const override;
  LineReading read(const LineImage& line) override;

 private:
  std::unique_ptr<LineRecognizer> typed_;
  std::shared_ptr<LineRecognizer> others_;
};

}  // namespace folio
