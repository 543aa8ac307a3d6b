#include "recognize/tesseract_recognizer.h"

#include <spdlog/fmt/fmt.h>

#include "core/files.h"
#include "core/look_alikes.h"
#include "core/text.h"

namespace folio {

TesseractRecognizer::TesseractRecognizer(const std::string& languages)
    : languages_(languages), engine_(languages) {
  for (const std::filesystem::path& file : engine_.model_files())
    models_ += fmt::format("{} {}\n", file.filename().string(), sha256_of_file(file));
}

std::string TesseractRecognizer::name() const {
  return fmt::format("tesseract {} {}", TesseractEngine::version(), languages_);
}

LineReading TesseractRecognizer::read(const LineImage& line) {
  LineReading reading{{}, name(), {}};
  // The network finds something to read on blank paper too.
  double darkest = 255;
  cv::minMaxLoc(line.gray, &darkest);
  if (darkest > 200) return reading;
  for (TesseractEngine::Word& word : engine_.read_line(line.gray)) {
    ReadWord out;
    out.text = from_code_points(in_one_script(to_code_points(word.text)));
    out.box = word.box;
    out.confidence = word.confidence;
    for (TesseractEngine::Symbol& symbol : word.symbols) {
      out.glyphs.push_back({std::move(symbol.text), symbol.box, symbol.confidence, {}});
    }
    reading.words.push_back(std::move(out));
  }
  return reading;
}

}  // namespace folio
