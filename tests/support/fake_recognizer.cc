#include "support/fake_recognizer.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace folio::testing {
namespace {

/// Letters in turn, so that words of one width do not read like one letter repeated.
std::string letter(int number) {
  const int code = 0x430 + number % 32;  // а to я
  return {static_cast<char>(0xC0 | code >> 6), static_cast<char>(0x80 | (code & 0x3F))};
}

ReadWord word_of(const Box& box, double x_height, double confidence) {
  ReadWord word;
  word.box = box;
  word.confidence = confidence;
  const int letters = std::max(1, cvRound(box.width() / (1.3 * x_height)));
  for (int i = 0; i < letters; ++i) {
    Glyph glyph;
    glyph.text = letter(box.width() + i);
    glyph.box = {box.x0 + box.width() * i / letters, box.y0, box.x0 + box.width() * (i + 1) / letters,
                 box.y1};
    glyph.confidence = confidence;
    word.text += glyph.text;
    word.glyphs.push_back(std::move(glyph));
  }
  return word;
}

}  // namespace

std::vector<ReadWord> words_by_white(const LineImage& line, double confidence) {
  const cv::Mat ink = line.gray < 150;
  std::vector<Box> boxes;
  for (int x = 0; x < ink.cols; ++x) {
    std::vector<cv::Point> points;
    cv::findNonZero(ink.col(x), points);
    if (points.empty()) continue;
    const Box column{x, points.front().y, x + 1, points.back().y + 1};
    if (boxes.empty() || x - boxes.back().x1 >= 0.9 * line.x_height) {
      boxes.push_back(column);
    } else {
      boxes.back() = unite(boxes.back(), column);
    }
  }
  std::vector<ReadWord> words;
  words.reserve(boxes.size());
  for (const Box& box : boxes) words.push_back(word_of(box, line.x_height, confidence));
  return words;
}

}  // namespace folio::testing
