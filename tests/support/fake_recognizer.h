#pragma once

#include <functional>
#include <string>
#include <vector>

#include "recognize/line_recognizer.h"

namespace folio::testing {

/// Words of a line image by its white: ink less than 0.9 x-heights apart is one word. The text is a number
/// of Cyrillic letters that follows from the word's width, so that the same line always reads the same and
/// wider words are longer. Boxes are tight, glyphs divide them evenly.
std::vector<ReadWord> words_by_white(const LineImage& line, double confidence = 0.9);

/// A recognizer without a model. Reads with `read_words`, by default words_by_white(), and keeps what it saw.
class FakeRecognizer : public LineRecognizer {
 public:
  using Reading = std::function<std::vector<ReadWord>(const LineImage&)>;

  explicit FakeRecognizer(Reading read_words = [](const LineImage& line) { return words_by_white(line); })
      : read_words_(std::move(read_words)) {}

  std::string name() const override { return "fake 1"; }
  LineReading read(const LineImage& line) override {
    seen_.push_back(line);
    return {read_words_(line), name(), {}};
  }

  const std::vector<LineImage>& seen() const { return seen_; }

 private:
  Reading read_words_;
  std::vector<LineImage> seen_;
};

}  // namespace folio::testing
