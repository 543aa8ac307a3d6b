#include "recognize/tesseract_recognizer.h"

#include <spdlog/fmt/fmt.h>

namespace folio {

std::string TesseractRecognizer::name() const {
  return fmt::format("tesseract {} {}", TesseractEngine::version(), languages_);
}

std::vector<ReadWord> TesseractRecognizer::read(const LineImage& line) {
  std::vector<ReadWord> words;
  // The network finds something to read on blank paper too.
  double darkest = 255;
  cv::minMaxLoc(line.gray, &darkest);
  if (darkest > 200) return words;
  for (TesseractEngine::Word& word : engine_.read_line(line.gray)) {
    ReadWord out{std::move(word.text), word.box, word.confidence, {}};
    for (TesseractEngine::Symbol& symbol : word.symbols) {
      out.glyphs.push_back({std::move(symbol.text), symbol.box, symbol.confidence, {}});
    }
    words.push_back(std::move(out));
  }
  return words;
}

}  // namespace folio
