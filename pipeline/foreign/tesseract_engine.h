#pragma once

#include <filesystem>
#include <memory>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "core/geometry.h"

namespace folio {

/// One Tesseract LSTM engine with its languages loaded. Not for two threads at once: each worker has its own.
class TesseractEngine {
 public:
  struct Symbol {
    std::string text;
    Box box;                ///< pixels of the line image, approximate
    double confidence = 0;  ///< [0, 1]
  };
  struct Word {
    std::string text;
    Box box;
    double confidence = 0;  ///< [0, 1]
    std::vector<Symbol> symbols;
  };

  /// `languages` in Tesseract's form, "rus" or "rus+eng". Throws Error{missing_dependency} that names the
  /// Debian packages of languages that are not installed, and Error{arguments} for a malformed list.
  explicit TesseractEngine(const std::string& languages);
  ~TesseractEngine();
  TesseractEngine(TesseractEngine&&) noexcept;
  TesseractEngine& operator=(TesseractEngine&&) noexcept;

  /// Words of an image that holds one line of text (CV_8UC1, 255 = paper), from left to right. The image's
  /// height is taken for the line's: it is scaled to the network's input as it is.
  std::vector<Word> read_line(const cv::Mat& gray);

  /// The files of the languages that are loaded, in their order.
  std::vector<std::filesystem::path> model_files() const;

  /// Tesseract's version, "5.3.0".
  static std::string version();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace folio
