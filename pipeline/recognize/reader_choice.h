#pragma once

#include <memory>

#include "recognize/line_recognizer.h"

namespace folio {

/// Two recognizers, one for each line: what a typewriter wrote is read by the one for it, all else (print,
/// handwriting) by the other.
class ReaderChoice : public LineRecognizer {
 public:
  ReaderChoice(std::unique_ptr<LineRecognizer> typed, std::unique_ptr<LineRecognizer> others)
      : typed_(std::move(typed)), others_(std::move(others)) {}

  std::string name() const override;
  std::string reader_of(const LineImage& line) const override { return of(line).name(); }
  std::vector<ReadWord> read(const LineImage& line) override;

 private:
  LineRecognizer& of(const LineImage& line) const { return line.layer == Layer::typed ? *typed_ : *others_; }

  std::unique_ptr<LineRecognizer> typed_, others_;
};

}  // namespace folio
